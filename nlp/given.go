package nlp

import (
	"strings"

	"newsgraph/nlp/conllu"
)

// AnnotateTokens annotates a document whose sentences and words are given: token i of sentence j is word i of sentence j,
// and its bytes in Document.Text are the word's form. What else the document says of its words is not read. It is safe for
// concurrent use.
//
// The text is made of the forms. White space between them is what the document says: none within a multi-word token and where
// SpaceAfter=No, a line break where SpacesAfter has one, an empty line before "# newpar", else a blank. A multi-word token
// whose words do not spell it (won't: will + not) so stands there as its words, "willnot".
func (p *Pipeline) AnnotateTokens(given conllu.Document) Document {
	d := givenWords(given)
	d.Blocks, d.Dateline = p.cues.blocks(d.Text)
	d.place()
	p.layers(&d, nil)
	return d
}

// place says of each sentence in which block it stands: in the one that has most of its bytes, for a given sentence may
// begin with the dateline. The first one of two that have as many.
func (d *Document) place() {
	b := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		for b+1 < len(d.Blocks) && d.Blocks[b].End <= s.Start {
			b++
		}
		most := 0
		for k := b; k < len(d.Blocks) && d.Blocks[k].Start < s.End; k++ {
			if n := min(d.Blocks[k].End, s.End) - max(d.Blocks[k].Start, s.Start); n > most {
				s.Block, most = k, n
			}
		}
	}
}

// givenWords makes a document of given sentences and words.
func givenWords(given conllu.Document) Document {
	var d Document
	var text strings.Builder
	gap := "" // before the next word
	for i, g := range given.Sentences {
		if i > 0 && g.Newpar() {
			gap = "\n\n"
		}
		s := Sentence{Tokens: make([]Token, 0, len(g.Words))}
		for _, m := range g.Surface() {
			text.WriteString(gap)
			gap = m.After()
			for _, w := range g.Words[m.First:m.Last] {
				start := text.Len()
				text.WriteString(w.Form)
				s.Tokens = append(s.Tokens, Token{Span: Span{start, text.Len()}, Head: -1})
			}
		}
		s.Span = Span{s.Tokens[0].Start, text.Len()}
		d.Sentences = append(d.Sentences, s)
	}
	d.Text = text.String()
	return d
}
