package main

import "newsgraph/nlp/internal/linear"

// perceptron learns the weights of a linear.Table. What it gives is the mean of the weights over all steps of learning
// (Freund and Schapire, 1999), which generalises better than the last ones.
type perceptron struct {
	labels  int
	bits    uint
	weights []int32
	// moved is the sum of change * step of each weight: the mean over n steps is weight - moved/n. It may wrap around;
	// n*weight - moved comes out right, for that fits.
	moved []int32
	step  int32
}

func newPerceptron(labels int, bits uint) *perceptron {
	return &perceptron{labels: labels, bits: bits, weights: make([]int32, labels<<bits), moved: make([]int32, labels<<bits)}
}

// score sums the rows of the features.
func (p *perceptron) score(rows []uint32, scores []int32) {
	clear(scores)
	for _, r := range rows {
		row := p.weights[int(r)*p.labels:][:len(scores)]
		for i, w := range row {
			scores[i] += w
		}
	}
}

// learn moves the weights of the features from one label to another.
func (p *perceptron) learn(rows []uint32, to, from int) {
	for _, r := range rows {
		i := int(r) * p.labels
		p.weights[i+to]++
		p.moved[i+to] += p.step
		p.weights[i+from]--
		p.moved[i+from] -= p.step
	}
}

// sums gives the mean weights times the number of steps.
func (p *perceptron) sums() []int32 {
	out := make([]int32, len(p.weights))
	for i, w := range p.weights {
		out[i] = p.step*w - p.moved[i]
	}
	return out
}

// quantise makes int8 weights of integers: top becomes 127, what is below half of a step becomes nought. The large weights
// carry the meaning: cutting the largest 0.05 % cost two points, dropping the small ones nothing.
func quantise(sums []int32, top int32) []int8 {
	out := make([]int8, len(sums))
	for i, s := range sums {
		v := int64(s) * 254
		half := int64(top)
		if s < 0 {
			half = -half
		}
		out[i] = int8((v + half) / (2 * int64(top)))
	}
	return out
}

// largest gives the size of the largest weight, at least 1.
func largest(sums []int32) int32 {
	top := int32(1)
	for _, s := range sums {
		top = max(top, s, -s)
	}
	return top
}

// add adds b to a, which may be nil.
func add(a, b []int32) []int32 {
	if a == nil {
		return b
	}
	for i, x := range b {
		a[i] += x
	}
	return a
}

func rowsOf(features []uint64, bits uint) []uint32 {
	out := make([]uint32, len(features))
	for i, f := range features {
		out[i] = linear.Row(f, bits)
	}
	return out
}
