package extract

import (
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

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

// Every example of the embedded ontology comes out as it says, but for those of testdata/examples.misses (texts, one a
// line), a list that may only shrink.
func TestOntologyExamples(t *testing.T) {
	b, err := os.ReadFile("testdata/examples.misses")
	if err != nil {
		t.Fatal(err)
	}
	missed := map[string]bool{}
	for _, line := range strings.Split(string(b), "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			missed[line] = true
		}
	}
	for _, f := range Examples(schema.Default(), extractor(t), pipeline(t)) {
		if !missed[f.Text] || len(f.Got) > 0 && len(f.Want) == 0 {
			t.Error(f)
		}
		delete(missed, f.Text)
	}
	for text := range missed {
		t.Errorf("comes out now, take it off the list: %s", text)
	}
}

// An example that fails says where it stands and what came out.
func TestFailure(t *testing.T) {
	o, err := schema.Load(fstest.MapFS{"o.yaml": {Data: []byte(`PRAISED:
  definition: An actor spoke well of another.
  subject: [Country]
  object: [Country]
  patterns: [{verb: praise, object: [obj]}]
  examples:
    - {text: "Norway praised Iceland.", want: [Iceland -> Norway]}
    - {text: "Norway praised Iceland twice.", want: [Norway -> Iceland]}
    - {text: "Norway did not praise Iceland.", want: []}
    - {text: "Norway may praise Iceland.", want: []}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(o, "")
	if err != nil {
		t.Fatal(err)
	}
	got := Examples(o, x, pipeline(t))
	want := "o.yaml:7: PRAISED: got Norway -> Iceland, want Iceland -> Norway: Norway praised Iceland."
	if len(got) != 1 || got[0].String() != want {
		t.Errorf("got %v, want [%s]", got, want)
	}
}
