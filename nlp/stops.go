package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A stop is a token of its own, or closes an abbreviation and is part of it, or stands inside a word: 4.2, Ph.D.

// stops gives the length of the marks at s.at that end a sentence and are one token: ?!, !!!, .? and ..., but of "...?"
// and "?..." the dots apart.
func (s *scan) stops() int {
	n := 0
	in := s.text[s.at:s.end]
	for n < len(in) {
		switch {
		case strings.HasPrefix(in[n:], ".."):
			if n > 0 {
				return n
			}
			for n < len(in) && in[n] == '.' {
				n++
			}
			return n
		case in[n] == '.', in[n] == '!', in[n] == '?':
			n++
		case strings.HasPrefix(in[n:], "…"):
			n += len("…")
		default:
			return n
		}
	}
	return n
}

// stop deals with one full stop or several.
func (s *scan) stop() {
	n := s.stops()
	word := s.text[s.from:s.at]
	if n > 1 {
		if s.keepsStop(word, s.at+1) && len(word) > 1 && strings.Contains(word, ".") { // "the U.S.?"
			s.at++
			s.word()
			n = s.stops()
		}
		s.mark(n)
		return
	}
	next := s.after(1)
	switch {
	case !isLetterOrDigit(next):
		if s.keepsStop(word, s.at+1) {
			s.at++
		} else {
			s.mark(1)
		}
	case word == "":
		if isDigit(next) || s.lists.file[strings.ToLower(s.text[s.at+1:min(s.end, s.at+6)])] { // .45, (draft).doc
			s.at++
		} else {
			s.mark(1)
		}
	case s.gluedName(word), isDigit(next) && s.isAbbreviation(word): // Sept.5
		s.at++
		s.word()
	case gluedStop(s.text, s.from, s.at, s.end) && !s.isAbbreviation(word):
		s.mark(1)
	default:
		s.at++
	}
}

// gluedName says whether the stop after word, with no blank behind it, ends an abbreviation before a name: Dr.Smith,
// S.Korea, P.O.Box.
func (s *scan) gluedName(word string) bool {
	rest := s.text[s.at+1 : s.end]
	if r, n := utf8.DecodeRuneInString(rest); len(word) > 16 || !unicode.IsUpper(r) || n == len(rest) || !unicode.IsLower(first(rest[n:])) {
		return false
	}
	if s.isAbbreviation(word + "." + strings.TrimRight(rest[:min(len(rest), 4)], closers+".,;:!?")) {
		return false
	}
	return s.lists.abbreviation[strings.ToLower(word[max(0, len(word)-8):])] == "name" || len(word) <= 6 && initials(word)
}

// initials says whether a word is capitals with stops between them.
func initials(word string) bool {
	for i := range len(word) {
		if i%2 == 0 && (word[i] < 'A' || word[i] > 'Z') || i%2 == 1 && word[i] != '.' {
			return false
		}
	}
	return len(word)%2 == 1
}

// isAbbreviation says whether a word is in the list.
func (s *scan) isAbbreviation(word string) bool {
	return len(word) < 16 && s.lists.abbreviation[strings.ToLower(word)] != ""
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// gluedStop says whether the stop at i, inside the run start:end, ends a sentence that has no blank behind it: "war.The",
// "war.then".
func gluedStop(text string, start, i, end int) bool {
	letters := 0
	for j := i; j > start && letters < 2; letters++ {
		r, n := utf8.DecodeLastRuneInString(text[start:j])
		if !unicode.IsLower(r) {
			break
		}
		j -= n
	}
	if letters == 0 {
		return false
	}
	rest := text[i+1 : end]
	r, n := utf8.DecodeRuneInString(rest)
	next := first(rest[n:])
	switch {
	case letters < 2:
		return false
	case unicode.IsUpper(r):
		return next != '.'
	case unicode.IsLower(r):
		return unicode.IsLower(next) || r == 'i' && !isLetterOrDigit(next)
	}
	return false
}

// keepsStop says whether the stop between word and at belongs to the word.
func (s *scan) keepsStop(word string, at int) bool {
	if word == "" || len(word) > 16 {
		return false
	}
	word = strings.TrimLeft(word, "0123456789:,.")
	if word == "" {
		return false
	}
	dotted := strings.Contains(word, ".")
	if dotted && !strings.ContainsAny(word, "0123456789") && len(word) <= 12 {
		return true
	}
	if atEnd(s.text, at, s.sentence) {
		return false
	}
	upper := unicode.IsUpper(first(word))
	if upper && utf8.RuneCountInString(word) == 1 {
		return true
	}
	number := isDigit(first(strings.TrimLeft(s.text[at:min(at+8, s.sentence)], " \u00a0")))
	if number && len(word) == 1 { // c. 1850, p. 12
		return true
	}
	switch s.lists.abbreviation[strings.ToLower(word)] {
	case "name", "either", "last":
		return true
	case "month":
		return upper
	case "number":
		return number
	}
	return false
}

// atEnd says whether nothing but closing marks stands between i and the end of the sentence.
func atEnd(text string, i, end int) bool {
	return end-i < 16 && strings.Trim(text[i:end], closers+" ") == ""
}
