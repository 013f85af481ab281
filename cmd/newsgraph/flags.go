package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/news"
	"newsgraph/schema"

	"github.com/urfave/cli/v2"
)

// Flags that several commands have.

func storeFlag() cli.Flag {
	return &cli.StringFlag{Name: "store", Value: "newsgraph.db", EnvVars: []string{"NEWSGRAPH_STORE"}, DefaultText: "newsgraph.db",
		Usage: "the graph: a `FILE` or sqlite:FILE, neo4j://HOST:PORT or bolt://HOST:PORT"}
}

func ontologyFlag() cli.Flag {
	return &cli.StringFlag{Name: "ontology", EnvVars: []string{"NEWSGRAPH_ONTOLOGY"},
		Usage: "folder `DIR` with the relations' YAML files, instead of the embedded ones"}
}

func formatFlag() cli.Flag {
	return &cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT`: text for people, json (one object), jsonl (one object a line)"}
}

func limitFlag() cli.Flag {
	return &cli.IntFlag{Name: "limit", DefaultText: "all; 50 as text", Usage: "at most `N` rows; 0 is all"}
}

func workersFlag() cli.Flag {
	return &cli.IntFlag{Name: "workers", Value: runtime.NumCPU(), DefaultText: "number of cores", Usage: "read `N` articles at once; the result is the same for each N"}
}

func nlpFlag() cli.Flag {
	return &cli.StringFlag{Name: "nlp", Usage: "`prose` takes tags and names of the prose library instead of our models: a comparison, not reproducible"}
}

// articleFlags are the flags of commands that extract from articles.
func articleFlags() []cli.Flag {
	return append(readingFlags(), ontologyFlag(), nlpFlag(), workersFlag())
}

// readingFlags are the flags of reading articles.
func readingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "publisher", Usage: "`NAME` of the publisher of articles that do not say it"},
		&cli.StringFlag{Name: "published", Usage: "`DATE` of articles that do not say it (RFC 3339 date or time)"},
		&cli.IntFlag{Name: "max-article-bytes", Value: 4 << 20, Usage: "reject articles of more than `N` bytes"},
		&cli.StringFlag{Name: "rejects", Value: "newsgraph-rejects.jsonl", Usage: "`FILE` that rejected articles are written to, with reasons"},
	}
}

// day gives the value of a flag that holds a calendar day, or "".
func day(c *cli.Context, flag string) (string, error) {
	s := c.String(flag)
	if s == "" {
		return "", nil
	}
	if stamp, err := news.ParseStamp(s); err != nil || stamp.String() != s || len(s) != len("2006-01-02") {
		return "", usagef(commandName(c), "--%s is %q: a day such as 2026-03-09", flag, s)
	}
	return s, nil
}

// dayFlags gives the values of several such flags in order.
func dayFlags(c *cli.Context, flags ...string) ([]string, error) {
	var out []string
	for _, f := range flags {
		d, err := day(c, f)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// oneOf gives the value of a flag that allows a few words; absent it is "".
func oneOf(c *cli.Context, flag string, words ...string) (string, error) {
	s := c.String(flag)
	if s == "" && !c.IsSet(flag) || slices.Contains(words, s) {
		return s, nil
	}
	return "", usagef(commandName(c), "--%s is %q: %s", flag, s, orList(words))
}

// codes gives the values of a repeated flag of codes, split at commas, and checks that each is one of known (where known is not nil).
func codes(c *cli.Context, flag string, known []string) ([]string, error) {
	var out []string
	for _, v := range c.StringSlice(flag) {
		for _, code := range strings.Split(v, ",") {
			if code = strings.TrimSpace(code); code == "" {
				return nil, usagef(commandName(c), "--%s is %q: a code is missing", flag, v)
			}
			if known != nil && !slices.Contains(known, code) {
				hint := ""
				if flag == "type" {
					hint = "; relations of your own need --ontology DIR"
				}
				return nil, usagef(commandName(c), "--%s: unknown %q%s%s", flag, code, knownWords(code, known), hint)
			}
			out = append(out, code)
		}
	}
	return out, nil
}

func knownWords(got string, known []string) string {
	if s := didYouMean(strings.ToUpper(got), known, ""); s != "" {
		return s
	}
	if len(known) <= 16 {
		return ": one of " + strings.Join(known, ", ")
	}
	return ""
}

// atLeast gives the value of a number flag that must not lie below a bound.
func atLeast(c *cli.Context, flag string, bound int) (int, error) {
	n := c.Int(flag)
	if n < bound {
		return 0, usagef(commandName(c), "--%s is %d: at least %d", flag, n, bound)
	}
	return n, nil
}

// arguments checks the number of arguments; what says which they are.
func arguments(c *cli.Context, least, most int, what string) ([]string, error) {
	args := c.Args().Slice()
	switch {
	case len(args) < least:
		return nil, usagef(commandName(c), "missing argument: %s", what)
	case most >= 0 && len(args) > most:
		return nil, usagef(commandName(c), "too many arguments, from %q on: %s", args[most], what)
	}
	for _, a := range args {
		if a == "" {
			return nil, usagef(commandName(c), "an argument is empty: %s", what)
		}
	}
	return args, nil
}

// commandName gives the command and subcommand of a context: "ontology check".
func commandName(c *cli.Context) string {
	var names []string
	for _, l := range slices.Backward(c.Lineage()) {
		if l.Command != nil && l.Command.Name != "" && l.Command.Name != "newsgraph" {
			names = append(names, l.Command.Name)
		}
	}
	return strings.Join(slices.Compact(names), " ")
}

// flagProblem says in our words what the flag library found wrong with a value.
func flagProblem(err error) string {
	s := err.Error()
	s = strings.TrimSuffix(s, ": parse error")
	return strings.Replace(s, "for flag -", "for flag --", 1)
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// loadOntology gives the embedded ontology, or the one of --ontology.
func loadOntology(dir string) (*schema.Ontology, error) {
	if dir == "" {
		return schema.Default(), nil
	}
	return schema.LoadDir(dir)
}

// neo4jSchemes are the schemes of Neo4j's addresses: with +s over TLS, with +ssc over TLS with any certificate.
var neo4jSchemes = []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// openStore opens the store of --store. build is "" for commands that only read.
func (p *program) openStore(ctx context.Context, c *cli.Context, o *schema.Ontology, build string) (*graph.Store, error) {
	uri := c.String("store")
	if scheme, _, found := strings.Cut(uri, "://"); uri == "" || found && !slices.Contains(neo4jSchemes, scheme) {
		return nil, usagef(commandName(c), "--store is %q: a file path, sqlite:PATH, neo4j://HOST:PORT or bolt://HOST:PORT", uri)
	}
	return graph.Open(ctx, uri, graph.Options{
		Ontology: o,
		Build:    build,
		Username: p.env("NEO4J_USERNAME"),
		Password: p.env("NEO4J_PASSWORD"),
		Database: p.env("NEO4J_DATABASE"),
		Adopt:    c.Bool("adopt"),
		NoTexts:  c.String("text") == "none",
		ReadOnly: build == "",
	})
}

// openExisting opens a store that is there already and was made by the engine's build or, for rebuild, another one: what a
// writing command other than load needs, since it must not make an empty graph of a misspelt name.
func (p *program) openExisting(c *cli.Context, e *engine) (*graph.Store, error) {
	if s, err := p.openStore(c.Context, c, e.ontology, ""); err != nil {
		return nil, err
	} else if err := s.Close(); err != nil {
		return nil, err
	}
	return p.openStore(c.Context, c, e.ontology, e.build())
}

// reading opens the store for a command that only reads, runs f, and warns where the store is not settled.
func (p *program) reading(c *cli.Context, f func(ctx context.Context, s *graph.Store) error) (err error) {
	onto, err := loadOntology(c.String("ontology"))
	if err != nil {
		return err
	}
	s, err := p.openStore(c.Context, c, onto, "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if n, err := s.Pending(c.Context); err != nil {
		return err
	} else if n > 0 {
		p.report.warn(pendingText(n), "pending", n)
	}
	// Commands without this flag look at no relation.
	if slices.ContainsFunc(c.Command.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), "ontology") }) {
		if same, err := s.SameOntology(c.Context); err != nil {
			return err
		} else if !same {
			p.report.warn("the graph was made with another ontology than this one: give it with --ontology DIR; --type knows this one's relations only")
		}
	}
	return f(c.Context, s)
}

// pendingText says that a store is not settled.
func pendingText(n int) string {
	return fmt.Sprintf("%s pending: run load or rebuild to settle them; until then facts lag behind the articles", plural(n, "key"))
}

// writeJSON writes one value as one line of JSON. Text stays readable: no HTML escapes.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
