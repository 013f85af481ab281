package extract

import "strings"

// Standing relations that two names side by side tell, without a word for them: "Ghanaian X", "X of Kenya", "Y in Z".

// sides finds what the names of a sentence tell by standing side by side.
func (r *reader) sides(s *sentence) []found {
	var out []found
	for k, n := range s.names {
		if n.bound || n.entity < 0 && n.class != classDemonym || s.quoted[n.first] {
			continue
		}
		switch n.class {
		case classPerson:
			if f, ok := r.citizen(s, k); ok {
				out = append(out, f)
			}
		case classPlace, classCapital:
			if f, ok := r.liesIn(s, k, "LOCATED_IN"); ok {
				out = append(out, f)
			}
		case classOrganization:
			if in("with a seat", s.words[n.first]) || in("with a seat", s.words[n.last-1]) {
				if f, ok := r.liesIn(s, k, "BASED_IN"); ok {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// sideBySide makes what two names tell of each other.
func (r *reader) sideBySide(s *sentence, relation string, first, second name, object int) (found, bool) {
	f := found{rule: rule{relation: r.x.ontology.Relation(relation)}, first: first.first, last: first.last, at: first.first, way: byNeighbour, mood: r.beside(s, first.first)}
	if f.rule.relation == nil || object < 0 || object == first.entity {
		return f, false
	}
	f.subjects = []end{{entity: first.entity, kind: r.entities.list[first.entity].Kind, words: s.wordsOf(first.first, first.last), head: s.topOf(first)}}
	f.objects = []end{{entity: object, kind: r.entities.list[object].Kind, words: s.wordsOf(second.first, second.last), head: s.topOf(second)}}
	return f, true
}

// citizen reads whose citizen a person is by a country's name or its people's at the person's: "the Ghanaian X", "X, a Kenyan,",
// "Kenya's X", "X of Kenya". Who holds an office is told by it.
func (r *reader) citizen(s *sentence, k int) (found, bool) {
	p := s.names[k]
	for _, h := range r.holders {
		if h.person == p.entity {
			return found{}, false
		}
	}
	before := s.titlesBefore(r, p.first)
	if j := s.nameBefore(before); j >= 0 && s.names[j].class == classDemonym && !s.names[j].bound && !s.severalPeople(s.names[j]) && before == p.first && p.last-p.first > 1 {
		return r.sideBySide(s, "CITIZEN_OF", p, s.names[j], r.entities.country(s.names[j].code))
	}
	if s.tag(p.first-1) == "POS" {
		if j := s.nameBefore(p.first - 1); j >= 0 && s.names[j].class == classCountry && !s.names[j].bound && p.last-p.first > 1 && s.tag(p.last) != "POS" {
			return r.sideBySide(s, "CITIZEN_OF", p, s.names[j], s.names[j].entity)
		}
	}
	i := p.last
	switch {
	case s.word(i) == "," && (s.word(i+1) == "a" || s.word(i+1) == "an"):
		i += 2
		if j := s.nameOn(i); j >= 0 && s.names[j].class == classDemonym && (s.word(s.names[j].last) == "," || s.word(s.names[j].last) == "who") {
			return r.sideBySide(s, "CITIZEN_OF", p, s.names[j], r.entities.country(s.names[j].code))
		}
	case s.word(i) == "of":
		i++
		if s.word(i) == "the" {
			i++
		}
		if j := s.nameOn(i); j >= 0 && s.names[j].class == classCountry && before == p.first && s.tag(before-1) != "NNP" && !s.listedWithLands(p, s.names[j]) && p.last-p.first > 1 && !isNoun(s.tag(s.names[j].last)) && s.tag(s.names[j].last) != "POS" {
			return r.sideBySide(s, "CITIZEN_OF", p, s.names[j], s.names[j].entity)
		}
	case s.word(i) == "(":
		if j := s.nameOn(i + 1); j >= 0 && s.names[j].class == classCountry && s.word(s.names[j].last) == ")" {
			return r.sideBySide(s, "CITIZEN_OF", p, s.names[j], s.names[j].entity)
		}
	}
	return found{}, false
}

// listedWithLands reports whether persons are told apart by their states: "X of Iran, Y of Russia and Z of Turkey" may rule there.
func (s *sentence) listedWithLands(p, land name) bool {
	if w := s.word(p.first - 1); (w == "," || w == "and") && p.first > 1 && s.nameAt[p.first-2] >= 0 {
		if n := s.names[s.nameAt[p.first-2]]; n.class == classCountry && s.word(n.first-1) == "of" {
			return true
		}
	}
	i := land.last
	for s.word(i) == "," || s.word(i) == "and" {
		i++
	}
	return i > land.last && s.isPerson(i) && s.word(s.names[s.nameAt[i]].last) == "of"
}

// severalPeople reports whether the name of a people is a phrase of its own, of more than one: "the Indigenous Australians".
func (s *sentence) severalPeople(n name) bool {
	before := s.tag(n.first - 1)
	return (isAdjective(before) || before == "NNP") && (s.tag(n.last-1) == "NNPS" || s.tag(n.last-1) == "NNS" || strings.HasSuffix(n.text, "ans"))
}

// nameOn gives the index of the name that starts at token i, or -1.
func (s *sentence) nameOn(i int) int {
	if i < 0 || i >= len(s.nameAt) || s.nameAt[i] < 0 || s.names[s.nameAt[i]].first != i || s.names[s.nameAt[i]].bound {
		return -1
	}
	return s.nameAt[i]
}

// liesIn reads where a place or an institution lies: "Constantine in eastern Algeria", "Kurume, in Fukuoka Prefecture", "in Lagos,
// Nigeria,". What lies in another country than the gazetteer knows it in is misread.
func (r *reader) liesIn(s *sentence, k int, relation string) (found, bool) {
	n := s.names[k]
	if before := s.tag(n.first - 1); before == "NNP" || before == "HYPH" || particleOfName(s.word(n.first-1)) && n.first > 0 && s.word(n.first-1) != "the" {
		return found{}, false // "Bahía de La Paz": the rest of a longer name
	}
	i := n.last
	comma := s.word(i) == ","
	if comma {
		i++
	}
	if s.word(i) == "in" {
		i++
		for s.word(i) == "the" || in("parts of a land", s.word(i)) || s.tag(i) == "HYPH" {
			i++
		}
	} else if !comma || relation != "LOCATED_IN" || !s.placed(n) || s.word(i-1) != "," {
		return found{}, false
	}
	j := s.nameOn(i)
	if j < 0 || s.timeAt[i] >= 0 || s.sport() {
		return found{}, false
	}
	m := s.names[j]
	switch m.class {
	case classCountry, classPlace:
	case classCapital:
		if relation == "LOCATED_IN" {
			return found{}, false
		}
	default:
		return found{}, false
	}
	if after := s.tag(m.last); after == "POS" || isNoun(after) || after == "HYPH" || s.word(m.last) == "of" && s.word(i-1) == "the" {
		return found{}, false // "in the Gulf of California"
	}
	if comma && s.word(m.last) == "and" {
		return found{}, false // "across Europe, in India and Japan"
	}
	inside := s.word(i-1) != ","
	if !inside && (s.word(m.last) != "," && s.word(m.last) != "." && s.word(m.last) != "" && s.word(m.last) != ")" || s.word(m.last) == "," && (s.nameOn(m.last+1) >= 0 || s.word(m.last+1) == "and") || m.class != classCountry && m.code == "") {
		return found{}, false // "in Paris, London and Rome"
	}
	a, b := r.entities.list[n.entity].Country, r.entities.list[m.entity].Country
	if a != "" && b != "" && a != b {
		return found{}, false
	}
	return r.sideBySide(s, relation, n, m, m.entity)
}

// placed reports whether a name stands as the place of something: "in Lagos, Nigeria".
func (s *sentence) placed(n name) bool {
	switch s.word(n.first - 1) {
	case "in", "at", "near", "from", "of":
		return true
	}
	return false
}
