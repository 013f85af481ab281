package graph

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"newsgraph/extract"
	"newsgraph/schema"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// BenchmarkNeo4jLoad measures a first load as a user runs it (records put in batches, then settled) against the most
// that one writer reaches with bare UNWIND batches, in one run on one server, in relationships a second:
//
//	go test ./graph -run '^$' -bench Neo4jLoad -benchtime 1x
//
// A load's relationships are all that stand in the database after it; its nodes, texts, marks and look-ups are in its
// time, and count nothing. "ratio" is load over bare. One load goes before, so that the server's compiler has seen every
// statement; then bare batches and loads take turns, so that a busy machine slows both.
func BenchmarkNeo4jLoad(b *testing.B) {
	for range b.N {
		records := benchRecords(1500)
		loadNeo4j(b, records)
		var bare, rels int
		var bareTook, puts, settling time.Duration
		for range 4 {
			n, took := bareLoad(b, 20_000)
			bare, bareTook = bare+n, bareTook+took
			n, put, settle := loadNeo4j(b, records)
			rels, puts, settling = rels+n, puts+put, settling+settle
		}
		bareRate, loadRate := float64(bare)/bareTook.Seconds(), float64(rels)/(puts+settling).Seconds()
		b.ReportMetric(loadRate, "rels/s")
		b.ReportMetric(bareRate, "bare-rels/s")
		b.ReportMetric(loadRate/bareRate, "ratio")
		b.ReportMetric(puts.Seconds(), "put-s")
		b.ReportMetric(settling.Seconds(), "settle-s")
	}
}

// loadNeo4j puts records into an emptied database and settles them.
func loadNeo4j(b *testing.B, records []extract.Record) (rels int, puts, settling time.Duration) {
	emptyNeo4j(b)
	s := openTest(b, neo4jURI(b), Options{})
	start := time.Now()
	for len(records) > 0 {
		n := min(1000, len(records)) // as the program does by default
		put(b, s, records[:n]...)
		records = records[n:]
	}
	puts = time.Since(start)
	settle(b, s)
	settling = time.Since(start) - puts
	n := ask(b, rawNeo4j(b), "MATCH ()-[r]->() RETURN count(r)", nil)[0].Values[0].(int64)
	return int(n), puts, settling
}

// benchRecords are articles of about 2 kB, each with six dated claims between seven people of 700. Every second claim
// has a speaker, every third a place.
func benchRecords(n int) []extract.Record {
	rng := rand.New(rand.NewPCG(7, 7))
	types := []string{"CALLED", "MET", "VISITED", "CONDEMNED", "ATTACKED"}
	var records []extract.Record
	for i := range n {
		day := time.Date(2026, 1, 1+i%60, 0, 0, 0, 0, time.UTC)
		w := tell(fmt.Sprintf("Outlet %d", rng.IntN(40)), fmt.Sprint(i), day.Format(time.DateOnly))
		at := rng.IntN(694)
		for c := range 6 {
			act := day.AddDate(0, 0, -rng.IntN(3)).Format(time.DateOnly)
			more := []func(*told, *extract.Claim){on(act)}
			if c%2 == 0 {
				more = append(more, by(benchName(at+c), extract.Said))
			}
			if c%3 == 0 {
				more = append(more, in("Geneva"))
			}
			w.says(benchName(at+c), types[rng.IntN(len(types))], benchName(at+1+rng.IntN(6)%7), more...)
			w.text.WriteString(strings.Repeat("Other words of the article stand here. ", 8))
		}
		records = append(records, w.record())
	}
	return records
}

// in gives a claim a place.
func in(place string) func(*told, *extract.Claim) {
	return func(w *told, c *extract.Claim) {
		id := w.name(place, func(e *extract.Entity) { e.Kind = schema.Place })
		c.Where = &extract.Where{ID: &id, Name: place, Words: extract.Words{Text: place, Start: c.Subject.Start, End: c.Subject.Start + len(place)}}
	}
}

func benchName(i int) string {
	return fmt.Sprintf("%s Person%c%c", []string{"Anna", "Boris", "Carla", "Daniel", "Eva"}[i%5], 'a'+i/26%26, 'a'+i%26)
}

// bareLoad writes relationships in bare batches and times all but the first: both ends matched, MERGE on the id, SET of an edge's
// properties, 2,000 rows a transaction, one writer, with the same constraints.
func bareLoad(b *testing.B, n int) (rels int, took time.Duration) {
	emptyNeo4j(b)
	s := openTest(b, neo4jURI(b), Options{}).b.(*neoStore) // lays the constraints
	session := s.session(b.Context(), neo4j.AccessModeWrite)
	defer session.Close(context.Background())
	var ids []string
	for i := range 700 {
		ids = append(ids, hash("bare", fmt.Sprint(i)))
	}
	write := func(cypher string, params map[string]any) {
		_, err := session.ExecuteWrite(b.Context(), func(m neo4j.ManagedTransaction) (any, error) {
			result, err := m.Run(b.Context(), cypher, params)
			if err != nil {
				return nil, err
			}
			return result.Consume(b.Context())
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	write("UNWIND $ids AS id CREATE (:Entity:Person {id: id, name: id})", map[string]any{"ids": ids})
	rng := rand.New(rand.NewPCG(3, 4))
	var batches [][]any
	for i := range n {
		if i%2000 == 0 {
			batches = append(batches, nil)
		}
		day := fmt.Sprintf("2026-03-%02d", 1+i%28)
		f := factRow{Fact: Fact{
			ID: hash("bare fact", fmt.Sprint(i)), Type: "CALLED", Family: "TALKED_WITH", Symmetric: true, Plover: "CONSULT", Cameo: "041",
			When: &FactWhen{Start: &day, End: &day, Precision: extract.Day}, Status: "claimed", Claims: 1, Independent: 1, Origins: 1, OwnVoice: 1,
			Articles: []string{"1"}, Publishers: []string{"Outlet 1"}, Quote: "Anna Personaa CALLED Boris Personab.",
			URL: "https://outlet.example/1", FirstPublished: &day, LastPublished: &day, Confidence: 800,
		}}
		p, err := factProps(&f)
		if err != nil {
			b.Fatal(err)
		}
		delete(p, "id")
		batches[len(batches)-1] = append(batches[len(batches)-1], map[string]any{
			"id": f.ID, "a": ids[rng.IntN(350)], "b": ids[350+rng.IntN(350)], "p": plain(p)})
	}
	const bare = "UNWIND $rows AS row MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b}) MERGE (a)-[r:CALLED {id: row.id}]->(b) SET r += row.p"
	write(bare, map[string]any{"rows": batches[0]}) // lets the server plan it
	start := time.Now()
	for _, rows := range batches[1:] {
		write(bare, map[string]any{"rows": rows})
	}
	return n - 2000, time.Since(start)
}
