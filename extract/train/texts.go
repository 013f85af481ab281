package main

import (
	"fmt"
	"runtime"
	"sync"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
	"newsgraph/news"
	"newsgraph/nlp"
)

// set is a marked set, or the articles, with what there is to decide in each text.
type set struct {
	name  string
	texts []gold.Text
	found []found // by text
}

// found is what the engine finds in one text.
type found struct {
	candidates []extract.Candidate
	claims     []extract.Claim
}

// articles is the name of the set of whole articles.
const articles = "articles"

// readSets reads all sets and what the engine finds in them.
func readSets(data string, x *extract.Extractor, pipe *nlp.Pipeline) ([]set, error) {
	var out []set
	for _, name := range gold.LearntFrom {
		texts, err := gold.Read(data, name)
		if err != nil {
			return nil, err
		}
		out = append(out, set{name: name, texts: texts})
	}
	all, err := gold.Articles(data)
	if err != nil {
		return nil, err
	}
	out = append(out, set{name: articles, texts: all})
	for k := range out {
		s := &out[k]
		s.found = make([]found, len(s.texts))
		each(len(s.texts), func(i int) {
			t := &s.texts[i]
			f := &s.found[i]
			f.candidates, f.claims = x.Candidates(news.Article{ID: t.ID, Text: t.Text, Status: news.Usable}, pipe.Annotate(t.Text))
		})
		n := 0
		for _, f := range s.found {
			n += len(f.candidates)
		}
		fmt.Printf("%-28s %5d texts %6d candidates\n", s.name, len(s.texts), n)
	}
	return out, nil
}

// each calls f with the numbers below n, on all processors.
func each(n int, f func(i int)) {
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wg.Wait()
}
