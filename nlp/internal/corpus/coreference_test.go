package corpus

import (
	"os"
	"testing"
)

// TestReferences reads the references of all documents of GUM: each lies in its sentence, and most groups hold several.
func TestReferences(t *testing.T) {
	data := Folder(3)
	if _, err := os.Stat(data); err != nil {
		t.Skipf("no data sets at %s: set NEWSGRAPH_DATA to their folder", data)
	}
	documents, err := ReadTreebank(data, "gum-dev")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, d := range documents {
		for _, r := range d.References() {
			total++
			words := len(d.Sentences[r.Sentence].Words)
			if r.First >= r.Last || r.Last > words || r.Head < r.First || r.Head >= r.Last || r.MinFirst < r.First || r.MinLast > words {
				t.Errorf("%s: %+v lies not in its sentence of %d words", d.ID, r, words)
			}
		}
	}
	if total < 5000 {
		t.Errorf("%d references in %d documents, want some thousands", total, len(documents))
	}
}
