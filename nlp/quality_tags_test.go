package nlp

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/score"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestQualityTags measures tags on development sets that nothing was learnt from, and pins the figures: a change of quality is a
// line in a diff. prose's own figures stand beside ours; they are rounded to whole points, for its ties fall by chance. The other
// layers have tests of their own: quality_*_test.go.
func TestQualityTags(t *testing.T) {
	data := dataFolder(t)
	if testing.Short() {
		t.Skip("takes some 10 s")
	}
	ours := newPipeline(t)
	theirs, err := New(Options{Tagger: "prose"})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	fmt.Fprint(&out, "Figures in percent, on development sets. Rewritten by: go test ./nlp -run TestQualityTags -update\n")

	treebanks := map[string][]corpus.Document{}
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		if treebanks[name], err = corpus.ReadTreebank(data, name); err != nil {
			t.Fatal(err)
		}
	}
	gum := treebanks["gum-dev"]
	var written, news []corpus.Document
	for _, d := range gum {
		if strings.HasPrefix(d.ID, "GUM_news_") {
			news = append(news, d)
		}
		if !strings.HasPrefix(d.ID, "GUM_conversation_") && !strings.HasPrefix(d.ID, "GUM_vlog_") && !strings.HasPrefix(d.ID, "GUM_podcast_") {
			written = append(written, d)
		}
	}
	both := slices.Concat(treebanks["ewt-dev"], gum)

	fmt.Fprint(&out, "\nRaw text: F1 of words with their tag\n")
	for _, set := range []struct {
		name      string
		documents []corpus.Document
	}{{"ewt-dev", treebanks["ewt-dev"]}, {"gum-dev", gum}, {"gum-dev written", written}, {"gum-dev news", news}} {
		r := scoreRaw(ours, set.documents)
		p := scoreRaw(theirs, set.documents)
		fmt.Fprintf(&out, "%-16s XPOS %.1f  UPOS %.1f | prose XPOS %.0f\n", set.name, r.xpos.F1(), r.upos.F1(), p.xpos.F1())
	}

	fmt.Fprint(&out, "\nGold words: share of right tags\n")
	for _, set := range []struct {
		name      string
		documents []corpus.Document
	}{{"ewt-dev", treebanks["ewt-dev"]}, {"gum-dev", gum}, {"both", both}} {
		a := scoreGoldWords(ours.models, set.documents)
		fmt.Fprintf(&out, "%-16s XPOS %.2f  UPOS %.2f  of %d words\n", set.name, a.share(a.xpos), a.share(a.upos), a.words)
	}
	fmt.Fprint(&out, "asked of both together: XPOS 95.50, UPOS 96.00\n")

	golden(t, "testdata/quality-tags.golden", out.Bytes())
}

// golden compares with a golden file, or rewrites it.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test -update rewrites it\ngot\n%s\nwant\n%s", path, got, want)
	}
}

// tallySets compares two sets.
func tallySets[K comparable](found, gold map[K]bool) score.Tally {
	t := score.Tally{Found: len(found), Gold: len(gold)}
	for k := range found {
		if gold[k] {
			t.Right++
		}
	}
	return t
}

type goldScore struct{ words, xpos, upos, lemmas, goldLemmas int }

func (g goldScore) share(n int) float64 { return 100 * float64(n) / float64(g.words) }

// scoreGoldWords tags the words that the treebank has.
func scoreGoldWords(m *models, documents []corpus.Document) (g goldScore) {
	count := func(n *int, right bool) {
		if right {
			*n++
		}
	}
	for _, d := range documents {
		forms := make([][]string, len(d.Sentences))
		for i, s := range d.Sentences {
			forms[i] = s.Forms()
		}
		for i, parsed := range m.net.Parse(forms) {
			for j, w := range d.Sentences[i].Words {
				xpos, upos, _ := strings.Cut(m.net.Tags[parsed.Tag[j]], "/")
				g.words++
				count(&g.xpos, xpos == w.XPOS)
				count(&g.upos, upos == w.UPOS)
				count(&g.lemmas, m.lemmas.Lemma(w.Form, xpos) == w.Lemma)
				count(&g.goldLemmas, m.lemmas.Lemma(w.Form, w.XPOS) == w.Lemma)
			}
		}
	}
	return g
}
