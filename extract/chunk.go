package extract

import (
	"strings"
	"sync"
	"unicode"

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

// chunkKind is what a run of tokens does in its clause.
type chunkKind int

const (
	nounPhrase chunkKind = iota
	verbGroup
	preposition
	subordinator // opens a clause: "that", "if"
	relative     // "who", "which", "that" behind a noun
	conjunction
	comma
	stop // a mark that ends a clause, or what could not be read
	adverb
	adjective
	timeWords // an expression of time, with its preposition
)

// verbForm is how a verb group stands in its clause.
type verbForm int

const (
	finite verbForm = iota
	infinitive
	gerund
	participle // without auxiliary: "launched by Israel"
)

// chunk is a run of tokens first to last (half-open). Of a noun phrase head is its last noun, of a verb group its main
// verb.
type chunk struct {
	kind        chunkKind
	first, last int
	head        int

	// of verb groups
	form    verbForm
	passive bool
	perfect bool
	negated bool
	to      bool   // infinitive with "to"
	modal   string // lower case
	past    bool   // what it tells is not in the future

	moment int // of time words: index into sentence.moments
}

// sentence is one sentence as the extractor reads it.
type sentence struct {
	aside bool // no part of the report: it claims nothing
	nlp.Sentence
	text    string
	index   int      // among the sentences of the article
	words   []string // lower case, by token
	tags    []string // Penn Treebank tags by token, with what the sentence shows to be wrong mended
	names   []name   // in token order, not overlapping
	nameAt  []int    // by token: index into names, -1 where none
	moments []moment
	timeAt  []int  // by token: index into moments, -1 where none
	quoted  []bool // by token: inside direct speech
	chunks  []chunk
	chunkAt []int // by token, -1 where the token is in none (brackets, quotation marks)
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
	return s.tags[i]
}

// span gives the bytes of tokens first to last (half-open).
func (s *sentence) span(first, last int) nlp.Span {
	return nlp.Span{Start: s.Tokens[first].Start, End: s.Tokens[last-1].End}
}

// wordsOf gives tokens first to last as Words.
func (s *sentence) wordsOf(first, last int) Words {
	sp := s.span(first, last)
	return Words{Text: s.text[sp.Start:sp.End], Start: sp.Start, End: sp.End}
}

func (s *sentence) at(i int) *chunk {
	if i < 0 || i >= len(s.chunks) {
		return nil
	}
	return &s.chunks[i]
}

func (s *sentence) is(i int, k chunkKind) bool {
	c := s.at(i)
	return c != nil && c.kind == k
}

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }
func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") }
func isAdjective(tag string) bool {
	return strings.HasPrefix(tag, "JJ") || tag == "CD"
}

// glued reports whether token i is a hyphen or dash that joins its neighbours without blanks.
func (s *sentence) glued(i int) bool {
	if i <= 0 || i+1 >= len(s.Tokens) {
		return false
	}
	switch s.words[i] {
	case "-", "–", "‑":
		return s.Tokens[i-1].End == s.Tokens[i].Start && s.Tokens[i].End == s.Tokens[i+1].Start
	}
	return false
}

// chunk cuts the sentence: every token is in one chunk but for brackets, what they hold, and quotation marks, which are
// passed over.
func (s *sentence) chunk() {
	n := len(s.Tokens)
	s.chunkAt = make([]int, n)
	for i := range s.chunkAt {
		s.chunkAt[i] = -1
	}
	add := func(c chunk) {
		for i := c.first; i < c.last; i++ {
			s.chunkAt[i] = len(s.chunks)
		}
		s.chunks = append(s.chunks, c)
	}
	for i := 0; i < n; {
		w := s.words[i]
		if w == "(" || w == "[" {
			if j := s.closing(i); j > 0 {
				i = j + 1
				continue
			}
		}
		if isQuote(w) {
			i++
			continue
		}
		if m := s.timeAt[i]; m >= 0 {
			j := i
			for j < n && s.timeAt[j] == m {
				j++
			}
			// "Friday's call" is a noun phrase
			if s.tag(j) != "POS" && !(j < n && isNoun(s.tag(j)) && isNoun(s.tag(j-1)) && s.tag(i) != "IN" && s.timeAt[j] < 0) {
				add(chunk{kind: timeWords, first: i, last: j, head: j - 1, moment: m})
				i = j
				continue
			}
		}
		if j := s.verbs(i, add); j > i {
			i = j
			continue
		}
		if j, head := s.phrase(i); j > i {
			add(chunk{kind: nounPhrase, first: i, last: j, head: head})
			i = j
			continue
		}
		tag := s.tag(i)
		c := chunk{first: i, last: i + 1, head: i}
		switch {
		case w == "as" && s.word(i+1) == "well" && s.word(i+2) == "as":
			c.kind, c.last = conjunction, i+3
		case w == ",":
			c.kind = comma
		case w == "both":
			i++
			continue
		case tag == "CC" || w == "&":
			c.kind = conjunction
		case w == "that":
			c.kind = subordinator
			// "said on Monday that": the tagger takes the day for what "that" stands for
			if last := s.at(len(s.chunks) - 1); s.tag(i) == "WDT" && !(last != nil && last.last == i && last.kind == timeWords && s.is(len(s.chunks)-2, verbGroup)) {
				c.kind = relative
			}
		case tag == "WP" || tag == "WDT" || tag == "WP$":
			c.kind = relative
		case tag == "WRB":
			c.kind = subordinator
		case tag == "IN" || tag == "TO" || w == "according" || w == "following" || w == "including" || w == "amid":
			c.kind = preposition
			if in("subordinators", w) {
				c.kind = subordinator
			}
		case strings.HasPrefix(tag, "RB") || tag == "RP" || tag == "UH":
			c.kind = adverb
		case isAdjective(tag):
			c.kind = adjective
		default:
			c.kind = stop
		}
		add(c)
		i = c.last
	}
	s.finiteParticiples()
	for i := range s.chunks {
		if c := &s.chunks[i]; (c.kind == preposition || c.kind == subordinator) && in("either", s.words[c.first]) {
			c.kind = preposition
			if s.opensClause(i) {
				c.kind = subordinator
			}
		}
	}
}

// finiteParticiples mends past tenses that the tagger takes for participles: a passive takes no object, and a sentence has
// a finite verb.
func (s *sentence) finiteParticiples() {
	for i := range s.chunks {
		c := &s.chunks[i]
		if c.kind != verbGroup || c.form != participle {
			continue
		}
		j := i - 1
		for s.is(j, adverb) {
			j--
		}
		if !s.is(j, nounPhrase) {
			continue
		}
		named := s.nameAt[s.chunks[j].head] >= 0
		object := s.is(i+1, nounPhrase) && (named || !in("naming", s.lemma(c.head)))
		if object || !s.is(i+1, preposition) && !s.finiteNear(i) || s.is(i+1, preposition) && s.word(s.chunks[i+1].first) != "by" && named && !s.finiteNear(i) {
			c.form, c.passive = finite, false
		}
	}
}

// finiteNear reports whether another finite verb stands in the same stretch between marks.
func (s *sentence) finiteNear(i int) bool {
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(s.chunks); j += step {
			if k := s.chunks[j].kind; k == stop || k == subordinator || k == relative {
				break
			} else if k == verbGroup && s.chunks[j].form == finite {
				return true
			}
		}
	}
	return false
}

// opensClause reports whether a finite verb comes after chunk i before anything that ends a noun phrase with its
// prepositions.
func (s *sentence) opensClause(i int) bool {
	for j := i + 1; j < len(s.chunks); j++ {
		switch c := s.chunks[j]; c.kind {
		case verbGroup:
			return c.form == finite && j > i+1
		case nounPhrase, preposition, conjunction, timeWords, adverb, adjective:
		default:
			return false
		}
	}
	return false
}

func isQuote(w string) bool {
	switch w {
	case "“", "”", "\"", "``", "''", "«", "»", "„":
		return true
	}
	return false
}

// closing gives the token that closes the bracket at i, or 0.
func (s *sentence) closing(i int) int {
	for j := i + 1; j < len(s.words) && j < i+25; j++ {
		if s.words[j] == ")" || s.words[j] == "]" {
			return j
		}
	}
	return 0
}

// phrase reads a noun phrase at token i and gives its end and head; an end of i means none.
func (s *sentence) phrase(i int) (end, head int) {
	n := len(s.Tokens)
	switch s.tag(i) {
	case "PRP", "EX":
		return i + 1, i
	}
	if s.word(i) == "that" && s.nameAt[i] < 0 && !(s.tag(i) == "DT" && (s.tag(i+1) == "NN" || s.tag(i+1) == "JJ" && s.tag(i+2) == "NN")) {
		return i, i
	}
	if in("either", s.words[i]) && s.nameAt[i] < 0 {
		return i, i
	}
	head = -1
	j := i
	determined := false
	for j < n {
		if m := s.timeAt[j]; m >= 0 && j > i && s.tag(j-1) != "POS" {
			k := j
			for k < n && s.timeAt[k] == m {
				k++
			}
			if head >= 0 && s.tag(k) != "POS" {
				break
			}
		}
		if k := s.nameAt[j]; k >= 0 {
			nm := s.names[k]
			// A name after a complete name is another phrase, unless a title or a noun led to it.
			if head >= 0 && s.nameAt[head] >= 0 && head == j-1 && s.names[s.nameAt[head]].person() {
				break
			}
			j = nm.last
			head = j - 1
			continue
		}
		tag, w := s.tag(j), s.words[j]
		switch {
		case tag == "DT" || tag == "PDT" || tag == "PRP$" || tag == "WP$":
			if j > i && !(tag == "DT" && s.tag(j-1) == "PDT") {
				return cut(i, j, head)
			}
			determined = true
			j++
		case isNoun(tag):
			head = j
			j++
		case isAdjective(tag):
			if head >= 0 && head == j-1 && s.tag(head) != "POS" && !s.adjectiveInside(j) {
				return cut(i, j, head)
			}
			j++
			if tag == "CD" || isPlural(w) {
				head = j - 1
			}
		case tag == "$" || tag == "#":
			j++
		case (tag == "VBN" || tag == "VBG") && j > i && (determined && j == i+1 || isAdjective(s.tag(j-1)) && (s.nameAt[j-1] < 0 || s.names[s.nameAt[j-1]].class == classDemonym) || s.tag(j-1) == "POS") && s.nominalFrom(j+1):
			j++
		case j == i && s.modifier(j):
			j++
		case strings.HasPrefix(tag, "RB") && j > i && head < 0 && (isAdjective(s.tag(j+1)) || s.tag(j+1) == "VBN" || s.tag(j+1) == "VBG"):
			j++
		case tag == "POS" && head == j-1 && j > i:
			if !s.nominalFrom(j + 1) {
				return cut(i, j, head)
			}
			j++
		case s.glued(j) && j > i:
			j += 2
			if s.nameAt[j-1] >= 0 {
				j = s.names[s.nameAt[j-1]].last
			}
			if isNoun(s.tag(j-1)) || s.nameAt[j-1] >= 0 {
				head = j - 1
			}
		case (tag == "CC" || w == ",") && j > i && s.joins(i, j, head):
			j++
		default:
			return cut(i, j, head)
		}
	}
	return cut(i, j, head)
}

func isPlural(w string) bool { return w == "others" || w == "officials" }

// cut ends a phrase behind its head; without a head there is none, but for lone numbers and determiners.
func cut(i, j, head int) (int, int) {
	if head < 0 {
		return i, i
	}
	return head + 1, head
}

// adjectiveInside reports whether the adjective at j, behind a name, is followed by a noun of the same phrase: "Russian
// foreign minister", "Iran nuclear deal".
func (s *sentence) adjectiveInside(j int) bool {
	k := s.nameAt[j-1]
	return k >= 0 && (isNoun(s.tag(j-1)) || s.names[k].class == classDemonym) && s.nominalFrom(j)
}

// nominalFrom reports whether a noun comes at or after j with nothing but modifiers before it.
func (s *sentence) nominalFrom(j int) bool {
	for k := j; k < len(s.Tokens) && k < j+7; k++ {
		tag := s.tag(k)
		if isNoun(tag) || s.nameAt[k] >= 0 {
			return true
		}
		if isQuote(s.words[k]) || s.glued(k) || isAdjective(tag) || tag == "VBN" || tag == "VBG" || strings.HasPrefix(tag, "RB") {
			continue
		}
		return tag == "CC" && isAdjective(s.tag(k-1)) && s.nominalFrom(k+1) && isAdjective(s.tag(k+1))
	}
	return false
}

// joins reports whether the conjunction or comma at j stands between two modifiers of one noun: "political and military
// officials", "drone and missile attacks", "US and Israeli forces".
func (s *sentence) joins(i, j, head int) bool {
	prev, next := j-1, j+1
	if next >= len(s.Tokens) {
		return false
	}
	if k := s.nameAt[prev]; k >= 0 {
		a := s.names[k]
		b := s.nameAt[next]
		if b < 0 || s.words[j] != "and" && s.words[j] != "," {
			return false
		}
		after := s.names[b].last
		return a.owner() && s.names[b].owner() && (a.class == classDemonym || a.short()) && isNoun(s.tag(after)) && s.nameAt[after] < 0
	}
	if isAdjective(s.tag(prev)) && head < prev && (isAdjective(s.tag(next)) || s.tag(next) == "NN") && s.nameAt[next] < 0 && s.nominalFrom(next+1) {
		return true
	}
	return s.tag(prev) == "NN" && s.tag(next) == "NN" && s.nameAt[next] < 0 && isNoun(s.tag(next+1)) && s.nameAt[next+1] < 0 && s.words[j] == "and"
}

// verbs reads a verb group at token i, adds it, and gives its end; i where there is none.
func (s *sentence) verbs(i int, add func(chunk)) int {
	if s.nameAt[i] >= 0 || s.modifier(i) {
		return i
	}
	n := len(s.Tokens)
	c := chunk{kind: verbGroup, first: i, form: finite, past: true}
	j := i
	if s.tag(j) == "TO" || s.word(j) == "to" {
		k := j + 1
		for k < n && (strings.HasPrefix(s.tag(k), "RB") || s.tag(k) == "CC" && strings.HasPrefix(s.tag(k-1), "RB")) {
			k++
		}
		if k < n && s.tag(k) == "VBP" && k > j+1 {
			s.tags[k] = "VB"
		}
		if s.tag(k) != "VB" || s.nameAt[k] >= 0 {
			return i
		}
		c.to, c.form, c.past = true, infinitive, false
		for ; j < k; j++ {
			c.negated = c.negated || in("negations", s.words[j])
		}
	} else if tag := s.tag(j); tag == "MD" {
		c.modal = s.words[j]
		c.past = false
		j++
	} else if !isVerb(tag) || s.word(j) == "according" || s.word(j) == "following" && !isVerb(s.tag(j-1)) || s.word(j) == "including" {
		return i
	} else {
		switch tag {
		case "VBG":
			c.form = gerund
		case "VBN":
			c.form = participle
		case "VB":
			c.form = infinitive
		}
	}
	main := -1
	for j < n {
		if s.nameAt[j] >= 0 {
			break
		}
		w, tag := s.words[j], s.tag(j)
		if in("negations", w) || w == "no" && s.word(j+1) == "longer" {
			c.negated = true
			j++
			continue
		}
		if strings.HasPrefix(tag, "RB") {
			// an adverb belongs to the group only where a verb follows
			k := j
			for k < n && (strings.HasPrefix(s.tag(k), "RB") || in("negations", s.words[k])) {
				k++
			}
			if main >= 0 && !s.auxiliary(main, k) || !isVerb(s.tag(k)) {
				break
			}
			j++
			continue
		}
		if !isVerb(tag) {
			break
		}
		if main >= 0 {
			if !s.auxiliary(main, j) {
				break
			}
			switch s.lemma(main) {
			case "be":
				if tag == "VBN" || tag == "VBD" {
					c.passive = true
				}
			case "have":
				c.perfect = true
			}
		}
		main = j
		j++
	}
	if main < 0 {
		return i
	}
	// "had not", "n't" behind the last verb
	for in("negations", s.word(j)) {
		c.negated = true
		j++
	}
	for k := i - 1; k >= 0 && k >= i-3 && (strings.HasPrefix(s.tag(k), "RB") || in("negations", s.words[k])); k-- {
		if in("negations", s.words[k]) {
			c.negated = true
		}
	}
	c.last, c.head = j, main
	if c.form == participle {
		c.passive = true
	}
	add(c)
	return j
}

// modifier reports whether the participle at token i stands before its noun: "launched coordinated strikes".
func (s *sentence) modifier(i int) bool {
	if s.tag(i) != "VBN" || i == 0 || !isNoun(s.tag(i+1)) && !isAdjective(s.tag(i+1)) || !s.nominalFrom(i+1) || i+1 < len(s.nameAt) && s.nameAt[i+1] >= 0 && s.names[s.nameAt[i+1]].class != classDemonym {
		return false
	}
	if s.tag(i-1) == "IN" {
		return true
	}
	return isVerb(s.tag(i-1)) && s.nameAt[i-1] < 0 && !s.auxiliary(i-1, i)
}

// auxiliary reports whether the verb at main can be the auxiliary of the verb at j.
func (s *sentence) auxiliary(main, j int) bool {
	tag := s.tag(j)
	switch s.lemma(main) {
	case "be":
		return tag == "VBN" || tag == "VBG" || tag == "VBD"
	case "have":
		return tag == "VBN" || tag == "VBD"
	case "do":
		return tag == "VB" || tag == "VBP"
	}
	return false
}

// lemma gives the lemma of a token in lower case.
func (s *sentence) lemma(i int) string {
	switch w := s.word(i); w {
	case "'s", "’s":
		return "be"
	case "'ve", "’ve":
		return "have"
	}
	return strings.ToLower(s.Tokens[i].Lemma)
}

// isForm reports whether token i is a form of the verb of a lemma; regular forms are known even where the tagger's lemma
// is wrong.
func (s *sentence) isForm(i int, verb string) bool {
	if s.lemma(i) == verb {
		return true
	}
	w := s.words[i]
	if w == verb || w == verb+"s" || w == verb+"es" || w == verb+"ed" || w == verb+"ing" {
		return true
	}
	if strings.HasSuffix(verb, "e") {
		return w == verb+"d" || w == verb[:len(verb)-1]+"ing"
	}
	if strings.HasSuffix(verb, "y") {
		return w == verb[:len(verb)-1]+"ied" || w == verb[:len(verb)-1]+"ies"
	}
	last := verb[len(verb)-1:]
	return w == verb+last+"ed" || w == verb+last+"ing"
}

// inForms reports whether token i is a form of a verb of a section of words/clauses.txt.
func (s *sentence) inForms(section string, i int) bool {
	if in(section, s.lemma(i)) {
		return true
	}
	w := s.words[i]
	for _, cut := range []string{"s", "d", "ed", "es"} {
		if base, ok := strings.CutSuffix(w, cut); ok && in(section, base) {
			return true
		}
	}
	base, ok := strings.CutSuffix(w, "ing")
	return ok && (in(section, base) || in(section, base+"e"))
}

// startsUpper reports whether a word starts with a capital.
func startsUpper(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}
