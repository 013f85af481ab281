package main

import (
	"strings"
	"testing"
)

// Tables as a terminal shows them: aligned by the width of characters, the widest column narrowed first.
func TestTable(t *testing.T) {
	cases := []struct {
		name  string
		width int
		table table
		want  string
	}{
		{"aligned, no space at line ends", 0, table{
			head: []string{"WHEN", "SUBJECT", "N"},
			rows: []row{{cells: []string{"2026-03-06", "Putin", "1"}}, {cells: []string{"undated", "", "12"}}},
		}, `
WHEN        SUBJECT  N
2026-03-06  Putin    1
undated              12
`},
		{"wide and combining characters", 0, table{
			rows: []row{{cells: []string{"北京", "x"}}, {cells: []string{"Zoe\u0308", "x"}}, {cells: []string{"abcd", "x"}}},
		}, "\n北京  x\nZoe\u0308   x\nabcd  x\n"},
		{"wrapped to the terminal", 30, table{
			head: []string{"WHEN", "SUBJECT"},
			rows: []row{{cells: []string{"2026-03-06", "the foreign minister of a far country"}, below: []string{"“He said a word, and then another one.”"}}},
		}, `
WHEN        SUBJECT
2026-03-06  the foreign
            minister of a far
            country
    “He said a word, and then
    another one.”
`},
		{"a word longer than the line is cut", 24, table{
			rows: []row{{cells: []string{"2026-03-06", "abcdefghijklmnopqrstuvwxyz"}}},
		}, `
2026-03-06  abcdefghijkl
            mnopqrstuvwx
            yz
`},
		{"and so is a name, behind its underscore", 21, table{
			rows: []row{{cells: []string{"2026-03-06", "HOLDS_OFFICE"}}},
		}, `
2026-03-06  HOLDS_
            OFFICE
`},
	}
	for _, c := range cases {
		var b strings.Builder
		if err := c.table.print(&b, c.width); err != nil {
			t.Fatal(err)
		}
		if got, want := b.String(), c.want[1:]; got != want {
			t.Errorf("%s:\n got\n%s\nwant\n%s", c.name, got, want)
		}
	}
}

// Underlining is closed at the end of each line and opened again in the next: what stands beside it stays plain.
func TestWrapUnderlined(t *testing.T) {
	lines := wrap("one "+underlined+"two three four"+plain+" five", 9)
	want := []string{"one " + underlined + "two" + plain, underlined + "three" + plain, underlined + "four" + plain + " five"}
	if got := strings.Join(lines, "|"); got != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", lines, want)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("a quote of some words", 7)
	f.Add("北京 "+underlined+"日本語"+plain, 3)
	f.Add("e\u0301\u0301\u0301 👩‍👩‍👧", 1)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = max(-1, min(width, 200))
		text = printable(text)
		lines := wrap(text, width)
		for _, line := range lines {
			if width >= 2 && displayWidth(line) > width && len([]rune(line)) > 1 && strings.ContainsRune(line, ' ') {
				t.Errorf("width %d: %q is %d columns wide", width, line, displayWidth(line))
			}
		}
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := squeeze(strings.Join(lines, "")); got != squeeze(text) {
			t.Errorf("width %d: %q became %q", width, text, lines)
		}
	})
}
