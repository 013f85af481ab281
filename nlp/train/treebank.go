package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// word is one syntactic word of a treebank.
type word struct {
	form, lemma, upos, xpos string
}

// sentence is one sentence of a treebank.
type sentence struct {
	document string
	words    []word
}

func (s sentence) forms() []string {
	out := make([]string, len(s.words))
	for i, w := range s.words {
		out[i] = w.form
	}
	return out
}

// written gives the first words of a sentence with other forms.
func (s sentence) written(forms []string) sentence {
	out := sentence{s.document, make([]word, len(forms))}
	for i, f := range forms {
		out.words[i] = s.words[i]
		out.words[i].form = f
	}
	return out
}

// closed are the genres of GUM whose texts may not be used commercially or changed; no weight is learnt from them.
var closed = []string{"GUM_whow_", "GUM_fiction_", "GUM_conversation_"}

// readTreebank reads the sentences of data/treebank/NAME.conllu.gz, without the closed genres where open is set.
func readTreebank(data, name string, open bool) ([]sentence, error) {
	var out []sentence
	document := ""
	skip := false
	var words []word
	err := eachLine(filepath.Join(data, "treebank", name+".conllu.gz"), func(line string) error {
		switch {
		case line == "":
			if len(words) > 0 && !skip {
				out = append(out, sentence{document, words})
			}
			words = nil
		case strings.HasPrefix(line, "# newdoc id = "):
			document = strings.TrimPrefix(line, "# newdoc id = ")
			skip = false
			for _, genre := range closed {
				skip = skip || open && strings.HasPrefix(document, genre)
			}
		case line[0] != '#':
			f := strings.Split(line, "\t")
			if len(f) != 10 {
				return fmt.Errorf("%d columns, want 10", len(f))
			}
			if !strings.ContainsAny(f[0], "-.") {
				words = append(words, word{form: f[1], lemma: f[2], upos: f[3], xpos: f[4]})
			}
		}
		return nil
	})
	return out, err
}

// readTreebanks reads several treebanks one after the other.
func readTreebanks(data string, open bool, names ...string) ([]sentence, error) {
	var out []sentence
	for _, n := range names {
		s, err := readTreebank(data, n, open)
		if err != nil {
			return nil, err
		}
		out = append(out, s...)
	}
	return out, nil
}

// eachLine calls f with each line of a gzip file.
func eachLine(path string, f func(line string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open data set: %w", err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("unpack %s: %w", path, err)
	}
	r := bufio.NewReader(z)
	for n := 1; ; n++ {
		line, err := r.ReadString('\n')
		if line != "" {
			if err := f(strings.TrimRight(line, "\r\n")); err != nil {
				return fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("unpack %s: %w", path, err)
		}
	}
}
