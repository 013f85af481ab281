package corpus

import (
	"os"
	"testing"
)

// TestTreebank reads all treebanks: each head and each edge lies in its sentence, and each sentence has one root.
func TestTreebank(t *testing.T) {
	data := Folder(3)
	if _, err := os.Stat(data); err != nil {
		t.Skipf("no data sets at %s: set NEWSGRAPH_DATA to their folder", data)
	}
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		documents, err := ReadTreebank(data, name)
		if err != nil {
			t.Fatal(err)
		}
		entities := 0
		for _, d := range documents {
			for i, s := range d.Sentences {
				roots := 0
				for j, w := range s.Words {
					if w.Head == -1 {
						roots++
					}
					if w.Head == j || w.Head >= len(s.Words) || w.Rel == "" {
						t.Errorf("%s, sentence %d, word %d: head %d %q", d.ID, i, j, w.Head, w.Rel)
					}
					for _, e := range w.Deps {
						if e.Head >= len(s.Words) || e.Rel == "" {
							t.Errorf("%s, sentence %d, word %d: edge %+v", d.ID, i, j, e)
						}
					}
					if w.Misc["Entity"] != "" {
						entities++
					}
				}
				if roots != 1 {
					t.Errorf("%s, sentence %d: %d roots", d.ID, i, roots)
				}
			}
		}
		if name == "gum-dev" && entities == 0 {
			t.Errorf("%s: no word has entities", name)
		}
	}
}
