package network

import (
	"encoding/binary"
	"errors"
)

// A model file is a sequence of strings and arrays, each behind its length as a varint. Numbers of 16 bits are written as all
// lower bytes and then all upper ones, which compresses better.

type encoder struct{ out []byte }

func (e *encoder) number(n int) { e.out = binary.AppendUvarint(e.out, uint64(n)) }

func (e *encoder) bytes(b []byte) {
	e.number(len(b))
	e.out = append(e.out, b...)
}

func (e *encoder) strings(list []string) {
	e.number(len(list))
	for _, s := range list {
		e.bytes([]byte(s))
	}
}

func (e *encoder) shorts(v []int16) {
	e.number(len(v))
	for _, x := range v {
		e.out = append(e.out, byte(x))
	}
	for _, x := range v {
		e.out = append(e.out, byte(uint16(x)>>8))
	}
}

func (e *encoder) words(v []uint32) {
	e.number(len(v))
	for _, x := range v {
		e.out = binary.LittleEndian.AppendUint32(e.out, x)
	}
}

var errCut = errors.New("the model is cut or damaged")

// decoder reads what encoder wrote. After an error it gives empty values.
type decoder struct {
	data []byte
	err  error
}

func (d *decoder) number() int {
	n, size := binary.Uvarint(d.data)
	if size <= 0 || n > 1<<31 {
		d.err = errCut
		return 0
	}
	d.data = d.data[size:]
	return int(n)
}

// take gives n times size bytes.
func (d *decoder) take(size int) ([]byte, int) {
	n := d.number()
	if d.err != nil || n*size > len(d.data) {
		d.err = errCut
		return nil, 0
	}
	b := d.data[:n*size]
	d.data = d.data[n*size:]
	return b, n
}

func (d *decoder) bytes() []byte {
	b, _ := d.take(1)
	return b
}

func (d *decoder) strings() []string {
	n := d.number()
	var out []string
	for i := 0; i < n && d.err == nil; i++ {
		out = append(out, string(d.bytes()))
	}
	return out
}

func (d *decoder) shorts() []int16 {
	b, n := d.take(2)
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(uint16(b[i]) | uint16(b[n+i])<<8)
	}
	return out
}

func (d *decoder) words() []uint32 {
	b, n := d.take(4)
	out := make([]uint32, n)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}
