package corpus

import (
	"fmt"
	"path/filepath"
	"strings"
)

// NamedSentence is one sentence of a set of names, with one BIO label ("B-Person", "I-Person", "O") a word.
type NamedSentence struct {
	Forms  []string
	Labels []string
}

// Name is a run of words, First to Last half-open.
type Name struct {
	First, Last int
	Class       string
}

// Names reads the labels.
func (s NamedSentence) Names() []Name {
	var out []Name
	open := false
	for i, l := range s.Labels {
		kind, class, ok := strings.Cut(l, "-")
		if !ok {
			open = false
			continue
		}
		if kind == "I" && open && out[len(out)-1].Class == class {
			out[len(out)-1].Last = i + 1
			continue
		}
		out = append(out, Name{i, i + 1, class})
		open = true
	}
	return out
}

// ReadNames reads data/ner/NAME.tsv.gz, article by article: a token and its label a line, in further columns the names
// inside names, which are left.
func ReadNames(data, name string) ([][]NamedSentence, error) {
	var out [][]NamedSentence
	var s NamedSentence
	flush := func() {
		if len(s.Forms) > 0 {
			out[len(out)-1] = append(out[len(out)-1], s)
		}
		s = NamedSentence{}
	}
	err := eachLine(filepath.Join(data, "ner", name+".tsv.gz"), func(line string) error {
		if strings.HasPrefix(line, "# doc =") {
			flush()
			out = append(out, nil)
			return nil
		}
		f := strings.Fields(line)
		switch {
		case len(f) == 0:
			flush()
		case len(f) == 1:
			return fmt.Errorf("no label in %q", line)
		case len(out) == 0:
			return fmt.Errorf("a word before the first article")
		default:
			s.Forms = append(s.Forms, f[0])
			s.Labels = append(s.Labels, f[1])
		}
		return nil
	})
	flush()
	return out, err
}
