package nlp

import (
	"slices"
	"strings"
)

// group resolves "the two leaders", "both countries", "the two sides", "the two": those that were named together last.
func (r *resolver) group(l *line, p phrase) {
	count := 0
	switch {
	case p.det == "both" || p.det2 == "two" || p.det2 == "both" || p.det2 == "2":
		count = 2
	case p.det2 == "three":
		count = 3
	}
	switch p.noun {
	case "pair", "duo":
		count = 2
	case "trio":
		count = 3
	}
	if p.det != "the" && p.det != "both" && p.det != "these" || count == 0 {
		return
	}
	if p.noun == "" {
		if p.det == "both" || !r.barePair(l, p) {
			return
		}
	} else if r.restricted(l, p.last) || p.head > p.inner && !r.fitsModifiers(l, p) {
		r.emit(l, p.first, p.last, Group, nil, "")
		return
	}
	var actors []int
	switch {
	case p.noun == "":
		actors = r.together(l, p.first, count, func(n name) int { return r.anyPerson(n) }, true)
	case r.list["pairs of leaders"][p.noun]:
		if p.noun == "king" || p.noun == "monarch" || !r.list["pairs of states"][p.noun] {
			actors = r.together(l, p.first, count, func(n name) int { return r.personAs(n, p.noun) }, true)
		}
	case p.noun == "man" || p.noun == "woman":
		s := r.nounSex(p.noun)
		actors = r.together(l, p.first, count, func(n name) int {
			if k := r.anyPerson(n); k >= 0 && (r.actors[k].sex() == s || r.actors[k].sex() == unknown) {
				return k
			}
			return -1
		}, true)
	case r.list["pairs of states"][p.noun]:
		actors = r.together(l, p.first, count, r.stateOf, false)
		if p.noun == "state" && actors == nil {
			actors = r.together(l, p.first, count, r.placeOf, false)
		}
		if p.noun == "capital" {
			actors = r.together(l, p.first, count, r.capitalOf, false)
		}
	case r.list["pairs of any"][p.noun]:
		if actors = r.together(l, p.first, count, r.stateOf, false); actors == nil {
			actors = r.together(l, p.first, count, r.bodyOf, false)
		}
	case r.list["bodies"][p.noun] || r.list["company nouns"][p.noun] || bodyKinds[p.noun]:
		actors = r.together(l, p.first, count, func(n name) int {
			k := r.bodyOf(n)
			if k >= 0 && !anyBody[p.noun] && !r.holds(r.actors[k], spell(p.noun)) && !r.noOther(r.actors[k], spell(p.noun)) {
				return -1
			}
			return k
		}, false)
	case r.list["person"][p.noun] || r.list["pairs of persons"][p.noun] || p.noun == "pair" || p.noun == "duo":
		actors = r.together(l, p.first, count, func(n name) int { return r.personAs(n, p.noun) }, true)
	case p.noun == "city" || p.noun == "town" || p.noun == "village" || p.noun == "province" || p.noun == "region" || p.noun == "island":
		actors = r.together(l, p.first, count, r.placeOf, false)
	default:
		return
	}
	actors, why := r.settlePair(l, p, actors, count)
	r.emit(l, p.first, p.last, Group, actors, why)
	for _, a := range actors {
		r.touch(a, l.index)
	}
	l.take(p.first, p.last)
}

// pair is a group that was resolved.
type pair struct {
	actors   []int
	class    Class // of the first
	country  bool
	sentence int
}

// pairReach is how many sentences an article goes on to speak of the same two without naming them together again.
const pairReach = 8

// settlePair weighs a group against the last one of its kind: two that "and" joins are a new one, two that merely stand in
// one sentence are none where the article spoke of others just before. Where nothing was found and nobody else was named
// since, it is the last one again.
func (r *resolver) settlePair(l *line, p phrase, actors []int, count int) ([]int, string) {
	states := r.list["pairs of states"][p.noun]
	kind := func(q pair) bool {
		switch {
		case actors != nil:
			a := r.actors[actors[0]]
			return q.class == a.Class && q.country == a.country
		case states:
			return q.country
		case r.list["pairs of leaders"][p.noun] || p.noun == "man" || p.noun == "woman" || p.noun == "":
			return q.class == Person
		}
		return r.list["pairs of any"][p.noun] && q.country
	}
	k := slices.IndexFunc(r.pairs, kind)
	why := "named together"
	if k >= 0 {
		q := r.pairs[k]
		recent := l.index-q.sentence <= pairReach && len(q.actors) == count
		switch {
		case actors == nil && recent && r.onlyThose(l, q):
			actors, why = q.actors, "the same as before"
		case actors != nil && recent && !slices.Equal(actors, q.actors) && !r.joinedSince(l, q, actors, count):
			actors = nil
		}
		if actors != nil {
			r.pairs = slices.Delete(r.pairs, k, k+1)
		}
	}
	if actors == nil {
		return nil, ""
	}
	a := r.actors[actors[0]]
	r.pairs = append(r.pairs, pair{actors, a.Class, a.country, l.index})
	return actors, why
}

// onlyThose reports whether nobody else of their kind was named since a group was spoken of.
func (r *resolver) onlyThose(l *line, q pair) bool {
	for i := q.sentence; i <= l.index; i++ {
		for _, n := range r.lines[i].names {
			if n.actor < 0 {
				if n.class == Person && q.class == Person {
					return false
				}
				continue
			}
			a := r.actors[n.actor]
			if a.country == q.country && (a.country || a.Class == q.class) && !slices.Contains(q.actors, n.actor) {
				return false
			}
		}
	}
	return true
}

// joinedSince reports whether a sentence since a group joins these by "and".
func (r *resolver) joinedSince(l *line, q pair, actors []int, count int) bool {
	for i := q.sentence; i <= l.index; i++ {
		var here []place
		for _, n := range r.lines[i].names {
			if n.actor >= 0 && slices.Contains(actors, n.actor) {
				here = append(here, place{n.actor, n.first, n.last})
			}
		}
		if r.joined(r.lines[i], here, count) != nil {
			return true
		}
	}
	return false
}

// fitsModifiers reports whether words between "two" and the noun change nothing that matters.
func (r *resolver) fitsModifiers(l *line, p phrase) bool {
	for i := p.inner; i < p.head; i++ {
		switch l.lower[i] {
		case "neighbouring", "neighboring", "warring", "rival", "south", "allied", "nuclear-armed", "old", "prime", "foreign", "nuclear", "brotherly", "friendly":
		default:
			if l.xpos(i) == "NN" && p.noun == "minister" {
				continue
			}
			return false
		}
	}
	return true
}

// barePair reports whether "the two" stands for a noun: before a verb or at the end of what it belongs to.
func (r *resolver) barePair(l *line, p phrase) bool {
	x := l.xpos(p.last)
	return strings.HasPrefix(x, "VB") || x == "MD" || x == "." || x == "," || x == "RB"
}

func (r *resolver) anyPerson(n name) int {
	if n.actor >= 0 && r.actors[n.actor].Class == Person {
		return n.actor
	}
	return -1
}

// personAs gives a person that may be called by a noun: one of another office is none.
func (r *resolver) personAs(n name, noun string) int {
	k := r.anyPerson(n)
	if k < 0 {
		return -1
	}
	told, fits := false, false
	for _, h := range r.holders {
		if h.actor != k {
			continue
		}
		told = true
		fits = fits || r.plays(h.role, noun) || samePost(h.role, noun) || noun == "leader" && strings.HasSuffix(h.role, "leader")
	}
	if told && !fits && strictNouns[noun] {
		return -1
	}
	if !told && noun != "leader" && strictNouns[noun] {
		return -1
	}
	return k
}

// anyBody are the nouns for bodies of every kind.
var anyBody = set([]string{"organisation", "organization", "group", "body", "institution"})

// strictNouns are the nouns that the article must have told of a person, if it told anything.
var strictNouns = set([]string{"leader", "president", "minister", "premier", "chancellor", "king", "monarch", "ruler", "lawyer", "doctor", "judge", "general", "soldier", "senator", "ambassador"})

// stateOf gives the country that a name stands for, where the article names it.
func (r *resolver) stateOf(n name) int {
	if n.actor < 0 {
		return -1
	}
	a := r.actors[n.actor]
	if a.Class == Person {
		for _, h := range r.holders {
			if h.actor == n.actor && h.code != "" && h.status != "former" {
				return r.stateOrPeople(h.code)
			}
		}
		return -1
	}
	if a.country {
		return n.actor
	}
	if c := r.placeCode(n.actor); c != "" {
		return r.state(c)
	}
	return -1
}

// stateOrPeople gives the entity of a country, of its people where the article names no country, -1 else.
func (r *resolver) stateOrPeople(code string) int {
	if s := r.state(code); s >= 0 {
		return s
	}
	for _, i := range r.states {
		if a := r.actors[i]; a.code == code && a.Class == NORP {
			return i
		}
	}
	return -1
}

func (r *resolver) capitalOf(n name) int {
	if n.actor < 0 || r.actors[n.actor].country || r.actors[n.actor].Class == Person {
		return -1
	}
	if _, ok := r.office.Capital(r.actors[n.actor].Name); ok {
		return n.actor
	}
	return -1
}

func (r *resolver) placeOf(n name) int {
	if n.actor >= 0 && r.actors[n.actor].Class == Location && !r.actors[n.actor].country {
		return n.actor
	}
	return -1
}

func (r *resolver) bodyOf(n name) int {
	if n.actor < 0 {
		return -1
	}
	if a := r.actors[n.actor]; a.Class == Organization || a.Class == Miscellaneous && len(a.nouns) > 0 {
		return n.actor
	}
	return -1
}

// place is where an entity stands in a sentence.
type place struct {
	actor, first, last int
}

// together gives the count entities of a kind that were named together last, nil where that is not sure: the only ones of a
// sentence, or those joined by "and"; else those of this and the sentences before, where they are the only ones there.
func (r *resolver) together(l *line, before, count int, of func(name) int, persons bool) []int {
	var all []int
	for back := 0; back <= 3 && back <= l.index; back++ {
		m := r.lines[l.index-back]
		if back > 0 && m.paragraph < l.paragraph-1 && len(all) > 0 {
			break
		}
		var here []place
		for _, n := range m.names {
			if back == 0 && n.last > before {
				continue
			}
			if k := of(n); k >= 0 && !(r.actors[k].Class == Organization && noun(m.xpos(n.last))) {
				here = append(here, place{k, n.first, n.last})
			}
		}
		if persons {
			for i := len(r.seen) - 1; i >= 0 && r.seen[i].sentence >= m.index; i-- {
				o := r.seen[i]
				if o.sentence != m.index || o.name || o.actor < 0 || back == 0 && o.last > before {
					continue
				}
				if k := of(name{actor: o.actor, class: Person}); k >= 0 {
					here = append(here, place{k, o.first, o.last})
				}
			}
		}
		ids := make([]int, 0, len(here))
		for _, h := range here {
			ids = append(ids, h.actor)
		}
		ids = distinct(ids)
		switch {
		case len(ids) == 0:
			continue
		case len(ids) == count:
			if len(all) > 0 && !subset(all, ids) {
				return nil
			}
			if persons && r.crowd(m, len(ids), of) {
				return nil
			}
			return ids
		case len(ids) > count:
			if joined := r.joined(m, here, count); joined != nil && (len(all) == 0 || subset(all, joined)) {
				return joined
			}
			return nil
		}
		all = distinct(append(all, ids...))
		if len(all) == count && back > 0 {
			return all
		}
		if len(all) > count {
			return nil
		}
	}
	return nil
}

func subset(a, b []int) bool {
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || x == y
		}
		if !found {
			return false
		}
	}
	return true
}

// crowd reports whether a name of the sentence that two may own, or a longer list, makes the pair uncertain.
func (r *resolver) crowd(m *line, n int, of func(name) int) bool {
	for _, x := range m.names {
		if x.class == Person && x.actor < 0 {
			return true
		}
	}
	return false
}

// joined gives the only entities of a sentence that "and" joins, where they are as many as asked.
func (r *resolver) joined(m *line, here []place, count int) []int {
	var found []int
	for i := 0; i+1 < len(here); i++ {
		run := []int{here[i].actor}
		j := i
		for j+1 < len(here) && r.conjunct(m, here[j].last, here[j+1].first) {
			j++
			run = append(run, here[j].actor)
		}
		if run = distinct(run); len(run) > 1 {
			if len(run) != count || found != nil && !subset(found, run) {
				return nil
			}
			found = run
		}
		i = j
	}
	return found
}

// conjunct reports whether only "and", a comma and words of the next name's own phrase stand between two names.
func (r *resolver) conjunct(m *line, from, to int) bool {
	seen := false
	for i := from; i < to; i++ {
		switch w, x := m.word(i), m.xpos(i); {
		case w == "and" || w == "," || w == "&":
			seen = true
		case nounLike(x) || x == "DT" || x == "POS":
		case w == "of":
		default:
			return false
		}
	}
	return seen && to-from < 10
}
