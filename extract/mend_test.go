package extract

import (
	"math/rand/v2"
	"strings"
	"testing"

	"newsgraph/nlp"
)

// Whatever the words and the tree, a mended tree is a tree: whoever follows its heads comes to an end. Mends look at single words,
// tags and relations, so these are thrown together by chance.
func TestMendedTrees(t *testing.T) {
	words := strings.Fields(`police court X Norway Friday 28 , ( ) of and by in on who which said told asked shot killed arrested accused
		convicted guilty permission granted gave found blamed footage shooting was released free work student leader part 60 Mr the`)
	tags := strings.Fields("NN NNP NNPS NNS VBD VBZ VBP VBG VBN VB IN , CC CD JJ WP PRP RB")
	rels := strings.Fields(`nsubj obj obl nmod appos conj cc acl acl:relcl advcl xcomp ccomp parataxis amod compound flat case mark
		nmod:desc nmod:poss aux:pass obl:agent punct`)
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(of []string) string { return of[random.IntN(len(of))] }
	changed := 0
	for range 200000 {
		n := 4 + random.IntN(12)
		s := &sentence{moments: []moment{}}
		order := random.Perm(n) // each hangs on one before it in this order
		heads := make([]int, n)
		for k, i := range order {
			heads[i] = -1
			if k > 0 {
				heads[i] = order[random.IntN(k)]
			}
		}
		for i := range n {
			w := pick(words)
			start := len(s.text)
			s.text += w + " "
			s.Tokens = append(s.Tokens, nlp.Token{Span: nlp.Span{Start: start, End: start + len(w)}, Lemma: w, XPOS: pick(tags), UPOS: "NOUN", Head: heads[i], Rel: pick(rels)})
			if heads[i] < 0 {
				s.Tokens[i].Rel = "root"
			}
			s.words = append(s.words, strings.ToLower(w))
		}
		s.nameAt, s.quoted, s.quoteAt, s.timeAt, s.refAt = make([]int, n), make([]bool, n), make([]int, n), make([]int, n), make([]int, n)
		s.mend()
		for k := range s.Tokens {
			if s.Tokens[k].Head != heads[k] {
				changed++
			}
			steps := 0
			for h := k; h >= 0; h = s.Tokens[h].Head {
				if steps++; steps > n {
					t.Fatalf("%q: the heads above token %d go round in a circle", s.text, k)
				}
			}
		}
	}
	if changed < 500 {
		t.Errorf("only %d heads were mended: the words do not meet the mends any more", changed)
	}
}
