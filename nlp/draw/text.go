package draw

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"newsgraph/nlp"
)

// node is a piece of a sentence: plain text, or what encloses further pieces.
type node struct {
	Text   string    // plain text, where there are no parts
	Kind   string    // "name", "title", "reference", empty for plain text and for the sentence itself
	Class  nlp.Class // of a name
	Tip    string
	Parts  []node
	Marks  []mark // of the entities that it refers to, behind it
	Anchor string // what links lead to, empty where none does
}

// mark is the number of an entity, with a link to it.
type mark struct {
	Number int
	Link   string
	Tip    string
	Class  nlp.Class
}

// enclosing is a run of words with what it is.
type enclosing struct {
	first, last int
	rank        int // of equal runs the lower one encloses the other
	node        node
}

// nested makes pieces of a sentence. Of two runs that cross the later one ends with the earlier one.
func nested(d nlp.Document, s nlp.Sentence, runs []enclosing) node {
	slices.SortStableFunc(runs, func(a, b enclosing) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last), cmp.Compare(a.rank, b.rank))
	})
	type opened struct {
		node
		last int
	}
	stack := []opened{{last: len(s.Tokens)}}
	close := func() {
		n := stack[len(stack)-1].node
		stack = stack[:len(stack)-1]
		top := &stack[len(stack)-1]
		top.Parts = append(top.Parts, n)
	}
	at := s.Start
	plain := func(to int) {
		if at < to {
			top := &stack[len(stack)-1]
			top.Parts = append(top.Parts, node{Text: d.Text[at:to]})
			at = to
		}
	}
	for i, t := range s.Tokens {
		for len(runs) > 0 && runs[0].first == i {
			r := runs[0]
			runs = runs[1:]
			r.last = min(r.last, stack[len(stack)-1].last)
			plain(t.Start)
			stack = append(stack, opened{r.node, r.last})
		}
		plain(t.End)
		for len(stack) > 1 && stack[len(stack)-1].last == i+1 {
			close()
		}
	}
	plain(s.End)
	return stack[0].node
}

// runs gives what encloses words of the sentences of an article: names, titles, references. number is the number of the
// article on the page.
func runs(d nlp.Document, number int) [][]enclosing {
	out := make([][]enclosing, len(d.Sentences))
	names := map[[3]int]int{} // sentence, first, last of a name to its place in out
	for i, s := range d.Sentences {
		for _, m := range s.Mentions {
			names[[3]int{i, m.First, m.Last}] = len(out[i])
			out[i] = append(out[i], enclosing{m.First, m.Last, 2, node{Kind: "name", Class: m.Class, Tip: string(m.Class)}})
		}
		for _, t := range s.Titles {
			tip := "title"
			if t.Name < len(s.Mentions) {
				m := s.Mentions[t.Name]
				tip += " of " + d.Text[m.Start:m.End]
			}
			out[i] = append(out[i], enclosing{t.First, t.Last, 1, node{Kind: "title", Tip: tip}})
		}
	}
	for k, r := range d.References {
		var marks []mark
		for _, e := range r.Entities {
			tip := fmt.Sprintf("%s (%s): %s, %s", d.Entities[e].Name, d.Entities[e].Class, r.Kind, cmp.Or(r.Why, "no rule named"))
			marks = append(marks, mark{e + 1, fmt.Sprintf("#a%d-e%d", number, e+1), tip, d.Entities[e].Class})
		}
		anchor := fmt.Sprintf("a%d-r%d", number, k+1)
		if j, ok := names[[3]int{r.Sentence, r.First, r.Last}]; ok {
			n := &out[r.Sentence][j].node
			n.Marks, n.Anchor = append(n.Marks, marks...), anchor
			continue
		}
		tip := string(r.Kind)
		if len(marks) == 0 {
			tip += ", not resolved"
		}
		out[r.Sentence] = append(out[r.Sentence], enclosing{r.First, r.Last, 0, node{Kind: "reference", Tip: tip, Marks: marks, Anchor: anchor}})
	}
	return out
}

// entity is one line of the list of entities.
type entity struct {
	Number int
	Anchor string
	Name   string
	Class  nlp.Class
	Forms  []form
}

// form is a wording of references to one entity.
type form struct {
	Kind  nlp.ReferenceKind
	Text  string
	Links []string // to each of them
}

// entities lists the entities of an article with how it refers to them, in the order of first reference.
func entities(d nlp.Document, number int) []entity {
	out := make([]entity, len(d.Entities))
	for i, e := range d.Entities {
		out[i] = entity{Number: i + 1, Anchor: fmt.Sprintf("a%d-e%d", number, i+1), Name: e.Name, Class: e.Class}
	}
	for k, r := range d.References {
		text := strings.Join(strings.Fields(d.Text[r.Start:r.End]), " ")
		link := fmt.Sprintf("#a%d-r%d", number, k+1)
		for _, i := range r.Entities {
			e := &out[i]
			j := slices.IndexFunc(e.Forms, func(f form) bool { return f.Kind == r.Kind && f.Text == text })
			if j < 0 {
				j = len(e.Forms)
				e.Forms = append(e.Forms, form{Kind: r.Kind, Text: text})
			}
			e.Forms[j].Links = append(e.Forms[j].Links, link)
		}
	}
	return out
}
