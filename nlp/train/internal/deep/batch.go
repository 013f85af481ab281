package deep

import (
	"slices"

	"newsgraph/nlp/internal/network"
)

// Sentence is a sentence to learn from or to parse.
type Sentence struct {
	Features []network.Features
	Count    []int // how often each word occurs in what is learnt from
	Tag      []int // number of its tag
	Head     []int // 1 for the first word, 0 for the root
	Label    []int // number of its relation

	// What a teacher takes for likely, by word; nil where there is none. Trust is the weight of that beside Tag, Head and Label:
	// 0 for what people marked alone, 1 for the teacher alone.
	Tags, Heads, Labels [][]float32
	Trust               float32
}

// batch is a set of sentences, the longest first, whose words are rows: first all first words, then all second ones, and so on.
type batch struct {
	set    []*Sentence
	starts []int // row of the first word at each place; the last is the number of rows
	rows   int
	of     []int // sentence of each row
}

func newBatch(set []*Sentence) *batch {
	b := &batch{set: slices.Clone(set)}
	slices.SortStableFunc(b.set, func(x, y *Sentence) int { return len(y.Features) - len(x.Features) })
	for t := 0; ; t++ {
		b.starts = append(b.starts, b.rows)
		n := b.rows
		for i, s := range b.set {
			if t < len(s.Features) {
				b.of = append(b.of, i)
				b.rows++
			}
		}
		if b.rows == n {
			break
		}
	}
	return b
}

func (b *batch) sentences() int { return len(b.set) }

// count is the number of sentences that have a word at place t.
func (b *batch) count(t int) int {
	if t < 0 || t+1 >= len(b.starts) {
		return 0
	}
	return b.starts[t+1] - b.starts[t]
}

// active is the number of sentences of step k in direction d.
func (b *batch) active(d, k int) int { return b.count(b.place(d, k)) }

func (b *batch) place(d, k int) int {
	if d == 0 {
		return k
	}
	return len(b.starts) - 2 - k
}

// step gives the first row of step k in direction d, the first row of the step before it, and how many sentences both have.
func (b *batch) step(d, k int) (from, before, have int) {
	t := b.place(d, k)
	from = b.starts[t]
	if d == 0 {
		if t == 0 {
			return from, 0, 0
		}
		return from, b.starts[t-1], b.count(t)
	}
	if b.count(t+1) == 0 {
		return from, 0, 0
	}
	return from, b.starts[t+1], b.count(t + 1)
}

// row is the row of word j of sentence i.
func (b *batch) row(i, j int) int { return b.starts[j] + i }
