package linear

import (
	"encoding/binary"
	"fmt"
)

// Table holds the weights: 1<<Bits rows, a weight for each label in each.
//
// A row is kept as 16-bit lanes, four labels to a uint64, each the int8 weight plus 128: so adding a row is a few 64-bit
// additions, and no lane can run over into the next below 257 rows. A feature list must be shorter than that.
type Table struct {
	Labels []string // sorted; ties are won by the first
	Bits   uint
	width  int      // uint64s in a row
	lanes  []uint64 // width << Bits
}

const bias = 128

// Row is the row of a feature in a table of the given bits.
func Row(feature uint64, bits uint) uint32 { return uint32(feature >> (64 - bits)) }

// Add adds the rows of the features to sum, Width lanes of four labels each.
func (t *Table) Add(features []uint64, sum []uint64) {
	for _, f := range features {
		i := int(Row(f, t.Bits)) * t.width
		row := t.lanes[i : i+len(sum)]
		for j := range sum {
			sum[j] += row[j]
		}
	}
}

// Read takes a sum of rows of so many features apart: scores[i] is the score of label i.
func (t *Table) Read(sum []uint64, features int, scores []int32) {
	base := int32(features * bias)
	for i := range scores {
		scores[i] = int32(sum[i/4]>>(16*(i%4))&0xffff) - base
	}
}

// Width is the number of uint64s in a sum.
func (t *Table) Width() int { return t.width }

// The form on disk, before compression: the number of bits, the number of labels, each label with its length (all
// uvarints), then one byte a weight, label by label: the columns, in which most bytes are nought, compress better than
// the rows.

// AppendTable appends the form of a table on disk.
func AppendTable(b []byte, labels []string, bits uint, weights []int8) []byte {
	b = binary.AppendUvarint(b, uint64(bits))
	b = appendStrings(b, labels)
	for label := range labels {
		for row := range 1 << bits {
			b = append(b, byte(weights[row*len(labels)+label]))
		}
	}
	return b
}

// readTable reads what AppendTable wrote, straight into lanes.
func readTable(r *reader) *Table {
	t := &Table{Bits: uint(r.uvarint())}
	t.Labels = r.strings()
	if r.err != nil || t.Bits == 0 || t.Bits > 24 || len(t.Labels) == 0 || len(t.Labels) > 1000 {
		r.fail()
		return nil
	}
	t.width = (len(t.Labels) + 3) / 4
	columns := r.bytes(len(t.Labels) << t.Bits)
	if columns == nil {
		return nil
	}
	t.lanes = make([]uint64, t.width<<t.Bits)
	column := func(label int) []byte {
		if label >= len(t.Labels) {
			return make([]byte, 1<<t.Bits)
		}
		return columns[label<<t.Bits : (label+1)<<t.Bits]
	}
	for i := range t.width { // four columns make the uint64s of one place
		c0, c1, c2, c3 := column(4*i), column(4*i+1), column(4*i+2), column(4*i+3)
		for row := range 1 << t.Bits {
			t.lanes[row*t.width+i] = lane(c0[row]) | lane(c1[row])<<16 | lane(c2[row])<<32 | lane(c3[row])<<48
		}
	}
	return t
}

func lane(w byte) uint64 { return uint64(int(int8(w)) + bias) }

// reader takes a model file apart; after a failure it gives zeros.
type reader struct {
	data []byte
	err  error
}

func (r *reader) fail() {
	if r.err == nil {
		r.err = fmt.Errorf("model file is damaged, %d bytes before its end: run nlp/train again", len(r.data))
	}
	r.data = nil
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.fail()
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) strings() []string {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.fail()
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = string(r.bytes(int(r.uvarint())))
	}
	return out
}

func appendUvarints(b []byte, values ...uint64) []byte {
	for _, v := range values {
		b = binary.AppendUvarint(b, v)
	}
	return b
}

func appendStrings(b []byte, list []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, s := range list {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}
