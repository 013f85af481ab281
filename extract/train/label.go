package main

import (
	"slices"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
	"newsgraph/schema"
)

// labelled is a candidate with what is known of it.
type labelled struct {
	example
	set     string
	text    int
	fold    int
	pattern bool
	read    bool // a reader said what it is
	mark    int  // number of the mark that it may tell of, -1 where none: of those of one mark and text one is enough
	c       *extract.Candidate
}

// all is every class but none.
var all = uint32(1)<<len(extract.ModelClasses) - 2

const none = uint32(1)

// How much a candidate weighs by what is known of it.
const (
	weightMarked  = 1.0
	weightOther   = 0.15 // in a text of which one pair is marked: most likely none
	weightArticle = 1.0  // in articles that nobody marked, and no pattern knows: most likely none
	weightPattern = 0.4  // a pattern says so
	weightNotThis = 0.5  // of a set that marks some acts only: none of those
)

// open gives the classes whose claim has one of some PLOVER types as the text states it. Of pairs the other way round only those without
// direction.
func open(c *extract.Candidate, plover []string, way int, symmetric bool) uint32 {
	var out uint32
	for i, claim := range c.Claims {
		if claim != nil && slices.Contains(plover, claim.Plover) && (way == 1 || symmetric || claim.Symmetric) {
			out |= 1 << i
		}
	}
	return out
}

// label tells what is known of each candidate of a set. skip gives the stretches of an article that are not to be looked at.
func label(s *set, number int, skip map[string][][]int) []labelled {
	var out []labelled
	for t := range s.texts {
		text, f := &s.texts[t], &s.found[t]
		for k := range f.candidates {
			c := &f.candidates[k]
			l := labelled{set: s.name, text: number<<20 | t, pattern: c.Pattern, mark: -1, c: c}
			l.rows = rowsOf(c.Features)
			if s.name == articles {
				if slices.ContainsFunc(skip[text.ID], func(span []int) bool { return gold.Overlaps(c.Sentence.Start, c.Sentence.End, span) }) {
					continue
				}
			}
			labelOne(&l, s.name, text, f)
			out = append(out, l)
		}
	}
	return out
}

func rowsOf(features []uint64) []uint32 {
	out := make([]uint32, len(features))
	for i, f := range features {
		out[i] = uint32(f >> (64 - bits))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ofPattern gives the classes that the pattern claims on a candidate's pair and predicate leave open.
func ofPattern(c *extract.Candidate, claims []extract.Claim) uint32 {
	var out uint32
	for i := range claims {
		p := &claims[i]
		if p.Plover == "" || p.Subject == nil || p.Object == nil || !gold.Overlaps(p.Evidence.Start, p.Evidence.End, []int{c.Trigger.Start, c.Trigger.End}) {
			continue
		}
		if !same(p.Subject, &c.Subject) || !same(p.Object, &c.Object) {
			if !p.Symmetric || !same(p.Subject, &c.Object) || !same(p.Object, &c.Subject) {
				continue
			}
		}
		chain := schema.Default().Chain(p.Type)
		exact := uint32(0)
		for k, name := range extract.ModelClasses {
			if k > 0 && slices.Contains(chain, name) {
				exact |= 1 << k
			}
		}
		if exact == 0 {
			exact = open(c, []string{p.Plover}, 1, false)
		}
		out |= exact
	}
	return out
}

func same(a, b *extract.End) bool {
	return a.ID != nil && b.ID != nil && *a.ID == *b.ID || a.Start < b.End && b.Start < a.End
}

// re3d gives the PLOVER types that the relations of re3d-uk-us stand for.
var re3d = map[string][]string{
	"FightingAgainst": {"ASSAULT"}, "CommWith": {"CONSULT"}, "Likes": {"SUPPORT"}, "Dislikes": {"ACCUSE"}, "AlliesOf": {"COOPERATE", "AID", "SUPPORT"},
}

// labelOne sets what is known of one candidate: open classes and weight. Weight 0: nothing.
func labelOne(l *labelled, name string, text *gold.Text, f *found) {
	c := l.c
	byPattern := uint32(0)
	if c.Pattern {
		byPattern = ofPattern(c, f.claims)
	}
	unmarked := func(weight float32, allowed uint32) {
		switch {
		case byPattern != 0:
			l.allowed, l.weight = byPattern, weightPattern
		case c.Pattern: // its pair has an act, told by other words maybe
		default:
			l.allowed, l.weight = allowed, weight
		}
	}
	if name == articles {
		unmarked(weightArticle, none)
		readings.teach(l, text.ID)
		return
	}
	if name == "conll04-train-dev" && text.Split != "train" {
		return
	}
	turned := false
	for j := range text.Gold {
		m := &text.Gold[j]
		if m.Source == "" || m.Target == "" {
			continue
		}
		way := gold.Orientation(&c.Subject, &c.Object, m)
		if way == 0 || len(m.Extra.TriggerSpan) == 2 && !gold.Overlaps(c.Sentence.Start, c.Sentence.End, m.Extra.TriggerSpan) {
			continue
		}
		plover := m.Extra.Plover
		switch name {
		case "conll04-train-dev":
			if m.Type != "Kill" {
				continue
			}
			plover = []string{"ASSAULT"}
		case "re3d-uk-us":
			plover = re3d[m.Type]
		case "newswire-claims-train":
			if !m.Extra.Sure {
				l.mark = j
				continue // two readers might differ: nothing is known
			}
		}
		if len(plover) == 0 {
			continue
		}
		if o := open(c, plover, way, m.Extra.Symmetric); o != 0 {
			l.allowed, l.weight, l.mark = o, weightMarked, j
			if name == "newswire-claims-train" {
				// the marked relation itself where the model has it
				var exact uint32
				for k, class := range extract.ModelClasses {
					if k > 0 && (class == m.Type || slices.Contains(schema.Default().Chain(m.Type), class)) {
						exact |= 1 << k
					}
				}
				if o&exact != 0 {
					l.allowed = o & exact
				}
			}
			return
		}
		if way == -1 {
			turned = true
		} else {
			l.mark = j
		}
	}
	if l.mark >= 0 {
		return // marked, but with a type that the engine's reading of its mood does not allow: nothing is learnt
	}
	switch name {
	case "newswire-claims-train":
		unmarked(weightMarked, none)
	case "plv-train", "wikievents-sentences-train":
		w := float32(weightOther)
		if turned {
			w = weightMarked
		}
		unmarked(w, none)
	case "conll04-train-dev":
		// all killings between persons are marked
		unmarked(weightNotThis, all&^open(c, []string{"ASSAULT"}, 1, false)|none)
	case "re3d-uk-us":
		unmarked(weightNotThis, all&^open(c, []string{"ASSAULT", "CONSULT", "SUPPORT", "ACCUSE"}, 1, false)|none)
	}
}
