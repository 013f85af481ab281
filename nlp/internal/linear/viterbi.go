package linear

// Paths finds the best sequence of name labels of a sentence.
type Paths struct {
	labels int
	before [][]int // labels that may stand before each label
	first  []bool  // labels that a sentence may begin with
	last   []bool  // labels that a sentence may end with
}

// NewPaths knows which label may follow which: after begin and inside the same class goes on, after the others it does
// not.
func NewPaths(classes int) *Paths {
	n := 1 + 4*classes
	p := &Paths{labels: n, before: make([][]int, n), first: make([]bool, n), last: make([]bool, n)}
	open := func(l int) bool { return l != Outside && ((l-1)%4 == begin || (l-1)%4 == inside) }
	goesOn := func(l int) bool { return l != Outside && ((l-1)%4 == inside || (l-1)%4 == last) }
	for b := range n {
		p.first[b], p.last[b] = !goesOn(b), !open(b)
		for a := range n {
			if open(a) == goesOn(b) && (!open(a) || (a-1)/4 == (b-1)/4) {
				p.before[b] = append(p.before[b], a)
			}
		}
	}
	return p
}

// Best gives the path with the highest sum of scores, [word][label], and transitions, [from][to] with the border of the
// sentence as the last "from". Of paths with the same sum it takes the one whose labels come first, from the end.
func (p *Paths) Best(scores, transitions []int32) []int {
	n := p.labels
	words := len(scores) / n
	if words == 0 {
		return nil
	}
	const never = -1 << 30
	sums, next := make([]int32, n), make([]int32, n)
	back := make([]uint8, words*n)
	border := transitions[n*n:]
	for b := range n {
		sums[b] = never
		if p.first[b] {
			sums[b] = scores[b] + border[b]
		}
	}
	for i := 1; i < words; i++ {
		row := scores[i*n : (i+1)*n]
		for b := range n {
			top, from := int32(2*never), 0
			for _, a := range p.before[b] {
				if s := sums[a] + transitions[a*n+b]; s > top {
					top, from = s, a
				}
			}
			next[b] = max(top, never) + row[b]
			back[i*n+b] = uint8(from)
		}
		sums, next = next, sums
		rebase(sums)
	}
	end := Outside
	for b := range n {
		if p.last[b] && (sums[b] > sums[end]) {
			end = b
		}
	}
	path := make([]int, words)
	for i := words - 1; i >= 0; i-- {
		path[i] = end
		end = int(back[i*n+end])
	}
	return path
}

// rebase keeps the sums of a sentence of any length inside int32: only differences count.
func rebase(sums []int32) {
	top := sums[0]
	for _, s := range sums {
		top = max(top, s)
	}
	if top > 1<<24 || top < -1<<24 {
		for i := range sums {
			sums[i] = max(sums[i]-top, -1<<30)
		}
	}
}
