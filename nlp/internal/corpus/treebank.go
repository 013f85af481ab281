package corpus

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"newsgraph/nlp/conllu"
)

// Word is one syntactic word of a treebank. Start and End are bytes of the text of its Document; the words of a multi-word
// token whose forms do not stand in the text (won't: will + not) all have the token's.
type Word struct {
	Form, Lemma, UPOS, XPOS string // a part of a word that was written in two (goeswith) has the lemma "_"
	Start, End              int
	Head                    int               // index of the head in the sentence, -1 at the root
	Rel                     string            // relation to the head with its subtype: "nsubj:pass"
	Deps                    []Dep             // edges of the enhanced graph, but for those from empty nodes
	Misc                    map[string]string // the last column: "Entity" to "(3-person", "SpaceAfter" to "No"; nil where it is empty
}

// Dep is an edge of the enhanced graph.
type Dep struct {
	Head int    // index in the sentence, -1 for the root
	Rel  string // with its subtypes: "nmod:of"
}

// Sentence is one sentence of a treebank.
type Sentence struct {
	Words      []Word
	Start, End int
}

// Forms gives the forms of the words.
func (s Sentence) Forms() []string {
	out := make([]string, len(s.Words))
	for i, w := range s.Words {
		out[i] = w.Form
	}
	return out
}

// Document is one document of a treebank and the text that it annotates: paragraphs apart by an empty line, words by a
// blank where the treebank has one.
type Document struct {
	ID        string
	Text      string
	Sentences []Sentence
	CoNLLU    conllu.Document // what was read
}

// ReadTreebank reads data/treebank/NAME.conllu.gz.
func ReadTreebank(data, name string) ([]Document, error) {
	path := filepath.Join(data, "treebank", name+".conllu.gz")
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open data set: %w", err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", path, err)
	}
	var out []Document
	for d, err := range conllu.Read(z, path, 64<<20) {
		if err != nil {
			return nil, err
		}
		out = append(out, document(d))
	}
	return out, nil
}

// document makes the text of a document and finds the bytes of its words.
func document(d conllu.Document) Document {
	out := Document{ID: d.ID(), CoNLLU: d}
	var text strings.Builder
	gap := "" // white space before the next word
	for _, in := range d.Sentences {
		if in.Newpar() && text.Len() > 0 {
			gap = "\n\n"
		}
		var s Sentence
		for _, m := range in.Surface() {
			text.WriteString(gap)
			start := text.Len()
			text.WriteString(m.Form)
			if gap = " "; m.Misc.Get("SpaceAfter") == "No" {
				gap = ""
			}
			for _, w := range in.Words[m.First:m.Last] {
				s.Words = append(s.Words, word(w, start, text.Len()))
			}
			if words := s.Words[m.First:]; len(words) > 1 {
				spread(words, m.Form, start)
			}
		}
		s.Start, s.End = s.Words[0].Start, s.Words[len(s.Words)-1].End
		out.Sentences = append(out.Sentences, s)
	}
	out.Text = text.String()
	return out
}

func word(w conllu.Word, start, end int) Word {
	out := Word{Form: w.Form, Lemma: cmp.Or(w.Lemma, "_"), UPOS: w.UPOS, XPOS: w.XPOS, Start: start, End: end, Head: w.Head - 1, Rel: w.Rel}
	for _, d := range w.Deps {
		out.Deps = append(out.Deps, Dep{d.Head - 1, d.Rel})
	}
	for _, field := range w.Misc {
		key, value, _ := strings.Cut(field, "=")
		if out.Misc == nil {
			out.Misc = map[string]string{}
		}
		out.Misc[key] = value
	}
	return out
}

// spread gives the words of a multi-word token their bytes where they spell it, else each all of it.
func spread(words []Word, form string, start int) {
	all := ""
	for _, w := range words {
		all += w.Form
	}
	if all != form { // won't
		return
	}
	for i := range words {
		words[i].Start, words[i].End = start, start+len(words[i].Form)
		start = words[i].End
	}
}
