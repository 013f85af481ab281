//go:build !amd64

package matrix

func tile(m int) int { return min(m, 8) }

func kernel(h, k int, a []float32, rows, columns int, panel, c []float32, stride int) {
	plain(h, k, a, rows, columns, panel, c, stride)
}
