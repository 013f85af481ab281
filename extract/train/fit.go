package main

import (
	"sync"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
)

// whole is the fold of a model that learns from every text.
const whole = -1

// fitAll gives a model for each fold, that learnt from the texts of the others, and one that learnt from all.
func fitAll(examples []labelled) (folds []*extract.Model, all *extract.Model) {
	folds = make([]*extract.Model, gold.FoldCount)
	var wg sync.WaitGroup
	for f := range folds {
		wg.Go(func() { folds[f] = fit(examples, f) })
	}
	wg.Go(func() { all = fit(examples, whole) })
	wg.Wait()
	return folds, all
}

// fit learns from all texts but those of one fold.
func fit(examples []labelled, fold int) *extract.Model {
	const first, second = 3, 8 // epochs
	var train []example
	var from []int
	for i := range examples {
		if examples[i].weight > 0 && (examples[i].fold != fold || fold == whole) {
			train, from = append(train, examples[i].example), append(from, i)
		}
	}
	// A mark may be told by several candidates of its text: at first all are taken to tell it, then the likeliest alone.
	l := learn(train, first)
	type mark struct{ text, mark int }
	best := map[mark]int{}
	open := make([]float64, len(train))
	likely := make([]float64, classes)
	for j, i := range from {
		if examples[i].mark < 0 {
			continue
		}
		l.likelihoods(train[j].rows, likely)
		for c, p := range likely {
			if train[j].allowed>>c&1 == 1 {
				open[j] += p
			}
		}
		k := mark{examples[i].text, examples[i].mark}
		if b, ok := best[k]; !ok || open[j] > open[b] {
			best[k] = j
		}
	}
	for j, i := range from {
		if examples[i].mark >= 0 && best[mark{examples[i].text, examples[i].mark}] != j {
			train[j].weight = 0
		}
	}
	return learn(train, second).model()
}
