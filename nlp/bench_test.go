package nlp

import (
	"strings"
	"testing"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/linear"
)

// The benchmarks run on one core (-cpu 1): annotation uses one. Compare figures of one run alone.

// annotateArticles annotates news articles, in words per second, words as their readers count them: between blanks.
func annotateArticles(b *testing.B, o Options, n int) {
	p, err := New(o)
	if err != nil {
		b.Fatal(err)
	}
	articles := readArticles(b)[:n]
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

// BenchmarkAnnotate annotates with all layers.
func BenchmarkAnnotate(b *testing.B) { annotateArticles(b, Options{}, 100) }

// BenchmarkProse annotates with prose's own tags and names, and our other layers.
func BenchmarkProse(b *testing.B) { annotateArticles(b, Options{Tagger: "prose"}, 20) }

// BenchmarkTrees tags and parses the words of a treebank.
func BenchmarkTrees(b *testing.B) {
	p := newPipeline(b)
	documents, err := corpus.ReadTreebank(dataFolder(b), "gum-dev")
	if err != nil {
		b.Fatal(err)
	}
	var forms [][][]string
	words := 0
	for _, d := range documents {
		var f [][]string
		for _, s := range d.Sentences {
			f = append(f, s.Forms())
			words += len(s.Words)
		}
		forms = append(forms, f)
	}
	for b.Loop() {
		for _, f := range forms {
			p.models.net.Parse(f)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkNames finds names in the words of articles.
func BenchmarkNames(b *testing.B) {
	p := newPipeline(b)
	articles, err := corpus.ReadNames(dataFolder(b), "worldwide-newswire-dev")
	if err != nil {
		b.Fatal(err)
	}
	words := 0
	for _, a := range articles {
		for _, s := range a {
			words += len(s.Forms)
		}
	}
	for b.Loop() {
		for _, a := range articles {
			sentences := make([]*linear.Sentence, len(a))
			for i, s := range a {
				sentences[i] = linear.NewSentence(s.Forms, p.models.clusters)
			}
			p.models.namer.Names(sentences)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkNew loads the models.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
