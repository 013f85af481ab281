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
