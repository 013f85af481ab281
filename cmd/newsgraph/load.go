package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"newsgraph/extract"
	"newsgraph/graph"
	"newsgraph/news"
	"newsgraph/schema"

	"github.com/urfave/cli/v2"
)

func (p *program) load() *cli.Command {
	return &cli.Command{
		Name:      "load",
		Usage:     "reads articles and adds what they say to the graph",
		ArgsUsage: "PATH...",
		Description: `PATH is a file or a folder of .jsonl, .txt and .records.jsonl, plain, gzip or zstd; - is standard input. Loading the
same articles again changes nothing. After an interruption or a crash the same command goes on where it stopped.

Examples:
   newsgraph load testdata/articles
   newsgraph load --store neo4j://localhost:7687 --publisher HotNews --published 2026-03-09 story.txt
   newsgraph extract --format records testdata/press | newsgraph load -`,
		Flags: append(articleFlags(),
			storeFlag(),
			&cli.IntFlag{Name: "batch-size", Value: 1000, Usage: "write `N` articles in a transaction; the result is the same for each N"},
			&cli.BoolFlag{Name: "dry-run", Usage: "leave the graph alone: say what a graph of these articles alone would hold"},
			&cli.StringFlag{Name: "text", Usage: "`none` keeps no texts in the graph, only quotes and hashes"},
			&cli.BoolFlag{Name: "adopt", Usage: "write into a Neo4j database that holds other data"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT` of the summary: text (standard error), json (standard output, too)"},
		),
		Action: p.runLoad,
	}
}

// Limits of a transaction: so many articles (--batch-size) or so many bytes of text, whichever comes first.
const batchBytes = 16 << 20

func (p *program) runLoad(c *cli.Context) (err error) {
	start := time.Now()
	paths, err := arguments(c, 1, -1, "the PATH of articles; - is standard input")
	if err != nil {
		return err
	}
	asJSON, err := objectFormat(c)
	if err != nil {
		return err
	}
	batchSize, err := atLeast(c, "batch-size", 1)
	if err != nil {
		return err
	}
	if _, err := oneOf(c, "text", "keep", "none"); err != nil {
		return err
	}
	in, err := p.intake(c, paths)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	size, err := news.Size(paths) // before the store is opened: a misspelt path must not leave an empty graph behind
	if err != nil {
		return err
	}
	s, err := p.target(c, in.engine)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()

	in.store = s.Store
	l := loader{p: p, ctx: c.Context, store: s.Store, size: batchSize, bar: p.bar(size, "bytes")}
	defer l.bar.end()
	err = l.load(in)
	if err == nil {
		err = c.Context.Err()
	}
	if err == nil {
		settled, settleErr := s.Settle(c.Context, l.bar.settling)
		l.done.Add(settled)
		err = settleErr
	}
	l.bar.end()
	if errors.Is(err, context.Canceled) {
		return p.interrupted(s.Store, l.done)
	}
	if err != nil {
		return err
	}
	if err := in.close(); err != nil {
		return err
	}
	in.remarks()
	stats, err := s.Stats(c.Context)
	if err != nil {
		return err
	}
	result := l.summary(in, stats, time.Since(start))
	if err := p.printSummary(c.Context, s, result, c.Bool("dry-run")); err != nil {
		return err
	}
	if asJSON {
		if err := writeJSON(p.out, result); err != nil {
			return err
		}
	}
	return in.rejected()
}

// loadSummary is what `load --format json` prints. Claims, entities and facts are what the graph then holds.
type loadSummary struct {
	Articles struct {
		Read       int `json:"read"`
		Loaded     int `json:"loaded"`
		Replaced   int `json:"replaced"`
		Unchanged  int `json:"unchanged"`
		Superseded int `json:"superseded"` // a higher version stands already
		Rejected   int `json:"rejected"`
	} `json:"articles"`
	Claims   int64   `json:"claims"`
	Entities int64   `json:"entities"`
	Facts    int64   `json:"facts"`
	Written  written `json:"written"`
	Seconds  float64 `json:"seconds"`
}

type written struct {
	Nodes int `json:"nodes"`
	Edges int `json:"edges"`
}

// loader gathers records into batches and puts them into the store.
type loader struct {
	p     *program
	ctx   context.Context
	store *graph.Store
	size  int
	bar   *progress

	batch []extract.Record
	bytes int
	done  graph.Outcome
}

// load stores what in yields, until its end or until the context ends; the running batch is always put whole.
func (l *loader) load(in *intake) error {
	for x, err := range in.records(l.ctx) {
		if err != nil {
			return err
		}
		l.bar.article(len(x.record.Claims), x.position)
		if x.unchanged {
			l.done.Unchanged++
			continue
		}
		if err := l.add(x.record); err != nil {
			return err
		}
	}
	return l.put()
}

// add takes one record, and puts the batch where it is full.
func (l *loader) add(r extract.Record) error {
	l.batch = append(l.batch, r)
	l.bytes += len(r.Article.Text)
	if len(l.batch) < l.size && l.bytes < batchBytes {
		return nil
	}
	return l.put()
}

// put stores the batch. An interruption lets it end.
func (l *loader) put() error {
	if len(l.batch) == 0 {
		return nil
	}
	o, err := l.store.Put(context.WithoutCancel(l.ctx), l.batch)
	if err != nil {
		return err
	}
	l.done.Add(o)
	clear(l.batch) // the next one may be smaller
	l.batch, l.bytes = l.batch[:0], 0
	return nil
}

// interrupted says what stands and how to go on.
func (p *program) interrupted(s *graph.Store, done graph.Outcome) error {
	text := fmt.Sprintf("interrupted: %s stored in this run", plural(done.Loaded+done.Replaced, "article"))
	if n, err := s.Pending(context.Background()); err == nil && n > 0 {
		text += fmt.Sprintf(", %s pending", plural(n, "key"))
	}
	return &interruptedError{text + "; run the same command again to go on"}
}

func (l *loader) summary(in *intake, stats graph.Stats, took time.Duration) loadSummary {
	var r loadSummary
	r.Articles.Read = in.read + in.rejects
	r.Articles.Loaded = l.done.Loaded
	r.Articles.Replaced = l.done.Replaced
	r.Articles.Unchanged = l.done.Unchanged
	r.Articles.Superseded = l.done.Superseded
	r.Articles.Rejected = in.rejects
	r.Claims, r.Entities, r.Facts = stats.Claims, stats.Entities, stats.Facts
	r.Written = written{l.done.Nodes, l.done.Edges}
	r.Seconds = seconds(took)
	return r
}

// printSummary writes the counts and the strongest facts to standard error.
func (p *program) printSummary(ctx context.Context, s *target, r loadSummary, dry bool) error {
	if p.report.log != nil {
		p.report.note("done", "articles", r.Articles, "claims", r.Claims, "entities", r.Entities, "facts", r.Facts, "written", r.Written, "seconds", r.Seconds)
		return nil
	}
	if p.report.quiet {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s read: %s loaded, %s replaced, %s unchanged", plural(r.Articles.Read, "article"),
		count(r.Articles.Loaded), count(r.Articles.Replaced), count(r.Articles.Unchanged))
	if r.Articles.Superseded > 0 {
		fmt.Fprintf(&b, ", %s older than what is stored", count(r.Articles.Superseded))
	}
	fmt.Fprintf(&b, ", %s rejected\n", count(r.Articles.Rejected))
	holds := "the graph holds"
	if dry {
		holds = "nothing was written; a graph of these articles alone would hold"
	}
	fmt.Fprintf(&b, "%s %s, %s, %s", holds, plural(r.Claims, "claim"), plural(r.Entities, "entity"), plural(r.Facts, "fact"))
	if !dry {
		fmt.Fprintf(&b, "; written: %s, %s", plural(r.Written.Nodes, "node"), plural(r.Written.Edges, "edge"))
	}
	fmt.Fprintf(&b, " (%.1f s)\n", r.Seconds)
	facts, err := strongest(s.Facts(ctx, graph.FactFilter{}), s.ontology, 5)
	if err != nil {
		return err
	}
	if len(facts) > 0 {
		b.WriteString("\nStrongest facts:\n")
		t := table{}
		for _, f := range facts {
			quote, err := p.factQuote(ctx, s.Store, f, p.stderr.colour)
			if err != nil {
				return err
			}
			t.add([]string{factWhen(f.When), printable(f.Subject.Name), relationOf(f), printable(f.Object.Name), f.Status}, quote, factSource(f))
		}
		if err := t.print(&b, p.stderr.width); err != nil {
			return err
		}
	}
	p.report.block(b.String())
	return nil
}

// target is the store that load writes to: that of --store, or one in a temporary folder for --dry-run.
type target struct {
	*graph.Store
	ontology *schema.Ontology
	folder   string // to remove, "" where none
}

func (p *program) target(c *cli.Context, e *engine) (*target, error) {
	if !c.Bool("dry-run") {
		s, err := p.openStore(c.Context, c, e.ontology, e.build())
		return &target{Store: s, ontology: e.ontology}, err
	}
	folder, err := os.MkdirTemp("", "newsgraph-dry-run-")
	if err != nil {
		return nil, fmt.Errorf("making room for the dry run: %w", err)
	}
	s, err := graph.Open(c.Context, "sqlite:"+filepath.Join(folder, "dry-run.db"), graph.Options{Ontology: e.ontology, Build: e.build()})
	if err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	return &target{Store: s, ontology: e.ontology, folder: folder}, nil
}

// Close closes the store and removes what a dry run made.
func (t *target) Close() error {
	err := t.Store.Close()
	if t.folder != "" {
		err = errors.Join(err, os.RemoveAll(t.folder))
	}
	return err
}

// seconds gives a duration in seconds, to the millisecond.
func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }
