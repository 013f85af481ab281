package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

// tokenizer finds the words of a sentence after the rules of UD English: do + n't, Iran + ’s, US + - + Israeli, $ + 100.
//
// Words come from prose's tokeniser, which gives no offsets and loses some input: it drops "'seems" and "'s." whole,
// splits O'Sullivan, leaves dashes, hyphens and curly quotes inside words, and is quadratic in the length of a word. So a
// sentence goes through four steps, each of which keeps exact bytes:
//
//	pieces  cuts where UD always cuts: white space, dashes, hyphens, curly quotes, dots
//	words   gives the pieces to prose in one call and finds its tokens again; what prose lost becomes a token
//	split   cuts what prose left together
//	join    puts together what prose cut apart
type tokenizer struct {
	model *prose.Model
	lists *wordLists
}

func newTokenizer(l *wordLists) *tokenizer {
	// An empty model is enough for words alone, and costs no loading.
	return &tokenizer{model: &prose.Model{}, lists: l}
}

// spans gives the tokens of one sentence in order. Every byte of the sentence that is not white space is in one.
func (t *tokenizer) spans(text string, sentence Span) []Span {
	words := t.words(text, t.pieces(text, sentence))
	out := make([]Span, 0, len(words)+8)
	for _, w := range words {
		out = t.split(out, text, w, sentence.End)
	}
	return t.join(text, out, sentence.End)
}

// A piece is a run of text without white space; whole pieces are tokens as they stand.
type piece struct {
	Span
	whole bool
}

// longest is the longest piece that prose gets to see, in bytes.
const longest = 200

// pieces cuts a sentence at white space and around the marks that are always words of their own.
func (t *tokenizer) pieces(text string, s Span) []piece {
	var out []piece
	for i := s.Start; i < s.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		end := s.End
		if j := strings.IndexFunc(text[i:s.End], unicode.IsSpace); j >= 0 {
			end = i + j
		}
		out = t.cut(out, text, Span{i, end})
		i = end
	}
	return out
}

// cut appends the pieces of one run of non-space.
func (t *tokenizer) cut(out []piece, text string, run Span) []piece {
	address := isAddress(text[run.Start:run.End])
	number := isNumber(text[run.Start:run.End])
	start := run.Start
	emit := func(from, to int) { // the mark from:to, and what stood before it
		if start < from {
			out = append(out, piece{Span{start, from}, false})
		}
		out = append(out, piece{Span{from, to}, true})
		start = to
	}
	for i := run.Start; i < run.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		next := i + n
		switch r {
		case '“', '”', '„', '«', '»', '‹', '›', '•', '—', '‒', '―', '–', '−', '|':
			emit(i, next)
		case '…', '.':
			if next = runEnd(text[:run.End], i, r); r == '…' || next-i > 1 {
				emit(i, next)
			}
		case '-':
			next = runEnd(text[:run.End], i, r)
			if next-i > 1 && !address || next-i == 1 && !address && !number && t.cutsHyphen(text[start:i], text[i+1:run.End]) {
				emit(i, next)
			}
		case '/':
			if !address && i > start && next < run.End && isLetter(text[next:]) && isLetterBefore(text[start:i]) && i-start > 1 {
				emit(i, next)
			}
		}
		i = next
	}
	if start < run.End {
		out = append(out, piece{Span{start, run.End}, false})
	}
	return out
}

// runEnd gives the end of the run of r that begins at i.
func runEnd(text string, i int, r rune) int {
	n := utf8.RuneLen(r)
	for strings.HasPrefix(text[i:], string(r)) {
		i += n
	}
	return i
}

// cutsHyphen says whether the hyphen between before and after, without white space, is a word of its own.
func (t *tokenizer) cutsHyphen(before, after string) bool {
	if before == "" && after != "" && !notDigit(rune(after[0])) { // a negative number
		return false
	}
	const longestPrefix = 16
	if len(before) > longestPrefix {
		return true
	}
	before = strings.TrimLeft(before, openers)
	if len(before) > 1 && before == strings.ToUpper(before) { // UN-backed, EX-ROYALS
		return true
	}
	return !t.lists.prefix[strings.ToLower(before)] || !isLetterOrDigit(after)
}

// isNumber says whether a run of non-space is a telephone number, a date or a file number, whose hyphens stay: nothing but
// digits, and at least two hyphens or seven digits, but not two years (2022-2023).
func isNumber(run string) bool {
	run = strings.TrimFunc(run, func(c rune) bool { return strings.ContainsRune(openers+closers+".,;:?!", c) })
	if strings.Trim(run, "0123456789-") != "" {
		return false
	}
	hyphens := strings.Count(run, "-")
	digits := len(run) - hyphens
	return hyphens >= 2 || digits >= 7 && digits != 8
}

// isAddress says whether a run of non-space is an address of the web or of mail, whose dots, hyphens and slashes stay.
func isAddress(run string) bool {
	if strings.Contains(run, "://") || strings.Contains(run, "www.") {
		return true
	}
	at := strings.IndexByte(run, '@')
	if at >= 0 {
		return strings.IndexByte(run[at:], '.') > 0
	}
	slash := strings.IndexByte(run, '/')
	return slash > 3 && strings.IndexByte(run[:slash], '.') > 0 && unicode.IsLower(lastRune(run[:slash]))
}

// words gives the pieces to prose and finds its words again.
func (t *tokenizer) words(text string, pieces []piece) []Span {
	var f folded
	for _, p := range pieces {
		if !p.whole {
			f.add(text, p.Span)
		}
	}
	tokens := t.prose(f.text.String())
	out := make([]Span, 0, len(pieces)+len(pieces)/4)
	k, at := 0, 0 // next folded piece, next token
	for _, p := range pieces {
		if p.whole {
			out = append(out, p.Span)
			continue
		}
		fp := f.pieces[k]
		k++
		if fp.text == "" { // prose did not see it
			out = edges(out, text, p.Span)
			continue
		}
		pos := 0
		for at < len(tokens) && pos < len(fp.text) {
			i := strings.Index(fp.text[pos:], tokens[at])
			if i < 0 {
				break
			}
			if i > 0 { // prose lost something
				out = edges(out, text, Span{fp.source[pos], fp.source[pos+i]})
			}
			end := pos + i + len(tokens[at])
			out = append(out, Span{fp.source[pos+i], fp.source[end]})
			pos = end
			at++
		}
		if pos < len(fp.text) {
			out = edges(out, text, Span{fp.source[pos], fp.source[len(fp.text)]})
		}
	}
	return out
}

// folded is a sentence as prose reads it: curly apostrophes and &rsquo; straight (prose folds them too, so that offsets
// must be kept here), pieces apart by one blank.
type folded struct {
	text   strings.Builder
	pieces []foldedPiece
}

// foldedPiece is one piece: source[i] is the offset in the article of its byte i, source[len(text)] the end.
type foldedPiece struct {
	text   string
	source []int
}

func (f *folded) add(text string, s Span) {
	in := text[s.Start:s.End]
	if len(in) > longest || !keepsLength(in) {
		f.pieces = append(f.pieces, foldedPiece{})
		return
	}
	var b []byte
	source := make([]int, 0, len(in)+1)
	for i := 0; i < len(in); {
		n := 1
		switch {
		case strings.HasPrefix(in[i:], "’"), strings.HasPrefix(in[i:], "‘"):
			n = len("’")
			b = append(b, '\'')
		case strings.HasPrefix(in[i:], "&rsquo;"):
			n = len("&rsquo;")
			b = append(b, '\'')
		default:
			b = append(b, in[i])
		}
		source = append(source, s.Start+i)
		i += n
	}
	source = append(source, s.End)
	f.pieces = append(f.pieces, foldedPiece{string(b), source})
	f.text.Write(b)
	f.text.WriteByte(' ')
}

// keepsLength says whether each rune is as long in lower case: prose takes offsets of the lower-cased word for its own.
func keepsLength(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && (r == utf8.RuneError || utf8.RuneLen(unicode.ToLower(r)) != utf8.RuneLen(r)) {
			return false
		}
	}
	return true
}

// prose gives the words of prose; none where it panics, which keepsLength and longest should leave no way to.
func (t *tokenizer) prose(text string) (words []string) {
	defer func() {
		if recover() != nil {
			words = nil
		}
	}()
	d, err := prose.NewDocument(text, prose.UsingModel(t.model), prose.WithSegmentation(false),
		prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return nil
	}
	for _, token := range d.Tokens() {
		words = append(words, token.Text)
	}
	return words
}

const (
	leading  = "\"'([{<$#*~=+|‘’"
	trailing = "\"')]}>,;:!?.*~=+|‘’"
)

// edges cuts the marks at both ends of a span off, each a token.
func edges(out []Span, text string, s Span) []Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !strings.ContainsRune(leading, r) || clitic(text[s.Start:s.End]) || isLetterBefore(text[:s.Start]) {
			break
		}
		out = append(out, Span{s.Start, s.Start + n})
		s.Start += n
	}
	inner := Span{s.Start, s.Start + len(strings.TrimRight(text[s.Start:s.End], trailing))}
	if inner.Start < inner.End {
		out = append(out, inner)
	}
	for i := inner.End; i < s.End; {
		_, n := utf8.DecodeRuneInString(text[i:])
		out = append(out, Span{i, i + n})
		i += n
	}
	return out
}

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "&rsquo;", "'")

// clitic says whether a word begins with one of 's 'm 'd 're 'll 've and ends there or at a mark.
func clitic(word string) bool {
	if word == "" || word[0] != '\'' && word[0] != '&' && !strings.HasPrefix(word, "’") && !strings.HasPrefix(word, "‘") {
		return false
	}
	if len(word) > 16 {
		word = word[:16]
	}
	rest := strings.ToLower(strings.TrimPrefix(apostrophes.Replace(word), "'"))
	rest = strings.TrimRight(rest, trailing)
	switch rest {
	case "s", "m", "d", "re", "ll", "ve":
		return true
	}
	return false
}

// split appends the words of one token of prose. end is the end of the sentence.
func (t *tokenizer) split(out []Span, text string, s Span, end int) []Span {
	word := text[s.Start:s.End]
	n := len(word)
	if n < 2 || isAddress(word) {
		return append(out, s)
	}
	cut := func(i int) []Span {
		out = t.split(out, text, Span{s.Start, s.Start + i}, end)
		return t.split(out, text, Span{s.Start + i, s.End}, end)
	}
	if r, size := utf8.DecodeRuneInString(word); size < n {
		switch {
		case strings.ContainsRune("£€¥₹₦₽₩₺₪{}<>*~=|•·", r):
			return cut(size)
		case r == '\'' || r == '’' || r == '‘':
			rest, _ := utf8.DecodeRuneInString(word[size:])
			if !clitic(word) && !unicode.IsDigit(rest) && glued(text, s, out) == "" {
				return cut(size)
			}
		}
	}
	if r, size := utf8.DecodeLastRuneInString(word); strings.ContainsRune("%£€¥₹°{}<>*~=|•·’", r) && size < n {
		return cut(n - size)
	}
	if n > 24 {
		return append(out, s)
	}
	lower := strings.ToLower(apostrophes.Replace(word))
	switch lower {
	case "cannot", "gonna", "gotta", "wanna":
		return append(out, Span{s.Start, s.Start + 3}, Span{s.Start + 3, s.End})
	}
	for _, clitic := range []string{"'ve", "'d"} {
		if stem := strings.TrimSuffix(lower, clitic); stem != lower && stem != "" {
			if i := strings.LastIndexAny(word, "'’"); i > 0 {
				return cut(i)
			}
		}
	}
	if i := t.unitStart(word); i > 0 {
		return cut(i)
	}
	if i := strings.IndexByte(word, '$'); i > 0 && i+1 < n && !notDigit(rune(word[i+1])) { // US$ 100
		return cut(i + 1)
	}
	// The stop of the sentence, on a short word with a capital, which prose takes for an abbreviation.
	if word[n-1] == '.' && n <= 4 && strings.IndexByte(word, '.') == n-1 && atEnd(text, s.End, end) {
		if kind := t.lists.abbreviation[lower[:len(lower)-1]]; kind != "either" && kind != "name" {
			return cut(n - 1)
		}
	}
	return append(out, s)
}

// unitStart gives where the unit begins in "5km", 0 where there is none.
func (t *tokenizer) unitStart(word string) int {
	if notDigit(rune(word[0])) {
		return 0
	}
	i := strings.IndexFunc(word, func(r rune) bool { return notDigit(r) && r != '.' && r != ',' && r != ':' })
	if i > 0 && t.lists.unit[strings.ToLower(word[i:])] {
		return i
	}
	return 0
}

// atEnd says whether nothing but closing marks stands between i and the end of the sentence.
func atEnd(text string, i, end int) bool {
	return end-i < 16 && strings.Trim(text[i:end], closers+" ") == ""
}

// glued gives the word that stands right before s, without a blank.
func glued(text string, s Span, out []Span) string {
	if len(out) == 0 || out[len(out)-1].End != s.Start {
		return ""
	}
	p := out[len(out)-1]
	return text[p.Start:p.End]
}

// join puts words together that prose cut: abbreviations and their stops, names with an apostrophe, runs of marks.
func (t *tokenizer) join(text string, in []Span, end int) []Span {
	out := in[:0]
	for i, s := range in {
		before, word := glued(text, s, out), text[s.Start:s.End]
		if before != "" && t.joins(text, before, word, in[i+1:], s.End, end) {
			out[len(out)-1].End = s.End
			continue
		}
		out = append(out, s)
	}
	return out
}

func (t *tokenizer) joins(text, before, word string, rest []Span, at, end int) bool {
	switch {
	case word == "." && len(before) <= 12:
		if len(before) == 1 && unicode.IsUpper(rune(before[0])) {
			return !atEnd(text, at, end)
		}
		switch t.lists.abbreviation[strings.ToLower(before)] {
		case "either":
			return strings.Contains(before, ".") || unicode.IsUpper(rune(before[0])) && !atEnd(text, at, end) ||
				len(before) > 1 && !unicode.IsUpper(rune(before[0]))
		case "name":
			return !atEnd(text, at, end)
		case "month":
			return unicode.IsUpper(rune(before[0])) && !atEnd(text, at, end)
		case "number":
			return len(rest) > 0 && !notDigit(rune(text[rest[0].Start]))
		}
		return strings.Contains(before, ".") && len(before) <= 8 && !strings.ContainsAny(before, "0123456789")
	case word == "!" || word == "?":
		return strings.Trim(before, "!?") == ""
	}
	// O'Sullivan, Qa'ida: an apostrophe inside a name; but not a quote that closes or a clitic.
	r, size := utf8.DecodeRuneInString(word)
	if (r == '\'' || r == '’' || r == '‘') && size < len(word) && !clitic(word) {
		next, _ := utf8.DecodeRuneInString(word[size:])
		return unicode.IsLetter(next) && isLetterBefore(before) && len(before) < longest && len(word) < longest
	}
	return false
}

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func isLetterOrDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isLetterBefore(s string) bool { return unicode.IsLetter(lastRune(s)) }
