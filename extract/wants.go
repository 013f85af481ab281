package extract

import (
	"slices"
	"strings"

	"newsgraph/nlp"
)

// Trees cost most of the time that an article takes, and most sentences claim nothing. Wants says beforehand whose trees are worth it,
// from tags, lemmas and names: it may ask for too many, hardly ever for too few (TestWants). So it looks only at what a pattern cannot do without,
// the words themselves, wherever in the sentence they stand.

// Wants reports whether the tree of sentence i of a document may tell on a claim. The document has tags, lemmas and names, and
// need have no trees: it is what [nlp.Pipeline.AnnotateFor] asks.
func (x *Extractor) Wants(d *nlp.Document, i int) bool {
	w := glance{sentence: sentence{Sentence: d.Sentences[i], text: d.Text}, has: map[string]bool{}}
	for j, t := range w.Tokens {
		word := strings.ToLower(d.Text[t.Start:t.End])
		w.words = append(w.words, word)
		w.has[word], w.has[w.lemma(j)] = true, true
	}
	return w.mayTell(d, i) || w.mayAct(x) || w.belongs() || w.mayHold(x)
}

// glance is a sentence without its tree.
type glance struct {
	sentence
	has map[string]bool // words and lemmas
}

// mayAct reports whether a pattern may fit.
func (g *glance) mayAct(x *Extractor) bool {
	few := !g.twoEnds()
	fits := func(rules []rule, at int, fit func(ru *rule, at int) bool) bool {
		for k := range rules {
			if ru := &rules[k]; !(few && ru.relation.State) && fit(ru, at) {
				return true
			}
		}
		return false
	}
	for i, t := range g.Tokens {
		lemma := g.lemma(i)
		verb := isVerb(t.XPOS) || t.UPOS == "VERB"
		switch {
		case verb && fits(x.verbs[lemma], i, g.verbFits):
			return true
		case verb && t.XPOS != "VBG" && t.XPOS != "VB":
		case (verb || isNoun(t.XPOS) || t.UPOS == "ADJ") && (fits(x.nouns[lemma], i, g.nounFits) || t.XPOS == "VBG" && fits(x.nouns[g.words[i]], i, g.nounFits)):
			return true
		case t.UPOS == "ADJ" && fits(x.adjectives[lemma], i, g.verbFits):
			return true
		}
	}
	return false
}

// twoEnds reports whether two phrases may be entities, at least one of them by its name, as far as capitals show them.
func (g *glance) twoEnds() bool {
	named := make([]bool, len(g.Tokens))
	for _, m := range g.Mentions {
		for i := m.First; i < m.Last; i++ {
			named[i] = m.Class != nlp.Date && m.Class != nlp.Money
		}
	}
	names, others, last := 0, 0, false
	for i, t := range g.Tokens {
		name := named[i] || i > 0 && startsUpper(g.text[t.Start:t.End])
		switch {
		case name && !last:
			names++
		case strings.HasPrefix(t.XPOS, "PRP") || t.XPOS == "DT" && g.words[i] != "a" && g.words[i] != "an":
			others++
		}
		last = name
	}
	return names > 0 && names+others > 1
}

// verbFits reports whether the words that a verb's or an adjective's pattern needs stand in the sentence.
func (g *glance) verbFits(ru *rule, at int) bool {
	p := &ru.pattern
	for _, w := range ru.words[1:] {
		if !g.near(at, w) {
			return false
		}
	}
	if !g.any(p.With) || !g.any(lastWords(p.Theme)) || p.Complement == "as" && !g.has["as"] || p.Complement == "infinitive" && !g.has["to"] {
		return false
	}
	for _, o := range p.Object {
		switch o {
		case "obj", "iobj", "subj", "clause", "in":
			return true
		}
		if first, _, _ := strings.Cut(o, " "); g.has[first] || ru.relation.Symmetric && o == "with" {
			return true
		}
	}
	return len(p.Object) == 0
}

// near reports whether a particle of the verb at a token may stand behind it.
func (g *glance) near(at int, particle string) bool {
	for i := at + 1; i < len(g.words) && i < at+8; i++ {
		if g.words[i] == particle {
			return true
		}
	}
	return false
}

// nounFits reports the same for a noun's pattern.
func (g *glance) nounFits(ru *rule, at int) bool {
	p := &ru.pattern
	if !g.isNoun(at, ru.words) || !g.any(p.With) || !g.any(lastWords(p.Theme)) {
		return false
	}
	if ru.relation.State || ru.relation.Symmetric || len(p.Object) == 0 {
		return true
	}
	for _, o := range p.Object {
		if first, _, _ := strings.Cut(o, " "); o == "subj" || slices.Contains(g.words[at+1:], first) || g.has[first] && g.any(p.Light) {
			return true
		}
	}
	for i := range g.Tokens {
		if g.inForms("aiming", i) {
			return true // "strikes targeting Iran"
		}
	}
	return false
}

// any reports whether the first word of one of some phrases stands in the sentence; of none, it does.
func (g *glance) any(phrases []string) bool {
	for _, p := range phrases {
		if first, _, _ := strings.Cut(p, " "); g.has[first] {
			return true
		}
	}
	return len(phrases) == 0
}

func lastWords(phrases []string) []string {
	var out []string
	for _, p := range phrases {
		out = append(out, p[strings.LastIndexByte(p, ' ')+1:])
	}
	return out
}

// belongs reports whether somebody may be named with the organization that he belongs to: "Chuang of CHP".
func (g *glance) belongs() bool {
	for _, m := range g.Mentions {
		if w := g.word(m.Last); m.Class == nlp.Person && (w == "of" || w == "at" || w == "with" || w == "(") {
			return true
		}
	}
	return false
}

// mayHold reports whether an office may stand beside a person: the tree says in whose words.
func (g *glance) mayHold(x *Extractor) bool {
	for _, m := range g.Mentions {
		if m.Class != nlp.Person {
			continue
		}
		for i := max(0, m.First-longestOffice); i < min(m.Last+longestOffice, len(g.Tokens)); i++ {
			if _, n := x.names.Office(g.texts(i, min(i+longestOffice, len(g.Tokens)))...); n > 0 {
				return true
			}
		}
	}
	return false
}

// mayTell reports whether a sentence may name the speaker of a quotation in it or beside it.
func (g *glance) mayTell(d *nlp.Document, i int) bool {
	from, to := d.Sentences[max(0, i-1)].Start, d.Sentences[min(i+1, len(d.Sentences)-1)].End
	if !strings.ContainsAny(d.Text[from:to], "\"“”„«»`") && !strings.Contains(d.Text[from:to], "''") {
		return false
	}
	for v, t := range g.Tokens {
		if isVerb(t.XPOS) && (speechWords()["quoting"][g.lemma(v)] || g.inForms("say", v)) {
			return true
		}
	}
	return false
}
