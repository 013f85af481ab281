package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"newsgraph/nlp/internal/linear"
)

// Settings of the namer. More epochs gain nothing; four trainings are 0.2 better than two, two 0.3 better than one; a vote of
// 6 or of none costs 0.2 or 0.5 (F1 on the development set, where one standard error is 0.6).
const (
	nameBits   = 18
	nameEpochs = 8
	nameSeeds  = 4  // trainings whose weights are summed
	voteWeight = 12 // of a vote by all other places, in quarters of one step of learning
)

// namedSentence is one sentence of the names data set, BIO labels beside its words.
type namedSentence struct {
	article int
	forms   []string
	labels  []string
}

// learnNames learns names of nine classes.
func learnNames(data, out string) error {
	train, err := readNames(data, "worldwide-newswire-train")
	if err != nil {
		return err
	}
	classes := nameClasses(train)
	labels := linear.NameLabels(classes)
	paths := linear.NewPaths(len(classes))
	phrases := gazetteer()
	known := linear.NewGazetteer(phrases)
	var rows [][][]uint32
	var gold [][]int
	learn := func(s namedSentence) {
		sentence := linear.NewSentence(s.forms)
		found := known.Find(sentence)
		r := make([][]uint32, len(s.forms))
		for j := range r {
			r[j] = rowsOf(linear.NameFeatures(nil, sentence, found, j), nameBits)
		}
		rows = append(rows, r)
		gold = append(gold, linear.Encode(len(s.forms), s.names(classes)))
	}
	for i, s := range train {
		learn(s)
		if i%headlineEvery == 0 {
			if forms, ok := headline(s.forms); ok {
				learn(namedSentence{s.article, forms, s.labels[:len(forms)]})
			}
		}
	}
	var sums, moves []int32
	for seed := range nameSeeds {
		p, t := learnPaths(rows, gold, paths, labels, random(seed+1))
		sums, moves = add(sums, p.sums()), add(moves, t.sums())
	}
	top := largest(sums)
	transitions := make([]int32, len(moves))
	for i, m := range moves {
		transitions[i] = int32(int64(m) * 127 / int64(top))
	}
	steps := len(rows) * nameEpochs * nameSeeds
	vote := int32(steps * voteWeight / 4 * 127 / int(top))
	model := linear.AppendNamer(nil, labels, nameBits, quantise(sums, top), transitions, vote, phrases, kindClasses)
	if err := write(filepath.Join(out, "names.zst"), model); err != nil {
		return err
	}
	n, err := linear.ReadNamer(model)
	if err != nil {
		return err
	}
	return scoreNames(data, n, classes)
}

// learnPaths learns the weights of words and of transitions. The path to beat is the best one where each wrong label has
// a point more (Taskar's margin): what is right must be right by a distance.
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
					row[k]++
				}
				row[want[j]]--
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

func nameClasses(sentences []namedSentence) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range sentences {
		for _, l := range s.labels {
			if _, class, ok := strings.Cut(l, "-"); ok && !seen[class] {
				seen[class] = true
				out = append(out, class)
			}
		}
	}
	slices.Sort(out)
	return out
}

// names reads BIO labels.
func (s namedSentence) names(classes []string) []linear.Name {
	var out []linear.Name
	open := false
	for i, l := range s.labels {
		kind, class, ok := strings.Cut(l, "-")
		if !ok {
			open = false
			continue
		}
		c, _ := slices.BinarySearch(classes, class)
		if kind == "I" && open && out[len(out)-1].Class == c {
			out[len(out)-1].Last = i + 1
			continue
		}
		out = append(out, linear.Name{First: i, Last: i + 1, Class: c})
		open = true
	}
	return out
}

// readNames reads data/ner/NAME.tsv.gz: a token and its BIO label a line.
func readNames(data, name string) ([]namedSentence, error) {
	var out []namedSentence
	article := 0
	var s namedSentence
	flush := func() {
		if len(s.forms) > 0 {
			s.article = article
			out = append(out, s)
		}
		s = namedSentence{}
	}
	err := eachLine(filepath.Join(data, "ner", name+".tsv.gz"), func(line string) error {
		if strings.HasPrefix(line, "# doc =") {
			flush()
			article++
			return nil
		}
		f := strings.Fields(line) // a third column holds names inside names
		switch {
		case len(f) == 0:
			flush()
		case len(f) == 1:
			return fmt.Errorf("no label in %q", line)
		default:
			s.forms = append(s.forms, f[0])
			s.labels = append(s.labels, f[1])
		}
		return nil
	})
	flush()
	return out, err
}

// scoreNames prints precision, recall and F1 of exact spans on the development set.
func scoreNames(data string, n *linear.Namer, classes []string) error {
	dev, err := readNames(data, "worldwide-newswire-dev")
	if err != nil {
		return err
	}
	type tally struct{ right, found, gold int }
	all := make([]tally, len(classes)+1)
	for first := 0; first < len(dev); {
		last := first
		var article []*linear.Sentence
		for ; last < len(dev) && dev[last].article == dev[first].article; last++ {
			article = append(article, linear.NewSentence(dev[last].forms))
		}
		for i, found := range n.Names(article) {
			gold := dev[first+i].names(classes)
			for _, g := range gold {
				all[g.Class].gold++
				all[len(classes)].gold++
			}
			for _, f := range found {
				right := 0
				if slices.Contains(gold, f) {
					right = 1
				}
				for _, c := range []int{f.Class, len(classes)} {
					all[c].found++
					all[c].right += right
				}
			}
		}
		first = last
	}
	for i, t := range all {
		p, r := float64(t.right)/float64(max(1, t.found)), float64(t.right)/float64(max(1, t.gold))
		name := "all"
		if i < len(classes) {
			name = classes[i]
		}
		fmt.Printf("%-14s P %.1f R %.1f F1 %.1f of %d\n", name, 100*p, 100*r, 200*p*r/max(p+r, 1e-9), t.gold)
	}
	return nil
}
