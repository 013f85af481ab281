package integer

import "golang.org/x/sys/cpu"

var (
	wide   = cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VNNI
	narrow = cpu.X86.HasAVX2
)

// tile is how many of m rows the next call of kernel takes.
func tile(m int) int {
	switch {
	case wide && m >= 8:
		return 8
	case wide && m >= 4:
		return 4
	case m >= 2:
		return 2
	}
	return 1
}

// kernel fills h rows and 32 columns of C.
func kernel(h, pairs int, a []int16, step int, panel []int16, c []int32, stride int) {
	switch {
	case wide && h == 8:
		wide8(pairs, &a[0], step*2, &panel[0], &c[0], stride*4)
	case wide && h == 4:
		wide4(pairs, &a[0], step*2, &panel[0], &c[0], stride*4)
	case wide && h == 2:
		wide2(pairs, &a[0], step*2, &panel[0], &c[0], stride*4)
	case wide && h == 1:
		wide1(pairs, &a[0], step*2, &panel[0], &c[0], stride*4)
	case narrow && h == 2:
		narrow2(pairs, &a[0], step*2, &panel[0], &c[0], stride*4)
	case narrow && h == 1:
		narrow1(pairs, &a[0], step*2, &panel[0], &c[0], stride*4)
	default:
		plain(h, pairs, a, step, panel, c, stride)
	}
}

// The kernels fill 8, 4, 2 or 1 rows and 32 columns of C. Steps are in bytes.
//
//go:noescape
func wide8(pairs int, a *int16, step int, panel *int16, c *int32, stride int)

//go:noescape
func wide4(pairs int, a *int16, step int, panel *int16, c *int32, stride int)

//go:noescape
func wide2(pairs int, a *int16, step int, panel *int16, c *int32, stride int)

//go:noescape
func wide1(pairs int, a *int16, step int, panel *int16, c *int32, stride int)

//go:noescape
func narrow2(pairs int, a *int16, step int, panel *int16, c *int32, stride int)

//go:noescape
func narrow1(pairs int, a *int16, step int, panel *int16, c *int32, stride int)

// kernel computes the first numbers of a cell, and says how many.
func (g Gates) kernel(x, z, bias, c []int32, h []int16) (done int) {
	n := len(c)
	if wide && n >= 16 {
		done = n &^ 15
		wideCell(done, &x[0], &z[0], &bias[0], n*4, &c[0], &h[0], &g.sigmoid[0], &g.tanh[0])
	}
	if rest := (n - done) &^ 7; narrow && rest > 0 {
		narrowCell(rest, &x[done], &z[done], &bias[done], n*4, &c[done], &h[done], &g.sigmoid[0], &g.tanh[0])
		done += rest
	}
	return done
}

// dots is AddDots where there is a kernel for rows of this length.
func dots(sums, x []int32, z []int16, shift int) bool {
	k := len(z)
	switch {
	case k == 0:
		return false
	case wide && k%16 == 0:
		wideDots(len(sums), k, &x[0], &z[0], &sums[0], shift)
	case narrow && k%8 == 0:
		narrowDots(len(sums), k, &x[0], &z[0], &sums[0], shift)
	default:
		return false
	}
	return true
}

// The kernels compute n numbers of a cell, a multiple of 16 or of 8. The stride from gate to gate is in bytes.
//
//go:noescape
func wideCell(n int, x, z, bias *int32, stride int, c *int32, h *int16, sigmoid, tanh *int16)

//go:noescape
func narrowCell(n int, x, z, bias *int32, stride int, c *int32, h *int16, sigmoid, tanh *int16)

// The kernels multiply rows of k numbers, a multiple of 16 or of 8.
//
//go:noescape
func wideDots(rows, k int, x *int32, z *int16, sums *int32, shift int)

//go:noescape
func narrowDots(rows, k int, x *int32, z *int16, sums *int32, shift int)

// leak computes the first numbers of Leak, and says how many.
func leak(to []int16, from, bias []int32, shift int) (done int) {
	n := len(bias)
	if wide && n >= 16 {
		done = n &^ 15
		wideLeak(done, &from[0], &bias[0], &to[0], shift)
	}
	if rest := (n - done) &^ 7; narrow && rest > 0 {
		narrowLeak(rest, &from[done], &bias[done], &to[done], shift)
		done += rest
	}
	return done
}

// The kernels compute n numbers, a multiple of 16 or of 8.
//
//go:noescape
func wideLeak(n int, from, bias *int32, to *int16, shift int)

//go:noescape
func narrowLeak(n int, from, bias *int32, to *int16, shift int)
