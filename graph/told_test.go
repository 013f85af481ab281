package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"testing"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// cast says who the names of these tests are. Everybody else is a Person of no stated country.
var cast = map[string]extract.Entity{
	"Iran":          {Kind: schema.Country, Known: true, Country: "IRN"},
	"Russia":        {Kind: schema.Country, Known: true, Country: "RUS"},
	"Israel":        {Kind: schema.Country, Known: true, Country: "ISR"},
	"United States": {Kind: schema.Country, Known: true, Country: "USA", Aliases: []string{"U.S."}},
	"Kremlin":       {Kind: schema.Organization, Country: "RUS"},
}

// told is an article that says what a test wants, one sentence a claim, so that every quote stands in its text.
type told struct {
	r    extract.Record
	ids  map[string]string
	text strings.Builder
}

// tell begins an article. published may be a day, an instant or empty.
func tell(publisher, id, published string) *told {
	w := &told{ids: map[string]string{}}
	w.r = extract.Record{Build: "build 1", Entities: []extract.Entity{}, Claims: []extract.Claim{}}
	w.r.Article = news.Article{ID: id, Publisher: publisher, Title: "About " + id, URL: "https://" + strings.ToLower(publisher) + ".example/" + id, Status: news.Usable}
	if published != "" {
		stamp, err := news.ParseStamp(published)
		if err != nil {
			panic(err)
		}
		w.r.Article.Published = stamp
	}
	return w
}

// name puts an entity into the article without a claim, and gives its local id. change may be nil.
func (w *told) name(name string, change func(*extract.Entity)) string {
	if id, ok := w.ids[name]; ok {
		return id
	}
	e, ok := cast[name]
	if !ok {
		e.Kind = schema.Person
	}
	e.ID, e.Name = fmt.Sprintf("e%d", len(w.r.Entities)+1), name
	if change != nil {
		change(&e)
	}
	w.r.Entities = append(w.r.Entities, e)
	w.ids[name] = e.ID
	return e.ID
}

// says adds one claim.
func (w *told) says(subject, typ, object string, changes ...func(*told, *extract.Claim)) *told {
	start := w.text.Len()
	sentence := subject + " " + typ + " " + object + "."
	w.text.WriteString(sentence + " ")
	end := func(name string, from int) *extract.End {
		id := w.name(name, nil)
		return &extract.End{ID: &id, Name: name, Words: extract.Words{Text: name, Start: from, End: from + len(name)}}
	}
	c := extract.Claim{
		ID:   hash("claim", w.r.Article.Publisher, w.r.Article.ID, fmt.Sprint(start), sentence),
		Type: typ, Subject: end(subject, start), Object: end(object, start+len(subject)+len(typ)+2),
		Polarity: extract.Affirmed, Modality: extract.Actual, Via: []extract.Speaker{}, Confidence: 800,
	}
	if r := schema.Default().Relation(typ); r != nil {
		c.Symmetric, c.Plover, c.Cameo = r.Symmetric, r.Plover, r.Cameo
	}
	c.Evidence = extract.Evidence{Article: w.r.Article.ID, Publisher: w.r.Article.Publisher, Start: start, End: start + len(sentence), Quote: sentence, Rule: "test:1"}
	c.Evidence.Sentence.Start, c.Evidence.Sentence.End = start, start+len(sentence)
	for _, change := range changes {
		change(w, &c)
	}
	c.Asserts = extract.Asserts(&c)
	w.r.Claims = append(w.r.Claims, c)
	return w
}

// record ends the article.
func (w *told) record(changes ...func(*news.Article)) extract.Record {
	w.r.Article.Text = w.text.String()
	for _, change := range changes {
		change(&w.r.Article)
	}
	return w.r
}

// on dates a claim.
func on(day string) func(*told, *extract.Claim) {
	return func(_ *told, c *extract.Claim) {
		c.When = &extract.When{Start: &day, End: &day, Precision: extract.Day, Text: day}
	}
}

// by says who said so, and how.
func by(speaker, stance string) func(*told, *extract.Claim) {
	return func(w *told, c *extract.Claim) {
		id := w.name(speaker, nil)
		words := c.Subject.Words // speakers of these tests speak of themselves
		if c.Object.Name == speaker {
			words = c.Object.Words
		}
		c.Speaker = &extract.Speaker{ID: &id, Name: speaker, Words: words}
		c.Stance = &stance
		if stance == extract.Denied {
			c.Polarity = extract.Negated
		}
	}
}

// version sets the version of an article.
func version(v string) func(*news.Article) { return func(a *news.Article) { a.Version = v } }

// stores opens graphs of one kind.
type stores struct {
	empty func(t testing.TB, o Options) *Store // on an empty graph; the one before may be gone
	again func(t testing.TB, o Options) *Store // one more on the graph that empty gave last
	draws int                                  // of the tests that draw at random
}

// sqliteStores keeps graphs in files of the test's own.
func sqliteStores() *stores {
	s := &stores{draws: 200}
	path := ""
	s.again = func(t testing.TB, o Options) *Store { return openTest(t, path, o) }
	s.empty = func(t testing.TB, o Options) *Store {
		path = t.TempDir() + "/graph.db"
		return s.again(t, o)
	}
	return s
}

// neo4jStores keeps them in the one database of the server that NEWSGRAPH_TEST_NEO4J names.
func neo4jStores(t testing.TB) *stores {
	s := &stores{draws: 20}
	uri := neo4jURI(t)
	s.again = func(t testing.TB, o Options) *Store { return openTest(t, uri, o) }
	s.empty = func(t testing.TB, o Options) *Store {
		emptyNeo4j(t)
		return s.again(t, o)
	}
	return s
}

func openTest(t testing.TB, uri string, o Options) *Store {
	t.Helper()
	if o.Ontology == nil {
		o.Ontology = schema.Default()
	}
	s, err := Open(t.Context(), uri, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// put puts records, or ends the test.
func put(t testing.TB, s *Store, records ...extract.Record) Outcome {
	t.Helper()
	out, err := s.Put(t.Context(), records)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// settle settles, or ends the test.
func settle(t testing.TB, s *Store) Outcome {
	t.Helper()
	out, err := s.Settle(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Pending(t.Context()); n != 0 || err != nil {
		t.Fatalf("%d marks pending after settling, error %v", n, err)
	}
	return out
}

// dump gives the dump as text.
func dump(t testing.TB, s *Store) string {
	t.Helper()
	var b strings.Builder
	if err := s.Dump(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// built gives the dump of a graph of its own, that records make in one batch.
func built(t testing.TB, records ...extract.Record) string {
	t.Helper()
	s := sqliteStores().empty(t, Options{})
	put(t, s, records...)
	settle(t, s)
	return dump(t, s)
}

// sameDump ends the test where two dumps differ, and shows the first lines that do.
func sameDump(t testing.TB, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := 0; i < len(g) && i < len(w); i++ {
		if g[i] != w[i] {
			t.Fatalf("%s: the dumps have %d and %d lines; line %d differs:\ngot  %s\nwant %s", what, len(g), len(w), i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: the dumps have %d and %d lines and differ in the end", what, len(g), len(w))
}

// collect gives all of a sequence, or ends the test.
func collect[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var all []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

// edge writes a fact as a test reads it.
func edge(f Fact) string {
	s := f.Subject.Name + " " + f.Type + " " + f.Object.Name
	if f.When != nil && f.When.Start != nil {
		s += " " + *f.When.Start
	}
	return s + " " + f.Status
}

func edges(t testing.TB, seq iter.Seq2[Fact, error]) []string {
	t.Helper()
	var all []string
	for _, f := range collect(t, seq) {
		all = append(all, edge(f))
	}
	return all
}

// errCrash is what a crashing backend fails with.
var errCrash = errors.New("crash")

// crashing is a backend whose every n-th call, on average, fails, as if the process had died there: its transaction is
// undone and nothing else happens.
type crashing struct {
	backend
	rng  *rand.Rand
	odds int
}

func (c *crashing) update(ctx context.Context, f func(tx) error) error {
	after := c.rng.IntN(c.odds) // calls that this transaction lives for
	return c.backend.update(ctx, func(t tx) error {
		return f(&crashingTx{tx: t, left: after})
	})
}

// crashingTx fails on the write after the last one that it has left.
type crashingTx struct {
	tx
	left int
}

func (c *crashingTx) step() error {
	if c.left--; c.left < 0 {
		return errCrash
	}
	return nil
}

func (c *crashingTx) putArticles(r []articleRow) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.tx.putArticles(r)
}

func (c *crashingTx) putLocals(r []localRow) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.tx.putLocals(r)
}

func (c *crashingTx) putClaims(r []claimRow) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.tx.putClaims(r)
}

func (c *crashingTx) putEntities(r []entityRow) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.tx.putEntities(r)
}

func (c *crashingTx) putFacts(r []factRow) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.tx.putFacts(r)
}

func (c *crashingTx) putMarks(r []markRow) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.tx.putMarks(r)
}

func (c *crashingTx) dropMarks(r []markRow) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.tx.dropMarks(r)
}
