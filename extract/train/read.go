package main

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"newsgraph/extract"
)

//go:embed read.tsv
var readText string

// reading is what a reader said of a claim of an earlier model.
type reading struct {
	start, end int
	class      int
	right      bool
}

// readingsOf are the readings by article.
type readingsOf map[string][]reading

var readings = mustRead(readText)

// mustRead reads read.tsv, which is embedded: a panic marks a broken program.
func mustRead(text string) readingsOf {
	out := readingsOf{}
	for i, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			panic(fmt.Sprintf("read.tsv:%d: has %d columns, not 5", i+1, len(f)))
		}
		start, err := strconv.Atoi(f[1])
		end, err2 := strconv.Atoi(f[2])
		class := slices.Index(extract.ModelClasses, f[3])
		if err != nil || err2 != nil || class < 0 || f[4] != "right" && f[4] != "wrong" {
			panic(fmt.Sprintf("read.tsv:%d: %s: is no reading", i+1, line))
		}
		out[f[0]] = append(out[f[0]], reading{start, end, class, f[4] == "right"})
	}
	return out
}

// teach labels a candidate of an article by what a reader said of it.
func (rs readingsOf) teach(l *labelled, article string) {
	for _, r := range rs[article] {
		c := l.c.Claims[r.class]
		if c == nil || c.Evidence.Start != r.start || c.Evidence.End != r.end {
			continue
		}
		l.allowed, l.weight, l.read = none, weightMarked, true
		if r.right {
			l.allowed = 1 << r.class
		}
	}
}
