package extract_test

import "newsgraph/extract/internal/gold"

// foldCount is into how many parts texts are cut for cross-validation.
const foldCount = gold.FoldCount

// folds gives each text, by id, a fold for cross-validation, as gold.Folds does. Give it all sets that are learnt from in one call.
func folds(sets ...[]marked) map[string]int {
	texts := make([][]gold.Text, len(sets))
	for i, set := range sets {
		for k := range set {
			texts[i] = append(texts[i], gold.Text{ID: set[k].ID, Text: set[k].Text})
		}
	}
	return gold.Folds(texts...)
}
