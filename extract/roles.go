package extract

import (
	"slices"
	"strings"

	"newsgraph/schema"
)

// Roles: what the words beside a person's name say that the person is, read along the words: "X, 58, an economist and vice
// president of Y", "Y law professor X", "X, director of communications for Y". The tree says most of them, too (stateOf,
// titleBefore, officeAfter); but a parser hangs long appositions and joined roles on the wrong noun so often that the words
// alone, in their order, tell more. What both tell is one claim.

// role is one role with what it is a role of.
type role struct {
	first, last int  // tokens of its words, without determiner and owner
	head        int  // token of its noun
	owner       name // what it is a role of
	slot        string
	start, end  int  // tokens of the whole phrase, with owner
	part        bool // it is one in a part of its owner: "head of research at Y"
	own         bool // the words go on to say of what, and name nobody: "a teacher of deaf children"
	after       bool // it stands behind the name
}

const (
	longestRole = 9 // tokens of a role's phrase up to its noun
	deepestRole = 3 // phrases between a noun and its organization: "head of the department of physics at Y"
)

// roles reads the roles beside a person's name.
func (r *reader) roles(s *sentence, p name) []role {
	if p.bound {
		return nil
	}
	out := r.rolesBehind(s, p)
	if o, ok := r.roleBefore(s, p); ok {
		return append(out, o)
	}
	return append(out, r.rolesBefore(s, p)...)
}

// rolesBehind reads an apposition or a predicate: "X, the chairman and chief executive of Y,", "X is a teacher at Y".
func (r *reader) rolesBehind(s *sentence, p name) []role {
	i := s.behindAge(p.last)
	switch {
	case i < p.last+2 && (s.word(i) == "," || s.word(i) == "(" || s.word(i) == "-" && !s.glued(i)):
		i++
	case s.tag(i) == "VBZ" && (s.word(i) == "is" || s.word(i) == "remains"):
		i++
		if w := s.word(i); w == "also" || w == "currently" || w == "now" {
			i++
		}
	case i == p.last:
		return nil
	}
	out, i := r.joinedRoles(s, i)
	if !s.closesRole(i) || r.listedBehind(s, i) {
		return nil // the words go on, or name the next of a list
	}
	for k := range out {
		out[k].after = true
	}
	return out
}

// behindAge gives the token behind what stands in commas behind a name and tells neither role nor owner: "X, 58,", "X, D-Ohio,".
func (s *sentence) behindAge(i int) int {
	if s.word(i) == "(" {
		for j := i + 1; j < min(len(s.Tokens), i+2*longestRole) && s.tag(j) != "CD"; j++ {
			if s.word(j) == ")" && s.word(j+1) == "of" {
				return j + 1 // "X (his name in another script) of Y"; numbers are those of the rich and their firms
			}
		}
	}
	if s.word(i) != "," {
		return i
	}
	switch {
	case s.tag(i+1) == "CD" && s.word(i+2) == ",":
		return i + 3
	case s.glued(i+2) && len(s.word(i+1)) == 1 && s.word(i+4) == ",":
		return i + 5
	}
	return i
}

// rolesBefore reads roles that lead up to a name: "Co-founder and chief executive of Y X", or open the sentence for it: "A
// professor at Y, X helped".
func (r *reader) rolesBefore(s *sentence, p name) []role {
	end := s.titlesBefore(r, p.first)
	if k := s.nameBefore(end); k >= 0 && !r.nameLike(s, end-1) {
		for i := max(0, end-2*longestRole); i < end; i++ {
			if s.startsRole(i) {
				if out, next := r.joinedRoles(s, i); next == end && len(out) > 0 {
					return out
				}
			}
		}
	}
	if s.word(end-1) == "," && s.clauseGoesOn(p.last) {
		first := 0
		for first < end && isQuote(s.word(first)) {
			first++
		}
		if out, next := r.joinedRoles(s, first); next == end-1 {
			return out
		}
	}
	return nil
}

// startsRole reports whether a phrase may start at token i.
func (s *sentence) startsRole(i int) bool {
	return i == 0 || s.tag(i) == "DT" || s.tag(i-1) != "DT" && !s.inRole(i-1) && s.tag(i-1) != "IN" || isVerb(s.tag(i-1))
}

// joinedRoles reads roles from token i on, joined by "and", and gives the token behind the last. One that does not say of what it
// is takes that of the next: "chairman and chief executive of Y".
func (r *reader) joinedRoles(s *sentence, i int) ([]role, int) {
	var out []role
	open := 0 // of out, the first that waits
	for len(out) < longestRole {
		o, next, ok := r.roleAt(s, i)
		if !ok {
			break
		}
		i = next
		if len(out) > 0 && s.formerly(out[0]) && s.tag(o.start-1) != "DT" {
			break // "ex-convener and secretary of Y": is he still secretary?
		}
		out = append(out, o)
		if o.slot != "" {
			for k := open; k < len(out)-1; k++ {
				if _, _, office := r.entities.officeEnding(s, out[k].last); !office && in("makers", s.words[o.head]) {
					continue // "journalist and founder of Y"
				}
				out[k].owner, out[k].slot, out[k].part, out[k].end = o.owner, o.slot, o.part, o.end
			}
			open = len(out)
		} else if o.own {
			open = len(out)
		}
		switch {
		case s.word(i) == "and":
			next = i + 1
		case s.word(i) == "," && s.word(i+1) == "and":
			next = i + 2
		case s.word(i) == "as" && s.word(i+1) == "well" && s.word(i+2) == "as":
			next = i + 3
		default:
			return withOwners(out), i
		}
		if s.isPerson(next) {
			break // "X, a teacher at Y, and Z"
		}
		i = next
	}
	return withOwners(out), i
}

// formerly reports whether a role is said to be one that was: "ex-convener".
func (s *sentence) formerly(o role) bool {
	return strings.HasPrefix(s.words[o.head], "ex-") || s.word(o.head-1) == "ex" || s.word(o.head-2) == "ex" && s.glued(o.head-1) || s.word(o.start) == "former"
}

// withOwners keeps the roles of which the words say what they are a role of.
func withOwners(roles []role) []role {
	return slices.DeleteFunc(roles, func(o role) bool { return o.slot == "" })
}

// closesRole reports whether a phrase may end before token i.
func (s *sentence) closesRole(i int) bool {
	switch w := s.word(i); w {
	case "", ",", ".", ")", ";", ":", "(", "-", "–", "—", "who", "whose", "which", "that", "in", "at", "on", "since", "for", "of", "from", "when", "where", "told", "based":
		return true
	default:
		return isQuote(w) || isVerb(s.tag(i)) || s.tag(i) == "MD" || s.tag(i) == "RB" || s.timeAt[i] >= 0
	}
}

// listedBehind reports whether a comma leads to the next person of a list: "X, chairman of Y, Z and".
func (r *reader) listedBehind(s *sentence, i int) bool {
	j := s.behindTitles(r, i+1)
	if s.word(i) != "," || j >= len(s.nameAt) || s.nameAt[j] < 0 || !s.names[s.nameAt[j]].person() {
		return false
	}
	n := s.names[s.nameAt[j]]
	return n.last >= len(s.Tokens) || !isVerb(s.tag(n.last))
}

// roleAt reads one role from token i on, and gives the token behind it.
func (r *reader) roleAt(s *sentence, i int) (role, int, bool) {
	o := role{}
	switch s.word(i) {
	case "the", "a", "an", "another", "also":
		i++
	case "one":
		if s.word(i+1) != "of" {
			return o, i, false
		}
	}
	start, own := i, -1
	for i < len(s.Tokens) && i-start < longestRole && s.inRole(i) {
		if k := s.nameAt[i]; k >= 0 {
			if s.names[k].bound || s.names[k].person() && s.tag(s.names[k].last) != "POS" {
				return o, i, false
			}
			own = k
			i = s.names[k].last
			continue
		}
		i++
	}
	h := i - 1
	if h < start || !r.namesRole(s, h) {
		return o, i, false
	}
	if i < len(s.nameAt) && s.nameAt[i] >= 0 {
		return o, i, false // "Emirati leader X": another's title
	}
	o.head, o.last = h, i
	o.first = h
	for o.first > start && s.nameAt[o.first-1] < 0 && s.tag(o.first-1) != "POS" {
		o.first--
	}
	for k := o.first; k <= h; k++ {
		if _, n := r.entities.office(s, k, min(len(s.Tokens), k+longestOffice)); k+n > i {
			o.last, i = k+n, k+n // "chief of staff"
		}
	}
	o.start = start
	if own >= 0 {
		o.owner, o.slot = s.names[own], "of"
	}
	if own >= 0 && o.first < s.names[own].last {
		return o, i, false
	}
	slot, k, end, depth := r.placeOfRole(s, i)
	if k >= 0 && (own < 0 || !ofOrganization(s.names[own])) {
		o.owner, o.slot, o.part = s.names[k], slot, depth > 0
	}
	if own >= 0 && k < 0 && end > i {
		o.part = true // "Y's director of sales"
	}
	o.own = end > i
	o.end = end
	return o, end, true
}

// namesRole reports whether token h may be the noun of one person's role.
func (r *reader) namesRole(s *sentence, h int) bool {
	if s.nameAt[h] >= 0 || s.tag(h) == "NNS" || s.tag(h) == "NNPS" {
		return false
	}
	if isNoun(s.tag(h)) {
		return true
	}
	_, _, ok := r.entities.officeEnding(s, h+1)
	return ok || isAdjective(s.tag(h)) && len(r.nounRules(s, h)) > 0 // "chief executive", an adjective to the tagger
}

// inRole reports whether token i may stand in front of a role's noun, or be it.
func (s *sentence) inRole(i int) bool {
	if i < 0 || i >= len(s.Tokens) {
		return false
	}
	if k := s.nameAt[i]; k >= 0 {
		return s.names[k].first == i
	}
	if s.timeAt[i] >= 0 {
		return false
	}
	switch t := s.tag(i); t {
	case "JJ", "JJR", "JJS", "HYPH", "POS", "VBN", "CD":
		return true
	case "VBG":
		return isNoun(s.tag(i + 1))
	default:
		return isNoun(t)
	}
}

// statusIn gives the status that the words of a phrase tell: "former", "deputy"; what stands before a possessor is its: "former
// president Zuma's daughter".
func (r *reader) statusIn(s *sentence, first, last int) string {
	status := ""
	for i := last - 1; i >= max(0, first) && s.tag(i) != "POS"; i-- {
		if st, ok := r.x.names.Status(s.words[i]); ok && s.nameAt[i] < 0 && st.Of != "current" && status != "former" {
			status = st.Of
		}
	}
	return status
}

// placeOfRole reads what a role is a role of, behind its noun, past phrases that only narrow it: "of the Y Institute", "of
// research at the mining company Y". It gives the preposition, the name or -1, the token behind it all, and how many
// phrases stand between.
func (r *reader) placeOfRole(s *sentence, i int) (slot string, k, end, depth int) {
	for depth = range deepestRole {
		slot = s.word(i)
		switch slot {
		case "of", "at", "for", "with", "from", "to", "in", "on":
		default:
			return "", -1, i, depth
		}
		j := i + 1
		if s.word(j) == "the" || s.word(j) == "a" || s.word(j) == "an" || s.word(j) == "its" {
			j++
		}
		start := j
		for j < len(s.Tokens) && j-start < longestRole && (s.inRole(j) || s.word(j) == "and" && s.inRole(j+1) && !r.opensRole(s, j+1)) && s.tag(j) != "POS" {
			k = s.nameAt[j]
			if k < 0 {
				j++
				continue
			}
			n := s.names[k]
			if n.bound || n.person() {
				return "", -1, i, depth
			}
			if s.tag(n.last) == "POS" && n.last+1 < len(s.nameAt) && s.nameAt[n.last+1] >= 0 {
				j = n.last + 1 // "New York's Y Hospital"
				continue
			}
			if n.class == classDemonym || !ofOrganization(n) && n.last < len(s.Tokens) && (isNoun(s.tag(n.last)) || s.nameAt[n.last] >= 0) {
				j = n.last // "the Peruvian mining company Y"
				continue
			}
			end = s.bodyBehind(n.last)
			if s.tag(end) == "POS" || s.tag(end) == "HYPH" || isNoun(s.tag(end)) && !s.isPerson(end) && r.entities.titleLength(s, end, min(len(s.Tokens), end+3)) == 0 {
				return "", -1, i, depth
			}
			if s.word(end) == "(" && s.word(end+2) == ")" {
				end += 3
			}
			return slot, k, s.ofBehind(end), depth
		}
		if j == start {
			return "", -1, i, depth
		}
		if m := s.nameOn(j + 2); s.word(j) == "," && s.word(j+1) == "the" && m >= 0 && in("bodies", s.words[j-1]) && ofOrganization(s.names[m]) {
			return slot, m, s.names[m].last, depth // "of the largest party, the Y Party"
		}
		i = j
	}
	return "", -1, i, depth
}

// opensRole reports whether another role starts at token i: "for reform and president of Y".
func (r *reader) opensRole(s *sentence, i int) bool {
	_, n := r.entities.office(s, i, min(len(s.Tokens), i+longestOffice))
	return n > 0 || in("people", s.lemma(i))
}

// bodyBehind gives the token behind the common noun that a name stands in front of: "the Rollei company", "the Y research group".
func (s *sentence) bodyBehind(i int) int {
	for j := i; j < min(len(s.Tokens), i+2) && isNoun(s.tag(j)) && s.nameAt[j] < 0; j++ {
		if in("bodies", s.words[j]) {
			return j + 1
		}
	}
	return i
}

// ofBehind gives the token behind what completes a name: "the Federal Bank of Boston".
func (s *sentence) ofBehind(i int) int {
	if s.word(i) != "of" {
		return i
	}
	j := i + 1
	if s.word(j) == "the" {
		j++
	}
	if j < len(s.nameAt) && s.nameAt[j] >= 0 {
		return s.names[s.nameAt[j]].last
	}
	return i
}

// roleBefore reads "Y economist X", "Y law professor X".
func (r *reader) roleBefore(s *sentence, p name) (role, bool) {
	o := role{}
	end := s.titlesBefore(r, p.first)
	h := end - 1
	if h < 0 || !r.namesRole(s, h) {
		return o, false
	}
	i := h
	for i > 0 && h-i < longestRole/2 && s.nameAt[i-1] < 0 && s.inRole(i-1) && s.tag(i-1) != "POS" {
		i--
	}
	o.head, o.first, o.last = h, i, end
	j := i
	if s.tag(j-1) == "POS" {
		j--
	} else {
		j = s.beforeBrackets(j)
	}
	k := s.nameBefore(j)
	if k < 0 || s.names[k].bound || s.names[k].person() && j == i {
		return o, false
	}
	o.owner, o.slot = s.names[k], "of"
	o.start, o.end = o.owner.first, end
	for o.start > 0 && r.statusIn(s, o.start-1, o.start) != "" {
		o.start-- // "former Y economist X"
	}
	return o, true
}

// beforeBrackets gives the token at which short brackets open that close before token i: "the CHP (Republican People's Party) leader".
func (s *sentence) beforeBrackets(i int) int {
	if s.word(i-1) != ")" {
		return i
	}
	for j := i - 2; j > 0 && i-j < longestRole; j-- {
		if s.word(j) == "(" {
			return j
		}
	}
	return i
}

// titlesBefore gives the first token of the titles that end before token i: "Dr", "Sir".
func (s *sentence) titlesBefore(r *reader, i int) int {
	for i > 0 {
		n := 0
		for k := max(0, i-3); k < i && n == 0; k++ {
			if t := r.entities.titleLength(s, k, i); t == i-k {
				n = t
			}
		}
		if n == 0 {
			return i
		}
		if _, m := r.entities.office(s, i-n, i); m == n {
			return i
		}
		i -= n
	}
	return i
}

// ofOrganization reports whether a name is that of something that people work for, belong to or lead.
func ofOrganization(n name) bool {
	switch n.class {
	case classOrganization, classBody, classSeat, classArmed:
		return true
	}
	return false
}

// officeOf gives the office of an organization that the words of a role are.
func (r *reader) officeOf(s *sentence, p name, o role) (office, bool) {
	out := office{sentence: s, person: p, owner: o.owner, ownerID: o.owner.entity, first: o.first, last: o.last}
	if !ofOrganization(o.owner) || o.owner.entity < 0 || !slices.Contains([]string{"of", "at", "for", "with"}, o.slot) {
		return out, false
	}
	first, ro, ok := r.entities.officeEnding(s, o.last)
	if !ok || first < o.first || ro.Generic {
		return r.formerPost(s, out, o)
	}
	if ro.Of == "ministry" || in("monarchs", ro.Role) || in("no office", ro.Role) || r.misplaced(ro, o.owner) {
		return out, false
	}
	out.role, out.status = ro.Role, ro.Status
	k := first
	for k > o.first && in("office adjectives", s.words[k-1]) {
		k--
		out.role = s.words[k] + " " + out.role
	}
	if st := r.statusIn(s, o.start, k); st != "" {
		out.status = st
	}
	return out, true
}

// formerPost gives the post that somebody had at an organization and no longer has: "a former Y professor X". Those who still
// have one work for it, which is no office; but that ended leaves only a post held.
func (r *reader) formerPost(s *sentence, out office, o role) (office, bool) {
	if o.owner.class == classArmed || r.statusIn(s, o.start, o.head) != "former" {
		return out, false
	}
	for _, ru := range r.nounRules(s, o.head) {
		if ru.relation.Name == "WORKS_FOR" && len(ru.pattern.Subject) == 0 && !s.hasPhrase(o.start, o.end, ru.pattern.Without) && slices.Contains(ru.pattern.Object, o.slot) {
			out.role, out.status, out.first = strings.Join(ru.words, " "), "former", o.last-len(ru.words)
			return out, out.first >= o.first
		}
	}
	return out, false
}

// officesOfRoles gives the offices of organizations that the roles beside a person's name are and that are not among those read
// already.
func (r *reader) officesOfRoles(s *sentence, p name, read []office) []office {
	var out []office
	for _, o := range r.roles(s, p) {
		of, ok := r.officeOf(s, p, o)
		if ok && (!o.part || of.status == "former") && !slices.ContainsFunc(read, func(x office) bool {
			return x.person.entity == p.entity && x.first < of.last && of.first < x.last
		}) {
			out = append(out, of)
		}
	}
	return out
}

// rolesFound gives the standing relations that the roles beside a person's name tell, but for offices.
func (r *reader) rolesFound(s *sentence, p name) []found {
	var out []found
	for _, o := range r.roles(s, p) {
		of, isOffice := r.officeOf(s, p, o)
		if isOffice && !o.part && of.status != "deputy" {
			continue
		}
		if st := r.statusIn(s, o.start, o.head); st != "" && st != "deputy" && st != "acting" {
			continue
		}
		staff := rule{relation: r.x.ontology.Relation("WORKS_FOR"), words: []string{s.lemma(o.head)}, pattern: schema.Pattern{Object: []string{o.slot}, ObjectKind: []schema.Kind{schema.Organization}}}
		if isOffice { // "deputy director of Y", "director of research at Y": on its staff
			if f, ok := r.roleFound(s, p, o, staff); ok {
				out = append(out, f)
			}
			continue
		}
		for _, ru := range r.nounRules(s, o.head) {
			if ru.relation.Name == "LEADS" && o.part {
				ru = staff
			}
			if f, ok := r.roleFound(s, p, o, ru); ok {
				out = append(out, f)
			}
		}
	}
	return out
}

// roleFound fits a rule of a standing relation to a role.
func (r *reader) roleFound(s *sentence, p name, o role, ru rule) (found, bool) {
	pt := &ru.pattern
	f := found{rule: ru, first: o.last - len(ru.words), last: o.last, at: o.head, way: byTitle, mood: r.beside(s, o.head)}
	if o.after {
		f.way = byApposition
	}
	if ru.relation == nil || !ru.relation.State || len(pt.Subject) > 0 || f.first < o.first || !slices.Contains(pt.Object, o.slot) || s.quoted[o.head] {
		return f, false
	}
	if len(pt.With) > 0 && !s.inClause(o.head, pt.With) || s.hasPhrase(o.start, o.end, pt.Without) {
		return f, false
	}
	if ru.pattern.Pos.File != "" && r.otherRole(s, o.head, ru) || ru.relation.Name == "LEADS" && !r.leadsAll(s, o, f.first) {
		return f, false
	}
	n := o.owner
	e := end{entity: n.entity, words: s.wordsOf(n.first, n.last), head: s.topOf(n)}
	if n.class == classDemonym || n.class == classCapital && o.slot == "of" {
		e.entity = r.entities.country(n.code)
	}
	if e.entity < 0 || e.entity == p.entity {
		return f, false
	}
	e.kind = r.entities.list[e.entity].Kind
	f.subjects = r.kinds([]end{{entity: p.entity, kind: schema.Person, words: s.wordsOf(p.first, p.last), head: s.topOf(p)}}, pt.SubjectKind)
	f.objects = []end{e}
	if ru.relation.Name == "WORKS_FOR" {
		f.objects = append(f.objects, r.wholeOf(s, n)...)
	}
	f.objects = r.kinds(f.objects, pt.ObjectKind)
	return f, len(f.subjects) == 1 && len(f.objects) > 0
}

// leadsAll reports whether a leader leads what the role is a role of, and not a part of it: "floor leader of Y", "deputy leader of
// Y", "the head of Y in Ethiopia".
func (r *reader) leadsAll(s *sentence, o role, trigger int) bool {
	part := trigger > o.start && s.nameAt[trigger-1] < 0 && isNoun(s.tag(trigger-1)) && s.words[trigger-1] != "party"
	return !part && s.word(o.end) != "in" && r.statusIn(s, o.start, o.head) == ""
}

// wholeOf gives the organization that one is a part of by its words: "Harvard University's School of Government", "Queens College of
// the City University of New York".
func (r *reader) wholeOf(s *sentence, n name) []end {
	j := -1
	if s.tag(n.first-1) == "POS" {
		j = s.nameBefore(n.first - 1)
	} else if s.word(n.last) == "of" {
		i := n.last + 1
		if s.word(i) == "the" {
			i++
		}
		j = s.nameOn(i)
	}
	if j < 0 || s.names[j].bound || s.names[j].class != classOrganization || s.names[j].entity == n.entity || n.class != classOrganization {
		return nil
	}
	return r.named(s, s.names[j].first, j, asSpeaker)
}

// topOf gives the token of a name that the others of it hang on.
func (s *sentence) topOf(n name) int {
	for i := n.first; i < n.last; i++ {
		if h := s.head(i); h < n.first || h >= n.last {
			return i
		}
	}
	return n.first
}

// hasPhrase reports whether one of some phrases stands among tokens first to last.
func (s *sentence) hasPhrase(first, last int, phrases []string) bool {
	for _, p := range phrases {
		words := strings.Fields(p)
		for i := first; i+len(words) <= last; i++ {
			if s.isNoun(i+len(words)-1, words) {
				return true
			}
		}
	}
	return false
}
