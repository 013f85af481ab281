package linear

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"newsgraph/nlp/internal/form"
)

// Word is what the taggers know of one word form: hashes, worked out once and combined into features.
type Word struct {
	Form, Lower, Shape uint64 // as written; lower case with digits as 0; classes of characters
	Suffix             [4]uint64
	Prefix             [4]uint64 // of one to four runes, of the lower-case form
	Flags              uint64
	Groups             Groups
}

// Flags of a word.
const (
	Capital = 1 << iota // begins with a capital
	AllCaps
	Digit
	AllDigits
	Hyphen
	Mark  // neither letter nor digit in it
	Mixed // a capital after a small letter
	Edge  // stands beyond the sentence
)

// edge is the word before the first and after the last one of a sentence.
var edge = Word{Form: 1, Lower: 2, Shape: 3, Suffix: [4]uint64{4, 5, 6, 7}, Prefix: [4]uint64{8, 9, 10, 11}, Flags: Edge,
	Groups: Groups{1<<16 - 1, 1<<16 - 1, 1<<16 - 1, 1<<16 - 1}}

// NewWord reads a word form; c may be nil.
func NewWord(word string, c *Clusters) Word {
	form := form.Fold(word)
	lower := strings.Map(zero, strings.ToLower(form))
	w := Word{Form: text(form), Lower: text(lower), Shape: shape(form)}
	end, start := len(lower), 0
	for i := range 4 {
		_, n := utf8.DecodeLastRuneInString(lower[:end])
		end -= n
		w.Suffix[i] = text(lower[end:])
		_, n = utf8.DecodeRuneInString(lower[start:])
		start += n
		w.Prefix[i] = text(lower[:start])
	}
	w.Flags = flags(form)
	if w.Groups = c.Of(w.Lower); w.Groups == (Groups{}) && c != nil {
		w.Groups = c.Of(text(likely(lower)))
	}
	return w
}

// likely is the word that one without groups is like: without the accents of its letters, else what follows its last
// hyphen (pro-government).
func likely(lower string) string {
	if !form.ASCII(lower) {
		return strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(lower))
	}
	return lower[strings.LastIndexByte(lower, '-')+1:]
}

// Sentence is what the taggers know of the words of a sentence.
type Sentence struct {
	Words    []Word
	Headline bool // most words begin with a capital, so that a capital tells little
}

// NewSentence reads the forms of a sentence; c may be nil.
func NewSentence(forms []string, c *Clusters) *Sentence {
	s := &Sentence{Words: make([]Word, len(forms))}
	capital, small := 0, 0
	for i, f := range forms {
		s.Words[i] = NewWord(f, c)
		switch flags := s.Words[i].Flags; {
		case flags&Capital != 0:
			capital++
		case flags&(Digit|Mark) == 0:
			small++
		}
	}
	s.Headline = capital > 3 && small*2 < capital
	return s
}

// at is word i, or the edge.
func (s *Sentence) at(i int) *Word {
	if i < 0 || i >= len(s.Words) {
		return &edge
	}
	return &s.Words[i]
}

// place tells the flags of word i, whether a sentence begins with it, and of what kind of sentence.
func (s *Sentence) place(i int) uint64 {
	f := s.at(i).Flags
	if i == 0 || stops[s.at(i-1).Form] {
		f |= 1 << 16
	}
	if s.Headline {
		f |= 1 << 17
	}
	return f
}

// stops are the marks that end sentences: a paragraph may come as one.
var stops = map[uint64]bool{NewWord(".", nil).Form: true, NewWord("!", nil).Form: true, NewWord("?", nil).Form: true}

func zero(r rune) rune {
	if unicode.IsDigit(r) {
		return '0'
	}
	return r
}

func flags(form string) uint64 {
	var f uint64
	first := true
	letters, digits, marks, capitals, small := 0, 0, 0, 0, 0
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			if first {
				f |= Capital
			} else if small > 0 {
				f |= Mixed
			}
			capitals++
			letters++
		case unicode.IsLetter(r):
			small++
			letters++
		case unicode.IsDigit(r):
			digits++
		default:
			marks++
			if r == '-' {
				f |= Hyphen
			}
		}
		first = false
	}
	if capitals > 0 && small == 0 {
		f |= AllCaps
	}
	if digits > 0 {
		f |= Digit
		if letters == 0 && marks == 0 {
			f |= AllDigits
		}
	}
	if letters == 0 && digits == 0 {
		f |= Mark
	}
	return f
}

// shape hashes the classes of the characters of a form: Xx for capital and small letters, d for digits, others as they
// are; of a run of one class two count, of digits four.
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
		if run > 2 && !(r == 'd' && run <= 4) {
			continue
		}
		h = (h ^ uint64(r)) * prime
	}
	return h
}

// FNV-1a.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

func text(s string) uint64 {
	h := uint64(offset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// mix makes a feature of a template number and what it looks at. All bits of the result depend on all inputs.
func mix(template uint64, values ...uint64) uint64 {
	h := template*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019
	for _, v := range values {
		h ^= v + 0x9e3779b97f4a7c15 + h<<6 + h>>2
		h *= 0xbf58476d1ce4e5b9
		h ^= h >> 29
	}
	h ^= h >> 32
	return h * 0x94d049bb133111eb
}

// Hash is the hash of a text that features are made of.
func Hash(s string) uint64 { return text(s) }
