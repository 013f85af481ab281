package integer

import (
	"fmt"
	"testing"
)

// draws gives numbers over the whole range of int16, the ends among them.
func draws(n int, seed uint32) []int16 {
	out := make([]int16, n)
	for i := range out {
		seed = seed*1664525 + 1013904223
		out[i] = int16(seed >> 16)
		if seed>>8&63 == 0 {
			out[i] = -32768
		}
	}
	return out
}

var sizes = [][3]int{{1, 1, 1}, {2, 3, 31}, {3, 200, 33}, {7, 17, 32}, {8, 17, 32}, {13, 5, 100}, {31, 40, 65}, {1, 400, 800}}

// TestMul compares all kernels of this machine with the definition: the same bits for all sizes, where sums overflow, too.
func TestMul(t *testing.T) {
	for _, size := range sizes {
		rows, k, n := size[0], size[1], size[2]
		a, b := draws(rows*Even(k), 1), draws(k*n, 2)
		if k%2 == 1 {
			for i := range rows {
				a[i*Even(k)+k] = 0
			}
		}
		want := make([]int32, rows*n)
		turned := make([]int16, n*k)
		for i := range rows {
			for j := range n {
				for x := range k {
					want[i*n+j] += int32(a[i*Even(k)+x]) * int32(b[x*n+j])
					turned[j*k+x] = b[x*n+j]
				}
			}
		}
		for name, m := range map[string]*Matrix{"New": New(b, k, n), "Transposed": Transposed(turned, n, k, nil)} {
			each(func(kernel string) {
				got := make([]int32, rows*n)
				m.Mul(got, n, a, Even(k), rows)
				for i, w := range want {
					if got[i] != w {
						t.Fatalf("%v, %s, kernel %s: element %d is %d, want %d", size, name, kernel, i, got[i], w)
					}
				}
			})
		}
	}
}

func BenchmarkMul(b *testing.B) {
	for _, rows := range []int{1, 4, 32, 200} {
		const k, n = 400, 1600
		a, c, m := draws(rows*k, 1), make([]int32, rows*n), New(draws(k*n, 2), k, n)
		each(func(kernel string) {
			b.Run(fmt.Sprint(kernel, "/", rows), func(b *testing.B) {
				for b.Loop() {
					m.Mul(c, n, a, k, rows)
				}
				b.ReportMetric(float64(b.N)*float64(rows*k*n)/b.Elapsed().Seconds()/1e9, "GMAC/s")
			})
		})
	}
}
