package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/schema"
)

// end is a resolved end of a claim before its claim is made.
type end struct {
	entity int // index into entities, -1 where the text only describes it
	kind   schema.Kind
	name   string // of described ends
	words  Words
	part   string
	chunk  int
}

// side says for which slot a phrase is resolved.
type side int

const (
	asSubject side = iota // acts
	asObject              // is acted upon
	asPlace               // is gone to or attacked: a capital is the city
	asVictim              // is killed: people only
	asSpeaker             // says: a seat is an organization
)

// ends resolves the noun phrase at chunk i of a sentence: one end, several where owners are joined ("US-Israeli
// forces"), none where it is nobody certain.
func (r *reader) ends(s *sentence, i int, as side) []end {
	if !s.is(i, nounPhrase) {
		return nil
	}
	if j := s.renamed(i); j >= 0 {
		return r.ends(s, j, as)
	}
	c := s.chunks[i]
	k := s.nameAt[c.head]
	if k >= 0 {
		return r.named(s, i, k, as)
	}
	if s.tag(c.head) == "PRP" {
		return r.pronoun(s, i)
	}
	if e, ok := r.described(s, i); ok {
		return []end{e}
	}
	if both := r.both(s, i); len(both) > 0 {
		return both
	}
	return r.owned(s, i, as)
}

// both resolves "the two" and "both leaders" to the two persons of whom the clause before it, or else the sentence before,
// tells one thing that both did. With a third person in it, nobody is certain.
func (r *reader) both(s *sentence, i int) []end {
	c := s.chunks[i]
	first := c.first
	if s.word(first-1) == "both" {
		first--
	}
	if !in("both", strings.Join(s.words[first:c.last], " ")) {
		return nil
	}
	where, before := s, first
	if !s.namesPerson(before) && s.index > 0 {
		where = r.sentences[s.index-1]
		before = len(where.Tokens)
	}
	persons := map[int]bool{}
	for _, n := range where.names {
		if n.person() && n.last <= before {
			persons[n.entity] = true
		}
	}
	if len(persons) != 2 {
		return nil
	}
	for k := range r.drafts {
		d := &r.drafts[k]
		if d.sentence != where || !d.claim.Symmetric || d.claim.Evidence.End > where.Tokens[before-1].End || !persons[d.subject] || !persons[d.object] {
			continue
		}
		var out []end
		for _, e := range []int{d.subject, d.object} {
			out = append(out, end{entity: e, kind: schema.Person, words: s.wordsOf(first, c.last), chunk: i})
		}
		return out
	}
	return nil
}

// namesPerson reports whether a person's name stands before token last.
func (s *sentence) namesPerson(last int) bool {
	for _, n := range s.names {
		if n.person() && n.last <= last {
			return true
		}
	}
	return false
}

// named resolves a phrase whose head is a name.
func (r *reader) named(s *sentence, i, k int, as side) []end {
	c, n := s.chunks[i], s.names[k]
	if n.bound || n.last != c.last {
		return nil
	}
	if n.first > c.first && s.words[n.first-1] == "-" && !n.owner() {
		return nil
	}
	e := end{entity: n.entity, kind: n.kind, words: s.wordsOf(n.first, n.last), chunk: i}
	switch n.class {
	case classDemonym:
		return nil // "the Iranians", "an Israeli": people, not the state
	case classCapital:
		if as != asPlace {
			e.entity, e.kind = r.entities.country(n.code), schema.Country
		}
	case classSeat:
		if as == asSubject || as == asObject {
			e.entity, e.kind = r.entities.country(n.code), schema.Country
		}
	case classPerson:
		if as == asPlace {
			return nil
		}
	}
	if e.entity < 0 {
		return nil
	}
	e.kind = r.entities.list[e.entity].Kind
	// "Iran's Natanz" is a place; "Sweden's Volvo" is Volvo
	return []end{e}
}

// described resolves "the Russian president", "Iran's foreign minister", "the Kremlin leader" to the one person whose
// office the article has told.
func (r *reader) described(s *sentence, i int) (end, bool) {
	c := s.chunks[i]
	if strings.HasPrefix(s.tag(c.head), "NNS") {
		return end{}, false
	}
	for k := c.first; k <= c.head; k++ {
		o, n := r.entities.office(s, k, c.last)
		if n == 0 || k+n != c.last {
			continue
		}
		code := ""
		for j := c.first; j < k; j++ {
			w := s.words[j]
			if m := s.nameAt[j]; m >= 0 {
				if nm := s.names[m]; code == "" && nm.code != "" && !nm.bound && (nm.owner() || nm.class == classSeat || nm.class == classCapital) {
					code = nm.code
					continue
				} else if nm.code == code {
					continue
				}
				return end{}, false
			}
			if w != "the" && s.tag(j) != "POS" {
				return end{}, false
			}
		}
		if code == "" && s.is(i+1, preposition) && s.word(s.chunks[i+1].first) == "of" && s.is(i+2, nounPhrase) && s.word(c.first) == "the" {
			if m := s.nameAt[s.chunks[i+2].head]; m >= 0 && s.names[m].class == classCountry {
				code = s.names[m].code
			}
		}
		if code == "" {
			return end{}, false
		}
		person := r.holder(o, code)
		if person < 0 {
			return end{}, false
		}
		return end{entity: person, kind: schema.Person, words: s.wordsOf(c.first, c.last), chunk: i}, true
	}
	return end{}, false
}

// holder gives the only person of the article who holds an office of a country, or -1.
func (r *reader) holder(o schema.Office, code string) int {
	found := -1
	for _, h := range r.holders {
		if h.code != code || h.former {
			continue
		}
		if h.role != o.Role && !(o.Generic && o.Of == "state" && in("heads", h.role)) && !(o.Generic && o.Of == "ministry" && (h.role == "foreign minister" || h.role == "secretary of state" || h.role == "foreign secretary")) {
			continue
		}
		if found >= 0 && found != h.person {
			return -1
		}
		found = h.person
	}
	return found
}

// owned resolves a common noun with an owner: the state of "Israeli forces", of "American bases".
func (r *reader) owned(s *sentence, i int, as side) []end {
	c := s.chunks[i]
	owners := s.ownersIn(c.first, c.head)
	headFirst := c.first
	if len(owners) > 0 {
		headFirst = s.names[owners[len(owners)-1]].last
		if s.tag(headFirst) == "POS" {
			headFirst++
		}
	}
	for headFirst < c.head && (s.tag(headFirst) == "DT" || s.tag(headFirst) == "PRP$") {
		headFirst++
	}
	head := s.words[c.head]
	if as == asVictim {
		if in("people", head) || isNumberWord(s.tag(c.head)) {
			return []end{r.unnamed(s, i)}
		}
		return nil
	}
	var of []int
	if len(owners) == 0 && s.is(i+1, preposition) && s.word(s.chunks[i+1].first) == "of" && s.is(i+2, nounPhrase) {
		of = []int{i + 2}
	}
	part := s.wordsOf(headFirst, c.last).Text
	if as == asObject && len(owners) == 0 && in("deeds", head) && len(r.nounRules(s, i)) > 0 {
		// "condemned the killing of X by Israel": the deed is Israel's, not X's
		var out []end
		for _, p := range s.prepositions(i+1, complement{preps: map[string][]int{}, next: -1}).preps["by"] {
			for _, e := range r.ends(s, p, asSubject) {
				e.part = part
				out = append(out, e)
			}
		}
		return out
	}
	organ, n := r.x.names.StateOrgan(s.organWords(headFirst, c.last)...)
	isOrgan := n > 0 && !in("no actors", organ.Name) && organ.Of != "legislature" && organ.Of != "court" && organ.Of != "media" && organ.Of != "agency" && organ.Of != "mission"
	switch as {
	case asSubject:
		if !isOrgan && !in("weapons", head) {
			return nil
		}
	case asObject:
		if !isOrgan && !in("deeds", head) {
			return nil
		}
	case asPlace:
		if !isOrgan && !in("assets", head) && !in("weapons", head) {
			return nil
		}
	case asSpeaker:
		if n > 0 && organ.Own && len(owners) == 1 {
			nm := s.names[owners[0]]
			if nm.code != "" {
				return []end{r.organization(s, i, nm, organ.Name)}
			}
		}
		if !isOrgan {
			return []end{r.unnamed(s, i)}
		}
	}
	var out []end
	for _, k := range owners {
		nm := s.names[k]
		e := end{words: s.wordsOf(nm.first, nm.last), part: part, chunk: i}
		switch {
		case nm.bound:
			return nil
		case nm.owner(), nm.class == classCapital, nm.class == classSeat:
			e.entity = r.entities.country(nm.code)
			if nm.class == classCountry {
				e.entity = nm.entity
			}
		case nm.class == classArmed || nm.class == classBody || as == asObject && in("deeds", head) || as == asPlace && nm.class != classPerson:
			e.entity = nm.entity
		default:
			return nil
		}
		if e.entity < 0 {
			return nil
		}
		e.kind = r.entities.list[e.entity].Kind
		out = append(out, e)
	}
	for _, j := range of {
		k := s.nameAt[s.chunks[j].head]
		if k < 0 || s.names[k].bound || s.names[k].last != s.chunks[j].last {
			return nil
		}
		nm := s.names[k]
		if !isOrgan && as == asSubject || nm.class != classCountry && nm.class != classCapital && nm.class != classArmed && !(as == asObject && in("deeds", head)) {
			return nil
		}
		e := end{entity: nm.entity, words: s.wordsOf(nm.first, nm.last), part: part, chunk: i}
		if nm.class == classCapital {
			e.entity = r.entities.country(nm.code)
		}
		if e.entity < 0 {
			return nil
		}
		e.kind = r.entities.list[e.entity].Kind
		out = append(out, e)
	}
	return out
}

func isNumberWord(tag string) bool { return tag == "CD" }

// organWords gives the words of an organ without the adjectives and nouns in front that are none of its name.
func (s *sentence) organWords(first, last int) []string {
	for i := first; i < last; i++ {
		words := s.texts(i, last)
		if _, n := schema.Names().StateOrgan(words...); n == len(words) {
			return words
		}
	}
	return nil
}

// unnamed is an end that the text only describes: its name is the phrase without determiner.
func (r *reader) unnamed(s *sentence, i int) end {
	c := s.chunks[i]
	first := c.first
	for first < c.head && (s.tag(first) == "DT" || s.tag(first) == "PRP$" || s.tag(first) == "CD") {
		first++
	}
	name := oneLine(s.wordsOf(first, c.last).Text)
	if first == 0 && s.nameAt[0] < 0 && s.tag(0) != "NNP" && s.tag(0) != "NNPS" {
		// only the sentence's start made the capital
		start, size := utf8.DecodeRuneInString(name)
		name = string(unicode.ToLower(start)) + name[size:]
	}
	e := end{entity: -1, name: name, words: s.wordsOf(c.first, c.last), chunk: i}
	if s.tag(c.head) == "NNS" || in("people", s.words[c.head]) && s.words[c.head] == "people" {
		e.kind = schema.Group
	}
	return e
}

// organization is a ministry or the like of a state as a speaker: an organization of its own.
func (r *reader) organization(s *sentence, i int, owner name, organ string) end {
	c := s.chunks[i]
	st, _ := r.x.names.CountryOf(owner.code)
	adjective := st.Name
	if len(st.Adjectives) > 0 {
		adjective = st.Adjectives[0]
	}
	text := oneLine(s.wordsOf(c.first, c.last).Text)
	id := r.entities.add(schema.Organization, adjective+" "+organ, text, owner.code, false)
	return end{entity: id, kind: schema.Organization, words: s.wordsOf(c.first, c.last), chunk: i}
}

// ownersIn gives the names in tokens first to last that say whose the phrase is, as indexes: the possessor, or what
// modifies the head ("US-Israeli", "Israel and US").
func (s *sentence) ownersIn(first, last int) []int {
	// A possessor hides what stands before it: "Iran's Israeli critics" have one owner, their last possessor.
	for i := last - 1; i > first; i-- {
		if s.tag(i) == "POS" {
			if k := s.nameAt[i-1]; k >= 0 {
				return s.joinedOwners(k, first)
			}
			return nil
		}
	}
	for i := last - 1; i >= first; i-- {
		if k := s.nameAt[i]; k >= 0 && (s.names[k].owner() || s.names[k].class == classArmed || s.names[k].class == classBody || s.names[k].class == classOrganization || s.names[k].class == classSeat) {
			return s.joinedOwners(k, first)
		}
	}
	return nil
}

// joinedOwners gives name k and the owners joined to it on its left.
func (s *sentence) joinedOwners(k, first int) []int {
	out := []int{k}
	for {
		n := s.names[out[0]]
		if n.first-2 < first {
			return out
		}
		sep := s.words[n.first-1]
		p := s.nameAt[n.first-2]
		if p < 0 || !s.names[p].owner() && s.names[p].class != n.class || !(sep == "and" || sep == "," || sep == "/" || s.glued(n.first-1)) {
			return out
		}
		out = append([]int{p}, out...)
	}
}

// pronoun resolves "he" and "she" where only one person can be meant: the speaker of the clause around it, or the only
// person and subject of the sentence before.
func (r *reader) pronoun(s *sentence, i int) []end {
	c := s.chunks[i]
	w := s.words[c.first]
	if w == "it" || w == "they" {
		return r.sayer(s, i)
	}
	if w != "he" && w != "she" {
		return nil
	}
	person := -1
	j := i - 1
	if s.is(j, subordinator) && s.word(s.chunks[j].first) == "that" {
		j--
	}
	if s.is(j, timeWords) {
		j--
	}
	if s.is(j, verbGroup) && s.inForms("say", s.chunks[j].head) {
		if sub, ok := s.subjectOf(j); ok && len(sub.phrases) == 1 && !s.is(sub.phrases[0], verbGroup) {
			k := s.nameAt[s.chunks[sub.phrases[0]].head]
			if k >= 0 && s.names[k].person() {
				person = s.names[k].entity
			}
		}
	} else if i == 0 && s.index > 0 {
		p := r.sentences[s.index-1]
		for k := range p.names {
			if n := p.names[k]; n.person() {
				if person >= 0 && person != n.entity {
					return nil
				}
				person = n.entity
			}
		}
		if person < 0 || !p.startsWithSubject(person) {
			return nil
		}
	}
	if person < 0 {
		return nil
	}
	return []end{{entity: person, kind: schema.Person, words: s.wordsOf(c.first, c.last), chunk: i}}
}

// sayer resolves "it" and "they" right behind a verb of saying to the state or organization that says so: "Iran denied that
// it had".
func (r *reader) sayer(s *sentence, i int) []end {
	c := s.chunks[i]
	j := i - 1
	if s.is(j, subordinator) && s.word(s.chunks[j].first) == "that" {
		j--
	}
	if s.is(j, timeWords) {
		j--
	}
	if !s.is(j, verbGroup) || !s.inForms("say", s.chunks[j].head) && !s.inForms("deny", s.chunks[j].head) && !s.inForms("promise", s.chunks[j].head) {
		return nil
	}
	sub, ok := s.subjectOf(j)
	if !ok || len(sub.phrases) != 1 {
		return nil
	}
	e := r.ends(s, sub.phrases[0], asSubject)
	if len(e) != 1 || e[0].entity < 0 || e[0].kind == schema.Person || e[0].kind == schema.Place || (s.words[c.first] == "they") != (e[0].kind == schema.Group) {
		return nil
	}
	return []end{{entity: e[0].entity, kind: e[0].kind, words: s.wordsOf(c.first, c.last), chunk: i}}
}

// startsWithSubject reports whether a person is the subject of the sentence's first finite verb.
func (s *sentence) startsWithSubject(person int) bool {
	for v, c := range s.chunks {
		if c.kind != verbGroup || c.form != finite {
			continue
		}
		sub, ok := s.subjectOf(v)
		if !ok || len(sub.phrases) != 1 {
			return false
		}
		k := s.nameAt[s.chunks[sub.phrases[0]].head]
		return k >= 0 && s.names[k].entity == person
	}
	return false
}
