package extract

import (
	"slices"
	"strings"

	"newsgraph/nlp"
	"newsgraph/schema"
)

// Cause is a kind of reason why two known ends are joined by no claim.
type Cause string

// The causes, the most telling first: those that a claim failed by at the last step stand above those of a rule that does not fit, and
// these above what the sentence as a whole is like.
const (
	OnlyDescribed  Cause = "only described"
	SameEntity     Cause = "same entity"
	QuotedByNobody Cause = "quoted by nobody"
	Unclear        Cause = "unclear"
	Deed           Cause = "deed"
	Game           Cause = "game"
	WrongSubject   Cause = "wrong kind of subject"
	WrongObject    Cause = "wrong kind of object"
	Unresolved     Cause = "unresolved"
	NoEnd          Cause = "no end"
	SlotEmpty      Cause = "slot empty"
	NoComplement   Cause = "no complement"
	Forbidden      Cause = "forbidden word"
	WordMissing    Cause = "word missing"
	OtherTheme     Cause = "other theme"
	OtherVerb      Cause = "other verb"
	OtherClass     Cause = "other word class"
	OfOthers       Cause = "of others"
	NoTrigger      Cause = "no trigger"
	NoNoun         Cause = "no trigger noun"
	OnlySaid       Cause = "only said"
	Apart          Cause = "apart"
	InPhrase       Cause = "in a phrase"
	SideBySide     Cause = "side by side"
	Aside          Cause = "aside"
)

// causes gives the text of each cause, in the order of the constants. {trigger}, {slot}, {words} and {wanted} are those of the reason.
var causes = []struct {
	cause Cause
	text  string
}{
	{OnlyDescribed, "its {slot}, {words}, is only described: no entity that is known"},
	{SameEntity, "both its ends are one: {words}"},
	{QuotedByNobody, "it stands in a quotation, and the text does not say here whose"},
	{Unclear, "whether it happened cannot be told{words}"},
	{Deed, "one of its ends is what somebody did or has, and does not act: {words}"},
	{Game, "the sentence may tell of a game: {words}"},
	{WrongSubject, "its subject, {words}, is not of a kind that it has there: {wanted}"},
	{WrongObject, "its object, {words}, is not of a kind that it has there: {wanted}"},
	{Unresolved, "its {slot} is {words}, and it is not sure who that is"},
	{NoEnd, "its {slot} is {words}: no name, nor anybody described"},
	{SlotEmpty, "its {slot} is missing, sought here: {wanted}"},
	{NoComplement, "it asks for {wanted} beside {trigger}"},
	{Forbidden, "a word in the clause forbids it: {wanted}"},
	{WordMissing, "it asks for one of these words in the clause: {wanted}"},
	{OtherTheme, "{trigger} tells something only with one of these as what it is done with: {wanted}"},
	{OtherVerb, "{trigger} with {words} is another verb, which no relation has"},
	{OtherClass, "{trigger} is known as {wanted}, and is none here"},
	{OfOthers, "{words} tells of others"},
	{NoTrigger, "no relation has {words}, which joins the two"},
	{NoNoun, "only a phrase joins the two, that of {words}, which no relation has"},
	{OnlySaid, "one of the two only speaks of the other: {words}"},
	{Apart, "the two stand in different clauses: {words}"},
	{InPhrase, "one of the two only stands in the phrase of the other: {words}"},
	{SideBySide, "the two are only listed together: {words}"},
	{Aside, "the sentence is no part of the report, but {wanted}"},
}

// rank gives the place of a cause, the most telling 0.
func (c Cause) rank() int {
	for i := range causes {
		if causes[i].cause == c {
			return i
		}
	}
	return len(causes)
}

// Reason is why some pairs of known ends are joined by no claim.
type Reason struct {
	Cause   Cause       `json:"cause"`
	Near    bool        `json:"near"`    // false of a rule that has neither of the two in its slots
	Text    string      `json:"text"`    // the reason in words
	Between [][2]string `json:"between"` // the names of the pairs of ends that it is about
	Type    string      `json:"type"`    // relation that came nearest, empty where no rule was tried or several fared alike
	Rule    string      `json:"rule"`    // file:line
	Trigger *Words      `json:"trigger"` // nil where no rule was tried
	Slot    string      `json:"slot"`    // "subject" or "object" where one of them failed
	Words   []Words     `json:"words"`   // the words that decided, never null
	Wanted  []string    `json:"wanted"`  // what was asked for, never null

	single bool // one slot failed and the other did not
}

// longestList is how many of the wanted words a text names.
const longestList = 6

// say sets the text of a reason.
func (o *Reason) say() {
	var words []string
	for _, w := range o.Words {
		words = append(words, "“"+oneLine(w.Text)+"”")
	}
	wanted := o.Wanted
	more := ""
	if len(wanted) > longestList {
		wanted, more = wanted[:longestList], ", ..."
	}
	trigger := ""
	if o.Trigger != nil {
		trigger = "“" + oneLine(o.Trigger.Text) + "”"
	}
	if o.Cause == Unclear && len(words) > 0 {
		words[0] = ": " + words[0]
	}
	fill := strings.NewReplacer("{trigger}", trigger, "{slot}", o.Slot, "{words}", strings.Join(words, ", "), "{wanted}", strings.Join(wanted, ", ")+more)
	if i := o.Cause.rank(); i < len(causes) {
		o.Text = fill.Replace(causes[i].text)
	}
}

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

// answer gives the reasons, the most telling first.
func (q *inquiry) answer() []Reason {
	for i := range q.ends {
		for j := i + 1; j < len(q.ends); j++ {
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
	both := []Words{a.Words, b.Words}
	if p.top < 0 {
		return Reason{Cause: Apart, Words: both}
	}
	if joint < 0 {
		listed := true
		for _, t := range append(slices.Concat(p.upA, p.upB), p.a, p.b) {
			listed = listed && (t == p.top || s.rel(t) == "conj" || s.rel(t) == "parataxis" || s.Tokens[t].Rel == "flat")
		}
		switch {
		case listed || b.first-a.last <= 1 && slices.Contains([]string{"-", "–", "and", ",", "/"}, s.word(a.last)):
			return Reason{Cause: SideBySide, Words: both}
		case p.top == p.a || p.top == p.b:
			return Reason{Cause: InPhrase, Words: both}
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
		return Reason{Cause: SlotEmpty, Type: o.Type, Rule: o.Rule, Trigger: o.Trigger, Slot: "object", Wanted: slotsOf(p.Object)}, false
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
