package draw

import (
	"slices"
	"strings"
	"unicode/utf8"

	"newsgraph/nlp"
)

// Measures of a tree, in CSS pixels. Words are as wide as their letters are expected to be: nobody measures fonts here.
const (
	letter  = 8   // width of a letter of a word
	small   = 7   // width of a letter of a tag or label
	between = 16  // between two words
	level   = 26  // height of a level of arcs
	rounded = 7   // radius of an arc's corners
	aside   = 7   // from the middle of a word to where arcs to its dependents begin
	longest = 400 // words of a sentence whose tree is drawn
)

// tree is a sentence as the template draws it. Arcs run over the words, those of shared edges below them.
type tree struct {
	Width, Height int
	Words         []drawnWord
	Arcs          []arc
	Shared        []arc
	Says          string // the tree in words, for those who do not see it
	Base          int    // where arcs end above the words
	WordY, TagY   int    // base lines of words and tags
}

// drawnWord is one word with its tag below.
type drawnWord struct {
	X           int // middle
	Form, UPOS  string
	Tip         string
	Root        bool
	Class       nlp.Class // of the name that it stands in
	Left, Width int       // of the field behind it, half way to its neighbours in a name
}

// arc is an edge: Path is its line, the arrow's point at X, Y; the label's middle at LabelX, LabelY.
type arc struct {
	Path           string
	Arrow          string
	LabelX, LabelY int
	Label, Tip     string
}

// newTree lays out a sentence, nil where it was not parsed or has more than longest words.
func newTree(d nlp.Document, s nlp.Sentence) *tree {
	parsed := slices.ContainsFunc(s.Tokens, func(t nlp.Token) bool { return t.Rel != "" })
	if !parsed || len(s.Tokens) > longest {
		return nil
	}
	t := &tree{}
	left := make([][]int, len(s.Tokens)) // dependents before their head
	for i, w := range s.Tokens {
		if w.Head > i {
			left[w.Head] = append(left[w.Head], i)
		}
	}
	x := between / 2
	for i, w := range s.Tokens {
		form := d.Text[w.Start:w.End]
		width := max(letter*wide(form), small*len(w.UPOS))
		room := func(from int, rel string) { // for the label of an arc
			x = max(x, t.Words[from].X+small*len(rel)+3*rounded+aside-width/2)
		}
		if w.Head >= 0 && w.Head < i {
			room(w.Head, w.Rel)
		}
		for _, j := range left[i] {
			room(j, s.Tokens[j].Rel)
		}
		t.Words = append(t.Words, drawnWord{X: x + width/2, Form: form, UPOS: w.UPOS, Root: w.Head < 0, Left: x - between/4, Width: width + between/2,
			Tip: w.Lemma + ", " + w.XPOS})
		x += width + between
	}
	t.Width = x - between/2
	for _, m := range s.Mentions {
		for i := m.First; i < m.Last; i++ {
			t.Words[i].Class = m.Class
			if i+1 < m.Last {
				t.Words[i].Width = t.Words[i+1].Left - t.Words[i].Left
			}
		}
	}

	var basic, shared []edge
	var says []string
	for i, w := range s.Tokens {
		form := t.Words[i].Form
		if w.Head < 0 {
			says = append(says, form+" is the root")
			continue
		}
		says = append(says, form+" is "+w.Rel+" of "+t.Words[w.Head].Form)
		basic = append(basic, edge{w.Head, i, w.Rel, 0})
		for _, x := range w.Deps {
			if x.Head >= 0 {
				shared = append(shared, edge{x.Head, i, x.Rel, 0})
			}
		}
	}
	t.Says = strings.Join(says, "; ")
	high, low := levels(basic, len(s.Tokens)), levels(shared, len(s.Tokens))
	t.Base = high*level + 16
	t.WordY = t.Base + 20
	t.TagY = t.WordY + 17
	floor := t.TagY + 8
	t.Height = floor
	if low > 0 {
		t.Height += low*level + 16
	}
	for _, e := range basic {
		t.Arcs = append(t.Arcs, t.arc(e, t.Base, -1))
	}
	for _, e := range shared {
		t.Shared = append(t.Shared, t.arc(e, floor, 1))
	}
	return t
}

// edge is an edge of a tree between two words, with the level of its arc from 1.
type edge struct {
	head, word int
	rel        string
	level      int
}

// levels gives each edge the lowest level above all shorter arcs that it crosses or spans, and gives the highest one.
func levels(edges []edge, words int) int {
	order := make([]int, len(edges))
	for i := range order {
		order[i] = i
	}
	length := func(e edge) int { return max(e.head, e.word) - min(e.head, e.word) }
	slices.SortStableFunc(order, func(a, b int) int { return length(edges[a]) - length(edges[b]) })
	height := make([]int, words) // of the arcs over the gap behind each word
	highest := 0
	for _, k := range order {
		e := &edges[k]
		over := height[min(e.head, e.word):max(e.head, e.word)]
		e.level = slices.Max(over) + 1
		for i := range over {
			over[i] = e.level
		}
		highest = max(highest, e.level)
	}
	return highest
}

// arc draws an edge from its head to its word, up (-1) or down (1) from a line.
func (t *tree) arc(e edge, y, way int) arc {
	side := 1
	if e.word < e.head {
		side = -1
	}
	from, to := t.Words[e.head].X+side*aside, t.Words[e.word].X
	if e.word-e.head == side && (to-from)*side < 2*rounded { // narrow neighbours
		from = t.Words[e.head].X
	}
	top := y + way*e.level*level
	corner := y + way*(e.level*level-rounded)
	return arc{
		Path: path("M", from, y, "V", corner, "Q", from, top, from+side*rounded, top, "H", to-side*rounded, "Q", to, top, to, corner, "V", y+way*4),
		// The point of the arrow is at the word.
		Arrow:  path("M", to, y, "L", to-4, y+way*7, "L", to+4, y+way*7, "Z"),
		LabelX: (from + to) / 2,
		LabelY: top + 4,
		Label:  e.rel,
		Tip:    t.Words[e.word].Form + " is " + e.rel + " of " + t.Words[e.head].Form,
	}
}

// wide gives the width of a word in letters; those of East Asian scripts and emoji count twice.
func wide(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x1100 && utf8.RuneLen(r) > 2 && (r < 0x2000 || r > 0x2FFF) {
			n++
		}
	}
	return n
}
