// Package linear finds names with a linear model.
//
// It scores a label as a sum of integer weights, one row of weights for each feature of a word and its neighbours. A
// feature is a 64-bit hash; its highest bits are the number of its row ("hash kernel", Weinberger et al., 2009), so no
// table of features is kept. Weights are int8, sums are integers, ties go to the label that sorts first by name: the
// same text has the same labels on every machine. What the features are stands in one place (NameFeatures), which the namer
// and its trainer (nlp/train) share.
package linear
