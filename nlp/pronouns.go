package nlp

import (
	"slices"
	"strings"
)

// pronounKind says what a pronoun may refer to.
type pronounKind struct {
	sex        sex  // of "he" and "she", unknown else
	plural     bool // "they"
	possessive bool // by its form alone; "her" may be
	reflexive  bool
	nominative bool
}

var pronouns = map[string]pronounKind{
	"he": {sex: male, nominative: true}, "him": {sex: male}, "his": {sex: male, possessive: true}, "himself": {sex: male, reflexive: true},
	"she": {sex: female, nominative: true}, "her": {sex: female}, "hers": {sex: female, possessive: true}, "herself": {sex: female, reflexive: true},
	"it": {}, "its": {possessive: true}, "itself": {reflexive: true},
	"they": {plural: true, nominative: true}, "them": {plural: true}, "their": {plural: true, possessive: true}, "theirs": {plural: true, possessive: true}, "themselves": {plural: true, reflexive: true},
}

// isPronoun reports whether token i is a pronoun and no name or title.
func (l *line) isPronoun(i int) bool {
	switch l.word(i + 1) {
	case "majesty", "highness", "excellency", "holiness", "honour", "honor", "eminence":
		return false
	}
	return l.mention[i] < 0 && strings.HasPrefix(l.xpos(i), "PRP") || l.xpos(i) == "PRP$"
}

// occurrence is a person spoken of: by name, by pronoun, by description, or one that has no name ("a teacher").
type occurrence struct {
	sentence, first, last int
	actor                 int // negative: nobody that has a name; one number for each
	sex                   sex // that the words tell
	clause                clause
	quote                 int
	name                  bool
	joint                 bool // joined to another person by "and"
}

// occurrence makes one that is nobody yet.
func (r *resolver) occurrence(l *line, first, last int) occurrence {
	r.nobodies--
	return occurrence{sentence: l.index, first: first, last: last, actor: r.nobodies, clause: r.clauseOf(l, first, last), quote: l.quote[first]}
}

// see keeps an occurrence in text order.
func (r *resolver) see(o occurrence) {
	i := len(r.seen)
	for i > 0 && (r.seen[i-1].sentence > o.sentence || r.seen[i-1].sentence == o.sentence && r.seen[i-1].first > o.first) {
		i--
	}
	r.seen = slices.Insert(r.seen, i, o)
}

// reach is how many sentences a pronoun looks back.
const reach = 2

// pronoun resolves the pronoun at token i, where it can.
func (r *resolver) pronoun(l *line, i int, kind pronounKind) {
	if kind.sex == unknown {
		if kind.plural || !r.spokenOf(l, i, kind) {
			r.emit(l, i, i+1, Pronoun, nil, "")
		}
		return
	}
	o := r.occurrence(l, i, i+1)
	o.sex = kind.sex
	if l.xpos(i) == "PRP$" {
		kind.possessive = true
		o.clause.poss = true
	}
	if kind.nominative && !o.clause.subject {
		o.clause.subject = true
		o.clause.main = !slices.ContainsFunc(l.Tokens[:i], func(t Token) bool { return t.XPOS == "VBD" || t.XPOS == "VBZ" || t.XPOS == "VBP" || t.XPOS == "MD" })
	}
	actor, why := r.person(l, i, kind, o.clause)
	if why != "" || actor < 0 && actor != none {
		o.actor = actor
	}
	if actor >= 0 {
		r.emit(l, i, i+1, Pronoun, []int{actor}, why)
		r.touch(actor, l.index)
		r.actors[actor].learn(kind.sex, 1)
	} else {
		r.emit(l, i, i+1, Pronoun, nil, "")
	}
	r.see(o)
}

// none says that no person was chosen at all.
const none = -1 << 30

// candidate is a person that a pronoun may refer to.
type candidate struct {
	actor   int
	score   int
	subject bool
	known   bool // of the pronoun's sex for sure
}

// person chooses whom "he" or "she" at token i refers to.
func (r *resolver) person(l *line, i int, kind pronounKind, c clause) (int, string) {
	if actor := r.fronted(l, i, kind); actor >= 0 {
		return actor, "subject of the sentence"
	}
	speaker := none
	quote := l.quote[i]
	if quote != 0 {
		speaker = r.speaker(l, quote)
	}
	var not []int // who it cannot be
	if kind.nominative && quote == 0 {
		if v := r.sayingAt(l, i); v >= 0 && (c.main || l.quote[max(0, i-1)] != 0 || l.word(i-1) == ",") {
			not = r.ownWords(l, i, v)
			if x := r.voice; x.actor != none && (x.sex == unknown || x.sex == kind.sex) && !slices.Contains(not, x.actor) && !r.spoke(l, i) {
				return x.actor, whyIf(x.actor, "who spoke last")
			}
		}
	}
	shared := none // the subject that its verb may share
	if !kind.possessive && !kind.reflexive && !kind.nominative {
		if o, own := r.coSubject(l, i); own {
			not = append(not, o.actor)
		} else if o != nil {
			shared = o.actor
		}
	}
	var owner *occurrence
	if kind.possessive {
		owner = r.nearestOwner(l, i, kind.sex)
	}
	byActor := map[int]*candidate{}
	var order []*candidate
	for k := len(r.seen) - 1; k >= 0; k-- {
		o := &r.seen[k]
		if o.sentence < l.index-reach {
			break
		}
		if o.sentence == l.index && o.last > i {
			continue
		}
		s := o.sex
		if o.actor >= 0 {
			if x := r.actors[o.actor].sex(); x != unknown {
				s = x
			}
		}
		if s != unknown && s != kind.sex {
			continue
		}
		if o.actor == speaker || slices.Contains(not, o.actor) {
			continue
		}
		if o.sentence == l.index && r.bound(l, o, i, kind, c) {
			continue
		}
		score := r.salience(l, o, i, c, quote)
		if s == kind.sex {
			score += 12
		}
		x, ok := byActor[o.actor]
		if !ok {
			x = &candidate{actor: o.actor, score: score, subject: o.clause.subject}
			byActor[o.actor] = x
			order = append(order, x)
		}
		x.score = max(x.score, score)
		x.known = x.known || s == kind.sex
	}
	if len(order) == 0 || len(order) == 1 && order[0].actor == shared {
		return none, ""
	}
	order[0].score += nearer // the last that fits
	for _, x := range order {
		if x.actor >= 0 {
			x.score += min(r.actors[x.actor].count, 6) * 2
		}
	}
	slices.SortStableFunc(order, func(a, b *candidate) int { return b.score - a.score })
	if shared != none {
		if k := slices.IndexFunc(order, func(x *candidate) bool { return x.actor == shared }); k == 0 && (len(order) == 1 || order[0].score-order[1].score >= margin) {
			return none, "" // the tree may be wrong
		} else if k >= 0 {
			order = slices.Delete(order, k, k+1)
		}
	}
	best := order[0]
	if owner != nil && owner.actor != best.actor && slices.ContainsFunc(order, func(x *candidate) bool { return x.actor == owner.actor }) {
		return none, ""
	}
	if quote != 0 && speaker == none && !(len(order) == 1 && best.known) {
		return none, "" // who speaks is not known, so it may be the best
	}
	if len(order) == 1 {
		if best.score < 10 {
			return none, ""
		}
		return best.actor, whyIf(best.actor, "only person that fits")
	}
	if best.score-order[1].score < margin {
		return none, ""
	}
	return best.actor, whyIf(best.actor, "person that fits best")
}

// margin is by how much the best must be ahead, and nearer what being the last that fits counts. Chosen on documents of GUM
// that are no news: there a margin of 10 gives P 93 R 69, one of 20 P 95 R 61, one of 25 P 95 R 56.
const margin, nearer = 18, 5

func whyIf(actor int, why string) string {
	if actor < 0 {
		return ""
	}
	return why
}

// salience weighs how much an occurrence is in the centre when a pronoun comes.
func (r *resolver) salience(l *line, o *occurrence, i int, c clause, quote int) int {
	score := 0
	switch l.index - o.sentence {
	case 0:
		score = 40
	case 1:
		score = 28
	default:
		score = 8
	}
	switch {
	case o.clause.main:
		score += 24
	case o.clause.subject:
		score += 18
	case o.clause.object:
		score += 8
	case o.clause.poss:
		score += 4
	}
	if c.subject && o.clause.subject {
		score += 6
	}
	if o.joint {
		score -= 10
	}
	if o.actor >= 0 && r.speaksForOthers(o.actor) {
		score -= 15
	}
	if o.quote != quote && o.quote != 0 {
		score -= 30
	}
	if !o.name && o.actor >= 0 {
		score += 4
	}
	return score
}

// speaksForOthers reports whether a person is a spokesman: what he says is about others.
func (r *resolver) speaksForOthers(actor int) bool {
	return slices.ContainsFunc(r.holders, func(h holder) bool {
		return h.actor == actor && (strings.HasPrefix(h.role, "spokes") || strings.Contains(h.role, " spokes"))
	})
}

// bound reports whether an occurrence of the same clause cannot be what the pronoun refers to: "Kerry met him", "his" in the
// name's own phrase, "he and Kerry".
func (r *resolver) bound(l *line, o *occurrence, i int, kind pronounKind, c clause) bool {
	if kind.reflexive || kind.possessive {
		return false
	}
	between := func(f func(j int) bool) bool {
		for j := o.last; j < i; j++ {
			if f(j) {
				return true
			}
		}
		return false
	}
	if kind.nominative {
		// "Kerry and he", "Kerry, he": joined to the name
		return i-o.last == 1 && (l.word(i-1) == "and" || l.word(i-1) == "or")
	}
	if l.trees && o.clause.verb >= 0 && c.verb >= 0 {
		return o.clause.verb == c.verb
	}
	if !o.clause.subject && !o.clause.object {
		return false
	}
	return !between(func(j int) bool {
		x, w := l.xpos(j), l.word(j)
		return x == "," || x == ":" || x == "CC" && !strings.HasPrefix(l.xpos(j+1), "VB") || strings.HasPrefix(x, "W") || x == "IN" && r.list["clause"][w] && w != "as" || x == "TO" && l.xpos(j+1) == "VB" && o.clause.object
	})
}

// fronted resolves a pronoun before the subject of its own sentence: "In her remarks, Waters said", "After he left, Kerry
// said".
func (r *resolver) fronted(l *line, i int, kind pronounKind) int {
	first := 0
	for first < len(l.Tokens) && !isWord(l.form[first]) {
		first++
	}
	x := l.xpos(first)
	if i == first || x != "IN" && x != "VBG" && x != "WRB" && x != "TO" && x != "VBN" || l.quote[i] != 0 && l.quote[i] != l.quote[first] {
		return -1
	}
	// a subject before the pronoun would own it
	for _, n := range l.names {
		if n.first < i && n.class == Person {
			return -1
		}
	}
	for j := i + 1; j < len(l.Tokens) && j < i+30; j++ {
		if l.word(j) != "," {
			continue
		}
		for _, n := range l.names {
			if n.class != Person || n.actor < 0 || n.first <= j {
				continue
			}
			c := r.clauseOf(l, n.first, n.last)
			k := n.first
			for k > j+1 && (nounLike(l.xpos(k-1)) || l.xpos(k-1) == "DT" || l.xpos(k-1) == "POS") {
				k--
			}
			s := r.actors[n.actor].sex()
			for _, o := range r.offices {
				if o.actor == n.actor && o.apposed && o.first >= j+1 && o.first <= j+3 && o.last < n.first {
					k, c.subject = j+1, true // "Malaysia's prime minister, Razak"
				}
			}
			if k == j+1 && c.subject && (s == unknown || s == kind.sex) && r.soleSubject(l, n.actor, kind) {
				return n.actor
			}
			break
		}
	}
	return -1
}

// soleSubject reports whether nobody else of the pronoun's sex was the subject of the sentence before.
func (r *resolver) soleSubject(l *line, actor int, kind pronounKind) bool {
	for k := len(r.seen) - 1; k >= 0; k-- {
		o := &r.seen[k]
		if o.sentence < l.index-1 {
			break
		}
		if o.sentence != l.index-1 || !o.clause.main || o.actor == actor {
			continue
		}
		s := o.sex
		if o.actor >= 0 && r.actors[o.actor].sex() != unknown {
			s = r.actors[o.actor].sex()
		}
		if s == kind.sex && r.sexOf(actor) != kind.sex {
			return false
		}
	}
	return true
}

func (r *resolver) sexOf(actor int) sex {
	if actor < 0 {
		return unknown
	}
	return r.actors[actor].sex()
}

func isWord(s string) bool {
	for _, c := range s {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c > 0xbf && c < 0x2000 {
			return true
		}
	}
	return false
}

// speaker gives who speaks a quotation: the subject of the verb of saying beside it, in its first or last sentence or the one
// before, none where that is not seen.
func (r *resolver) speaker(l *line, quote int) int {
	for at := l.index - 6; at <= l.index+6; at++ {
		if at < 0 || at >= len(r.lines) {
			continue
		}
		m := r.lines[at]
		if !slices.Contains(m.quote, quote) {
			continue
		}
		if s := r.sayer(m, quote); s != none {
			return s
		}
	}
	return none
}

// sayer gives the person that is the subject of a verb of saying outside of quotations.
func (r *resolver) sayer(l *line, quote int) int {
	found := none
	for v := range l.Tokens {
		if l.quote[v] != 0 || !strings.HasPrefix(l.xpos(v), "VB") || !r.list["saying"][lemmaOf(l, v)] {
			continue
		}
		// "Kerry said", "said Kerry", "he said"
		for j := v - 1; j >= 0 && j >= v-25; j-- {
			if l.quote[j] != 0 {
				break
			}
			if k := l.mention[j]; k >= 0 && l.names[k].class == Person && l.names[k].actor >= 0 && r.clauseOf(l, l.names[k].first, l.names[k].last).subject {
				found = l.names[k].actor
				break
			}
			if p, ok := pronouns[l.lower[j]]; ok && p.nominative && p.sex != unknown {
				found = r.actorAt(l, j)
				break
			}
		}
		if found != none {
			return found
		}
		for j := v + 1; j < len(l.Tokens) && j <= v+8; j++ {
			if l.quote[j] != 0 || l.word(j) == "," || l.xpos(j) == "IN" {
				break
			}
			if k := l.mention[j]; k >= 0 && l.names[k].class == Person && l.names[k].actor >= 0 {
				return l.names[k].actor
			}
			if p, ok := pronouns[l.lower[j]]; ok && p.nominative && p.sex != unknown {
				return r.actorAt(l, j)
			}
		}
	}
	return found
}

// actorAt gives whom the occurrence at a token was resolved to, none where there is none yet.
func (r *resolver) actorAt(l *line, i int) int {
	for k := len(r.seen) - 1; k >= 0 && r.seen[k].sentence >= l.index; k-- {
		if r.seen[k].sentence == l.index && r.seen[k].first <= i && i < r.seen[k].last {
			return r.seen[k].actor
		}
	}
	return none
}

// spokenOf resolves "it" and "its" in what a body or a state says of itself, and emits it: "Iran said it would".
func (r *resolver) spokenOf(l *line, i int, kind pronounKind) bool {
	if kind.reflexive || l.quote[i] != 0 {
		return false
	}
	if kind.possessive {
		if actor := r.ownSubject(l, i); actor >= 0 {
			r.emit(l, i, i+1, Pronoun, []int{actor}, "subject of the clause")
			r.touch(actor, l.index)
			return true
		}
	}
	for v := i - 1; v > 0 && v >= i-2; v-- {
		if !strings.HasPrefix(l.xpos(v), "VB") || !r.list["saying"][lemmaOf(l, v)] {
			if l.word(v) == "that" {
				continue
			}
			return false
		}
		k := l.mention[v-1]
		if k < 0 && strings.HasPrefix(l.xpos(v-1), "RB") && v > 1 {
			k = l.mention[v-2]
		}
		if k < 0 {
			return false
		}
		n := l.names[k]
		if n.class == Person || n.actor < 0 || n.class == NORP || !r.clauseOf(l, n.first, n.last).subject {
			return false
		}
		r.emit(l, i, i+1, Pronoun, []int{n.actor}, "subject that says so")
		r.touch(n.actor, l.index)
		return true
	}
	return false
}

// ownSubject gives the state or body that is the subject of the clause in which "its" stands: "Iran closed its airspace". Any
// other verb, clause or name between makes it uncertain.
func (r *resolver) ownSubject(l *line, i int) int {
	verb := -1
	for j := i - 1; j >= 0 && j >= i-12; j-- {
		x := l.xpos(j)
		if k := l.mention[j]; k >= 0 {
			n := l.names[k]
			if verb < 0 || n.actor < 0 || n.last > verb || !kept(n.class) {
				return -1
			}
			a := r.actors[n.actor]
			c := r.clauseOf(l, n.first, n.last)
			if !c.subject || a.Class == Person || a.Class == NORP || !a.country && a.Class != Organization || l.joint(n.first, n.last) {
				return -1
			}
			for b := n.last; b < verb; b++ {
				if y := l.xpos(b); y != "MD" && !strings.HasPrefix(y, "RB") && !strings.HasPrefix(y, "VB") {
					return -1
				}
			}
			return n.actor
		}
		switch {
		case x == "VBD" || x == "VBZ" || x == "VBP":
			if verb >= 0 && verb != j+1 {
				return -1
			}
			verb = j
		case x == "," || x == ":" || strings.HasPrefix(x, "W") || x == "IN" && r.list["clause"][l.lower[j]] || x == "PRP" || x == "VBN" && l.xpos(j-1) != "VBZ" && l.xpos(j-1) != "VBD" && l.xpos(j-1) != "VBP":
			return -1
		case verb >= 0 && (noun(x)):
			return -1 // a subject that is no name
		case verb < 0 && noun(x) && l.xpos(j+1) != "IN" && l.xpos(j+1) != "CC" && !nounLike(l.xpos(j+1)) && l.xpos(j+1) != "TO":
			return -1
		}
	}
	return -1
}

// nouns sees the persons without a name: "a teacher", "his father". They compete with those that have one.
func (r *resolver) nouns(l *line, phrases []phrase) {
	for i, w := range l.lower {
		n := 0
		switch {
		case w == "one" && l.word(i+1) == "of" && (l.word(i+2) == "them" || l.word(i+2) == "whom"):
			n = 3
		case (w == "latter" || w == "other") && l.word(i-1) == "the" && !nounLike(l.xpos(i+1)) && r.clauseOf(l, i, i+1).subject:
			n = 1
		case (w == "another" || w == "other" && l.word(i-1) == "the") && l.xpos(i+1) == "NN" && (r.list["person"][l.word(i+1)] || r.nounSex(l.word(i+1)) != unknown):
			n = 2
		}
		if n > 0 && l.mention[i] < 0 {
			r.see(r.occurrence(l, i, i+n))
		}
	}
	for _, p := range phrases {
		if p.plural || p.noun == "" || p.named >= 0 || l.mention[p.head] >= 0 || l.taken[p.head] {
			continue
		}
		s := r.nounSex(p.noun)
		if s == unknown && !r.list["person"][p.noun] {
			continue
		}
		if s == unknown && p.det != "a" && p.det != "an" && p.det != "another" && !r.list["kin"][p.noun] {
			continue // "the president" is read as a description first
		}
		if p.det == "" || r.attribute(l, p) {
			continue
		}
		o := r.occurrence(l, p.first, p.last)
		o.sex = s
		r.see(o)
	}
}

// attribute reports whether a phrase says something of a name beside it and nobody else: "Smith, a teacher,", "is a
// teacher", "as a teacher".
func (r *resolver) attribute(l *line, p phrase) bool {
	switch w := l.word(p.first - 1); {
	case w == "as" || w == "like":
		return true
	case w == "is" || w == "was" || w == "be" || w == "been" || w == "become" || w == "became" || w == "not" || w == "were" || w == "being" || w == "'s" && l.xpos(p.first-1) != "POS":
		return true
	case w == "," || w == "(":
		if k := l.mention[max(0, p.first-2)]; p.first > 1 && k >= 0 && l.names[k].class == Person && l.names[k].last == p.first-1 {
			return true
		}
	}
	next := p.last
	if l.word(next) == "," {
		next++
	}
	return next < len(l.mention) && l.mention[next] >= 0 && l.names[l.mention[next]].class == Person && l.names[l.mention[next]].first == next
}
