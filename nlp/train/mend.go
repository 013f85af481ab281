package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/nlp/internal/corpus"
)

// The set of names has slips that its own other places contradict; what is learnt should not have them.

// mendNames mends them in place: a place with its state or country behind a comma is two names (it is in four of five
// cases); a mark alone is no name; a name that nearly always has one class has it in the few places, too, that put it into a
// class for what fits nowhere else ("Tuesday" as Misc).
func mendNames(articles [][]corpus.NamedSentence) {
	count := map[string]map[string]int{}
	each := func(f func(text string, s *corpus.NamedSentence, n corpus.Name)) {
		for _, a := range articles {
			for i := range a {
				for _, n := range a[i].Names() {
					f(strings.Join(a[i].Forms[n.First:n.Last], " "), &a[i], n)
				}
			}
		}
	}
	each(func(text string, s *corpus.NamedSentence, n corpus.Name) {
		if count[text] == nil {
			count[text] = map[string]int{}
		}
		count[text][n.Class]++
	})
	each(func(text string, s *corpus.NamedSentence, n corpus.Name) {
		if strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
			label(s, n, "")
			return
		}
		if n.Class == "Location" {
			first := n.First
			for i := n.First; i <= n.Last; i++ {
				if i == n.Last || s.Forms[i] == "," {
					label(s, corpus.Name{First: first, Last: i}, "Location")
					label(s, corpus.Name{First: i, Last: min(i+1, n.Last)}, "")
					first = i + 1
				}
			}
		}
		if usual, ok := usualClass(count[text]); ok && vague[n.Class] {
			label(s, n, usual)
		}
	})
}

// vague are the classes that hold slips.
var vague = map[string]bool{"Misc": true, "Money": true, "Facility": true, "Product": true, "Date": true}

// usualClass is the class of at least six of a name's places and of 85 % of them.
func usualClass(count map[string]int) (string, bool) {
	all, class := 0, ""
	for c, n := range count {
		all += n
		if n > count[class] {
			class = c
		}
	}
	return class, all >= 6 && count[class]*100 >= all*85
}

// label makes a name of a class of some words, or none where the class is empty.
func label(s *corpus.NamedSentence, n corpus.Name, class string) {
	for i := n.First; i < n.Last; i++ {
		switch {
		case class == "":
			s.Labels[i] = "O"
		case i == n.First:
			s.Labels[i] = "B-" + class
		default:
			s.Labels[i] = "I-" + class
		}
	}
}

// joined writes a sentence with the stops of its abbreviations and initials where the texts have them, as a part of the word:
// the set cuts all of them off ("U . S .", "Mr . Lee"). ok is false where there are none.
func joined(x corpus.NamedSentence) (out corpus.NamedSentence, ok bool) {
	for i := 0; i < len(x.Forms); i++ {
		w := x.Forms[i]
		if w == "." && i > 0 && i+1 < len(x.Forms) && len(out.Forms) > 0 && x.Forms[i+1] != "\"" {
			before := &out.Forms[len(out.Forms)-1]
			single := utf8.RuneCountInString(x.Forms[i-1]) == 1 && isUpper(x.Forms[i-1])
			if single || abbreviated[strings.ToLower(x.Forms[i-1])] {
				*before += "."
				ok = true
				// U. S. is one word, J. Smith two
				if single && i+2 < len(x.Forms) && utf8.RuneCountInString(x.Forms[i+1]) == 1 && isUpper(x.Forms[i+1]) && x.Forms[i+2] == "." {
					*before += x.Forms[i+1]
					i++
				}
				continue
			}
		}
		out.Forms = append(out.Forms, w)
		out.Labels = append(out.Labels, x.Labels[i])
	}
	return out, ok
}

func isUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// abbreviated are words that are written with a stop before a name or behind one.
var abbreviated = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq("mr mrs ms dr prof gen col maj lt sgt capt adm sen rep gov rev st jr sr inc corp co ltd") {
		out[w] = true
	}
	return out
}()

// sentences cuts what the set has as one sentence, often a paragraph of several, where a stop is followed by a capital outside
// of names.
func sentences(x corpus.NamedSentence) (out []corpus.NamedSentence) {
	first := 0
	for i := 1; i < len(x.Forms); i++ {
		if ends[x.Forms[i-1]] && !abbreviated[strings.ToLower(x.Forms[max(0, i-2)])] && utf8.RuneCountInString(x.Forms[max(0, i-2)]) > 1 &&
			isUpper(x.Forms[i]) && !strings.HasPrefix(x.Labels[i], "I-") {
			out = append(out, corpus.NamedSentence{Forms: x.Forms[first:i], Labels: x.Labels[first:i]})
			first = i
		}
	}
	return append(out, corpus.NamedSentence{Forms: x.Forms[first:], Labels: x.Labels[first:]})
}

var ends = map[string]bool{".": true, "!": true, "?": true}
