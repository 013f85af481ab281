package extract

import (
	"slices"
	"strings"

	"newsgraph/schema"
)

// holder is an office that the article says a person holds or held.
type holder struct {
	person int
	role   string
	code   string // of the country, "" where the office is none of a state
	former bool
}

// office is an office read beside a person's name.
type office struct {
	sentence    *sentence
	person      name
	owner       name
	ownerID     int
	role        string
	first, last int // tokens of the words of the office
	status      string
	shared      bool // "his counterpart": the role is another's
}

// longestOffice is how many tokens an office may have.
const longestOffice = 8

// offices reads the offices of every person in a sentence: titles in front of names, appositions, "is the ... of".
func (r *reader) offices(s *sentence) []office {
	var out []office
	for _, p := range s.names {
		if !p.person() {
			continue
		}
		if o, ok := r.titleBefore(s, p); ok {
			out = append(out, o)
			if !in("no office", o.role) {
				continue // else what stands behind may tell more: "member of parliament X, chairman of Y"
			}
		}
		if o, ok := r.officeAfter(s, p); ok {
			out = append(out, o)
		}
	}
	for _, p := range s.names {
		if p.person() {
			out = append(out, r.officesOfRoles(s, p, out)...)
		}
	}
	// "X, the chairman of A, Y, came": in a list of guests the words may be X's or Y's, and are nobody's
	return slices.DeleteFunc(out, func(o office) bool {
		for _, p := range out {
			if p.person.entity != o.person.entity && p.first < o.last && o.first < p.last {
				return true
			}
		}
		return false
	})
}

// titleBefore reads "Iranian President X", "the former president of Peru, X", "his Iranian counterpart, X".
func (r *reader) titleBefore(s *sentence, p name) (office, bool) {
	end := p.first
	comma := false
	// titles between office and name: "Chief of Staff General X", "Supreme Leader, Grand Ayatollah X"
	for end > 0 {
		if !comma && s.words[end-1] == "," {
			comma = true
			end--
			continue
		}
		// "UN Secretary-General X": the general is no title here
		if _, _, ok := r.entities.officeEnding(s, end); ok {
			break
		}
		if w := s.word(end - 1); (w == "e" || w == "h.e." || w == "he") && end >= 2 && startsUpper(s.text[s.Tokens[end-1].Start:]) && (w != "e" || s.word(end-2) == "h") {
			end-- // "H E", his excellency
			if w == "e" {
				end--
			}
			continue
		}
		n := 0
		for k := max(0, end-3); k < end; k++ {
			if t := r.entities.titleLength(s, k, end); t == end-k {
				n = t
				break
			}
		}
		if n == 0 {
			break
		}
		// a title that is an office, too, is the office ("King", "President")
		if _, m := r.entities.office(s, end-n, end); m == n {
			break
		}
		end -= n
	}
	o := office{sentence: s, person: p, ownerID: -1}
	if comma {
		// only a phrase that is closed on both sides: "Russia's president, X, said"
		if after := s.word(p.last); after != "," && after != "." && after != "" && !s.clauseGoesOn(p.last) {
			return o, false
		}
	}
	if end > 0 && s.words[end-1] == "counterpart" && s.nameAt[end-1] < 0 {
		return r.counterpart(s, o, end)
	}
	// "President of the Islamic Republic of Iran X"
	if k := s.nameBefore(end); k >= 0 && (s.names[k].owner() || s.names[k].class == classBody || s.names[k].class == classOrganization) && s.names[k].class != classDemonym {
		j := s.names[k].first
		if s.word(j-1) == "the" {
			j--
		}
		if s.word(j-1) == "of" {
			if first, role, ok := r.entities.officeEnding(s, j-1); ok {
				if n := s.names[k]; n.class == classOrganization && r.nameLike(s, n.last-1) {
					return o, false // "of the Abu Dhabi National Oil Company Sultan Al Jaber": where the name begins is not certain
				}
				if r.misplaced(role, s.names[k]) {
					return o, false
				}
				o.owner, o.ownerID = s.names[k], s.names[k].entity
				return r.withStatus(s, o, first, j-1, role, comma)
			}
		}
	}
	if k := s.nameBefore(end); k >= 0 && s.word(s.names[k].first-1) == "to" && !comma {
		// "French Ambassador to Qatar X"
		end = s.names[k].first - 1
	}
	first, role, ok := r.entities.officeEnding(s, end)
	if !ok {
		return o, false
	}
	o, ok = r.withOwner(s, o, first, end, role, comma)
	if ok && o.ownerID < 0 && !comma {
		// "Ex-President Hugo Vidal of Peru"; where a body's officer comes from is not whom the office is of
		if s.word(p.last) == "of" && role.Of == "state" {
			j := p.last + 1
			if s.word(j) == "the" {
				j++
			}
			if j < len(s.nameAt) && s.nameAt[j] >= 0 && s.names[s.nameAt[j]].class == classCountry {
				o.owner, o.ownerID = s.names[s.nameAt[j]], s.names[s.nameAt[j]].entity
			}
		}
		// "Judge X of the High Court", "Chairman X of the Z company"
		if slot, k, _, depth := r.placeOfRole(s, p.last); o.ownerID < 0 && k >= 0 && slot == "of" && depth == 0 && role.Of != "ministry" && ofOrganization(s.names[k]) && !r.misplaced(role, s.names[k]) {
			o.owner, o.ownerID = s.names[k], s.names[k].entity
		}
	}
	return o, ok && (o.ownerID >= 0 || !comma)
}

// clauseGoesOn reports whether token i starts a verb, so that a name before it closes the subject.
func (s *sentence) clauseGoesOn(i int) bool {
	return i < len(s.Tokens) && (isVerb(s.tag(i)) || s.tag(i) == "MD" || s.tag(i) == "IN" || s.tag(i) == "CC" || s.timeAt[i] >= 0)
}

// nameBefore gives the index of the name that ends at token i, or -1.
func (s *sentence) nameBefore(i int) int {
	if i <= 0 || s.nameAt[i-1] < 0 {
		return -1
	}
	return s.nameAt[i-1]
}

// office gives the office that tokens first on are, the longest that ends before last, and how many tokens it takes.
// Words joined by a hyphen are one word of it.
func (es *entities) office(s *sentence, first, last int) (schema.Office, int) {
	for end := last; end > first; end-- {
		words := s.joinedTexts(first, end)
		if o, n := es.names.Office(words...); n > 0 && n == len(words) {
			return o, end - first
		}
	}
	return schema.Office{}, 0
}

// joinedTexts gives the words of tokens, with hyphens joining their neighbours.
func (s *sentence) joinedTexts(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		t := s.text[s.Tokens[i].Start:s.Tokens[i].End]
		if len(out) > 0 && i+1 < last && s.glued(i) {
			out[len(out)-1] += "-" + s.text[s.Tokens[i+1].Start:s.Tokens[i+1].End]
			i++
			continue
		}
		out = append(out, t)
	}
	return out
}

// officeEnding gives the first token and the role of the longest office that ends at token end. An "ex-" that is part of
// the word makes it a former one.
func (es *entities) officeEnding(s *sentence, end int) (first int, role schema.Office, ok bool) {
	for k := max(0, end-longestOffice); k < end; k++ {
		if s.glued(k) {
			continue
		}
		words := s.joinedTexts(k, end)
		if o, n := es.names.Office(words...); n == len(words) && n > 0 {
			return k, o, true
		}
		prefix, rest, cut := strings.Cut(words[0], "-")
		if st, known := es.names.Status(prefix); cut && known {
			words[0] = rest
			if o, n := es.names.Office(words...); n == len(words) {
				o.Status = st.Of
				return k, o, true
			}
		}
	}
	return 0, schema.Office{}, false
}

// withOwner reads whose office it is from what stands before it: "Iranian", "Russia's", "Qatar Airways Group".
func (r *reader) withOwner(s *sentence, o office, first, end int, role schema.Office, comma bool) (office, bool) {
	if role.Of == "ministry" && s.word(end-1) == "minister" && end-first == 1 {
		// "Commodities Minister": what the ministry is for
		for k := first; k > 0 && first-k < 4 && s.nameAt[k-1] < 0 && (s.tag(k-1) == "NNP" || s.tag(k-1) == "NNPS" || s.word(k-1) == "and") && (s.word(k-1) == "and" || startsUpper(s.text[s.Tokens[k-1].Start:])); k-- {
			if _, known := r.x.names.Status(s.word(k - 1)); known {
				break
			}
			first = k - 1
		}
		if s.word(first) == "and" {
			first++
		}
	}
	if role.Of != "ministry" || role.Generic && role.Role != "minister" {
		var ok bool
		if first, ok = s.longerOffice(r, &role, first); !ok {
			return o, false
		}
	}
	j := first
	o.role, o.first, o.last, o.status = role.Role, first, end, role.Status
	if role.Of == "ministry" && end-first > 1 && role.Role == "minister" {
		o.role = strings.ToLower(strings.Join(s.joinedTexts(first, end), " "))
	}
	if s.word(j-1) == "under" {
		return o, false
	}
	j = s.statusBefore(r, &o, j)
	possessive := false
	if s.tag(j-1) == "POS" {
		possessive = true
		j--
	}
	k := s.nameBefore(j)
	if k < 0 && s.word(j-1) == ")" && s.word(j-3) == "(" {
		// "Organization of American States (OAS) Secretary General X"
		if m := s.nameBefore(j - 3); m >= 0 && (s.names[m].class == classBody || s.names[m].class == classOrganization) {
			k, j = m, j-3
		}
	}
	if k >= 0 {
		n := s.names[k]
		if role.Of != "ministry" && r.misplaced(role, n) {
			return o, false
		}
		if n.last > j || role.Of == "ministry" && n.class == classOrganization {
			// "US Treasury Secretary", "Chinese Foreign Affairs Minister": the office starts inside the name
			if c, ok := r.stateAt(s, n.first, min(n.last, j)); ok && (n.class == classSeat || role.Of == "ministry") {
				n = c
			}
		}
		if role.Of == "ministry" && (n.class == classOrganization || n.class == classBody) {
			return o, false // "former Congress minister X": a party's, not an office of it
		}
		ok := !n.bound && (n.class == classDemonym || n.class == classCountry || n.class == classBody || n.class == classOrganization || n.class == classSeat || (n.class == classPlace || n.class == classCapital) && (role.Of == "place" || role.Of == "region" || possessive && role.Of != "state") || possessive && n.class == classArmed)
		// "the film Iran President X" and the like need no more care; joined owners do
		if ok && k > 0 && (s.glued(n.first-1) || s.word(n.first-1) == "and" && s.nameBefore(n.first-1) >= 0 && s.names[s.nameBefore(n.first-1)].owner() && !possessive && s.names[s.nameBefore(n.first-1)].class == classDemonym) {
			return o, false
		}
		if ok {
			if !possessive && n.class == classCountry && s.tag(n.first-1) == "POS" {
				return o, false // "WOLA's Mexico director X"
			}
			if role.Of == "place" && (n.class == classCountry || n.class == classDemonym) {
				return o, !comma // "Nicaraguan bishop X": where the bishop is from, not whose bishop
			}
			if n.class != classOrganization && n.class != classBody && s.sport() {
				return o, false // "Peru boss X" of a team
			}
			o.owner, o.ownerID = n, n.entity
			if n.class == classDemonym {
				o.ownerID = r.entities.country(n.code)
			}
			j = n.first
			o.first = j
			before := j
			j = s.statusBefore(r, &o, j)
			if j == before && j > 0 && comma && !possessive && s.word(j-1) != "the" {
				return o, false
			}
			return o, o.ownerID >= 0
		}
		return o, false
	}
	if possessive || s.tag(j-1) == "PRP$" {
		return o, false
	}
	return o, true
}

// longerOffice takes capitals in front of an office into it, and words such as "executive": "State Secretary", "Group CEO". More than two of them, or a name
// whose end they may be, leave nothing certain.
func (s *sentence) longerOffice(r *reader, role *schema.Office, first int) (int, bool) {
	if in("no office", role.Role) {
		return first, true
	}
	if first > 0 && s.nameAt[first-1] < 0 && in("office adjectives", s.word(first-1)) && !in("also names", role.Role) {
		first--
		role.Role = s.word(first) + " " + role.Role
	}
	if !startsUpper(s.text[s.Tokens[first].Start:]) {
		return first, true
	}
	for n := 0; first > 0 && s.nameAt[first-1] < 0 && (s.tag(first-1) == "NNP" || s.tag(first-1) == "NN") && s.tag(first-2) != "HYPH" && s.timeAt[first-1] < 0; n++ {
		w := s.word(first - 1)
		if _, known := r.x.names.Status(w); known || !startsUpper(s.text[s.Tokens[first-1].Start:]) || r.entities.titleLength(s, first-1, first) > 0 {
			break
		}
		if _, _, known := r.entities.officeEnding(s, first); known {
			break
		}
		if n == 2 {
			return first, false
		}
		first--
		role.Role = w + " " + role.Role
	}
	return first, true
}

// nameLike reports whether the word at token i is an office or a title that persons are also called by: "Sultan".
func (r *reader) nameLike(s *sentence, i int) bool {
	if _, n := r.entities.office(s, i, i+1); n == 1 {
		return true
	}
	return r.entities.titleLength(s, i, i+1) == 1
}

// misplaced reports whether an office of a state, a court or a diocese stands with an organization that has none such:
// "Freedom Under Law's Judge X", "Government of the Custodian of the Two Holy Mosques King X", "Minister of National
// Development Planning X"; and whether a head is said of a state: "Peru boss X" has a team.
func (r *reader) misplaced(role schema.Office, owner name) bool {
	if owner.class == classCountry || owner.class == classDemonym {
		return role.Role == "head"
	}
	if owner.class != classOrganization && owner.class != classBody {
		return false
	}
	section := ""
	switch {
	case in("monarchs", role.Role), role.Role == "minister":
		return true
	case in("of courts", role.Role):
		section = "courts"
	case in("of dioceses", role.Role):
		section = "dioceses"
	default:
		return false
	}
	text := owner.text
	if owner.entity >= 0 {
		text = r.entities.list[owner.entity].Name // "ICJ" is a court, too
	}
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if in(section, w) {
			return false
		}
	}
	return true
}

// stateAt reads a country or demonym that starts at token first and ends at or before last.
func (r *reader) stateAt(s *sentence, first, last int) (name, bool) {
	for end := last; end > first; end-- {
		sp := s.span(first, end)
		text := r.text[sp.Start:sp.End]
		n := name{first: first, last: end, class: classCountry, kind: schema.Country, text: text}
		if c, ok := r.x.names.Country(text); ok {
			n.code, n.canonical = c.Code, c.Name
		} else if d, ok := r.x.names.Demonym(text); ok {
			n.class, n.code = classDemonym, d.Country
		} else {
			continue
		}
		n.entity = r.entities.country(n.code)
		return n, n.entity >= 0
	}
	return name{}, false
}

// statusBefore reads "former", "ex-", "then" in front of token j into o and gives the token where they start.
func (s *sentence) statusBefore(r *reader, o *office, j int) int {
	for j > 0 {
		k := j
		if s.words[k-1] == "-" && k >= 2 {
			k--
		}
		two := ""
		if k >= 2 {
			two = s.words[k-2] + " " + s.words[k-1]
		}
		if st, ok := r.x.names.Status(two); ok && two != "" {
			o.add(st)
			j = k - 2
			continue
		}
		if st, ok := r.x.names.Status(s.words[k-1]); ok {
			o.add(st)
			j = k - 1
			continue
		}
		return j
	}
	return j
}

// add notes what a status word says: former and elect win.
func (o *office) add(st schema.Status) {
	if o.status == "" || st.Of == "former" || st.Of == "elect" {
		o.status = st.Of
	}
}

func (r *reader) withStatus(s *sentence, o office, first, last int, role schema.Office, comma bool) (office, bool) {
	var ok bool
	if first, ok = s.longerOffice(r, &role, first); !ok {
		return o, false
	}
	o.role, o.first, o.last, o.status = role.Role, first, last, role.Status
	j := s.statusBefore(r, &o, first)
	if j > 0 && (s.nameBefore(j) >= 0 || s.tag(j-1) == "POS" || s.tag(j-1) == "PRP$") {
		return o, false
	}
	// "a spokesman for the president of Peru, X": the name may be the spokesman's
	if s.word(j-1) == "the" {
		j--
	}
	if comma && j > 0 && s.tag(j-1) == "IN" {
		return o, false
	}
	return o, true
}

// counterpart reads "his Iranian counterpart, X": the office of the person before it, of another country.
func (r *reader) counterpart(s *sentence, o office, end int) (office, bool) {
	k := s.nameBefore(end - 1)
	if k < 0 || !s.names[k].owner() || s.tag(s.names[k].first-1) != "PRP$" {
		return o, false
	}
	n := s.names[k]
	found := ""
	for _, h := range r.holders {
		for _, m := range s.names {
			if m.person() && m.first < n.first && m.entity == h.person && h.code != "" && h.code != n.code && !h.former {
				if found != "" && found != h.role {
					return o, false
				}
				found = h.role
			}
		}
	}
	if found == "" {
		return o, false
	}
	o.role, o.first, o.last, o.owner, o.shared = found, n.first, end, n, true
	o.ownerID = r.entities.country(n.code)
	return o, true
}

// officeAfter reads "X, the foreign minister of Kenya," and "X is the chancellor of Austria".
func (r *reader) officeAfter(s *sentence, p name) (office, bool) {
	o := office{sentence: s, person: p, ownerID: -1}
	j := p.last
	copula := false
	switch {
	case s.word(j) == "," || s.word(j) == "(":
		j++
	case s.word(j) == "is" && s.tag(j) == "VBZ":
		copula = true
		j++
	default:
		return o, false
	}
	closes := func(i int) bool {
		w := s.word(i)
		return i >= len(s.Tokens) || w == "," || w == "." || w == ")" || w == ";" || w == ":" || w == "–" || w == "—" || isQuote(w) || copula || isVerb(s.tag(i))
	}
	start := j
	if s.word(j) == "the" || s.word(j) == "a" || s.word(j) == "an" {
		j++
	}
	read := func(j int) int {
		for j < len(s.Tokens) {
			if s.word(j) == "-" {
				j++
				continue
			}
			if st, ok := r.x.names.Status(strings.TrimSpace(s.word(j) + " " + s.word(j+1))); ok {
				o.add(st)
				j += 2
				continue
			}
			if st, ok := r.x.names.Status(s.word(j)); ok && j < len(s.nameAt) && s.nameAt[j] < 0 {
				if _, n := r.entities.office(s, j, min(len(s.Tokens), j+longestOffice)); n > 1 {
					return j // "deputy prime minister" is an office of its own
				}
				o.add(st)
				j++
				continue
			}
			break
		}
		return j
	}
	j = read(j)
	if j < len(s.nameAt) && s.nameAt[j] >= 0 {
		n := s.names[s.nameAt[j]]
		if n.bound || n.person() {
			return o, false
		}
		if s.tag(n.last) == "POS" && n.class != classDemonym || n.class == classDemonym || n.class == classCountry || n.class == classOrganization || n.class == classBody {
			o.owner, o.ownerID = n, n.entity
			if n.class == classDemonym {
				o.ownerID = r.entities.country(n.code)
			}
			j = n.last
			if s.tag(j) == "POS" {
				j++
			}
			j = read(j)
		}
	}
	if j >= len(s.Tokens) {
		return o, false
	}
	role, n := r.entities.office(s, j, min(len(s.Tokens), j+longestOffice))
	if n == 0 && s.nameAt[j] < 0 && (isNoun(s.tag(j)) || in("office adjectives", s.word(j))) {
		// "the publishing director of": one word in front of the office
		if role, n = r.entities.office(s, j+1, min(len(s.Tokens), j+1+longestOffice)); n > 0 {
			if in("no office", role.Role) {
				return o, false
			}
			role.Role = s.word(j) + " " + role.Role
			n++
		}
	}
	if n == 0 {
		return o, false
	}
	if o.ownerID >= 0 && r.misplaced(role, o.owner) {
		return o, false
	}
	o.role, o.first, o.last = role.Role, start, j+n
	if role.Status != "" {
		o.status = role.Status
	}
	j += n
	if o.ownerID >= 0 {
		return o, closes(j) || s.word(j) == "and"
	}
	if s.word(j) != "of" && s.word(j) != "for" && s.word(j) != "at" {
		return o, false
	}
	j++
	if s.word(j) == "the" {
		j++
	}
	if j >= len(s.Tokens) || s.nameAt[j] < 0 {
		return o, false
	}
	own := s.names[s.nameAt[j]]
	if own.bound || own.person() || own.class == classDemonym || s.tag(own.last) == "POS" || isNoun(s.tag(own.last)) || s.tag(own.last) == "HYPH" {
		return o, false
	}
	if (own.class == classPlace || own.class == classCapital) && role.Of != "place" && role.Of != "region" {
		return o, false
	}
	if r.misplaced(role, own) {
		return o, false
	}
	o.owner, o.ownerID = own, own.entity
	if k := own.last + 1; s.word(own.last) == "in" && k < len(s.nameAt) && s.nameAt[k] >= 0 && own.class == classBody && s.names[s.nameAt[k]].code != "" {
		return o, false // "head of the European Commission in Ethiopia": of its mission there
	}
	if end := own.last; closes(end) || s.word(end) == "and" || s.word(end) == "in" || s.word(end) == "at" {
		return o, o.ownerID >= 0
	}
	return o, false
}
