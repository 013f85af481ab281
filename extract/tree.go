package extract

import (
	"slices"
	"strings"

	"newsgraph/nlp"
)

// The tree of a sentence, read from its predicates: who is the subject of a verb, wherever the sentence says so, and what
// stands in each of its slots, as if its clause were active and complete. Relations are those of UD v2.

// deepest is how many steps from clause to clause are followed before nothing is said.
const deepest = 10

// grow makes the lists of dependents: those of the tree, and behind them those that conjuncts share.
func (s *sentence) grow() {
	s.down = make([][]edge, len(s.Tokens))
	for i, t := range s.Tokens {
		if t.Head >= 0 {
			s.down[t.Head] = append(s.down[t.Head], edge{i, t.Rel, true})
		}
	}
	for i, t := range s.Tokens {
		for _, d := range t.Deps {
			if d.Head >= 0 {
				s.down[d.Head] = append(s.down[d.Head], edge{i, d.Rel, false})
			}
		}
	}
}

// mend sets right what the parser often gets wrong and the words show: a few cases, each in its comment.
func (s *sentence) mend() {
	copied := false
	set := func(i, head int, rel string) {
		for h := head; h >= 0; h = s.Tokens[h].Head {
			if h == i {
				return // no mend makes a circle of a tree
			}
		}
		if !copied {
			s.Tokens = slices.Clone(s.Tokens) // the document is not ours
			copied = true
		}
		s.Tokens[i].Head, s.Tokens[i].Rel, s.Tokens[i].Deps = head, rel, nil
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if g, sure := s.speaksOn(i); g >= 0 {
			// "X said A will attack B and urged C to": X urged; "said A attacked B and urged C to": who did is not certain
			set(i, g, "parataxis")
			if sure {
				set(i, g, "conj")
			}
			s.Tokens = dropDeps(s.Tokens, i, &copied)
			continue
		}
		switch {
		case i > 0 && s.tag(i) == "NNP" && isNoun(s.tag(i-1)) && s.tag(i-1) != "NNP" && t.Head >= 0 && t.Head == s.head(i-1) && t.Rel == s.Tokens[i-1].Rel && (s.rel(i) == "nsubj" || s.rel(i) == "obj"):
			set(i, i-1, "appos") // "the engineer Lars Bech": one phrase
		case t.Rel == "compound" && t.Head > i && i > 0 && s.words[i-1] == "on" && s.isWeekday(i) && s.head(t.Head) >= 0:
			name := t.Head // "on Tuesday Iran attacked": no Iran of Tuesday
			set(i, s.head(name), "obl")
			set(i-1, i, "case")
		case t.Rel == "cc" && t.Head > i && isVerb(s.tag(t.Head)) && s.rel(t.Head) == "conj":
			// "Iran attacked Israel and Lebanon condemned Iran": the conjunct before the verb is its subject
			v := t.Head
			subject := -1
			for j := 0; j < len(s.Tokens); j++ {
				if s.head(j) == v && s.rel(j) == "nsubj" {
					subject = -2
				}
				if j > i && j < v && s.rel(j) == "conj" && s.head(j) < i && subject == -1 && !isVerb(s.tag(j)) {
					subject = j
				}
			}
			if subject >= 0 && (s.tag(v) == "VBD" || s.tag(v) == "VBZ" || s.tag(v) == "VBP") {
				set(subject, v, "nsubj")
				s.Tokens = dropDeps(s.Tokens, v, &copied)
			}
		case s.tag(i) == "VBG" && t.Rel == "acl" && t.Head >= 0 && s.head(t.Head) >= 0 && i > 0 && s.rel(i-1) == "mark" && s.words[i-1] != "to" &&
			isVerb(s.tag(s.head(t.Head))) && (s.rel(t.Head) == "obj" || s.rel(t.Head) == "obl") && s.inForms("blaming", s.head(t.Head)):
			// "accused Russia of shelling Kharkiv": not a shelling Russia
			set(i, s.head(t.Head), "advcl")
		case (s.tag(i) == "VBD" || s.tag(i) == "VBZ") && t.Head >= 0 && t.Head < i && isVerb(s.tag(t.Head)) &&
			(t.Rel == "xcomp" || t.Rel == "ccomp" || t.Rel == "advcl" || t.Rel == "parataxis" || t.Rel == "conj"):
			// the same where the parser sees no coordination of clauses
			if z := s.conjunctBefore(i); z >= 0 {
				set(z, i, "nsubj")
				set(i, s.head(i), "conj")
				s.Tokens = dropDeps(s.Tokens, i, &copied)
			}
		case t.Rel == "nmod" && t.Head >= 0 && t.Head < i && s.inMoment(t.Head) && !s.inMoment(i) && s.headOfMoment(t.Head) >= 0 && len(s.children(i, "case")) > 0:
			set(i, s.headOfMoment(t.Head), "nmod") // "a strike on 28 February on the town", hung on the day
		case t.Rel == "nmod" && isNoun(s.tag(i)) && t.Head >= 0 && s.objectOverVerb(i) >= 0:
			set(i, s.objectOverVerb(i), "obj") // "a court on Tuesday freed pastor X", hung on the court
		case s.tag(i) == "VBG" && t.Rel == "amod" && t.Head > i && t.Head <= i+3 && s.tag(t.Head) == "NNP" && i > 0 && s.rel(i-1) == "case" && s.head(i-1) == t.Head:
			// "accused Russia of shelling Kharkiv"
			name := t.Head
			set(i, s.head(name), "advcl")
			set(i-1, i, "mark")
			set(name, i, "obj")
		}
	}
	s.mendPeople(set)
}

// inMoment reports whether token i is of a time.
func (s *sentence) inMoment(i int) bool {
	for _, m := range s.moments {
		if s.Tokens[i].Start >= m.Start && s.Tokens[i].End <= m.End {
			return true
		}
	}
	return false
}

// headOfMoment gives what the time of token i hangs on, -1 where that is nothing.
func (s *sentence) headOfMoment(i int) int {
	for range deepest {
		if i < 0 || !s.inMoment(i) {
			break
		}
		i = s.head(i)
	}
	return i
}

// objectOverVerb gives the verb right before the phrase of noun i, where the parser hangs the phrase, which has no preposition, on a
// noun before the verb, and the verb has no object; -1 elsewhere.
func (s *sentence) objectOverVerb(i int) int {
	v := -1
	for j := i - 1; j > s.head(i); j-- {
		if s.head(j) == i || s.head(j) > j && s.head(j) < i && s.head(s.head(j)) == i {
			if s.rel(j) == "case" {
				return -1
			}
			continue
		}
		v = j
		break
	}
	if v < 0 || s.tag(v) != "VBD" && s.tag(v) != "VBZ" && s.tag(v) != "VBP" {
		return -1
	}
	for j := range s.Tokens {
		if s.head(j) == v && (s.rel(j) == "obj" || s.rel(j) == "ccomp" || s.rel(j) == "xcomp") || s.head(j) == i && s.rel(j) == "case" {
			return -1
		}
	}
	return v
}

func (s *sentence) isWeekday(i int) bool {
	_, ok := datesLexicon().weekdays[s.words[i]]
	return ok
}

// conjunctBefore gives the name right before verb v that the parser joins to an earlier one, where the verb has neither subject nor
// mark; -1 where there is none.
func (s *sentence) conjunctBefore(v int) int {
	for i := range s.Tokens {
		if s.head(i) == v {
			switch s.rel(i) {
			case "nsubj", "mark", "aux", "expl", "csubj", "cc":
				return -1
			}
		}
	}
	z := v - 1
	for z > 0 && s.rel(z) == "flat" {
		z = s.head(z)
	}
	if z < 0 || s.rel(z) != "conj" || !isNoun(s.tag(z)) || s.head(z) >= z || s.rel(s.head(z)) == "nsubj" {
		return -1
	}
	return z
}

// dropDeps takes the subjects that a verb shares from it.
func dropDeps(tokens []nlp.Token, v int, copied *bool) []nlp.Token {
	if !*copied {
		tokens = slices.Clone(tokens)
		*copied = true
	}
	for i := range tokens {
		tokens[i].Deps = slices.DeleteFunc(slices.Clone(tokens[i].Deps), func(d nlp.Dep) bool { return d.Head == v && base(d.Rel) == "nsubj" })
	}
	return tokens
}

// base is a relation without its subtype.
func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

func (s *sentence) head(i int) int {
	if i < 0 || i >= len(s.Tokens) {
		return -1
	}
	return s.Tokens[i].Head
}

func (s *sentence) rel(i int) string {
	if i < 0 || i >= len(s.Tokens) {
		return ""
	}
	return base(s.Tokens[i].Rel)
}

// relative reports whether token i heads a relative clause.
func (s *sentence) relative(i int) bool { return s.Tokens[i].Rel == "acl:relcl" }

// own gives the dependents of token i with one of some relations (without subtypes).
func (s *sentence) own(i int, rels ...string) []int {
	var out []int
	for _, e := range s.down[i] {
		if e.own && slices.Contains(rels, base(e.rel)) {
			out = append(out, e.to)
		}
	}
	return out
}

// all gives the dependents of token i with one of some relations, shared ones included.
func (s *sentence) all(i int, rels ...string) []int {
	var out []int
	for _, e := range s.down[i] {
		if slices.Contains(rels, base(e.rel)) && !slices.Contains(out, e.to) {
			out = append(out, e.to)
		}
	}
	return out
}

// has reports whether token i has a dependent of a relation whose lemma is one of some words; without words, any.
func (s *sentence) has(i int, rel string, words ...string) bool {
	for _, c := range s.own(i, rel) {
		if len(words) == 0 || slices.Contains(words, s.lemma(c)) || slices.Contains(words, s.words[c]) {
			return true
		}
	}
	return false
}

// isPredicate reports whether token i heads a clause: a verb, or what stands with a copula.
func (s *sentence) isPredicate(i int) bool {
	return i >= 0 && (s.upos(i) == "VERB" || isVerb(s.tag(i)) || s.has(i, "cop"))
}

// preposition gives the preposition before token i, its words joined by blanks; a conjunct has that of the first one.
func (s *sentence) preposition(i int) string {
	for range deepest {
		var words []string
		for _, c := range s.own(i, "case") {
			if s.words[c] == "'s" || s.words[c] == "’s" || s.tag(c) == "POS" {
				continue
			}
			words = append(words, s.words[c])
			for _, f := range s.own(c, "fixed") {
				words = append(words, s.words[f])
			}
		}
		for _, f := range s.own(i, "flat", "nmod") {
			if s.rel(f) == "nmod" && (s.Tokens[f].Rel != "nmod:desc" || f > i) {
				continue
			}
			for _, c := range s.own(f, "case") {
				if len(words) == 0 && c < i {
					words = append(words, s.words[c]) // hung on the last word of a name or on a title
				}
			}
		}
		if len(words) > 0 || s.rel(i) != "conj" {
			return strings.Join(words, " ")
		}
		i = s.head(i)
	}
	return ""
}

// mark gives what opens the clause of token i: "if", "that", "to", "after".
func (s *sentence) mark(i int) string {
	for _, e := range s.down[i] {
		if e.own && (base(e.rel) == "mark" || base(e.rel) == "case" && s.isPredicate(i)) {
			return s.words[e.to]
		}
		if e.own && base(e.rel) == "advmod" && e.to < i {
			if w := s.words[e.to]; w == "when" || w == "where" || w == "how" || w == "why" {
				return w
			}
		}
	}
	return ""
}

// infinitive reports whether token i is an infinitive with "to".
func (s *sentence) infinitive(i int) bool { return s.has(i, "mark", "to") || s.has(i, "aux", "to") }

// passive reports whether a verb is in the passive: with its auxiliary, as a participle behind a noun, or in a headline.
func (s *sentence) passive(v int) bool { return v >= 0 && s.isPassive(v, 0) }

func (s *sentence) isPassive(v, depth int) bool {
	active := false
	for _, e := range s.down[v] {
		switch {
		case e.rel == "aux:pass" || e.own && e.rel == "nsubj:pass" || e.rel == "obl:agent" && e.own:
			return true
		case e.own && (base(e.rel) == "aux" && s.words[e.to] != "to" || e.rel == "obj"):
			active = true
		}
	}
	if s.tag(v) != "VBN" || active || depth > deepest {
		return false
	}
	switch s.rel(v) {
	case "acl", "advcl", "xcomp", "amod":
		return true
	case "conj":
		return s.isPassive(s.head(v), depth+1)
	}
	return true // "Two held in Lima": a headline leaves the auxiliary out
}

// surface gives the grammatical subjects of a predicate, and whether it stands with another one: that of a verb before it, of the
// verb that it hangs on, the noun that it describes.
func (s *sentence) surface(v int) (subjects []int, shared bool) { return s.surfaceOf(v, 0) }

func (s *sentence) surfaceOf(v, depth int) ([]int, bool) {
	if v < 0 || depth > deepest {
		return nil, true
	}
	var out []int
	shared := false
	for _, e := range s.down[v] {
		if base(e.rel) == "nsubj" {
			shared = shared || !e.own
			out = append(out, s.antecedents(e.to, v)...)
		}
	}
	if len(out) > 0 {
		return out, shared
	}
	h := s.head(v)
	if t, ok := s.tieOf(v); ok && (s.rel(v) == "advcl" || s.rel(v) == "acl" || s.rel(v) == "obl") {
		return s.tied(t, v), true
	}
	switch s.rel(v) {
	case "conj":
		if s.isPredicate(h) {
			out, _ = s.surfaceOf(h, depth+1)
		}
	case "xcomp", "ccomp":
		if s.rel(v) == "ccomp" && !s.infinitive(v) && s.tag(v) != "VBG" {
			break
		}
		if out = s.controllers(h); len(out) == 0 {
			out, _ = s.surfaceOf(h, depth+1)
		}
	case "advcl":
		switch {
		case s.blamed(v):
			out = s.undergoers(h)
		case s.infinitive(v) && s.isPredicate(h) && s.inForms("requested", h):
			// "called on X to": an adverbial clause to some parsers
			if out = s.controllers(h); len(out) == 0 {
				out, _ = s.surfaceOf(h, depth+1)
			}
		case s.infinitive(v) || s.tag(v) == "VBG" || s.tag(v) == "VBN":
			out, _ = s.surfaceOf(h, depth+1)
		}
	case "amod":
		if s.tag(v) == "VBN" {
			out = []int{h} // "Nairobi-based"
		}
	case "acl":
		switch {
		case s.infinitive(v):
			out = s.makers(h, depth)
		case s.has(v, "mark", "of", "for", "to") || s.has(v, "case", "of", "for", "to"):
			out = s.makers(h, depth) // "its policy of arming", "a vow of attacking"
		case s.tag(v) == "VBG" && s.inForms("utterances", h) && s.rel(h) == "obj" && !s.passive(s.head(h)):
			out = s.makers(h, depth) // "issued a statement criticizing X"
		case s.tag(v) == "VBG" || s.tag(v) == "VBN":
			out = []int{h}
		}
	}
	return out, true
}

// makers gives whose plan, decision or threat a noun is: its possessor, or the subject of the verb whose object it is.
func (s *sentence) makers(n, depth int) []int {
	if n < 0 {
		return nil
	}
	if out := s.possessors(n); len(out) > 0 {
		return out
	}
	for _, c := range s.all(n, "nmod") {
		if s.preposition(c) == "by" {
			return []int{c}
		}
	}
	if s.rel(n) == "obj" {
		out, _ := s.surfaceOf(s.head(n), depth+1)
		return out
	}
	return nil
}

// possessors gives the possessors of a noun: "Iran's", "whose", "his".
func (s *sentence) possessors(n int) []int {
	var out []int
	for _, e := range s.down[n] {
		if e.rel == "nmod:poss" {
			out = append(out, s.antecedents(e.to, n)...)
		}
	}
	return out
}

// controllers gives who is asked, forced or allowed to do what hangs on verb g.
func (s *sentence) controllers(g int) []int {
	if g < 0 || s.passive(g) || !s.inForms("requested", g) && !s.inForms("letting", g) && !s.inForms("causing", g) {
		return nil
	}
	for _, rel := range []string{"obj", "iobj"} {
		if out := s.objects(g, rel); len(out) > 0 {
			return out
		}
	}
	for _, p := range []string{"on", "upon", "to"} {
		if out := s.prepositional(g, p); len(out) > 0 {
			return out
		}
	}
	return nil
}

// blamed reports whether a clause tells of what the object of its verb is blamed: "accused Russia of shelling".
func (s *sentence) blamed(v int) bool {
	g := s.head(v)
	if g < 0 || !s.inForms("blaming", g) {
		return false
	}
	switch s.mark(v) {
	case "of", "for", "with", "over":
		return true
	}
	return false
}

// antecedents gives what token t of the clause of v stands for: itself, or the noun that a relative pronoun takes up.
func (s *sentence) antecedents(t, v int) []int {
	if !s.isRelativePronoun(t) {
		if w := s.words[t]; s.upos(t) == "PRON" && (w == "it" || w == "there") && s.Tokens[t].Rel == "expl" {
			return nil
		}
		return []int{t}
	}
	for range deepest {
		if v < 0 {
			return nil
		}
		if s.relative(v) {
			h := s.head(v)
			if s.rel(h) == "conj" && s.tag(v) != "VBZ" && s.plural(v) {
				return s.conjuncts(h)
			}
			return []int{h}
		}
		v = s.head(v)
	}
	return nil
}

func (s *sentence) isRelativePronoun(t int) bool {
	switch s.tag(t) {
	case "WDT", "WP", "WP$":
		switch s.words[t] {
		case "who", "whom", "which", "that", "whose":
			return true
		}
	}
	return false
}

// plural reports whether a verb has a plural subject by its form: "were", "have".
func (s *sentence) plural(v int) bool {
	for _, a := range append(s.own(v, "aux", "cop"), v) {
		switch s.words[a] {
		case "were", "are", "have":
			return true
		}
		if s.tag(a) == "VBP" {
			return true
		}
	}
	return false
}

// conjuncts gives a phrase of a coordination with all others, in text order.
func (s *sentence) conjuncts(i int) []int {
	first := i
	for n := 0; s.rel(first) == "conj" && n < deepest; n++ {
		first = s.head(first)
	}
	out := []int{first}
	for k := 0; k < len(out); k++ {
		out = append(out, s.own(out[k], "conj")...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// doers gives who does what a verb tells: the subject of an active one, the agent of a passive one.
func (s *sentence) doers(v int) (doers []int, shared bool) {
	if !s.passive(v) {
		return s.surface(v)
	}
	for _, e := range s.down[v] {
		if e.rel == "obl:agent" || base(e.rel) == "obl" && s.preposition(e.to) == "by" && s.timeAt[e.to] < 0 && s.tag(e.to) != "VBG" {
			doers = append(doers, s.antecedents(e.to, v)...)
		}
	}
	if len(doers) == 0 {
		// "sentenced to nine years in prison by the court": the agent hangs on a noun between to the parser
		clause := s.clauseOf(v)
		for i := v + 1; i < len(s.Tokens); i++ {
			h := s.head(i)
			if s.rel(i) == "nmod" && s.preposition(i) == "by" && h > v && s.clauseOf(i) == clause && isNoun(s.tag(h)) && !in("deeds", s.words[h]) && !in("acts", s.words[h]) {
				doers = append(doers, i)
			}
		}
	}
	return doers, false
}

// undergoers gives to whom a verb is done: the object of an active one, the subject of a passive one.
func (s *sentence) undergoers(v int) []int {
	if s.passive(v) {
		out, _ := s.surface(v)
		return out
	}
	return s.objects(v, "obj")
}

// objects gives the objects of an active verb. In a relative clause without an object of its own it is what the clause describes:
// "Mongolia, which Laos accuses", "the man Israel killed".
func (s *sentence) objects(v int, rel string) []int {
	var out []int
	for _, o := range s.all(v, rel) {
		if len(out) > 0 && rel == "obj" && s.inForms("describe", v) && s.has(o, "det", "a", "an") {
			continue // "called Putin a liar"
		}
		out = append(out, s.antecedents(o, v)...)
	}
	if len(out) == 0 && rel == "obj" {
		for _, o := range s.own(v, "iobj") {
			out = append(out, s.antecedents(o, v)...) // "urged Russia to stop"
		}
		for _, o := range s.own(v, "xcomp") {
			if s.tag(o) == "NNP" && !s.has(o, "cop") && !s.has(o, "case") {
				out = append(out, o) // "called Vladimir Putin"
			}
		}
	}
	if len(out) == 0 && rel == "obj" {
		// "detained and deported the cook"
		for _, c := range s.own(v, "conj") {
			if s.upos(c) == "VERB" && !s.passive(c) && s.adjoins(v, c) {
				out = append(out, s.own(c, "obj")...)
			}
		}
	}
	if len(out) > 0 || rel != "obj" || !s.relative(v) {
		return out
	}
	subject := false
	for _, e := range s.down[v] {
		switch base(e.rel) {
		case "nsubj":
			subject = subject || !s.isRelativePronoun(e.to)
			if s.isRelativePronoun(e.to) {
				return nil
			}
		case "obl", "advmod", "ccomp", "xcomp", "obj", "mark":
			if base(e.rel) == "ccomp" || base(e.rel) == "xcomp" || s.isRelativePronoun(e.to) || strings.HasPrefix(s.tag(e.to), "W") {
				return nil
			}
		}
	}
	if subject {
		return []int{s.head(v)}
	}
	return nil
}

// adjoins reports whether nothing but "and" and adverbs stand between two verbs.
func (s *sentence) adjoins(v, c int) bool {
	for i := v + 1; i < c; i++ {
		if r := s.rel(i); r != "cc" && r != "advmod" && r != "punct" && r != "conj" && r != "mark" {
			return false
		}
	}
	return v < c
}

// prepositional gives what stands behind a preposition of a verb, an adjective or a noun.
func (s *sentence) prepositional(v int, preposition string) []int {
	var out []int
	if preposition == "in" && s.rel(v) == "amod" && s.glued(v-1) && s.nameAt[v-2] >= 0 {
		return []int{v - 2} // "Nairobi-based"
	}
	for _, e := range s.down[v] {
		switch base(e.rel) {
		case "obl", "nmod", "advcl", "acl":
			if (base(e.rel) == "obl" || base(e.rel) == "nmod" || isNoun(s.tag(e.to))) && s.timeAt[e.to] < 0 && s.preposition(e.to) == preposition {
				out = append(out, s.antecedents(e.to, v)...)
			}
		}
	}
	return out
}

// below gives the last phrase with a preposition anywhere below a noun: "returned a sculpture of the head of X to Y", where the parser
// hangs Y on X.
func (s *sentence) below(n int, preposition string) []int {
	for i := len(s.Tokens) - 1; i > n; i-- {
		if len(s.own(i, "case")) == 0 || s.timeAt[i] >= 0 || s.preposition(i) != preposition {
			continue
		}
		for h := s.head(i); h > n && !s.isPredicate(h); h = s.head(h) {
			if s.head(h) == n {
				return []int{i}
			}
		}
	}
	return nil
}

// slot gives what fills a slot of a verb or an adjective.
func (s *sentence) slot(v int, name string) []int {
	switch name {
	case "subj":
		out, _ := s.doers(v)
		return out
	case "obj":
		return s.undergoers(v)
	case "iobj":
		if s.passive(v) && len(s.own(v, "obj")) > 0 {
			out, _ := s.surface(v)
			return out
		}
		return s.objects(v, "iobj")
	case "clause":
		var out []int
		for _, c := range s.own(v, "ccomp", "xcomp", "advcl") {
			if m := s.mark(c); in("conditions", m) || strings.HasPrefix(m, "wh") || m == "how" {
				continue // "asked whether X"
			}
			for _, e := range s.down[c] {
				if e.rel == "nsubj" && e.own {
					out = append(out, e.to)
				}
			}
		}
		return out
	}
	return s.prepositional(v, name)
}

// clauseOf gives the predicate of the clause that token i stands in.
func (s *sentence) clauseOf(i int) int {
	for range len(s.Tokens) {
		if s.opensClause(i) || s.head(i) < 0 {
			return i
		}
		i = s.head(i)
	}
	return i
}

// opensClause reports whether token i is the head of a clause of its own.
func (s *sentence) opensClause(i int) bool {
	switch s.rel(i) {
	case "root", "ccomp", "advcl", "acl", "parataxis", "csubj":
		return true
	case "conj":
		return s.isPredicate(i)
	}
	return false
}

// inClause reports whether one of some words or phrases stands in the clause of predicate v.
func (s *sentence) inClause(v int, words []string) bool {
	if len(words) == 0 {
		return false
	}
	clause := s.clauseOf(v)
	for i := range s.words {
		if s.clauseOf(i) != clause {
			continue
		}
		for _, w := range words {
			if s.words[i] == w || s.lemma(i) == w {
				return true
			}
			if first, rest, ok := strings.Cut(w, " "); ok && s.words[i] == first {
				n := len(strings.Fields(rest))
				if i+n < len(s.words) && strings.Join(s.words[i+1:i+1+n], " ") == rest {
					return true
				}
			}
		}
	}
	return false
}

// under reports whether token i stands below token top, or is it.
func (s *sentence) under(i, top int) bool {
	for n := 0; i >= 0 && n <= len(s.Tokens); n++ {
		if i == top {
			return true
		}
		i = s.head(i)
	}
	return false
}
