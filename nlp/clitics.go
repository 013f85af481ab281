package nlp

import (
	"strings"
	"unicode/utf8"
)

// word ends the word that grows, cuts it where UD does and appends what comes of it.
func (s *scan) word() {
	if s.from == s.at {
		return
	}
	w := Span{s.from, s.at}
	s.from = s.at
	const longest = 40
	if w.End-w.Start > longest { // no word: only a clitic may be cut off
		if i := clitic(s.text[w.End-longest : w.End]); i > 0 {
			w.End -= longest - i
			s.out = append(s.out, w)
			w = Span{w.End, s.at}
		}
		s.out = append(s.out, w)
		return
	}
	if c := s.text[w.Start]; isDigit(rune(c)) || c == '.' {
		if i := s.unit(s.text[w.Start:w.End]); i > 0 {
			s.out = append(s.out, Span{w.Start, w.Start + i})
			w.Start += i
			if w.Start == w.End {
				return
			}
		}
	}
	if i := asciiLetters(s.text[w.Start:w.End]); i > 1 && s.lists.currency[strings.ToLower(s.text[w.Start:w.Start+i])] &&
		isDigit(rune(byteAt(s.text, w.Start+i, w.End))) {
		s.out = append(s.out, Span{w.Start, w.Start + i})
		w.Start += i
	}
	s.cut(w)
}

// cut appends the parts of a word of bounded length.
func (s *scan) cut(w Span) {
	word := s.text[w.Start:w.End]
	if i := clitic(word); i > 0 {
		s.cut(Span{w.Start, w.Start + i})
		s.out = append(s.out, Span{w.Start + i, w.End})
		return
	}
	if len(word) <= longestContraction {
		if i := s.contraction(word, w.End); i > 0 {
			s.out = append(s.out, Span{w.Start, w.Start + i}, Span{w.Start + i, w.End})
			return
		}
	}
	s.out = append(s.out, w)
}

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "&rsquo;", "'", "`", "'", "ʼ", "'", "´", "'")

// clitics are cut off the word before them.
var clitics = map[string]bool{"'s": true, "'m": true, "'d": true, "'re": true, "'ll": true, "'ve": true, "n't": true, "'nt": true}

// clitic gives where the clitic at the end of a word begins, 0 where there is none.
func clitic(word string) int {
	// The last apostrophe, with at most three letters behind it.
	for i := len(word) - 1; i > 0 && i > len(word)-9; i-- {
		c := word[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' && i > len(word)-4 {
			continue
		}
		start := 0
		switch {
		case c == '\'' || c == '`':
			start = i
		case c == ';' && strings.HasSuffix(word[:i+1], entity):
			start = i + 1 - len(entity)
		case c >= utf8.RuneSelf:
			_, n := utf8.DecodeLastRuneInString(word[:i+1])
			start = i + 1 - n
		default:
			return 0
		}
		tail := strings.ToLower(apostrophes.Replace(word[start:]))
		if tail == "'t" && start > 1 && word[start-1]|0x20 == 'n' {
			return start - 1
		}
		if tail == "'all" && strings.EqualFold(word[:start], "y") {
			return len(word) - len("all") // y' + all
		}
		if start == 0 || !clitics[tail] {
			return 0
		}
		if tail == "'s" && decade(word[:start]) {
			return 0
		}
		return start
	}
	return 0
}

// decade says whether a word is the number of a decade, whose 's is no word of its own: the 1960's.
func decade(word string) bool {
	digits := strings.TrimLeft(apostrophes.Replace(word), "'")
	return (len(digits) == 2 || len(digits) == 4) && digits[len(digits)-1] == '0' && strings.Trim(digits, "0123456789") == ""
}

// longestContraction is the longest word of lists/contractions.txt, in bytes.
const longestContraction = 9

// contraction gives where to cut a word that is written without its apostrophe or its blank: dont, gonna, its a.
func (s *scan) contraction(word string, end int) int {
	c, ok := s.lists.contraction[strings.ToLower(word)]
	if !ok || word == strings.ToUpper(word) && len(word) == 2 { // IM is no "I'm"
		return 0
	}
	if c.before == nil || c.before[nextWord(s.text[end:s.sentence])] {
		return c.at
	}
	return 0
}

// nextWord gives the word behind a blank, in lower case; empty where something else stands there.
func nextWord(rest string) string {
	rest, ok := strings.CutPrefix(rest, " ")
	if !ok {
		return ""
	}
	return strings.ToLower(rest[:asciiLetters(rest)])
}

// unit gives where the unit begins in "5km", or the letter in "Rs500"; 0 where there is none.
func (s *scan) unit(word string) int {
	i := strings.IndexFunc(word, func(r rune) bool { return !isDigit(r) && r != '.' && r != ',' && r != ':' })
	if i <= 0 {
		return 0
	}
	unit := strings.ToLower(word[i:])
	if s.lists.unit[unit] || s.lists.unit[strings.TrimSuffix(unit, ".")] {
		return i
	}
	if n := len(s.out); n > 0 && s.lists.amount[unit] && strings.HasSuffix(s.text[:s.out[n-1].End], "$") { // $5b
		return i
	}
	if asciiLetters(unit) == len(unit) && len(unit) >= 4 && word[0] != '0' { // 300percent
		return i
	}
	return 0
}
