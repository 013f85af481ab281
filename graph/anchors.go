package graph

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"newsgraph/extract"
	"newsgraph/schema"
)

// Standing of a claim before facts: what it can do for one.
const (
	Supports = "supports" // asserts
	Alleges  = "alleges"  // affirmed, actual, stance accused
	Denies   = "denies"   // negated and actual, both ends known
	Silent   = "silent"   // planned, possible, requested, promised, asked, warned, or an end without entity
)

// Standing says what a claim can do for a fact. A claim that does not assert supports none: extract.Asserts decides.
func Standing(c *extract.Claim) string {
	if extract.Asserts(c) {
		return Supports
	}
	stance := ""
	if c.Stance != nil {
		stance = *c.Stance
	}
	switch {
	case c.Subject == nil || c.Subject.ID == nil || c.Object == nil || c.Object.ID == nil,
		c.Modality != extract.Actual,
		stance == extract.Promised, stance == extract.Asked, stance == extract.Warned:
		return Silent
	case c.Polarity == extract.Negated:
		return Denies
	case stance == extract.Accused:
		return Alleges
	}
	return Silent
}

// Report is what the anchor rules need to know of a claim. Days count from 1970-01-01; NoDay where unknown.
type Report struct {
	Claim     string
	Type      string
	Standing  string
	Role      string // "" where none
	Precision string // of When; "" where the claim has no time that can be placed
	Start     int    // first day
	End       int    // last day, inclusive
	Approx    bool
	Weekday   string // "friday", of precision weekday only
	Published int    // publication day in its own offset
	Publisher string // folded; its vote counts once for the bounds of a spell; "" where unknown
}

// NoDay is an unknown day.
const NoDay = -1 << 31

// NewReport reads a claim, its article's publication day (YYYY-MM-DD or empty) and the publisher of its article's key.
// An interval of one day is a day; one with a single bound is a since or until; one without bounds, with bounds that are
// no days of the calendar or that end before they start, is no time.
func NewReport(c *extract.Claim, published, publisher string) Report {
	r := Report{
		Claim: c.ID, Type: c.Type, Standing: Standing(c), Start: NoDay, End: NoDay,
		Published: dayNumber(published), Publisher: foldPublisher(publisher),
	}
	if c.Role != nil {
		r.Role = *c.Role
	}
	if c.When == nil {
		return r
	}
	start, end := NoDay, NoDay
	if c.When.Start != nil {
		start = dayNumber(*c.When.Start)
	}
	if c.When.End != nil {
		end = dayNumber(*c.When.End)
	}
	precision := c.When.Precision
	switch precision {
	case extract.Weekday:
		if c.When.Weekday != nil && weekdayNumber(*c.When.Weekday) >= 0 {
			r.Precision, r.Weekday = precision, *c.When.Weekday
		}
		return r
	case extract.Day:
		if end == NoDay {
			end = start
		}
	case extract.Since:
		end = NoDay
	case extract.Until:
		start = NoDay
	case extract.Week, extract.Month, extract.Year, extract.Range:
	default:
		return r
	}
	switch {
	case start == NoDay && end == NoDay:
		return r
	case end == NoDay:
		precision = extract.Since
	case start == NoDay:
		precision = extract.Until
	case end < start:
		return r
	case start == end:
		precision = extract.Day
	case precision == extract.Day:
		precision = extract.Range
	}
	r.Precision, r.Start, r.End, r.Approx = precision, start, end, c.When.Approx
	return r
}

// dayNumber counts the days from 1970-01-01; NoDay where s is no ISO day.
func dayNumber(s string) int {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return NoDay
	}
	return int(t.Unix() / 86400) // a day starts at a whole one, before 1970 as well
}

// isoDay writes a day number as YYYY-MM-DD.
func isoDay(day int) string { return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly) }

func isoDayPointer(day int) *string {
	if day == NoDay {
		return nil
	}
	s := isoDay(day)
	return &s
}

var weekdays = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// weekdayNumber gives 0 for sunday to 6 for saturday, -1 for anything else.
func weekdayNumber(name string) int { return slices.Index(weekdays[:], name) }

// weekdayOf gives the weekday of a day number: 1970-01-01 was a Thursday.
func weekdayOf(day int) int { return ((day+4)%7 + 7) % 7 }

// isStatement reports whether a family is one of statements: what somebody said, to or about somebody. They make no fact. Who says what
// of the other claims is their speaker, so the program's own ontology has TOLD alone, where the addressee is named.
func isStatement(family string) bool { return family == "SAID" || family == "TOLD" }

// GroupKey gives the key under which all claims of one pair of ends and one family lie, ends sorted where symmetric;
// "" where the claim can make no fact (Silent, an unknown type, a statement, or both ends one entity). Roles are told
// apart inside the group.
func GroupKey(o *schema.Ontology, typ, standing, subject, object string) string {
	if standing == Silent || subject == "" || object == "" || subject == object {
		return ""
	}
	family := o.Family(typ)
	if family == "" || isStatement(family) {
		return ""
	}
	if o.Relation(family).Symmetric && object < subject {
		subject, object = object, subject
	}
	return hash("group", family, subject, object)
}

// Anchor is one fact of a group before its claims are composed.
type Anchor struct {
	Fact      string // id: hash(group, role, anchor, alleged)
	Type      string
	Role      string
	When      *FactWhen
	Alleged   bool
	Conflicts []Conflict
}

// Placement says where the anchor rules put one claim. Its slices may be shared with other placements: they must not be
// changed.
type Placement struct {
	Claim     string
	Facts     []string // stands behind; sorted; several only for undated denials
	Ambiguous []string // may tell of; sorted
}

// Place decides which facts a group has, and which claims stand behind each. It is a pure function of the set of
// reports: their order means nothing. Anchors are sorted by fact id, placements by claim; every report has one
// placement. n reports take n log n steps, and as many more as ambiguous claims have facts that they may tell of.
//
// One principle is behind all rules: exact keys make clusters, vague claims attach to one, and nothing connects two.
// Only supporting claims make anchors and draw others. Within one role of the group:
//
//  1. Each day named without approx is an anchor.
//  2. A day with approx: itself if it is one of (1); else the only one of the day before and the day after that is one
//     of (1); else an anchor of its own.
//  3. Intervals, shortest first, then by start: an equal anchor; else the only anchor of (1) to (3) that lies wholly
//     inside; where none does, an anchor of its own; where several, ambiguous.
//  4. Undated, since and until of an event, weekday: candidates are the day anchors from publication day - 6 to
//     publication day inclusive, without publication day all of them, for weekday those on it. One: that one. Several:
//     ambiguous. None: the undated fact of the role.
//  5. An ambiguous claim supports no fact.
//  6. The type of an anchor comes from the claims that name it (typing.of). Claims of (3) and (4) attach only where
//     their type lies on one chain with it, and may narrow it.
//  7. Allegations and denials attach by (1) to (4) where their type lies on one chain with the fact's; a denial of (4)
//     attaches to every candidate. Where none fits they make facts of their own, apart from the others by Alleged, one
//     for each day, interval, or none that they name. Those draw nothing, not even each other.
//  8. Standing relations have spells instead: see spells.go.
//
// A claim without role belongs to the only role that supporting claims of the group name; where they name several or
// none, to the facts without role.
//
// Rule 3 asks each type of equal intervals apart, since a type looks only at anchors on its chain: the claims that find
// none inside name the anchor, the others then find it equal where their type is on its chain.
func Place(o *schema.Ontology, group string, reports []Report) ([]Anchor, []Placement) {
	p := newPlacer(o, group, reports)
	type part struct{ supports, others []int }
	parts := map[string]*part{}
	only := p.onlyRole()
	for i := range p.reports {
		r := &p.reports[i]
		if p.types[i] < 0 || r.Standing == Silent {
			continue
		}
		if r.Role == "" {
			r.Role = only
		}
		if parts[r.Role] == nil {
			parts[r.Role] = &part{}
		}
		if q := parts[r.Role]; r.Standing == Supports {
			q.supports = append(q.supports, i)
		} else {
			q.others = append(q.others, i)
		}
	}
	for role, q := range parts {
		var left []int
		if p.standing {
			left = p.placeSpells(role, q.supports, q.others)
			p.ownSpells(role, left)
		} else {
			left = p.placeEvents(role, q.supports, q.others)
			p.ownEvents(role, left)
		}
	}
	return p.result()
}

// typing knows how the types of a family lie to each other. Types are numbers here.
type typing struct {
	names  []string
	number map[string]int
	up     [][]bool // up[a][b]: b is a or wider than a
	depth  []int    // 1 at the root
}

// newTyping numbers the given types and all that are wider. Unknown types have no number.
func newTyping(o *schema.Ontology, types []string) *typing {
	t := &typing{number: map[string]int{}}
	chains := map[string][]string{}
	for _, name := range types {
		for _, wider := range o.Chain(name) {
			if chains[wider] == nil {
				chains[wider] = o.Chain(wider)
				t.names = append(t.names, wider)
			}
		}
	}
	slices.Sort(t.names)
	for i, name := range t.names {
		t.number[name] = i
	}
	t.up, t.depth = make([][]bool, len(t.names)), make([]int, len(t.names))
	for i, name := range t.names {
		t.up[i] = make([]bool, len(t.names))
		t.depth[i] = len(chains[name])
		for _, wider := range chains[name] {
			t.up[i][t.number[wider]] = true
		}
	}
	return t
}

// fit reports whether two types lie on one chain to the root.
func (t *typing) fit(a, b int) bool { return t.up[a][b] || t.up[b][a] }

// of gives the type of an anchor from the number of claims of each type that name it (at least one): the narrowest
// where all lie on one chain; where they branch, the one of the narrowest types on whose chain more than half of the
// claims lie, and more than on any other's; else the nearest type that is wider than all.
func (t *typing) of(claims []int) int {
	total := 0
	var leaves []int
	for a, n := range claims {
		total += n
		if n == 0 {
			continue
		}
		leaf := true
		for b, m := range claims {
			if m > 0 && b != a && t.up[b][a] {
				leaf = false
			}
		}
		if leaf {
			leaves = append(leaves, a)
		}
	}
	best, most, tie := -1, 0, false
	for _, a := range leaves {
		on := 0
		for b, n := range claims {
			if t.up[a][b] {
				on += n
			}
		}
		switch {
		case on > most:
			best, most, tie = a, on, false
		case on == most:
			tie = true
		}
	}
	if len(leaves) == 1 || 2*most > total && !tie {
		return best
	}
	common := -1
	for b := range t.names {
		for _, a := range leaves {
			if !t.up[a][b] {
				goto next
			}
		}
		if common < 0 || t.depth[b] > t.depth[common] {
			common = b
		}
	next:
	}
	return common
}

// anchor is one fact in the making.
type anchor struct {
	id, role  string
	alleged   bool
	lo, hi    int
	when      *FactWhen
	named     []int // claims of each type that name it
	drawn     []int // claims of each type that were drawn to it
	base      int   // type by the claims that name it
	final     int   // narrowed by those that it drew
	conflicts []Conflict
	alone     []string // its id, shared by placements
}

type spot struct{ facts, ambiguous []string }

type placer struct {
	*typing
	group    string
	standing bool // the family is a standing relation
	reports  []Report
	types    []int // of reports, -1 where unknown
	spots    []spot
	anchors  map[string]*anchor // by id
}

func newPlacer(o *schema.Ontology, group string, reports []Report) *placer {
	p := &placer{
		group: group, reports: slices.Clone(reports), types: make([]int, len(reports)),
		spots: make([]spot, len(reports)), anchors: map[string]*anchor{},
	}
	var types []string
	seen := map[string]bool{}
	for i := range reports {
		if t := reports[i].Type; !seen[t] {
			seen[t] = true
			types = append(types, t)
		}
	}
	p.typing = newTyping(o, types)
	for i := range reports {
		n, ok := p.number[reports[i].Type]
		if !ok {
			n = -1
		}
		p.types[i] = n
	}
	if len(p.names) > 0 {
		p.standing = o.Relation(o.Family(p.names[0])).State
	}
	return p
}

// onlyRole gives the role that all supporting claims with a role name, "" where there are several or none.
func (p *placer) onlyRole() string {
	only := ""
	for i := range p.reports {
		r := &p.reports[i]
		if r.Standing != Supports || r.Role == "" || p.types[i] < 0 {
			continue
		}
		if only != "" && only != r.Role {
			return ""
		}
		only = r.Role
	}
	return only
}

// anchor gives the anchor of a key, making it where it is new.
func (p *placer) anchor(role, key string, alleged bool) *anchor {
	id := factID(p.group, role, key, alleged)
	a := p.anchors[id]
	if a == nil {
		a = &anchor{
			id: id, role: role, alleged: alleged, lo: NoDay, hi: NoDay,
			named: make([]int, len(p.names)), drawn: make([]int, len(p.names)), alone: []string{id},
		}
		p.anchors[id] = a
	}
	return a
}

// span gives the anchor of a day or an interval.
func (p *placer) span(role string, lo, hi int, alleged bool) *anchor {
	key := isoDay(lo)
	if lo != hi {
		key += "/" + isoDay(hi)
	}
	a := p.anchor(role, key, alleged)
	if a.when == nil {
		a.lo, a.hi = lo, hi
		a.when = &FactWhen{Start: isoDayPointer(lo), End: isoDayPointer(hi), Precision: extract.Day}
		if lo != hi {
			a.when.Precision = extract.Range
		}
	}
	return a
}

// intervals orders the names of one interval: where claims differ, the first stands.
var intervals = []string{extract.Day, extract.Week, extract.Month, extract.Year, extract.Range}

// name puts a claim behind an anchor that it names.
func (p *placer) name(i int, a *anchor) {
	a.named[p.types[i]]++
	p.spots[i].facts = a.alone
	if w := a.when; w != nil {
		if q := slices.Index(intervals, p.reports[i].Precision); q >= 0 && q < slices.Index(intervals, w.Precision) {
			w.Precision = intervals[q]
		}
	}
}

// draw puts a claim behind one of the facts that fit it; of several, it is ambiguous. It reports false where none fits.
func (p *placer) draw(i int, ids []string) bool {
	switch len(ids) {
	case 0:
		return false
	case 1:
		p.spots[i].facts = ids
		if p.reports[i].Standing == Supports {
			p.anchors[ids[0]].drawn[p.types[i]]++
		}
	default:
		p.spots[i].ambiguous = ids
	}
	return true
}

// rest gives an anchor its final type and the types that do not fit it as a conflict.
func (p *placer) rest(a *anchor) {
	narrower := make([]int, len(p.names))
	any := false
	for t, n := range a.drawn {
		if n > 0 && t != a.base && p.up[t][a.base] {
			narrower[t] = n
			any = true
		}
	}
	a.final = a.base
	if any {
		a.final = p.of(narrower)
	}
	var others []string
	for t, name := range p.names {
		if (a.named[t] > 0 || a.drawn[t] > 0) && !p.up[a.final][t] {
			others = append(others, name)
		}
	}
	if others != nil {
		a.conflicts = append([]Conflict{{Field: "type", Values: others}}, a.conflicts...)
	}
}

// shelf finds anchors by days and type.
type shelf struct {
	p      *placer
	days   [][]*anchor // of each type, by day
	spans  [][]*anchor // of each type, by first day; none lies inside another of its type, so by last day, too
	found  map[finding][]string
	typeOf func(*anchor) int
}

type finding struct {
	typ, lo, hi, weekday int
	spans                bool
}

func (p *placer) newShelf(days map[int]*anchor, typeOf func(*anchor) int) *shelf {
	s := &shelf{
		p: p, typeOf: typeOf, days: make([][]*anchor, len(p.names)), spans: make([][]*anchor, len(p.names)),
		found: map[finding][]string{},
	}
	for _, a := range days {
		s.days[typeOf(a)] = append(s.days[typeOf(a)], a)
	}
	for _, list := range s.days {
		slices.SortFunc(list, func(a, b *anchor) int { return cmp.Compare(a.lo, b.lo) })
	}
	return s
}

func (s *shelf) add(span *anchor) {
	t := s.typeOf(span)
	i := from(s.spans[t], span.lo)
	s.spans[t] = slices.Insert(s.spans[t], i, span)
}

// from gives the place of the first anchor that starts on a day or later.
func from(list []*anchor, day int) int {
	i, _ := slices.BinarySearchFunc(list, day, func(a *anchor, day int) int { return cmp.Compare(a.lo, day) })
	return i
}

// find gives the sorted ids of the day anchors from lo to hi whose type fits, of one weekday where that is not
// negative, and with them, if asked, of the intervals that lie wholly inside.
func (s *shelf) find(f finding) []string {
	if ids, ok := s.found[f]; ok {
		return ids
	}
	var ids []string
	for t := range s.p.names {
		if !s.p.fit(t, f.typ) {
			continue
		}
		for _, a := range s.days[t][from(s.days[t], f.lo):] {
			if a.hi > f.hi {
				break
			}
			if f.weekday < 0 || weekdayOf(a.lo) == f.weekday {
				ids = append(ids, a.id)
			}
		}
		if !f.spans {
			continue
		}
		for _, a := range s.spans[t][from(s.spans[t], f.lo):] {
			if a.hi > f.hi {
				break
			}
			ids = append(ids, a.id)
		}
	}
	slices.Sort(ids)
	s.found[f] = ids
	return ids
}

// window gives the day anchors that a claim of rule 4 may tell of.
func (s *shelf) window(i int) []string {
	r := &s.p.reports[i]
	f := finding{typ: s.p.types[i], lo: math.MinInt, hi: math.MaxInt, weekday: -1}
	if r.Precision == extract.Weekday {
		f.weekday = weekdayNumber(r.Weekday)
	}
	if r.Published != NoDay {
		f.lo, f.hi = r.Published-6, r.Published
	}
	return s.find(f)
}

// inside gives the anchors that lie wholly inside a claim's interval.
func (s *shelf) inside(i int) []string {
	r := &s.p.reports[i]
	return s.find(finding{typ: s.p.types[i], lo: r.Start, hi: r.End, weekday: -1, spans: true})
}

// reach says by which rule a claim of an event is placed.
type reach int

const (
	exactDay reach = iota
	hedgedDay
	interval
	vague
)

func reachOf(r *Report) reach {
	switch r.Precision {
	case extract.Day:
		if r.Approx {
			return hedgedDay
		}
		return exactDay
	case extract.Week, extract.Month, extract.Year, extract.Range:
		return interval
	}
	return vague
}

// placeEvents places the claims of one role by rules 1 to 7 and gives the allegations and denials that fit no fact.
func (p *placer) placeEvents(role string, supports, others []int) (left []int) {
	var by [vague + 1][]int
	for _, i := range supports {
		k := reachOf(&p.reports[i])
		by[k] = append(by[k], i)
	}

	// Rules 1 and 2. Hedged days look at exact ones only, so that a row of them is no chain.
	exact, days := map[int]*anchor{}, map[int]*anchor{}
	for _, i := range by[exactDay] {
		day := p.reports[i].Start
		a := p.span(role, day, day, false)
		exact[day], days[day] = a, a
		p.name(i, a)
	}
	for _, i := range by[hedgedDay] {
		day := p.reports[i].Start
		a := nearest(exact, day, func(*anchor) bool { return true })
		if a == nil {
			a = p.span(role, day, day, false)
			days[day] = a
		}
		p.name(i, a)
	}
	for _, a := range days {
		a.base = p.of(a.named)
	}

	// Rule 3. Equal intervals are one run.
	first := p.newShelf(days, func(a *anchor) int { return a.base })
	spans := map[[2]int]*anchor{}
	slices.SortFunc(by[interval], func(i, j int) int {
		a, b := &p.reports[i], &p.reports[j]
		return cmp.Or(cmp.Compare(a.End-a.Start, b.End-b.Start), cmp.Compare(a.Start, b.Start))
	})
	for run := by[interval]; len(run) > 0; {
		r := &p.reports[run[0]]
		n := 1
		for n < len(run) && p.reports[run[n]].Start == r.Start && p.reports[run[n]].End == r.End {
			n++
		}
		var equal *anchor
		for _, i := range run[:n] {
			if len(first.inside(i)) == 0 {
				equal = p.span(role, r.Start, r.End, false)
				p.name(i, equal)
			}
		}
		if equal != nil {
			equal.base = p.of(equal.named)
		}
		for _, i := range run[:n] {
			inside := first.inside(i)
			if len(inside) > 0 && equal != nil && p.fit(equal.base, p.types[i]) {
				inside = equal.alone
			}
			p.draw(i, inside)
		}
		if equal != nil {
			first.add(equal)
			spans[[2]int{r.Start, r.End}] = equal
		}
		run = run[n:]
	}

	// Rule 4.
	var undated *anchor
	for _, i := range by[vague] {
		if !p.draw(i, first.window(i)) {
			undated = p.anchor(role, "", false)
			p.name(i, undated)
		}
	}
	if undated != nil {
		undated.base = p.of(undated.named)
		p.rest(undated)
	}
	for _, a := range days {
		p.rest(a)
	}
	last := p.newShelf(days, func(a *anchor) int { return a.final })
	for _, a := range spans {
		p.rest(a)
		last.add(a)
	}

	// Rule 7.
	for _, i := range others {
		r, typ := &p.reports[i], p.types[i]
		fits := func(a *anchor) bool { return a != nil && p.fit(a.final, typ) }
		var at []string
		switch reachOf(r) {
		case exactDay:
			if a := days[r.Start]; fits(a) {
				at = a.alone
			}
		case hedgedDay:
			if a := days[r.Start]; fits(a) {
				at = a.alone
			} else if a := nearest(exact, r.Start, fits); a != nil {
				at = a.alone
			}
		case interval:
			if a := spans[[2]int{r.Start, r.End}]; fits(a) {
				at = a.alone
			} else {
				at = last.inside(i)
			}
		case vague:
			at = last.window(i)
			if len(at) == 0 && fits(undated) {
				at = undated.alone
			}
			if r.Standing == Denies && len(at) > 0 {
				p.spots[i].facts = at
				continue
			}
		}
		if !p.draw(i, at) {
			left = append(left, i)
		}
	}
	return left
}

// nearest gives the anchor of the day itself, else the only one of the day before and the day after; nil where there
// is none or are two.
func nearest(days map[int]*anchor, day int, fits func(*anchor) bool) *anchor {
	if a := days[day]; a != nil && fits(a) {
		return a
	}
	before, after := days[day-1], days[day+1]
	if before != nil && !fits(before) {
		before = nil
	}
	if after != nil && !fits(after) {
		after = nil
	}
	switch {
	case before == nil:
		return after
	case after == nil:
		return before
	}
	return nil
}

// ownEvents makes facts of the allegations and denials that fit none.
func (p *placer) ownEvents(role string, left []int) {
	own := map[string]*anchor{}
	for _, i := range left {
		r := &p.reports[i]
		var a *anchor
		if reachOf(r) == vague {
			a = p.anchor(role, "", true)
		} else {
			a = p.span(role, r.Start, r.End, true)
		}
		p.name(i, a)
		own[a.id] = a
	}
	for _, a := range own {
		a.base = p.of(a.named)
		p.rest(a)
	}
}

func (p *placer) result() ([]Anchor, []Placement) {
	anchors := make([]Anchor, 0, len(p.anchors))
	for _, a := range p.anchors {
		anchors = append(anchors, Anchor{
			Fact: a.id, Type: p.names[a.final], Role: a.role, When: a.when, Alleged: a.alleged, Conflicts: a.conflicts,
		})
	}
	slices.SortFunc(anchors, func(a, b Anchor) int { return strings.Compare(a.Fact, b.Fact) })
	placements := make([]Placement, len(p.reports))
	for i := range p.reports {
		placements[i] = Placement{Claim: p.reports[i].Claim, Facts: p.spots[i].facts, Ambiguous: p.spots[i].ambiguous}
	}
	slices.SortFunc(placements, func(a, b Placement) int { return strings.Compare(a.Claim, b.Claim) })
	return anchors, placements
}
