package main

import (
	"slices"

	"newsgraph/nlp/internal/linear"
)

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

// quantise makes int8 weights of integers: top is what becomes 127, larger ones are cut, those below the smallest
// step become nought.
func quantise(sums []int32, top int32) []int8 {
	out := make([]int8, len(sums))
	for i, s := range sums {
		out[i] = int8(scale(s, top))
	}
	return out
}

// scale is s*127/top, rounded half away from nought and cut to ±127.
func scale(s, top int32) int64 {
	v := (int64(s)*254 + int64(top)*sign(s)) / (2 * int64(top))
	return max(-127, min(127, v))
}

func sign(s int32) int64 {
	if s < 0 {
		return -1
	}
	return 1
}

// quantile gives the size that one in n of the weights other than nought exceeds.
func quantile(sums []int32, n int) int32 {
	var sizes []int32
	for _, s := range sums {
		if s != 0 {
			sizes = append(sizes, max(s, -s))
		}
	}
	if len(sizes) == 0 {
		return 1
	}
	slices.Sort(sizes)
	return max(1, sizes[len(sizes)-1-len(sizes)/n])
}

func rowsOf(features []uint64, bits uint) []uint32 {
	out := make([]uint32, len(features))
	for i, f := range features {
		out[i] = linear.Row(f, bits)
	}
	return out
}

func best(scores []int32) int {
	b := 0
	for i, s := range scores {
		if s > scores[b] {
			b = i
		}
	}
	return b
}
