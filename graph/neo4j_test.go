package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsgraph/extract"
	"newsgraph/schema"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// neo4jURI gives the server that tests may use: NEWSGRAPH_TEST_NEO4J, an address such as bolt://127.0.0.1:7687 of a
// server without authentication. The variables that a user sets for the program are never looked at.
func neo4jURI(t testing.TB) string {
	t.Helper()
	uri := os.Getenv("NEWSGRAPH_TEST_NEO4J")
	if uri == "" {
		t.Skip("NEWSGRAPH_TEST_NEO4J names no server (bolt://127.0.0.1:7687)")
	}
	return uri
}

// rawNeo4j gives a session beside the store, to look at what it wrote.
func rawNeo4j(t testing.TB) neo4j.SessionWithContext {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(neo4jURI(t), neo4j.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	session := driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: "neo4j"})
	t.Cleanup(func() {
		session.Close(context.Background())
		driver.Close(context.Background())
	})
	return session
}

// ask runs a statement on its own and gives its records.
func ask(t testing.TB, session neo4j.SessionWithContext, cypher string, params map[string]any) []*neo4j.Record {
	t.Helper()
	result, err := session.Run(t.Context(), cypher, params)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	records, err := result.Collect(t.Context())
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return records
}

// emptyNeo4j gives the address of a server whose database it has emptied. It refuses a database that holds anything
// which no test wrote: one that has nodes and no marker with the property "test".
func emptyNeo4j(t testing.TB) string {
	t.Helper()
	session := rawNeo4j(t)
	nodes := ask(t, session, "MATCH (n) RETURN count(n)", nil)[0].Values[0].(int64)
	marked := ask(t, session, "MATCH (n:Newsgraph {test: true}) RETURN count(n)", nil)[0].Values[0].(int64)
	if nodes > 0 && marked == 0 {
		t.Fatalf("the database at %s holds %d nodes that no test wrote: name an empty one in NEWSGRAPH_TEST_NEO4J", neo4jURI(t), nodes)
	}
	ask(t, session, "MERGE (n:Newsgraph {id: 'newsgraph'}) SET n = {id: 'newsgraph', test: true, neo4jFormat: n.neo4jFormat, neo4jSchema: n.neo4jSchema}", nil)
	ask(t, session, "MATCH (n) WHERE NOT n:Newsgraph CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS", nil)
	return neo4jURI(t)
}

// openTestNeo4j opens the backend on an emptied database.
func openTestNeo4j(t testing.TB) *neoStore {
	t.Helper()
	b, err := openNeo4j(t.Context(), emptyNeo4j(t), Options{Ontology: schema.Default()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.close() })
	return b.(*neoStore)
}

// mayScan lists the statements that read a table as a whole, or, before it has a marker, the whole database.
var mayScan = map[string]string{
	"any node":         "AllNodesScan",
	"pending":          "", // a count that the server keeps
	"stray edges":      "DirectedAllRelationshipsScan NodeByLabelScan",
	"drop stray edges": "DirectedAllRelationshipsScan NodeByLabelScan",
}

// TestNeo4jPlans asks the server how it runs every statement: each finds its rows by an index, on an empty database
// and on one with rows.
func TestNeo4jPlans(t *testing.T) {
	s := openTestNeo4j(t)
	t.Run("empty", func(t *testing.T) { checkPlans(t, s) })
	store := openTest(t, neo4jURI(t), Options{})
	put(t, store, press()...)
	settle(t, store)
	// Plans rest on counts, which the server takes anew in the background: wait for them.
	ask(t, rawNeo4j(t), "CALL db.prepareForReplanning(60)", nil)
	t.Run("filled", func(t *testing.T) { checkPlans(t, s) })
}

func checkPlans(t *testing.T, s *neoStore) {
	session := rawNeo4j(t)
	params := map[string]any{
		"rows": []any{}, "keys": []string{"k"}, "after": "a", "limit": 10, "prefix": "p", "values": map[string]any{},
		"types": []string{"CALLED"}, "statuses": []string{"claimed"},
	}
	for name, cypher := range s.statements {
		if strings.HasPrefix(name, schemaPrefix) || strings.HasPrefix(cypher, "CALL db.") {
			continue
		}
		result, err := session.Run(t.Context(), "EXPLAIN "+strings.ReplaceAll(cypher, hole, "CALLED"), params)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		summary, err := result.Consume(t.Context())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		// The tree that the driver gives repeats the last child of an operator in place of the others; the text has all.
		text, _ := summary.Plan().Arguments()["string-representation"].(string)
		operators := planOperators(text)
		seeks := 0
		for _, o := range operators {
			if strings.Contains(o, "IndexSeek") {
				seeks++
			}
			if strings.HasSuffix(o, "Scan") && !slices.Contains(strings.Fields(mayScan[name]), o) {
				t.Errorf("%s: scans: %v", name, operators)
			}
		}
		if _, free := mayScan[name]; seeks == 0 && !free && strings.Contains(cypher, "MATCH") {
			t.Errorf("%s: seeks in no index: %v", name, operators)
		}
	}
}

// planOperators reads the operators from a plan as the server draws it: "| | +NodeIndexSeek | 3 | ...".
func planOperators(text string) []string {
	var operators []string
	for _, line := range strings.Split(text, "\n") {
		if _, after, ok := strings.Cut(line, "+"); ok && strings.HasPrefix(line, "|") && !strings.HasPrefix(after, "-") {
			operators = append(operators, strings.Fields(after)[0])
		}
	}
	return operators
}

// TestNeo4jRefuses shows what cannot be opened, and that the one line says what to do.
func TestNeo4jRefuses(t *testing.T) {
	uri := emptyNeo4j(t)
	session := rawNeo4j(t)
	host := strings.TrimPrefix(uri, "bolt://")
	onto := schema.Default()
	refused := func(uri string, o Options, want ...string) {
		t.Helper()
		o.Ontology = onto
		b, err := openNeo4j(t.Context(), uri, o)
		if err == nil {
			b.close()
			t.Errorf("%s opened", uri)
			return
		}
		for _, w := range want {
			if !strings.Contains(err.Error(), w) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %q does not say %q in one line", uri, err, w)
			}
		}
	}
	refused("bolt://127.0.0.1:1", Options{}, "127.0.0.1:1", "see that it runs")
	refused("neo4j://127.0.0.1:1", Options{}, "127.0.0.1:1", "see that it runs")
	refused("bolt://neo4j:secret@"+host, Options{}, "NEO4J_PASSWORD")
	refused(uri, Options{Database: "nowhere"}, `no database "nowhere"`, "NEO4J_DATABASE")

	// Data of something else.
	marker := "MERGE (n:Newsgraph {id: 'newsgraph'}) SET n.test = true"
	t.Cleanup(func() {
		session.Run(context.Background(), "MATCH (n:Film) DETACH DELETE n", nil)
		session.Run(context.Background(), marker, nil)
	})
	ask(t, session, "MATCH (n) DETACH DELETE n", nil)
	refused(uri, Options{ReadOnly: true}, "holds no graph")
	ask(t, session, "CREATE (:Film {title: 'Z'})-[:CALLED]->(:Film {title: 'M'})", nil)
	refused(uri, Options{}, "data of something else", "--adopt")
	s := openTest(t, uri, Options{Adopt: true})
	put(t, s, press()...)
	settle(t, s)
	sameDump(t, "beside other data", dump(t, s), built(t, press()...))
	if n := ask(t, session, "MATCH (:Film)-[:CALLED]->(n:Film) RETURN count(n)", nil)[0].Values[0]; n != int64(1) {
		t.Errorf("of the other data %v relationships are left", n)
	}
	openTest(t, uri, Options{}) // it has a marker now

	ask(t, session, "MATCH (n:Newsgraph) SET n.neo4jFormat = 99", nil)
	refused(uri, Options{Adopt: true}, "format 99", "newer newsgraph")
	refused(uri, Options{ReadOnly: true}, "format 99", "newer newsgraph")
	ask(t, session, "MATCH (n:Newsgraph) SET n.neo4jFormat = 1", nil)
}

// TestNeo4jPassword runs against a server that wants the name neo4j and a password.
func TestNeo4jPassword(t *testing.T) {
	uri, password := os.Getenv("NEWSGRAPH_TEST_NEO4J_AUTH"), os.Getenv("NEWSGRAPH_TEST_NEO4J_PASSWORD")
	if uri == "" {
		t.Skip("NEWSGRAPH_TEST_NEO4J_AUTH names no server that wants a password")
	}
	for _, o := range []Options{{}, {Username: "neo4j", Password: "wrong-password"}, {Username: "nobody", Password: password}} {
		o.Ontology = schema.Default()
		b, err := openNeo4j(t.Context(), uri, o)
		if err == nil {
			b.close()
			t.Fatalf("%q with %q opened", o.Username, o.Password)
		}
		if !strings.Contains(err.Error(), "NEO4J_USERNAME and NEO4J_PASSWORD") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q with %q: %v", o.Username, o.Password, err)
		}
		if password != "" && strings.Contains(err.Error(), password) {
			t.Errorf("the error shows the password: %v", err)
		}
	}
	b, err := openNeo4j(t.Context(), uri, Options{Ontology: schema.Default(), Username: "neo4j", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	b.close()
}

// TestNeo4jCallsOnce asks what the README asks: each call stands once, whatever its direction in the articles.
func TestNeo4jCallsOnce(t *testing.T) {
	s := neo4jStores(t).empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	var got []string
	for _, r := range ask(t, rawNeo4j(t), `MATCH (a:Person)-[r:CALLED]-(b:Person) WHERE a.id < b.id
		RETURN a.name, b.name, r.when, r.quote, r.articles, r.label ORDER BY r.when`, nil) {
		v := r.AsMap()
		names := []string{v["a.name"].(string), v["b.name"].(string)}
		slices.Sort(names)
		if v["r.quote"] == "" {
			t.Errorf("a call without quote: %v", v)
		}
		got = append(got, fmt.Sprintf("%v %v %v %v", names, v["r.when"].(neo4j.Date), v["r.articles"], v["r.label"]))
	}
	want := []string{
		"[Masoud Pezeshkian Vladimir Putin] 2026-03-06 [1 2] called, 6 Mar 2026",
		"[Masoud Pezeshkian Vladimir Putin] 2026-03-10 [3] called, 10 Mar 2026",
	}
	if !slices.Equal(got, want) {
		t.Errorf("calls:\ngot  %q\nwant %q", got, want)
	}
}

// TestNeo4jLinks shows that relationships say what properties say, after loads in any order and retractions.
func TestNeo4jLinks(t *testing.T) {
	s := neo4jStores(t).empty(t, Options{})
	for i := range 3 {
		shuffled(t, s, press(), rand.New(rand.NewPCG(8, uint64(i))))
		checkLinks(t)
		if _, err := s.Retract(t.Context(), []string{"1", "7", "8"}); err != nil {
			t.Fatal(err)
		}
		settle(t, s)
		checkLinks(t)
	}
}

func checkLinks(t *testing.T) {
	t.Helper()
	session := rawNeo4j(t)
	for what, cypher := range map[string]string{
		"claims without article":       "MATCH (c:Claim) WHERE COUNT { (:Article {key: c.article})-[:STATES]->(c) } <> 1 RETURN c.id",
		"subjects":                     "MATCH (c:Claim) WHERE COUNT { (c)-[:SUBJECT]->() } <> CASE WHEN c.subjectEntity IS NULL THEN 0 ELSE COUNT { (c)-[:SUBJECT]->(:Entity {id: c.subjectEntity}) } END OR c.subjectEntity IS NOT NULL AND NOT EXISTS { (c)-[:SUBJECT]->() } RETURN c.id",
		"objects":                      "MATCH (c:Claim) WHERE COUNT { (c)-[:OBJECT]->() } <> CASE WHEN c.objectEntity IS NULL THEN 0 ELSE COUNT { (c)-[:OBJECT]->(:Entity {id: c.objectEntity}) } END OR c.objectEntity IS NOT NULL AND NOT EXISTS { (c)-[:OBJECT]->() } RETURN c.id",
		"speakers":                     "MATCH (c:Claim) WHERE COUNT { (c)-[:SPEAKER]->() } <> CASE WHEN c.speakerEntity IS NULL THEN 0 ELSE COUNT { (c)-[:SPEAKER]->(:Entity {id: c.speakerEntity}) } END OR c.speakerEntity IS NOT NULL AND NOT EXISTS { (c)-[:SPEAKER]->() } RETURN c.id",
		"bare entities":                "MATCH (e:Entity) WHERE e.class IS NULL RETURN e.id",
		"entities without kind":        "MATCH (e:Entity) WHERE size(labels(e)) <> 2 OR NOT e.kind IN labels(e) RETURN e.id",
		"entities that no claim needs": "MATCH (e:Entity) WHERE NOT EXISTS { (:Claim)-->(e) } RETURN e.id",
		"edges without finder":         "MATCH (:Entity)-[r]->(:Entity) WHERE NOT EXISTS { (f:Fact {id: r.id}) WHERE f.type = type(r) AND f.subject IS NULL } RETURN r.id",
		"finders without edge":         "MATCH (f:Fact) WHERE f.subject IS NULL AND NOT EXISTS { (:Entity)-[r]->(:Entity) WHERE r.id = f.id } RETURN f.id",
		"edges of alleged facts":       "MATCH (:Entity)-[r]->(:Entity) WHERE r.status IN ['alleged', 'denied'] RETURN r.id",
		"edges without claim":          "MATCH (:Entity)-[r]->(:Entity) WHERE NOT EXISTS { (c:Claim {fact: r.id}) } RETURN r.id",
		"symmetric edges turned round": "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.symmetric AND a.id > b.id RETURN r.id",
		"marks":                        "MATCH (m:SettleMark) RETURN m.id",
		"stray helpers":                "MATCH (n) WHERE (n:NameForm OR n:SettleMark OR n:LocalEntity OR n:Text OR n:Fact) AND EXISTS { (n)--() } RETURN labels(n)",
		"forms of nobody":              "MATCH (f:NameForm) WHERE NOT EXISTS { (e:Entity {id: f.entity}) WHERE f.form IN e.keys } RETURN f.form",
	} {
		if found := ask(t, session, cypher, nil); len(found) > 0 {
			t.Errorf("%s: %d, such as %v", what, len(found), found[0].Values)
		}
	}
}

// TestNeo4jLostType shows that facts of a relation that the ontology no longer has are still read and dropped, without
// its name in a statement.
func TestNeo4jLostType(t *testing.T) {
	s := neo4jStores(t).empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	want := dump(t, s)
	b := s.b.(*neoStore)
	delete(b.types, "MET")
	sameDump(t, "without MET", dump(t, s), want)
	err := b.update(t.Context(), func(t tx) error {
		var ids []string
		if err := t.findFacts(query{By: ranked, Types: []string{"MET"}}, func(f factRow) error { ids = append(ids, f.ID); return nil }); err != nil {
			return err
		}
		if len(ids) == 0 {
			return errors.New("no fact of type MET")
		}
		return t.dropFacts(ids)
	})
	if err != nil {
		t.Fatal(err)
	}
	session := rawNeo4j(t)
	if n := ask(t, session, "MATCH ()-[r:MET]->() RETURN count(r)", nil)[0].Values[0]; n != int64(0) {
		t.Errorf("%v edges of type MET are left", n)
	}
	if n := ask(t, session, "MATCH (f:Fact {type: 'MET'}) RETURN count(f)", nil)[0].Values[0]; n != int64(0) {
		t.Errorf("%v facts of type MET are left", n)
	}
	err = b.view(t.Context(), func(t tx) error {
		return t.(*neoTx).run("edges", "CALLED]->() DETACH DELETE b //", map[string]any{"keys": []string{}}, nil)
	})
	if err == nil || !strings.Contains(err.Error(), "no relation of the ontology") {
		t.Errorf("a statement was filled with something else than a relation: %v", err)
	}
}

// TestNeo4jLongNames shows that names and ids beyond what an index holds are kept whole and found.
func TestNeo4jLongNames(t *testing.T) {
	long := "Anna " + strings.Repeat("Maria ", 3000)
	records := []extract.Record{
		tell("Outlet "+strings.Repeat("x", 9000), strings.Repeat("y", 9000), "2026-03-07").says(long+"One", "CALLED", long+"Two", on("2026-03-06")).record(),
		tell("Outlet", "2", "2026-03-08").says(long+"One", "MET", long+"Two", on("2026-03-06")).says("Two", "MET", "Vladimir Putin").record(),
	}
	s := neo4jStores(t).empty(t, Options{})
	put(t, s, records...)
	settle(t, s)
	sameDump(t, "long names", dump(t, s), built(t, records...))
	if es, err := s.Entities(t.Context(), long+"One"); err != nil || len(es) != 1 {
		t.Errorf("found %d entities of a long name, error %v", len(es), err)
	}
	if _, err := s.Retract(t.Context(), []string{strings.Repeat("y", 9000), "2"}); err != nil {
		t.Error(err)
	}
}

// TestNeo4jOpenedAtOnce opens a database that has no constraints yet from several processes' worth of stores at once.
func TestNeo4jOpenedAtOnce(t *testing.T) {
	uri := emptyNeo4j(t)
	session := rawNeo4j(t)
	for _, r := range ask(t, session, "SHOW CONSTRAINTS YIELD name", nil) {
		ask(t, session, "DROP CONSTRAINT "+r.Values[0].(string), nil)
	}
	for _, r := range ask(t, session, "SHOW INDEXES YIELD name, type WHERE type = 'RANGE'", nil) {
		ask(t, session, "DROP INDEX "+r.Values[0].(string), nil)
	}
	ask(t, session, "MATCH (n:Newsgraph) REMOVE n.neo4jSchema", nil)
	records := press()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			s, err := Open(t.Context(), uri, Options{Ontology: schema.Default()})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for j := i; j < len(records); j += 4 {
				if _, err := s.Put(t.Context(), records[j:j+1]); err != nil {
					t.Error(err)
				}
			}
			if _, err := s.Settle(t.Context(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	s := openTest(t, uri, Options{})
	settle(t, s)
	sameDump(t, "opened at once", dump(t, s), built(t, records...))
}

// A gate passes a connection on to a server until it is shut.
type gate struct {
	net.Listener
	to    string
	mu    sync.Mutex
	conns []net.Conn
	shut  bool
}

func openGate(t *testing.T, to string) *gate {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{Listener: l, to: to}
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				in.Close()
				continue
			}
			g.mu.Lock()
			if g.shut {
				in.Close()
				out.Close()
			}
			g.conns = append(g.conns, in, out)
			g.mu.Unlock()
			go io.Copy(in, out)
			go io.Copy(out, in)
		}
	}()
	t.Cleanup(g.close)
	return g
}

func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = true
	g.Listener.Close()
	for _, c := range g.conns {
		c.Close()
	}
}

// TestNeo4jGone takes the connection away in the middle of a load: the load stops with one line that says what to do,
// nothing is half-written, and the same load again gives the graph of an undisturbed one.
func TestNeo4jGone(t *testing.T) {
	uri := emptyNeo4j(t)
	g := openGate(t, strings.TrimPrefix(uri, "bolt://"))
	b, err := dialNeo4j(t.Context(), "bolt://"+g.Addr().String(), Options{Ontology: schema.Default()}, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	s := &Store{b: b, o: Options{Ontology: schema.Default()}}
	defer s.Close()
	records := press()
	put(t, s, records[:4]...)
	// While the next batch is being written.
	err = b.update(t.Context(), func(t tx) error {
		if err := t.putMarks([]markRow{{Kind: markName, Key: "half-written"}}); err != nil {
			return err
		}
		g.close()
		return t.putMarks([]markRow{{Kind: markName, Key: "never written"}})
	})
	if err == nil || !strings.Contains(err.Error(), "no connection to Neo4j at "+g.Addr().String()) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("the load ended with: %v", err)
	}
	if _, err := s.Put(t.Context(), records[4:]); err == nil || !strings.Contains(err.Error(), "give the same command again") {
		t.Fatalf("the next batch ended with: %v", err)
	}
	again := openTest(t, uri, Options{})
	put(t, again, records...)
	settle(t, again)
	sameDump(t, "after a lost connection", dump(t, again), built(t, records...))
}

// TestNeo4jCanceled stops a load by its context: what was committed stays, and the error is the context's.
func TestNeo4jCanceled(t *testing.T) {
	s := neo4jStores(t).empty(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	err := s.b.update(ctx, func(t tx) error {
		cancel()
		return t.putMarks([]markRow{{Kind: markName, Key: "never written"}})
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the load ended with: %v", err)
	}
	if n, err := s.Pending(t.Context()); n != 0 || err != nil {
		t.Errorf("%d marks were written, error %v", n, err)
	}
}

// TestNeo4jRestart kills the server in the middle of a load and starts it again, with the shell commands in
// NEWSGRAPH_TEST_NEO4J_STOP and NEWSGRAPH_TEST_NEO4J_START. Whether the load lives through it or has to be given again,
// the graph is that of an undisturbed one.
func TestNeo4jRestart(t *testing.T) {
	stop, start := os.Getenv("NEWSGRAPH_TEST_NEO4J_STOP"), os.Getenv("NEWSGRAPH_TEST_NEO4J_START")
	if stop == "" || start == "" {
		t.Skip("NEWSGRAPH_TEST_NEO4J_STOP and NEWSGRAPH_TEST_NEO4J_START hold no commands that stop and start the server")
	}
	records := benchRecords(600)
	want := built(t, records...)
	st := neo4jStores(t)
	s := st.empty(t, Options{})
	loaded := make(chan error, 1)
	begun := make(chan struct{})
	go func() {
		var err error
		for i := 0; i < len(records) && err == nil; i += 20 {
			if i == 100 {
				close(begun)
			}
			_, err = s.Put(t.Context(), records[i:i+20])
		}
		if err == nil {
			_, err = s.Settle(t.Context(), nil)
		}
		loaded <- err
	}()
	<-begun
	for _, command := range []string{stop, start} {
		if out, err := exec.Command("sh", "-c", command).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
	if err := <-loaded; err != nil {
		t.Logf("the load ended with: %v", err)
		if !strings.Contains(err.Error(), "Neo4j at ") || strings.Contains(err.Error(), "\n") {
			t.Errorf("which does not say what is wrong")
		}
	}
	s = st.again(t, Options{})
	for i := 0; i < len(records); i += 20 {
		put(t, s, records[i:i+20]...)
	}
	settle(t, s)
	sameDump(t, "after a restart", dump(t, s), want)
	checkLinks(t)
}
