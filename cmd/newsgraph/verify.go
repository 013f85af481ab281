package main

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"newsgraph/graph"
	"newsgraph/news"

	"github.com/urfave/cli/v2"
)

func (p *program) verify() *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "compares quotes with the kept texts, texts with their hashes, and both with files",
		ArgsUsage: "[PATH...]",
		Description: `A line for each difference; where there is one, the exit code is 1.

Examples:
   newsgraph verify
   newsgraph verify testdata/articles`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "publisher", Usage: "`NAME` of the publisher of articles that do not say it"},
			&cli.StringFlag{Name: "published", Usage: "`DATE` of articles that do not say it (RFC 3339 date or time)"},
			&cli.IntFlag{Name: "max-article-bytes", Value: 4 << 20, Usage: "pass over articles of more than `N` bytes"},
			formatFlag(), storeFlag(),
		},
		Action: p.runVerify,
	}
}

// mismatch is a difference as verify prints it.
type mismatch struct {
	Publisher string `json:"publisher"`
	Article   string `json:"article"`
	Claim     string `json:"claim,omitempty"`
	Problem   string `json:"problem"`
}

func (p *program) runVerify(c *cli.Context) error {
	paths, err := arguments(c, 0, -1, "files or folders of articles")
	if err != nil {
		return err
	}
	format, err := oneOf(c, "format", "text", "json", "jsonl")
	if err != nil {
		return err
	}
	options, err := p.readOptions(c)
	if err != nil {
		return err
	}
	found := []mismatch{}
	err = p.reading(c, func(ctx context.Context, s *graph.Store) error {
		var given iter.Seq2[news.Article, error]
		if len(paths) > 0 {
			if given, err = p.given(paths, options); err != nil {
				return err
			}
		}
		for m, err := range s.Verify(ctx, given) {
			if err != nil {
				return err
			}
			line := mismatch{m.Article.Publisher, m.Article.ID, m.Claim, m.Problem}
			found = append(found, line)
			switch format {
			case "jsonl":
				err = writeJSON(p.out, line)
			case "text":
				of := printable(m.Article.String())
				if m.Claim != "" {
					of += ": claim " + m.Claim
				}
				_, err = fmt.Fprintf(p.out, "%s: %s\n", of, printable(m.Problem))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if format == "json" {
		if err := writeJSON(p.out, map[string][]mismatch{"differences": found}); err != nil {
			return err
		}
	}
	if len(found) > 0 {
		return fmt.Errorf("verify: %s", plural(len(found), "difference"))
	}
	p.report.note("no difference")
	return nil
}

// given yields the articles of files that can be compared: of several versions of one article the highest, which is the
// one that a graph keeps. To know it the files are read twice, and 300 bytes an article are kept meanwhile; standard
// input, which cannot be read twice, is taken as it comes. Articles that cannot be read are named and passed over.
func (p *program) given(paths []string, o news.Options) (iter.Seq2[news.Article, error], error) {
	highest := map[news.Key]news.Rank{}
	if !slices.Contains(paths, "-") {
		for a, err := range news.Read(paths, o) {
			if asReject(err) != nil {
				continue
			}
			if err != nil {
				return nil, err
			}
			if best, ok := highest[a.Key()]; !ok || a.Rank().Compare(best) > 0 {
				highest[a.Key()] = a.Rank()
			}
		}
	}
	return func(yield func(news.Article, error) bool) {
		for a, err := range news.Read(paths, o) {
			if reject := asReject(err); reject != nil {
				p.report.warn("not compared: "+reject.Error(), "path", reject.Path, "line", reject.Line, "reason", reject.Reason)
				continue
			}
			if best, ok := highest[a.Key()]; err == nil && ok && a.Rank() != best {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}, nil
}
