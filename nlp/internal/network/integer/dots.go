package integer

// AddDots adds to each sum the product of its row of x with z, without the lowest shift bits. Rows are as long as z and lie
// behind one another. No product is rounded or wraps around: they are summed in 64 bits.
func AddDots(sums, x []int32, z []int16, shift int) {
	if len(sums) == 0 {
		return
	}
	_ = x[:len(sums)*len(z)]
	if !dots(sums, x, z, shift) {
		plainDots(sums, x, z, shift)
	}
}

// plainDots is AddDots in Go.
func plainDots(sums, x []int32, z []int16, shift int) {
	for i := range sums {
		sum := int64(0)
		row := x[i*len(z):][:len(z)]
		for j, y := range z {
			sum += int64(row[j]) * int64(y)
		}
		sums[i] += int32(sum >> shift)
	}
}
