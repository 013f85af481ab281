package nlp

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/score"
)

// TestWordsQuality measures sentences, words and lemmas on the development sets and pins the figures. The bars are what is
// asked for, beside the figure that they are asked of.
func TestWordsQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("annotates two treebanks")
	}
	p := newPipeline(t)
	data := dataFolder(t)
	ewt, gum := readTreebank(t, data, "ewt-dev"), readTreebank(t, data, "gum-dev")
	both := slices.Concat(ewt, gum)
	of := func(keep func(id string) bool) []corpus.Document {
		return slices.DeleteFunc(slices.Clone(gum), func(d corpus.Document) bool { return !keep(d.ID) })
	}
	spoken := func(id string) bool {
		return slices.ContainsFunc([]string{"conversation", "vlog", "podcast"}, func(genre string) bool { return strings.HasPrefix(id, "GUM_"+genre+"_") })
	}
	written := of(func(id string) bool { return !spoken(id) })
	news := of(func(id string) bool { return strings.HasPrefix(id, "GUM_news_") })

	var out bytes.Buffer
	fmt.Fprint(&out, `Figures in percent, on development sets. Rewritten by: go test ./nlp -run TestWordsQuality -update

Raw text, as CoNLL 2018 measures it: F1 of sentences, of words, and of words with their lemma
`)
	for _, set := range []struct {
		name      string
		documents []corpus.Document
		bars      string
	}{
		{"ewt-dev", ewt, ""},
		{"gum-dev", gum, ""},
		{"both", both, "bar: words 99.0"},
		{"gum-dev written", written, "bar: sentences 90.0"},
		{"gum-dev news", news, "bar: sentences 95.0"},
	} {
		r := scoreRaw(p, set.documents)
		line := fmt.Sprintf("%-16s sentences %.2f of %d  words %.2f of %d  lemmas %.2f  %s", set.name, r.sentences.F1(), r.sentences.Gold,
			r.words.F1(), r.words.Gold, r.lemmas.F1(), set.bars)
		fmt.Fprintln(&out, strings.TrimSpace(line))
	}
	fmt.Fprint(&out, "\nGold words: share of right lemmas from own tags, and from gold ones\n")
	for _, set := range []struct {
		name      string
		documents []corpus.Document
		bars      string
	}{{"ewt-dev", ewt, ""}, {"gum-dev", gum, ""}, {"both", both, "bar: 97.00 from own tags"}} {
		a := scoreGoldWords(p.models, set.documents)
		line := fmt.Sprintf("%-16s %.2f, %.2f of %d words  %s", set.name, a.share(a.lemmas), a.share(a.goldLemmas), a.words, set.bars)
		fmt.Fprintln(&out, strings.TrimSpace(line))
	}
	golden(t, "testdata/quality-words.golden", out.Bytes())
}

func readTreebank(t testing.TB, data, name string) []corpus.Document {
	t.Helper()
	documents, err := corpus.ReadTreebank(data, name)
	if err != nil {
		t.Fatal(err)
	}
	return documents
}

type rawScore struct{ sentences, words, xpos, upos, lemmas score.Tally }

// scoreRaw annotates the texts of documents and counts as the shared task of CoNLL 2018 does: a sentence is right where its
// first and last bytes are, a word where align finds it. The texts are the documents' words with their blanks and an empty
// line between paragraphs.
func scoreRaw(p *Pipeline, documents []corpus.Document) (r rawScore) {
	for _, d := range documents {
		found := p.Annotate(d.Text)
		gold, own := map[Span]bool{}, map[Span]bool{}
		var goldWords []corpus.Word
		for _, s := range d.Sentences {
			gold[Span{s.Start, s.End}] = true
			goldWords = append(goldWords, s.Words...)
		}
		var words []Token
		for _, s := range found.Sentences {
			own[s.Span] = true
			words = append(words, s.Tokens...)
		}
		r.sentences = r.sentences.Plus(tallySets(own, gold))
		pairs := align(d.Text, goldWords, words)
		count := func(t *score.Tally, right func(g corpus.Word, w Token) bool) {
			*t = t.Plus(score.Tally{Found: len(words), Gold: len(goldWords)})
			for _, x := range pairs {
				if right(goldWords[x[0]], words[x[1]]) {
					t.Right++
				}
			}
		}
		count(&r.words, func(corpus.Word, Token) bool { return true })
		count(&r.xpos, func(g corpus.Word, w Token) bool { return g.XPOS == w.XPOS })
		count(&r.upos, func(g corpus.Word, w Token) bool { return g.UPOS == w.UPOS })
		count(&r.lemmas, func(g corpus.Word, w Token) bool { return g.Lemma == w.Lemma || g.Lemma == "_" })
	}
	return r
}

// align pairs the words of a treebank with tokens, by index: those of the same bytes, and where the words of a multi-word
// token do not spell it (they all have its bytes then) those of the same form, as many as keep their order.
func align(text string, gold []corpus.Word, tokens []Token) (pairs [][2]int) {
	i, j := 0, 0
	for i < len(gold) && j < len(tokens) {
		g, t := gold[i], tokens[j]
		last := i + 1
		for last < len(gold) && gold[last].Start == g.Start {
			last++
		}
		switch {
		case last > i+1:
			for j < len(tokens) && tokens[j].Start < g.Start {
				j++
			}
			first := j
			for j < len(tokens) && tokens[j].End <= g.End {
				j++
			}
			pairs = append(pairs, sameForms(text, gold, tokens, Span{i, last}, Span{first, j})...)
			i = last
		case g.Start == t.Start && g.End == t.End:
			pairs = append(pairs, [2]int{i, j})
			i++
			j++
		case g.End < t.End || g.End == t.End && g.Start < t.Start:
			i++
		default:
			j++
		}
	}
	return pairs
}

// sameForms gives a longest common sequence of the forms of some words and some tokens.
func sameForms(text string, gold []corpus.Word, tokens []Token, a, b Span) [][2]int {
	if a.Start == a.End || b.Start == b.End {
		return nil
	}
	if t := tokens[b.Start]; strings.EqualFold(gold[a.Start].Form, text[t.Start:t.End]) {
		return append([][2]int{{a.Start, b.Start}}, sameForms(text, gold, tokens, Span{a.Start + 1, a.End}, Span{b.Start + 1, b.End})...)
	}
	x := sameForms(text, gold, tokens, Span{a.Start + 1, a.End}, b)
	y := sameForms(text, gold, tokens, a, Span{b.Start + 1, b.End})
	if len(x) >= len(y) {
		return x
	}
	return y
}

// Words of the same bytes are pairs; the words of a multi-word token that they do not spell are compared by form.
func TestAlign(t *testing.T) {
	word := func(form string, start, end int) corpus.Word { return corpus.Word{Form: form, Start: start, End: end} }
	const text = "He can’t go out."
	gold := []corpus.Word{word("He", 0, 2), word("ca", 3, 10), word("n't", 3, 10), word("go", 11, 13), word("out", 14, 17), word(".", 17, 18)}
	for _, c := range []struct {
		about  string
		tokens []Span
		want   int
	}{
		{"the clitic is written otherwise", []Span{{0, 2}, {3, 5}, {5, 10}, {11, 13}, {14, 17}, {17, 18}}, 5},
		{"the multi-word token whole", []Span{{0, 2}, {3, 10}, {11, 13}, {14, 17}, {17, 18}}, 4},
		{"a stop too much", []Span{{0, 2}, {3, 5}, {5, 10}, {11, 13}, {14, 18}}, 3},
		{"nothing", nil, 0},
	} {
		var tokens []Token
		for _, s := range c.tokens {
			tokens = append(tokens, Token{Span: s})
		}
		if got := align(text, gold, tokens); len(got) != c.want {
			t.Errorf("%s: %d pairs, want %d: %v", c.about, len(got), c.want, got)
		}
	}
}
