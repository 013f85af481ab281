package extract

import (
	"strings"
	"testing"

	"newsgraph/nlp"
)

// The publication day is Saturday, 7 March 2026, unless the case says otherwise. Each case is
// "tense | text | what must come out": "precision start..end", "~" before it where approximate, "(weekday)" after it,
// "-" where no moment is found; several are joined with "; ". "?" is an unknown day.
var momentCases = `
past|Putin called him on Friday|day 2026-03-06 (friday)
past|on Saturday|day 2026-03-07 (saturday)
past|on Sunday|day 2026-03-01 (sunday)
past|Monday|day 2026-03-02 (monday)
past|late Friday|~day 2026-03-06 (friday)
past|late on Friday|~day 2026-03-06 (friday)
past|early Thursday|~day 2026-03-05 (thursday)
past|Friday night|day 2026-03-06 (friday)
past|on Friday evening|day 2026-03-06 (friday)
past|Tuesday local time|~day 2026-03-03 (tuesday)
past|on Tuesday (local time)|~day 2026-03-03 (tuesday)
past|Black Friday|-
past|Good Friday|-
past|every Friday|-
past|friday|-
past|Fridays|-
past|last Monday|day 2026-03-02 (monday)
past|last Friday|weekday ?..? (friday)
past|this Friday|day 2026-03-06 (friday)
past|next Friday|weekday ?..? (friday)
future|on Friday|day 2026-03-13 (friday)
future|on Saturday|day 2026-03-07 (saturday)
future|on Monday|day 2026-03-09 (monday)
future|this Monday|day 2026-03-09 (monday)
future|next Monday|weekday ?..? (monday)
past|on Friday, March 6|day 2026-03-06 (friday)
past|on Friday, March 6, 2026|day 2026-03-06 (friday)
past|Friday 6 March 2026|day 2026-03-06 (friday)
past|on Friday (March 6)|day 2026-03-06 (friday); day 2026-03-06
past|on Monday, March 6|day ?..? (monday)
past|today|day 2026-03-07
past|yesterday|day 2026-03-06
past|yesterday morning|day 2026-03-06
past|earlier today|day 2026-03-07
past|tonight|day 2026-03-07
future|tomorrow|day 2026-03-08
past|today's leaders|-
past|two days ago|day 2026-03-05
past|3 days ago|day 2026-03-04
past|a week ago|~week 2026-02-23..2026-03-01
past|two weeks ago|~week 2026-02-16..2026-02-22
past|a month ago|~month 2026-02-01..2026-02-28
past|two years ago|~year 2024-01-01..2024-12-31
past|10 years ago|~year 2016-01-01..2016-12-31
past|this week|week 2026-03-02..2026-03-08
past|earlier this week|week 2026-03-02..2026-03-08
past|last week|week 2026-02-23..2026-03-01
future|next week|week 2026-03-09..2026-03-15
past|this month|month 2026-03-01..2026-03-31
past|last month|month 2026-02-01..2026-02-28
past|earlier this month|month 2026-03-01..2026-03-31
future|next month|month 2026-04-01..2026-04-30
past|this year|year 2026-01-01..2026-12-31
past|last year|year 2025-01-01..2025-12-31
past|earlier this year|year 2026-01-01..2026-12-31
future|next year|year 2027-01-01..2027-12-31
past|over the weekend|range 2026-03-07..2026-03-08
past|last weekend|range 2026-02-28..2026-03-01
past|March 6|day 2026-03-06
past|on March 6|day 2026-03-06
past|on March 6th|day 2026-03-06
past|on March 6, 2026|day 2026-03-06
past|on March 6 2026,|day 2026-03-06
past|6 March|day 2026-03-06
past|6 March 2026|day 2026-03-06
past|6 March, 2026|day 2026-03-06
past|the 6th of March|day 2026-03-06
past|on 6th March|day 2026-03-06
past|on 28 February|day 2026-02-28
past|on February 28 on Iranian territory|day 2026-02-28
past|on February 29|day ?..?
past|on 30 February|-
past|on Feb. 28|day 2026-02-28
past|Feb 28|day 2026-02-28
past|on Sept. 11, 2001|day 2001-09-11
past|Dec. 3|day 2025-12-03
past|December 20|day 2025-12-20
past|on December 20, 2024|day 2024-12-20
past|on March 8|day ?..?
past|on April 2|day ?..?
future|on March 8|day 2026-03-08
future|on April 2|day 2026-04-02
future|on January 5|day ?..?
future|on 15 November|day 2026-11-15
past|the October 7 attack|day ?..?
past|the October 7 attacks on Israel|day ?..?
past|on October 7 in Israel|day 2025-10-07
past|January 27|day 2026-01-27
past|27 January|day 2026-01-27
past|27 January - David Kato|day 2026-01-27
past|2026-03-06|day 2026-03-06
past|on 2026-03-06|day 2026-03-06
past|2026-13-06|-
past|2026-02-30|-
past|in December 2025|month 2025-12-01..2025-12-31
past|December 2025|month 2025-12-01..2025-12-31
past|in February 2024|month 2024-02-01..2024-02-29
past|in December|month 2025-12-01..2025-12-31
past|in March|month 2026-03-01..2026-03-31
past|last December|month 2025-12-01..2025-12-31
past|last March|month 2025-03-01..2025-03-31
past|early March|~month 2026-03-01..2026-03-31
past|in late February|~month 2026-02-01..2026-02-28
past|mid-February|~month 2026-02-01..2026-02-28
future|in April|month 2026-04-01..2026-04-30
future|in February|month 2027-02-01..2027-02-28
future|next April|month ?..?
past|in 2025|year 2025-01-01..2025-12-31
past|In 2025, the two countries|year 2025-01-01..2025-12-31
past|during 2024|year 2024-01-01..2024-12-31
past|2,025 people|-
past|in 2025 people|year 2025-01-01..2025-12-31
past|by 2030|until ?..2030-12-31
past|by Friday|until ?..2026-03-06 (friday)
future|by Friday|until ?..2026-03-13 (friday)
past|by Tuesday's raid|day 2026-03-03 (tuesday)
past|since 2014|since 2014-01-01..?
past|since February 28|since 2026-02-28..?
past|since 28 February|since 2026-02-28..?
past|since Friday|since 2026-03-06..? (friday)
past|since last week|since 2026-02-23..?
past|since January|since 2026-01-01..?
past|since early March|~since 2026-03-01..?
past|since March 2022|since 2022-03-01..?
past|until 2024|until ?..2024-12-31
past|until March 5|until ?..2026-03-05
past|until Thursday|until ?..2026-03-05 (thursday)
past|from 3 to 7 March|range 2026-03-03..2026-03-07
past|3–7 March|range 2026-03-03..2026-03-07
past|3-7 March 2026|range 2026-03-03..2026-03-07
past|March 3-7|range 2026-03-03..2026-03-07
past|March 3–7, 2026|range 2026-03-03..2026-03-07
past|March 3 to 7|range 2026-03-03..2026-03-07
past|between March 3 and March 7|range 2026-03-03..2026-03-07
past|between 3 and 7 March|range 2026-03-03..2026-03-07
past|from March 3 to March 7|range 2026-03-03..2026-03-07
past|from February 28 to March 3|range 2026-02-28..2026-03-03
past|from February 28 to 3|day 2026-02-28
past|from 2014 to 2018|range 2014-01-01..2018-12-31
past|between 2014 and 2018|range 2014-01-01..2018-12-31
past|from January to March|range 2026-01-01..2026-03-31
past|from Monday to Thursday|range 2026-03-02..2026-03-05
past|from Thursday to Monday|range ?..?
past|on Friday and on Monday|day 2026-03-06 (friday); day 2026-03-02 (monday)
past|He may 5 times|-
past|May 5|day ?..?
past|May 15|day 2025-05-15
past|from May|-
past|May God help|-
past|in May|month 2025-05-01..2025-05-31
past|troops march 6 miles|-
past|March of the living|-
past|Mar Lago|-
past|Jan Kowalski|-
past|April said|-
past|He is 31 years old|-
past|in 1200 homes|-
past|a day after|-
past|on 32 March|-
past|on the same day|day ?..?
past|three days later|day ?..?
past|a day earlier|day ?..?
past|the next day|day ?..?
past|the same night|day ?..?
past|the following morning|day ?..?
past|a week later|~day ?..?
past|the day|-
past|the same day care|-
past|a day before the summit|-
past|overnight|~day 2026-03-07
past|overnight Friday|~day 2026-03-06 (friday)
past|overnight on Friday|~day 2026-03-06 (friday)
past|in the early hours of Monday|~day 2026-03-02 (monday)
past|in the early hours of Monday morning|~day 2026-03-02 (monday)
past|in the small hours of March 3|~day 2026-03-03
past|at the end of January|~month 2026-01-01..2026-01-31
past|the beginning of last month|~month 2026-02-01..2026-02-28
past|at the start of this week|~week 2026-03-02..2026-03-08
past|early on Friday|~day 2026-03-06 (friday)
past|early Friday morning|~day 2026-03-06 (friday)
past|around March 3|~day 2026-03-03
past|on the night of March 3|~day 2026-03-03
past|on the eve of March 8|day ?..?
future|on the eve of March 8|day 2026-03-07
past|on the eve of the summit|-
past|the week of March 2|week 2026-03-02..2026-03-08
past|mid-January|~month 2026-01-01..2026-01-31
past|in mid-2024|~year 2024-01-01..2024-12-31
past|in early 2025|~year 2025-01-01..2025-12-31
past|late 2025|~year 2025-01-01..2025-12-31
past|on the 27th|day 2026-02-27
past|on the 5th|day 2026-03-05
future|on the 12th|day 2026-03-12
future|on the 3rd|day 2026-04-03
past|on the 31st|day ?..?
past|on the 27th floor|-
past|on the 27th of February|day 2026-02-27
past|the past two weeks|range 2026-02-22..2026-03-07
past|over the past two weeks|range 2026-02-22..2026-03-07
past|in the last three days|range 2026-03-05..2026-03-07
past|over the past week|range 2026-03-01..2026-03-07
past|in the past 10 days|range 2026-02-26..2026-03-07
future|in the next three days|range 2026-03-07..2026-03-09
past|the last two presidents|-
past|in the past|-
past|in fiscal 2024|-
past|in fiscal year 2024|-
past|in the 2024 season|-
past|in the 1990s|-
past|this morning|day 2026-03-07
past|last night|~day 2026-03-06
past|this past Friday|day 2026-03-06 (friday)
past|on Friday and Saturday|range 2026-03-06..2026-03-07
past|Monday and Tuesday|range 2026-03-02..2026-03-03
past|on Monday and Thursday|day 2026-03-02 (monday); day 2026-03-05 (thursday)
past|from late February to early March|~range 2026-02-01..2026-03-31
past|from December to February|range 2025-12-01..2026-02-28
past|between December and February|range 2025-12-01..2026-02-28
past|January–March 2026|range 2026-01-01..2026-03-31
past|from Feb. 28 through March 3|range 2026-02-28..2026-03-03
past|28 February–3 March|range 2026-02-28..2026-03-03
past|since last Monday|since 2026-03-02..? (monday)
past|since the 27th|since 2026-02-27..?
past|in January last year|month 2025-01-01..2025-01-31
past|in March of last year|month 2025-03-01..2025-03-31
past|on March 3 this year|day 2026-03-03
past|in May last year|month 2025-05-01..2025-05-31
past|by January last year|until ?..2025-01-31
future|in May next year|month 2027-05-01..2027-05-31
past|on January 20 and 21|range 2026-01-20..2026-01-21
past|on January 20 and 21 people|day 2026-01-20
past|from 1861 to 1883, the army|range 1861-01-01..1883-12-31
past|from 2013 to this June|range 2013-01-01..2025-06-30
past|from 2013 on|since 2013-01-01..?
past|from March 1|since 2026-03-01..?
past|Friday prayers|-
past|the Sunday Times|-
past|2024-25|-
unclear|on Friday|weekday ?..? (friday)
unclear|on Saturday|day 2026-03-07 (saturday)
unclear|on March 9|day 2026-03-09
unclear|on March 5|day 2026-03-05
unclear|on October 7|day ?..?
unclear|in March|month 2026-03-01..2026-03-31
unclear|in April|month ?..?
unclear|yesterday|day 2026-03-06
unclear|on the 12th|day ?..?
`

func TestMoments(t *testing.T) {
	n := 0
	for _, line := range strings.Split(strings.TrimSpace(momentCases), "\n") {
		p := strings.SplitN(line, "|", 3)
		n++
		if got := showMoments(p[1], "2026-03-07", map[string]tense{"past": past, "future": future, "unclear": unclear}[p[0]]); got != p[2] {
			t.Errorf("%s %q: got %s, want %s", p[0], p[1], got, p[2])
		}
	}
	t.Logf("%d cases", n)
}

// Without a publication day the words keep their precision and nothing is counted.
func TestMomentsUndated(t *testing.T) {
	for _, c := range [][2]string{
		{"on Friday", "weekday ?..? (friday)"},
		{"late Friday", "~weekday ?..? (friday)"},
		{"yesterday", "day ?..?"},
		{"last week", "week ?..?"},
		{"on March 6", "day ?..?"},
		{"in December", "month ?..?"},
		{"in December 2025", "month 2025-12-01..2025-12-31"},
		{"on 6 March 2026", "day 2026-03-06"},
		{"since Friday", "since ?..? (friday)"},
		{"In 2025", "year 2025-01-01..2025-12-31"},
	} {
		if got := showMoments(c[0], "", past); got != c[1] {
			t.Errorf("%q: got %s, want %s", c[0], got, c[1])
		}
	}
}

func showMoments(text, published string, at tense) string {
	var out []string
	for _, m := range findMoments(text, nlp.Span{Start: 0, End: len(text)}) {
		out = append(out, showWhen(m.resolve(text, published, at)))
	}
	if out == nil {
		return "-"
	}
	return strings.Join(out, "; ")
}

func showWhen(w *When) string {
	if w == nil {
		return "null"
	}
	day := func(s *string) string {
		if s == nil {
			return "?"
		}
		return *s
	}
	s := w.Precision + " " + day(w.Start)
	if w.Precision != Day || w.Start == nil {
		s += ".." + day(w.End)
	}
	if w.Approx {
		s = "~" + s
	}
	if w.Weekday != nil {
		s += " (" + *w.Weekday + ")"
	}
	return s
}

// The words of a date are its own: the stop behind "May" is the sentence's, that behind "Sept." the month's.
func TestMomentWords(t *testing.T) {
	for text, want := range map[string]string{
		"They met in May.":             "in May",
		"They met in Sept. of 2025.":   "in Sept. of 2025",
		"They met on 4 July. It went.": "on 4 July",
		"They met on Jan. 5.":          "on Jan. 5",
	} {
		m := findMoments(text, nlp.Span{Start: 0, End: len(text)})
		if len(m) != 1 || text[m[0].Start:m[0].End] != want {
			t.Errorf("%q: got %v, want %q", text, m, want)
		}
	}
}
