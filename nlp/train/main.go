// Train learns the models of package nlp and writes them to nlp/model: the same bytes for the same data, on every
// machine, because it counts in integers and draws from a generator of its own.
//
//	go run ./nlp/train [-data ../shared/data] [-out nlp/model] [-only tags,names,lemmas]
//
// It reads the treebanks and the names that MODEL.md lists and takes about two minutes on one core. What the models reach
// is measured by the tests of package nlp (testdata/quality.golden there), on development sets that it never reads.
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

func main() {
	data := flag.String("data", corpus.Folder(0), "folder of the data sets")
	out := flag.String("out", filepath.Join("nlp", "model"), "folder of the models")
	only := flag.String("only", "tags,names,lemmas", "which models to learn")
	flag.Parse()
	for _, model := range strings.Split(*only, ",") {
		var err error
		switch model {
		case "tags":
			err = learnTags(*data, *out)
		case "names":
			err = learnNames(*data, *out)
		case "lemmas":
			err = learnLemmas(*data, *out)
		default:
			err = fmt.Errorf("no model of the name %q: have tags, names, lemmas", model)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
	}
}

// write compresses a model into a file.
func write(path string, model []byte) error {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("compress %s: %w", path, err)
	}
	packed := z.EncodeAll(model, nil)
	fmt.Printf("%s: %d bytes, %d before compression\n", path, len(packed), len(model))
	return os.WriteFile(path, packed, 0o644)
}
