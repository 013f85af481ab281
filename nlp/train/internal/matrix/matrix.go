package matrix

// width is the number of columns of a panel.
const width = 32

// Packed is a matrix of k rows and n columns as panels of 32 columns, each row by row; the last panel is filled with zeros.
type Packed struct {
	k, n int
	data []float32
}

// Pack packs a matrix of k rows and n columns whose element (i, j) lies at b[i*rows+j*columns]. It takes the memory of p where
// that is large enough.
func (p *Packed) Pack(b []float32, k, n, rows, columns int) {
	p.k, p.n = k, n
	size := (n + width - 1) / width * width * k
	if cap(p.data) < size {
		p.data = make([]float32, size)
	}
	p.data = p.data[:size]
	at := 0
	for first := 0; first < n; first += width {
		w := min(width, n-first)
		for i := range k {
			to := p.data[at : at+width]
			at += width
			if columns == 1 {
				copy(to, b[i*rows+first:][:w])
			} else {
				for j := range w {
					to[j] = b[i*rows+(first+j)*columns]
				}
			}
			clear(to[w:])
		}
	}
}

// MulAdd adds the product of A, m rows of p's k columns, to C, m rows of p's n columns. Element (i, j) of A lies at
// a[i*rows+j*columns], of C at c[i*stride+j].
func MulAdd(c []float32, stride int, a []float32, m, rows, columns int, p *Packed) {
	if m == 0 || p.k == 0 || p.n == 0 {
		return
	}
	_ = a[(m-1)*rows+(p.k-1)*columns]
	_ = c[(m-1)*stride+p.n-1]
	var edge [8 * width]float32
	for first := 0; first < p.n; first += width {
		panel := p.data[first*p.k:][:p.k*width]
		w := min(width, p.n-first)
		for i := 0; i < m; {
			h := tile(m - i)
			if w == width {
				kernel(h, p.k, a[i*rows:], rows, columns, panel, c[i*stride+first:], stride)
			} else {
				for r := range h {
					copy(edge[r*width:], c[(i+r)*stride+first:][:w])
				}
				kernel(h, p.k, a[i*rows:], rows, columns, panel, edge[:], width)
				for r := range h {
					copy(c[(i+r)*stride+first:][:w], edge[r*width:])
				}
			}
			i += h
		}
	}
}

// plain is the kernel in Go: h rows of C, 32 columns.
func plain(h, k int, a []float32, rows, columns int, panel, c []float32, stride int) {
	for r := range h {
		to := c[r*stride:][:width]
		for j := range k {
			x := a[r*rows+j*columns]
			for i, b := range panel[j*width:][:width] {
				to[i] += x * b
			}
		}
	}
}
