package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/linear"
)

// tryNames learns from nine tenths of the articles and prints how names are found in the last tenth: the score of each class,
// then every error, for people to group by cause.
func tryNames(articles [][]corpus.NamedSentence, clusters *linear.Clusters) error {
	var learn, check [][]corpus.NamedSentence
	for i, a := range articles {
		if i%10 == 9 {
			check = append(check, a)
		} else {
			learn = append(learn, a)
		}
	}
	mendNames(learn)
	namer, err := linear.ReadNamer(nameModel(learn, clusters))
	if err != nil {
		return err
	}
	type tally struct{ right, found, gold int }
	scores := map[string]*tally{}
	score := func(class string) *tally {
		if scores[class] == nil {
			scores[class] = &tally{}
		}
		return scores[class]
	}
	all := score("all")
	for _, a := range check {
		article := make([]*linear.Sentence, len(a))
		for i, s := range a {
			article[i] = linear.NewSentence(s.Forms, clusters)
		}
		for i, found := range namer.Names(article) {
			gold := a[i].Names()
			var names []corpus.Name
			for _, x := range found {
				names = append(names, corpus.Name{First: x.First, Last: x.Last, Class: namer.Class(x.Class)})
			}
			for _, x := range gold {
				score(x.Class).gold++
				all.gold++
			}
			for _, x := range names {
				score(x.Class).found++
				all.found++
				if slices.Contains(gold, x) {
					score(x.Class).right++
					all.right++
				}
			}
			printErrors(a[i].Forms, names, gold)
		}
	}
	classes := make([]string, 0, len(scores))
	for c := range scores {
		classes = append(classes, c)
	}
	slices.SortFunc(classes, func(a, b string) int {
		return cmp.Or(cmpBool(a == "all", b == "all"), strings.Compare(a, b))
	})
	for _, c := range classes {
		t := scores[c]
		fmt.Fprintf(os.Stderr, "%-14s P %.2f R %.2f F1 %.2f of %d\n", c, share(t.right, t.found), share(t.right, t.gold), share(2*t.right, t.found+t.gold), t.gold)
	}
	return nil
}

func share(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

// printErrors prints what is only found and what is only gold, with the words around.
func printErrors(forms []string, found, gold []corpus.Name) {
	show := func(kind string, x corpus.Name) {
		fmt.Printf("%s\t%s\t%s\t%s\t%s\n", kind, x.Class, strings.Join(forms[x.First:x.Last], " "),
			strings.Join(forms[max(0, x.First-6):x.First], " "), strings.Join(forms[x.Last:min(len(forms), x.Last+6)], " "))
	}
	for _, x := range gold {
		if !slices.Contains(found, x) {
			show("missed", x)
		}
	}
	for _, x := range found {
		if !slices.Contains(gold, x) {
			show("wrong", x)
		}
	}
}
