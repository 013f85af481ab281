// Package verdicts reads tables of claims that two readers judged, each alone: right, wrong, or arguable where two careful
// readers might differ. A table keeps ids, offsets and verdicts, never a text: the texts are looked up in the data sets.
//
//	tables, err := verdicts.ReadAll(os.DirFS("extract/testdata"))
//	for _, t := range tables {
//		n := verdicts.Count(t.Claims, func(verdicts.Claim) bool { return true })
//		fmt.Println(t.Name, n.Agreed(), "of", n.Claims())
//	}
//
// A table is a file judged.tsv or judged-NAME.tsv: "#" starts a comment line; every other line is a claim of nine columns, parted
// by tabs: claim, article, start and end of the evidence in bytes, relation, rule, both verdicts, reasons where not right. A table
// is one draw by chance, so rounds are never mixed: the claims of a later round were made by a program that had learnt from an
// earlier one.
package verdicts
