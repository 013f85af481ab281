package matrix

import (
	"fmt"
	"math"
	"testing"
)

// TestMulAdd compares all sizes and layouts with the definition, in float64.
func TestMulAdd(t *testing.T) {
	next := uint32(1)
	draw := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			next = next*1664525 + 1013904223
			out[i] = float32(int32(next>>8)-1<<23) / (1 << 23)
		}
		return out
	}
	for _, size := range [][3]int{{1, 1, 1}, {2, 3, 31}, {7, 200, 33}, {8, 17, 32}, {13, 5, 100}, {64, 40, 65}} {
		m, k, n := size[0], size[1], size[2]
		for _, turned := range []bool{false, true} {
			a, b, c := draw(m*k), draw(k*n), draw(m*n)
			rows, columns := k, 1
			if turned {
				rows, columns = 1, m
			}
			want := make([]float64, m*n)
			for i := range m {
				for j := range n {
					want[i*n+j] = float64(c[i*n+j])
					for x := range k {
						want[i*n+j] += float64(a[i*rows+x*columns]) * float64(b[x*n+j])
					}
				}
			}
			var p Packed
			p.Pack(b, k, n, n, 1)
			MulAdd(c, n, a, m, rows, columns, &p)
			for i, w := range want {
				if math.Abs(float64(c[i])-w) > 1e-4 {
					t.Fatalf("%v turned %v: element %d is %g, want %g", size, turned, i, c[i], w)
				}
			}
		}
	}
}

func BenchmarkMulAdd(b *testing.B) {
	for _, m := range []int{1, 4, 32, 500} {
		b.Run(fmt.Sprint(m), func(b *testing.B) {
			const k, n = 400, 800
			a, w, c := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
			var p Packed
			p.Pack(w, k, n, n, 1)
			for b.Loop() {
				MulAdd(c, n, a, m, k, 1, &p)
			}
			b.ReportMetric(float64(b.N)*2*float64(m*k*n)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}
