package nlp

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed lists/cues.txt
var cuesText string

//go:embed lists/agencies.txt
var agenciesText string

//go:embed lists/slugs.txt
var slugsText string

//go:embed lists/small.txt
var smallText string

//go:embed lists/calendar.txt
var calendarText string

// cue is a phrase that tells what the line is that holds it; place says where it must stand (lists/cues.txt).
type cue struct {
	kind   BlockKind
	place  string
	phrase string
}

// cues are the words that the structure of a text is told by. They are read once and never change.
type cues struct {
	first   map[string][]cue // by the first word of the phrase
	inside  []cue
	agency  map[string]bool   // as written
	slug    map[string]string // kinds of the words that name no place, by the word in small letters
	month   map[string]bool
	weekday map[string]bool
	between map[string]bool // small words among names
	pronoun map[string]bool // words that begin no heading
	broken  map[string]bool // words that end no heading
	asks    map[string]bool // words that begin a question
	clock   map[string]bool // what stands beside a time of the day
}

func readCues() *cues {
	c := &cues{
		first:   map[string][]cue{},
		agency:  map[string]bool{},
		slug:    map[string]string{},
		month:   set(listLines(calendarText)["month"]),
		weekday: set(listLines(calendarText)["weekday"]),
		clock:   set(listLines(calendarText)["clock"]),
		between: set(listLines(smallText)["names"]),
		pronoun: set(listLines(smallText)["pronouns"]),
		broken:  set(listLines(smallText)["unfinished"]),
		asks:    set(listLines(smallText)["asks"]),
	}
	for kind, words := range listLines(slugsText) {
		for _, w := range words {
			c.slug[w] = kind
		}
	}
	for line := range strings.Lines(agenciesText) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			c.agency[line] = true
		}
	}
	for _, x := range cueLines(cuesText) {
		if x.place == "inside" {
			c.inside = append(c.inside, x)
		} else {
			w := firstWord(x.phrase)
			c.first[w] = append(c.first[w], x)
		}
	}
	return c
}

// cueLines reads lines of "KIND PLACE: phrase | phrase" in their order.
func cueLines(text string) []cue {
	var out []cue
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		head, phrases, ok := strings.Cut(line, ": ")
		if !ok {
			continue
		}
		kind, place, _ := strings.Cut(head, " ")
		for p := range strings.SplitSeq(phrases, " | ") {
			out = append(out, cue{BlockKind(kind), place, strings.TrimSpace(p)})
		}
	}
	return out
}

// firstWord gives the ASCII letters that a string begins with, in lower case; without any, its first rune.
func firstWord(s string) string {
	n := 0
	for n < len(s) && n < 24 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s)
	}
	return strings.ToLower(s[:n])
}

// begins gives the length of the phrase at the start of s, 0 if it is not there. ASCII letters match in either case, both
// forms of the apostrophe are one, and a phrase ends where its last word ends.
func begins(s, phrase string) int {
	n := 0
	var last rune
	for _, want := range phrase {
		got, size := utf8.DecodeRuneInString(s[n:])
		if got == '’' || got == '‘' {
			got = '\''
		}
		if got >= 'A' && got <= 'Z' {
			got += 'a' - 'A'
		}
		if got != want || size == 0 {
			return 0
		}
		last = want
		n += size
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); isAlphanumeric(last) && isAlphanumeric(next) {
		return 0
	}
	return n
}

// holds says whether one of the phrases of a kind stands anywhere in s.
func (c *cues) holds(s string, kind BlockKind) bool {
	lower := strings.ToLower(s)
	for _, x := range c.inside {
		if x.kind == kind && strings.Contains(lower, x.phrase) {
			return true
		}
	}
	return false
}

// slugged says whether a word of a name shows that it names no place; kind, if not empty, is the kind of word looked for.
func (c *cues) slugged(name, kind string) bool {
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == ',' }) {
		if k := c.slug[strings.ToLower(w)]; k != "" && (kind == "" || k == kind) {
			return true
		}
	}
	return false
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
