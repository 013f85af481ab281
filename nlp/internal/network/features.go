package network

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/nlp/internal/form"
)

// Sizes of the hashed tables of a word form's parts.
const (
	partRows  = 1 << 13 // suffixes of two to four runes and prefixes of three share a table each
	shapeRows = 1 << 10
)

// Parts is how many hashed parts a form has: three suffixes, a prefix and the shape, which is last.
const Parts = 5

// PartRows is the number of rows of the table of part i.
func PartRows(i int) int {
	if i == Parts-1 {
		return shapeRows
	}
	return partRows
}

// Features are the rows of the tables that make the input of one word.
type Features struct {
	Vector int // row of the word vectors, 0 for an unknown word
	Word   int // row of the learnt words, 0 for an unknown word
	Part   [Parts]int
}

// Fold gives a form as the tables know it (form.Fold), and the same in lower case.
func Fold(word string) (folded, lower string) {
	folded = form.Fold(word)
	return folded, strings.ToLower(folded)
}

// zeros writes each digit as 0: numbers of one length are one word.
func zeros(lower string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, lower)
}

// Key is the hash under which a lower-case form stands in the table of learnt words.
func Key(lower string) uint64 { return hash(zeros(lower)) }

// VectorKey is the hash under which a lower-case form stands in the table of word vectors.
func VectorKey(lower string) uint64 { return hash(lower) }

// parts hashes the parts of a form.
func parts(form, lower string) (out [Parts]int) {
	lower = zeros(lower)
	end := len(lower)
	for i := range 4 {
		_, n := utf8.DecodeLastRuneInString(lower[:end])
		end -= n
		if i > 0 {
			out[i-1] = int(mixed(hash(lower[end:]), i) % partRows)
		}
	}
	start := 0
	for range 3 {
		_, n := utf8.DecodeRuneInString(lower[start:])
		start += n
	}
	out[3] = int(mixed(hash(lower[:start]), 4) % partRows)
	out[4] = int(shape(form) % shapeRows)
	return out
}

// shape hashes the classes of the characters of a form: X and x for capital and small letters, d for digits, others as they
// are; of a run of one class two count.
func shape(form string) uint64 {
	h := uint64(offset)
	var last rune
	run := 0
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		}
		if r == last {
			run++
		} else {
			run = 1
		}
		last = r
		if run <= 2 {
			h = (h ^ uint64(r)) * prime
		}
	}
	return mixed(h, 5)
}

// FNV-1a.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

func hash(s string) uint64 {
	h := uint64(offset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// mixed spreads the bits of a hash, differently for each kind of part.
func mixed(h uint64, kind int) uint64 {
	h ^= uint64(kind) * 0x9e3779b97f4a7c15
	h ^= h >> 32
	h *= 0xbf58476d1ce4e5b9
	return h ^ h>>29
}

// NewFeatures looks up a form as it stands in the text.
func NewFeatures(form string, vectors, words Keys) Features {
	form, lower := Fold(form)
	return Features{Vector: vectors.Row(VectorKey(lower)), Word: words.Row(Key(lower)), Part: parts(form, lower)}
}
