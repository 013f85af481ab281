package extract

import (
	"strings"
	"testing"
	"testing/fstest"

	"newsgraph/schema"
)

// A claim names file and line of its rule, so the same rules in other lines are another build: records of one build are
// the same bytes.
func TestBuildFollowsRuleLines(t *testing.T) {
	shown := string(schema.Default().YAML())
	load := func(text string) *Extractor {
		t.Helper()
		o, err := schema.Load(fstest.MapFS{"all.yaml": {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		x, err := New(o, "annotator")
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	one, again, shifted := load(shown), load(shown), load("# a comment\n"+shown)
	if one.ontology.Hash() != shifted.ontology.Hash() {
		t.Error("a comment changes what the ontology means")
	}
	if one.Build() != again.Build() {
		t.Errorf("the same ontology gives builds %s and %s", one.Build(), again.Build())
	}
	if one.Build() == shifted.Build() {
		t.Errorf("rules stand in other lines, and the build is still %s", one.Build())
	}
	if len(one.Build()) != 32 || strings.Trim(one.Build(), "0123456789abcdef") != "" {
		t.Errorf("build %q is not 32 hexadecimal digits", one.Build())
	}
}
