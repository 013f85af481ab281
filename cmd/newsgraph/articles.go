package main

import (
	"context"

	"newsgraph/graph"

	"github.com/urfave/cli/v2"
)

func (p *program) articles() *cli.Command {
	return &cli.Command{
		Name:  "articles",
		Usage: "lists the articles of the graph, newest first",
		Description: `Examples:
   newsgraph articles
   newsgraph articles --publisher HotNews --format jsonl`,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "publisher", Usage: "of publisher `NAME` (repeat for any of several)"},
			&cli.StringFlag{Name: "published-since", Usage: "published on or after `DAY`"},
			formatFlag(), limitFlag(), storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if _, err := arguments(c, 0, 0, "articles takes flags only"); err != nil {
				return err
			}
			since, err := day(c, "published-since")
			if err != nil {
				return err
			}
			filter := graph.ArticleFilter{Publishers: c.StringSlice("publisher"), PublishedSince: since}
			if _, _, err := listFlags(c); err != nil {
				return err
			}
			return p.reading(c, func(ctx context.Context, s *graph.Store) error {
				head := []string{"PUBLISHED", "PUBLISHER", "ID", "VERSION", "STATUS", "CLAIMS", "TITLE"}
				return list(p, c, "articles", s.Articles(ctx, filter), head, func(t *table, a graph.StoredArticle) error {
					t.add([]string{
						a.Published.String(), printable(a.Publisher), printable(a.ID), printable(a.Version),
						string(a.Status), count(a.Claims), printable(a.Title),
					})
					return nil
				})
			})
		},
	}
}
