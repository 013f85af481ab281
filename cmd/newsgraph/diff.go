package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/schema"

	"github.com/urfave/cli/v2"
)

func (p *program) diff() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "compares two graphs, or dumps of them, row by row",
		ArgsUsage: "A B",
		Description: `A and B are stores or files that dump wrote. Rows are matched by kind and id; of a row that both hold, the fields that
differ are named. The rule and build behind a claim are given, so that it shows which change made the difference.

Examples:
   newsgraph diff monday.jsonl newsgraph.db
   newsgraph diff --format jsonl newsgraph.db neo4j://localhost:7687`,
		Flags: []cli.Flag{
			formatFlag(),
			&cli.BoolFlag{Name: "exit-code", Usage: "exit with 1 where the graphs differ"},
		},
		Action: p.runDiff,
	}
}

// difference is one row that differs, as diff prints it.
type difference struct {
	Row    string            `json:"row"` // article, claim, entity, fact, local
	ID     string            `json:"id"`
	Change string            `json:"change"` // added, removed, changed: from A to B
	About  string            `json:"about"`  // the row in words
	Rule   string            `json:"rule,omitempty"`
	Build  []string          `json:"build,omitempty"`  // of an article: in A, in B; one where they are the same
	Fields map[string][2]any `json:"fields,omitempty"` // of a changed row: value in A, in B
}

func (p *program) runDiff(c *cli.Context) (err error) {
	args, err := arguments(c, 2, 2, "two stores or dumps, A and B")
	if err != nil {
		return err
	}
	format, err := oneOf(c, "format", "text", "json", "jsonl")
	if err != nil {
		return err
	}
	if args[0] == "-" && args[1] == "-" {
		return usagef("diff", "standard input (-) is given twice")
	}
	ctx, cancel := context.WithCancel(c.Context)
	defer cancel()
	var sides [2]*dumpReader
	for i, arg := range args {
		if sides[i], err = p.openDump(ctx, c, arg); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, sides[i].close()) }()
	}
	found, n := []difference{}, map[string]int{}
	err = compareDumps(sides[0], sides[1], func(d difference) error {
		n[d.Change]++
		switch format {
		case "json":
			found = append(found, d)
		case "jsonl":
			return writeJSON(p.out, d)
		default:
			_, err := io.WriteString(p.out, d.text())
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	if format == "json" {
		if err := writeJSON(p.out, map[string][]difference{"differences": found}); err != nil {
			return err
		}
	}
	total := n["added"] + n["removed"] + n["changed"]
	if total == 0 {
		p.report.note("no difference")
		return nil
	}
	text := fmt.Sprintf("%s differ: %s added, %s removed, %s changed", plural(total, "row"), count(n["added"]), count(n["removed"]), count(n["changed"]))
	if c.Bool("exit-code") {
		return fmt.Errorf("diff: %s", text)
	}
	p.report.note(text)
	return nil
}

// dumpReader reads the lines of a dump, from a file or from a store that writes one.
type dumpReader struct {
	name    string
	lines   *bufio.Reader
	closers []func() error
	last    string // key of the line before: they must rise
	n       int
}

// dumpRow is one line of a dump: its key (row and id), and its bytes.
type dumpRow struct {
	Row string `json:"row"`
	ID  string `json:"id"`
	raw []byte
}

func (r *dumpRow) key() string { return r.Row + " " + r.ID }

// openDump opens a store or a file of JSON Lines. A file that begins with "{" is a dump, and so is standard input.
func (p *program) openDump(ctx context.Context, c *cli.Context, arg string) (*dumpReader, error) {
	if arg == "-" {
		return &dumpReader{name: "standard input", lines: bufio.NewReader(p.in)}, nil
	}
	if f, err := os.Open(arg); err == nil {
		lines := bufio.NewReaderSize(f, 1<<16)
		first, err := lines.Peek(1)
		if err == io.EOF || err == nil && first[0] == '{' {
			return &dumpReader{name: arg, lines: lines, closers: []func() error{f.Close}}, nil
		}
		f.Close()
	}
	s, err := graph.Open(ctx, arg, graph.Options{
		Ontology: schema.Default(), ReadOnly: true,
		Username: p.env("NEO4J_USERNAME"), Password: p.env("NEO4J_PASSWORD"), Database: p.env("NEO4J_DATABASE"),
	})
	if err != nil {
		return nil, err
	}
	if n, err := s.Pending(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	} else if n > 0 {
		p.report.warn(fmt.Sprintf("%s: %s", arg, pendingText(n)), "store", arg, "pending", n)
	}
	r, w := io.Pipe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.CloseWithError(s.Dump(ctx, w))
	}()
	return &dumpReader{name: arg, lines: bufio.NewReaderSize(r, 1<<16), closers: []func() error{func() error {
		r.Close()
		<-ended
		return s.Close()
	}}}, nil
}

func (d *dumpReader) close() error {
	var err error
	for _, f := range d.closers {
		err = errors.Join(err, f())
	}
	return err
}

// next gives the next row, nil at the end.
func (d *dumpReader) next() (*dumpRow, error) {
	raw, err := d.lines.ReadBytes('\n')
	if err == io.EOF && len(bytes.TrimSpace(raw)) == 0 {
		return nil, nil
	}
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("reading %s: %w", d.name, err)
	}
	d.n++
	r := &dumpRow{raw: bytes.TrimSpace(raw)}
	if err := json.Unmarshal(raw, r); err != nil || r.Row == "" || r.ID == "" {
		return nil, fmt.Errorf("%s:%d: not a line of a dump: give a store, or a file that newsgraph dump wrote", d.name, d.n)
	}
	if r.key() <= d.last {
		return nil, fmt.Errorf("%s:%d: the lines are not in the order of a dump: give the file as newsgraph dump wrote it", d.name, d.n)
	}
	d.last = r.key()
	return r, nil
}

// compareDumps walks through two dumps at once and yields what differs, in their order.
func compareDumps(a, b *dumpReader, yield func(difference) error) error {
	x, err := a.next()
	if err != nil {
		return err
	}
	y, err := b.next()
	if err != nil {
		return err
	}
	for x != nil || y != nil {
		order := 0
		switch {
		case x == nil:
			order = 1
		case y == nil:
			order = -1
		default:
			order = cmp.Compare(x.key(), y.key())
		}
		var d difference
		switch {
		case order < 0:
			d = newDifference(x, "removed")
		case order > 0:
			d = newDifference(y, "added")
		case !bytes.Equal(x.raw, y.raw):
			d = newDifference(y, "changed")
			d.compare(x, y)
		}
		if d.Change != "" {
			if err := yield(d); err != nil {
				return err
			}
		}
		if order <= 0 {
			if x, err = a.next(); err != nil {
				return err
			}
		}
		if order >= 0 {
			if y, err = b.next(); err != nil {
				return err
			}
		}
	}
	return nil
}

// described is what a difference tells of a row in words.
type described struct {
	Publisher string          `json:"publisher"`
	Build     string          `json:"build"`
	Name      string          `json:"name"`
	Article   json.RawMessage `json:"article"`
	Claim     *told           `json:"claim"`
	Fact      *told           `json:"fact"`
	Local     *namedEnd       `json:"local"`
}

type told struct {
	Type     string    `json:"type"`
	Subject  *namedEnd `json:"subject"`
	Object   *namedEnd `json:"object"`
	Evidence struct {
		Article string `json:"article"`
		Rule    string `json:"rule"`
	} `json:"evidence"`
	When *graph.FactWhen `json:"when"`
}

type namedEnd struct {
	Name string `json:"name"`
}

func (e *namedEnd) text() string {
	if e == nil || e.Name == "" {
		return "-"
	}
	return printable(e.Name)
}

func newDifference(r *dumpRow, change string) difference {
	d := difference{Row: r.Row, ID: r.ID, Change: change}
	var x described
	if json.Unmarshal(r.raw, &x) != nil {
		return d // the line has another form than ours: its key says enough
	}
	switch {
	case x.Claim != nil:
		d.About = fmt.Sprintf("%s %s %s in %s", x.Claim.Subject.text(), x.Claim.Type, x.Claim.Object.text(), printable(x.Claim.Evidence.Article))
		d.Rule = x.Claim.Evidence.Rule
	case x.Fact != nil:
		d.About = fmt.Sprintf("%s %s %s, %s", x.Fact.Subject.text(), x.Fact.Type, x.Fact.Object.text(), factWhen(x.Fact.When))
	case r.Row == "article":
		var article struct {
			ID string `json:"id"`
		}
		json.Unmarshal(x.Article, &article)
		d.About = strings.TrimPrefix(printable(x.Publisher+"/"+article.ID), "/")
		d.Build = []string{x.Build}
	case x.Local != nil:
		d.About = x.Local.text()
	default:
		d.About = printable(x.Name)
	}
	return d
}

// compare names the fields in which two rows of one key differ; fields of a row's object are named "fact.status".
func (d *difference) compare(x, y *dumpRow) {
	var a, b map[string]any
	if json.Unmarshal(x.raw, &a) != nil || json.Unmarshal(y.raw, &b) != nil {
		return
	}
	d.Fields = map[string][2]any{}
	compareFields("", a, b, d.Fields)
	if builds, ok := d.Fields["build"]; ok {
		d.Build = []string{fmt.Sprint(builds[0]), fmt.Sprint(builds[1])}
	}
}

func compareFields(prefix string, a, b map[string]any, out map[string][2]any) {
	names := maps.Clone(a)
	maps.Copy(names, b)
	for name := range names {
		x, y := a[name], b[name]
		xm, xok := x.(map[string]any)
		ym, yok := y.(map[string]any)
		if xok && yok {
			compareFields(prefix+name+".", xm, ym, out)
			continue
		}
		xs, _ := json.Marshal(x)
		ys, _ := json.Marshal(y)
		if !bytes.Equal(xs, ys) {
			out[prefix+name] = [2]any{x, y}
		}
	}
}

// text gives the difference for people: a sign, the row, and a line for each field.
func (d difference) text() string {
	var b strings.Builder
	sign := map[string]string{"added": "+", "removed": "-", "changed": "~"}[d.Change]
	fmt.Fprintf(&b, "%s %s %s %s", sign, d.Row, d.ID, d.About)
	if d.Rule != "" {
		fmt.Fprintf(&b, " (rule %s)", printable(d.Rule))
	}
	if len(d.Build) > 0 {
		fmt.Fprintf(&b, " (build %s)", strings.Join(d.Build, " -> "))
	}
	b.WriteByte('\n')
	for _, name := range slices.Sorted(maps.Keys(d.Fields)) {
		fmt.Fprintf(&b, "    %s: %s -> %s\n", name, jsonText(d.Fields[name][0]), jsonText(d.Fields[name][1]))
	}
	return b.String()
}

func jsonText(v any) string {
	var b strings.Builder
	if writeJSON(&b, v) != nil {
		return "?"
	}
	return strings.TrimSuffix(b.String(), "\n")
}
