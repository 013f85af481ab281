package main

import (
	"context"
	"fmt"

	"newsgraph/graph"

	"github.com/urfave/cli/v2"
)

func (p *program) evidence() *cli.Command {
	return &cli.Command{
		Name:      "evidence",
		Usage:     "shows every claim behind a fact, with article, date, publisher and quote",
		ArgsUsage: "ID",
		Description: `ID is the id of a fact or of a claim, as facts and claims print it.

Example:
   newsgraph evidence 3f2a90c1d4e5b6a7980f1e2d3c4b5a69`,
		Flags: []cli.Flag{formatFlag(), storeFlag(), ontologyFlag()},
		Action: func(c *cli.Context) error {
			args, err := arguments(c, 1, 1, "the ID of a fact or claim")
			if err != nil {
				return err
			}
			format, err := oneOf(c, "format", "text", "json", "jsonl")
			if err != nil {
				return err
			}
			return p.reading(c, func(ctx context.Context, s *graph.Store) error {
				e, err := s.Evidence(ctx, args[0])
				if err != nil {
					return err
				}
				switch format {
				case "json":
					return writeJSON(p.out, e)
				case "jsonl":
					for _, claim := range append(e.Claims, e.MayTellOf...) {
						if err := writeJSON(p.out, claim); err != nil {
							return err
						}
					}
					return nil
				}
				return p.printEvidence(ctx, s, e)
			})
		},
	}
}

// printEvidence prints the fact, then the claims behind it, then those that may tell of it.
func (p *program) printEvidence(ctx context.Context, s *graph.Store, e graph.Evidence) error {
	if e.Fact != nil {
		t := table{head: factHead}
		if err := p.addFact(ctx, s, &t, *e.Fact); err != nil {
			return err
		}
		if err := t.print(p.out, p.stdout.width); err != nil {
			return err
		}
		for _, conflict := range e.Fact.Conflicts {
			fmt.Fprintf(p.out, "    articles differ on %s: %s\n", conflict.Field, printable(orList(conflict.Values)))
		}
	} else {
		fmt.Fprintln(p.out, "This claim stands behind no fact.")
	}
	for _, part := range []struct {
		title  string
		claims []graph.StoredClaim
	}{{"Claims", e.Claims}, {"May tell of it (the day is not certain, so it counts for none)", e.MayTellOf}} {
		if len(part.claims) == 0 {
			continue
		}
		fmt.Fprintf(p.out, "\n%s: %s\n", part.title, count(len(part.claims)))
		t := table{head: claimHead}
		for _, claim := range part.claims {
			if err := p.addClaim(&t, claim); err != nil {
				return err
			}
		}
		if err := t.print(p.out, p.stdout.width); err != nil {
			return err
		}
	}
	return nil
}
