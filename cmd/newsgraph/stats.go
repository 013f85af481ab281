package main

import (
	"context"
	"maps"
	"slices"

	"newsgraph/graph"

	"github.com/urfave/cli/v2"
)

func (p *program) stats() *cli.Command {
	return &cli.Command{
		Name:  "stats",
		Usage: "counts what the graph holds",
		Description: `Example:
   newsgraph stats --format json`,
		Flags: []cli.Flag{formatFlag(), storeFlag()},
		Action: func(c *cli.Context) error {
			if _, err := arguments(c, 0, 0, "stats takes flags only"); err != nil {
				return err
			}
			asJSON, err := objectFormat(c)
			if err != nil {
				return err
			}
			return p.reading(c, func(ctx context.Context, s *graph.Store) error {
				st, err := s.Stats(ctx)
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(p.out, statsObject(st))
				}
				t := table{}
				for _, line := range []struct {
					name string
					n    int64
				}{
					{"articles", st.Articles}, {"texts kept", st.Texts}, {"claims", st.Claims}, {"claims that assert", st.Asserting},
					{"claims that fit several facts", st.Ambiguous}, {"claims whose ends are one entity", st.SelfLoops},
					{"entities", st.Entities}, {"facts", st.Facts}, {"keys pending", st.Pending},
				} {
					t.add([]string{line.name, count(line.n)})
				}
				for _, part := range []struct {
					name string
					by   map[string]int64
				}{{"facts of type ", st.ByType}, {"facts of status ", st.ByStatus}, {"entities of kind ", st.ByKind}} {
					for _, k := range slices.Sorted(maps.Keys(part.by)) {
						t.add([]string{part.name + k, count(part.by[k])})
					}
				}
				t.add([]string{"build", st.Build})
				return t.print(p.out, p.stdout.width)
			})
		},
	}
}

// statsObject names the counts as scripts know them.
func statsObject(s graph.Stats) map[string]any {
	return map[string]any{
		"articles": s.Articles, "texts": s.Texts, "claims": s.Claims, "asserting": s.Asserting, "ambiguous": s.Ambiguous,
		"selfLoops": s.SelfLoops, "entities": s.Entities, "facts": s.Facts, "pending": s.Pending,
		"byType": s.ByType, "byStatus": s.ByStatus, "byKind": s.ByKind, "build": s.Build,
	}
}
