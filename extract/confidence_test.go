package extract

import (
	"math"
	"slices"
	"strings"
	"testing"

	"newsgraph/schema"
)

// Every weight is of a ground that claims have, and the level is that of a program that is mostly right.
func TestWeights(t *testing.T) {
	w, err := readWeights(confidenceText)
	if err != nil {
		t.Fatal(err)
	}
	for ground := range w {
		kind, name, _ := strings.Cut(ground, " ")
		known := false
		switch kind {
		case "level":
			known = name == ""
		case "sort":
			known = slices.Contains([]string{"act", "office", "standing"}, name)
		case "way":
			known = slices.Contains(wayNames[:], name)
		case "family":
			known = schema.Default().Relation(name) != nil && schema.Default().Family(name) == name
		}
		if !known {
			t.Errorf("confidence.txt: %s: is no ground of claims", ground)
		}
	}
	if p := probability(w["level"]); p < 500 {
		t.Errorf("the level alone gives %d", p)
	}
}

func TestReadWeightsMistakes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"# weights\nlevel\n", "confidence.txt:2: level: is no ground with a whole number behind it"},
		{"level 1.5\n", "confidence.txt:1: level 1.5: is no ground with a whole number behind it"},
		{"way verb 1\nway verb 2\n", "confidence.txt:2: way verb: stands twice"},
	} {
		if _, err := readWeights(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.text, err, c.want)
		}
	}
}

// The steps and the lines between them are the logistic function to a thousandth, between the surest and the least sure.
func TestProbability(t *testing.T) {
	for odds := -4500; odds <= 4500; odds++ {
		want := 1000 / (1 + math.Exp(-float64(odds)/1000))
		if got := float64(probability(odds)); math.Abs(got-want) > 1.5 {
			t.Fatalf("log-odds %d: got %v, want %v", odds, got, want)
		}
	}
	if probability(100000) != 989 || probability(-100000) != 11 || probability(0) != 500 {
		t.Errorf("got %d, %d, %d, want 989, 11, 500", probability(100000), probability(-100000), probability(0))
	}
}
