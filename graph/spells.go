package graph

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"newsgraph/extract"
)

// Rule 8: a standing relation (an office, a membership) lasts, so its facts are spells and not days. Within one role:
//
//   - Claims with since, until or a range name bounds of spells. All bounds in order of time make a row of starts and
//     ends; a spell is a run of starts and the run of ends behind it: a start that comes after an end begins the next
//     spell, unless a range lies over the gap. So spells that meet are one, and a loose "since 2000" cannot join the
//     spells of 2000 to 2008 and of 2012 on, which a union of intervals would.
//   - The start of a spell is the one that most publishers name, ties the earliest; its end likewise, among the ends
//     that are not before its start. Others are conflicts.
//   - A spell is anchored at the year of its start, one without start at the year of its end. Spells that start in the
//     same year are one.
//   - A claim with a day, week, month or year says that the relation stood then: it attaches to the spell that it
//     touches, is ambiguous where there are several, and goes to the undated fact where there is none.
//   - A claim without time attaches to the only spell, else to the one without end, else is ambiguous; without spells it
//     goes to the undated fact.
//   - Allegations and denials with bounds attach to the only spell that they touch; the rest of rule 7 is as for events.

// bound is the start or end of a spell, as one claim names it.
type bound struct {
	day   int
	end   bool
	whole bool // one of the two of a range
	claim int
}

// bounds gives what a claim says of a spell; false where it names no bound.
func (p *placer) bounds(i int) (b []bound, ok bool) {
	switch r := &p.reports[i]; r.Precision {
	case extract.Since:
		b = []bound{{day: r.Start, claim: i}}
	case extract.Until:
		b = []bound{{day: r.End, end: true, claim: i}}
	case extract.Range:
		b = []bound{{day: r.Start, whole: true, claim: i}, {day: r.End, end: true, whole: true, claim: i}}
	}
	return b, b != nil
}

// spell is a run of bounds.
type spell []bound

// row cuts bounds into spells, in order of time.
func row(bounds []bound) []spell {
	slices.SortFunc(bounds, func(a, b bound) int {
		return cmp.Or(cmp.Compare(a.day, b.day), compareBool(a.end, b.end), cmp.Compare(a.claim, b.claim))
	})
	var spells []spell
	open, ended := 0, true
	for _, b := range bounds {
		if len(spells) == 0 || !b.end && ended && open == 0 {
			spells = append(spells, nil)
			ended = false
		}
		if b.end {
			ended = true
		}
		if b.whole && b.end {
			open--
		} else if b.whole {
			open++
		}
		spells[len(spells)-1] = append(spells[len(spells)-1], b)
	}
	return spells
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// vote gives the day that most publishers name among starts or ends from a day on, ties the earliest, and all other
// days that are named, sorted. NoDay where none is.
func (p *placer) vote(s spell, end bool, from int) (day int, others []int) {
	voters := map[int]map[string]bool{}
	for _, b := range s {
		if b.end != end {
			continue
		}
		if voters[b.day] == nil {
			voters[b.day] = map[string]bool{}
			others = append(others, b.day)
		}
		voters[b.day][p.reports[b.claim].Publisher] = true
	}
	slices.Sort(others)
	day = NoDay
	for _, d := range others {
		if d >= from && (day == NoDay || len(voters[d]) > len(voters[day])) {
			day = d
		}
	}
	return day, slices.DeleteFunc(others, func(d int) bool { return d == day })
}

// spellKey gives the anchor of a spell.
func spellKey(start, end int) string {
	if start != NoDay {
		return "from " + isoDay(start)[:4]
	}
	return "until " + isoDay(end)[:4]
}

// bounded gives the anchor of a spell, with its time and conflicts.
func (p *placer) bounded(role string, s spell, alleged bool) *anchor {
	start, starts := p.vote(s, false, math.MinInt)
	end, ends := p.vote(s, true, max(start, math.MinInt))
	a := p.anchor(role, spellKey(start, end), alleged)
	a.lo, a.hi = start, end
	a.when = &FactWhen{Start: isoDayPointer(start), End: isoDayPointer(end)}
	switch {
	case end == NoDay:
		a.when.Precision, a.hi = extract.Since, math.MaxInt
	case start == NoDay:
		a.when.Precision, a.lo = extract.Until, math.MinInt
	default:
		a.when.Precision = extract.Range
	}
	for _, c := range []struct {
		field string
		days  []int
	}{{"since", starts}, {"until", ends}} {
		if len(c.days) > 0 {
			values := make([]string, len(c.days))
			for i, d := range c.days {
				values[i] = isoDay(d)
			}
			a.conflicts = append(a.conflicts, Conflict{Field: c.field, Values: values})
		}
	}
	return a
}

// placeSpells places the claims of one role by rule 8 and gives the allegations and denials that fit no fact.
func (p *placer) placeSpells(role string, supports, others []int) (left []int) {
	var bounds []bound
	var loose []int
	for _, i := range supports {
		if b, ok := p.bounds(i); ok {
			bounds = append(bounds, b...)
		} else {
			loose = append(loose, i)
		}
	}
	var spells []spell
	year := ""
	for _, s := range row(bounds) {
		start, _ := p.vote(s, false, math.MinInt)
		y := ""
		if start != NoDay {
			y = spellKey(start, NoDay)
		}
		if y != "" && y == year {
			spells[len(spells)-1] = append(spells[len(spells)-1], s...)
		} else {
			spells = append(spells, s)
		}
		year = y
	}
	var anchors []*anchor
	for _, s := range spells {
		a := p.bounded(role, s, false)
		for _, b := range s {
			if !(b.end && b.whole) { // a range is one claim
				a.named[p.types[b.claim]]++
				p.spots[b.claim].facts = a.alone
			}
		}
		a.base = p.of(a.named)
		a.final = a.base
		anchors = append(anchors, a)
	}

	var undated *anchor
	for _, i := range loose {
		if !p.draw(i, p.standAt(i, anchors)) {
			undated = p.anchor(role, "", false)
			p.name(i, undated)
		}
	}
	if undated != nil {
		undated.base = p.of(undated.named)
		p.rest(undated)
	}
	for _, a := range anchors {
		p.rest(a)
	}

	for _, i := range others {
		at := p.standAt(i, anchors)
		_, named := p.bounds(i)
		if len(at) == 0 && !named && undated != nil && p.fit(undated.final, p.types[i]) {
			at = undated.alone
		}
		if r := &p.reports[i]; r.Standing == Denies && reachOf(r) == vague && !named && len(at) > 0 {
			p.spots[i].facts = at
			continue
		}
		if !p.draw(i, at) {
			left = append(left, i)
		}
	}
	return left
}

// standAt gives the sorted ids of the spells of which a claim may tell, by what is known of their types so far.
func (p *placer) standAt(i int, spells []*anchor) []string {
	r := &p.reports[i]
	lo, hi := r.Start, r.End
	switch r.Precision {
	case "", extract.Weekday:
		lo, hi = math.MinInt, math.MaxInt
	case extract.Since:
		hi = math.MaxInt
	case extract.Until:
		lo = math.MinInt
	}
	var at, open []string
	for _, a := range spells {
		if p.fit(a.final, p.types[i]) && a.lo <= hi && lo <= a.hi {
			at = append(at, a.id)
			if a.hi == math.MaxInt {
				open = append(open, a.id)
			}
		}
	}
	if r.Precision == "" || r.Precision == extract.Weekday {
		if len(at) > 1 && len(open) == 1 {
			at = open
		}
	}
	slices.SortFunc(at, strings.Compare)
	return at
}

// ownSpells makes facts of the allegations and denials that fit none.
func (p *placer) ownSpells(role string, left []int) {
	own := map[string]spell{}
	var anchors []*anchor
	for _, i := range left {
		b, ok := p.bounds(i)
		if !ok {
			a := p.anchor(role, "", true)
			if !slices.Contains(anchors, a) {
				anchors = append(anchors, a)
			}
			p.name(i, a)
			continue
		}
		key := spellKey(p.reports[i].Start, p.reports[i].End)
		own[key] = append(own[key], b...)
	}
	for _, s := range own {
		a := p.bounded(role, s, true)
		for _, b := range s {
			if !(b.end && b.whole) {
				a.named[p.types[b.claim]]++
				p.spots[b.claim].facts = a.alone
			}
		}
		anchors = append(anchors, a)
	}
	for _, a := range anchors {
		a.base = p.of(a.named)
		p.rest(a)
	}
}
