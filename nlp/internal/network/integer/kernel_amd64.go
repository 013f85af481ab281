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
