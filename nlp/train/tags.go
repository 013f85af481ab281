package main

import (
	"slices"
	"strings"

	"newsgraph/nlp/internal/corpus"
)

// rareTag is how often a pair of XPOS and UPOS must occur to be a label of its own.
const rareTag = 25

// tagLabels gives the labels of a treebank, sorted, and which of them a word has: a rare pair counts as the most frequent
// pair of its XPOS.
func tagLabels(train []corpus.Sentence) ([]string, func(corpus.Word) int) {
	count := map[string]int{}
	for _, s := range train {
		for _, w := range s.Words {
			count[w.XPOS+"/"+w.UPOS]++
		}
	}
	all := make([]string, 0, len(count))
	for l := range count {
		all = append(all, l)
	}
	slices.Sort(all)
	usual := map[string]string{} // XPOS to its most frequent label
	for _, l := range all {
		x, _, _ := strings.Cut(l, "/")
		if count[l] > count[usual[x]] {
			usual[x] = l
		}
	}
	var labels []string
	number := map[string]int{}
	for _, l := range all {
		x, _, _ := strings.Cut(l, "/")
		if count[l] >= rareTag || usual[x] == l {
			number[l] = len(labels)
			labels = append(labels, l)
		}
	}
	return labels, func(w corpus.Word) int {
		if n, ok := number[w.XPOS+"/"+w.UPOS]; ok {
			return n
		}
		return number[usual[w.XPOS]]
	}
}
