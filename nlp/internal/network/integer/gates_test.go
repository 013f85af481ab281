package integer

import (
	"slices"
	"testing"
)

// spread gives numbers of so many bits, the largest and the smallest int32 among them.
func spread(n, bits int, seed uint32) []int32 {
	out := make([]int32, n)
	for i := range out {
		seed = seed*1664525 + 1013904223
		out[i] = int32(seed) >> (32 - bits)
		switch seed >> 8 & 127 {
		case 0:
			out[i] = -1 << 31
		case 1:
			out[i] = 1<<31 - 1
		}
	}
	return out
}

// TestCell compares all kernels of this machine with plain Go: the same bits for layers of all widths, where sums overflow, too.
func TestCell(t *testing.T) {
	g := NewGates(draws(GateSteps, 3), draws(GateSteps, 4))
	for _, n := range []int{1, 7, 8, 15, 16, 24, 31, 200} {
		for _, bits := range []int{20, 27, 32} {
			x, z, bias, before := spread(4*n, bits, 1), spread(4*n, bits, 2), spread(4*n, bits, 5), spread(n, bits, 6)
			wantCell, want := slices.Clone(before), make([]int16, n)
			g.plain(0, x, z, bias, wantCell, want)
			each(func(kernel string) {
				cell, got := slices.Clone(before), make([]int16, n)
				g.Cell(x, z, bias, cell, got)
				if !slices.Equal(got, want) || !slices.Equal(cell, wantCell) {
					t.Fatalf("%d numbers of %d bits, kernel %s: %v, cells %v; want %v, cells %v", n, bits, kernel, got, cell, want, wantCell)
				}
			})
		}
	}
}

// TestAddDots compares all kernels of this machine with plain Go.
func TestAddDots(t *testing.T) {
	for _, k := range []int{1, 8, 15, 16, 48, 64} {
		const rows, shift = 5, 14
		x, z, want := spread(rows*k, 32, 1), draws(k, 2), spread(rows, 20, 3)
		before := slices.Clone(want)
		plainDots(want, x, z, shift)
		each(func(kernel string) {
			got := slices.Clone(before)
			AddDots(got, x, z, shift)
			if !slices.Equal(got, want) {
				t.Fatalf("rows of %d, kernel %s: %v, want %v", k, kernel, got, want)
			}
		})
	}
}

// TestLeak compares all kernels of this machine with the definition, at all places where a tenth is rounded.
func TestLeak(t *testing.T) {
	from, bias := append(spread(200, 32, 1), spread(177, 12, 2)...), append(spread(200, 20, 3), spread(177, 4, 4)...)
	for n := range from {
		want := make([]int16, n)
		for i := range want {
			s := from[i] + bias[i]
			if s < 0 {
				s /= 10
			}
			want[i] = Short(s >> 3)
		}
		each(func(kernel string) {
			got := make([]int16, n)
			Leak(got, from[:n], bias[:n], 3)
			if !slices.Equal(got, want) {
				t.Fatalf("%d numbers, kernel %s: %v, want %v", n, kernel, got, want)
			}
		})
	}
}

func BenchmarkCell(b *testing.B) {
	const n = 200
	g := NewGates(draws(GateSteps, 3), draws(GateSteps, 4))
	x, z, bias, c, h := spread(4*n, 26, 1), spread(4*n, 26, 2), spread(4*n, 26, 5), spread(n, 14, 6), make([]int16, n)
	each(func(kernel string) {
		b.Run(kernel, func(b *testing.B) {
			for b.Loop() {
				g.Cell(x, z, bias, c, h)
			}
		})
	})
}
