package extract

// The mood of an act that a noun names, from its own phrase upward through what it hangs on.

// ofNoun puts a clause under the noun that it completes or describes: "a plan to", "the claim that", "forces attacking".
func (r *reader) ofNoun(s *sentence, p, g int, m mood, depth int) mood {
	outer := r.moodOfNoun(s, g, depth+1)
	mark := s.mark(p)
	if s.relative(p) {
		mark = "that"
	}
	if mark == "" && s.rel(g) == "obj" && s.tag(p) == "VBG" {
		// "purporting to show soldiers killing X": a part of what is shown
		if around := r.around(s, g, depth); around.modality != Actual {
			m.weaken(Possible)
		}
	}
	if !s.infinitive(p) && mark != "that" && mark != "of" && mark != "for" && mark != "whether" {
		return m.presupposed(r.around(s, g, depth))
	}
	switch {
	case outer.modality == Requested: // "demanded that X make a pledge to"
		m.weaken(Possible)
	case s.inForms("refused nouns", g):
		m.negated, m.refused = !m.negated, true
	case s.inForms("promise nouns", g):
		m.weaken(Planned)
		m.stance, m.told = Promised, true
		m.speakers = append(m.speakers, r.speakersOfNoun(s, g)...)
	case s.inForms("warn nouns", g):
		m.weaken(Planned)
		m.stance, m.told = Warned, true
		m.speakers = append(m.speakers, r.speakersOfNoun(s, g)...)
	case s.inForms("request nouns", g):
		m.modality, m.stance, m.told = Requested, Asked, true
		m.speakers = append(m.speakers, r.speakersOfNoun(s, g)...)
	case s.inForms("claim nouns", g):
		m.stance, m.told = Accused, true
		m.speakers = append(m.speakers, r.speakersOfNoun(s, g)...)
	case s.inForms("deny nouns", g):
		m.negated, m.stance, m.told = true, Denied, true
		m.speakers = append(m.speakers, r.speakersOfNoun(s, g)...)
	case s.inForms("report nouns", g) && mark == "that":
		m.said(r.speakersOfNoun(s, g))
	case s.inForms("planned nouns", g):
		m.weaken(Planned)
	case s.inForms("fact nouns", g):
		return m.presupposed(outer)
	default:
		m.weaken(Possible)
	}
	return m.under(outer)
}

// wordsOfNoun reads what stands in the phrase of a noun of an act itself: "no", "alleged", "planned".
func (r *reader) wordsOfNoun(s *sentence, n int) mood {
	m := plain()
	for _, e := range s.down[n] {
		w := s.words[e.to]
		switch base(e.rel) {
		case "det", "amod", "advmod", "compound":
			switch {
			case w == "no" || w == "neither" || in("negations", w):
				m.negated = true
			case in("alleged adjectives", w):
				m.stance, m.told = Accused, true
			case in("reported adjectives", w):
				m.stance, m.told = Reported, true
			case in("planned adjectives", w):
				m.weaken(Planned)
			case in("possible adjectives", w):
				m.weaken(Possible)
			}
		case "parataxis":
			if s.inForms("say", e.to) && len(s.own(e.to, "ccomp")) == 0 && s.subjectNear(e.to) {
				m.said(r.speakersOf(s, e.to))
			}
		case "nmod", "obl":
			if s.attributes(e.to) {
				m.said(r.sources(s, e.to))
			}
		}
		r.trace.heard(n, e.to, &m)
	}
	if s.neverBegan(n) {
		m.silent = true
	}
	if s.question() {
		m.weaken(Possible)
	}
	r.trace.heard(n, n, &m)
	return m
}

// moodOfNoun gives the mood of a noun of an act at token n: of the words before it, of the verb whose object or subject it is.
func (r *reader) moodOfNoun(s *sentence, n, depth int) mood {
	if depth == 0 {
		return r.voiced(s, n, r.moodOfNoun(s, n, 1))
	}
	r.trace.enter(n)
	m := r.moodUnderNoun(s, n, depth)
	r.trace.leave(&m)
	return m
}

// moodUnderNoun gives the mood of a noun of an act under what it hangs on.
func (r *reader) moodUnderNoun(s *sentence, n, depth int) mood {
	m := r.wordsOfNoun(s, n)
	if depth > deepest {
		m.silent = true
		return m
	}
	g := s.head(n)
	at := s.preposition(n)
	switch s.rel(n) {
	case "root":
		if s.has(n, "cop") {
			own := r.ownMood(s, n)
			return m.join(own)
		}
		return m
	case "conj":
		if s.isPredicate(g) && !isNoun(s.tag(g)) {
			return m.presupposed(r.around(s, g, depth))
		}
		return m.join(r.moodOfNoun(s, g, depth+1))
	case "obj":
		return r.moodOfObject(s, n, g, m, depth)
	case "nsubj":
		if s.Tokens[n].Rel == "nsubj:pass" || s.passive(g) {
			return r.moodOfObject(s, n, g, m, depth)
		}
		if s.has(g, "cop") && !isVerb(s.tag(g)) || s.upos(g) == "ADJ" {
			outer := r.moodOf(s, g, depth+1)
			if s.inForms("possible adjectives", g) || s.inForms("planned adjectives", g) {
				m.weaken(Possible)
			}
			if len(s.own(g, "xcomp", "advcl")) > 0 {
				m.weaken(Possible) // "the talks are due to resume"
			}
			if outer.modality != Actual {
				m.weaken(outer.modality)
			}
			return m.inWordsOf(outer)
		}
		outer := r.moodOf(s, g, depth+1)
		if s.inForms("unrealized", g) {
			m.negated = true
			outer.negated = false
		}
		if !s.inForms("beginnings", g) {
			outer.negated = false
		}
		for _, x := range s.own(g, "xcomp") {
			if s.inForms("beginnings", x) && !s.inForms("actual", g) {
				m.weaken(Possible) // "the talks were supposed to begin"
			}
		}
		return m.join(outer)
	case "obl", "nmod", "advcl":
		switch {
		case s.isPredicate(g) && !isNoun(s.tag(g)):
			return r.moodBehindVerb(s, n, g, at, m, depth)
		case at == "of" && in("transparent nouns", s.words[g]):
			return m.join(r.moodOfNoun(s, g, depth+1))
		case in("factive prepositions", at) && at != "with" && at != "by":
			return m.presupposed(r.around(s, g, depth))
		case in("presupposing", s.words[g]) || s.lemma(n) == "killing":
			return m.presupposed(r.around(s, g, depth))
		case at == "of" && s.inForms("claim nouns", g):
			m.stance, m.told = Accused, true
			m.speakers = append(m.speakers, r.speakersOfNoun(s, g)...)
			return m.under(r.moodOfNoun(s, g, depth+1))
		case s.inForms("factive nouns", g):
			return m.presupposed(r.around(s, g, depth))
		}
		m.weaken(Possible)
		return m.inWordsOf(r.around(s, g, depth))
	case "compound", "flat", "dep", "amod":
		m.silent = true
		return m
	}
	if g < 0 {
		return m
	}
	return m.presupposed(r.around(s, g, depth))
}

// moodOfObject gives the mood of a noun of an act that is the object of verb g, or the subject of its passive.
func (r *reader) moodOfObject(s *sentence, n, g int, m mood, depth int) mood {
	outer := r.moodOf(s, g, depth+1)
	switch {
	case s.inForms("called off", g) || s.particled(g, "called off particle"):
		m.negated = !m.negated
		outer.negated = false
		return m.under(outer)
	case s.inForms("deny", g):
		m.negated, m.stance, m.told = true, Denied, true
		m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		return m.inWordsOf(outer)
	case s.inForms("refused", g):
		m.negated, m.refused = true, true
		return m.under(outer)
	case s.inForms("lights", g):
		return m.join(outer)
	case s.inForms("factive verbs", g):
		outer.negated = false
		return m.join(outer)
	case s.inForms("planned", g):
		m.weaken(Planned)
		return m.under(outer)
	case s.inForms("requested", g) || s.inForms("demand", g):
		m.modality, m.stance, m.told = Requested, Asked, true
		m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		return m.inWordsOf(outer)
	case s.inForms("say", g):
		outer.negated = false // "was never explained"
		return m.join(outer)
	}
	m.weaken(Possible)
	return m.under(outer)
}

// moodBehindVerb gives the mood of a noun of an act behind a preposition of verb g.
func (r *reader) moodBehindVerb(s *sentence, n, g int, at string, m mood, depth int) mood {
	outer := r.moodOf(s, g, depth+1)
	switch {
	case s.inForms("blaming", g) && (at == "of" || at == "for" || at == "over"):
		m.stance, m.told, m.asked = Accused, true, g
		m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		return m.inWordsOf(outer)
	case at == "as" && s.inForms("describe", g):
		// "what Moscow described as aggression by": Moscow's words
		m.said(r.speakersOf(s, g))
		return m.presupposed(outer)
	case s.inForms("lights", g):
		return m.join(outer)
	case at == "for" && (s.inForms("requested", g) || s.inForms("demand", g) || s.lemma(g) == "push"):
		m.modality, m.stance, m.told = Requested, Asked, true
		m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		return m.inWordsOf(outer)
	case at == "without":
		m.negated = true
		return m.inWordsOf(outer)
	case at == "before" || at == "ahead of" || at == "until":
		m.weaken(Possible)
		return m.under(outer)
	case in("factive prepositions", at) || s.inForms("responding", g) || at == "" || at == "on" && s.inForms("factive verbs", g):
		if (at == "in" || at == "with" || at == "by" || at == "at" || at == "during") && outer.modality != Actual {
			m.weaken(outer.modality)
		}
		if outer.modality == Planned && at == "after" {
			m.weaken(Possible)
		}
		return m.presupposed(outer)
	case s.inForms("planned", g):
		m.weaken(Planned)
		return m.under(outer)
	}
	m.weaken(Possible)
	return m.under(outer)
}

// neverBegan reports whether something ended an act before it was: "the talks collapsed before they began".
func (s *sentence) neverBegan(n int) bool {
	for i := n + 1; i < len(s.words); i++ {
		if s.words[i] != "before" {
			continue
		}
		for j := i + 1; j < len(s.words) && j < i+6; j++ {
			if s.inForms("beginnings", j) && s.mark(j) == "before" {
				return true
			}
		}
	}
	return false
}
