package extract_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract"
	"newsgraph/news"
)

// TestSample writes 200 asserting claims of the worldwide newswire articles to the file that NEWSGRAPH_SAMPLE names, tab
// separated with a head line, for people to judge by hand: is this what the quote says? A claim's id is a hash, so the
// 200 smallest ids are a draw by chance that is the same every time, and a better program keeps the claims that it shares
// with the one before. On the way it holds every claim's quote to the bytes of its article.
func TestSample(t *testing.T) {
	path := cmp.Or(os.Getenv("NEWSGRAPH_SAMPLE"), filepath.Join(t.TempDir(), "sample.tsv"))
	source := filepath.Join(cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.FromSlash("../../shared/data")), "articles-worldwide-newswire.jsonl.gz")
	if _, err := os.Stat(source); err != nil || testing.Short() {
		t.Skipf("reads 876 articles of %s: set NEWSGRAPH_DATA to the folder of the data sets", source)
	}
	type row struct {
		claim extract.Claim
		line  []string
	}
	var rows []row
	for a, err := range news.Read([]string{source}, news.Options{}) {
		if err != nil {
			t.Fatalf("%v (set NEWSGRAPH_DATA to the folder of the data sets)", err)
		}
		for _, c := range read(t, a).Claims {
			if e := c.Evidence; a.Text[e.Sentence.Start:e.Sentence.End] != e.Quote || e.Start < e.Sentence.Start || e.End > e.Sentence.End {
				t.Errorf("article %s, claim %s: the quote is not what stands at %d..%d", a.ID, c.ID, e.Sentence.Start, e.Sentence.End)
			}
			if c.Asserts {
				rows = append(rows, row{c, []string{c.ID, a.ID, c.Type, c.Subject.Name, c.Object.Name, words(c.Role), whenText(c.When), words(c.Stance), c.Evidence.Quote}})
			}
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.claim.ID, b.claim.ID) })
	all := len(rows)
	if all < 200 {
		t.Errorf("only %d claims assert", all)
	}
	rows = rows[:min(200, len(rows))]
	var b strings.Builder
	b.WriteString("claim\tarticle\ttype\tsubject\tobject\trole\twhen\tstance\tquote\n")
	for _, r := range rows {
		for i, field := range r.line {
			r.line[i] = strings.Join(strings.Fields(field), " ")
		}
		b.WriteString(strings.Join(r.line, "\t") + "\n")
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d of %d asserting claims", path, len(rows), all)
}

// words gives a text that may be null.
func words(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// whenText gives the words of a date, and the days that they were read as.
func whenText(w *extract.When) string {
	if w == nil {
		return ""
	}
	return w.Text + " (" + w.Precision + " " + words(w.Start) + ".." + words(w.End) + ")"
}
