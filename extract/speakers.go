package extract

import (
	"slices"
	"strings"

	"newsgraph/nlp"
	"newsgraph/schema"
)

// Who speaks: the subject of a verb of saying, whoever "according to" names, whose statement it is, a pronoun for the last speaker.

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
