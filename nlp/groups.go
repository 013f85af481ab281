package nlp

import "strings"

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
	why := "named together"
	if actors == nil {
		why = ""
	}
	r.emit(l, p.first, p.last, Group, actors, why)
	for _, a := range actors {
		r.touch(a, l.index)
	}
	l.take(p.first, p.last)
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
	return strings.HasPrefix(x, "VB") || x == "MD" || x == "." || x == "," || strings.HasPrefix(x, "RB")
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
	if _, region := r.office.Region(a.Name); region && a.Class == Location && a.code == "" {
		return n.actor
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
			if k := of(n); k >= 0 {
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
