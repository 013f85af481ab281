package news

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Stamp is a date or an instant as an article states it (RFC 3339), with the precision and offset of its words.
// The zero Stamp is unknown. Stamps that are == say the same; the same instant in two offsets is two stamps.
type Stamp struct {
	text string // canonical: "2026-03-09" or "2026-03-09T18:04:05+03:00"
}

// firstYear is the smallest year that a stamp may have. No newspaper is older, and years below it are how programs
// write "no date" (0001-01-01 is the zero time of Go and .NET).
const firstYear = 1600

// The forms that ParseStamp reads. Day and month in digits alone (03/09/2026) are in none of them: who reads them
// cannot tell which is which.
var (
	// 2026-03-09, 2026/3/9, 2026-03-09T18:04:05.250+03:00, 2026-03-09 18:04, 2026-03-09 18:04:05 +0300, ... UTC
	isoForm = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:[Tt]| +)(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)? ?(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$`)
	// 20260309, 20260309T180405Z, 20260309180405. Eight digits cannot be taken for DDMMYYYY: there the last four are a
	// year, and no year since 1600 reads as a month and a day (1600 to 9999 would need a month of 16 or more).
	basicForm = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z|[+-]\d{2}:?\d{2})?)?$`)
	// RFC 5322, as in feeds: Mon, 09 Mar 2026 18:04:05 GMT; 9 March 2026.
	mailForm = regexp.MustCompile(`^(?:([A-Za-z]{3,9}),? +)?(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})(?: +(\d{2}):(\d{2})(?::(\d{2}))? *([A-Za-z]{1,3}|[+-]\d{2}:?\d{2})?)?$`)
	// March 9, 2026; Mon, Mar 9, 2026
	monthForm = regexp.MustCompile(`^(?:([A-Za-z]{3,9}),? +)?([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$`)
)

// mailZones are the zone names that RFC 5322 section 4.3 defines, in minutes east of UTC. Others (IST, BST) mean
// several zones and are not read.
var mailZones = map[string]int{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0,
	"EDT": -4 * 60, "EST": -5 * 60, "CDT": -5 * 60, "CST": -6 * 60,
	"MDT": -6 * 60, "MST": -7 * 60, "PDT": -7 * 60, "PST": -8 * 60,
}

// ParseStamp reads a date or a date with time: RFC 3339, and beside it what publishers write where it can mean one
// thing only: a space for the T, no seconds, no offset (then it is UTC), an offset without colon, slashes after a year
// that comes first, digits without separators, the dates of mail and feeds (RFC 5322), and English month names. A
// weekday that is not the date's is an error, as is a year before 1600. A time without seconds gets :00, since RFC
// 3339 has no shorter form; fractions are kept to nine digits; -00:00 and +00:00 read as Z.
func ParseStamp(s string) (Stamp, error) {
	t := strings.TrimSpace(s)
	var weekday, year, month, day, hour, minute, second, fraction, offset string
	if m := isoForm.FindStringSubmatch(t); m != nil {
		year, month, day, hour, minute, second, fraction, offset = m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]
	} else if m := basicForm.FindStringSubmatch(t); m != nil {
		year, month, day, hour, minute, second, offset = m[1], m[2], m[3], m[4], m[5], m[6], m[7]
	} else if m := mailForm.FindStringSubmatch(t); m != nil {
		weekday, day, month, year, hour, minute, second, offset = m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]
	} else if m := monthForm.FindStringSubmatch(t); m != nil {
		weekday, month, day, year = m[1], m[2], m[3], m[4]
	} else {
		return Stamp{}, fmt.Errorf("%q is no date that can be read for certain; write it as 2026-03-09 or 2026-03-09T18:04:05+03:00", short(t))
	}

	y, mo, d := toInt(year), monthOf(month), toInt(day)
	date := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
	if y < firstYear {
		return Stamp{}, fmt.Errorf("%q lies before %d, which is how programs write that there is no date; leave it out", short(t), firstYear)
	}
	if mo == 0 || date.Year() != y || int(date.Month()) != mo || date.Day() != d {
		return Stamp{}, fmt.Errorf("%q is no day of the calendar", short(t))
	}
	if weekday != "" && !abbreviates(weekday, date.Weekday().String()) {
		return Stamp{}, fmt.Errorf("%q contradicts itself: that day is a %s", short(t), date.Weekday())
	}
	text := fmt.Sprintf("%04d-%02d-%02d", y, mo, d)
	if hour == "" {
		return Stamp{text}, nil
	}
	h, mi, sec := toInt(hour), toInt(minute), toInt(second)
	// Second 60 is a leap second, which RFC 3339 allows.
	if h > 23 || mi > 59 || sec > 60 || sec == 60 && mi != 59 {
		return Stamp{}, fmt.Errorf("%q is no time of day", short(t))
	}
	if fraction != "" {
		fraction = "." + fraction[:min(len(fraction), 9)]
	}
	zone, ok := zoneOf(offset)
	if !ok {
		return Stamp{}, fmt.Errorf("%q has an offset from UTC that cannot be read", short(t))
	}
	return Stamp{fmt.Sprintf("%sT%02d:%02d:%02d%s%s", text, h, mi, sec, fraction, zone)}, nil
}

// epoch reads a count of seconds or milliseconds since 1970, which JSON holds as a number. Seconds have 9 or 10
// digits (1973 to 2286), milliseconds 12 or 13; any other count is no date that can be told.
func epoch(number string) (Stamp, error) {
	n, err := strconv.ParseInt(number, 10, 64)
	switch {
	case err == nil && n >= 1e8 && n < 1e10:
		return Stamp{time.Unix(n, 0).UTC().Format(time.RFC3339)}, nil
	case err == nil && n >= 1e11 && n < 1e13:
		return Stamp{time.UnixMilli(n).UTC().Format("2006-01-02T15:04:05.000Z07:00")}, nil
	}
	return Stamp{}, fmt.Errorf("the number %s is no date; write it as 2026-03-09 or 2026-03-09T18:04:05+03:00", short(number))
}

// IsZero reports whether the stamp is unknown.
func (s Stamp) IsZero() bool { return s.text == "" }

// String gives the canonical text, empty where unknown.
func (s Stamp) String() string { return s.text }

// Day gives the calendar day in the stamp's own offset as YYYY-MM-DD, empty where unknown.
func (s Stamp) Day() string {
	if s.IsZero() {
		return ""
	}
	return s.text[:len("2006-01-02")]
}

// dateOnly reports whether the stamp says a day and no time.
func (s Stamp) dateOnly() bool { return len(s.text) == len("2006-01-02") }

// Instant gives the moment in UTC; a date alone is its first moment in UTC. Zero where unknown.
func (s Stamp) Instant() time.Time {
	if s.IsZero() {
		return time.Time{}
	}
	if s.dateOnly() {
		t, _ := time.Parse(time.DateOnly, s.text)
		return t
	}
	text, leap := s.text, time.Duration(0)
	if text[17:19] == "60" { // time.Parse knows no leap seconds
		text, leap = text[:17]+"59"+text[19:], time.Second
	}
	t, _ := time.Parse(time.RFC3339Nano, text)
	return t.Add(leap).UTC()
}

// MarshalJSON gives the canonical text as a JSON string, null where unknown.
func (s Stamp) MarshalJSON() ([]byte, error) {
	if s.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + s.text + `"`), nil
}

// UnmarshalJSON reads what ParseStamp reads from a JSON string; null and the empty string are unknown.
func (s *Stamp) UnmarshalJSON(b []byte) error {
	var text *string
	if err := json.Unmarshal(b, &text); err != nil {
		return fmt.Errorf("a date must be a JSON string or null: %w", err)
	}
	*s = Stamp{}
	if text == nil || strings.TrimSpace(*text) == "" {
		return nil
	}
	var err error
	*s, err = ParseStamp(*text)
	return err
}

// monthOf reads digits or an English month name, whole or cut to three letters or more; 0 where it is neither.
func monthOf(s string) int {
	if s[0] >= '0' && s[0] <= '9' {
		return toInt(s)
	}
	for m := time.January; m <= time.December; m++ {
		if abbreviates(s, m.String()) {
			return int(m)
		}
	}
	return 0
}

// abbreviates reports whether s is the first three letters or more of name, in any case.
func abbreviates(s, name string) bool {
	return len(s) >= 3 && len(s) <= len(name) && strings.EqualFold(s, name[:len(s)])
}

// zoneOf gives the canonical form of an offset: "Z" or "+03:00". No offset is UTC.
func zoneOf(s string) (string, bool) {
	if s == "" {
		return "Z", true
	}
	var minutes int
	if s[0] == '+' || s[0] == '-' {
		digits := strings.ReplaceAll(s[1:], ":", "")
		h, m := toInt(digits[:2]), toInt(digits[2:])
		if h > 23 || m > 59 {
			return "", false
		}
		minutes = h*60 + m
		if s[0] == '-' {
			minutes = -minutes
		}
	} else {
		var ok bool
		if minutes, ok = mailZones[strings.ToUpper(s)]; !ok {
			return "", false
		}
	}
	switch {
	case minutes == 0:
		return "Z", true
	case minutes < 0:
		return fmt.Sprintf("-%02d:%02d", -minutes/60, -minutes%60), true
	}
	return fmt.Sprintf("+%02d:%02d", minutes/60, minutes%60), true
}

// toInt reads digits that a form has matched; no digits are 0.
func toInt(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// short cuts a foreign value so that it fits into one line of an error.
func short(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}
