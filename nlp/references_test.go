package nlp

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestReferences resolves the references of short invented texts, one for each rule. -update rewrites the golden parts.
func TestReferences(t *testing.T) {
	const path = "testdata/references.txtar"
	p := newPipeline(t)
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	golden1 := map[string]string{}
	for _, f := range archive.Files {
		golden1[f.Name] = string(f.Data)
	}
	out := txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".txt")
		if !ok {
			continue
		}
		d := p.Annotate(string(f.Data))
		checkReferences(t, d)
		got := printedReferences(d)
		if want := golden1[name+".golden"]; got != want && !*update {
			t.Errorf("%s: %s: got\n%s\nwant\n%s", path, name, got, want)
		}
		out.Files = append(out.Files, f, txtar.File{Name: name + ".golden", Data: []byte(got)})
	}
	if *update {
		golden(t, path, txtar.Format(&out))
	}
}

// printedReferences writes a line for each reference.
func printedReferences(d Document) string {
	var b strings.Builder
	for _, r := range d.References {
		var names []string
		for _, e := range r.Entities {
			names = append(names, d.Entities[e].Name)
		}
		fmt.Fprintf(&b, "%s %q -> %s (%s)\n", r.Kind, d.Text[r.Start:r.End], strings.Join(names, "; "), r.Why)
	}
	return b.String()
}

// checkReferences checks what document.go promises of entities and references.
func checkReferences(t testing.TB, d Document) {
	t.Helper()
	seen := 0
	for i, r := range d.References {
		if r.Sentence < 0 || r.Sentence >= len(d.Sentences) {
			t.Fatalf("reference %d stands in sentence %d of %d", i, r.Sentence, len(d.Sentences))
		}
		s := d.Sentences[r.Sentence]
		if r.First < 0 || r.First >= r.Last || r.Last > len(s.Tokens) || r.Head < r.First || r.Head >= r.Last {
			t.Fatalf("reference %+v has no tokens in its sentence of %d", r, len(s.Tokens))
		}
		if r.Start != s.Tokens[r.First].Start || r.End != s.Tokens[r.Last-1].End {
			t.Errorf("reference %+v: its span is not that of its tokens", r)
		}
		if i > 0 {
			if b := d.References[i-1]; b.End > r.End || b.End == r.End && b.Start < r.Start {
				t.Errorf("references %+v and %+v stand in the wrong order", b, r)
			}
		}
		if !slices.IsSorted(r.Entities) || (len(r.Entities) == 0) != (r.Why == "") {
			t.Errorf("reference %+v: entities not in order, or a reason without them", r)
		}
		for _, e := range r.Entities {
			if e < 0 || e >= len(d.Entities) {
				t.Fatalf("reference %+v: there are %d entities", r, len(d.Entities))
			}
			seen = max(seen, e+1)
		}
	}
	if seen != len(d.Entities) {
		t.Errorf("%d entities, references to %d", len(d.Entities), seen)
	}
	for i, e := range d.Entities {
		if e.Name == "" || e.Class == "" {
			t.Errorf("entity %d has no name or class: %+v", i, e)
		}
	}
}

// TestReferenceWords reads every line of given.txt and references.txt: small letters, no name of both sexes, nothing twice.
func TestReferenceWords(t *testing.T) {
	given := map[string]string{}
	total := 0
	for kind, words := range listLines(givenText) {
		if kind != "man" && kind != "woman" && len(words) > 0 {
			t.Errorf("given.txt: unknown kind %q", kind)
		}
		for _, w := range words {
			total++
			if w != strings.ToLower(w) {
				t.Errorf("given.txt: %q is not in small letters", w)
			}
			if old, twice := given[fold(w)]; twice {
				t.Errorf("given.txt: %q stands under %q and %q", w, old, kind)
			}
			given[fold(w)] = kind
		}
	}
	if total < 4000 {
		t.Errorf("given.txt: %d names were read", total)
	}
	for kind, words := range listLines(referencesText) {
		seen := map[string]bool{}
		for _, w := range words {
			if seen[w] && kind != "peers" {
				t.Errorf("references.txt: %q stands twice under %q", w, kind)
			}
			seen[w] = true
		}
	}
	w := readReferenceWords()
	for _, kind := range []string{"man", "woman", "person", "kin", "anybody", "near", "any body", "places", "man titles", "woman titles",
		"leader", "bodies", "bloc", "alliance", "armed", "company words", "company nouns", "realms", "states", "pairs of leaders",
		"pairs of persons", "pairs of states", "pairs of any", "saying", "clause"} {
		if len(w.list[kind]) == 0 {
			t.Errorf("references.txt: nothing under %q", kind)
		}
	}
	for noun := range w.list["man"] {
		if w.list["woman"][noun] {
			t.Errorf("references.txt: %q is a man and a woman", noun)
		}
	}
}

// TestReferencesOfLongTexts holds that time does not grow with the square of a text, and that nothing of it is lost: a long
// article, a list of persons, one endless sentence.
func TestReferencesOfLongTexts(t *testing.T) {
	p := newPipeline(t)
	for _, text := range []string{
		strings.Repeat("Kenyan President Alice Mwangi met Omani Foreign Minister Said Harthy in Nairobi. She thanked her guest. The two leaders spoke of the company and the Kenyan president laughed.\n\n", 300),
		strings.Repeat("Maria Rossi, Anna Bianchi and he said she saw him; ", 300),
	} {
		d := p.Annotate(text)
		checkReferences(t, d)
		if len(d.References) < 300 {
			t.Errorf("%d references in %d bytes", len(d.References), len(text))
		}
	}
}
