package verdicts

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"newsgraph/schema"
)

// The tables of the repository are as they should be, and their relations are those of the ontology.
func TestTables(t *testing.T) {
	tables, err := ReadAll(os.DirFS("../../testdata"))
	if err != nil {
		t.Error(err)
	}
	if len(tables) == 0 {
		t.Fatal("no tables in extract/testdata")
	}
	for _, table := range tables {
		if len(table.Comments) == 0 {
			t.Errorf("%s: no comment says what was drawn, from which build, and how far the readers agree", table.Name)
		}
		for _, c := range table.Claims {
			if schema.Default().Relation(c.Relation) == nil {
				t.Errorf("%s.tsv:%d: claim %s: %s is no relation", table.Name, c.Line, c.ID, c.Relation)
			}
		}
	}
}

const id = "00112233445566778899aabbccddeeff"

// What a line may be, and what is said of one that it may not be.
func TestRead(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{id + "\ta_1\t0\t5\tMET\ttalks.yaml:9\tright\tright\t", ""},
		{id + "\ta_1\t0\t5\tMET\tmodel\tright\targuable\tonly seen", ""},
		{id + "\ta_1\t0\t5\tMET\tright\tright", "has 7 columns"},
		{"c1\ta_1\t0\t5\tMET\tmodel\tright\tright\t", "32 hexadecimal digits"},
		{id + "\ta_1\t5\t5\tMET\tmodel\tright\tright\t", "no offsets"},
		{id + "\ta_1\t0\t5\tMET\ttalks.yaml\tright\tright\t", "neither file:line nor model"},
		{id + "\ta_1\t0\t5\tMET\tmodel\tright\tgood\t", "is none of"},
		{id + "\ta_1\t0\t5\tMET\tmodel\tright\twrong\t", "a reason stands where"},
		{id + "\ta_1\t0\t5\tMET\tmodel\tright\tright\tfine", "a reason stands where"},
	} {
		table, err := Read(fstest.MapFS{"judged.tsv": {Data: []byte("# a round\n" + c.line + "\n")}}, "judged.tsv")
		switch {
		case c.want == "" && (err != nil || len(table.Claims) != 1 || len(table.Comments) != 1):
			t.Errorf("%s: got %v, %v", c.line, table, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "judged.tsv:2: ")):
			t.Errorf("%s: got %v, want %q at judged.tsv:2", c.line, err, c.want)
		}
	}
}

// A claim is judged once: a further round never draws it again.
func TestReadAllRefusesAClaimTwice(t *testing.T) {
	line := []byte(id + "\ta_1\t0\t5\tMET\tmodel\tright\tright\t\n")
	tables, err := ReadAll(fstest.MapFS{"judged-2.tsv": {Data: line}, "judged.tsv": {Data: line}})
	if len(tables) != 2 || tables[0].Name != "judged" || tables[1].Name != "judged-2" {
		t.Errorf("got %v, want judged before judged-2", tables)
	}
	if want := "judged-2.tsv:1: claim " + id + ": stands at judged.tsv:1 already"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// The textbook's table: 20 yes and 15 no together, 5 and 10 apart, kappa 0.40.
func TestKappa(t *testing.T) {
	n := Counts{{Right, Right}: 20, {Right, Wrong}: 5, {Wrong, Right}: 10, {Wrong, Wrong}: 15}
	if k, ok := n.Kappa(); n.Claims() != 50 || n.Agreed() != 35 || !ok || fmt.Sprintf("%.3f", k) != "0.400" {
		t.Errorf("got %d of %d, kappa %.3f %t, want 35 of 50, 0.400", n.Agreed(), n.Claims(), k, ok)
	}
	if _, ok := (Counts{{Right, Right}: 3}).Kappa(); ok {
		t.Error("kappa where both say right of all")
	}
}
