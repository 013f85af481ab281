package corpus

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// Word is one syntactic word of a treebank. Start and End are bytes of the text of its Document; the words of a multi-word
// token whose forms do not stand in the text (won't: will + not) all have the token's.
type Word struct {
	Form, Lemma, UPOS, XPOS string
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
}

// ReadTreebank reads data/treebank/NAME.conllu.gz.
func ReadTreebank(data, name string) ([]Document, error) {
	var out []Document
	var text strings.Builder
	var s Sentence
	tokenEnd := 0   // number of the last word of the current multi-word token
	tokenFirst := 0 // index of its first word
	gap := ""       // white space before the next word
	finish := func() {
		if len(out) > 0 {
			out[len(out)-1].Text = text.String()
		}
		text.Reset()
		gap = ""
	}
	err := eachLine(filepath.Join(data, "treebank", name+".conllu.gz"), func(line string) error {
		switch {
		case line == "":
			if len(s.Words) > 0 {
				s.Start, s.End = s.Words[0].Start, s.Words[len(s.Words)-1].End
				d := &out[len(out)-1]
				d.Sentences = append(d.Sentences, s)
			}
			s, tokenEnd = Sentence{}, 0
			return nil
		case strings.HasPrefix(line, "# newdoc"):
			finish()
			_, id, _ := strings.Cut(line, "= ")
			out = append(out, Document{ID: id})
			return nil
		case strings.HasPrefix(line, "# newpar"):
			if text.Len() > 0 {
				gap = "\n\n"
			}
			return nil
		case line[0] == '#':
			return nil
		}
		f := strings.Split(line, "\t")
		if len(f) != 10 {
			return fmt.Errorf("%d columns, want 10", len(f))
		}
		if strings.Contains(f[0], ".") {
			return nil
		}
		if len(out) == 0 {
			return fmt.Errorf("a word before the first document")
		}
		surface := func() {
			text.WriteString(gap)
			text.WriteString(f[1])
			gap = " "
			if strings.Contains(f[9], "SpaceAfter=No") {
				gap = ""
			}
		}
		if _, last, ok := strings.Cut(f[0], "-"); ok {
			n, err := strconv.Atoi(last)
			if err != nil {
				return fmt.Errorf("word number %q", f[0])
			}
			surface()
			tokenEnd, tokenFirst = n, len(s.Words)
			return nil
		}
		n, err := strconv.Atoi(f[0])
		if err != nil {
			return fmt.Errorf("word number %q", f[0])
		}
		if n > tokenEnd {
			surface()
		}
		w := Word{Form: f[1], Lemma: f[2], UPOS: f[3], XPOS: f[4], Start: text.Len() - len(f[1]), End: text.Len(), Rel: f[7], Misc: misc(f[9])}
		if w.Head, err = head(f[6]); err != nil {
			return err
		}
		if w.Deps, err = deps(f[8]); err != nil {
			return err
		}
		s.Words = append(s.Words, w)
		if n == tokenEnd {
			spread(s.Words[tokenFirst:], text.String())
		}
		return nil
	})
	finish()
	return out, err
}

// head reads the number of a head as an index, -1 for the root.
func head(column string) (int, error) {
	n, err := strconv.Atoi(column)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("head %q", column)
	}
	return n - 1, nil
}

// deps reads the edges of the enhanced graph, "2:obj|5:conj:and".
func deps(column string) ([]Dep, error) {
	if column == "_" {
		return nil, nil
	}
	var out []Dep
	for edge := range strings.SplitSeq(column, "|") {
		from, rel, ok := strings.Cut(edge, ":")
		if !ok {
			return nil, fmt.Errorf("enhanced edge %q", edge)
		}
		if strings.Contains(from, ".") { // an empty node
			continue
		}
		h, err := head(from)
		if err != nil {
			return nil, err
		}
		out = append(out, Dep{h, rel})
	}
	return out, nil
}

// misc reads "Key=value|Key=value".
func misc(column string) map[string]string {
	if column == "_" {
		return nil
	}
	out := map[string]string{}
	for field := range strings.SplitSeq(column, "|") {
		key, value, _ := strings.Cut(field, "=")
		out[key] = value
	}
	return out
}

// spread gives the words of a multi-word token, which ends the text, their bytes.
func spread(words []Word, text string) {
	all := ""
	for _, w := range words {
		all += w.Form
	}
	at := len(text) - len(all)
	if !strings.HasSuffix(text, all) { // won't, "i’m" written "I 'm": no bytes of their own
		at = strings.LastIndexAny(text, " \n") + 1
		for i := range words {
			words[i].Start, words[i].End = at, len(text)
		}
		return
	}
	for i := range words {
		words[i].Start, words[i].End = at, at+len(words[i].Form)
		at = words[i].End
	}
}
