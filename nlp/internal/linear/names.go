package linear

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// Namer finds names: a first-order structured perceptron (Collins, 2002) whose labels say where in a name of which class
// a word stands (BILOU: begin, inside, last, unit, outside). The best path is found exactly (Viterbi), then once more
// with the votes of the article: a word that is mostly one class elsewhere is rather that class here.
type Namer struct {
	table       *Table
	transitions []int32 // [from][to], from the border is the last row
	classes     []string
	vote        int32
	paths       *Paths
	gazetteer   *Gazetteer
	known       []int // class of a name that is exactly a phrase of a kind, -1 where the context decides

	wordFeatures int // how many features words have by themselves, over all distances
	kept         sync.Pool

	person, organization, location int    // classes
	cities                         uint16 // kinds of phrases that are towns, which may be names of other classes, too
}

// Outside is the label of a word in no name, and the first of all labels. The other labels of class c are 4c+1 to 4c+4:
// begin, inside, last, unit.
const Outside = 0

const (
	begin = iota
	inside
	last
	unit
)

// NameLabels gives the labels for sorted classes.
func NameLabels(classes []string) []string {
	out := []string{"O"}
	for _, c := range classes {
		out = append(out, "B-"+c, "I-"+c, "L-"+c, "U-"+c)
	}
	return out
}

// Name is one name in a sentence: words First to Last, half-open.
type Name struct {
	First, Last int
	Class       int // index into the classes
}

// Encode gives the labels of a sentence of n words with these names.
func Encode(n int, names []Name) []int {
	out := make([]int, n)
	for _, x := range names {
		label := 1 + 4*x.Class
		if x.Last-x.First == 1 {
			out[x.First] = label + unit
			continue
		}
		for i := x.First; i < x.Last; i++ {
			out[i] = label + inside
		}
		out[x.First], out[x.Last-1] = label+begin, label+last
	}
	return out
}

// Decode gives the names of a path that Paths allows.
func Decode(labels []int) []Name {
	var out []Name
	first := 0
	for i, l := range labels {
		if l == Outside {
			continue
		}
		switch class := (l - 1) / 4; (l - 1) % 4 {
		case begin:
			first = i
		case last:
			out = append(out, Name{first, i + 1, class})
		case unit:
			out = append(out, Name{i, i + 1, class})
		}
	}
	return out
}

// ReadNamer reads the weights of a namer, decompressed: a table, the transitions and the weight of a vote
// (varints), a gazetteer, the class of each of its kinds.
func ReadNamer(data []byte) (*Namer, error) {
	r := &reader{data: data}
	n := &Namer{table: readTable(r)}
	if r.err != nil {
		return nil, r.err
	}
	labels := len(n.table.Labels)
	n.transitions = make([]int32, (labels+1)*labels)
	for i := range n.transitions {
		n.transitions[i] = int32(r.varint())
	}
	n.vote = int32(r.varint())
	n.gazetteer = readGazetteer(r)
	kinds := r.strings()
	for i := 1; i < labels; i += 4 {
		n.classes = append(n.classes, strings.TrimPrefix(n.table.Labels[i], "B-"))
	}
	for i, class := range kinds {
		if class == "Location?" {
			n.cities |= 1 << i
		}
		n.known = append(n.known, slices.Index(n.classes, class))
	}
	n.person, n.organization, n.location = slices.Index(n.classes, "Person"), slices.Index(n.classes, "Organization"), slices.Index(n.classes, "Location")
	n.paths = NewPaths(len(n.classes))
	n.kept.New = n.newWordSums
	for at := -reach; at <= reach; at++ {
		n.wordFeatures += len(nameWordFeatures(nil, &edge, at))
	}
	return n, r.err
}

// AppendNamer appends the form of a namer on disk. kinds says the class of a name that is exactly a phrase of each kind: empty
// where the context decides, "Location?" where it does though most are places.
func AppendNamer(b []byte, labels []string, rowBits uint, weights []int8, transitions []int32, vote int32, phrases []Phrase, kinds []string) []byte {
	b = AppendTable(b, labels, rowBits, weights)
	for _, w := range transitions {
		b = binary.AppendVarint(b, int64(w))
	}
	b = binary.AppendVarint(b, int64(vote))
	return appendStrings(appendGazetteer(b, phrases), kinds)
}

// Class is the name of a class.
func (n *Namer) Class(i int) string { return n.classes[i] }

// Names finds the names in the sentences of one article.
func (n *Namer) Names(article []*Sentence) [][]Name {
	labels := len(n.table.Labels)
	paths := make([][]int, len(article))
	scores := make([][]int32, len(article))
	kept := n.kept.Get().(*wordSums)
	defer n.kept.Put(kept)
	for i, s := range article {
		scores[i] = make([]int32, len(s.Words)*labels)
		n.score(s, kept, scores[i])
		paths[i] = n.paths.Best(scores[i], n.transitions)
	}
	v := n.count(article, paths)
	out := make([][]Name, len(article))
	for i, s := range article {
		if n.addVotes(s, paths[i], scores[i], v) {
			paths[i] = n.paths.Best(scores[i], n.transitions)
		}
		out[i] = Decode(paths[i])
	}
	n.settle(article, out)
	return out
}

// score sums the weights of all features of each word: those of one word form alone from what is kept, the others anew.
func (n *Namer) score(s *Sentence, kept *wordSums, scores []int32) {
	labels, width := len(n.table.Labels), n.table.Width()
	known := n.gazetteer.Find(s)
	rows := kept.of[:0]
	var outside []uint64
	if len(s.Words) > 0 {
		outside = n.wordSums(&edge, kept)
	}
	for i := range s.Words {
		rows = append(rows, n.wordSums(&s.Words[i], kept))
	}
	kept.of = rows
	for i := range s.Words {
		sum := kept.sum
		clear(sum)
		for at := -reach; at <= reach; at++ {
			row := outside
			if j := i + at; j >= 0 && j < len(rows) {
				row = rows[j]
			}
			row = row[(at+reach)*width:][:len(sum)]
			for k := range sum {
				sum[k] += row[k]
			}
		}
		kept.features = namePlaceFeatures(kept.features[:0], s, known, i)
		n.table.Add(kept.features, sum)
		n.table.Read(sum, n.wordFeatures+len(kept.features), scores[i*labels:(i+1)*labels])
	}
}

// wordSums keeps, for the word forms of late, the sums of their own features at each distance. It belongs to one goroutine at
// a time; what is kept changes no result.
type wordSums struct {
	sums     map[uint64][]uint64 // by Word.Form: a row for each distance
	sum      []uint64            // of the word in work
	features []uint64
	of       [][]uint64 // the sums of the words of the sentence in work
}

// keptWords is how many word forms are kept, some 600 bytes each; when they are more, all are forgotten.
const keptWords = 1 << 13

func (n *Namer) newWordSums() any {
	return &wordSums{sums: make(map[uint64][]uint64), sum: make([]uint64, n.table.Width())}
}

// wordSums gives the sums of a word's own features, one row of lanes for each distance.
func (n *Namer) wordSums(w *Word, kept *wordSums) []uint64 {
	if rows, ok := kept.sums[w.Form]; ok {
		return rows
	}
	width := n.table.Width()
	rows := make([]uint64, (2*reach+1)*width)
	for at := -reach; at <= reach; at++ {
		kept.features = nameWordFeatures(kept.features[:0], w, at)
		n.table.Add(kept.features, rows[(at+reach)*width:][:width])
	}
	if len(kept.sums) >= keptWords {
		clear(kept.sums)
	}
	kept.sums[w.Form] = rows
	return rows
}

// settle mends names by what is known beyond the sentence or of the words that names are made of. A phrase of the gazetteer
// has its own class; the last word of a person's full name in this article (Masoud Pezeshkian) is that person elsewhere, too.
func (n *Namer) settle(article []*Sentence, names [][]Name) {
	surnames := map[uint64]bool{}
	for i, s := range article {
		names[i] = n.reshape(s, names[i])
		for _, x := range names[i] {
			if x.Class == n.person && x.Last-x.First > 1 && s.Words[x.Last-2].Form != hyphen {
				surnames[s.Words[x.Last-1].Form] = true
			}
		}
	}
	for i, s := range article {
		names[i] = splitPairs(s, names[i], n.person, surnames)
		for j := range names[i] {
			x := &names[i][j]
			surname := x.Last-x.First == 1 && surnames[s.Words[x.First].Form]
			if surname && x.Class == n.person { // who is called Jordan or Washington
				continue
			}
			if c := n.classOf(n.gazetteer.Kinds(s, x.First, x.Last)); c >= 0 {
				x.Class = c
			} else if surname {
				x.Class = n.person
			}
		}
	}
}

// reshape moves the borders of names where words tell them: a company's form ends its name (Smith Inc. | of Toledo), a junior
// is a part of his, and a place before a word in capitals is the place of a newspaper or agency (Moscow | INTERFAX).
func (n *Namer) reshape(s *Sentence, names []Name) []Name {
	for i := 0; i < len(names); i++ {
		x := names[i]
		switch x.Class {
		case n.organization:
			for j := x.First + 1; j < x.Last-1; j++ {
				if s.Words[j].Form == of && companyForms[s.Words[j-1].Form] {
					names[i].Last = j
					names = slices.Insert(names, i+1, Name{j + 1, x.Last, n.location})
					i++
					break
				}
			}
			if place, at := n.placeOf(s, x); at > x.First {
				names[i].First = at
				names = slices.Insert(names, i, place)
				i++
			}
		case n.person:
			j := x.Last
			if j+1 < len(s.Words) && juniors[s.Words[j+1].Form] && s.Words[j].Flags&Capital != 0 {
				j++
			}
			if j < len(s.Words) && juniors[s.Words[j].Form] {
				names[i].Last = j + 1
				for i+1 < len(names) && names[i+1].First <= j {
					names = slices.Delete(names, i+1, i+2)
				}
			}
		}
	}
	return names
}

// placeOf gives the place that an organisation's name begins with and the word where the organisation itself begins: where a
// known place, not in capitals, stands before words that all are in capitals, or before "Radio".
func (n *Namer) placeOf(s *Sentence, x Name) (Name, int) {
	first := x.First
	if s.Words[first].Flags&Digit != 0 { // the number of a report before it
		first++
	}
	for at := min(first+3, x.Last-1); at > first; at-- {
		if s.Words[first].Flags&AllCaps != 0 || n.classOf(n.gazetteer.Kinds(s, first, at)) != n.location && n.gazetteer.Kinds(s, first, at)&n.cities == 0 {
			continue
		}
		capitals := !slices.ContainsFunc(s.Words[at:x.Last], func(w Word) bool { return w.Flags&AllCaps == 0 })
		if capitals || s.Words[at].Form == radio {
			return Name{first, at, n.location}, at
		}
	}
	return Name{}, 0
}

var (
	hyphen       = NewWord("-", nil).Form
	of           = NewWord("of", nil).Form
	radio        = NewWord("Radio", nil).Form
	juniors      = forms("Jr", "Jr.", "Sr", "Sr.")
	companyForms = forms("Inc", "Inc.", "Co", "Co.", "Corp", "Corp.", "Ltd", "Ltd.", "Limited", "LLC", "PLC", "plc", "Industries", "Company", "Corporation")
)

func forms(words ...string) map[uint64]bool {
	out := map[uint64]bool{}
	for _, w := range words {
		out[NewWord(w, nil).Form] = true
	}
	return out
}

// splitPairs makes two names of a pair of persons, Lavrov-Araghchi, where the article names one of them in full.
func splitPairs(s *Sentence, names []Name, person int, surnames map[uint64]bool) []Name {
	for i := 0; i < len(names); i++ {
		x := names[i]
		if x.Class != person || x.Last-x.First != 3 || s.Words[x.First+1].Form != hyphen ||
			!surnames[s.Words[x.First].Form] && !surnames[s.Words[x.Last-1].Form] {
			continue
		}
		names[i].Last = x.First + 1
		names = slices.Insert(names, i+1, Name{x.Last - 1, x.Last, person})
		i++
	}
	return names
}

// classOf is the class on which all kinds of a phrase agree that have one; -1 where they do not, or none has.
func (n *Namer) classOf(kinds uint16) int {
	class := -1
	for ; kinds != 0; kinds &= kinds - 1 {
		k := bits.TrailingZeros16(kinds)
		if k >= len(n.known) || n.known[k] < 0 {
			continue
		}
		if class >= 0 && n.known[k] != class {
			return -1
		}
		class = n.known[k]
	}
	return class
}

// count counts, for each capitalised word form of an article, how often it stands in a name of each class, and outside.
func (n *Namer) count(article []*Sentence, paths [][]int) map[uint64][]int32 {
	votes := map[uint64][]int32{}
	for i, s := range article {
		for j, w := range s.Words {
			if w.Flags&Capital == 0 {
				continue
			}
			v := votes[w.Lower]
			if v == nil {
				v = make([]int32, len(n.classes)+1)
				votes[w.Lower] = v
			}
			v[n.ballot(paths[i][j])]++
		}
	}
	return votes
}

// ballot is the class of a label, the number of classes for Outside.
func (n *Namer) ballot(label int) int {
	if label == Outside {
		return len(n.classes)
	}
	return (label - 1) / 4
}

// addVotes adds the votes of the other places of each word to its scores, and says whether any of them disagrees with
// the label here.
func (n *Namer) addVotes(s *Sentence, path []int, scores []int32, votes map[uint64][]int32) bool {
	again := false
	labels := len(n.table.Labels)
	for j, w := range s.Words {
		if w.Flags&Capital == 0 {
			continue
		}
		v := votes[w.Lower]
		mine := n.ballot(path[j])
		others := int32(-1)
		for _, c := range v {
			others += c
		}
		if others == v[mine]-1 {
			continue
		}
		again = true
		row := scores[j*labels : (j+1)*labels]
		for b, c := range v {
			if b == mine {
				c--
			}
			gain := n.vote * logShare[c*16/others] / 100
			if b == len(n.classes) {
				row[Outside] += gain
				continue
			}
			for k := range int32(4) {
				row[1+4*int32(b)+k] += gain
			}
		}
	}
	return again
}

// logShare[i] is 100 times the natural logarithm of i/16 + 0.05: what a vote of that share is worth.
var logShare = [17]int32{-300, -218, -174, -144, -120, -102, -86, -72, -60, -49, -39, -30, -22, -15, -8, -1, 5}

// reach is how far from a word its features look.
const reach = 3

// NameFeatures appends the features of word i; known is what the gazetteer found.
func NameFeatures(f []uint64, s *Sentence, known []uint64, i int) []uint64 {
	for at := -reach; at <= reach; at++ {
		f = nameWordFeatures(f, s.at(i+at), at)
	}
	return namePlaceFeatures(f, s, known, i)
}

// nameWordFeatures appends the features that a word has by itself, at a distance from the one to label.
func nameWordFeatures(f []uint64, w *Word, at int) []uint64 {
	t := uint64(1000 + 50*at)
	switch at {
	case 0:
		f = append(f, mix(t, w.Form), mix(t+1, w.Lower), mix(t+2, w.Shape), mix(t+3, w.Suffix[0]), mix(t+4, w.Suffix[1]),
			mix(t+5, w.Suffix[2]), mix(t+6, w.Suffix[3]), mix(t+7, w.Prefix[0]), mix(t+8, w.Prefix[1]), mix(t+9, w.Prefix[2]),
			mix(t+10, w.Prefix[3]), mix(t+11, w.Flags), mix(t+12, w.Shape, w.Suffix[2]))
		for k, g := range w.Groups {
			f = append(f, mix(t+30+uint64(k), uint64(g), w.Flags&(Capital|AllCaps)))
		}
	case -1, 1:
		f = append(f, mix(t, w.Form), mix(t+1, w.Lower), mix(t+2, w.Shape), mix(t+5, w.Suffix[2]), mix(t+11, w.Flags))
	default:
		f = append(f, mix(t+1, w.Lower), mix(t+2, w.Shape))
	}
	for k, g := range w.Groups {
		if k < 3 || at >= -1 && at <= 1 {
			f = append(f, mix(t+20+uint64(k), uint64(g)))
		}
	}
	return f
}

// namePlaceFeatures appends the features that several words have together, and the place in the sentence.
func namePlaceFeatures(f []uint64, s *Sentence, known []uint64, i int) []uint64 {
	w, l1, l2, r1, r2 := s.at(i), s.at(i-1), s.at(i-2), s.at(i+1), s.at(i+2)
	for k := max(0, i-1); k < min(len(known), i+2); k++ {
		for set := known[k]; set != 0; set &= set - 1 {
			f = append(f, mix(uint64(100+k-i), uint64(bits.TrailingZeros64(set))))
		}
	}
	for k := 1; k <= 2; k++ { // 200 and 1000 groups
		t := uint64(200 + 20*k)
		gl2, gl, g, gr, gr2 := uint64(l2.Groups[k]), uint64(l1.Groups[k]), uint64(w.Groups[k]), uint64(r1.Groups[k]), uint64(r2.Groups[k])
		f = append(f, mix(t, gl, g), mix(t+1, g, gr), mix(t+2, gl, w.Shape), mix(t+3, w.Shape, gr), mix(t+4, gl, g, gr),
			mix(t+5, gl2, gl, w.Shape), mix(t+6, w.Shape, gr, gr2))
	}
	return append(f, mix(1), mix(2, s.place(i)),
		mix(80, l1.Lower, w.Lower), mix(81, w.Lower, r1.Lower), mix(82, l1.Shape, w.Shape), mix(83, w.Shape, r1.Shape),
		mix(84, l1.Shape, w.Shape, r1.Shape), mix(85, l1.Lower, w.Shape), mix(86, w.Shape, r1.Lower),
		mix(87, l2.Lower, l1.Lower), mix(88, r1.Lower, r2.Lower), mix(89, l1.Lower, r1.Lower),
		mix(90, l2.Lower, l1.Lower, w.Shape), mix(91, w.Shape, r1.Lower, r2.Lower), mix(92, l1.Flags, w.Flags, r1.Flags),
		mix(93, l2.Shape, l1.Shape, w.Shape), mix(94, w.Shape, r1.Shape, r2.Shape))
}
