package network

// tree fills heads with the tree of the highest score that has one root: heads[i] is the head of word i, -1 at the root. scores
// holds for each of n words a score for the root and one for each word as its head.
//
// Nearly always the best head of each word is such a tree. Otherwise cycles are contracted (Chu and Liu, 1965; Edmonds, 1967); where
// the result has several roots, all edges from the root are made so dear that the best tree has one alone (Stanojević and Cohen, 2021).
func tree(scores []int32, n int, heads []int) {
	roots := 0
	for i := range n {
		best, row := -1, scores[i*(n+1):(i+1)*(n+1)]
		for j, x := range row {
			if j != i+1 && (best < 0 || x > row[best]) {
				best = j
			}
		}
		heads[i] = best - 1
		if best == 0 {
			roots++
		}
	}
	if roots == 1 && acyclic(heads) {
		return
	}
	w := make([]int64, (n+1)*(n+1)) // [dependent][head], the root is 0
	for i := range n {
		for j := range n + 1 {
			w[(i+1)*(n+1)+j] = int64(scores[i*(n+1)+j])
		}
		w[(i+1)*(n+1)+i+1] = never
	}
	head := arborescence(w, n+1)
	roots = 0
	for _, h := range head[1:] {
		if h == 0 {
			roots++
		}
	}
	if roots > 1 {
		for i := 1; i <= n; i++ {
			w[i*(n+1)] -= dear
		}
		head = arborescence(w, n+1)
	}
	for i := range n {
		heads[i] = head[i+1] - 1
	}
}

// acyclic reports whether all words hang on roots.
func acyclic(heads []int) bool {
	seen := make([]int, len(heads)) // in which walk, from 1 on
	for i := range heads {
		j := i
		for j >= 0 && seen[j] == 0 {
			seen[j] = i + 1
			j = heads[j]
		}
		if j >= 0 && seen[j] == i+1 {
			return false
		}
	}
	return true
}

// never is the score of an edge that must not be taken, dear what a second edge from the root costs: more than all other edges
// of a sentence can bring. Sums over a sentence fit into int64.
const (
	never = -1 << 50
	dear  = 1 << 41
)

// arborescence gives the head of each of n nodes but node 0, so that all hang on node 0 and the sum of scores[dependent*n+head] is
// the highest.
func arborescence(scores []int64, n int) []int {
	head := make([]int, n)
	for i := 1; i < n; i++ {
		best := -1
		for j := range n {
			if j != i && (best < 0 || scores[i*n+j] > scores[i*n+best]) {
				best = j
			}
		}
		head[i] = best
	}
	cycle := findCycle(head)
	if cycle == nil {
		return head
	}
	// One node, the last, stands for the cycle.
	in := make([]bool, n)
	for _, c := range cycle {
		in[c] = true
	}
	var outer []int // old numbers of the nodes outside
	for i := range n {
		if !in[i] {
			outer = append(outer, i)
		}
	}
	k := len(outer) + 1
	small := make([]int64, k*k)
	enter := make([]int, k) // which node of the cycle the edge from an outer head breaks in at
	leave := make([]int, k) // which node of the cycle is the head of an outer node
	for a, i := range outer {
		for b, j := range outer {
			small[a*k+b] = scores[i*n+j]
		}
		best := cycle[0]
		for _, c := range cycle {
			if scores[i*n+c] > scores[i*n+best] {
				best = c
			}
		}
		leave[a] = best
		small[a*k+k-1] = scores[i*n+best]
	}
	for b, j := range outer {
		best := cycle[0]
		gain := func(c int) int64 { return scores[c*n+j] - scores[c*n+head[c]] }
		for _, c := range cycle {
			if gain(c) > gain(best) {
				best = c
			}
		}
		enter[b] = best
		small[(k-1)*k+b] = gain(best)
	}
	small[(k-1)*k+k-1] = 2 * never
	h := arborescence(small, k)
	for a, i := range outer {
		if i == 0 {
			continue
		}
		if h[a] == k-1 {
			head[i] = leave[a]
		} else {
			head[i] = outer[h[a]]
		}
	}
	head[enter[h[k-1]]] = outer[h[k-1]]
	return head
}

// findCycle gives the nodes of a cycle, nil where all nodes hang on node 0.
func findCycle(head []int) []int {
	seen := make([]int, len(head)) // in which walk
	for i := 1; i < len(head); i++ {
		j := i
		for j != 0 && seen[j] == 0 {
			seen[j] = i
			j = head[j]
		}
		if j != 0 && seen[j] == i {
			cycle := []int{j}
			for k := head[j]; k != j; k = head[k] {
				cycle = append(cycle, k)
			}
			return cycle
		}
	}
	return nil
}
