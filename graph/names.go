package graph

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed words/names.txt
var namesFile string

// nameTable is what words/names.txt holds. It is read once and never changes.
type nameTable struct {
	letters                                        map[rune]string
	spellings                                      map[string]string
	endings                                        [][2]string // in the file's order
	suffixes, particles, lowers, legals, legalHead map[string]bool
}

var names = mustNames(namesFile)

func mustNames(file string) *nameTable {
	t, err := readNames(file)
	if err != nil {
		panic(err) // the program itself is broken: a test reads the file
	}
	return t
}

// readNames reads the lines of words/names.txt. Its error names the first bad line.
func readNames(file string) (*nameTable, error) {
	t := &nameTable{
		letters: map[rune]string{}, spellings: map[string]string{}, suffixes: map[string]bool{},
		particles: map[string]bool{}, lowers: map[string]bool{}, legals: map[string]bool{}, legalHead: map[string]bool{},
	}
	sets := map[string]map[string]bool{
		"suffix": t.suffixes, "particle": t.particles, "lower": t.lowers, "legal": t.legals, "front": t.legalHead,
	}
	for i, line := range strings.Split(file, "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		set, isSet := sets[f[0]]
		switch {
		case isSet && len(f) == 2 && !set[f[1]]:
			set[f[1]] = true
		case f[0] == "letter" && len(f) == 3 && utf8.RuneCountInString(f[1]) == 1:
			r, _ := utf8.DecodeRuneInString(f[1])
			t.letters[r] = f[2]
		case f[0] == "spelling" && len(f) == 3 && t.spellings[f[1]] == "":
			t.spellings[f[1]] = f[2]
		case f[0] == "ending" && len(f) == 3:
			t.endings = append(t.endings, [2]string{f[1], f[2]})
		default:
			return nil, fmt.Errorf("names.txt:%d: %q is no entry, or stands twice", i+1, line)
		}
	}
	return t, nil
}

// word is one word of a name.
type word struct {
	folded string // lower-case letters and digits without diacritics
	upper  bool   // its first letter was a capital
	caps   int    // number of capitals
	size   int    // number of letters and digits
	hyphen bool   // a hyphen stood behind it
}

// words cuts a name into words: diacritics and apostrophes go, hyphens and other punctuation cut. Single letters in a
// row are one word, so that "U.S.", "J. R. R." and "S.p.A." are as without points.
func (t *nameTable) words(name string) []word {
	var all []word
	var w word
	var b strings.Builder
	end := func(hyphen bool) {
		if b.Len() > 0 {
			w.folded, w.hyphen = b.String(), hyphen
			all = append(all, w)
		}
		w = word{}
		b.Reset()
	}
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9': // most of every text
			w.size++
			b.WriteByte(byte(r))
		case r >= 'A' && r <= 'Z':
			w.count(r)
			b.WriteByte(byte(r) - 'A' + 'a')
		case isApostrophe(r):
		case isHyphen(r):
			end(true)
		case r == '&':
			end(false)
			all = append(all, word{folded: "and", size: 3})
		case r < utf8.RuneSelf:
			end(false)
		default:
			first := true
			for _, d := range norm.NFKD.String(string(r)) {
				switch {
				case d >= 0x0300 && d <= 0x036f: // combining diacritics; the marks of other scripts are letters of theirs
					continue
				case !unicode.IsLetter(d) && !unicode.IsDigit(d) && !unicode.IsMark(d):
					end(false)
					continue
				}
				if first {
					first = false
					w.count(d)
				}
				d = unicode.ToLower(d)
				if s, ok := t.letters[d]; ok {
					b.WriteString(s)
				} else {
					b.WriteRune(d)
				}
			}
		}
	}
	end(false)

	merged := all[:0]
	for i := 0; i < len(all); {
		w, j := all[i], i+1
		for w.letter() && j < len(all) && !w.hyphen && all[j].letter() {
			w.hyphen = all[j].hyphen
			j++
		}
		if j > i+1 {
			b.Reset()
			caps := 0
			for _, l := range all[i:j] {
				b.WriteString(l.folded)
				caps += l.caps
			}
			w = word{folded: b.String(), upper: w.upper, caps: caps, size: j - i, hyphen: w.hyphen}
		}
		merged = append(merged, w)
		i = j
	}
	return merged
}

func (w *word) count(r rune) {
	if unicode.IsUpper(r) {
		w.caps++
		w.upper = w.upper || w.size == 0
	}
	w.size++
}

// letter reports whether the word is a single letter.
func (w *word) letter() bool {
	r, _ := utf8.DecodeRuneInString(w.folded)
	return w.size == 1 && unicode.IsLetter(r)
}

// isApostrophe reports whether r is dropped inside a word: apostrophes and the signs that transliterations of Arabic
// and Hebrew have for hamza and ayn.
func isApostrophe(r rune) bool {
	return strings.ContainsRune("'\u2018\u2019\u201b\u02bc\u02bb\u02be\u02bf\u02b9\u02ba`\u00b4\u2032\uff07", r)
}

func isHyphen(r rune) bool {
	return r == '-' || r >= 0x2010 && r <= 0x2015 || r == 0x2212 || r == 0x00ad
}
