package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
	"newsgraph/nlp"
	"newsgraph/schema"
)

func main() {
	data := flag.String("data", gold.Folder(0), "folder of the data sets")
	flag.Parse()
	if err := run(*data); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data string) error {
	pipe, err := nlp.New(nlp.Options{})
	if err != nil {
		return err
	}
	x, err := extract.New(schema.Default(), pipe.Build())
	if err != nil {
		return err
	}
	all, err := readSets(data, x, pipe)
	if err != nil {
		return err
	}
	skip, err := windows(data, all[len(all)-1].texts)
	if err != nil {
		return err
	}
	var everything [][]gold.Text
	for _, s := range all {
		everything = append(everything, s.texts)
	}
	fold := gold.Folds(everything...)
	var examples []labelled
	for k := range all {
		ls := label(&all[k], k, skip)
		pos, neg := 0, 0
		for i := range ls {
			ls[i].fold = fold[all[k].texts[ls[i].text&(1<<20-1)].ID]
			if ls[i].weight > 0 {
				if ls[i].allowed&none == 0 {
					pos++
				} else {
					neg++
				}
			}
		}
		fmt.Println(all[k].name, pos, neg)
		examples = append(examples, ls...)
	}
	report(all, examples)
	cv(all, examples)
	return nil
}

// windows gives where in the articles marked windows stand, those that must stay unread among them.
func windows(data string, articles []gold.Text) (map[string][][]int, error) {
	of := map[string]string{}
	for _, a := range articles {
		of[a.ID] = a.Text
	}
	out := map[string][][]int{}
	for _, split := range []string{"train", "dev"} {
		texts, err := gold.Read(data, "newswire-claims-"+split)
		if err != nil {
			return nil, err
		}
		for _, w := range texts {
			start, n := 0, 0
			for start = range of[w.Article] {
				if n == w.Start {
					break
				}
				n++
			}
			if !strings.HasPrefix(of[w.Article][start:], w.Text) {
				return nil, fmt.Errorf("window %s does not stand in its article", w.ID)
			}
			out[w.Article] = append(out[w.Article], []int{start, start + len(w.Text)})
		}
	}
	return out, nil
}
