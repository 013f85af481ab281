package graph

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/news"
	"newsgraph/schema"
)

// How copies of one text are known. All of it is a function of one article, so that nothing must be compared when an
// article comes or goes: two articles are copies where they share a key.
const (
	// A paragraph of more words is a key by itself. Shorter ones ("He did not elaborate.") stand in unrelated articles.
	shortParagraph = 12
	// At most so many paragraphs of an article are keys, those of the smallest ids: which of them does not depend on the
	// rest of the article, so long copies still share most of theirs.
	maxParagraphs = 64
	// MinHash (Broder, On the resemblance and containment of documents, 1997) over runs of five words, in 8 bands of 4
	// rows: two texts that share a part s of their runs share a band with probability 1-(1-s^4)^8: 0.98 for s = 0.8,
	// 0.40 for 0.5, 0.06 for 0.3. So a rewritten text is found that keeps no paragraph whole.
	shingle = 5
	bands   = 8
	rows    = 4
)

// Witnesses gives the keys by which copies of one text are known, a function of the article alone: hashes of its
// normalised paragraphs of more than 12 words, lowest shingle bands. Sorted. agency is the news agency that the text
// credits in its dateline, in a line of its own among its first three and last six, or behind its last sentence, ""
// where it credits none: it is no key, since an agency sends many texts, but it names whose text it is.
func Witnesses(a news.Article) (keys []string, agency string) {
	paragraphs := paragraphs(a.Text)
	if len(paragraphs) == 0 {
		return nil, ""
	}
	agency, paragraphs[0] = agencies.dateline(paragraphs[0])
	if agency == "" {
		agency = agencies.line(a.Text)
	}
	if agency == "" {
		agency = agencies.ending(a.Text)
	}
	var words, hashes []string
	for _, p := range paragraphs {
		w := plainWords(p)
		if len(w) > shortParagraph {
			hashes = append(hashes, hash("paragraph", strings.Join(w, " ")))
		}
		words = append(words, w...)
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	keys = append(hashes[:min(len(hashes), maxParagraphs)], bandKeys(words)...)
	slices.Sort(keys)
	return keys, agency
}

// paragraphs cuts a text at empty lines, or at every line where it has none.
func paragraphs(text string) []string {
	var all []string
	text = strings.ReplaceAll(text, "\r\n", "\n")
	separated := emptyLine.MatchString(strings.TrimSpace(text))
	for _, p := range emptyLine.Split(text, -1) {
		parts := []string{p}
		if !separated {
			parts = strings.Split(p, "\n")
		}
		for _, p := range parts {
			if p = strings.TrimSpace(p); p != "" {
				all = append(all, p)
			}
		}
	}
	return all
}

var emptyLine = regexp.MustCompile(`\n[ \t]*\n\s*`)

// plainWords gives the words of a text without case, diacritics and punctuation, as names fold.
func plainWords(text string) []string {
	var folded []string
	for _, w := range names.words(text) {
		folded = append(folded, w.folded)
	}
	return folded
}

// bandKeys gives the bands of a text of more than shortParagraph words.
func bandKeys(words []string) []string {
	if len(words) <= shortParagraph {
		return nil
	}
	var lowest [bands * rows]uint64
	for i := range lowest {
		lowest[i] = math.MaxUint64
	}
	h := fnv.New64a()
	for i := 0; i+shingle <= len(words); i++ {
		h.Reset()
		for _, w := range words[i : i+shingle] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		sum := h.Sum64()
		for j := range lowest {
			lowest[j] = min(lowest[j], scramble(sum+uint64(j)*0x9e3779b97f4a7c15))
		}
	}
	var keys []string
	for b := range bands {
		var row []byte
		for _, v := range lowest[b*rows : (b+1)*rows] {
			row = binary.BigEndian.AppendUint64(row, v)
		}
		keys = append(keys, hash("band", fmt.Sprint(b), string(row)))
	}
	return keys
}

// scramble is the finisher of SplitMix64 (Steele, Lea, Flood 2014): a bijection that spreads every bit.
func scramble(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

//go:embed words/agencies.txt
var agenciesFile string

// agencyTable is what words/agencies.txt holds. It is read once and never changes.
type agencyTable struct {
	byKey   map[string]string // folded form: name
	longest int               // words of the longest form
	credit  map[string]bool
}

var agencies = mustAgencies(agenciesFile)

func mustAgencies(file string) *agencyTable {
	t, err := readAgencies(file)
	if err != nil {
		panic(err) // the program itself is broken: a test reads the file
	}
	return t
}

// readAgencies reads the lines of words/agencies.txt. Its error names the first bad line.
func readAgencies(file string) (*agencyTable, error) {
	t := &agencyTable{byKey: map[string]string{}, credit: map[string]bool{}}
	for i, line := range strings.Split(file, "\n") {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch kind {
		case "", "#":
		case "credit":
			t.credit[rest] = true
		case "agency":
			name, forms, ok := strings.Cut(rest, "=")
			name = strings.TrimSpace(name)
			if !ok || name == "" {
				return nil, fmt.Errorf("agencies.txt:%d: %q has no form AGENCY = FORM | FORM", i+1, line)
			}
			for _, form := range append(strings.Split(forms, "|"), name) {
				key := Fold(schema.Organization, form).Key
				if other := t.byKey[key]; other != "" {
					return nil, fmt.Errorf("agencies.txt:%d: %q is a form of %s already", i+1, strings.TrimSpace(form), other)
				}
				t.byKey[key] = name
				t.longest = max(t.longest, 1+strings.Count(key, " "))
			}
		default:
			return nil, fmt.Errorf("agencies.txt:%d: %q is neither agency nor credit", i+1, line)
		}
	}
	return t, nil
}

// named gives the agency of a form, "" where it is none. A form without a capital is a word ("ap", "trend", "spa"),
// unless it is how that agency writes itself ("dpa").
func (t *agencyTable) named(form string) string {
	name := t.byKey[Fold(schema.Organization, form).Key]
	if name != form && !strings.ContainsFunc(form, unicode.IsUpper) {
		return ""
	}
	return name
}

// Datelines that credit: a place and a day in at most 60 bytes, then "(Reuters) - ", "/TASS/", "(AP) —"; "MOSCOW, March
// 9 - RIA Novosti. "; "AFP - " or "AFP.- " alone. The end of a text credits by "– Bernama" or "(AFP)".
var (
	endCredit     = regexp.MustCompile(`(?:\s[-–—]+\s*([^\n–—-]{2,30}?)|\(([^()\n]{2,40})\))\.?\s*$`)
	leadCredit    = regexp.MustCompile(`^([^\n.–—-]{2,30}?)\.?\s*[-–—]+\s+`)
	bracketCredit = regexp.MustCompile(`^([^()/\n]{0,60}?)(?:\(([^()\n]{2,40})\)|/([^/\n]{2,40})/)(\s*[-–—:.]+)?\s*`)
	dashedCredit  = regexp.MustCompile(`^(\p{Lu}[\p{Lu} .'-]+,[^\n–—]{0,40}?)\s[-–—]\s([^.\n–—]{2,30})\.\s`)
)

// dateline gives the agency that the beginning of a text credits, and the text behind the dateline. Brackets behind
// words that are not all capitals credit only before a dash, colon or point: "The Associated Press (AP) said" is a
// sentence.
func (t *agencyTable) dateline(text string) (agency, rest string) {
	m := bracketCredit.FindStringSubmatchIndex(text)
	if m != nil {
		before := strings.TrimSpace(text[m[2]:m[3]])
		form := submatch(text, m, 2) + submatch(text, m, 3)
		first, _ := utf8.DecodeRuneInString(before)
		if name := t.named(strings.TrimSpace(form)); name != "" && (before == "" ||
			unicode.IsUpper(first) && (m[8] >= 0 || m[6] >= 0 || before == strings.ToUpper(before))) {
			return name, text[m[1]:]
		}
	}
	if m := dashedCredit.FindStringSubmatchIndex(text); m != nil {
		if name := t.named(strings.TrimSpace(submatch(text, m, 2))); name != "" {
			return name, text[m[1]:]
		}
	}
	if m := leadCredit.FindStringSubmatchIndex(text); m != nil {
		if name := t.named(strings.TrimSpace(submatch(text, m, 1))); name != "" {
			return name, text[m[1]:]
		}
	}
	return "", text
}

// ending gives the agency that the end of a text credits, behind its last sentence.
func (t *agencyTable) ending(text string) string {
	const longest = 60
	text = text[max(0, len(text)-longest):]
	m := endCredit.FindStringSubmatchIndex(text)
	if m == nil {
		return ""
	}
	return t.named(strings.TrimSpace(submatch(text, m, 1) + submatch(text, m, 2)))
}

func submatch(text string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return text[m[2*n]:m[2*n+1]]
}

// line gives the agency that a line of its own credits.
func (t *agencyTable) line(text string) string {
	const first, last, longest = 3, 6, 100
	var lines []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	for i, l := range lines {
		if (i < first || i >= len(lines)-last) && len(l) <= longest {
			if name := t.credited(l); name != "" {
				return name
			}
		}
	}
	return ""
}

// credited gives the first agency of a line that holds nothing but agencies, credit words and years, or that is a
// byline ("By Jane Doe, Associated Press") and ends with an agency.
func (t *agencyTable) credited(line string) string {
	words := strings.FieldsFunc(line, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	found, foundAt := "", -1
	only := true
	for i := 0; i < len(words); {
		n := min(t.longest, len(words)-i)
		for ; n > 0; n-- {
			if name := t.named(strings.Join(words[i:i+n], " ")); name != "" {
				if foundAt = i + n; found == "" {
					found = name
				}
				break
			}
		}
		if n > 0 {
			i += n
			continue
		}
		if !t.credit[strings.ToLower(words[i])] && !isYear(words[i]) {
			only = false
		}
		i++
	}
	if only || len(words) > 0 && strings.EqualFold(words[0], "by") && foundAt == len(words) {
		return found
	}
	return ""
}

func isYear(word string) bool {
	return len(word) == 4 && strings.Trim(word, "0123456789") == ""
}
