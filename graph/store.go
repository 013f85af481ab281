package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"newsgraph/schema"
)

// ErrBuild says that records were made by another build (program, ontology, models) than those of the graph.
var ErrBuild = errors.New("the graph was made by another build of the program or its ontology")

// ErrRebuilding says that a rebuild has not come to its end. It is an ErrBuild.
var ErrRebuilding = fmt.Errorf("%w: a rebuild is running, or was broken off: run `newsgraph rebuild` to its end first", ErrBuild)

// ErrOntology says that the graph's facts follow other relations than those of the Options. It is an ErrBuild.
var ErrOntology error = ontologyError{}

type ontologyError struct{}

func (ontologyError) Error() string {
	return "the graph was made with another ontology: give that one with --ontology DIR, or run `newsgraph rebuild` to take this one"
}

func (ontologyError) Is(err error) bool { return err == ErrBuild }

// ErrNotFound says that an id names neither a claim nor a fact.
var ErrNotFound = errors.New("no claim or fact has this id")

// UnknownName says that nothing in the graph has a name.
type UnknownName struct {
	Name string
	Near []string // names that are written nearly so, nearest first; at most five
}

func (e *UnknownName) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("nothing in the graph is named %q", e.Name)
	}
	return fmt.Sprintf("nothing in the graph is named %q; near it: %s", e.Name, strings.Join(e.Near, ", "))
}

// UnknownPublisher says that the graph holds no article of a publisher.
type UnknownPublisher struct {
	Name string
	Near []string // publishers that are written nearly so, nearest first; at most five
}

func (e *UnknownPublisher) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("no article in the graph is of publisher %q", e.Name)
	}
	return fmt.Sprintf("no article in the graph is of publisher %q; near it: %s", e.Name, strings.Join(e.Near, ", "))
}

// UnknownArticles lists the references that name no article, and those that name several.
type UnknownArticles struct {
	Unknown   []string
	Ambiguous map[string][]string // reference to the PUBLISHER/ID of each article that it may mean
}

func (e *UnknownArticles) Error() string {
	var lines []string
	for _, ref := range e.Unknown {
		lines = append(lines, fmt.Sprintf("no article %q in the graph", ref))
	}
	for _, ref := range sortedKeys(e.Ambiguous) {
		lines = append(lines, fmt.Sprintf("%q names several articles: give one of %s", ref, strings.Join(e.Ambiguous[ref], ", ")))
	}
	return strings.Join(lines, "\n")
}

// Options say how a store is opened.
type Options struct {
	Ontology *schema.Ontology // never nil
	Build    string           // of this program: what a rebuild leads the graph to; otherwise not looked at
	Username string           // Neo4j; without name and password no authentication is tried
	Password string
	Database string // Neo4j; default "neo4j"
	Adopt    bool   // write into a Neo4j database that holds other data
	NoTexts  bool   // keep hashes, not texts
	ReadOnly bool   // never create or settle; a missing SQLite file is an error
}

// Store is a graph in SQLite or Neo4j. It is safe for concurrent use; writers wait for each other, also across
// processes. A loop over one of its sequences may call other methods of the store.
type Store struct {
	b          backend
	o          Options
	bounds     bounds
	rebuilding atomic.Bool // between BeginRebuild and EndRebuild
}

// Open opens the graph at a URI: a file path or sqlite:PATH (made where it is not there), neo4j://HOST:PORT or
// bolt://HOST:PORT (also with +s and +ssc for TLS). Errors say what is wrong with a path or server and what to do.
func Open(ctx context.Context, uri string, o Options) (*Store, error) {
	if o.Ontology == nil {
		return nil, errors.New("open graph: no ontology")
	}
	b, err := openBackend(ctx, uri, o)
	if err != nil {
		return nil, err
	}
	return &Store{b: b, o: o, bounds: usualBounds}, nil
}

func openBackend(ctx context.Context, uri string, o Options) (backend, error) {
	scheme, _, found := strings.Cut(uri, "://")
	if found {
		switch scheme {
		case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
			return openNeo4j(ctx, uri, o)
		}
		return nil, fmt.Errorf("open graph %s: %q is no kind of store: give a file path, sqlite:PATH, neo4j://HOST:PORT or bolt://HOST:PORT", uri, scheme)
	}
	path := strings.TrimPrefix(uri, "sqlite:")
	if path == "" {
		return nil, errors.New("open graph: the path is empty")
	}
	return openSQLite(ctx, path, o.ReadOnly)
}

// Close ends the store. SQLite's log is checkpointed, so that the file alone can be copied. Sequences that are still
// being read must have ended.
func (s *Store) Close() error { return s.b.close() }
