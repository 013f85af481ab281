package nlp

// Span is a half-open range of UTF-8 byte offsets into the text that was annotated. Both ends lie on rune boundaries.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Document is what Annotate found in one text. It is immutable and may be shared between goroutines.
type Document struct {
	Text       string
	Blocks     []Block     // in text order, not overlapping; every non-space character of the text is in one
	Dateline   Dateline    // zero where the text has none
	Sentences  []Sentence  // in text order, not overlapping
	Entities   []Entity    // in the order of their first reference
	References []Reference // in text order of their ends; of two that end together the longer one is last
}

// Block is a stretch of the text that stands for one thing: a paragraph of the report, a caption, a byline.
type Block struct {
	Span
	Kind BlockKind
}

// BlockKind says what a block is.
type BlockKind string

// The kinds of blocks. Body is what the article reports in its own voice; every other kind is something about it or beside it.
const (
	Body       BlockKind = "body"
	Headline   BlockKind = "headline"
	Subhead    BlockKind = "subhead"  // also a label: "Summary"
	DatelineOf BlockKind = "dateline" // the dateline itself, up to its dash or colon; or a day alone before the report
	Caption    BlockKind = "caption"
	Credit     BlockKind = "credit"    // of a photo
	Byline     BlockKind = "byline"    // who wrote, edited or sent it, and when it was published: "By Ana Lee", "— SPA"
	Promotion  BlockKind = "promotion" // "Also Watch:", "Read more:"
	Embed      BlockKind = "embed"     // a post of another author
	Sources    BlockKind = "sources"   // a list of sources or links
	Disclaimer BlockKind = "disclaimer"
)

// Dateline says where and when an article was written, as its first words tell: "Moscow [Russia], March 7:". One that names
// neither place nor day, only an agency ("(Reuters) -"), has its span alone.
type Dateline struct {
	Span          // of the whole dateline
	Places []Span // the names of places in it, in text order: towns, and the states beside them
	Day    Span   // the words of the day ("March 7", "Feb. 25, 2021", "Friday"), empty where none is given
}

// Sentence is one sentence with its words and the mentions in it.
type Sentence struct {
	Span
	Block    int       // index of the block that it stands in
	Tokens   []Token   // in text order, not overlapping; every non-space character of the sentence is in one
	Mentions []Mention // names, in text order, not overlapping
	Titles   []Title   // titles and offices beside persons' names, in text order
}

// Token is one word or punctuation mark.
type Token struct {
	Span
	UPOS  string // Universal Dependencies part of speech: "VERB"
	XPOS  string // Penn Treebank tag: "VBD"
	Lemma string // dictionary form, lower case except for proper nouns
	Head  int    // index of the head in the sentence, -1 at the root or where nothing was parsed
	Rel   string // UD v2 relation to the head, empty where nothing was parsed
	Deps  []Dep  // further heads of the enhanced tree that conjuncts share, beside Head and Rel; usually none
}

// Dep is an edge of the enhanced tree to a head.
type Dep struct {
	Head int    // index of the head in the sentence, -1 for the root
	Rel  string // UD v2 relation
}

// Class is the class of a name, as the worldwide-newswire data set has them.
type Class string

// The nine classes of names.
const (
	Person        Class = "Person"
	Organization  Class = "Organization"
	Location      Class = "Location"
	Facility      Class = "Facility"
	NORP          Class = "NORP" // nationalities, religious and political groups
	Product       Class = "Product"
	Date          Class = "Date"
	Money         Class = "Money"
	Miscellaneous Class = "Miscellaneous"
)

// Mention is a run of tokens that names something. Tokens[First:Last] of its sentence are its words.
type Mention struct {
	Span
	Class       Class
	First, Last int // half-open range of token indexes
}

// Title is a title or an office that stands beside a person's name and is no part of it: "Iranian President" before
// "Masoud Pezeshkian". Tokens[First:Last] of its sentence are its words.
type Title struct {
	Span
	First, Last int
	Name        int // index of the person's name in Mentions of the sentence
}

// Entity is what the references of one article speak of.
type Entity struct {
	Class Class
	Name  string // the fullest name in the article
}

// ReferenceKind says how a reference refers.
type ReferenceKind string

// The kinds of references.
const (
	Name        ReferenceKind = "name"
	Pronoun     ReferenceKind = "pronoun"
	Description ReferenceKind = "description" // "the Iranian president", "the ministry"
	Group       ReferenceKind = "group"       // "the two leaders", "both countries", "they"
)

// Reference is a run of tokens that refers to an entity, or to several. Tokens[First:Last] of its sentence are its words, Head is
// the one that the others depend on.
type Reference struct {
	Span
	Sentence    int // index into Sentences
	First, Last int
	Head        int
	Kind        ReferenceKind
	Entities    []int  // indexes into Entities, ascending; none where the reference is not resolved
	Why         string // the rule that resolved it, empty where none did
}
