package nlp

import (
	"fmt"
	"math/rand/v2"
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
	wanted := map[string]string{}
	for _, f := range archive.Files {
		wanted[f.Name] = string(f.Data)
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
		if want := wanted[name+".golden"]; got != want && !*update {
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

// TestReferencesOfAnything holds that words, tags, trees and names of any kind give references that keep the promises of
// document.go, and the same ones twice: what stands before it may err.
func TestReferencesOfAnything(t *testing.T) {
	words := strings.Fields(`the The a both two three his her he she him it they who 's ’ of of for to in and and , , . ( ) " “ ” - –
		president minister leaders sides countries country kingdom company group ministry ministries counterpart pair former deputy vice
		Iranian Iran Oman EU European Union Karimi Davud Mr. Mrs. General Sultan Foreign Minister President said met spokesman
		year-old 52 old government Church Party is was teacher ambassador Jr. Al-Said İ ß 中 U.S.`)
	tags := strings.Fields("NN NNS NNP NNPS JJ DT PRP PRP$ POS IN CC VBD VBZ VBN VBG MD WP WDT CD , . `` '' HYPH TO RB -LRB- XX")
	rels := strings.Fields("nsubj nsubj:pass obj obl nmod nmod:poss appos conj flat compound det root")
	classes := []Class{Person, Person, Organization, Location, NORP, Miscellaneous, Date, Facility}
	w := readReferenceWords()
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(n int) int { return random.IntN(n) }
	for range 1500 {
		var text strings.Builder
		d := Document{}
		for range 1 + pick(5) {
			s := Sentence{}
			n := 1 + pick(25)
			for range n {
				word := words[pick(len(words))]
				s.Tokens = append(s.Tokens, Token{Span: Span{text.Len(), text.Len() + len(word)}, XPOS: tags[pick(len(tags))],
					Lemma: strings.ToLower(word), Head: pick(n+1) - 1, Rel: rels[pick(len(rels))]})
				text.WriteString(word)
				if pick(8) > 0 {
					text.WriteString([]string{" ", " ", " ", "\n\n"}[pick(4)])
				}
			}
			for at := pick(4); at < n; at += 1 + pick(5) {
				end := min(n, at+1+pick(3))
				s.Mentions = append(s.Mentions, Mention{Span{s.Tokens[at].Start, s.Tokens[end-1].End}, classes[pick(len(classes))], at, end})
				at = end
			}
			s.Span = Span{s.Tokens[0].Start, s.Tokens[n-1].End}
			d.Sentences = append(d.Sentences, s)
		}
		d.Text = text.String()
		again := d
		w.references(&d)
		checkReferences(t, d)
		w.references(&again)
		if printedReferences(d) != printedReferences(again) {
			t.Fatalf("two runs differ on %q", d.Text)
		}
		if t.Failed() {
			t.Fatalf("text %q", d.Text)
		}
	}
}
