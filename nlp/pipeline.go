package nlp

// Options choose the annotator. The zero value is the default one.
type Options struct {
	Tagger string // "" for our own models, "prose" for prose's own tags and names (not reproducible: a comparison)
}

// Pipeline annotates texts. It is safe for concurrent use.
type Pipeline struct{}

// New loads the models once.
func New(o Options) (*Pipeline, error) { panic("to be written") }

// Annotate finds sentences, tokens, tags, lemmas and names in an English text. It never fails: what it cannot read it leaves out.
func (p *Pipeline) Annotate(text string) Document { panic("to be written") }

// Build identifies the models and the annotator's version; it changes whenever an annotation may change.
func (p *Pipeline) Build() string { panic("to be written") }
