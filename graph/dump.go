package graph

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// The lines of a dump: one struct each, whose fields stand in the order of the bytes that are written.

type articleLine struct {
	Row       string       `json:"row"`
	ID        string       `json:"id"`
	Publisher string       `json:"publisher"` // of the key
	Article   news.Article `json:"article"`
	TextHash  string       `json:"textHash"`
	Build     string       `json:"build"`
	Witness   []string     `json:"witness"`
	Agency    string       `json:"agency"`
}

type claimLine struct {
	Row       string        `json:"row"`
	ID        string        `json:"id"`
	Article   string        `json:"article"`
	N         int           `json:"n"`
	Claim     extract.Claim `json:"claim"`
	Subject   string        `json:"subject"`
	Object    string        `json:"object"`
	Speaker   string        `json:"speaker"`
	Place     string        `json:"place"`
	Group     string        `json:"group"`
	Settled   bool          `json:"settled"`
	Facts     []string      `json:"facts"`
	Ambiguous []string      `json:"ambiguous"`
}

type entityLine struct {
	Row     string      `json:"row"`
	ID      string      `json:"id"`
	Class   string      `json:"class"`
	Name    string      `json:"name"`
	Kind    schema.Kind `json:"kind"`
	Aliases []string    `json:"aliases"`
	Keys    []string    `json:"keys"`
	Country string      `json:"country"`
}

type factLine struct {
	Row   string `json:"row"`
	ID    string `json:"id"`
	Group string `json:"group"`
	Fact  Fact   `json:"fact"`
}

type localLine struct {
	Row     string         `json:"row"`
	ID      string         `json:"id"`
	Article string         `json:"article"`
	Local   extract.Entity `json:"local"`
	Class   string         `json:"class"`
	Name    string         `json:"name"` // folded
	Short   string         `json:"short"`
	Form    string         `json:"form"`
	Label   string         `json:"label"`
	Claimed bool           `json:"claimed"`
	Entity  string         `json:"entity"`
}

// Dump writes the whole graph as JSON Lines: one row a line, each beginning with its table and id ({"row":"article",
// "id":...), in byte order of the lines' beginnings, so that two dumps can be compared line by line. Two stores that
// hold the same articles, judgements and build give the same bytes. Texts of articles are left out (their hashes are
// in), as are marks: a dump of a graph with marks pending shows claims, entities and facts of different moments.
func (s *Store) Dump(ctx context.Context, w io.Writer) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(buffered)
	enc.SetEscapeHTML(false)
	line := func(v any) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return enc.Encode(v)
	}
	err := s.b.view(ctx, func(t tx) error {
		if err := t.findArticles(query{By: all}, func(a articleRow) error {
			return line(articleLine{"article", a.ID, a.Key.Publisher, a.Article, a.TextHash, a.Build, some(a.Witness), a.Agency})
		}); err != nil {
			return err
		}
		if err := t.findClaims(query{By: all}, func(c claimRow) error {
			e := c.Ends
			return line(claimLine{"claim", c.ID, c.Article, c.N, c.Claim, e.Subject, e.Object, e.Speaker, e.Place, c.Group, c.Settled, some(c.Facts), some(c.Ambiguous)})
		}); err != nil {
			return err
		}
		if err := t.findEntities(query{By: all}, func(e entityRow) error {
			return line(entityLine{"entity", e.ID, e.Class, e.Name, e.Kind, some(e.Aliases), some(e.Keys), e.Country})
		}); err != nil {
			return err
		}
		if err := t.findFacts(query{By: all}, func(f factRow) error {
			return line(factLine{"fact", f.ID, f.Group, f.Fact})
		}); err != nil {
			return err
		}
		return t.findLocals(query{By: all}, func(l localRow) error {
			return line(localLine{"local", l.ID, l.Article, l.Local, l.Name.Class, l.Name.Key, l.Short, l.Form, l.Label, l.Claimed, l.Entity})
		})
	})
	if err == nil {
		err = buffered.Flush()
	}
	if err != nil {
		return fmt.Errorf("dump: %w", err)
	}
	return nil
}

// some gives the empty list for nil: one of the two forms must stand in JSON.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
