package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The structure of a text is told line by line, a line being a paragraph (lines). Body is what nobody has a reason to call
// anything else: a caption taken for body costs a doubtful claim, a paragraph taken for a caption loses all of its claims.
// The reasons, in the order in which they are tried:
//
//   - What a line says of itself by the words of lists/cues.txt at their places: "Also Watch:", "Sources: A, B", "By Ana Lee",
//     "(Reporting by A in Kyiv; Editing by B)", "(Disclaimer: ...)", "FILE - ", "© A", and a line that is an address or a day.
//   - Posts: a line closed by "— Name (@handle) March 3, 2026", or with an address of pictures; the line before a signature
//     that stands alone; and the heading before a post, for posts have several paragraphs.
//   - The end: "— SPA", "(Yonhap)" behind the last sentence is a byline.
//   - Captions: a line closed by a credit ("Photo: AP", "(AP Photo/A)", "A. B / TASS", "| AFP"), which is cut off; one that says
//     who is on the left, one before a line of credit, one that stands twice, each without a full stop.
//   - The front: at most three lines without full stop before the report are headlines; a line of names that the text never
//     names again is a byline; a day alone before the first paragraph is a dateline, and the first paragraphs may begin with
//     one (dateline.go).
//   - Subheads: at most 12 words without full stop, or a short question, between paragraphs with one; not after a colon, not in
//     a list of such lines, not a line that stands twice, not where the next line goes on in small letters.
//
// Every rule looks at a bounded part of a line and at its neighbours, so the time is linear in the length of the text.

// textLine is a line with what the rules look at.
type textLine struct {
	Span
	kind             BlockKind // empty where nothing is known
	head, tail       Span      // what is cut off its beginning and its end, empty where nothing is
	headKind, endsAs BlockKind
	words            int  // at most maxWords+1
	stop             bool // a full stop, question or exclamation mark closes it
	question         bool
	open             bool // a comma, colon, semicolon or dash closes it
}

// main is the line without what was cut off.
func (l *textLine) main() Span {
	s := l.Span
	if l.head.End > 0 {
		s.Start = l.head.End
	}
	if l.tail.End > 0 {
		s.End = l.tail.Start
	}
	return s
}

// Bounds of the rules, in bytes where nothing else is said.
const (
	maxWords    = 40  // words that are counted in a line
	maxHeadline = 130 // of a headline, twice as many where its words have capitals: a first sentence may lack its stop
	maxSubhead  = 90  // of a subhead
	maxCaption  = 500 // of a caption with a credit
	maxCredit   = 140 // of a credit or a byline at the end of a line
	maxPost     = 700 // of a post in one line
	maxNotice   = 600 // of bylines, disclaimers and the like
	minBody     = 100 // a line without full stop that long goes for a paragraph beside a subhead
)

// blocks cuts a text into blocks and finds its dateline.
func (c *cues) blocks(text string) ([]Block, Dateline) {
	var ls []textLine
	for _, s := range lines(text) {
		ls = append(ls, readLine(text, s))
	}
	for i := range ls {
		ls[i].kind = c.says(text, ls, i)
	}
	c.listed(text, ls)
	c.posts(text, ls)
	c.signOff(text, ls)
	c.captions(text, ls)
	dateline := c.front(text, ls)
	c.subheads(text, ls)
	out := make([]Block, 0, len(ls)+1)
	for i := range ls {
		l := &ls[i]
		if l.head.End > 0 {
			out = append(out, Block{l.head, l.headKind})
		}
		if main := trim(text, l.main()); main.Start < main.End {
			if l.kind == "" {
				l.kind = Body
			}
			out = append(out, Block{main, l.kind})
		}
		if l.tail.End > 0 {
			out = append(out, Block{l.tail, l.endsAs})
		}
	}
	return out, dateline
}

func readLine(text string, s Span) textLine {
	l := textLine{Span: s}
	in := text[s.Start:s.End]
	for i := 0; i < len(in) && l.words <= maxWords; l.words++ {
		n := strings.IndexFunc(in[i:], unicode.IsSpace)
		if n < 0 {
			n = len(in) - i
		}
		i += n
		i += len(in[i:]) - len(strings.TrimLeftFunc(in[i:], unicode.IsSpace))
	}
	core := strings.TrimRight(strings.TrimRight(in, closers), ". ")
	end := in[len(core):]
	l.stop = strings.Contains(end, ".")
	switch last := lastRune(core); {
	case last == '?' || last == '؟' || last == '？':
		l.stop, l.question = true, true
	case strings.ContainsRune("!…。！", last):
		l.stop = true
	case strings.ContainsRune(",;:-–—", last) && !l.stop:
		l.open = true
	}
	return l
}

// says gives the kind of a line by its own words, "" where they do not tell.
func (c *cues) says(text string, ls []textLine, i int) BlockKind {
	l := &ls[i]
	line := text[l.Start:l.End]
	if len(line) <= 300 && isLink(line) {
		return Sources
	}
	if _, ok := c.dateLine(text, l.Span); ok {
		return Byline
	}
	start := strings.TrimLeftFunc(line[:min(len(line), 80)], func(r rune) bool {
		return unicode.IsSpace(r) || isDash(r) || strings.ContainsRune("([*•|►▶>→»{_", r)
	})
	bare := len(line) - (min(len(line), 80) - len(start))
	bareLine := line[len(line)-bare:]
	for _, x := range c.first[firstWord(start)] {
		n := begins(bareLine, x.phrase)
		if n == 0 || len(line) > maxNotice && x.kind != Disclaimer {
			continue
		}
		rest := strings.TrimSpace(bareLine[n:])
		next, _ := utf8.DecodeRuneInString(rest)
		ok := false
		switch x.place {
		case "start":
			ok = x.kind != Promotion || len(line) <= 240
			if x.kind == Subhead {
				c.label(text, ls, i, len(line)-len(rest))
				continue
			}
		case "label":
			ok = rest == "" || strings.ContainsRune(":|>→»…", next) || !l.stop && len(line) <= 200 && !unicode.IsLower(next)
		case "colon":
			ok = next != 0 && strings.ContainsRune(":|>→»", next) && (x.kind != Sources || isSourceList(rest)) && (x.kind != Promotion || !l.stop || l.words < 20)
		case "alone":
			ok = strings.Trim(rest, ":.>»→|)] ") == ""
		case "tail":
			ok = i >= len(ls)-5
		case "name":
			ok = c.onlyNames(rest) && l.words <= maxWords
		case "day":
			ok = !l.stop && strings.ContainsAny(rest, "0123456789") && l.words <= 20
		case "year":
			ok = next >= '0' && next <= '9' || next == '©' || next == '('
			if strings.HasPrefix(line, "©") && !l.stop && l.words <= 12 && !strings.ContainsAny(rest, "0123456789") {
				return Credit // "© Ana Lee/Agency"
			}
		}
		if ok {
			return x.kind
		}
	}
	if (i > 0 && i < 6 || i >= len(ls)-2) && len(line) <= 60 && c.agency[strings.Trim(line, "()[] ")] {
		return Byline
	}
	return ""
}

// label cuts a label of one word off the first lines: "Summary The president ...".
func (c *cues) label(text string, ls []textLine, i, n int) {
	l := &ls[i]
	rest := text[l.Start+n : l.End]
	rest = strings.TrimLeft(rest, ": ")
	first, _ := utf8.DecodeRuneInString(rest)
	if i < 3 && l.stop && l.words > 8 && !unicode.IsLower(first) && isAlphanumeric(first) {
		l.head, l.headKind = trim(text, Span{l.Start, l.End - len(rest)}), Subhead
	}
}

// isLink says whether a line is nothing but an address.
func isLink(line string) bool {
	return strings.IndexFunc(line, unicode.IsSpace) < 0 && (strings.Contains(line, "://") || strings.HasPrefix(line, "www."))
}

// isSourceList says whether what follows "Source:" or "Sources:" are names or links, and not what a source said.
func isSourceList(rest string) bool {
	rest = strings.TrimLeft(rest, ":|>→» ")
	if rest == "" {
		return true
	}
	first, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(openers, first) || len(rest) > 300 {
		return false
	}
	small, words := 0, 0
	for w := range strings.FieldsSeq(rest) {
		words++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !strings.Contains(w, ".") {
			small++
		}
	}
	return 2*small <= words
}

// onlyNames says whether words are names and what stands between them.
func (c *cues) onlyNames(rest string) bool {
	names := 0
	for w := range strings.FieldsSeq(rest) {
		w = strings.Trim(w, ".,;:()[]/&|*-–—")
		if w == "" {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(first) {
			names++
		} else if !c.between[w] && !strings.Contains(w, "@") {
			return false
		}
	}
	return names >= 2 || names == 1 && len(rest) <= 40 && !strings.Contains(rest, " ") || names == 0 && rest != ""
}

// listed takes the lines below "Sources:" and below a promotion that stands alone for what they list.
func (c *cues) listed(text string, ls []textLine) {
	for i := range ls {
		l := &ls[i]
		colon := text[l.End-1] == ':'
		if !(l.kind == Sources && colon || l.kind == Promotion && (colon || l.words <= 3)) {
			continue
		}
		for j := i + 1; j < len(ls) && ls[j].kind == "" && !ls[j].stop && !ls[j].open && ls[j].End-ls[j].Start <= 160; j++ {
			if l.kind == Promotion && (ls[j].words < 5 || j > i+1 && !colon) {
				break // not a title; or, below "Read more", the second one
			}
			ls[j].kind = l.kind
		}
	}
}

// posts finds posts of other authors.
func (c *cues) posts(text string, ls []textLine) {
	if !strings.Contains(text, "(@") && !c.holds(text, Embed) {
		return
	}
	for i := range ls {
		l := &ls[i]
		if l.End-l.Start > maxPost || l.kind != "" {
			continue
		}
		line := text[l.Start:l.End]
		start, signed := c.signature(text, l.Span)
		if !signed && !c.holds(line, Embed) {
			continue
		}
		l.kind = Embed
		if signed && start == l.Start && i > 1 && ls[i-1].kind == "" && ls[i-1].End-ls[i-1].Start <= 400 {
			ls[i-1].kind = Embed
			i--
		}
		if i > 1 && ls[i-1].kind == "" && !ls[i-1].stop && !ls[i-1].open && ls[i-1].words <= 20 {
			ls[i-1].kind = Embed
		}
	}
}

// signature finds the signature of a post at the end of a line, and gives where it begins.
func (c *cues) signature(text string, l Span) (start int, ok bool) {
	line := text[l.Start:l.End]
	at := strings.LastIndex(line, "(@")
	if at < 0 {
		return 0, false
	}
	closer := strings.IndexByte(line[at:], ')')
	if closer < 3 || closer > 32 || strings.IndexFunc(line[at+2:at+closer], func(r rune) bool { return !isAlphanumeric(r) && r != '_' }) >= 0 {
		return 0, false
	}
	rest := trim(text, Span{l.Start + at + closer + 1, l.End})
	_, dated := c.dateLine(text, rest)
	if rest.Start < rest.End && !dated {
		return 0, false
	}
	window := line[max(0, at-80):at]
	if dash := strings.LastIndexAny(window, "—–"); dash >= 0 {
		return l.Start + at - len(window) + dash, true
	}
	if dash := strings.LastIndex(window, "- "); dash >= 0 {
		return l.Start + at - len(window) + dash, true
	}
	return l.Start, dated && at <= 60
}

// captions finds captions and credits.
func (c *cues) captions(text string, ls []textLine) {
	for i := range ls {
		l := &ls[i]
		line := text[l.Start:l.End]
		if len(line) > maxCaption {
			// A credit behind a long paragraph is cut off, the paragraph stays.
			if at, sure := c.credit(line); sure && l.kind == "" && l.tail.End == 0 {
				l.tail, l.endsAs = Span{l.Start + at, l.End}, Credit
			}
			continue
		}
		if l.kind != "" && l.kind != Caption || l.tail.End > 0 {
			continue
		}
		switch at, sure := c.credit(line); {
		case sure && at == 0 && l.kind == "":
			l.kind = Credit
		case sure && at > 0:
			l.kind = Caption
			l.tail, l.endsAs = Span{l.Start + at, l.End}, Credit
		case l.kind == "" && !l.stop && len(line) <= 300 && strings.ContainsAny(line, "(,:") && c.holds(line, Caption):
			l.kind = Caption
		}
	}
	for i := range ls {
		l := &ls[i]
		if l.kind != "" || l.stop || l.open || l.End-l.Start > 300 || i+1 >= len(ls) {
			continue
		}
		next := &ls[i+1]
		switch {
		case next.kind == Credit:
			l.kind = Caption
		case l.words > 2 && next.End-next.Start == l.End-l.Start && text[next.Start:next.End] == text[l.Start:l.End]:
			l.kind = Caption
			if next.kind == "" {
				next.kind = Caption
			}
		}
	}
}

// credit finds the credit at the end of a line and gives where it begins; sure is false where there is none.
func (c *cues) credit(line string) (at int, sure bool) {
	from := max(0, len(line)-maxCredit)
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	window := line[from:]
	boundary := from == 0
	stop, slash := -1, -1 // after the last full stop; of the bracket, bar or dash before a credit
	for i, r := range window {
		if boundary && !unicode.IsSpace(r) && !strings.ContainsRune("([|", r) {
			if c.isCredit(window[i:], slash >= 0 || from+i == 0) {
				if slash >= 0 {
					return from + slash, true
				}
				return from + i, true
			}
			boundary, slash = false, -1
		}
		switch {
		case r == '(' || r == '[' || r == '|':
			if slash < 0 {
				slash = i
			}
			boundary = true
		case strings.ContainsRune(".!?…", r):
			if next := window[i+utf8.RuneLen(r):]; next == "" || strings.IndexAny(next, " \u00a0\t") == 0 || strings.IndexAny(next, closers) == 0 {
				boundary, stop = true, i+utf8.RuneLen(r)
			}
		case boundary && strings.ContainsRune(closers, r) && stop >= 0:
			stop = i + utf8.RuneLen(r)
			slash = -1
		}
	}
	// "... in December 2025. Ana Lee / TASS"
	if stop > 0 && strings.TrimSpace(window[stop:]) != "" {
		if last := strings.TrimSpace(window[stop:]); len(last) <= 80 && strings.Contains(last, "/") && c.agencyAmong(last) && c.onlyNames(strings.ReplaceAll(last, "/", " ")) {
			return len(line) - len(strings.TrimLeftFunc(window[stop:], unicode.IsSpace)), true
		}
	}
	return 0, false
}

// isCredit says whether the end of a line is a credit: short, with the label of one at its start. Without a colon or bracket the
// label must not begin a sentence.
func (c *cues) isCredit(s string, marked bool) bool {
	for _, x := range c.first[firstWord(s)] {
		if x.place != "credit" {
			continue
		}
		n := begins(s, x.phrase)
		if n == 0 {
			continue
		}
		rest := strings.TrimSpace(s[n:])
		body := strings.TrimRight(rest, ".)] ")
		if strings.Contains(body, ". ") || len(strings.Fields(body)) > 12 {
			continue
		}
		named := strings.ContainsAny(x.phrase[len(x.phrase)-1:], ":/") || strings.HasSuffix(x.phrase, " by")
		if named || body == "" || marked && !strings.HasSuffix(rest, ".") || c.onlyNames(body) || strings.HasPrefix(body, "/") {
			return body != "" || !named
		}
	}
	if marked {
		// "| AFP", "[AP/File]"; "(Reuters)" alone says who wrote the paragraph
		name := strings.TrimRight(s, ".)] ")
		return c.agency[name] && !strings.Contains(s, ")")
	}
	return false
}

// agencyAmong says whether one of the names between slashes is an agency.
func (c *cues) agencyAmong(s string) bool {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '/' }) {
		if c.agency[strings.TrimSpace(part)] {
			return true
		}
	}
	return false
}

// signOff cuts the name of an agency or an author off the last paragraphs: "... said. — SPA".
func (c *cues) signOff(text string, ls []textLine) {
	seen := 0
	for i := len(ls) - 1; i >= 0 && seen < 2; i-- {
		l := &ls[i]
		if l.kind != "" {
			continue
		}
		seen++
		line := text[l.Start:l.End]
		from := max(0, len(line)-maxCredit)
		for from > 0 && !utf8.RuneStart(line[from]) {
			from--
		}
		window := line[from:]
		stop := 0 // behind the last full stop that is not of the sign-off itself
		for k, r := range window {
			if strings.ContainsRune(".!?…", r) {
				n := k + utf8.RuneLen(r)
				n += len(window[n:]) - len(strings.TrimLeft(window[n:], "\"'”’»›"))
				if rest := strings.TrimLeftFunc(window[n:], unicode.IsSpace); len(rest) > 1 && c.signs(rest, seen == 1, strings.HasSuffix(window[:n], "”") || strings.HasSuffix(window[:n], "\"")) {
					stop = n
					break
				}
			}
		}
		if stop > 0 {
			l.tail, l.endsAs = trim(text, Span{l.Start + from + stop, l.End}), Byline
			l.stop = true
		} else if i == len(ls)-1 && i > 0 && l.words <= 8 && !l.stop && c.signs(line, false, false) {
			l.kind = Byline
		}
	}
}

// signs says whether the words behind the last full stop are the name of an agency, or, at the text's end, of whoever wrote it.
func (c *cues) signs(s string, last, quoted bool) bool {
	name := strings.TrimLeftFunc(s, func(r rune) bool { return isDash(r) || unicode.IsSpace(r) })
	dashed := len(name) < len(s)
	inner := strings.Trim(name, "()[]. ")
	bracketed := strings.HasPrefix(name, "(") && strings.HasSuffix(strings.TrimRight(name, "."), ")")
	if bracketed {
		for _, x := range c.first[firstWord(inner)] {
			if n := begins(inner, x.phrase); n > 0 && x.place == "name" && c.onlyNames(inner[n:]) {
				return true // "(Reporting by Ana Lee; Editing by Li Wei)"
			}
		}
	}
	switch {
	case inner == "" || len(inner) > 60:
		return false
	case c.agency[inner], (dashed || bracketed) && c.agencyAmong(inner):
		return true
	case dashed && last && !quoted:
		return c.onlyNames(inner) || !strings.Contains(inner, " ") && strings.Contains(inner, ".")
	case bracketed && last:
		return !strings.Contains(inner, " ") && (strings.Contains(inner, ".") || len(inner) <= 4 && strings.ToUpper(inner) == inner)
	}
	first, rest, _ := strings.Cut(inner, " ")
	return c.agency[first] && len(first) > 1 && c.slugged(rest, "outlet") && c.onlyNames(inner)
}

// front finds headlines, bylines and the dateline before the first paragraphs.
func (c *cues) front(text string, ls []textLine) (found Dateline) {
	begin := len(ls) // the line with the dateline
	bodies := 0
	for i := 0; i < min(len(ls), 10) && bodies < 3; i++ {
		l := &ls[i]
		if day, ok := c.dateLine(text, l.Span); ok && bodies == 0 && found.End == 0 {
			l.kind, found = DatelineOf, Dateline{Span: l.Span, Day: day}
		}
		if l.kind != "" {
			continue
		}
		paragraph := l.stop || l.End-l.Start >= minBody
		d, ok := c.dateline(text, l.main(), paragraph, bodies == 0, func(name string) bool { return c.interview(text, ls, i, name) })
		if ok && l.head.End == 0 {
			if d.End == l.End && (i+1 == len(ls) || !ls[i+1].stop) {
				continue
			}
			l.head, l.headKind = d.Span, DatelineOf
			found, begin = d, i
			break
		}
		if paragraph {
			bodies++
		}
	}
	heads := 0
	for i := 0; i < min(begin, len(ls)-1) && heads < 3; i++ {
		l := &ls[i]
		if l.kind != "" {
			continue
		}
		bytes := maxHeadline
		if titleCase(text[l.Start:min(l.End, l.Start+2*maxHeadline)]) {
			bytes = 2 * maxHeadline
		}
		if !c.isHeading(text, ls, i, bytes, 35) || l.question && ls[i].words > 15 || l.head.End > 0 {
			break
		}
		if c.isAuthor(text, l.Span) {
			l.kind = Byline
		} else {
			l.kind = Headline
		}
		heads++
	}
	return found
}

// interview says whether lines other than the given one begin with a name and a colon: the same name, or two.
func (c *cues) interview(text string, ls []textLine, line int, name string) bool {
	n := 0
	for i := range ls {
		in := text[ls[i].Start:min(ls[i].End, ls[i].Start+40)]
		colon := strings.IndexByte(in, ':')
		if i == line || colon <= 0 {
			continue
		}
		if in[:colon] == name {
			return true
		}
		capitals := true
		for w := range strings.FieldsSeq(in[:colon]) {
			first, _ := utf8.DecodeRuneInString(w)
			capitals = capitals && unicode.IsUpper(first)
		}
		if capitals && strings.Count(in[:colon], " ") < 3 && !ls[i].open {
			n++
		}
	}
	return n >= 2
}

// isAuthor says whether a line is two to four capitalised words of which none stands in the text again.
func (c *cues) isAuthor(text string, l Span) bool {
	line := text[l.Start:l.End]
	if len(line) > 60 {
		return false
	}
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 4 {
		return false
	}
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && !(i > 0 && c.between[w]) || strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("-.'’", r) }) >= 0 {
			return false
		}
		w = strings.Trim(w, ".")
		if lower := strings.ToLower(w); c.pronoun[lower] || c.asks[lower] {
			return false
		}
		if len(w) <= 2 || c.between[strings.ToLower(w)] {
			if i == 0 {
				return false
			}
			continue
		}
		if c.slug[strings.ToLower(w)] != "" || isPlace(w) {
			return false
		}
		rest := text[l.End:]
		if strings.Contains(rest, w) || strings.Contains(rest, titled(w)) || strings.Contains(rest, strings.ToLower(w)) {
			return false
		}
	}
	return true
}

// titleCase says whether two thirds of the words of a line have capitals.
func titleCase(line string) bool {
	capitals, words := 0, 0
	for w := range strings.FieldsSeq(line) {
		words++
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(first) {
			capitals++
		}
	}
	return 3*capitals >= 2*words
}

// titled gives a word in small letters but for its first.
func titled(w string) string {
	_, n := utf8.DecodeRuneInString(w)
	return w[:n] + strings.ToLower(w[n:])
}

// isHeading says whether line i may be a headline or a subhead, by its own shape and by how the next one begins.
func (c *cues) isHeading(text string, ls []textLine, i, bytes, words int) bool {
	l := &ls[i]
	line := text[l.Start:l.End]
	if len(line) > bytes || l.words > words || l.open || l.stop && !l.question || i+1 >= len(ls) {
		return false
	}
	if c.broken[line[strings.LastIndexFunc(line, unicode.IsSpace)+1:]] {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, openers))
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && !unicode.Is(unicode.Lo, first) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[ls[i+1].Start:])
	return !unicode.IsLower(next)
}

// subheads finds the headings between paragraphs.
func (c *cues) subheads(text string, ls []textLine) {
	var found []int
	times := map[string]int{}
	for i := 1; i < len(ls); i++ {
		run := 0
		for c.isSubhead(text, ls, i+run) {
			run++
		}
		if run == 0 {
			continue
		}
		before, after := &ls[i-1], i+run
		if run <= 2 && !before.open && (before.stop || before.kind != "" || before.tail.End > 0) && after < len(ls) &&
			(ls[after].stop || ls[after].kind != "" || ls[after].End-ls[after].Start >= minBody) {
			for j := i; j < after; j++ {
				found = append(found, j)
				times[text[ls[j].Start:ls[j].End]]++
			}
		}
		i = after - 1
	}
	for _, i := range found {
		if times[text[ls[i].Start:ls[i].End]] == 1 {
			ls[i].kind = Subhead
		}
	}
}

// isSubhead says whether line i has the shape of a heading between paragraphs.
func (c *cues) isSubhead(text string, ls []textLine, i int) bool {
	if i < 1 || i >= len(ls) || ls[i].kind != "" || ls[i].head.End > 0 || ls[i].tail.End > 0 || !c.isHeading(text, ls, i, maxSubhead, 12) {
		return false
	}
	line := text[ls[i].Start:ls[i].End]
	first, _, _ := strings.Cut(line, " ")
	first = strings.ToLower(first)
	if c.pronoun[first] || isItem(line) || strings.Contains(line, ". ") || strings.Count(line, ",") > 1 ||
		strings.Contains(line, ",”") || strings.Contains(line, ",\"") || strings.Contains(line, ",’") {
		return false
	}
	if ls[i].question && ls[i].words > 6 && !c.asks[first] {
		return false
	}
	return balanced(line) && !strings.Contains(line, "www.") && !strings.Contains(line, "://")
}

// isItem says whether a line is an item of a list.
func isItem(line string) bool {
	first, n := utf8.DecodeRuneInString(line)
	if isDash(first) || strings.ContainsRune("•◦▪●*·‣⁃►▶", first) {
		return true
	}
	rest := strings.TrimLeft(line, "0123456789")
	if len(rest) < len(line) {
		return rest != "" && strings.ContainsAny(rest[:1], ".)-")
	}
	return n == 1 && len(line) > 2 && (line[1] == ')' || line[0] == '(' && strings.IndexByte(line[:min(len(line), 6)], ')') > 0)
}

// balanced says whether as many quotes and brackets open as close.
func balanced(line string) bool {
	return strings.Count(line, "“") == strings.Count(line, "”") && strings.Count(line, "(") == strings.Count(line, ")") && strings.Count(line, "\"")%2 == 0
}
