package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"newsgraph/graph"

	"github.com/urfave/cli/v2"
)

func (p *program) retract() *cli.Command {
	return &cli.Command{
		Name:      "retract",
		Usage:     "erases articles and all that rests on them alone",
		ArgsUsage: "ARTICLE...",
		Description: `ARTICLE is an id, or PUBLISHER/ID where several publishers use the id. Where one is unknown, it is named and nothing is
erased. The graph is then the one that the other articles give.

Examples:
   newsgraph retract hc-101
   newsgraph retract --publisher HotNews
   newsgraph retract --from withdrawn.txt`,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "publisher", Usage: "erase every article of publisher `NAME`"},
			&cli.StringFlag{Name: "from", Usage: "read the articles from `FILE`, one a line (- is standard input)"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT` of the counts: text, json"},
			storeFlag(), ontologyFlag(), nlpFlag(),
		},
		Action: p.runRetract,
	}
}

func (p *program) runRetract(c *cli.Context) (err error) {
	refs, err := arguments(c, 0, -1, "articles")
	if err != nil {
		return err
	}
	asJSON, err := objectFormat(c)
	if err != nil {
		return err
	}
	tagger, err := oneOf(c, "nlp", "prose")
	if err != nil {
		return err
	}
	publishers, from := c.StringSlice("publisher"), c.String("from")
	if len(refs) == 0 && len(publishers) == 0 && from == "" {
		return usagef("retract", "missing argument: articles, --publisher NAME or --from FILE")
	}
	if len(publishers) > 0 && (len(refs) > 0 || from != "") {
		return usagef("retract", "--publisher stands with no articles and no --from: one kind a run")
	}
	if from != "" {
		more, err := p.lines(from)
		if err != nil {
			return err
		}
		refs = append(refs, more...)
	}
	// Settling needs the ontology that the graph was made with.
	e, err := newEngine(c.String("ontology"), tagger)
	if err != nil {
		return err
	}
	s, err := p.openExisting(c, e)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var o graph.Outcome
	if len(publishers) == 0 {
		if o, err = s.Retract(context.WithoutCancel(c.Context), refs); err != nil {
			return err
		}
	}
	for _, publisher := range publishers {
		one, err := s.RetractPublisher(context.WithoutCancel(c.Context), publisher)
		if err != nil {
			return err
		}
		o.Add(one)
	}
	settled, err := s.Settle(c.Context, nil)
	o.Add(settled)
	if errors.Is(err, graph.ErrRebuilding) {
		p.report.warn("the articles are erased; facts follow when the rebuild has come to its end: run newsgraph rebuild", "pending", true)
		err = nil
	}
	if errors.Is(err, context.Canceled) {
		return &interruptedError{"interrupted: the articles are erased, facts are not yet settled; run load, retract or rebuild to go on"}
	}
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(p.out, map[string]any{"articles": map[string]int{"retracted": o.Retracted}, "written": written{o.Nodes, o.Edges}})
	}
	p.report.note(fmt.Sprintf("%s erased", plural(o.Retracted, "article")), "articles", o.Retracted)
	return nil
}

// lines reads the lines of a file that are not empty; "-" is standard input.
func (p *program) lines(path string) ([]string, error) {
	in := p.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("reading the articles to erase: %w", err)
		}
		defer f.Close()
		in = f
	}
	var out []string
	s := bufio.NewScanner(in)
	for s.Scan() {
		if line := strings.TrimSpace(s.Text()); line != "" {
			out = append(out, line)
		}
	}
	if err := s.Err(); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the articles to erase from %s: %w", path, err)
	}
	return out, nil
}
