package schema

// Kind is what an entity is. The empty kind is a described end of which the text says no more.
type Kind string

// The kinds of entity; each is a label in Neo4j.
const (
	Person       Kind = "Person"
	Organization Kind = "Organization"
	Country      Kind = "Country"
	Place        Kind = "Place"
	Group        Kind = "Group"
)

// Kinds gives all kinds of entity.
func Kinds() []Kind { return []Kind{Person, Organization, Country, Place, Group} }

// Position is a place in an ontology file. Line counts from 1.
type Position struct {
	File string
	Line int
}

// Relation is one type of claim, as its file says it. It must not be changed after Load.
type Relation struct {
	Name       string // [A-Z][A-Z0-9_]{0,62}; a relationship type in Neo4j
	Definition string // what tells it from its neighbours
	Broader    string // the next wider relation, empty at the root of a family
	Subject    []Kind // kinds that may stand at the subject end
	Object     []Kind // kinds that may stand at the object end
	Symmetric  bool   // the order of the ends means nothing
	State      bool   // a standing relation, not an event
	Plover     string // PLOVER 2.0 event type, empty where none fits
	Mode       string // PLOVER mode, may be empty
	Cameo      string // CAMEO code, may be empty
	Patterns   []Pattern
	Examples   []Example
	Pos        Position
}

// Pattern says which words carry a relation and where its ends stand beside them. Passive, nominalisation, relative
// clauses, control, light verbs, coordination, negation, modality and attribution are the extractor's work, never the
// pattern author's. Exactly one of Verb, Noun, Adjective is set.
//
// A slot is a grammatical function seen from the trigger as if its clause were active: "subj", "obj", "iobj", a preposition
// ("with", "out of"), or "clause", the subject of the clause that hangs on the trigger ("demanded that Mali leave").
type Pattern struct {
	Verb        []string // lemmas, a particle after a space: "attack", "carry out"
	Noun        []string // lemmas of nouns that name the act: "strike", "phone call"
	Adjective   []string // lemmas: "critical" in "was critical of"
	Subject     []string // slots of the subject, the first that is filled; none: "subj", or possessor and "by" of a noun
	Object      []string // slots of the object, the first that is filled
	Theme       []string // what must fill the direct object, by lemma: "sanction" of "impose"; or another slot: "into custody" of "take"
	Complement  string   // "infinitive", "that" or "as": must stand beside the trigger; "none": no clause or second object may
	SubjectKind []Kind   // narrower than the relation's
	ObjectKind  []Kind
	With        []string // words, at least one of which stands in the same clause: "phone"
	Without     []string // words that forbid the pattern where they stand in the same clause
	Light       []string // verbs that carry a noun: "hold" in "held a phone call with"
	Pos         Position
}

// Example is a text that tests a relation. Want holds, as "SUBJECT -> OBJECT", the pairs of this very relation (not of a
// narrower or broader one) that must come out asserting, all of them: no other pair of it may. An empty Want, a negative
// example, says that none may. Names are those of extract.Entity: the fullest in the text, canonical where a gazetteer
// knows it. Of a symmetric relation the order means nothing.
type Example struct {
	Text string
	Want []string
	Pos  Position
}
