package extract

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsgraph/nlp"
)

// clauseWords are the sections of words/clauses.txt.
var clauseWords = sync.OnceValue(func() map[string]wordSet {
	l := mustWords("clauses.txt")
	sets := map[string]wordSet{}
	for name := range l {
		sets[name] = l.set(name)
	}
	return sets
})

// in reports whether a word stands in a section of words/clauses.txt.
func in(section, word string) bool { return clauseWords()[section][word] }

// sentence is one sentence as the extractor reads it. Tokens are numbered from 0; -1 is none.
type sentence struct {
	nlp.Sentence
	aside   bool // no part of the report: it claims nothing
	text    string
	index   int      // among the sentences of the article
	words   []string // lower case, by token
	names   []name   // in token order, not overlapping
	nameAt  []int    // by token: index into names, -1 where none
	moments []moment
	timeAt  []int    // by token: index into moments, -1 where none
	quoted  []bool   // by token: inside direct speech
	quoteAt []int    // by token: the article's quotation that it stands in, -1 where none
	down    [][]edge // by token: what depends on it
	refAt   []int    // by token: the reference whose head it is, -1 where none
}

// edge leads to a dependent. own is false for an edge of the enhanced tree that conjuncts share.
type edge struct {
	to  int
	rel string
	own bool
}

func (s *sentence) word(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i]
}

func (s *sentence) tag(i int) string {
	if i < 0 || i >= len(s.Tokens) {
		return ""
	}
	return s.Tokens[i].XPOS
}

func (s *sentence) upos(i int) string {
	if i < 0 || i >= len(s.Tokens) {
		return ""
	}
	return s.Tokens[i].UPOS
}

// lemma gives the dictionary form of token i in lower case.
func (s *sentence) lemma(i int) string {
	if i < 0 || i >= len(s.Tokens) {
		return ""
	}
	return strings.ToLower(s.Tokens[i].Lemma)
}

// inForms reports whether the lemma of token i stands in a section.
func (s *sentence) inForms(section string, i int) bool { return in(section, s.lemma(i)) }

// span gives the bytes of tokens first to last (half-open).
func (s *sentence) span(first, last int) nlp.Span {
	return nlp.Span{Start: s.Tokens[first].Start, End: s.Tokens[last-1].End}
}

// wordsOf gives tokens first to last as Words.
func (s *sentence) wordsOf(first, last int) Words {
	sp := s.span(first, last)
	return Words{Text: s.text[sp.Start:sp.End], Start: sp.Start, End: sp.End}
}

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }
func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") }

// glued reports whether token i is a hyphen or dash between two words without blanks: "Iran-backed".
func (s *sentence) glued(i int) bool {
	if i <= 0 || i+1 >= len(s.Tokens) {
		return false
	}
	w := s.words[i]
	return (w == "-" || w == "–" || w == "‑") && s.Tokens[i-1].End == s.Tokens[i].Start && s.Tokens[i].End == s.Tokens[i+1].Start
}

func isQuote(w string) bool {
	switch w {
	case `"`, "“", "”", "``", "''", "«", "»", "„":
		return true
	}
	return false
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

func isAdjective(tag string) bool { return strings.HasPrefix(tag, "JJ") || tag == "CD" }
