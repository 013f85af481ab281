package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/nlp/internal/corpus"
)

// A set of some hundred articles shows few names, and few shapes of names. A part of its sentences is learnt a second time
// with other names in their places: persons of mixed given names and surnames, with initials or titles or bare surnames;
// towns with their state behind a comma; a dateline in front.

// shapesEvery is of how many sentences with a person or a place one is learnt in another shape, too.
const shapesEvery = 3

// shapes makes such sentences.
type shapes struct {
	given, surnames []string
	cities, states  []string
	countries       []string
	short           []string // abbreviations of states
	agencies        []string
	titles          []string
	draw            random
}

// newShapes collects the names of persons of a set and the places of the gazetteer.
func newShapes(articles [][]corpus.NamedSentence) *shapes {
	s := &shapes{draw: 1, titles: []string{"Mr.", "Mr", "Mrs.", "Ms.", "Dr.", "Sen.", "Gov.", "Rep.", "Gen.", "President", "Judge", "Minister"}}
	for _, a := range articles {
		for _, x := range a {
			for _, n := range x.Names() {
				words := x.Forms[n.First:n.Last]
				if n.Class != "Person" || len(words) < 2 || len(words) > 3 || slices.ContainsFunc(words, func(w string) bool { return !isName(w) }) {
					continue
				}
				s.given = append(s.given, words[0])
				s.surnames = append(s.surnames, words[len(words)-1])
			}
		}
	}
	listedPhrases(func(kind, phrase string) {
		switch kind {
		case "city":
			s.cities = append(s.cities, phrase)
		case "state":
			s.states = append(s.states, phrase)
		case "abbreviation":
			if strings.HasSuffix(phrase, ".") {
				s.short = append(s.short, phrase)
			}
		case "agency":
			s.agencies = append(s.agencies, phrase)
		}
	})
	for _, p := range gazetteer() {
		if p.Kinds&kindCountry != 0 && p.Words != strings.ToUpper(p.Words) && !strings.Contains(p.Words, " of ") {
			s.countries = append(s.countries, p.Words)
		}
	}
	return s
}

func isName(w string) bool {
	first, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first) && len(w) > 2 && strings.IndexFunc(w[n:], func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// below draws a number below n.
func (s *shapes) below(n int) int { return int(s.draw.next() % uint64(n)) }

func (s *shapes) one(list []string) string { return list[s.below(len(list))] }

// other gives a sentence in another shape; ok is false where it has neither person nor place, or is not drawn.
func (s *shapes) other(x corpus.NamedSentence) (out corpus.NamedSentence, ok bool) {
	names := x.Names()
	if !slices.ContainsFunc(names, func(n corpus.Name) bool { return n.Class == "Person" || n.Class == "Location" }) ||
		s.below(shapesEvery) != 0 {
		return out, false
	}
	add := func(class string, words ...string) {
		for i, w := range words {
			out.Forms = append(out.Forms, w)
			switch {
			case class == "":
				out.Labels = append(out.Labels, "O")
			case i == 0:
				out.Labels = append(out.Labels, "B-"+class)
			default:
				out.Labels = append(out.Labels, "I-"+class)
			}
		}
	}
	if s.below(4) == 0 {
		s.dateline(add)
	}
	at := 0
	for _, n := range names {
		add("", x.Forms[at:n.First]...)
		words := x.Forms[n.First:n.Last]
		at = n.Last
		switch {
		case n.Class == "Person" && !slices.ContainsFunc(words, func(w string) bool { return !isName(w) }):
			s.person(add, len(words))
		case n.Class == "Location" && len(words) <= 2 && isName(words[0]) && isName(words[len(words)-1]) && n.First > 0 && !isCapital(x, n.Last):
			s.place(add)
		default:
			add(n.Class, words...)
		}
	}
	add("", x.Forms[at:]...)
	return out, true
}

func isCapital(x corpus.NamedSentence, i int) bool { return i < len(x.Forms) && isUpper(x.Forms[i]) }

// dateline adds one: "PARIS , France ( AP ) --".
func (s *shapes) dateline(add func(class string, words ...string)) {
	city := strings.Fields(s.one(s.cities))
	if s.below(4) > 0 {
		for i, w := range city {
			city[i] = strings.ToUpper(w)
		}
	}
	add("Location", city...)
	switch s.below(4) {
	case 0:
		add("", ",")
		add("Location", strings.Fields(s.one(s.countries))...)
	case 1:
		add("", ",")
		add("Location", s.one(s.short))
	}
	if s.below(3) > 0 {
		add("", "(")
		add("Organization", strings.Fields(s.one(s.agencies))...)
		add("", ")")
	}
	add("", s.one([]string{"-", "--", "–", "—", ":"}))
}

// person adds a name of as many words or fewer, at times with an initial, or with a title before it.
func (s *shapes) person(add func(class string, words ...string), words int) {
	switch s.below(10) {
	case 0:
		add("", s.one(s.titles))
	case 1:
		add("Location", strings.Fields(s.one(s.states))...)
		add("", s.one([]string{"Gov.", "Sen.", "Governor", "Senator"}))
	}
	if words == 1 || s.below(4) == 0 {
		add("Person", s.one(s.surnames))
		return
	}
	var name []string
	if s.below(12) == 0 {
		name = append(name, string(rune('A'+s.below(26)))+".")
	}
	name = append(name, s.one(s.given))
	if s.below(5) == 0 {
		name = append(name, string(rune('A'+s.below(26)))+".")
	}
	name = append(name, s.one(s.surnames))
	if s.below(20) == 0 {
		name = append(name, "Jr.")
	}
	add("Person", name...)
}

// place adds a town or a state, at times a town with its state or country.
func (s *shapes) place(add func(class string, words ...string)) {
	switch s.below(6) {
	case 0:
		add("Location", strings.Fields(s.one(s.states))...)
	case 1:
		add("Location", strings.Fields(s.one(s.cities))...)
		add("", ",")
		add("Location", s.one(s.short))
		add("", ",")
	case 2:
		add("Location", strings.Fields(s.one(s.cities))...)
		add("", ",")
		add("Location", strings.Fields(s.one(append(slices.Clip(s.states), s.countries...)))...)
		add("", ",")
	default:
		add("Location", strings.Fields(s.one(s.cities))...)
	}
}
