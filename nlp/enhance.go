package nlp

import (
	"slices"
	"strings"
)

// enhance adds to a parsed sentence the edges that conjuncts share (conjunct propagation, after the enhanced
// representation of Universal Dependencies and Schuster and Manning, LREC 2016). A sentence that was not parsed keeps none.
//
//	heads     "met Hesk and Arroyal": Arroyal depends on met, too, as Hesk does
//	subjects  "Hesk flew to Lima and met Arroyal": Hesk is the subject of met, too
//	objects   "Norway drafted and signed the treaty": the treaty is the object of signed, too
//
// A shared subject takes the voice of the conjunct: "he came and was arrested" makes him nsubj:pass of arrested.
// Modifiers are not shared: "came on Monday and left" does not say that both were on Monday.
func enhance(tokens []Token) {
	c := coordination{tokens: tokens, children: make([][]int, len(tokens))}
	parsed := false
	for i, t := range tokens {
		parsed = parsed || t.Rel != ""
		if t.Head >= 0 {
			c.children[t.Head] = append(c.children[t.Head], i)
		}
	}
	if !parsed {
		return
	}
	for i, t := range tokens {
		if relation(t.Rel) == "conj" && t.Head >= 0 {
			c.shareHead(i)
		}
	}
	for i, t := range tokens {
		if relation(t.Rel) == "conj" && t.Head >= 0 {
			c.shareSubject(i)
			c.shareObject(i)
		}
	}
}

// coordination is a parsed sentence of which conjuncts are looked at.
type coordination struct {
	tokens   []Token
	children [][]int // in order
}

// unshared are relations of a first conjunct that say nothing of its further ones: those that hold a sentence or a name
// together rather than tell who does what.
var unshared = map[string]bool{
	"root": true, "parataxis": true, "list": true, "discourse": true, "vocative": true, "flat": true, "fixed": true, "goeswith": true,
	"reparandum": true, "orphan": true, "punct": true, "cop": true, "aux": true, "dep": true,
}

// relation gives a relation without its subtype.
func relation(rel string) string {
	short, _, _ := strings.Cut(rel, ":")
	return short
}

// first gives the first conjunct of the coordination that a conjunct belongs to, outward through coordinations in it.
func (c *coordination) first(i int) int {
	for n := 0; relation(c.tokens[i].Rel) == "conj" && c.tokens[i].Head >= 0 && n < len(c.tokens); n++ {
		i = c.tokens[i].Head
	}
	return i
}

// add adds an edge to a token unless it has one from that head.
func (c *coordination) add(i, head int, rel string) {
	t := &c.tokens[i]
	if i == head || t.Head == head || slices.ContainsFunc(t.Deps, func(d Dep) bool { return d.Head == head }) {
		return
	}
	t.Deps = append(t.Deps, Dep{head, rel})
}

// shareHead lets a conjunct depend on the head of the first one.
func (c *coordination) shareHead(i int) {
	f := c.tokens[c.first(i)]
	if f.Head >= 0 && !unshared[relation(f.Rel)] {
		c.add(i, f.Head, f.Rel)
	}
}

// shareSubject gives a conjunct without subject that of the nearest conjunct before it that has one.
func (c *coordination) shareSubject(i int) {
	if c.has(i, "nsubj", "csubj", "expl") {
		return
	}
	for from := c.before(i); from >= 0; from = c.before(from) {
		if !c.has(from, "nsubj", "csubj", "expl") {
			continue
		}
		if c.imperative(i, from) || !c.predicate(i) && c.tokens[from].UPOS == "VERB" {
			return
		}
		for _, s := range c.children[from] {
			rel := c.tokens[s].Rel
			if short := relation(rel); short != "nsubj" && short != "csubj" || s > i {
				continue
			} else if rel != short+":outer" {
				rel = short
				if c.passive(i) {
					rel += ":pass"
				}
			}
			c.shared(s, i, rel)
		}
		return
	}
}

// shared adds an edge to a token and, where it is the first of conjuncts, to each of them: both of "Hesk and Arroyal met
// and talked" talked.
func (c *coordination) shared(i, head int, rel string) {
	c.add(i, head, rel)
	for _, k := range c.children[i] {
		if relation(c.tokens[k].Rel) == "conj" {
			c.shared(k, head, rel)
		}
	}
}

// shareObject gives a verb without object the object of the first conjunct that stands behind both.
func (c *coordination) shareObject(i int) {
	f := c.tokens[i].Head
	if c.tokens[i].UPOS != "VERB" || c.passive(i) || c.has(i, "obj", "ccomp", "xcomp") {
		return
	}
	for _, o := range c.children[f] {
		if c.tokens[o].Rel == "obj" && o > i {
			c.shared(o, i, "obj")
		}
	}
}

// before gives the conjunct that stands before a conjunct in its coordination, or the head of that, -1 before the first.
func (c *coordination) before(i int) int {
	t := c.tokens[i]
	if relation(t.Rel) != "conj" || t.Head < 0 {
		return -1
	}
	before := t.Head
	for _, k := range c.children[t.Head] {
		if k < i && k > before && relation(c.tokens[k].Rel) == "conj" {
			before = k
		}
	}
	return before
}

// predicate says whether a token is the head of a clause: a verb, or what a copula makes one.
func (c *coordination) predicate(i int) bool {
	t := c.tokens[i]
	return t.UPOS == "VERB" || c.has(i, "cop") || t.UPOS == "AUX"
}

// imperative says whether a verb behind another one is an order, which has no subject: "he said no, so stop it".
func (c *coordination) imperative(i, behind int) bool {
	if c.tokens[i].XPOS != "VB" {
		return false
	}
	for _, k := range c.children[i] {
		switch t := c.tokens[k]; {
		case relation(t.Rel) == "aux":
			return t.XPOS == "VB" // do not feed; but: may feed
		case t.Rel == "mark":
			return false
		}
	}
	switch c.tokens[behind].XPOS {
	case "VBD", "VBP", "VBZ":
		return true
	}
	return false
}

// passive says whether a verb is in the passive; a participle without auxiliary is where the conjunct before it is: "he was
// arrested and charged".
func (c *coordination) passive(i int) bool {
	for ; i >= 0; i = c.before(i) {
		for _, k := range c.children[i] {
			switch c.tokens[k].Rel {
			case "aux:pass", "nsubj:pass", "csubj:pass":
				return true
			}
		}
		if c.tokens[i].XPOS != "VBN" || c.has(i, "aux", "nsubj", "csubj", "cop") {
			return false
		}
	}
	return false
}

// has says whether one of a token's dependents has one of these relations, in any subtype.
func (c *coordination) has(i int, rels ...string) bool {
	for _, k := range c.children[i] {
		if slices.Contains(rels, relation(c.tokens[k].Rel)) {
			return true
		}
	}
	return false
}
