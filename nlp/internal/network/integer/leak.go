package integer

// Leak adds bias to from, divides what is negative by ten (a leaky rectifier), drops the lowest shift bits and cuts the rest to 16
// bits. All three are of one length.
func Leak(to []int16, from, bias []int32, shift int) {
	n := len(bias)
	to, from = to[:n], from[:n]
	plainLeak(leak(to, from, bias, shift), to, from, bias, shift)
}

// plainLeak is Leak in Go, from number first on.
func plainLeak(first int, to []int16, from, bias []int32, shift int) {
	for i := first; i < len(bias); i++ {
		s := from[i] + bias[i]
		negative := s >> 31 // all bits, or none: a branch here is taken or not by chance
		s = s&^negative | s/10&negative
		to[i] = Short(s >> shift)
	}
}

// Short cuts a number to 16 bits.
func Short(x int32) int16 { return int16(min(max(x, -32767), 32767)) }
