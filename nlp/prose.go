package nlp

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

//go:embed lists/upos.txt
var uposText string

// proseTagger gives prose's own tags and names to our sentences and words: a comparison. It is not reproducible: prose adds
// floats and breaks ties in the order of a map. Within a sentence equal words share one tag, for prose keeps one token
// for them.
type proseTagger struct {
	model *prose.Model
	upos  map[string]string
}

// newProseTagger loads prose's models, in about 0.8 s. prose panics where it cannot.
func newProseTagger() (t *proseTagger, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("load models of prose: %v", r)
		}
	}()
	d, err := prose.NewDocument("A word.", prose.WithSegmentation(false))
	if err != nil {
		return nil, fmt.Errorf("load models of prose: %w", err)
	}
	t = &proseTagger{model: d.Model, upos: map[string]string{}}
	for upos, tags := range listLines(uposText) {
		for _, x := range tags {
			t.upos[x] = upos
		}
	}
	return t, nil
}

// annotate adds tags and names to a document that has sentences and tokens.
func (t *proseTagger) annotate(d *Document) {
	for i := range d.Sentences {
		t.sentence(d.Text, &d.Sentences[i])
	}
}

// sentence gives prose the words of one sentence with blanks between them. prose cuts some of them again: a word has the
// tag and the label of its first part. Its labels are read here ("B-PERSON", "I-GPE"), for its own reading loses the last
// name of a text and glues neighbours.
func (t *proseTagger) sentence(text string, s *Sentence) {
	var f folded
	for _, token := range s.Tokens {
		f.add(text[token.Start:token.End])
	}
	parts := t.parts(f.text.String())
	labels := make([]string, len(s.Tokens))
	at := 0
	for i := range s.Tokens {
		piece := f.pieces[i]
		token := &s.Tokens[i]
		token.XPOS, token.UPOS = "NN", "NOUN" // what prose does not see
		for pos, first := 0, true; at < len(parts) && pos < len(piece); at++ {
			j := strings.Index(piece[pos:], parts[at].Text)
			if j < 0 {
				break
			}
			if first {
				token.XPOS, labels[i] = parts[at].Tag, parts[at].Label
				first = false
			}
			pos += j + len(parts[at].Text)
		}
		if u, ok := t.upos[token.XPOS]; ok {
			token.UPOS = u
		}
	}
	s.Mentions = proseMentions(s.Tokens, labels)
}

func (t *proseTagger) parts(text string) (parts []prose.Token) {
	defer func() {
		if recover() != nil {
			parts = nil
		}
	}()
	d, err := prose.NewDocument(text, prose.UsingModel(t.model), prose.WithSegmentation(false))
	if err != nil {
		return nil
	}
	return d.Tokens()
}

// proseMentions reads labels as mentions: persons and places are all that prose knows.
func proseMentions(tokens []Token, labels []string) []Mention {
	var out []Mention
	for i, l := range labels {
		kind, name, ok := strings.Cut(l, "-")
		if !ok {
			continue
		}
		class := Miscellaneous
		switch name {
		case "PERSON":
			class = Person
		case "GPE":
			class = Location
		}
		if n := len(out) - 1; kind == "I" && n >= 0 && out[n].Last == i && out[n].Class == class {
			out[n].Last, out[n].End = i+1, tokens[i].End
			continue
		}
		out = append(out, Mention{Span: tokens[i].Span, Class: class, First: i, Last: i + 1})
	}
	return out
}

// folded is a sentence as prose reads it: curly quotes, apostrophes and &rsquo; straight (prose folds them too, and its tokens
// are found again here), words apart by one blank.
type folded struct {
	text   strings.Builder
	pieces []string // the words, empty where prose does not see one
}

func (f *folded) add(word string) {
	const longest = 200 // prose is quadratic in the length of a word
	if len(word) > longest || !keepsLength(word) {
		f.pieces = append(f.pieces, "")
		return
	}
	word = straight.Replace(word)
	f.pieces = append(f.pieces, word)
	f.text.WriteString(word)
	f.text.WriteByte(' ')
}

// straight makes marks as prose has them in its tokens.
var straight = strings.NewReplacer("’", "'", "‘", "'", "&rsquo;", "'", "“", `"`, "”", `"`)

// keepsLength says whether each rune is as long in lower case: prose takes offsets of the lower-cased word for its own.
func keepsLength(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && (r == utf8.RuneError || utf8.RuneLen(unicode.ToLower(r)) != utf8.RuneLen(r)) {
			return false
		}
	}
	return true
}
