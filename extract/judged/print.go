package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"newsgraph/extract"
	"newsgraph/extract/internal/verdicts"
)

// printClaims writes the claims of tables with their sentences.
func (s settings) printClaims(w io.Writer, tables []verdicts.Table) error {
	wanted := map[string]bool{}
	for _, t := range tables {
		for _, c := range t.Claims {
			wanted[c.Article] = true
		}
	}
	read, err := readArticles(s.data, func(id string) bool { return wanted[id] })
	if err != nil {
		return err
	}
	articles := map[string]*article{}
	for i := range read {
		articles[read[i].id] = &read[i]
	}
	for _, t := range tables {
		gone := 0
		for _, c := range t.Claims {
			a := articles[c.Article]
			if a == nil {
				return fmt.Errorf("%s.tsv:%d: claim %s: article %s is not among the data sets", t.Name, c.Line, c.ID, c.Article)
			}
			now := a.claim(c.ID)
			if now == nil {
				gone++
			}
			if err := printClaim(w, t, c, a, now); err != nil {
				return err
			}
		}
		fmt.Fprintf(w, "%s: %d of %d claims are still made by this build\n\n", t.Name, len(t.Claims)-gone, len(t.Claims))
	}
	return nil
}

// printClaim writes a judged claim; now is what this build makes of it, nil where nothing.
func printClaim(w io.Writer, t verdicts.Table, c verdicts.Claim, a *article, now *extract.Claim) error {
	quote, err := quoted(a, c.Start, c.End)
	if err != nil {
		return fmt.Errorf("%s.tsv:%d: claim %s: %w", t.Name, c.Line, c.ID, err)
	}
	said, state := c.Relation, " (gone)"
	if now != nil {
		said, state = inWords(now), ""
	}
	fmt.Fprintf(w, "%s %s %d..%d %s\n  %s%s\n  %s\n  %s, %s", c.ID, c.Article, c.Start, c.End, c.Rule, said, state, quote, c.Verdicts[0], c.Verdicts[1])
	if c.Reasons != "" {
		fmt.Fprintf(w, ": %s", c.Reasons)
	}
	fmt.Fprint(w, "\n\n")
	return nil
}

// quoted gives the sentence around some bytes on one line, the bytes in [[ ]]. Bytes that lie in no sentence, or cut a
// letter, are an error: the table and the text do not belong together.
func quoted(a *article, start, end int) (string, error) {
	n := a.sentenceAt(start)
	if n < 0 || end > a.sentences[n].End {
		return "", fmt.Errorf("%d to %d lies in no sentence of article %s", start, end, a.id)
	}
	for _, at := range []int{start, end} {
		if at < len(a.text) && a.text[at]&0xC0 == 0x80 {
			return "", fmt.Errorf("%d to %d cuts a letter of article %s", start, end, a.id)
		}
	}
	s := a.sentences[n]
	return oneLine(a.text[s.Start:start] + "[[" + a.text[start:end] + "]]" + a.text[end:s.End]), nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// inWords says a claim: "he (Evo Morales) CRITICIZED Mesa, on Friday (day 2020-01-03), said by X".
func inWords(c *extract.Claim) string {
	var b strings.Builder
	b.WriteString(endInWords(c.Subject) + " " + c.Type + " " + endInWords(c.Object))
	if c.Role != nil {
		fmt.Fprintf(&b, ", as %s", *c.Role)
	}
	if w := c.When; w != nil {
		fmt.Fprintf(&b, ", when: %s", oneLine(w.Text))
		if days := slices.DeleteFunc([]string{text(w.Start), text(w.End)}, func(s string) bool { return s == "" }); len(days) > 0 {
			fmt.Fprintf(&b, " (%s %s)", w.Precision, strings.Join(slices.Compact(days), ".."))
		}
	}
	if c.Where != nil {
		fmt.Fprintf(&b, ", where: %s", oneLine(c.Where.Name))
	}
	switch {
	case c.Speaker != nil:
		fmt.Fprintf(&b, ", %s by %s", text(c.Stance), oneLine(c.Speaker.Name))
	case c.Stance != nil:
		fmt.Fprintf(&b, ", %s", *c.Stance)
	}
	return b.String()
}

// endInWords names an end, with the words of the text where they are others.
func endInWords(e *extract.End) string {
	name, words := oneLine(e.Name), oneLine(e.Text)
	switch {
	case e.Part != nil:
		return fmt.Sprintf("%s (its %s)", name, oneLine(*e.Part))
	case name != words:
		return fmt.Sprintf("%s (in the text: %s)", name, words)
	}
	return name
}

// text gives a text that may be null.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
