package deep

import (
	"math"

	"newsgraph/nlp/train/internal/matrix"
)

// lstm is one layer in both directions. The gates are i, f, g, o; the left-to-right direction comes first everywhere.
type lstm struct {
	in, hidden int
	x, b       *Param    // in x 8 hidden, 1 x 8 hidden
	h          [2]*Param // hidden x 4 hidden
}

func newLSTM(in, hidden int, draw *random) *lstm {
	l := &lstm{in: in, hidden: hidden}
	l.x = newParam(in, 8*hidden, 1/math.Sqrt(float64(in)), true, draw)
	l.b = newParam(1, 8*hidden, 0, false, draw)
	for d := range l.h {
		l.h[d] = newParam(hidden, 4*hidden, 1/math.Sqrt(float64(hidden)), true, draw)
		for j := range hidden {
			l.b.W[d*4*hidden+hidden+j] = 1 // remember at first
		}
	}
	return l
}

// pass is what a layer computed for a batch.
type pass struct {
	x       []float32    // n x in
	gates   []float32    // n x 8 hidden, after their functions
	cell    [2][]float32 // n x hidden
	tanh    [2][]float32 // of the cells
	y       []float32    // n x 2 hidden
	earlier [2][]float32 // n x hidden: the output of the word before
}

// forward runs the layer over the rows of a batch.
func (l *lstm) forward(b *batch, x []float32, a *arena) *pass {
	n, h := b.rows, l.hidden
	p := &pass{x: x, gates: a.floats(n * 8 * h), y: a.floats(n * 2 * h)}
	for i := range n {
		copy(p.gates[i*8*h:], l.b.W)
	}
	l.x.forward(p.gates, x, n)
	for d := range 2 {
		p.cell[d], p.tanh[d], p.earlier[d] = a.floats(n*h), a.floats(n*h), a.floats(n*h)
		for k := range b.starts[:len(b.starts)-1] {
			from, before, have := b.step(d, k)
			active := b.active(d, k)
			if have > 0 {
				for i := range have {
					copy(p.earlier[d][(from+i)*h:(from+i+1)*h], p.y[(before+i)*2*h+d*h:])
				}
				matrix.MulAdd(p.gates[from*8*h+d*4*h:], 8*h, p.earlier[d][from*h:], have, h, 1, &l.h[d].there)
			}
			for i := range active {
				r := from + i
				z := p.gates[r*8*h+d*4*h:][:4*h]
				cell, th, y := p.cell[d][r*h:][:h], p.tanh[d][r*h:][:h], p.y[r*2*h+d*h:][:h]
				var old []float32
				if i < have {
					old = p.cell[d][(before+i)*h:][:h]
				}
				for j := range h {
					in, keep, g, out := sigmoid(z[j]), sigmoid(z[h+j]), tanh(z[2*h+j]), sigmoid(z[3*h+j])
					z[j], z[h+j], z[2*h+j], z[3*h+j] = in, keep, g, out
					c := in * g
					if old != nil {
						c += keep * old[j]
					}
					cell[j] = c
					t := tanh(c)
					th[j] = t
					y[j] = out * t
				}
			}
		}
	}
	return p
}

// backward takes the gradient of y and gives that of x.
func (l *lstm) backward(b *batch, p *pass, dy []float32, a *arena, shard int) []float32 {
	n, h := b.rows, l.hidden
	dz := a.floats(n * 8 * h)
	for d := range 2 {
		dh, dc := a.floats(b.sentences()*h), a.floats(b.sentences()*h) // from the word behind
		for k := len(b.starts) - 2; k >= 0; k-- {
			from, before, have := b.step(d, k)
			active := b.active(d, k)
			for i := range active {
				r := from + i
				z, o := p.gates[r*8*h+d*4*h:][:4*h], dz[r*8*h+d*4*h:][:4*h]
				th, dyr := p.tanh[d][r*h:][:h], dy[r*2*h+d*h:][:h]
				dhr, dcr := dh[i*h:][:h], dc[i*h:][:h]
				var old []float32
				if i < have {
					old = p.cell[d][(before+i)*h:][:h]
				}
				for j := range h {
					in, keep, g, out := z[j], z[h+j], z[2*h+j], z[3*h+j]
					e := dyr[j] + dhr[j]
					c := dcr[j] + e*out*(1-th[j]*th[j])
					var c0 float32
					if old != nil {
						c0 = old[j]
					}
					o[j] = c * g * in * (1 - in)
					o[h+j] = c * c0 * keep * (1 - keep)
					o[2*h+j] = c * in * (1 - g*g)
					o[3*h+j] = e * th[j] * out * (1 - out)
					dcr[j] = c * keep
				}
				clear(dhr)
			}
			if have > 0 {
				matrix.MulAdd(dh, h, dz[from*8*h+d*4*h:], have, 8*h, 1, &l.h[d].back)
			}
			for i := have; i < active; i++ { // the first word of its sentence in this direction
				clear(dc[i*h:][:h])
			}
		}
		a.packed.Pack(dz[d*4*h:], n, 4*h, 8*h, 1)
		matrix.MulAdd(l.h[d].gradient[shard], 4*h, p.earlier[d], h, 1, h, &a.packed)
	}
	dx := a.floats(n * l.in)
	l.x.backward(shard, dx, dz, p.x, n, a)
	l.b.sum(shard, dz, n)
	return dx
}

// exp is e^x with a relative error below 1e-6.
func exp(x float32) float32 {
	x = min(max(x, -80), 80)
	t := x * 1.4426950408889634
	k := int32(t + 0.5)
	if t < 0 {
		k = int32(t - 0.5)
	}
	r := x - float32(k)*0.693359375 + float32(k)*2.12194440e-4
	p := ((((1.9875691500e-4*r+1.3981999507e-3)*r+8.3334519073e-3)*r+4.1665795894e-2)*r+1.6666665459e-1)*r + 5.0000001201e-1
	return (p*r*r + r + 1) * math.Float32frombits(uint32(k+127)<<23)
}

// The functions of the gates are tables of 8,192 values from -8 to 8, as they are where the net annotates: three times as fast as
// the exponential.
const (
	gateSteps = 1 << 13
	gateRange = 8
)

var sigmoids, tanhs = gateTables()

func gateTables() (s, t *[gateSteps]float32) {
	s, t = new([gateSteps]float32), new([gateSteps]float32)
	for i := range gateSteps {
		x := (float64(i-gateSteps/2) + 0.5) / (gateSteps / (2 * gateRange))
		s[i], t[i] = float32(1/(1+math.Exp(-x))), float32(math.Tanh(x))
	}
	return s, t
}

// gate is the place of x in the tables.
func gate(x float32) uint32 {
	return uint32((min(max(x, -gateRange), gateRange-1e-3) + gateRange) * (gateSteps / (2 * gateRange)))
}

func sigmoid(x float32) float32 { return sigmoids[gate(x)&(gateSteps-1)] }

func tanh(x float32) float32 { return tanhs[gate(x)&(gateSteps-1)] }
