package nlp

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lists/abbreviations.txt
var abbreviationsText string

//go:embed lists/addresses.txt
var addressesText string

//go:embed lists/bare.txt
var bareText string

//go:embed lists/contractions.txt
var contractionsText string

//go:embed lists/emoticons.txt
var emoticonsText string

//go:embed lists/openings.txt
var openingsText string

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
	suffix       map[string]bool   // suffixes that keep theirs
	speech       map[string]bool   // verbs of saying after a quoted question
	unit         map[string]bool   // what is cut off a number: "km"
	amount       map[string]bool   // what is cut off a sum of money: the "b" of "$5b"
	currency     map[string]bool   // what a number is cut off: "Rs"
	contraction  map[string]contraction
	elision      map[string]bool // words that begin with an apostrophe, without it: 'em
	generic      map[string]bool // last labels of domain names, in any case
	domain       map[string]bool // the same, in small letters only
	file         map[string]bool // endings of file names
	newsgroup    map[string]bool // first labels of newsgroups
	emoticon     map[string]bool
	face         [256]bool       // bytes that emoticons begin with
	credit       map[string]bool // before a colon: "Image: AFP"
	figure       map[string]bool // before the number of a figure
	weekday      map[string]bool
	month        map[string]bool
}

// contraction says that a word is two.
type contraction struct {
	at     int             // where the second begins
	before map[string]bool // the words of which one must follow; nil for any
}

func readLists() *wordLists {
	prefixes, units := listLines(prefixesText), listLines(unitsText)
	calendar := listLines(calendarText)
	addresses, openings := listLines(addressesText), listLines(openingsText)
	l := &wordLists{
		abbreviation: map[string]string{},
		starter:      map[string]bool{},
		prefix:       set(prefixes["prefixes"]),
		suffix:       set(prefixes["suffixes"]),
		speech:       set(listLines(speechText)[""]),
		unit:         set(units["units"]),
		amount:       set(units["amounts"]),
		currency:     set(units["currencies"]),
		contraction:  contractionWords(),
		elision:      set(listLines(contractionsText)["elided"]),
		generic:      set(addresses["generic"]),
		domain:       set(addresses["domains"]),
		file:         set(addresses["files"]),
		newsgroup:    set(addresses["newsgroups"]),
		emoticon:     set(emoticons(emoticonsText)),
		credit:       set(openings["credits"]),
		figure:       set(openings["figures"]),
		weekday:      set(calendar["weekday"]),
		month:        set(calendar["month"]),
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
	for e := range l.emoticon {
		l.face[e[0]] = true
	}
	return l
}

// contractionWords are the words of contractions.txt that are two, read once.
var contractionWords = sync.OnceValue(func() map[string]contraction {
	out := map[string]contraction{}
	add := func(cut string, before map[string]bool) {
		one, two, _ := strings.Cut(cut, "-")
		out[one+two] = contraction{len(one), before}
	}
	for kind, words := range listLines(contractionsText) {
		switch kind {
		case "always":
			for _, w := range words {
				add(w, nil)
			}
		case "elided": // not cut
		default:
			add(kind, set(words))
		}
	}
	return out
})

// emoticons reads a list whose words may hold ":" and "#": a comment is a whole line.
func emoticons(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Fields(line)...)
		}
	}
	return out
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
