package nlp

import (
	"slices"
	"strings"

	"newsgraph/schema"
)

// holder is an office that the article says a person holds or held.
type holder struct {
	actor    int
	role     string
	code     string   // of the country, empty where the article does not tell
	body     int      // whose office it is, where that is no state; -1 else
	status   string   // former, elect, acting, current, ""
	sentence int      // where it is told
	words    []string // before the role, lower case
}

// heldOffice is an office read beside a name of the current sentence.
type heldOffice struct {
	holder
	first, last int  // tokens of the words of the office
	apposed     bool // a comma stands between it and the name
	plural      bool // it stands before a list of names
	names       int  // token behind the first name of that list
}

// nameless is an office that was spoken of and whose holder the article has not named.
type nameless struct {
	role, code string
	sentence   int
}

// readOffices reads the offices of the persons that a sentence names: "Iranian President X", "Iran's president, X,", "X,
// the foreign minister of Oman", "X is the chancellor of Austria".
func (r *resolver) readOffices(l *line) {
	r.offices = r.offices[:0]
	for i, n := range l.names {
		if n.class != Person || n.actor < 0 {
			continue
		}
		o, ok := r.listed(l, i)
		if !ok {
			o, ok = r.officeBefore(l, n)
		}
		if ok {
			r.hold(l, o, n)
		}
		if !ok || o.apposed {
			if o, ok := r.officeAfter(l, n); ok {
				// "X, president of A, Y, minister of B": the words may be either's
				if i+1 < len(l.names) && l.names[i+1].class == Person && l.names[i+1].first == o.last+1 && l.word(o.last) == "," {
					if _, other := r.officeAfter(l, l.names[i+1]); !other {
						continue
					}
				}
				r.hold(l, o, n)
			}
		}
	}
}

func (r *resolver) hold(l *line, o heldOffice, n name) {
	o.actor, o.sentence = n.actor, l.index
	for _, p := range r.offices {
		if p.actor != o.actor && p.first < o.last && o.first < p.last && !p.plural {
			return
		}
	}
	r.offices = append(r.offices, o)
	for k := range r.holders {
		h := &r.holders[k]
		if h.actor == o.actor && h.role == o.role && (h.code == o.code || h.code == "" || o.code == "") && (h.status == "former") == (o.status == "former") {
			if h.code == "" {
				h.code = o.code
			}
			return
		}
	}
	r.addHolder(o.holder)
	r.nameless = slices.DeleteFunc(r.nameless, func(x nameless) bool { return x.role == o.role && x.code == o.code })
}

// mostHolders is how many of the offices told last are looked at; an article tells of a few.
const mostHolders = 256

func (r *resolver) addHolder(h holder) {
	if len(r.holders) == mostHolders {
		r.holders = slices.Delete(r.holders, 0, 1)
	}
	r.holders = append(r.holders, h)
	r.told[h.actor] = true
}

// longestOfOffice is how many tokens an office may have.
const longestOfOffice = 8

// roleEnding gives the longest office that ends before token end, and its first token.
func (r *resolver) roleEnding(l *line, end int) (int, schema.Office, bool) {
	if end <= 0 || !r.final[l.lower[end-1]] && !strings.ContainsAny(l.lower[end-1], "-") {
		return 0, schema.Office{}, false
	}
	for k := max(0, end-longestOfOffice); k < end; k++ {
		if words := r.rawWords(l, k, end); len(words) > 0 {
			if o, n := r.office.Office(words...); n == len(words) {
				if k > 0 && l.Tokens[k].Start == l.Tokens[k-1].End && l.word(k-1) == "-" {
					continue // inside of "vice-president" or "ex-president"
				}
				return k, o, true
			}
		}
	}
	return 0, schema.Office{}, false
}

// rawWords gives the words of tokens as the text has them: "vice-president" is one.
func (r *resolver) rawWords(l *line, first, last int) []string {
	return strings.Fields(r.d.Text[l.Tokens[first].Start:l.Tokens[last-1].End])
}

func (r *resolver) officeBefore(l *line, n name) (heldOffice, bool) {
	o := heldOffice{holder: holder{body: -1}}
	end := n.first
	if l.word(end-1) == "," && end > 1 {
		after := l.word(n.last)
		if after != "," && after != "." && after != "" && !strings.HasPrefix(l.xpos(n.last), "V") && l.xpos(n.last) != "MD" && l.xpos(n.last) != "CC" {
			return o, false
		}
		o.apposed = true
		end--
		// "the head of the Harvest Congress (NHC), X"
		if l.word(end-1) == ")" && l.word(end-3) == "(" && end > 4 {
			end -= 3
		}
	}
	// titles between office and name: "Chief of Staff General X"
	for !o.apposed && end > 1 {
		_, _, ok := r.roleEnding(l, end)
		if _, title := r.office.Title(l.form[end-1]); ok || !title {
			break
		}
		end--
	}
	o.last = end
	if k := l.nameEnding(end); k > 0 && l.word(k-1) == "to" && k > 1 {
		// "ambassador to Somalia"
		if _, _, ok := r.roleEnding(l, k-1); ok {
			end = k - 1
		}
	}
	first, role, ok := r.roleEnding(l, end)
	if !ok && !o.apposed && end > 0 && (l.xpos(end-1) == "NNS" || l.xpos(end-1) == "NNPS") {
		first, role, ok = r.pluralEnding(l, end)
	}
	if !ok {
		// "the president of Iran, X", "president of the Health Organization X"
		for k := end - 1; k > 0 && k >= end-7; k-- {
			if l.word(k) != "of" {
				continue
			}
			code, next := r.ofState(l, k)
			body := -1
			if m := l.mention[end-1]; code == "" && m >= 0 && l.names[m].last == end && l.names[m].class != Person && l.names[m].actor >= 0 && (l.names[m].first == k+1 || l.names[m].first == k+2 && l.word(k+1) == "the") {
				body, next = l.names[m].actor, end
			}
			if next != end {
				continue
			}
			if first, role, ok = r.roleEnding(l, k); ok {
				o.code, o.body = code, body
				break
			}
		}
		if !ok {
			if o, ok := r.titleOnly(l, n, o); ok {
				return o, true
			}
			return r.nounBefore(l, n, o)
		}
	}
	o.role, o.status = role.Role, role.Status
	o.plural, o.names = (l.xpos(o.last-1) == "NNS" || l.xpos(o.last-1) == "NNPS") && !o.apposed, n.last
	if o.apposed && l.word(first-1) != "the" && o.code == "" && r.stateBefore(l, first) == "" && l.xpos(first-1) != "PRP$" {
		return o, false
	}
	first = r.portfolio(l, first, end, &o)
	first = r.statuses(l, first, &o)
	if o.code == "" && o.body < 0 {
		o.code = r.stateBefore(l, first)
		if o.code == "" {
			k := first
			if l.xpos(k-1) == "POS" {
				k--
			}
			if k > 0 && l.mention[k-1] >= 0 {
				if m := l.names[l.mention[k-1]]; m.last == k && m.actor >= 0 && m.class != Person {
					o.body = m.actor
					o.code = r.placeCode(m.actor)
					if o.code != "" {
						o.body = -1
					}
					first = m.first
				}
			}
		} else {
			if l.xpos(first-1) == "POS" {
				first--
			}
			for k := max(0, first-3); k < first; k++ {
				if r.stateText(l, k, first) != "" {
					first = k
					break
				}
			}
		}
	}
	first = r.statuses(l, first, &o)
	if l.word(first-1) == "the" || l.word(first-1) == "a" || l.word(first-1) == "an" {
		first--
	}
	o.first = first
	r.ofAfter(l, n, &o)
	o.words = l.lower[first:o.last]
	return o, true
}

// nameEnding gives the first token of the name that ends at token i, -1 where none does.
func (l *line) nameEnding(i int) int {
	if i <= 0 || l.mention[i-1] < 0 || l.names[l.mention[i-1]].last != i {
		return -1
	}
	return l.names[l.mention[i-1]].first
}

// ofAfter reads whose office it is behind the name: "President X of Paraguay".
func (r *resolver) ofAfter(l *line, n name, o *heldOffice) {
	if o.code != "" || o.body >= 0 || l.word(n.last) != "of" {
		return
	}
	if code, _ := r.ofState(l, n.last); code != "" {
		o.code = code
		return
	}
	k := n.last + 1
	if l.word(k) == "the" {
		k++
	}
	if k < len(l.mention) && l.mention[k] >= 0 && l.names[l.mention[k]].first == k && l.names[l.mention[k]].class != Person {
		o.body = l.names[l.mention[k]].actor
	}
}

// pluralEnding reads "Ministers" before a list of names.
func (r *resolver) pluralEnding(l *line, end int) (int, schema.Office, bool) {
	if !r.final[singular(l.lower[end-1])] {
		return 0, schema.Office{}, false
	}
	for k := max(0, end-longestOfOffice); k < end; k++ {
		words := slices.Clone(r.rawWords(l, k, end))
		words[len(words)-1] = singular(words[len(words)-1])
		if o, n := r.office.Office(words...); n == len(words) {
			return k, o, true
		}
	}
	return 0, schema.Office{}, false
}

// listed carries an office in the plural on to the next name of its list: "Presidents X of Peru and Y of Chile".
func (r *resolver) listed(l *line, i int) (heldOffice, bool) {
	n := l.names[i]
	for k := len(r.offices) - 1; k >= 0; k-- {
		o := r.offices[k]
		if !o.plural {
			continue
		}
		for j := o.last; j < n.first; j++ {
			w, m := l.word(j), l.mention[j]
			if w != "," && w != "and" && w != "of" && w != "the" && m < 0 {
				return o, false
			}
		}
		if w := l.word(n.first - 1); w != "," && w != "and" {
			return o, false
		}
		next := heldOffice{holder: holder{role: o.role, body: -1, status: o.status, code: o.code, words: o.words}, first: o.first, last: o.last}
		if l.word(o.names) == "of" {
			next.code = ""
		}
		r.ofAfter(l, n, &next)
		return next, true
	}
	return heldOffice{}, false
}

// nounBefore takes a common noun before a name for what the person is: "trader X", "Danish lawmaker X", "Baker X".
func (r *resolver) nounBefore(l *line, n name, o heldOffice) (heldOffice, bool) {
	k := n.first - 1
	if o.apposed || k < 0 || l.mention[k] >= 0 && l.names[l.mention[k]].first != n.first {
		return o, false
	}
	w, x := l.lower[k], l.xpos(k)
	person := r.list["person"][w] || r.nounSex(w) != unknown || r.agentive(w)
	if x == "NNS" || x == "NNPS" {
		w = singular(w)
		person = r.list["person"][w] || r.nounSex(w) != unknown || r.agentive(w)
		o.plural, o.names = true, n.last
	}
	if !person || !noun(x) || r.list["kin"][w] || r.titleSex(w) != unknown {
		return o, false
	}
	if w == "counterpart" {
		return r.namedCounterpart(l, n, o)
	}
	o.role, o.last = w, n.first
	for k > 0 && (nounLike(l.xpos(k-1)) && l.xpos(k-1) != "HYPH") && (l.mention[k-1] < 0 || l.names[l.mention[k-1]].class != Person) {
		k--
	}
	if l.xpos(k-1) == "POS" || l.xpos(k-1) == "PRP$" {
		k--
	}
	o.first = k
	o.words = l.lower[k:n.first]
	for j := k; j < n.first-1; j++ {
		if c := r.stateBefore(l, j+1); c != "" {
			o.code = c
		}
		if s, ok := r.office.Status(l.form[j]); ok && (s.Name == "former" || s.Name == "ex") {
			o.status = s.Of
		}
	}
	if o.code == "" {
		o.code = r.stateBefore(l, k)
	}
	return o, true
}

// namedCounterpart reads "his Somali counterpart X": X holds in Somalia what the person named before holds elsewhere.
func (r *resolver) namedCounterpart(l *line, n name, o heldOffice) (heldOffice, bool) {
	o.code = r.stateBefore(l, n.first-1)
	for i := len(l.names) - 1; i >= 0 && o.code != ""; i-- {
		m := l.names[i]
		if m.first >= n.first || m.class != Person || m.actor < 0 || m.actor == n.actor {
			continue
		}
		for _, h := range r.holders {
			if h.actor == m.actor && h.status != "former" && h.code != o.code {
				o.role, o.first, o.last = h.role, n.first-1, n.first
				return o, true
			}
		}
		break
	}
	return o, false
}

// agentive reports whether a noun has an ending of nouns for persons: "jeweller", "chemist".
func (w *referenceWords) agentive(noun string) bool {
	for _, e := range []string{"er", "or", "ist", "ian", "man", "woman"} {
		if len(noun) > len(e)+2 && strings.HasSuffix(noun, e) {
			return !w.list["things"][noun]
		}
	}
	return false
}

// titleOnly takes a title for an office: "General X" is "the general".
func (r *resolver) titleOnly(l *line, n name, o heldOffice) (heldOffice, bool) {
	if o.apposed {
		return o, false
	}
	for k := n.first - 1; k >= 0 && k >= n.first-3; k-- {
		t, ok := r.office.Title(strings.Join(r.rawWords(l, k, n.first), " "))
		if ok && t.Of != "courtesy" {
			o.role, o.first, o.last = strings.ToLower(t.Name), k, n.first
			if s := r.titleSex(o.role); s != unknown && t.Of == "other" {
				continue
			}
			o.code = r.stateBefore(l, k)
			r.ofAfter(l, n, &o)
			switch o.role {
			case "prof":
				o.role = "professor"
			case "dr":
				o.role = "doctor"
			}
			return o, true
		}
	}
	return o, false
}

// portfolio reads what a minister is for: "Water Minister".
func (r *resolver) portfolio(l *line, first, end int, o *heldOffice) int {
	if o.role != "minister" && o.role != "secretary" {
		return first
	}
	k := first
	for k > 0 && first-k < 3 && (l.xpos(k-1) == "NNP" || l.xpos(k-1) == "NN" || l.word(k-1) == "and") && r.codeOf(l.form[k-1]) == "" {
		if _, ok := r.office.Status(l.form[k-1]); ok {
			break
		}
		k--
	}
	if k < first && l.word(k) != "and" {
		o.role = strings.ToLower(strings.Join(l.form[k:end], " "))
		return k
	}
	return first
}

// statuses reads "former", "ex-", "acting" before token first.
func (r *resolver) statuses(l *line, first int, o *heldOffice) int {
	for first > 0 {
		k := first - 1
		if l.word(k) == "-" && k > 0 {
			k--
		}
		if s, ok := r.office.Status(l.form[k]); ok {
			if o.status != "former" {
				o.status = s.Of
			}
			first = k
			continue
		}
		break
	}
	return first
}

func (r *resolver) officeAfter(l *line, n name) (heldOffice, bool) {
	o := heldOffice{holder: holder{body: -1}, apposed: true}
	j := n.last
	copula := false
	switch {
	case l.word(j) == "," || l.word(j) == "(":
		j++
		if l.word(j) == "who" && (l.word(j+1) == "is" || l.word(j+1) == "serves") {
			j += 2
			if l.word(j) == "as" {
				j++
			}
		}
	case l.word(j) == "is" && l.xpos(j) == "VBZ":
		j++
		copula = true
	default:
		return o, false
	}
	o.first = j
	if w := l.word(j); w == "the" || w == "a" || w == "an" || l.xpos(j) == "PRP$" {
		j++
	}
	d, ok := r.officeIn(l, j)
	if !ok {
		return r.nounAfter(l, n, o)
	}
	o.holder, o.last = d.holder, d.next
	if !d.owned && !(o.first+1 <= j && l.word(o.first) == "the") {
		return o, false
	}
	switch w := l.word(o.last); {
	case copula, w == ",", w == ".", w == ")", w == ";", w == "", w == "–", w == "—":
		return o, true
	case w == "and", w == "-":
		return o, d.owned
	}
	// with "the president said" a clause of its own begins
	return o, d.owned && l.xpos(o.last) == "IN"
}

// nounAfter reads "X, a Lebanese politician,".
func (r *resolver) nounAfter(l *line, n name, o heldOffice) (heldOffice, bool) {
	p, _ := r.phraseAt(l, o.first)
	if p.head < 0 || p.plural || p.det != "a" && p.det != "an" && p.det != "the" || p.named >= 0 || !r.list["person"][p.noun] && r.nounSex(p.noun) == unknown {
		return o, false
	}
	k := p.head
	for k > p.inner && l.xpos(k-1) == "NN" && l.mention[k-1] < 0 {
		k-- // "climate minister"
	}
	o.role, o.first, o.last = strings.Join(l.lower[k:p.last], " "), p.first, p.last
	o.code, _ = r.stateAt(l, p.inner, p.head)
	if code, next := r.ofState(l, p.last); o.code == "" && code != "" {
		o.code, o.last = code, next
	}
	if s, ok := r.office.Status(l.form[p.inner]); ok {
		o.status = s.Of
	}
	o.words = l.lower[p.inner:o.last]
	return o, true
}

// readOffice is an office read from its first word on.
type readOffice struct {
	holder
	head    int // token of its last word, before any "of"
	next    int // token behind it
	owned   bool
	generic bool
	foreign bool // an owner follows that is not understood
}

// officeIn reads an office with its owner at token j: "former Iranian president", "foreign minister of Oman", "minister".
func (r *resolver) officeIn(l *line, j int) (readOffice, bool) {
	d := readOffice{holder: holder{body: -1}}
	status := func() {
		for j < len(l.Tokens) {
			s, ok := r.office.Status(l.form[j])
			if !ok || s.Of == "deputy" {
				return
			}
			if d.status != "former" {
				d.status = s.Of
			}
			j++
			if l.word(j) == "-" {
				j++
			}
		}
	}
	status()
	if code, next := r.stateAt(l, j, len(l.Tokens)); code != "" {
		d.code, d.owned = code, true
		j = next
	} else if j < len(l.mention) && l.mention[j] >= 0 && l.names[l.mention[j]].first == j && l.names[l.mention[j]].class != Person && l.names[l.mention[j]].actor >= 0 {
		m := l.names[l.mention[j]]
		d.body, d.owned = m.actor, true
		j = m.last
	}
	if d.owned && l.xpos(j) == "POS" {
		j++
	}
	status()
	// adjectives that change nothing: "embattled", "66-year-old"
	for k := 0; k < 3 && j < len(l.Tokens) && l.xpos(j) == "JJ" && l.mention[j] < 0; k++ {
		if _, n := r.officeAt(l, j); n > 0 {
			break
		}
		j++
	}
	role, n := r.officeAt(l, j)
	if n == 0 {
		return d, false
	}
	d.role, d.generic = role.Role, role.Generic
	if role.Status != "" {
		d.status = role.Status
	}
	j += n
	d.head = j - 1
	if w := l.word(j); (w == "of" || w == "for" || w == "at") && !d.owned {
		if code, next := r.ofState(l, j); code != "" {
			d.code, d.owned, j = code, true, next
		} else {
			k := j + 1
			if l.word(k) == "the" {
				k++
			}
			if k < len(l.mention) && l.mention[k] >= 0 && l.names[l.mention[k]].first == k && l.names[l.mention[k]].class != Person && l.names[l.mention[k]].actor >= 0 {
				m := l.names[l.mention[k]]
				d.body, d.owned, j = m.actor, true, m.last
			} else {
				d.foreign = w == "of"
			}
		}
	}
	d.next = j
	return d, true
}

// officeAt gives the longest office that starts at token j, and how many tokens it takes.
func (r *resolver) officeAt(l *line, j int) (schema.Office, int) {
	if j >= len(l.lower) || !r.first[l.lower[j]] && !strings.ContainsAny(l.lower[j], "-") {
		return schema.Office{}, 0
	}
	for end := min(len(l.Tokens), j+longestOfOffice); end > j; end-- {
		words := r.rawWords(l, j, end)
		if o, n := r.office.Office(words...); n > 0 && n == len(words) {
			return o, end - j
		}
	}
	return schema.Office{}, 0
}

// plays reports whether a role is one that a word for roles stands for: "leader" for "prime minister".
func (w *referenceWords) plays(role, word string) bool {
	if role == word {
		return true
	}
	switch word {
	case "minister":
		return strings.HasSuffix(role, "minister") && role != "prime minister" && role != "deputy prime minister"
	case "secretary":
		return strings.HasSuffix(role, "secretary") || role == "secretary of state"
	}
	return w.list[word] != nil && roleWords[word] && w.list[word][role]
}

var roleWords = set([]string{"leader", "head of state", "head of government", "monarch", "top diplomat", "chief diplomat", "dictator", "ruler", "diplomat"})

// peer reports whether two roles are each other's counterparts.
func (w *referenceWords) peer(a, b string) bool {
	if a == b {
		return true
	}
	for _, p := range w.peers {
		if p[a] && p[b] {
			return true
		}
	}
	return false
}
