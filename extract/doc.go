// Package extract reads one article's annotations and gives its claims: who did what to whom, when, in whose words, and
// whether the article says that it happened at all.
//
// What comes in: a [news.Article] and the [nlp.Document] of its text. What goes out: a [Record] with the article's local
// entities and claims, in text order, every field of the contract, null where it is not known. A record depends on the
// article and on [Extractor.Build] alone: the same bytes on every run and machine.
//
//	x, err := extract.New(schema.Default(), pipe.Build())
//	rec := x.Extract(article, pipe.Annotate(article.Text))
//	for _, c := range rec.Claims {
//		if c.Asserts { fmt.Println(c.Subject.Name, c.Type, c.Object.Name) }
//	}
//
// # How a sentence is read
//
//  1. Names (names.go): the gazetteer's, then the annotator's; persons by surname join the one full name that fits.
//  2. Offices (offices.go): titles before names, appositions, "is the ... of". They make HOLDS_OFFICE and HELD_OFFICE, and
//     they resolve descriptions: "the Iranian president". Where no state or organization is named, the claim has no object
//     and asserts nothing, once per person and role; an office that cannot be the owner's ("Peru boss X") is silence.
//  3. Chunks (chunk.go): noun phrases, verb groups, prepositions, borders of clauses. There are no trees yet.
//  4. Clauses (clause.go): the subject of a verb, what follows it, coordinations, asides, relative clauses, control. Where
//     the chunks leave more than one reading, nothing is said: silence is the cheap error.
//  5. Acts (acts.go): the ontology's patterns over verbs and nouns; the engine sees through passive, light verbs, nouns,
//     relative and participial clauses.
//  6. Ends (ends.go): a phrase is an entity only if its head is a name, a known description, or an organ or thing of a
//     state ("Israeli forces", "American bases": the state, with part). "The two" are the two persons of one talk before.
//  7. Mood (mood.go): polarity, modality, speaker and stance; see the table in testdata/contract.txtar. [Asserts] alone
//     decides what may make an edge.
//  8. Dates (dates.go): time words of the clause, counted from the publication day, never finer than the words.
//
// Words live in words/*.txt. Confidences are set by hand by kind of rule (acts.go) and not yet calibrated.
package extract
