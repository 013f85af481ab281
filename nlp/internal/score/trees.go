// Package score measures annotations against gold ones. It is for tests and for choosing models, and no part of the
// program.
package score

import (
	"fmt"
	"strings"
)

// Tally counts what was found, what is in the gold, and what is in both.
type Tally struct{ Right, Found, Gold int }

// Plus gives the sums of two tallies.
func (a Tally) Plus(b Tally) Tally {
	return Tally{a.Right + b.Right, a.Found + b.Found, a.Gold + b.Gold}
}

// F1 gives the harmonic mean of precision and recall in percent.
func (a Tally) F1() float64 {
	if a.Right == 0 {
		return 0
	}
	return 200 * float64(a.Right) / float64(a.Found+a.Gold)
}

// Precision gives the right ones of those found, in percent.
func (a Tally) Precision() float64 { return percent(a.Right, a.Found) }

// Recall gives the right ones of those in the gold, in percent.
func (a Tally) Recall() float64 { return percent(a.Right, a.Gold) }

// String gives precision, recall and F1 in percent, with the number in the gold.
func (a Tally) String() string {
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f of %d", a.Precision(), a.Recall(), a.F1(), a.Gold)
}

// Arc is what a tree says of one word: its head as an index in the sentence, -1 at the root, and the relation with its
// subtype.
type Arc struct {
	Head int
	Rel  string
}

// Trees compares dependency trees over the same words, as the shared task of CoNLL 2018 does (conll18_ud_eval.py):
// punctuation counts, subtypes do not. The zero value has seen no tree.
type Trees struct {
	Words  int // of all trees
	Parsed int // words that have a relation in the found trees
	heads  int // with the right head
	arcs   int // and the right relation, subtypes folded
	// by relation, each with the right head: under its name with its subtype, and under its name alone, for all subtypes
	relations map[string]*Tally
}

// Add compares one sentence: found[i] and gold[i] are of word i. A word without relation was not parsed.
func (t *Trees) Add(found, gold []Arc) {
	if t.relations == nil {
		t.relations = map[string]*Tally{}
	}
	for i, g := range gold {
		f := found[i]
		t.Words++
		if f.Rel != "" {
			t.Parsed++
		}
		right := f.Head == g.Head && f.Rel != ""
		if right {
			t.heads++
			if folded(f.Rel) == folded(g.Rel) {
				t.arcs++
			}
		}
		for _, name := range names(g.Rel) {
			t.relation(name).Gold++
		}
		for _, name := range names(f.Rel) {
			t.relation(name).Found++
			if right && (name == g.Rel || name == folded(f.Rel) && name == folded(g.Rel)) {
				t.relation(name).Right++
			}
		}
	}
}

// UAS gives the share of words with the right head, in percent.
func (t *Trees) UAS() float64 { return percent(t.heads, t.Words) }

// LAS gives the share of words with the right head and relation, in percent.
func (t *Trees) LAS() float64 { return percent(t.arcs, t.Words) }

// Relation gives the score of one relation, with the right head: of "nsubj" with all its subtypes, of "nsubj:pass" alone.
func (t *Trees) Relation(name string) Tally {
	if r := t.relations[name]; r != nil {
		return *r
	}
	return Tally{}
}

func (t *Trees) relation(name string) *Tally {
	if t.relations[name] == nil {
		t.relations[name] = &Tally{}
	}
	return t.relations[name]
}

// names gives what a relation counts under.
func names(rel string) []string {
	switch short := folded(rel); {
	case rel == "":
		return nil
	case short == rel:
		return []string{rel}
	default:
		return []string{short, rel}
	}
}

// folded gives a relation without its subtype.
func folded(rel string) string {
	short, _, _ := strings.Cut(rel, ":")
	return short
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
