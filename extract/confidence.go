package extract

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// The confidence of a claim of a pattern is the share of such claims that careful readers find right. A claim has a few general
// grounds: in which way it was found, of which family it is, and whether that tells an act, an office or another standing
// relation. Each ground has a weight in confidence.txt; their sum is the log-odds of the claim. The weights are learnt from
// claims that were judged (quality_confidence_test.go says how). They are few, because of the claims that may be learnt from some
// forty are wrong.
//
// Tried and left, since they did not help with claims of texts that were not learnt from: names between the ends, how long
// the sentence and the stretch from end to end are, ends that are pronouns, parts, one of several, known to the gazetteer.

//go:embed confidence.txt
var confidenceText string

// way is how a claim was found.
type way int

const (
	byVerb way = iota
	byPassive
	byShared // subject of another verb: "met X and called Y", control, participles
	byLight  // "held talks with"
	byNoun   // "Iran's attack on"
	byTitle  // "Iranian President X"
	byApposition
	byNeighbour // "X of the Red Cross", "presidents X and Y"
)

// wayNames are the ways as confidence.txt names them.
var wayNames = [...]string{"verb", "passive", "shared", "light", "noun", "title", "apposition", "neighbour"}

// grounds gives what the confidence of the claims of a pattern rests on, as confidence.txt names it.
func (x *Extractor) grounds(f *found) []string {
	rel := f.rule.relation
	sort := "act"
	switch {
	case rel.Name == "HOLDS_OFFICE" || rel.Name == "HELD_OFFICE":
		sort = "office"
	case rel.State:
		sort = "standing"
	}
	return []string{"level", "sort " + sort, "way " + wayNames[f.way], "family " + x.ontology.Family(rel.Name)}
}

// confidence gives the confidence of claims that rest on some grounds, in thousandths. A ground without a weight is one of which
// nothing is known: it leaves the claim where the others put it.
func confidence(grounds []string, weights map[string]int) int {
	sum := 0
	for _, g := range grounds {
		sum += weights[g]
	}
	return probability(sum)
}

// weights are the weights of confidence.txt, by ground.
var weights = sync.OnceValue(func() map[string]int {
	w, err := readWeights(confidenceText)
	if err != nil {
		panic(err) // TestWeights reads the same file
	}
	return w
})

// readWeights reads lines of a ground and its weight; "#" starts a comment.
func readWeights(text string) (map[string]int, error) {
	w := map[string]int{}
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		at := strings.LastIndexByte(line, ' ')
		ground := strings.TrimSpace(line[:max(at, 0)])
		n, err := strconv.Atoi(line[at+1:])
		if err != nil || ground == "" {
			return nil, fmt.Errorf("confidence.txt:%d: %s: is no ground with a whole number behind it", i+1, line)
		}
		if _, twice := w[ground]; twice {
			return nil, fmt.Errorf("confidence.txt:%d: %s: stands twice", i+1, ground)
		}
		w[ground] = n
	}
	return w, nil
}

// likely is 1/(1+exp(-x)) in thousandths, for x from 0 in steps of a quarter. Between them lines are near enough; counting in
// whole numbers gives the same on every machine.
var likely = [...]int{500, 562, 622, 679, 731, 777, 818, 852, 881, 905, 924, 940, 953, 963, 971, 977, 982, 986, 989}

// probability gives the probability of log-odds, both in thousandths, to one thousandth. No claim is surer than the last
// step: 989, and none less than 11.
func probability(odds int) int {
	if odds < 0 {
		return 1000 - probability(-odds)
	}
	const step = 250
	k := odds / step
	if k >= len(likely)-1 {
		return likely[len(likely)-1]
	}
	return likely[k] + ((likely[k+1]-likely[k])*(odds%step)+step/2)/step
}
