package main

import (
	"slices"
	"sync"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/linear"
)

// Settings of the namer. More epochs gain nothing; four trainings are 0.2 better than two, two 0.3 better than one; a vote of
// 6 or of none costs 0.2 or 0.5 (F1 on the development set, where one standard error is 0.6).
const (
	nameBits   = 18
	nameEpochs = 8
	nameSeeds  = 4  // trainings whose weights are summed
	margin     = 30 // 0.2 better than 1 on two tenths of the training set; 3 to 100 are alike
	voteWeight = 12 // of a vote by all other places, in quarters of one step of learning
)

// learnNames learns names of nine classes.
func (s settings) learnNames() error {
	read := func() ([][]corpus.NamedSentence, error) { return corpus.ReadNames(s.data, "worldwide-newswire-train") }
	if s.open {
		read = func() ([][]corpus.NamedSentence, error) { return s.gumNames(true) }
	}
	articles, err := read()
	if err != nil {
		return err
	}
	clusters, err := s.clusters()
	if err != nil {
		return err
	}
	if !s.trial {
		mendNames(articles)
	}
	if s.trial {
		return tryNames(articles, clusters)
	}
	return s.write("names.zst", nameModel(articles, clusters))
}

// nameModel learns a linear.Namer and gives its form on disk.
func nameModel(articles [][]corpus.NamedSentence, clusters *linear.Clusters) []byte {
	train := slices.Concat(articles...)
	classes := nameClasses(train)
	labels := linear.NameLabels(classes)
	paths := linear.NewPaths(len(classes))
	phrases := gazetteer()
	known := linear.NewGazetteer(phrases)
	var rows [][][]uint32
	var gold [][]int
	learn := func(forms []string, names []corpus.Name) {
		sentence := linear.NewSentence(forms, clusters)
		found := known.Find(sentence)
		r := make([][]uint32, len(forms))
		for j := range r {
			r[j] = rowsOf(linear.NameFeatures(nil, sentence, found, j), nameBits)
		}
		rows = append(rows, r)
		gold = append(gold, encode(len(forms), names, classes))
	}
	shapes := newShapes(articles)
	var parts []corpus.NamedSentence
	for i, s := range train { // the set's paragraphs for one half, their sentences for the other
		if i%2 == 0 {
			parts = append(parts, sentences(s)...)
		} else {
			parts = append(parts, s)
		}
	}
	for i, s := range parts {
		learn(s.Forms, s.Names())
		if stops, ok := joined(s); ok {
			learn(stops.Forms, stops.Names())
		}
		if other, ok := shapes.other(s); ok {
			learn(other.Forms, other.Names())
		}
		if i%headlineEvery == 0 {
			if forms, ok := headline(s.Forms); ok {
				s.Labels = s.Labels[:len(forms)]
				learn(forms, s.Names())
			}
		}
	}
	var words, moves [nameSeeds][]int32
	var wait sync.WaitGroup
	for seed := range nameSeeds {
		wait.Go(func() {
			p, t := learnPaths(rows, gold, paths, labels, random(seed+1))
			words[seed], moves[seed] = p.sums(), t.sums()
		})
	}
	wait.Wait()
	var sums, moveSums []int32
	for seed := range nameSeeds {
		sums, moveSums = add(sums, words[seed]), add(moveSums, moves[seed])
	}
	top := largest(sums)
	transitions := make([]int32, len(moveSums))
	for i, m := range moveSums {
		transitions[i] = int32(int64(m) * 127 / int64(top))
	}
	steps := len(rows) * nameEpochs * nameSeeds
	vote := int32(steps * voteWeight / 4 * 127 / int(top))
	return linear.AppendNamer(nil, labels, nameBits, quantise(sums, top), transitions, vote, phrases, kindClasses)
}

// learnPaths learns the weights of words and of transitions. The path to beat is the best one where each wrong label has
// margin points more (Taskar, Guestrin and Koller, 2003): what is right must be right by a distance.
func learnPaths(rows [][][]uint32, gold [][]int, paths *linear.Paths, labels []string, draw random) (words, moves *perceptron) {
	n := len(labels)
	words = newPerceptron(n, nameBits)
	moves = &perceptron{labels: n, weights: make([]int32, (n+1)*n), moved: make([]int32, (n+1)*n)}
	var scores []int32
	for range nameEpochs {
		for _, i := range draw.order(len(rows)) {
			words.step++
			moves.step++
			want := gold[i]
			scores = slices.Grow(scores[:0], len(want)*n)[:len(want)*n]
			for j, r := range rows[i] {
				row := scores[j*n : (j+1)*n]
				words.score(r, row)
				for k := range row {
					row[k] += margin
				}
				row[want[j]] -= margin
			}
			got := paths.Best(scores, moves.weights)
			before, beforeWant := n, n
			for j, r := range rows[i] {
				if got[j] != want[j] {
					words.learn(r, want[j], got[j])
				}
				if before != beforeWant || got[j] != want[j] {
					moves.move(beforeWant*n+want[j], 1)
					moves.move(before*n+got[j], -1)
				}
				before, beforeWant = got[j], want[j]
			}
		}
	}
	return words, moves
}

// move changes one weight.
func (p *perceptron) move(i int, change int32) {
	p.weights[i] += change
	p.moved[i] += change * p.step
}

// nameClasses gives the classes that occur, sorted.
func nameClasses(sentences []corpus.NamedSentence) []string {
	var out []string
	for _, s := range sentences {
		for _, n := range s.Names() {
			if !slices.Contains(out, n.Class) {
				out = append(out, n.Class)
			}
		}
	}
	slices.Sort(out)
	return out
}

// encode gives the labels of a sentence of n words.
func encode(n int, names []corpus.Name, classes []string) []int {
	out := make([]linear.Name, len(names))
	for i, x := range names {
		out[i] = linear.Name{First: x.First, Last: x.Last, Class: slices.Index(classes, x.Class)}
	}
	return linear.Encode(n, out)
}
