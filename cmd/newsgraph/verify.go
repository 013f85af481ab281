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
		Description: `A line for each difference; where there is one, the exit code is 1, and where there is none, but some articles of the
files could not be read and compared, 3. Articles whose files do not say a publisher or date need the --publisher and
--published that they were loaded with.

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
	Path      string `json:"path,omitempty"`
	Line      int    `json:"line,omitempty"`
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
	found, unread := []mismatch{}, 0
	err = p.reading(c, func(ctx context.Context, s *graph.Store) error {
		var given iter.Seq2[news.Article, error]
		if len(paths) > 0 {
			if given, err = p.given(paths, options, &unread); err != nil {
				return err
			}
		}
		for m, err := range s.Verify(ctx, given) {
			if err != nil {
				return err
			}
			line := mismatch{m.Article.Publisher, m.Article.ID, m.Path, m.Line, m.Claim, m.Problem}
			found = append(found, line)
			switch format {
			case "jsonl":
				err = writeJSON(p.out, line)
			case "text":
				of := printable(m.Article.String())
				if m.Claim != "" {
					of += ": claim " + m.Claim
				}
				file := ""
				switch {
				case m.Line > 0:
					file = fmt.Sprintf(" (%s:%d)", printable(m.Path), m.Line)
				case m.Path != "":
					file = fmt.Sprintf(" (%s)", printable(m.Path))
				}
				_, err = fmt.Fprintf(p.out, "%s: %s%s\n", of, printable(m.Problem), file)
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
	rest := ""
	if unread > 0 {
		rest = fmt.Sprintf("; %s of the files could not be read and compared", plural(unread, "article"))
	}
	switch {
	case len(found) > 0:
		return fmt.Errorf("verify: %s%s", plural(len(found), "difference"), rest)
	case unread > 0:
		return &rejectedError{"verify: no difference in what was compared" + rest}
	}
	p.report.note("no difference")
	return nil
}

// given yields the articles of files that can be compared: of several versions of one article the highest, which is the
// one that a graph keeps. To know it the files are read twice, and 300 bytes an article are kept meanwhile; standard
// input, which cannot be read twice, is taken as it comes. Articles that cannot be read are named, counted and passed over.
func (p *program) given(paths []string, o news.Options, unread *int) (iter.Seq2[news.Article, error], error) {
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
				*unread++
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
