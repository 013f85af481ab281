package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/schema"
)

// surnames mends what the name finder takes for a people and is a surname: "Pezeshkian called" reads like "Iranian". A
// people has an article, a number or an adjective before it ("an Armenian"), a noun behind it ("Christian leaders"), a
// plural; a surname stands bare where persons stand. One word of an article is one or the other, so every place of it
// counts. Words that the gazetteer or lists/bare.txt knows are left alone.
func (p *Pipeline) surnames(d *Document) {
	place := map[string]bool{} // candidates: whether one stands where persons stand
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			if w := d.Text[m.Start:m.End]; m.Class == NORP && m.Last-m.First == 1 && p.mayBeSurname(w) {
				place[w] = place[w] || p.actorsPlace(d, &s, m.First)
			}
		}
	}
	for w, found := range place {
		if !found {
			delete(place, w)
		}
	}
	if len(place) == 0 {
		return
	}
	for _, s := range d.Sentences {
		for i, t := range s.Tokens {
			w := d.Text[t.Start:t.End]
			if _, ok := place[w]; ok && !bare(d, &s, i) {
				delete(place, w)
			}
			if one, plural := strings.CutSuffix(w, "s"); plural {
				delete(place, one)
			}
		}
	}
	for _, s := range d.Sentences {
		for i := range s.Mentions {
			if m := &s.Mentions[i]; m.Class == NORP && place[d.Text[m.Start:m.End]] {
				m.Class = Person
			}
		}
	}
}

// properNouns tags the words of persons' names as proper nouns where the tagger took one for an adjective or a common noun.
func properNouns(d *Document) {
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			if m.Class != Person {
				continue
			}
			for i := m.First; i < m.Last; i++ {
				t := &s.Tokens[i]
				if first, _ := utf8.DecodeRuneInString(d.Text[t.Start:t.End]); unicode.IsUpper(first) && (t.XPOS == "JJ" || t.XPOS == "NN") {
					t.XPOS, t.UPOS = "NNP", "PROPN"
				}
			}
		}
	}
}

// mayBeSurname reports whether a word looks like a surname and nobody knows it for a people.
func (p *Pipeline) mayBeSurname(w string) bool {
	if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) || len(w) < 4 || w == strings.ToUpper(w) {
		return false
	}
	lower := strings.ToLower(w)
	for _, end := range []string{"s", "ism", "ist", "ity"} {
		if strings.HasSuffix(lower, end) {
			return false
		}
	}
	if p.bare["people"][lower] {
		return false
	}
	if _, ok := schema.Names().Demonym(w); ok {
		return false
	}
	_, _, _, known := schema.Names().Kind(w)
	return !known
}

// bare reports whether nothing before or behind token i makes it an adjective or a common noun.
func bare(d *Document, s *Sentence, i int) bool {
	switch x := s.xpos(i - 1); {
	case x == "DT" || x == "PDT" || x == "PRP$" || x == "CD" || x == "POS" || x == "HYPH" || x == "CC" && s.xpos(i-2) == "JJ" || strings.HasPrefix(x, "JJ") || x == "NN" || x == "NNS":
		return false
	}
	switch x := s.xpos(i + 1); {
	case x == "HYPH" || x == "CD" || x == "VBG" || strings.HasPrefix(x, "JJ") || x == "NN" || x == "NNS" || x == "NNPS":
		return false
	}
	return true
}

// actorsPlace reports whether token i stands where persons stand: a subject before a verb in the past, behind a word of
// lists/bare.txt, or joined to the name of a person.
func (p *Pipeline) actorsPlace(d *Document, s *Sentence, i int) bool {
	if !bare(d, s, i) {
		return false
	}
	if i > 0 {
		t := s.Tokens[i-1]
		if p.bare["before"][strings.ToLower(d.Text[t.Start:t.End])] {
			return true
		}
	}
	for _, m := range s.Mentions {
		if m.Class == Person && (m.Last == i-1 && s.xpos(i-1) == "CC" || m.First == i+2 && s.xpos(i+1) == "CC") {
			return true
		}
	}
	switch x := s.xpos(i - 1); {
	case x == "", x == ",", x == ":", x == "CC", x == "IN", strings.HasPrefix(x, "VB"):
	default:
		return false
	}
	j := i + 1
	if strings.HasPrefix(s.xpos(j), "RB") {
		j++
	}
	// the tagger takes the past for a participle where it takes the name for an adjective
	return s.xpos(j) == "VBD" || s.xpos(j) == "VBN" && i == 0
}

// xpos gives the tag of token i, empty outside the sentence.
func (s *Sentence) xpos(i int) string {
	if i < 0 || i >= len(s.Tokens) {
		return ""
	}
	return s.Tokens[i].XPOS
}
