package draw

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"newsgraph/nlp"
)

//go:embed page.html
var pageText string

//go:embed page.css
var styleText string

var page = template.Must(template.New("page").Parse(pageText))

// Article is an annotated text with what stands above it. Empty fields are left out.
type Article struct {
	ID, Title, Publisher, Published, URL string
	Document                             nlp.Document
}

// Begin writes the beginning of a page: its style, title and legend. Errors are those of writing, here and below.
func Begin(w io.Writer, title string) error {
	return page.ExecuteTemplate(w, "begin", struct {
		Title   string
		Style   template.CSS
		Classes []nlp.Class
	}{title, template.CSS(styleText), []nlp.Class{nlp.Person, nlp.Organization, nlp.Location, nlp.Facility, nlp.NORP, nlp.Product, nlp.Date, nlp.Money, nlp.Miscellaneous}})
}

// End writes the end of a page.
func End(w io.Writer) error { return page.ExecuteTemplate(w, "end", nil) }

// Draw writes one article; number tells it from the other articles of the page. It may be called from several goroutines,
// each with a writer of its own.
func Draw(w io.Writer, number int, a Article) error {
	d := a.Document
	out := drawnArticle{Article: a, Number: number, Entities: entities(d, number)}
	for _, s := range []string{a.Publisher, a.Published, a.ID} {
		if s != "" && s != out.Heading() {
			out.About = append(out.About, s)
		}
	}
	if d.Dateline.End > d.Dateline.Start {
		out.About = append(out.About, "dateline: "+d.Text[d.Dateline.Start:d.Dateline.End])
	}
	enclosed := runs(d, number)
	block, shown := -1, ""
	for i, s := range d.Sentences {
		kind := ""
		if s.Block < len(d.Blocks) {
			kind = string(d.Blocks[s.Block].Kind)
		}
		if len(out.Blocks) == 0 || s.Block != block {
			out.Blocks = append(out.Blocks, drawnBlock{Kind: kind, Again: kind == shown})
			block, shown = s.Block, kind
		}
		b := &out.Blocks[len(out.Blocks)-1]
		x := drawnSentence{Number: i + 1, Text: nested(d, s, enclosed[i]), Tree: newTree(d, s), Words: len(s.Tokens)}
		x.TooLong = x.Words > longest
		b.Sentences = append(b.Sentences, x)
	}
	return page.ExecuteTemplate(w, "article", out)
}

type drawnArticle struct {
	Article
	Number   int
	About    []string
	Blocks   []drawnBlock
	Entities []entity
}

// Heading is what stands above an article.
func (a drawnArticle) Heading() string {
	if a.Title != "" {
		return a.Title
	}
	return a.ID
}

type drawnBlock struct {
	Kind      string
	Again     bool // of the kind of the one before
	Sentences []drawnSentence
}

type drawnSentence struct {
	Number  int
	Words   int
	TooLong bool // for a tree
	Text    node
	Tree    *tree
}

// path writes the data of an SVG path: letters and whole numbers.
func path(parts ...any) string {
	return strings.TrimSuffix(fmt.Sprintln(parts...), "\n")
}
