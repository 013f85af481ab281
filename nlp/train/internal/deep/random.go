package deep

import "math"

// random is SplitMix64 (Steele, Lea, Flood, 2014): the same draws in every version of Go.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// share is a number from 0 to 1.
func (r *random) share() float64 { return float64(r.next()>>11) / (1 << 53) }

// normal is drawn from the normal distribution (Box and Muller, 1958).
func (r *random) normal() float64 {
	return math.Sqrt(-2*math.Log(1-r.share())) * math.Cos(2*math.Pi*r.share())
}

// shuffle puts n things into another order.
func (r *random) shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.next()%uint64(i+1)))
	}
}
