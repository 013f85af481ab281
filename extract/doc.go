// Package extract reads one article's annotations and gives its claims: who did what to whom, when, in whose words, and
// whether the article says that it happened at all.
//
// What comes in: a [news.Article] and the [nlp.Document] of its text. What goes out: a [Record] with the article's local
// entities and claims, in text order, every field of the contract, null where it is not known. A record depends on the
// article and on [Extractor.Build] alone: the same bytes on every run and machine.
//
//	x, err := extract.New(schema.Default(), pipe.Build())
//	rec := x.Extract(article, pipe.AnnotateFor(article.Text, x.Wants)) // or Annotate: with all trees
//	for _, c := range rec.Claims {
//		if c.Asserts { fmt.Println(c.Subject.Name, c.Type, c.Object.Name) }
//	}
//
// # How a sentence is read
//
//  0. Before its tree is made: may it hold a claim (wants.go)? If not, it gets none, which saves most of its time.
//  1. Names (names.go): the gazetteer's, then the annotator's; persons by surname join the one full name that fits.
//  2. Offices (offices.go): titles before names, appositions, "is the ... of". They make HOLDS_OFFICE and HELD_OFFICE, and
//     they resolve descriptions: "the Iranian president". Where no state or organization is named, the claim has no object
//     and asserts nothing, once per person and role; an office that cannot be the owner's ("Peru boss X") is silence.
//     Roles of every kind beside a name are read along the words (roles.go), and so is what two names side by side tell: "Kenya's
//     X", "Kumasi in Ghana" (sides.go).
//  3. Trees (tree.go): who is the subject of a predicate, wherever the sentence says so, and what fills each of its slots, as if its
//     clause were active and complete: passives, relative clauses, control, coordinations, light verbs. A few mistakes that the
//     parser often makes are mended where the words show them.
//  4. Acts (acts.go, nouns.go, standing.go): the ontology's patterns over verbs, nouns and adjectives; a pattern says trigger, slots and what tells
//     meanings apart, nothing else.
//  5. Ends (ends.go): a phrase is an entity if its head is a name, a reference that the annotator resolved, or an organ or thing of a
//     state ("Israeli forces", "American bases": the state, with part); otherwise it is only described, and the claim never asserts.
//  6. Mood (mood.go, moodnoun.go): polarity and modality, from the predicate upward through the clauses that it hangs on; see the table in
//     testdata/contract.txtar. [Asserts] alone decides what may make an edge.
//  7. Speech (speech.go, speakers.go): the speaker of each quotation and of each clause that is told, with those who tell of that one.
//  8. Dates (dates.go, when.go, again.go): which time words date which act, counted from the dateline or the publication day,
//     never finer than the words; an act that is named again takes the date of where it is dated.
//
// Why each claim came out, and why two known ends are joined by none, [Extractor.Explain] tells: the same reading with a trace of
// what it decided (trace.go), put in words afterwards: accounts of claims (explain.go), pairs of ends
// (why.go), rules that were tried (attempt.go), and the causes with their texts (cause.go).
//
// How right claims are is measured twice: on marked text (testdata/quality.golden) and by people who read claims drawn by chance
// (testdata/judged*.tsv; judged prints them with their quotes and draws further ones).
//
// Beside the patterns stands a model (model.go) that extract/train learns: of pairs of ends that no pattern tells of (candidates.go) it says
// whether an act is told between them, and which, from what their words and their way show (features.go). The engine does the rest as for a
// pattern. Its claims, which say "rule: model", do not come out: they are right too seldom (MODEL.md).
//
// Words live in words/*.txt, the weights that confidences are made of in confidence.txt (confidence.go).
package extract
