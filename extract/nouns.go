package extract

import (
	"slices"
	"strings"

	"newsgraph/schema"
)

// What nouns tell: "Iran's attack on Israel", "a call between A and B", "held talks with".

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
