package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenizer finds the words of a sentence after the rules of UD English: do + n't, Iran + ’s, US + - + Israeli, $ + 100.
//
// It goes through a sentence once. White space parts it into runs. Inside a run a word grows until a mark comes that is a
// token of its own; one function per mark (stop, hyphen, slash, apostrophe ...) says whether it is. A word that has ended
// may be cut again: clitics, units of a number, contractions. Addresses and emoticons are taken whole before all that.
//
// What was decided by counting in the training halves of EWT and GUM says so; the words of it are in lists.
type tokenizer struct {
	lists *wordLists
}

func newTokenizer(l *wordLists) *tokenizer { return &tokenizer{l} }

// spans gives the tokens of one sentence in order. Every byte of the sentence that is not white space is in one.
func (t *tokenizer) spans(text string, sentence Span) []Span {
	out := make([]Span, 0, (sentence.End-sentence.Start)/4+1)
	for i := sentence.Start; i < sentence.End; {
		if n := spaceAt(text, i); n > 0 {
			i += n
			continue
		}
		end := runEnd(text, i, sentence.End)
		s := scan{tokenizer: t, text: text, sentence: sentence.End, end: end, from: i, at: i, out: out}
		s.run()
		out = s.out
		i = end
	}
	return out
}

// spaceAt gives the length of the white space rune at i, 0 where there is none.
func spaceAt(text string, i int) int {
	if c := text[i]; c < utf8.RuneSelf {
		if c == ' ' || c >= '\t' && c <= '\r' {
			return 1
		}
		return 0
	}
	if r, n := utf8.DecodeRuneInString(text[i:]); unicode.IsSpace(r) {
		return n
	}
	return 0
}

// runEnd gives the end of the run of non-space that begins at i.
func runEnd(text string, i, end int) int {
	for i < end && spaceAt(text, i) == 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
	}
	return min(i, end)
}

// scan is the way through one run of non-space.
type scan struct {
	*tokenizer
	text     string
	sentence int // end of the sentence
	end      int // end of the run
	from     int // start of the word that grows
	at       int // everything before is in out or in the word that grows
	out      []Span
}

// run appends the tokens of the run.
func (s *scan) run() {
	for s.at < s.end && isASCIILetter(s.text[s.at]) {
		s.at++
	}
	if s.at == s.end { // most runs are but letters
		s.word()
		return
	}
	s.at = s.from
	if n := s.lineArt(); n > 0 {
		s.mark(n)
	}
	for s.at < s.end {
		if s.at == s.from {
			if n := s.whole(); n > 0 {
				s.mark(n)
				continue
			}
		}
		c := s.text[s.at]
		if c < utf8.RuneSelf && wordByte[c] {
			s.at++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		s.step(r, n)
	}
	s.word()
}

// wordByte are the bytes that no rule looks at: letters, digits, the underscore, control characters.
var wordByte = func() (table [utf8.RuneSelf]bool) {
	for c := range table {
		r := rune(c)
		table[c] = unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.IsControl(r)
	}
	return table
}()

// step deals with the rune r of n bytes at s.at: it ends the word and appends tokens, or lets the word grow.
func (s *scan) step(r rune, n int) {
	before, after := s.before(), s.after(n)
	switch r {
	case '.':
		s.stop()
	case ':', ';', '=':
		switch smile := s.emoticon(s.text[s.at:s.end]); {
		case smile > 0:
			s.mark(smile)
		case r == ':' && isDigit(before) && isDigit(after):
			s.at += n
		case r == '=':
			s.mark(s.sameOf("="))
		default:
			s.mark(n)
		}
	case '!', '?', '…':
		s.mark(s.stops())
	case ',':
		switch {
		case isDigit(before) && isDigit(after) && s.thousands(s.at):
			s.at += n
		case strings.IndexByte(",?!", byteAt(s.text, s.at+1, s.end)) >= 0:
			s.mark(s.sameOf(",?!"))
		default:
			s.mark(n)
		}
	case '“', '”', '„', '«', '»', '‹', '›', '(', ')', '[', ']', '{', '}', '"':
		s.mark(n)
	case '\'', '’', '‘', '`', 'ʼ', '´':
		s.apostrophe(n)
	case '&':
		switch {
		case strings.HasPrefix(s.text[s.at:s.end], entity):
			s.apostrophe(len(entity))
		case isLetterOrDigit(before) && isLetterOrDigit(after):
			s.at += n
		default:
			s.mark(n)
		}
	case '-':
		s.hyphen()
	case '—', '‒', '―', '–', '−':
		if r == '−' && s.at == s.from && isDigit(after) {
			s.at += n
		} else {
			s.mark(s.sameOf(string(r)))
		}
	case '/':
		s.slash()
	case '<', '>', '*', '~', '|', '^', '\\':
		if r == '*' && isLetterOrDigit(before) && isLetterOrDigit(after) { // f*ck
			s.at += n
		} else {
			s.mark(s.sameOf(string(r)))
		}
	case '+':
		if s.at == s.from && isDigit(after) {
			s.at += n
		} else {
			s.mark(s.sameOf("+"))
		}
	case '#':
		if isLetterOrDigit(before) && !isLetterOrDigit(after) || before == utf8.RuneError && unicode.IsLetter(after) { // C#, #hashtag
			s.at += n
		} else {
			s.mark(s.sameOf("#"))
		}
	case '$':
		switch {
		case before == utf8.RuneError || !isLetterOrDigit(after) && s.sameOf("$") > 1:
			s.mark(s.sameOf("$"))
		case unicode.IsLetter(before) && isDigit(after): // US$ 100
			s.at += n
			s.word()
		case isDigit(before):
			s.mark(n)
		default:
			s.at += n
		}
	case '£', '€', '¥', '₹', '₦', '₽', '₩', '₺', '₪', '•', '·', '°':
		s.mark(n)
	case '%':
		if unicode.IsLetter(before) && unicode.IsLetter(after) {
			s.at += n
		} else {
			s.mark(n)
		}
	case '@':
		if before == utf8.RuneError && !unicode.IsLetter(after) {
			s.mark(n)
		} else {
			s.at += n
		}
	default:
		if isPicture(r) {
			s.mark(s.pictures())
		} else {
			s.at += n
		}
	}
}

// mark ends the word and makes a token of the next n bytes.
func (s *scan) mark(n int) {
	s.word()
	s.out = append(s.out, Span{s.at, s.at + n})
	s.at += n
	s.from = s.at
}

// before is the last rune of the word that grows, RuneError where it is empty.
func (s *scan) before() rune { return lastRune(s.text[s.from:s.at]) }

// after is the rune n bytes further on, RuneError at the end of the run.
func (s *scan) after(n int) rune {
	r, _ := utf8.DecodeRuneInString(s.text[s.at+n : s.end])
	return r
}

// sameOf gives the length of the longest stretch of the given runes at s.at.
func (s *scan) sameOf(runes string) int {
	in := s.text[s.at:s.end]
	return len(in) - len(strings.TrimLeft(in, runes))
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLetterOrDigit(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func byteAt(text string, i, end int) byte {
	if i < end {
		return text[i]
	}
	return 0
}

// lineArt gives the length of the run if it is drawn, not written: ---->, *~*~*, ======.
func (s *scan) lineArt() int {
	in := s.text[s.from:s.end]
	if len(in) < 2 || in == "<>" || strings.Trim(in, "-=*~_+|<>#^{}\\/") != "" {
		return 0
	}
	return len(in)
}

// pictures gives the length of the stretch of emoji and other pictures at s.at.
func (s *scan) pictures() int {
	i := s.at
	for i < s.end {
		r, n := utf8.DecodeRuneInString(s.text[i:s.end])
		if !isPicture(r) && r != '\u200d' && r != '\ufe0f' && !unicode.Is(unicode.Sk, r) {
			break
		}
		i += n
	}
	return i - s.at
}

func isPicture(r rune) bool { return r >= 0x2190 && r != utf8.RuneError && unicode.Is(unicode.So, r) }

// whole gives the length of an address or an emoticon that begins at s.at, 0 where none does.
func (s *scan) whole() int {
	in := s.text[s.at:s.end]
	if n := s.emoticon(in); n > 0 {
		return n
	}
	if s.at > 0 && addressByte(s.text[s.at-1]) && len(s.out) > 0 && s.out[len(s.out)-1].End == s.at {
		return 0 // inside a stretch that was looked at from its start: else "a/a/a/..." would take quadratic time
	}
	return s.lists.address(in)
}

// longestEmoticon is the longest line of lists/emoticons.txt, in bytes.
const longestEmoticon = 4

// emoticon gives the length of the emoticon that a string begins with, if neither letter nor digit stands behind it.
func (s *scan) emoticon(in string) int {
	if in == "" || !s.lists.face[in[0]] {
		return 0
	}
	for n := min(longestEmoticon, len(in)); n >= 2; n-- {
		if s.lists.emoticon[in[:n]] {
			if r, _ := utf8.DecodeRuneInString(in[n:]); !isLetterOrDigit(r) {
				return n
			}
		}
	}
	return 0
}

// thousands says whether the comma at i groups digits: 1,350 and 10,00,000, but not 13,14.
func (s *scan) thousands(i int) bool {
	group := 0
	for stop := min(s.end, i+24); i < stop-1; {
		i++
		switch c := s.text[i]; {
		case isDigit(rune(c)):
			group++
		case c == ',' && group == 2:
			group = 0
			continue
		default:
			return group == 3
		}
		if group > 3 {
			return false
		}
	}
	return group == 3
}

const entity = "&rsquo;"

// apostrophe deals with an apostrophe or single quote of n bytes.
func (s *scan) apostrophe(n int) {
	same := s.sameOf(s.text[s.at : s.at+n])
	if strings.HasPrefix(s.text[s.at:s.end], "‘’") {
		same = len("‘’")
	}
	if same > n { // a double quote of two marks
		s.mark(same)
		return
	}
	rest := s.text[s.at+n : s.end]
	next := first(rest)
	if s.at > s.from { // the word decides on clitics when it ends
		if isLetterOrDigit(next) && !(isDigit(next) && isDigit(s.before())) { // 5'10 is feet and inches
			s.at += n
		} else {
			s.mark(n)
		}
		return
	}
	// At the start of a word: '70s, 'em, 's on its own, else a quote.
	w := 0
	for w < len(rest) && w < 8 && wordByte[rest[w]&0x7f] && rest[w] < utf8.RuneSelf {
		w++
	}
	switch word := strings.ToLower(rest[:w]); {
	case byteAt(rest, w, len(rest)) == '-':
		s.mark(n)
	case isDigit(next) && w <= 3, s.lists.elision[word], clitics["'"+word]:
		s.at += n
	default:
		s.mark(n)
	}
}

// hyphen deals with one hyphen or several.
func (s *scan) hyphen() {
	if n := s.sameOf("-"); n > 1 {
		s.mark(n)
		return
	}
	word, rest := s.text[s.from:s.at], s.text[s.at+1:s.end]
	next := first(rest)
	switch {
	case word == "" && isDigit(next): // a negative number
		s.at++
	case word == "" || len(word) > 16:
		s.mark(1)
	case rest == "" || !isLetterOrDigit(next):
		if cutShort(word) {
			s.at++
		} else {
			s.mark(1)
		}
	case isDigit(rune(word[len(word)-1])) && isDigit(next):
		if telephone(word, rest) {
			s.at++
		} else {
			s.mark(1)
		}
	case s.lists.suffix[strings.ToLower(rest[:asciiLetters(rest)])]:
		s.at++
	case len(word) > 1 && word == strings.ToUpper(word): // UN-backed, EX-ROYALS
		s.mark(1)
	case s.lists.prefix[strings.ToLower(word)]:
		s.at++
	default:
		s.mark(1)
	}
}

// asciiLetters gives the length of the ASCII letters that a string begins with, at most 16.
func asciiLetters(s string) int {
	n := 0
	for n < len(s) && n < 16 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	return n
}

// cutShort says whether a word before a hyphen that nothing follows is one that a speaker broke off: "th- the".
func cutShort(word string) bool {
	switch strings.ToLower(word) {
	case "th", "sh", "ch", "wh":
		return true
	}
	return len(word) == 1 && word[0]|0x20 >= 'a' && word[0]|0x20 <= 'z'
}

// telephone says whether a hyphen between digits joins the parts of a telephone number, a date or a file number
// (345-9945, 12-20-00, 94720-1900), and not the ends of a range (2022-2023, 5-10).
func telephone(word, rest string) bool {
	i := len(word)
	for i > 0 && isDigit(rune(word[i-1])) {
		i--
	}
	n := 0
	for n < len(rest) && n < 16 && isDigit(rune(rest[n])) {
		n++
	}
	switch left := len(word) - i; {
	case i > 0 && word[i-1] == '-': // the second hyphen
		return true
	case i > 0 && (word[i-1] == '.' || word[i-1] == ',' || word[i-1] == ':'):
		return false
	case n < len(rest)-1 && rest[n] == '-' && isDigit(rune(rest[n+1])): // the first of two
		return true
	case n == 4:
		return left == 1 || left == 3 || left >= 5
	default:
		return left+n >= 9
	}
}

// slash deals with a slash: and / or, but 9/11 and s/he.
func (s *scan) slash() {
	word := s.text[s.from:s.at]
	before, after := s.before(), s.after(1)
	if isDigit(before) && isDigit(after) {
		s.at++
		return
	}
	if word == "" || !isLetterOrDigit(after) || len(word) > 1 && unicode.IsLetter(before) || isDigit(before) {
		s.mark(1)
		return
	}
	s.at++
}
