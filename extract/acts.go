package extract

import (
	"slices"
	"strings"

	"newsgraph/schema"
)

// found is a pattern that fits, with what stands at its ends.
type found struct {
	rule       rule
	subjects   []end
	objects    []end
	pairs      bool // the ends are all in subjects: each with each
	first      int  // tokens of the trigger
	last       int
	mood       mood
	when       *When
	where      *Where
	initiator  bool // the subject began it
	chunk      int
	confidence int
}

// Confidence by kind of rule, in thousandths. Preliminary: set by hand from reading claims, to be calibrated.
const (
	sureTitle       = 950 // "Iranian President X"
	sureApposition  = 900 // "X, the president of Iran,"
	sureCounterpart = 800
	sureVerb        = 880
	surePassive     = 860
	sureShared      = 800 // subject of another verb: "met X and called Y", control, participles
	sureLight       = 860 // "held talks with"
	sureNoun        = 780 // "Iran's attack on"
)

// acts finds the claims of one sentence.
func (r *reader) acts(s *sentence) {
	sport := s.sport()
	for i, c := range s.chunks {
		var all []found
		switch c.kind {
		case verbGroup:
			all = r.verbActs(s, i)
		case nounPhrase:
			all = r.nounActs(s, i)
		}
		for _, f := range all {
			if sport && (f.rule.relation.Plover == "ASSAULT" || f.rule.relation.Mode == "visit" || f.rule.relation.Name == "MET") {
				continue
			}
			r.draft(s, f) // at once: "the two" of a later clause are the ends of an earlier one
		}
	}
}

// sport reports whether the sentence tells of a game.
func (s *sentence) sport() bool {
	for _, w := range s.words {
		if in("sport", w) {
			return true
		}
	}
	return false
}

// verbPhrase reports whether a verb group and the words behind it are the words of a verb: "carry out".
func (s *sentence) verbPhrase(c chunk, phrase string) bool {
	words := strings.Fields(phrase)
	if !s.isForm(c.head, words[0]) {
		return false
	}
	for k, w := range words[1:] {
		if s.word(c.head+1+k) != w {
			return false
		}
	}
	return true
}

// verbRules gives the rules whose verb is that of chunk v.
func (r *reader) verbRules(s *sentence, v int) []rule {
	c := s.chunks[v]
	var out []rule
	seen := map[string]bool{}
	for _, base := range s.bases(c.head) {
		if seen[base] {
			continue
		}
		seen[base] = true
		for _, ru := range r.x.verbs[base] {
			if !s.verbPhrase(c, strings.Join(ru.words, " ")) {
				continue
			}
			// "called off" is not "call"
			if len(ru.words) == 1 && in("particles", s.word(c.head+1)) {
				continue
			}
			out = append(out, ru)
		}
	}
	return out
}

// bases gives what the dictionary form of token i may be.
func (s *sentence) bases(i int) []string {
	out := []string{s.lemma(i)}
	w := s.words[i]
	for _, suffix := range []string{"s", "es", "d", "ed", "ing"} {
		if base, ok := strings.CutSuffix(w, suffix); ok && len(base) > 1 {
			out = append(out, base)
			if suffix == "ing" {
				out = append(out, base+"e")
			}
			if len(base) > 2 && base[len(base)-1] == base[len(base)-2] {
				out = append(out, base[:len(base)-1])
			}
			if i, ok := strings.CutSuffix(base, "i"); ok {
				out = append(out, i+"y")
			}
		}
	}
	return out
}

// objectSide says how the object of a relation is resolved.
func objectSide(rel *schema.Relation) side {
	place, person := false, true
	for _, k := range rel.Object {
		place = place || k == schema.Place
		person = person && (k == schema.Person || k == schema.Group)
	}
	switch {
	case person:
		return asVictim
	case place:
		return asPlace
	}
	return asObject
}

// allEnds resolves several phrases.
func (r *reader) allEnds(s *sentence, phrases []int, as side) []end {
	var out []end
	for _, p := range phrases {
		out = append(out, r.ends(s, p, as)...)
	}
	return out
}

// verbActs finds what the verb group at chunk v tells.
func (r *reader) verbActs(s *sentence, v int) []found {
	rules := r.verbRules(s, v)
	if len(rules) == 0 {
		return nil
	}
	c := s.chunks[v]
	comp := s.complementsOf(v)
	sub, hasSubject := subject{via: -1, left: v}, false
	if c.form == finite {
		sub, hasSubject = s.subjectOf(v)
	}
	left := c.first
	if hasSubject && sub.left < v {
		left = s.chunks[sub.left].first
		if sub.related || s.is(sub.left-1, relative) || s.is(sub.left-1, nounPhrase) {
			left = s.chunks[max(0, sub.left-2)].first
		}
	} else if c.form == participle && v > 0 {
		left = s.chunks[v-1].first
	}
	right := len(s.Tokens)
	if comp.end < len(s.chunks) {
		right = s.chunks[comp.end].first
	}
	var out []found
	for _, ru := range rules {
		p := ru.pattern
		if len(p.With) > 0 && !s.hasWords(left, right, p.With) || s.hasWords(left, right, p.Without) {
			continue
		}
		f := found{rule: ru, first: c.first, last: c.last, chunk: v, confidence: sureVerb}
		as := objectSide(ru.relation)
		takesObject, slot := false, false
		for _, o := range p.Object {
			if o == "obj" {
				takesObject = true
				continue
			}
			// The slot comes first, or behind adjuncts: not "blamed Iran for an attack on Haifa", "called for strikes on Iran".
			if !s.leads(comp, o) {
				continue
			}
			if list := comp.preps[o]; len(list) > 0 {
				slot = true
				if f.objects = r.allEnds(s, list, as); len(f.objects) > 0 {
					break
				}
			}
		}
		if c.passive {
			f.confidence = surePassive
			var patients []int
			switch {
			case c.form == participle:
				if s.is(v-1, nounPhrase) {
					head, _, _ := s.headOf(v - 1)
					patients = []int{head}
				}
			case c.form == finite && hasSubject:
				patients = sub.phrases
			}
			// "Among those killed was X"
			if c.form == participle && (s.word(c.first-1) == "those" || s.word(c.first-1) == "the") && s.word(c.first-2) == "among" && s.is(v+1, verbGroup) && s.lemma(s.chunks[v+1].head) == "be" && as == asVictim {
				f.objects = r.allEnds(s, s.complementsOf(v+1).object, as)
				f.mood = r.attributed(s, v, plain())
				out = append(out, f)
				continue
			}
			if len(comp.object) > 0 {
				continue // "is called X"
			}
			if takesObject && !slot {
				f.objects = r.allEnds(s, patients, as)
			}
			f.subjects = r.agents(s, v, asSubject)
			if between := comp.preps["between"]; ru.relation.Symmetric && len(between) > 1 {
				f.subjects = r.allEnds(s, between, asSubject)
			}
			if len(f.subjects) == 0 && as == asVictim && c.form == finite {
				// "killed in Israeli strikes"
				for _, in := range comp.preps["in"] {
					f.subjects = append(f.subjects, r.owned(s, in, asSubject)...)
				}
			}
			if ru.relation.Symmetric && len(f.objects) == 0 && !takesObject {
				f.pairs = true
			}
			if len(f.subjects) == 0 && !(as == asVictim && c.form == finite && len(f.objects) > 0) {
				continue
			}
		} else {
			if takesObject && !slot && len(f.objects) == 0 {
				if comp.odd {
					continue
				}
				f.objects = r.allEnds(s, comp.object, as)
				// "Mongolia, which Laos accuses"
				if len(comp.object) == 0 && hasSubject && s.is(sub.left-1, relative) && s.word(s.chunks[sub.left-1].first) != "what" {
					if a, ok := s.antecedent(sub.left - 1); ok {
						f.objects = r.allEnds(s, a.phrases, as)
					}
				}
			}
			var shared bool
			f.subjects, shared = r.doers(s, v, asSubject, 0)
			if shared {
				f.confidence = sureShared
			}
			if len(f.subjects) == 0 {
				continue
			}
			if len(f.objects) == 0 {
				absent := !slot && (!takesObject || len(comp.object) == 0)
				with := false
				for _, o := range p.Object {
					with = with || o == "with"
				}
				if !ru.relation.Symmetric || !absent || !with || len(f.subjects) < 2 || c.form != finite {
					continue
				}
				f.pairs = true
			}
			f.initiator = ru.relation.Symmetric && len(p.Object) == 1 && takesObject
		}
		f.mood = r.moodOfVerb(s, v, 0)
		times := append([]int{}, comp.times...)
		if hasSubject {
			times = append(times, sub.times...)
		}
		if s.scheduled(c, times) {
			f.mood.weaken(Possible)
		}
		f.when = r.when(s, times, sub, hasSubject, f.mood)
		f.where = r.where(s, comp, p.Object)
		out = append(out, f)
	}
	return out
}

// scheduled reports whether a verb in the present stands with a day of the week or one to come: "meets Xi on Monday" may
// tell of next Monday.
func (s *sentence) scheduled(c chunk, times []int) bool {
	first := s.tag(c.first)
	if c.form != finite || c.perfect || first != "VBZ" && first != "VBP" {
		return false
	}
	for _, t := range times {
		m := s.moments[s.chunks[t].moment]
		if m.unit == unitWeekday || m.next || m.rel && m.offset > 0 {
			return true
		}
	}
	return false
}

// leads reports whether a preposition is the first of a complement, or has nothing but adjuncts before it.
func (s *sentence) leads(c complement, prep string) bool {
	for _, p := range c.order {
		w := s.word(s.chunks[p].first)
		if w == prep {
			return true
		}
		if !in("adjuncts", w) {
			return false
		}
	}
	return false
}

// hasWords reports whether one of the words or phrases stands in tokens first to last.
func (s *sentence) hasWords(first, last int, words []string) bool {
	if len(words) == 0 {
		return false
	}
	clause := " " + strings.Join(s.words[first:last], " ") + " "
	for _, w := range words {
		if strings.Contains(clause, " "+w+" ") {
			return true
		}
	}
	return false
}

// doers resolves who does what the verb group at chunk v tells: its subject, or that of the verb it hangs on. shared says
// that the subject is another verb's.
func (r *reader) doers(s *sentence, v int, as side, depth int) (out []end, shared bool) {
	if depth > deepest {
		return nil, true
	}
	c := s.chunks[v]
	switch c.form {
	case finite:
		sub, ok := s.subjectOf(v)
		if !ok || c.passive && depth > 0 {
			return nil, true
		}
		return r.allEnds(s, sub.phrases, as), sub.via >= 0 || sub.related
	case infinitive:
		g, object := s.governor(v)
		if g < 0 {
			if sub, ok := s.subjectOf(v); ok && sub.via >= 0 {
				return r.allEnds(s, sub.phrases, as), true
			}
			return nil, true
		}
		if s.chunks[g].passive {
			if s.chunks[g].form != finite {
				return nil, true
			}
			sub, ok := s.subjectOf(g)
			if !ok {
				return nil, true
			}
			return r.allEnds(s, sub.phrases, as), true
		}
		if len(object) > 0 {
			if !s.inForms("requested", s.chunks[g].head) && !s.inForms("letting", s.chunks[g].head) {
				return nil, true // "sent troops to attack": who attacks is not certain
			}
			return r.allEnds(s, object, as), true
		}
		if g2 := s.prepositionalObject(g, v); len(g2) > 0 && s.inForms("requested", s.chunks[g].head) {
			return r.allEnds(s, g2, as), true
		}
		out, _ = r.doers(s, g, as, depth+1)
		return out, true
	case gerund:
		i := v - 1
		for s.is(i, adverb) {
			i--
		}
		switch {
		case s.is(i, verbGroup):
			out, _ = r.doers(s, i, as, depth+1)
			return out, true
		case s.is(i, preposition):
			w := s.word(s.chunks[i].first)
			g := i - 1
			for g >= 0 && (s.is(g, nounPhrase) || s.is(g, preposition) || s.is(g, timeWords) || s.is(g, adverb) || s.is(g, conjunction)) {
				g--
			}
			if s.is(g, verbGroup) {
				gl := s.chunks[g].head
				if w == "of" && s.isForm(gl, "accuse") || w == "for" && s.isForm(gl, "blame") {
					if s.chunks[g].passive {
						if sub, ok := s.subjectOf(g); ok && s.chunks[g].form == finite {
							return r.allEnds(s, sub.phrases, as), true
						}
						return nil, true
					}
					return r.allEnds(s, s.complementsOf(g).object, as), true
				}
				if w == "after" || w == "by" || w == "while" || w == "since" {
					if s.chunks[g].passive {
						return nil, true
					}
					out, _ = r.doers(s, g, as, depth+1)
					return out, true
				}
				return nil, true
			}
			if w == "after" || w == "while" || w == "since" || w == "following" || w == "by" {
				return r.mainSubject(s, v, as), true
			}
		case s.is(i, subordinator):
			if w := s.word(s.chunks[i].first); w == "after" || w == "while" || w == "since" {
				return r.mainSubject(s, v, as), true
			}
		case s.is(i, comma):
			for g := i - 1; g >= 0; g-- {
				if gc := s.chunks[g]; gc.kind == verbGroup {
					if gc.form != finite || gc.passive {
						return nil, true
					}
					out, _ = r.doers(s, g, as, depth+1)
					return out, true
				} else if gc.kind == stop || gc.kind == subordinator || gc.kind == relative {
					return nil, true
				}
			}
		}
	}
	return nil, true
}

// prepositionalObject gives the phrases behind "on" or "to" of a verb before the infinitive at v: "called on X to".
func (s *sentence) prepositionalObject(g, v int) []int {
	comp := s.complementsOf(g)
	if comp.next != v && comp.end != v {
		return nil
	}
	for _, w := range []string{"on", "upon", "to"} {
		if len(comp.preps[w]) > 0 {
			return comp.preps[w]
		}
	}
	return nil
}

// mainSubject resolves the subject of the main clause behind an introduction at chunk i: "After attacking X, Y ...".
func (r *reader) mainSubject(s *sentence, i int, as side) []end {
	j := i
	for j < len(s.chunks) && !s.is(j, comma) {
		if s.is(j, stop) {
			return nil
		}
		j++
	}
	for v := j + 1; v < len(s.chunks) && v < j+12; v++ {
		if c := s.chunks[v]; c.kind == verbGroup {
			if c.form != finite || c.passive {
				return nil
			}
			sub, ok := s.subjectOf(v)
			if !ok || sub.phrases[0] <= j || sub.related {
				return nil
			}
			return r.allEnds(s, sub.phrases, as)
		} else if c.kind == stop || c.kind == relative || c.kind == subordinator {
			return nil
		}
	}
	return nil
}

// nounForm reports whether token i is a form of a noun.
func (s *sentence) nounForm(i int, noun string) bool {
	w := s.words[i]
	return s.nameAt[i] < 0 && (isNoun(s.tag(i)) || s.tag(i) == "VBG") && (s.lemma(i) == noun || w == noun || w == noun+"s" || w == noun+"es")
}

// nounRules gives the rules whose noun the phrase at chunk i has as its head, the longest only.
func (r *reader) nounRules(s *sentence, i int) []rule {
	c := s.chunks[i]
	var out []rule
	longest := 0
	w := s.words[c.head]
	seen := map[string]bool{}
	for _, base := range []string{s.lemma(c.head), w, strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "es")} {
		if seen[base] {
			continue
		}
		seen[base] = true
		for _, ru := range r.x.nouns[base] {
			n := len(ru.words)
			ok := s.nounForm(c.head, ru.words[n-1])
			for k := 1; ok && k < n; k++ {
				ok = c.head-k >= c.first && s.words[c.head-k] == ru.words[n-1-k]
			}
			if !ok || n < longest {
				continue
			}
			if n > longest {
				out, longest = nil, n
			}
			out = append(out, ru)
		}
	}
	return out
}

// nounActs finds what a noun of an act tells: "Iran's attack on Israel", "a call between A and B", "held talks with".
func (r *reader) nounActs(s *sentence, i int) []found {
	rules := r.nounRules(s, i)
	if len(rules) == 0 {
		return nil
	}
	c := s.chunks[i]
	comp := s.prepositions(i+1, complement{preps: map[string][]int{}, next: -1})
	comp = r.ownPrepositions(s, comp)
	if s.is(comp.end, verbGroup) && s.chunks[comp.end].form == participle && s.is(comp.end+1, preposition) && s.inForms("aiming", s.chunks[comp.end].head) {
		comp = s.prepositions(comp.end+1, comp) // "missile attacks aimed at"
	}
	owners := r.owners(s, i)
	if len(owners) == 0 {
		owners = r.ownOwners(s, i)
	}
	// the verb that carries the noun
	carrier, carrierSubject := -1, []end(nil)
	if g := s.carrierOf(i); g >= 0 {
		carrier = g
	}
	passiveCarrier := false
	if v := s.verbAfter(i); v >= 0 && s.chunks[v].passive {
		carrier, passiveCarrier = v, true
	}
	var out []found
	for _, ru := range rules {
		p := ru.pattern
		light := false
		if carrier >= 0 {
			for _, l := range p.Light {
				light = light || s.verbPhrase(s.chunks[carrier], l)
			}
		}
		all := comp
		if light && passiveCarrier {
			vc := s.complementsOf(carrier)
			all = complement{preps: map[string][]int{}, times: append(append([]int{}, comp.times...), vc.times...), end: vc.end}
			for k, list := range comp.preps {
				all.preps[k] = append(all.preps[k], list...)
			}
			for k, list := range vc.preps {
				all.preps[k] = append(all.preps[k], list...)
			}
		}
		left, right := c.first, len(s.Tokens)
		if all.end < len(s.chunks) {
			right = s.chunks[all.end].first
		}
		if len(p.With) > 0 && !s.hasWords(left, right, p.With) || s.hasWords(left, right, p.Without) {
			continue
		}
		as := objectSide(ru.relation)
		f := found{rule: ru, first: c.head - len(ru.words) + 1, last: c.last, chunk: i, confidence: sureNoun}
		for _, o := range p.Object {
			if f.objects = r.allEnds(s, all.preps[o], as); len(f.objects) > 0 {
				break
			}
		}
		f.subjects = owners
		if len(f.subjects) == 0 {
			f.subjects = r.allEnds(s, all.preps["by"], asSubject)
		}
		if between := all.preps["between"]; ru.relation.Symmetric && len(between) > 1 {
			f.subjects, f.objects, f.pairs = r.allEnds(s, between, asSubject), nil, true
			if len(f.subjects) < 2 {
				continue
			}
		}
		switch {
		case len(f.subjects) == 0 && light && !passiveCarrier:
			if carrierSubject == nil {
				carrierSubject, _ = r.doers(s, carrier, asSubject, 0)
			}
			f.subjects = carrierSubject
			f.confidence = sureLight
			if len(f.objects) == 0 && ru.relation.Symmetric && len(f.subjects) > 1 && len(all.preps["with"]) == 0 && s.chunks[carrier].form == finite {
				f.pairs = true
			}
		case len(f.subjects) == 0 && (ru.relation.Symmetric || ru.relation.Mode == "visit") && len(f.objects) > 0:
			f.subjects = r.talker(s, i, all)
			f.confidence = sureShared
		case len(f.subjects) > 1 && len(f.objects) == 0 && ru.relation.Symmetric && len(all.preps["with"]) == 0 && len(owners) > 1:
			f.pairs = true // "US-Iran talks"
		}
		if f.pairs && len(f.subjects) < 2 || !f.pairs && len(f.objects) == 0 {
			continue
		}
		if len(f.subjects) == 0 && as != asVictim {
			continue
		}
		f.mood = r.moodOfPhrase(s, i, 0)
		if len(f.subjects) == 0 && f.mood.asked >= 0 {
			continue
		}
		times := append([]int{}, all.times...)
		sub, hasSubject := subject{via: -1, left: i}, false
		if light {
			times = append(times, s.complementsOf(carrier).times...)
			if s.chunks[carrier].form == finite {
				if sub, hasSubject = s.subjectOf(carrier); hasSubject {
					times = append(times, sub.times...)
				}
			}
		}
		f.when = r.when(s, times, sub, hasSubject, f.mood)
		if f.when == nil {
			for k := c.first; k < c.head; k++ {
				if m := s.timeAt[k]; m >= 0 {
					f.when = s.moments[m].resolve(r.text, r.article.Published.Day(), f.mood.modality == Actual)
					break
				}
			}
		}
		out = append(out, f)
	}
	return out
}

// ownPrepositions keeps those of a noun of an act, up to the next such noun: in "discussions during a meeting between X and
// Y" the last belong to the meeting.
func (r *reader) ownPrepositions(s *sentence, comp complement) complement {
	for k, p := range comp.order {
		next := len(s.chunks)
		if k+1 < len(comp.order) {
			next = comp.order[k+1]
		}
		for j := p + 1; j < next; j++ {
			if !s.is(j, nounPhrase) || len(r.nounRules(s, j)) == 0 {
				continue
			}
			out := complement{preps: map[string][]int{}, end: comp.end, next: -1, order: comp.order[:k+1]}
			for _, t := range comp.times {
				if t < j {
					out.times = append(out.times, t)
				}
			}
			for w, list := range comp.preps {
				for _, x := range list {
					if x <= j {
						out.preps[w] = append(out.preps[w], x)
					}
				}
			}
			return out
		}
	}
	return comp
}

// owners resolves whose act a noun is: its possessor, the states in front of it.
func (r *reader) owners(s *sentence, i int) []end {
	c := s.chunks[i]
	var out []end
	for _, k := range s.ownersIn(c.first, c.head) {
		n := s.names[k]
		if n.bound {
			return nil
		}
		e := end{entity: n.entity, words: s.wordsOf(n.first, n.last), chunk: i}
		switch n.class {
		case classDemonym, classCapital, classSeat:
			e.entity = r.entities.country(n.code)
		case classCountry, classPerson, classBody, classArmed, classOrganization:
		default:
			return nil
		}
		if e.entity < 0 {
			return nil
		}
		e.kind = r.entities.list[e.entity].Kind
		out = append(out, e)
	}
	if len(out) == 0 {
		// "the Iranian president's call with": a described possessor
		for k := c.head - 1; k > c.first; k-- {
			if s.tag(k) == "POS" {
				if e, ok := r.describedIn(s, i, c.first, k); ok {
					return []end{e}
				}
			}
		}
	}
	return out
}

// ownOwners resolves "their attacks" where the phrase is the object of a verb: its subject, if it fits in number and kind.
func (r *reader) ownOwners(s *sentence, i int) []end {
	c := s.chunks[i]
	if s.tag(c.first) != "PRP$" {
		return nil
	}
	g := s.carrierOf(i)
	if g < 0 {
		return nil
	}
	out, _ := r.doers(s, g, asSubject, 0)
	if len(out) == 0 {
		return nil
	}
	person := out[0].kind == schema.Person
	switch s.words[c.first] {
	case "their":
		if len(out) < 2 && out[0].kind != schema.Group {
			return nil
		}
	case "its":
		if len(out) != 1 || person {
			return nil
		}
	case "his", "her":
		if len(out) != 1 || !person {
			return nil
		}
	default:
		return nil
	}
	return out
}

// describedIn resolves the description in tokens first to last of chunk i.
func (r *reader) describedIn(s *sentence, i, first, last int) (end, bool) {
	saved := s.chunks[i]
	s.chunks[i] = chunk{kind: nounPhrase, first: first, last: last, head: last - 1}
	e, ok := r.described(s, i)
	s.chunks[i] = saved
	return e, ok
}

// carrierOf gives the active verb group whose object holds the phrase at chunk i, or -1.
func (s *sentence) carrierOf(i int) int {
	for v := i - 1; v >= 0 && v >= i-8; v-- {
		c := s.chunks[v]
		if c.kind == verbGroup {
			if c.passive {
				return -1
			}
			for _, o := range s.complementsOf(v).object {
				if o == i {
					return v
				}
			}
			return -1
		}
		if c.kind == stop {
			return -1
		}
	}
	return -1
}

// talker resolves who talks where only the other side is named: "In a call with X, Y said", "Y said in a call with X".
func (r *reader) talker(s *sentence, i int, comp complement) []end {
	j := i - 1
	if !s.is(j, preposition) {
		return nil
	}
	w := s.word(s.chunks[j].first)
	if w != "in" && w != "during" && w != "after" && w != "following" && w != "on" {
		return nil
	}
	possessive := s.tag(s.chunks[i].first) == "PRP$"
	if possessive && s.word(s.chunks[i].first) != "his" && s.word(s.chunks[i].first) != "her" {
		return nil
	}
	if s.is(comp.end, comma) && (j == 0 || s.is(j-1, stop) || s.is(j-1, adverb)) {
		out := r.mainSubject(s, comp.end, asSubject)
		if possessive && (len(out) != 1 || out[0].kind != schema.Person) {
			return nil
		}
		return out
	}
	if possessive {
		return nil
	}
	for v := j - 1; v >= 0 && v >= j-6; v-- {
		if c := s.chunks[v]; c.kind == verbGroup {
			for _, p := range s.complementsOf(v).order {
				if p == j && c.form == finite && !c.passive {
					out, _ := r.doers(s, v, asSubject, 0)
					return out
				}
			}
			return nil
		}
	}
	return nil
}

// when resolves the time words of a clause: a day before anything wider. "since 28 February, when Israel launched" dates
// the launch by the day.
func (r *reader) when(s *sentence, times []int, sub subject, hasSubject bool, m mood) *When {
	published := r.article.Published.Day()
	past := m.modality == Actual
	if m.modality == Possible {
		// whether it was or will be is not known, nor which Monday
		undated := make([]*When, 0, len(times))
		for _, t := range times {
			if mo := s.moments[s.chunks[t].moment]; mo.unit == unitWeekday {
				undated = append(undated, mo.resolve(r.text, "", past))
			}
		}
		if len(undated) > 0 {
			return undated[0]
		}
	}
	if hasSubject && s.is(sub.left-1, subordinator) && s.word(s.chunks[sub.left-1].first) == "when" {
		j := sub.left - 2
		if s.is(j, comma) {
			j--
		}
		if s.is(j, timeWords) {
			mo := s.moments[s.chunks[j].moment]
			if mo.bound == Since && mo.to == nil {
				mo.bound = ""
			}
			if mo.bound == "" {
				return mo.resolve(r.text, published, past)
			}
		}
	}
	var best *When
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
	for _, t := range times {
		w := s.moments[s.chunks[t].moment].resolve(r.text, published, past)
		if best == nil || rank(w) < rank(best) {
			best = w
		}
	}
	return best
}

// where gives the place that the clause names with "in" or "at".
func (r *reader) where(s *sentence, c complement, slots []string) *Where {
	for _, w := range []string{"in", "at"} {
		if slices.Contains(slots, w) {
			continue
		}
		for _, p := range c.preps[w] {
			k := s.nameAt[s.chunks[p].head]
			if k < 0 || s.names[k].bound || s.names[k].last != s.chunks[p].last {
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
