package deep

import (
	"math"

	"newsgraph/nlp/internal/network"
	"newsgraph/nlp/train/internal/matrix"
)

// Sizes of a net.
type Sizes struct {
	Words        int // learnt words, the unknown one included
	Word         int // dimensions of a learnt word
	Part, Shape  int // dimensions of a hashed part and of the shape
	Hidden       int // of an LSTM, in one direction
	Layers       int
	Arc, Link    int // dimensions in which heads are found and relations named, a constant 1 included
	Tags, Labels int
}

// Net is the network.
type Net struct {
	Sizes
	Vectors    []float32 // rows of word vectors, row 0 is nought; never learnt
	Dimensions int       // of a word vector
	Word       *Param
	Part       [network.Parts]*Param
	layers     []*lstm
	Root       *Param // what stands for the root above the last layer
	Tag, TagB  *Param
	// The four views of a word: as a dependent and as a head, for heads and for relations. Their last dimension is 1.
	View, ViewB [4]*Param
	Arcs        *Param // Arc x Arc
	Links       *Param // Link x (Labels*Link)
	params      []*Param
	dropInput   float64 // of the plan
	dropLayer   float64
	draw        *random
	arenas      [Shards]arena
}

// The views.
const (
	arcDependent = iota
	arcHead
	linkDependent
	linkHead
)

// NewNet makes a net with random weights.
func NewNet(s Sizes, vectors []float32, dimensions int, seed uint64) *Net {
	draw := random(seed)
	n := &Net{Sizes: s, Vectors: vectors, Dimensions: dimensions, draw: &draw}
	n.Word = newParam(s.Words, s.Word, 0.1, false, n.draw)
	for i := range n.Part {
		size := s.Part
		if i == network.Parts-1 {
			size = s.Shape
		}
		n.Part[i] = newParam(network.PartRows(i), size, 0.1, false, n.draw)
	}
	in := n.input()
	for range s.Layers {
		n.layers = append(n.layers, newLSTM(in, s.Hidden, n.draw))
		in = 2 * s.Hidden
	}
	scale := 1 / math.Sqrt(float64(in))
	n.Root = newParam(1, in, 0.1, false, n.draw)
	n.Tag, n.TagB = newParam(in, s.Tags, scale, true, n.draw), newParam(1, s.Tags, 0, false, n.draw)
	for v := range n.View {
		size := n.view(v)
		n.View[v], n.ViewB[v] = newParam(in, size, scale, true, n.draw), newParam(1, size, 0, false, n.draw)
	}
	n.Arcs = newParam(s.Arc, s.Arc, 0.01, true, n.draw)
	n.Links = newParam(s.Link, s.Labels*s.Link, 0.01, true, n.draw)
	n.params = append(n.params, n.Word, n.Root, n.Tag, n.TagB, n.Arcs, n.Links)
	n.params = append(n.params, n.Part[:]...)
	n.params = append(n.params, n.View[:]...)
	n.params = append(n.params, n.ViewB[:]...)
	for _, l := range n.layers {
		n.params = append(n.params, l.x, l.b, l.h[0], l.h[1])
	}
	for _, p := range n.params {
		p.pack()
	}
	return n
}

// input is the number of dimensions of an input word.
func (n *Net) input() int {
	return n.Dimensions + n.Sizes.Word + (network.Parts-1)*n.Sizes.Part + n.Shape
}

func (n *Net) view(v int) int {
	if v < linkDependent {
		return n.Arc
	}
	return n.Link
}

// Constants of learning.
const (
	rareWord  = 0.25 // a word that occurs k times is unknown at times: rareWord/(rareWord+k)
	tagWeight = 0.5
)

// mask draws what is kept of n columns, the same for all words of a sentence, scaled up.
func mask(out []float32, drop float64, draw *random) {
	for i := range out {
		if draw.share() >= drop {
			out[i] = float32(1 / (1 - drop))
		}
	}
}

// masked multiplies the rows of x with the masks of their sentences, and gives these masks. Without draw nothing is dropped.
func (b *batch) masked(x []float32, columns int, drop float64, draw *random, a *arena) []float32 {
	if draw == nil {
		return nil
	}
	m := a.floats(b.sentences() * columns)
	mask(m, drop, draw)
	b.apply(x, m, columns)
	return m
}

func (b *batch) apply(x, m []float32, columns int) {
	if m == nil {
		return
	}
	for r, s := range b.of {
		row, k := x[r*columns:(r+1)*columns], m[s*columns:(s+1)*columns]
		for j := range row {
			row[j] *= k[j]
		}
	}
}

// inputs gives the input rows and the rows of words that were looked up.
func (n *Net) inputs(b *batch, draw *random, a *arena) (x []float32, words []int) {
	size := n.input()
	x = a.floats(b.rows * size)
	words = make([]int, b.rows)
	for t := range len(b.starts) - 1 {
		for i := range b.count(t) {
			r := b.row(i, t)
			s := b.set[i]
			f := s.Features[t]
			word := f.Word
			if draw != nil && draw.share() < rareWord/(rareWord+float64(s.Count[t])) {
				word = 0
			}
			words[r] = word
			row := x[r*size:]
			at := copy(row, n.Vectors[f.Vector*n.Dimensions:(f.Vector+1)*n.Dimensions])
			at += copy(row[at:], n.Word.row(word))
			for k, p := range n.Part {
				at += copy(row[at:], p.row(f.Part[k]))
			}
		}
	}
	return x, words
}

// looked adds the gradients of the inputs to those of the rows that were looked up.
func (n *Net) looked(b *batch, dx []float32, words []int, shard int) {
	size := n.input()
	add := func(p *Param, row int, d []float32) {
		for j, v := range p.gradient[shard][row*p.Columns : (row+1)*p.Columns] {
			p.gradient[shard][row*p.Columns+j] = v + d[j]
		}
	}
	for t := range len(b.starts) - 1 {
		for i := range b.count(t) {
			r := b.row(i, t)
			f := b.set[i].Features[t]
			d := dx[r*size+n.Dimensions : (r+1)*size]
			add(n.Word, words[r], d)
			d = d[n.Sizes.Word:]
			for k, p := range n.Part {
				add(p, f.Part[k], d)
				d = d[p.Columns:]
			}
		}
	}
}

// state is what a forward pass computed.
type state struct {
	b         *batch
	x         []float32
	words     []int
	inputMask []float32
	passes    []*pass
	masks     [][]float32
	tagInput  []float32
	tagMask   []float32
	tags      []float32
	top       []float32 // rows of words, then the root's
	views     [4][]float32
	viewMask  [4][]float32
	through   []float32 // dependents times Arcs
	links     []float32 // dependents times Links
}

// forward runs the net; draw is nil where nothing is learnt.
func (n *Net) forward(b *batch, draw *random, a *arena) *state {
	s := &state{b: b}
	s.x, s.words = n.inputs(b, draw, a)
	s.inputMask = b.masked(s.x, n.input(), n.dropInput, draw, a)
	h := s.x
	width := 2 * n.Hidden
	for i, l := range n.layers {
		p := l.forward(b, h, a)
		s.passes = append(s.passes, p)
		if i == 0 {
			s.tagInput = a.floats(len(p.y))
			copy(s.tagInput, p.y)
			s.tagMask = b.masked(s.tagInput, width, n.dropLayer, draw, a)
			s.tags = a.floats(b.rows * n.Tags)
			for r := range b.rows {
				copy(s.tags[r*n.Tags:], n.TagB.W)
			}
			n.Tag.forward(s.tags, s.tagInput, b.rows)
		}
		s.masks = append(s.masks, b.masked(p.y, width, n.dropLayer, draw, a))
		h = p.y
	}
	s.top = a.floats((b.rows + 1) * width)
	copy(s.top, h)
	copy(s.top[b.rows*width:], n.Root.W)
	for v, p := range n.View {
		size := n.view(v)
		y := a.floats((b.rows + 1) * size)
		for r := range b.rows + 1 {
			copy(y[r*size:], n.ViewB[v].W)
		}
		p.forward(y, s.top, b.rows+1)
		for i, x := range y {
			if x < 0 {
				y[i] = x * 0.1
			}
		}
		s.viewMask[v] = b.masked(y, size, n.dropLayer, draw, a)
		for r := range b.rows + 1 {
			y[r*size+size-1] = 1
		}
		s.views[v] = y
	}
	s.through = a.floats(b.rows * n.Arc)
	n.Arcs.forward(s.through, s.views[arcDependent], b.rows)
	s.links = a.floats(b.rows * n.Labels * n.Link)
	n.Links.forward(s.links, s.views[linkDependent], b.rows)
	return s
}

// heads gathers the rows of a sentence from a view, the root first.
func (s *state) heads(i int, view []float32, size int, a *arena) []float32 {
	words := len(s.b.set[i].Features)
	out := a.floats((words + 1) * size)
	copy(out[:size], view[s.b.rows*size:])
	for j := range words {
		copy(out[(j+1)*size:], view[s.b.row(i, j)*size:][:size])
	}
	return out
}

// arcs gives the scores of all heads for the words of sentence i, a row of words+1 for each word, and the two matrices whose
// product they are.
func (n *Net) arcs(s *state, i int, a *arena) (scores, dependents, heads []float32) {
	words := len(s.b.set[i].Features)
	heads = s.heads(i, s.views[arcHead], n.Arc, a)
	dependents = a.floats(words * n.Arc)
	for j := range words {
		copy(dependents[j*n.Arc:], s.through[s.b.row(i, j)*n.Arc:][:n.Arc])
	}
	scores = a.floats(words * (words + 1))
	a.packed.Pack(heads, n.Arc, words+1, 1, n.Arc)
	matrix.MulAdd(scores, words+1, dependents, words, n.Arc, 1, &a.packed)
	return scores, dependents, heads
}

// headRow is the row of head h of sentence i: 0 is the root.
func (s *state) headRow(i, h int) int {
	if h == 0 {
		return s.b.rows
	}
	return s.b.row(i, h-1)
}

// linkScores scores the relations of row r to the head in another row.
func (n *Net) linkScores(s *state, out []float32, r, head int) {
	z := s.views[linkHead][head*n.Link:][:n.Link]
	y := s.links[r*n.Labels*n.Link:]
	for l := range out {
		var sum float32
		for j, v := range y[l*n.Link:][:n.Link] {
			sum += v * z[j]
		}
		out[l] = sum
	}
}

// taught is softmax where a teacher's shares of a word are learnt, too: it gives the loss, and leaves its slope in x.
func taught(x []float32, want int, teacher [][]float32, word int, trust float32) float64 {
	if teacher == nil || trust == 0 {
		loss := softmax(x, want)
		x[want]--
		return loss
	}
	loss := float64(1-trust) * softmax(x, want)
	for i, share := range teacher[word] {
		if share > 1e-4 {
			loss -= float64(trust*share) * math.Log(float64(x[i])+1e-12)
		}
		x[i] -= trust * share
	}
	x[want] -= 1 - trust
	return loss
}

// softmax makes shares of scores and gives -log of that of want.
func softmax(x []float32, want int) float64 {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	var sum float32
	for i, v := range x {
		x[i] = exp(v - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
	return -math.Log(float64(x[want]) + 1e-12)
}

// learn works through a shard and gives its loss, summed over words. all is the number of words of the whole step.
func (n *Net) learn(set []*Sentence, shard, all int, draw *random) float64 {
	a := &n.arenas[shard]
	defer a.reset()
	b := newBatch(set)
	s := n.forward(b, draw, a)
	scale := 1 / float32(all)
	loss := 0.0

	// tags
	for i, x := range b.set {
		for j, want := range x.Tag {
			row := s.tags[b.row(i, j)*n.Tags:][:n.Tags]
			loss += tagWeight * taught(row, want, x.Tags, j, x.Trust)
			for k := range row {
				row[k] *= tagWeight * scale
			}
		}
	}

	// heads and relations
	dThrough, dLinks := a.floats(len(s.through)), a.floats(len(s.links))
	var dViews [4][]float32
	for v := range dViews {
		dViews[v] = a.floats(len(s.views[v]))
	}
	out := make([]float32, n.Labels)
	for i, x := range b.set {
		words := len(x.Features)
		scores, dependents, heads := n.arcs(s, i, a)
		for j := range words {
			row := scores[j*(words+1) : (j+1)*(words+1)]
			row[j+1] = -1e9
			loss += taught(row, x.Head[j], x.Heads, j, x.Trust)
			for k := range row {
				row[k] *= scale
			}

			r, head := b.row(i, j), s.headRow(i, x.Head[j])
			n.linkScores(s, out, r, head)
			loss += taught(out, x.Label[j], x.Labels, j, x.Trust)
			z, y := s.views[linkHead][head*n.Link:][:n.Link], s.links[r*n.Labels*n.Link:]
			dz, dy := dViews[linkHead][head*n.Link:][:n.Link], dLinks[r*n.Labels*n.Link:]
			for l, o := range out {
				o *= scale
				from, to := y[l*n.Link:][:n.Link], dy[l*n.Link:][:n.Link]
				for k := range from {
					dz[k] += o * from[k]
					to[k] = o * z[k]
				}
			}
		}
		dDependents, dHeads := a.floats(len(dependents)), a.floats(len(heads))
		a.packed.Pack(heads, words+1, n.Arc, n.Arc, 1)
		matrix.MulAdd(dDependents, n.Arc, scores, words, words+1, 1, &a.packed)
		a.packed.Pack(dependents, words, n.Arc, n.Arc, 1)
		matrix.MulAdd(dHeads, n.Arc, scores, words+1, 1, words+1, &a.packed)
		for j := range words {
			copy(dThrough[b.row(i, j)*n.Arc:], dDependents[j*n.Arc:(j+1)*n.Arc])
		}
		for h := range words + 1 {
			to := dViews[arcHead][s.headRow(i, h)*n.Arc:][:n.Arc]
			for k, d := range dHeads[h*n.Arc : (h+1)*n.Arc] {
				to[k] += d
			}
		}
	}
	n.Arcs.backward(shard, dViews[arcDependent], dThrough, s.views[arcDependent], b.rows, a)
	n.Links.backward(shard, dViews[linkDependent], dLinks, s.views[linkDependent], b.rows, a)

	// views
	width := 2 * n.Hidden
	dTop := a.floats(len(s.top))
	for v, p := range n.View {
		size := n.view(v)
		d := dViews[v]
		for r := range b.rows + 1 {
			d[r*size+size-1] = 0
		}
		b.apply(d, s.viewMask[v], size)
		for i, y := range s.views[v] {
			if y < 0 {
				d[i] *= 0.1
			}
		}
		p.backward(shard, dTop, d, s.top, b.rows+1, a)
		n.ViewB[v].sum(shard, d, b.rows+1)
	}
	for j, d := range dTop[b.rows*width:] {
		n.Root.gradient[shard][j] += d
	}

	// layers
	d := dTop[:b.rows*width]
	for i := len(n.layers) - 1; i >= 0; i-- {
		b.apply(d, s.masks[i], width)
		if i == 0 {
			dTag := a.floats(len(s.tagInput))
			n.Tag.backward(shard, dTag, s.tags, s.tagInput, b.rows, a)
			n.TagB.sum(shard, s.tags, b.rows)
			b.apply(dTag, s.tagMask, width)
			for k, v := range dTag {
				d[k] += v
			}
		}
		d = n.layers[i].backward(b, s.passes[i], d, a, shard)
	}
	b.apply(d, s.inputMask, n.input())
	n.looked(b, d, s.words, shard)
	return loss
}
