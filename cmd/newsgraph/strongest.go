package main

import (
	"cmp"
	"iter"
	"slices"

	"newsgraph/graph"
	"newsgraph/schema"
)

// strongestOf is how many facts, newest first, are looked at for the strongest: a summary must not read a whole graph.
const strongestOf = 10000

// strongest gives the n facts that the most independent texts report, then the most first speakers, the most claims, the
// highest confidence, and then in the order in which they came. Standing relations come behind all events: nearly every
// article names the office of whoever it tells of, and that is seldom the news.
func strongest(facts iter.Seq2[graph.Fact, error], o *schema.Ontology, n int) ([]graph.Fact, error) {
	var best []graph.Fact
	seen := 0
	for f, err := range facts {
		if err != nil {
			return nil, err
		}
		at, _ := slices.BinarySearchFunc(best, f, func(a, b graph.Fact) int {
			return cmp.Or(standing(o, a)-standing(o, b), compareStrength(a, b), -1) // what came first stays before its equals
		})
		if best = slices.Insert(best, at, f); len(best) > n {
			best = best[:n]
		}
		if seen++; seen == strongestOf {
			break
		}
	}
	return best, nil
}

// compareStrength is negative where a is stronger than b.
func compareStrength(a, b graph.Fact) int {
	return cmp.Or(b.Independent-a.Independent, b.Origins-a.Origins, b.Claims-a.Claims, b.Confidence-a.Confidence)
}

// standing is 1 for a fact of a standing relation, 0 for an event.
func standing(o *schema.Ontology, f graph.Fact) int {
	if r := o.Relation(f.Type); r != nil && r.State {
		return 1
	}
	return 0
}
