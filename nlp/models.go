package nlp

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"newsgraph/nlp/internal/lemma"
	"newsgraph/nlp/internal/linear"
	"newsgraph/nlp/internal/network"
)

// The learnt weights; nlp/train makes them again.
//
//go:embed model/clusters.zst model/names.zst model/lemmas.zst model/parser.zst
var modelFiles embed.FS

// models are the learnt parts of a pipeline. They never change.
type models struct {
	clusters *linear.Clusters
	namer    *linear.Namer
	lemmas   lemma.Rules
	net      *network.Model
}

// readModels unpacks and reads the models, all at the same time.
func readModels() (*models, error) {
	m := &models{}
	readers := []struct {
		name string
		read func(data []byte) error
	}{
		{"names.zst", func(data []byte) (err error) { m.namer, err = linear.ReadNamer(data); return err }},
		{"lemmas.zst", func(data []byte) (err error) { m.lemmas, err = lemma.Read(string(data)); return err }},
		{"parser.zst", func(data []byte) (err error) { m.net, err = network.Read(data); return err }},
	}
	errs := make([]error, len(readers))
	var wait sync.WaitGroup
	for i, r := range readers {
		wait.Go(func() {
			data, err := unpack(r.name)
			if err == nil {
				err = r.read(data)
			}
			if err != nil {
				errs[i] = fmt.Errorf("read model %s: %w", r.name, err)
			}
		})
	}
	var err error
	m.clusters, err = clusters()
	wait.Wait()
	return m, errors.Join(append(errs, err)...)
}

// clusters are read once: all pipelines and Groups share them.
var clusters = sync.OnceValues(func() (*linear.Clusters, error) {
	data, err := unpack("clusters.zst")
	if err != nil {
		return nil, fmt.Errorf("read model clusters.zst: %w", err)
	}
	c, err := linear.ReadClusters(data)
	if err != nil {
		return nil, fmt.Errorf("read model clusters.zst: %w", err)
	}
	return c, nil
})

// Groups gives the groups of similar words that a word belongs to, in four clusterings from 64 groups to 4000, counted from 1: the
// same numbers for words of like meaning ("shelled", "bombed"). All are 0 for a word that nothing is known of.
func Groups(word string) [4]uint16 {
	c, err := clusters()
	if err != nil {
		return [4]uint16{} // New has said so
	}
	return linear.NewWord(word, c).Groups
}

func unpack(name string) ([]byte, error) {
	packed, err := modelFiles.ReadFile("model/" + name)
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

// version changes whenever code changes an annotation; a test on golden annotations says when it must.
const version = 5

// build is the hash of the version, the tagger's name and all embedded files that annotations depend on.
func build(tagger string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n", version, tagger)
	for _, name := range []string{"clusters.zst", "names.zst", "lemmas.zst", "parser.zst"} {
		data, err := modelFiles.ReadFile("model/" + name)
		if err != nil {
			panic(err) // embedded above
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
	}
	for _, list := range []string{abbreviationsText, addressesText, agenciesText, bareText, calendarText, contractionsText, cuesText, emoticonsText,
		givenText, openingsText, prefixesText, referencesText, slugsText, smallText, speechText, unitsText, uposText} {
		fmt.Fprintf(h, "%d\n%s", len(list), list)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
