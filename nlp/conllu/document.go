package conllu

import (
	"strings"
)

// Document is what stands under one "# newdoc" line, or a whole file where there is none.
type Document struct {
	Line      int // of its "# newdoc" in its file, else of its first line, from 1; 0 where it was not read
	Sentences []Sentence
}

// ID gives the ID of "# newdoc id = ID", "" where the file says none.
func (d Document) ID() string {
	if len(d.Sentences) == 0 {
		return ""
	}
	id, _ := d.Sentences[0].Comment("newdoc id")
	return id
}

// Sentence is one sentence: lines of comment, words, and the multi-word tokens that some of them stand in.
type Sentence struct {
	Comments []string // whole lines, "# sent_id = 1"
	Words    []Word
	Multi    []Multi // in order, not overlapping
}

// Comment gives the value of the line "# KEY = VALUE"; ok says whether there is such a line, also without a value.
func (s Sentence) Comment(key string) (value string, ok bool) {
	for _, line := range s.Comments {
		name, value, _ := strings.Cut(strings.TrimPrefix(line, "#"), "=")
		if strings.TrimSpace(name) == key {
			return strings.TrimSpace(value), true
		}
	}
	return "", false
}

// Newpar says whether a sentence begins a paragraph: "# newpar", with an ID or without.
func (s Sentence) Newpar() bool {
	_, plain := s.Comment("newpar")
	_, named := s.Comment("newpar id")
	return plain || named
}

// None is the Head of a word that has none in the file: "_".
const None = -1

// Word is one syntactic word. Empty columns are empty strings.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int    // number of the head in the sentence, from 1; 0 at the root; None
	Rel                            string // relation to the head with its subtype: "nsubj:pass"
	Deps                           []Dep
	Misc                           Misc
}

// Dep is an edge of the enhanced graph to a head.
type Dep struct {
	Head int // number of the head from 1, 0 for the root
	Rel  string
}

// Misc is the last column: "Key=Value" each.
type Misc []string

// Get gives the value of a key, "" where it is not there.
func (m Misc) Get(key string) string {
	for _, field := range m {
		if k, v, _ := strings.Cut(field, "="); k == key {
			return v
		}
	}
	return ""
}

// Multi is a multi-word token: its form is what stands in the text, its words are Words[First:Last] of the sentence.
type Multi struct {
	First, Last int // half-open range of indexes
	Form        string
	Misc        Misc
}

// Surface gives the tokens as the text has them, in order: multi-word tokens, and the words that stand in none.
func (s Sentence) Surface() []Multi {
	out := make([]Multi, 0, len(s.Words))
	multi := s.Multi
	for i := 0; i < len(s.Words); i = out[len(out)-1].Last {
		if len(multi) > 0 && multi[0].First == i {
			out = append(out, multi[0])
			multi = multi[1:]
			continue
		}
		out = append(out, Multi{First: i, Last: i + 1, Form: s.Words[i].Form, Misc: s.Words[i].Misc})
	}
	return out
}

// After gives the white space behind a token of the surface: none (SpaceAfter=No), a line break where SpacesAfter names
// one, else a blank.
func (m Multi) After() string {
	spaces := m.Misc.Get("SpacesAfter")
	switch {
	case m.Misc.Get("SpaceAfter") == "No":
		return ""
	case strings.Contains(spaces, `\n\n`):
		return "\n\n"
	case strings.Contains(spaces, `\n`):
		return "\n"
	}
	return " "
}

// Text gives the text of a sentence as the line "# text" should have it: the tokens of its surface, apart by one blank
// except where SpaceAfter=No.
func (s Sentence) Text() string {
	var b strings.Builder
	gap := ""
	for _, m := range s.Surface() {
		b.WriteString(gap)
		b.WriteString(m.Form)
		if gap = " "; m.Misc.Get("SpaceAfter") == "No" {
			gap = ""
		}
	}
	return b.String()
}
