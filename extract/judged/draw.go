package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsgraph/extract"
	"newsgraph/extract/internal/verdicts"
	"newsgraph/schema"
)

// drawn is a claim of a draw.
type drawn struct {
	article *article
	claim   *extract.Claim
	hash    [sha256.Size]byte // of seed and claim
}

// drawSheet draws claims and writes what readers need.
func (s settings) drawSheet(tables []verdicts.Table) error {
	articles, err := readArticles(s.data, func(string) bool { return true })
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, t := range tables {
		for _, c := range t.Claims {
			known[c.ID] = true
		}
	}
	may := func(c *extract.Claim) bool {
		return c.Asserts && !known[c.ID] && (c.Evidence.Rule == verdicts.Model) == (s.of == "model")
	}
	sample, all := draw(articles, s.seed, s.draw, may)
	if len(sample) < s.draw {
		return fmt.Errorf("only %d claims of %s are left to draw from", all, s.of)
	}
	var sheet, table strings.Builder
	writeSheet(&sheet, sample)
	writeTable(&table, sample, fmt.Sprintf("%d of %d asserting claims of %s, drawn with the seed %q; made by the build %s", s.draw, all, s.of, s.seed, articles[0].build))
	if err := os.MkdirAll(s.to, 0o755); err != nil {
		return err
	}
	for name, text := range map[string]string{"sheet.txt": sheet.String(), "table.tsv": table.String()} {
		if err := os.WriteFile(filepath.Join(s.to, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// draw gives the n claims with the smallest hashes of those that may be drawn, and of how many they are. The hashes of
// one seed do not depend on what else may be drawn: a better build keeps the claims that it shares with the one before.
func draw(articles []article, seed string, n int, may func(*extract.Claim) bool) (sample []drawn, all int) {
	for i := range articles {
		a := &articles[i]
		for j := range a.claims {
			if c := &a.claims[j]; may(c) {
				sample = append(sample, drawn{a, c, sha256.Sum256([]byte(seed + "\x00" + c.ID))})
			}
		}
	}
	slices.SortFunc(sample, func(a, b drawn) int { return slices.Compare(a.hash[:], b.hash[:]) })
	return sample[:min(n, len(sample))], len(sample)
}

// around is how many sentences a reader sees on each side of that of the claim: enough to follow most pronouns.
const around = 2

// writeSheet writes what readers see: no rule and no confidence, which would tell them what to expect.
func writeSheet(w io.Writer, sample []drawn) {
	fmt.Fprint(w, `Is each claim what its text says? Judge alone, from the text and the meaning of the relation, and give one verdict a claim:

  right     a careful reader of the text would say so: the relation, who, to whom, in this direction; it happened (not planned,
            possible, denied, asked for or alleged); day, office and speaker, where the claim has them, are not wrong
  wrong     he would not; say why in a few words
  arguable  two careful readers might differ; say why

The words that carry the claim stand in [[ ]]. A name is the fullest that the article has for whoever is meant.

The relations:
`)
	var relations []string
	for _, d := range sample {
		relations = append(relations, d.claim.Type)
	}
	slices.Sort(relations)
	for _, name := range slices.Compact(relations) {
		fmt.Fprintf(w, "  %s: %s\n", name, oneLine(schema.Default().Relation(name).Definition))
	}
	for i, d := range sample {
		fmt.Fprintf(w, "\n%d. %s (%s)\n   %s\n   %s\n", i+1, d.claim.ID, d.article.id, inWords(d.claim), context(d.article, d.claim))
	}
}

// context gives the sentence of a claim on one line, the words that carry it marked, with the sentences around.
func context(a *article, c *extract.Claim) string {
	e := c.Evidence
	n := a.sentenceAt(e.Sentence.Start)
	from, to := a.sentences[max(0, n-around)].Start, a.sentences[min(len(a.sentences)-1, n+around)].End
	return oneLine(a.text[from:e.Start] + "[[" + a.text[e.Start:e.End] + "]]" + a.text[e.End:to])
}

// writeTable writes the lines of a table, the verdicts and reasons empty.
func writeTable(w io.Writer, sample []drawn, comment string) {
	fmt.Fprintf(w, "# %s.\n# claim, article, start and end of the evidence (bytes), relation, rule, verdicts, reasons where not right\n", comment)
	for _, d := range sample {
		e := d.claim.Evidence
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\t%s\t\t\t\n", d.claim.ID, d.article.id, e.Start, e.End, d.claim.Type, filepath.Base(e.Rule))
	}
}
