package nlp

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"newsgraph/nlp/internal/lemma"
	"newsgraph/nlp/internal/linear"
)

// The learnt weights; nlp/train makes them again.
//
//go:embed model/tags.zst model/names.zst model/lemmas.zst
var modelFiles embed.FS

// models are the learnt parts of a pipeline. They never change.
type models struct {
	tagger *linear.Tagger
	namer  *linear.Namer
	lemmas lemma.Rules
}

func readModels() (*models, error) {
	z, err := zstd.NewReader(nil)
	if err != nil {
		return nil, fmt.Errorf("unpack models: %w", err)
	}
	defer z.Close()
	unpack := func(name string) ([]byte, error) {
		packed, err := modelFiles.ReadFile("model/" + name)
		if err != nil {
			return nil, fmt.Errorf("read model: %w", err)
		}
		data, err := z.DecodeAll(packed, nil)
		if err != nil {
			return nil, fmt.Errorf("unpack model %s: %w", name, err)
		}
		return data, nil
	}
	m := &models{}
	data, err := unpack("tags.zst")
	if err != nil {
		return nil, err
	}
	if m.tagger, err = linear.ReadTagger(data); err != nil {
		return nil, fmt.Errorf("read tags: %w", err)
	}
	if data, err = unpack("names.zst"); err != nil {
		return nil, err
	}
	if m.namer, err = linear.ReadNamer(data); err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	if data, err = unpack("lemmas.zst"); err != nil {
		return nil, err
	}
	if m.lemmas, err = lemma.Read(string(data)); err != nil {
		return nil, err
	}
	return m, nil
}

// version changes whenever code changes an annotation; a test on golden annotations says when it must.
const version = 1

// build is the hash of the version, the tagger's name and all embedded files that annotations depend on.
func build(tagger string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n", version, tagger)
	for _, name := range []string{"tags.zst", "names.zst", "lemmas.zst"} {
		data, err := modelFiles.ReadFile("model/" + name)
		if err != nil {
			panic(err) // embedded above
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
	}
	for _, list := range []string{abbreviationsText, prefixesText, speechText} {
		fmt.Fprintf(h, "%d\n%s", len(list), list)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
