package extract

import (
	"slices"
	"strings"

	"newsgraph/schema"
)

// Standing relations that a noun beside a name tells: "X, a spokesman for Y", "X of Y".

// stateOf fits a rule of a standing relation to a noun that names one of its ends: "X, a spokesman for Y", "X is a member of Y",
// "Y spokesman X".
func (r *reader) stateOf(s *sentence, n int, ru rule) (found, bool) {
	p := &ru.pattern
	f := found{rule: ru, first: n - len(ru.words) + 1, last: n + 1, at: n, way: byApposition}
	if !s.asks(p, n) || r.otherRole(s, n, ru) || r.ofNextName(s, n) {
		return f, false
	}
	holder := n
	for range deepest {
		if s.rel(holder) != "conj" || !isNoun(s.tag(s.head(holder))) || s.isPerson(s.head(holder)) {
			break // "X and his wife Y"
		}
		holder = s.head(holder)
	}
	among := holder
	if s.rel(holder) == "nmod" && s.preposition(holder) == "of" && s.word(s.head(holder)) == "one" {
		holder = s.head(holder) // "is one of Iran's partners"
	}
	if !s.has(holder, "cop") {
		f.mood = r.beside(s, holder)
	}
	switch {
	case s.has(holder, "cop"):
		subjects, _ := s.surface(holder)
		f.subjects = r.allEnds(s, subjects, asSubject)
		f.mood = r.moodOf(s, holder, 0)
		if among != n || !s.presentCopula(holder) {
			f.mood.weaken(Possible)
		}
	case s.rel(holder) == "appos":
		f.subjects = r.allEnds(s, []int{s.nearestOf(s.head(holder), holder)}, asSubject)
	case s.Tokens[holder].Rel == "nmod:desc" || s.rel(holder) == "compound" && s.nameAt[s.head(holder)] >= 0:
		// "NATO member Turkey", "Hezbollah leader X"
		f.subjects = r.allEnds(s, []int{s.head(holder)}, asSubject)
		f.way = byTitle
	case s.nameBehind(holder) >= 0:
		f.subjects = r.named(s, n, s.nameBehind(holder), asSubject)
		f.way = byTitle
	default:
		appositions := s.own(holder, "appos")
		if s.rel(holder) == "conj" {
			for _, a := range s.own(s.head(holder), "appos") {
				if a > holder && a <= holder+2 {
					appositions = append(appositions, a) // "X and his wife, Y": hung on X
				}
			}
		}
		for _, a := range appositions {
			if a > holder {
				f.subjects = append(f.subjects, r.ends(s, a, asSubject)...)
			}
		}
	}
	f.subjects = slices.DeleteFunc(r.kinds(f.subjects, p.SubjectKind), func(e end) bool { return e.entity < 0 || e.part != "" })
	if s.tag(n) == "NNS" && holder == n && len(f.subjects) == 1 && len(s.prepositional(n, "of")) > 0 && f.subjects[0].head > s.prepositional(n, "of")[0] {
		return f, false // "members of A, B and others": B is none of them
	}
	named, owners := f.subjects, r.owners(s, n)
	if len(owners) == 0 && s.Tokens[holder].Rel == "nmod:desc" {
		// "Iran's ally Hezbollah"
		if owners = r.allEnds(s, s.possessors(s.head(holder)), asSubject); len(owners) == 0 {
			owners = r.owners(s, holder)
		}
	}
	fill := func(slots []string) []end {
		for _, o := range slots {
			if o == "subj" {
				return named
			}
			if out := r.allEnds(s, s.prepositional(n, o), r.standingSide(ru.relation)); len(out) > 0 {
				return out
			}
			if o == "of" && len(owners) > 0 {
				return owners
			}
		}
		return owners
	}
	f.objects = r.kinds(fill(p.Object), p.ObjectKind)
	if len(p.Subject) > 0 {
		f.subjects = fill(p.Subject)
	}
	if !ru.relation.State {
		f.mood = f.mood.join(r.wordsOfNoun(s, n)) // "the accused assassin"
	}
	f.objects = slices.DeleteFunc(f.objects, func(e end) bool {
		// "the head of the European Commission in Ethiopia": of its mission there
		return e.entity < 0 || e.part != "" || ru.relation.Name == "LEADS" && len(s.prepositional(e.head, "in")) > 0
	})
	if len(f.subjects) == 0 || len(f.objects) == 0 {
		return f, false
	}
	f.mood.negated = f.mood.negated || s.negates(n)
	first, _ := s.phrase(n)
	if st := r.statusIn(s, min(first, s.roleStart(n)), n); st != "" {
		return f, false // "a former member of"
	}
	if s.quoted[n] {
		f.mood.silent = f.mood.silent || !f.mood.told
	}
	return f, true
}

// standingSide says how the object of a standing relation is resolved.
func (r *reader) standingSide(rel *schema.Relation) side {
	if slices.Contains(rel.Object, schema.Place) {
		return asPlace
	}
	return asSpeaker
}

// nearestOf gives whom an apposition with head n describes that hangs on token h to the parser: where h is the first of a list or a place in
// a place, the name right before the comma.
func (s *sentence) nearestOf(h, n int) int {
	first, _ := s.phrase(n)
	if s.tag(n) == "NNS" || s.word(first-1) != "," || first < 2 || s.nameAt[first-2] < 0 || s.nameAt[h] < 0 {
		return h
	}
	near, far := s.names[s.nameAt[first-2]], s.names[s.nameAt[h]]
	listed := near.person() && far.person() && slices.Contains(s.conjuncts(h), s.topOf(near))
	if near.first == far.first || !listed && !(near.class == classPlace && (far.class == classPlace || far.class == classCapital)) {
		return h
	}
	return s.topOf(near)
}

// otherRole reports whether the words around noun n say another role than the rule's: an office of its own ("Chief Executive X"), a
// longer one ("Chief Commissioner X"), or one of several ("Congress leaders X and Y").
func (r *reader) otherRole(s *sentence, n int, ru rule) bool {
	leads := ru.relation.Name == "LEADS"
	if !leads && ru.relation.Name != "WORKS_FOR" {
		return false
	}
	if first, o, ok := r.entities.officeEnding(s, n+1); ok && !leads && !o.Generic && !in("no office", o.Role) && first <= n-len(ru.words)+1 {
		return true
	}
	if leads && s.tag(n) == "NNS" {
		return true
	}
	upper := func(i int) bool { return startsUpper(s.text[s.Tokens[i].Start:]) }
	next := s.behindTitles(r, n+1)
	return next < len(s.Tokens) && s.nameAt[next] < 0 && isNoun(s.tag(next)) && s.timeAt[next] < 0 && upper(next) && upper(n)
}

// ofNextName reports whether noun n is the title of the name behind it, and hangs on another person all the same: "Lapid, Emirati
// leader Sheikh X" in a list.
func (r *reader) ofNextName(s *sentence, n int) bool {
	h := s.head(n)
	if s.rel(n) != "appos" || h > n || !s.isPerson(h) && s.nameBehind(h) < 0 {
		return false
	}
	return s.isPerson(s.behindTitles(r, n+1)) || r.ofListed(s, n)
}

// ofListed reports whether a role is that of the next of a list, who is named with a title: "Mr X, the manager and rector of Y, Mr Z".
func (r *reader) ofListed(s *sentence, n int) bool {
	for i := n + 1; i < len(s.Tokens) && i < n+2*longestRole; i++ {
		if s.word(i) != "," {
			continue
		}
		j := s.behindTitles(r, i+1)
		return j > i+1 && s.isPerson(j)
	}
	return false
}

// behindTitles gives the token behind the titles that start at token i.
func (s *sentence) behindTitles(r *reader, i int) int {
	for i < len(s.Tokens) && s.nameAt[i] < 0 {
		n := r.entities.titleLength(s, i, min(len(s.Tokens), i+3))
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// isPerson reports whether token i is of a person's name.
func (s *sentence) isPerson(i int) bool {
	return i >= 0 && i < len(s.nameAt) && s.nameAt[i] >= 0 && s.names[s.nameAt[i]].person()
}

// roleStart gives the first token of the words that lead up to noun n without a break.
func (s *sentence) roleStart(n int) int {
	i := n
	for i > 0 && n-i < 2*longestRole && (s.nameAt[i-1] >= 0 && !s.isPerson(i-1) || s.nameAt[i-1] < 0 && s.inRole(i-1)) {
		i--
	}
	return i
}

// belongs reads a person's name with that of an organization right behind it: "Todd Kimberlain of the National Hurricane Center",
// "X and Y of the Z company". Of a party or an armed group, it is a member.
func (r *reader) belongs(s *sentence, p name) (found, bool) {
	i := s.behindAge(p.last)
	if i == p.last && s.word(i) == "," && s.word(i+1) == "of" {
		i++
	}
	at := s.word(i)
	if p.bound || s.quoted[p.first] || at != "of" && at != "at" && at != "with" {
		return found{}, false
	}
	slot, k, end, depth := r.placeOfRole(s, i)
	if k < 0 || slot != at || depth > 0 {
		return found{}, false
	}
	n := s.names[k]
	if at != "of" && !s.isPerson(s.head(n.first)) && !(isVerb(s.tag(end)) && !isVerb(s.tag(p.first-1))) {
		return found{}, false // "met X at the World Bank"
	}
	f := found{first: p.first, last: n.last, at: p.first, way: byNeighbour, mood: r.beside(s, p.first)}
	relation := "WORKS_FOR"
	switch n.class {
	case classArmed:
		relation = "MEMBER_OF"
	case classOrganization, classBody:
		switch {
		case r.isParty(n) || in("parties", s.word(n.last)):
			relation = "MEMBER_OF"
		case in("schools", s.words[n.last-1]), at == "of" && s.word(n.first-1) == "the" && r.isBareAcronym(n):
			return f, false // a pupil; "X of the PUK": of its staff, its head, a party?
		}
	default:
		return f, false
	}
	if h := s.titlesBefore(r, p.first) - 1; h >= 0 && s.nameAt[h] < 0 && isNoun(s.tag(h)) {
		if _, o, ok := r.entities.officeEnding(s, h+1); ok && o.Role == "spokesperson" {
			relation, f.first = "SPOKESPERSON_FOR", h
		}
	}
	f.rule.relation = r.x.ontology.Relation(relation)
	f.subjects = r.named(s, p.first, s.nameAt[p.first], asSubject)
	if j := p.first - 2; at == "of" && s.word(j+1) == "and" && s.isPerson(j) && s.names[s.nameAt[j]].last == j+1 {
		f.subjects = append(f.subjects, r.named(s, j, s.nameAt[j], asSubject)...)
	}
	f.objects = r.named(s, n.first, k, asSpeaker)
	ok := f.rule.relation != nil && len(f.subjects) > 0 && len(f.objects) == 1 && f.objects[0].kind == schema.Organization
	f.objects = append(f.objects, r.wholeOf(s, n)...)
	return f, ok
}

// isParty reports whether the name of an organization says that it is a party or movement: "the Green Party", "the CDP" where the
// article names it in full.
func (r *reader) isParty(n name) bool {
	if n.entity < 0 {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(r.entities.list[n.entity].Name)) {
		if in("parties", w) {
			return true
		}
	}
	return false
}

// isBareAcronym reports whether the article has no longer name for an acronym.
func (r *reader) isBareAcronym(n name) bool {
	name := r.entities.list[n.entity].Name
	return n.last-n.first == 1 && len(name) <= 5 && name == strings.ToUpper(name) && !r.entities.list[n.entity].Known
}

// presentCopula reports whether what a noun with a copula tells holds now.
func (s *sentence) presentCopula(n int) bool {
	for _, c := range s.own(n, "cop") {
		if s.tag(c) == "VBZ" || s.tag(c) == "VBP" {
			return true
		}
	}
	return false
}
