package main

import (
	"context"

	"newsgraph/extract"
	"newsgraph/graph"
	"newsgraph/schema"

	"github.com/urfave/cli/v2"
)

func (p *program) claims() *cli.Command {
	return &cli.Command{
		Name:  "claims",
		Usage: "lists the claims of the graph: what single articles assert, deny, plan or attribute",
		Description: `Examples:
   newsgraph claims --stance denied
   newsgraph claims --speaker Kremlin --type CALLED --format jsonl
   newsgraph claims --ambiguous`,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "subject", Usage: "subject is `NAME` (repeat for any of several)"},
			&cli.StringSliceFlag{Name: "object", Usage: "object is `NAME` (repeat for any of several)"},
			&cli.StringSliceFlag{Name: "between", Usage: "between `NAME` and another, either way round: given twice"},
			&cli.StringSliceFlag{Name: "country", Usage: "an end belongs to one of the countries `CODES` (ISO 3166-1 alpha-3: RUS,IRN)"},
			&cli.StringSliceFlag{Name: "speaker", Usage: "said by `NAME` (repeat for any of several)"},
			&cli.StringSliceFlag{Name: "type", Usage: "relation is one of `TYPES`, narrower ones included"},
			&cli.StringSliceFlag{Name: "plover", Usage: "PLOVER event type, as stated, is one of `TYPES`"},
			&cli.StringFlag{Name: "polarity", Usage: "`POLARITY`: affirmed or negated"},
			&cli.StringFlag{Name: "modality", Usage: "`MODALITY`: actual, planned, possible or requested"},
			&cli.StringFlag{Name: "stance", Usage: "`STANCE`: said, accused, denied, promised, asked, warned or reported"},
			&cli.StringFlag{Name: "since", Usage: "happened on or after `DAY`"},
			&cli.StringFlag{Name: "until", Usage: "happened on or before `DAY`"},
			&cli.StringFlag{Name: "published-since", Usage: "published on or after `DAY`"},
			&cli.StringSliceFlag{Name: "publisher", Usage: "of publisher `NAME` (repeat for any of several)"},
			&cli.StringSliceFlag{Name: "article", Usage: "of article `ID` (repeat for any of several)"},
			&cli.BoolFlag{Name: "ambiguous", Usage: "only claims that fit several facts and therefore support none"},
			formatFlag(), limitFlag(), storeFlag(), ontologyFlag(),
		},
		Action: func(c *cli.Context) error {
			if _, err := arguments(c, 0, 0, "claims takes flags only"); err != nil {
				return err
			}
			filter, err := claimFilter(c)
			if err != nil {
				return err
			}
			if _, _, err := listFlags(c); err != nil {
				return err
			}
			return p.reading(c, func(ctx context.Context, s *graph.Store) error {
				return list(p, c, "claims", s.Claims(ctx, filter), claimHead, p.addClaim)
			})
		},
	}
}

func claimFilter(c *cli.Context) (graph.ClaimFilter, error) {
	var zero graph.ClaimFilter
	between, err := betweenFlag(c)
	if err != nil {
		return zero, err
	}
	dates, err := dayFlags(c, "since", "until", "published-since")
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
	countries, err := codes(c, "country", countryCodes())
	if err != nil {
		return zero, err
	}
	polarity, err := oneOf(c, "polarity", extract.Affirmed, extract.Negated)
	if err != nil {
		return zero, err
	}
	modality, err := oneOf(c, "modality", extract.Actual, extract.Planned, extract.Possible, extract.Requested)
	if err != nil {
		return zero, err
	}
	stance, err := oneOf(c, "stance", extract.Said, extract.Accused, extract.Denied, extract.Promised, extract.Asked, extract.Warned, extract.Reported)
	if err != nil {
		return zero, err
	}
	return graph.ClaimFilter{
		Subject: c.StringSlice("subject"), Object: c.StringSlice("object"), Speakers: c.StringSlice("speaker"),
		Between: between, Countries: countries, Types: types, Plover: plover, Polarity: polarity, Modality: modality, Stance: stance,
		Since: dates[0], Until: dates[1], PublishedSince: dates[2],
		Publishers: c.StringSlice("publisher"), Articles: c.StringSlice("article"), Ambiguous: c.Bool("ambiguous"),
	}, nil
}
