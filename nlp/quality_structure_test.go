package nlp

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"newsgraph/nlp/internal/score"
)

// TestQualityStructure measures blocks on 100 articles that were drawn by chance and marked by reading, and counts the kinds in
// all 876: a rule that changes shows in both.
func TestQualityStructure(t *testing.T) {
	articles := readArticles(t)
	data, err := os.ReadFile("testdata/structure-marks.txt")
	if err != nil {
		t.Fatal(err)
	}
	type block struct {
		article int
		Block
	}
	marked := map[block]bool{}
	var chosen []int
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		switch fields[0] {
		case "#":
		case "articles":
			for _, f := range fields[1:] {
				var n int
				if _, err := fmt.Sscan(f, &n); err != nil {
					t.Fatal(err)
				}
				chosen = append(chosen, n)
			}
		default:
			var b block
			if _, err := fmt.Sscan(line, &b.article, &b.Start, &b.End, &b.Kind); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			marked[b] = true
		}
	}
	c := readCues()
	scores := map[BlockKind]score.Tally{}
	lost := 0 // marked as body, found as anything else
	marks := map[[3]int]bool{}
	for m := range marked {
		marks[[3]int{m.article, m.Start, m.End}] = true
		s := scores[m.Kind]
		s.Gold++
		scores[m.Kind] = s
	}
	for _, n := range chosen {
		blocks, _ := c.blocks(articles[n])
		for _, b := range blocks {
			if b.Kind == Body {
				continue
			}
			s := scores[b.Kind]
			s.Found++
			if marked[block{n, b}] {
				s.Right++
			}
			scores[b.Kind] = s
			if !marks[[3]int{n, b.Start, b.End}] {
				lost++
			}
		}
	}
	counts := map[BlockKind]int{}
	datelines, days := 0, 0
	for _, text := range articles {
		blocks, d := c.blocks(text)
		for _, b := range blocks {
			counts[b.Kind]++
		}
		if len(d.Places) > 0 {
			datelines++
		}
		if d.Day.End > 0 {
			days++
		}
	}
	var out bytes.Buffer
	fmt.Fprint(&out, "Blocks by exact bytes and kind, in percent, on 100 marked articles; counts in all 876. Rewritten by:\ngo test ./nlp -run TestQualityStructure -update\n\n")
	for _, k := range kinds {
		fmt.Fprintf(&out, "%-10s %5d in all", k, counts[k])
		if s, ok := scores[k]; ok {
			fmt.Fprintf(&out, "; marked: %v, found %d", s, s.Found)
		}
		fmt.Fprintln(&out)
	}
	fmt.Fprintf(&out, "marked as body, found as something else: %d\narticles with places in their dateline: %d, with a day: %d\n", lost, datelines, days)
	golden(t, "testdata/quality-structure.golden", out.Bytes())
}
