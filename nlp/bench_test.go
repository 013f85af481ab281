package nlp

import (
	"strings"
	"testing"
)

// BenchmarkAnnotate annotates news articles, in words per second of one core.
func BenchmarkAnnotate(b *testing.B) {
	p := newPipeline(b)
	articles := readArticles(b)[:100]
	words := 0
	for _, a := range articles {
		words += len(strings.Fields(a))
	}
	for b.Loop() {
		for _, a := range articles {
			p.Annotate(a)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkNew loads the models.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkProse annotates with prose's own tags and names.
func BenchmarkProse(b *testing.B) {
	p, err := New(Options{Tagger: "prose"})
	if err != nil {
		b.Fatal(err)
	}
	articles := readArticles(b)[:20]
	words := 0
	for _, a := range articles {
		words += len(strings.Fields(a))
	}
	for b.Loop() {
		for _, a := range articles {
			p.Annotate(a)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
