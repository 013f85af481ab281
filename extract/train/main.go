// Train learns the model of claims (extract/model.go) and writes it to extract/model.zst, and beside the tests, to
// extract/testdata/folds.zst, five that have each learnt without one fifth of the texts, by which the quality of claims is measured.
//
//	go run ./extract/train [-data ../shared/data]
//
// It reads the marked texts that MODEL.md lists and the 876 articles, lets the patterns of the ontology read them, and learns which of the
// pairs that no pattern tells of are acts, and which. So it is run again when patterns have changed. The same data and program give
// the same bytes on machines of one architecture; two cores take a minute.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

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
	fold, err := gold.LearningFolds(data)
	if err != nil {
		return err
	}
	var examples []labelled
	for k := range all {
		ls := label(&all[k], k, skip)
		acts, others := 0, 0
		for i := range ls {
			l := &ls[i]
			switch l.fold = fold[all[k].texts[l.text&(1<<20-1)].ID]; {
			case l.weight == 0:
			case l.allowed&none == 0:
				acts++
			default:
				others++
			}
		}
		fmt.Printf("%-28s %5d acts, %6d others\n", all[k].name, acts, others)
		examples = append(examples, ls...)
	}
	models, last := fitAll(examples)
	table := calibrate(answers(examples, models))
	for _, m := range append(models, last) {
		m.Asserting, m.Other, m.Calibrated = leastAsserting, leastOther, table
	}
	return write(filepath.Join("extract", "model.zst"), filepath.Join("extract", "testdata", "folds.zst"), last, models)
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

// write compresses the model, and those of the folds, one behind the other with their lengths.
func write(path, foldsPath string, m *extract.Model, folds []*extract.Model) error {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	packed := z.EncodeAll(m.Append(nil), nil)
	var all [][]byte
	size := 0
	for _, f := range folds {
		all = append(all, z.EncodeAll(f.Append(nil), nil))
		size += len(all[len(all)-1])
	}
	fmt.Printf("%s: %d bytes, %d features; %s: %d bytes\n", path, len(packed), len(m.Weights)/classes, foldsPath, size)
	if err := os.WriteFile(path, packed, 0o644); err != nil {
		return err
	}
	return gold.WriteFolds(foldsPath, all)
}
