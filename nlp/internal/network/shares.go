package network

import "math"

// Shares says how likely a model takes each tag, head and relation of the words of a sentence. A net that learns from shares learns
// what several nets know together (Hinton, Vinyals and Dean, 2015).
type Shares struct {
	Tag      [][]float32 // by word and tag
	Head     [][]float32 // by word and head: the root, then the words
	Relation [][]float32 // by word and relation to its head in Heads
	Heads    []int       // -1 at the root: those that were given, or those of the tree
}

// Shares gives the shares for sentences, given by their forms. heads says to which heads relations are asked for; where it is nil,
// to those of the model's own tree. A sentence that is too long to be parsed in one piece gets none.
func (m *Model) Shares(sentences [][]string, heads [][]int) []Shares {
	out := make([]Shares, len(sentences))
	parsed := make([]Parsed, len(sentences))
	var pieces []*piece
	of := map[*piece]int{}
	for i, s := range sentences {
		if len(s) == 0 || len(s) > longestSentence {
			continue
		}
		n := len(s)
		parsed[i] = Parsed{make([]int, n), make([]int, n), make([]int, n)}
		p := &piece{forms: s, out: &parsed[i]}
		pieces = append(pieces, p)
		of[p] = i
	}
	all := func(*piece) bool { return true }
	m.each(pieces, all, func(p *piece, i int, l layout, w *workspace) {
		k := of[p]
		m.finish(p, i, l, w)
		s := &out[k]
		s.Heads = parsed[k].Head
		if heads != nil {
			s.Heads = heads[k]
		}
		words := len(p.forms)
		for j := range words {
			s.Tag = append(s.Tag, m.shares(w.tags[l.row(i, j)*len(m.Tags):][:len(m.Tags)], 2*bits-4))
		}
		scores := m.arcScores(i, words, l, w)
		for j := range words {
			row := scores[j*(words+1):][:words+1]
			row[j+1] = math.MinInt32
			s.Head = append(s.Head, m.shares(row, viewBits+pairBits-2))
		}
		relations := m.relationScores(s.Heads, i, l, w)
		for j, h := range s.Heads {
			row := relations[j*len(m.Relations):][:len(m.Relations)]
			if h < 0 { // a root has one relation, and alone has it
				for r := range row {
					row[r] = math.MinInt32
				}
				row[m.rootRelation] = 0
			} else {
				row[m.rootRelation] = math.MinInt32
			}
			s.Relation = append(s.Relation, m.shares(row, 2*viewBits+bits-14))
		}
	})
	return out
}

// shares gives the softmax of the mean score of the nets; scores are in steps of 2^-bits.
func (m *Model) shares(scores []int32, bits int) []float32 {
	unit := 1 / (float64(int(1)<<bits) * float64(len(m.nets)))
	top := scores[best(scores)]
	out := make([]float32, len(scores))
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(float64(int64(s)-int64(top)) * unit)
	}
	for i, s := range scores {
		out[i] = float32(math.Exp(float64(int64(s)-int64(top))*unit) / sum)
	}
	return out
}
