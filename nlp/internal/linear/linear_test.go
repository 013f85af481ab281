package linear

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestEncodeDecode reads names out of the labels that they became.
func TestEncodeDecode(t *testing.T) {
	for _, names := range [][]Name{nil, {{0, 1, 0}}, {{0, 2, 1}, {2, 3, 1}, {3, 6, 0}}, {{1, 5, 2}}} {
		if got := Decode(Encode(6, names)); !slices.Equal(got, names) {
			t.Errorf("got %v, want %v", got, names)
		}
	}
}

// TestBest compares the best path with the best of all paths that labels of names allow.
func TestBest(t *testing.T) {
	const classes, words = 2, 4
	p := NewPaths(classes)
	n := 1 + 4*classes
	draw := rand.New(rand.NewPCG(1, 2))
	scores, transitions := make([]int32, words*n), make([]int32, (n+1)*n)
	allowed := func(path []int) bool {
		return slices.Equal(Encode(words, Decode(path)), path)
	}
	for range 50 {
		for i := range scores {
			scores[i] = int32(draw.IntN(100))
		}
		for i := range transitions {
			transitions[i] = int32(draw.IntN(50))
		}
		sum := func(path []int) (s int32) {
			before := n
			for i, l := range path {
				s += scores[i*n+l] + transitions[before*n+l]
				before = l
			}
			return s
		}
		top := int32(-1)
		path := make([]int, words)
		for code := range n * n * n * n {
			for i := range path {
				path[i] = code % n
				code /= n
			}
			if allowed(path) {
				top = max(top, sum(path))
			}
		}
		got := p.Best(scores, transitions)
		if !allowed(got) || sum(got) != top {
			t.Errorf("path %v with %d, the best has %d", got, sum(got), top)
		}
	}
}

// TestTable writes a table and reads it; a row's scores are its weights.
func TestTable(t *testing.T) {
	labels := []string{"A", "B", "C", "D", "E"}
	const bits = 3
	weights := make([]int8, len(labels)<<bits)
	for i := range weights {
		weights[i] = int8(i*7 - 127)
	}
	table := readTable(&reader{data: AppendTable(nil, labels, bits, weights)})
	scores := make([]int32, len(labels))
	for row := range 1 << bits {
		feature := uint64(row) << (64 - bits)
		sum := make([]uint64, table.Width())
		table.Add([]uint64{feature, feature}, sum)
		table.Read(sum, 2, scores)
		for i, s := range scores {
			if want := 2 * int32(weights[row*len(labels)+i]); s != want {
				t.Errorf("row %d, label %d: %d, want %d", row, i, s, want)
			}
		}
	}
}

// TestDamaged cuts a model at every length: an error each time, and no panic.
func TestDamaged(t *testing.T) {
	labels := NameLabels([]string{"Person"})
	const bits = 2
	model := AppendNamer(nil, labels, bits, make([]int8, len(labels)<<bits), make([]int32, (len(labels)+1)*len(labels)), 1,
		[]Phrase{{"Red Cross", 1}}, []string{"Person"})
	if _, err := ReadNamer(model); err != nil {
		t.Fatal(err)
	}
	for n := range model {
		if _, err := ReadNamer(model[:n]); err == nil {
			t.Errorf("a model cut at %d of %d bytes is read", n, len(model))
		}
	}
}

func TestGazetteer(t *testing.T) {
	g := NewGazetteer([]Phrase{{"United Nations", 1 << 2}, {"Iran", 1}, {"Qa'ida", 2}})
	s := NewSentence([]string{"The", "United", "Nations", "and", "Iran", "on", "Qa’ida"}, nil)
	want := []uint64{0, 1 << (4*2 + phraseFirst), 1 << (4*2 + phraseLast), 0, 1 << phraseWhole, 0, 1 << (4 + phraseWhole)}
	if got := g.Find(s); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if g.Kinds(s, 1, 3) != 4 || g.Kinds(s, 1, 2) != 0 || g.Kinds(s, 0, 7) != 0 {
		t.Error("kinds of exact phrases are wrong")
	}
}

// TestWord: what looks alike for the taggers has equal hashes.
func TestWord(t *testing.T) {
	if NewWord("Iran’s", nil).Form != NewWord("Iran's", nil).Form || NewWord("“", nil).Form != NewWord("\"", nil).Form {
		t.Error("curly marks differ from straight ones")
	}
	if NewWord("1999", nil).Lower != NewWord("2026", nil).Lower {
		t.Error("years differ in their lower-case form")
	}
	for form, want := range map[string]uint64{
		"Iran": Capital, "US": Capital | AllCaps, "2026": Digit | AllDigits, "U.S.": Capital | AllCaps, "iPhone": Mixed,
		"-": Mark | Hyphen, "co-op": Hyphen, "F16": Capital | AllCaps | Digit,
	} {
		if got := NewWord(form, nil).Flags; got != want {
			t.Errorf("%s: flags %b, want %b", form, got, want)
		}
	}
}

// TestReshape moves borders of names where words tell them.
func TestReshape(t *testing.T) {
	classes := []string{"Location", "Organization", "Person"}
	n := &Namer{classes: classes, location: 0, organization: 1, person: 2, known: []int{0}, gazetteer: NewGazetteer([]Phrase{{"Moscow", 1}})}
	for text, want := range map[string][]Name{
		"Smith Inc. of Toledo":        {{0, 2, 1}, {3, 4, 0}},
		"Bank of Toledo":              {{0, 3, 1}},
		"Moscow TASS":                 {{0, 1, 0}, {1, 2, 1}},
		"LD1234 Moscow TASS":          {{1, 2, 0}, {2, 3, 1}},
		"Moscow Radio Hope":           {{0, 1, 0}, {1, 3, 1}},
		"Moscow Exchange":             {{0, 2, 1}},
		"MOSCOW TASS":                 {{0, 2, 1}},
		"John Smith Jr. said so then": {{0, 3, 2}},
		"John Lee Smith Jr said then": {{0, 4, 2}},
	} {
		s := NewSentence(strings.Fields(text), nil)
		name := Name{0, len(s.Words), 1}
		if strings.HasPrefix(text, "John") {
			name = Name{0, 2, 2}
		}
		if got := n.reshape(s, []Name{name}); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

// TestKept: the scores of words whose sums are kept are the sums of all their features.
func TestKept(t *testing.T) {
	labels := NameLabels([]string{"Location", "Person"})
	const bits = 6
	weights := make([]int8, len(labels)<<bits)
	for i := range weights {
		weights[i] = int8(i*7 - 127)
	}
	n, err := ReadNamer(AppendNamer(nil, labels, bits, weights, make([]int32, (len(labels)+1)*len(labels)), 1, []Phrase{{"Iran", 1}}, []string{"Location"}))
	if err != nil {
		t.Fatal(err)
	}
	kept := n.newWordSums().(*wordSums)
	for range 2 { // anew, then from what is kept
		s := NewSentence(strings.Fields("Iran met Iran in Iran . It was said so"), nil)
		got := make([]int32, len(s.Words)*len(labels))
		n.score(s, kept, got)
		known := n.gazetteer.Find(s)
		for i := range s.Words {
			sum, want := make([]uint64, n.table.Width()), make([]int32, len(labels))
			features := NameFeatures(nil, s, known, i)
			n.table.Add(features, sum)
			n.table.Read(sum, len(features), want)
			if !slices.Equal(got[i*len(labels):(i+1)*len(labels)], want) {
				t.Errorf("word %d: got %v, want %v", i, got[i*len(labels):(i+1)*len(labels)], want)
			}
		}
	}
}

// TestClusters finds every word of a table again, and none that is not in it.
func TestClusters(t *testing.T) {
	var entries []ClusterEntry
	for i := range 5000 {
		entries = append(entries, ClusterEntry{uint64(i) * 0x9e3779b97f4a7c15, Groups{uint16(i%64 + 1), uint16(i%200 + 1), uint16(i%1000 + 1), uint16(i%4000 + 1)}})
	}
	data, err := AppendClusters(nil, entries)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ReadClusters(data)
	if err != nil {
		t.Fatal(err)
	}
	other := 0
	for _, e := range entries {
		if c.Of(e.Lower) != e.Groups {
			other++ // two words with one hash
		}
	}
	if other > 1 {
		t.Errorf("%d of %d words have other groups", other, len(entries))
	}
	found := 0
	for i := range 5000 {
		if c.Of(uint64(i)+1) != (Groups{}) {
			found++
		}
	}
	if found > 5 {
		t.Errorf("%d of 5000 words that are not in the table are found", found)
	}
	for n := 0; n < len(data); n += 97 {
		if _, err := ReadClusters(data[:n]); err == nil {
			t.Errorf("a table cut at %d of %d bytes is read", n, len(data))
		}
	}
	if (*Clusters)(nil).Of(1) != (Groups{}) {
		t.Error("no table knows a word")
	}
}
