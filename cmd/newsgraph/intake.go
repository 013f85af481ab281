package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"newsgraph/extract"
	"newsgraph/graph"
	"newsgraph/news"

	"github.com/urfave/cli/v2"
)

// intake is the way of load, extract, explain and annotate from paths to articles: reading, work on several cores, and rejects, which
// are counted, named and kept. It is for one goroutine.
type intake struct {
	p       *program
	engine  *engine
	paths   []string
	options news.Options
	workers int
	writer  *news.RejectWriter
	file    string       // where the writer leaves the rejects
	store   *graph.Store // where the records go, nil for extract: what it holds unchanged is not read again

	summary  news.Summary // of reading; belongs to the reading goroutine until the records have ended
	read     int          // articles that became records
	rejects  int
	position int64 // bytes of the files read up to the last record
}

// intake reads the flags of articleFlags and loads ontology and models.
func (p *program) intake(c *cli.Context, paths []string) (*intake, error) {
	in, tagger, err := p.reader(c, paths)
	if err != nil {
		return nil, err
	}
	if in.engine, err = newEngine(c.String("ontology"), tagger); err != nil {
		return nil, err
	}
	return in, nil
}

// reader reads the flags of readingFlags: an intake without engine, and the tagger that --nlp names.
func (p *program) reader(c *cli.Context, paths []string) (in *intake, tagger string, err error) {
	in = &intake{p: p, paths: paths, file: c.String("rejects")}
	if in.workers, err = atLeast(c, "workers", 1); err != nil {
		return nil, "", err
	}
	if in.options, err = p.readOptions(c); err != nil {
		return nil, "", err
	}
	in.options.Summary = &in.summary
	if tagger, err = oneOf(c, "nlp", "prose"); err != nil {
		return nil, "", err
	}
	if in.file == "" {
		return nil, "", usagef(commandName(c), "--rejects is empty: the name of a file")
	}
	if in.writer, err = news.NewRejectWriter(in.file); err != nil {
		return nil, "", err
	}
	return in, tagger, nil
}

// readOptions reads the flags that fill in what articles lack.
func (p *program) readOptions(c *cli.Context) (news.Options, error) {
	o := news.Options{Publisher: c.String("publisher"), Stdin: p.in}
	var err error
	if o.MaxArticleBytes, err = atLeast(c, "max-article-bytes", 1); err != nil {
		return o, err
	}
	if s := c.String("published"); s != "" {
		if o.Published, err = news.ParseStamp(s); err != nil {
			return o, usagef(commandName(c), "--published is %q: a date such as 2026-03-09, or a time such as 2026-03-09T18:00:00Z", s)
		}
	}
	return o, nil
}

// arrived is an article with how far reading had come when it arrived.
type arrived struct {
	article   news.Article
	position  int64
	unchanged bool // the store holds it
}

// extracted is a record with where its article was read.
type extracted struct {
	record    extract.Record
	path      string
	position  int64
	unchanged bool // the store holds it: there is no record
}

// records yields the records of all articles in the order of the files. Rejects are written, counted and passed over;
// any error that it yields ends the run. When ctx ends it just ends.
func (in *intake) records(ctx context.Context) iter.Seq2[extracted, error] {
	arrive := in.articles()
	if in.store != nil {
		arrive = lookUp(ctx, arrive, in.store.Unchanged)
	}
	return func(yield func(extracted, error) bool) {
		for x, err := range ordered(ctx, arrive, in.workers, in.extract) {
			if reject := asReject(err); reject != nil {
				if err = in.reject(reject); err == nil {
					continue
				}
			}
			if err == nil {
				in.read++
				in.position = x.position
			}
			if !yield(x, err) || err != nil {
				return
			}
		}
	}
}

// articles yields the articles of all files.
func (in *intake) articles() iter.Seq2[arrived, error] {
	return func(yield func(arrived, error) bool) {
		for a, err := range news.Read(in.paths, in.options) {
			if !yield(arrived{article: a, position: in.summary.Bytes}, err) {
				return
			}
		}
	}
}

// lookAhead is how many articles are looked up in the store at once, at most.
const lookAhead = 32

// lookUp tells which of the articles the store holds unchanged. It asks for as many at once as wait, and waits for none.
// Of an article that comes several times only what precedes a change is passed by: whether the store holds that change
// yet would depend on time. So it remembers 16 bytes of each article that is not passed by.
func lookUp(ctx context.Context, in iter.Seq2[arrived, error], unchanged func(context.Context, []news.Article) ([]bool, error)) iter.Seq2[arrived, error] {
	type item struct {
		arrived
		err error
	}
	return func(yield func(arrived, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan item, lookAhead)
		go func() {
			defer close(queue)
			for a, err := range in {
				select {
				case queue <- item{a, err}:
				case <-ctx.Done():
					return
				}
			}
		}()
		changed := map[[16]byte]bool{}
		for first := range queue {
			batch := []item{first}
			for n := len(queue); n > 0 && len(batch) < lookAhead; n-- {
				batch = append(batch, <-queue)
			}
			var articles []news.Article
			for _, x := range batch {
				if x.err == nil {
					articles = append(articles, x.article)
				}
			}
			same, err := unchanged(ctx, articles)
			if err != nil {
				yield(arrived{}, err)
				return
			}
			for _, x := range batch {
				if x.err == nil {
					sum := sha256.Sum256([]byte(x.article.Key().String()))
					key := [16]byte(sum[:])
					x.unchanged = same[0] && x.article.Record == nil && !changed[key]
					same = same[1:]
					if !x.unchanged {
						changed[key] = true
					}
				}
				if !yield(x.arrived, x.err) {
					return
				}
			}
		}
	}
}

// extract makes the record of one article. It runs on several goroutines at once. An article that a bug keeps from being
// read is rejected with what happened.
func (in *intake) extract(a arrived) (x extracted, err error) {
	x = extracted{path: a.article.Path, position: a.position, unchanged: a.unchanged}
	if a.unchanged {
		return x, nil
	}
	if a.article.Record == nil {
		if x.record, err = in.engine.record(a.article); err != nil {
			raw, _ := json.Marshal(a.article)
			err = &news.Reject{Path: a.article.Path, Line: a.article.Line, Raw: raw, Reason: err.Error()}
		}
		return x, err
	}
	reject := func(format string, args ...any) error {
		return &news.Reject{Path: a.article.Path, Line: a.article.Line, Raw: a.article.Record, Reason: fmt.Sprintf(format, args...)}
	}
	if err := json.Unmarshal(a.article.Record, &x.record); err != nil {
		return x, reject("not a record: %v", err)
	}
	if build := in.engine.build(); x.record.Build != build {
		return x, fmt.Errorf("%s:%d: the record was made by build %s, this program and ontology are build %s: make the records again with newsgraph extract --format records",
			a.article.Path, a.article.Line, x.record.Build, build)
	}
	a.article.Record = nil
	x.record.Article = a.article
	if err := graph.Check(&x.record); err != nil {
		return x, reject("not a record: %v", err)
	}
	return x, nil
}

// reject writes and names one reject.
func (in *intake) reject(j *news.Reject) error {
	in.rejects++
	in.p.report.warn("rejected: "+printable(j.Error()), "path", j.Path, "line", j.Line, "reason", j.Reason)
	return in.writer.Write(j)
}

// close leaves the rejects where --rejects says. It may be called twice.
func (in *intake) close() error { return in.writer.Close() }

// remarks names what reading passed over or found in two forms. To be called when the records have ended.
func (in *intake) remarks() {
	for _, field := range slices.Sorted(maps.Keys(in.summary.Disagreements)) {
		n := in.summary.Disagreements[field]
		in.p.report.note(fmt.Sprintf("%s: the source gives different values for %s; the first name in order was taken", plural(n, "article"), field), "field", field, "articles", n)
	}
	var skipped []string
	total := 0
	for _, end := range slices.Sorted(maps.Keys(in.summary.Skipped)) {
		skipped = append(skipped, fmt.Sprintf("%s %s", count(in.summary.Skipped[end]), end))
		total += in.summary.Skipped[end]
	}
	if total > 0 {
		in.p.report.note(fmt.Sprintf("%s in folders passed over, in no format of articles: %s", plural(total, "file"), strings.Join(skipped, ", ")), "files", total)
	}
}

// rejected says in an error that there were rejects, nil where there were none.
func (in *intake) rejected() error {
	if in.rejects == 0 {
		return nil
	}
	return &rejectedError{fmt.Sprintf("%s rejected of %s; see %s, with a reason for each", plural(in.rejects, "article"), count(in.read+in.rejects), in.file)}
}

// asReject gives the reject that an error is, nil where it is none.
func asReject(err error) *news.Reject {
	var j *news.Reject
	errors.As(err, &j)
	return j
}
