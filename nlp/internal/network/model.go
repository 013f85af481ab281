package network

import (
	"slices"

	"newsgraph/nlp/internal/network/integer"
)

// Model can tag and parse. Where it holds several nets, which were learnt from other random weights, their scores are added: what
// one of them takes for likely by chance, the others do not. A Model never changes and may be shared between goroutines.
type Model struct {
	Tags, Relations []string
	vectors, words  Keys
	codes           []byte
	levels          []int16
	dimensions      int // of a word vector
	nets            []*net
	gates           integer.Gates
	rootRelation    int
}

// net is one net.
type net struct {
	word        table
	part        [Parts]table
	input       int // length of an input
	layers      []layer
	root        []int16
	tag         *integer.Matrix
	tagBias     []int32
	view        [4]*integer.Matrix
	viewBias    [4][]int32
	arcs, links *integer.Matrix
}

// table is a table of rows that are looked up.
type table struct {
	columns int
	data    []int16
}

func (t table) row(i int) []int16 { return t.data[i*t.columns : (i+1)*t.columns] }

type layer struct {
	hidden int
	x      *integer.Matrix
	bias   []int32
	h      [2]*integer.Matrix
}

// Read reads a model, decompressed.
func Read(data []byte) (*Model, error) {
	d := &decoder{data: data}
	m := &Model{Tags: d.strings(), Relations: d.strings()}
	for _, k := range []*Keys{&m.vectors, &m.words} {
		k.upper, k.row = d.words(), d.words()
	}
	m.codes = d.bytes()
	m.levels = d.shorts()
	m.dimensions = len(m.levels) / 16
	nets := d.number()
	for i := 0; i < nets && d.err == nil; i++ {
		m.nets = append(m.nets, d.net(m))
	}
	sigmoid, tanh := d.shorts(), d.shorts()
	m.rootRelation = slices.Index(m.Relations, "root")
	if d.err == nil && (len(m.nets) == 0 || len(sigmoid) != integer.GateSteps || len(tanh) != integer.GateSteps || m.rootRelation < 0 ||
		len(m.codes) < (m.vectors.rows()-1)*m.dimensions/2) {
		d.err = errCut
	}
	if d.err != nil {
		return nil, d.err
	}
	m.gates = integer.NewGates(sigmoid, tanh)
	return m, nil
}

// net reads one net of a model.
func (d *decoder) net(m *Model) *net {
	n := &net{}
	n.word.data = d.shorts()
	n.word.columns = len(n.word.data) / m.words.rows()
	n.input = m.dimensions + n.word.columns
	for i := range n.part {
		n.part[i].data = d.shorts()
		n.part[i].columns = len(n.part[i].data) / PartRows(i)
		n.input += n.part[i].columns
	}
	in := n.input
	layers := d.number()
	for i := 0; i < layers && d.err == nil; i++ {
		l := layer{hidden: d.number()}
		l.x = d.matrix(in, 8*l.hidden)
		l.bias = d.bias(8 * l.hidden)
		l.h[0], l.h[1] = d.matrix(l.hidden, 4*l.hidden), d.matrix(l.hidden, 4*l.hidden)
		in = 2 * l.hidden
		n.layers = append(n.layers, l)
	}
	n.root = d.shorts()
	n.tag = d.matrix(in, len(m.Tags))
	n.tagBias = d.bias(len(m.Tags))
	for i := range n.view {
		n.view[i] = d.wide(in)
		n.viewBias[i] = d.bias(n.view[i].Columns())
	}
	n.arcs = d.wide(n.view[arcDependent].Columns())
	n.links = d.wide(n.view[linkDependent].Columns())
	odd := n.arcs.Rows()%2 + n.links.Rows()%2 // rows are multiplied two numbers at a time
	for _, l := range n.layers {
		odd += l.hidden % 2
	}
	if d.err == nil && (odd > 0 || len(n.layers) == 0 || len(n.root) != in || n.arcs.Columns() != n.view[arcHead].Columns() ||
		n.links.Columns() != len(m.Relations)*n.view[linkHead].Columns()) {
		d.err = errCut
	}
	return n
}

// The views.
const (
	arcDependent = iota
	arcHead
	linkDependent
	linkHead
)

// matrix reads k rows of n columns.
func (d *decoder) matrix(k, n int) *integer.Matrix {
	v := d.shorts()
	if len(v) != k*n {
		d.err = errCut
		return integer.New(nil, 0, 0)
	}
	return integer.New(v, k, n)
}

// wide reads k rows of as many columns as there are.
func (d *decoder) wide(k int) *integer.Matrix {
	v := d.shorts()
	if k == 0 || len(v)%k != 0 {
		d.err = errCut
		return integer.New(nil, 0, 0)
	}
	return integer.New(v, k, len(v)/k)
}

// bias reads what is added to sums of products.
func (d *decoder) bias(n int) []int32 {
	v := d.shorts()
	if len(v) != n {
		d.err = errCut
	}
	out := make([]int32, n)
	for i := range min(n, len(v)) {
		out[i] = int32(v[i]) << bits
	}
	return out
}

// Features looks up a form as it stands in the text.
func (m *Model) Features(form string) Features { return NewFeatures(form, m.vectors, m.words) }

// vector writes the vector of a word, given by its row.
func (m *Model) vector(x []int16, row int) {
	if row == 0 {
		clear(x[:m.dimensions])
		return
	}
	for i, c := range m.codes[(row-1)*m.dimensions/2:][:m.dimensions/2] {
		x[2*i] = m.levels[2*i*16+int(c&15)]
		x[2*i+1] = m.levels[(2*i+1)*16+int(c>>4)]
	}
}

// fill writes what follows the vector in the input of a word.
func (n *net) fill(x []int16, f Features) {
	at := copy(x, n.word.row(f.Word))
	for i, p := range n.part {
		at += copy(x[at:], p.row(f.Part[i]))
	}
}
