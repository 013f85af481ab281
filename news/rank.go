package news

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// Rank says which of two versions of one article stands: the higher, in whatever order they are loaded. Ranks of the
// same article and text are equal wherever they are computed, so a store need not keep them.
type Rank struct {
	final      bool // a kill that names no version: above every version of its article
	version    version
	modified   time.Time
	published  time.Time
	takenBack  bool // canceled or withheld
	text, rest string
}

// Rank gives the article's rank among the versions of its key.
func (a Article) Rank() Rank { return RankOf(a, TextHash(a.Text)) }

// RankOf gives the rank of an article whose text is known by its TextHash alone; a.Text is not looked at.
func RankOf(a Article, textHash string) Rank {
	takenBack := a.Status == Canceled || a.Status == Withheld
	return Rank{
		final:     takenBack && a.Version == "" && a.Modified.IsZero() && a.Published.IsZero(),
		version:   parseVersion(a.Version),
		modified:  a.Modified.Instant(),
		published: a.Published.Instant(),
		takenBack: takenBack,
		text:      textHash,
		rest: hash(a.ID, a.Publisher, a.Version, a.Modified.String(), a.Published.String(), string(a.Status),
			a.URL, a.Title, a.Language),
	}
}

// Compare gives -1, 0 or +1: a total order by version, modified, published (as instants), canceled or withheld above
// usable, then text hash. A canceled or withheld line without version, modified and published stands above all. The
// last step compares a hash of the remaining metadata: it has no meaning, but without it two lines that differ in a
// title alone would be equal, and the one loaded last would stand, so that the order of loading would show.
func (r Rank) Compare(o Rank) int {
	return cmp.Or(
		compareBool(r.final, o.final),
		r.version.compare(o.version),
		r.modified.Compare(o.modified),
		r.published.Compare(o.published),
		compareBool(r.takenBack, o.takenBack),
		cmp.Compare(r.text, o.text),
		cmp.Compare(r.rest, o.rest),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// version is a publisher's version, ready to compare: none, then numbers by value, then other text by bytes.
type version struct {
	kind   int    // 0 none, 1 number, 2 text
	sign   int    // of a number: -1, 0, +1
	point  int    // of a number: its value is 0.DIGITS times ten to this power
	digits string // of a number: without zeros at either end; of a text: the text
}

// parseVersion reads decimal numbers of any length (JSON's form, and zeros in front), so that 10 stands above 9 and a
// version that is a time in microseconds loses no digit. An exponent of more than six digits makes it a text.
func parseVersion(s string) version {
	s = strings.TrimSpace(s)
	if s == "" {
		return version{}
	}
	text := version{kind: 2, digits: s}
	mantissa, exponent := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		n, err := strconv.Atoi(s[i+1:])
		if err != nil || len(s)-i > 8 {
			return text
		}
		mantissa, exponent = s[:i], n
	}
	mantissa, negative := strings.CutPrefix(mantissa, "-")
	whole, fraction, dotted := strings.Cut(mantissa, ".")
	if !allDigits(whole) || dotted && !allDigits(fraction) {
		return text
	}
	all := whole + fraction
	digits := strings.TrimLeft(all, "0")
	v := version{kind: 1, sign: 1, point: len(whole) - (len(all) - len(digits)) + exponent, digits: strings.TrimRight(digits, "0")}
	if v.digits == "" {
		return version{kind: 1}
	}
	if negative {
		v.sign = -1
	}
	return v
}

func (v version) compare(o version) int {
	if v.kind != 1 || o.kind != 1 {
		return cmp.Or(cmp.Compare(v.kind, o.kind), cmp.Compare(v.digits, o.digits))
	}
	if c := cmp.Compare(v.sign, o.sign); c != 0 || v.sign == 0 {
		return c
	}
	// Digits have no zeros in front, so a greater power is a greater size, and at the same power bytes compare.
	return v.sign * cmp.Or(cmp.Compare(v.point, o.point), cmp.Compare(v.digits, o.digits))
}

// allDigits reports whether s is one or more ASCII digits.
func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
