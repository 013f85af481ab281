package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"newsgraph/graph"

	"github.com/urfave/cli/v2"
)

func (p *program) entity() *cli.Command {
	return &cli.Command{
		Name:      "entity",
		Usage:     "shows whom or what a name means: spellings, offices, facts by type",
		ArgsUsage: "NAME",
		Description: `Where a name may mean several entities, all are shown with their ids; an id is taken in place of a name.

Example:
   newsgraph entity Putin`,
		Flags: []cli.Flag{formatFlag(), storeFlag(), ontologyFlag()},
		Action: func(c *cli.Context) error {
			args, err := arguments(c, 1, 1, "the NAME of an entity; quote it where it has spaces")
			if err != nil {
				return err
			}
			format, err := oneOf(c, "format", "text", "json", "jsonl")
			if err != nil {
				return err
			}
			return p.reading(c, func(ctx context.Context, s *graph.Store) error {
				entities, err := s.Entities(ctx, args[0])
				if err != nil {
					return err
				}
				switch format {
				case "json":
					return writeJSON(p.out, map[string][]graph.StoredEntity{"entities": entities})
				case "jsonl":
					for _, e := range entities {
						if err := writeJSON(p.out, e); err != nil {
							return err
						}
					}
					return nil
				}
				if len(entities) > 1 {
					fmt.Fprintf(p.out, "%q may mean %s:\n\n", printable(args[0]), plural(len(entities), "entity"))
				}
				for i, e := range entities {
					if i > 0 {
						fmt.Fprintln(p.out)
					}
					if err := p.printEntity(e); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

func (p *program) printEntity(e graph.StoredEntity) error {
	of := string(e.Kind)
	if e.Country != "" {
		of += ", " + e.Country
	}
	fmt.Fprintf(p.out, "%s (%s)\n    entity %s\n", printable(e.Name), of, e.ID)
	if len(e.Spellings) > 0 {
		t := table{head: []string{"NAME", "ARTICLES", "WHY"}}
		for _, s := range e.Spellings {
			t.add([]string{printable(s.Name), count(s.Articles), printable(s.Why)})
		}
		if err := t.print(p.out, p.stdout.width); err != nil {
			return err
		}
	}
	if len(e.Offices) > 0 {
		t := table{head: []string{"OFFICE", "OF", "WHEN", "STATUS", "CLAIMS"}}
		for _, f := range e.Offices {
			t.add([]string{relationOf(f), printable(f.Object.Name), factWhen(f.When), f.Status, count(f.Claims)})
		}
		if err := t.print(p.out, p.stdout.width); err != nil {
			return err
		}
	}
	if len(e.Facts) == 0 {
		return nil
	}
	t := table{head: []string{"RELATION", "FACTS"}}
	for _, name := range slices.Sorted(maps.Keys(e.Facts)) {
		t.add([]string{name, count(e.Facts[name])})
	}
	return t.print(p.out, p.stdout.width)
}
