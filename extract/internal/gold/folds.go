package gold

import (
	"crypto/sha256"
	"strings"
	"unicode"
)

// FoldCount is into how many parts texts are cut for cross-validation.
const FoldCount = 5

// Folds gives each text, by id, a fold for cross-validation: the hash of an id, and of near-identical texts the smallest of
// their ids, so that no text is judged by a model that learnt from its copy. Texts are near-identical where they share
// half of the runs of four words that the shorter has, directly or through others. Give it all sets that a model learns
// from in one call.
func Folds(sets ...[]Text) map[string]int {
	const common = 40 // a run that so many texts have tells nothing and would make this quadratic
	var ids []string
	var runs []map[string]bool
	holders := map[string][]int{}
	for _, set := range sets {
		for i := range set {
			words := strings.FieldsFunc(strings.ToLower(set[i].Text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			own := map[string]bool{}
			for k := 0; k == 0 || k+4 <= len(words); k++ {
				own[strings.Join(words[k:min(k+4, len(words))], " ")] = true
			}
			for run := range own {
				holders[run] = append(holders[run], len(ids))
			}
			ids, runs = append(ids, set[i].ID), append(runs, own)
		}
	}
	above := make([]int, len(ids)) // of each text another of its cluster, of one of them itself
	for i := range above {
		above[i] = i
	}
	top := func(i int) int {
		for above[i] != i {
			i = above[i]
		}
		return i
	}
	for i, own := range runs {
		shared := map[int]int{}
		for run := range own {
			if len(holders[run]) < common {
				for _, j := range holders[run] {
					shared[j]++
				}
			}
		}
		for j, n := range shared {
			if j < i && 2*n >= min(len(own), len(runs[j])) {
				above[top(i)] = top(j)
			}
		}
	}
	first := map[int]string{} // smallest id of a cluster
	for i, id := range ids {
		if k := top(i); first[k] == "" || id < first[k] {
			first[k] = id
		}
	}
	fold := map[string]int{}
	for i, id := range ids {
		h := sha256.Sum256([]byte(first[top(i)]))
		fold[id] = int(h[0]) % FoldCount
	}
	return fold
}
