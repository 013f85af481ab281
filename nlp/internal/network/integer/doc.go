// Package integer does what a net spends its time on: it multiplies matrices of int16 into int32 (C = A B, where B is packed once),
// computes the cells of LSTMs and adds up rows of products. Sums wrap around, so that they are the same in whatever order they are
// taken: the assembly for AVX-512 (VNNI), AVX2 and NEON and the plain Go give the same bits, which tests show.
package integer
