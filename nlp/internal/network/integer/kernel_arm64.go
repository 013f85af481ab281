package integer

// fast is turned off to test plain Go.
var fast = true

// tile is how many of m rows the next call of kernel takes.
func tile(int) int { return 1 }

// kernel fills one row and 32 columns of C.
func kernel(h, pairs int, a []int16, step int, panel []int16, c []int32, stride int) {
	if !fast || pairs == 0 {
		plain(h, pairs, a, step, panel, c, stride)
		return
	}
	neon1(pairs, &a[0], &panel[0], &c[0])
}

// neon1 fills one row and 32 columns of C.
//
//go:noescape
func neon1(pairs int, a *int16, panel *int16, c *int32)

// All else is plain Go here.
func (g Gates) kernel(x, z, bias, c []int32, h []int16) (done int) { return 0 }

func dots(sums, x []int32, z []int16, shift int) bool { return false }

func leak(to []int16, from, bias []int32, shift int) (done int) { return 0 }
