package extract

import (
	"sync"
	"testing"

	"newsgraph/nlp"
	"newsgraph/schema"
)

// shared is the annotator of all tests: loading it takes a while.
var shared = sync.OnceValues(func() (*nlp.Pipeline, error) { return nlp.New(nlp.Options{}) })

func pipeline(t testing.TB) *nlp.Pipeline {
	t.Helper()
	p, err := shared()
	if err != nil {
		t.Fatalf("loading the annotator: %v", err)
	}
	return p
}

func extractor(t testing.TB) *Extractor {
	t.Helper()
	x, err := New(schema.Default(), pipeline(t).Build())
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Every example of the embedded ontology comes out as it says.
func TestOntologyExamples(t *testing.T) {
	for _, f := range Examples(schema.Default(), extractor(t), pipeline(t)) {
		t.Error(f)
	}
}
