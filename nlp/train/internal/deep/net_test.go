package deep

import (
	"math"
	"slices"
	"testing"

	"newsgraph/nlp/internal/network"
)

// small makes a small net and sentences of several lengths for it.
func small(seed uint64) (*Net, []*Sentence) {
	draw := random(seed + 100)
	vectors := make([]float32, 5*6)
	for i := range vectors[6:] {
		vectors[6+i] = float32(draw.normal())
	}
	n := NewNet(Sizes{Words: 8, Word: 20, Part: 4, Shape: 2, Hidden: 20, Layers: 2, Arc: 20, Link: 15, Tags: 4, Labels: 6}, vectors, 6, seed)
	var set []*Sentence
	for _, words := range []int{3, 1, 7, 4, 7} {
		s := &Sentence{}
		for j := range words {
			f := network.Features{Vector: int(draw.next() % 5), Word: int(draw.next() % 8)}
			for k := range f.Part {
				f.Part[k] = int(draw.next() % 3)
			}
			s.Features = append(s.Features, f)
			s.Count = append(s.Count, 3)
			s.Tag = append(s.Tag, int(draw.next()%4))
			s.Label = append(s.Label, int(draw.next()%6))
			head := int(draw.next() % uint64(words+1))
			if head == j+1 {
				head = 0
			}
			s.Head = append(s.Head, head)
		}
		set = append(set, s)
	}
	return n, set
}

// TestGradient compares the gradient of each matrix with how the loss changes along it.
func TestGradient(t *testing.T) {
	n, set := small(1)
	for _, p := range n.params { // away from the small weights at first, whose gradients are small, too
		for j := range p.W {
			p.W[j] += float32(n.draw.normal() * 0.3)
		}
		p.pack()
	}
	words := 0
	for i, s := range set {
		words += len(s.Features)
		teach(s, float32(i)/4) // from people alone to the teacher alone
	}
	n.learn(set, 0, words, nil)
	gradients := make([][]float32, len(n.params))
	for i, p := range n.params {
		gradients[i] = slices.Clone(p.gradient[0])
	}
	loss := func(p *Param, g []float32, by float64) float64 {
		old := slices.Clone(p.W)
		for j := range p.W {
			p.W[j] += float32(by) * g[j]
		}
		p.pack()
		l := n.learn(set, 0, words, nil) / float64(words)
		copy(p.W, old)
		p.pack()
		return l
	}
	for i, p := range n.params {
		length := 0.0
		for _, x := range gradients[i] {
			length += float64(x) * float64(x)
		}
		if length == 0 {
			t.Errorf("matrix %d, %d x %d: no gradient", i, p.Rows, p.Columns)
			continue
		}
		// far enough that the steps of the gates' tables do not matter
		by := 0.1 / math.Sqrt(length)
		got := (loss(p, gradients[i], by) - loss(p, gradients[i], -by)) / (2 * by)
		if math.Abs(got-length) > 0.1*length+1e-4*math.Sqrt(length) {
			t.Errorf("matrix %d, %d x %d: the loss changes by %g along the gradient, want %g", i, p.Rows, p.Columns, got, length)
		}
	}
}

// teach gives a sentence of the small net the shares of a teacher that is two thirds sure of the next tag, head and label.
func teach(s *Sentence, trust float32) {
	s.Trust = trust
	for j := range s.Features {
		share := func(n, best int) []float32 {
			out := make([]float32, n)
			for k := range out {
				out[k] = 1 / float32(3*n)
			}
			out[best] += 2.0 / 3
			return out
		}
		heads := len(s.Features) + 1
		head := (s.Head[j] + 1) % heads
		if head == j+1 {
			head = 0
		}
		row := share(heads, head)
		row[head] += row[j+1]
		row[j+1] = 0 // no word is its own head
		s.Tags, s.Heads, s.Labels = append(s.Tags, share(4, (s.Tag[j]+1)%4)), append(s.Heads, row), append(s.Labels, share(6, (s.Label[j]+1)%6))
	}
}

// TestTaught learns from a teacher alone: what comes out is what the teacher says, not what people marked.
func TestTaught(t *testing.T) {
	n, set := small(4)
	for _, s := range set {
		teach(s, 1)
	}
	n.Train(nil, Plan{Epochs: 2400, Rate: 1e-2, More: set})
	right, words := 0, 0
	for i, p := range n.Parse(set) {
		for j := range p.Tag {
			words++
			if p.Tag[j] == (set[i].Tag[j]+1)%4 {
				right++
			}
		}
	}
	if right*10 < words*8 {
		t.Errorf("%d of %d tags as the teacher has them", right, words)
	}
}

// TestTrain learns five sentences by heart, and again with the same weights in the end.
func TestTrain(t *testing.T) {
	n, set := small(2)
	losses := []float64{}
	plan := Plan{Epochs: 600, Rate: 1e-2, DropInput: 0.25, DropLayer: 0.33, Report: func(_ int, loss float64) { losses = append(losses, loss) }}
	n.Train(set, plan)
	if last := losses[len(losses)-1]; last > losses[0]/2 {
		t.Errorf("loss from %g to %g: nothing learnt", losses[0], last)
	}
	right, words := 0, 0
	for i, p := range n.Parse(set) {
		for j := range p.Head {
			words++
			if p.Head[j] == set[i].Head[j] && p.Tag[j] == set[i].Tag[j] && p.Label[j] == set[i].Label[j] {
				right++
			}
		}
	}
	if right*10 < words*8 {
		t.Errorf("%d of %d words right", right, words)
	}
	again, set := small(2)
	again.Train(set, plan)
	for i, p := range n.params {
		if !slices.Equal(p.W, again.params[i].W) {
			t.Fatalf("matrix %d differs after the same training", i)
		}
	}
}

// TestBatch holds the rows of words against their definition.
func TestBatch(t *testing.T) {
	_, set := small(3)
	b := newBatch(set)
	if want := []int{0, 5, 9, 13, 16, 18, 20, 22}; !slices.Equal(b.starts, want) {
		t.Errorf("starts %v, want %v", b.starts, want)
	}
	if !slices.IsSortedFunc(b.set, func(x, y *Sentence) int { return len(y.Features) - len(x.Features) }) {
		t.Error("sentences are not sorted")
	}
	for d := range 2 {
		for k := range 7 {
			from, before, have := b.step(d, k)
			place, other := k, k-1
			if d == 1 {
				place, other = 6-k, 7-k
			}
			if from != b.starts[place] || have != min(b.count(place), b.count(other)) || have > 0 && before != b.starts[other] {
				t.Errorf("direction %d, step %d: rows %d, %d, %d in both", d, k, from, before, have)
			}
		}
	}
}
