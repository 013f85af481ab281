package nlp

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
)

// TestStructure finds the blocks of the invented articles of testdata/structure.txtar.
func TestStructure(t *testing.T) {
	const path = "testdata/structure.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	golden := map[string]string{}
	for _, f := range archive.Files {
		golden[f.Name] = string(f.Data)
	}
	c := readCues()
	out := txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".txt")
		if !ok {
			continue
		}
		text := string(f.Data)
		blocks, dateline := c.blocks(text)
		if err := checkBlocks(text, blocks, dateline); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var b strings.Builder
		for _, x := range blocks {
			fmt.Fprintf(&b, "%s: %s\n", x.Kind, text[x.Start:x.End])
		}
		if dateline.End > 0 {
			b.WriteString("=")
			for _, p := range dateline.Places {
				fmt.Fprintf(&b, " [%s]", text[p.Start:p.End])
			}
			fmt.Fprintf(&b, " %s\n", text[dateline.Day.Start:dateline.Day.End])
		}
		if got := b.String(); got != golden[name+".golden"] && !*update {
			t.Errorf("%s: %s differs; go test -update rewrites it\ngot\n%s\nwant\n%s", path, name, got, golden[name+".golden"])
		}
		out.Files = append(out.Files, f, txtar.File{Name: name + ".golden", Data: []byte(b.String())})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(&out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// kinds are all kinds of blocks.
var kinds = []BlockKind{Body, Headline, Subhead, DatelineOf, Caption, Credit, Byline, Promotion, Embed, Sources, Disclaimer}

// checkBlocks says what is wrong with the positions of blocks and dateline.
func checkBlocks(text string, blocks []Block, d Dateline) error {
	at := 0
	valid := utf8.ValidString(text)
	sound := func(s Span) bool {
		return s.Start >= 0 && s.Start < s.End && s.End <= len(text) &&
			(!valid || utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End])))
	}
	for i, b := range blocks {
		if !sound(b.Span) || b.Start < at {
			return fmt.Errorf("block %d: span %v behind %d in a text of %d bytes", i, b.Span, at, len(text))
		}
		if !slices.Contains(kinds, b.Kind) {
			return fmt.Errorf("block %d: no such kind: %q", i, b.Kind)
		}
		if left := strings.TrimFunc(text[at:b.Start], unicode.IsSpace); left != "" {
			return fmt.Errorf("%q before block %d is in no block", left, i)
		}
		if s := text[b.Start:b.End]; s != strings.TrimSpace(s) {
			return fmt.Errorf("block %d has white space at an end: %q", i, s)
		}
		at = b.End
	}
	if left := strings.TrimFunc(text[at:], unicode.IsSpace); left != "" {
		return fmt.Errorf("%q at the end is in no block", left)
	}
	if d.Start == d.End {
		if len(d.Places) > 0 || d.Day.End > 0 {
			return fmt.Errorf("no dateline, but places or a day: %+v", d)
		}
		return nil
	}
	if !slices.Contains(blocks, Block{d.Span, DatelineOf}) {
		return fmt.Errorf("the dateline %v is no block", d.Span)
	}
	for _, s := range append([]Span{d.Day}, d.Places...) {
		if s != (Span{}) && (!sound(s) || s.Start < d.Start || s.End > d.End) {
			return fmt.Errorf("%v lies outside of the dateline %v", s, d.Span)
		}
	}
	return nil
}

// TestSentencesInBlocks checks that every sentence lies in the block that it names.
func TestSentencesInBlocks(t *testing.T) {
	p := newPipeline(t)
	d := p.Annotate("Talks fail\n\nKYIV, Ukraine (AP) — The two met for talks. They left. (Reporting by Ana Lee)\n\nPhoto: AP")
	for i, s := range d.Sentences {
		if b := d.Blocks[s.Block]; s.Start < b.Start || s.End > b.End {
			t.Errorf("sentence %d at %v does not lie in its block %v", i, s.Span, b)
		}
	}
	var got []string
	for _, s := range d.Sentences {
		got = append(got, fmt.Sprintf("%s: %s", d.Blocks[s.Block].Kind, d.Text[s.Start:s.End]))
	}
	want := []string{"headline: Talks fail", "dateline: KYIV, Ukraine (AP) —", "body: The two met for talks.", "body: They left.",
		"byline: (Reporting by Ana Lee)", "credit: Photo: AP"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestOddBlocks cuts what no publisher writes; the large ones would not end in quadratic time.
func TestOddBlocks(t *testing.T) {
	c := readCues()
	for name, text := range map[string]string{
		"empty":            "",
		"one line of 1 MB": strings.Repeat("He said so, the ministry (PHOTO) said. ", 1<<15),
		"many datelines":   strings.Repeat("KYIV (AP) — He left.\n", 1<<15),
		"many headings":    strings.Repeat("Talks Fail\nThey met for three days and nights.\n", 1<<15),
		"many signatures":  strings.Repeat("— A (@a_b) May 6, 2031\n", 1<<15),
		"brackets":         strings.Repeat("(", 1<<18),
		"bars":             strings.Repeat("| Photo: ", 1<<16),
		"sources":          "Sources:\n" + strings.Repeat("a.b\n", 1<<16),
		"promotions":       strings.Repeat("Also Read:\n", 1<<16),
		"not UTF-8":        "KYIV\xff (AP) \xe2\x80 — \xc3( Photo: \xff\n\xf0\x9f\n© \x80",
	} {
		start := time.Now()
		blocks, dateline := c.blocks(text)
		if err := checkBlocks(text, blocks, dateline); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %d blocks, %v", name, len(blocks), time.Since(start).Round(time.Millisecond))
	}
}

// TestArticleBlocks checks the positions of blocks in all 876 articles.
func TestArticleBlocks(t *testing.T) {
	c := readCues()
	for i, text := range readArticles(t) {
		blocks, dateline := c.blocks(text)
		if err := checkBlocks(text, blocks, dateline); err != nil {
			t.Errorf("article %d: %v", i, err)
		}
	}
}

func FuzzBlocks(f *testing.F) {
	data, err := os.ReadFile("testdata/structure.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, x := range txtar.Parse(data).Files {
		f.Add(string(x.Data))
	}
	f.Add("MOSCOW, March 7. /TASS/. The\nAFP.- London -The\nSt. Petersburg, Fla. --The\n(\n[x] - A\n© \n— (@a)")
	c := readCues()
	f.Fuzz(func(t *testing.T, text string) {
		blocks, dateline := c.blocks(text)
		if err := checkBlocks(text, blocks, dateline); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}

// BenchmarkBlocks cuts news articles, in words per second of one core.
func BenchmarkBlocks(b *testing.B) {
	c := readCues()
	articles := readArticles(b)[:100]
	words := 0
	for _, a := range articles {
		words += len(strings.Fields(a))
	}
	for b.Loop() {
		for _, a := range articles {
			c.blocks(a)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
