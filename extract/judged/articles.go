package main

import (
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// article is a text with what this build makes of it.
type article struct {
	id        string
	text      string
	sentences []nlp.Span // in text order
	claims    []extract.Claim
	build     string
}

// claim gives the claim of an id, nil where this build makes none such.
func (a *article) claim(id string) *extract.Claim {
	for i := range a.claims {
		if a.claims[i].ID == id {
			return &a.claims[i]
		}
	}
	return nil
}

// sentenceAt gives the number of the sentence that holds a byte, -1 where none does.
func (a *article) sentenceAt(at int) int {
	for i, s := range a.sentences {
		if s.Start <= at && at < s.End {
			return i
		}
	}
	return -1
}

// readArticles reads the articles that keep takes, in the order of their file.
func readArticles(data string, keep func(id string) bool) ([]article, error) {
	path := filepath.Join(data, "articles-worldwide-newswire.jsonl.gz")
	var given []news.Article
	for a, err := range news.Read([]string{path}, news.Options{}) {
		if err != nil {
			return nil, fmt.Errorf("%w (-data or NEWSGRAPH_DATA names the folder of the data sets)", err)
		}
		if keep(a.ID) {
			given = append(given, a)
		}
	}
	pipe, err := nlp.New(nlp.Options{})
	if err != nil {
		return nil, fmt.Errorf("loading the annotator: %w", err)
	}
	x, err := extract.New(schema.Default(), pipe.Build())
	if err != nil {
		return nil, err
	}
	out := make([]article, len(given))
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(given); i += workers {
				out[i] = newArticle(given[i], pipe, x)
			}
		})
	}
	wg.Wait()
	return out, nil
}

// newArticle reads one article.
func newArticle(a news.Article, pipe *nlp.Pipeline, x *extract.Extractor) article {
	d := pipe.Annotate(a.Text)
	rec := x.Extract(a, d)
	out := article{id: a.ID, text: a.Text, claims: rec.Claims, build: rec.Build}
	for _, s := range d.Sentences {
		out.sentences = append(out.sentences, s.Span)
	}
	return out
}
