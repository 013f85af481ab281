// Package form brings word forms to what the models know of them: the same for what is learnt and for what is annotated.
package form

import (
	"strings"
	"unicode/utf8"
)

// plain folds typographic marks, so that texts of all publishers look alike.
var plain = strings.NewReplacer("’", "'", "‘", "'", "&rsquo;", "'", "“", "\"", "”", "\"", "„", "\"", "«", "\"", "»", "\"",
	"``", "\"", "''", "\"", "–", "-", "—", "--", "…", "...")

// longest is the longest form that is looked at, in bytes; of a longer one the first bytes count.
const longest = 64

// Fold gives a form with its marks folded, cut to 64 bytes.
func Fold(form string) string {
	if len(form) > longest {
		n := longest
		for n > longest-utf8.UTFMax && !utf8.RuneStart(form[n]) {
			n--
		}
		form = form[:n]
	}
	if !ASCII(form) || strings.IndexByte(form, '&') >= 0 || form == "''" || form == "``" {
		form = plain.Replace(form)
	}
	return form
}

// ASCII reports whether all bytes are of ASCII.
func ASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
