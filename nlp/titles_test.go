package nlp

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestTitles marks sentences and finds their titles. In testdata/titles.txt a name is written [Person Name], with the class of
// other names likewise, and the title that is expected {like this}, after which the person follows or went before.
func TestTitles(t *testing.T) {
	data, err := os.ReadFile("testdata/titles.txt")
	if err != nil {
		t.Fatal(err)
	}
	lists := newPipeline(t)
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		d, want := marked(lists, line)
		titles(&d)
		var got []string
		for _, s := range d.Sentences {
			for _, x := range s.Titles {
				got = append(got, d.Text[x.Start:x.End])
				if m := s.Mentions[x.Name]; m.Class != Person || x.First < m.Last && m.First < x.Last {
					t.Errorf("%s\ntitle %v of mention %+v", line, x, m)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", line, got, want)
		}
	}
}

// marked reads a marked sentence: its words by our rules, the names in square brackets, the titles in curly ones.
func marked(p *Pipeline, line string) (d Document, titles []string) {
	type name struct {
		class Class
		span  Span
	}
	var names []name
	var text strings.Builder
	title := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '[':
			class, rest, _ := strings.Cut(line[i+1:], " ")
			names = append(names, name{Class(class), Span{text.Len(), 0}})
			i = len(line) - len(rest) - 1
		case ']':
			names[len(names)-1].span.End = text.Len()
		case '{':
			title = text.Len()
		case '}':
			titles = append(titles, text.String()[title:])
		default:
			text.WriteByte(line[i])
		}
	}
	d.Text = text.String()
	s := Sentence{Span: Span{0, len(d.Text)}}
	for _, x := range p.tokenizer.spans(d.Text, s.Span) {
		s.Tokens = append(s.Tokens, Token{Span: x, Head: -1})
	}
	for _, n := range names {
		m := Mention{Span: n.span, Class: n.class, First: -1}
		for i, x := range s.Tokens {
			if x.Start >= n.span.Start && x.End <= n.span.End {
				if m.First < 0 {
					m.First = i
				}
				m.Last = i + 1
			}
		}
		s.Mentions = append(s.Mentions, m)
	}
	d.Sentences = []Sentence{s}
	return d, titles
}

// TestTrimTitles: a person's name begins behind titles, and a name that is a title stays.
func TestTrimTitles(t *testing.T) {
	p := newPipeline(t)
	for name, want := range map[string]string{
		"Gen. J. Smith":              "J. Smith",
		"Lt. Gen. Omar Haddad":       "Omar Haddad",
		"President Ana Pereira":      "Ana Pereira",
		"Foreign Minister Ana Lopez": "Ana Lopez",
		"Mr Okafor":                  "Okafor",
		"Sheikh Hasina":              "Sheikh Hasina",
		"Prince Omar bin Saleh":      "Omar bin Saleh",
		"King":                       "King",
		"Major":                      "Major",
		"Don Carter":                 "Don Carter",
		"President":                  "President",
		"Dr. Lee DeForest":           "Lee DeForest",
	} {
		d, _ := marked(p, "Then [Person "+name+"] spoke.")
		p.trimTitles(&d)
		m := d.Sentences[0].Mentions[0]
		if got := d.Text[m.Start:m.End]; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
