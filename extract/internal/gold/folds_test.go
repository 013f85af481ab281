package gold

import (
	"fmt"
	"slices"
	"testing"
)

func TestFolds(t *testing.T) {
	var texts []Text
	for i := range 200 {
		texts = append(texts, Text{ID: fmt.Sprint("text", i), Text: fmt.Sprintf("%d ministers of country %d met %d others there", i, i, i)})
	}
	alone := Folds(texts)
	sizes := make([]int, FoldCount)
	for _, f := range alone {
		sizes[f]++
	}
	if slices.Min(sizes) < 20 {
		t.Errorf("200 texts that share nothing fall into folds of %v", sizes)
	}
	copies := []Text{
		{ID: "a", Text: "Norway and Iceland met in Oslo on Friday to speak of fish."},
		{ID: "b", Text: "OSLO: Norway and Iceland met in Oslo on Friday to speak of fish, they said."},
		{ID: "c", Text: "They met in Oslo on Friday to speak of fish, they said, and of whales and of seals."},
	}
	fold := Folds(texts, copies)
	if fold["a"] != fold["b"] || fold["b"] != fold["c"] {
		t.Errorf("near-identical texts fall into folds %d, %d, %d", fold["a"], fold["b"], fold["c"])
	}
	for id, f := range alone {
		if fold[id] != f {
			t.Errorf("%s: its fold moved from %d to %d when other texts came", id, f, fold[id])
		}
	}
}
