package main

import (
	"context"

	"newsgraph/graph"
	"newsgraph/schema"

	"github.com/urfave/cli/v2"
)

// statuses are the words that --status takes.
var statuses = []string{"claimed", "corroborated", "disputed", "alleged", "denied"}

func (p *program) facts() *cli.Command {
	return &cli.Command{
		Name:  "facts",
		Usage: "lists the facts of the graph, newest first",
		Description: `Names match through the spellings that the articles use. Facts that rest on accusations or denials alone are listed
with --status alleged,denied only.

Examples:
   newsgraph facts --type CALLED
   newsgraph facts --between "Vladimir Putin" --between "Masoud Pezeshkian" --since 2026-03-01
   newsgraph facts --country RUS,IRN --min-independent 2 --format jsonl`,
		Flags: append(factFilterFlags(), formatFlag(), limitFlag(), storeFlag(), ontologyFlag()),
		Action: func(c *cli.Context) error {
			if _, err := arguments(c, 0, 0, "facts takes flags only"); err != nil {
				return err
			}
			filter, err := factFilter(c)
			if err != nil {
				return err
			}
			if _, _, err := listFlags(c); err != nil {
				return err
			}
			return p.reading(c, func(ctx context.Context, s *graph.Store) error {
				return list(p, c, "facts", s.Facts(ctx, filter), factHead, func(t *table, f graph.Fact) error { return p.addFact(ctx, s, t, f) })
			})
		},
	}
}

// factFilterFlags are the filters of facts.
func factFilterFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "subject", Usage: "subject is `NAME` (repeat for any of several)"},
		&cli.StringSliceFlag{Name: "object", Usage: "object is `NAME` (repeat for any of several)"},
		&cli.StringSliceFlag{Name: "between", Usage: "between `NAME` and another, either way round: given twice"},
		&cli.StringSliceFlag{Name: "country", Usage: "an end belongs to one of the countries `CODES` (ISO 3166-1 alpha-3: RUS,IRN)"},
		&cli.StringSliceFlag{Name: "type", Usage: "relation is one of `TYPES`, narrower ones included"},
		&cli.StringSliceFlag{Name: "plover", Usage: "PLOVER event type is one of `TYPES`"},
		&cli.StringFlag{Name: "since", Usage: "happened on or after `DAY`"},
		&cli.StringFlag{Name: "until", Usage: "happened on or before `DAY`"},
		&cli.StringFlag{Name: "published-since", Usage: "reported on or after `DAY`"},
		&cli.StringSliceFlag{Name: "status", Usage: "`STATUS` is one of claimed, corroborated, disputed (these three where absent), alleged, denied"},
		&cli.StringSliceFlag{Name: "publisher", Usage: "reported by publisher `NAME` (repeat for any of several)"},
		&cli.IntFlag{Name: "min-independent", Usage: "at least `N` independent texts report it"},
		&cli.IntFlag{Name: "min-origins", Usage: "at least `N` first speakers"},
		&cli.StringFlag{Name: "as-of", Usage: "as the articles published up to `DAY` told it"},
	}
}

// factFilter reads the flags of factFilterFlags.
func factFilter(c *cli.Context) (graph.FactFilter, error) {
	var zero graph.FactFilter
	between, err := betweenFlag(c)
	if err != nil {
		return zero, err
	}
	dates, err := dayFlags(c, "since", "until", "published-since", "as-of")
	if err != nil {
		return zero, err
	}
	if err := inOrder(c, dates[0], dates[1]); err != nil {
		return zero, err
	}
	onto, err := loadOntology(c.String("ontology"))
	if err != nil {
		return zero, err
	}
	types, err := codes(c, "type", relationNames(onto))
	if err != nil {
		return zero, err
	}
	plover, err := codes(c, "plover", schema.PloverTypes())
	if err != nil {
		return zero, err
	}
	status, err := codes(c, "status", statuses)
	if err != nil {
		return zero, err
	}
	countries, err := codes(c, "country", countryCodes())
	if err != nil {
		return zero, err
	}
	independent, err := atLeast(c, "min-independent", 0)
	if err != nil {
		return zero, err
	}
	origins, err := atLeast(c, "min-origins", 0)
	if err != nil {
		return zero, err
	}
	return graph.FactFilter{
		Subject: c.StringSlice("subject"), Object: c.StringSlice("object"), Between: between,
		Countries: countries, Types: types, Plover: plover,
		Since: dates[0], Until: dates[1], PublishedSince: dates[2], AsOf: dates[3],
		Statuses: status, Publishers: c.StringSlice("publisher"),
		MinIndependent: independent, MinOrigins: origins,
	}, nil
}

// betweenFlag gives the two names of --between, none where it is absent.
func betweenFlag(c *cli.Context) ([]string, error) {
	names := c.StringSlice("between")
	if len(names) != 0 && len(names) != 2 {
		return nil, usagef(commandName(c), "--between is given %d times: it takes two names, so twice", len(names))
	}
	return names, nil
}

// inOrder sees to it that --until does not lie before --since.
func inOrder(c *cli.Context, since, until string) error {
	if since != "" && until != "" && until < since {
		return usagef(commandName(c), "--until %s lies before --since %s", until, since)
	}
	return nil
}

func relationNames(o *schema.Ontology) []string {
	var names []string
	for _, r := range o.Relations() {
		names = append(names, r.Name)
	}
	return names
}

func countryCodes() []string {
	var list []string
	for _, country := range schema.Names().Countries() {
		list = append(list, country.Code)
	}
	return list
}
