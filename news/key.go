package news

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
)

// Key names an article: the publisher (else the URL's host, else empty) and the id.
type Key struct {
	Publisher, ID string
}

// Key gives the article's key. An article without id is known by its normalised URL, else by a hash of publisher,
// title, published and text (Read has filled ID so already).
func (a Article) Key() Key {
	k := Key{Publisher: a.Publisher, ID: a.ID}
	if k.Publisher == "" {
		k.Publisher = Host(a.URL)
	}
	if k.ID == "" {
		k.ID = a.makeID()
	}
	return k
}

// String gives the form in which people and commands name an article: PUBLISHER/ID, or /ID where there is no
// publisher. A slash in the publisher is written %2F and a percent sign %25, so that the first slash ends it.
func (k Key) String() string {
	return strings.NewReplacer("%", "%25", "/", "%2F").Replace(k.Publisher) + "/" + k.ID
}

// ParseKey reads what String gives: the publisher ends at the first slash. ok is false where there is none; then s can
// only be an id. An id may hold slashes (a URL does), so a caller asks for an article of the id s first.
func ParseKey(s string) (k Key, ok bool) {
	publisher, id, ok := strings.Cut(s, "/")
	if !ok {
		return Key{}, false
	}
	return Key{strings.NewReplacer("%25", "%", "%2F", "/", "%2f", "/").Replace(publisher), id}, true
}

// makeID gives the id of an article that has none. An address that its escapes make longer than an id may be counts as
// none.
func (a Article) makeID() string {
	if u := NormalURL(a.URL); u != "" && len(u) <= maxField {
		return u
	}
	return hash(a.Publisher, a.Title, a.Published.String(), a.Text)[:32]
}

// TextHash gives the SHA-256 of a text as 64 lower-case hexadecimal digits; of the empty text it is empty, as an
// article without text has none.
func TextHash(text string) string {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// hash gives the SHA-256 of a list of strings as 64 hexadecimal digits. Lengths go in too, so that ("ab", "c") and
// ("a", "bc") differ.
func hash(parts ...string) string {
	h := sha256.New()
	var length [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:])
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil))
}
