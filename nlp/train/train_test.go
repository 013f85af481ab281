package main

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/nlp/internal/corpus"
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

// Rules that were learnt from few words hold for others: an ending that changes, no part of an exception, no capital.
func TestLemmaRules(t *testing.T) {
	var s corpus.Sentence
	for _, x := range strings.Fields("called/VBD/call/VERB killed/VBD/kill/VERB went/VBD/go/VERB Asian/JJ/Asian/ADJ great/JJ/great/ADJ best/JJS/good/ADJ " +
		"Good/JJ/good/ADJ Big/JJ/big/ADJ best/JJS/good/ADJ greatest/JJS/great/ADJ oldest/JJS/old/ADJ 1,350/CD/1350/NUM control/VB/control/VERB traffic/VB/traffic/VERB veto/NN/veto/NOUN big/JJ/big/ADJ") {
		f := strings.Split(x, "/")
		s.Words = append(s.Words, corpus.Word{Form: f[0], XPOS: f[1], Lemma: f[2], UPOS: f[3]})
	}
	rules := lemmaRules([]corpus.Sentence{s})
	for _, c := range []struct{ form, tag, want string }{
		{"went", "VBD", "go"}, {"sent", "VBD", "send"}, {"Caucasian", "JJ", "caucasian"}, {"best", "JJS", "good"}, {"hardest", "JJS", "hard"},
		{"20,000", "CD", "20000"}, {"controlled", "VBN", "control"}, {"trafficking", "VBG", "traffic"}, {"vetoes", "NNS", "veto"}, {"bigger", "JJR", "big"},
		{"overthrew", "VBN", "overthrow"}, {"repelling", "VBG", "repel"}, {"embargoes", "NNS", "embargo"},
	} {
		if got := rules.Lemma(c.form, c.tag); got != c.want {
			t.Errorf("%s/%s: got %s, want %s", c.form, c.tag, got, c.want)
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
		if len(f) != 2 && len(f) != 3 || seen[f[0]] || strings.ToLower(line) != line {
			t.Errorf("line %q: want lemma, past, participle, or lemma, plural, each lemma once", line)
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

// TestListedPhrases reads every phrase of the list: known kinds, no phrase twice in one.
func TestListedPhrases(t *testing.T) {
	seen := map[string]bool{}
	listedPhrases(func(kind, phrase string) {
		if listed[kind] == 0 {
			t.Errorf("phrases.txt: unknown kind %q", kind)
		}
		if phrase == "" || seen[kind+phrase] || strings.Join(strings.Fields(phrase), " ") != phrase {
			t.Errorf("phrases.txt: %s: %q is empty, stands there twice or has odd blanks", kind, phrase)
		}
		seen[kind+phrase] = true
	})
}
