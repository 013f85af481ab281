package draw

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"newsgraph/nlp"
)

// hostile is an article whose every field tries to leave its place, with a tree, shared edges, names, a title and references
// that nest and cross.
func hostile() Article {
	text := `</p><script>alert(1)</script> "Hesk" & his 'aide' met.`
	forms := []string{"</p><script>alert(1)</script>", `"Hesk"`, "&", "his", "'aide'", "met", "."}
	s := nlp.Sentence{Span: nlp.Span{Start: 0, End: len(text)}}
	at := 0
	for i, f := range forms {
		start := at + strings.Index(text[at:], f)
		at = start + len(f)
		s.Tokens = append(s.Tokens, nlp.Token{Span: nlp.Span{Start: start, End: at}, UPOS: "X", XPOS: "<b>", Lemma: `"`, Head: 5, Rel: "nsubj:<i>"})
		if i == 5 {
			s.Tokens[i].Head, s.Tokens[i].Rel = -1, "root"
		}
	}
	s.Tokens[1].Deps = []nlp.Dep{{Head: 4, Rel: "obj"}}
	span := func(first, last int) nlp.Span {
		return nlp.Span{Start: s.Tokens[first].Start, End: s.Tokens[last-1].End}
	}
	s.Mentions = []nlp.Mention{{Span: span(1, 2), Class: nlp.Person, First: 1, Last: 2}}
	s.Titles = []nlp.Title{{Span: span(0, 1), First: 0, Last: 1, Name: 0}}
	return Article{
		ID: `"><img src=x onerror=alert(1)>`, Title: "<h1>", Publisher: "{{.}}", URL: "javascript:alert(1)",
		Document: nlp.Document{
			Text:      text,
			Blocks:    []nlp.Block{{Span: s.Span, Kind: nlp.Body}},
			Sentences: []nlp.Sentence{s},
			Entities:  []nlp.Entity{{Class: nlp.Person, Name: `<Hesk> "`}, {Class: nlp.Person, Name: "aide"}},
			References: []nlp.Reference{
				{Span: span(1, 2), First: 1, Last: 2, Head: 1, Kind: nlp.Name, Entities: []int{0}, Why: `<why> "`},
				{Span: span(3, 4), First: 3, Last: 4, Head: 3, Kind: nlp.Pronoun, Entities: []int{0}, Why: "near"},
				{Span: span(3, 5), First: 3, Last: 5, Head: 4, Kind: nlp.Description, Entities: []int{1}, Why: "near"},
				{Span: span(1, 5), First: 1, Last: 5, Head: 1, Kind: nlp.Group, Entities: []int{0, 1}, Why: "both"},
				{Span: span(4, 6), First: 4, Last: 6, Head: 5, Kind: nlp.Description, Entities: []int{1}, Why: "crosses"},
			},
		},
	}
}

// TestPage draws the article above: nothing of a text or an id becomes an element, nothing is loaded, no id stands twice, every
// link within the page leads somewhere, and the words of the sentence stand there as they are.
func TestPage(t *testing.T) {
	a := hostile()
	var out bytes.Buffer
	for _, err := range []error{Begin(&out, "<Title>"), Draw(&out, 1, a), Draw(&out, 2, a), End(&out)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	elements := map[string]bool{}
	ids := map[string]int{}
	var links, sentences []string
	var open []string // elements and their classes, outward first
	page := xml.NewDecoder(&out)
	page.Strict, page.AutoClose, page.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		token, err := page.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			name := x.Name.Local
			elements[name] = true
			class := ""
			for _, a := range x.Attr {
				switch key := a.Name.Local; {
				case key == "class":
					class = "." + a.Value
				case key == "id":
					ids[a.Value]++
				case key == "href" && strings.HasPrefix(a.Value, "#a"):
					links = append(links, a.Value[1:])
				case key == "href" && a.Value != "#ZgotmplZ", key == "src", key == "style", strings.HasPrefix(key, "on"):
					t.Errorf("<%s %s=%q>", name, key, a.Value)
				}
			}
			if name == "p" && strings.HasSuffix(strings.Join(open, " "), "div.sentence") {
				sentences = append(sentences, "")
			}
			open = append(open, name+class)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if path := strings.Join(open, " "); strings.Contains(path, "div.sentence p") && !strings.Contains(path, "sup.mark") {
				sentences[len(sentences)-1] += string(x)
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("the page does not close %q", open)
	}
	for _, e := range []string{"script", "img", "link", "iframe", "i"} {
		if elements[e] {
			t.Errorf("the page has an element %s", e)
		}
	}
	for id, n := range ids {
		if n != 1 {
			t.Errorf("the id %q stands %d times", id, n)
		}
	}
	for _, l := range links {
		if ids[l] == 0 {
			t.Errorf("nothing has the id %q of a link", l)
		}
	}
	if want := []string{"1" + a.Document.Text, "1" + a.Document.Text}; !slices.Equal(sentences, want) {
		t.Errorf("sentences %q, want %q", sentences, want)
	}
}

// TestArcs lays out random trees: of two arcs over one gap the longer one runs above, and no two words overlap.
func TestArcs(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n := 1 + random.IntN(40)
		d := nlp.Document{}
		s := nlp.Sentence{}
		for i := range n {
			form := strings.Repeat("w", 1+random.IntN(12))
			start := len(d.Text)
			d.Text += form + " "
			s.Tokens = append(s.Tokens, nlp.Token{Span: nlp.Span{Start: start, End: start + len(form)}, UPOS: "NOUN", Rel: "nsubj:pass", Head: random.IntN(i+1) - 1})
		}
		tree := newTree(d, s)
		for i := 1; i < n; i++ {
			if a, b := tree.Words[i-1], tree.Words[i]; b.X-a.X < letter*(len(a.Form)+len(b.Form))/2 {
				t.Fatalf("the words %d at %d and %d at %d overlap", i-1, a.X, i, b.X)
			}
		}
		var edges []edge
		for i, w := range s.Tokens {
			if w.Head >= 0 {
				edges = append(edges, edge{w.Head, i, w.Rel, 0})
			}
		}
		levels(edges, n)
		for i, a := range edges {
			for _, b := range edges[:i] {
				if a.level == b.level && min(a.head, a.word) < max(b.head, b.word) && min(b.head, b.word) < max(a.head, a.word) {
					t.Fatalf("the arcs %+v and %+v run into each other", a, b)
				}
			}
		}
	}
}

// TestNoTree draws what has no tree: a sentence that was not parsed, one that is too long, a document without sentences.
func TestNoTree(t *testing.T) {
	long := nlp.Document{Text: strings.Repeat("a ", longest+1)}
	s := nlp.Sentence{Span: nlp.Span{Start: 0, End: 2*longest + 1}}
	for i := range longest + 1 {
		s.Tokens = append(s.Tokens, nlp.Token{Span: nlp.Span{Start: 2 * i, End: 2*i + 1}, Head: i - 1, Rel: "dep"})
	}
	long.Sentences = []nlp.Sentence{s}
	short := nlp.Document{Text: "a", Sentences: []nlp.Sentence{{Span: nlp.Span{Start: 0, End: 1}, Tokens: []nlp.Token{{Span: nlp.Span{Start: 0, End: 1}, Head: -1}}}}}
	for want, d := range map[string]nlp.Document{fmt.Sprintf("A sentence of %d words", longest+1): long, "</span>a</p>": short, "<h2": {}} {
		var out bytes.Buffer
		if err := Draw(&out, 1, Article{Document: d}); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); !strings.Contains(got, want) || strings.Contains(got, "<svg") {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
