package main

import (
	_ "embed"
	"strings"
)

// Headlines are rare in the data sets and frequent in news: most words begin with a capital, which says nothing there.
// A part of the sentences is learnt a second time, written like a headline.

// headlineEvery is of how many short sentences one is learnt as a headline, too.
const headlineEvery = 4

// headlineLength is how long such a sentence may be, in words.
const headlineLength = 20

//go:embed small.txt
var smallText string

// small are the words that keep their small letters in a headline.
var small = func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(smallText) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				out[w] = true
			}
		}
	}
	return out
}()

// headline writes a sentence like a headline, without its stop. ok is false where it would be no other one.
func headline(forms []string) (out []string, ok bool) {
	n := len(forms)
	if n > 1 && forms[n-1] == "." {
		n--
	}
	if n < 3 || n > headlineLength {
		return nil, false
	}
	for i, f := range forms[:n] {
		h := headlineWord(f, i == 0)
		ok = ok || h != f
		out = append(out, h)
	}
	return out, ok
}

func headlineWord(w string, first bool) string {
	if !first && small[w] || w == "" || w[0] < 'a' || w[0] > 'z' {
		return w
	}
	return strings.ToUpper(w[:1]) + w[1:]
}
