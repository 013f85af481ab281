package schema

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Problem is one mistake in an ontology file.
type Problem struct {
	Pos      Position
	Relation string // empty where the mistake stands outside any relation
	Text     string // what is wrong
	Hint     string // what was meant or what to do, may be empty
}

// String gives "file:line: relation: problem (hint)".
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.Pos.File)
	if p.Pos.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Pos.Line)
	}
	b.WriteString(": ")
	if p.Relation != "" {
		b.WriteString(p.Relation + ": ")
	}
	b.WriteString(p.Text)
	if p.Hint != "" {
		b.WriteString(" (" + p.Hint + ")")
	}
	return b.String()
}

// Problems is the error of Load for an ontology with mistakes: all of them, sorted by file, line and text. A caller tells
// it from a failure of the file system with errors.As.
type Problems []Problem

// Error gives one line for each mistake.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// sorted gives the problems in order and once each, their files below dir.
func (ps Problems) sorted(dir string) Problems {
	ps = slices.Clone(ps)
	if dir != "" {
		for i := range ps {
			ps[i].Pos.File = filepath.Join(dir, ps[i].Pos.File)
		}
	}
	slices.SortFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Relation, b.Relation),
			cmp.Compare(a.Text, b.Text),
			cmp.Compare(a.Hint, b.Hint),
		)
	})
	return slices.Compact(ps)
}

// didYouMean gives a hint with the known word nearest to a wrong one, or a list of all where none is near.
func didYouMean(word string, known []string) string {
	best, distance := "", len(word)/3+1
	for _, k := range known {
		if d := editDistance(strings.ToLower(word), strings.ToLower(k)); d < distance || d == distance && best == "" {
			best, distance = k, d
		}
	}
	if best != "" {
		return "did you mean " + best + "?"
	}
	return "known: " + strings.Join(known, ", ")
}

// editDistance counts the bytes to insert, drop, replace or swap with a neighbour (optimal string alignment).
func editDistance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
