package nlp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/schema"
)

// Titles and offices stand before a person's name ("Iranian President Masoud Pezeshkian"), before it with a comma ("Iran's
// president, Masoud Pezeshkian,"), or behind it between commas ("Angela Merkel, the German chancellor,"). A title is the
// office with what says whose it is and since when: a demonym, a country or another name before it, "former", "of" and a
// name behind it. It has no article. What words are offices and titles says schema.

// trimTitles takes titles and offices off the front of persons' names, where a name is left: "Gen. J. Smith" is J. Smith.
// A noble or religious title before a single word stays, for that may be how a person is called (Sheikh Hasina, Earl Warren).
func (p *Pipeline) trimTitles(d *Document) {
	for _, s := range d.Sentences {
		for i := range s.Mentions {
			m := &s.Mentions[i]
			for m.Class == Person {
				n := leadingTitle(d.Text, s.Tokens[m.First:m.Last])
				if n == 0 {
					break
				}
				m.First += n
				m.Start = s.Tokens[m.First].Start
			}
		}
	}
}

// leadingTitle is how many of the first tokens of a name are a title before another word that can be a name.
func leadingTitle(text string, tokens []Token) int {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = text[t.Start:t.End]
	}
	for n := min(len(words)-1, 4); n > 0; n-- {
		if first, _ := utf8.DecodeRuneInString(words[n]); !unicode.IsUpper(first) && !strings.EqualFold(words[n], "al") {
			continue
		}
		phrase := strings.Join(words[:n], " ")
		if t, ok := schema.Names().Title(phrase); ok {
			alone := n == len(words)-1 // one word is left
			switch {
			case strings.HasSuffix(phrase, "."), !alone:
				return n
			case t.Of == "noble", t.Of == "religious", namesToo[phrase]:
				return 0
			}
			return n
		}
		if _, k := schema.Names().Office(words[:n]...); k == n && !namesToo[phrase] && phrase != strings.ToUpper(phrase) {
			return n
		}
	}
	return 0
}

// namesToo are titles that are given names, too.
var namesToo = map[string]bool{"Don": true, "Dean": true, "Duke": true, "Earl": true, "Major": true, "King": true, "Prince": true,
	"Queen": true, "Judge": true, "Chief": true, "Bishop": true, "Pope": true, "Head": true, "Chair": true, "Marshal": true}

// titles finds the titles of all persons. Names must have been found.
func titles(d *Document) {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		f := titleFinder{text: d.Text, s: s, g: schema.Names()}
		for j, m := range s.Mentions {
			if m.Class == Person {
				f.before(j)
				f.behind(j)
			}
		}
		slices.SortFunc(s.Titles, func(a, b Title) int { return a.First - b.First })
	}
}

// titleFinder looks for titles in one sentence.
type titleFinder struct {
	text string
	s    *Sentence
	g    *schema.Gazetteer
}

func (f *titleFinder) word(i int) string {
	if i < 0 || i >= len(f.s.Tokens) {
		return ""
	}
	t := f.s.Tokens[i]
	return f.text[t.Start:t.End]
}

// glued gives the words of tokens first to last, those that hyphens join as one word.
func (f *titleFinder) glued(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		joined := i > first && f.s.Tokens[i-1].End == f.s.Tokens[i].Start && (f.word(i) == "-" || f.word(i-1) == "-")
		if joined {
			out[len(out)-1] += f.word(i)
		} else {
			out = append(out, f.word(i))
		}
	}
	return out
}

// longestTitle is how many tokens an office or a title has at most: "chairman of the joint chiefs of staff".
const longestTitle = 8

// officeBefore gives the first token of the office or title that ends before token end, end where there is none.
func (f *titleFinder) officeBefore(end int) int {
	for first := max(0, end-longestTitle); first < end; first++ {
		if f.isOffice(first, end) {
			return first
		}
	}
	return end
}

// isOffice reports whether tokens first to end are exactly an office or a title.
func (f *titleFinder) isOffice(first, end int) bool {
	if f.article(first) {
		return false // lookups read over one
	}
	words := f.glued(first, end)
	if rest, ok := strings.CutPrefix(strings.ToLower(words[0]), "ex-"); ok {
		words[0] = rest
	}
	if _, n := f.g.Office(words...); n == len(words) {
		return true
	}
	if upper, _ := utf8.DecodeRuneInString(words[0]); !unicode.IsUpper(upper) {
		return false // "general", "major" and "private" are common words
	}
	phrase := strings.Join(words, " ")
	_, ok := f.g.Title(phrase)
	return ok && phrase != strings.ToUpper(phrase)
}

// officeAt gives the end of the longest office that begins at token first, first where there is none.
func (f *titleFinder) officeAt(first int) int {
	for end := min(len(f.s.Tokens), first+longestTitle); end > first; end-- {
		if f.isOffice(first, end) {
			return end
		}
	}
	return first
}

// owned moves the start of a title to the left over what says whose or since when: "former US" before "Secretary of State".
func (f *titleFinder) owned(first int) int {
	for first > 0 {
		at := f.owner(first)
		if at == first {
			if f.word(first-1) == "-" && first > 1 && f.s.Tokens[first-1].End == f.s.Tokens[first].Start {
				if _, ok := f.g.Status(f.word(first - 2)); ok { // then-President, if its hyphen is a token
					first -= 2
					continue
				}
			}
			if _, ok := f.g.Status(f.word(first - 1)); ok {
				first--
				continue
			}
			return first
		}
		first = at
	}
	return first
}

// owner gives the start of the name or demonym that ends before token end, end where none does.
func (f *titleFinder) owner(end int) int {
	last := end
	if w := f.word(end - 1); w == "'s" || w == "’s" || w == "'" || w == "’" {
		last--
	}
	for _, m := range f.s.Mentions {
		if m.Last == last && (m.Class == NORP || m.Class == Location || m.Class == Organization || m.Class == Facility) {
			return m.First
		}
	}
	for first := max(0, last-3); first < last; first++ {
		if f.article(first) {
			continue
		}
		phrase := strings.Join(f.glued(first, last), " ")
		if d, ok := f.g.Demonym(phrase); ok && d.Adjective && last == end {
			return first
		}
		if _, ok := f.g.Country(phrase); ok {
			return first
		}
	}
	return end
}

// add adds the title of tokens first to last beside mention name.
func (f *titleFinder) add(first, last, name int) {
	f.s.Titles = append(f.s.Titles, Title{Span: Span{f.s.Tokens[first].Start, f.s.Tokens[last-1].End}, First: first, Last: last, Name: name})
}

// before finds the titles that end before a name: all that follow each other, "Foreign Minister Gen.", or that "and" joins.
func (f *titleFinder) before(name int) {
	end := f.s.Mentions[name].First
	comma := f.word(end-1) == "," && f.closes(f.s.Mentions[name].Last)
	if comma {
		end--
	}
	// joined titles: "Foreign Minister Gen. Ali"
	for count := 0; count < 4; count++ {
		last := end
		if m := f.nameOf(end); m >= 0 { // President of Iran Masoud Pezeshkian
			end = m
		}
		first := f.officeBefore(end)
		if first == end {
			return
		}
		start := f.owned(first)
		if comma && start == first && !f.article(first-1) {
			return // "said the president, Putin" has an article; "as prime minister, Putin" is no apposition
		}
		comma = false
		f.add(start, last, name)
		end = start
		if f.word(end-1) == "and" && f.officeBefore(end-1) < end-1 {
			end--
		}
	}
}

// nameOf gives the token behind an office where "of" and a name follow and end before token end: -1 where that is not so.
func (f *titleFinder) nameOf(end int) int {
	for _, m := range f.s.Mentions {
		if m.Last == end && (m.Class == Location || m.Class == Organization) {
			at := m.First - 1
			if strings.EqualFold(f.word(at), "the") {
				at--
			}
			if f.word(at) == "of" && f.officeBefore(at) < at {
				return at
			}
		}
	}
	return -1
}

// article reports whether a token is an article, or a pronoun that says whose.
func (f *titleFinder) article(i int) bool {
	switch strings.ToLower(f.word(i)) {
	case "the", "a", "an", "its", "his", "her", "their", "our":
		return true
	}
	return false
}

// closes reports whether an apposition ends at a token: at the end of the sentence, or at a mark.
func (f *titleFinder) closes(i int) bool {
	switch f.word(i) {
	case "", ",", ".", ";", ")", ":", "-", "–", "—", "?", "!", "\"", "”", "''":
		return true
	}
	return false
}

// behind finds the title behind a name and a comma or bracket: ", the German chancellor," or ", president of Iran,".
func (f *titleFinder) behind(name int) {
	at := f.s.Mentions[name].Last
	if w := f.word(at); w != "," && w != "(" {
		return
	}
	at++
	if f.article(at) {
		at++
	}
	// what stands before the office, at most six tokens of it
	for first := at; first < min(at+7, len(f.s.Tokens)); first++ {
		end := f.officeAt(first)
		if end == first {
			continue
		}
		if f.owned(first) > at {
			continue
		}
		end = f.belonging(end)
		if f.closes(end) || f.word(end) == "and" || f.word(end) == "who" || f.word(end) == "since" {
			if !slices.ContainsFunc(f.s.Mentions, func(m Mention) bool { return m.Class == Person && m.First <= end && m.Last > first }) {
				f.add(at, end, name)
			}
		}
		return
	}
}

// belonging moves the end of a title over "of" and a name: "president of the Islamic Republic of Iran".
func (f *titleFinder) belonging(end int) int {
	at := end
	switch f.word(at) {
	case "of", "for", "to", "at":
		at++
	default:
		return end
	}
	if strings.EqualFold(f.word(at), "the") {
		at++
	}
	for _, m := range f.s.Mentions {
		if m.First == at && m.Class != Person && m.Class != Date {
			return m.Last
		}
	}
	return end
}
