package nlp

import (
	"os"
	"sync"
	"testing"

	"newsgraph/nlp/internal/corpus"
)

// dataFolder gives the folder of the data sets, and skips a test where there is none.
func dataFolder(t testing.TB) string {
	t.Helper()
	folder := corpus.Folder(1)
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no data sets at %s: set NEWSGRAPH_DATA to their folder", folder)
	}
	return folder
}

// newPipeline gives the default pipeline, loaded once for all tests.
func newPipeline(t testing.TB) *Pipeline {
	t.Helper()
	p, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var shared = sync.OnceValues(func() (*Pipeline, error) { return New(Options{}) })

func readArticles(t testing.TB) []string {
	t.Helper()
	articles, err := corpus.ReadArticles(dataFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	return articles
}
