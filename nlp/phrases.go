package nlp

import "strings"

// phrase is a noun phrase that may describe an entity.
type phrase struct {
	first, last int // tokens, half-open
	head        int
	det         string // "the", "his", "a", "both", ...; "'s" behind an owner; "" where there is none
	det2        string // "two" of "the two leaders"
	inner       int    // first token behind determiner and owner
	noun        string // of the head, lower case, singular
	plural      bool
	owner       int    // actor of the owner, -1 where there is none
	code        string // country of the owner, of an adjective, of what follows "of"
	hasOwner    bool
	named       int // index of the person's name that it stands beside, -1 where there is none
}

// XPOS gives the tag of token i, empty outside the sentence.
func (l *line) XPOS(i int) string { return l.xpos(i) }

// word gives token i in lower case, empty outside the sentence.
func (l *line) word(i int) string {
	if i < 0 || i >= len(l.lower) {
		return ""
	}
	return l.lower[i]
}

// headOf gives the token of a run that the others depend on.
func (l *line) headOf(first, last int) int {
	if l.trees {
		for i := first; i < last; i++ {
			if h := l.Tokens[i].Head; h < first || h >= last {
				return i
			}
		}
	}
	head := last - 1
	for i := first + 1; i < last; i++ {
		if l.lower[i] == "of" || l.lower[i] == "," || l.lower[i] == "for" {
			head = i - 1
			break
		}
	}
	return head
}

var determiners = set([]string{"the", "this", "that", "these", "those", "a", "an", "both", "another", "each", "every", "some", "any", "no", "his", "her", "its", "their", "my", "your", "our", "whose", "either", "neither", "two", "three", "other", "several", "many"})

// nounLike reports whether a token may stand in a noun phrase before its head.
func nounLike(x string) bool {
	switch x {
	case "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "VBN", "VBG", "AFX":
		return true
	}
	return false
}

func noun(x string) bool { return x == "NN" || x == "NNS" || x == "NNP" || x == "NNPS" }

// phrases finds the noun phrases of common nouns with a determiner, an owner or a people before them.
func (r *resolver) phrases(l *line) []phrase {
	var out []phrase
	for i := 0; i < len(l.Tokens); {
		p, next := r.phraseAt(l, i)
		if p.head >= 0 {
			out = append(out, p)
		}
		i = max(next, i+1)
	}
	return out
}

// phraseAt reads the noun phrase that starts at token i, and gives where to read on. The head is -1 where there is none.
func (r *resolver) phraseAt(l *line, i int) (phrase, int) {
	p := phrase{first: i, head: -1, owner: -1, named: -1}
	j := i
	if determiners[l.word(j)] && l.mention[j] < 0 {
		p.det = l.word(j)
		j++
		if p.det == "both" && (l.word(j) == "of" || l.word(j) == "the" || l.word(j) == "these") {
			j++
			if l.word(j) == "the" || l.word(j) == "these" {
				j++
			}
		}
		if w := l.word(j); (w == "two" || w == "three" || w == "both" || w == "2") && p.det != "both" {
			p.det2 = w
			j++
		}
	} else if l.xpos(i) == "POS" && i > 0 && l.mention[i-1] < 0 {
		p.det, p.hasOwner = "'s", true
		j++
	} else if !nounLike(l.xpos(i)) || l.xpos(i) == "HYPH" {
		return p, i + 1
	}
	p.inner = j
	for ; j < len(l.Tokens); j++ {
		x := l.xpos(j)
		if x == "POS" && j > p.inner && noun(l.xpos(j-1)) && l.mention[j-1] < 0 && p.det != "" && !p.hasOwner {
			break // "the bishop's passport" describes a bishop
		}
		if x == "POS" && j > p.inner {
			// what stands before it owns the rest
			p.hasOwner = true
			p.owner, p.code = r.owner(l, p.inner, j)
			if p.det == "" || p.det == "the" {
				p.det = "'s"
			}
			p.inner = j + 1
			continue
		}
		if k := l.mention[j]; k >= 0 && l.names[k].class == Person && l.xpos(l.names[k].last) != "POS" && !l.inPossessive(l.names[k].last) {
			p.named = k
			break
		}
		if l.mention[j] < 0 && determiners[l.word(j)] && j > p.inner {
			break
		}
		if !nounLike(x) {
			break
		}
	}
	end := j
	for end > p.inner && !noun(l.xpos(end-1)) && !(l.xpos(end-1) == "JJ" && r.heads[l.lower[end-1]]) {
		end--
	}
	if p.det2 != "" || p.det == "both" {
		// the first plural is the head: "both sides sank tankers", whatever the tagger takes the verb for
		for k := p.inner; k < end; k++ {
			if x := l.xpos(k); (x == "NNS" || x == "NNPS") && l.word(k+1) != "-" && r.heads[singular(l.lower[k])] {
				end, p.named = k+1, -1
				break
			}
		}
	}
	if end == p.inner {
		if p.det2 != "" || p.det == "both" {
			// "the two", "both"
			p.head, p.last, p.inner = end-1, end, end
			p.plural = true
			return p, max(end, j)
		}
		return p, max(j, i+1)
	}
	p.head, p.last = end-1, end
	x := l.xpos(p.head)
	p.plural = x == "NNS" || x == "NNPS"
	p.noun = l.lower[p.head]
	if p.plural {
		p.noun = singular(p.noun)
	}
	return p, max(end, i+1)
}

// inPossessive reports whether a possessive ending stands at or right before token i.
func (l *line) inPossessive(i int) bool { return l.xpos(i) == "POS" || l.xpos(i-1) == "POS" }

// singular gives the singular of a regular plural, and of the few others that matter here.
func singular(w string) string {
	switch {
	case w == "men":
		return "man"
	case w == "women":
		return "woman"
	case strings.HasSuffix(w, "men"):
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// owner reads whom tokens first to last name.
func (r *resolver) owner(l *line, first, last int) (actor int, code string) {
	for i := last - 1; i >= first; i-- {
		if k := l.mention[i]; k >= 0 {
			n := l.names[k]
			if n.actor >= 0 {
				return n.actor, r.placeCode(n.actor)
			}
			return -1, ""
		}
	}
	return -1, r.stateText(l, first, last)
}

// placeCode gives the country that a name stands for as an owner: of the state, its capital or seat.
func (r *resolver) placeCode(actor int) string {
	a := r.actors[actor]
	if a.country {
		return a.code
	}
	if a.Class == NORP {
		return a.code
	}
	if s, ok := r.office.Country(a.Name); ok {
		return s.Code
	}
	if s, ok := r.office.Capital(a.Name); ok {
		return s.Code
	}
	if s, ok := r.office.Seat(a.Name); ok {
		return s.Country
	}
	return ""
}

// stateText gives the country of the words of tokens, where they name or qualify one.
func (r *resolver) stateText(l *line, first, last int) string {
	if first >= last {
		return ""
	}
	if l.word(first) == "the" && last-first > 1 {
		first++
	}
	text := r.d.Text[l.Tokens[first].Start:l.Tokens[last-1].End]
	if s, ok := r.office.Country(text); ok {
		return s.Code
	}
	if d, ok := r.office.Demonym(text); ok {
		return d.Country
	}
	if s, ok := r.office.Capital(text); ok {
		return s.Code
	}
	return ""
}

// stateBefore gives the country whose name or adjective ends right before token i: "Iranian", "Iran's", "South Korean".
func (r *resolver) stateBefore(l *line, i int) string {
	if l.xpos(i-1) == "POS" {
		i--
	}
	for k := max(0, i-3); k < i; k++ {
		if c := r.stateText(l, k, i); c != "" {
			return c
		}
	}
	return ""
}

// stateAt gives the country whose name or adjective starts at token i, the longest that ends at or before last, and the token
// behind it.
func (r *resolver) stateAt(l *line, i, last int) (code string, next int) {
	for k := min(i+4, last); k > i; k-- {
		if c := r.stateText(l, i, k); c != "" {
			return c, k
		}
	}
	return "", i
}

// ofState reads "of Iran", "of the Republic of Iran" at token i.
func (r *resolver) ofState(l *line, i int) (code string, next int) {
	if l.word(i) != "of" {
		return "", i
	}
	i++
	if l.word(i) == "the" {
		i++
	}
	for k := min(i+5, len(l.Tokens)); k > i; k-- {
		text := r.d.Text[l.Tokens[i].Start:l.Tokens[k-1].End]
		if s, ok := r.office.Country(text); ok {
			return s.Code, k
		}
	}
	return "", i
}

// clause is where a run of tokens stands in its sentence.
type clause struct {
	subject bool
	main    bool // of the sentence's first or root verb
	poss    bool // owns what follows
	verb    int  // that it is the subject or an object of, -1 where none is seen
	object  bool
}

// clauseOf finds where a run stands, from the tree where there is one, else from tags and order.
func (r *resolver) clauseOf(l *line, first, last int) clause {
	if l.xpos(last) == "POS" {
		return clause{poss: true, verb: -1}
	}
	if l.trees {
		return l.treeClause(first, last)
	}
	c := clause{verb: -1}
	k := first
	for k > 0 && (nounLike(l.xpos(k-1)) || l.xpos(k-1) == "DT" || l.xpos(k-1) == "PRP$" || l.xpos(k-1) == "POS") && !strings.HasPrefix(l.xpos(k-1), "VB") {
		k--
	}
	w, x := l.word(k-1), l.xpos(k-1)
	speech := r.list["saying"][lemmaOf(l, k-1)]
	switch {
	case speech && k-1 > 0 && (l.quote[k-2] != 0 || l.word(k-2) == ","):
		c.subject, c.main, c.verb = true, l.quote[k-1] == 0, k-1
		return c
	case (x == "IN" || x == "TO") && !r.list["clause"][w]:
		return c
	case strings.HasPrefix(x, "VB"):
		c.object, c.verb = true, k-1
		return c
	case w == "and" || w == "," || w == "or":
		// the end of a coordination; its verb tells
	}
	v := l.verbAfter(last)
	if v < 0 {
		return c
	}
	c.subject, c.verb = true, v
	c.main = true
	for i := 0; i < first; i++ {
		if x := l.xpos(i); (x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD") && l.quote[i] == l.quote[first] {
			c.main = false
			break
		}
	}
	return c
}

func lemmaOf(l *line, i int) string {
	if i < 0 || i >= len(l.Tokens) {
		return ""
	}
	if l.Tokens[i].Lemma != "" {
		return l.Tokens[i].Lemma
	}
	return l.lower[i]
}

// verbAfter gives the finite verb that a subject ending at token i has, -1 where none follows.
func (l *line) verbAfter(i int) int {
	for steps := 0; i < len(l.Tokens) && steps < 30; steps++ {
		switch x := l.xpos(i); {
		case x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD":
			return i
		case strings.HasPrefix(x, "RB") || x == "CD":
			i++
		case x == "," || x == "-LRB-" || l.form[i] == "(" || l.form[i] == "–" || l.form[i] == "—":
			// an apposition or a clause between two commas
			closed := false
			for j := i + 1; j < len(l.Tokens) && j < i+25; j++ {
				if y := l.xpos(j); y == "," && x == "," || l.form[j] == ")" || (l.form[j] == "–" || l.form[j] == "—") && x != "," {
					i, closed = j+1, true
					break
				}
			}
			if !closed {
				return -1
			}
		case x == "WP" || x == "WDT":
			// "the man who said it left": the relative clause's verb is not the subject's
			return -1
		case x == "CC":
			i++
		case nounLike(x) || x == "DT" || x == "PRP$" || x == "POS":
			if i > 0 && l.xpos(i-1) != "CC" && !nounLike(l.xpos(i-1)) && l.xpos(i-1) != "DT" && l.xpos(i-1) != "PRP$" && l.xpos(i-1) != "POS" {
				return -1
			}
			i++
		case x == "IN" && (l.lower[i] == "of" || l.lower[i] == "from" || l.lower[i] == "in" || l.lower[i] == "at"):
			i++
			for i < len(l.Tokens) && (nounLike(l.xpos(i)) || l.xpos(i) == "DT") {
				i++
			}
		default:
			return -1
		}
	}
	return -1
}

// treeClause reads the tree.
func (l *line) treeClause(first, last int) clause {
	c := clause{verb: -1}
	h := l.headOf(first, last)
	for steps := 0; steps < 10; steps++ {
		t := l.Tokens[h]
		if t.Head < 0 {
			return c
		}
		rel, _, _ := strings.Cut(t.Rel, ":")
		switch rel {
		case "appos", "conj", "flat", "compound":
			h = t.Head
			continue
		case "nsubj", "csubj":
			c.subject, c.verb = true, t.Head
			v := l.Tokens[t.Head]
			c.main = v.Head < 0
			for up := 0; !c.main && up < 5 && v.Head >= 0 && (v.Rel == "conj" || v.Rel == "parataxis" && l.Tokens[v.Head].Head < 0); up++ {
				v = l.Tokens[v.Head]
				c.main = v.Head < 0
			}
		case "obj", "iobj":
			c.object, c.verb = true, t.Head
		case "obl":
			c.verb = t.Head
		case "nmod":
			if t.Rel == "nmod:poss" {
				c.poss = true
			}
		}
		return c
	}
	return c
}
