package integer

// How an LSTM counts. Inputs of gates have twice Bits binary places, cells and what comes out Bits.
const (
	Bits      = 12
	GateBits  = 15      // places of the values of a gate's functions
	GateSteps = 1 << 13 // a function is a table of its values from -8 to 8
)

// Gates are the functions of the gates of an LSTM. They never change.
type Gates struct{ sigmoid, tanh []int16 }

// NewGates takes the tables of both functions, GateSteps values each.
func NewGates(sigmoid, tanh []int16) Gates {
	one := func(table []int16) []int16 {
		return append(append(make([]int16, 0, GateSteps+1), table[:GateSteps]...), 0) // kernels read two values at a time
	}
	return Gates{one(sigmoid), one(tanh)}
}

// Cell computes one word of one direction: x, z and bias are the inputs of the gates i, f, g and o, as many of each as c has
// numbers, and are added; c is the cell before and after, h is what comes out.
func (g Gates) Cell(x, z, bias, c []int32, h []int16) {
	n := len(c)
	_, _, _, _ = x[:4*n], z[:4*n], bias[:4*n], h[:n]
	done := g.kernel(x, z, bias, c, h)
	g.plain(done, x, z, bias, c, h)
}

// plain is Cell in Go, from number first on.
func (g Gates) plain(first int, x, z, bias, c []int32, h []int16) {
	n := len(c)
	sigmoid, tanh := g.sigmoid[:GateSteps], g.tanh[:GateSteps]
	x0, x1, x2, x3 := x[:n], x[n:][:n], x[2*n:][:n], x[3*n:][:n]
	z0, z1, z2, z3 := z[:n], z[n:][:n], z[2*n:][:n], z[3*n:][:n]
	b0, b1, b2, b3 := bias[:n], bias[n:][:n], bias[2*n:][:n], bias[3*n:][:n]
	h = h[:n]
	for j := first; j < n; j++ {
		in := int32(sigmoid[step(x0[j]+z0[j]+b0[j])])
		keep := int64(sigmoid[step(x1[j]+z1[j]+b1[j])])
		g := int32(tanh[step(x2[j]+z2[j]+b2[j])])
		out := int32(sigmoid[step(x3[j]+z3[j]+b3[j])])
		v := int32((keep*int64(c[j])+1<<(GateBits-1))>>GateBits) + (in*(g>>1)+1<<(2*GateBits-2-Bits))>>(2*GateBits-1-Bits)
		c[j] = v
		h[j] = int16((out*int32(tanh[step(v<<Bits)]>>1) + 1<<(2*GateBits-2-Bits)) >> (2*GateBits - 1 - Bits))
	}
}

// step is the place in a gate's table of a number of 24 bits.
func step(x int32) uint32 {
	const shift = 2*Bits - 9 // 512 steps for 1
	i := x>>shift + GateSteps/2
	return uint32(min(max(i, 0), GateSteps-1))
}
