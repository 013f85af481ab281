package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/schema"
)

// A dateline says where and when a report was written, before its first words:
//
//	MOSCOW/TEHRAN (Web Desk) – Text        Moscow [Russia], March 7: Text       CAIRO - 25 July 2022: Text
//	KYIV, Ukraine (AP) — Text              BEIJING, March 7 (Xinhua) -- Text    Doha: Text
//	MOSCOW, March 7. /TASS/. Text          New Delhi, March 7 (PTI) Text        (Reuters) - Text
//
// It is read by a small grammar over the first words of a paragraph: places, day and agency in any order, then a dash or a
// colon (which the agency in brackets may replace), then a capital. Since a name before a dash or a colon may be anything
// ("Putin: We will not yield"), it counts as a dateline only with a reason: a day, an agency or a country in brackets;
// capitals; a place that the gazetteer knows; a name that the text elsewhere says something is "in"; and, before a dash
// alone, up to three words at the beginning of the first paragraph that no word shows to be something else.

// datelineLength is how many bytes a dateline may have.
const datelineLength = 120

// datelineParts is what the grammar found.
type datelineParts struct {
	places  []Span
	day     Span
	dated   bool // a day, or a month with its year
	agency  bool // in brackets or slashes, or behind a comma
	country bool // in brackets
	end     int  // behind the dash or colon
	mark    rune // '-', ':', or 0 where an agency in brackets ends it
	spaced  bool // white space before the dash
}

// dateline reads the dateline that a line begins with. paragraph says that the line is one of the report, first that none
// stands before it, interview whether other lines begin with that name and a colon.
func (c *cues) dateline(text string, line Span, paragraph, first bool, interview func(name string) bool) (Dateline, bool) {
	r := dateReader{cues: c, text: text, words: dateWords(text, Span{line.Start, min(line.End, line.Start+datelineLength)})}
	p, ok := r.parts()
	if !ok {
		return Dateline{}, false
	}
	for i := 0; i < len(p.places); {
		if name := text[p.places[i].Start:p.places[i].End]; c.slugged(name, "") || c.agency[name] {
			p.agency = p.agency || p.mark == '-' && shouted(name) && c.slugged(name, "outlet")
			p.places = append(p.places[:i], p.places[i+1:]...)
		} else {
			i++
		}
	}
	rest := strings.TrimLeft(strings.TrimSpace(text[p.end:line.End]), openers)
	if rest == "" {
		if !p.dated && !p.agency || len(p.places) == 0 {
			return Dateline{}, false
		}
	} else if first, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(first) || unicode.IsPunct(first) || !paragraph {
		return Dateline{}, false
	}
	if !c.plausible(text, Span{line.Start, p.end}, rest, p, first, interview) {
		return Dateline{}, false
	}
	return Dateline{Span: trim(text, Span{line.Start, p.end}), Places: p.places, Day: p.day}, true
}

// plausible says whether there is a reason to take a name before a dash or a colon for a dateline.
func (c *cues) plausible(text string, whole Span, rest string, p datelineParts, first bool, interview func(name string) bool) bool {
	if len(p.places) == 0 {
		return p.agency // "(Reuters) - ", "March 7 (AP) — ", "TODAY NEWS, 7 March – "
	}
	if p.agency || p.dated || p.country {
		return true
	}
	name := text[p.places[0].Start:p.places[0].End]
	if p.mark == ':' && interview(name) {
		return false
	}
	if strings.HasPrefix(name, "The ") && !isPlace(name) {
		return false
	}
	capitals := shouted(name)
	names := schema.Names()
	if _, body := names.Body(name); body {
		return false
	}
	if capitals {
		return true
	}
	if p.mark == '-' {
		// A pair of dashes brackets a remark: "Kyiv – the capital – was hit".
		mark := strings.TrimSpace(text[whole.Start:whole.End])
		dash, _ := utf8.DecodeLastRuneInString(mark)
		sentence, _, _ := strings.Cut(rest[:min(len(rest), 400)], ". ")
		if p.spaced && strings.Contains(sentence, " "+string(dash)+" ") {
			return false
		}
		words := strings.Count(name, " ") + 1
		if len(p.places) <= 2 && len(rest) > 80 && (!p.spaced || first && words <= 3) { // "Tapachula.- The", "Rustenburg – The"
			return true
		}
	}
	for _, s := range p.places {
		if isPlace(text[s.Start:s.End]) {
			return true
		}
	}
	for _, before := range []string{"in ", "near ", "outside ", "across ", "around "} {
		if strings.Contains(text[whole.End:], before+name) {
			return true
		}
	}
	return false
}

// isPlace says whether the gazetteer has a place of the name.
func isPlace(name string) bool {
	g := schema.Names()
	if _, ok := g.Capital(name); ok {
		return true
	}
	if _, ok := g.Country(name); ok {
		return true
	}
	_, ok := g.Region(name)
	return ok
}

// shouted says whether a name is in capitals: three letters at least, none of them small.
func shouted(name string) bool {
	n := 0
	for _, r := range name {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 3
}

// dateWord is a word, a number or a mark of a dateline.
type dateWord struct {
	Span
	kind   rune // 'w' a word, 'n' a number, '-' any dash; else the mark itself
	spaced bool // white space before it
}

// dateWords cuts a dateline, or a line that may be one, into words.
func dateWords(text string, in Span) []dateWord {
	var out []dateWord
	spaced := false
	for i := in.Start; i < in.End; {
		r, n := utf8.DecodeRuneInString(text[i:in.End])
		w := dateWord{Span{i, i + n}, r, spaced}
		switch {
		case unicode.IsSpace(r):
			i, spaced = i+n, true
			continue
		case unicode.IsLetter(r):
			w.kind = 'w'
			w.End = wordEnd(text, i, in.End)
		case unicode.IsDigit(r):
			w.kind = 'n'
			for w.End < in.End {
				if r, n = utf8.DecodeRuneInString(text[w.End:in.End]); !isAlphanumeric(r) {
					break
				}
				w.End += n
			}
		case isDash(r):
			w.kind = '-'
			for w.End < in.End && text[w.End] == '-' {
				w.End++
			}
		}
		out = append(out, w)
		i, spaced = w.End, false
	}
	return out
}

// wordEnd gives the end of the word at i: letters, with single apostrophes, hyphens and stops between two of them.
func wordEnd(text string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			next, _ := utf8.DecodeRuneInString(text[i+n : end])
			if !strings.ContainsRune("'’.-", r) || !unicode.IsLetter(next) {
				break
			}
		}
		i += n
	}
	return i
}

func isDash(r rune) bool { return strings.ContainsRune("-‐‑‒–—―−", r) }

// dateReader reads the words of a dateline.
type dateReader struct {
	*cues
	text  string
	words []dateWord
}

func (r *dateReader) at(i int) dateWord {
	if i < 0 || i >= len(r.words) {
		return dateWord{}
	}
	return r.words[i]
}

func (r *dateReader) word(i int) string { w := r.at(i); return r.text[w.Start:w.End] }

func (r *dateReader) lower(i int) string { return strings.ToLower(r.word(i)) }

func (r *dateReader) upper(i int) bool {
	first, _ := utf8.DecodeRuneInString(r.word(i))
	return r.at(i).kind == 'w' && !unicode.IsLower(first)
}

// parts reads places, day and agency up to the dash or colon.
func (r *dateReader) parts() (p datelineParts, ok bool) {
	last := ' ' // what was read last: 'p' a place, 'd' a day, 'a' an agency, ',' something between them
	for i := 0; i < len(r.words); {
		w := r.words[i]
		if span, next, day, ok := r.day(i); ok && (i > 0 || day) {
			if p.dated {
				return p, false
			}
			p.dated = true
			if day {
				p.day = span
			}
			i, last = next, 'd'
			continue
		}
		switch {
		case w.kind == '(' || w.kind == '[':
			next, ok := r.bracket(i, &p)
			if !ok {
				return p, false
			}
			i, last = next, 'a'
		case w.kind == '/':
			if next, ok := r.slashes(i, &p); ok {
				i, last = next, 'a'
			} else if last == 'p' && r.upper(i+1) {
				i, last = i+1, ','
			} else {
				return p, false
			}
		case w.kind == '-':
			_, _, _, day := r.day(i + 1)
			glued := r.at(i+1).kind != 0 && !r.at(i+1).spaced && !w.spaced
			if mark := r.word(i); last == ' ' || !day && glued && mark != "—" && mark != "--" {
				return p, false // a hyphen: "US–Israeli"
			}
			if day || last == 'a' && len(p.places) == 0 && r.named(i+1) {
				i, last = i+1, ','
				continue
			}
			p.end, p.mark, p.spaced = w.End, '-', w.spaced
			return p, true
		case w.kind == ':':
			p.end, p.mark = w.End, ':'
			return p, last != ' '
		case w.kind == '.':
			if next := r.at(i + 1); last == ' ' || !(next.kind == '-' || next.kind == '(' || next.kind == '/' || r.dayFollows(i+1)) {
				if last == 'a' && p.agency {
					p.end = w.End
					return p, true
				}
				return p, false
			}
			i++
		case w.kind == ',' || w.kind == '&' || w.kind == 'w' && r.word(i) == "and":
			if last == ' ' || last == ',' {
				return p, false
			}
			i, last = i+1, ','
		case w.kind == 'w' && last == 'a' && p.agency:
			p.end = r.at(i - 1).End
			return p, true
		case w.kind == 'w' && (last == ' ' || last == ','):
			next := r.name(i)
			if next == i {
				return p, false
			}
			name := Span{w.Start, r.at(next - 1).End}
			words := r.text[name.Start:name.End]
			switch {
			case r.agency[words] && (last == ',' || r.at(next).kind == '.'), !r.upper(i):
				p.agency, last = true, 'a'
			default:
				p.places, last = append(p.places, name), 'p'
			}
			i = next
		default:
			return p, false
		}
	}
	if last == 'd' || last == 'a' || last == 'p' && p.dated { // a line of its own
		p.end = r.at(len(r.words) - 1).End
		return p, p.end-r.words[0].Start < datelineLength
	}
	return p, false
}

// named says whether a name and then a dash follow: "AFP.- London - The".
func (r *dateReader) named(i int) bool {
	next := r.name(i)
	return next > i && (r.at(next).kind == '-' || r.at(next).kind == ',')
}

// name gives the index behind the words of a name: capitals, with small particles between them ("San Cristóbal de las
// Casas"), and a stop behind short ones ("St. Petersburg", "Calif."). A name may begin small where its last word shows that
// an agency or outlet is meant ("afrol News").
func (r *dateReader) name(i int) int {
	start := i
	for i < start+6 && r.at(i).kind == 'w' {
		if i > start && r.dayFollows(i) {
			break
		}
		if !r.upper(i) {
			if i == start {
				if r.slug[r.lower(i+1)] != "outlet" || !r.upper(i+1) {
					return start
				}
			} else if j := i + 1; !r.upper(j) && !(r.at(j).kind == 'w' && r.upper(j+1)) || r.word(i) == "and" || len(r.word(i)) > 4 {
				break
			}
		}
		i++
		if dot, after := r.at(i), r.at(i+1); dot.kind == '.' && len(r.word(i-1)) <= 5 && (after.kind == ',' || after.kind == '(' ||
			after.kind == '-' && after.spaced || after.kind == 'w' && r.lower(i-1) == "st") {
			r.words[i-1].End = dot.End
			r.words = append(r.words[:i], r.words[i+1:]...)
		}
	}
	return i
}

// dayFollows says whether a day, with its month, stands at i.
func (r *dateReader) dayFollows(i int) bool {
	_, _, _, ok := r.day(i)
	return ok
}

// day reads a date at i: "March 7", "7 March 2026", "Feb. 25, 2021", "Tuesday, March 10", "Friday"; without a day it is
// "June 2022". It gives the span, the index behind it and whether it names a day.
func (r *dateReader) day(i int) (span Span, next int, day, ok bool) {
	start := i
	if r.at(i).kind == 'w' && r.weekday[r.lower(i)] {
		i++
		if k := r.at(i).kind; k == ',' || k == '.' {
			i++
		}
		if _, next, day, ok := r.date(i); ok && day {
			return Span{r.at(start).Start, r.at(next - 1).End}, next, true, true
		}
		if k := r.at(start + 1).kind; len(r.word(start)) > 5 && (k == '-' || k == ':' || k == '(' || k == ',' || k == 0) {
			return r.at(start).Span, start + 1, true, true
		}
		return Span{}, start, false, false
	}
	return r.date(i)
}

// date reads a day with its month, or a month with its year.
func (r *dateReader) date(start int) (span Span, next int, day, ok bool) {
	i := start
	month := func(i int) (int, bool) {
		if r.at(i).kind != 'w' || !r.month[r.lower(i)] {
			return i, false
		}
		if r.at(i+1).kind == '.' && !r.at(i+1).spaced && r.at(i+2).kind == 'n' {
			return i + 2, true
		}
		return i + 1, true
	}
	if r.isDay(i) {
		if i, ok = month(i + 1); !ok {
			return Span{}, start, false, false
		}
		if r.at(i).kind == '.' && r.at(i+1).kind == ',' {
			i++
		}
		day = true
	} else if i, ok = month(i); !ok {
		return Span{}, start, false, false
	} else if r.isDay(i) {
		i, day = i+1, true
	}
	end := i
	if r.at(i).kind == ',' {
		i++
	}
	if r.isYear(i) {
		end = i + 1
	} else if !day {
		return Span{}, start, false, false
	}
	return Span{r.at(start).Start, r.at(end - 1).End}, end, day, true
}

func (r *dateReader) isDay(i int) bool {
	w := r.word(i)
	if r.at(i).kind != 'n' {
		return false
	}
	digits := strings.TrimRightFunc(w, unicode.IsLetter)
	if suffix := w[len(digits):]; suffix != "" && suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th" {
		return false
	}
	return len(digits) == 1 && digits > "0" || len(digits) == 2 && digits <= "31" && digits > "00"
}

func (r *dateReader) isYear(i int) bool {
	w := r.word(i)
	return r.at(i).kind == 'n' && len(w) == 4 && (w[0] == '1' || w[0] == '2') && strings.IndexFunc(w, notDigit) < 0
}

// bracket reads "(AP)", "(Feb. 25, 2021)", "[Russia]".
func (r *dateReader) bracket(i int, p *datelineParts) (next int, ok bool) {
	closer := ')'
	if r.at(i).kind == '[' {
		closer = ']'
	}
	j := i + 1
	for j < len(r.words) && r.words[j].kind != closer {
		j++
	}
	if j == len(r.words) || j == i+1 {
		return i, false
	}
	inner := trim(r.text, Span{r.at(i).End, r.at(j).Start})
	words := r.text[inner.Start:inner.End]
	if span, next, day, ok := r.day(i + 1); ok && day && next == j && !p.dated {
		p.dated, p.day = true, span
		return j + 1, true
	}
	switch {
	case r.isAgency(words):
		p.agency = true
	case len(p.places) > 0 && r.upper(i+1) && (closer == ']' || isPlace(words)):
		p.places = append(p.places, inner)
		p.country = true
	case len(words) <= 8 && strings.ToUpper(words) == words && r.upper(i+1): // an agency that we do not know
	default:
		return i, false
	}
	return j + 1, true
}

// isAgency says whether words name an agency or a desk, or several: "AP", "Web Desk", "Borneo Bulletin/ANN".
func (c *cues) isAgency(words string) bool {
	if c.agency[words] || c.slugged(words, "outlet") {
		return true
	}
	for part := range strings.FieldsFuncSeq(words, func(r rune) bool { return r == '/' || r == ',' || r == '|' }) {
		if c.agency[strings.TrimSpace(part)] {
			return true
		}
	}
	return false
}

// slashes reads "/TASS/".
func (r *dateReader) slashes(i int, p *datelineParts) (next int, ok bool) {
	j := i + 1
	for j < min(i+5, len(r.words)) && r.words[j].kind != '/' {
		if r.words[j].kind != 'w' && r.words[j].kind != '-' {
			return i, false
		}
		j++
	}
	if r.at(j).kind != '/' || j == i+1 {
		return i, false
	}
	words := r.text[r.at(i).End:r.at(j).Start]
	if words != strings.ToUpper(words) && !r.agency[words] {
		return i, false
	}
	p.agency = true
	return j + 1, true
}

// dateLine finds the day in a line that holds nothing else, but for the time: "March 7, 2026, 10:15 GMT".
func (c *cues) dateLine(text string, line Span) (day Span, ok bool) {
	if line.End-line.Start > 60 || line.Start >= line.End {
		return Span{}, false
	}
	r := dateReader{cues: c, text: text, words: dateWords(text, line)}
	span, i, named, ok := r.day(0)
	if !ok || !named || i < 2 {
		return Span{}, false
	}
	for ; i < len(r.words); i++ {
		if w := r.at(i); w.kind == 'w' && !r.clock[r.lower(i)] || w.kind != 'w' && w.kind != 'n' && !strings.ContainsRune(",.:-|()+", w.kind) {
			return Span{}, false
		}
	}
	return span, true
}
