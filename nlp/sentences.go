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
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			i += n
			continue
		}
		gap := i
		for i < block.End {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsSpace(r) {
				break
			}
			i += n
		}
		if gap > last && s.ends(text[start:last], text[last:gap], text[i:block.End], stops[gap-block.Start]) {
			out = append(out, Span{start, gap})
			start = i
		}
		last = i
	}
	if start < block.End {
		out = append(out, Span{start, block.End})
	}
	return out
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
	first, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(first) || strings.ContainsRune(",;:.!?-–—&/", first) && next != "" {
		return false
	}
	if r := lastRune(core); r != '.' {
		return !(quoted && r != '…' && s.speechFollows(after))
	}
	name := strings.TrimLeft(core[:len(core)-1], openers)
	if strings.HasSuffix(name, ".") { // an ellipsis
		return true
	}
	if i := strings.LastIndexAny(name, "-–—/("); i >= 0 {
		name = strings.TrimLeft(name[i:], "-–—/(")
	}
	follows := s.lists.starter[strings.ToLower(strings.TrimRightFunc(next, unicode.IsPunct))]
	switch s.lists.abbreviation[strings.ToLower(name)] {
	case "name":
		return false
	case "number":
		return !unicode.IsDigit(first)
	case "month":
		return !unicode.IsDigit(first) && (stop || follows)
	case "either":
		return follows && !quoted || stop && quoted
	}
	switch {
	case before == "" && strings.IndexFunc(name, notDigit) < 0: // the number of a list item
		return false
	case len(name) == 1 && unicode.IsUpper(rune(name[0])): // an initial
		return follows
	case strings.Contains(name, ".") && utf8.RuneCountInString(name) < 8:
		return follows || stop
	}
	return stop
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
