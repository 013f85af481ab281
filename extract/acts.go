package extract

import (
	"slices"
	"strings"

	"newsgraph/schema"
)

// found is a pattern that fits, with what stands at its ends.
type found struct {
	rule      rule
	subjects  []end
	objects   []end
	pairs     bool // the ends are all in subjects: each with each
	first     int  // tokens of the trigger
	last      int
	at        int // token of the trigger
	mood      mood
	when      *When
	where     *Where
	initiator bool // the subject began it
	way       way

	doers, undergoers []int    // what stands in its slots, ends or not
	attempt           *attempt // nil unless decisions are traced
}

// readActs finds the claims of one sentence.
func (r *reader) readActs(s *sentence) {
	sport := s.sport()
	for _, f := range r.sides(s) {
		r.draft(s, f)
	}
	for _, p := range s.names {
		if !p.person() {
			continue
		}
		for _, f := range r.rolesFound(s, p) {
			r.draft(s, f)
		}
		if f, ok := r.belongs(s, p); ok {
			r.draft(s, f)
		}
	}
	for i := range s.Tokens {
		if k := s.nameAt[i]; k >= 0 && s.names[k].last-s.names[k].first > 1 {
			continue
		}
		var all []found
		switch {
		case s.upos(i) == "VERB" || isVerb(s.tag(i)) && s.upos(i) != "AUX" || s.upos(i) == "ADJ" && s.has(i, "aux") && s.has(i, "obj"): // "would free X"
			if all = r.verbActs(s, i); len(all) == 0 && s.tag(i) == "VBG" && len(s.own(i, "nsubj", "obj")) == 0 && !s.opensClause(i) || s.rel(i) == "csubj" {
				all = r.nounActs(s, i) // "Fighting between A and B"
			}
		case isNoun(s.tag(i)):
			all = r.nounActs(s, i)
		case s.upos(i) == "ADJ":
			if all = r.adjectiveActs(s, i); len(all) == 0 && s.rel(i) != "amod" {
				all = r.nounActs(s, i) // "a Hamas militant"
			}
		}
		for _, f := range all {
			if sport && (f.rule.relation.Plover == "ASSAULT" || f.rule.relation.Mode == "visit" || f.rule.relation.Name == "MET") {
				continue
			}
			r.draft(s, f)
		}
	}
}

// sport reports whether the sentence tells of a game.
func (s *sentence) sport() bool {
	for i, w := range s.words {
		if in("sport", w) && !(w == "penalty" && s.word(i-1) == "death") {
			return true
		}
	}
	return false
}

// verbActs finds what the verb at token v tells.
func (r *reader) verbActs(s *sentence, v int) []found {
	var out []found
	for _, ru := range r.x.verbs[s.lemma(v)] {
		if len(ru.words) > 1 && !s.hasWords(v, ru.words[1:]) || len(ru.words) == 1 && s.hasParticle(v) {
			continue
		}
		f, ok := r.verbAct(s, v, ru)
		r.trace.tried(s, &f, ok)
		if ok {
			out = append(out, f)
		}
	}
	return out
}

// hasParticle reports whether a verb has a particle that makes another verb of it: "called off".
func (s *sentence) hasParticle(v int) bool {
	for _, c := range s.own(v, "compound") {
		if s.Tokens[c].Rel == "compound:prt" {
			return true
		}
	}
	return in("particles", s.word(v+1)) && s.head(v+1) == v && s.rel(v+1) != "case"
}

// asks reports whether what a pattern asks for stands in the clause of its trigger.
func (s *sentence) asks(p *schema.Pattern, v int) bool {
	with, without := s.inClause(v, p.With), s.inClause(v, p.Without)
	for _, c := range s.own(v, "ccomp", "xcomp", "advcl") {
		if slices.Contains(p.Object, "clause") {
			with = with || s.inClause(c, p.With) // what is asked stands in the clause that hangs on the trigger
		}
		without = without || (s.rel(c) == "xcomp" || s.infinitive(c) || s.mark(c) == "in") && s.inClause(c, p.Without)
	}
	for _, c := range s.own(v, "conj") {
		// "was shot by X and mortally wounded": only what such a pattern spells out
		with = with || slices.ContainsFunc(p.With, func(w string) bool { return strings.HasPrefix(w, "and ") && s.inClause(c, []string{w}) })
	}
	if len(p.With) > 0 && !with && slices.Contains(p.With, "militants") {
		with = s.armedIn(v) // the name of an armed group says as much as the word
	}
	if len(p.With) > 0 && !with || without {
		return false
	}
	switch p.Complement {
	case "infinitive":
		for _, c := range s.own(v, "xcomp", "ccomp", "advcl") {
			if s.infinitive(c) {
				return true
			}
		}
		return false
	case "that":
		return len(s.own(v, "ccomp")) > 0 || slices.ContainsFunc(s.own(v, "acl"), func(c int) bool { return s.mark(c) == "that" })
	case "as":
		for _, c := range s.own(v, "obl", "advcl", "xcomp", "nmod") {
			if s.preposition(c) == "as" || s.mark(c) == "as" {
				return true
			}
		}
		return false
	case "none":
		objects := len(s.own(v, "obj"))
		for _, c := range s.own(v, "xcomp") {
			if objects > 0 || s.tag(c) != "NNP" {
				return false
			}
			objects++ // "called Vladimir Putin"
		}
		return len(s.own(v, "ccomp", "iobj")) == 0 && objects < 2
	}
	return true
}

// armedIn reports whether an armed group is named in the clause of predicate v.
func (s *sentence) armedIn(v int) bool {
	clause := s.clauseOf(v)
	for _, n := range s.names {
		if n.class == classArmed && s.clauseOf(n.first) == clause {
			return true
		}
	}
	return false
}

// theme gives the token that fills a pattern's theme: the direct object or another slot, by its lemma. -1 where none does.
func (s *sentence) theme(p *schema.Pattern, v int) int {
	for _, t := range p.Theme {
		slot, word := "obj", t
		if first, rest, ok := strings.Cut(t, " "); ok && (s.knowsPreposition(first)) {
			slot, word = first, rest
		}
		for _, h := range s.slot(v, slot) {
			for _, c := range append([]int{h}, s.own(h, "conj")...) {
				if s.isNoun(c, strings.Fields(word)) {
					return c
				}
				if in("measures", s.lemma(c)) {
					// "4,000 tonnes of rice"
					for _, of := range s.prepositional(c, "of") {
						if s.isNoun(of, strings.Fields(word)) {
							return c
						}
					}
				}
			}
		}
	}
	return -1
}

// knowsPreposition reports whether a word is a preposition, as patterns use them.
func (s *sentence) knowsPreposition(w string) bool { return in("prepositions", w) }

// isNoun reports whether token i, with the words before it, is a noun of some words: "phone call".
func (s *sentence) isNoun(i int, words []string) bool {
	n := len(words)
	if s.lemma(i) != words[n-1] && s.words[i] != words[n-1] {
		return false
	}
	for k := 1; k < n; k++ {
		j := i - k
		if j < 0 || s.words[j] != words[n-1-k] && s.lemma(j) != words[n-1-k] {
			return false
		}
	}
	return true
}

// verbAct fits a rule to the verb at token v.
func (r *reader) verbAct(s *sentence, v int, ru rule) (found, bool) {
	p := &ru.pattern
	f := found{rule: ru, first: v, last: v + 1, at: v, way: byVerb}
	if !s.asks(p, v) {
		return f, false
	}
	theme := -1
	if len(p.Theme) > 0 {
		if theme = s.theme(p, v); theme < 0 {
			return f, false
		}
	}
	as := objectSide(ru.relation)
	if ru.relation.State {
		as = r.standingSide(ru.relation)
	}
	var heads []int
	objectSlot := ""
	for _, o := range p.Object {
		if o == "at" && theme < 0 && s.passive(v) {
			continue // "was shot at the fair": where
		}
		heads = nil
		if theme >= 0 && o != "obj" && o != "iobj" && o != "subj" && o != "clause" {
			// "lifted the ban on X on Monday": what hangs on the theme goes before what hangs on the verb
			for _, t := range append(s.conjuncts(theme), s.prepositional(theme, "of")...) {
				heads = append(heads, s.prepositional(t, o)...)
			}
		}
		if len(heads) == 0 {
			heads = s.slot(v, o)
		}
		if len(heads) == 0 && theme >= 0 && o == "to" {
			heads = s.below(theme, o)
		}
		if len(heads) == 0 && theme < 0 && in("movable prepositions", o) {
			// "discussed exports with X": the phrase hangs on the object to the parser
			for _, h := range s.own(v, "obj") {
				if len(r.nounRules(s, h)) == 0 && s.nameAt[h] < 0 {
					heads = append(heads, s.prepositional(h, o)...)
				}
			}
		}
		if len(heads) == 0 && theme >= 0 {
			// "the sanctions imposed on India"
			for _, c := range s.own(theme, "acl") {
				heads = append(heads, s.prepositional(c, o)...)
			}
		}
		if len(heads) == 0 && o == "against" {
			// "mobilized troops for a war against X"
			for _, h := range s.prepositional(v, "for") {
				heads = append(heads, s.prepositional(h, o)...)
			}
		}
		if o != "obj" {
			heads = slices.DeleteFunc(slices.Clone(heads), func(h int) bool { return h == theme })
		}
		if len(heads) > 0 {
			objectSlot = o
			break
		}
	}
	f.undergoers, f.objects = heads, r.objectsOf(ru, r.helped(s, ru, r.allEnds(s, heads, as)))
	var doers []int
	shared := false
	if len(p.Subject) > 0 {
		for k, o := range p.Subject {
			if k > 0 && p.Subject[0] == "subj" && !s.passive(v) {
				break // "was expelled from Niger": of a passive alone
			}
			if doers = s.slot(v, o); len(doers) == 0 && theme >= 0 {
				doers = s.prepositional(theme, o)
			}
			if len(doers) > 0 {
				break
			}
		}
	} else {
		doers, shared = s.doers(v)
	}
	doers, through := s.behind(doers, ru.relation.Plover == "ASSAULT")
	f.doers, f.subjects = doers, r.kinds(r.allEnds(s, doers, asSubject), p.SubjectKind)
	passive := s.passive(v)
	switch {
	case passive:
		f.way = byPassive
	case shared:
		f.way = byShared
	}
	if passive && len(doers) == 0 && as == asVictim && len(f.objects) > 0 {
		// "killed in Israeli strikes": the owner of what kills
		for _, at := range []string{"in", "by", "during"} {
			for _, h := range s.prepositional(v, at) {
				f.subjects = append(f.subjects, r.owned(s, h, asSubject)...)
			}
		}
	}
	if len(f.subjects) == 0 && len(doers) == 0 && passive && len(f.objects) > 0 && ru.relation.Plover != "" && objectSlot == "obj" && as == asVictim {
		// "Khamenei was killed": by whom is not said
	} else if len(f.subjects) == 0 {
		return f, false
	}
	if len(heads) == 0 {
		// "A and B met", "A and B discussed the border"
		if !ru.relation.Symmetric || len(f.subjects) < 2 || passive || !slices.Contains(p.Object, "with") {
			return f, false
		}
		f.pairs = true
	} else if len(f.objects) == 0 {
		return f, false
	}
	f.initiator = ru.relation.Symmetric && len(p.Object) == 1 && objectSlot == "obj"
	f.mood = r.moodOf(s, v, 0)
	if through >= 0 {
		f.mood = f.mood.through(r.moodOf(s, through, 0))
	}
	f.when = r.when(s, r.timesOf(s, v), f.mood)
	f.where = r.where(s, v, p.Object)
	return f, true
}

// helped puts the country in place of people whom the text describes only by where they are, as those who are helped: "food for
// thousands of people in Malawi" is aid to Malawi, and the people are its part.
func (r *reader) helped(s *sentence, ru rule, ends []end) []end {
	if ru.relation.Plover != "AID" {
		return ends
	}
	var out []end
	for _, e := range ends {
		if e.entity >= 0 || e.thing {
			out = append(out, e)
			continue
		}
		places := len(out)
		for _, c := range s.prepositional(e.head, "in") {
			if k := s.nameAt[c]; k >= 0 && s.names[k].class == classCountry {
				for _, at := range r.named(s, c, k, asPlace) {
					at.part = e.name
					out = append(out, at)
				}
			}
		}
		if len(out) == places {
			out = append(out, e)
		}
	}
	return out
}

// behind gives who stands behind what a verb has for its doer: of whom it is said that he is the doer ("X was the gunman who killed
// Y"), and, of an act of force, whoever used the thing that did it ("X fired the shots that killed Y"). The second result is the
// predicate that leads there, -1 where none does.
func (s *sentence) behind(doers []int, force bool) ([]int, int) {
	if len(doers) != 1 || s.nameAt[doers[0]] >= 0 {
		return doers, -1
	}
	d := doers[0]
	g := s.head(d)
	if members := s.members(d); len(members) > 0 {
		return members, -1
	}
	switch {
	case s.has(d, "cop") && isNoun(s.tag(d)):
		subjects, _ := s.surface(d)
		if len(subjects) > 0 {
			return subjects, d
		}
	case force && s.inForms("instruments", d) && s.rel(d) == "obj" && s.inForms("wielding", g):
		subjects, _ := s.surface(g)
		return subjects, g
	case force && s.inForms("instruments", d):
		for _, c := range s.own(d, "acl") {
			if s.passive(c) && s.inForms("wielding", c) {
				subjects, _ := s.doers(c)
				return subjects, c
			}
		}
	}
	return doers, -1
}

// objectsOf keeps the objects that a rule may have. A deed may be condemned, backed or turned down, but nobody talks with one or asks
// something of it.
func (r *reader) objectsOf(ru rule, ends []end) []end {
	kinds := ru.pattern.ObjectKind
	out := r.kinds(ends, kinds)
	switch ru.relation.Plover {
	case "", "CONSULT":
		return slices.DeleteFunc(out, func(e end) bool { return e.thing && len(kinds) > 0 && !slices.Contains(kinds, schema.Place) })
	case "REQUEST":
		return slices.DeleteFunc(out, func(e end) bool { return e.thing })
	}
	return out
}

// members gives whom a body or a number of people is said to include: "a group of nobles that included X and Y".
func (s *sentence) members(d int) []int {
	if !in("bodies", s.lemma(d)) && !in("measures", s.lemma(d)) {
		return nil
	}
	for _, n := range append([]int{d}, s.own(d, "nmod")...) {
		for _, c := range s.own(n, "acl") {
			if s.lemma(c) == "include" && s.relative(c) && (n == d || s.preposition(n) == "of") {
				return s.all(c, "obj")
			}
		}
	}
	return nil
}

// kinds keeps the ends of some kinds; without kinds, all. What is only described is a group or nobody known.
func (r *reader) kinds(ends []end, kinds []schema.Kind) []end {
	if len(kinds) == 0 {
		return ends
	}
	return slices.DeleteFunc(slices.Clone(ends), func(e end) bool {
		if e.entity < 0 {
			people := slices.Contains(kinds, schema.Person) || slices.Contains(kinds, schema.Group)
			return e.thing && slices.Equal(kinds, []schema.Kind{schema.Person}) || !e.thing && e.kind != "" && !people
		}
		return !slices.Contains(kinds, e.kind) && !(e.isDelegation() && slices.Contains(kinds, schema.Group))
	})
}

// isDelegation reports whether an end is a state or body by those who act for it: "Chinese officials".
func (e *end) isDelegation() bool {
	words := strings.Fields(strings.ToLower(e.part))
	return len(words) > 0 && in("delegates", words[len(words)-1])
}

// adjectiveActs finds what an adjective as predicate tells: "was critical of".
func (r *reader) adjectiveActs(s *sentence, a int) []found {
	var out []found
	for _, ru := range r.x.adjectives[s.lemma(a)] {
		if !s.has(a, "cop") && s.rel(a) != "xcomp" && s.rel(a) != "acl" && s.rel(a) != "conj" {
			continue
		}
		f, ok := r.adjectiveAct(s, a, ru)
		r.trace.tried(s, &f, ok)
		if ok {
			out = append(out, f)
		}
	}
	return out
}

// adjectiveAct fits a rule to the adjective at token a.
func (r *reader) adjectiveAct(s *sentence, a int, ru rule) (found, bool) {
	p := &ru.pattern
	f := found{rule: ru, first: a, last: a + 1, at: a, way: byVerb}
	if !s.asks(p, a) {
		return f, false
	}
	f.doers, _ = s.surface(a)
	f.subjects = r.kinds(r.allEnds(s, f.doers, asSubject), p.SubjectKind)
	for _, o := range p.Object {
		f.undergoers = s.slot(a, o)
		if f.objects = r.objectsOf(ru, r.allEnds(s, f.undergoers, objectSide(ru.relation))); len(f.objects) > 0 {
			break
		}
	}
	if len(f.subjects) == 0 || len(f.objects) == 0 {
		return f, false
	}
	f.mood = r.moodOf(s, a, 0)
	f.when = r.when(s, r.timesOf(s, a), f.mood)
	return f, true
}
