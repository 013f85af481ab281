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
// tag of its first part. Its names are those that it tells itself, found again among our words in order.
func (t *proseTagger) sentence(text string, s *Sentence) {
	var f folded
	for _, token := range s.Tokens {
		f.add(text[token.Start:token.End])
	}
	parts, names := t.read(f.text.String())
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
				token.XPOS = parts[at].Tag
				first = false
			}
			pos += j + len(parts[at].Text)
		}
		if u, ok := t.upos[token.XPOS]; ok {
			token.UPOS = u
		}
	}
	s.Mentions = proseMentions(s.Tokens, f.pieces, names)
}

// read gives prose's words and names, none where it panics.
func (t *proseTagger) read(text string) (parts []prose.Token, names []prose.Entity) {
	defer func() {
		if recover() != nil {
			parts, names = nil, nil
		}
	}()
	// a stop behind all: prose loses a name that ends its text
	d, err := prose.NewDocument(text+" .", prose.UsingModel(t.model), prose.WithSegmentation(false))
	if err != nil {
		return nil, nil
	}
	return d.Tokens(), d.Entities()
}

// proseClasses are the classes of prose's names.
var proseClasses = map[string]Class{"PERSON": Person, "GPE": Location, "LOCATION": Location, "ORGANIZATION": Organization, "FACILITY": Facility}

// proseMentions finds names among words, pieces as prose read them: each behind the one before it.
func proseMentions(tokens []Token, pieces []string, names []prose.Entity) []Mention {
	var out []Mention
	from := 0
	for _, n := range names {
		class, ok := proseClasses[n.Label]
		if !ok {
			class = Miscellaneous
		}
		want := strings.Join(strings.Fields(n.Text), "")
		for first := from; first < len(pieces); first++ {
			last, rest := first, want
			for last < len(pieces) && rest != "" && pieces[last] != "" && strings.HasPrefix(rest, pieces[last]) {
				rest = rest[len(pieces[last]):]
				last++
			}
			if rest == "" && last > first {
				out = append(out, Mention{Span: Span{tokens[first].Start, tokens[last-1].End}, Class: class, First: first, Last: last})
				from = last
				break
			}
		}
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
