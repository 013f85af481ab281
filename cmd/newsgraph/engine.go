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

// record reads one article. A canceled or withheld article has no claims. A bug that shows as a panic is an error: it
// must not cost the articles beside it.
func (e *engine) record(a news.Article) (r extract.Record, err error) {
	defer guard(&err)
	if a.Status == news.Canceled || a.Status == news.Withheld {
		return extract.Record{Article: a, Entities: []extract.Entity{}, Claims: []extract.Claim{}, Build: e.build()}, nil
	}
	return e.extract.Extract(a, e.annotate.AnnotateFor(a.Text, e.extract.Wants)), nil
}

// again gives the record of an article that the graph holds. The article that cannot be read is named: left out, it
// would lose what it said.
func (e *engine) again(a news.Article) (extract.Record, error) {
	r, err := e.record(a)
	if err != nil {
		err = fmt.Errorf("rebuild: article %s: %w; its claims stand as they were; retract it and run rebuild again, or run rebuild with the "+
			"program and ontology that made the graph", a.Key(), err)
	}
	return r, err
}

// guard makes an error of the panic of the function that defers it.
func guard(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("a bug of newsgraph, please report it with this article: %v", r)
	}
}
