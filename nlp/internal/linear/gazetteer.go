package linear

import (
	"encoding/binary"
	"strings"
)

// Gazetteer knows phrases of several kinds (countries, demonyms, seats of government, ...): features for the Namer, which
// learns how far to believe each kind. It is part of the model, so that a model always sees the phrases it learnt with.
type Gazetteer struct {
	kinds   map[uint64]uint16 // hash of a phrase to the set of its kinds
	longest int               // words of the longest phrase
}

// Phrase is an entry: words with blanks between, as they are written, and the set of its kinds, below 16.
type Phrase struct {
	Words string
	Kinds uint16
}

// NewGazetteer makes a gazetteer.
func NewGazetteer(phrases []Phrase) *Gazetteer {
	g := &Gazetteer{kinds: make(map[uint64]uint16, len(phrases))}
	for _, p := range phrases {
		words := strings.Fields(p.Words)
		h := uint64(0)
		for _, w := range words {
			h = mix(h, NewWord(w, nil).Form)
		}
		g.kinds[h] |= p.Kinds
		g.longest = max(g.longest, len(words))
	}
	return g
}

// places of a word in a phrase.
const (
	phraseInside = iota
	phraseFirst
	phraseLast
	phraseWhole
	phrasePlaces
)

// Find gives, for each word of a sentence, the set of kind*4 + place over all phrases that it stands in.
func (g *Gazetteer) Find(s *Sentence) []uint64 {
	out := make([]uint64, len(s.Words))
	for i := range s.Words {
		h := uint64(0)
		for n := 1; n <= g.longest && i+n <= len(s.Words); n++ {
			h = mix(h, s.Words[i+n-1].Form)
			kinds := uint64(g.kinds[h])
			for kind := uint(0); kinds != 0; kind, kinds = kind+1, kinds>>1 {
				if kinds&1 == 0 {
					continue
				}
				for j := range n {
					place := phraseInside
					switch {
					case n == 1:
						place = phraseWhole
					case j == 0:
						place = phraseFirst
					case j == n-1:
						place = phraseLast
					}
					out[i+j] |= 1 << (phrasePlaces*kind + uint(place))
				}
			}
		}
	}
	return out
}

// Kinds gives the kinds of the phrase that the words first to last are, none where they are none.
func (g *Gazetteer) Kinds(s *Sentence, first, last int) uint16 {
	if last-first > g.longest {
		return 0
	}
	h := uint64(0)
	for _, w := range s.Words[first:last] {
		h = mix(h, w.Form)
	}
	return g.kinds[h]
}

// appendGazetteer appends the form on disk: the number of phrases, then the length, the bytes and the kinds of each.
func appendGazetteer(b []byte, phrases []Phrase) []byte {
	b = binary.AppendUvarint(b, uint64(len(phrases)))
	for _, p := range phrases {
		b = binary.AppendUvarint(b, uint64(len(p.Words)))
		b = append(b, p.Words...)
		b = binary.AppendUvarint(b, uint64(p.Kinds))
	}
	return b
}

func readGazetteer(r *reader) *Gazetteer {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.fail()
		return nil
	}
	phrases := make([]Phrase, n)
	for i := range phrases {
		phrases[i].Words = string(r.bytes(int(r.uvarint())))
		phrases[i].Kinds = uint16(r.uvarint())
	}
	return NewGazetteer(phrases)
}
