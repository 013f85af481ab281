//go:build !amd64 && !arm64

package integer

func tile(m int) int { return min(m, 8) }

func kernel(h, pairs int, a []int16, step int, panel []int16, c []int32, stride int) {
	plain(h, pairs, a, step, panel, c, stride)
}
