package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// version is the extraction's part of Build. Raise it whenever a claim of a golden test changes.
const version = "extract-22"

// Extractor finds claims. It is immutable and safe for concurrent use.
type Extractor struct {
	names      *schema.Gazetteer
	ontology   *schema.Ontology
	verbs      map[string][]rule // by first word of the verb
	nouns      map[string][]rule // by last word of the noun
	adjectives map[string][]rule // by lemma
	model      *Model            // nil: patterns alone
	patterns   string            // build without a model
	build      string
}

// rule is a compiled pattern.
type rule struct {
	relation *schema.Relation
	pattern  schema.Pattern
	words    []string // of the verb or noun
}

// New compiles the patterns of an ontology; annotator is the annotator's Build, part of Build of every record. It fails
// where a pattern has not exactly one of verb, noun and adjective; an ontology from schema.Load has none such.
func New(o *schema.Ontology, annotator string) (*Extractor, error) {
	x := &Extractor{names: schema.Names(), ontology: o, verbs: map[string][]rule{}, nouns: map[string][]rule{}, adjectives: map[string][]rule{}}
	for _, rel := range o.Relations() {
		for _, p := range rel.Patterns {
			kinds := 0
			for _, words := range [][]string{p.Verb, p.Noun, p.Adjective} {
				kinds += min(len(words), 1)
			}
			if kinds != 1 {
				return nil, fmt.Errorf("compiling patterns: %s:%d: %s: exactly one of verb, noun and adjective must be set", p.Pos.File, p.Pos.Line, rel.Name)
			}
			for _, v := range p.Verb {
				words := strings.Fields(v)
				x.verbs[words[0]] = append(x.verbs[words[0]], rule{rel, p, words})
			}
			for _, a := range p.Adjective {
				x.adjectives[a] = append(x.adjectives[a], rule{rel, p, []string{a}})
			}
			for _, n := range p.Noun {
				words := strings.Fields(n)
				last := words[len(words)-1]
				x.nouns[last] = append(x.nouns[last], rule{rel, p, words})
			}
		}
	}
	x.patterns = buildOf(o, annotator)
	m, err := DefaultModel()
	if err != nil {
		return nil, err
	}
	return x.WithModel(m), nil
}

// buildOf hashes what decides about the bytes of a record: also where each rule stands, since claims name file and line.
func buildOf(o *schema.Ontology, annotator string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00", version, o.Hash(), annotator, confidenceText)
	for _, rel := range o.Relations() {
		fmt.Fprintf(h, "%s\x00%d\x00", rel.Pos.File, rel.Pos.Line)
		for _, p := range rel.Patterns {
			fmt.Fprintf(h, "%s\x00%d\x00", p.Pos.File, p.Pos.Line)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Build identifies what made a record: 32 hexadecimal digits, the hash of the extraction's version, the ontology (with
// the lines of its rules), the weights of confidences, the annotator's build and the model's weights.
func (x *Extractor) Build() string { return x.build }

// reader is the state of reading one article.
type reader struct {
	x         *Extractor
	article   news.Article
	text      string
	entities  *entities
	sentences []*sentence
	holders   []holder
	drafts    []draft
	blocks    []nlp.Block
	today     string       // the day that words like "Friday" are counted from, YYYY-MM-DD; empty where unknown
	quotes    []quotation  // in text order, not overlapping
	issued    []issued     // statements that somebody spoke in, in text order
	voices    []voice      // who spoke where, in text order
	dead      map[int]bool // entities of persons who the article says are dead
	trace     *trace       // of Explain; nil where nobody asks

	bySentence []*sentence // by the annotator's number; nil where there are no words
	references []nlp.Reference
	meant      []int // by the annotator's entity: index into entities, -1 where none
}

// Extract gives the record of one article from its annotations. A canceled or withheld article, and one whose
// annotations are of another text, gives no claims.
func (x *Extractor) Extract(a news.Article, d nlp.Document) Record {
	rec, _, _ := x.record(a, d, nil)
	return rec
}

// record gives the record of one article with its reader, nil where there is nothing to read, and its drafts, one for each claim. What
// is decided on the way is noted in t.
func (x *Extractor) record(a news.Article, d nlp.Document, t *trace) (Record, *reader, []draft) {
	rec := Record{Article: a, Entities: []Entity{}, Claims: []Claim{}, Build: x.build}
	if a.Status == news.Canceled || a.Status == news.Withheld || d.Text != a.Text {
		return rec, nil, nil
	}
	r := x.open(a, d, t)
	ds := r.read()
	for _, c := range ds {
		rec.Claims = append(rec.Claims, c.claim)
	}
	rec.Entities = r.entities.finish()
	return rec, r, ds
}

// read finds the claims of an opened article.
func (r *reader) read() []draft {
	for _, s := range r.sentences {
		if !s.aside {
			r.readActs(s)
			r.readModelled(s)
		}
	}
	return r.settle()
}

// open reads all of an article but its acts: names, offices and whom they belong to, who speaks in which quotation.
func (x *Extractor) open(a news.Article, d nlp.Document, t *trace) *reader {
	r := &reader{x: x, article: a, text: d.Text, entities: newEntities(x.names), trace: t}
	r.blocks, r.today = d.Blocks, anchor(d.Text, a.Published.Day(), d.Dateline)
	r.quotes = quotations(d.Text, d.Blocks)
	r.bySentence = make([]*sentence, len(d.Sentences))
	for i, ns := range d.Sentences {
		if len(ns.Tokens) == 0 {
			continue
		}
		s := &sentence{Sentence: ns, text: d.Text, index: len(r.sentences), aside: aside(d, ns)}
		s.prepare(r.quotes)
		r.bySentence[i] = s
		r.entities.findNames(s)
		r.sentences = append(r.sentences, s)
	}
	r.entities.settle(r.sentences)
	r.bridge(d)
	// Offices first: descriptions anywhere in the article are resolved by them.
	var offices []office
	for _, s := range r.sentences {
		if s.aside {
			continue
		}
		for _, o := range r.offices(s) {
			offices = append(offices, o)
			r.hold(o)
		}
	}
	r.hear()
	r.bury()
	for _, o := range offices {
		if o.ownerID >= 0 {
			r.officeClaim(o)
		}
	}
	for _, o := range offices {
		if o.ownerID < 0 {
			r.officeClaim(o)
		}
	}
	return r
}

// aside reports whether a sentence is no part of the report: a credit, a link to other articles, a post of another author. Its
// names are read, but it claims nothing in the article's voice.
func aside(d nlp.Document, s nlp.Sentence) bool {
	if s.Block >= len(d.Blocks) {
		return false
	}
	switch d.Blocks[s.Block].Kind {
	case nlp.Body, nlp.Headline, nlp.Subhead, nlp.Caption:
		return false
	}
	return true
}

// prepare sets the words, time words and quotations of a sentence, and its tree.
func (s *sentence) prepare(quotes []quotation) {
	n := len(s.Tokens)
	s.words = make([]string, n)
	s.timeAt = make([]int, n)
	s.refAt = make([]int, n)
	s.moments = findMoments(s.text, s.Span)
	for i, t := range s.Tokens {
		s.words[i] = strings.ToLower(s.text[t.Start:t.End])
	}
	s.quote(quotes)
	s.mend()
	s.grow()
	m := 0
	for i, t := range s.Tokens {
		s.timeAt[i], s.refAt[i] = -1, -1
		for m < len(s.moments) && s.moments[m].End <= t.Start {
			m++
		}
		if m < len(s.moments) && t.Start >= s.moments[m].Start && t.End <= s.moments[m].End {
			s.timeAt[i] = m
		}
	}
}
