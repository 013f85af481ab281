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

// nounTheme reports whether a noun's theme stands with it: as a compound ("weapons aid"), behind "of", or in the slot that it names.
func (s *sentence) nounTheme(p *schema.Pattern, n int) bool {
	for _, t := range p.Theme {
		slot, word := "of", t
		if first, rest, ok := strings.Cut(t, " "); ok && s.knowsPreposition(first) {
			slot, word = first, rest
		}
		for _, c := range append(s.own(n, "compound", "amod"), s.prepositional(n, slot)...) {
			if s.isNoun(c, strings.Fields(word)) {
				return true
			}
		}
	}
	return false
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
				break // "was arrested in Niger": of a passive alone
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

// nounRules gives the rules whose noun stands at token n with the words before it, the longest only.
func (r *reader) nounRules(s *sentence, n int) []rule {
	var out []rule
	longest := 0
	rules := r.x.nouns[s.lemma(n)]
	if s.lemma(n) != s.words[n] && s.tag(n) == "VBG" {
		rules = r.x.nouns[s.words[n]]
	}
	for _, ru := range rules {
		k := len(ru.words)
		if k < longest || !s.isNoun(n, ru.words) {
			continue
		}
		if k > longest {
			out, longest = nil, k
		}
		out = append(out, ru)
	}
	return out
}

// carrier is a verb that a noun of an act stands with: "held talks", "strikes were carried out", "an attack launched by".
type carrier struct {
	verb    int
	passive bool // the noun is what is carried out: the agent did it
}

// carriers gives the verbs that may carry a noun.
func (s *sentence) carriers(n int) []carrier {
	var out []carrier
	g := s.head(n)
	switch s.rel(n) {
	case "obj", "obl", "xcomp":
		if g >= 0 && s.isPredicate(g) && !(s.rel(n) == "obl" && s.preposition(n) != "to" && inDates("no days", s.preposition(n))) {
			out = append(out, carrier{g, false}) // but not "arrived in Japan after a visit to Singapore"
		}
	case "nsubj":
		if g >= 0 && s.passive(g) {
			out = append(out, carrier{g, true})
		}
	case "root", "ccomp", "parataxis":
		for _, c := range s.own(n, "cop") {
			out = append(out, carrier{c, false}) // "is in talks with"
		}
	case "conj":
		if g >= 0 && isNoun(s.tag(g)) {
			out = append(out, s.carriers(g)...)
		}
	}
	for _, c := range s.own(n, "acl") {
		if s.passive(c) || s.relative(c) {
			out = append(out, carrier{c, true})
		}
	}
	return out
}

// nounActs finds what a noun of an act tells: "Iran's attack on Israel", "a call between A and B", "held talks with".
func (r *reader) nounActs(s *sentence, n int) []found {
	rules := r.nounRules(s, n)
	if len(rules) == 0 {
		return nil
	}
	var out []found
	carriers := s.carriers(n)
	owners := r.owners(s, n)
	for _, ru := range rules {
		if ru.relation.State || slices.Equal(ru.pattern.Subject, []string{"subj"}) {
			f, ok := r.stateOf(s, n, ru)
			r.trace.tried(s, &f, ok)
			if ok {
				out = append(out, f)
			}
			continue
		}
		f, ok := r.nounAct(s, n, ru, owners, carriers)
		r.trace.tried(s, &f, ok)
		if ok {
			out = append(out, f)
		}
	}
	return out
}

// nounAct fits a rule to the noun at token n.
func (r *reader) nounAct(s *sentence, n int, ru rule, owners []end, carriers []carrier) (found, bool) {
	p := &ru.pattern
	f := found{rule: ru, first: n - len(ru.words) + 1, last: n + 1, at: n, way: byNoun}
	if !s.asks(p, n) {
		return f, false
	}
	light := carrier{verb: -1}
	off := false // the carrier tells that it does not take place: "cancelled a visit to"
	for _, c := range carriers {
		if !c.passive && (s.inForms("called off", c.verb) || s.particled(c.verb, "called off particle")) {
			light, off = c, true
		}
		for _, l := range p.Light {
			words := strings.Fields(l)
			if s.lemma(c.verb) == words[0] && s.hasWords(c.verb, words[1:]) && (len(words) > 1 || !s.hasParticle(c.verb)) {
				light = c
			}
		}
	}
	if len(p.Theme) > 0 && !s.nounTheme(p, n) {
		return f, false
	}
	as := objectSide(ru.relation)
	behind := func(slot string) []int {
		heads := s.prepositional(n, slot)
		if len(heads) == 0 && light.verb >= 0 {
			heads = s.prepositional(light.verb, slot)
		}
		if len(heads) == 0 && len(p.Theme) > 0 {
			for _, t := range s.prepositional(n, "of") {
				heads = append(heads, s.prepositional(t, slot)...) // "a suspension of aid to Egypt"
			}
		}
		if slot == "clause" {
			for _, c := range s.own(n, "acl", "ccomp") {
				if s.mark(c) == "that" {
					heads = append(heads, s.own(c, "nsubj")...) // "its demand that X leave"
				}
			}
		}
		if len(heads) == 0 && s.rel(n) == "obj" && (slot == "on" || slot == "against") {
			// "condemned the attack by Israel on Iran": the phrase hangs on the verb to the parser
			for _, h := range s.prepositional(s.head(n), slot) {
				if h > n {
					heads = append(heads, h)
				}
			}
		}
		if len(heads) == 0 && s.rel(n) == "obl" && s.preposition(n) == "as" {
			heads = s.prepositional(s.head(n), slot) // "described as aggression against"
		}
		return slices.DeleteFunc(slices.Clone(heads), func(h int) bool { return h == n })
	}
	var objects []int
	for _, o := range p.Object {
		if o == "subj" {
			f.objects = owners // "X's defeat by Y"
			continue
		}
		if objects = behind(o); len(objects) > 0 {
			break
		}
	}
	if len(objects) == 0 {
		// "strikes targeting Iran", "an appeal addressed to"
		for _, c := range s.own(n, "acl") {
			if s.inForms("aiming", c) {
				if objects = s.undergoers(c); s.passive(c) || len(objects) == 0 {
					objects = nil
					for _, o := range append(slices.Clone(p.Object), "at") {
						objects = append(objects, s.prepositional(c, o)...)
					}
				}
			}
		}
	}
	if len(objects) > 0 {
		f.undergoers, f.objects = objects, r.helped(s, ru, r.allEnds(s, objects, as))
	}
	f.objects = r.objectsOf(ru, f.objects)
	var guilt *tie
	between := s.prepositional(n, "between")
	if len(between) == 0 && light.verb >= 0 {
		between = s.prepositional(light.verb, "between")
	}
	var subjects []end
	switch {
	case len(p.Subject) > 0:
		for _, o := range p.Subject {
			if subjects = r.allEnds(s, behind(o), asSubject); len(subjects) > 0 {
				break
			}
		}
	case ru.relation.Symmetric && len(between) > 0:
		f.subjects, f.pairs = r.kinds(r.allEnds(s, between, asSubject), p.SubjectKind), true
		f.objects = nil
	case len(owners) > 0 && !slices.Contains(p.Object, "subj"):
		subjects = owners
	default:
		by := s.prepositional(n, "by")
		for _, h := range objects {
			by = append(by, s.prepositional(h, "by")...) // "the killing of X by Y"
		}
		f.doers, subjects = by, r.allEnds(s, by, asSubject)
	}
	if !f.pairs {
		if len(subjects) == 0 && light.verb >= 0 {
			f.way = byLight
			doers, _ := s.doers(light.verb)
			if s.rel(light.verb) == "cop" {
				doers, _ = s.surface(n)
			}
			f.doers, subjects = doers, r.allEnds(s, doers, asSubject)
		}
		if len(subjects) == 0 && light.verb < 0 {
			if t, ok := s.tieOf(n); ok {
				subjects, guilt = r.allEnds(s, s.tied(t, n), asSubject), &t
			}
		}
		if len(subjects) == 0 && (ru.relation.Symmetric || ru.relation.Mode == "visit" || ru.relation.Name == "TOLD") && len(f.objects) > 0 {
			subjects = r.talker(s, n)
			f.way = byShared
		}
		f.subjects = r.kinds(subjects, p.SubjectKind)
		if ru.relation.Symmetric && len(f.objects) == 0 && len(objects) == 0 && len(f.subjects) > 1 && len(s.prepositional(n, "with")) == 0 {
			f.pairs = true // "US-Iran talks", "A and B held talks"
		}
	}
	if f.pairs && len(f.subjects) > 2 && ru.relation.Plover == "ASSAULT" {
		return f, false // "the US-Israel-Iran conflict": who of them is on which side?
	}
	if f.pairs && len(f.subjects) < 2 || !f.pairs && (len(f.objects) == 0 || len(f.subjects) == 0) {
		return f, false
	}
	if guilt != nil {
		f.mood = r.moodOfTied(s, *guilt, r.wordsOfNoun(s, n), 0)
	} else if light.verb >= 0 && !off && light.verb != n && s.rel(n) != "conj" && s.rel(light.verb) != "acl" && s.rel(light.verb) != "cop" {
		f.mood = r.wordsOfNoun(s, n).join(r.moodOf(s, light.verb, 0))
	} else if off {
		f.mood = r.voiced(s, n, r.moodOfObject(s, n, light.verb, r.wordsOfNoun(s, n), 1)) // also where "off" is a preposition to the parser
	} else {
		f.mood = r.moodOfNoun(s, n, 0)
	}
	f.mood.refused = f.mood.refused || off && f.mood.negated
	f.when = r.when(s, r.timesOfNoun(s, n, light.verb), f.mood)
	at := n
	if light.verb >= 0 {
		at = light.verb
	}
	f.where = r.where(s, at, p.Object)
	return f, true
}

// talker gives who talks where only the other side is named: "In a call with X, Y said", "during his visit to X".
func (r *reader) talker(s *sentence, n int) []end {
	if s.rel(n) != "obl" {
		return nil
	}
	switch s.preposition(n) {
	case "in", "during", "after", "following", "on", "at":
	default:
		return nil
	}
	subjects, _ := s.surface(s.head(n))
	out := r.allEnds(s, subjects, asSubject)
	if len(out) != 1 {
		return nil
	}
	return out
}

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
		case in("schools", s.words[n.last-1]), at == "of" && r.isBareAcronym(n):
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
