package extract_test

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"newsgraph/news"
)

// Every quote of the worldwide newswire articles is what stands in the bytes of its article, and holds its evidence.
func TestQuotes(t *testing.T) {
	source := filepath.Join(cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.FromSlash("../../shared/data")), "articles-worldwide-newswire.jsonl.gz")
	if _, err := os.Stat(source); err != nil || testing.Short() {
		t.Skipf("reads 876 articles of %s: set NEWSGRAPH_DATA to the folder of the data sets", source)
	}
	claims := 0
	for a, err := range news.Read([]string{source}, news.Options{}) {
		if err != nil {
			t.Fatalf("%v (set NEWSGRAPH_DATA to the folder of the data sets)", err)
		}
		for _, c := range read(t, a).Claims {
			claims++
			if e := c.Evidence; a.Text[e.Sentence.Start:e.Sentence.End] != e.Quote || e.Start < e.Sentence.Start || e.End > e.Sentence.End {
				t.Errorf("article %s, claim %s: the quote is not what stands at %d..%d", a.ID, c.ID, e.Sentence.Start, e.Sentence.End)
			}
		}
	}
	if claims < 1000 {
		t.Errorf("only %d claims", claims)
	}
}
