package main

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// server gives the address of a real Neo4j whose database is empty, as the tests of package graph do: NEWSGRAPH_TEST_NEO4J
// names a server without authentication, never the user's; a database with anything that no test wrote is refused, and
// what a test leaves behind stays marked as a test's.
func server(t *testing.T) (uri string, session neo4j.SessionWithContext) {
	t.Helper()
	uri = os.Getenv("NEWSGRAPH_TEST_NEO4J")
	if uri == "" {
		t.Skip("NEWSGRAPH_TEST_NEO4J names no server (bolt://127.0.0.1:7687)")
	}
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	session = driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: "neo4j"})
	t.Cleanup(func() {
		session.Close(context.Background())
		driver.Close(context.Background())
	})
	nodes := ask(t, session, "MATCH (n) RETURN count(n)")[0].Values[0].(int64)
	marked := ask(t, session, "MATCH (n:Newsgraph {test: true}) RETURN count(n)")[0].Values[0].(int64)
	if nodes > 0 && marked == 0 {
		t.Fatalf("the database at %s holds %d nodes that no test wrote: name an empty one in NEWSGRAPH_TEST_NEO4J", uri, nodes)
	}
	ask(t, session, "MERGE (n:Newsgraph {id: 'newsgraph'}) SET n = {id: 'newsgraph', test: true, neo4jFormat: n.neo4jFormat, neo4jSchema: n.neo4jSchema}")
	ask(t, session, "MATCH (n) WHERE NOT n:Newsgraph CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
	return uri, session
}

func ask(t *testing.T, session neo4j.SessionWithContext, cypher string) []*neo4j.Record {
	t.Helper()
	result, err := session.Run(t.Context(), cypher, nil)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	records, err := result.Collect(t.Context())
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return records
}

// The program gives the same dump from Neo4j as from SQLite, and what its README shows for Neo4j holds: the command that
// loads, and the statements for Neo4j Browser, each of which finds something, each call once.
func TestReadmeOnNeo4j(t *testing.T) {
	uri, session := server(t)
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(data), "\n## Neo4j\n")
	folder := readmeFolder(t)
	loads := regexp.MustCompile(`(?m)^newsgraph load .*$`).FindAllString(section, -1)
	if len(loads) != 1 {
		t.Fatalf("README.md has %d commands that load into Neo4j, want one", len(loads))
	}
	if out, err := shell(folder, strings.ReplaceAll(loads[0], "neo4j://localhost:7687", uri)); err != nil {
		t.Fatalf("%s\n%s%v", loads[0], out, err)
	}
	if out, err := shell(folder, "newsgraph load --quiet testdata/articles"); err != nil {
		t.Fatalf("%s%v", out, err)
	}
	sameDump(t, "Neo4j and SQLite", dumpOf(t, uri), dumpOf(t, folder+"/newsgraph.db"))

	statements := regexp.MustCompile("(?s)```cypher\n(.*?)\n```").FindAllStringSubmatch(section, -1)
	if len(statements) != 3 {
		t.Fatalf("README.md has %d statements for Neo4j Browser, want 3", len(statements))
	}
	for i, s := range statements {
		records := ask(t, session, strings.TrimSuffix(s[1], ";"))
		if len(records) == 0 {
			t.Errorf("finds nothing: %s", s[1])
		}
		if i > 0 {
			continue
		}
		calls := map[string]int{}
		for _, r := range records {
			if when, ok := r.Values[2].(neo4j.Date); ok {
				calls[when.String()]++
			}
		}
		for _, day := range []string{"2026-03-06", "2026-03-10"} {
			if calls[day] != 1 {
				t.Errorf("the call of %s is found %d times, want once\n%v", day, calls[day], records)
			}
		}
	}

	// Two loads at once into one database, and a retraction, give what SQLite gives.
	lines := manyArticles(t, 40)
	store := folder + "/many.db"
	a, inA, errA := feed(t, uri, folder+"/a.rejects", lines, len(lines))
	b, inB, errB := feed(t, uri, folder+"/b.rejects", lines, len(lines))
	c, inC, errC := feed(t, store, folder+"/c.rejects", lines, len(lines))
	for _, in := range []interface{ Close() error }{inA, inB, inC} {
		in.Close()
	}
	for _, err := range []error{a.Wait(), b.Wait(), c.Wait()} {
		if err != nil {
			t.Fatalf("%v\n%s%s%s", err, errA, errB, errC)
		}
	}
	succeed(t, "load", "--quiet", "--store", store, "../../testdata/articles")
	sameDump(t, "two loads at once", dumpOf(t, uri), dumpOf(t, store))
	for _, s := range []string{uri, store} {
		succeed(t, "retract", "--quiet", "--store", s, "--publisher", "Paper 1 (invented)")
	}
	sameDump(t, "after a retraction", dumpOf(t, uri), dumpOf(t, store))
}
