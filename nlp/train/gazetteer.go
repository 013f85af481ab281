package main

import (
	"slices"
	"strings"

	"newsgraph/nlp/internal/linear"
	"newsgraph/schema"
)

// kinds of phrases.
const (
	kindCountry = 1 << iota
	kindDemonym
	kindCapital
	kindSeat
	kindBody
	kindArmedGroup
	kindRegion
	kindOffice
)

// kindClasses is the class of a name that is exactly a phrase of a kind; empty where the context decides.
var kindClasses = []string{"Location", "NORP", "Location", "Organization", "Organization", "Organization", "Location"}

// gazetteer gives the names that everybody knows as phrases: as they are written, those of places in capitals, too, and
// offices in small and capital letters.
func gazetteer() []linear.Phrase {
	kinds := map[string]uint16{}
	add := func(kind uint16, names ...string) {
		for _, n := range names {
			words := strings.Fields(strings.NewReplacer("-", " - ", "’", "'").Replace(n))
			if len(words) > 0 && (len(words[0]) > 1 || len(words) > 1) {
				kinds[strings.Join(words, " ")] |= kind
			}
		}
	}
	place := func(kind uint16, names ...string) {
		add(kind, names...)
		for _, n := range names {
			if len(n) > 3 {
				add(kind, strings.ToUpper(n))
			}
		}
	}
	g := schema.Names()
	for _, c := range g.Countries() {
		place(kindCountry, c.Names...)
		add(kindDemonym, c.Adjectives...)
		add(kindDemonym, c.Singular...)
		add(kindDemonym, c.Plural...)
		add(kindDemonym, c.Combining...)
		for _, city := range c.Capitals {
			place(kindCapital, city.Name)
			place(kindCapital, city.Names...)
		}
	}
	for _, x := range g.Seats() {
		add(kindSeat, append(x.Names, x.Name)...)
	}
	for _, x := range g.Bodies() {
		add(kindBody, append(x.Names, x.Name)...)
	}
	for _, x := range g.ArmedGroups() {
		add(kindArmedGroup, append(x.Names, x.Name)...)
	}
	for _, x := range g.Regions() {
		place(kindRegion, append(x.Names, x.Name)...)
	}
	for _, x := range g.Offices() {
		for _, n := range append(x.Names, x.Role) {
			add(kindOffice, n, titleCase(n))
		}
	}
	out := make([]linear.Phrase, 0, len(kinds))
	for words, k := range kinds {
		out = append(out, linear.Phrase{Words: words, Kinds: k})
	}
	slices.SortFunc(out, func(a, b linear.Phrase) int { return strings.Compare(a.Words, b.Words) })
	return out
}

// titleCase writes the words of a phrase with capitals, but for short function words.
func titleCase(phrase string) string {
	words := strings.Fields(phrase)
	for i, w := range words {
		words[i] = headlineWord(w, i == 0)
	}
	return strings.Join(words, " ")
}
