package network

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// weights makes a small model of several nets with random weights.
func weights(nets int) *Weights {
	seed := uint32(11)
	draw := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			seed = seed*1664525 + 1013904223
			out[i] = float32(int32(seed)) / (1 << 31)
		}
		return out
	}
	const dimensions, word, part, hidden, arc, link = 6, 5, 2, 8, 10, 6
	w := &Weights{
		Tags: []string{"NNP/PROPN", "VBD/VERB", "./PUNCT"}, Relations: []string{"nsubj", "obj", "parataxis", "root"},
		Vectors: NewKeys([]uint64{VectorKey("the"), VectorKey("met"), VectorKey("called")}), Codes: make([]byte, 3*dimensions/2),
		Levels: draw(16 * dimensions), Words: NewKeys([]uint64{Key("met"), Key("1900")}),
	}
	for i := range w.Codes {
		w.Codes[i] = byte(37 * i)
	}
	for range nets {
		n := Net{Word: draw(3 * word), Root: draw(2 * hidden), Tag: draw(2 * hidden * 3), TagBias: draw(3), Arcs: draw(arc * arc),
			Links: draw(link * 4 * link)}
		in := dimensions + word
		for i := range n.Part {
			n.Part[i] = draw(PartRows(i) * part)
			in += part
		}
		for range 2 {
			n.Layers = append(n.Layers, Layer{Hidden: hidden, X: draw(in * 8 * hidden), Bias: draw(8 * hidden),
				H: [2][]float32{draw(hidden * 4 * hidden), draw(hidden * 4 * hidden)}})
			in = 2 * hidden
		}
		for v, size := range []int{arc, arc, link, link} {
			n.View[v], n.ViewBias[v] = draw(in*size), draw(size)
		}
		w.Nets = append(w.Nets, n)
	}
	return w
}

func model(t testing.TB, nets int) *Model {
	t.Helper()
	data, err := weights(nets).Encode()
	if err != nil {
		t.Fatal(err)
	}
	m, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var texts = [][]string{
	strings.Fields("Petric met Lang in 1987 ."), {}, {"!"}, strings.Fields("She called ."), strings.Fields("Petric met Lang in 1987 ."),
	strings.Fields("The two called the others who had met the third , and nobody met them ."),
}

// TestParse holds what does not depend on weights: a tree with one root each, the same alone as together with others.
func TestParse(t *testing.T) {
	for _, nets := range []int{1, 2} {
		m := model(t, nets)
		all := m.Parse(texts)
		for i, s := range texts {
			if got := len(all[i].Head); got != len(s) {
				t.Fatalf("%d heads for %d words", got, len(s))
			}
			if len(s) > 0 && !isTree(all[i].Head) {
				t.Errorf("%q: %v is no tree with one root", s, all[i].Head)
			}
			if alone := m.Parse([][]string{s}); !reflect.DeepEqual(alone[0], all[i]) {
				t.Errorf("%q: %v alone, %v among others", s, alone[0], all[i])
			}
		}
		if !reflect.DeepEqual(all[0], all[4]) {
			t.Errorf("one sentence, two results: %v, %v", all[0], all[4])
		}
	}
}

// TestShares holds shares against what Parse finds: they are shares, and the tag, the relation and, where they make a tree, the
// heads with the most of them are the ones found. Relations are those to the heads that are asked for.
func TestShares(t *testing.T) {
	m := model(t, 2)
	parsed := m.Parse(texts)
	given := make([][]int, len(texts))
	for i, s := range texts {
		for j := range s {
			given[i] = append(given[i], j-1) // each on the word before it
		}
	}
	own, asked := m.Shares(texts, nil), m.Shares(texts, given)
	most := func(shares []float32) int {
		b, sum := 0, 0.0
		for i, x := range shares {
			sum += float64(x)
			if x > shares[b] {
				b = i
			}
		}
		if sum < 0.999 || sum > 1.001 {
			t.Errorf("shares sum to %g", sum)
		}
		return b
	}
	for i, s := range own {
		best := make([]int, len(texts[i]))
		for j := range texts[i] {
			best[j] = most(s.Head[j]) - 1
			if got := most(s.Tag[j]); got != parsed[i].Tag[j] {
				t.Errorf("%q: most of the shares of word %d for tag %d, parsed as %d", texts[i], j, got, parsed[i].Tag[j])
			}
			if got := most(s.Relation[j]); got != parsed[i].Relation[j] {
				t.Errorf("%q: most of the shares of word %d for relation %d, parsed as %d", texts[i], j, got, parsed[i].Relation[j])
			}
			if root := m.Relations[most(asked[i].Relation[j])] == "root"; root != (j == 0) {
				t.Errorf("%q: word %d on the word before it: root %v", texts[i], j, root)
			}
		}
		if len(best) > 0 && isTree(best) && !reflect.DeepEqual(best, parsed[i].Head) {
			t.Errorf("%q: the best heads %v are a tree, but parsed as %v", texts[i], best, parsed[i].Head)
		}
	}
	if long := m.Shares([][]string{make([]string, longestSentence+1)}, nil); long[0].Tag != nil {
		t.Error("shares of a sentence that is not parsed in one piece")
	}
}

// TestParseLong parses sentences around the length at which they are cut, and a text without a stop.
func TestParseLong(t *testing.T) {
	m := model(t, 1)
	for _, n := range []int{longestSentence - 1, longestSentence, longestSentence + 1, 5000} {
		words := make([]string, n)
		for i := range words {
			words[i] = fmt.Sprint("w", i%37)
		}
		got := m.Parse([][]string{words})[0]
		if !isTree(got.Head) {
			t.Errorf("%d words: no tree with one root", n)
		}
		for i, h := range got.Head {
			if (h == -1) != (m.Relations[got.Relation[i]] == "root") {
				t.Errorf("%d words: word %d has head %d and relation %s", n, i, h, m.Relations[got.Relation[i]])
				break
			}
		}
	}
}

// TestRead reads models that are cut at every place, and some with one byte changed: an error or a model, never a panic.
func TestRead(t *testing.T) {
	data, err := weights(1).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(data); i += 1 + i/40 {
		if _, err := Read(data[:i]); err == nil {
			t.Fatalf("no error for %d of %d bytes", i, len(data))
		}
		changed := append([]byte(nil), data...)
		changed[i] ^= 0x55
		_, _ = Read(changed)
	}
	w := weights(1)
	w.Nets[0].Arcs[3] = 9
	if _, err := w.Encode(); err == nil || !strings.Contains(err.Error(), "weight 3 of arcs is 9") {
		t.Errorf("a weight of 9: error %v", err)
	}
}

// TestFeatures looks at what makes two forms the same word.
func TestFeatures(t *testing.T) {
	m := model(t, 1)
	for _, c := range []struct {
		a, b       string
		word, same bool // the same learnt word, the same parts
	}{
		{"1987", "2026", true, true},
		{"Met", "met", true, false},
		{"“", "\"", true, true},
		{strings.Repeat("ä", 40), strings.Repeat("ä", 90), true, true},
		{"met", "called", false, false},
	} {
		a, b := m.Features(c.a), m.Features(c.b)
		if (a.Word == b.Word) != c.word || (a.Part == b.Part) != c.same {
			t.Errorf("%q %+v, %q %+v: want word equal %v, parts equal %v", c.a, a, c.b, b, c.word, c.same)
		}
	}
	if got := NewKeys([]uint64{5 << 32, 3 << 32, 5<<32 + 1}); got.Row(5<<32) != 1 || got.Row(3<<32) != 2 || got.Row(7<<32) != 0 || got.rows() != 3 {
		t.Errorf("rows %+v", got)
	}
}

// FuzzFeatures looks up any form.
func FuzzFeatures(f *testing.F) {
	f.Add("U.S.")
	f.Add("\x80\xff")
	m := model(f, 1)
	f.Fuzz(func(t *testing.T, form string) {
		got := m.Features(form)
		for i, p := range got.Part {
			if p < 0 || p >= PartRows(i) {
				t.Errorf("part %d in row %d", i, p)
			}
		}
	})
}
