package main

import (
	"slices"
	"strings"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/linear"
)

// Settings of the tagger. More epochs gain nothing; three trainings are 0.2 better than one; 2^19 or 2^20 rows are less than
// 0.1 better (XPOS on the development sets).
const (
	tagBits   = 18
	tagEpochs = 8
	tagSeeds  = 3  // trainings whose weights are summed
	rareTag   = 25 // how often a pair of XPOS and UPOS must occur to be a label of its own
)

// learnTags learns parts of speech from the treebanks. A label is a pair "XPOS/UPOS": the two are decided together.
func (s settings) learnTags() error {
	train, err := s.treebank()
	if err != nil {
		return err
	}
	known, err := s.clusters()
	if err != nil {
		return err
	}
	labels, labelOf := tagLabels(train)
	for i, x := range train {
		if i%headlineEvery == 0 {
			if forms, ok := headline(x.Forms()); ok {
				train = append(train, written(x, forms))
			}
		}
	}
	sentences := make([]*linear.Sentence, len(train))
	for i, x := range train {
		sentences[i] = linear.NewSentence(x.Forms(), known)
	}
	var sums []int32
	for seed := range tagSeeds {
		sums = add(sums, learnSequence(train, sentences, len(labels), labelOf, random(seed+1)))
	}
	model := linear.AppendTable(nil, labels, tagBits, quantise(sums, largest(sums)))
	return s.write("tags.zst", model)
}

// learnSequence learns to tag from left to right, each word after the tags that the weights of the moment give to the words
// before it, as it will be at the end.
func learnSequence(train []corpus.Sentence, sentences []*linear.Sentence, labels int, labelOf func(corpus.Word) int, draw random) []int32 {
	p := newPerceptron(labels, tagBits)
	var features []uint64
	var rows []uint32
	scores := make([]int32, labels)
	for range tagEpochs {
		for _, i := range draw.order(len(train)) {
			p.step++
			before, before2 := linear.None, linear.None
			for j, w := range train[i].Words {
				features = linear.TagFeatures(features[:0], sentences[i], j, before, before2)
				rows = rows[:0]
				for _, f := range features {
					rows = append(rows, linear.Row(f, tagBits))
				}
				p.score(rows, scores)
				got, want := best(scores), labelOf(w)
				if got != want {
					p.learn(rows, want, got)
				}
				before, before2 = got, before
			}
		}
	}
	return p.sums()
}

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
