package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"newsgraph/extract/internal/verdicts"
	"newsgraph/schema"
)

// group is the claims of a table that one row of the summary counts.
type group struct {
	name   string
	counts verdicts.Counts
}

// printSummary writes what the verdicts of each table come to.
func printSummary(w io.Writer, tables []verdicts.Table) {
	for _, t := range tables {
		fmt.Fprintf(w, "%s: %s\n", t.Name, strings.Join(t.Comments, " "))
		for _, of := range []struct {
			name  string
			model bool
		}{{"patterns", false}, {"model", true}} {
			claims := slices.DeleteFunc(slices.Clone(t.Claims), func(c verdicts.Claim) bool { return (c.Rule == verdicts.Model) != of.model })
			if len(claims) == 0 {
				continue
			}
			all := verdicts.Count(claims, func(verdicts.Claim) bool { return true })
			fmt.Fprintf(w, "\n%-32s %7s   %-23s   %-23s %6s\n", "", "claims", "right, arguable, wrong", "the same, other reader", "agree")
			row(w, group{"claims of " + of.name, all})
			if kappa, ok := all.Kappa(); ok {
				fmt.Fprintf(w, "  readers agree on %d of %d, Cohen's kappa %.2f\n", all.Agreed(), all.Claims(), kappa)
			}
			if !of.model {
				rows(w, "by rule", claims, kindOfRule)
			}
			rows(w, "by family", claims, func(c verdicts.Claim) string { return schema.Default().Family(c.Relation) })
			rows(w, "by relation", claims, func(c verdicts.Claim) string { return c.Relation })
		}
		fmt.Fprintln(w)
	}
}

// rows writes a row for each group of claims, the largest first.
func rows(w io.Writer, title string, claims []verdicts.Claim, by func(verdicts.Claim) string) {
	names := map[string]bool{}
	var groups []group
	for _, c := range claims {
		name := by(c)
		if names[name] {
			continue
		}
		names[name] = true
		groups = append(groups, group{"  " + name, verdicts.Count(claims, func(c verdicts.Claim) bool { return by(c) == name })})
	}
	slices.SortFunc(groups, func(a, b group) int {
		return cmp.Or(b.counts.Claims()-a.counts.Claims(), strings.Compare(a.name, b.name))
	})
	fmt.Fprintln(w, title)
	for _, g := range groups {
		row(w, g)
	}
}

// row writes the counts of one group and the share of right claims by each reader.
func row(w io.Writer, g group) {
	n := g.counts
	fmt.Fprintf(w, "%-32s %7d", g.name, n.Claims())
	for reader := range verdicts.Readers {
		right := n.By(reader, verdicts.Right)
		fmt.Fprintf(w, "   %4d %4d %4d  %5.1f %%", right, n.By(reader, verdicts.Arguable), n.By(reader, verdicts.Wrong), 100*float64(right)/float64(n.Claims()))
	}
	fmt.Fprintf(w, " %6d\n", n.Agreed())
}

// kindOfRule says what sort of ontology line made a claim: a file of patterns, an office, or none. Line numbers move as files
// are edited, so that the file is all that stays of a rule.
func kindOfRule(c verdicts.Claim) string {
	file, _, _ := strings.Cut(c.Rule, ":")
	return file
}
