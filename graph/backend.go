package graph

import "context"

// A backend keeps rows and finds them by a few indexes. All that has meaning (what an entity is, what a fact is, what
// must be settled) is decided above it, once for both backends; a backend only stores.
type backend interface {
	// update runs f in one transaction of the only writer: it waits for another writer to end. f may run again after
	// a transient failure, so it must not change anything outside the transaction but by assignment.
	update(ctx context.Context, f func(tx) error) error
	// view runs f in a transaction that only reads and sees one state of the graph.
	view(ctx context.Context, f func(tx) error) error
	close() error
}

// tx is one transaction. Rows that a transaction wrote are found by it. A find must end before the next call.
type tx interface {
	// meta gives the store's own values (format version, build); an unknown name is "".
	meta(name string) (string, error)
	setMeta(name, value string) error

	findArticles(q query, yield func(articleRow) error) error
	findTexts(q query, yield func(textRow) error) error
	findLocals(q query, yield func(localRow) error) error
	findClaims(q query, yield func(claimRow) error) error
	findEntities(q query, yield func(entityRow) error) error
	findFacts(q query, yield func(factRow) error) error
	findMarks(q query, yield func(markRow) error) error

	// put writes rows, replacing those of the same id. Articles come before their texts, locals and claims; entities
	// before the claims and facts that refer to them.
	putArticles([]articleRow) error
	putTexts([]textRow) error
	putLocals([]localRow) error
	putClaims([]claimRow) error
	putEntities([]entityRow) error
	putFacts([]factRow) error
	putMarks([]markRow) error

	// setEntity writes only the settled entity of locals; settleClaims only the settled fields of claims (Subject to
	// Ambiguous), and may get light rows.
	setEntity(locals []localRow) error
	settleClaims(claims []claimRow) error

	// drop removes rows by id; ids that are not there are no error.
	dropArticles(ids []string) error // with their texts, locals and claims
	dropEntities(ids []string) error
	dropFacts(ids []string) error // under whatever type of their family
	dropMarks([]markRow) error

	// counts gives the number of rows of each table by its name: articles, texts, locals, claims, entities, facts, marks.
	counts() (map[string]int64, error)
}

// index names a way to find rows. Rows come in id order but for ranked.
type index int

const (
	all         index = iota // every row, in id order
	byID                     // Keys: ids
	byArticle                // locals, claims: Keys: article ids
	byName                   // articles: Keys: news ids; locals: Keys: NameKey.String(); entities: Keys: folded forms (NameKey.Key)
	byPublisher              // articles: Keys: Key.Publisher
	byShort                  // locals: Keys: class + "\x00" + short key
	byEntity                 // locals: Keys: settled entities; claims: entities at any end, speaker or place; facts: at either end
	byGroup                  // claims, facts: Keys: group keys
	byFact                   // claims: Keys: facts that they stand behind or may tell of
	ranked                   // facts: lastPublished down, event day (start) down, id
	byKind                   // marks: Keys: kinds; in order of kind, key, fact
)

// query says which rows. After, where not empty, is the id after which rows begin (indexes in id order only).
type query struct {
	By    index
	Keys  []string
	After string
	Limit int  // 0: no limit
	Light bool // claims: leave Claim zero
}
