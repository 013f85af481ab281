package extract

import (
	"slices"

	"newsgraph/nlp"
)

// inquiry asks of one sentence why its known ends are not joined.
type inquiry struct {
	r        *reader
	s        *sentence
	attempts []*attempt
	ends     []Mention
	claims   []Claim
	block    nlp.BlockKind
	reasons  []Reason
}

// claimsOf gives the claims of one sentence.
func claimsOf(kept []draft, all []Claim, s *sentence) []Claim {
	var out []Claim
	for i := range kept {
		if kept[i].sentence == s {
			out = append(out, all[i])
		}
	}
	return out
}

// furthest is how many known ends further on a pair may reach: in a list of hundreds of names not each is asked about with each.
const furthest = 20

// answer gives the reasons, the most telling first.
func (q *inquiry) answer() []Reason {
	for i := range q.ends {
		for j := i + 1; j < len(q.ends) && j <= i+furthest; j++ {
			if a, b := &q.ends[i], &q.ends[j]; q.asked(a, b) {
				q.pair(a, b)
			}
		}
	}
	for i := range q.reasons {
		q.reasons[i].say()
	}
	place := func(o Reason) int {
		if !o.Near {
			return len(causes) + o.Cause.rank()
		}
		return o.Cause.rank()
	}
	slices.SortStableFunc(q.reasons, func(a, b Reason) int { return place(a) - place(b) })
	return q.reasons
}

// asked reports whether one may wonder why two ends are not joined: they are two, no claim of the sentence joins them, and not both
// have their part in some claim already. The state that somebody holds an office of has it by that.
func (q *inquiry) asked(a, b *Mention) bool {
	if a.ID == b.ID {
		return false
	}
	hasA, hasB := false, false
	for i := range q.claims {
		c := &q.claims[i]
		if a.is(c.Subject) && b.is(c.Object) || b.is(c.Subject) && a.is(c.Object) || c.Role != nil && (a.is(c.Object) || b.is(c.Object)) {
			return false
		}
		hasA, hasB = hasA || a.playsIn(c), hasB || b.playsIn(c)
	}
	return !hasA || !hasB
}

// is reports whether a mention is an end of a claim, or stands for it: "Moscow" for Russia.
func (m *Mention) is(e *End) bool {
	return e != nil && e.ID != nil && (*e.ID == m.ID || e.Start < m.End && m.Start < e.End)
}

// playsIn reports whether a mention has its part in what a claim tells, beyond an office.
func (m *Mention) playsIn(c *Claim) bool {
	if c.Role != nil {
		return false
	}
	speaks := func(s *Speaker) bool { return s != nil && s.ID != nil && *s.ID == m.ID }
	for i := range c.Via {
		if speaks(&c.Via[i]) {
			return true
		}
	}
	return m.is(c.Subject) || m.is(c.Object) || speaks(c.Speaker) || c.Where != nil && c.Where.ID != nil && *c.Where.ID == m.ID
}

// pair finds why two ends are not joined: how the rules fared whose triggers stand between them in the tree, else what does.
func (q *inquiry) pair(a, b *Mention) {
	if q.s.aside {
		q.add(a, b, Reason{Cause: Aside, Near: true, Wanted: []string{string(q.block)}})
		return
	}
	p := q.s.path(a, b)
	near := false
	for _, t := range q.triggers(p) {
		if q.s.far(p) {
			break // a trigger on so long a way is about others
		}
		if o, ok := q.nearest(t, p, a, b); ok {
			q.add(a, b, o)
			near = near || o.Near
		}
	}
	if !near {
		o := q.structure(a, b, p)
		o.Near = true
		q.add(a, b, o)
	}
}

// add notes a reason, once for all pairs that it is about.
func (q *inquiry) add(a, b *Mention, o Reason) {
	pair := [2]string{a.Name, b.Name}
	if o.Words == nil {
		o.Words = []Words{}
	}
	if o.Wanted == nil {
		o.Wanted = []string{}
	}
	for i := range q.reasons {
		x := &q.reasons[i]
		if x.Cause == o.Cause && x.Rule == o.Rule && x.Slot == o.Slot && sameWords(x.Trigger, o.Trigger) && slices.Equal(x.Words, o.Words) {
			switch {
			case x.Near && !o.Near:
				return // true of these two as well, but not why
			case o.Near && !x.Near:
				x.Near, x.Between = true, nil
			}
			if !slices.Contains(x.Between, pair) && !slices.Contains(x.Between, [2]string{pair[1], pair[0]}) {
				x.Between = append(x.Between, pair)
			}
			return
		}
	}
	o.Between = [][2]string{pair}
	q.reasons = append(q.reasons, o)
}

func sameWords(a, b *Words) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// path is the way between two ends in the tree.
type path struct {
	a, b int   // the tokens of the ends
	top  int   // where both ways meet, -1 where they do not
	upA  []int // from a, without it, to the top, without it
	upB  []int
}

// path gives the way between two mentions.
func (s *sentence) path(a, b *Mention) path {
	p := path{a: s.top(a.first, a.last), b: s.top(b.first, b.last), top: -1}
	above := func(i int) []int {
		var out []int
		for range len(s.Tokens) {
			if i < 0 {
				break
			}
			out = append(out, i)
			i = s.head(i)
		}
		return out
	}
	as, bs := above(p.a), above(p.b)
	for i, t := range as {
		if j := slices.Index(bs, t); j >= 0 {
			p.top = t
			p.upA, p.upB = as[min(1, i):i], bs[min(1, j):j]
			return p
		}
	}
	return p
}

// all gives the tokens of a path but its ends, from a to b.
func (p path) all() []int {
	out := slices.Clone(p.upA)
	if p.top >= 0 && p.top != p.a && p.top != p.b {
		out = append(out, p.top)
	}
	for i := len(p.upB) - 1; i >= 0; i-- {
		out = append(out, p.upB[i])
	}
	return out
}

// clauses gives the heads of the clauses that a path leads through.
func (s *sentence) clauses(p path) []int {
	var out []int
	for _, t := range append(append([]int{p.a}, p.all()...), p.b) {
		if c := s.clauseOf(t); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// far reports whether more than one border of clauses lies between two ends.
func (s *sentence) far(p path) bool { return len(s.clauses(p)) > 2 }

// triggers gives the tokens of a path, and the nouns that its verbs are done with, at which a rule was tried.
func (q *inquiry) triggers(p path) []int {
	var out []int
	add := func(t int) {
		if !slices.Contains(out, t) && slices.ContainsFunc(q.attempts, func(a *attempt) bool { return a.found.at == t }) {
			out = append(out, t)
		}
	}
	for _, t := range append(p.all(), p.a, p.b) {
		add(t)
		if q.s.isPredicate(t) {
			for _, n := range q.s.own(t, "obj", "nsubj", "obl") {
				if isNoun(q.s.tag(n)) && q.s.nameAt[n] < 0 && (q.s.rel(n) != "nsubj" || q.s.passive(t)) {
					add(n)
				}
			}
		}
	}
	return out
}

// nearest tells how the rule fared that came nearest to a claim at token t. ok is false where one made a claim of two known ends.
func (q *inquiry) nearest(t int, p path, a, b *Mention) (best Reason, ok bool) {
	var themes []string
	relations := map[string]bool{}
	score := -1
	for _, at := range q.attempts {
		if at.found.at != t {
			continue
		}
		o, fits := q.diagnose(at)
		if fits {
			return Reason{}, false
		}
		o.Near = q.near(at, &o, p, a, b)
		relations[at.found.rule.relation.Name] = true
		if o.Cause == OtherTheme {
			themes = append(themes, o.Wanted...)
		}
		n := len(causes) - o.Cause.rank()
		if o.single {
			n += len(causes)
		}
		if o.Near {
			n += 2 * len(causes)
		}
		if at.ok {
			n += 4 * len(causes)
		}
		if n > score {
			best, score = o, n
		}
	}
	if best.Cause == OtherTheme {
		slices.Sort(themes)
		best.Wanted = slices.Compact(themes)
		if len(relations) > 1 {
			best.Type, best.Rule = "", ""
		}
	}
	if best.Cause == SlotEmpty && best.Slot == "object" && q.s.inForms("say", t) {
		return Reason{}, false // it tells something, but nobody is told: see structure
	}
	return best, score >= 0
}

// near reports whether an attempt is about one of two ends at least: one fills a slot of it or stands with what does. Of a rule that was
// given up before its slots were read, whether its verb joins the two. Where both stand in other clauses than its own, only a subject that
// is not known may keep them apart: "A said they attacked B".
func (q *inquiry) near(at *attempt, o *Reason, p path, a, b *Mention) bool {
	f := &at.found
	switch o.Cause {
	case NoComplement, WordMissing, OtherTheme:
		return f.at == q.s.joint(p) && q.s.joins(f.at, p)
	case Forbidden:
		return q.s.joins(f.at, p) && !q.standing(f)
	}
	inSlot := func(m *Mention, token int) bool {
		return slices.ContainsFunc(slices.Concat(f.subjects, f.objects), func(e end) bool { return e.entity == m.entity }) ||
			slices.ContainsFunc(slices.Concat(f.doers, f.undergoers), func(h int) bool { return q.s.under(token, h) })
	}
	inA, inB := inSlot(a, p.a), inSlot(b, p.b)
	if o.Slot == "subject" && (o.Cause == Unresolved || o.Cause == SlotEmpty) {
		return inA || inB
	}
	return inA && (inB || q.s.inClauseOf(f.at, p.b)) || inB && q.s.inClauseOf(f.at, p.a)
}

// joint gives the predicate that joins the ends of a path, of "wants to sponsor" the last one; -1 where there is none.
func (s *sentence) joint(p path) int {
	last := -1
	for _, t := range p.all() {
		if s.isPredicate(t) && (last < 0 || s.under(t, last)) {
			last = t
		}
	}
	return last
}

// structure tells what stands between two ends that no rule was tried for.
func (q *inquiry) structure(a, b *Mention, p path) Reason {
	s := q.s
	one := func(i int) Words { return s.wordsOf(i, i+1) }
	joint := s.joint(p)
	top := joint
	if joint < 0 {
		top = p.top
	}
	if o, ok := q.unread(top); ok && !s.far(p) {
		return o
	}
	if p.top < 0 {
		return Reason{Cause: Apart, Words: []Words{a.Words, b.Words}}
	}
	if joint < 0 {
		listed := true
		for _, t := range append(slices.Concat(p.upA, p.upB), p.a, p.b) {
			listed = listed && (t == p.top || s.rel(t) == "conj" || s.rel(t) == "parataxis" || s.Tokens[t].Rel == "flat")
		}
		switch {
		case listed || b.first-a.last <= 1 && slices.Contains([]string{"-", "–", "and", ",", "/"}, s.word(a.last)):
			return Reason{Cause: SideBySide}
		case p.top == p.a || p.top == p.b:
			return Reason{Cause: InPhrase}
		}
		return Reason{Cause: NoNoun, Words: []Words{one(p.top)}}
	}
	if clauses := s.clauses(p); len(clauses) > 1 {
		for _, v := range clauses {
			if s.inForms("say", v) {
				return Reason{Cause: OnlySaid, Words: []Words{one(v)}}
			}
		}
		if !s.joins(joint, p) {
			return Reason{Cause: Apart, Words: []Words{one(clauses[0]), one(clauses[len(clauses)-1])}}
		}
	}
	if s.inForms("say", joint) {
		return Reason{Cause: OnlySaid, Words: []Words{one(joint)}}
	}
	if slices.ContainsFunc(q.attempts, func(at *attempt) bool { return at.found.at == joint && len(at.made) > 0 }) {
		return Reason{Cause: OfOthers, Words: []Words{one(joint)}}
	}
	return Reason{Cause: NoTrigger, Words: []Words{one(joint)}}
}

// joins reports whether both ends of a path stand in the clause of a predicate, or are its subject: "A, who sponsored B".
func (s *sentence) joins(v int, p path) bool {
	return s.inClauseOf(v, p.a) && s.inClauseOf(v, p.b)
}

// inClauseOf reports whether a token stands in the clause of v, or is its subject.
func (s *sentence) inClauseOf(v, i int) bool {
	if s.clauseOf(i) == s.clauseOf(v) {
		return true
	}
	subjects, _ := s.surface(v)
	return slices.Contains(subjects, i)
}

// unread tells why no rule was tried at a token whose word some rule has.
func (q *inquiry) unread(t int) (Reason, bool) {
	s, x := q.s, q.r.x
	if t < 0 || slices.ContainsFunc(q.attempts, func(a *attempt) bool { return a.found.at == t }) {
		return Reason{}, false
	}
	w := s.wordsOf(t, t+1)
	alone := func(rules []rule) bool {
		return slices.ContainsFunc(rules, func(ru rule) bool { return len(ru.words) == 1 && len(ru.pattern.Theme) == 0 })
	}
	verb := isVerb(s.tag(t)) || s.upos(t) == "VERB"
	if verb && s.hasParticle(t) && alone(x.verbs[s.lemma(t)]) {
		o := Reason{Cause: OtherVerb, Trigger: &w}
		for _, c := range s.own(t, "compound") {
			o.Words = append(o.Words, s.wordsOf(c, c+1))
		}
		if len(o.Words) == 0 && t+1 < len(s.Tokens) {
			o.Words = []Words{s.wordsOf(t+1, t+2)}
		}
		return o, true
	}
	var classes []string
	for _, k := range []struct {
		rules map[string][]rule
		name  string
	}{{x.verbs, "a verb"}, {x.nouns, "a noun"}, {x.adjectives, "an adjective"}} {
		if alone(k.rules[s.lemma(t)]) {
			classes = append(classes, k.name)
		}
	}
	if len(classes) == 0 || verb && slices.Contains(classes, "a verb") || isNoun(s.tag(t)) && slices.Contains(classes, "a noun") {
		return Reason{}, false
	}
	return Reason{Cause: OtherClass, Trigger: &w, Wanted: classes}, true
}
