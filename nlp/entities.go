package nlp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sortNames sorts the names of the article into entities. A person's full names come first, then what is shorter attaches:
// a surname, a given name, initials. What two may own attaches to none of them. A country is one entity under all its
// names; its people, its capital and its seats of government are others.
func (r *resolver) sortNames() {
	for _, l := range r.lines {
		for i := range l.names {
			r.trim(l, &l.names[i])
		}
	}
	full := map[string]int{}   // by folded words
	ends := map[string][]int{} // persons by "first "+first and "last "+last word
	for _, l := range r.lines {
		for i := range l.names {
			n := &l.names[i]
			if n.class == Person && strings.ContainsAny(strings.Join(l.form[n.first:n.last], ""), "0123456789") {
				n.class = "" // "Dh5,000" is nobody
			}
			if n.class == Person && i+1 < len(l.names) && l.names[i+1].class == Person && l.names[i+1].first > n.last {
				if first, _, ok := r.roleEnding(l, l.names[i+1].first); ok && first == n.last {
					n.class = "" // "Soviet premier X": an adjective
				}
			}
			if n.class != Person {
				continue
			}
			words := r.nameWords(l, *n)
			if len(words) < 2 {
				continue
			}
			k := strings.Join(words, " ")
			id, ok := full[k]
			if !ok {
				if id = r.sameFullName(ends, words); id < 0 {
					id = r.add(l, Person)
				}
				full[k] = id
			}
			n.actor = id
			a := r.actors[id]
			if len(words) > len(a.words) {
				a.words = words
				for _, k := range endKeys(words) {
					if those := ends[k]; !slices.Contains(those, id) && len(those) < manyOwners {
						ends[k] = append(those, id)
					}
				}
			}
			a.spell(r.d.Text[l.Tokens[n.first].Start:l.Tokens[n.last-1].End])
		}
	}
	r.givenNames()
	r.shortNames()
	r.otherNames()
}

// add makes an entity.
func (r *resolver) add(l *line, c Class) int {
	r.actors = append(r.actors, &actor{Entity: Entity{Class: c}, first: l.index, last: -1, nouns: map[string]bool{}, id: -1})
	return len(r.actors) - 1
}

// spell keeps the longest name.
func (a *actor) spell(text string) {
	text = strings.Join(strings.Fields(text), " ")
	if strings.HasPrefix(text, "the ") || strings.HasPrefix(text, "The ") {
		text = text[4:]
	}
	if utf8.RuneCountInString(text) > utf8.RuneCountInString(a.Name) {
		a.Name = text
	}
	if f := fold(text); !slices.Contains(a.spellings, f) && len(a.spellings) < 8 {
		a.spellings = append(a.spellings, f)
	}
}

// trim takes titles, offices and possessives off a person's name and reads the sex that they tell.
func (r *resolver) trim(l *line, n *name) {
	if n.last-n.first > 1 && l.XPOS(n.last-1) == "POS" {
		n.last--
	}
	if n.class != Person {
		return
	}
	// "Foreign Minister Sultan Al Said": after an office a title is a given name
	_, _, held := r.roleEnding(l, n.first)
	for n.last-n.first > 1 && !held {
		w := l.lower[n.first]
		if start := n.first == 0 || !isWord(l.form[n.first-1]); start && n.last-n.first > 2 && r.given[fold(w)] == unknown && (r.list["person"][w] || r.agentive(w)) {
			n.first++
			continue
		}
		if s := r.titleSex(w); s != unknown {
			n.sex = s
			n.first++
			continue
		}
		if _, ok := r.office.Title(l.form[n.first]); ok && w != "don" && w != "san" {
			n.first++
			continue
		}
		if _, k := r.office.Office(l.form[n.first:n.last]...); k > 0 && k < n.last-n.first && unicode.IsUpper(firstRune(l.form[n.first+k])) && w != "king" {
			n.first += k
			continue
		}
		if _, ok := r.office.Demonym(l.form[n.first]); ok && n.last-n.first > 2 {
			n.first++
			continue
		}
		if w == "." || w == "," || w == "the" || w == "-" {
			n.first++
			continue
		}
		break
	}
	// titles before the name: "Mr. ", "King", "spokeswoman", "his wife, "
	for i := n.first - 1; i >= 0 && i >= n.first-3; i-- {
		w := l.lower[i]
		if w == "," && i == n.first-1 && i > 0 && r.list["kin"][l.lower[i-1]] {
			continue
		}
		if s := r.titleSex(w); s != unknown {
			if w == "father" || w == "brother" || w == "sister" {
				if l.form[i] == w {
					break
				}
			}
			n.sex = s
			break
		}
		if r.list["woman"][w] || r.list["man"][w] {
			if i < n.first-1 && !r.list["kin"][w] {
				break
			}
			n.sex = r.nounSex(w)
			break
		}
		if _, ok := r.office.Title(l.form[i]); !ok && w != "." {
			break
		}
	}
	if n.sex == unknown {
		n.sex = r.apposedSex(l, n.last)
	}
}

// apposedSex reads the sex that a description behind a name tells: ", a businesswoman from".
func (r *resolver) apposedSex(l *line, i int) sex {
	if i >= len(l.lower) || l.lower[i] != "," {
		return unknown
	}
	for j := i + 1; j < len(l.lower) && j < i+8; j++ {
		w := l.lower[j]
		switch x := l.XPOS(j); {
		case w == "and" || w == "," || x == "IN" || strings.HasPrefix(x, "VB") || x == "PRP" || strings.HasPrefix(x, "W"):
			return unknown
		}
		if s := r.nounSex(w); s != unknown && l.XPOS(j) != "NNP" && l.XPOS(j+1) != "NN" && l.XPOS(j+1) != "POS" && l.mention[j] < 0 {
			return s
		}
	}
	return unknown
}

func firstRune(s string) rune {
	x, _ := utf8.DecodeRuneInString(s)
	return x
}

func (r *resolver) titleSex(w string) sex {
	switch {
	case r.list["man titles"][w]:
		return male
	case r.list["woman titles"][w]:
		return female
	}
	return unknown
}

func (r *resolver) nounSex(w string) sex {
	switch {
	case r.list["man"][w]:
		return male
	case r.list["woman"][w]:
		return female
	}
	return unknown
}

// nameWords gives the folded words of a name.
func (r *resolver) nameWords(l *line, n name) []string {
	text := r.d.Text[l.Tokens[n.first].Start:l.Tokens[n.last-1].End]
	words := strings.Fields(fold(text))
	for i := range words {
		words[i] = strings.TrimSuffix(strings.Trim(words[i], `"'“”().,`), "'s")
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" || w == "jr" || w == "sr" })
}

// stem takes an Arabic article off a surname.
func stem(w string) string {
	for _, p := range []string{"al-", "el-", "ash-", "as-"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) > 2 {
			return rest
		}
	}
	return w
}

// sameFullName gives the only person whose full name the words are another form of, else -1: "Luiz Inácio Lula da Silva" and
// "Lula da Silva", "John Smith" and "John A. Smith", "J. Smith".
func (r *resolver) sameFullName(ends map[string][]int, words []string) int {
	found := -1
	for _, k := range endKeys(words) {
		for _, i := range ends[k] {
			if i == found || !sameFull(r.actors[i].words, words) {
				continue
			}
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// manyOwners is how many persons with a word of their names in common are looked at. An article has a few; a long list
// must not cost the square of its length.
const manyOwners = 32

func endKeys(words []string) []string {
	return []string{"first " + words[0], "last " + stem(words[len(words)-1])}
}

func sameFull(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if slices.Equal(b[:len(a)], a) || slices.Equal(b[len(b)-len(a):], a) {
		return true
	}
	if stem(a[len(a)-1]) != stem(b[len(b)-1]) {
		return false
	}
	x, y := a[0], b[0]
	if x == y {
		return true
	}
	initial := func(x, y string) bool { return utf8.RuneCountInString(x) == 1 && strings.HasPrefix(y, x) }
	return initial(x, y) || initial(y, x)
}

// givenNames reads the sex of full names.
func (r *resolver) givenNames() {
	for _, a := range r.actors {
		if a.Class == Person {
			a.learn(r.given[a.words[0]], 3)
			if r.given[a.words[0]] == unknown && utf8.RuneCountInString(a.words[0]) == 1 && len(a.words) > 2 {
				a.learn(r.given[a.words[1]], 3)
			}
			a.learn(surnameSex(a.words[len(a.words)-1]), 1)
		}
	}
}

// surnameSex reads the sex of East Slavic, Polish and Icelandic surnames.
func surnameSex(w string) sex {
	for _, e := range []string{"ova", "eva", "ovna", "evna", "skaya", "skaia", "ska", "cka", "dottir"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+2 {
			return female
		}
	}
	for _, e := range []string{"ov", "ev", "skiy", "sky", "ski", "cki", "vich"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+2 {
			return male
		}
	}
	return unknown
}

// shortNames attaches names of one word.
func (r *resolver) shortNames() {
	last, first := map[string][]int{}, map[string][]int{}
	for i, a := range r.actors {
		l := stem(a.words[len(a.words)-1])
		last[l] = append(last[l], i)
		first[a.words[0]] = append(first[a.words[0]], i)
	}
	alone := map[string]int{}
	for _, l := range r.lines {
		for i := range l.names {
			n := &l.names[i]
			if n.actor >= 0 || !kept(n.class) || n.last-n.first > 3 {
				continue
			}
			words := r.nameWords(l, *n)
			if len(words) != 1 {
				continue
			}
			w := words[0]
			owners := last[stem(w)]
			if len(owners) == 0 {
				owners = first[w]
			}
			if n.class != Person {
				// one word of an article is one name, but what all know by that name stays what it is
				if len(last[stem(w)]) != 1 || n.class == NORP {
					continue
				}
				if _, _, _, known := r.office.Kind(l.form[n.first]); known && !(r.actors[last[stem(w)][0]].first < l.index && r.clauseOf(l, n.first, n.last).subject) {
					continue // "Senator Clement Paris lost": then "Paris promised" is he, "in Paris" is not
				}
				if _, ok := r.office.Demonym(l.form[n.first]); ok {
					continue
				}
				n.class = Person
			}
			id := -1
			switch fit := r.owners(owners, n, l.index); {
			case len(fit) == 1:
				id = fit[0]
			case len(owners) > 0:
				continue
			default:
				ok := false
				if id, ok = alone[w]; !ok {
					id = r.add(l, Person)
					alone[w] = id
					r.actors[id].words = words
					r.actors[id].learn(r.given[w], 2)
				}
			}
			n.actor = id
			r.actors[id].first = min(r.actors[id].first, l.index)
			r.actors[id].spell(r.d.Text[l.Tokens[n.first].Start:l.Tokens[n.last-1].End])
		}
	}
}

// owners gives who may own a short name: of those whom the article has named by then, else of all, those of its sex.
func (r *resolver) owners(all []int, n *name, sentence int) []int {
	if len(all) > manyOwners {
		return nil
	}
	pick := func(f func(*actor) bool) (out []int) {
		for _, i := range all {
			if a := r.actors[i]; f(a) && (n.sex == unknown || a.sex() == unknown || a.sex() == n.sex) {
				out = append(out, i)
			}
		}
		return out
	}
	if before := pick(func(a *actor) bool { return a.first <= sentence }); len(before) > 0 {
		return before
	}
	return pick(func(*actor) bool { return true })
}

// otherNames sorts all that is no person.
func (r *resolver) otherNames() {
	ids := map[string]int{}
	type long struct {
		actor int
		text  string
	}
	initials := map[string][]long{}
	own := map[string]int{} // acronyms
	var short []*name
	var shortLines []*line
	for _, l := range r.lines {
		for i := range l.names {
			n := &l.names[i]
			if n.actor >= 0 || n.class == Person || !kept(n.class) {
				continue
			}
			text := strings.Join(l.form[n.first:n.last], " ")
			raw := r.d.Text[l.Tokens[n.first].Start:l.Tokens[n.last-1].End]
			if isAcronym(raw) && n.first > 0 && l.form[n.first-1] == "(" {
				if id := r.besideParenthesis(l, n); id >= 0 {
					own[acronymKey(raw)] = id
				}
			}
			if _, ok := own[acronymKey(raw)]; ok && isAcronym(raw) {
				short = append(short, n)
				shortLines = append(shortLines, l)
				continue
			}
			key, code, country, noun := r.keyOf(l, *n, raw)
			if isAcronym(raw) && !strings.HasPrefix(key, "known ") && !country {
				short = append(short, n)
				shortLines = append(shortLines, l)
				continue
			}
			id, ok := ids[key]
			if !ok {
				id = r.add(l, n.class)
				ids[key] = id
				a := r.actors[id]
				a.code, a.country = code, country
				if noun != "" {
					a.nouns[noun] = true
				}
				in, all := initialsOf(text)
				if len(in) > 1 {
					initials[in] = append(initials[in], long{id, key})
				}
				if all != in && len(all) > 1 {
					initials[all] = append(initials[all], long{id, key})
				}
			}
			n.actor = id
			r.actors[id].spell(raw)
		}
	}
	// "Foreign Ministry" alone is the one of the article
	r.bareOrgans(ids)
	for i, n := range short {
		l := shortLines[i]
		text := r.d.Text[l.Tokens[n.first].Start:l.Tokens[n.last-1].End]
		key := acronymKey(text)
		// "European Union (EU)"
		if id, ok := own[key]; ok {
			n.actor = id
		} else if id := r.besideParenthesis(l, n); id >= 0 {
			n.actor = id
		} else if c := initials[key]; len(c) == 1 {
			n.actor = c[0].actor
		} else if id, ok := ids[fold(text)]; ok {
			n.actor = id
		} else {
			n.actor = r.add(l, n.class)
		}
		own[key] = n.actor
		r.actors[n.actor].first = min(r.actors[n.actor].first, l.index)
		r.actors[n.actor].spell(text)
	}
}

// keyOf gives what names of one entity have in common, and what the gazetteer knows of it.
func (r *resolver) keyOf(l *line, n name, text string) (key, code string, country bool, noun string) {
	if n.class == NORP {
		if d, ok := r.office.Demonym(text); ok {
			return "known people " + d.Country, d.Country, false, ""
		}
	}
	if s, ok := r.office.Country(text); ok {
		return "known country " + s.Code, s.Code, s.Sovereign, ""
	}
	if d, ok := r.office.Demonym(text); ok {
		return "known people " + d.Country, d.Country, false, ""
	}
	if _, canonical, code, ok := r.office.Kind(text); ok {
		return "known " + canonical, code, false, ""
	}
	// "Iranian Foreign Ministry", "Iran's Foreign Ministry", "the Foreign Ministry of Iran"
	first := n.first
	if _, ok := r.office.Demonym(l.form[first]); ok && n.last-first > 1 {
		first++
	} else if _, ok := r.office.Country(l.form[first]); ok && n.last-first > 1 {
		first++
		if l.XPOS(first) == "POS" {
			first++
		}
	}
	if o, k := r.office.StateOrgan(l.form[first:n.last]...); k > 0 && k == n.last-first {
		code := r.stateBefore(l, first)
		if code == "" {
			code, _ = r.ofState(l, n.last)
		}
		noun := o.Name[strings.LastIndexByte(o.Name, ' ')+1:]
		return "organ " + o.Name + " " + code, code, false, noun
	}
	words := strings.Fields(fold(text))
	if n.class == NORP {
		return strings.Join(words, " "), "", false, ""
	}
	for len(words) > 1 && (r.list["company words"][words[len(words)-1]] || words[0] == "the") {
		if words[0] == "the" {
			words = words[1:]
			continue
		}
		if w := words[len(words)-1]; w == "group" || w == "bank" || w == "company" || w == "airlines" || w == "airways" || w == "motors" || w == "holdings" || w == "industries" || w == "technologies" || w == "pharmaceuticals" {
			break
		}
		words = words[:len(words)-1]
	}
	return strings.Join(words, " "), r.stateIn(l, n), false, ""
}

// stateIn gives the only country whose name or adjective stands in a name: "Bank of Japan".
func (r *resolver) stateIn(l *line, n name) string {
	code := ""
	for i := n.first; i < n.last; i++ {
		if compass[l.lower[i]] && i+1 < n.last && l.lower[i+1] == "american" {
			i++ // "Latin American"
			continue
		}
		c, next := r.stateAt(l, i, n.last)
		if c == "" {
			continue
		}
		if code != "" && c != code {
			return ""
		}
		code, i = c, next-1
	}
	return code
}

var compass = set([]string{"south", "north", "central", "latin", "african"})

// codeOf gives the country of a name or adjective of one.
func (r *resolver) codeOf(word string) string {
	if d, ok := r.office.Demonym(word); ok {
		return d.Country
	}
	if s, ok := r.office.Country(word); ok {
		return s.Code
	}
	return ""
}

// bareOrgans joins an organ without country to the only one with a country. Before a foreign one is named, it is another.
func (r *resolver) bareOrgans(ids map[string]int) {
	with := map[string][]int{}
	for k, id := range ids {
		if name, ok := strings.CutPrefix(k, "organ "); ok && r.actors[id].code != "" {
			name = name[:strings.LastIndexByte(name, ' ')]
			with[name] = append(with[name], id)
		}
	}
	join := map[int]int{}
	for name, those := range with {
		if bare, ok := ids["organ "+name+" "]; ok {
			join[bare] = -1
			if len(those) == 1 {
				join[bare] = those[0]
			}
		}
	}
	if len(join) == 0 {
		return
	}
	home := r.homeCode()
	for _, l := range r.lines {
		for i := range l.names {
			if to, ok := join[l.names[i].actor]; ok && l.names[i].actor >= 0 {
				if to >= 0 && l.index < r.actors[to].first && r.actors[to].code != home {
					continue // before the other was named, it need not be the same
				}
				l.names[i].actor = to
				if to >= 0 {
					r.actors[to].first = min(r.actors[to].first, l.index)
				}
			}
		}
	}
}

// homeCode gives the country that the names of the article mean most, where no other has half as many; empty else.
func (r *resolver) homeCode() string {
	count := map[string]int{}
	for _, l := range r.lines {
		for _, n := range l.names {
			if n.actor >= 0 && n.class != Person {
				if c := r.placeCode(n.actor); c != "" {
					count[c]++
				}
			}
		}
	}
	best, first, second := "", 0, 0
	for c, k := range count {
		switch {
		case k > first:
			best, first, second = c, k, first
		case k > second:
			second = k
		}
	}
	if 2*second > first {
		return ""
	}
	return best
}

// isAcronym reports whether a name is two to six capitals.
func isAcronym(text string) bool {
	n := 0
	for _, c := range text {
		switch {
		case unicode.IsUpper(c):
			n++
		case c == '.' || c == '-':
		default:
			return false
		}
	}
	return n >= 2 && n <= 6
}

func acronymKey(text string) string { return strings.ToLower(strings.ReplaceAll(text, ".", "")) }

// initialsOf gives the initials of the capital words of a name in lower case, and those of all its words.
func initialsOf(text string) (capitals, all string) {
	var b, c strings.Builder
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' }) {
		first := firstRune(w)
		if unicode.IsUpper(first) {
			b.WriteRune(unicode.ToLower(first))
		}
		c.WriteRune(unicode.ToLower(first))
	}
	return b.String(), c.String()
}

// besideParenthesis gives the entity of the name before "(EU)" or inside "EU (European Union)".
func (r *resolver) besideParenthesis(l *line, n *name) int {
	for _, at := range []int{n.first - 2, n.last + 1} {
		if at < 0 || at >= len(l.mention) || l.mention[at] < 0 {
			continue
		}
		m := &l.names[l.mention[at]]
		if m.actor < 0 || m.class == Person || r.actors[m.actor].country {
			continue
		}
		before := m.last == n.first-1 && l.form[n.first-1] == "("
		after := n.last == m.first-1 && l.form[n.last] == "("
		if !before && !after {
			continue
		}
		// the letters come in the order of the long name
		if letters(strings.ToLower(strings.ReplaceAll(l.form[n.first], ".", "")), fold(strings.Join(l.form[m.first:m.last], " "))) {
			return m.actor
		}
	}
	return -1
}

func letters(short, long string) bool {
	for _, c := range short {
		i := strings.IndexRune(long, c)
		if i < 0 {
			return false
		}
		long = long[i+1:]
	}
	return true
}
