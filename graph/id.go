package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"newsgraph/news"
)

// hash gives the id of a list of fields: SHA-256 over the fields, each after its length, cut to 16 bytes, as 32
// lower-case hexadecimal digits. The lengths keep two lists apart whose fields only join to the same bytes. The first
// field says what kind of thing is named, so that things of two kinds never share an id. 2^64 ids would be needed for
// an even chance of one collision (FIPS 180-4; birthday bound of 128 bits).
func hash(fields ...string) string {
	var sum [sha256.Size]byte
	var buffer [256]byte
	b := buffer[:0]
	for _, f := range fields {
		b = binary.AppendUvarint(b, uint64(len(f)))
		b = append(b, f...)
	}
	sum = sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// articleID gives the id of an article's row.
func articleID(k news.Key) string { return hash("article", k.Publisher, k.ID) }

// localID gives the id of a local entity's row, from its article's row and its id in the record.
func localID(article, local string) string { return hash("local", article, local) }

// entityID gives the id of the entity that a name means where articles state label ("" where they state none).
func entityID(k NameKey, label string) string { return hash("entity", k.Class, k.Key, label) }

// loneEntityID gives the id of the entity that a short form means which stays with its article. The class "short" of
// things keeps it apart from full names that fold to the same key.
func loneEntityID(class, short, article string) string {
	return hash("short", class, short, article)
}

// factID gives the id of the fact of a group with this role ("" where none) and anchor.
func factID(group, role, anchor string, alleged bool) string {
	if alleged {
		return hash("fact", group, role, anchor, "alleged")
	}
	return hash("fact", group, role, anchor)
}
