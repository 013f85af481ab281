package main

import (
	"fmt"
	"strings"

	"newsgraph/extract"
	"newsgraph/schema"

	"github.com/urfave/cli/v2"
)

func (p *program) ontology() *cli.Command {
	return &cli.Command{
		Name:  "ontology",
		Usage: "checks, tests and shows the relations that claims can have",
		Description: `DIR is a folder of YAML files; without it, the embedded relations are meant.

Examples:
   newsgraph ontology show
   newsgraph ontology check myrelations
   newsgraph ontology test myrelations`,
		Subcommands: []*cli.Command{
			{
				Name: "check", Usage: "reads an ontology and lists every mistake in it", ArgsUsage: "[DIR]",
				Description: `Example:
   newsgraph ontology check myrelations`,
				Action: p.checkOntology,
			},
			{
				Name: "test", Usage: "runs the examples of an ontology", ArgsUsage: "[DIR]",
				Description: `Each example is a text with the pairs that must come out of it, or with none where the relation must not come out.

Example:
   newsgraph ontology test myrelations`,
				Flags:  []cli.Flag{formatFlag(), nlpFlag()},
				Action: p.testOntology,
			},
			{
				Name: "show", Usage: "prints the relations", ArgsUsage: "[DIR]",
				Description: `The text form is YAML, in the order that the files use: a start for relations of your own.

Examples:
   newsgraph ontology show > myrelations/all.yaml
   newsgraph ontology show --format jsonl`,
				Flags:  []cli.Flag{formatFlag()},
				Action: p.showOntology,
			},
		},
	}
}

// ontologyArgument reads [DIR].
func ontologyArgument(c *cli.Context) (dir string, err error) {
	args, err := arguments(c, 0, 1, "at most one folder")
	if err != nil || len(args) == 0 {
		return "", err
	}
	return args[0], nil
}

func (p *program) checkOntology(c *cli.Context) error {
	dir, err := ontologyArgument(c)
	if err != nil {
		return err
	}
	onto, err := loadOntology(dir)
	if err != nil {
		return err
	}
	relations := onto.Relations()
	patterns, examples := 0, 0
	for _, r := range relations {
		patterns += len(r.Patterns)
		examples += len(r.Examples)
	}
	_, err = fmt.Fprintf(p.out, "%s, %s, %s: no mistake\n", plural(len(relations), "relation"), plural(patterns, "pattern"), plural(examples, "example"))
	return err
}

// exampleResult is an example that did not give what it wants.
type exampleResult struct {
	Relation string   `json:"relation"`
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Text     string   `json:"text"`
	Want     []string `json:"want"`
	Got      []string `json:"got"`
}

func (p *program) testOntology(c *cli.Context) error {
	dir, err := ontologyArgument(c)
	if err != nil {
		return err
	}
	format, err := oneOf(c, "format", "text", "json", "jsonl")
	if err != nil {
		return err
	}
	tagger, err := oneOf(c, "nlp", "prose")
	if err != nil {
		return err
	}
	e, err := newEngine(dir, tagger)
	if err != nil {
		return err
	}
	ran := 0
	for _, r := range e.ontology.Relations() {
		ran += len(r.Examples)
	}
	failed := []exampleResult{}
	for _, f := range extract.Examples(e.ontology, e.extract, e.annotate) {
		failed = append(failed, exampleResult{f.Relation, f.Pos.File, f.Pos.Line, f.Text, f.Want, f.Got})
	}
	if format == "json" {
		err = writeJSON(p.out, map[string]any{"examples": ran, "failed": failed})
	} else {
		for _, f := range failed {
			if format == "jsonl" {
				err = writeJSON(p.out, f)
			} else {
				_, err = fmt.Fprintf(p.out, "%s:%d: %s: %s\n    want %s\n    got  %s\n", f.File, f.Line, f.Relation, f.Text, pairs(f.Want), pairs(f.Got))
			}
			if err != nil {
				return err
			}
		}
	}
	if err != nil {
		return err
	}
	if len(failed) > 0 {
		return fmt.Errorf("ontology test: %s of %s did not give what they want", count(len(failed)), plural(ran, "example"))
	}
	p.report.note(fmt.Sprintf("%s: all give what they want", plural(ran, "example")), "examples", ran)
	return nil
}

func pairs(list []string) string {
	if len(list) == 0 {
		return "nothing"
	}
	return strings.Join(list, "; ")
}

func (p *program) showOntology(c *cli.Context) error {
	dir, err := ontologyArgument(c)
	if err != nil {
		return err
	}
	format, err := oneOf(c, "format", "text", "json", "jsonl")
	if err != nil {
		return err
	}
	onto, err := loadOntology(dir)
	if err != nil {
		return err
	}
	relations := []shownRelation{}
	for _, r := range onto.Relations() {
		relations = append(relations, showRelation(onto, r))
	}
	switch format {
	case "json":
		return writeJSON(p.out, map[string][]shownRelation{"relations": relations})
	case "jsonl":
		for _, r := range relations {
			if err := writeJSON(p.out, r); err != nil {
				return err
			}
		}
		return nil
	}
	_, err = p.out.Write(onto.YAML())
	return err
}

// shownRelation is a relation as `ontology show` prints it.
type shownRelation struct {
	Name       string        `json:"name"`
	Definition string        `json:"definition"`
	Broader    string        `json:"broader"`
	Family     string        `json:"family"`
	Subject    []schema.Kind `json:"subject"`
	Object     []schema.Kind `json:"object"`
	Symmetric  bool          `json:"symmetric"`
	State      bool          `json:"state"`
	Plover     string        `json:"plover"`
	Mode       string        `json:"mode"`
	Cameo      string        `json:"cameo"`
	Patterns   int           `json:"patterns"`
	Examples   int           `json:"examples"`
	Pos        string        `json:"pos"`
}

func showRelation(o *schema.Ontology, r *schema.Relation) shownRelation {
	return shownRelation{
		Name: r.Name, Definition: r.Definition, Broader: r.Broader, Family: o.Family(r.Name), Subject: r.Subject, Object: r.Object,
		Symmetric: r.Symmetric, State: r.State, Plover: r.Plover, Mode: r.Mode, Cameo: r.Cameo,
		Patterns: len(r.Patterns), Examples: len(r.Examples), Pos: fmt.Sprintf("%s:%d", r.Pos.File, r.Pos.Line),
	}
}
