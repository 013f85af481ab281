package nlp

import "testing"

// TestAgree gives trees by hand: XPOS, head from 1 on, relation of each word, and the tag that word 1, counted from 0, has in the end.
func TestAgree(t *testing.T) {
	tree := func(words ...Token) []Token {
		for i := range words {
			words[i].UPOS = "NOUN"
			if words[i].XPOS[0] == 'V' {
				words[i].UPOS = "VERB"
			}
			words[i].Head--
		}
		return words
	}
	for _, c := range []struct {
		about  string
		tokens []Token
		want   string
	}{
		{"a subject of its own: Macron called Putin", tree(Token{XPOS: "NNP", Head: 2, Rel: "nsubj"}, Token{XPOS: "VBN", Rel: "root"},
			Token{XPOS: "NNP", Head: 2, Rel: "obj"}), "VBD"},
		{"an auxiliary: has called Putin", tree(Token{XPOS: "VBZ", Head: 2, Rel: "aux"}, Token{XPOS: "VBN", Rel: "root"},
			Token{XPOS: "NNP", Head: 2, Rel: "nsubj"}), "VBN"},
		{"it describes a noun: talks planned for Monday", tree(Token{XPOS: "NNS", Rel: "root"}, Token{XPOS: "VBD", Head: 1, Rel: "acl"},
			Token{XPOS: "NNP", Head: 2, Rel: "obl"}), "VBN"},
		{"a conjunct of a past tense: met and called", tree(Token{XPOS: "VBD", Rel: "root"}, Token{XPOS: "VBN", Head: 1, Rel: "conj"}), "VBD"},
		{"a conjunct of a participle: was met and called", tree(Token{XPOS: "VBN", Rel: "root"}, Token{XPOS: "VBN", Head: 1, Rel: "conj"},
			Token{XPOS: "VBD", Head: 1, Rel: "aux"}), "VBN"},
	} {
		agree(c.tokens)
		if got := c.tokens[1].XPOS; got != c.want {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
	passive := tree(Token{XPOS: "NNS", Head: 3, Rel: "nsubj"}, Token{XPOS: "VBD", Head: 3, Rel: "aux:pass"}, Token{XPOS: "VBN", Rel: "root"})
	agree(passive)
	if passive[0].Rel != "nsubj:pass" || passive[2].XPOS != "VBN" {
		t.Errorf("talks were held: %+v", passive)
	}
	untouched := []Token{{XPOS: "VBN", UPOS: "VERB", Head: -1}}
	agree(untouched)
	if untouched[0].XPOS != "VBN" {
		t.Error("a sentence without a tree was changed")
	}
}
