package main

import (
	"math"

	"newsgraph/extract"
)

// bits is how many upper bits of a feature's hash give its row.
const bits = 18

// rarest is in how many examples a feature must occur to be learnt.
const rarest = 4

// example is a candidate to learn from. Allowed is the set of classes, as bits, that its marks leave open: one where all is known, several
// where they tell only the PLOVER type, all but some where only that is known.
type example struct {
	rows    []uint32
	allowed uint32
	weight  float32
}

// learner is a multinomial logistic regression with sparse features, fitted by AdaGrad (Duchi, Hazan and Singer, 2011). Of an example with
// several open classes the likelihood of any of them is raised.
type learner struct {
	weights []float32 // rows of classes
	squares []float32 // sums of squared gradients
	known   []bool    // rows that occur often enough
}

var classes = len(extract.ModelClasses)

const (
	epochs  = 8
	rate    = 0.15
	settled = 0.985 // an example as likely as that moves nothing, which saves four fifths of the time
	decay   = 1e-3  // of each weight by each example that holds its feature, beside the gradient
)

// learn fits weights to examples in so many epochs. An example that is settled is left alone for two of them.
func learn(examples []example, epochs int) *learner {
	seed := random(7)
	l := &learner{weights: make([]float32, classes<<bits), squares: make([]float32, classes<<bits), known: make([]bool, 1<<bits)}
	counts := make([]int, 1<<bits)
	order := make([]int, 0, len(examples))
	for i := range examples {
		if examples[i].weight == 0 {
			continue
		}
		order = append(order, i)
		for _, r := range examples[i].rows {
			counts[r]++
		}
	}
	for r, n := range counts {
		l.known[r] = n >= rarest
	}
	likely := make([]float64, classes)
	rest := make([]int, len(examples))
	for epoch := range epochs {
		seed.shuffle(order)
		step := float32(rate) * float32(epochs-epoch) / float32(epochs)
		for _, i := range order {
			if rest[i] > 0 {
				rest[i]--
			} else if !l.fit(&examples[i], likely, step) {
				rest[i] = 2
			}
		}
	}
	return l
}

// likelihoods gives the likelihood of each class.
func (l *learner) likelihoods(rows []uint32, likely []float64) {
	clear(likely)
	for _, r := range rows {
		if !l.known[r] {
			continue
		}
		for c, w := range l.weights[int(r)*classes:][:classes] {
			likely[c] += float64(w)
		}
	}
	top := likely[0]
	for _, s := range likely {
		top = max(top, s)
	}
	sum := 0.0
	for c, s := range likely {
		likely[c] = math.Exp(s - top)
		sum += likely[c]
	}
	for c := range likely {
		likely[c] /= sum
	}
}

// fit moves the weights towards the open classes of an example, unless it is settled.
func (l *learner) fit(e *example, likely []float64, step float32) bool {
	l.likelihoods(e.rows, likely)
	open := 0.0
	for c, p := range likely {
		if e.allowed>>c&1 == 1 {
			open += p
		}
	}
	if open > settled {
		return false
	}
	open = max(open, 1e-9)
	gradient := make([]float32, classes)
	for c, p := range likely {
		g := p
		if e.allowed>>c&1 == 1 {
			g -= p / open
		}
		gradient[c] = float32(g) * e.weight
	}
	for _, r := range e.rows {
		if !l.known[r] {
			continue
		}
		w, q := l.weights[int(r)*classes:][:classes], l.squares[int(r)*classes:][:classes]
		for c, g := range gradient {
			g += decay * w[c]
			q[c] += g * g
			if q[c] > 0 {
				w[c] -= step * g / (float32(math.Sqrt(float64(q[c]))) + 1e-3)
			}
		}
	}
	return true
}

// scale turns the natural logarithms of the learner into 256ths of a power of two.
const scale = 256 / math.Ln2

// grain is the step of the weights, faint the largest weight of a feature that is left out: both keep the file small.
const (
	grain = 32
	faint = 64
)

// model gives the weights as integers. What is small says nothing.
func (l *learner) model() *extract.Model {
	m := &extract.Model{Bits: bits, Rows: make([]int32, 1<<bits)}
	for r := range m.Rows {
		m.Rows[r] = -1
		if !l.known[r] {
			continue
		}
		row := make([]int16, classes)
		some := false
		for c, w := range l.weights[r*classes:][:classes] {
			v := grain * math.Round(float64(w)*scale/grain)
			row[c] = int16(max(-32000, min(32000, v)))
			some = some || math.Abs(v) > faint
		}
		if some {
			m.Rows[r] = int32(len(m.Weights) / classes)
			m.Weights = append(m.Weights, row...)
		}
	}
	return m
}
