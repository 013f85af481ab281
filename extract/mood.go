package extract

import (
	"strings"

	"newsgraph/schema"
)

// mood is how a clause stands to what it tells: whether it says that it happened, and in whose words.
type mood struct {
	negated  bool
	refused  bool // negated by the will of its subject
	modality string
	stance   string
	speakers []end // innermost first; entity -1 where only described
	told     bool  // some speaker or hearsay is stated, even where nobody is named
	asked    int   // token of the verb that asks for it or accuses of it, else -1
	silent   bool  // nothing certain can be said
}

func plain() mood { return mood{modality: Actual, asked: -1} }

// weaken lowers the modality, never raises it.
func (m *mood) weaken(to string) {
	rank := func(x string) int {
		switch x {
		case Actual:
			return 0
		case Planned:
			return 1
		case Possible:
			return 2
		}
		return 3
	}
	if rank(to) > rank(m.modality) {
		m.modality = to
	}
}

// under puts the mood of a clause under that of the clause around it, of which only what holds for all of it counts.
func (m mood) under(outer mood) mood {
	if outer.modality != Actual || outer.negated {
		m.weaken(Possible)
	}
	return m.inWordsOf(outer)
}

// inWordsOf adds who tells the clause around.
func (m mood) inWordsOf(outer mood) mood {
	if m.stance == "" {
		m.stance = outer.stance
	}
	m.speakers = append(m.speakers[:len(m.speakers):len(m.speakers)], outer.speakers...)
	m.told = m.told || outer.told
	m.silent = m.silent || outer.silent
	return m
}

// presupposed adds who tells the clause around, for something that stands whatever that clause denies, plans or asks for: "denied
// that the raid, which killed X, was theirs".
func (m mood) presupposed(outer mood) mood {
	if outer.told && (outer.stance == Said || outer.stance == Reported) {
		return m.inWordsOf(mood{stance: outer.stance, speakers: outer.speakers, told: outer.told, silent: outer.silent})
	}
	return m
}

// through adds the mood of the predicate that ties an act to who did it: an act that was, done perhaps by another.
func (m mood) through(v mood) mood {
	if v.negated || v.modality != Actual {
		m.weaken(Possible)
	}
	if v.stance != "" && v.stance != Said && v.stance != Reported {
		m.stance = v.stance
	}
	m.silent = m.silent || v.silent
	if len(m.speakers) > 0 {
		v.speakers = nil // the same who tell of the act
	}
	return m.inWordsOf(v)
}

// join takes over all of the mood of a verb that carries a noun: "will hold talks", "did not launch an attack".
func (m mood) join(v mood) mood {
	m.negated = m.negated != v.negated
	m.refused = m.refused || v.refused
	m.weaken(v.modality)
	if m.asked < 0 {
		m.asked = v.asked
	}
	return m.inWordsOf(v)
}

// moodOf gives the mood of the predicate at token p; depth 0 asks for all of it, with the speaker of a quotation around.
func (r *reader) moodOf(s *sentence, p, depth int) mood {
	if depth == 0 {
		return r.voiced(s, p, r.moodOf(s, p, 1))
	}
	r.trace.enter(p)
	m := r.moodUnder(s, p, depth)
	r.trace.leave(&m)
	return m
}

// moodUnder gives the mood of a predicate under the clauses around it.
func (r *reader) moodUnder(s *sentence, p, depth int) mood {
	m := r.ownMood(s, p)
	if depth > deepest {
		m.silent = true
		return m
	}
	g := s.head(p)
	if v := s.head(g); g >= 0 && strings.HasSuffix(s.Tokens[p].Rel, ":relcl") && s.tag(g) == "WRB" && s.inForms("say", v) {
		return r.told(s, p, v, m, depth) // "explained why he backs X", taken for a relative clause
	}
	switch s.rel(p) {
	case "root":
		if s.infinitive(p) || s.tag(p) == "VB" && s.has(p, "mark", "to") {
			m.weaken(Planned) // "Xi to visit Kenya"
		}
		return m
	case "conj":
		if !s.isPredicate(g) {
			return m.under(r.moodOfNoun(s, g, depth+1))
		}
		return r.conjoined(s, p, g, m, depth)
	case "ccomp":
		return r.told(s, p, g, m, depth)
	case "xcomp":
		return r.complement(s, p, g, m, depth)
	case "advcl":
		if s.put(p) || s.words[p] == "according" {
			return m // who tells of the clause around stands outside of what is told
		}
		if t, ok := s.tieOf(p); ok {
			return r.moodOfTied(s, t, m, depth)
		}
		return r.adverbial(s, p, g, m, depth)
	case "acl":
		if t, ok := s.tieOf(p); ok {
			return r.moodOfTied(s, t, m, depth)
		}
		if v := s.contentOf(p); v >= 0 {
			return r.told(s, p, v, m, depth)
		}
		if s.relative(p) && !s.isContent(p, g) {
			return m.presupposed(r.around(s, g, depth))
		}
		return r.ofNoun(s, p, g, m, depth)
	case "parataxis":
		if s.inForms("say", g) && g < p && !s.inForms("say", p) {
			return r.told(s, p, g, m, depth)
		}
		if s.tells(p) {
			return m // who tells of the clause around stands outside of what is told
		}
		return m.presupposed(r.moodOf(s, s.clauseOf(g), depth+1))
	case "csubj":
		m.weaken(Possible)
		return m.under(r.moodOf(s, g, depth+1))
	}
	if g < 0 {
		return m
	}
	return m.presupposed(r.around(s, g, depth))
}

// around gives the mood of the clause that token i stands in. What stands in the words that say who tells it, is not told: "according to
// Y, who met Z".
func (r *reader) around(s *sentence, i, depth int) mood {
	if i < 0 || s.inAttribution(i) {
		return plain()
	}
	c := s.clauseOf(i)
	if s.quoteAt[c] >= 0 && s.quoteAt[c] != s.quoteAt[i] {
		return plain() // only a wrong tree hangs what is outside of a quotation into it
	}
	return r.moodOf(s, c, depth+1)
}

// beside gives the mood of what a phrase with head n tells beside the point of its clause, an office or a tie: it stands whatever the
// clause denies or plans, and is told by whoever is named as telling of that clause or speaks the quotation around.
func (r *reader) beside(s *sentence, n int) mood {
	m := r.voiced(s, n, plain().presupposed(r.around(s, n, 0)))
	for _, e := range m.speakers {
		if e.entity >= 0 || e.name != "" && !r.namesNobody(e) {
			return m
		}
	}
	return r.voiced(s, n, plain())
}

// ownMood reads what stands in the clause of a predicate itself: negation, modals, adverbs, who tells it.
func (r *reader) ownMood(s *sentence, p int) mood {
	m := plain()
	for _, e := range s.down[p] {
		if !e.own {
			continue
		}
		w := s.words[e.to]
		switch base(e.rel) {
		case "advmod":
			r.adverb(&m, w)
			if in("negations", w) {
				m.negated = !m.negated
			}
			if w == "ever" || w == "yet" && s.infinitive(p) {
				m.weaken(Possible)
			}
			for _, d := range s.own(e.to, "advmod") {
				if in("negations", s.words[d]) && w != "only" && w != "just" && w != "merely" {
					m.negated = !m.negated // "not yet"
				}
			}
		case "aux":
			switch s.lemma(e.to) {
			case "will", "shall", "'ll", "’ll", "wo":
				m.weaken(Planned)
			case "would", "'d", "’d", "could", "may", "might", "can", "ca", "should", "must", "ought":
				if w != "'d" && w != "’d" || s.tag(e.to) == "MD" {
					m.weaken(Possible)
				}
			}
			if in("negations", w) {
				m.negated = !m.negated
			}
		case "nsubj", "obj", "iobj":
			if s.negates(e.to) {
				m.negated = true
			}
		case "cc":
			if w == "neither" || w == "nor" {
				m.negated = true
			}
		case "obl":
			if s.negates(e.to) {
				m.negated = true
			}
			if s.attributes(e.to) {
				m.said(r.sources(s, e.to))
			} else if e := r.inWordsAt(s, e.to); len(e) > 0 {
				m.said(e)
			}
		case "conj":
			// "X thanked Y and briefed Z, according to W": at the end of the sentence it tells of all that is joined
			if s.isPredicate(e.to) && len(s.own(e.to, "nsubj")) == 0 {
				for _, o := range s.own(e.to, "obl") {
					if s.attributes(o) && s.endsSentence(o) {
						m.said(r.sources(s, o))
					}
				}
			}
		case "parataxis":
			// "X attacked Y, Z said"
			if s.inForms("say", e.to) && len(s.own(e.to, "ccomp")) == 0 && s.subjectNear(e.to) {
				outer := r.ownMood(s, e.to)
				m.said(r.speakersOf(s, e.to))
				if outer.negated || outer.modality != Actual {
					m.weaken(Possible)
				}
			}
		case "advcl":
			// "according to" as a participle, "as X said"
			if s.words[e.to] == "according" {
				for _, o := range s.own(e.to, "obl") {
					m.said(r.sources(s, o))
				}
			} else if s.put(e.to) {
				m.said(r.speakersOf(s, e.to))
			}
		}
		r.trace.heard(p, e.to, &m)
	}
	if s.question() {
		m.weaken(Possible)
	}
	if s.infinitive(p) && s.has(p, "cop") {
		m.weaken(Planned) // "is to visit"
	}
	if s.tag(p) == "VB" && s.rel(p) == "root" && len(s.own(p, "aux", "nsubj", "mark")) == 0 {
		m.weaken(Requested) // an imperative
	}
	if s.scheduled(p) {
		m.weaken(Planned)
	}
	r.trace.heard(p, p, &m)
	return m
}

// attributes reports whether the preposition of token i says who tells: "according to X", "as per X".
func (s *sentence) attributes(i int) bool {
	switch s.preposition(i) {
	case "according to", "according", "as per":
		return true
	}
	return false
}

// endsSentence reports whether nothing stands behind the phrase of noun i but the full stop, and a comma before it.
func (s *sentence) endsSentence(i int) bool {
	first := i
	for j := i - 1; j >= 0; j-- {
		if s.head(j) == i && s.rel(j) == "case" {
			first = j
		}
	}
	for j := i + 1; j < len(s.Tokens); j++ {
		if s.rel(j) != "punct" && !s.under(j, i) {
			return false
		}
	}
	return s.word(first-1) == ","
}

// negates reports whether a phrase says that nobody is meant: "no country", "nobody", "neither of them".
func (s *sentence) negates(h int) bool {
	switch s.words[h] {
	case "nobody", "none", "nothing", "neither":
		return true
	}
	return s.has(h, "det", "no", "neither") || s.has(h, "cc:preconj", "neither") || s.has(h, "cc", "neither")
}

// adverb reads "reportedly", "allegedly", "possibly".
func (r *reader) adverb(m *mood, w string) {
	switch {
	case in("reported adverbs", w):
		m.told = true
		if m.stance == "" {
			m.stance = Reported
		}
	case in("alleged adverbs", w):
		m.told = true
		m.stance = Accused
	case in("possible adverbs", w):
		m.weaken(Possible)
	}
}

// question reports whether the sentence asks.
func (s *sentence) question() bool {
	for i := len(s.words) - 1; i >= 0 && i >= len(s.words)-3; i-- {
		if s.words[i] == "?" {
			return true
		}
	}
	return false
}

// scheduled reports whether a verb in the present stands with a day of the week or one to come: "meets Xi on Monday" may
// tell of next Monday.
func (s *sentence) scheduled(p int) bool {
	progressive := false
	for _, a := range s.own(p, "aux") {
		switch {
		case s.lemma(a) == "be" && s.tag(p) == "VBG" && s.tag(a) != "VBD":
			progressive = true
		default:
			return false
		}
	}
	if !progressive && s.tag(p) != "VBZ" && s.tag(p) != "VBP" || in("past like present", s.words[p]) {
		return false
	}
	for i, m := range s.moments {
		if s.clauseOf(s.momentHead(i)) == p && (m.unit == unitWeekday || m.next || m.rel && m.offset > 0) {
			return true
		}
	}
	return false
}

// subjectNear reports whether a verb of saying has a subject beside it.
func (s *sentence) subjectNear(v int) bool { return len(s.own(v, "nsubj")) > 0 }

// conjoined gives a clause behind "and" what holds for the clause before it: who tells it, the condition around it, and, where it
// has no subject and auxiliary of its own, the auxiliary and its negation.
func (r *reader) conjoined(s *sentence, p, g int, m mood, depth int) mood {
	outer := r.moodOf(s, g, depth+1)
	or := s.has(p, "cc", "or", "nor")
	bare := len(s.own(p, "aux", "nsubj", "mark")) == 0
	first := r.ownMood(s, g)
	switch {
	case bare && s.sameForm(p, g):
		// "will meet X and visit Y", "refused to meet X or visit Y"
		m.negated = m.negated || outer.negated && (or || s.tag(p) == "VB" || s.rel(g) == "xcomp")
		m.refused = m.refused || outer.refused
		m.weaken(outer.modality)
		if m.asked < 0 {
			m.asked = outer.asked
		}
	case first.modality == outer.modality && first.negated == outer.negated:
		// what the clause before it says of itself alone
		if or {
			m.weaken(Possible)
		}
		if outer.stance == Denied || outer.stance == Promised || outer.stance == Asked {
			m.weaken(Possible)
		}
	default:
		// a condition, a promise around both
		if outer.modality != Actual {
			m.weaken(outer.modality)
		}
		m.negated = m.negated != outer.negated && outer.stance == Denied
	}
	if or {
		m.weaken(Possible)
		if m.negated {
			m.modality = outer.modality
		}
	}
	return m.inWordsOf(outer)
}

// sameForm reports whether two verbs may share an auxiliary.
func (s *sentence) sameForm(p, g int) bool {
	t, u := s.tag(p), s.tag(g)
	return t == u && t != "VBD" && t != "VBZ" && t != "VBP" || t == "VBN" && u == "VBD" || t == "VBD" && u == "VBN" && s.passive(g)
}

// told puts a clause under the verb, noun or adjective whose content it is.
func (r *reader) told(s *sentence, p, g int, m mood, depth int) mood {
	outer := r.moodOf(s, g, depth+1)
	if s.backshifted(p, g) {
		m.modality = Planned
	}
	said := mood{modality: Actual, asked: -1, told: true}
	switch mark := s.mark(p); {
	case in("conditions", mark):
		m.weaken(Possible)
		return m.inWordsOf(outer)
	case !isVerb(s.tag(g)) && s.upos(g) != "VERB":
		if !s.inForms("facts", g) {
			m.weaken(Possible)
		}
		return m.under(outer)
	}
	if outer.modality != Requested { // who is asked to say it has not said it
		said.speakers = r.speakersOf(s, g)
	}
	switch {
	case s.inForms("deny", g):
		if outer.negated || m.negated {
			m.silent = true
		}
		m.negated = true
		m.stance = Denied
	case s.inForms("promise", g):
		m.weaken(Planned)
		m.stance = Promised
	case s.inForms("warn", g):
		m.weaken(Possible)
		m.stance = Warned
	case s.inForms("demand", g) && (s.tag(p) == "VB" || !s.inForms("say", g)):
		m.modality = Requested
		m.stance = Asked
		m.asked = g
	case s.lemma(g) == "accuse" || s.lemma(g) == "allege":
		m.stance = Accused
	case s.inForms("say", g):
		if s.passive(g) && len(said.speakers) == 0 {
			if m.stance == "" {
				m.stance = Reported
			}
		} else if m.stance == "" {
			m.stance = Said
		}
	case s.inForms("think", g):
		m.weaken(Possible)
	case s.inForms("finding", g) && len(said.speakers) > 0 && said.speakers[0].kind != schema.Person:
		if m.stance == "" {
			m.stance = Said // "the report found that"; whatever somebody found out is told by the article
		}
		said.told = false // of offices and ties that it names beside the point the report says nothing
	case s.inForms("facts", g):
		said = mood{}
	case s.inForms("opining", g):
		m.weaken(Possible)
	default:
		m.weaken(Possible)
		said = mood{} // "chose that", "ensured that": nobody's words
	}
	if m.stance == Denied || outer.stance != Denied {
		m.speakers = append(m.speakers, said.speakers...)
	}
	m.told = m.told || said.told
	if outer.negated && m.stance != Denied || outer.modality != Actual {
		m.weaken(Possible)
	}
	stance := m.stance
	m = m.inWordsOf(outer)
	if stance != "" {
		m.stance = stance
	}
	return m
}

// backshifted reports whether the "would" of a clause is the "will" of speech that is told in the past: "said Putin would visit". With
// a condition anywhere in the sentence it may be none.
func (s *sentence) backshifted(p, g int) bool {
	would := false
	for _, a := range s.own(p, "aux") {
		would = would || s.lemma(a) == "would" || s.words[a] == "would"
		if s.lemma(a) == "have" {
			return false
		}
	}
	if !would || s.tag(g) != "VBD" && s.tag(g) != "VBN" || !s.inForms("say", g) && !s.inForms("deny", g) && !s.inForms("promise", g) {
		return false
	}
	for _, w := range s.words {
		if in("conditions", w) && w != "until" && w != "till" {
			return false
		}
	}
	return true
}

// complement puts an infinitive, a gerund or a participle under the verb or adjective that it completes.
func (r *reader) complement(s *sentence, p, g int, m mood, depth int) mood {
	outer := r.moodOf(s, g, depth+1)
	object := len(s.controllers(g)) > 0
	passive := s.passive(g)
	gerund := s.tag(p) == "VBG"
	switch {
	case s.inForms("deny", g):
		if outer.negated {
			m.silent = true
		}
		m.negated, m.stance, m.told = true, Denied, true
		m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		return m.inWordsOf(outer)
	case s.particled(g, "called off particle"):
		m.negated, m.refused = !m.negated, true // "ruled out sending"
	case s.inForms("refused", g) && !object:
		if m.negated || outer.negated {
			m.silent = true
		}
		m.negated, m.refused = true, true
	case (object || passive) && s.inForms("requested", g) && !(passive && s.inForms("planned", g)):
		m.modality = Requested
		m.stance = Asked
		m.asked = g
		m.told = true
		m.speakers = append(m.speakers, r.speakersOf(s, g)...)
	case !object && s.inForms("planned", g) || passive && s.inForms("planned", g):
		m.weaken(Planned)
		switch {
		case outer.modality == Requested: // nobody has promised it
		case s.inForms("promise", g):
			m.stance, m.told = Promised, true
			m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		case s.inForms("warn", g):
			m.stance, m.told = Warned, true
			m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		}
	case s.inForms("actual", g) && !passive:
	case s.lemma(g) == "use" && !passive && (len(s.own(g, "obj")) > 0 || s.relative(g)): // "the gun that X used to kill Y"; not "used to work for"
	case gerund && s.inForms("admit", g):
		m.said(r.speakersOf(s, g))
	case object && s.inForms("forcing", g) || passive && s.inForms("forcing", g):
	case passive && s.inForms("say", g) && s.has(p, "aux", "have"):
		if by := s.prepositional(g, "by"); len(by) > 0 {
			m.said(r.oneSpeaker(s, by))
		}
		m.told = true
		if m.stance == "" {
			m.stance = Reported
		}
	case gerund && s.inForms("factive verbs", g):
	default:
		m.weaken(Possible)
	}
	if outer.negated {
		if m.modality == Actual || m.modality == Planned {
			m.negated = !m.negated
		} else {
			m.silent = m.silent || m.modality == Requested
		}
	}
	if outer.modality != Actual {
		if outer.modality == Planned && m.modality == Actual {
			m.modality = Planned
		} else {
			m.weaken(Possible)
		}
	}
	return m.inWordsOf(outer)
}

// adverbial puts an adverbial clause under the clause that it stands in.
func (r *reader) adverbial(s *sentence, p, g int, m mood, depth int) mood {
	outer := r.moodOf(s, g, depth+1)
	mark := s.mark(p)
	finite := len(s.own(p, "nsubj")) > 0 && !s.infinitive(p)
	switch {
	case s.reportBehind(p, g):
		return r.told(s, p, g, m, depth)
	case s.blamed(p):
		m.stance, m.told, m.asked = Accused, true, g
		m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		if outer.negated || outer.modality != Actual {
			m.weaken(Possible)
		}
		m.speakers = append(m.speakers, outer.speakers...)
		return m
	case in("conditions", mark) || mark == "as" && s.has(p, "mark", "if"):
		m.weaken(Possible)
		return m.inWordsOf(outer)
	case mark == "" && s.tag(p) == "VBG" && p == g+1 && (s.inForms("deny", g) || s.inForms("refused", g) || s.inForms("actual", g)):
		return r.complement(s, p, g, m, depth) // "denied killing"
	case s.infinitive(p):
		if s.inForms("requested", g) || s.inForms("planned", g) || s.inForms("refused", g) {
			return r.complement(s, p, g, m, depth)
		}
		m.weaken(Possible)
		return m.under(outer)
	case mark == "so" || mark == "lest" || mark == "than":
		m.weaken(Possible)
		return m.under(outer)
	case mark == "without" || mark == "instead" || mark == "rather":
		m.negated = true
		return m.inWordsOf(outer)
	case in("factive marks", mark) || finite && mark == "before":
		// what it tells stands by itself; "after meeting X he will" may lie ahead as well
		if outer.modality != Actual && !finite {
			m.weaken(Possible)
		}
		if outer.modality == Planned && (mark == "when" || mark == "after" || mark == "as" || mark == "before") {
			m.weaken(Possible)
		}
		if outer.stance == Accused {
			outer.stance = Said // whoever accuses or alleges tells of this, too
		}
		return m.presupposed(outer)
	case mark == "by" || mark == "":
		// "hitting Y", "by arming Z": a part of what the verb tells
		if outer.modality == Planned && m.modality == Actual {
			m.modality = Planned
			outer.modality = Actual
		}
		if outer.negated && mark == "" {
			m.weaken(Possible)
		}
		return m.under(outer)
	case mark == "before":
		if outer.modality != Actual {
			m.weaken(Possible)
		}
		return m.inWordsOf(outer)
	case mark == "for" || mark == "over" || mark == "in" || mark == "on" || mark == "with":
		if s.inForms("factive verbs", g) || s.inForms("responding", g) {
			return m.presupposed(outer)
		}
	}
	m.weaken(Possible)
	return m.under(outer)
}

// isContent reports whether a clause that the parser takes for a relative one is complete, and says what its noun is of: "the
// claim that France killed X".
func (s *sentence) isContent(p, g int) bool {
	if !s.inForms("claim nouns", g) && !s.inForms("report nouns", g) && !s.inForms("deny nouns", g) && !s.inForms("thought nouns", g) && !s.inForms("fact nouns", g) {
		return false
	}
	subject, object := false, s.passive(p)
	for _, e := range s.down[p] {
		switch {
		case s.isRelativePronoun(e.to) && s.tag(e.to) != "WDT":
			return false
		case base(e.rel) == "nsubj":
			subject = subject || !s.isRelativePronoun(e.to)
		case base(e.rel) == "obj":
			object = object || !s.isRelativePronoun(e.to)
		}
	}
	return subject && object || s.has(p, "mark", "that")
}

// particled reports whether a verb and its particle are a phrase of a section: "call off".
func (s *sentence) particled(v int, section string) bool {
	for phrase := range clauseWords()[section] {
		if words := strings.Fields(phrase); s.lemma(v) == words[0] && s.hasWords(v, words[1:]) {
			return true
		}
	}
	return false
}

// hasWords reports whether a verb has particles, as compounds or right behind it.
func (s *sentence) hasWords(v int, words []string) bool {
	for _, w := range words {
		found := s.word(v+1) == w
		for _, c := range s.own(v, "compound", "advmod", "case") {
			found = found || c > v && c < v+6 && s.words[c] == w
		}
		if !found {
			return false
		}
		if s.word(v+1) == w {
			v++
		}
	}
	return true
}
