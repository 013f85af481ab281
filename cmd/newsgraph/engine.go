package main

import (
	"fmt"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// engine makes records of articles: ontology, annotator and extractor, put together once. It is safe for concurrent use.
type engine struct {
	ontology *schema.Ontology
	annotate *nlp.Pipeline
	extract  *extract.Extractor
}

// newEngine loads the ontology of a folder ("" for the embedded one) and the models.
func newEngine(dir, tagger string) (*engine, error) {
	onto, err := loadOntology(dir)
	if err != nil {
		return nil, err
	}
	annotate, err := nlp.New(nlp.Options{Tagger: tagger})
	if err != nil {
		return nil, fmt.Errorf("loading the language models: %w", err)
	}
	x, err := extract.New(onto, annotate.Build())
	if err != nil {
		return nil, fmt.Errorf("compiling the ontology's patterns: %w", err)
	}
	return &engine{ontology: onto, annotate: annotate, extract: x}, nil
}

// build is the build that the engine's records carry.
func (e *engine) build() string { return e.extract.Build() }

// record reads one article. A canceled or withheld article has no claims.
func (e *engine) record(a news.Article) extract.Record {
	if a.Status == news.Canceled || a.Status == news.Withheld {
		return extract.Record{Article: a, Entities: []extract.Entity{}, Claims: []extract.Claim{}, Build: e.build()}
	}
	return e.extract.Extract(a, e.annotate.Annotate(a.Text))
}
