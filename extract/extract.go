package extract

import (
	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// Extractor finds claims. It is safe for concurrent use.
type Extractor struct{}

// New compiles the patterns of an ontology; version is the annotator's Build, part of Build of every record.
func New(o *schema.Ontology, annotator string) (*Extractor, error) { panic("to be written") }

// Build is the hash of program version, ontology and models that Record.Build carries.
func (x *Extractor) Build() string { panic("to be written") }

// Extract gives the record of one article from its annotations.
func (x *Extractor) Extract(a news.Article, d nlp.Document) Record { panic("to be written") }
