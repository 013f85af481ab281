package nlp

import (
	"slices"
	"strings"
	"unicode"
)

// describe resolves a phrase of common nouns, where it can.
func (r *resolver) describe(l *line, p phrase) {
	if p.noun != "" && (l.mention[p.head] >= 0 || l.taken[p.head]) {
		return
	}
	for _, o := range r.offices {
		if p.noun != "" && p.head >= o.first && p.head < o.last {
			if o.apposed && l.word(o.first) == "the" {
				r.emit(l, o.first, o.last, Description, []int{o.actor}, "apposition")
			}
			l.take(o.first, o.last)
			return
		}
	}
	if p.plural {
		r.pluralOf[p.noun] = l.index
	}
	if p.plural || p.det == "both" || p.noun == "pair" || p.noun == "duo" || p.noun == "trio" {
		r.group(l, p)
		return
	}
	if p.named >= 0 || p.noun == "" {
		return
	}
	if p.det == "a" || p.det == "an" || p.det == "another" || p.det == "some" {
		if !r.attribute(l, p) && !(l.word(p.first-1) == "," && p.first > 1 && l.mention[p.first-2] >= 0) {
			r.indefinite(p.noun, l.index)
		}
		return
	}
	possessive := l.xpos(p.first) == "PRP$"
	if p.noun == "counterpart" {
		r.counterpart(l, p, possessive)
		return
	}
	if p.det != "the" && p.det != "'s" && !possessive {
		return
	}
	if possessive && !(r.list["states"][p.noun] && p.head == p.inner) {
		return
	}
	for i := p.inner; i < p.head; i++ {
		if picks[l.lower[i]] {
			return
		}
	}
	if l.word(p.last) == "or" {
		return // "the victim or victims"
	}
	if n, ok := r.pluralOf[p.noun]; ok && l.quote[p.head] != 0 && l.index-n <= 3 {
		return // one that stands for all of the kind
	}
	if r.attribute(l, p) || l.word(p.last) == "-" && l.word(p.last+1) != "old" {
		return
	}
	switch {
	case possessive:
		r.ownCountry(l, p)
	case r.age(l, &p):
		r.onlyPerson(l, p, unknown, "")
	case r.officePhrase(l, p):
	case r.personNoun(l, p):
	case r.statePhrase(l, p):
	case r.body(l, p):
	}
}

// picks are adjectives that pick one of several: "the last person" is nobody that was named.
var picks = set([]string{"last", "first", "second", "third", "fourth", "next", "other", "same", "previous", "only", "latest", "own", "entire", "whole", "average", "typical", "best", "top", "very", "different", "particular", "right"})

// take marks tokens as parts of a description that was read.
func (l *line) take(first, last int) {
	for i := first; i < last; i++ {
		l.taken[i] = true
	}
}

// resolved emits a description of a person and sees it.
func (r *resolver) resolved(l *line, first, last, actor int, why string) {
	if actor < 0 {
		r.emit(l, first, last, Description, nil, "")
	} else {
		r.emit(l, first, last, Description, []int{actor}, why)
		r.touch(actor, l.index)
	}
	if actor < 0 || r.actors[actor].Class == Person {
		o := r.occurrence(l, first, last)
		if actor >= 0 {
			o.actor = actor
		}
		r.see(o)
	}
	l.take(first, last)
}

// indefinite notes that one of many was spoken of: "a minister" makes "the minister" that one.
func (r *resolver) indefinite(noun string, sentence int) {
	r.lastOf[noun] = sentence
}

// blocked reports whether one of many was spoken of shortly before.
func (r *resolver) blocked(noun string, l *line) bool {
	s, ok := r.lastOf[noun]
	return ok && l.index-s <= 4
}

// restricted reports whether words behind a phrase tell which one is meant, though nobody read them.
func (r *resolver) restricted(l *line, next int) bool {
	switch w, x := l.word(next), l.xpos(next); {
	case w == "of":
		return true
	case x == "WP" || x == "WDT" || x == "WP$" || w == "that" && x != "IN":
		return true
	case w == "-" || x == "HYPH":
		return true
	case w == "in" || w == "at" || w == "to" || w == "from":
		k := next + 1
		if l.word(k) == "the" {
			k++
		}
		return k < len(l.mention) && l.mention[k] >= 0 && l.names[l.mention[k]].class != Date && l.names[l.mention[k]].class != Person
	}
	return false
}

// officePhrase resolves "the Iranian president", "Iran's president", "the president of Iran", "the president".
func (r *resolver) officePhrase(l *line, p phrase) bool {
	d, ok := r.officeIn(l, p.inner)
	if !ok || d.head != p.head {
		return false
	}
	if p.hasOwner {
		if p.code == "" && (p.owner < 0 || r.actors[p.owner].Class == Person) {
			return true // somebody's: not known
		}
		if d.owned {
			return true
		}
		d.code, d.body = p.code, -1
		if p.code == "" {
			d.body = p.owner
		}
		d.owned = true
	}
	last := max(p.last, d.next)
	if d.foreign || r.restricted(l, last) {
		r.resolved(l, p.first, p.last, -1, "")
		return true
	}
	// "the NHC president": a body's adjective that is a mention was read; other capitals tell something, too
	extra := r.extraWords(l, p.inner, p.head)
	actor, why := r.holderOf(l, d, extra)
	if actor < 0 {
		if len(r.nameless) == mostHolders {
			r.nameless = slices.Delete(r.nameless, 0, 1)
		}
		r.nameless = append(r.nameless, nameless{d.role, d.code, l.index})
	} else if d.owned {
		r.remember(holder{actor: actor, role: d.role, code: d.code, body: d.body, status: d.status, sentence: l.index}, d.generic)
	}
	r.resolved(l, p.first, last, actor, why)
	return true
}

// remember keeps an office that a description told.
func (r *resolver) remember(h holder, generic bool) {
	if generic {
		return
	}
	for _, x := range r.holders {
		if x.actor == h.actor {
			return
		}
	}
	r.addHolder(h)
}

// extraWords gives words of a phrase that are neither a country nor of an office and stand in capitals: "Soviet".
func (r *resolver) extraWords(l *line, first, head int) []string {
	var out []string
	for i := first; i < head; i++ {
		if unicode.IsUpper(firstRune(l.form[i])) && r.codeOf(l.form[i]) == "" && l.mention[i] < 0 {
			if _, n := r.officeAt(l, i); n > 0 {
				break
			}
			if _, ok := r.office.Status(l.form[i]); ok {
				continue
			}
			out = append(out, l.lower[i])
		}
	}
	return out
}

// holderOf gives the only person that holds an office as the article tells it, -1 where there is none or several. Whose
// office it is decides also where it is told later on.
func (r *resolver) holderOf(l *line, d readOffice, extra []string) (int, string) {
	actor, why, none := r.holderAmong(l, r.holders, d, extra)
	if none && d.owned {
		actor, why, _ = r.holderAmong(l, r.all, d, extra)
	}
	return actor, why
}

// holderAmong reports with none that nobody holds it.
func (r *resolver) holderAmong(l *line, holders []holder, d readOffice, extra []string) (actor int, why string, none bool) {
	var sure, maybe []int
	for _, h := range holders {
		if (h.status == "former") != (d.status == "former") || (h.status == "elect") != (d.status == "elect") {
			continue
		}
		same := d.body >= 0 && h.body == d.body && (heads[h.role] || heads[d.role])
		if !r.plays(h.role, d.role) && !same {
			continue
		}
		if region := r.list["region "+strings.Join(extra, " ")]; region != nil {
			if !region[strings.ToLower(h.code)] {
				continue
			}
		} else if len(extra) > 0 && !containsAll(h.words, extra) {
			continue
		}
		switch {
		case !d.owned || len(extra) > 0:
			sure = append(sure, h.actor)
		case d.body >= 0 && h.body == d.body || d.code != "" && h.code == d.code:
			sure = append(sure, h.actor)
		case h.code == "" && h.body < 0:
			maybe = append(maybe, h.actor)
		}
	}
	sure, maybe = distinct(sure), distinct(maybe)
	switch {
	case len(sure) == 1 && d.owned:
		return sure[0], "office and country", false
	case len(sure) == 1:
		if r.blocked(d.role, l) || r.blocked(lastWord(d.role), l) || r.general(l) {
			return -1, "", false
		}
		for _, n := range r.nameless {
			if r.plays(n.role, d.role) && l.index-n.sentence <= 3 && n.code != "" {
				return -1, "", false
			}
			// "the prime minister" stood there before one of another country was named
			if r.home != "" && n.code == "" && r.plays(n.role, d.role) && n.sentence < r.actors[sure[0]].first && r.foreign(sure[0]) {
				return -1, "", false
			}
		}
		if d.generic && d.role != "minister" && d.role != "secretary" && r.soleUnknown(l, unknown) >= 0 {
			return -1, "", false // the other may lead something, too
		}
		return sure[0], "only one of the office", false
	case len(sure) == 0 && len(maybe) == 1 && d.code != "":
		if r.linked(maybe[0], d.code) {
			return maybe[0], "office, and the country beside it", false
		}
	}
	return -1, "", len(sure) == 0
}

// foreign reports whether all offices of a person are of countries other than the article's own.
func (r *resolver) foreign(actor int) bool {
	return !slices.ContainsFunc(r.holders, func(h holder) bool { return h.actor == actor && (h.code == "" || h.code == r.home) })
}

// heads are the roles of who leads a body, whatever it calls him.
var heads = set([]string{"head", "leader", "chief", "boss"})

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func containsAll(words, of []string) bool {
	for _, w := range of {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

func distinct(ids []int) []int {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// general reports whether a sentence tells what holds for every holder: "Under the constitution the president must".
func (r *resolver) general(l *line) bool {
	if l.index > 0 && slices.Contains(r.lines[l.index-1].lower, "constitution") && slices.Contains(l.lower, "if") {
		return true
	}
	return slices.Contains(l.lower, "constitution") || slices.Contains(l.lower, "whoever") || slices.Contains(l.lower, "law") && slices.Contains(l.lower, "must")
}

// linked reports whether the sentence that first names a person names one country, or what is of it, and no other.
func (r *resolver) linked(actor int, code string) bool {
	l := r.lines[max(0, r.actors[actor].first)]
	found := false
	for _, n := range l.names {
		if n.actor < 0 || n.class == Person {
			continue
		}
		c := r.placeCode(n.actor)
		if c == "" || r.heldBySomebody(c, actor) {
			continue
		}
		if c != code {
			return false
		}
		found = true
	}
	return found
}

// heldBySomebody reports whether another person has an office of a country.
func (r *resolver) heldBySomebody(code string, but int) bool {
	for _, h := range r.holders {
		if h.code == code && h.actor != but {
			return true
		}
	}
	return false
}

// recent reports whether an entity was spoken of in the last sentences.
func (r *resolver) recent(actor int, l *line, sentences int) bool {
	a := r.actors[actor]
	return a.last >= 0 && l.index-a.last <= sentences
}

// soleUnknown gives the only person of the last sentences of whom the article told no office and nothing else, -1 where there
// is none or several.
func (r *resolver) soleUnknown(l *line, s sex) int {
	found := -1
	for k := len(r.seen) - 1; k >= 0; k-- {
		o := &r.seen[k]
		if l.index-o.sentence > 2 {
			break
		}
		if o.actor < 0 {
			if s == unknown || o.sex == unknown || o.sex == s {
				return -1
			}
			continue
		}
		if o.actor == found || r.known(o.actor) {
			continue
		}
		if x := r.actors[o.actor].sex(); s != unknown && x != unknown && x != s {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = o.actor
	}
	return found
}

// known reports whether the article told an office or a noun of a person.
func (r *resolver) known(actor int) bool {
	return r.told[actor]
}

// age reads "the 52-year-old".
func (r *resolver) age(l *line, p *phrase) bool {
	if strings.HasSuffix(p.noun, "-year-old") {
		return true
	}
	if p.noun == "year" && l.word(p.head+1) == "-" && l.word(p.head+2) == "old" && !nounLike(l.xpos(p.head+3)) {
		p.last, p.head = p.head+3, p.head+2
		return true
	}
	return false
}

// onlyPerson resolves a description that may be of anybody, where one person alone is spoken of.
func (r *resolver) onlyPerson(l *line, p phrase, s sex, noun string) {
	actor := -1
	if !r.blocked(noun, l) || noun == "" {
		if noun == "" || r.list["near"][noun] {
			actor = r.soleNear(l, s)
		} else {
			actor = r.soleUnknown(l, s)
		}
	}
	if actor >= 0 && !r.recent(actor, l, 2) {
		actor = -1
	}
	r.resolved(l, p.first, p.last, actor, "only person that fits")
}

// soleNear gives the only person of the last sentences, with an office or without.
func (r *resolver) soleNear(l *line, s sex) int {
	found := -1
	for k := len(r.seen) - 1; k >= 0 && l.index-r.seen[k].sentence <= 2; k-- {
		o := &r.seen[k]
		if o.actor < 0 {
			return -1
		}
		if found >= 0 && o.actor != found {
			return -1
		}
		found = o.actor
	}
	return found
}

// personNoun resolves "the trader", "the Danish lawmaker", by what stood beside a name, and "the activist" by there being
// only one person.
func (r *resolver) personNoun(l *line, p phrase) bool {
	s := r.nounSex(p.noun)
	learnt := false
	var sure []int
	code, i := r.stateAt(l, p.inner, p.head)
	inner := i
	for inner < p.head && (l.xpos(inner) == "JJ" || l.xpos(inner) == "VBN" || l.xpos(inner) == "HYPH" || l.xpos(inner) == "CD") {
		inner++
	}
	former := false
	if st, ok := r.office.Status(l.form[p.inner]); ok && st.Of == "former" {
		former = true
	}
	for _, h := range r.holders {
		if !samePost(h.role, p.noun) {
			continue
		}
		learnt = true
		if (h.status == "former") != former || code != "" && h.code != code || inner < p.head && !containsAll(h.words, l.lower[inner:p.head]) {
			continue
		}
		sure = append(sure, h.actor)
	}
	if !learnt && s == unknown && !r.list["person"][p.noun] {
		return false
	}
	if p.hasOwner || r.restricted(l, p.last) {
		r.resolved(l, p.first, p.last, -1, "")
		return true
	}
	if sure = distinct(sure); len(sure) == 1 && !r.blocked(p.noun, l) {
		r.resolved(l, p.first, p.last, sure[0], "noun beside the name")
		return true
	}
	if len(sure) == 0 && p.head == p.inner && !r.list["kin"][p.noun] && !r.list["anybody"][p.noun] && !l.taken[p.head] {
		r.onlyPerson(l, p, s, p.noun)
		return true
	}
	r.resolved(l, p.first, p.last, -1, "")
	return true
}

// samePost reports whether a noun may stand for a role: "driver" for "train driver", never "president" for "vice president".
func samePost(role, noun string) bool {
	if role == noun {
		return true
	}
	rest, ok := strings.CutSuffix(role, " "+noun)
	return ok && !strings.HasPrefix(rest, "vice") && !strings.HasPrefix(rest, "deputy") && !strings.HasPrefix(rest, "assistant")
}

// counterpart resolves "his Iranian counterpart": who holds in Iran what the one before holds elsewhere.
func (r *resolver) counterpart(l *line, p phrase, possessive bool) {
	base := -1
	switch {
	case possessive:
		base = r.actorAt(l, p.first)
	case p.hasOwner:
		base = p.owner
	case p.det == "the":
		base = none
	}
	code, _ := r.stateAt(l, p.inner, p.head)
	extra := r.extraWords(l, p.inner, p.head)
	found := -1
	if base >= 0 {
		found = r.peerOf(base, code, extra)
	}
	if found < 0 && code != "" && possessive && base < 0 {
		// whoever it is: the office is one of those that the article tells of this country
		var those []int
		for _, h := range r.holders {
			if h.code == code && h.status != "former" && r.twin(h) {
				those = append(those, h.actor)
			}
		}
		if those = distinct(those); len(those) == 1 {
			found = those[0]
		}
	}
	r.resolved(l, p.first, p.last, found, "same office, other country")
}

// peerOf gives the only person with an office of base elsewhere.
func (r *resolver) peerOf(base int, code string, extra []string) int {
	if found, none := r.peerAmong(r.holders, base, code, extra); !none || code == "" {
		return found
	}
	found, _ := r.peerAmong(r.all, base, code, extra)
	return found
}

func (r *resolver) peerAmong(holders []holder, base int, code string, extra []string) (found int, none bool) {
	var those []int
	for _, b := range r.all {
		if b.actor != base || b.status == "former" {
			continue
		}
		for _, h := range holders {
			if h.actor == base || h.status == "former" || !r.peer(h.role, b.role) {
				continue
			}
			switch {
			case len(extra) > 0 && !containsAll(h.words, extra):
			case code != "" && h.code != code:
			case code == "" && len(extra) == 0 && h.code == b.code && h.code != "":
			default:
				those = append(those, h.actor)
			}
		}
	}
	if those = distinct(those); len(those) == 1 {
		return those[0], false
	}
	return -1, len(those) == 0
}

// twin reports whether somebody holds the same office elsewhere.
func (r *resolver) twin(h holder) bool {
	return slices.ContainsFunc(r.holders, func(x holder) bool {
		return x.actor != h.actor && r.peer(x.role, h.role) && x.code != h.code && x.status != "former"
	})
}

// ownCountry resolves "his country" through the office of whom the pronoun means.
func (r *resolver) ownCountry(l *line, p phrase) {
	actor := -1
	if base := r.actorAt(l, p.first); base >= 0 {
		codes := map[string]bool{}
		for _, h := range r.holders {
			if h.actor == base && h.code != "" {
				codes[h.code] = true
				actor = r.state(h.code)
			}
		}
		if len(codes) != 1 {
			actor = -1
		}
	}
	if actor >= 0 {
		r.emit(l, p.first, p.last, Description, []int{actor}, "country of the office")
		r.touch(actor, l.index)
	} else {
		r.emit(l, p.first, p.last, Description, nil, "")
	}
}

// state gives the entity of a country, -1 where the article does not name it.
func (r *resolver) state(code string) int {
	if code == "" {
		return -1
	}
	for _, i := range r.states {
		if a := r.actors[i]; a.country && a.code == code {
			return i
		}
	}
	return -1
}

// statePhrase resolves "the country", "the kingdom", "the capital".
func (r *resolver) statePhrase(l *line, p phrase) bool {
	states, realm := r.list["states"][p.noun], r.list["realms"][p.noun]
	if !states && !realm && p.noun != "capital" && p.noun != "state" {
		return false
	}
	if p.hasOwner || r.restricted(l, p.last) {
		return true
	}
	var fit []int
	extra := p.head - p.inner
	for _, i := range r.states {
		a := r.actors[i]
		if a.last < 0 {
			continue
		}
		switch {
		case p.noun == "capital":
			if c, ok := r.office.Capital(a.Name); ok && a.Class != Person && !a.country && c.Code != "" && extra == 0 {
				fit = append(fit, i)
			}
		case !a.country:
		case realm:
			s, _ := r.office.CountryOf(a.code)
			if strings.Contains(strings.ToLower(s.Official+" "+s.Name), p.noun) {
				fit = append(fit, i)
			}
		default:
			fit = append(fit, i)
		}
	}
	if region := r.list["region "+strings.ToLower(strings.Join(l.form[p.inner:p.head], " "))]; region != nil && !realm && p.noun != "capital" {
		fit = slices.DeleteFunc(fit, func(i int) bool { return !region[strings.ToLower(r.actors[i].code)] })
		extra = 0
		states = false
	} else if extra > 0 && p.noun != "capital" {
		// "the Gulf state", "the Islamic republic"
		words := strings.ToLower(strings.Join(l.form[p.inner:p.last], " "))
		named := slices.DeleteFunc(slices.Clone(fit), func(i int) bool {
			s, _ := r.office.CountryOf(r.actors[i].code)
			return !strings.Contains(strings.ToLower(s.Official), words)
		})
		if len(named) > 0 {
			fit = named
		} else {
			fit = nil
		}
	} else if p.noun == "state" {
		fit = nil
	}
	actor := -1
	why := "only " + p.noun + " of the article"
	if len(fit) == 1 && r.recent(fit[0], l, 5) {
		actor = fit[0]
		if states {
			// peoples count, too
			for _, i := range r.states {
				if a := r.actors[i]; a.Class == NORP && a.code != "" && a.code != r.actors[actor].code && a.last >= 0 {
					actor = -1
					break
				}
			}
		}
	}
	if actor < 0 && len(fit) > 1 && states && extra == 0 {
		if actor = r.soleState(l, p.first); actor >= 0 {
			why = "only country of the last sentences"
		}
	}
	if actor >= 0 {
		r.emit(l, p.first, p.last, Description, []int{actor}, why)
		r.touch(actor, l.index)
	} else {
		r.emit(l, p.first, p.last, Description, nil, "")
	}
	l.take(p.first, p.last)
	return true
}

// soleState gives the only country of this sentence before token i and the one before, where it is a subject there.
func (r *resolver) soleState(l *line, i int) int {
	found := ""
	subject := false
	for _, m := range r.lines[max(0, l.index-1) : l.index+1] {
		for _, n := range m.names {
			if n.actor < 0 || m.index == l.index && n.first > i {
				continue
			}
			c := r.placeCode(n.actor)
			if c == "" {
				continue
			}
			if found != "" && found != c {
				return -1
			}
			found = c
			subject = subject || r.actors[n.actor].country && r.clauseOf(m, n.first, n.last).subject
		}
	}
	if !subject {
		return -1
	}
	return r.state(found)
}

// body resolves "the ministry", "the group", "the company", "the Lebanese party" by the nouns of the names of the article,
// and by there being only one body.
func (r *resolver) body(l *line, p phrase) bool {
	noun := spell(p.noun)
	learnt := false
	var sure, only []int // by a noun; by being the only one
	code, next := p.code, p.inner
	if c, k := r.stateAt(l, p.inner, p.head); c != "" {
		code, next = c, k
	}
	words := strings.ToLower(strings.Join(l.form[next:p.last], " "))
	for _, i := range r.near {
		a := r.actors[i]
		if a.country {
			continue
		}
		holds := r.holds(a, noun)
		learnt = learnt || holds
		if code != "" && a.code != code && (a.code != "" || !holds) {
			continue
		}
		if holds && (next == p.head || a.nouns[words] || r.nameHolds(a, words)) || !holds && next < p.head && a.nouns[words] {
			learnt = true
			sure = append(sure, i)
		}
		if a.Class == Organization && l.index-a.last <= 2 && r.noOther(a, noun) {
			only = append(only, i)
		}
	}
	isBody := r.list["bodies"][noun] || r.list["company nouns"][noun] || bodyKinds[noun]
	if !learnt && !isBody {
		return false
	}
	actor, why := -1, ""
	switch {
	case p.hasOwner && code == "" || r.restricted(l, p.last) || r.blocked(noun, l):
	case len(sure) == 1 && !r.joinedBody(l, sure[0]):
		actor, why = sure[0], "noun of the name"
	case len(sure) == 0 && len(only) == 1 && next == p.head && code == "" && r.list["any body"][noun] && r.soleBody(l, only[0]):
		actor, why = only[0], "only body that fits"
	}
	if actor >= 0 && !r.recent(actor, l, 12) {
		actor = -1
	}
	if actor >= 0 {
		r.emit(l, p.first, p.last, Description, []int{actor}, why)
		r.touch(actor, l.index)
	} else {
		r.emit(l, p.first, p.last, Description, nil, "")
	}
	l.take(p.first, p.last)
	return true
}

// joinedBody reports whether the last sentence that names a body joins another to it: "X Bank and Y Savings".
func (r *resolver) joinedBody(l *line, actor int) bool {
	m := r.lines[r.actors[actor].last]
	if m.index == l.index || len(r.actors[actor].nouns) > 0 {
		return false
	}
	for i := 0; i+1 < len(m.names); i++ {
		a, b := m.names[i], m.names[i+1]
		if (a.actor == actor || b.actor == actor) && a.actor >= 0 && b.actor >= 0 && r.actors[a.actor].Class == Organization && r.actors[b.actor].Class == Organization && r.conjunct(m, a.last, b.first) {
			return true
		}
	}
	return false
}

var bodyKinds = set([]string{"lender", "broadcaster", "publisher", "watchdog", "union", "body"})

// spell gives one spelling of nouns that have two.
func spell(noun string) string {
	switch noun {
	case "organization":
		return "organisation"
	case "center":
		return "centre"
	}
	return noun
}

// holds reports whether a noun may stand for a body by its name, by what stood beside it, or by what the gazetteer knows.
func (r *resolver) holds(a *actor, noun string) bool {
	isBody := r.list["bodies"][noun] || r.list["company nouns"][noun] || bodyKinds[noun]
	if a.nouns[noun] && (isBody || r.agentive(noun) && a.Class == Organization || r.list["places"][noun] && a.Class == Location) {
		return true
	}
	for _, s := range a.spellings {
		if isBody && spell(headNoun(s)) == noun {
			return true
		}
	}
	if _, ok := r.office.ArmedGroup(a.Name); ok && r.list["armed"][noun] {
		return true
	}
	if b, ok := r.office.Body(a.Name); ok {
		switch noun {
		case "bloc", "alliance", "watchdog":
			if r.list[noun][b.Name] || r.list[noun][a.Name] {
				return true
			}
		case "organisation", "body":
			return true
		}
	}
	return r.isCompany(a) && (r.list["company nouns"][noun] && (noun == "company" || noun == "firm") || noun == "group" && a.nouns["company"]) ||
		a.nouns["company"] && noun == "firm" || a.nouns["firm"] && noun == "company" || noun == "lender" && strings.Contains(" "+fold(a.Name)+" ", " bank ") ||
		noun == "broadcaster" && strings.HasPrefix(fold(a.Name), "radio") || noun == "airline" && strings.HasPrefix(fold(a.Name), "air ")
}

// isCompany reports whether a name ends as companies' do or a noun for one stood beside it.
func (r *resolver) isCompany(a *actor) bool {
	for n := range a.nouns {
		if r.list["company nouns"][n] {
			return true
		}
	}
	for _, s := range a.spellings {
		if r.list["company words"][lastWord(s)] {
			return true
		}
	}
	return false
}

// nameHolds reports whether the words of a description stand in a name.
func (r *resolver) nameHolds(a *actor, words string) bool {
	for _, s := range a.spellings {
		if strings.Contains(" "+s+" ", " "+words+" ") {
			return true
		}
	}
	return false
}

// headNoun gives the head of a folded name: the last word before "of" or "for".
func headNoun(s string) string {
	for _, of := range []string{" of ", " for ", " in ", " against ", " ("} {
		if i := strings.Index(s, of); i > 0 {
			s = s[:i]
		}
	}
	return lastWord(s)
}

// noOther reports whether a body's name tells no other kind of body.
func (r *resolver) noOther(a *actor, noun string) bool {
	for n := range a.nouns {
		if r.list["bodies"][n] && n != noun {
			return false
		}
	}
	for _, s := range a.spellings {
		if h := spell(headNoun(s)); (r.list["bodies"][h] || bodyKinds[h]) && h != noun {
			return false
		}
	}
	_, known := r.office.Body(a.Name)
	_, seat := r.office.Seat(a.Name)
	_, armed := r.office.ArmedGroup(a.Name)
	return !known && !seat && !armed
}

// soleBody reports whether no other organization was spoken of in the last sentences, and this one was a subject.
func (r *resolver) soleBody(l *line, actor int) bool {
	subject := false
	for _, m := range r.lines[max(0, l.index-2) : l.index+1] {
		for _, n := range m.names {
			if n.actor < 0 || r.actors[n.actor].Class != Organization && n.class != Miscellaneous && n.class != Facility {
				continue
			}
			if n.actor != actor {
				return false
			}
			subject = subject || m.index < l.index && r.clauseOf(m, n.first, n.last).main
		}
	}
	return subject
}

// readNouns reads what stands beside the name of a body or a place: "the retailer Mercado Sul", "Hamas, the militant group,",
// "the province of Badakhshan".
func (r *resolver) readNouns(l *line, i int) {
	n := l.names[i]
	if n.class == Person || n.class == NORP || r.actors[n.actor].country {
		return
	}
	a := r.actors[n.actor]
	if k := n.first - 1; k >= 0 && l.mention[k] < 0 && (l.xpos(k) == "NN" || k == 0 && noun(l.xpos(k))) {
		a.learnNoun(spell(l.lower[k]))
		if k > 0 && (l.xpos(k-1) == "NN" || l.xpos(k-1) == "VBG" || l.xpos(k-1) == "JJ") && l.mention[k-1] < 0 {
			a.learnNoun(l.lower[k-1] + " " + l.lower[k])
		}
	}
	if k := n.first - 2; k > 0 && l.word(k+1) == "of" && l.xpos(k) == "NN" && l.word(k-1) == "the" && n.class == Location {
		a.learnNoun(l.lower[k])
	}
	if j := n.last; l.word(j) == "," || l.word(j) == "(" {
		j++
		if l.word(j) == "a" || l.word(j) == "an" || l.word(j) == "the" {
			if p, _ := r.phraseAt(l, j); p.head >= 0 && !p.plural && l.mention[p.head] < 0 && p.noun != "" && p.named < 0 {
				a.learnNoun(spell(p.noun))
			}
		}
	}
}

func (a *actor) learnNoun(n string) {
	if len(a.nouns) < 8 {
		a.nouns[n] = true
	}
}
