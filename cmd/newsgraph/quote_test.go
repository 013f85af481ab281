package main

import (
	"testing"

	"newsgraph/nlp"
)

func TestQuoted(t *testing.T) {
	const text = "Iran’s president\n met  him."
	cases := []struct {
		name   string
		spans  []nlp.Span
		colour bool
		want   string
	}{
		{"nothing marked", nil, false, "“Iran’s president met him.”"},
		{"brackets without colour", []nlp.Span{{Start: 0, End: 4}}, false, "“[Iran]’s president met him.”"},
		{"underlined with colour", []nlp.Span{{Start: 0, End: 4}}, true, "“" + underlined + "Iran" + plain + "’s president met him.”"},
		{"two, in any order", []nlp.Span{{Start: 25, End: 28}, {Start: 0, End: 4}}, false, "“[Iran]’s president met [him].”"},
		{"overlapping are one", []nlp.Span{{Start: 0, End: 4}, {Start: 2, End: 8}}, false, "“[Iran’s] president met him.”"},
		{"outside the quote", []nlp.Span{{Start: -3, End: 4}, {Start: 20, End: 99}, {Start: 9, End: 9}}, false, "“Iran’s president met him.”"},
		{"inside a character", []nlp.Span{{Start: 5, End: 8}}, false, "“Iran’s president met him.”"},
	}
	for _, c := range cases {
		if got := quoted(text, c.spans, c.colour); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// A text from outside must not drive the terminal.
func TestPrintable(t *testing.T) {
	cases := []struct{ in, want string }{
		{"plain", "plain"},
		{"two\n\nlines\tand  more", "two lines and more"},
		{"\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"},
		{"bell\a", "bell\ufffd"},
		{"turned \u202e round", "turned \ufffd round"},
		{"no\u00a0break", "no break"},
		{"Đặng, 北京", "Đặng, 北京"},
	}
	for _, c := range cases {
		if got := printable(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}
