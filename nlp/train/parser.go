package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/network"
	"newsgraph/nlp/train/internal/deep"
)

// Settings of the parser.
const (
	parserVectors = 150_000 // the most frequent words keep their vectors
	parserEpochs  = 20
	parserSeed    = 1
	seldom        = 2 // how often a word must occur to be learnt
)

// vocabulary is what the input of the parser is looked up in.
type vocabulary struct {
	vectors network.Keys
	words   network.Keys
	count   map[uint64]int
}

func (v *vocabulary) features(form string) network.Features {
	return network.NewFeatures(form, v.vectors, v.words)
}

// learnedWords gives the words of the treebanks that occur often enough, the most frequent first.
func (v *vocabulary) learnWords(train []corpus.Sentence) int {
	v.count = map[uint64]int{}
	for _, s := range train {
		for _, w := range s.Words {
			_, lower := network.Fold(w.Form)
			v.count[network.Key(lower)]++
		}
	}
	var keys []uint64
	for k, n := range v.count {
		if n >= seldom {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b uint64) int {
		if v.count[a] != v.count[b] {
			return v.count[b] - v.count[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	v.words = network.NewKeys(keys)
	return len(keys) + 1
}

// sentences makes what the net learns from.
func (v *vocabulary) sentences(set []corpus.Sentence, tagOf func(corpus.Word) int, labels []string) []*deep.Sentence {
	out := make([]*deep.Sentence, 0, len(set))
	for _, s := range set {
		d := &deep.Sentence{}
		for _, w := range s.Words {
			_, lower := network.Fold(w.Form)
			d.Features = append(d.Features, v.features(w.Form))
			d.Count = append(d.Count, v.count[network.Key(lower)])
			d.Tag = append(d.Tag, tagOf(w))
			d.Head = append(d.Head, w.Head+1)
			d.Label = append(d.Label, max(0, slices.Index(labels, w.Rel)))
		}
		out = append(out, d)
	}
	return out
}

// relations gives the relations of a treebank, sorted.
func relations(train []corpus.Sentence) []string {
	seen := map[string]bool{}
	for _, s := range train {
		for _, w := range s.Words {
			seen[w.Rel] = true
		}
	}
	out := make([]string, 0, len(seen))
	for r := range seen {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// vectorTable cuts word vectors to 4 bits a number. levels holds, for each dimension, the sixteen values that a number may have,
// by Lloyd's rule for the normal distribution (Max, 1960), scaled so that the mean deviation of all numbers is 0.3; codes
// holds a row for each word, two numbers a byte, the lower half first. Row 0, the unknown word, is not in it.
func vectorTable(values []float32, words int) (codes []byte, levels []float32) {
	var lloyd = [8]float64{0.1284, 0.3881, 0.6568, 0.9424, 1.2562, 1.6180, 2.0690, 2.7326}
	all := 0.0
	for _, v := range values[:words*dimensions] {
		all += float64(v) * float64(v)
	}
	unit := 0.3 / math.Sqrt(all/float64(words*dimensions))
	levels = make([]float32, dimensions*16)
	middle, deviation := make([]float64, dimensions), make([]float64, dimensions)
	for d := range dimensions {
		sum, square := 0.0, 0.0
		for w := range words {
			v := float64(values[w*dimensions+d])
			sum += v
			square += v * v
		}
		middle[d] = sum / float64(words)
		deviation[d] = math.Sqrt(square/float64(words) - middle[d]*middle[d])
		for c := range 16 {
			l := -lloyd[max(0, 7-c)]
			if c >= 8 {
				l = lloyd[c-8]
			}
			// in steps of 1/4096, as the program counts
			levels[d*16+c] = float32(math.Round((middle[d]+deviation[d]*l)*unit*4096) / 4096)
		}
	}
	codes = make([]byte, words*dimensions/2)
	for w := range words {
		for d := range dimensions {
			x := (float64(values[w*dimensions+d]) - middle[d]) / deviation[d]
			code := 0
			for code < 7 && math.Abs(x) > (lloyd[code]+lloyd[code+1])/2 {
				code++
			}
			if x >= 0 {
				code += 8
			} else {
				code = 7 - code
			}
			codes[(w*dimensions+d)/2] |= byte(code << (4 * (d & 1)))
		}
	}
	return codes, levels
}

// unpacked gives the rows of a table of vectors, the unknown word first.
func unpacked(codes []byte, levels []float32) []float32 {
	out := make([]float32, dimensions+2*len(codes))
	for i := range 2 * len(codes) {
		code := codes[i/2] >> (4 * (i & 1)) & 15
		out[dimensions+i] = levels[i%dimensions*16+int(code)]
	}
	return out
}

func (s settings) learnParser(hidden, layers, epochs int) error {
	all, values, err := readVectors(s.vectors)
	if err != nil {
		return err
	}
	codes, levels := vectorTable(values, parserVectors)
	v := &vocabulary{}
	var keys []uint64
	for _, w := range all[:parserVectors] {
		keys = append(keys, network.VectorKey(w))
	}
	v.vectors = network.NewKeys(keys)
	var train []corpus.Sentence
	for _, name := range []string{"ewt-train", "gum-train"} {
		documents, err := corpus.ReadTreebank(s.data, name)
		if err != nil {
			return err
		}
		for _, d := range documents {
			train = append(train, d.Sentences...)
		}
	}
	tags, tagOf := tagLabels(train)
	labels := relations(train)
	words := v.learnWords(train)
	set := v.sentences(train, tagOf, labels)
	net := deep.NewNet(deep.Sizes{
		Words: words, Word: 100, Part: 32, Shape: 16, Hidden: hidden, Layers: layers,
		Arc: 208, Link: 64, Tags: len(tags), Labels: len(labels),
	}, unpacked(codes, levels), dimensions, parserSeed)
	start := time.Now()
	dev := map[string][]corpus.Sentence{}
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		documents, err := corpus.ReadTreebank(s.data, name)
		if err != nil {
			return err
		}
		for _, d := range documents {
			dev[name] = append(dev[name], d.Sentences...)
			if strings.HasPrefix(d.ID, "GUM_news_") {
				dev["news"] = append(dev["news"], d.Sentences...)
			}
		}
	}
	net.Train(set, deep.Plan{Epochs: epochs, Rate: 2e-3, Report: func(epoch int, loss float64) {
		fmt.Printf("epoch %d loss %.3f %.0fs", epoch, loss, time.Since(start).Seconds())
		for _, name := range []string{"ewt-dev", "gum-dev", "news"} {
			parsed := net.Parse(v.sentences(dev[name], tagOf, labels))
			n, head, las, xpos, upos := 0, 0, 0, 0, 0
			for i, x := range dev[name] {
				for j, w := range x.Words {
					p := parsed[i]
					n++
					x, u, _ := strings.Cut(tags[p.Tag[j]], "/")
					if x == w.XPOS {
						xpos++
					}
					if u == w.UPOS {
						upos++
					}
					if p.Head[j] == w.Head+1 {
						head++
						a, _, _ := strings.Cut(labels[p.Label[j]], ":")
						b, _, _ := strings.Cut(w.Rel, ":")
						if a == b {
							las++
						}
					}
				}
			}
			f := func(k int) float64 { return 100 * float64(k) / float64(n) }
			fmt.Printf(" | %s UAS %.2f LAS %.2f X %.2f U %.2f", name, f(head), f(las), f(xpos), f(upos))
		}
		fmt.Println()
		w := network.Weights{Tags: tags, Relations: labels, Vectors: v.vectors, Codes: codes, Levels: levels, Words: v.words}
		net.Fill(&w)
		model, err := w.Encode()
		if err != nil {
			fmt.Println(err)
		}
		if err := s.write("parser.zst", model); err != nil {
			fmt.Println(err)
		}
	}})
	return nil
}
