package graph

import "context"

// A backend keeps rows and finds them by a few indexes. All that has meaning (what an entity is, what a fact is, what
// must be settled) is decided above it, once for both backends; a backend only stores. So equal rows, and equal dumps,
// come for free.
type backend interface {
	// update runs f in one transaction of the only writer: it waits for another writer to end. f may run again after
	// a transient failure, so it must not change anything outside the transaction but by assignment. An error of f
	// rolls everything back and is returned as it is.
	update(ctx context.Context, f func(tx) error) error
	// view runs f in a transaction that only reads and sees one state of the graph (Neo4j: one state a statement).
	view(ctx context.Context, f func(tx) error) error
	close() error
}

// tx is one transaction. Rows that a transaction wrote are found by it. A find must end before the next call. An error
// that yield gives ends the find and is returned as it is. Empty slices are no error and cost nothing.
type tx interface {
	// meta gives the store's own values (format version, build); an unknown name is "". Setting "" removes it.
	meta(name string) (string, error)
	setMeta(name, value string) error

	findArticles(q query, yield func(articleRow) error) error
	findTexts(q query, yield func(textRow) error) error
	findLocals(q query, yield func(localRow) error) error
	findClaims(q query, yield func(claimRow) error) error
	findEntities(q query, yield func(entityRow) error) error
	findFacts(q query, yield func(factRow) error) error // with kind, name and country of both ends from their entities
	findMarks(q query, yield func(markRow) error) error

	// tally counts locals without reading each of them: see tallyRow. By: byName, byShort, byEntity.
	tally(q query, yield func(tallyRow) error) error
	// sizes counts the claims of groups. By: byGroup, with Keys, or without: all groups after After in order of their
	// keys' bytes, up to Limit. Groups without claims are left out.
	sizes(q query, yield func(group string, claims int) error) error

	// put writes rows, replacing those of the same id. Articles come before their texts, locals and claims. Claims may
	// name entities whose rows come in a later transaction: a backend that links them makes a bare node, which is no
	// row until putEntities fills it, and which dropEntities removes. Entities come before facts that refer to them.
	putArticles([]articleRow) error
	putTexts([]textRow) error
	putLocals([]localRow) error
	putClaims([]claimRow) error
	putEntities([]entityRow) error
	putFacts([]factRow) error // the type may differ from the stored one of the same id
	putMarks([]markRow) error

	// setLocals writes only Entity and Form of locals; setClaims only the settled fields of claims (Ends, Group,
	// Settled, Facts, Ambiguous), and may get light rows.
	setLocals([]localRow) error
	setClaims([]claimRow) error

	// drop removes rows by id; ids that are not there are no error.
	dropArticles(ids []string) error // with their texts, locals and claims
	dropEntities(ids []string) error // no claim refers to them
	dropFacts(ids []string) error    // under whatever type of their family
	dropMarks([]markRow) error

	// pending gives the number of marks; it is asked often.
	pending() (int, error)
	// counts fills the numbers of Stats that are counts of rows: all but Build.
	counts() (Stats, error)
}

// index names a way to find rows.
type index int

const (
	all         index = iota // every row, in order of id; marks: of kind, key, fact
	byID                     // articles, claims, entities, facts. Keys: ids
	byArticle                // texts, locals, claims. Keys: article ids
	byNewsID                 // articles. Keys: Key.ID
	byPublisher              // articles. Keys: Key.Publisher
	byName                   // tally: full names, by key, label and entity. Keys: NameKey.String(). entities: Keys: forms of entityRow.Keys
	byShort                  // tally: full and short names, by key, form and entity. Keys: NameKey.String() of class and short key
	byEntity                 // tally: all names, by entity and Spelling. Keys: settled entities
	byHold                   // locals. Keys: localRow.hold()
	byDenial                 // claims of standing Denies. Keys: entities, at subject, object or speaker; a claim may come twice
	byGroup                  // claims, facts, sizes. Keys: group keys
	ranked                   // articles, facts: in order of Recent. Keys: none: all; else articles with a local of, facts at either end of, one of these entities, each once
	byKind                   // marks, in order of key, fact. Keys: one kind
	byKey                    // marks, in order of fact. Keys: kind, key
)

// query says which rows. An order is promised only where the index names one; Keys are distinct.
type query struct {
	By       index
	Keys     []string
	After    string   // all: the id, ranked: the Recent, sizes: the group after which rows begin; empty: from the first
	Limit    int      // 0: no limit; for all, ranked, byHold, byKind, sizes
	Light    bool     // claims: leave Claim zero
	Types    []string // ranked facts: only these types; empty: all
	Statuses []string // ranked facts: only these; empty: all
}

// tallyRow is the number of locals of one key that share what the index says.
type tallyRow struct {
	Key      string   // of the query
	Label    string   // byName
	Form     string   // byShort
	Entity   string   // byName, byShort; empty where Form is formAlone
	Sample   localRow // byEntity: any one of them; its Spelling and Local are that of all
	Articles int      // distinct articles that hold one
	Claimed  int      // byEntity: more than 0 where a claim refers to one of them
}
