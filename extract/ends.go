package extract

import (
	"unicode"
	"unicode/utf8"

	"newsgraph/nlp"
	"newsgraph/schema"
)

// end is a resolved end of a claim before its claim is made.
type end struct {
	entity int // index into entities, -1 where the text only describes it
	kind   schema.Kind
	name   string // of described ends
	words  Words
	part   string
	head   int  // token
	thing  bool // only described, and nobody: "plan"
}

// side says for which slot a phrase is resolved.
type side int

const (
	asSubject side = iota // acts
	asObject              // is acted upon
	asPlace               // is gone to: a capital is the city
	asTarget              // is attacked: persons, and places as above
	asVictim              // is killed: people only
	asSpeaker             // says: a seat is an organization
)

// place reports whether a capital is the city and what stands in a land is the land's.
func (as side) place() bool { return as == asPlace || as == asTarget }

// objectSide says how the object of a relation is resolved: a capital is the city where one goes to it or attacks it.
func objectSide(rel *schema.Relation) side {
	place, person, other := false, false, false
	for _, k := range rel.Object {
		place = place || k == schema.Place
		person = person || k == schema.Person
		other = other || k == schema.Country || k == schema.Organization
	}
	switch {
	case person && !other && !place:
		return asVictim
	case place && !person:
		return asPlace
	case place && rel.Plover == "ASSAULT":
		return asTarget
	}
	return asObject
}

// bridge maps the entities of the annotator to those of the record, by the names that refer to them.
func (r *reader) bridge(d nlp.Document) {
	r.meant = make([]int, len(d.Entities))
	for i := range r.meant {
		r.meant[i] = -1
	}
	r.references = d.References
	for k, ref := range d.References {
		s := r.sentenceAt(ref.Sentence)
		if s == nil {
			continue
		}
		if ref.Kind == nlp.Name {
			if len(ref.Entities) != 1 || r.meant[ref.Entities[0]] >= 0 {
				continue
			}
			for i := ref.Last - 1; i >= ref.First; i-- {
				if n := s.nameAt[i]; n >= 0 && !s.names[n].bound {
					nm := s.names[n]
					e := nm.entity
					if nm.class == classDemonym {
						e = -1
					}
					r.meant[ref.Entities[0]] = e
					break
				}
			}
			continue
		}
		if len(ref.Entities) > 0 {
			s.refAt[ref.Head] = k
		}
	}
}

func (r *reader) sentenceAt(i int) *sentence {
	if i < 0 || i >= len(r.bySentence) {
		return nil
	}
	return r.bySentence[i]
}

// allEnds resolves several phrases, given by their heads.
func (r *reader) allEnds(s *sentence, heads []int, as side) []end {
	var out []end
	for _, h := range heads {
		out = append(out, r.ends(s, h, as)...)
	}
	return out
}

// ends resolves the phrase with head h: one end, several where owners are joined ("US-Israeli forces") or a pair is meant ("both
// leaders"), none where it is nobody.
func (r *reader) ends(s *sentence, h int, as side) []end {
	if h < 0 || s.timeAt[h] >= 0 {
		return nil
	}
	if k := s.nameAt[h]; k >= 0 && !(s.names[k].class == classDemonym && s.nameBehind(h) >= 0) {
		return r.named(s, h, k, as)
	}
	if k := s.nameBehind(h); k >= 0 {
		return r.named(s, h, k, as)
	}
	if k := s.refAt[h]; k >= 0 {
		if out := r.referred(s, h, r.references[k]); len(out) > 0 {
			return out
		}
	}
	if s.upos(h) == "PRON" || s.upos(h) == "DET" {
		return r.sayer(s, h)
	}
	// "his Iranian counterpart, X"
	for _, a := range s.own(h, "appos") {
		if k := s.nameAt[a]; k >= 0 && s.names[k].person() || s.nameBehind(a) >= 0 {
			return r.ends(s, a, as)
		}
	}
	// the same where the parser hangs the name on another noun
	if j := h + 2; s.word(h+1) == "," && j < len(s.Tokens) && s.nameAt[j] >= 0 && r.isActor(s, h) {
		if n := s.names[s.nameAt[j]]; n.person() && n.first == j && s.rel(n.first) == "appos" && (n.last >= len(s.Tokens) || s.word(n.last) == "," || s.word(n.last) == ".") {
			return r.named(s, h, s.nameAt[j], as)
		}
	}
	// "Siemens, a company based in Germany"
	if s.rel(h) == "appos" && s.nameAt[s.head(h)] >= 0 {
		out := r.ends(s, s.head(h), as)
		if len(out) == 1 && out[0].kind == schema.Organization && out[0].entity >= 0 && !r.entities.list[out[0].entity].Known && in("people", s.lemma(h)) {
			return nil // "X, a student": no organization
		}
		return out
	}
	// "the village of Huayana"
	if in("named places", s.lemma(h)) {
		for _, c := range s.own(h, "nmod") {
			if k := s.nameAt[c]; k >= 0 && s.preposition(c) == "of" {
				return r.named(s, h, k, as)
			}
		}
	}
	if out := r.owned(s, h, as); len(out) > 0 {
		return out
	}
	if whole := s.wholeOf(h); whole >= 0 && r.isActor(s, whole) && s.nameAt[whole] < 0 {
		return []end{r.unnamed(s, whole)}
	}
	switch {
	case as == asSpeaker || r.isActor(s, h) || as == asSubject && s.tag(h) == "NNP":
		return []end{r.unnamed(s, h)}
	case (as == asObject || as.place()) && isNoun(s.tag(h)) && s.timeAt[h] < 0:
		e := r.unnamed(s, h) // a thing: described, never an entity
		e.thing, e.kind = true, ""
		return []end{e}
	}
	return nil
}

// wholeOf gives of whom a number or a measure tells: "a handful of journalists", "11 of the prisoners". -1 where it is neither.
func (s *sentence) wholeOf(h int) int {
	if s.tag(h) != "CD" && !in("measures", s.lemma(h)) {
		return -1
	}
	for _, c := range s.own(h, "nmod") {
		if s.preposition(c) == "of" && isNoun(s.tag(c)) {
			return c
		}
	}
	return -1
}

// nameBehind gives the person's name that a title or an office as head of a phrase leads to: "President X", or -1.
func (s *sentence) nameBehind(h int) int {
	for _, c := range s.own(h, "flat", "appos", "compound", "nmod") {
		if c == h+1 || s.rel(c) == "flat" || s.rel(c) == "appos" {
			if k := s.nameAt[c]; k >= 0 && s.names[k].person() && s.names[k].first > h && s.onlyTitles(h, s.names[k].first) {
				return k
			}
		}
	}
	return -1
}

// onlyTitles reports whether nothing but words of the same phrase stand between h and a name that begins at token first: titles, "to
// Qatar" of an ambassador.
func (s *sentence) onlyTitles(h, first int) bool {
	for i := h + 1; i < first; i++ {
		if s.tag(i) == "POS" || s.rel(i) == "punct" || !isNoun(s.tag(i)) && s.words[i] != "to" && s.words[i] != "of" && s.words[i] != "the" {
			return false
		}
	}
	return true
}

// named resolves a phrase whose head is a name.
func (r *reader) named(s *sentence, h, k int, as side) []end {
	n := s.names[k]
	if n.bound {
		return nil
	}
	if s.tag(n.last) == "POS" && s.rel(h) != "nmod" {
		// "Iran's Pezeshkian" parsed upside down: a possessor is no end
		if j := n.last + 1; j < len(s.nameAt) && s.nameAt[j] >= 0 && s.names[s.nameAt[j]].person() && n.class != classPerson {
			return r.named(s, h, s.nameAt[j], as)
		}
		return nil
	}
	// "an Israel official" parsed upside down: a noun behind the name heads the phrase
	if n.class != classPerson && n.last < len(s.Tokens) && isNoun(s.tag(n.last)) && s.head(n.last) >= n.first && s.head(n.last) < n.last && (s.rel(n.last) == "flat" || s.rel(n.last) == "compound") {
		return nil
	}
	e := end{entity: n.entity, kind: n.kind, words: s.wordsOf(n.first, n.last), head: h}
	switch n.class {
	case classDemonym:
		if !isNoun(s.tag(h)) && !(as == asSpeaker && s.has(h, "det")) {
			return nil
		}
		return []end{r.unnamed(s, h)} // "the Iranians", "an Israeli": people, not the state
	case classCapital:
		if !as.place() {
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
	return []end{e}
}

// referred resolves a pronoun, a description or a pair by the annotator's references.
func (r *reader) referred(s *sentence, h int, ref nlp.Reference) []end {
	if ref.Kind == nlp.Group && ref.Why == "named together" && r.thirdBefore(s, ref) {
		return nil
	}
	var out []end
	for _, id := range ref.Entities {
		e := r.meant[id]
		if e < 0 {
			return nil
		}
		out = append(out, end{entity: e, kind: r.entities.list[e].Kind, words: s.wordsOf(ref.First, ref.Last), head: h})
	}
	return out
}

// thirdBefore reports whether the sentence before a pair names another person beside the two: "Putin met Xi and Modi. The two".
func (r *reader) thirdBefore(s *sentence, ref nlp.Reference) bool {
	if s.index == 0 {
		return false
	}
	person := false
	for _, id := range ref.Entities {
		person = person || r.meant[id] >= 0 && r.entities.list[r.meant[id]].Kind == schema.Person
	}
	// states are named in passing more often than persons
	back := 1
	if !person {
		back = 3
	}
	for i := max(0, s.index-back); i < s.index; i++ {
		for _, n := range r.sentences[i].names {
			if n.person() != person || !person && n.class != classCountry && n.class != classDemonym {
				continue
			}
			e := n.entity
			if n.class == classDemonym {
				e = r.entities.country(n.code)
			}
			meant := false
			for _, id := range ref.Entities {
				meant = meant || r.meant[id] == e
			}
			if !meant {
				return true
			}
		}
	}
	return false
}

// sayer resolves a pronoun as the subject of what somebody says, to whoever says it: "Iran denied that it had", "the rebels said they
// will". Persons by name are the annotator's to resolve.
func (r *reader) sayer(s *sentence, h int) []end {
	w := s.words[h]
	if w != "it" && w != "they" || s.rel(h) != "nsubj" || s.Tokens[h].Rel == "nsubj:pass" {
		return nil
	}
	c := s.head(h)
	for s.rel(c) == "xcomp" {
		c = s.head(c)
	}
	g := s.head(c)
	if s.rel(c) != "ccomp" || g < 0 || g > h || !s.inForms("say", g) && !s.inForms("deny", g) && !s.inForms("promise", g) {
		return nil
	}
	subjects, _ := s.surface(g)
	if len(subjects) == 0 {
		return nil
	}
	for _, i := range subjects {
		if s.upos(i) == "PRON" {
			return nil
		}
	}
	out := r.allEnds(s, subjects, asSubject)
	for i := range out {
		e := &out[i]
		many := e.kind == schema.Group || len(subjects) > 1 || s.tag(e.head) == "NNS" || s.tag(e.head) == "NNPS"
		if e.entity >= 0 && (e.kind == schema.Person && len(subjects) == 1 || e.kind == schema.Place) || (w == "they") != many {
			return nil
		}
		e.words, e.head = s.wordsOf(h, h+1), h
	}
	return out
}

// phrase gives the first token of the phrase that ends with its head h, without what stands before a determiner.
func (s *sentence) phrase(h int) (first, last int) {
	first, last = h, h+1
	for i := h - 1; i >= 0 && s.inPhrase(i, first, h); i-- {
		first = i
	}
	return first, last
}

// inPhrase reports whether token i belongs to the phrase that begins, so far, with token first and ends with its head h.
func (s *sentence) inPhrase(i, first, h int) bool {
	if s.tag(i) == "POS" || s.tag(i) == "HYPH" {
		return true
	}
	g := s.head(i)
	switch s.rel(i) {
	case "case", "mark", "cop", "nsubj", "aux", "advmod", "parataxis":
		return false
	case "conj":
		// "US and British forces"
		return g >= 0 && g < i && s.head(g) == h && (s.rel(g) == "amod" || s.rel(g) == "compound" || s.rel(g) == "nmod")
	case "cc":
		return g >= first && g < h && s.rel(g) == "conj"
	case "punct":
		return false
	case "flat":
		return g >= 0 && g < i && s.inPhrase(g, first, h) // "the Robert Lee assassin"
	}
	return g == h || g >= first && g < h
}

// owned resolves a common noun with an owner: the state of "Israeli forces", of "American bases", of "Iran's decision".
func (r *reader) owned(s *sentence, h int, as side) []end {
	first, last := s.phrase(h)
	var owners []int
	headFirst := first
	for i := h - 1; i >= first; i-- {
		if k := s.nameAt[i]; k >= 0 {
			owners = s.joinedOwners(k, first)
			headFirst = s.names[k].last
			break
		}
	}
	if headFirst < h && s.tag(headFirst) == "POS" {
		headFirst++
	}
	for headFirst < h && (s.tag(headFirst) == "DT" || s.tag(headFirst) == "PRP$") {
		headFirst++
	}
	head := s.words[h]
	organ, n := r.x.names.StateOrgan(s.organWords(headFirst, last)...)
	isOrgan := n > 0 && !in("no actors", organ.Name) && organ.Of != "legislature" && organ.Of != "court" && organ.Of != "media" && organ.Of != "agency" && organ.Of != "mission"
	if as == asVictim {
		return nil
	}
	if as == asSubject && n > 0 && organ.Of == "legislature" && len(owners) == 1 && s.names[owners[0]].class != classPerson {
		if nm := s.names[owners[0]]; nm.code != "" {
			return []end{r.organization(s, h, first, nm, organ.Name)}
		}
	}
	switch as {
	case asSubject:
		if !isOrgan && !in("weapons", head) && !(in("delegates", head) && r.statusIn(s, first, h) == "") {
			return nil
		}
	case asObject:
		if !isOrgan && !in("deeds", head) && !in("representatives", head) && !(in("delegates", head) && r.statusIn(s, first, h) == "") {
			return nil
		}
	case asPlace, asTarget:
		if !isOrgan && !in("assets", head) && !in("weapons", head) {
			return nil
		}
	case asSpeaker:
		if n > 0 && organ.Own && len(owners) == 1 {
			if nm := s.names[owners[0]]; nm.code != "" {
				return []end{r.organization(s, h, first, nm, organ.Name)}
			}
		}
		if !isOrgan {
			return []end{r.unnamed(s, h)}
		}
	}
	part := s.wordsOf(min(headFirst, h), last).Text
	var out []end
	add := func(nm name) bool {
		e := end{entity: nm.entity, words: s.wordsOf(nm.first, nm.last), part: part, head: h}
		switch {
		case nm.bound:
			return false
		case nm.class == classDemonym, nm.class == classCapital && !as.place(), nm.class == classSeat:
			e.entity = r.entities.country(nm.code)
		case nm.class == classCountry, nm.class == classArmed, nm.class == classBody, as == asObject && in("deeds", head) && nm.class != classPlace, as.place() && nm.class != classPerson:
		default:
			return false
		}
		if e.entity < 0 {
			return false
		}
		e.kind = r.entities.list[e.entity].Kind
		out = append(out, e)
		return true
	}
	for _, k := range owners {
		if !add(s.names[k]) {
			return nil
		}
	}
	if len(owners) == 0 {
		for _, p := range s.possessors(h) {
			for _, e := range r.ends(s, p, asSubject) {
				if e.entity >= 0 && e.part == "" && (as != asSubject || isOrgan) {
					e.part = part
					out = append(out, e)
				}
			}
		}
		if len(out) > 0 {
			return out
		}
		if as == asObject && in("deeds", head) {
			if doers := s.doersOf(h); len(doers) > 0 {
				for _, e := range r.allEnds(s, doers, asSubject) {
					if e.entity >= 0 {
						e.part = part
					}
					out = append(out, e)
				}
				return out
			}
		}
		for _, c := range s.all(h, "nmod") {
			p := s.preposition(c)
			k := s.nameAt[c]
			if k < 0 || p != "of" || !isOrgan && as != asObject {
				continue
			}
			if !add(s.names[k]) {
				return nil
			}
		}
	}
	return out
}

// doersOf gives who did a deed where the words behind it say so: "the threats made by Norway", "offers of talks by the rebels".
func (s *sentence) doersOf(deed int) []int {
	for _, c := range s.own(deed, "acl") {
		if doers, _ := s.doers(c); s.passive(c) && len(doers) > 0 {
			return doers
		}
	}
	if by := s.prepositional(deed, "by"); len(by) > 0 {
		return by
	}
	for _, c := range s.own(deed, "nmod") {
		if s.nameAt[c] < 0 {
			if by := s.prepositional(c, "by"); len(by) > 0 {
				return by
			}
		}
	}
	return nil
}

// organWords gives the words of an organ without the adjectives and nouns in front that are none of its name.
func (s *sentence) organWords(first, last int) []string {
	for i := first; i < last; i++ {
		words := s.texts(i, last)
		if _, n := schema.Names().StateOrgan(words...); n == len(words) {
			return words
		}
		if s.tag(last-1) == "NNS" {
			words[len(words)-1] = s.lemma(last - 1) // "the Israeli and American militaries"
			if _, n := schema.Names().StateOrgan(words...); n == len(words) {
				return words
			}
		}
	}
	return nil
}

// isActor reports whether the head of a phrase is somebody, if only described: people, an office, an organ, a body of people.
func (r *reader) isActor(s *sentence, h int) bool {
	if !isNoun(s.tag(h)) && s.tag(h) != "CD" && s.tag(h) != "JJ" {
		return false
	}
	if s.tag(h) == "CD" || s.tag(h) == "JJ" {
		return in("people", s.words[h])
	}
	if in("people", s.words[h]) || in("people", s.lemma(h)) || in("bodies", s.lemma(h)) {
		return true
	}
	if _, _, ok := r.entities.officeEnding(s, h+1); ok {
		return true
	}
	_, n := r.x.names.StateOrgan(s.texts(h, h+1)...)
	return n > 0
}

// unnamed is an end that the text only describes: its name is the phrase without determiner.
func (r *reader) unnamed(s *sentence, h int) end {
	start, last := s.phrase(h)
	first := start
	for first < h && (s.tag(first) == "DT" || s.tag(first) == "PRP$" || s.tag(first) == "CD" || s.tag(first) == "HYPH" || s.tag(first) == "POS") {
		first++
	}
	name := oneLine(s.wordsOf(first, last).Text)
	if first == 0 && s.nameAt[0] < 0 && s.tag(0) != "NNP" && s.tag(0) != "NNPS" {
		// only the sentence's start made the capital
		r, size := utf8.DecodeRuneInString(name)
		name = string(unicode.ToLower(r)) + name[size:]
	}
	e := end{entity: -1, name: name, words: s.wordsOf(start, last), head: h}
	if s.tag(h) == "NNS" || s.tag(h) == "NNPS" || s.words[h] == "people" {
		e.kind = schema.Group
	}
	return e
}

// organization is a ministry or the like of a state as a speaker: an organization of its own.
func (r *reader) organization(s *sentence, h, first int, owner name, organ string) end {
	st, _ := r.x.names.CountryOf(owner.code)
	adjective := st.Name
	if len(st.Adjectives) > 0 {
		adjective = st.Adjectives[0]
	}
	words := s.wordsOf(first, h+1)
	id := r.entities.add(schema.Organization, adjective+" "+organ, oneLine(words.Text), owner.code, false)
	return end{entity: id, kind: schema.Organization, words: words, head: h}
}

// joinedOwners gives name k and the owners joined to it on its left: "US-Israeli", "Israel and US".
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

// owners gives whose act a noun of an act is: its possessor, the states in front of it, who stands behind "by".
func (r *reader) owners(s *sentence, n int) []end {
	if poss := s.possessors(n); len(poss) > 0 {
		return r.allEnds(s, poss, asSubject)
	}
	var out []end
	first, _ := s.phrase(n)
	for i := n - 1; i >= first; i-- {
		k := s.nameAt[i]
		if k < 0 {
			continue
		}
		for _, j := range s.joinedOwners(k, first) {
			nm := s.names[j]
			e := end{entity: nm.entity, words: s.wordsOf(nm.first, nm.last), head: n}
			switch nm.class {
			case classDemonym, classCapital, classSeat:
				e.entity = r.entities.country(nm.code)
			case classPlace:
				return nil
			}
			if nm.bound || e.entity < 0 {
				return nil
			}
			e.kind = r.entities.list[e.entity].Kind
			out = append(out, e)
		}
		break
	}
	return out
}
