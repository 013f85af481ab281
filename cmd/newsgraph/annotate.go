package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/nlp/conllu"
	"newsgraph/nlp/draw"

	"github.com/urfave/cli/v2"
)

func (p *program) annotate() *cli.Command {
	return &cli.Command{
		Name:      "annotate",
		Usage:     "prints sentences, words, tags, trees, names and references of articles, as CoNLL-U or as a page",
		ArgsUsage: "PATH...",
		Description: `Prints CoNLL-U: a word a line with lemma, tags, head and relation after Universal Dependencies. In the last column
TokenRange=0:6 is the bytes of the article's text, NER=B-Person the first word of a name, Entity=(e1-Person-1-kind:name,why:name)
a reference with its entity and the rule that found it. Nothing that was not found is made up: a column without value is "_".

With --tokens, PATH is CoNLL-U whose sentences, words and multi-word tokens stay, with the comments; the columns are filled anew.

Examples:
   newsgraph annotate testdata/articles > articles.conllu
   newsgraph annotate --tokens articles.conllu > again.conllu
   newsgraph annotate --html testdata/articles > articles.html`,
		Flags: append(readingFlags(), nlpFlag(), workersFlag(),
			&cli.BoolFlag{Name: "tokens", Usage: "PATH is CoNLL-U: its words are kept"},
			&cli.BoolFlag{Name: "html", Usage: "print one page with trees, names and references drawn"},
		),
		Action: p.runAnnotate,
	}
}

// annotated is what annotate prints of one article.
type annotated struct{ printed []byte }

func (p *program) runAnnotate(c *cli.Context) (err error) {
	paths, err := arguments(c, 1, -1, "the PATH of articles; - is standard input")
	if err != nil {
		return err
	}
	if c.Bool("tokens") {
		for _, flag := range []string{"publisher", "published"} {
			if c.IsSet(flag) {
				return usagef(commandName(c), "--%s says nothing of CoNLL-U, which --tokens asks for", flag)
			}
		}
	}
	in, tagger, err := p.reader(c, paths)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	pipe, err := nlp.New(nlp.Options{Tagger: tagger})
	if err != nil {
		return fmt.Errorf("loading the language models: %w", err)
	}
	a := annotator{pipe: pipe, html: c.Bool("html")}
	var results iter.Seq2[annotated, error]
	if c.Bool("tokens") {
		results = ordered(c.Context, number(in.documents()), in.workers, a.tokens)
	} else {
		results = ordered(c.Context, number(in.articles()), in.workers, a.article)
	}
	if a.html {
		if err := draw.Begin(p.out, "newsgraph"); err != nil {
			return err
		}
	}
	if err := in.print(c.Context, results); err != nil {
		return err
	}
	if a.html {
		if err := draw.End(p.out); err != nil {
			return err
		}
	}
	in.remarks()
	return in.rejected()
}

// print writes what came of the articles, in order. Rejects are written, counted and passed over.
func (in *intake) print(ctx context.Context, results iter.Seq2[annotated, error]) error {
	for x, err := range results {
		if reject := asReject(err); reject != nil {
			if err = in.reject(reject); err == nil {
				continue
			}
		}
		if err != nil {
			return err
		}
		in.read++
		if _, err := in.p.out.Write(x.printed); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// numbered is a value with its place in a sequence, from 1.
type numbered[T any] struct {
	n     int
	value T
}

// number numbers the values of a sequence, errors among them.
func number[T any](in iter.Seq2[T, error]) iter.Seq2[numbered[T], error] {
	return func(yield func(numbered[T], error) bool) {
		n := 0
		for value, err := range in {
			if n++; !yield(numbered[T]{n, value}, err) {
				return
			}
		}
	}
}

// annotator annotates and prints single articles. It is safe for concurrent use.
type annotator struct {
	pipe *nlp.Pipeline
	html bool
}

// article annotates an article of any format of package news. A canceled or withheld one has nothing to print. One that a
// bug keeps from being read is rejected with what happened.
func (a annotator) article(in numbered[arrived]) (annotated, error) {
	x := in.value.article
	if x.Status == news.Canceled || x.Status == news.Withheld {
		return annotated{}, nil
	}
	out, err := a.print(in.n, func() (draw.Article, conllu.Document) {
		d := a.pipe.Annotate(x.Text)
		return draw.Article{ID: x.ID, Title: x.Title, Publisher: x.Publisher, Published: x.Published.String(), URL: x.URL, Document: d}, d.CoNLLU(x.ID)
	})
	if err != nil {
		raw, _ := json.Marshal(x)
		err = &news.Reject{Path: x.Path, Line: x.Line, Raw: raw, Reason: err.Error()}
	}
	return out, err
}

// tokens annotates a document of CoNLL-U.
func (a annotator) tokens(in numbered[givenDocument]) (annotated, error) {
	given := in.value.document
	out, err := a.print(in.n, func() (draw.Article, conllu.Document) {
		d := a.pipe.AnnotateTokens(given)
		return draw.Article{ID: given.ID(), Document: d}, d.Onto(given)
	})
	if err != nil {
		err = &news.Reject{Path: in.value.path, Line: given.Line, Reason: err.Error()}
	}
	return out, err
}

// print prints what annotate gives; a bug that shows as a panic is an error.
func (a annotator) print(number int, annotate func() (draw.Article, conllu.Document)) (out annotated, err error) {
	defer guard(&err)
	drawn, written := annotate()
	var b bytes.Buffer
	if a.html {
		err = draw.Draw(&b, number, drawn)
	} else {
		err = conllu.Write(&b, written)
	}
	return annotated{b.Bytes()}, err
}
