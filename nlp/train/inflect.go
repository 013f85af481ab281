package main

import (
	_ "embed"
	"slices"
	"strings"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/lemma"
)

//go:embed irregular.txt
var irregularText string

// inflected adds exceptions for forms that the treebanks do not hold of lemmas that they hold: endings alone cannot know
// that "blamed" is of "blame" and "claimed" of "claim". A regular form is added where the rules would make a word of it
// that nothing is known of. Irregular verbs come from irregular.txt.
func inflected(rules lemma.Rules, train []corpus.Sentence) {
	verbs, nouns, adjectives := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range train {
		for _, w := range s.Words {
			switch {
			case strings.Trim(w.Lemma, "abcdefghijklmnopqrstuvwxyz") != "" || len(w.Lemma) < 3:
			case w.UPOS == "VERB":
				verbs[w.Lemma] = true
			case w.UPOS == "NOUN":
				nouns[w.Lemma] = true
			case w.UPOS == "ADJ":
				adjectives[w.Lemma] = true
			}
		}
	}
	add := func(tags []string, form, want string, known map[string]bool) {
		for _, tag := range tags {
			if got := rules.Lemma(form, tag); got != want && !known[got] {
				rules[lemma.Key{Tag: tag, Ending: "^" + form}] = rulesOf(form, want)[0]
			}
		}
	}
	var irregular [][2]string // form, lemma
	for line := range strings.Lines(irregularText) {
		f := strings.Fields(line)
		if len(f) == 2 {
			nouns[f[0]] = true
			rules[lemma.Key{Tag: "NNS", Ending: "^" + f[1]}] = rulesOf(f[1], f[0])[0]
			continue
		}
		if len(f) != 3 || f[0] == "#" {
			continue
		}
		verbs[f[0]] = true
		for i, tag := range []string{"VBD", "VBN"} {
			for form := range strings.SplitSeq(f[1+i], "/") {
				if rules.Lemma(form, tag) != f[0] {
					rules[lemma.Key{Tag: tag, Ending: "^" + form}] = rulesOf(form, f[0])[0]
				}
				irregular = append(irregular, [2]string{form, f[0]})
				if stem, ok := strings.CutSuffix(form, "ed"); ok {
					add([]string{"VBG"}, stem+"ing", f[0], verbs)
				}
			}
		}
	}
	for _, x := range irregular { // taggers mix the two up
		add([]string{"VBD", "VBN"}, x[0], x[1], verbs)
	}
	for _, v := range sorted(verbs, nouns) { // many nouns are verbs elsewhere: "to blame"
		add([]string{"VBD", "VBN"}, past(v), v, verbs)
		add([]string{"VBG"}, progressive(v), v, verbs)
		add([]string{"VBZ"}, plural(v), v, verbs)
		switch n := len(v); {
		case strings.HasSuffix(v, "ic"):
			add([]string{"VBD", "VBN"}, v+"ked", v, verbs)
			add([]string{"VBG"}, v+"king", v, verbs)
		case endsClosed(v): // controlled, and travelled beside traveled
			add([]string{"VBD", "VBN"}, v+v[n-1:]+"ed", v, verbs)
			add([]string{"VBG"}, v+v[n-1:]+"ing", v, verbs)
		}
	}
	for _, n := range sorted(nouns) {
		add([]string{"NNS"}, plural(n), n, nouns)
		if strings.HasSuffix(n, "o") {
			add([]string{"NNS"}, n+"es", n, nouns)
		}
	}
	for _, a := range sorted(adjectives) {
		stem, _ := strings.CutSuffix(past(a), "d")
		stem = strings.TrimSuffix(stem, "e")
		add([]string{"JJR"}, stem+"er", a, adjectives)
		add([]string{"JJS"}, stem+"est", a, adjectives)
	}
}

func sorted(sets ...map[string]bool) []string {
	var out []string
	for _, set := range sets {
		for w := range set {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const vowels = "aeiou"

func isVowel(c byte) bool { return strings.IndexByte(vowels, c) >= 0 }

// doubled says whether a short verb doubles its last letter: stop, stopped.
func doubled(v string) bool { return len(v) <= 4 && endsClosed(v) }

// endsClosed says whether a word ends in one vowel between consonants, the last of which may be doubled.
func endsClosed(v string) bool {
	n := len(v)
	return n >= 3 && !isVowel(v[n-1]) && isVowel(v[n-2]) && !isVowel(v[n-3]) && strings.IndexByte("wxy", v[n-1]) < 0
}

func past(v string) string {
	n := len(v)
	switch {
	case v[n-1] == 'e':
		return v + "d"
	case v[n-1] == 'y' && !isVowel(v[n-2]):
		return v[:n-1] + "ied"
	case doubled(v):
		return v + v[n-1:] + "ed"
	}
	return v + "ed"
}

func progressive(v string) string {
	n := len(v)
	switch {
	case v[n-1] == 'e' && v[n-2] != 'e' && v[n-2] != 'o' && v[n-2] != 'y':
		return v[:n-1] + "ing"
	case doubled(v):
		return v + v[n-1:] + "ing"
	}
	return v + "ing"
}

// plural is the plural of a noun and the third person of a verb.
func plural(v string) string {
	n := len(v)
	switch {
	case v[n-1] == 'y' && !isVowel(v[n-2]):
		return v[:n-1] + "ies"
	case strings.HasSuffix(v, "s"), strings.HasSuffix(v, "x"), strings.HasSuffix(v, "z"), strings.HasSuffix(v, "ch"), strings.HasSuffix(v, "sh"):
		return v + "es"
	}
	return v + "s"
}
