package main

import (
	"errors"

	"github.com/urfave/cli/v2"
)

func (p *program) extract() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "reads articles and prints what each of them claims, without a graph",
		ArgsUsage: "PATH...",
		Description: `Prints JSON Lines: claims, or records, which load takes without reading the articles again.

Examples:
   newsgraph extract testdata/articles
   newsgraph extract --format records testdata/press > press.records.jsonl`,
		Flags: append(articleFlags(),
			&cli.StringFlag{Name: "format", Value: "jsonl", Usage: "`FORMAT`: jsonl (a claim a line), records (an article a line)"},
		),
		Action: p.runExtract,
	}
}

func (p *program) runExtract(c *cli.Context) (err error) {
	paths, err := arguments(c, 1, -1, "the PATH of articles; - is standard input")
	if err != nil {
		return err
	}
	format, err := oneOf(c, "format", "jsonl", "records")
	if err != nil {
		return err
	}
	in, err := p.intake(c, paths)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	for x, err := range in.records(c.Context) {
		if err != nil {
			return err
		}
		if format == "records" {
			if err := writeJSON(p.out, x.record); err != nil {
				return err
			}
			continue
		}
		for i := range x.record.Claims {
			claim := x.record.Claims[i]
			claim.Evidence.Path = x.path
			if err := writeJSON(p.out, claim); err != nil {
				return err
			}
		}
	}
	if err := c.Context.Err(); err != nil {
		return err
	}
	in.remarks()
	return in.rejected()
}
