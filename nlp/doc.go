// Package nlp annotates English news text: blocks, sentences, words, tags, lemmas, names, trees, references. It is offline, the
// same on every machine, and keeps the bytes of everything.
//
// What comes in: a text in UTF-8. What goes out: a [Document], whose spans are half-open ranges of bytes of that text.
//
//	pipe, err := nlp.New(nlp.Options{})
//	d := pipe.Annotate("Lucinda Arroyal met Olaf Brand on Monday. She thanked the Norwegian president.")
//	for _, s := range d.Sentences {
//		for _, t := range s.Tokens {
//			fmt.Println(d.Text[t.Start:t.End], t.XPOS, t.Lemma, t.Rel, t.Head)
//		}
//	}
//
// # The layers, in order
//
//  1. Blocks and the dateline (blocks.go, dateline.go, cues.go): what is the report and what stands beside it, by rules over lines.
//  2. Sentences (sentences.go) and words (tokens.go and its neighbours) after the Universal Dependencies guidelines for English.
//     AnnotateTokens takes both as given (given.go).
//  3. Tags and trees (internal/network): a small neural net in integers. agree.go mends a tag that its tree contradicts.
//     AnnotateFor makes the trees of some sentences only, which the caller picks by their tags, lemmas and names.
//  4. Names (internal/linear): a linear model with groups of similar words and a gazetteer; then rules for an article as a whole
//     (surnames.go). Titles and offices beside names are spans of their own (titles.go).
//  5. Lemmas (internal/lemma), from the form and its tag.
//  6. What conjuncts share (enhance.go): the heads, subjects and objects of the enhanced tree.
//  7. References (references.go is their tour): names that mean one entity, pronouns, descriptions, pairs. What is not sure is
//     left unresolved.
//
// Names and words that everybody knows come from package schema; word lists lie in lists. The models lie in model, nlp/train makes
// them again, and MODEL.md says from what, and how good they are. conllu.go says how a document is written as CoNLL-U, package
// nlp/draw draws it. prose.go gives prose's own tags and names, to compare; nothing else imports prose.
package nlp
