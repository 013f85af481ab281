package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/network"
	"newsgraph/nlp/internal/score"
	"newsgraph/nlp/train/internal/deep"
)

// Settings of the parser.
const (
	parserVectors   = 150_000 // the most frequent words keep their vectors
	parserHidden    = 200
	parserLayers    = 3
	parserEpochs    = 20
	parserRate      = 2e-3
	parserDropInput = 0.25
	parserDropLayer = 0.33
	parserHeadlines = 12 // of how many short sentences one is learnt as a headline, too
	seldom          = 2  // how often a word must occur to be learnt
)

// parserNets is the number of nets whose scores are added. One net has an LAS of 86.3 on ewt-dev and of 87.9 on gum-dev, two have 86.8
// and 88.5, at half the speed. More dropout (0.33 and 0.4) gains nothing in 20 epochs, nor does adding each layer to the one below.
//
// The nets are learnt twice. The first ones learn from the treebanks alone. Those that are kept learn from what people marked and
// from what the first ones together take for likely, in equal parts, and from the first ones alone on the sentences of news: two
// have 87.2 and 88.9.
const (
	parserNets  = 2
	parserTrust = 0.5 // the teachers' part
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

// learnWords numbers the words that occur often enough, the most frequent first, and gives the number of rows they need.
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

// parserTrainer holds what belongs to a net that is learnt.
type parserTrainer struct {
	vocabulary
	tags, relations []string
	tagOf           func(corpus.Word) int
	codes           []byte
	levels          []float32
	sizes           deep.Sizes
	nets            []*deep.Net
}

// newParser makes a parser without nets, for the words, tags and relations of sentences.
func (s settings) newParser(train []corpus.Sentence) (*parserTrainer, error) {
	words, values, err := readVectors(s.vectors)
	if err != nil {
		return nil, err
	}
	p := &parserTrainer{relations: relations(train)}
	p.tags, p.tagOf = tagLabels(train)
	p.codes, p.levels = vectorTable(values, parserVectors)
	keys := make([]uint64, parserVectors)
	for i, w := range words[:parserVectors] {
		keys[i] = network.VectorKey(w)
	}
	p.vectors = network.NewKeys(keys)
	p.sizes = deep.Sizes{
		Words: p.learnWords(train), Word: 100, Part: 32, Shape: 16, Hidden: parserHidden, Layers: parserLayers, Arc: 208, Link: 64,
		Tags: len(p.tags), Labels: len(p.relations),
	}
	return p, nil
}

// learn adds a net that learns from sentences. teacher may be nil.
func (p *parserTrainer) learn(train []corpus.Sentence, teacher *teacher, seed uint64, plan deep.Plan) {
	net := deep.NewNet(p.sizes, unpacked(p.codes, p.levels), dimensions, seed)
	p.nets = append(p.nets, net)
	set := p.sentences(train, p.tagOf, p.relations)
	if teacher != nil {
		teacher.mark(train, set)
		plan.More = teacher.news(p)
	}
	net.Train(set, plan)
}

// teacher is a model that nets learn from, and what it alone marks.
type teacher struct {
	model *network.Model
	texts [][]string // sentences, by their forms
}

// mark adds the shares of the teacher to sentences that people marked.
func (t *teacher) mark(train []corpus.Sentence, set []*deep.Sentence) {
	forms, heads := make([][]string, len(train)), make([][]int, len(train))
	for i, s := range train {
		forms[i] = s.Forms()
		for _, w := range s.Words {
			heads[i] = append(heads[i], w.Head)
		}
	}
	for i, shares := range t.model.Shares(forms, heads) {
		if shares.Head != nil {
			set[i].Tags, set[i].Heads, set[i].Labels, set[i].Trust = shares.Tag, shares.Head, shares.Relation, parserTrust
		}
	}
}

// news gives the sentences that the teacher alone marks.
func (t *teacher) news(p *parserTrainer) []*deep.Sentence {
	var out []*deep.Sentence
	for i, shares := range t.model.Shares(t.texts, nil) {
		if shares.Head == nil {
			continue
		}
		n := len(t.texts[i])
		d := &deep.Sentence{
			Tag: make([]int, n), Head: make([]int, n), Label: make([]int, n),
			Tags: shares.Tag, Heads: shares.Head, Labels: shares.Relation, Trust: 1,
		}
		for j, form := range t.texts[i] {
			_, lower := network.Fold(form)
			d.Features = append(d.Features, p.features(form))
			d.Count = append(d.Count, p.count[network.Key(lower)])
			d.Head[j] = shares.Heads[j] + 1 // relations are learnt for these
		}
		out = append(out, d)
	}
	return out
}

// newTeacher reads a teacher's model and the sentences of news that it marks.
func (s settings) newTeacher(model []byte) (*teacher, error) {
	m, err := network.Read(model)
	if err != nil {
		return nil, err
	}
	t := &teacher{model: m}
	articles, err := corpus.ReadNames(s.data, "worldwide-newswire-train")
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		for _, x := range a {
			t.texts = append(t.texts, x.Forms)
		}
	}
	return t, nil
}

// score measures the last net.
func (p *parserTrainer) score(set []corpus.Sentence) string {
	var trees score.Trees
	words, xpos, upos := 0, 0, 0
	for i, parsed := range p.nets[len(p.nets)-1].Parse(p.sentences(set, p.tagOf, p.relations)) {
		var found, gold []score.Arc
		for j, w := range set[i].Words {
			x, u, _ := strings.Cut(p.tags[parsed.Tag[j]], "/")
			words++
			if x == w.XPOS {
				xpos++
			}
			if u == w.UPOS {
				upos++
			}
			found = append(found, score.Arc{Head: parsed.Head[j] - 1, Rel: p.relations[parsed.Label[j]]})
			gold = append(gold, score.Arc{Head: w.Head, Rel: w.Rel})
		}
		trees.Add(found, gold)
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(words) }
	return fmt.Sprintf("UAS %.2f LAS %.2f XPOS %.2f UPOS %.2f", trees.UAS(), trees.LAS(), share(xpos), share(upos))
}

// model gives the bytes of all nets.
func (p *parserTrainer) model() ([]byte, error) {
	w := network.Weights{Tags: p.tags, Relations: p.relations, Vectors: p.vectors, Codes: p.codes, Levels: p.levels, Words: p.words}
	for _, n := range p.nets {
		w.Nets = append(w.Nets, n.Weights())
	}
	return w.Encode()
}

// learnParser learns tags and trees from the treebanks, and writes the model of the teachers beside that of the nets that learnt from
// them. With -only-open the teachers are the model. With -trial it learns one net of both kinds from nine tenths and prints how each
// does on the last one after each epoch.
func (s settings) learnParser() error {
	train, err := s.treebank()
	if err != nil {
		return err
	}
	var check []corpus.Sentence
	if s.trial {
		train, check = tenth(train)
	}
	var model []byte
	if s.teacher != "" {
		model, err = s.read(s.teacher)
	} else if model, err = s.learnNets("teacher", train, withHeadlines(train), check, nil, 1); err == nil && !s.trial {
		err = s.write("teacher.zst", model)
	}
	if err != nil {
		return err
	}
	if s.open && !s.trial {
		return s.write("parser.zst", model) // no news that the first nets could teach with
	}
	t, err := s.newTeacher(model)
	if err != nil {
		return err
	}
	if model, err = s.learnNets("parser", train, withHeadlines(train), check, t, 1+parserNets); err != nil || s.trial {
		return err
	}
	return s.write("parser.zst", model)
}

// learnNets learns nets from random weights, drawn from seed and the numbers behind it, and gives their model.
func (s settings) learnNets(name string, vocabulary, train, check []corpus.Sentence, teacher *teacher, seed int) ([]byte, error) {
	p, err := s.newParser(vocabulary)
	if err != nil {
		return nil, err
	}
	nets := parserNets
	if s.trial {
		nets = 1
	}
	for i := range nets {
		p.learn(train, teacher, uint64(seed+i), deep.Plan{
			Epochs: parserEpochs, Rate: parserRate, DropInput: parserDropInput, DropLayer: parserDropLayer,
			Report: func(epoch int, loss float64) {
				fmt.Printf("%s: net %d of %d, epoch %d of %d: loss %.3f", name, i+1, nets, epoch+1, parserEpochs, loss)
				if check != nil {
					fmt.Print(", ", p.score(check))
				}
				fmt.Println()
			}})
	}
	return p.model()
}

// withHeadlines adds some sentences a second time, as headlines.
func withHeadlines(train []corpus.Sentence) []corpus.Sentence {
	out, short := slices.Clip(train), 0
	for _, s := range train {
		if forms, ok := headline(s.Forms()); ok {
			if short++; short%parserHeadlines == 0 {
				out = append(out, written(s, forms))
			}
		}
	}
	return out
}

// tenth sets every tenth stretch of a hundred sentences apart.
func tenth(all []corpus.Sentence) (learn, check []corpus.Sentence) {
	for i, s := range all {
		if i/100%10 == 9 {
			check = append(check, s)
		} else {
			learn = append(learn, s)
		}
	}
	return learn, check
}
