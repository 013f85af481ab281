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
	p.layers(&d)
	return d
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
