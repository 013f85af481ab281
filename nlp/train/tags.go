package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

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
func learnTags(data, out string) error {
	train, err := readTreebanks(data, true, "ewt-train", "gum-train")
	if err != nil {
		return err
	}
	labels, labelOf := tagLabels(train)
	for i, s := range train {
		if i%headlineEvery == 0 {
			if forms, ok := headline(s.forms()); ok {
				train = append(train, s.written(forms))
			}
		}
	}
	sentences := make([]*linear.Sentence, len(train))
	for i, s := range train {
		sentences[i] = linear.NewSentence(s.forms())
	}
	var sums []int32
	for seed := range tagSeeds {
		sums = add(sums, learnSequence(train, sentences, len(labels), labelOf, random(seed+1)))
	}
	model := linear.AppendTable(nil, labels, tagBits, quantise(sums, largest(sums)))
	if err := write(filepath.Join(out, "tags.zst"), model); err != nil {
		return err
	}
	t, err := linear.ReadTagger(model)
	if err != nil {
		return err
	}
	return scoreTags(data, t)
}

// learnSequence learns to tag from left to right, each word after the tags that the weights of the moment give to the words
// before it, as it will be at the end.
func learnSequence(train []sentence, sentences []*linear.Sentence, labels int, labelOf func(word) int, draw random) []int32 {
	p := newPerceptron(labels, tagBits)
	var features []uint64
	var rows []uint32
	scores := make([]int32, labels)
	for range tagEpochs {
		for _, i := range draw.order(len(train)) {
			p.step++
			before, before2 := linear.None, linear.None
			for j, w := range train[i].words {
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
func tagLabels(train []sentence) ([]string, func(word) int) {
	count := map[string]int{}
	for _, s := range train {
		for _, w := range s.words {
			count[w.xpos+"/"+w.upos]++
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
	return labels, func(w word) int {
		if n, ok := number[w.xpos+"/"+w.upos]; ok {
			return n
		}
		return number[usual[w.xpos]]
	}
}

// scoreTags prints the accuracy on the development sets, with gold words.
func scoreTags(data string, t *linear.Tagger) error {
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		dev, err := readTreebank(data, name, false)
		if err != nil {
			return err
		}
		x, u, n := 0, 0, 0
		for _, s := range dev {
			for i, l := range t.Tag(linear.NewSentence(s.forms())) {
				n++
				if t.XPOS(l) == s.words[i].xpos {
					x++
				}
				if t.UPOS(l) == s.words[i].upos {
					u++
				}
			}
		}
		fmt.Printf("%s: XPOS %.2f, UPOS %.2f of %d words\n", name, 100*float64(x)/float64(n), 100*float64(u)/float64(n), n)
	}
	return nil
}
