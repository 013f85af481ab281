package main

import (
	"slices"

	"newsgraph/extract"
)

// What a claim must be likely to come out, in thousandths of the model's own likelihood. Two readers who judged alone found 32 of the 81
// claims right that came out of the 876 articles from 900 on, none of which asserted (extract/testdata/judged-model.tsv). What is right
// less often than four times in five does not come out.
const (
	leastAsserting = 1001
	leastOther     = 1001
)

// answer is a claim that a model of the other folds would make, and whether it is right.
type answer struct {
	p     int
	right bool
}

// answers gives what the models of the folds make of ordinary prose whose truth is known: newswire-claims-train and what was read.
func answers(examples []labelled, folds []*extract.Model) []answer {
	var out []answer
	for i := range examples {
		l := &examples[i]
		ordinary := l.set == "newswire-claims-train" && l.weight > 0 || l.read
		if !ordinary || l.pattern {
			continue
		}
		stated := make([]string, len(l.c.Claims))
		for k, c := range l.c.Claims {
			if c != nil {
				stated[k] = c.Plover
			}
		}
		class, p := extract.Choose(extract.Likely(folds[l.fold].Score(l.c.Features)), stated)
		if class == 0 || l.c.Vouched>>class&1 == 0 {
			continue
		}
		out = append(out, answer{p, l.allowed>>class&1 == 1})
	}
	return out
}

// calibrate gives, by hundredths of a likelihood, how many of a thousand such claims are right: the steps that never fall and lie nearest to
// the answers (pool adjacent violators; Ayer and others, 1955), each with two answers more, one of them right.
func calibrate(as []answer) (table [101]uint16) {
	slices.SortStableFunc(as, func(a, b answer) int { return a.p - b.p })
	type step struct{ right, all, top int }
	var steps []step
	for _, a := range as {
		s := step{0, 1, a.p}
		if a.right {
			s.right = 1
		}
		steps = append(steps, s)
		for n := len(steps); n > 1 && steps[n-2].right*steps[n-1].all >= steps[n-1].right*steps[n-2].all; n = len(steps) {
			steps[n-2] = step{steps[n-2].right + steps[n-1].right, steps[n-2].all + steps[n-1].all, steps[n-1].top}
			steps = steps[:n-1]
		}
	}
	k := 0
	for i := range table {
		for k < len(steps)-1 && steps[k].top < 10*i {
			k++
		}
		if len(steps) > 0 {
			table[i] = uint16(1000 * (steps[k].right + 1) / (steps[k].all + 2))
		}
	}
	for i := 1; i < len(table); i++ {
		table[i] = max(table[i], table[i-1])
	}
	return table
}
