package main

import (
	"cmp"
	"slices"
	"strings"

	"newsgraph/extract"
	"newsgraph/nlp"
)

// Escape sequences (ECMA-48, SGR) for marked words and for what may be overlooked.
const (
	underlined = "\x1b[4m"
	faint      = "\x1b[2m"
	plain      = "\x1b[0m"
)

// marks gives the words of a claim's quote that carry it, as spans in the quote: both ends, and what lies between
// trigger and ends. Spans outside the quote are left out.
func marks(c *extract.Claim) []nlp.Span {
	from := c.Evidence.Sentence.Start
	return within([]nlp.Span{{Start: c.Evidence.Start - from, End: c.Evidence.End - from}}, len(c.Evidence.Quote))
}

// within sorts spans, joins those that touch, and drops what does not lie in a text of n bytes.
func within(spans []nlp.Span, n int) []nlp.Span {
	slices.SortFunc(spans, func(a, b nlp.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	var out []nlp.Span
	for _, s := range spans {
		if s.Start < 0 || s.End > n || s.Start >= s.End {
			continue
		}
		if last := len(out) - 1; last >= 0 && s.Start <= out[last].End {
			out[last].End = max(out[last].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// quoted gives a quote for people on one line, between typographic quotation marks, the marked words underlined, or in
// brackets where there is no colour. Spans that cut a character in two mark nothing.
func quoted(quote string, marked []nlp.Span, colour bool) string {
	open, shut := "[", "]"
	if colour {
		open, shut = underlined, plain
	}
	var b strings.Builder
	b.WriteString("“")
	at := 0
	for _, s := range within(slices.Clone(marked), len(quote)) {
		if !onRune(quote, s.Start) || !onRune(quote, s.End) {
			continue
		}
		b.WriteString(printable(quote[at:s.Start]))
		b.WriteString(open)
		b.WriteString(printable(quote[s.Start:s.End]))
		b.WriteString(shut)
		at = s.End
	}
	b.WriteString(printable(quote[at:]))
	b.WriteString("”")
	return b.String()
}

// onRune reports whether a byte offset lies on the border of a character.
func onRune(s string, at int) bool { return at == len(s) || s[at]&0xC0 != 0x80 }

// printable makes a text from outside safe to show: runs of white space become one space, and control characters, which
// could drive the terminal, become the replacement character.
func printable(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			b.WriteRune('\ufffd')
		default:
			b.WriteRune(r)
		}
		space = false
	}
	return b.String()
}
