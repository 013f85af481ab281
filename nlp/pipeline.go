package nlp

import (
	"fmt"
	"strings"

	"newsgraph/nlp/internal/linear"
)

// Options choose the annotator. The zero value is the default one.
type Options struct {
	Tagger string // "" for our own models, "prose" for prose's own tags and names (not reproducible: a comparison)
}

// Pipeline annotates texts. It is safe for concurrent use.
type Pipeline struct {
	cues       *cues
	splitter   *splitter
	tokenizer  *tokenizer
	models     *models
	bare       map[string]map[string]bool // lists/bare.txt
	references *referenceWords            // lists/references.txt, lists/given.txt
	prose      *proseTagger               // nil by default
	build      string
}

// New loads the models once, in about 0.1 s (prose's in 0.9 s). An unknown Options.Tagger is an error.
func New(o Options) (*Pipeline, error) {
	if o.Tagger != "" && o.Tagger != "prose" {
		return nil, fmt.Errorf("no tagger of the name %q: leave it empty, or take \"prose\"", o.Tagger)
	}
	lists := readLists()
	p := &Pipeline{cues: readCues(), references: readReferenceWords(), tokenizer: newTokenizer(lists), bare: map[string]map[string]bool{}, build: build(o.Tagger)}
	for kind, words := range listLines(bareText) {
		p.bare[kind] = set(words)
	}
	var err error
	if p.splitter, err = newSplitter(lists); err != nil {
		return nil, err
	}
	if p.models, err = readModels(); err != nil {
		return nil, err
	}
	if o.Tagger == "prose" {
		if p.prose, err = newProseTagger(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Annotate finds blocks, sentences, tokens, tags, lemmas and names in an English text. It never fails: what it cannot read it
// leaves out.
func (p *Pipeline) Annotate(text string) Document {
	d := p.words(text)
	p.layers(&d, nil)
	return d
}

// AnnotateFor is Annotate without the trees that nobody needs, which saves most of the time of their sentences. It asks wanted of
// each sentence, by its number, in any order; the document that wanted sees has words, tags, lemmas and names, as they are before any
// tree mends them. References are read by the order of words where a tree is missing.
func (p *Pipeline) AnnotateFor(text string, wanted func(d *Document, sentence int) bool) Document {
	d := p.words(text)
	p.layers(&d, wanted)
	return d
}

// layers annotates a document that has sentences and tokens. Without wanted all sentences get their trees.
func (p *Pipeline) layers(d *Document, wanted func(d *Document, sentence int) bool) {
	if p.prose != nil {
		p.prose.annotate(d)
	} else {
		p.models.annotate(d, wanted)
		p.trimTitles(d)
		p.surnames(d)
		properNouns(d)
	}
	titles(d)
	for i, s := range d.Sentences {
		p.models.lemma(d, i)
		enhance(s.Tokens)
	}
	p.references.references(d)
}

// words finds blocks, sentences and tokens.
func (p *Pipeline) words(text string) Document {
	d := Document{Text: text}
	d.Blocks, d.Dateline = p.cues.blocks(text)
	for b, block := range d.Blocks {
		for _, s := range p.splitter.spans(text, block.Span) {
			spans := p.tokenizer.spans(text, s)
			tokens := make([]Token, len(spans))
			for i, x := range spans {
				tokens[i] = Token{Span: x, Head: -1}
			}
			d.Sentences = append(d.Sentences, Sentence{Span: s, Block: b, Tokens: tokens})
		}
	}
	return d
}

// annotate adds tags, trees and names to a document that has sentences and tokens.
func (m *models) annotate(d *Document, wanted func(d *Document, sentence int) bool) {
	article := make([]*linear.Sentence, len(d.Sentences))
	forms := make([][]string, len(d.Sentences))
	for i, s := range d.Sentences {
		forms[i] = make([]string, len(s.Tokens))
		for j, t := range s.Tokens {
			forms[i][j] = d.Text[t.Start:t.End]
		}
		article[i] = linear.NewSentence(forms[i], m.clusters)
	}
	for i, names := range m.namer.Names(article) {
		s := &d.Sentences[i]
		for _, n := range names {
			s.Mentions = append(s.Mentions, Mention{
				Span:  Span{s.Tokens[n.First].Start, s.Tokens[n.Last-1].End},
				Class: classOf(m.namer.Class(n.Class)),
				First: n.First,
				Last:  n.Last,
			})
		}
	}
	var ask func(i int, tags []int) bool
	if wanted != nil {
		ask = func(i int, tags []int) bool {
			m.tag(d, i, tags)
			m.lemma(d, i)
			return wanted(d, i)
		}
	}
	for i, parsed := range m.net.ParseSome(forms, ask) {
		m.tag(d, i, parsed.Tag)
		for j := range parsed.Head {
			t := &d.Sentences[i].Tokens[j]
			t.Head, t.Rel = parsed.Head[j], m.net.Relations[parsed.Relation[j]]
		}
		agree(d.Sentences[i].Tokens)
	}
}

// tag sets the tags of a sentence.
func (m *models) tag(d *Document, sentence int, tags []int) {
	for j, k := range tags {
		t := &d.Sentences[sentence].Tokens[j]
		t.XPOS, t.UPOS, _ = strings.Cut(m.net.Tags[k], "/")
	}
}

// lemma sets the lemmas of a sentence from its tags.
func (m *models) lemma(d *Document, sentence int) {
	tokens := d.Sentences[sentence].Tokens
	for j := range tokens {
		t := &tokens[j]
		t.Lemma = m.lemmas.Lemma(d.Text[t.Start:t.End], t.XPOS)
	}
}

// classOf is the class of a label of the data set, which shortens one name.
func classOf(label string) Class {
	if label == "Misc" {
		return Miscellaneous
	}
	return Class(label)
}

// Build identifies the models and the annotator's version; it changes whenever an annotation may change.
func (p *Pipeline) Build() string { return p.build }
