package network

import (
	"fmt"
	"testing"
)

// TestTree compares the tree with the best of all trees that have one root, for many small sentences with random scores.
func TestTree(t *testing.T) {
	seed := uint32(7)
	for trial := range 4000 {
		n := 1 + trial%5
		scores := make([]int32, n*(n+1))
		for i := range scores {
			seed = seed*1664525 + 1013904223
			scores[i] = int32(seed>>20) - 2048
		}
		got := make([]int, n)
		tree(scores, n, got)
		if !isTree(got) {
			t.Fatalf("scores %v: %v is no tree with one root", scores, got)
		}
		if best := bestTree(scores, n, make([]int, 0, n)); sum(scores, got) != best {
			t.Fatalf("scores %v: tree %v has %d, the best one has %d", scores, got, sum(scores, got), best)
		}
	}
}

func sum(scores []int32, heads []int) (all int64) {
	for i, h := range heads {
		all += int64(scores[i*(len(heads)+1)+h+1])
	}
	return all
}

// bestTree tries all heads.
func bestTree(scores []int32, n int, heads []int) int64 {
	best := int64(-1 << 60)
	if len(heads) == n {
		if isTree(heads) {
			return sum(scores, heads)
		}
		return best
	}
	for h := -1; h < n; h++ {
		best = max(best, bestTree(scores, n, append(heads, h)))
	}
	return best
}

// isTree reports whether all words hang on the one root.
func isTree(heads []int) bool {
	roots := 0
	for i := range heads {
		if heads[i] == -1 {
			roots++
		}
		j := i
		for steps := 0; j != -1; steps++ {
			if steps > len(heads) {
				return false
			}
			j = heads[j]
		}
	}
	return roots == 1
}

// TestTreeOfCycles gives every word the wish to hang on the next one, in a ring: contraction has the most to do.
func TestTreeOfCycles(t *testing.T) {
	const n = longestSentence
	scores := make([]int32, n*(n+1))
	for i := range n {
		scores[i*(n+1)+(i+1)%n+1] = 1 << 20
		scores[i*(n+1)] = int32(i)
	}
	got := make([]int, n)
	tree(scores, n, got)
	if !isTree(got) || got[n-1] != -1 {
		t.Errorf("root is not the last word, whose score is the highest: %s", fmt.Sprint(got))
	}
}
