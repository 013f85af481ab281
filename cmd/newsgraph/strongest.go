package main

import (
	"cmp"
	"iter"
	"slices"

	"newsgraph/graph"
)

// strongestOf is how many facts, newest first, are looked at for the strongest: a summary must not read a whole graph.
const strongestOf = 10000

// strongest gives the n facts that the most independent texts report, then the most first speakers, the most claims, the
// highest confidence, and then in the order in which they came.
func strongest(facts iter.Seq2[graph.Fact, error], n int) ([]graph.Fact, error) {
	var best []graph.Fact
	seen := 0
	for f, err := range facts {
		if err != nil {
			return nil, err
		}
		at, _ := slices.BinarySearchFunc(best, f, func(a, b graph.Fact) int {
			if stronger := compareStrength(a, b); stronger != 0 {
				return stronger
			}
			return -1 // what came first stays before its equals
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
