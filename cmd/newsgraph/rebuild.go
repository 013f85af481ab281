package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"
)

func (p *program) rebuild() *cli.Command {
	return &cli.Command{
		Name:  "rebuild",
		Usage: "extracts all kept texts again with this program and ontology",
		Description: `Needed after an update of the program, or for relations of your own. An interrupted rebuild goes on where it stopped
when it is run again, or back with the program and ontology that made the graph; until then no articles can be loaded.

Example:
   newsgraph rebuild --ontology myrelations`,
		Flags: []cli.Flag{
			storeFlag(), ontologyFlag(), nlpFlag(), workersFlag(),
			&cli.IntFlag{Name: "batch-size", Value: 1000, Usage: "write `N` articles in a transaction; the result is the same for each N"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT` of the counts: text (standard error), json (standard output, too)"},
		},
		Action: p.runRebuild,
	}
}

func (p *program) runRebuild(c *cli.Context) (err error) {
	start := time.Now()
	if _, err := arguments(c, 0, 0, "rebuild takes flags only"); err != nil {
		return err
	}
	asJSON, err := objectFormat(c)
	if err != nil {
		return err
	}
	workers, err := atLeast(c, "workers", 1)
	if err != nil {
		return err
	}
	batchSize, err := atLeast(c, "batch-size", 1)
	if err != nil {
		return err
	}
	tagger, err := oneOf(c, "nlp", "prose")
	if err != nil {
		return err
	}
	e, err := newEngine(c.String("ontology"), tagger)
	if err != nil {
		return err
	}
	s, err := p.openExisting(c, e)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	stats, err := s.Stats(c.Context)
	if err != nil {
		return err
	}
	if err := s.BeginRebuild(c.Context); err != nil {
		return err
	}
	l := loader{p: p, ctx: c.Context, store: s, size: batchSize, bar: p.bar(stats.Articles, "articles")}
	defer l.bar.end()
	for record, err := range ordered(c.Context, s.Texts(c.Context), workers, e.again) {
		if err == nil {
			l.bar.article(len(record.Claims), 0)
			err = l.add(record)
		}
		if err != nil {
			return err
		}
	}
	if err := l.put(); err != nil {
		return err
	}
	err = c.Context.Err()
	if err == nil {
		err = s.EndRebuild(context.WithoutCancel(c.Context))
	}
	if err == nil {
		settled, settleErr := s.Settle(c.Context, l.bar.settling)
		l.done.Add(settled)
		err = settleErr
	}
	l.bar.end()
	if errors.Is(err, context.Canceled) {
		return p.interrupted(s, l.done)
	}
	if err != nil {
		return err
	}
	l.done.Unchanged = max(0, int(stats.Articles)-l.done.Loaded-l.done.Replaced) // those of this build were not read again
	took := time.Since(start)
	p.report.note(fmt.Sprintf("%s extracted again, %s unchanged; written: %s, %s (%.1f s)", plural(l.done.Loaded+l.done.Replaced, "article"),
		count(l.done.Unchanged), plural(l.done.Nodes, "node"), plural(l.done.Edges, "edge"), took.Seconds()),
		"replaced", l.done.Loaded+l.done.Replaced, "unchanged", l.done.Unchanged, "nodes", l.done.Nodes, "edges", l.done.Edges)
	if asJSON {
		return writeJSON(p.out, map[string]any{
			"articles": map[string]int{"replaced": l.done.Loaded + l.done.Replaced, "unchanged": l.done.Unchanged},
			"written":  written{l.done.Nodes, l.done.Edges}, "build": e.build(), "seconds": seconds(took),
		})
	}
	return nil
}
