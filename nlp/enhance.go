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
	parsed := false
	for _, t := range tokens {
		parsed = parsed || t.Rel != ""
	}
	if !parsed {
		return
	}
	c := newCoordination(tokens)
	for i := range tokens {
		if c.before[i] >= 0 {
			c.shareHead(i)
		}
	}
	for i := range tokens {
		if c.before[i] >= 0 {
			c.shareSubject(i)
			c.shareObject(i)
		}
	}
}

// coordination is a parsed sentence with what is asked of its conjuncts, each computed in one pass: a list of 10,000 names
// is one sentence, too.
type coordination struct {
	tokens   []Token
	children [][]int // dependents, in order
	subjects [][]int // those of them that are subjects
	objects  [][]int // those of them that are objects
	first    []int   // the first conjunct, outward through coordinations in coordinations; a token itself outside of one
	before   []int   // the conjunct before, or the first one; -1 where a token is no further conjunct
	subject  []int   // the token itself or the nearest conjunct before it that has a subject, -1 where none has
	passive  []bool  // in the passive; a participle without auxiliary is where the one before it is: "was arrested and charged"
	room     int     // edges that may still be added: n subjects and n verbs would make n*n
}

func newCoordination(tokens []Token) *coordination {
	n := len(tokens)
	c := &coordination{tokens: tokens, children: make([][]int, n),
		subjects: make([][]int, n), objects: make([][]int, n), first: make([]int, n), before: make([]int, n),
		subject: make([]int, n), passive: make([]bool, n), room: 8 * n}
	last := make([]int, n) // further conjunct seen last of each token, the token itself where none was
	for i, t := range tokens {
		last[i] = i
		if t.Head < 0 {
			continue
		}
		c.children[t.Head] = append(c.children[t.Head], i)
		switch relation(t.Rel) {
		case "nsubj", "csubj":
			c.subjects[t.Head] = append(c.subjects[t.Head], i)
		case "obj":
			c.objects[t.Head] = append(c.objects[t.Head], i)
		}
	}
	for i, t := range tokens {
		c.first[i], c.before[i], c.subject[i] = i, -1, -1
		// A further conjunct stands behind the first one in UD, so what is asked of the one before is known by now, and no
		// walk goes in a circle, whatever was parsed.
		if relation(t.Rel) == "conj" && t.Head >= 0 && t.Head < i {
			c.first[i], c.before[i] = c.first[t.Head], last[t.Head]
			last[t.Head] = i
		}
		before := c.before[i]
		switch {
		case c.has(i, "nsubj", "csubj", "expl"):
			c.subject[i] = i
		case before >= 0:
			c.subject[i] = c.subject[before]
		}
		switch {
		case c.hasPassive(i):
			c.passive[i] = true
		case before >= 0 && t.XPOS == "VBN" && c.subject[i] != i && !c.has(i, "aux", "cop"):
			c.passive[i] = c.passive[before]
		}
	}
	return c
}

// relation gives a relation without its subtype.
func relation(rel string) string {
	short, _, _ := strings.Cut(rel, ":")
	return short
}

// unshared are relations of a first conjunct that say nothing of its further ones: those that hold a sentence or a name
// together rather than tell who does what.
var unshared = map[string]bool{
	"root": true, "parataxis": true, "list": true, "discourse": true, "vocative": true, "flat": true, "fixed": true, "goeswith": true,
	"reparandum": true, "orphan": true, "punct": true, "cop": true, "aux": true, "dep": true,
}

// shareHead lets a further conjunct depend on the head of the first one.
func (c *coordination) shareHead(i int) {
	f := c.tokens[c.first[i]]
	if f.Head >= 0 && !unshared[relation(f.Rel)] {
		c.add(i, f.Head, f.Rel)
	}
}

// shareSubject gives a conjunct without subject that of the nearest conjunct before it that has one.
func (c *coordination) shareSubject(i int) {
	from := c.subject[i]
	if from < 0 || from == i || c.imperative(i, from) || !c.predicate(i) && c.tokens[from].UPOS == "VERB" {
		return
	}
	for _, s := range c.subjects[from] {
		if s > i {
			continue
		}
		rel := c.tokens[s].Rel
		short := relation(rel)
		if rel != short+":outer" { // the subject of a clause that is a predicate stays what it is
			rel = short
			if c.passive[i] {
				rel += ":pass"
			}
		}
		c.share(s, i, rel)
	}
}

// shareObject gives a verb without object the object of the first conjunct that stands behind both.
func (c *coordination) shareObject(i int) {
	if c.tokens[i].UPOS != "VERB" || c.passive[i] || c.has(i, "obj", "ccomp", "xcomp") {
		return
	}
	for _, o := range c.objects[c.tokens[i].Head] {
		if o > i {
			c.share(o, i, "obj")
		}
	}
}

// share adds an edge to a token and, where it is the first of conjuncts, to each of them: both of "Hesk and Arroyal met and
// talked" talked.
func (c *coordination) share(i, head int, rel string) {
	c.add(i, head, rel)
	for _, k := range c.children[i] {
		if c.before[k] >= 0 && c.room > 0 {
			c.share(k, head, rel)
		}
	}
}

// add adds an edge to a token unless it has one from that head: its own, or the first one, of shareHead. Of the others each
// has a head of its own.
func (c *coordination) add(i, head int, rel string) {
	t := &c.tokens[i]
	if c.room == 0 || i == head || t.Head == head || len(t.Deps) > 0 && t.Deps[0].Head == head {
		return
	}
	c.room--
	t.Deps = append(t.Deps, Dep{head, rel})
}

// predicate says whether a token is the head of a clause: a verb, or what a copula makes one.
func (c *coordination) predicate(i int) bool {
	upos := c.tokens[i].UPOS
	return upos == "VERB" || upos == "AUX" || c.has(i, "cop")
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

// has says whether one of a token's dependents has one of these relations, in any subtype.
func (c *coordination) has(i int, rels ...string) bool {
	return slices.ContainsFunc(c.children[i], func(k int) bool { return slices.Contains(rels, relation(c.tokens[k].Rel)) })
}

// hasPassive says whether a token's own dependents make it passive.
func (c *coordination) hasPassive(i int) bool {
	return slices.ContainsFunc(c.children[i], func(k int) bool {
		rel := c.tokens[k].Rel
		return rel == "aux:pass" || rel == "nsubj:pass" || rel == "csubj:pass"
	})
}
