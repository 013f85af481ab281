package main

import (
	_ "embed"
	"slices"
	"strings"

	"newsgraph/nlp/internal/linear"
	"newsgraph/schema"
)

//go:embed phrases.txt
var phrasesText string

// kinds of phrases; no more than 16.
const (
	kindCountry = 1 << iota
	kindDemonym
	kindCapital
	kindSeat
	kindBody
	kindArmedGroup
	kindRegion
	kindOffice
	kindTitle
	kindState // from here on phrases.txt has them
	kindAbbreviation
	kindCity
	kindOrganization
	kindPress
	kindPlace
	kindFacility
)

// listed are the kinds of phrases.txt.
var listed = map[string]uint16{
	"state": kindState, "abbreviation": kindAbbreviation, "city": kindCity, "organization": kindOrganization,
	"press": kindPress, "place": kindPlace, "facility": kindFacility, "agency": kindPress,
}

// kindClasses is the class of a name that is exactly a phrase of a kind, as linear.AppendNamer has it.
var kindClasses = []string{"Location", "NORP", "Location", "Organization", "Organization", "Organization", "Location", "", "",
	"Location", "Location", "Location?", "", "", "", ""}

// listedPhrases calls f with each phrase of phrases.txt.
func listedPhrases(f func(kind, phrase string)) {
	for line := range strings.Lines(phrasesText) {
		kind, phrases, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for phrase := range strings.SplitSeq(phrases, ";") {
			f(kind, strings.TrimSpace(phrase))
		}
	}
}

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
	for _, x := range g.Titles() {
		add(kindTitle, append(x.Names, x.Name)...)
	}
	listedPhrases(func(kind, phrase string) {
		switch k := listed[kind]; k {
		case kindState, kindCity:
			place(k, phrase)
		default:
			add(k, phrase)
		}
	})
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
