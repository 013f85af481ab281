package extract

import (
	"slices"

	"newsgraph/schema"
)

// diagnose tells why an attempt gave no claim of two known ends. ok is true where it gave one.
func (q *inquiry) diagnose(a *attempt) (o Reason, ok bool) {
	f := &a.found
	p := &f.rule.pattern
	trigger := q.s.wordsOf(max(f.first, 0), f.last)
	o = Reason{Type: f.rule.relation.Name, Rule: lineOf(p.Pos), Trigger: &trigger}
	switch {
	case len(a.made) > 0:
		return q.ofMade(a, o)
	case a.ok:
		return q.ofFound(a, o), false
	case q.ofWords(a, &o):
		return o, false
	}
	var object, subject failure
	if q.standing(f) {
		object, subject = q.ofStanding(f)
	} else {
		object = q.ofSlot(f.undergoers, f.objects, objectSide(f.rule.relation), slotsOf(p.Object))
		subject = q.ofSlot(f.doers, f.subjects, asSubject, q.subjectSlots(f))
	}
	object.slot, subject.slot = "object", "subject"
	failed := object
	if object.cause == "" || subject.cause != "" && subject.cause.rank() < object.cause.rank() {
		failed = subject
	}
	if failed.cause == "" {
		o.Cause = NoLonger
		return o, false
	}
	o.single = object.cause == "" || subject.cause == ""
	o.Cause, o.Words, o.Wanted, o.Slot = failed.cause, failed.words, failed.wanted, failed.slot
	if o.Cause == WrongObject {
		kinds, all := p.ObjectKind, f.rule.relation.Object
		if failed.slot == "subject" {
			o.Cause, kinds, all = WrongSubject, p.SubjectKind, f.rule.relation.Subject
		}
		if len(kinds) == 0 {
			kinds = all
		}
		o.Wanted = kindNames(kinds)
	}
	return o, false
}

// standing reports whether a pattern was read as that of a noun which names one of its ends: see stateOf.
func (q *inquiry) standing(f *found) bool {
	p := &f.rule.pattern
	return len(p.Noun) > 0 && (f.rule.relation.State || slices.Equal(p.Subject, []string{"subj"}))
}

// ofStanding tells why the noun of a standing relation has no ends: it is of nobody, or nobody is told to be one.
func (q *inquiry) ofStanding(f *found) (object, subject failure) {
	p, as := &f.rule.pattern, q.r.standingSide(f.rule.relation)
	var named []int
	if q.s.has(f.at, "cop") {
		named, _ = q.s.surface(f.at)
	}
	who := []string{"subject of “be”", "apposition", "name behind it"}
	if slices.Contains(p.Object, "subj") {
		// "the Syrian city of Aleppo": the other way round
		return q.ofSlot(named, f.objects, asSubject, who), q.ofSlot(q.behind(f.at, p.Subject), f.subjects, as, slotsOf(p.Subject))
	}
	heads := q.behind(f.at, p.Object)
	object = q.ofSlot(heads, f.objects, as, append([]string{"owner"}, slotsOf(p.Object)...))
	ends := q.r.allEnds(q.s, heads, as)
	if len(heads) == 0 {
		ends = q.r.owners(q.s, f.at)
	}
	if object.cause != "" && len(ends) > 0 {
		object = failure{cause: OnlyDescribed, words: []Words{q.s.wordsIn(&ends[0])}}
		if ends[0].entity >= 0 && ends[0].part == "" {
			object.cause = WrongObject
		}
	}
	return object, q.ofSlot(named, f.subjects, asSubject, who)
}

// behind gives what stands behind the first preposition of some slots that is there.
func (q *inquiry) behind(n int, slots []string) []int {
	for _, o := range slots {
		if out := q.s.prepositional(n, o); len(out) > 0 {
			return out
		}
	}
	return nil
}

// ofMade tells of the claims of an attempt: which of their ends is only described.
func (q *inquiry) ofMade(a *attempt, o Reason) (Reason, bool) {
	for _, m := range a.made {
		if entityOf(m.subject) >= 0 && entityOf(m.object) >= 0 {
			return o, true
		}
	}
	m := a.made[0]
	o.Cause, o.Slot = OnlyDescribed, "object"
	e := m.object
	if entityOf(m.object) >= 0 {
		o.Slot, e = "subject", m.subject
	}
	if e == nil {
		o.Cause, o.Wanted = SlotEmpty, q.subjectSlots(&a.found)
		return o, false
	}
	o.Words = []Words{q.s.wordsIn(e)}
	return o, false
}

// ofFound tells why a pattern that was found made no claim.
func (q *inquiry) ofFound(a *attempt, o Reason) Reason {
	f := &a.found
	if o.Cause = q.s.unsaid(f); o.Cause != "" {
		if w := a.mood.decider(q.s, func(m *mood) bool { return m.silent }); o.Cause == Unclear && w >= 0 {
			o.Words = []Words{q.s.wordsOf(w, w+1)}
		}
		return o
	}
	subjects, objects := f.subjects, f.objects
	if f.pairs {
		objects = subjects
	}
	for i := range subjects {
		for j := range objects {
			if f.pairs && i >= j {
				continue
			}
			sub, obj := &subjects[i], &objects[j]
			if o.Cause = q.r.unfit(f.rule, sub, obj); o.Cause == "" {
				continue
			}
			rel := f.rule.relation
			switch o.Cause {
			case WrongSubject:
				o.Slot, o.Words, o.Wanted = "subject", []Words{q.s.wordsIn(sub)}, kindNames(rel.Subject)
			case WrongObject:
				o.Slot, o.Words, o.Wanted = "object", []Words{q.s.wordsIn(obj)}, kindNames(rel.Object)
			case OnlyDescribed:
				o.Slot, o.Words = "object", []Words{obj.words}
				if obj.entity >= 0 {
					o.Slot, o.Words = "subject", []Words{sub.words}
				}
			default:
				o.Words = []Words{q.s.wordsIn(sub), q.s.wordsIn(obj)}
			}
			return o
		}
	}
	o.Cause = Game
	for i, w := range q.s.words {
		if in("sport", w) {
			o.Words = append(o.Words, q.s.wordsOf(i, i+1))
		}
	}
	return o
}

// ofWords tells which of the words that a pattern asks for is missing or which forbids it. It asks the engine for a part of the pattern
// at a time.
func (q *inquiry) ofWords(a *attempt, o *Reason) bool {
	p, at := &a.found.rule.pattern, a.found.at
	switch {
	case !q.s.asks(&schema.Pattern{Complement: p.Complement}, at):
		o.Cause, o.Wanted = NoComplement, []string{complements[p.Complement]}
	case len(p.Theme) > 0 && !q.themed(p, at):
		o.Cause, o.Wanted = OtherTheme, p.Theme
	case !q.s.asks(&schema.Pattern{With: p.With, Object: p.Object}, at):
		o.Cause, o.Wanted = WordMissing, p.With
	default:
		for _, w := range p.Without {
			if !q.s.asks(&schema.Pattern{Without: []string{w}, Object: p.Object}, at) {
				o.Cause, o.Wanted = Forbidden, append(o.Wanted, w)
			}
		}
	}
	return o.Cause != ""
}

// complements are the words for what a pattern calls its complement.
var complements = map[string]string{
	"infinitive": "an infinitive", "that": "a clause", "as": "“as”", "none": "neither a clause nor a second object",
}

func (q *inquiry) themed(p *schema.Pattern, at int) bool {
	if isVerb(q.s.tag(at)) {
		return q.s.theme(p, at) >= 0
	}
	return q.s.nounTheme(p, at)
}

// failure is how one slot failed; without cause it did not.
type failure struct {
	cause  Cause
	slot   string
	words  []Words
	wanted []string
}

// ofSlot tells why a slot has no ends: nothing stands in it, or nobody.
func (q *inquiry) ofSlot(heads []int, ends []end, as side, wanted []string) failure {
	switch {
	case len(ends) > 0:
		return failure{}
	case len(heads) == 0:
		return failure{cause: SlotEmpty, wanted: wanted}
	}
	if resolved := q.r.allEnds(q.s, heads, as); len(resolved) > 0 {
		out := failure{cause: OnlyDescribed}
		for i := range resolved {
			out.words = append(out.words, q.s.wordsIn(&resolved[i]))
			if resolved[i].entity >= 0 && resolved[i].part == "" || resolved[i].thing {
				out.cause = WrongObject
			}
		}
		return out
	}
	out := failure{cause: Unresolved}
	for _, h := range heads {
		if q.s.upos(h) != "PRON" && q.s.upos(h) != "DET" {
			out.cause = NoEnd
		}
		first, last := q.s.phrase(h)
		out.words = append(out.words, q.s.wordsOf(first, last))
	}
	return out
}

// wordsIn gives the words of an end with what its owner owns: "Iran's demands".
func (s *sentence) wordsIn(e *end) Words {
	if e.part == "" || s.timeAt[e.head] >= 0 {
		return e.words
	}
	first, last := s.phrase(e.head)
	return s.wordsOf(first, last)
}

// subjectSlots names where the subject of a trigger is sought.
func (q *inquiry) subjectSlots(f *found) []string {
	p := &f.rule.pattern
	switch {
	case len(p.Subject) > 0:
		return slotsOf(p.Subject)
	case isNoun(q.s.tag(f.at)):
		out := []string{"owner", "behind “by”"}
		for _, l := range p.Light {
			out = append(out, "subject of “"+l+"”")
		}
		return out
	case q.s.passive(f.at):
		return []string{"behind “by”"}
	}
	return []string{"subject"}
}

// slotsOf gives the slots of a pattern in words.
func slotsOf(slots []string) []string {
	var out []string
	for _, o := range slots {
		switch o {
		case "subj":
			out = append(out, "subject")
		case "obj":
			out = append(out, "object")
		case "iobj":
			out = append(out, "indirect object")
		case "clause":
			out = append(out, "subject of the clause below")
		default:
			out = append(out, "behind “"+o+"”")
		}
	}
	return out
}

func kindNames(kinds []schema.Kind) []string {
	var out []string
	for _, k := range kinds {
		out = append(out, string(k))
	}
	return out
}
