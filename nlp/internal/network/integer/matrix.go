package integer

// width is the number of columns of a panel.
const width = 32

// Matrix is a matrix of k rows and n columns, packed into panels of 32 columns. Of each panel, two rows lie together: the
// elements of column 0 in both, of column 1, and so on. Missing rows and columns are zeros. It never changes.
type Matrix struct {
	k, n int
	data []int16
}

// New packs a matrix of k rows and n columns, row by row.
func New(b []int16, k, n int) *Matrix {
	pairs := (k + 1) / 2
	m := &Matrix{k: k, n: n, data: make([]int16, (n+width-1)/width*pairs*2*width)}
	for i := range k {
		for j, x := range b[i*n : (i+1)*n] {
			m.data[m.place(i, j)] = x
		}
	}
	return m
}

// Transposed packs the transpose of n rows of k columns.
func Transposed(b []int16, n, k int, memory []int16) *Matrix {
	pairs := (k + 1) / 2
	size := (n + width - 1) / width * pairs * 2 * width
	if cap(memory) < size {
		memory = make([]int16, size)
	}
	m := &Matrix{k: k, n: n, data: memory[:size]}
	clear(m.data)
	for j := range n {
		to := m.data[m.place(0, j):]
		row := b[j*k : (j+1)*k]
		for i := 0; i+1 < len(row); i += 2 {
			to[i*width] = row[i]
			to[i*width+1] = row[i+1]
		}
		if k%2 == 1 {
			to[(k-1)*width] = row[k-1]
		}
	}
	return m
}

func (m *Matrix) place(i, j int) int {
	pairs := (m.k + 1) / 2
	return ((j/width*pairs+i/2)*width+j%width)*2 + i%2
}

// Memory is what Transposed may take again.
func (m *Matrix) Memory() []int16 { return m.data }

// Rows and Columns are the sizes of the matrix.
func (m *Matrix) Rows() int    { return m.k }
func (m *Matrix) Columns() int { return m.n }

// Even is k, made even: how long a row of A must be, filled with zeros.
func Even(k int) int { return (k + 1) &^ 1 }

// Mul puts the product of A and m into C: rows rows. A row of A begins every step elements and has Even(m.Rows()) of them; a
// row of C begins every stride elements.
func (m *Matrix) Mul(c []int32, stride int, a []int16, step, rows int) {
	if rows == 0 || m.n == 0 {
		return
	}
	pairs := (m.k + 1) / 2
	_ = a[(rows-1)*step+2*pairs-1]
	_ = c[(rows-1)*stride+m.n-1]
	var edge [8 * width]int32
	for first := 0; first < m.n; first += width {
		panel := m.data[first*2*pairs:][:2*pairs*width]
		w := min(width, m.n-first)
		for i := 0; i < rows; {
			h := tile(rows - i)
			if w == width {
				kernel(h, pairs, a[i*step:], step, panel, c[i*stride+first:], stride)
			} else {
				kernel(h, pairs, a[i*step:], step, panel, edge[:], width)
				for r := range h {
					copy(c[(i+r)*stride+first:][:w], edge[r*width:])
				}
			}
			i += h
		}
	}
}

// plain is the kernel in Go: h rows of C, 32 columns.
func plain(h, pairs int, a []int16, step int, panel []int16, c []int32, stride int) {
	for r := range h {
		var sum [width]int32
		row := a[r*step:][:2*pairs]
		for p := 0; p < pairs; p++ {
			x, y := int32(row[2*p]), int32(row[2*p+1])
			if x|y == 0 {
				continue
			}
			b := panel[p*2*width:][:2*width]
			for j := range sum {
				sum[j] += x*int32(b[2*j]) + y*int32(b[2*j+1])
			}
		}
		copy(c[r*stride:], sum[:])
	}
}
