package linear

import "strings"

// Tagger gives each word a part of speech, from left to right: the two tags before a word are features of it. Its labels
// are "XPOS/UPOS".
type Tagger struct {
	table *Table
	xpos  []string
	upos  []string
}

// ReadTagger reads the weights of a tagger, decompressed.
func ReadTagger(data []byte) (*Tagger, error) {
	r := &reader{data: data}
	t := &Tagger{table: readTable(r)}
	if r.err != nil {
		return nil, r.err
	}
	for _, l := range t.table.Labels {
		x, u, _ := strings.Cut(l, "/")
		t.xpos = append(t.xpos, x)
		t.upos = append(t.upos, u)
	}
	return t, nil
}

// Labels gives the labels, sorted. They must not be changed.
func (t *Tagger) Labels() []string { return t.table.Labels }

// XPOS is the Penn tag of a label.
func (t *Tagger) XPOS(label int) string { return t.xpos[label] }

// UPOS is the universal part of speech of a label.
func (t *Tagger) UPOS(label int) string { return t.upos[label] }

// Tag gives a label to each word of a sentence.
func (t *Tagger) Tag(s *Sentence) []int {
	out := make([]int, len(s.Words))
	sum := make([]uint64, t.table.Width())
	scores := make([]int32, len(t.table.Labels))
	var features []uint64
	before, before2 := None, None
	for i := range out {
		features = TagFeatures(features[:0], s, i, before, before2)
		t.table.Score(features, sum, scores)
		out[i] = best(scores)
		before, before2 = out[i], before
	}
	return out
}

// None is the label before the first word.
const None = -1

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

// TagFeatures appends the features of word i; before and before2 are the labels of the two words before it.
func TagFeatures(f []uint64, s *Sentence, i, before, before2 int) []uint64 {
	w, l1, l2, r1, r2 := s.at(i), s.at(i-1), s.at(i-2), s.at(i+1), s.at(i+2)
	p1, p2 := uint64(before+2), uint64(before2+2)
	place := s.place(i)
	return append(f,
		mix(1), mix(2, w.Form), mix(3, w.Lower), mix(4, w.Suffix[0]), mix(5, w.Suffix[1]), mix(6, w.Suffix[2]),
		mix(7, w.Suffix[3]), mix(8, w.Prefix[0]), mix(9, w.Prefix[1]), mix(10, w.Prefix[2]), mix(11, w.Shape), mix(12, place),
		mix(13, p1), mix(14, p1, p2), mix(15, p2), mix(16, p1, w.Lower), mix(17, l1.Lower), mix(18, l2.Lower),
		mix(19, r1.Lower), mix(20, r2.Lower), mix(21, l1.Suffix[2]), mix(22, r1.Suffix[2]), mix(23, r1.Suffix[1]),
		mix(24, r1.Shape), mix(25, l1.Shape), mix(26, l1.Lower, w.Lower), mix(27, w.Lower, r1.Lower),
		mix(28, l1.Lower, r1.Lower), mix(29, place, r1.Flags), mix(30, place, p1), mix(31, w.Suffix[2], w.Flags),
		mix(32, p1, w.Suffix[1]), mix(33, p1, w.Suffix[2], r1.Suffix[1]), mix(34, p1, p2, w.Lower), mix(35, p1, r1.Lower),
		mix(36, r1.Lower, r2.Lower), mix(37, w.Suffix[2], r1.Suffix[2]), mix(38, p1, w.Shape, r1.Shape),
	)
}
