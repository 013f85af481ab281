package extract

// Guilt: a deed that a court, the police or the doer's own words tie to somebody. A verdict tells the deed as done; an arrest or
// a charge only accuses.

// tie is what ties somebody to a deed.
type tie struct {
	by      int  // the verb, or "guilty"
	accused bool // nobody has found so yet
}

// tieOf gives what ties somebody to a deed: the clause or the noun at token i, past the sentence and the charge between: "convicted
// of killing", "is serving 99 years for the murder of", "arrested on suspicion of killing", "guilty of murder in the death of".
func (s *sentence) tieOf(i int) (tie, bool) {
	at := s.preposition(i)
	if s.isPredicate(i) {
		at = s.mark(i)
	}
	switch at {
	case "for", "of", "in", "to", "with", "over":
	default:
		return tie{}, false
	}
	for g := s.head(i); g >= 0; g = s.head(g) {
		switch {
		case s.inForms("convicting", g) && s.isPredicate(g) && !isNoun(s.tag(g)), s.words[g] == "guilty":
			confessed := s.words[g] == "guilty" || s.inForms("confessing", g)
			return tie{by: g}, (at != "to" || confessed) && at != "with" && at != "over"
		case s.inForms("arresting", g) && s.isPredicate(g) && !isNoun(s.tag(g)):
			return tie{by: g, accused: true}, at != "to"
		case s.inForms("blaming", g) && s.isPredicate(g) && !isNoun(s.tag(g)):
			// a clause right below it is read as what it is blamed for
			return tie{by: g, accused: true}, at != "to" && !(s.isPredicate(i) && s.head(i) == g)
		case s.lemma(g) == "suspect" && isNoun(s.tag(g)):
			return tie{by: g, accused: true}, at == "in" || at == "for"
		case s.words[g] == "prison" || s.words[g] == "jail":
			if t, ok := s.behindBars(g); ok {
				return t, true
			}
		case !s.inForms("sentences", g) && s.timeAt[g] < 0:
			return tie{}, false
		}
	}
	return tie{}, false
}

// behindBars gives the verb whose subject sits in the prison at token n: "spent ten years in prison for", "After two decades in
// prison for the murder of X, Y says".
func (s *sentence) behindBars(n int) (tie, bool) {
	for range deepest {
		g := s.head(n)
		if g < 0 {
			break
		}
		if s.isPredicate(g) && !isNoun(s.tag(g)) {
			fronted := n < g && (s.preposition(n) == "after" || s.preposition(n) == "in" || s.preposition(n) == "during")
			return tie{by: g}, s.lemma(g) == "spend" || s.lemma(g) == "be" || fronted && s.rel(n) == "obl"
		}
		n = g
	}
	return tie{}, false
}

// tied gives who is tied to the deed at token i.
func (s *sentence) tied(t tie, i int) []int {
	g := t.by
	if s.words[g] == "guilty" {
		h := s.head(g)
		switch {
		case s.has(g, "cop") || h < 0:
		case s.lemma(h) == "find" && !s.passive(h):
			var out []int
			for _, o := range s.undergoers(h) {
				if o != g {
					out = append(out, o)
				}
			}
			return out
		default:
			g = h // "pleaded guilty", "was found guilty"
		}
		out, _ := s.surface(g)
		return out
	}
	switch {
	case isNoun(s.tag(g)):
		return []int{g} // "X, the suspect in"
	case t.accused:
		return s.undergoers(g)
	}
	if s.passive(g) || len(s.own(g, "obj")) == 0 || s.inForms("confessing", g) || s.lemma(g) == "serve" || s.lemma(g) == "spend" {
		out, _ := s.surface(g)
		return out
	}
	return s.undergoers(g)
}

// moodOfTied puts a deed under what ties somebody to it: told as done, or only as an accusation.
func (r *reader) moodOfTied(s *sentence, t tie, m mood, depth int) mood {
	by := t.by
	negated := false
	if isNoun(s.tag(by)) && s.words[by] != "guilty" {
		m.stance, m.told = Accused, true
		return m.presupposed(r.around(s, by, depth))
	}
	if s.words[by] == "guilty" && !s.has(by, "cop") && s.head(by) >= 0 {
		negated = r.ownMood(s, by).negated // "found not guilty"
		by = s.head(by)
	}
	if depth > 0 {
		depth++ // 0 asks for the quotation around, too
	}
	outer := r.moodOf(s, by, depth)
	outer.negated = outer.negated != negated
	if !t.accused {
		return m.under(outer)
	}
	m.stance, m.told, m.asked = Accused, true, t.by
	m.speakers = append(m.speakers, r.speakersOf(s, t.by)...)
	if outer.negated || outer.modality != Actual {
		m.weaken(Possible)
	}
	m.speakers = append(m.speakers, outer.speakers...)
	return m
}
