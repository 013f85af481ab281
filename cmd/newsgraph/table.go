package main

import (
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

// table is rows for people. Columns are aligned by the width that a terminal gives to characters, and wrapped, the
// widest first, where the terminal is too narrow.
type table struct {
	head []string
	rows []row
}

// row is one row with lines that stand below it, indented: a quote and where it is from.
type row struct {
	cells []string
	below []string
}

const (
	gap       = 2 // columns between cells
	indent    = 4 // columns before the lines below a row
	narrowest = 6 // a column is not made narrower than this to fit the terminal
)

// add appends a row.
func (t *table) add(cells []string, below ...string) {
	t.rows = append(t.rows, row{cells: cells, below: below})
}

// print writes the table; width 0 wraps nothing.
func (t *table) print(w io.Writer, width int) error {
	widths := t.widths(width)
	var b strings.Builder
	if len(t.head) > 0 {
		writeCells(&b, t.head, widths)
	}
	for _, r := range t.rows {
		writeCells(&b, r.cells, widths)
		for _, text := range r.below {
			for _, line := range wrap(text, width-indent) {
				b.WriteString(strings.Repeat(" ", indent))
				b.WriteString(line)
				b.WriteByte('\n')
			}
		}
		if b.Len() > 1<<14 {
			if _, err := io.WriteString(w, b.String()); err != nil {
				return err
			}
			b.Reset()
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// widths gives each column's width: that of its widest cell, and less for the widest columns until a row fits.
func (t *table) widths(width int) []int {
	var widths []int
	measure := func(cells []string) {
		for i, c := range cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], displayWidth(c))
		}
	}
	measure(t.head)
	for _, r := range t.rows {
		measure(r.cells)
	}
	if width <= 0 {
		return widths
	}
	total := gap * (len(widths) - 1)
	for _, n := range widths {
		total += n
	}
	for ; total > width; total-- {
		widest := -1
		for i, n := range widths {
			if n > narrowest && (widest < 0 || n >= widths[widest]) { // of equals the last: the first is a date
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}

// writeCells writes one row, on as many lines as its longest cell needs.
func writeCells(b *strings.Builder, cells []string, widths []int) {
	lines := make([][]string, len(cells))
	height := 1
	for i, c := range cells {
		lines[i] = wrap(c, widths[i])
		height = max(height, len(lines[i]))
	}
	for y := range height {
		pad := 0
		for i := range cells {
			text := ""
			if y < len(lines[i]) {
				text = lines[i][y]
			}
			if text != "" {
				b.WriteString(strings.Repeat(" ", pad))
				b.WriteString(text)
				pad = 0
			}
			pad += widths[i] - displayWidth(text) + gap
		}
		b.WriteByte('\n')
	}
}

// wrap breaks a text at spaces into lines of at most width columns; a longer word is cut between characters. Underlining
// ends with its line and goes on in the next. Width 0 or less breaks nothing.
func wrap(text string, width int) []string {
	if width <= 0 || displayWidth(text) <= width {
		return []string{text}
	}
	var lines []string
	line, at := "", 0
	flush := func() { lines = append(lines, line); line, at = "", 0 }
	for word := range strings.SplitSeq(text, " ") {
		n := displayWidth(word)
		if line != "" && at+1+n > width {
			flush()
		}
		for n > width && word != "" {
			if line != "" {
				flush()
			}
			line, word = cut(word, width)
			n -= displayWidth(line)
			flush()
		}
		if line == "" {
			line, at = word, max(n, 0)
		} else {
			line, at = line+" "+word, at+1+n
		}
	}
	if line != "" {
		flush()
	}
	return carryUnderline(lines)
}

// cut splits a word after at most width columns, behind the last "_", "-" or "/" where there is one, never inside a
// character and never at its very start. Escape sequences have no width.
func cut(word string, width int) (head, tail string) {
	at, columns, state := 0, 0, -1
	seam := 0
	rest := word
	for rest != "" {
		if n := escapeLength(rest); n > 0 {
			at += n
			rest, state = rest[n:], -1
			continue
		}
		var cluster string
		var n int
		cluster, rest, n, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if columns+n > width && columns > 0 {
			break
		}
		columns += n
		at += len(cluster)
		if cluster == "_" || cluster == "-" || cluster == "/" {
			seam = at
		}
	}
	if seam > 0 {
		at = seam
	}
	return word[:at], word[at:]
}

// carryUnderline closes underlining at the end of a line and opens it again in the next.
func carryUnderline(lines []string) []string {
	on := false
	for i, line := range lines {
		starts := on
		on = on && strings.LastIndex(line, plain) < 0 || strings.LastIndex(line, underlined) > strings.LastIndex(line, plain)
		if starts {
			line = underlined + line
		}
		if on {
			line += plain
		}
		lines[i] = line
	}
	return lines
}

// displayWidth gives the columns that a terminal uses for a text, escape sequences apart.
func displayWidth(s string) int {
	if !strings.Contains(s, "\x1b") {
		return uniseg.StringWidth(s)
	}
	n := 0
	for s != "" {
		if e := escapeLength(s); e > 0 {
			s = s[e:]
			continue
		}
		next := strings.IndexByte(s[1:], '\x1b') + 1
		if next == 0 {
			next = len(s)
		}
		n += uniseg.StringWidth(s[:next])
		s = s[next:]
	}
	return n
}

// escapeLength gives the length of the SGR sequence that s begins with, 0 where there is none.
func escapeLength(s string) int {
	if !strings.HasPrefix(s, "\x1b[") {
		return 0
	}
	end := strings.IndexByte(s, 'm')
	return end + 1
}
