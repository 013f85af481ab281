package main

import (
	"slices"
	"strings"
	"testing"
)

func TestHeadline(t *testing.T) {
	got, ok := headline(strings.Fields("Iran called the president of Russia ."))
	if want := "Iran Called the President of Russia"; !ok || strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, ok := headline([]string{"Putin", "Visits", "Iran"}); ok {
		t.Error("a headline is made a headline again")
	}
}

func TestInflection(t *testing.T) {
	for v, want := range map[string]string{
		"blame": "blamed blaming blames", "claim": "claimed claiming claims", "deny": "denied denying denies",
		"stop": "stopped stopping stops", "attack": "attacked attacking attacks", "agree": "agreed agreeing agrees",
		"push": "pushed pushing pushes", "fix": "fixed fixing fixes",
	} {
		if got := past(v) + " " + progressive(v) + " " + plural(v); got != want {
			t.Errorf("%s: got %s, want %s", v, got, want)
		}
	}
}

// TestIrregular reads every line of the list.
func TestIrregular(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(irregularText) {
		f := strings.Fields(line)
		if f[0] == "#" {
			continue
		}
		if len(f) != 3 || seen[f[0]] || strings.ToLower(line) != line {
			t.Errorf("line %q: want lemma, past, participle, each lemma once", line)
		}
		seen[f[0]] = true
	}
}

// TestOrder: every number once, in the same order for the same seed.
func TestOrder(t *testing.T) {
	a, b := random(1), random(1)
	x, y := a.order(100), b.order(100)
	if !slices.Equal(x, y) {
		t.Error("one seed, two orders")
	}
	slices.Sort(x)
	for i, v := range x {
		if i != v {
			t.Fatalf("number %d is %d", i, v)
		}
	}
}

func TestQuantise(t *testing.T) {
	got := quantise([]int32{1000, -1000, 3, -3, 4, -4, 0}, 1000)
	if want := []int8{127, -127, 0, 0, 1, -1, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestGazetteerPhrases: sorted, without doubles, and with what a namer needs most.
func TestGazetteerPhrases(t *testing.T) {
	phrases := gazetteer()
	kinds := map[string]uint16{}
	for i, p := range phrases {
		if i > 0 && phrases[i-1].Words >= p.Words {
			t.Errorf("%q stands after %q", p.Words, phrases[i-1].Words)
		}
		kinds[p.Words] = p.Kinds
	}
	for words, kind := range map[string]uint16{"U.S.": kindCountry, "Iranian": kindDemonym, "MOSCOW": kindCapital, "Kremlin": kindSeat} {
		if kinds[words]&kind == 0 {
			t.Errorf("%q has kinds %b, without %b", words, kinds[words], kind)
		}
	}
}
