package nlp

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestEnhance shares between conjuncts. A tree is a word a field, form/XPOS/head/relation, with heads from 1; what is wanted
// are the added edges.
func TestEnhance(t *testing.T) {
	for _, c := range []struct{ name, tree, want string }{
		{"heads",
			"Kallonen/NNP/2/nsubj met/VBD/0/root Hesk/NNP/2/obj and/CC/5/cc Arroyal/NNP/3/conj",
			"Arroyal<-obj-met"},
		{"subjects",
			"Hesk/NNP/2/nsubj flew/VBD/0/root home/RB/2/advmod and/CC/5/cc met/VBD/2/conj Arroyal/NNP/5/obj",
			"Hesk<-nsubj-met"},
		{"subjects of both conjuncts",
			"Hesk/NNP/4/nsubj and/CC/3/cc Arroyal/NNP/1/conj met/VBD/0/root and/CC/6/cc talked/VBD/4/conj",
			"Hesk<-nsubj-talked Arroyal<-nsubj-met Arroyal<-nsubj-talked"},
		{"the nearest subject",
			"Hesk/NNP/2/nsubj came/VBD/0/root ,/,/5/punct Arroyal/NNP/5/nsubj saw/VBD/2/conj and/CC/7/cc left/VBD/2/conj",
			"Arroyal<-nsubj-left"},
		{"objects",
			"Norway/NNP/2/nsubj drafted/VBD/0/root and/CC/4/cc signed/VBD/2/conj the/DT/6/det treaty/NN/2/obj",
			"Norway<-nsubj-signed treaty<-obj-signed"},
		{"an object that stands before the further verb",
			"Norway/NNP/2/nsubj drafted/VBD/0/root it/PRP/2/obj and/CC/5/cc left/VBD/2/conj",
			"Norway<-nsubj-left"},
		{"from active to passive",
			"He/PRP/2/nsubj came/VBD/0/root and/CC/5/cc was/VBD/5/aux:pass arrested/VBN/2/conj",
			"He<-nsubj:pass-arrested"},
		{"from passive to active",
			"He/PRP/3/nsubj:pass was/VBD/3/aux:pass invited/VBN/0/root and/CC/5/cc accepted/VBD/3/conj",
			"He<-nsubj-accepted"},
		{"a participle in the passive of the one before",
			"He/PRP/3/nsubj:pass was/VBD/3/aux:pass arrested/VBN/0/root ,/,/5/punct tried/VBN/3/conj and/CC/7/cc jailed/VBN/3/conj",
			"He<-nsubj:pass-tried He<-nsubj:pass-jailed"},
		{"an order has no subject",
			"You/PRP/2/nsubj lost/VBD/0/root ,/,/5/punct so/CC/5/cc stop/VB/2/conj it/PRP/5/obj",
			""},
		{"two infinitives",
			"He/PRP/3/nsubj will/MD/3/aux come/VB/0/root and/CC/5/cc speak/VB/3/conj",
			"He<-nsubj-speak"},
		{"a further predicate of a copula",
			"It/PRP/3/nsubj is/VBZ/3/cop small/JJ/0/root and/CC/5/cc cheap/JJ/3/conj",
			"It<-nsubj-cheap"},
		{"modifiers are not shared",
			"Hesk/NNP/2/nsubj came/VBD/0/root on/IN/4/case Monday/NNP/2/obl and/CC/6/cc left/VBD/2/conj",
			"Hesk<-nsubj-left"},
		{"a further sentence shares no root",
			"Hesk/NNP/2/nsubj came/VBD/0/root but/CC/5/cc Arroyal/NNP/5/nsubj left/VBD/2/conj",
			""},
		{"not parsed", "Hesk/NNP/0/ left/VBD/0/", ""},
		{"a circle of conjuncts", "a/NN/2/conj b/NN/1/conj", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var tokens []Token
			var forms []string
			for _, word := range strings.Fields(c.tree) {
				f := strings.SplitN(word, "/", 4)
				head := 0
				fmt.Sscan(f[2], &head)
				upos := map[byte]string{'V': "VERB", 'N': "NOUN", 'J': "ADJ", 'M': "AUX"}[f[1][0]]
				if strings.HasPrefix(f[3], "aux") || f[3] == "cop" {
					upos = "AUX"
				}
				tokens = append(tokens, Token{UPOS: upos, XPOS: f[1], Head: head - 1, Rel: f[3]})
				forms = append(forms, f[0])
			}
			enhance(tokens)
			var got []string
			for i, x := range tokens {
				for _, d := range x.Deps {
					got = append(got, fmt.Sprintf("%s<-%s-%s", forms[i], d.Rel, forms[d.Head]))
				}
			}
			if want := strings.Fields(c.want); !slices.Equal(got, want) {
				t.Errorf("%s\ngot  %s\nwant %s", c.tree, got, want)
			}
		})
	}
}

// TestEnhanceLong shares in sentences of 40,000 words, one of which has as many subjects as verbs: time and memory grow with
// the words, not with their square.
func TestEnhanceLong(t *testing.T) {
	const n = 20000
	flat := []Token{{UPOS: "NOUN", Head: n, Rel: "nsubj"}}
	for range n - 1 {
		flat = append(flat, Token{UPOS: "NOUN", Head: 0, Rel: "conj"})
	}
	flat = append(flat, Token{UPOS: "VERB", XPOS: "VBD", Head: -1, Rel: "root"})
	for range n {
		flat = append(flat, Token{UPOS: "VERB", XPOS: "VBD", Head: n, Rel: "conj"})
	}
	chain := []Token{{UPOS: "NOUN", Head: 1, Rel: "nsubj"}, {UPOS: "VERB", Head: -1, Rel: "root"}}
	for i := range 2 * n {
		chain = append(chain, Token{UPOS: "VERB", XPOS: "VBD", Head: i + 1, Rel: "conj"})
	}
	for _, tokens := range [][]Token{flat, chain} {
		enhance(tokens)
		edges := 0
		for _, x := range tokens {
			edges += len(x.Deps)
		}
		if edges == 0 || edges > 8*len(tokens) {
			t.Errorf("%d edges for %d words", edges, len(tokens))
		}
	}
}
