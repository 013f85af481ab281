package extract

import (
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"newsgraph/nlp"
)

// dateWords are the words of words/dates.txt.
type dateWords struct {
	months, weekdays, counts                            map[string]int
	weekdayNames                                        []string
	hedges, dayparts, clocks, notWeekday, anniversaries wordSet
	edges, namedAfter, budgets, ends                    wordSet
	anaphors                                            map[string]int // "next" day: days from the day told before
	sets                                                map[string]wordSet
}

var datesLexicon = sync.OnceValue(func() *dateWords {
	l := mustWords("dates.txt")
	w := &dateWords{
		months: l.index("months"), weekdays: l.index("weekdays"), counts: l.index("counts"),
		hedges: l.set("hedges"), dayparts: l.set("dayparts"), clocks: l.set("clocks"), notWeekday: l.set("notweekday"), anniversaries: l.set("anniversaries"),
		edges: l.set("edges"), namedAfter: l.set("named after"), budgets: l.set("budgets"), ends: l.set("ends"),
		anaphors: map[string]int{}, sets: map[string]wordSet{},
	}
	for name := range l {
		w.sets[name] = l.set(name)
	}
	for _, f := range l["anaphors"] {
		w.anaphors[f[0]], _ = strconv.Atoi(f[1])
	}
	for _, f := range l["weekdays"] {
		w.weekdayNames = append(w.weekdayNames, f[0])
	}
	return w
})

// unit is what the words of a moment count.
type unit int

const (
	unitDay     unit = iota // a calendar day
	unitWeekday             // a day of the week
	unitWeek
	unitWeekend
	unitMonth
	unitYear
	unitRecent // the days up to publication, offset of them, or from it on where offset is positive: "the past two weeks"
)

// tense says on which side of the day counted from an act lies.
type tense int

const (
	past    tense = iota
	future        // still to come, or only planned
	unclear       // the words do not say: "if Iran attacked on Friday", "Putin meets Xi on Friday"
)

// moment is an expression of time as its words have it: nothing is resolved yet. Zero fields are unstated; weekday is
// -1 where none is named; rel says that offset counts units from publication ("last week": -1).
type moment struct {
	nlp.Span
	unit             unit
	year, month, day int
	weekday          int
	rel              bool
	offset           int
	last, next       bool // "last Friday", "next March": the words choose a side
	byYear           bool // of the year that offset counts from publication: "in January last year"
	approx           bool
	bound            string // Since, Until or empty
	attributive      bool   // stands before a noun ("the October 7 attack"): its year is not the current one by default
	anaphoric        bool   // offset days from a day told before: "three days later", "the same day"
	shift            int    // days to add to the day of the words: "on the eve of March 8" is -1
	to               *moment
}

// dateItem is a word, number or mark of the text that dates are read from.
type dateItem struct {
	lower      string
	num        int // -1 where no number
	digits     int
	upper      bool
	ordinal    bool // "27th"
	start, end int
}

// dateItems splits text[span] into runs of letters, runs of digits (with st, nd, rd, th) and single other runes.
func dateItems(text string, span nlp.Span) []dateItem {
	var items []dateItem
	for i := span.Start; i < span.End; {
		r, size := utf8.DecodeRuneInString(text[i:])
		j := i + size
		it := dateItem{num: -1, start: i}
		switch {
		case unicode.IsSpace(r):
			i = j
			continue
		case r >= '0' && r <= '9':
			for j < span.End && text[j] >= '0' && text[j] <= '9' {
				j++
			}
			it.digits = j - i
			if n, err := strconv.Atoi(text[i:j]); err == nil && it.digits <= 4 {
				it.num = n
			}
			if j+2 <= span.End {
				switch strings.ToLower(text[j : j+2]) {
				case "st", "nd", "rd", "th":
					if j+2 == span.End || !isLetter(text[j+2:]) {
						j += 2
						it.digits, it.ordinal = 2, true // an ordinal is no year
					}
				}
			}
			if j < span.End && isLetter(text[j:]) {
				it.num = -1
			}
		case unicode.IsLetter(r):
			it.upper = unicode.IsUpper(r)
			for j < span.End && isLetter(text[j:]) {
				_, n := utf8.DecodeRuneInString(text[j:])
				j += n
			}
		}
		it.lower = strings.ToLower(text[i:j])
		it.end = j
		items = append(items, it)
		i = j
	}
	return items
}

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// dateReader reads moments from items.
type dateReader struct {
	w     *dateWords
	items []dateItem
}

// findMoments gives the expressions of time in text[span], in text order, not overlapping.
func findMoments(text string, span nlp.Span) []moment {
	r := dateReader{w: datesLexicon(), items: dateItems(text, span)}
	var out []moment
	for i := 0; i < len(r.items); {
		m, next, ok := r.read(i)
		if !ok {
			i++
			continue
		}
		out = append(out, m)
		i = next
	}
	return out
}

func (r *dateReader) at(i int) dateItem {
	if i < 0 || i >= len(r.items) {
		return dateItem{num: -1}
	}
	return r.items[i]
}

func (r *dateReader) is(i int, words ...string) bool {
	for _, w := range words {
		if r.at(i).lower == w {
			return true
		}
	}
	return false
}

// read reads the moment that starts at item i, with its preposition and hedge.
func (r *dateReader) read(i int) (moment, int, bool) {
	first := i
	bound, ranged, prep := "", "", false
	switch {
	case r.is(i, "since"):
		bound, i = Since, i+1
	case r.is(i, "until", "till", "by"):
		bound, i = Until, i+1
	case r.is(i, "from"):
		ranged, i = "to", i+1
	case r.is(i, "between"):
		ranged, i = "and", i+1
	case r.is(i, "on", "in", "during", "at", "over", "of", "for", "within", "throughout"):
		prep, i = true, i+1
	}
	approx, shift, week := false, 0, false
	if n := r.edge(i); n > 0 {
		approx, prep, i = true, true, n // "the early hours of Monday", "at the end of March"
	}
	for j := i; j < i+2; j++ {
		// "on the eve of March 8", "the week of March 2"
		if r.is(j, "eve", "week") && r.is(j+1, "of") && (j == i || r.is(i, "the")) {
			if week = r.is(j, "week"); !week {
				shift = -1
			}
			prep, i = true, j+2
			break
		}
	}
	if r.is(i, "earlier") || r.is(i, "later") {
		if r.is(i+1, "this", "in", "on") {
			i++
			if !r.is(i, "this") {
				prep, i = true, i+1
			}
		}
	}
	if r.w.hedges[r.at(i).lower] {
		approx = true
		i++
		if r.is(i, "-", "–") {
			i++
		}
		if r.is(i, "on", "in") {
			prep, i = true, i+1
		}
	}
	m, next, ok := r.core(i, prep || bound != "" || ranged != "" || approx)
	if !ok {
		if r.is(i-1, "overnight") && approx {
			// "overnight" alone is the night to the day counted from
			m, next, ok = moment{rel: true, weekday: -1}, i, true
		} else {
			return moment{}, 0, false
		}
	}
	if (m.unit == unitDay || m.unit == unitMonth) && m.month > 0 && m.year == 0 && m.to == nil && r.is(next, "last", "this", "next", "of") {
		j := next
		if r.is(j, "of") {
			j++
		}
		if r.is(j+1, "year") && r.is(j, "last", "this", "next") {
			m.byYear, m.offset, m.attributive = true, map[string]int{"last": -1, "next": 1}[r.at(j).lower], false
			next = j + 2
		}
	}
	m.approx = m.approx || approx
	if week && (m.unit != unitDay || m.rel || m.to != nil) || shift != 0 && m.unit != unitDay && m.unit != unitWeekday {
		return moment{}, 0, false
	}
	if week {
		m.unit = unitWeek
	}
	m.shift = shift
	if bound == Until && r.is(first, "by") && r.is(next, "'", "’") {
		bound = "" // "killed by Tuesday's raid"
	}
	if ranged != "" && m.to == nil {
		for _, join := range []string{ranged, "through", "until", "till", "–", "-"} {
			if to, after, ok := r.rangeEnd(next, m, join); ok && (ranged == "to" || join == ranged) {
				m, next = to, after
				break
			}
		}
	}
	if ranged == "to" && m.to == nil && m.unit != unitWeek && !m.rel && !r.is(next, "to") && (m.unit != unitMonth || m.year > 0 || m.byYear) {
		bound = Since // "from 1861"
	}
	if ranged != "" && m.to == nil && m.unit == unitMonth && m.year == 0 && !m.byYear {
		return moment{}, 0, false // "from May" may be anybody
	}
	m.bound = bound
	if bound == "" && ranged == "" && m.to == nil && m.shift == 0 && r.is(next, "-", "–", "to", "through") {
		if to, after, ok := r.rangeEnd(next, m, r.at(next).lower); ok {
			m, next = to, after
		}
	}
	if d := r.at(next + 1); bound == "" && m.to == nil && m.unit == unitDay && m.month > 0 && r.is(next, "and") && d.num == m.day+1 && d.digits <= 2 && (!isLetter(r.at(next+2).lower) || r.w.ends[r.at(next+2).lower]) {
		// "on January 20 and 21"
		if to, after, ok := r.rangeEnd(next, m, "and"); ok {
			m, next = to, after
		}
	}
	if bound == "" && m.to == nil && m.unit == unitWeekday && !m.next && !m.last && r.is(next, "and", "or") {
		// "on Friday and Saturday": two days in a row are one stretch
		if end, after, ok := r.core(next+1, true); ok && end.unit == unitWeekday && end.weekday == (m.weekday+1)%7 {
			m.to, next = &end, after
		}
	}
	m.Start, m.End = r.items[first].start, r.items[next-1].end
	if m.to == nil && m.bound == "" && r.clock(next) {
		m.approx = true
	}
	return m, next, true
}

// clock reports whether the words at i, in brackets or not, name another clock.
func (r *dateReader) clock(i int) bool {
	if r.is(i, "(", ",") {
		i++
	}
	return r.w.clocks[r.at(i).lower] || r.w.clocks[r.at(i).lower+" "+r.at(i+1).lower]
}

// rangeEnd reads the joining word and the end of a range that began with m; a bare number ends a range of days.
func (r *dateReader) rangeEnd(i int, m moment, join string) (moment, int, bool) {
	if !r.is(i, join) {
		return m, i, false
	}
	i++
	hedged := r.w.hedges[r.at(i).lower]
	if hedged {
		if i++; r.is(i, "-", "–") {
			i++
		}
	}
	end, next, ok := r.core(i, true)
	m.approx = m.approx || ok && hedged
	if !ok {
		if n := r.at(i); m.unit == unitDay && m.day > 0 && m.year == 0 && n.num > m.day && n.num <= 31 && n.digits <= 2 {
			end, next, ok = moment{unit: unitDay, month: m.month, day: n.num, weekday: -1}, i+1, true
			if r.is(next, ",") && r.year(next+1) {
				end.year, next = r.at(next+1).num, next+2
			} else if r.year(next) {
				end.year, next = r.at(next).num, next+1
			}
		}
	}
	if !ok && m.unit == unitYear && r.year(i) {
		end, next, ok = moment{unit: unitYear, year: r.at(i).num, weekday: -1}, i+1, true // "from 1861 to 1883, ..."
	}
	mixed := join == "to" && !m.rel && !end.rel && m.unit != unitWeekday && end.unit != unitWeekday && m.year > 0 // "from 2013 to this June"
	if !ok || end.unit != m.unit && !mixed || end.rel != m.rel || end.to != nil {
		return m, i, false
	}
	if m.year == 0 && m.unit != unitWeekday {
		m.year = end.year
	}
	m.to = &end
	return m, next, true
}

// edge reads words that name a part of what follows "of", at or behind item i, and gives the item behind them; 0 where none.
func (r *dateReader) edge(i int) int {
	j := i
	if r.is(j, "the") {
		j++
	}
	for k := 2; k >= 1; k-- {
		words := r.at(j).lower
		if k == 2 {
			words += " " + r.at(j+1).lower
		}
		if !r.w.edges[words] {
			continue
		}
		if j += k; r.is(j, "of", "on") {
			return j + 1
		}
		return 0
	}
	return 0
}

// count reads a small number at item i, -1 where none.
func (r *dateReader) count(i int) int {
	if c, ok := r.w.counts[r.at(i).lower]; ok {
		return max(c, 1)
	}
	if it := r.at(i); it.digits > 0 && it.digits <= 2 && !it.ordinal {
		return it.num
	}
	return -1
}

// unitDays gives how many days the unit at item i has, 0 where it is none.
func (r *dateReader) unitDays(i int) int {
	switch strings.TrimSuffix(r.at(i).lower, "s") {
	case "day":
		return 1
	case "week":
		return 7
	case "fortnight":
		return 14
	}
	return 0
}

// stretch reads "the past two weeks", "the last three days", "the next 10 days".
func (r *dateReader) stretch(i int, m *moment) (int, bool) {
	if r.is(i, "the") {
		i++
	}
	side := -1
	switch {
	case r.is(i, "past"), r.is(i, "last"):
	case r.is(i, "next", "coming"):
		side = 1
	default:
		return 0, false
	}
	n := r.count(i + 1)
	j := i + 2
	if n < 0 && r.is(i, "past") {
		n, j = 1, i+1 // "the past week"
	}
	if n < 1 {
		return 0, false
	}
	days := r.unitDays(j)
	if days == 0 || days == 1 && n == 1 {
		return 0, false
	}
	m.unit, m.rel, m.offset = unitRecent, true, side*n*days
	return j + 1, true
}

// anaphor reads a day that is counted from one told before: "three days later", "a day earlier", "the next day".
func (r *dateReader) anaphor(i int, led bool, m *moment) (int, bool) {
	if n := r.count(i); n > 0 && r.is(i+2, "later", "earlier", "afterwards", "before") && r.unitDays(i+1) > 0 {
		if r.is(i+2, "before") && r.at(i+3).lower != "" && isLetter(r.at(i+3).lower) {
			return 0, false // "a day before the summit"
		}
		m.rel, m.anaphoric, m.offset = true, true, n*r.unitDays(i+1)
		if r.is(i+2, "earlier", "before") {
			m.offset = -m.offset
		}
		m.approx = r.unitDays(i+1) > 1
		return i + 3, true
	}
	if r.is(i, "the") && (r.is(i+2, "day") || r.w.dayparts[r.at(i+2).lower]) {
		if off, ok := r.w.anaphors[r.at(i+1).lower]; ok && !r.is(i+3, "of", "care", "school", "job") {
			m.rel, m.anaphoric, m.offset = true, true, off
			return i + 3, true
		}
	}
	return 0, false
}

func (r *dateReader) year(i int) bool {
	it := r.at(i)
	return it.digits == 4 && it.num >= 1800 && it.num <= 2199
}

// core reads a moment without its preposition; led says that a preposition or hedge stands before it.
func (r *dateReader) core(i int, led bool) (moment, int, bool) {
	it := r.at(i)
	none := moment{}
	if it.lower == "" {
		return none, 0, false
	}
	m := moment{weekday: -1}
	if n, ok := r.stretch(i, &m); ok {
		return m, n, true
	}
	if n, ok := r.anaphor(i, led, &m); ok {
		return m, n, true
	}
	if r.is(i, "the") && led {
		i++
		it = r.at(i)
		if r.is(i, "weekend") {
			m.unit, m.rel = unitWeekend, true
			return m, i + 1, true
		}
		if it.ordinal && it.num >= 1 && it.num <= 31 && (!isLetter(r.at(i+1).lower) || r.w.ends[r.at(i+1).lower]) && !r.is(i+1, "-", "of") {
			m.day = it.num // "on the 27th"
			return m, i + 1, true
		}
	}
	// 2026-03-06
	if r.year(i) && r.is(i+1, "-") && r.is(i+3, "-") && r.at(i+2).digits == 2 && r.at(i+4).digits == 2 {
		m.year, m.month, m.day = it.num, r.at(i+2).num, r.at(i+4).num
		if validDay(m.year, m.month, m.day) {
			return m, i + 5, true
		}
		return none, 0, false
	}
	if wd, ok := r.w.weekdays[it.lower]; ok && it.upper && !r.w.notWeekday[r.at(i-1).lower] && !r.w.namedAfter[r.at(i+1).lower] {
		next := i + 1
		if r.is(i-1, "last") {
			m.last = true
		}
		if r.is(i-1, "next") {
			m.next = true
		}
		if r.w.dayparts[r.at(next).lower] {
			next++
		}
		// "Friday, March 6" and "Friday 6 March" are one day
		j := next
		if r.is(j, ",") {
			j++
		}
		if d, after, ok := r.core(j, false); ok && d.unit == unitDay && !d.rel && d.weekday < 0 && d.to == nil {
			d.weekday = wd
			return d, after, true
		}
		m.unit, m.weekday = unitWeekday, wd
		return m, next, true
	}
	if r.is(i, "last", "next", "this", "past", "previous") {
		if r.is(i, "past", "previous") {
			return none, 0, false
		}
		if r.w.dayparts[r.at(i+1).lower] && !r.is(i, "next") {
			m.rel = true // "this morning", "last night"
			if r.is(i, "last") {
				m.offset, m.approx = -1, true
			}
			return m, i + 2, true
		}
		if r.is(i, "this") && r.is(i+1, "past") {
			if d, after, ok := r.core(i+2, true); ok && !d.rel && d.unit == unitWeekday {
				return d, after, true // "this past Friday"
			}
			return none, 0, false
		}
		off := map[string]int{"last": -1, "next": 1, "this": 0}[it.lower]
		m.rel, m.offset = true, off
		switch n := r.at(i + 1).lower; n {
		case "week":
			m.unit = unitWeek
			return m, i + 2, true
		case "weekend":
			if off > 0 {
				return none, 0, false
			}
			m.unit = unitWeekend
			m.last = off < 0
			m.offset = 0
			return m, i + 2, true
		case "month":
			m.unit = unitMonth
			return m, i + 2, true
		case "year":
			m.unit = unitYear
			return m, i + 2, true
		}
		d, after, ok := r.core(i+1, true)
		if ok && !d.rel && (d.unit == unitWeekday || d.unit == unitMonth && d.year == 0) {
			d.last, d.next = off < 0, off > 0
			return d, after, true
		}
		return none, 0, false
	}
	switch it.lower {
	case "today", "tonight", "yesterday", "tomorrow":
		if r.is(i+1, "'", "’") { // "today's leaders"
			return none, 0, false
		}
		m.rel = true
		m.offset = map[string]int{"yesterday": -1, "tomorrow": 1}[it.lower]
		next := i + 1
		if r.w.dayparts[r.at(next).lower] {
			next++
		}
		return m, next, true
	}
	// "two days ago"
	n := -1
	if c, ok := r.w.counts[it.lower]; ok {
		n = max(c, 1)
	} else if it.digits <= 2 {
		n = it.num
	}
	if n > 0 && r.is(i+2, "ago") {
		m.rel, m.offset = true, -n
		ok := true
		switch strings.TrimSuffix(r.at(i+1).lower, "s") {
		case "day":
			m.unit = unitDay
		case "week":
			m.unit, m.approx = unitWeek, true
		case "month":
			m.unit, m.approx = unitMonth, true
		case "year":
			m.unit, m.approx = unitYear, true
		default:
			ok = false
		}
		if ok {
			return m, i + 3, true
		}
	}
	// 6 March 2026, 6th of March, 3–7 March
	if it.num >= 1 && it.num <= 31 && it.digits <= 2 {
		j := i + 1
		toDay := 0
		if r.is(j, "-", "–", "to", "and") && r.at(j+1).num > it.num && r.at(j+1).num <= 31 && r.at(j+1).digits <= 2 {
			toDay = r.at(j + 1).num
			j += 2
		}
		if r.is(j, "of") {
			j++
		}
		mo, ok := r.month(j)
		if !ok {
			return none, 0, false
		}
		m.day, m.month = it.num, mo
		next := r.afterMonth(j)
		if r.year(next) {
			m.year, next = r.at(next).num, next+1
		} else if r.is(next, ",") && r.year(next+1) && !r.is(next+2, "people") {
			m.year, next = r.at(next+1).num, next+2
		}
		if toDay > 0 {
			end := moment{year: m.year, month: m.month, day: toDay, weekday: -1}
			m.to = &end
		}
		if !validMonthDay(m) || m.to != nil && !validMonthDay(*m.to) {
			return none, 0, false
		}
		m.attributive = m.year == 0 && r.attributive(next)
		return m, next, true
	}
	// March 6, 2026; December 2025; in December
	if mo, ok := r.month(i); ok {
		next := r.afterMonth(i)
		d := r.at(next)
		if d.num >= 1 && d.num <= 31 && d.digits <= 2 && !r.is(next+1, ":", "%") {
			m.month, m.day = mo, d.num
			next++
			if r.is(next, ",") && r.year(next+1) {
				m.year, next = r.at(next+1).num, next+2
			} else if r.year(next) {
				m.year, next = r.at(next).num, next+1
			}
			if !validMonthDay(m) {
				return none, 0, false
			}
			m.attributive = m.year == 0 && r.attributive(next)
			return m, next, true
		}
		m.unit, m.month = unitMonth, mo
		j := next
		if r.is(j, ",", "of") {
			j++
		}
		if r.year(j) {
			m.year = r.at(j).num
			return m, j + 1, true
		}
		if led && (!r.is(i-1, "by", "at") || r.is(next, "last", "this", "next") && r.is(next+1, "year")) || r.is(next, "-", "–") && r.monthAhead(next+1) {
			return m, next, true
		}
		return none, 0, false
	}
	if r.year(i) && r.w.budgets[r.at(i-1).lower] || r.year(i) && (r.is(i-1, "year", "season") || r.is(i+1, "season")) {
		return none, 0, false // "fiscal 2024"
	}
	if r.year(i) && led && !r.is(i-1, "at", "over", "about", "around") && !r.is(i+1, "people", "%", ",", ".") || r.year(i) && r.is(i-1, "in", "since", "until", "during") {
		m.unit, m.year = unitYear, it.num
		return m, i + 1, true
	}
	return none, 0, false
}

// month reads a month's name at i. Short forms need a full stop or a number beside them, "may" and "march" a capital.
func (r *dateReader) month(i int) (int, bool) {
	it := r.at(i)
	mo, ok := r.w.months[it.lower]
	if !ok || !it.upper {
		return 0, false
	}
	if len(it.lower) <= 4 && it.lower != "may" && it.lower != "june" && it.lower != "july" {
		if !r.is(i+1, ".") && r.at(i+1).num < 0 && r.at(i-1).num < 0 {
			return 0, false
		}
	}
	return mo + 1, true
}

// monthAhead reports whether a month's name stands at i.
func (r *dateReader) monthAhead(i int) bool {
	_, ok := r.month(i)
	return ok
}

// afterMonth gives the item after a month's name and the full stop of a short one: the stop behind "May" is the sentence's.
func (r *dateReader) afterMonth(i int) int {
	if len(r.at(i).lower) <= 4 && !r.is(i, "may", "june", "july") && r.is(i+1, ".") {
		return i + 2
	}
	return i + 1
}

// attributive reports whether the day stands before a noun that is named by its day long after: "the October 7 attack".
func (r *dateReader) attributive(i int) bool {
	if i >= len(r.items) || r.items[i].start > r.items[i-1].end+1 {
		return false
	}
	it := r.items[i]
	if it.upper || it.num >= 0 || !isLetter(it.lower) {
		return false
	}
	return r.w.anniversaries[strings.TrimSuffix(it.lower, "s")]
}

func validDay(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return int(t.Month()) == m && t.Day() == d
}

func validMonthDay(m moment) bool {
	y := m.year
	if y == 0 {
		y = 2024 // a leap year: 29 February stands
	}
	return validDay(y, m.month, m.day)
}

// farthest is how many days from publication a day or month without a year may lie: beyond, the year is not certain.
const farthest = 300

// nearby is how many days from publication such a day may lie where the clause does not say on which side.
const nearby = 150

// resolve turns the words of m into inclusive days, counted from the publication day (YYYY-MM-DD, empty where
// unknown). at says whether the clause tells of what has happened. What cannot be known stays nil.
func (m moment) resolve(text, published string, at tense) *When {
	pub, err := time.Parse(time.DateOnly, published)
	known := err == nil
	w := &When{Text: text[m.Start:m.End], Approx: m.approx}
	lo, hi, precision, ok := m.days(pub, known, at)
	if m.weekday >= 0 {
		name := datesLexicon().weekdayNames[m.weekday]
		w.Weekday = &name
	}
	if m.to != nil {
		precision = Range
		var ok2 bool
		_, hi2, _, ok2 := m.to.days(pub, known, at)
		hi, ok = hi2, ok && ok2 && !hi2.Before(lo)
		w.Weekday = nil
	}
	switch m.bound {
	case Since:
		w.Precision = Since
		if ok {
			w.Start = isoDay(lo)
		}
		return w
	case Until:
		w.Precision = Until
		if ok {
			w.End = isoDay(hi)
		}
		return w
	}
	w.Precision = precision
	if ok {
		w.Start, w.End = isoDay(lo), isoDay(hi)
	}
	return w
}

func isoDay(t time.Time) *string {
	s := t.Format(time.DateOnly)
	return &s
}

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// days gives the inclusive days of a moment without its bound and range.
func (m moment) days(pub time.Time, known bool, at tense) (lo, hi time.Time, precision string, ok bool) {
	if m.byYear && known {
		m.year = pub.Year() + m.offset
	}
	lo, hi, precision, ok = m.bareDays(pub, known, at)
	if m.shift != 0 {
		lo, hi = lo.AddDate(0, 0, m.shift), hi.AddDate(0, 0, m.shift)
	}
	return lo, hi, precision, ok
}

// bareDays gives the days without their shift.
func (m moment) bareDays(pub time.Time, known bool, at tense) (lo, hi time.Time, precision string, ok bool) {
	switch m.unit {
	case unitDay:
		if m.rel {
			known = known && !m.anaphoric
			lo = pub.AddDate(0, 0, m.offset)
			return lo, lo, Day, known
		}
		y := m.year
		if m.month == 0 {
			lo, ok = nearestMonth(m.day, pub, at)
			return lo, lo, Day, ok && known
		}
		if y == 0 {
			if !known || m.attributive {
				return lo, hi, Day, false
			}
			y, ok = m.nearestYear(pub, at)
			if !ok {
				return lo, hi, Day, false
			}
		}
		if !validDay(y, m.month, m.day) {
			return lo, hi, Day, false
		}
		lo = date(y, m.month, m.day)
		// a weekday that does not fit the date shows that one of them is wrong
		if m.weekday >= 0 && int(lo.Weekday()) != m.weekday {
			return lo, lo, Day, false
		}
		return lo, lo, Day, true
	case unitWeekday:
		if !known || m.next {
			return lo, hi, Weekday, false
		}
		back := (int(pub.Weekday()) - m.weekday + 7) % 7
		switch {
		case m.last:
			// on Saturday, "last Friday" may be yesterday or a week before
			if back <= 3 {
				return lo, hi, Weekday, false
			}
			lo = pub.AddDate(0, 0, -back)
		case at == past || back == 0:
			lo = pub.AddDate(0, 0, -back)
		case at == unclear:
			return lo, hi, Weekday, false
		default:
			lo = pub.AddDate(0, 0, 7-back)
		}
		return lo, lo, Day, true
	case unitRecent:
		switch {
		case m.offset > 0:
			return pub, pub.AddDate(0, 0, m.offset-1), Range, known
		default:
			return pub.AddDate(0, 0, m.offset+1), pub, Range, known
		}
	case unitWeek:
		if !m.rel {
			day := m
			day.unit = unitDay
			lo, _, _, ok = day.bareDays(pub, known, at)
			monday := lo.AddDate(0, 0, -(int(lo.Weekday())+6)%7)
			return monday, monday.AddDate(0, 0, 6), Week, ok
		}
		monday := pub.AddDate(0, 0, -(int(pub.Weekday())+6)%7+7*m.offset)
		return monday, monday.AddDate(0, 0, 6), Week, known
	case unitWeekend:
		if at != past {
			return lo, hi, Range, false
		}
		back := (int(pub.Weekday()) + 1) % 7 // days since Saturday
		if m.last && back <= 1 {
			back += 7
		}
		saturday := pub.AddDate(0, 0, -back)
		return saturday, saturday.AddDate(0, 0, 1), Range, known
	case unitMonth:
		if m.rel {
			lo = date(pub.Year(), int(pub.Month())+m.offset, 1)
			return lo, lo.AddDate(0, 1, -1), Month, known
		}
		y := m.year
		if y == 0 {
			if !known || m.next || at == unclear && m.month != int(pub.Month()) {
				return lo, hi, Month, false
			}
			y = pub.Year()
			switch {
			case at == past && (m.month > int(pub.Month()) || m.last && m.month == int(pub.Month())):
				y--
			case at == future && m.month < int(pub.Month()):
				y++
			}
		}
		lo = date(y, m.month, 1)
		return lo, lo.AddDate(0, 1, -1), Month, true
	default:
		y := m.year
		if m.rel {
			if !known {
				return lo, hi, Year, false
			}
			y = pub.Year() + m.offset
		}
		return date(y, 1, 1), date(y, 12, 31), Year, true
	}
}

// nearestMonth gives the day of a month that is not named, "the 27th": the latest up to publication for what has happened, the
// next one for what has not.
func nearestMonth(day int, pub time.Time, at tense) (time.Time, bool) {
	for _, off := range [][]int{past: {0, -1}, future: {0, 1}, unclear: {0}}[at] {
		first := date(pub.Year(), int(pub.Month())+off, 1)
		if !validDay(first.Year(), int(first.Month()), day) {
			return first, false
		}
		d := first.AddDate(0, 0, day-1)
		if at == past && !d.After(pub) || at == future && !d.Before(pub) || d.Equal(pub) {
			return d, true
		}
	}
	return pub, false
}

// nearestYear gives the year of a day without one: the latest that is not after publication for what has happened, the
// next one for what has not, the nearer one where that is not known. Far days stay unknown.
func (m moment) nearestYear(pub time.Time, at tense) (int, bool) {
	for _, y := range []int{pub.Year() - 1, pub.Year(), pub.Year() + 1} {
		if !validDay(y, m.month, m.day) {
			continue
		}
		days := int(pub.Sub(date(y, m.month, m.day)).Hours() / 24)
		switch {
		case at == past && days >= 0 && days <= farthest, at == future && days <= 0 && days >= -farthest, at == unclear && days <= nearby && days >= -nearby:
			return y, true
		}
	}
	return 0, false
}
