package nlp

import (
	_ "embed"
	"strings"
)

//go:embed lists/abbreviations.txt
var abbreviationsText string

//go:embed lists/bare.txt
var bareText string

//go:embed lists/prefixes.txt
var prefixesText string

//go:embed lists/speech.txt
var speechText string

//go:embed lists/units.txt
var unitsText string

// wordLists are the hand-made word lists that sentences and tokens need. They are read once and never change.
type wordLists struct {
	abbreviation map[string]string // abbreviation without its stop, lower case, to its line of abbreviations.txt
	starter      map[string]bool   // words that begin sentences
	prefix       map[string]bool   // prefixes that keep their hyphen
	speech       map[string]bool   // verbs of saying after a quoted question
	unit         map[string]bool   // what is cut off a number: "km"
}

func readLists() *wordLists {
	l := &wordLists{
		abbreviation: map[string]string{},
		starter:      map[string]bool{},
		prefix:       set(listLines(prefixesText)[""]),
		speech:       set(listLines(speechText)[""]),
		unit:         set(listLines(unitsText)[""]),
	}
	for kind, words := range listLines(abbreviationsText) {
		for _, w := range words {
			if kind == "starters" {
				l.starter[w] = true
			} else {
				l.abbreviation[w] = kind
			}
		}
	}
	return l
}

func set(words []string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[w] = true
	}
	return out
}

// listLines reads lines of words, "kind: word word" or plain words (kind ""); "#" starts a comment.
func listLines(text string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		kind, words, ok := strings.Cut(line, ":")
		if !ok {
			kind, words = "", line
		}
		kind = strings.TrimSpace(kind)
		out[kind] = append(out[kind], strings.Fields(words)...)
	}
	return out
}
