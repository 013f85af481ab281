package form

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Iran": "Iran", "’s": "'s", "&rsquo;s": "'s", "“": "\"", "``": "\"", "–": "-", "AT&T": "AT&T",
		strings.Repeat("a", 70): strings.Repeat("a", 64),
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := Fold(strings.Repeat("€", 30)); !utf8.ValidString(got) || len(got) != 63 {
		t.Errorf("a form of 90 bytes was cut to %d, inside a rune or not where it should", len(got))
	}
}
