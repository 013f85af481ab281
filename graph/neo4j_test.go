package graph

import (
	"context"
	"os"
	"strings"
	"testing"

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
	"stray edges":      "DirectedAllRelationshipsScan",
	"drop stray edges": "DirectedAllRelationshipsScan",
}

// TestNeo4jPlans asks the server how it runs every statement: each finds its rows by an index, on an empty database
// and on one with rows.
func TestNeo4jPlans(t *testing.T) {
	s := openTestNeo4j(t)
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
			if strings.HasSuffix(o, "Scan") && mayScan[name] != o {
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
