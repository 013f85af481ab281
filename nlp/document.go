package nlp

// Span is a half-open range of UTF-8 byte offsets into the text that was annotated. Both ends lie on rune boundaries.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Document is what Annotate found in one text. It is immutable and may be shared between goroutines.
type Document struct {
	Text      string
	Sentences []Sentence // in text order, not overlapping
}

// Sentence is one sentence with its words and the mentions in it.
type Sentence struct {
	Span
	Tokens   []Token   // in text order, not overlapping; every non-space character of the sentence is in one
	Mentions []Mention // in text order, not overlapping
}

// Token is one word or punctuation mark.
type Token struct {
	Span
	UPOS  string // Universal Dependencies part of speech: "VERB"
	XPOS  string // Penn Treebank tag: "VBD"
	Lemma string // dictionary form, lower case except for proper nouns
	Head  int    // index of the head in the sentence, -1 at the root or where nothing was parsed
	Rel   string // UD v2 relation to the head, empty where nothing was parsed
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
