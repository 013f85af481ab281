package graph

import (
	"context"
	"fmt"
	"iter"

	"newsgraph/extract"
	"newsgraph/news"
)

// Mismatch is a difference between a quote and the text that it was taken from, or between a text and its hash.
type Mismatch struct {
	Article news.Key
	Path    string // of the file that a given article was read from; empty for a kept text
	Line    int    // in that file, 0 where it is one article
	Claim   string // id; empty where the text as a whole differs
	Problem string // what differs, with the offset of the first byte that does, in bytes of the article's text
}

// verifyBatch bounds the articles whose texts and claims are in memory at once.
const verifyBatch = 100

// Verify re-reads every kept text: its bytes against its SHA-256, and the words of every claim against its bytes. Where
// given is not nil, each given article is compared, by key, in the same way with what the graph says of it; an article
// that the graph does not hold is a difference, too. It yields every difference; no difference, nothing. An error ends
// the sequence.
func (s *Store) Verify(ctx context.Context, given iter.Seq2[news.Article, error]) iter.Seq2[Mismatch, error] {
	return func(yield func(Mismatch, error) bool) {
		if err := s.verifyKept(ctx, yield); err != nil {
			if err != errStop {
				yield(Mismatch{}, fmt.Errorf("verify: %w", err))
			}
			return
		}
		if given == nil {
			return
		}
		for a, err := range given {
			if err == nil {
				err = s.verifyGiven(ctx, a, yield)
			}
			if err == errStop {
				return
			}
			if err != nil {
				yield(Mismatch{}, fmt.Errorf("verify: %w", err))
				return
			}
		}
	}
}

func (s *Store) verifyKept(ctx context.Context, yield func(Mismatch, error) bool) error {
	return s.b.view(ctx, func(t tx) error {
		return pageArticles(t, query{By: all, Limit: verifyBatch}, func(page []articleRow) error {
			texts, err := textsOf(t, page)
			if err != nil {
				return err
			}
			claims, err := claimsOf(t, page)
			if err != nil {
				return err
			}
			for _, a := range page {
				text, kept := texts[a.ID]
				if a.HasText != kept {
					if !yield(Mismatch{Article: a.Key, Problem: "its text is lost"}, nil) {
						return errStop
					}
				}
				if !kept {
					continue
				}
				if err := compareText(a, text, claims[a.ID], "kept", news.Article{}, yield); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func (s *Store) verifyGiven(ctx context.Context, given news.Article, yield func(Mismatch, error) bool) error {
	key := given.Key()
	return s.b.view(ctx, func(t tx) error {
		var page []articleRow
		if err := t.findArticles(query{By: byID, Keys: []string{articleID(key)}}, func(a articleRow) error {
			page = append(page, a)
			return nil
		}); err != nil {
			return err
		}
		if len(page) == 0 {
			if !yield(Mismatch{Article: key, Path: given.Path, Line: given.Line, Problem: "the graph does not hold this article"}, nil) {
				return errStop
			}
			return nil
		}
		claims, err := claimsOf(t, page)
		if err != nil {
			return err
		}
		return compareText(page[0], given.Text, claims[page[0].ID], "given", given, yield)
	})
}

// compareText yields what differs between a text, which was read from where from says, and its article's hash and claims.
func compareText(a articleRow, text string, claims []claimRow, which string, from news.Article, yield func(Mismatch, error) bool) error {
	if h := news.TextHash(text); h != a.TextHash {
		if !yield(Mismatch{Article: a.Key, Path: from.Path, Line: from.Line, Problem: fmt.Sprintf("the %s text has SHA-256 %s, the article was stored with %s", which, orNone(h), orNone(a.TextHash))}, nil) {
			return errStop
		}
	}
	for i := range claims {
		if problem := compareClaim(&claims[i].Claim, text); problem != "" {
			if !yield(Mismatch{Article: a.Key, Path: from.Path, Line: from.Line, Claim: claims[i].ID, Problem: problem}, nil) {
				return errStop
			}
		}
	}
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// compareClaim says where the first words of a claim differ from the text, "" where none do.
func compareClaim(c *extract.Claim, text string) string {
	e := &c.Evidence
	if p := compareWords("quote", e.Quote, e.Sentence.Start, e.Sentence.End, text); p != "" {
		return p
	}
	if e.Start < 0 || e.Start > e.End || e.End > len(text) {
		return fmt.Sprintf("evidence: bytes %d to %d lie outside the text of %d bytes", e.Start, e.End, len(text))
	}
	words := func(what string, w extract.Words) string { return compareWords(what, w.Text, w.Start, w.End, text) }
	if c.Subject != nil {
		if p := words("subject", c.Subject.Words); p != "" {
			return p
		}
	}
	if c.Object != nil {
		if p := words("object", c.Object.Words); p != "" {
			return p
		}
	}
	if c.Speaker != nil {
		if p := words("speaker", c.Speaker.Words); p != "" {
			return p
		}
	}
	if c.Where != nil {
		return words("place", c.Where.Words)
	}
	return ""
}

// compareWords compares words with the bytes from start to end of the text.
func compareWords(what, words string, start, end int, text string) string {
	if start < 0 || end < start || end > len(text) {
		return fmt.Sprintf("%s: bytes %d to %d lie outside the text of %d bytes", what, start, end, len(text))
	}
	got := text[start:end]
	if got == words {
		return ""
	}
	i := 0
	for i < len(got) && i < len(words) && got[i] == words[i] {
		i++
	}
	if i == len(got) || i == len(words) {
		return fmt.Sprintf("%s: it has %d bytes, the text has %d in its place", what, len(words), len(got))
	}
	return fmt.Sprintf("%s: byte %d is %q in the text, was %q", what, start+i, got[i:i+1], words[i:i+1])
}
