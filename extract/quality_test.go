package extract_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
	"newsgraph/news"
)

// TestQuality measures claims on marked text (gold, see the README of the data sets) and pins the figures in
// testdata/quality.golden, each beside what is asked of it, so that a change of quality is a line in a diff. With -v it
// lists the mistakes of the sets that may be learnt from, never those of the dev sets, which are to stay unread. One set
// alone: -run TestQuality/plv-train; its part is printed and not held to the golden file.
func TestQuality(t *testing.T) {
	folder := filepath.Join(cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.FromSlash("../../shared/data")), "gold")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no marked text at %s: set NEWSGRAPH_DATA to the folder of the data sets", folder)
	}
	if testing.Short() {
		t.Skip("reads some 3,200 marked texts")
	}
	b := &bench{folder: folder, sets: map[string][]marked{}}
	scorers := []struct {
		name  string
		score func(*testing.T, *bench) string
	}{
		{"plv-train", scorePLV},
		{"rams-dev", scoreRAMS},
		{"wikievents", scoreWikiEvents},
		{"reversed", scoreReversed},
		{"newswire-claims-dev", func(t *testing.T, b *bench) string { return scoreNewswire(t, b, "dev") }},
		{"newswire-claims-train", func(t *testing.T, b *bench) string { return scoreNewswire(t, b, "train") }},
		{"conll04-train-dev", scoreCoNLL},
		{"re3d-uk-us", scoreRe3d},
		{"polnear-dev", scorePolNeAR},
		{"confidence", scoreConfidence},
	}
	parts := make([]string, len(scorers))
	for i, s := range scorers {
		t.Run(s.name, func(t *testing.T) { parts[i] = s.score(t, b) })
	}
	if slices.Contains(parts, "") {
		t.Logf("not all sets were scored, so the golden file is not looked at\n%s", strings.Join(parts, ""))
		return
	}
	t.Logf("texts were read in %v", b.reading.Round(time.Second/10))
	golden(t, "testdata/quality.golden", `# Claims measured on marked text. Rewritten by: go test ./extract -run TestQuality -update
# The model (rule: model) learnt from plv-train, newswire-claims-train, the train part of conll04, re3d and wikievents: each text
# of theirs is read by one that learnt from the other four folds alone (near-identical texts in one fold), all other texts by the
# one in use; its thresholds were chosen on ordinary prose. Confidences are learnt from marks, too, and say so. Whoever writes patterns may read the
# mistakes of plv-train, wikievents, newswire-claims-train, re3d and the train part of conll04 (go test -v), never those of
# the dev sets. All figures come from the default settings. "not yet" marks a figure that is below what is asked.
# Ends match where their spans overlap or their names are equal; of a person, also where one name is a part of the other.
# Scored are claims with a PLOVER type, as stated, of every polarity, modality and stance, unless it says otherwise. Where
# all is marked, a claim that does not assert can win but not lose. Where one pair a text is marked, the others are unknown:
# a pair is right by any claim, but counts half where another asserting claim on it says otherwise.
`+strings.Join(parts, ""))
}

// bench holds the sets of a folder: each text is read once, whichever scorers look at it.
type bench struct {
	folder  string
	sets    map[string][]marked
	reading time.Duration
}

// texts gives a set with what the program makes of it. None of the texts is read with a date: no score asks for one. This
// is the one place where marked texts are read: what learns from a set reads each text here by the model of its fold.
func (b *bench) texts(t *testing.T, set string) []marked {
	t.Helper()
	if b.sets[set] == nil {
		texts := readGold(t, b.folder, set)
		extractClaims := b.reader(t, set)
		began := time.Now()
		var wg sync.WaitGroup
		workers := runtime.GOMAXPROCS(0)
		for w := range workers {
			wg.Go(func() {
				for i := w; i < len(texts); i += workers {
					m := &texts[i]
					m.Claims = extractClaims(news.Article{ID: m.ID, Text: m.Text, Status: news.Usable}).Claims
				}
			})
		}
		wg.Wait()
		b.reading += time.Since(began)
		b.sets[set] = texts
	}
	return b.sets[set]
}

// bar is a line that holds a figure to what is asked of it.
func bar(what, figure, asked string, held bool) string {
	line := fmt.Sprintf("> %-64s %8s   asked %s", what, figure, asked)
	if !held {
		line += ", not yet"
	}
	return line + "\n"
}

// barPercent is a bar of n of d, of which at least so many percent are asked.
func barPercent(what string, n, d, least int) string {
	return bar(what, percent(n, d), fmt.Sprintf(">= %d %%", least), d > 0 && 100*n >= least*d)
}

// percent gives n of d in percent, rounded to a tenth, or a dash where there is nothing to divide by.
func percent(n, d int) string {
	if d == 0 {
		return "-"
	}
	tenths := (2000*n + d) / (2 * d)
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

// marked is one text of a gold set with what the program makes of it.
type marked struct {
	goldText
	Claims []extract.Claim
}

type goldText = gold.Text

// mark is one marked pair.
type mark = gold.Mark

// readGold reads a set.
func readGold(t *testing.T, folder, name string) []marked {
	t.Helper()
	texts, err := gold.Read(filepath.Dir(folder), name)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]marked, len(texts))
	for i := range texts {
		out[i].goldText = texts[i]
	}
	return out
}

// orientation says how the ends of a claim lie to those of a mark: +1 as marked, -1 the other way round, 0 not at all.
func orientation(c *extract.Claim, m *mark) int { return gold.Orientation(c.Subject, c.Object, m) }

// show writes a claim for a list of mistakes: "+ CALLED/CONSULT Putin -> Pezeshkian [talks.yaml:20]", "+" where it asserts.
func show(c *extract.Claim) string {
	name := func(e *extract.End) string {
		if e == nil {
			return "?"
		}
		return e.Name
	}
	s := c.Type + "/" + cmp.Or(c.Plover, "-") + " " + name(c.Subject) + " -> " + name(c.Object) + " [" + filepath.Base(c.Evidence.Rule) + "]"
	if c.Asserts {
		return "+ " + s
	}
	return s
}

// around gives some 80 bytes of text on both sides of a span, on one line, the span in brackets.
func around(text string, start, end int) string {
	from, to := max(0, start-80), min(len(text), end+80)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return strings.Join(strings.Fields(text[from:start]+"["+text[start:end]+"]"+text[end:to]), " ")
}
