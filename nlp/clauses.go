package nlp

import (
	"slices"
	"strings"
)

// longestClimb is how many arcs of a tree are climbed in search of a subject.
const longestClimb = 8

// child gives the first dependent of a token with one of the relations, without their subtypes, -1 where there is none.
func (l *line) child(head int, rels ...string) int {
	for i := range l.Tokens {
		if l.Tokens[i].Head != head {
			continue
		}
		if rel, _, _ := strings.Cut(l.Tokens[i].Rel, ":"); slices.Contains(rels, rel) {
			return i
		}
	}
	return -1
}

// possessor gives the dependent that owns a noun, -1 where there is none.
func (l *line) possessor(head int) int {
	for i := range l.Tokens {
		if l.Tokens[i].Head == head && l.Tokens[i].Rel == "nmod:poss" {
			return i
		}
	}
	return -1
}

// subjectOf gives the token of who does what the verb at token v says, also where the verb only shares its subject: with
// the verb before it ("lost and assaulted"), with the one that governs it ("left, slamming the door"), with its object
// ("asked Brandt to write"), with the noun that its clause tells of ("Brandt, who wrote"). -1 where none is seen.
func (l *line) subjectOf(v int) int {
	for steps := 0; steps < longestClimb && v >= 0; steps++ {
		t := l.Tokens[v]
		rel, _, _ := strings.Cut(t.Rel, ":")
		if s := l.child(v, "nsubj", "csubj"); s >= 0 {
			if strings.HasPrefix(l.xpos(s), "W") || l.lower[s] == "that" && rel == "acl" {
				if rel == "acl" && t.Head >= 0 {
					return t.Head
				}
				return -1
			}
			return s
		}
		switch rel {
		case "conj":
			v = t.Head
		case "xcomp":
			if o := l.child(t.Head, "obj", "iobj"); o >= 0 && o < v {
				return o
			}
			v = t.Head
		case "advcl":
			if x := l.xpos(v); x != "VBG" && x != "VBN" && x != "VB" {
				return -1
			}
			v = t.Head
		case "acl":
			if t.Head < 0 {
				return -1
			}
			if p := l.possessor(t.Head); p >= 0 && l.xpos(v) == "VB" {
				return p // "Brandt's attempt to leave"
			}
			if l.xpos(v) == "VB" {
				return -1
			}
			return t.Head
		default:
			return -1
		}
	}
	return -1
}

// occurrenceAt gives the person spoken of at a token or in apposition to it, nil where none is seen.
func (r *resolver) occurrenceAt(l *line, i int) *occurrence {
	var found *occurrence
	for k := len(r.seen) - 1; k >= 0 && r.seen[k].sentence >= l.index; k-- {
		o := &r.seen[k]
		if o.sentence != l.index {
			continue
		}
		if o.first <= i && i < o.last {
			return o
		}
		for j := o.first; j < o.last; j++ {
			if t := l.Tokens[j]; t.Head == i && (t.Rel == "appos" || strings.HasPrefix(t.Rel, "flat")) {
				found = o
			}
		}
	}
	return found
}

// nearestOwner gives the person that is the subject nearest to a possessive in its tree, or that owns or is joined to what it
// belongs to: "Brandt wrote to Moreau about her son", "Moreau's attempt to sell his boat", "Moreau and his government".
// Subjects that are no persons are passed by.
func (r *resolver) nearestOwner(l *line, i int, x sex) *occurrence {
	if !l.trees {
		return nil
	}
	cur := l.Tokens[i].Head
	fit := func(s int) *occurrence {
		if s < 0 || s == i {
			return nil
		}
		for _, s := range []int{s, l.possessor(s)} {
			if s < 0 || s == i {
				continue
			}
			if o := r.occurrenceAt(l, s); o != nil && !(o.first <= i && i < o.last) && r.mayBe(o, x) {
				return o
			}
		}
		return nil
	}
	for steps := 0; steps < longestClimb && cur >= 0; steps++ {
		t := l.Tokens[cur]
		rel, _, _ := strings.Cut(t.Rel, ":")
		up := t.Head
		if up < 0 {
			return nil
		}
		switch rel {
		case "conj":
			if noun(l.xpos(up)) && up < i {
				if o := fit(up); o != nil {
					return o
				}
			}
		case "nsubj", "csubj":
			// what it belongs to is the subject itself
		case "obj", "iobj", "obl", "xcomp", "advmod":
			if o := fit(l.subjectOf(up)); o != nil && o.first < i {
				return o
			}
		case "nmod", "acl":
			if p := l.possessor(up); p >= 0 && p < i {
				if o := fit(p); o != nil {
					return o
				}
			}
			if rel == "acl" {
				if o := fit(l.subjectOf(cur)); o != nil && o.first < i {
					return o
				}
			}
		case "advcl", "ccomp", "parataxis":
			if o := fit(l.subjectOf(up)); o != nil && o.first < i {
				return o
			}
		}
		cur = up
	}
	return nil
}

// coSubject gives the person that an object pronoun cannot be: the subject of its verb, its own or one that it shares.
func (r *resolver) coSubject(l *line, i int) (o *occurrence, own bool) {
	if !l.trees {
		return nil, false
	}
	t := l.Tokens[i]
	rel, _, _ := strings.Cut(t.Rel, ":")
	if t.Head < 0 || rel != "obj" && rel != "iobj" && t.Rel != "obl:agent" {
		return nil, false
	}
	s := l.subjectOf(t.Head)
	if s < 0 || s == i {
		return nil, false
	}
	o = r.occurrenceAt(l, s)
	return o, o != nil && l.Tokens[s].Head == t.Head
}

// mayBe reports whether a person spoken of is of a sex, as far as is known.
func (r *resolver) mayBe(o *occurrence, x sex) bool {
	s := r.sexOf(o.actor)
	if s == unknown {
		s = o.sex
	}
	return s == unknown || s == x
}
