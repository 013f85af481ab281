package main

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/extract"
	"newsgraph/extract/internal/verdicts"
	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// The offsets of every table lie within one sentence of their article, and each claim can be printed.
func TestOffsets(t *testing.T) {
	s := settings{data: cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.FromSlash("../../../shared/data"))}
	if _, err := os.Stat(s.data); err != nil || testing.Short() {
		t.Skipf("reads the judged articles in %s: set NEWSGRAPH_DATA to the folder of the data sets", s.data)
	}
	tables, err := verdicts.ReadAll(os.DirFS("../testdata"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.printClaims(io.Discard, tables); err != nil {
		t.Error(err)
	}
}

// readOne reads one text as readArticles does.
func readOne(t *testing.T, id, text string) article {
	t.Helper()
	pipe, err := nlp.New(nlp.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(schema.Default(), pipe.Build())
	if err != nil {
		t.Fatal(err)
	}
	return newArticle(news.Article{ID: id, Text: text}, pipe, x)
}

const report = "It rained in Paris. On Monday, Norway's foreign minister Ine Holm met Jens Stolt in Oslo. She thanked Stolt for his help. It rained again. It rained on."

// A sheet has each claim in words, marked in its sentence between those around it, and nothing of how it was found.
func TestSheet(t *testing.T) {
	a := readOne(t, "a_1", report)
	var sheet, table strings.Builder
	sample, all := draw([]article{a}, "seed", 100, func(c *extract.Claim) bool { return c.Type == "MET" })
	if all != 1 {
		t.Fatalf("%d claims of MET in %q, want 1", all, report)
	}
	writeSheet(&sheet, sample)
	for _, want := range []string{
		"  MET: ",
		"\n1. " + sample[0].claim.ID + " (a_1)\n   Ine Holm MET Jens Stolt, when: On Monday, where: Oslo\n",
		"\n   It rained in Paris. On Monday, Norway's foreign minister [[Ine Holm met Jens Stolt]] in Oslo. She thanked Stolt for his help. It rained again.\n",
	} {
		if !strings.Contains(sheet.String(), want) {
			t.Errorf("the sheet does not hold %q:\n%s", want, sheet.String())
		}
	}
	if strings.Contains(sheet.String(), "yaml") {
		t.Errorf("the sheet tells of rules:\n%s", sheet.String())
	}
	writeTable(&table, sample, "1 claim")
	if line := strings.Split(table.String(), "\n")[2]; !strings.HasPrefix(line, sample[0].claim.ID+"\ta_1\t") || strings.Count(line, "\t") != 8 {
		t.Errorf("got the line %q, want nine columns that begin with claim and article", line)
	}
}

// The draw of one seed does not change with what else may be drawn, and another seed draws otherwise.
func TestDraw(t *testing.T) {
	var a article
	for c := range 100 {
		a.claims = append(a.claims, extract.Claim{ID: strings.Repeat("i", c)})
	}
	ids := func(articles []article, seed string, n int, may func(*extract.Claim) bool) string {
		sample, _ := draw(articles, seed, n, may)
		var out []string
		for _, d := range sample {
			out = append(out, d.claim.ID)
		}
		return strings.Join(out, " ")
	}
	every := func(*extract.Claim) bool { return true }
	ten := ids([]article{a}, "one", 10, every)
	if again := ids([]article{a}, "one", 20, every); !strings.HasPrefix(again, ten) {
		t.Errorf("ten of a draw are %s, the first of twenty %s", ten, again)
	}
	first, rest, _ := strings.Cut(ten, " ")
	if without := ids([]article{a}, "one", 9, func(c *extract.Claim) bool { return c.ID != first }); without != rest {
		t.Errorf("without the first: got %s, want %s", without, rest)
	}
	if other := ids([]article{a}, "two", 10, every); other == ten {
		t.Errorf("seeds one and two draw the same: %s", ten)
	}
}

// What printing says of a claim that is gone, and of offsets that are not those of the text.
func TestPrintClaim(t *testing.T) {
	a := readOne(t, "a_1", report)
	start := strings.Index(report, "Ine Holm met")
	c := verdicts.Claim{ID: "none", Article: "a_1", Start: start, End: start + len("Ine Holm met Jens Stolt"), Relation: "CALLED", Rule: verdicts.Model,
		Verdicts: [verdicts.Readers]verdicts.Verdict{verdicts.Wrong, verdicts.Right}, Reasons: "no call"}
	var b strings.Builder
	if err := printClaim(&b, verdicts.Table{Name: "judged"}, c, &a, a.claim(c.ID)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"CALLED (gone)", "[[Ine Holm met Jens Stolt]]", "wrong, right: no call"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("got %q, want %q in it", b.String(), want)
		}
	}
	c.End = len(report) + 1
	if err := printClaim(&b, verdicts.Table{Name: "judged"}, c, &a, nil); err == nil || !strings.Contains(err.Error(), "lies in no sentence") {
		t.Errorf("got %v for an end outside the text", err)
	}
}
