package extract

import (
	"fmt"
	"sort"
	"strings"

	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// Failure is an example of an ontology that does not come out as it says.
type Failure struct {
	Pos      schema.Position
	Relation string
	Text     string
	Got      []string // asserting pairs of the relation, sorted
	Want     []string // sorted
}

// String gives "file:line: RELATION: got ..., want ...: text".
func (f Failure) String() string {
	list := func(s []string) string {
		if len(s) == 0 {
			return "nothing"
		}
		return strings.Join(s, ", ")
	}
	return fmt.Sprintf("%s:%d: %s: got %s, want %s: %s", f.Pos.File, f.Pos.Line, f.Relation, list(f.Got), list(f.Want), f.Text)
}

// Examples runs every example of an ontology through the extractor, which must have been compiled from it, and gives those
// that fail, in the order of relations and examples. Nothing but the pairs that assert is compared.
func Examples(o *schema.Ontology, x *Extractor, p *nlp.Pipeline) []Failure {
	var out []Failure
	for _, rel := range o.Relations() {
		for _, ex := range rel.Examples {
			rec := x.Extract(news.Article{ID: "example", Text: ex.Text}, p.Annotate(ex.Text))
			got := map[string]bool{}
			for i := range rec.Claims {
				if c := &rec.Claims[i]; c.Asserts && c.Type == rel.Name {
					got[pairText(rel, c.Subject.Name, c.Object.Name)] = true
				}
			}
			want := map[string]bool{}
			for _, w := range ex.Want {
				a, b, _ := strings.Cut(w, "->")
				want[pairText(rel, strings.TrimSpace(a), strings.TrimSpace(b))] = true
			}
			g, w := keys(got), keys(want)
			if strings.Join(g, "\n") != strings.Join(w, "\n") {
				out = append(out, Failure{Pos: ex.Pos, Relation: rel.Name, Text: ex.Text, Got: g, Want: w})
			}
		}
	}
	return out
}

// pairText writes a pair; of a symmetric relation the smaller name first.
func pairText(rel *schema.Relation, a, b string) string {
	if rel.Symmetric && b < a {
		a, b = b, a
	}
	return a + " -> " + b
}

func keys(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
