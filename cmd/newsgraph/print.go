package main

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"newsgraph/extract"
	"newsgraph/graph"
	"newsgraph/nlp"

	"github.com/urfave/cli/v2"
)

// What the listing commands print in common: facts, claims and counts for people, and lists in three formats.

// textLimit is how many rows a list shows to people where --limit is absent.
const textLimit = 50

// list prints the values of a sequence in the format of --format. name is the field of the json form; add puts a value
// into the table of the text form.
func list[T any](p *program, c *cli.Context, name string, values iter.Seq2[T, error], head []string, add func(*table, T) error) error {
	format, limit, err := listFlags(c)
	if err != nil {
		return err
	}
	t := table{head: head}
	n, more := 0, false
	var object []T
	for v, err := range values {
		if err != nil {
			return err
		}
		if limit > 0 && n == limit {
			more = true
			break
		}
		n++
		switch format {
		case "jsonl":
			err = writeJSON(p.out, v)
		case "json":
			object = append(object, v)
		default:
			err = add(&t, v)
		}
		if err != nil {
			return err
		}
	}
	switch {
	case format == "json":
		if object == nil {
			object = []T{}
		}
		return writeJSON(p.out, map[string][]T{name: object})
	case format == "jsonl":
		return nil
	case n == 0:
		p.report.note("no " + name)
		return nil
	}
	if err := t.print(p.out, p.stdout.width); err != nil {
		return err
	}
	if more {
		if err := p.out.Flush(); err != nil {
			return err
		}
		p.report.note(fmt.Sprintf("the first %s %s; --limit 0 shows all", count(n), name))
	}
	return nil
}

// listFlags checks --format and --limit; a limit of 0 is none.
func listFlags(c *cli.Context) (format string, limit int, err error) {
	if format, err = oneOf(c, "format", "text", "json", "jsonl"); err != nil {
		return "", 0, err
	}
	if limit, err = atLeast(c, "limit", 0); err != nil {
		return "", 0, err
	}
	if format == "text" && !c.IsSet("limit") {
		limit = textLimit
	}
	return format, limit, nil
}

// objectFormat checks --format of a command that prints one object: json and jsonl are the same there.
func objectFormat(c *cli.Context) (asJSON bool, err error) {
	format, err := oneOf(c, "format", "text", "json", "jsonl")
	return format != "text", err
}

var factHead = []string{"WHEN", "SUBJECT", "RELATION", "OBJECT", "STATUS", "INDEPENDENT", "CLAIMS"}

// addFact adds a fact with its quote to a table with factHead.
func (p *program) addFact(ctx context.Context, s *graph.Store, t *table, f graph.Fact) error {
	quote, err := p.factQuote(ctx, s, f, p.stdout.colour)
	if err != nil {
		return err
	}
	t.add([]string{
		factWhen(f.When), printable(f.Subject.Name), relationOf(f), printable(f.Object.Name),
		f.Status, count(f.Independent), count(f.Claims),
	}, quote, factSource(f))
	return nil
}

// factQuote gives the fact's quote with the words marked that carry it. A fact keeps the quote alone, so the words come
// from the claim that it was taken from.
func (p *program) factQuote(ctx context.Context, s *graph.Store, f graph.Fact, colour bool) (string, error) {
	ev, err := s.Evidence(ctx, f.ID)
	if err != nil {
		return "", err
	}
	var marked []nlp.Span
	for i := range ev.Claims {
		// Several claims may share a sentence; one of the fact's own type says best which words matter.
		if c := &ev.Claims[i].Claim; c.Evidence.Quote == f.Quote && (marked == nil || c.Type == f.Type) {
			marked = marks(c)
			if c.Type == f.Type {
				break
			}
		}
	}
	return quoted(f.Quote, marked, colour), nil
}

// factSource says who reports a fact and how to see more.
func factSource(f graph.Fact) string {
	var parts []string
	if len(f.Publishers) > 0 {
		parts = append(parts, printable(strings.Join(f.Publishers, ", ")))
	} else {
		parts = append(parts, plural(len(f.Articles), "article"))
	}
	if f.LastPublished != nil {
		parts = append(parts, *f.LastPublished)
	}
	return strings.Join(append(parts, "fact "+f.ID), ", ")
}

func relationOf(f graph.Fact) string {
	if f.Role != nil && *f.Role != "" {
		return f.Type + " (" + printable(*f.Role) + ")"
	}
	return f.Type
}

// factWhen gives the time of a fact for people, as precise as its words: a day, a month, a year, a range.
func factWhen(w *graph.FactWhen) string {
	if w == nil {
		return "undated"
	}
	return dayRange(w.Start, w.End, w.Precision)
}

// claimWhen gives the time that a claim states, for people: days, or the words where no day is known.
func claimWhen(w *extract.When) string {
	if w == nil {
		return ""
	}
	s := printable(w.Text)
	if w.Start != nil || w.End != nil {
		s = dayRange(w.Start, w.End, w.Precision)
	}
	if w.Approx {
		s = "about " + s
	}
	return s
}

func dayRange(start, end *string, precision string) string {
	a, b := "", ""
	if start != nil {
		a = *start
	}
	if end != nil {
		b = *end
	}
	switch {
	case precision == extract.Since || b == "":
		if precision == extract.Day {
			return a
		}
		return "since " + a
	case precision == extract.Until || a == "":
		return "until " + b
	case precision == extract.Month && len(a) >= 7:
		return a[:7]
	case precision == extract.Year && len(a) >= 4:
		return a[:4]
	case a == b:
		return a
	}
	return a + " to " + b
}

var claimHead = []string{"PUBLISHED", "SUBJECT", "RELATION", "OBJECT", "SAYS", "WHEN"}

// addClaim adds a claim with its quote to a table with claimHead.
func (p *program) addClaim(t *table, c graph.StoredClaim) error {
	published := ""
	if c.Published != nil {
		published = *c.Published
	}
	var source []string
	for _, s := range []string{c.Evidence.Publisher, c.Evidence.Article} {
		if s != "" {
			source = append(source, printable(s))
		}
	}
	source = append(source, "claim "+c.ID, "rule "+c.Evidence.Rule)
	below := []string{quoted(c.Evidence.Quote, marks(&c.Claim), p.stdout.colour), strings.Join(source, ", ")}
	if c.URL != "" {
		below = append(below, printable(c.URL))
	}
	t.add([]string{
		published, endName(c.Subject), claimRelation(&c.Claim), endName(c.Object), says(&c.Claim), claimWhen(c.When),
	}, below...)
	return nil
}

func claimRelation(c *extract.Claim) string {
	if c.Role != nil && *c.Role != "" {
		return c.Type + " (" + printable(*c.Role) + ")"
	}
	return c.Type
}

// endName gives an end of a claim for people: its name, and the part that it owns.
func endName(e *extract.End) string {
	switch {
	case e == nil:
		return "-"
	case e.Part != nil && *e.Part != "":
		return printable(e.Name + " (" + *e.Part + ")")
	}
	return printable(e.Name)
}

// says gives how a claim is said: negated, planned, and by whom with which stance. A plain statement of the outlet is "".
func says(c *extract.Claim) string {
	var parts []string
	if c.Polarity == extract.Negated {
		parts = append(parts, c.Polarity)
	}
	if c.Modality != extract.Actual {
		parts = append(parts, c.Modality)
	}
	if c.Stance != nil {
		by := *c.Stance
		if c.Speaker != nil {
			by += " by " + printable(c.Speaker.Name)
		}
		parts = append(parts, by)
	}
	return strings.Join(parts, ", ")
}

// count writes a number with commas between thousands.
func count[N int | int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plural gives "1 article", "2 articles".
func plural[N int | int64](n N, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "ty"); ok { // entities, but keys
		noun = stem + "tie"
	}
	return count(n) + " " + noun + "s"
}
