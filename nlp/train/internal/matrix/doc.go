// Package matrix multiplies matrices of float32 for training: C += A B, where B is packed into panels first, so that one
// kernel serves all layouts. On amd64 the kernels are assembly for AVX-512 or AVX2, elsewhere plain Go. Each element of C
// is a chain of fused multiply-adds in the order of k in both assembly kernels, so that they give the same bits; plain Go
// rounds otherwise. Nothing of this runs when a text is annotated.
package matrix
