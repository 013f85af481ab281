package network

import (
	"slices"
	"sync"

	"newsgraph/nlp/internal/network/integer"
)

// Parsed is the analysis of a sentence, by word.
type Parsed struct {
	Tag      []int // index into Tags
	Head     []int // index of the head, -1 at the root
	Relation []int // index into Relations
}

// Bounds that keep time and memory linear in the length of a text.
const (
	longestSentence = 200  // words; a longer sentence is cut, its later pieces hang on the root of the first one
	groupWords      = 1000 // about how many words are worked through together
)

// Parse tags and parses sentences, given by their forms. Each gets a tree with one root.
func (m *Model) Parse(sentences [][]string) []Parsed {
	out := make([]Parsed, len(sentences))
	var pieces []*piece
	for i, s := range sentences {
		out[i] = Parsed{make([]int, len(s)), make([]int, len(s)), make([]int, len(s))}
		for first := 0; first < len(s); first += longestSentence {
			end := min(first+longestSentence, len(s))
			pieces = append(pieces, &piece{forms: s[first:end], out: &out[i], first: first})
		}
	}
	slices.SortStableFunc(pieces, func(a, b *piece) int { return len(b.forms) - len(a.forms) })
	w := workspaces.Get().(*workspace)
	defer workspaces.Put(w)
	for len(pieces) > 0 {
		k, words := 0, 0
		for k < len(pieces) && words < groupWords {
			words += len(pieces[k].forms)
			k++
		}
		m.group(pieces[:k], words, w)
		pieces = pieces[k:]
	}
	for i := range out {
		m.join(out[i])
	}
	return out
}

// join hangs the roots of the pieces of a long sentence on the first one.
func (m *Model) join(p Parsed) {
	if len(p.Head) <= longestSentence {
		return
	}
	first := slices.Index(p.Head, -1)
	parataxis := max(0, slices.Index(m.Relations, "parataxis"))
	for i := first + 1; i < len(p.Head); i++ {
		if p.Head[i] == -1 {
			p.Head[i], p.Relation[i] = first, parataxis
		}
	}
}

// piece is a sentence, or a part of a long one.
type piece struct {
	forms []string
	out   *Parsed
	first int // place of its first word in the sentence
}

// workspace is memory that is used again and again.
type workspace struct {
	inputs, layerIn, layerOut []int16
	products, gates, small    []int32
	cells                     []int32
	views                     [4][]int16
	rows                      []int16
	packed                    []int16
	scores                    []int32
}

var workspaces = sync.Pool{New: func() any { return new(workspace) }}

// need gives n elements, of the old memory where that is enough. What is in them is left over.
func need[T int16 | int32](old *[]T, n int) []T {
	if cap(*old) < n {
		*old = make([]T, n+n/4)
	}
	*old = (*old)[:n]
	return *old
}

// layout says in which row each word of a group lies: first the first words of all sentences, then the second ones, and so on.
// The sentences are sorted by length, the longest first.
type layout struct {
	starts []int
	words  int
}

func newLayout(pieces []*piece) layout {
	var l layout
	n := len(pieces)
	for t := 0; ; t++ {
		l.starts = append(l.starts, l.words)
		for n > 0 && len(pieces[n-1].forms) <= t {
			n--
		}
		if n == 0 {
			return l
		}
		l.words += n
	}
}

func (l layout) row(sentence, word int) int { return l.starts[word] + sentence }

// count is the number of sentences that have a word at place t.
func (l layout) count(t int) int {
	if t < 0 || t+1 >= len(l.starts) {
		return 0
	}
	return l.starts[t+1] - l.starts[t]
}

// group works through sentences together.
func (m *Model) group(pieces []*piece, words int, w *workspace) {
	l := newLayout(pieces)
	// the first products depend on the word form alone: once for each
	number := map[string]int{}
	of := make([]int, words)
	var forms []string
	for i, p := range pieces {
		for j, f := range p.forms {
			k, ok := number[f]
			if !ok {
				k = len(forms)
				number[f] = k
				forms = append(forms, f)
			}
			of[l.row(i, j)] = k
		}
	}
	in := integer.Even(m.input)
	x := need(&w.inputs, len(forms)*in)
	for k, f := range forms {
		row := x[k*in : (k+1)*in]
		row[in-1] = 0
		m.fill(row, m.Features(f))
	}
	width := m.layers[0].x.Columns()
	products := need(&w.products, max(len(forms), words)*width)
	m.layers[0].x.Mul(products, width, x, in, len(forms))

	var h []int16
	for i, layer := range m.layers {
		if i > 0 {
			width = layer.x.Columns()
			products = need(&w.products, words*width)
			layer.x.Mul(products, width, h, 2*m.layers[i-1].hidden, words)
		}
		memory := &w.layerOut
		if i%2 == 1 {
			memory = &w.layerIn
		}
		h = need(memory, (words+1)*2*layer.hidden)
		m.lstm(layer, l, products, of, h, w)
		if i == 0 {
			m.tags(pieces, l, h, w)
			for r := range of { // from here on each word has a row of its own
				of[r] = r
			}
		}
	}
	copy(h[words*len(m.root):], m.root)
	for v, matrix := range m.view {
		m.look(v, matrix, h, words+1, w)
	}
	for i, p := range pieces {
		m.tree(p, i, l, w)
	}
}

// lstm runs a layer in both directions: products are those of its inputs, row of[r] for row r; h is what comes out.
func (m *Model) lstm(layer layer, l layout, products []int32, of []int, h []int16, w *workspace) {
	n, width := layer.hidden, 8*layer.hidden
	sentences := l.count(0)
	gates := need(&w.gates, sentences*4*n)
	cells := need(&w.cells, sentences*n)
	steps := len(l.starts) - 1
	for d := range 2 {
		bias := layer.bias[d*4*n : (d+1)*4*n]
		for k := range steps {
			t, before := k, k-1
			if d == 1 {
				t, before = steps-1-k, steps-k
			}
			have := min(l.count(before), l.count(t))
			layer.h[d].Mul(gates, 4*n, h[max(0, l.row(0, max(0, min(before, steps-1))))*2*n+d*n:], 2*n, have)
			for i := range l.count(t) {
				r := l.row(i, t)
				x := products[of[r]*width+d*4*n:][:4*n]
				z := gates[i*4*n : (i+1)*4*n]
				c := cells[i*n : (i+1)*n]
				if i >= have {
					clear(z)
					clear(c)
				}
				m.cell(x, z, bias, c, h[r*2*n+d*n:][:n])
			}
		}
	}
}

// cell computes one word of one direction: x and z are sums of products, c is the cell before and after, h is what comes out.
func (m *Model) cell(x, z, bias, c []int32, h []int16) {
	n := len(c)
	sigmoid, tanh := m.sigmoid[:gateSteps], m.tanh[:gateSteps]
	x0, x1, x2, x3 := x[:n], x[n:][:n], x[2*n:][:n], x[3*n:][:n]
	z0, z1, z2, z3 := z[:n], z[n:][:n], z[2*n:][:n], z[3*n:][:n]
	b0, b1, b2, b3 := bias[:n], bias[n:][:n], bias[2*n:][:n], bias[3*n:][:n]
	h = h[:n]
	for j := range c {
		in := int32(sigmoid[step(x0[j]+z0[j]+b0[j])])
		keep := int64(sigmoid[step(x1[j]+z1[j]+b1[j])])
		g := int32(tanh[step(x2[j]+z2[j]+b2[j])])
		out := int32(sigmoid[step(x3[j]+z3[j]+b3[j])])
		v := int32((keep*int64(c[j])+1<<(gateBits-1))>>gateBits) + (in*(g>>1)+1<<(2*gateBits-2-bits))>>(2*gateBits-1-bits)
		c[j] = v
		h[j] = int16((out*int32(tanh[step(v<<bits)]>>1) + 1<<(2*gateBits-2-bits)) >> (2*gateBits - 1 - bits))
	}
}

// step is the place in a gate's table of a number of 24 bits.
func step(x int32) uint32 {
	const shift = 2*bits - 9 // 512 steps for 1
	i := x>>shift + gateSteps/2
	return uint32(min(max(i, 0), gateSteps-1))
}

// tags names the tags of all words.
func (m *Model) tags(pieces []*piece, l layout, h []int16, w *workspace) {
	n := len(m.Tags)
	scores := need(&w.gates, l.words*n)
	m.tag.Mul(scores, n, h, m.tag.Rows(), l.words)
	for i, p := range pieces {
		for j := range p.forms {
			row := scores[l.row(i, j)*n:][:n]
			best := 0
			for k, s := range row {
				row[k] = s + m.tagBias[k]
				if row[k] > row[best] {
					best = k
				}
			}
			p.out.Tag[p.first+j] = best
		}
	}
}

// look computes a view of all words and of the root.
func (m *Model) look(v int, matrix *integer.Matrix, h []int16, rows int, w *workspace) {
	n := matrix.Columns()
	sums := need(&w.gates, rows*n)
	matrix.Mul(sums, n, h, matrix.Rows(), rows)
	out := need(&w.views[v], rows*n)
	bias := m.viewBias[v]
	for r := range rows {
		from, to := sums[r*n:][:len(bias)], out[r*n:][:len(bias)]
		for i, b := range bias {
			s := from[i] + b
			if s < 0 {
				s /= 10
			}
			to[i] = short(s >> (2*bits - viewBits))
		}
		to[n-1] = 1 << viewBits
	}
}

// short cuts a number to 16 bits.
func short(x int32) int16 { return int16(min(max(x, -32767), 32767)) }

// tree finds the tree of sentence i.
func (m *Model) tree(p *piece, i int, l layout, w *workspace) {
	words := len(p.forms)
	// heads: the root is row 0
	n := m.arcs.Rows()
	rows := need(&w.rows, (2*words+1)*n)
	for j := range words {
		copy(rows[j*n:(j+1)*n], w.views[arcDependent][l.row(i, j)*n:])
	}
	sums := need(&w.gates, words*n)
	m.arcs.Mul(sums, n, rows, n, words)
	dependents := rows[:words*n]
	for k, s := range sums {
		dependents[k] = short(s >> (viewBits + bits - pairBits))
	}
	heads := rows[words*n:]
	copy(heads[:n], w.views[arcHead][l.words*n:])
	for j := range words {
		copy(heads[(j+1)*n:(j+2)*n], w.views[arcHead][l.row(i, j)*n:])
	}
	packed := integer.Transposed(heads, words+1, n, w.packed)
	w.packed = packed.Memory()
	scores := need(&w.scores, words*(words+1))
	packed.Mul(scores, words+1, dependents, n, words)
	tree(scores, words, p.out.Head[p.first:p.first+words])

	// relations to these heads
	n = m.links.Rows()
	dependents = need(&w.rows, words*n)
	for j := range words {
		copy(dependents[j*n:(j+1)*n], w.views[linkDependent][l.row(i, j)*n:])
	}
	width := m.links.Columns()
	links := need(&w.gates, words*width)
	m.links.Mul(links, width, dependents, n, words)
	for j := range words {
		head := p.out.Head[p.first+j]
		if head < 0 {
			p.out.Relation[p.first+j] = m.rootRelation
			continue
		}
		z := w.views[linkHead][l.row(i, head)*n:][:n]
		best, top := -1, int64(0)
		for k := range m.Relations {
			if k == m.rootRelation {
				continue
			}
			var sum int64
			x := links[j*width+k*n:][:len(z)]
			for q, y := range z {
				sum += int64(x[q]) * int64(y)
			}
			if best < 0 || sum > top {
				best, top = k, sum
			}
		}
		p.out.Relation[p.first+j] = best
		p.out.Head[p.first+j] = head + p.first
	}
}
