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
}

var datesLexicon = sync.OnceValue(func() *dateWords {
	l := mustWords("dates.txt")
	w := &dateWords{
		months: l.index("months"), weekdays: l.index("weekdays"), counts: l.index("counts"),
		hedges: l.set("hedges"), dayparts: l.set("dayparts"), clocks: l.set("clocks"), notWeekday: l.set("notweekday"), anniversaries: l.set("anniversaries"),
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
	approx           bool
	bound            string // Since, Until or empty
	attributive      bool   // stands before a noun ("the October 7 attack"): its year is not the current one by default
	to               *moment
}

// dateItem is a word, number or mark of the text that dates are read from.
type dateItem struct {
	lower      string
	num        int // -1 where no number
	digits     int
	upper      bool
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
						it.digits = 2 // an ordinal is no year
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
	case r.is(i, "until", "till"):
		bound, i = Until, i+1
	case r.is(i, "from"):
		ranged, i = "to", i+1
	case r.is(i, "between"):
		ranged, i = "and", i+1
	case r.is(i, "on", "in", "during", "by", "at", "over", "of"):
		prep, i = true, i+1
	}
	approx := false
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
		return moment{}, 0, false
	}
	m.approx = m.approx || approx
	if ranged != "" && m.to == nil {
		if to, after, ok := r.rangeEnd(next, m, ranged); ok {
			m, next = to, after
		}
	}
	if ranged != "" && m.to == nil && m.unit == unitMonth && m.year == 0 {
		return moment{}, 0, false // "from May" may be anybody
	}
	m.bound = bound
	if bound == "" && ranged == "" && m.to == nil && r.is(next, "-", "–", "to", "through") {
		if to, after, ok := r.rangeEnd(next, m, r.at(next).lower); ok {
			m, next = to, after
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
	end, next, ok := r.core(i, true)
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
	if !ok || end.unit != m.unit || end.rel != m.rel || end.to != nil {
		return m, i, false
	}
	if m.year == 0 && m.unit != unitWeekday {
		m.year = end.year
	}
	m.to = &end
	return m, next, true
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
	if r.is(i, "the") && led {
		i++
		it = r.at(i)
		if r.is(i, "weekend") {
			m.unit, m.rel = unitWeekend, true
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
	if wd, ok := r.w.weekdays[it.lower]; ok && it.upper && !r.w.notWeekday[r.at(i-1).lower] {
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
		if led && !r.is(i-1, "by", "at") {
			return m, next, true
		}
		return none, 0, false
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

// resolve turns the words of m into inclusive days, counted from the publication day (YYYY-MM-DD, empty where
// unknown). past says that the clause tells of what has happened. What cannot be known stays nil.
func (m moment) resolve(text, published string, past bool) *When {
	pub, err := time.Parse(time.DateOnly, published)
	known := err == nil
	w := &When{Text: text[m.Start:m.End], Approx: m.approx}
	lo, hi, precision, ok := m.days(pub, known, past)
	if m.weekday >= 0 {
		name := datesLexicon().weekdayNames[m.weekday]
		w.Weekday = &name
	}
	if m.to != nil {
		precision = Range
		var ok2 bool
		_, hi2, _, ok2 := m.to.days(pub, known, past)
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
func (m moment) days(pub time.Time, known, past bool) (lo, hi time.Time, precision string, ok bool) {
	switch m.unit {
	case unitDay:
		if m.rel {
			lo = pub.AddDate(0, 0, m.offset)
			return lo, lo, Day, known
		}
		y := m.year
		if y == 0 {
			if !known || m.attributive {
				return lo, hi, Day, false
			}
			y, ok = m.nearestYear(pub, past)
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
		case past:
			lo = pub.AddDate(0, 0, -back)
		default:
			lo = pub.AddDate(0, 0, (7-back)%7)
		}
		return lo, lo, Day, true
	case unitWeek:
		monday := pub.AddDate(0, 0, -(int(pub.Weekday())+6)%7+7*m.offset)
		return monday, monday.AddDate(0, 0, 6), Week, known
	case unitWeekend:
		if !past {
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
			if !known || m.next {
				return lo, hi, Month, false
			}
			y = pub.Year()
			switch {
			case past && (m.month > int(pub.Month()) || m.last && m.month == int(pub.Month())):
				y--
			case !past && m.month < int(pub.Month()):
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

// nearestYear gives the year of a day without one: the latest that is not after publication for what has happened, the
// next one for what has not. Far days stay unknown.
func (m moment) nearestYear(pub time.Time, past bool) (int, bool) {
	for _, y := range []int{pub.Year() - 1, pub.Year(), pub.Year() + 1} {
		if !validDay(y, m.month, m.day) {
			continue
		}
		days := int(pub.Sub(date(y, m.month, m.day)).Hours() / 24)
		if past && days >= 0 && days <= farthest || !past && days <= 0 && days >= -farthest {
			return y, true
		}
	}
	return 0, false
}
