package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/nlp"

	"github.com/urfave/cli/v2"
)

// reasonsShown is how many reasons a sentence has in the text form.
const reasonsShown = 3

func (p *program) explain() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "says of articles which rule and words made each claim, and why two known ends have none",
		ArgsUsage: "PATH...",
		Description: `Prints each sentence that has a claim or two known ends, which stand in brackets. A line for each claim names rule and trigger,
below it how its ends were found and what decided how it is told. "no claim" says why two ends are not joined, the most telling
reason first: at most three as text, all in json and jsonl (one object a sentence), also those of rules that were tried beside
the way from one to the other ("near": false).

Examples:
   newsgraph explain testdata/press/planned-visit.txt
   newsgraph explain --format jsonl testdata/articles > reasons.jsonl`,
		Flags:  append(articleFlags(), formatFlag()),
		Action: p.runExplain,
	}
}

// explained is what explain says of one article.
type explained struct {
	article   news.Article
	sentences []extract.Reading
}

// explainedSentence is a sentence as explain prints it for scripts.
type explainedSentence struct {
	Article   string `json:"article"`
	Publisher string `json:"publisher"`
	Path      string `json:"path"`
	extract.Reading
}

func (p *program) runExplain(c *cli.Context) (err error) {
	paths, err := arguments(c, 1, -1, "the PATH of articles; - is standard input")
	if err != nil {
		return err
	}
	format, err := oneOf(c, "format", "text", "json", "jsonl")
	if err != nil {
		return err
	}
	in, err := p.intake(c, paths)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	object := []explainedSentence{}
	for x, err := range ordered(c.Context, in.articles(), in.workers, in.explain) {
		if reject := asReject(err); reject != nil {
			if err = in.reject(reject); err == nil {
				continue
			}
		}
		if err != nil {
			return err
		}
		in.read++
		if format == "text" && len(x.sentences) > 0 {
			if _, err := fmt.Fprintf(p.out, "article %s%s\n", printable(x.article.Key().ID), from(x.article)); err != nil {
				return err
			}
		}
		for _, s := range x.sentences {
			printed := explainedSentence{x.article.Key().ID, x.article.Publisher, x.article.Path, s}
			switch format {
			case "json":
				object = append(object, printed)
			case "jsonl":
				err = writeJSON(p.out, printed)
			default:
				err = p.printExplained(printed)
			}
			if err != nil {
				return err
			}
		}
	}
	if err := c.Context.Err(); err != nil {
		return err
	}
	if format == "json" {
		if err := writeJSON(p.out, map[string][]explainedSentence{"sentences": object}); err != nil {
			return err
		}
	}
	in.remarks()
	return in.rejected()
}

// explain explains one article. It runs on several goroutines at once. A record holds claims without what they were read from, and one
// that a bug keeps from being read is rejected with what happened.
func (in *intake) explain(a arrived) (x explained, err error) {
	x.article = a.article
	x.article.Record = nil
	if x.article.Status == news.Canceled || x.article.Status == news.Withheld {
		return x, nil
	}
	defer func() {
		if err != nil {
			raw, _ := json.Marshal(a.article)
			err = &news.Reject{Path: a.article.Path, Line: a.article.Line, Raw: raw, Reason: err.Error()}
		}
	}()
	defer guard(&err)
	e := in.engine
	x.sentences = e.extract.Explain(x.article, e.annotate.Annotate(x.article.Text)).Sentences
	return x, nil
}

// from says where an article is from, for people.
func from(a news.Article) string {
	s := ""
	for _, part := range []string{a.Publisher, a.Published.String(), a.Path} {
		if part != "" {
			s += ", " + printable(part)
		}
	}
	return s
}

// printExplained prints a sentence for people.
func (p *program) printExplained(s explainedSentence) error {
	var ends []nlp.Span
	for _, e := range s.Ends {
		ends = append(ends, nlp.Span{Start: e.Start - s.Sentence.Start, End: e.End - s.Sentence.Start})
	}
	t := table{}
	var below []string
	for i := range s.Claims {
		below = append(below, explainedClaim(&s.Claims[i])...)
	}
	for i := range s.Why {
		if i == reasonsShown || !s.Why[i].Near {
			below = append(below, plural(len(s.Why)-i, "more reason")+" with --format jsonl")
			break
		}
		below = append(below, explainedReason(&s.Why[i]))
	}
	t.add([]string{fmt.Sprintf("%d:%d", s.Sentence.Start, s.Sentence.End), quoted(s.Sentence.Quote, ends, p.stdout.colour)}, below...)
	return t.print(p.out, p.stdout.width)
}

// explainedClaim gives the lines of a claim.
func explainedClaim(g *extract.Account) []string {
	name := func(f *extract.Filled) string {
		if f == nil {
			return "-"
		}
		return endName(&extract.End{ID: f.ID, Name: f.Name, Part: f.Part})
	}
	head := fmt.Sprintf("%s %s → %s", g.Type, name(g.Subject), name(g.Object))
	if g.Role != nil {
		head += " (" + printable(*g.Role) + ")"
	}
	if !g.Asserts {
		head += ", asserts nothing"
	}
	lines := []string{fmt.Sprintf("%s: rule %s, trigger “%s” at %d, claim %s", head, g.Rule, printable(g.Trigger.Text), g.Trigger.Start, g.ID)}
	for _, side := range []struct {
		name string
		end  *extract.Filled
	}{{"subject", g.Subject}, {"object", g.Object}} {
		if e := side.end; e != nil {
			how := "by " + string(e.How)
			if e.How == extract.Undetermined {
				how = "only described"
			} else if e.Why != "" {
				how += " (" + printable(e.Why) + ")"
			}
			lines = append(lines, fmt.Sprintf("  %s “%s” at %d: %s, %s", side.name, printable(e.Text), e.Start, printable(e.Place), how))
		}
	}
	decided := func(d extract.Decision) string {
		if d.By == nil {
			return d.Value
		}
		return fmt.Sprintf("%s by “%s” at %d", d.Value, printable(d.By.Text), d.By.Start)
	}
	var told []string
	if g.Polarity.Value != extract.Affirmed {
		told = append(told, decided(g.Polarity))
	}
	if g.Modality.Value != extract.Actual {
		told = append(told, decided(g.Modality))
	}
	if g.Stance != nil {
		told = append(told, decided(*g.Stance))
	}
	if g.Speaker != nil {
		told = append(told, fmt.Sprintf("speaker “%s” at %d", printable(g.Speaker.Text), g.Speaker.Start))
	}
	if g.Quoted {
		told = append(told, "in a quotation")
	}
	if g.When != nil {
		told = append(told, fmt.Sprintf("when %s by “%s”", claimWhen(g.When), printable(g.When.Text)))
	}
	if len(told) > 0 {
		lines = append(lines, "  "+strings.Join(told, "; "))
	}
	for _, o := range g.Over {
		lines = append(lines, fmt.Sprintf("  instead of %s: rule %s", o.Type, o.Rule))
	}
	return lines
}

// explainedReason gives the line of a reason.
func explainedReason(o *extract.Reason) string {
	var pairs []string
	for _, b := range o.Between {
		if pair := printable(b[0] + " – " + b[1]); !slices.Contains(pairs, pair) {
			pairs = append(pairs, pair)
		}
	}
	if len(pairs) > 2 {
		pairs = append(pairs[:2], plural(len(pairs)-2, "more pair"))
	}
	line := "no claim, " + strings.Join(pairs, ", ") + ": "
	if o.Type != "" {
		line += fmt.Sprintf("%s by “%s” (%s): ", o.Type, printable(o.Trigger.Text), o.Rule)
	}
	return line + printable(o.Text)
}
