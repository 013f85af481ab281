//go:build unix

package main

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"newsgraph/news"
)

// BenchmarkExtract makes records of 100 news articles, in words per second of CPU time, words as their readers count them: between
// blanks. The time is the program's own, whatever else the machine does.
func BenchmarkExtract(b *testing.B) {
	source := filepath.Join(cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.FromSlash("../../../shared/data")), "articles-worldwide-newswire.jsonl.gz")
	if _, err := os.Stat(source); err != nil {
		b.Skipf("reads articles of %s: set NEWSGRAPH_DATA to the folder of the data sets", source)
	}
	e, err := newEngine("", "")
	if err != nil {
		b.Fatal(err)
	}
	var articles []news.Article
	words := 0
	for a, err := range news.Read([]string{source}, news.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		if articles = append(articles, a); len(articles) == 100 {
			break
		}
	}
	for _, a := range articles {
		words += len(strings.Fields(a.Text))
	}
	before := cpuSeconds(b)
	for b.Loop() {
		for _, a := range articles {
			if _, err := e.record(a); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/(cpuSeconds(b)-before), "words/cpu-s")
}

// cpuSeconds is the time that the program has used so far on all cores, without the system's.
func cpuSeconds(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()) / 1e9
}
