package graph

import (
	"cmp"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// newswire gives the records of 876 articles of the world's press, extracted once for all tests. They have no dates, so
// they reach few of the anchor rules, but their names are those of real texts.
func newswire(t testing.TB) []extract.Record {
	t.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.FromSlash("../../shared/data")), "articles-worldwide-newswire.jsonl.gz")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the data sets are not here: %v (NEWSGRAPH_DATA names their folder)", err)
	}
	records, err := extractNewswire(path)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

var extracted struct {
	once    sync.Once
	records []extract.Record
	err     error
}

func extractNewswire(path string) ([]extract.Record, error) {
	e := &extracted
	e.once.Do(func() {
		var articles []news.Article
		for a, err := range news.Read([]string{path}, news.Options{}) {
			if err != nil {
				if _, rejected := err.(*news.Reject); rejected {
					continue
				}
				e.err = err
				return
			}
			articles = append(articles, a)
		}
		annotate, err := nlp.New(nlp.Options{})
		if err != nil {
			e.err = err
			return
		}
		x, err := extract.New(schema.Default(), annotate.Build())
		if err != nil {
			e.err = err
			return
		}
		e.records = make([]extract.Record, len(articles))
		var wg sync.WaitGroup
		cores := runtime.GOMAXPROCS(0)
		for c := range cores {
			wg.Go(func() {
				for i := c; i < len(articles); i += cores {
					e.records[i] = x.Extract(articles[i], annotate.Annotate(articles[i].Text))
				}
			})
		}
		wg.Wait()
	})
	return e.records, e.err
}

// testNewswire retracts from draws of the newswire.
func testNewswire(t *testing.T, st *stores) {
	records := newswire(t)
	testRetraction(t, st, st.draws, func(rng *rand.Rand) []extract.Record {
		var drawn []extract.Record
		for _, i := range rng.Perm(len(records))[:5+rng.IntN(15)] {
			drawn = append(drawn, records[i])
		}
		return drawn
	})
}
