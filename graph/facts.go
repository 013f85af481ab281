package graph

import (
	"newsgraph/extract"
	"newsgraph/schema"
)

// Fact is one typed edge between two entities, computed from all claims that report the same act or state: the form
// that `facts --format jsonl` prints.
type Fact struct {
	ID             string     `json:"id"`
	Type           string     `json:"type"`
	Family         string     `json:"family"`
	Symmetric      bool       `json:"symmetric"`
	Plover         string     `json:"plover"`
	Mode           string     `json:"mode"`
	Cameo          string     `json:"cameo"`
	Subject        FactEnd    `json:"subject"`
	Object         FactEnd    `json:"object"`
	Initiator      *string    `json:"initiator"`
	Role           *string    `json:"role"`
	When           *FactWhen  `json:"when"`
	Status         string     `json:"status"` // claimed, corroborated, disputed, alleged, denied
	Claims         int        `json:"claims"`
	Articles       []string   `json:"articles"`   // ids; the first 20 by published and id
	Publishers     []string   `json:"publishers"` // likewise
	Independent    int        `json:"independent"`
	Origins        int        `json:"origins"`
	OwnVoice       int        `json:"ownVoice"`
	Speakers       []string   `json:"speakers"`
	Denials        int        `json:"denials"`
	Allegations    int        `json:"allegations"`
	Conflicts      []Conflict `json:"conflicts"`
	Where          *string    `json:"where"`
	Quote          string     `json:"quote"`
	URL            string     `json:"url"`
	FirstPublished *string    `json:"firstPublished"`
	LastPublished  *string    `json:"lastPublished"`
	Confidence     int        `json:"confidence"`
}

// FactEnd is an end of a fact. Stores keep only the id: Kind, Name and Country are read from the entity's node.
type FactEnd struct {
	ID      string      `json:"id"`
	Kind    schema.Kind `json:"kind"`
	Name    string      `json:"name"`
	Country string      `json:"country"`
}

// FactWhen is the time of a fact, inclusive ISO days.
type FactWhen struct {
	Start     *string `json:"start"`
	End       *string `json:"end"`
	Precision string  `json:"precision"`
}

// Conflict lists what claims of one fact say otherwise.
type Conflict struct {
	Field  string   `json:"field"`
	Values []string `json:"values"`
}

// Standing of a claim before facts: what it can do for one.
const (
	Supports = "supports" // asserts
	Alleges  = "alleges"  // affirmed, actual, stance accused
	Denies   = "denies"   // negated and actual, both ends known
	Silent   = "silent"   // planned, possible, requested, promised, asked, warned, or an end without entity
)

// Report is what the anchor rules need to know of a claim. Days count from 1970-01-01; NoDay where unknown.
type Report struct {
	Claim     string
	Type      string
	Standing  string
	Role      string // "" where none
	Precision string // of When; "" where the claim has none
	Start     int
	End       int
	Approx    bool
	Weekday   string
	Published int    // publication day in its own offset
	Publisher string // folded; its vote counts once for the bounds of a spell; "" where unknown
}

// NoDay is an unknown day.
const NoDay = -1 << 31

// NewReport reads a claim, its article's publication day (YYYY-MM-DD or empty) and the publisher of its article's key.
func NewReport(c *extract.Claim, published, publisher string) Report { panic("to be written") }

// GroupKey gives the key under which all claims of one pair of ends and one family lie, ends sorted where symmetric;
// "" where the claim can make no fact (Silent, an unknown type, a statement, or both ends one entity). Roles are told
// apart inside the group.
func GroupKey(o *schema.Ontology, typ, standing, subject, object string) string {
	panic("to be written")
}

// Anchor is one fact of a group before its claims are composed.
type Anchor struct {
	Fact      string // id: hash(group, role, anchor, alleged)
	Type      string
	Role      string
	When      *FactWhen
	Alleged   bool
	Conflicts []Conflict
}

// Placement says where the anchor rules put one claim.
type Placement struct {
	Claim     string
	Facts     []string // stands behind; sorted; several only for undated denials
	Ambiguous []string // may tell of; sorted
}

// Place applies the rules of DESIGN 4 to all reports of one group: which facts there are, and which claims stand
// behind each. The result does not depend on the order of the reports; anchors are sorted by fact id, placements by claim.
func Place(o *schema.Ontology, group string, reports []Report) ([]Anchor, []Placement) {
	panic("to be written")
}

// Witness is one claim behind a fact with what its article lends it.
type Witness struct {
	Claim          *extract.Claim
	Article        *articleRow
	Subject        string // settled entities
	Object         string
	Speaker        string
	SpeakerCountry string // of the speaker's entity
}

// Compose makes the fact of an anchor from the claims placed on it; ends are given as settled, subject and object as
// the claims have them (turned where symmetric), countries from the entities' nodes, needed for "its state" alone.
func Compose(o *schema.Ontology, group string, a Anchor, subjectCountry, objectCountry string, ws []Witness) Fact {
	panic("to be written")
}
