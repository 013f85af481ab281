package extract

import "slices"

// momentHead gives the token by which an expression of time hangs in the tree.
func (s *sentence) momentHead(m int) int {
	for i := range s.Tokens {
		if s.timeAt[i] != m {
			continue
		}
		if h := s.head(i); (h < 0 || s.timeAt[h] != m) && s.rel(i) != "case" && s.rel(i) != "punct" {
			return i
		}
	}
	for i := range s.Tokens {
		if s.timeAt[i] == m {
			return i
		}
	}
	return 0
}

// timesOf gives the expressions of time that date a verb: those of its clause, and of the verb that it completes.
func (r *reader) timesOf(s *sentence, v int) []int {
	clause := v
	for range deepest {
		if s.rel(clause) != "xcomp" {
			break
		}
		clause = s.head(clause)
	}
	var out []int
	for m := range s.moments {
		h := s.momentHead(m)
		if r.datesOther(s, h, v) {
			continue
		}
		if c := s.clauseOf(h); c == v || c == clause || s.clauseOf(v) == c && s.rel(v) != "acl" {
			out = append(out, m)
		}
	}
	return out
}

// datesOther reports whether an expression of time belongs to a noun of another act in the clause: "condemned Monday's attack".
func (r *reader) datesOther(s *sentence, h, v int) bool {
	for i := s.head(h); i >= 0 && i != v; i = s.head(i) {
		if s.opensClause(i) {
			return false
		}
		if isNoun(s.tag(i)) && s.timeAt[i] < 0 && (len(r.nounRules(s, i)) > 0 || in("acts", s.words[i]) || in("deeds", s.words[i])) {
			return true
		}
	}
	return false
}

// timesOfNoun gives the expressions of time that date a noun of an act: those below it, else those of the verb that carries it.
func (r *reader) timesOfNoun(s *sentence, n, light int) []int {
	var out []int
	for m := range s.moments {
		if h := s.momentHead(m); s.under(h, n) && !r.datesOther(s, h, n) && (s.clauseOf(h) == s.clauseOf(n)) {
			out = append(out, m)
		}
	}
	if len(out) > 0 {
		return out
	}
	if light >= 0 {
		return r.timesOf(s, light)
	}
	switch g := s.head(n); {
	case g < 0 || s.rel(n) == "root":
		return r.timesOf(s, n)
	case s.rel(n) == "nsubj" && (s.inForms("beginnings", g) || s.inForms("called off", g)):
		return r.timesOf(s, g)
	}
	return nil
}

// when resolves the expressions of time of a clause: a day before anything wider.
func (r *reader) when(s *sentence, times []int, m mood) *When {
	published := r.article.Published.Day()
	past := m.modality == Actual
	if m.modality == Possible {
		// whether it was or will be is not known, nor which Monday
		for _, t := range times {
			if mo := s.moments[t]; mo.unit == unitWeekday {
				return mo.resolve(r.text, "", past)
			}
		}
	}
	rank := func(w *When) int {
		switch w.Precision {
		case Day, Weekday:
			return 0
		case Range:
			return 1
		case Week:
			return 2
		case Month:
			return 3
		case Year:
			return 4
		}
		return 5
	}
	var best *When
	for _, t := range times {
		w := s.moments[t].resolve(r.text, published, past)
		if best == nil || rank(w) < rank(best) {
			best = w
		}
	}
	return best
}

// where gives the place that a clause names with "in" or "at".
func (r *reader) where(s *sentence, v int, slots []string) *Where {
	for _, at := range []string{"in", "at"} {
		if slices.Contains(slots, at) {
			continue
		}
		for _, h := range s.prepositional(v, at) {
			k := s.nameAt[h]
			if k < 0 || s.names[k].bound {
				continue
			}
			n := s.names[k]
			if n.class != classPlace && n.class != classCapital && n.class != classCountry || n.entity < 0 {
				continue
			}
			e := r.entities.list[n.entity]
			return &Where{ID: &e.ID, Name: e.Name, Words: s.wordsOf(n.first, n.last)}
		}
	}
	return nil
}
