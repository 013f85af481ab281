// Package integer multiplies matrices of int16 into int32: C = A B, where B is packed once. Sums wrap around, so that they are the
// same in whatever order they are taken: the assembly for AVX-512 (VNNI) and for AVX2 and the plain Go give the same bits, which
// a test shows.
package integer
