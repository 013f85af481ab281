package nlp

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/score"
)

// TestQualityNames measures names on sets that nothing was learnt from, and pins the figures. Spans count where they are
// exact, with their class.
func TestQualityNames(t *testing.T) {
	data := dataFolder(t)
	if testing.Short() {
		t.Skip("takes some 5 s")
	}
	ours := newPipeline(t)
	theirs, err := New(Options{Tagger: "prose"})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	fmt.Fprint(&out, "Names, exact span and class, in percent. Rewritten by: go test ./nlp -run TestQualityNames -update\n")

	fmt.Fprint(&out, "\nworldwide-newswire-dev, the words of the set, nine classes (asked: 81.0 over all)\n")
	articles, err := corpus.ReadNames(data, "worldwide-newswire-dev")
	if err != nil {
		t.Fatal(err)
	}
	own, all := scoreNames(articles, func(a []corpus.NamedSentence) [][]corpus.Name { return nameGoldWords(ours, a) })
	prose, proseAll := scoreNames(articles, func(a []corpus.NamedSentence) [][]corpus.Name { return nameProse(theirs.prose, a) })
	printNames(&out, own, prose)
	fmt.Fprintf(&out, "%-16s %s | prose F1 %.0f\n", "all", all, proseAll.F1())

	fmt.Fprint(&out, "\nconll04-train-dev, raw text, our sentences and words, three classes (asked: 76.0 over all)\n")
	texts, err := readConll04(data)
	if err != nil {
		t.Fatal(err)
	}
	own, all = scoreConll04(ours, texts)
	prose, proseAll = scoreConll04(theirs, texts)
	printNames(&out, own, prose)
	fmt.Fprintf(&out, "%-16s %s | prose F1 %.0f\n", "all", all, proseAll.F1())

	golden(t, "testdata/quality-names.golden", out.Bytes())
}

// printNames prints a line a class, with prose's F1 where it knows the class.
func printNames(out io.Writer, own, prose map[string]score.Tally) {
	classes := make([]string, 0, len(own))
	for c := range own {
		classes = append(classes, c)
	}
	slices.Sort(classes)
	for _, c := range classes {
		line := fmt.Sprintf("%-16s %s", c, own[c])
		if prose[c].Found > 0 {
			line += fmt.Sprintf(" | prose F1 %.0f", prose[c].F1())
		}
		fmt.Fprintln(out, line)
	}
}

// conll04 is one sentence of that set and its persons, places and organisations as bytes.
type conll04 struct {
	text  string
	names map[Mention]bool // Span and Class alone
}

// conll04Classes maps the classes of the set to ours. Its fourth, Other (dates, numbers, peoples, events), is left out.
var conll04Classes = map[string]Class{"Peop": Person, "Loc": Location, "Org": Organization}

func readConll04(data string) ([]conll04, error) {
	file, err := os.Open(filepath.Join(data, "gold", "conll04-train-dev.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	var out []conll04
	for lines := json.NewDecoder(z); ; {
		var line struct {
			Text     string
			Entities []struct {
				Span [2]int // code points
				Type string
			}
		}
		if err := lines.Decode(&line); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, err
		}
		var starts []int // byte of each code point, and of the end
		for i := range line.Text {
			starts = append(starts, i)
		}
		starts = append(starts, len(line.Text))
		s := conll04{text: line.Text, names: map[Mention]bool{}}
		for _, e := range line.Entities {
			if class, ok := conll04Classes[e.Type]; ok {
				s.names[Mention{Span: Span{starts[e.Span[0]], starts[e.Span[1]]}, Class: class}] = true
			}
		}
		out = append(out, s)
	}
}

// scoreConll04 annotates each sentence as a text of its own. Our classes count as the set's of the same name; buildings
// and the like (Facility) count as places, as there; the six other classes are no names of the set.
func scoreConll04(p *Pipeline, texts []conll04) (map[string]score.Tally, score.Tally) {
	byClass := map[string]score.Tally{}
	var all score.Tally
	for _, s := range texts {
		found := map[Mention]bool{}
		for _, sentence := range p.Annotate(s.text).Sentences {
			for _, m := range sentence.Mentions {
				switch m.Class {
				case Facility:
					m.Class = Location
				case Person, Location, Organization:
				default:
					continue
				}
				found[Mention{Span: m.Span, Class: m.Class}] = true
			}
		}
		for _, class := range conll04Classes {
			of := func(set map[Mention]bool) map[Mention]bool {
				out := map[Mention]bool{}
				for m := range set {
					if m.Class == class {
						out[m] = true
					}
				}
				return out
			}
			t := tallySets(of(found), of(s.names))
			byClass[string(class)] = byClass[string(class)].Plus(t)
			all = all.Plus(t)
		}
	}
	return byClass, all
}

// scoreNames compares the names of all articles.
func scoreNames(articles [][]corpus.NamedSentence, find func([]corpus.NamedSentence) [][]corpus.Name) (map[string]score.Tally, score.Tally) {
	byClass := map[string]score.Tally{}
	var all score.Tally
	count := func(class string, f func(*score.Tally)) {
		t := byClass[class]
		f(&t)
		byClass[class] = t
		f(&all)
	}
	for _, a := range articles {
		for i, found := range find(a) {
			gold := a[i].Names()
			for _, n := range gold {
				count(n.Class, func(t *score.Tally) { t.Gold++ })
			}
			for _, n := range found {
				count(n.Class, func(t *score.Tally) {
					t.Found++
					if slices.Contains(gold, n) {
						t.Right++
					}
				})
			}
		}
	}
	return byClass, all
}

// nameGoldWords finds names in the words that the data set has, mended as in texts.
func nameGoldWords(p *Pipeline, article []corpus.NamedSentence) [][]corpus.Name {
	var d Document
	for _, s := range article {
		sentence := Sentence{}
		for _, f := range s.Forms {
			sentence.Tokens = append(sentence.Tokens, Token{Span: Span{len(d.Text), len(d.Text) + len(f)}})
			d.Text += f + " "
		}
		d.Sentences = append(d.Sentences, sentence)
	}
	p.models.annotate(&d, nil)
	p.surnames(&d)
	out := make([][]corpus.Name, len(article))
	for i, s := range d.Sentences {
		for _, m := range s.Mentions {
			class := string(m.Class)
			if m.Class == Miscellaneous {
				class = "Misc"
			}
			out[i] = append(out[i], corpus.Name{First: m.First, Last: m.Last, Class: class})
		}
	}
	return out
}

func nameProse(p *proseTagger, article []corpus.NamedSentence) [][]corpus.Name {
	out := make([][]corpus.Name, len(article))
	for i, s := range article {
		text := strings.Join(s.Forms, " ")
		sentence := Sentence{}
		at := 0
		for _, f := range s.Forms {
			sentence.Tokens = append(sentence.Tokens, Token{Span: Span{at, at + len(f)}})
			at += len(f) + 1
		}
		p.sentence(text, &sentence)
		for _, m := range sentence.Mentions {
			out[i] = append(out[i], corpus.Name{First: m.First, Last: m.Last, Class: string(m.Class)})
		}
	}
	return out
}
