package linear

import (
	"fmt"
	"math/bits"
	"slices"
)

// Clusterings is how many clusterings there are: coarse ones and fine ones of the same words.
const Clusterings = 4

// Groups are the groups of similar words that a word belongs to, one in each clustering, counted from 1; all are 0 for a
// word that nothing is known of.
type Groups [Clusterings]uint16

// Clusters knows the groups of some 340,000 words: "gunmen" stands with "militants", "Tehran" with "Damascus". They are
// features, so that a tagger knows something of words that its own data never showed. A word is found by a hash of its
// lower-case form. Of 15,000 words that are not in it one is taken for another one.
//
// It is one array with open addressing, 8 bytes a slot, 4 MB: the upper bits of a slot are the tag, what the hash has
// beyond the slot's number, the lower ones the groups.
type Clusters struct {
	slots []uint64
	shift uint               // 64 - bits of a slot's number
	width [Clusterings]uint8 // bits of each group
	lower uint               // bits of all groups
}

// tagBits is how much of a hash is kept beside the number of its slot.
const tagBits = 16

// ClusterEntry is a word, as Word.Lower has it, and its groups.
type ClusterEntry struct {
	Lower  uint64
	Groups Groups
}

// Of gives the groups of a word by its Word.Lower. Of a nil table it knows no word.
func (c *Clusters) Of(lower uint64) Groups {
	if c == nil {
		return Groups{}
	}
	h := mix(0, lower)
	tag := h << (64 - c.shift) >> (64 - tagBits)
	for i := h >> c.shift; ; i = (i + 1) & uint64(len(c.slots)-1) {
		slot := c.slots[i]
		if slot == 0 {
			return Groups{}
		}
		if slot>>c.lower == tag {
			var g Groups
			for k, w := range c.width {
				g[k] = uint16(slot & (1<<w - 1))
				slot >>= w
			}
			return g
		}
	}
}

// The form on disk, before compression: the bits of a slot's number, the number of words, then columns, in the order of
// the words' hashes: three bytes of each hash's distance to the one before, by bytes, lowest first; the groups of each
// clustering, low bytes, then high bytes. A hash is cut to the slot's number and the tag.

// AppendClusters appends the form of a table on disk. Of two words with one hash the first stays.
func AppendClusters(b []byte, entries []ClusterEntry) ([]byte, error) {
	slotBits := bits.Len(uint(len(entries) * 3 / 2))
	type word struct {
		hash   uint64
		groups Groups
	}
	words := make([]word, len(entries))
	for i, e := range entries {
		words[i] = word{mix(0, e.Lower) >> (64 - slotBits - tagBits), e.Groups}
	}
	slices.SortStableFunc(words, func(a, b word) int {
		switch {
		case a.hash < b.hash:
			return -1
		case a.hash > b.hash:
			return 1
		}
		return 0
	})
	words = slices.CompactFunc(words, func(a, b word) bool { return a.hash == b.hash })
	b = appendUvarints(b, uint64(slotBits), uint64(len(words)))
	for shift := 0; shift < 24; shift += 8 {
		before := uint64(0)
		for _, w := range words {
			distance := w.hash - before
			if distance >= 1<<24 {
				return nil, fmt.Errorf("%d words lie too far apart for a table", len(words))
			}
			b = append(b, byte(distance>>shift))
			before = w.hash
		}
	}
	for k := range Clusterings {
		for shift := 0; shift < 16; shift += 8 {
			for _, w := range words {
				b = append(b, byte(w.groups[k]>>shift))
			}
		}
	}
	return b, nil
}

// ReadClusters reads what AppendClusters wrote, decompressed.
func ReadClusters(data []byte) (*Clusters, error) {
	r := &reader{data: data}
	slotBits, n := r.uvarint(), r.uvarint()
	if r.err != nil || slotBits < 2 || slotBits > 24 || n >= 1<<slotBits || n == 0 {
		r.fail()
		return nil, r.err
	}
	var columns [3 + 2*Clusterings][]byte
	for i := range columns {
		columns[i] = r.bytes(int(n))
	}
	if r.err == nil && (columns[len(columns)-1] == nil || len(r.data) > 0) {
		r.fail()
	}
	if r.err != nil {
		return nil, r.err
	}
	c := &Clusters{slots: make([]uint64, 1<<slotBits), shift: uint(64 - slotBits)}
	group := func(k, i int) uint16 { return uint16(columns[3+2*k][i]) | uint16(columns[4+2*k][i])<<8 }
	for k := range Clusterings {
		top := uint16(0)
		for i := range int(n) {
			top = max(top, group(k, i))
		}
		c.width[k] = uint8(bits.Len16(top))
		c.lower += uint(c.width[k])
	}
	hash := uint64(0)
	for i := range int(n) {
		hash += uint64(columns[0][i]) | uint64(columns[1][i])<<8 | uint64(columns[2][i])<<16
		slot := hash & (1<<tagBits - 1)
		for k := Clusterings - 1; k >= 0; k-- {
			slot = slot<<c.width[k] | uint64(group(k, i))
		}
		at := hash >> tagBits
		if slot == 0 || at >= 1<<slotBits || c.lower+tagBits > 64 {
			r.fail()
			return nil, r.err
		}
		for c.slots[at] != 0 {
			at = (at + 1) & (1<<slotBits - 1)
		}
		c.slots[at] = slot
	}
	return c, nil
}
