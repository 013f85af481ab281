package graph

import (
	"context"
	"io"
	"iter"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// Options say how a store is opened.
type Options struct {
	Ontology *schema.Ontology // never nil
	Build    string           // of this program; Put refuses records of another build than the store's
	Username string           // Neo4j; without name and password no authentication is tried
	Password string
	Database string // Neo4j; default "neo4j"
	Adopt    bool   // write into a Neo4j database that holds other data
	NoTexts  bool   // keep hashes, not texts
	ReadOnly bool   // never create or settle; a missing SQLite file is an error
}

// Store is a graph in SQLite or Neo4j. It is safe for concurrent use; writers wait for each other, also across processes.
type Store struct {
	b backend
	o Options
}

// Open opens the graph at a URI: a file path or sqlite:PATH, neo4j://HOST:PORT or bolt://HOST:PORT.
func Open(ctx context.Context, uri string, o Options) (*Store, error) { panic("to be written") }

// Close ends the store. SQLite's log is checkpointed, so that the file can be copied.
func (s *Store) Close() error { panic("to be written") }

// Outcome counts what a Put did.
type Outcome struct {
	Loaded, Replaced, Unchanged, Superseded int // articles
	Claims, Entities                        int // of articles loaded or replaced
	Nodes, Edges                            int // written
}

// Put writes records in one transaction: of each article key the highest version stands, whatever was there. What an
// earlier version said is withdrawn, and what both touch is marked for Settle. ErrBuild where builds differ.
func (s *Store) Put(ctx context.Context, records []extract.Record) (Outcome, error) {
	panic("to be written")
}

// Settle recomputes the entities and facts of all that is marked, in transactions of bounded size, until no mark is
// left. A canceled context stops between transactions; the next Settle goes on. progress, which may be nil, gets the
// number of marks left.
func (s *Store) Settle(ctx context.Context, progress func(left int)) (Outcome, error) {
	panic("to be written")
}

// Pending gives the number of marks that are left to settle.
func (s *Store) Pending(ctx context.Context) (int, error) { panic("to be written") }

// Retract erases every trace of articles. An unknown or ambiguous reference erases nothing: *UnknownArticles.
func (s *Store) Retract(ctx context.Context, refs []string) (Outcome, error) { panic("to be written") }

// RetractPublisher erases every article of a publisher.
func (s *Store) RetractPublisher(ctx context.Context, publisher string) (Outcome, error) {
	panic("to be written")
}

// FactFilter selects facts. Zero fields select all. Names match through aliases.
type FactFilter struct {
	Subject, Object []string // names or entity ids; any of them
	Between         []string // two names: either direction
	Countries       []string // alpha-3, at either end
	Types           []string // relation names; a family selects its members
	Plover          []string
	Since, Until    string // event days, inclusive
	PublishedSince  string
	Statuses        []string // default claimed, corroborated, disputed
	Publishers      []string
	MinIndependent  int
	MinOrigins      int
	AsOf            string // facts as the claims published up to this day give them
}

// Facts yields facts by lastPublished down, event day down, id. A name that nothing matches: *UnknownName with near names.
func (s *Store) Facts(ctx context.Context, f FactFilter) iter.Seq2[Fact, error] {
	panic("to be written")
}

// ClaimFilter selects claims.
type ClaimFilter struct {
	Subject, Object, Speakers    []string // names or entity ids
	Types                        []string
	Polarity, Modality, Stance   string
	Since, Until, PublishedSince string
	Publishers, Articles         []string
	Ambiguous                    bool
}

// StoredClaim is a claim with its article and the facts that it stands behind.
type StoredClaim struct {
	extract.Claim
	Published *string  `json:"published"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Facts     []string `json:"facts"`
	MayTellOf []string `json:"mayTellOf"`
}

// Claims yields claims by published down, article key, text order.
func (s *Store) Claims(ctx context.Context, f ClaimFilter) iter.Seq2[StoredClaim, error] {
	panic("to be written")
}

// StoredArticle is an article as the store lists it.
type StoredArticle struct {
	news.Article        // without text
	TextHash     string `json:"textHash"`
	Claims       int    `json:"claims"`
}

// Articles yields articles by published down, publisher, id.
func (s *Store) Articles(ctx context.Context, publishers []string) iter.Seq2[StoredArticle, error] {
	panic("to be written")
}

// Evidence is everything behind a fact.
type Evidence struct {
	Fact      *Fact         `json:"fact"` // nil where the claim stands behind none
	Claims    []StoredClaim `json:"claims"`
	MayTellOf []StoredClaim `json:"mayTellOf"` // ambiguous claims that fit the fact
}

// Evidence gives what stands behind the fact or the claim of an id; ErrNotFound where it is neither.
func (s *Store) Evidence(ctx context.Context, id string) (Evidence, error) { panic("to be written") }

// StoredEntity is an entity with how it is named and held together.
type StoredEntity struct {
	ID        string         `json:"id"`
	Kind      schema.Kind    `json:"kind"`
	Name      string         `json:"name"`
	Aliases   []string       `json:"aliases"`
	Country   string         `json:"country"`
	Spellings []SpellingNote `json:"spellings"` // names with counts
	Offices   []Fact         `json:"offices"`
	Facts     map[string]int `json:"facts"` // by type
}

// SpellingNote says how many articles use a name for an entity and why they are held to mean it.
type SpellingNote struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
	Why      string `json:"why"`
}

// Entities gives all entities that a name (or id) may mean; *UnknownName where none.
func (s *Store) Entities(ctx context.Context, name string) ([]StoredEntity, error) {
	panic("to be written")
}

// Neighbours yields the facts at either end of an entity.
func (s *Store) Neighbours(ctx context.Context, entity string) iter.Seq2[Fact, error] {
	panic("to be written")
}

// Records yields all kept texts as articles, for rebuild; texts that were not kept come with an empty text and HasText false.
func (s *Store) Texts(ctx context.Context) iter.Seq2[news.Article, error] { panic("to be written") }

// Mismatch is a byte that differs between a quote and the text it was taken from, or a text and its hash.
type Mismatch struct {
	Article news.Key
	Claim   string // id, empty where the text as a whole differs
	Problem string
}

// Verify re-reads kept texts, and the given ones by article key, and yields every difference.
func (s *Store) Verify(ctx context.Context, given iter.Seq2[news.Article, error]) iter.Seq2[Mismatch, error] {
	panic("to be written")
}

// Dump writes the whole graph as sorted canonical JSON Lines: the same bytes from either store.
func (s *Store) Dump(ctx context.Context, w io.Writer) error { panic("to be written") }

// Stats counts.
type Stats struct {
	Articles, Texts, Claims, Asserting, Ambiguous, SelfLoops, Entities, Facts, Pending int64
	ByType, ByStatus, ByKind                                                           map[string]int64
	Build                                                                              string
}

// Stats counts rows.
func (s *Store) Stats(ctx context.Context) (Stats, error) { panic("to be written") }
