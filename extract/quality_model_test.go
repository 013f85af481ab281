package extract_test

import (
	"path/filepath"
	"slices"
	"testing"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// reader gives what reads the texts of a set: the program, but where its model learnt from the set, for each text one whose model learnt
// from the texts of the other folds alone.
func (b *bench) reader(t *testing.T, set string) func(news.Article) extract.Record {
	t.Helper()
	whole, err := program()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(gold.LearntFrom, set) {
		return whole
	}
	fold, err := gold.LearningFolds(filepath.Dir(b.folder))
	if err != nil {
		t.Fatal(err)
	}
	models, err := gold.ReadFolds("testdata/folds.zst")
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := nlp.New(nlp.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(schema.Default(), pipe.Build())
	if err != nil {
		t.Fatal(err)
	}
	folds := make([]*extract.Extractor, len(models))
	for i, m := range models {
		folds[i] = x.WithModel(m)
	}
	return func(a news.Article) extract.Record {
		return folds[fold[a.ID]].Extract(a, pipe.Annotate(a.Text))
	}
}
