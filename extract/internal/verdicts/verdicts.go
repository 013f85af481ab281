package verdicts

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Verdict is what one reader thinks of one claim.
type Verdict string

// The verdicts.
const (
	Right    Verdict = "right"
	Arguable Verdict = "arguable"
	Wrong    Verdict = "wrong"
)

// All are the verdicts from right to wrong.
var All = []Verdict{Right, Arguable, Wrong}

// Readers is how many readers judge each claim.
const Readers = 2

// Model is the Rule of a claim that no line of the ontology made.
const Model = "model"

// Claim is a judged claim.
type Claim struct {
	ID         string // as extract gives it
	Article    string
	Start, End int    // evidence in bytes
	Relation   string // type of the claim
	Rule       string // "talks.yaml:44", file and line at that time, or Model
	Verdicts   [Readers]Verdict
	Reasons    string // why not right, one reader's behind the other's; empty where both say right
	Line       int    // in the table
}

// Share gives how right a claim is to its readers, in quarters: 4 where both say right, 0 where both say wrong; an arguable
// verdict is worth half.
func (c Claim) Share() int {
	n := 0
	for _, v := range c.Verdicts {
		switch v {
		case Right:
			n += 2
		case Arguable:
			n++
		}
	}
	return n
}

// Table is one round of judging.
type Table struct {
	Name     string // of the file, without its ending
	Comments []string
	Claims   []Claim
}

// ReadAll reads the tables of a folder, the first round first. Errors are those of Read, of all tables at once.
func ReadAll(fsys fs.FS) ([]Table, error) {
	names, err := fs.Glob(fsys, "judged*.tsv")
	if err != nil {
		return nil, fmt.Errorf("looking for tables: %w", err)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Compare(strings.TrimSuffix(a, ".tsv"), strings.TrimSuffix(b, ".tsv"))
	})
	var tables []Table
	var errs []error
	seen := map[string]string{}
	for _, name := range names {
		t, err := Read(fsys, name)
		errs = append(errs, err)
		for _, c := range t.Claims {
			at := fmt.Sprintf("%s:%d", name, c.Line)
			if other := seen[c.ID]; other != "" {
				errs = append(errs, fmt.Errorf("%s: claim %s: stands at %s already", at, c.ID, other))
			}
			seen[c.ID] = at
		}
		tables = append(tables, t)
	}
	return tables, errors.Join(errs...)
}

// Read reads one table. Every line that is not as the package's comment says is an error "file:line: subject: problem", all at once.
func Read(fsys fs.FS, name string) (Table, error) {
	t := Table{Name: strings.TrimSuffix(name, ".tsv")}
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return t, fmt.Errorf("reading judged claims: %w", err)
	}
	var errs []error
	for i, line := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
		if comment, ok := strings.CutPrefix(line, "#"); ok {
			t.Comments = append(t.Comments, strings.TrimSpace(comment))
			continue
		}
		c, err := parse(line)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", name, i+1, err))
			continue
		}
		c.Line = i + 1
		t.Claims = append(t.Claims, c)
	}
	return t, errors.Join(errs...)
}

// parse reads the line of a claim.
func parse(line string) (Claim, error) {
	f := strings.Split(line, "\t")
	if len(f) != 9 {
		return Claim{}, fmt.Errorf("line: has %d columns, not 9 (claim, article, start, end, relation, rule, verdict, verdict, reasons)", len(f))
	}
	c := Claim{ID: f[0], Article: f[1], Relation: f[4], Rule: f[5], Verdicts: [Readers]Verdict{Verdict(f[6]), Verdict(f[7])}, Reasons: f[8]}
	if len(c.ID) != 32 || strings.Trim(c.ID, "0123456789abcdef") != "" {
		return c, fmt.Errorf("claim %s: an id has 32 hexadecimal digits", c.ID)
	}
	start, err1 := strconv.Atoi(f[2])
	end, err2 := strconv.Atoi(f[3])
	if err1 != nil || err2 != nil || start < 0 || end <= start {
		return c, fmt.Errorf("claim %s: %s to %s are no offsets", c.ID, f[2], f[3])
	}
	c.Start, c.End = start, end
	if file, line, ok := strings.Cut(c.Rule, ":"); c.Rule != Model {
		if _, err := strconv.Atoi(line); !ok || file == "" || err != nil {
			return c, fmt.Errorf("claim %s: rule %q is neither file:line nor %s", c.ID, c.Rule, Model)
		}
	}
	for _, v := range c.Verdicts {
		if !slices.Contains(All, v) {
			return c, fmt.Errorf("claim %s: verdict %q is none of right, arguable, wrong", c.ID, v)
		}
	}
	if (c.Share() == 2*Readers) != (c.Reasons == "") {
		return c, fmt.Errorf("claim %s: a reason stands where a reader does not say right, and only there", c.ID)
	}
	return c, nil
}

// Counts is how many claims of some got which pair of verdicts.
type Counts map[[Readers]Verdict]int

// Count counts the claims that keep takes.
func Count(claims []Claim, keep func(Claim) bool) Counts {
	n := Counts{}
	for _, c := range claims {
		if keep(c) {
			n[c.Verdicts]++
		}
	}
	return n
}

// Claims is how many were counted.
func (n Counts) Claims() int {
	sum := 0
	for _, k := range n {
		sum += k
	}
	return sum
}

// By is how many got a verdict from a reader, numbered from 0.
func (n Counts) By(reader int, v Verdict) int {
	sum := 0
	for pair, k := range n {
		if pair[reader] == v {
			sum += k
		}
	}
	return sum
}

// Agreed is how many got the same verdict from both.
func (n Counts) Agreed() int {
	sum := 0
	for _, v := range All {
		sum += n[[Readers]Verdict{v, v}]
	}
	return sum
}

// Kappa is Cohen's kappa (1960): agreement beyond what two readers reach who judge by chance, each with the shares of his
// verdicts. ok is false where they could not but agree.
func (n Counts) Kappa() (kappa float64, ok bool) {
	all := float64(n.Claims())
	chance := 0.0
	for _, v := range All {
		chance += float64(n.By(0, v)) / all * float64(n.By(1, v)) / all
	}
	if all == 0 || chance >= 1 {
		return 0, false
	}
	return (float64(n.Agreed())/all - chance) / (1 - chance), true
}
