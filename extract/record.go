package extract

import (
	"newsgraph/news"
	"newsgraph/schema"
)

// Record is everything that one article gave: what `extract --format records` writes, one JSON object a line, and what
// a graph stores. It depends on the article and the build alone.
type Record struct {
	Article  news.Article `json:"article"`
	Entities []Entity     `json:"entities"` // in order of first mention; never null
	Claims   []Claim      `json:"claims"`   // in text order; never null
	Build    string       `json:"build"`
}

// Entity is a local entity: one person, organization, country, place or group as one article names it. Two local
// entities of an article never share class and folded name.
type Entity struct {
	ID      string      `json:"id"`                // local to the article: "e1", "e2", ...
	Kind    schema.Kind `json:"kind"`              // never empty
	Name    string      `json:"name"`              // the fullest name in this article, canonical where a gazetteer knows it
	Known   bool        `json:"known,omitempty"`   // a gazetteer names it (countries, capitals, seats, international bodies)
	Aliases []string    `json:"aliases,omitempty"` // other spellings in this article, sorted
	Country string      `json:"country,omitempty"` // ISO 3166-1 alpha-3 that the article states for it (office, ministry, demonym); of a Country its own
	Stated  *Words      `json:"stated,omitempty"`  // the words that state the country
}

// Words is a piece of the article's text. Offsets are UTF-8 bytes, half-open.
type Words struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Polarity and modality of a claim, and the stance of its speaker.
const (
	Affirmed = "affirmed"
	Negated  = "negated"

	Actual    = "actual"
	Planned   = "planned"
	Possible  = "possible"
	Requested = "requested"

	Said     = "said"
	Accused  = "accused"
	Denied   = "denied"
	Promised = "promised"
	Asked    = "asked"
	Warned   = "warned"
	Reported = "reported"
)

// Claim is what one article asserts once. Null fields of the JSON form are nil pointers here: unknown, never guessed.
type Claim struct {
	ID         string    `json:"id"`
	Type       string    `json:"type"`
	Plover     string    `json:"plover"`
	Mode       string    `json:"mode"`
	Cameo      string    `json:"cameo"`
	Symmetric  bool      `json:"symmetric"`
	Initiator  *string   `json:"initiator"` // "subject" or "object", of symmetric relations only
	Subject    *End      `json:"subject"`
	Object     *End      `json:"object"`
	Role       *string   `json:"role"`     // canonical office
	RoleText   *string   `json:"roleText"` // its words
	Polarity   string    `json:"polarity"`
	Modality   string    `json:"modality"`
	Speaker    *Speaker  `json:"speaker"`
	Stance     *string   `json:"stance"`
	Via        []Speaker `json:"via"` // outward; never null
	Asserts    bool      `json:"asserts"`
	About      *string   `json:"about"` // id of the claim that this act is about
	When       *When     `json:"when"`
	Where      *Where    `json:"where"`
	Quantity   *Quantity `json:"quantity"`
	Evidence   Evidence  `json:"evidence"`
	Confidence int       `json:"confidence"` // thousandths, 0 to 1000
}

// End is the subject or object of a claim. ID is nil where the text only describes the end.
type End struct {
	ID   *string     `json:"id"`
	Kind schema.Kind `json:"kind"`
	Name string      `json:"name"`
	Words
	Part *string `json:"part"` // the words that the owner owns: "bases" of "American bases"
}

// Speaker is whom the article says said it.
type Speaker struct {
	ID   *string     `json:"id"`
	Kind schema.Kind `json:"kind"`
	Name string      `json:"name"`
	Words
}

// Precisions of a When.
const (
	Day     = "day"
	Week    = "week"
	Month   = "month"
	Year    = "year"
	Range   = "range"
	Since   = "since"
	Until   = "until"
	Weekday = "weekday"
)

// When is the time of an act: inclusive ISO days, with the precision of the words.
type When struct {
	Start     *string `json:"start"`
	End       *string `json:"end"`
	Precision string  `json:"precision"`
	Approx    bool    `json:"approx"`
	Text      string  `json:"text"`
	Weekday   *string `json:"weekday"` // lower-case English: "friday"
	From      *string `json:"from"`    // claim that lent the date
}

// Where is the place of an act. ID is nil where the place is no entity of the article.
type Where struct {
	ID   *string `json:"id"`
	Name string  `json:"name"`
	Words
}

// Quantity is a count that the clause states: a toll.
type Quantity struct {
	Value int    `json:"value"`
	Of    string `json:"of"`
	Text  string `json:"text"`
}

// Evidence is where in which article a claim stands. Start and End run from the first to the last byte of trigger,
// subject and object; Quote is exactly the bytes of the sentence.
type Evidence struct {
	Article   string `json:"article"`
	Publisher string `json:"publisher"`
	Path      string `json:"path,omitempty"` // in extract's jsonl output only
	Sentence  struct {
		Start int `json:"start"`
		End   int `json:"end"`
	} `json:"sentence"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
	Rule  string `json:"rule"`
}

// Asserts is the one place that decides whether a claim makes or supports an edge.
func Asserts(c *Claim) bool {
	if c.Polarity != Affirmed || c.Modality != Actual {
		return false
	}
	if c.Subject == nil || c.Subject.ID == nil || c.Object == nil || c.Object.ID == nil {
		return false
	}
	if c.Stance != nil {
		switch *c.Stance {
		case Accused, Denied, Promised, Asked, Warned:
			return false
		}
	}
	return true
}
