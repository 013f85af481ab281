package network

import (
	"newsgraph/nlp/internal/network/integer"
)

// Model is a net that can tag and parse. It never changes and may be shared between goroutines.
type Model struct {
	Tags, Relations []string
	vectors, words  Keys
	codes           []byte
	levels          []int16
	word            table
	part            [Parts]table
	dimensions      int // of a word vector
	input           int // of the whole input
	layers          []layer
	root            []int16
	tag             *integer.Matrix
	tagBias         []int32
	view            [4]*integer.Matrix
	viewBias        [4][]int32
	arcs, links     *integer.Matrix
	sigmoid, tanh   []int16
	rootRelation    int
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
	m.word.data = d.shorts()
	m.word.columns = len(m.word.data) / m.words.rows()
	m.input = m.dimensions + m.word.columns
	for i := range m.part {
		m.part[i].data = d.shorts()
		m.part[i].columns = len(m.part[i].data) / PartRows(i)
		m.input += m.part[i].columns
	}
	in := m.input
	layers := d.number()
	for i := 0; i < layers && d.err == nil; i++ {
		l := layer{hidden: d.number()}
		l.x = d.matrix(in, 8*l.hidden)
		l.bias = d.bias(8 * l.hidden)
		l.h[0], l.h[1] = d.matrix(l.hidden, 4*l.hidden), d.matrix(l.hidden, 4*l.hidden)
		in = 2 * l.hidden
		m.layers = append(m.layers, l)
	}
	m.root = d.shorts()
	m.tag = d.matrix(in, len(m.Tags))
	m.tagBias = d.bias(len(m.Tags))
	for i := range m.view {
		m.view[i] = d.wide(in)
		m.viewBias[i] = d.bias(m.view[i].Columns())
	}
	m.arcs = d.wide(m.view[arcDependent].Columns())
	m.links = d.wide(m.view[linkDependent].Columns())
	m.sigmoid, m.tanh = d.shorts(), d.shorts()
	m.rootRelation = -1
	for i, r := range m.Relations {
		if r == "root" {
			m.rootRelation = i
		}
	}
	if d.err == nil && (len(m.layers) == 0 || len(m.root) != in || len(m.sigmoid) != gateSteps || len(m.tanh) != gateSteps ||
		m.rootRelation < 0 || m.arcs.Columns() != m.view[arcHead].Columns() ||
		m.links.Columns() != len(m.Relations)*m.view[linkHead].Columns() || len(m.codes) < (m.vectors.rows()-1)*m.dimensions/2) {
		d.err = errCut
	}
	return m, d.err
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

// fill writes the input of a word.
func (m *Model) fill(x []int16, f Features) {
	if f.Vector > 0 {
		row := m.codes[(f.Vector-1)*m.dimensions/2:][:m.dimensions/2]
		for i, c := range row {
			x[2*i] = m.levels[2*i*16+int(c&15)]
			x[2*i+1] = m.levels[(2*i+1)*16+int(c>>4)]
		}
	} else {
		clear(x[:m.dimensions])
	}
	at := m.dimensions
	at += copy(x[at:], m.word.row(f.Word))
	for i, p := range m.part {
		at += copy(x[at:], p.row(f.Part[i]))
	}
}
