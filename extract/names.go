package extract

import (
	"sort"
	"strconv"
	"strings"

	"newsgraph/nlp"
	"newsgraph/schema"
)

// nameClass is what a name in a sentence is, before it is known who is meant.
type nameClass int

const (
	classPerson nameClass = iota
	classOrganization
	classPlace
	classCountry
	classDemonym // "Iranian", "Israelis"
	classCapital // "Tehran": a place, or the state that acts there
	classSeat    // "the Kremlin": an organization, or the state
	classBody    // "the United Nations"
	classArmed   // "Hezbollah"
)

// name is a run of tokens first to last (half-open) that names something.
type name struct {
	first, last int
	class       nameClass
	text        string
	canonical   string // of the gazetteer, "" where it does not know the name
	code        string // country, alpha-3, where known
	kind        schema.Kind
	bound       bool // part of a compound that only mentions it: "Iran-backed", "anti-Russian"
	entity      int  // index into entities, -1 for demonyms until they act
}

func (n name) person() bool { return n.class == classPerson }

// owner reports whether the name in front of a noun says whose it is.
func (n name) owner() bool {
	return !n.bound && (n.class == classCountry || n.class == classDemonym)
}

// short reports whether the name is an abbreviation: "US", "U.S.", "UK".
func (n name) short() bool { return len(n.text) <= 4 && n.text == strings.ToUpper(n.text) }

// entities collects the local entities of one article.
type entities struct {
	names *schema.Gazetteer
	list  []Entity
	byKey map[string]int
	alias []map[string]bool
}

func newEntities(g *schema.Gazetteer) *entities {
	return &entities{names: g, byKey: map[string]int{}}
}

// oneLine gives a name with its words one blank apart; where it stands in the text is its span's to say.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// add gives the entity of a kind and name, made on first sight.
func (es *entities) add(kind schema.Kind, canonical, text, country string, known bool) int {
	class := "other:"
	if kind == schema.Person {
		class = "person:"
	}
	key := class + strings.ToLower(canonical)
	i, ok := es.byKey[key]
	if !ok {
		i = len(es.list)
		es.byKey[key] = i
		es.list = append(es.list, Entity{ID: "e" + strconv.Itoa(i+1), Kind: kind, Name: canonical, Known: known, Country: country})
		es.alias = append(es.alias, map[string]bool{})
	}
	if text != "" && text != canonical {
		es.alias[i][text] = true
	}
	return i
}

// country gives the entity of a state.
func (es *entities) country(code string) int {
	c, ok := es.names.CountryOf(code)
	if !ok {
		return -1
	}
	return es.add(schema.Country, c.Name, "", c.Code, true)
}

// finish gives the entities with their aliases.
func (es *entities) finish() []Entity {
	out := make([]Entity, len(es.list))
	for i, e := range es.list {
		for a := range es.alias[i] {
			e.Aliases = append(e.Aliases, a)
		}
		sort.Strings(e.Aliases)
		out[i] = e
	}
	return out
}

// longestName is how many tokens a name of the gazetteer may have.
const longestName = 8

// known finds the names of the gazetteer that start at token i, the longest.
func known(g *schema.Gazetteer, s *sentence, i int) (name, bool) {
	if s.words[i] == "the" || !startsUpper(s.text[s.Tokens[i].Start:s.Tokens[i].End]) && s.words[i] != "al" {
		return name{}, false
	}
	for j := min(len(s.Tokens), i+longestName); j > i; j-- {
		sp := s.span(i, j)
		text := s.text[sp.Start:sp.End]
		n := name{first: i, last: j, text: oneLine(text), entity: -1}
		if strings.ContainsAny(text, "\n") {
			continue
		}
		if c, ok := g.Country(text); ok {
			n.class, n.canonical, n.code = classCountry, c.Name, c.Code
			n.kind, _, _, _ = g.Kind(c.Name)
			return n, true
		}
		if d, ok := g.Demonym(text); ok {
			n.class, n.code, n.kind = classDemonym, d.Country, schema.Country
			return n, true
		}
		if j == i+1 && s.glued(j) {
			if c, ok := g.Combining(text); ok {
				n.class, n.code, n.kind = classDemonym, c.Code, schema.Country
				return n, true
			}
		}
		if kind, canonical, code, ok := g.Kind(text); ok {
			n.canonical, n.code, n.kind = canonical, code, kind
			if _, seat := g.Seat(text); seat && kind == schema.Organization {
				n.class = classSeat
				return n, true
			}
			if _, body := g.Body(text); body {
				n.class = classBody
				return n, true
			}
			if _, armed := g.ArmedGroup(text); armed {
				n.class = classArmed
				return n, true
			}
			if c, capital := g.Capital(text); capital && kind == schema.Place {
				n.class, n.code, n.canonical = classCapital, c.Code, text
				return n, true
			}
			n.class = classPlace
			return n, true
		}
	}
	return name{}, false
}

// surnames gives a person back the name that is a seat's, too, where the article tells the person's whole name: "Siboniso Duma".
func (es *entities) surnames(sentences []*sentence) {
	last := map[string]bool{}
	for _, s := range sentences {
		for _, n := range s.names {
			if n.person() && n.last-n.first > 1 {
				last[s.words[n.last-1]] = true
			}
		}
	}
	for _, s := range sentences {
		for k := range s.names {
			n := &s.names[k]
			if n.class == classSeat && n.last-n.first == 1 && last[s.words[n.first]] && es.ambiguous(*n) {
				n.class, n.kind, n.canonical, n.code = classPerson, schema.Person, "", ""
			}
		}
	}
}

// findNames sets the names of a sentence: those of the gazetteer, then the annotator's.
func (es *entities) findNames(s *sentence) {
	n := len(s.Tokens)
	s.nameAt = make([]int, n)
	for i := range s.nameAt {
		s.nameAt[i] = -1
	}
	mentionAt := make([]int, n)
	for i := range mentionAt {
		mentionAt[i] = -1
	}
	for k, m := range s.Mentions {
		for i := m.First; i < m.Last; i++ {
			mentionAt[i] = k
		}
	}
	var found []name
	for i := 0; i < n; {
		nm, ok := known(es.names, s, i)
		if ok {
			// A longer name of a person or a body that holds a country's name is not about the country.
			for j := nm.first; j < nm.last; j++ {
				if k := mentionAt[j]; k >= 0 {
					m := s.Mentions[k]
					if m.First < nm.first || m.Last > nm.last {
						switch m.Class {
						case nlp.Person:
							ok = ok && nm.class == classSeat && !(nm.last == m.Last && es.ambiguous(nm)) || nm.class == classDemonym && m.First == nm.first || nm.class == classCountry && m.First == nm.first && nm.short()
						case nlp.Organization, nlp.Facility, nlp.Product:
							ok = ok && nm.last == m.Last && nm.first > m.First && nm.class != classCountry && nm.class != classDemonym && nm.class != classCapital && nm.class != classPlace
						}
					}
				}
			}
		}
		if ok && ((nm.class == classDemonym || nm.class == classCountry) && isVerb(s.tag(i)) || es.restOfName(s, nm)) {
			ok = false
		}
		if !ok {
			i++
			continue
		}
		found = append(found, nm)
		i = nm.last
	}
	taken := make([]bool, n)
	for _, nm := range found {
		for i := nm.first; i < nm.last; i++ {
			taken[i] = true
		}
	}
	for _, m := range s.Mentions {
		first, last := m.First, m.Last
		for first < last && taken[first] {
			first++
		}
		for last > first && taken[last-1] {
			last--
		}
		var class nameClass
		var kind schema.Kind
		switch m.Class {
		case nlp.Person:
			class, kind = classPerson, schema.Person
			first, last = es.trimPerson(s, first, last)
		case nlp.Organization:
			class, kind = classOrganization, schema.Organization
		case nlp.Location, nlp.Facility:
			class, kind = classPlace, schema.Place
		default:
			if m.Class != nlp.Miscellaneous || last-first < 2 || !in("organizations", s.words[last-1]) {
				continue
			}
			class, kind = classOrganization, schema.Organization // "the New York Opera Repertory Theater"
		}
		if kind != schema.Person && first < last && (s.words[first] == "the" || s.tag(first) == "DT") {
			first++
		}
		if last > first && s.tag(last-1) == "POS" {
			last--
		}
		if first >= last {
			continue
		}
		if kind == schema.Organization && first > 1 && s.word(first-1) == "all" && startsUpper(s.text[s.Tokens[first-1].Start:]) && !taken[first-1] {
			first-- // "the All Liberian Party"
		}
		whole := true
		for i := first; i < last; i++ {
			whole = whole && !taken[i] && s.timeAt[i] < 0
		}
		sp := s.span(first, last)
		text := s.text[sp.Start:sp.End]
		if !whole || strings.Contains(text, "\n") || !startsUpper(text) || kind == schema.Person && last-first > 1 && es.titleLength(s, first, last) == last-first {
			continue // "Rear Admiral" is a rank without a name
		}
		found = append(found, name{first: first, last: last, class: class, kind: kind, text: oneLine(text), entity: -1})
	}
	for _, nm := range found {
		for i := nm.first; i < nm.last; i++ {
			taken[i] = true
		}
	}
	found = append(found, es.titled(s, taken)...)
	found = append(found, es.employers(s, taken)...)
	s.setNames(found)
}

// ambiguous reports whether a name of the gazetteer may mean something else.
func (es *entities) ambiguous(n name) bool {
	_, yes := es.names.Ambiguous(n.text)
	return yes
}

// restOfName reports whether a name of the gazetteer is the rest of a longer one: "Inner Mongolia", the "National Security Council".
func (es *entities) restOfName(s *sentence, n name) bool {
	if n.first == 0 || !startsUpper(s.text[s.Tokens[n.first-1].Start:]) || s.nameAt[n.first-1] >= 0 {
		return false
	}
	switch n.class {
	case classCountry:
		return in("not all of a land", s.words[n.first-1]) || s.words[n.first-1] == "south" && s.word(n.first-2) == "new" // New South Wales
	case classBody:
		return es.ambiguous(n) && s.tag(n.first-1) == "NNP"
	}
	return false
}

// titled finds proper nouns behind a title or an office that the annotator did not find: "Queen Ilse".
func (es *entities) titled(s *sentence, taken []bool) []name {
	var out []name
	for i := 1; i < len(s.Tokens); i++ {
		upper := startsUpper(s.text[s.Tokens[i].Start:])
		if taken[i] || s.tag(i) != "NNP" || !upper || s.timeAt[i] >= 0 || s.tag(i-1) == "IN" || !startsUpper(s.text[s.Tokens[i-1].Start:]) || taken[i-1] {
			continue
		}
		led := es.titleLength(s, i-1, i) == 1
		if k, _, ok := es.officeEnding(s, i); ok && k < i {
			led = true
		}
		if _, n := es.office(s, i, min(len(s.Tokens), i+longestOffice)); !led || in("no names", s.words[i]) || n > 0 || es.titleLength(s, i, min(len(s.Tokens), i+3)) > 0 {
			continue
		}
		if k, _, ok := es.officeEnding(s, i+1); ok && k <= i {
			continue // "Chief Executive"
		}
		j := i
		for j < len(s.Tokens) && !taken[j] && s.tag(j) == "NNP" && startsUpper(s.text[s.Tokens[j].Start:]) && s.timeAt[j] < 0 {
			j++
		}
		if j < len(s.Tokens) && taken[j] && s.tag(j) == "NNP" {
			i = j - 1 // "Air Vice Marshal Khamis Hammad": a rank that no list has
			continue
		}
		sp := s.span(i, j)
		out = append(out, name{first: i, last: j, class: classPerson, kind: schema.Person, text: oneLine(s.text[sp.Start:sp.End]), entity: -1})
		i = j
	}
	return out
}

// employers finds proper nouns in front of a word for staff that the annotator did not find: "an Emery employee".
func (es *entities) employers(s *sentence, taken []bool) []name {
	var out []name
	for h := 1; h < len(s.Tokens); h++ {
		if !in("staff", s.words[h]) || !isNoun(s.tag(h)) {
			continue
		}
		last := h
		if s.tag(h-1) == "NN" || s.tag(h-1) == "NNS" {
			last-- // "operations manager"
		}
		first := last
		for first > 0 && !taken[first-1] && s.tag(first-1) == "NNP" && startsUpper(s.text[s.Tokens[first-1].Start:]) && s.timeAt[first-1] < 0 {
			first--
		}
		if first == last || s.tag(first-1) != "DT" && s.word(first-1) != "former" || es.titleLength(s, first, last) > 0 {
			continue
		}
		if _, status := es.names.Status(s.words[first]); status {
			continue
		}
		if _, n := es.office(s, first, last); n > 0 {
			continue
		}
		sp := s.span(first, last)
		out = append(out, name{first: first, last: last, class: classOrganization, kind: schema.Organization, text: oneLine(s.text[sp.Start:sp.End]), entity: -1})
	}
	return out
}

// setNames sorts names and marks the compounds.
func (s *sentence) setNames(found []name) {
	sort.Slice(found, func(i, j int) bool { return found[i].first < found[j].first })
	for i := range s.nameAt {
		s.nameAt[i] = -1
	}
	s.names = found
	for k := range found {
		nm := &found[k]
		for i := nm.first; i < nm.last; i++ {
			s.nameAt[i] = k
		}
		if s.glued(nm.last) && !startsUpper(s.text[s.Tokens[nm.last+1].Start:]) && !in("of a place", s.words[nm.last+1]) {
			nm.bound = true // "Iran-backed"
		}
		if s.glued(nm.first-1) && nm.first >= 2 && in("first half", s.words[nm.first-2]) {
			nm.bound = true // "anti-Russian"
		}
	}
}

// trimPerson takes titles and offices off a person's name, and lower-case words behind it.
func (es *entities) trimPerson(s *sentence, first, last int) (int, int) {
	for first < last {
		if !startsUpper(s.text[s.Tokens[first].Start:]) && !particleOfName(s.words[first]) {
			first++
			continue
		}
		if last-first < 2 {
			break
		}
		if n := es.titleLength(s, first, last); n > 0 && n < last-first {
			first += n
			continue
		}
		if _, n := es.office(s, first, last); n > 0 && n < last-first && !(in("also names", s.words[first]) && !es.stateBefore(s, first)) {
			first += n
			continue
		}
		break
	}
	for j := first + 1; j < last; j++ {
		if s.words[j] == "," {
			last = j // two persons of a list
		}
	}
	for s.glued(last) {
		last += 2 // "Park Jie-won"
	}
	for last > first && !startsUpper(s.text[s.Tokens[last-1].Start:]) && !s.glued(last-2) {
		last--
	}
	for j := first; j < last; j++ {
		if s.words[j] == "'s" || s.words[j] == "’s" || s.words[j] == "/" {
			return first, j
		}
	}
	return first, last
}

// stateBefore reports whether the word before token i names a state or its people.
func (es *entities) stateBefore(s *sentence, i int) bool {
	if i == 0 {
		return false
	}
	if s.tag(i-1) == "POS" {
		return true
	}
	w := s.texts(i-1, i)[0]
	_, state := es.names.Country(w)
	_, people := es.names.Demonym(w)
	return state || people
}

func particleOfName(w string) bool {
	switch w {
	case "al", "el", "bin", "ibn", "van", "von", "de", "da", "di", "du", "la", "le", "ter", "ten", "abu", "ould":
		return true
	}
	return false
}

// titleLength gives how many tokens at first are a title.
func (es *entities) titleLength(s *sentence, first, last int) int {
	for j := min(last, first+3); j > first; j-- {
		sp := s.span(first, j)
		if _, ok := es.names.Title(s.text[sp.Start:sp.End]); ok {
			return j - first
		}
	}
	return 0
}

// texts gives the words of tokens as written.
func (s *sentence) texts(first, last int) []string {
	out := make([]string, 0, last-first)
	for i := first; i < last; i++ {
		out = append(out, s.text[s.Tokens[i].Start:s.Tokens[i].End])
	}
	return out
}

// settle gives every name of the article its entity: a shorter name of a person joins the full one that alone fits.
func (es *entities) settle(sentences []*sentence) {
	es.places(sentences)
	es.surnames(sentences)
	var full [][]string // names of persons with two or more words, lower case
	texts := map[string]string{}
	for _, s := range sentences {
		for _, n := range s.names {
			if !n.person() || n.last-n.first < 2 {
				continue
			}
			words := nameWords(n.text)
			key := strings.Join(words, " ")
			if len(words) >= 2 && texts[key] == "" {
				texts[key] = n.text
				full = append(full, words)
			}
		}
	}
	fullest := map[string]string{} // key to key of the fuller name
	for _, a := range full {
		var fuller []string
		for _, b := range full {
			if len(b) > len(a) && b[len(b)-1] == a[len(a)-1] && subsequence(a, b) {
				fuller = append(fuller, strings.Join(b, " "))
			}
		}
		if len(fuller) == 1 {
			fullest[strings.Join(a, " ")] = fuller[0]
		}
	}
	last := func(key string) string {
		for i := 0; i < 5 && fullest[key] != ""; i++ {
			key = fullest[key]
		}
		return key
	}
	bySurname, byFirst := map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, a := range full {
		key := last(strings.Join(a, " "))
		put(bySurname, a[len(a)-1], key)
		put(byFirst, a[0], key)
	}
	person := func(text string) string {
		words := nameWords(text)
		if len(words) == 0 {
			return text
		}
		key := strings.Join(words, " ")
		if len(words) >= 2 {
			if len(bySurname[words[len(words)-1]]) > 0 && texts[key] == "" {
				return text
			}
			return texts[last(key)]
		}
		for _, m := range []map[string]map[string]bool{bySurname, byFirst} {
			if found := m[key]; len(found) == 1 {
				for k := range found {
					return texts[k]
				}
			} else if len(found) > 1 {
				return text
			}
		}
		return text
	}
	organizations := es.acronyms(sentences)
	for _, s := range sentences {
		s.surnames(bySurname)
		for k := range s.names {
			n := &s.names[k]
			switch n.class {
			case classDemonym:
			case classPerson:
				canonical := person(n.text)
				if canonical == "" {
					canonical = n.text
				}
				n.entity = es.add(schema.Person, canonical, n.text, "", false)
			case classCountry:
				n.entity = es.add(n.kind, n.canonical, n.text, n.code, true)
			case classOrganization, classPlace:
				canonical := n.canonical
				if canonical == "" {
					canonical = n.text
				}
				if long := organizations[canonical]; long != "" {
					canonical = long
				}
				n.entity = es.add(n.kind, canonical, n.text, n.code, n.canonical != "")
			default:
				n.entity = es.add(n.kind, n.canonical, n.text, n.code, true)
			}
		}
	}
}

// places turns persons into places where the words around them say so.
func (es *entities) places(sentences []*sentence) {
	surnames, places := map[string]bool{}, map[string]bool{}
	for _, s := range sentences {
		for _, n := range s.names {
			if n.person() && n.last-n.first > 1 {
				surnames[s.words[n.last-1]] = true
			}
		}
	}
	for _, s := range sentences {
		for _, n := range s.names {
			if n.person() && s.placeByContext(n) && (n.last-n.first > 1 || !surnames[s.words[n.first]]) {
				places[n.text] = true
			}
		}
	}
	for _, s := range sentences {
		for k := range s.names {
			if n := &s.names[k]; n.person() && places[n.text] {
				n.class, n.kind = classPlace, schema.Place
			}
		}
	}
}

// placeByContext reports whether what stands around a name says that it is a place, whatever class the annotator gave it:
// "the village of X", "bombed X".
func (s *sentence) placeByContext(n name) bool {
	for i := n.first; i < n.last; i++ {
		h := s.head(i)
		if h < 0 || h >= n.first && h < n.last {
			continue
		}
		switch s.rel(i) {
		case "nmod":
			return s.preposition(i) == "of" && in("named places", s.lemma(h))
		case "obj":
			return n.last-n.first == 1 && in("done to places", s.lemma(h))
		case "nsubj":
			return n.last-n.first == 1 && s.Tokens[i].Rel == "nsubj:pass" && in("done to places", s.lemma(h))
		}
		return false
	}
	return false
}

// put adds a value to a set in a map of sets.
func put(m map[string]map[string]bool, key, value string) {
	if m[key] == nil {
		m[key] = map[string]bool{}
	}
	m[key][value] = true
}

// nameWords gives the words of a person's name in lower case, without initials and what stands in quotes.
func nameWords(text string) []string {
	var out []string
	for _, f := range strings.Fields(strings.ToLower(text)) {
		if strings.HasSuffix(f, ".") && len(f) <= 3 {
			continue
		}
		out = append(out, strings.Trim(f, ".,"))
	}
	return out
}

// subsequence reports whether the words of a stand in b in the same order.
func subsequence(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// surnames turns names of another class, and proper nouns in no name, into persons where they are the surname of one
// person of the article.
func (s *sentence) surnames(bySurname map[string]map[string]bool) {
	found := s.names
	changed := false
	for k := range found {
		n := &found[k]
		if n.canonical == "" && n.class != classDemonym && n.class != classPerson && n.last == n.first+1 && len(bySurname[s.words[n.first]]) == 1 {
			n.class, n.kind = classPerson, schema.Person
		}
	}
	for i := range s.Tokens {
		if s.nameAt[i] < 0 && (s.tag(i) == "NNP" || isAdjective(s.tag(i)) || s.tag(i) == "NN") && s.timeAt[i] < 0 && startsUpper(s.text[s.Tokens[i].Start:]) && len(bySurname[s.words[i]]) == 1 &&
			!isVerb(s.tag(i)) && (i+1 >= len(s.Tokens) || s.tag(i+1) != "NNP") && (i == 0 || s.tag(i-1) != "NNP" || s.nameAt[i-1] < 0) {
			sp := s.span(i, i+1)
			found = append(found, name{first: i, last: i + 1, class: classPerson, kind: schema.Person, text: s.text[sp.Start:sp.End], entity: -1})
			changed = true
		}
	}
	if changed {
		s.setNames(found)
	}
}

// acronyms maps the acronym that the article sets in brackets behind a long name to that name.
func (es *entities) acronyms(sentences []*sentence) map[string]string {
	out := map[string]string{}
	for _, s := range sentences {
		for _, n := range s.names {
			if n.class != classOrganization || n.last+2 >= len(s.Tokens) || s.words[n.last] != "(" || s.words[n.last+2] != ")" {
				continue
			}
			short := s.texts(n.last+1, n.last+2)[0]
			if len(short) >= 2 && len(short) <= 8 && short == strings.ToUpper(short) && n.last-n.first >= 2 && out[short] == "" {
				out[short] = n.text
			}
		}
	}
	return out
}
