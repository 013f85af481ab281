package nlp

import (
	"slices"
	"strings"
	"testing"
)

// TestLists reads every line of the word lists: known kinds, small letters, no stop at the end of an abbreviation, no word
// twice in a list.
func TestLists(t *testing.T) {
	for _, list := range []struct {
		name, text string
		kinds      []string
	}{
		{"abbreviations.txt", abbreviationsText, []string{"name", "number", "month", "either", "starters"}},
		{"bare.txt", bareText, []string{"people", "before"}},
		{"prefixes.txt", prefixesText, []string{""}},
		{"speech.txt", speechText, []string{""}},
		{"units.txt", unitsText, []string{""}},
	} {
		seen := map[string]string{}
		for kind, words := range listLines(list.text) {
			if !slices.Contains(list.kinds, kind) && len(words) > 0 {
				t.Errorf("%s: unknown kind %q", list.name, kind)
			}
			for _, w := range words {
				if w != strings.ToLower(w) {
					t.Errorf("%s: %q is not in small letters", list.name, w)
				}
				if list.name == "abbreviations.txt" && strings.HasSuffix(w, ".") {
					t.Errorf("%s: %q has a stop at its end", list.name, w)
				}
				group := kind
				if kind != "starters" {
					group = "words"
				}
				if old, twice := seen[group+" "+w]; twice {
					t.Errorf("%s: %q stands under %q and %q", list.name, w, old, kind)
				}
				seen[group+" "+w] = kind
			}
		}
	}
}

// TestUPOSList maps every Penn tag of the model to a universal tag that the model knows.
func TestUPOSList(t *testing.T) {
	p := newPipeline(t)
	xpos, upos := map[string]bool{}, map[string]bool{}
	for _, l := range p.models.tagger.Labels() {
		x, u, _ := strings.Cut(l, "/")
		xpos[x], upos[u] = true, true
	}
	listed := map[string]bool{}
	for u, tags := range listLines(uposText) {
		if len(tags) > 0 && !upos[u] {
			t.Errorf("upos.txt: no such universal tag: %q", u)
		}
		for _, x := range tags {
			listed[x] = true
		}
	}
	for x := range xpos {
		if !listed[x] {
			t.Errorf("upos.txt: no line has the tag %q", x)
		}
	}
}
