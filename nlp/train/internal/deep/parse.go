package deep

// Parsed is what the net says of a sentence: by word, the number of its tag, its head (1 for the first word, 0 for the root), and
// the number of its relation.
type Parsed struct {
	Tag, Head, Label []int
}

// Parse parses sentences in float32: the best head of each word, whether or not they make a tree. It is for measuring while
// learning; package network decodes trees.
func (n *Net) Parse(set []*Sentence) []Parsed {
	out := make([]Parsed, len(set))
	a := &n.arenas[0]
	place := map[*Sentence]int{}
	for i, s := range set {
		place[s] = i
	}
	for len(set) > 0 {
		k, words := 0, 0
		for k < len(set) && (k == 0 || words < 2*stepWords) {
			words += len(set[k].Features)
			k++
		}
		b := newBatch(set[:k])
		set = set[k:]
		s := n.forward(b, nil, a)
		links := make([]float32, n.Labels)
		for i, x := range b.set {
			words := len(x.Features)
			scores, _, _ := n.arcs(s, i, a)
			p := Parsed{make([]int, words), make([]int, words), make([]int, words)}
			for j := range words {
				row := scores[j*(words+1) : (j+1)*(words+1)]
				row[j+1] = -1e9
				r := b.row(i, j)
				p.Tag[j], p.Head[j] = best(s.tags[r*n.Tags:(r+1)*n.Tags]), best(row)
				n.linkScores(s, links, r, s.headRow(i, p.Head[j]))
				p.Label[j] = best(links)
			}
			out[place[x]] = p
		}
		a.reset()
	}
	return out
}

// best is the first of the highest scores.
func best(scores []float32) int {
	b := 0
	for i, s := range scores {
		if s > scores[b] {
			b = i
		}
	}
	return b
}
