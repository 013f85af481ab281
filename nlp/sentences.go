package nlp

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	punkt "gopkg.in/neurosnap/sentences.v1"
	"gopkg.in/neurosnap/sentences.v1/english"
)

// splitter finds sentences. Punkt (Kiss and Strunk, 2006, with neurosnap's English statistics) says which stops end one;
// the rules of ends repair what it cannot know: names after titles, questions inside a sentence, abbreviations of news.
type splitter struct {
	punkt *punkt.DefaultSentenceTokenizer
	lists *wordLists
}

func newSplitter(l *wordLists) (s *splitter, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("load sentence statistics: %v", r)
		}
	}()
	t, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		return nil, fmt.Errorf("load sentence statistics: %w", err)
	}
	return &splitter{punkt: t, lists: l}, nil
}

// spans gives the sentences of a block in order, without the white space around them. No sentence crosses the border of a
// block, so the end of a line ends one (headlines, list items, paragraphs), unless the text was broken into lines of equal
// width by a program.
func (s *splitter) spans(text string, block Span) []Span {
	var out []Span
	stops := s.stops(text[block.Start:block.End])
	start := block.Start
	last := start // start of the current run of non-space
	for i := block.Start; i < block.End; {
		if n := spaceAt(text, i); n == 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		gap := i
		i = skipSpace(text, i, block.End)
		out, start, last = s.cutGlued(out, text, Span{last, gap}, start)
		word, after := text[last:gap], text[i:block.End]
		behind := s.attached(after) // "[2]" or ":)" closes the sentence before it
		next := after[skipSpace(after, behind, len(after)):]
		if s.ends(text[start:last], word, next, stops[gap-block.Start]) || s.begins(text[start:last], word, next) && behind == 0 {
			if behind > 0 {
				gap = i + behind
				i = skipSpace(text, gap, block.End)
			}
			out = append(out, Span{start, gap})
			start = i
		}
		last = i
	}
	out, start, _ = s.cutGlued(out, text, Span{last, block.End}, start)
	if start < block.End {
		out = append(out, Span{start, block.End})
	}
	return out
}

// cutGlued appends the sentences that end inside a run of non-space. start is where the current sentence begins; new values
// of it and of the start of the run come back.
func (s *splitter) cutGlued(out []Span, text string, run Span, start int) (_ []Span, newStart, rest int) {
	rest = run.Start
	for _, cut := range s.glued(text[run.Start:run.End]) {
		rest = run.Start + cut
		out = append(out, Span{start, rest})
		start = rest
	}
	return out, start, rest
}

// skipSpace gives the first place from i on without white space.
func skipSpace(text string, i, end int) int {
	for i < end {
		n := spaceAt(text, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// glued gives the places inside a run of non-space where a sentence ends without a blank behind it: "war.The", "go?where".
func (s *splitter) glued(run string) []int {
	const longest = 200 // addresses are longer, words are not
	if len(run) > longest {
		return nil
	}
	var out []int
	for i := 1; i < len(run)-1; i++ {
		c := run[i]
		if c != '.' && c != '!' && c != '?' {
			continue
		}
		stop, dots := i, c == '.'
		for i+1 < len(run) && (run[i+1] == '.' || run[i+1] == '!' || run[i+1] == '?') {
			i++
			dots = dots || run[i] == '.'
		}
		next := first(run[i+1:])
		one := i == stop && c == '.'
		switch {
		case one && !gluedStop(run, 0, i, len(run)), !one && !unicode.IsUpper(next) && (dots || !unicode.IsLower(next)):
			continue
		case !unicode.IsLower(lastRune(run[:stop])) && run[stop-1] != ')':
			continue
		}
		if out == nil && (strings.Contains(run, "://") || strings.Contains(run, "@") || strings.HasPrefix(strings.TrimLeft(run, openers), "www.")) {
			return nil
		}
		word := run[:stop]
		if j := strings.LastIndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); j >= 0 {
			word = word[j+1:]
		}
		rest := run[i+1:]
		if j := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }); j >= 0 {
			rest = rest[:j]
		}
		if !one && unicode.IsLower(next) && len(rest) < 3 && rest != "i" { // "you?re": a lost apostrophe
			continue
		}
		if one && (s.lists.abbreviation[strings.ToLower(word)] != "" || s.lists.abbreviation[strings.ToLower(word+"."+rest)] != "" ||
			s.lists.domain[rest] || s.lists.generic[strings.ToLower(rest)] || s.lists.newsgroup[word] || s.lists.file[strings.ToLower(rest)] || s.lists.address(run) > 0) {
			continue
		}
		out = append(out, i+1)
	}
	return out
}

// attached gives the length of what closes the sentence before it behind its stop: notes in brackets and emoticons.
func (s *splitter) attached(after string) int {
	n := 0
	for range 10 { // a bound, for a line of nothing but notes
		i := skipSpace(after, n, len(after))
		if i == len(after) {
			break
		}
		end := 0
		switch c := after[i]; {
		case c == '[':
			end = note(after, i)
		case c == ')', c == ']', s.lists.face[c]:
			for end = i; end < len(after) && end < i+longestEmoticon && spaceAt(after, end) == 0; {
				end++
			}
			bracket := end == i+1 && (c == ')' || c == ']')
			if !bracket && !s.lists.emoticon[after[i:end]] || end < len(after) && spaceAt(after, end) == 0 {
				end = 0
			}
		}
		if end == 0 {
			break
		}
		n = end
	}
	return n
}

// note gives the end of the note in brackets that begins at i, 0 where there is none: [12], [citation needed].
func note(text string, i int) int {
	const longest = 40
	in := text[i:min(len(text), i+longest)]
	end := strings.IndexByte(in, ']')
	if end < 2 {
		return 0
	}
	digits := strings.Trim(in[1:end], "0123456789") == ""
	if !digits && !strings.HasSuffix(in[1:end], " needed") {
		return 0
	}
	end += i + 1
	if end < len(text) && text[end] == '.' {
		end++
	}
	if end < len(text) && spaceAt(text, end) == 0 {
		return 0
	}
	return end
}

// begins says whether a sentence begins with next though none ends before it: the credit of a picture, the date under a
// headline and what follows it, the words behind the number of a figure.
func (s *splitter) begins(before, word, next string) bool {
	if strings.HasPrefix(next, "1. ") && lastRune(word) == ':' { // a list inside a line
		return true
	}
	const longest = 12
	for i := 3; i < len(next) && i < longest; i++ {
		if next[i] == ':' {
			return s.lists.credit[strings.ToLower(next[:i])] && lastRune(word) != ':'
		}
	}
	if next == "" || next[0] < 'A' || next[0] > 'Z' {
		return false
	}
	if s.date(next) {
		return unicode.IsUpper(first(strings.TrimLeft(word, openers))) && !strings.ContainsRune(",:;-–—", lastRune(word))
	}
	if len(before) > 2*longest {
		return false
	}
	kind, ok := strings.CutSuffix(before, " ")
	if ok && s.lists.figure[strings.ToLower(kind)] {
		return strings.Contains(strings.Trim(word, "."), ".") && strings.Trim(word, "0123456789.") == ""
	}
	return s.date(before + word)
}

// date says whether a text is a date as it stands under headlines, and nothing else: Thursday, May 7, 2015.
func (s *splitter) date(text string) bool {
	const longest = len("Wednesday, September 30, 2026")
	if len(text) > longest || len(text) < 16 {
		return false
	}
	f := strings.Split(text, " ")
	return len(f) == 4 && s.lists.weekday[strings.ToLower(strings.TrimSuffix(f[0], ","))] && s.lists.month[strings.ToLower(f[1])] && len(f[2]) > 1 && len(f[2]) < 4 && len(f[3]) == 4 &&
		strings.Trim(f[2][:len(f[2])-1]+f[3], "0123456789") == ""
}

// stops asks Punkt: the offsets of white space before which a sentence ends.
func (s *splitter) stops(line string) map[int]bool {
	out := map[int]bool{}
	// Without the newline Punkt drops a last word that ends in a rune of several bytes.
	for _, sentence := range s.punkt.Tokenize(line + "\n") {
		out[sentence.End] = true
	}
	return out
}

const (
	openers = "\"'“‘„«‹([{"
	closers = "\"'”’»›)]}"
)

// ends says whether a sentence ends after word, the last one of a run of non-space; before is the sentence so far, after
// the rest of the line, stop the opinion of Punkt.
func (s *splitter) ends(before, word, after string, stop bool) bool {
	core := strings.TrimRight(word, closers)
	quoted := len(core) < len(word)
	if core == "" || !strings.ContainsRune(".!?…", lastRune(core)) {
		return false
	}
	next := after
	if i := strings.IndexFunc(after, unicode.IsSpace); i >= 0 {
		next = after[:i]
	}
	next = strings.TrimLeft(next, openers)
	first := first(next)
	if strings.ContainsRune(",;:.!?-–—&/", first) && next != "" {
		return false
	}
	name := strings.TrimLeft(core[:len(core)-1], openers)
	if unicode.IsLower(first) && !camel(next) {
		return !quoted && s.endsBeforeSmall(core, name, next)
	}
	if r := lastRune(core); r != '.' {
		return !(quoted && r != '…' && s.speechFollows(after))
	}
	if strings.HasSuffix(name, ".") { // an ellipsis
		return true
	}
	if i := strings.LastIndexAny(name, "-–—/("); i >= 0 {
		name = strings.TrimLeft(name[i:], "-–—/(")
	}
	if len(name) == 1 && unicode.IsLower(rune(name[0])) && (unicode.IsDigit(first) || word[0] == '(') { // (b. March 1950)
		return false
	}
	follows := s.lists.starter[strings.ToLower(strings.TrimRightFunc(next, unicode.IsPunct))]
	switch s.lists.abbreviation[strings.ToLower(name)] {
	case "name":
		return false
	case "number":
		return !unicode.IsDigit(first)
	case "month":
		return !unicode.IsDigit(first) && (stop || follows)
	case "last":
		return true
	case "either":
		return follows && !quoted || stop && quoted
	}
	switch {
	case strings.IndexFunc(name, notDigit) < 0 && (before == "" || strings.HasSuffix(before, ": ") ||
		len(before) < 10 && s.lists.figure[strings.ToLower(strings.TrimSuffix(before, " "))]): // the number of a list item or a figure
		return false
	case len(name) == 1 && unicode.IsUpper(rune(name[0])): // an initial
		return follows
	case s.lists.address(name) > 0:
		return true
	case strings.Contains(name, ".") && utf8.RuneCountInString(name) < 8:
		return follows || stop
	}
	return stop
}

// endsBeforeSmall says whether core, a word with its stop, ends a sentence before a small letter, as people write who never
// use capitals: almost always where no abbreviation is known and no voice is quoted.
func (s *splitter) endsBeforeSmall(core, name, next string) bool {
	if len(next) > 1 && next[1] == ')' { // the letter of a list item
		return false
	}
	switch core[len(core)-1] {
	case '!':
		return true
	case '?':
		return s.lists.starter[strings.TrimRightFunc(next, unicode.IsPunct)]
	case '.':
		return len(name) > 1 && s.lists.abbreviation[name] == "" && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLower(r) }) < 0
	}
	return false
}

// camel says whether a word begins small by its spelling: eBay, iPhone.
func camel(word string) bool {
	return len(word) > 2 && (unicode.IsUpper(rune(word[1])) || unicode.IsUpper(rune(word[2])) && unicode.IsLower(rune(word[1])))
}

// speechFollows says whether one of the next three words is a verb of saying.
func (s *splitter) speechFollows(after string) bool {
	for range 3 {
		word, rest, _ := strings.Cut(after, " ")
		if s.lists.speech[strings.TrimRight(word, ".,:")] {
			return true
		}
		after = rest
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// lines gives the lines of a text that hold more than white space, trimmed; the lines of a wrapped paragraph are one.
func lines(text string) []Span {
	var out []Span
	paragraph := 0 // first line of the current paragraph
	start := 0
	for i, r := range text + "\n" {
		if !isBreak(r) || r == '\r' && strings.HasPrefix(text[i+1:], "\n") {
			continue
		}
		line := trim(text, Span{start, i})
		start = i + utf8.RuneLen(r)
		if line.Start < line.End {
			out = append(out, line)
			continue
		}
		out = joinWrapped(text, out, paragraph)
		paragraph = len(out)
	}
	return joinWrapped(text, out, paragraph)
}

// joinWrapped makes one line of the lines from the given one on, if a program wrapped them: at least three, none wider
// than 100 runes, and each, with the first word of the next, wider than the widest.
func joinWrapped(text string, in []Span, from int) []Span {
	group := in[from:]
	if len(group) < 3 {
		return in
	}
	widest := 0
	for _, l := range group {
		widest = max(widest, utf8.RuneCountInString(text[l.Start:l.End]))
	}
	if widest > 100 || widest < 40 {
		return in
	}
	for i, l := range group[:len(group)-1] {
		next := text[group[i+1].Start:group[i+1].End]
		if j := strings.IndexFunc(next, unicode.IsSpace); j >= 0 {
			next = next[:j]
		}
		if utf8.RuneCountInString(text[l.Start:l.End])+1+utf8.RuneCountInString(next) <= widest {
			return in
		}
	}
	return append(in[:from], Span{group[0].Start, group[len(group)-1].End})
}

func isBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// trim cuts the white space at both ends of a span.
func trim(text string, s Span) Span {
	in := text[s.Start:s.End]
	s.Start += len(in) - len(strings.TrimLeftFunc(in, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimRightFunc(text[s.Start:s.End], unicode.IsSpace))
	return s
}
