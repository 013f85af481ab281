package deep

import (
	"math"
	"sync"

	"newsgraph/nlp/train/internal/matrix"
)

// Shards is the number of parts of a step, worked through at the same time.
const Shards = 2

// Param is a matrix of weights, row by row: y = x W.
type Param struct {
	Rows, Columns int
	W             []float32
	mean, square  []float32 // moments of the gradient (Adam)
	gradient      [Shards][]float32
	dense         bool          // multiplied as a whole; otherwise rows are looked up
	there, back   matrix.Packed // W and its transpose
}

func newParam(rows, columns int, scale float64, dense bool, draw *random) *Param {
	p := &Param{Rows: rows, Columns: columns, W: make([]float32, rows*columns), dense: dense}
	p.mean, p.square = make([]float32, len(p.W)), make([]float32, len(p.W))
	for i := range p.gradient {
		p.gradient[i] = make([]float32, len(p.W))
	}
	if scale > 0 {
		for i := range p.W {
			p.W[i] = float32(draw.normal() * scale)
		}
	}
	return p
}

// row is a row of the weights.
func (p *Param) row(i int) []float32 { return p.W[i*p.Columns : (i+1)*p.Columns] }

// pack makes the weights ready for multiplication.
func (p *Param) pack() {
	if p.dense {
		p.there.Pack(p.W, p.Rows, p.Columns, p.Columns, 1)
		p.back.Pack(p.W, p.Columns, p.Rows, 1, p.Columns)
	}
}

// forward adds x W to y, n rows.
func (p *Param) forward(y, x []float32, n int) {
	matrix.MulAdd(y, p.Columns, x, n, p.Rows, 1, &p.there)
}

// backward adds dy W' to dx and x' dy to the gradient of a shard.
func (p *Param) backward(shard int, dx, dy, x []float32, n int, a *arena) {
	matrix.MulAdd(dx, p.Rows, dy, n, p.Columns, 1, &p.back)
	a.packed.Pack(dy, n, p.Columns, p.Columns, 1)
	matrix.MulAdd(p.gradient[shard], p.Columns, x, p.Rows, 1, p.Rows, &a.packed)
}

// sum adds the rows of dy to the gradient of a bias.
func (p *Param) sum(shard int, dy []float32, n int) {
	g := p.gradient[shard]
	for i := range n {
		for j, d := range dy[i*p.Columns : (i+1)*p.Columns] {
			g[j] += d
		}
	}
}

// adam moves the weights of all params against their gradients (Kingma and Ba, 2015) and clears these. norm bounds the length of
// the gradient; t counts the steps from 1.
func adam(params []*Param, rate, norm float64, t int) {
	const b1, b2, epsilon = 0.9, 0.95, 1e-8
	lengths := make([]float64, len(params))
	each(params, func(i int, p *Param) {
		g := p.gradient[0]
		for _, more := range p.gradient[1:] {
			for j, x := range more {
				g[j] += x
			}
			clear(more)
		}
		for _, x := range g {
			lengths[i] += float64(x) * float64(x)
		}
	})
	all := 0.0
	for _, l := range lengths {
		all += l
	}
	scale := float32(1)
	if l := math.Sqrt(all); l > norm {
		scale = float32(norm / l)
	}
	step := float32(rate * math.Sqrt(1-math.Pow(b2, float64(t))) / (1 - math.Pow(b1, float64(t))))
	each(params, func(_ int, p *Param) {
		g := p.gradient[0]
		for j, x := range g {
			x *= scale
			m := b1*p.mean[j] + (1-b1)*x
			s := b2*p.square[j] + (1-b2)*x*x
			p.mean[j], p.square[j] = m, s
			p.W[j] -= step * m / (float32(math.Sqrt(float64(s))) + epsilon)
		}
		clear(g)
		p.pack()
	})
}

// each calls f for all params, on both cores.
func each(params []*Param, f func(int, *Param)) {
	var wait sync.WaitGroup
	next := make(chan int, len(params))
	for i := range params {
		next <- i
	}
	close(next)
	for range Shards {
		wait.Go(func() {
			for i := range next {
				f(i, params[i])
			}
		})
	}
	wait.Wait()
}

// arena gives cleared memory that is taken back as a whole.
type arena struct {
	free, used [][]float32
	packed     matrix.Packed
}

func (a *arena) floats(n int) []float32 {
	for i, b := range a.free {
		if cap(b) >= n && cap(b) <= 2*n+64 {
			a.free[i] = a.free[len(a.free)-1]
			a.free = a.free[:len(a.free)-1]
			b = b[:n]
			clear(b)
			a.used = append(a.used, b)
			return b
		}
	}
	b := make([]float32, n, n+n/4)
	a.used = append(a.used, b)
	return b
}

func (a *arena) reset() {
	a.free = append(a.free, a.used...)
	a.used = a.used[:0]
	if len(a.free) > 400 {
		a.free = a.free[len(a.free)-400:]
	}
}
