package matrix

import "golang.org/x/sys/cpu"

var (
	wide   = cpu.X86.HasAVX512F
	narrow = cpu.X86.HasAVX2 && cpu.X86.HasFMA
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

// kernel adds to h rows and 32 columns of C.
func kernel(h, k int, a []float32, rows, columns int, panel, c []float32, stride int) {
	switch {
	case wide && h == 8:
		rows8(k, &a[0], rows*4, columns*4, &panel[0], &c[0], stride*4)
	case wide && h == 4:
		rows4(k, &a[0], rows*4, columns*4, &panel[0], &c[0], stride*4)
	case narrow && h == 2:
		rows2(k, &a[0], rows*4, columns*4, &panel[0], &c[0], stride*4)
	case narrow:
		rows1(k, &a[0], columns*4, &panel[0], &c[0])
	default:
		plain(h, k, a, rows, columns, panel, c, stride)
	}
}

// The kernels add to 8, 4, 2 or 1 rows and 32 columns of C. Steps are in bytes.
//
//go:noescape
func rows8(k int, a *float32, rows, columns int, panel, c *float32, stride int)

//go:noescape
func rows4(k int, a *float32, rows, columns int, panel, c *float32, stride int)

//go:noescape
func rows2(k int, a *float32, rows, columns int, panel, c *float32, stride int)

//go:noescape
func rows1(k int, a *float32, columns int, panel, c *float32)
