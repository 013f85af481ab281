package network

import (
	"slices"
	"sort"
)

// Keys numbers words by their hashes, from 1 on: row 0 is the unknown word. Only the upper 32 bits of a hash are kept: of 150,000
// words two or three share them, and then the more frequent one has the row.
type Keys struct {
	upper []uint32 // ascending
	row   []uint32
}

// NewKeys numbers words by their hashes in the order given, the most frequent first.
func NewKeys(hashes []uint64) Keys {
	var k Keys
	at := make([]int, len(hashes))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(a, b int) int {
		if x, y := uint32(hashes[a]>>32), uint32(hashes[b]>>32); x != y {
			if x < y {
				return -1
			}
			return 1
		}
		return a - b
	})
	for _, i := range at {
		u := uint32(hashes[i] >> 32)
		if n := len(k.upper); n > 0 && k.upper[n-1] == u {
			continue
		}
		k.upper = append(k.upper, u)
		k.row = append(k.row, uint32(i+1))
	}
	return k
}

// rows is the number of rows up to the last one that a word has, row 0 included.
func (k Keys) rows() int {
	n := uint32(0)
	for _, r := range k.row {
		n = max(n, r)
	}
	return int(n) + 1
}

// Row is the row of the word with a hash, 0 where there is none.
func (k Keys) Row(hash uint64) int {
	u := uint32(hash >> 32)
	// hashes are spread evenly: start where u should stand
	n := len(k.upper)
	if n == 0 {
		return 0
	}
	i := sort.Search(n, func(i int) bool { return k.upper[i] >= u })
	if i < n && k.upper[i] == u {
		return int(k.row[i])
	}
	return 0
}
