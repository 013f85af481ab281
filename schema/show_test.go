package schema

import (
	"reflect"
	"testing"
	"testing/fstest"
)

// What YAML writes, Load reads back: the same ontology but for comments, layout and places.
func TestYAMLRoundTrip(t *testing.T) {
	for _, o := range []*Ontology{Default(), mustLoad(t, map[string]string{"a.yaml": small})} {
		text := o.YAML()
		back, err := Load(fstest.MapFS{"all.yaml": &fstest.MapFile{Data: text}})
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if back.Hash() != o.Hash() {
			t.Errorf("hash %s, want %s", back.Hash(), o.Hash())
		}
		for _, r := range o.Relations() {
			if got, want := plain(*back.Relation(r.Name)), plain(*r); !reflect.DeepEqual(got, want) {
				t.Errorf("got\n%+v\nwant\n%+v", got, want)
			}
		}
	}
}

// plain is a relation without places.
func plain(r Relation) Relation {
	r.Pos = Position{}
	patterns := append([]Pattern{}, r.Patterns...)
	for i := range patterns {
		patterns[i].Pos = Position{}
	}
	examples := append([]Example{}, r.Examples...)
	for i := range examples {
		examples[i].Pos = Position{}
	}
	r.Patterns, r.Examples = patterns, examples
	return r
}
