package extract

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsgraph/nlp"
	"newsgraph/schema"
)

// Who speaks. Inside one sentence the tree says whose words a clause is (mood.go climbs it and asks speakersOf and sources here).
// Direct speech needs more: a quotation may have its speaker before it, behind it, or in another sentence, so quotations are found
// first, each is given its speaker, and voiced adds that speaker to the mood of whatever stands inside.

// quotation is a stretch of somebody's words: between quotation marks, or a post of another author.
type quotation struct {
	nlp.Span        // without the marks
	open     bool   // its paragraph ends and no mark closes it: it goes on where the next one begins
	told     bool   // somebody is said to speak, if only "he" whom nothing resolves
	sentence int    // index of the sentence in which the speaker is named, of its own where none is
	speakers []end  // the speaker and, behind, those who quote the speaker
	why      string // the rule that found the speaker, for tests
}

// speechWords are the sections of words/speech.txt.
var speechWords = sync.OnceValue(func() map[string]wordSet {
	l := mustWords("speech.txt")
	sets := map[string]wordSet{}
	for name := range l {
		sets[name] = l.set(name)
	}
	return sets
})

// quotations gives what stands between quotation marks. The end of a paragraph closes an open quotation; a mark that nothing
// opened is passed over.
func quotations(text string, blocks []nlp.Block) []quotation {
	var out []quotation
	open, block := -1, 0
	add := func(end int, unclosed bool) {
		if open >= 0 && open < end {
			out = append(out, quotation{Span: nlp.Span{Start: open, End: end}, open: unclosed})
		}
		open = -1
	}
	for i := 0; i < len(text); {
		for block < len(blocks) && blocks[block].End <= i {
			add(blocks[block].End, true)
			block++
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		if strings.HasPrefix(text[i:], "''") || strings.HasPrefix(text[i:], "``") {
			c, size = '"', 2 // as some agencies type them
		}
		switch c {
		case '“', '„', '«':
			if open < 0 {
				open = i + size
			}
		case '”', '»':
			add(i, false)
		case '"':
			if open >= 0 {
				add(i, false)
			} else {
				open = i + size
			}
		}
		i += size
	}
	add(len(text), true)
	return out
}

// quote notes for each token the quotation that it stands in.
func (s *sentence) quote(quotes []quotation) {
	s.quoteAt = make([]int, len(s.Tokens))
	s.quoted = make([]bool, len(s.Tokens))
	q := 0
	for i, t := range s.Tokens {
		for q < len(quotes) && quotes[q].End <= t.Start {
			q++
		}
		s.quoteAt[i] = -1
		if q < len(quotes) && t.Start >= quotes[q].Start && t.End <= quotes[q].End {
			s.quoteAt[i], s.quoted[i] = q, true
		}
	}
}

// posts makes the words of a post a quotation of its author, where the text names one: "... — Ana Lee (@analee) March 7". Other posts
// stay aside, for nobody knows whose words they are.
func (r *reader) posts() {
	var found []quotation
	for _, s := range r.sentences {
		if !r.embedded(s) {
			continue
		}
		for i := 1; i+1 < len(s.Tokens); i++ {
			if s.words[i] != "(" || !strings.HasPrefix(s.words[i+1], "@") || s.nameAt[i-1] < 0 {
				continue
			}
			author := r.ends(s, i-1, asSpeaker)
			if len(author) != 1 || author[0].entity < 0 || author[0].kind == schema.Place {
				continue
			}
			sign := s.names[s.nameAt[i-1]].first
			block := s.Block
			if r.blocks[block].Start >= s.Start && sign <= 1 && block > 0 && r.blocks[block-1].Kind == nlp.Embed {
				block-- // the signature has a line of its own
			}
			post := quotation{Span: nlp.Span{Start: r.blocks[block].Start, End: s.Tokens[sign].Start}, told: true, speakers: author, why: "post"}
			if post.Start < post.End {
				found = append(found, post)
			}
			break
		}
	}
	for _, p := range found {
		r.quotes = slices.DeleteFunc(r.quotes, func(q quotation) bool { return q.Start < p.End && p.Start < q.End })
		r.quotes = append(r.quotes, p)
	}
	if len(found) == 0 {
		return
	}
	slices.SortFunc(r.quotes, func(a, b quotation) int { return a.Start - b.Start })
	for _, s := range r.sentences {
		s.quote(r.quotes)
		for _, q := range s.quoteAt {
			if q >= 0 && r.quotes[q].why == "post" {
				s.aside = false
			}
		}
	}
}

// embedded reports whether a sentence stands in a post of another author.
func (r *reader) embedded(s *sentence) bool {
	return s.Block < len(r.blocks) && r.blocks[s.Block].Kind == nlp.Embed
}

// saysSomething reports whether a verb stands in a quotation.
func (r *reader) saysSomething(q int) bool {
	for _, s := range r.sentences {
		for i := range s.Tokens {
			if s.quoteAt[i] == q && (isVerb(s.tag(i)) || s.upos(i) == "AUX") {
				return true
			}
		}
	}
	return false
}

// sayer is a verb of saying outside of quotations.
type sayer struct {
	verb     int // token
	speakers []end
}

// hear gives every quotation its speaker, in text order.
func (r *reader) hear() {
	r.posts()
	first := make([]int, len(r.quotes)) // sentences that a quotation begins and ends in
	last := make([]int, len(r.quotes))
	for q := range r.quotes {
		first[q], last[q] = -1, -1
	}
	sayers := make([][]sayer, len(r.sentences))
	for _, s := range r.sentences {
		sayers[s.index] = r.sayers(s)
		for _, q := range s.quoteAt {
			if q < 0 {
				continue
			}
			if first[q] < 0 {
				first[q] = s.index
			}
			last[q] = s.index
		}
	}
	for q := range r.quotes {
		if first[q] < 0 || r.quotes[q].told {
			continue
		}
		w := &r.quotes[q]
		w.sentence = first[q]
		a, b := r.sentences[first[q]], r.sentences[last[q]]
		set := func(y *sayer, sentence int, why string) {
			w.speakers, w.told, w.sentence, w.why = y.speakers, true, sentence, why
		}
		if e, ok := r.label(a, q); ok {
			w.speakers, w.told, w.why = e, true, "label"
			continue
		}
		if y := r.sayerOf(q, a, b, sayers); y != nil {
			at := b.index
			if len(sayers[b.index]) == 0 {
				at = a.index
			}
			set(y, at, "sentence")
			continue
		}
		// the sentence right behind: "'Why now?' he asked." cut in two
		if n := b.index + 1; n < len(r.sentences) && r.sentences[n].Block == b.Block && r.endsWith(b, q) {
			if y := r.behind(r.sentences[n], -1, sayers[n]); y != nil && r.bare(r.sentences[n], y.verb) {
				set(y, n, "behind")
				continue
			}
		}
		if q > 0 && r.goesOn(q, first, last, sayers) {
			p := &r.quotes[q-1]
			w.speakers, w.told, w.sentence, w.why = p.speakers, p.told, p.sentence, "goes on"
			continue
		}
		if y, at := r.lead(a, q, sayers); y != nil {
			set(y, at, "lead")
		}
	}
}

// sayers finds the verbs of saying of a sentence that stand outside of quotations and have a subject there.
func (r *reader) sayers(s *sentence) []sayer {
	if s.aside {
		return nil
	}
	var out []sayer
	for v := range s.Tokens {
		if s.quoteAt[v] >= 0 || !isVerb(s.tag(v)) || s.tag(v) == "VB" && !s.has(v, "aux") || !speechWords()["quoting"][s.lemma(v)] && !s.inForms("say", v) {
			continue
		}
		if s.infinitive(v) && s.rel(v) != "advcl" {
			continue
		}
		heads := s.tellers(v)
		if len(heads) == 0 || s.quoteAt[heads[0]] >= 0 {
			continue
		}
		y := sayer{v, r.speakersOf(s, v)}
		out = append(out, y)
		said := voice{s, heads[0], end{entity: -1}}
		if len(y.speakers) > 0 {
			said.by = y.speakers[0]
		}
		r.voices = append(r.voices, said)
		if said.by.entity < 0 {
			continue
		}
		for _, o := range s.own(v, "obl") {
			if l := s.lemma(o); speechWords()["statements"][l] && (s.preposition(o) == "in" || s.preposition(o) == "according to") {
				r.issued = append(r.issued, issued{s.index, l, y.speakers[0]})
			}
		}
	}
	return out
}

// tellers gives the head of the phrase that says who does a verb of saying: by the tree, else the name or pronoun beside it, which a
// parser that met a quotation may have hung elsewhere. Of two subjects that are not joined the name is meant, else the nearer one
// ("his spokesman Jason Miller added"), of joined ones the first.
func (s *sentence) tellers(v int) []int {
	all, _ := s.doers(v)
	if g := s.head(v); s.relative(v) && s.nameAt[g] >= 0 && !s.names[s.nameAt[g]].person() && s.rel(g) == "nmod" && isNoun(s.tag(s.head(g))) && slices.Equal(all, []int{g}) && s.who(v) {
		return []int{s.head(g)} // "Democrats on Capitol Hill, who argued"
	}
	var heads []int
	for _, h := range all {
		if h != v && s.quoteAt[h] == s.quoteAt[v] {
			heads = append(heads, h)
		}
	}
	if len(heads) > 1 {
		best := -1
		for _, h := range heads {
			if s.head(h) != v || s.rel(h) != "nsubj" {
				continue
			}
			if named := s.nameAt[h] >= 0; best < 0 || named && s.nameAt[best] < 0 || named == (s.nameAt[best] >= 0) && max(v-h, h-v) < max(v-best, best-v) {
				best = h
			}
		}
		if best >= 0 {
			return []int{best}
		}
		return heads[:1]
	}
	if len(heads) > 0 {
		return heads
	}
	if s.tag(v) != "VBD" && s.tag(v) != "VBZ" && (s.tag(v) != "VBN" || len(s.own(v, "aux")) > 0) {
		return nil
	}
	for _, h := range []int{s.nameBeside(v), s.nameAcross(v), s.phraseBefore(v), s.phraseBehind(v)} {
		if h >= 0 && s.quoteAt[h] == s.quoteAt[v] && len(s.own(h, "case")) == 0 && s.timeAt[h] < 0 {
			return []int{h}
		}
	}
	return nil
}

// who reports whether the subject of a relative clause is "who".
func (s *sentence) who(v int) bool {
	for _, x := range s.own(v, "nsubj") {
		if s.words[x] == "who" {
			return true
		}
	}
	return false
}

// nameBeside gives the head of the name right before a verb, or the pronoun there, else -1.
func (s *sentence) nameBeside(v int) int {
	i := v - 1
	if i < 0 || s.nameAt[i] < 0 {
		if s.tag(i) == "PRP" {
			return i
		}
		return -1
	}
	return s.headOf(s.names[s.nameAt[i]])
}

// nameAcross gives the head of a person's name that stands before a verb with something between commas, "X, a spokesman for Y, added",
// else -1.
func (s *sentence) nameAcross(v int) int {
	if s.word(v-1) != "," {
		return -1
	}
	for i := v - 2; i > 0 && !s.isPredicate(i) && s.quoteAt[i] == s.quoteAt[v]; i-- {
		if s.words[i] != "," {
			continue
		}
		if k := s.nameAt[i-1]; k >= 0 && s.names[k].person() {
			return s.headOf(s.names[k])
		}
		return -1
	}
	return -1
}

// headOf gives the token of a name by which it hangs on what is around it, the last where there are several.
func (s *sentence) headOf(n name) int {
	h := n.first
	for j := n.first; j < n.last; j++ {
		if s.head(j) < n.first || s.head(j) >= n.last {
			h = j
		}
	}
	return h
}

// phraseBefore gives the head of the phrase between the last mark before a verb and the verb, -1 where it is no noun, name or "he".
func (s *sentence) phraseBefore(v int) int {
	first := v
	for first > 0 && s.upos(first-1) != "PUNCT" && s.upos(first-1) != "CCONJ" {
		first--
	}
	h := v - 1
	if h < first {
		return -1
	}
	for n := 0; s.head(h) >= first && s.head(h) < v && n < deepest; n++ {
		h = s.head(h)
	}
	for i := first; i < h; i++ {
		if s.isPredicate(i) {
			return -1
		}
	}
	if !isNoun(s.tag(h)) && s.tag(h) != "PRP" {
		return -1
	}
	return h
}

// phraseBehind gives the last token of the name right behind a verb, or the pronoun there, else -1.
func (s *sentence) phraseBehind(v int) int {
	i := v + 1
	if i >= len(s.Tokens) || s.nameAt[i] < 0 && s.tag(i) != "PRP" {
		return -1
	}
	if k := s.nameAt[i]; k >= 0 && !s.names[k].person() && s.names[k].class != classBody && s.names[k].class != classCountry {
		return -1
	}
	return s.nameEnd(i)
}

// nameEnd gives the last token of the name at token i, or i.
func (s *sentence) nameEnd(i int) int {
	if k := s.nameAt[i]; k >= 0 {
		return s.names[k].last - 1
	}
	return i
}

// sayerOf finds who speaks a quotation that begins in sentence a and ends in b, among the sayers of these two.
func (r *reader) sayerOf(q int, a, b *sentence, sayers [][]sayer) *sayer {
	behind := r.behind(b, q, sayers[b.index])
	before := r.before(a, q, sayers[a.index])
	mark, lastMark := r.marks(q)
	switch {
	case before != nil && mark == ':':
		return before
	case behind != nil && strings.ContainsRune(",?!-–—", lastMark):
		return behind
	case before != nil && mark == ',':
		return before
	case before != nil:
		return before
	}
	return behind
}

// marks gives the last mark or letter before a quotation's opening mark, and the last one in it or right behind it.
func (r *reader) marks(q int) (before, last rune) {
	w := r.quotes[q]
	head := strings.TrimRightFunc(r.text[:w.Start], func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("\"“„«'`", c) })
	before, _ = utf8.DecodeLastRuneInString(head)
	body := strings.TrimRightFunc(r.text[w.Start:w.End], func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("'’‘", c) })
	last, _ = utf8.DecodeLastRuneInString(body)
	tail := strings.TrimLeft(r.text[w.End:], "\"”»'’ ")
	if strings.HasPrefix(tail, ",") || strings.HasPrefix(tail, "—") || strings.HasPrefix(tail, "-") {
		last = ','
	}
	return before, last
}

// behind finds the sayer that follows a quotation in its sentence: '" said X', '" X, the minister of Y, told reporters'. With q -1 it
// is the one that the sentence begins with.
func (r *reader) behind(s *sentence, q int, all []sayer) *sayer {
	from := 0
	for i := range s.Tokens {
		if q >= 0 && s.quoteAt[i] == q {
			from = i + 1
		}
	}
	for from < len(s.Tokens) && s.upos(from) == "PUNCT" {
		from++
	}
	if from >= len(s.Tokens) || s.upos(from) == "CCONJ" || s.upos(from) == "SCONJ" || strings.HasPrefix(s.tag(from), "W") {
		return nil
	}
	for k := range all {
		y := &all[k]
		if y.verb < from {
			continue
		}
		for i := from; i < y.verb; i++ {
			if s.quoteAt[i] >= 0 || s.words[i] == ";" || s.words[i] == ":" {
				return nil
			}
			if s.isPredicate(i) && s.rel(i) != "acl" && s.rel(i) != "amod" && !(s.rel(i) == "appos") {
				return nil
			}
		}
		return y
	}
	return nil
}

// before finds the sayer that leads to a quotation in its sentence: 'X said: "', 'said X, "', 'X said that it was "'.
func (r *reader) before(s *sentence, q int, all []sayer) *sayer {
	start := len(s.Tokens)
	for i := range s.Tokens {
		if s.quoteAt[i] == q {
			start = i
			break
		}
	}
	for k := len(all) - 1; k >= 0; k-- {
		if all[k].verb < start {
			return &all[k]
		}
	}
	return nil
}

// bare reports whether a verb of saying has no words of its own to tell: "he asked."
func (r *reader) bare(s *sentence, v int) bool {
	for i := v + 1; i < len(s.Tokens); i++ {
		if s.quoteAt[i] >= 0 || s.words[i] == ":" {
			return false
		}
	}
	return len(s.own(v, "ccomp", "xcomp", "obj", "parataxis")) == 0
}

// endsWith reports whether a quotation ends its sentence.
func (r *reader) endsWith(s *sentence, q int) bool {
	for i := len(s.Tokens) - 1; i >= 0; i-- {
		if s.upos(i) != "PUNCT" {
			return s.quoteAt[i] == q
		}
	}
	return false
}

// label gives the speaker whose name and colon stand at the start of a quotation or right before it: "PENCE: Well". ok says that
// there is such a label, also where nobody is known by that name.
func (r *reader) label(s *sentence, q int) (speakers []end, ok bool) {
	for i := 1; i < len(s.Tokens) && i < 6; i++ {
		if s.words[i] != ":" {
			if s.upos(i) != "PUNCT" && !startsUpper(r.text[s.Tokens[i].Start:s.Tokens[i].End]) {
				return nil, false
			}
			continue
		}
		if i+1 < len(s.Tokens) && s.quoteAt[i+1] != q && !(i+2 < len(s.Tokens) && s.quoteAt[i+2] == q) {
			return nil, false
		}
		word := r.text[s.Tokens[i-1].Start:s.Tokens[i-1].End]
		if k := s.nameAt[i-1]; k >= 0 && s.names[k].person() {
			return r.ends(s, i-1, asSpeaker), true
		}
		return nil, word == strings.ToUpper(word) && len(word) > 2
	}
	return nil, false
}

// goesOn reports whether a quotation without a speaker of its own goes on with the one before it: that one is left open at its
// paragraph's end; or it stands in the same paragraph, or ends the one before, and nobody else has spoken since.
func (r *reader) goesOn(q int, first, last []int, sayers [][]sayer) bool {
	p := q - 1
	if first[p] < 0 || !r.quotes[p].told {
		return false
	}
	a, b := r.sentences[first[q]], r.sentences[last[p]]
	if !r.opens(a, q) {
		return false
	}
	if r.quotes[p].open && a.Block == b.Block+1 {
		return true
	}
	if a.Block > b.Block+1 || a.index == b.index {
		return false
	}
	for i := b.index; i < a.index; i++ {
		s := r.sentences[i]
		for _, y := range sayers[i] {
			if i > r.quotes[p].sentence || i == r.quotes[p].sentence && !sameSpeakers(y.speakers, r.quotes[p].speakers) {
				return false
			}
		}
		if a.Block != b.Block && i > b.index && s.Block == b.Block {
			return false // the paragraph before went on to something else
		}
	}
	return true
}

// opens reports whether a sentence begins with a quotation.
func (r *reader) opens(s *sentence, q int) bool {
	for i := range s.Tokens {
		if s.upos(i) != "PUNCT" {
			return s.quoteAt[i] == q
		}
	}
	return false
}

func sameSpeakers(a, b []end) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return a[0].entity == b[0].entity && (a[0].entity >= 0 || a[0].name == b[0].name)
}

// lead gives the sayer of the sentence before a quotation that fills its own: "Y went further: 'X.'", "Y said that Z. 'X.'"
func (r *reader) lead(a *sentence, q int, sayers [][]sayer) (*sayer, int) {
	n := a.index - 1
	if n < 0 || !r.opens(a, q) || r.sentences[n].aside || r.sentences[n].Block < a.Block-1 {
		return nil, 0
	}
	s := r.sentences[n]
	colon := len(s.words) > 0 && s.words[len(s.words)-1] == ":"
	for k := len(sayers[n]) - 1; k >= 0; k-- {
		y := &sayers[n][k]
		if colon || s.mainVerb(y.verb) {
			return y, n
		}
	}
	return nil, 0
}

// mainVerb reports whether a verb heads its sentence, alone or joined to the verb that does.
func (s *sentence) mainVerb(v int) bool {
	for n := 0; n < deepest && s.rel(v) == "conj"; n++ {
		v = s.head(v)
	}
	return s.rel(v) == "root" || s.rel(v) == "parataxis"
}

// voiced adds to the mood of the predicate at token p the speaker of the quotation that it stands in.
func (r *reader) voiced(s *sentence, p int, m mood) mood {
	q := s.quoteAt[p]
	if q < 0 || !r.quotes[q].told {
		return m
	}
	w := &r.quotes[q]
	m.told = true
	if m.stance == "" {
		m.stance = Said
	}
	for _, e := range w.speakers {
		known := false
		for _, o := range m.speakers {
			known = known || o.words.Start == e.words.Start || o.entity >= 0 && o.entity == e.entity
		}
		if !known {
			m.speakers = append(m.speakers[:len(m.speakers):len(m.speakers)], e)
		}
	}
	return m
}

// said notes a speaker.
func (m *mood) said(speakers []end) {
	m.told = true
	if m.stance == "" {
		m.stance = Said
	}
	m.speakers = append(m.speakers, speakers...)
}

// speakersOf gives the speaker of a verb of saying, and behind the speaker who quotes him: "IRNA quoted the minister as saying",
// "IRNA reported, citing the minister".
func (r *reader) speakersOf(s *sentence, g int) []end {
	if h := s.head(g); s.tag(g) == "VBG" && s.rel(g) == "advcl" && s.mark(g) == "as" && speechWords()["citing"][s.lemma(h)] {
		out := r.oneSpeaker(s, s.undergoers(h))
		if len(out) == 0 {
			return nil
		}
		doers, _ := s.doers(h)
		return append(out, r.oneSpeaker(s, doers)...)
	}
	heads := s.tellers(g)
	out := r.oneSpeaker(s, heads)
	if len(out) == 0 && len(heads) == 1 {
		out = r.describer(s, g, heads[0])
	}
	for _, c := range s.own(g, "advcl") {
		if s.tag(c) == "VBG" && s.mark(c) == "" && speechWords()["citing"][s.lemma(c)] {
			if cited := r.oneSpeaker(s, s.own(c, "obj")); len(cited) == 1 && !r.namesNobody(cited[0]) {
				return append(cited, out...)
			}
		}
	}
	return out
}

// describer resolves the "it" of "Peru condemned what it described as": the subject of the clause around.
func (r *reader) describer(s *sentence, g, h int) []end {
	if s.upos(h) != "PRON" || !s.relative(g) || s.words[s.head(g)] != "what" {
		return nil
	}
	subjects, _ := s.doers(s.clauseOf(s.head(s.head(g))))
	if len(subjects) != 1 || s.upos(subjects[0]) == "PRON" {
		return nil
	}
	e := r.ends(s, subjects[0], asSpeaker)
	w := s.words[h]
	if len(e) != 1 || e[0].entity < 0 || e[0].kind == schema.Place || (e[0].kind == schema.Person) != (w == "he" || w == "she") || w == "they" && e[0].kind != schema.Group {
		return nil
	}
	return []end{{entity: e[0].entity, kind: e[0].kind, words: s.wordsOf(h, h+1), head: h}}
}

// oneSpeaker resolves the phrase of a speaker: the agency behind its description ("state news agency SANA"), the one whose statement
// it is ("a Kremlin readout"), else itself.
func (r *reader) oneSpeaker(s *sentence, heads []int) []end {
	if len(heads) != 1 {
		return nil
	}
	h := heads[0]
	e := r.ends(s, h, asSpeaker)
	if len(e) == 0 {
		e = r.speaksStill(s, h)
	}
	if s.rel(h) == "appos" && s.nameAt[h] < 0 && len(e) == 1 && e[0].entity >= 0 && e[0].kind != schema.Person {
		e = []end{r.unnamed(s, h)} // "attacked Bolivia, an official in La Paz said": no official is Bolivia
	}
	if len(e) != 1 {
		return nil
	}
	if e[0].entity < 0 {
		if h+1 < len(s.Tokens) && s.head(h+1) == h && (s.rel(h+1) == "flat" || s.rel(h+1) == "appos") && s.nameAt[h+1] >= 0 {
			if n := r.named(s, s.nameEnd(h+1), s.nameAt[h+1], asSpeaker); len(n) == 1 {
				return n
			}
		}
		if issuer := r.issuer(s, h); len(issuer) == 1 {
			return issuer
		}
		if speechWords()["statements"][s.lemma(h)] {
			return nil // of whom nobody says
		}
	}
	if !r.maySpeak(s, e[0]) {
		return nil
	}
	return e
}

// voice is who spoke somewhere, nobody where that is not known.
type voice struct {
	sentence *sentence
	head     int // token
	by       end
}

// speaksStill resolves the "he" of "he said" that refers to nobody certain: whoever spoke last speaks on, where no other person has been
// named since outside of quotations and no pronoun of the other sex means that person.
func (r *reader) speaksStill(s *sentence, h int) []end {
	w := s.words[h]
	if w != "he" && w != "she" && w != "it" || s.quoted[h] {
		return nil
	}
	for i := len(r.voices) - 1; i >= 0; i-- {
		v := r.voices[i]
		if v.sentence.index > s.index || v.sentence == s && v.head >= h || v.by.entity < 0 && v.sentence.upos(v.head) == "PRON" {
			continue
		}
		if s.Block > v.sentence.Block+voiceReach || !r.mayBe(v, w) || w != "it" && r.anotherNamed(v, s, h) {
			return nil
		}
		return []end{{entity: v.by.entity, kind: v.by.kind, name: v.by.name, words: s.wordsOf(h, h+1), head: h}}
	}
	return nil
}

// mayBe reports whether a pronoun may mean a speaker.
func (r *reader) mayBe(v voice, pronoun string) bool {
	switch s := v.sentence; {
	case v.by.entity >= 0 && pronoun == "it":
		return v.by.kind == schema.Organization || v.by.kind == schema.Country
	case v.by.entity >= 0:
		return v.by.kind == schema.Person && !r.otherSex(v.by.entity, pronoun)
	case v.by.name == "" || pronoun == "it" || s.tag(v.head) != "NN":
		return false
	default:
		_, _, office := r.entities.officeEnding(s, v.head+1)
		return office || in("people", s.lemma(v.head))
	}
}

// voiceReach is how many paragraphs later "he said" still means the last speaker.
const voiceReach = 2

// otherSex reports whether the article means an entity by a pronoun of the other sex, or gives a title of it.
func (r *reader) otherSex(entity int, pronoun string) bool {
	others := map[string]string{"he": "she her hers herself ms mrs miss", "she": "he him his himself mr"}
	is := func(w string) bool {
		return slices.Contains(strings.Fields(others[pronoun]), strings.TrimSuffix(strings.ToLower(w), "."))
	}
	for _, ref := range r.references {
		if ref.Kind == nlp.Pronoun && len(ref.Entities) == 1 && r.meant[ref.Entities[0]] == entity && is(r.text[ref.Start:ref.End]) {
			return true
		}
	}
	for _, s := range r.sentences {
		for _, n := range s.names {
			if n.entity == entity && n.first > 0 && is(s.words[n.first-1]) {
				return true
			}
		}
	}
	return false
}

// anotherNamed reports whether another person is named between a voice and token h of sentence s, outside of quotations.
func (r *reader) anotherNamed(v voice, s *sentence, h int) bool {
	for i := v.sentence.index; i <= s.index; i++ {
		t := r.sentences[i]
		for _, n := range t.names {
			behind, before := t != v.sentence || n.first > v.head, t != s || n.first < h
			if behind && before && n.person() && n.entity != v.by.entity && !t.quoted[n.first] {
				return true
			}
		}
	}
	return false
}

// issuer gives whose statement a phrase is: its owner, or, for "the statement", who was last said to speak in one.
func (r *reader) issuer(s *sentence, h int) []end {
	if !speechWords()["statements"][s.lemma(h)] {
		return nil
	}
	known := func(e []end) bool { return len(e) == 1 && e[0].entity >= 0 && e[0].kind != schema.Place }
	for _, p := range s.possessors(h) {
		if e := r.ends(s, p, asSpeaker); known(e) {
			return e
		}
	}
	for i := h - 1; i >= 0 && s.head(i) == h && s.rel(i) == "compound"; i-- {
		if k := s.nameAt[i]; k >= 0 {
			if e := r.named(s, s.nameEnd(i), k, asSpeaker); known(e) {
				return e
			}
			return nil
		}
	}
	for _, c := range s.all(h, "nmod") {
		if p := s.preposition(c); p == "from" || p == "by" {
			if e := r.ends(s, c, asSpeaker); known(e) {
				return e
			}
		}
	}
	for _, c := range s.own(h, "acl") {
		for _, o := range s.own(c, "obl") {
			if p := s.preposition(o); p == "from" || p == "by" {
				if e := r.ends(s, o, asSpeaker); known(e) {
					return e
				}
			}
		}
	}
	if !s.has(h, "det", "the") || len(s.own(h, "nmod", "acl", "amod", "compound")) > 0 {
		return nil
	}
	for i := len(r.issued) - 1; i >= 0; i-- {
		d := r.issued[i]
		if d.sentence < s.index && d.sentence >= s.index-issueReach && d.lemma == s.lemma(h) {
			first, last := s.phrase(h)
			return []end{{entity: d.by.entity, kind: d.by.kind, words: s.wordsOf(first, last), head: h}}
		}
	}
	return nil
}

// issued is a statement that somebody was said to speak in: "said in a statement".
type issued struct {
	sentence int
	lemma    string
	by       end
}

// issueReach is how many sentences later "the statement" still means the last one.
const issueReach = 6

// maySpeak reports whether a described speaker is somebody, or something written or said by somebody: what a parser gives as the
// subject of a verb of saying may be neither.
func (r *reader) maySpeak(s *sentence, e end) bool {
	if e.entity >= 0 {
		return e.kind != schema.Place || r.entities.list[e.entity].Known || in("named places", s.lemma(e.head)) // "the city of X"
	}
	h := e.head
	if s.tag(h) == "NNP" || s.tag(h) == "NNPS" || s.nameAt[h] >= 0 {
		return true // "Democrats", "an Israeli"
	}
	if !isNoun(s.tag(h)) && s.tag(h) != "JJ" && s.tag(h) != "CD" && s.upos(h) != "DET" && s.upos(h) != "PRON" {
		return false
	}
	lemma := s.lemma(h)
	if r.isActor(s, h) || speechWords()["speaking"][lemma] || in("nobody", s.words[h]) {
		return true
	}
	for end := range speechWords()["speaking endings"] {
		if len(lemma) > len(end)+2 && strings.HasSuffix(lemma, end) {
			return true
		}
	}
	return false
}

// speakersOfNoun gives whose words a noun of speech is: its owner's, whom it is by or from, of whoever makes or repeats it.
func (r *reader) speakersOfNoun(s *sentence, n int) []end {
	heads := s.possessors(n)
	for _, at := range []string{"by", "from"} {
		if len(heads) == 0 {
			heads = s.prepositional(n, at)
		}
	}
	if g := s.head(n); len(heads) == 0 && s.rel(n) == "obj" && speechWords()["uttering"][s.lemma(g)] {
		heads, _ = s.surface(g)
	}
	return r.allEnds(s, heads, asSpeaker)
}

// sources resolves the phrase behind "according to": its head, or the speaker whose statement it is.
func (r *reader) sources(s *sentence, h int) []end {
	e := r.ends(s, h, asSpeaker)
	if issuer := r.issuer(s, h); len(issuer) == 1 {
		return issuer
	}
	if len(e) == 1 && e[0].entity >= 0 {
		return e
	}
	for _, p := range s.possessors(h) {
		if e := r.ends(s, p, asSpeaker); len(e) == 1 {
			return e
		}
	}
	for _, c := range s.all(h, "nmod") {
		switch s.preposition(c) {
		case "from", "by", "of":
			if e := r.ends(s, c, asSpeaker); len(e) == 1 && e[0].entity >= 0 {
				return e
			}
		}
	}
	for _, c := range s.own(h, "acl") {
		for _, o := range s.own(c, "obl") {
			if p := s.preposition(o); p == "by" || p == "from" {
				if e := r.ends(s, o, asSpeaker); len(e) == 1 {
					return e
				}
			}
		}
	}
	if len(e) == 1 && !speechWords()["statements"][s.lemma(h)] {
		return e
	}
	return nil
}

// contentOf gives the verb of saying whose content a clause is that a parser hung on the noun between: "said in a statement that Y did
// Z". A verb of saying that has no other content must have this one.
func (s *sentence) contentOf(p int) int {
	n := s.head(p)
	if n < 0 || s.mark(p) != "that" && s.word(n+1) != "that" {
		return -1
	}
	for s.rel(n) == "nmod" && s.head(n) < n {
		n = s.head(n) // "said in an interview with X that"
	}
	if s.rel(n) != "obl" && s.rel(n) != "iobj" {
		return -1
	}
	g := s.head(n)
	if !s.inForms("say", g) || n < g || len(s.own(g, "ccomp", "obj", "parataxis")) > 0 || s.rel(g) == "parataxis" || g > 0 && s.quoteAt[g-1] >= 0 {
		return -1
	}
	for _, x := range s.own(p, "nsubj") {
		if s.words[x] != "that" {
			return g
		}
	}
	return -1
}

// reportBehind reports whether a clause stands before the verb that tells it, hung on it as if it told when: "X attacked Y, state
// television reported".
func (s *sentence) reportBehind(p, g int) bool {
	return p < g && s.mark(p) == "" && s.inForms("say", g) && len(s.own(p, "nsubj")) > 0 && (s.tag(p) == "VBD" || s.tag(p) == "VBZ" || s.has(p, "aux") || s.has(p, "cop")) &&
		len(s.own(g, "ccomp", "obj")) == 0 && len(s.own(g, "nsubj")) > 0
}

// put reports whether an "as" clause says whose words the clause around it is: "as X said", "as X put it".
func (s *sentence) put(v int) bool {
	if s.mark(v) != "as" || len(s.own(v, "nsubj")) == 0 || len(s.own(v, "ccomp", "xcomp")) > 0 {
		return false
	}
	objects := s.own(v, "obj")
	if len(objects) == 0 {
		return s.inForms("say", v)
	}
	return len(objects) == 1 && s.words[objects[0]] == "it" && speechWords()["putting"][s.lemma(v)]
}

// speaksOn gives the verb of saying with which a verb without a subject may be joined, where the parser joins it to a verb of what is
// said. sure says that its tense can only be that of the speaker's verb; without, either may be meant. -1 where it is a part of what
// is said: in the treebanks that is so of every deed in the tense of the deed before it.
func (s *sentence) speaksOn(i int) (g int, sure bool) {
	t := s.tag(i)
	if t != "VBD" && t != "VBZ" || s.rel(i) != "conj" || len(s.hung(i, "nsubj", "csubj", "expl", "aux", "mark", "cop")) > 0 {
		return -1, false
	}
	v := s.head(i)
	g = s.head(v)
	if g < 0 || g > v || v > i || s.rel(v) != "ccomp" || s.tag(g) != t || !in("say", s.lemma(g)) || len(s.hung(v, "nsubj")) == 0 {
		return -1, false
	}
	finite := v
	for _, a := range s.hung(v, "aux", "cop") {
		finite = min(finite, a)
	}
	f := s.tag(finite)
	sameTense := f == t || t == "VBD" && s.lemma(finite) == "have"
	switch voices := s.inForms("say", i) || s.inForms("voicing", i); {
	case voices && !sameTense:
		return g, true
	case sameTense && (!voices || s.tag(s.hung(v, "nsubj")[0]) == "PRP"): // "said it had": mostly the speaker himself
		return -1, false
	}
	return g, false
}

// hung gives the dependents of token i with one of some relations (without subtypes), before the tree is grown.
func (s *sentence) hung(i int, rels ...string) []int {
	var out []int
	for k := range s.Tokens {
		if s.head(k) == i && slices.Contains(rels, s.rel(k)) {
			out = append(out, k)
		}
	}
	return out
}

// inAttribution reports whether token i stands in a phrase that says who tells of its clause: "according to X".
func (s *sentence) inAttribution(i int) bool {
	for ; i >= 0 && !s.opensClause(i); i = s.head(i) {
		if at := s.preposition(i); at == "according to" || at == "according" || s.words[i] == "words" && at == "in" {
			return true
		}
	}
	return false
}

// tells reports whether a verb of saying only says whose words the clause around it is: "X attacked Y, Z said".
func (s *sentence) tells(v int) bool {
	return s.inForms("say", v) && len(s.own(v, "ccomp")) == 0 && len(s.own(v, "nsubj")) > 0
}

// inWordsAt gives whose words a phrase says that a clause is: "in the words of X".
func (r *reader) inWordsAt(s *sentence, h int) []end {
	if s.words[h] != "words" || s.preposition(h) != "in" {
		return nil
	}
	heads := s.possessors(h)
	for _, c := range s.own(h, "nmod") {
		if s.preposition(c) == "of" {
			heads = append(heads, c)
		}
	}
	return r.oneSpeaker(s, heads)
}
