package network

import (
	"math"
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
func (m *Model) Parse(sentences [][]string) []Parsed { return m.ParseSome(sentences, nil) }

// ParseSome is Parse that asks wanted of each sentence, by its number and tags, once and in any order. Those that are not wanted get
// their tags alone: Head and Relation are nil. A sentence that is so long that it is cut is always parsed. Without wanted all are.
func (m *Model) ParseSome(sentences [][]string, wanted func(i int, tags []int) bool) []Parsed {
	out := make([]Parsed, len(sentences))
	var pieces []*piece
	for i, s := range sentences {
		out[i] = Parsed{make([]int, len(s)), make([]int, len(s)), make([]int, len(s))}
		for first := 0; first < len(s); first += longestSentence {
			end := min(first+longestSentence, len(s))
			pieces = append(pieces, &piece{forms: s[first:end], out: &out[i], first: first, sentence: i})
		}
	}
	keep := func(p *piece) bool {
		if wanted == nil || len(sentences[p.sentence]) > longestSentence || wanted(p.sentence, p.out.Tag) {
			return true
		}
		p.out.Head, p.out.Relation = nil, nil
		return false
	}
	m.each(pieces, keep, m.finish)
	for i := range out {
		m.join(out[i])
	}
	return out
}

// each runs the nets on all pieces, a group of like length at a time, and calls finish for each piece that is kept, with its tags: the
// i-th of its group.
func (m *Model) each(pieces []*piece, keep func(p *piece) bool, finish func(p *piece, i int, l layout, w *workspace)) {
	slices.SortStableFunc(pieces, func(a, b *piece) int { return len(b.forms) - len(a.forms) })
	w := workspaces.Get().(*workspace)
	defer workspaces.Put(w)
	for len(pieces) > 0 {
		k, words := 0, 0
		for k < len(pieces) && words < groupWords {
			words += len(pieces[k].forms)
			k++
		}
		kept, l := m.group(pieces[:k], words, keep, w)
		for i, p := range kept {
			finish(p, i, l, w)
		}
		pieces = pieces[k:]
	}
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

	sentence int // its number
}

// workspace is memory that is used again and again.
type workspace struct {
	inputs, rows, packed    []int16
	layer                   [2][]int16
	products, gates, cells  []int32
	tags, scores, relations []int32
	first                   [][]int16    // what comes out of the first layer, by net
	views                   [][4][]int16 // by net
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

// group runs the nets on sentences together. The tags are chosen above their first layer, and only what is then kept goes on: its
// views are in the workspace, laid out as the layout says.
func (m *Model) group(pieces []*piece, words int, keep func(p *piece) bool, w *workspace) (kept []*piece, l layout) {
	l = newLayout(pieces)
	// the first products of a net depend on the word form alone: once for each
	number := map[string]int{}
	of := make([]int, words)
	var forms []Features
	for i, p := range pieces {
		for j, f := range p.forms {
			k, ok := number[f]
			if !ok {
				k = len(forms)
				number[f] = k
				forms = append(forms, m.Features(f))
			}
			of[l.row(i, j)] = k
		}
	}
	clear(need(&w.tags, words*len(m.Tags)))
	for len(w.views) < len(m.nets) {
		w.views = append(w.views, [4][]int16{})
		w.first = append(w.first, nil)
	}
	for i, n := range m.nets {
		m.firstLayer(n, l, forms, of, w, &w.first[i])
	}
	var rows []int // of the kept sentences
	for i, p := range pieces {
		m.chooseTags(p, i, l, w)
		if keep(p) {
			kept = append(kept, p)
			rows = append(rows, i)
		}
	}
	if len(kept) == 0 {
		return nil, l
	}
	narrow := newLayout(kept)
	for i, n := range m.nets {
		m.otherLayers(n, narrow, l.pick(w.first[i], rows, narrow, 2*n.layers[0].hidden, &w.layer[0]), w, &w.views[i])
	}
	return kept, narrow
}

// pick copies the rows of some sentences into a layout of these alone. Where they are all, nothing is copied.
func (l layout) pick(h []int16, sentences []int, narrow layout, k int, memory *[]int16) []int16 {
	if narrow.words == l.words {
		return h
	}
	out := need(memory, (narrow.words+1)*k)
	for i, s := range sentences {
		for t := 0; t+1 < len(narrow.starts) && narrow.count(t) > i; t++ {
			copy(out[narrow.row(i, t)*k:][:k], h[l.row(s, t)*k:])
		}
	}
	return out
}

// chooseTags sets the tags of sentence i of a group.
func (m *Model) chooseTags(p *piece, i int, l layout, w *workspace) {
	for j := range p.forms {
		p.out.Tag[p.first+j] = best(w.tags[l.row(i, j)*len(m.Tags):][:len(m.Tags)])
	}
}

// best is the first of the highest scores.
func best(scores []int32) int {
	b := 0
	for i, s := range scores {
		if s > scores[b] {
			b = i
		}
	}
	return b
}

// firstLayer adds a net's scores of tags, and computes what comes out of its first layer. Row r has the form forms[of[r]].
func (m *Model) firstLayer(n *net, l layout, forms []Features, of []int, w *workspace, out *[]int16) {
	in := integer.Even(n.input)
	x := need(&w.inputs, len(forms)*in)
	for k, f := range forms {
		row := x[k*in : (k+1)*in]
		row[in-1] = 0
		m.vector(row, f.Vector)
		n.fill(row[m.dimensions:], f)
	}
	first := n.layers[0]
	width := first.x.Columns()
	products := need(&w.products, len(forms)*width)
	first.x.Mul(products, width, x, in, len(forms))
	h := need(out, (l.words+1)*2*first.hidden)
	m.lstm(first, l, products, of, h, w)
	n.tags(l, h, w)
}

// otherLayers computes the views of a net from what comes out of its first layer.
func (m *Model) otherLayers(n *net, l layout, h []int16, w *workspace, views *[4][]int16) {
	own := make([]int, l.words) // each word has a row of its own
	for r := range own {
		own[r] = r
	}
	for i, layer := range n.layers[1:] {
		width := layer.x.Columns()
		products := need(&w.products, l.words*width)
		layer.x.Mul(products, width, h, 2*n.layers[i].hidden, l.words)
		h = need(&w.layer[(i+1)%2], (l.words+1)*2*layer.hidden)
		m.lstm(layer, l, products, own, h, w)
	}
	copy(h[l.words*len(n.root):], n.root)
	for v := range n.view {
		n.look(v, h, l.words+1, w, &views[v])
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
				m.gates.Cell(x, z, bias, c, h[r*2*n+d*n:][:n])
			}
		}
	}
}

// tags adds to the scores of the tags of all words.
func (n *net) tags(l layout, h []int16, w *workspace) {
	k := len(n.tagBias)
	scores := need(&w.gates, l.words*k)
	n.tag.Mul(scores, k, h, n.tag.Rows(), l.words)
	for r := range l.words {
		row, sum := scores[r*k:][:k], w.tags[r*k:][:k]
		for i, b := range n.tagBias {
			sum[i] += (row[i] + b) >> 4 // so that a few nets do not overflow
		}
	}
}

// look computes a view of all words and of the root.
func (n *net) look(v int, h []int16, rows int, w *workspace, out *[]int16) {
	k := n.view[v].Columns()
	sums := need(&w.gates, rows*k)
	n.view[v].Mul(sums, k, h, n.view[v].Rows(), rows)
	view := need(out, rows*k)
	bias := n.viewBias[v]
	for r := range rows {
		to := view[r*k:][:k]
		integer.Leak(to[:len(bias)], sums[r*k:], bias, 2*bits-viewBits)
		to[k-1] = 1 << viewBits
	}
}

// finish finds the tree of sentence i of a group.
func (m *Model) finish(p *piece, i int, l layout, w *workspace) {
	words := len(p.forms)
	heads := p.out.Head[p.first : p.first+words]
	tree(m.arcScores(i, words, l, w), words, heads)
	relations := m.relationScores(heads, i, l, w)
	for j, h := range heads {
		row := relations[j*len(m.Relations):][:len(m.Relations)]
		if h < 0 {
			p.out.Relation[p.first+j] = m.rootRelation
			continue
		}
		row[m.rootRelation] = math.MinInt32
		p.out.Relation[p.first+j] = best(row)
		heads[j] = h + p.first
	}
}

// arcScores gives the scores of all heads for the words of sentence i: a row for each word, the root first.
func (m *Model) arcScores(i, words int, l layout, w *workspace) []int32 {
	scores := need(&w.scores, words*(words+1))
	clear(scores)
	for k, n := range m.nets {
		n.addArcs(scores, i, words, l, w, &w.views[k])
	}
	return scores
}

// relationScores gives the scores of all relations for the words of sentence i to their heads, a row for each word.
func (m *Model) relationScores(heads []int, i int, l layout, w *workspace) []int32 {
	scores := need(&w.relations, len(heads)*len(m.Relations))
	clear(scores)
	for k, n := range m.nets {
		n.addLinks(scores, heads, i, l, w, &w.views[k])
	}
	return scores
}

// addArcs adds a net's scores.
func (n *net) addArcs(scores []int32, i, words int, l layout, w *workspace, views *[4][]int16) {
	k := n.arcs.Rows()
	rows := need(&w.rows, (2*words+1)*k)
	dependents, heads := rows[:words*k], rows[words*k:]
	copy(heads[:k], views[arcHead][l.words*k:])
	for j := range words {
		copy(dependents[j*k:(j+1)*k], views[arcDependent][l.row(i, j)*k:])
		copy(heads[(j+1)*k:(j+2)*k], views[arcHead][l.row(i, j)*k:])
	}
	sums := need(&w.gates, words*k+words*(words+1))
	n.arcs.Mul(sums, k, dependents, k, words)
	for q, s := range sums[:words*k] {
		dependents[q] = integer.Short(s >> (viewBits + bits - pairBits))
	}
	packed := integer.Transposed(heads, words+1, k, w.packed)
	w.packed = packed.Memory()
	sums = sums[words*k:]
	packed.Mul(sums, words+1, dependents, k, words)
	for q, s := range sums {
		scores[q] += s >> 2
	}
}

// addLinks adds a net's scores.
func (n *net) addLinks(scores []int32, heads []int, i int, l layout, w *workspace, views *[4][]int16) {
	k := n.links.Rows()
	words := len(heads)
	dependents := need(&w.rows, words*k)
	for j := range words {
		copy(dependents[j*k:(j+1)*k], views[linkDependent][l.row(i, j)*k:])
	}
	width := n.links.Columns()
	links := need(&w.gates, words*width)
	n.links.Mul(links, width, dependents, k, words)
	relations := width / k
	for j, h := range heads {
		if h < 0 {
			continue
		}
		z := views[linkHead][l.row(i, h)*k:][:k]
		integer.AddDots(scores[j*relations:][:relations], links[j*width:], z, 14)
	}
}
