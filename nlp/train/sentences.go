package main

import (
	"strings"

	"newsgraph/nlp/internal/corpus"
)

// closed are the genres of GUM whose texts may not be used commercially or not be changed: with -only-open no weight is learnt
// from them.
var closed = []string{"GUM_whow_", "GUM_fiction_", "GUM_conversation_"}

// treebank gives the sentences that words are learnt from.
func (s settings) treebank() ([]corpus.Sentence, error) {
	var out []corpus.Sentence
	for _, name := range []string{"ewt-train", "gum-train"} {
		documents, err := corpus.ReadTreebank(s.data, name)
		if err != nil {
			return nil, err
		}
		for _, d := range documents {
			if !s.open || !isClosed(d.ID) {
				out = append(out, d.Sentences...)
			}
		}
	}
	return out, nil
}

func isClosed(document string) bool {
	for _, genre := range closed {
		if strings.HasPrefix(document, genre) {
			return true
		}
	}
	return false
}

// written gives the first words of a sentence with other forms.
func written(s corpus.Sentence, forms []string) corpus.Sentence {
	out := corpus.Sentence{Words: make([]corpus.Word, len(forms))}
	for i, f := range forms {
		out.Words[i] = s.Words[i]
		out.Words[i].Form = f
	}
	return out
}
