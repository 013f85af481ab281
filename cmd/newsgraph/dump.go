package main

import (
	"context"

	"newsgraph/graph"

	"github.com/urfave/cli/v2"
)

func (p *program) dump() *cli.Command {
	return &cli.Command{
		Name:  "dump",
		Usage: "prints the whole graph as sorted JSON Lines, the same bytes from either kind of store",
		Description: `Texts are not printed, their SHA-256 is.

Example:
   newsgraph dump > graph.jsonl`,
		Flags: []cli.Flag{storeFlag()},
		Action: func(c *cli.Context) error {
			if _, err := arguments(c, 0, 0, "dump takes flags only"); err != nil {
				return err
			}
			return p.reading(c, func(ctx context.Context, s *graph.Store) error { return s.Dump(ctx, p.out) })
		},
	}
}
