//go:build !amd64 && !arm64

package integer

func tile(m int) int { return min(m, 8) }

func kernel(h, pairs int, a []int16, step int, panel []int16, c []int32, stride int) {
	plain(h, pairs, a, step, panel, c, stride)
}

// All else is plain Go here.
func (g Gates) kernel(x, z, bias, c []int32, h []int16) (done int) { return 0 }

func dots(sums, x []int32, z []int16, shift int) bool { return false }

func leak(to []int16, from, bias []int32, shift int) (done int) { return 0 }
