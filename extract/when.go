package extract

import (
	"slices"
	"strings"
	"time"

	"newsgraph/nlp"
)

// When an act was, and where. An expression of time dates the act in whose clause it stands, or whose noun it is below, and no
// other: not one that another clause tells, not one that a verb of saying dates. What may belong to either dates neither.

// dating is what dates the act at a token.
type dating struct {
	at      int   // token of the act
	moments []int // expressions of time, by their numbers
	began   bool  // the act happened at the beginning of the stretch: "since 28 February, when Israel attacked"
	counted *counted
}

// counted is an act whose day is counted from that of another: "a day after speaking with X".
type counted struct {
	from  dating
	days  int
	near  bool // hours or minutes: about the same day
	words nlp.Span
}

// momentHead gives the token by which an expression of time hangs in the tree.
func (s *sentence) momentHead(m int) int {
	for i := range s.Tokens {
		if s.timeAt[i] != m {
			continue
		}
		if h := s.head(i); (h < 0 || s.timeAt[h] != m) && s.rel(i) != "case" && s.rel(i) != "punct" {
			return i
		}
	}
	for i := range s.Tokens {
		if s.timeAt[i] == m {
			return i
		}
	}
	return 0
}

// heldClause gives the predicate of the clause that token i stands in; other than to clauseOf, that of an open complement is one.
func (s *sentence) heldClause(i int) int {
	for range len(s.Tokens) {
		if s.opensClause(i) || s.head(i) < 0 || s.rel(i) == "xcomp" && s.isPredicate(i) {
			return i
		}
		i = s.head(i)
	}
	return i
}

// usable reports whether an expression of time can date anything by itself.
func (s *sentence) usable(m int) bool {
	first := -1
	for i := range s.Tokens {
		if s.timeAt[i] == m {
			first = i
			break
		}
	}
	if first < 0 {
		return false
	}
	for i := first; i < len(s.Tokens) && s.timeAt[i] == m; i++ {
		if k := s.nameAt[i]; k >= 0 && (s.timeAt[s.names[k].first] != m || s.timeAt[s.names[k].last-1] != m) {
			return false // "the Friday Times"
		}
	}
	if first > 0 && inDates("no days", s.words[first-1]) && !s.possessive(m) {
		return false // "before Friday": some other day
	}
	if s.moments[m].bound == Since {
		for i := max(0, first-6); i < first; i++ {
			if s.words[i] == "first" || s.tag(i) == "JJS" || s.tag(i) == "RBS" {
				return false // "the biggest raid since 2024"
			}
		}
	}
	return true
}

// possessive reports whether an expression of time owns the noun behind it: "Monday's attack".
func (s *sentence) possessive(m int) bool {
	for i := range s.Tokens {
		if s.timeAt[i] == m && (i+1 == len(s.Tokens) || s.timeAt[i+1] != m) {
			return i+1 < len(s.Tokens) && s.tag(i+1) == "POS"
		}
	}
	return false
}

// isEvent reports whether a noun names something that has a day of its own.
func (r *reader) isEvent(s *sentence, n int) bool {
	return isNoun(s.tag(n)) && s.timeAt[n] < 0 && s.nameAt[n] < 0 &&
		(in("acts", s.words[n]) || in("deeds", s.words[n]) || inDates("events", s.lemma(n)) || len(r.nounRules(s, n)) > 0)
}

// ownTimes gives the expressions of time that date the predicate v in its own clause.
func (r *reader) ownTimes(s *sentence, v int) []int {
	var out []int
	for m := range s.moments {
		if h := s.momentHead(m); s.heldClause(h) == v && s.usable(m) && r.reaches(s, m, h, v) {
			out = append(out, m)
		}
	}
	return out
}

// reaches reports whether the expression of time m with head h, below predicate v, is one of v and not of a noun between them.
func (r *reader) reaches(s *sentence, m, h, v int) bool {
	mo := s.moments[m]
	for n, x := 0, s.head(h); x >= 0 && x != v && n < deepest; n, x = n+1, s.head(x) {
		if !isNoun(s.tag(x)) || s.timeAt[x] == m {
			continue
		}
		inside := s.rel(x) == "obl" && s.head(x) == v && inDates("inside", s.preposition(x)) || r.hangsLow(s, x, v)
		switch {
		case inside && mo.bound == "":
			return true // "in a call on Friday", "at Friday's meeting"
		case mo.bound != "", s.possessive(m), mo.attributive:
			return false
		case r.isEvent(s, x):
			if s.rel(x) == "nsubj" && s.head(x) == v && inDates("effects", s.lemma(v)) {
				continue // "a strike on Friday killed five"
			}
			if s.rel(x) == "obj" && s.head(x) == v && s.carries(v) {
				continue // "held talks on Friday"
			}
			return false
		case s.nameAt[x] >= 0 && s.names[s.nameAt[x]].person():
			// "met Modi in December": to the parser it may hang on the name
		case mo.unit == unitMonth || mo.unit == unitYear:
			if s.rel(x) != "obj" || s.start(m) < s.Tokens[x].Start || !s.closes(m) {
				return false // "the elections of 2024"
			}
		case s.start(m) < s.Tokens[x].Start:
			return false // "the Friday mosque"
		}
	}
	return true
}

// carries reports whether a verb tells that the act of its noun happens: "held talks", "signed an agreement", "took place".
func (s *sentence) carries(v int) bool {
	return in("lights", s.lemma(v)) || inDates("occurring", s.lemma(v)) || inDates("making", s.lemma(v))
}

// hangsLow reports whether a phrase with an event, "in Saturday's election", is one of predicate v though it hangs on a phrase of it
// to the parser: "beat him by nine points in Saturday's election".
func (r *reader) hangsLow(s *sentence, x, v int) bool {
	o := s.head(x)
	return s.rel(x) == "nmod" && s.head(o) == v && s.rel(o) == "obl" && inDates("inside", s.preposition(x)) && r.isEvent(s, x) && isNoun(s.tag(o)) && s.nameAt[o] < 0 && !r.isEvent(s, o)
}

// scene gives the participle that tells where and when a predicate was said: "Speaking in Jakarta on Sunday, he condemned", -1
// where none does.
func (s *sentence) scene(v int) int {
	for _, c := range s.own(v, "advcl") {
		if c < v && s.tag(c) == "VBG" && s.mark(c) == "" && inDates("scenes", s.lemma(c)) {
			return c
		}
	}
	return -1
}

func (s *sentence) start(m int) int { return s.moments[m].Start }

// closes reports whether nothing but a mark follows an expression of time.
func (s *sentence) closes(m int) bool {
	for i := range s.Tokens {
		if s.Tokens[i].Start >= s.moments[m].End {
			return s.upos(i) == "PUNCT"
		}
	}
	return true
}

// timesOf gives what dates the act that the predicate v tells.
func (r *reader) timesOf(s *sentence, v int) dating { return r.timesBelow(s, v, 0) }

func (r *reader) timesBelow(s *sentence, v, depth int) dating {
	d := dating{at: v, moments: r.ownTimes(s, v)}
	if len(d.moments) > 0 || depth > deepest {
		return d
	}
	if c := s.scene(v); c >= 0 {
		if d.moments = r.ownTimes(s, c); len(d.moments) > 0 {
			return d
		}
	}
	if m := s.momentOfWhen(v); m >= 0 {
		d.moments, d.began = []int{m}, true
		return d
	}
	g := s.head(v)
	switch {
	case g < 0:
	case s.rel(v) == "xcomp" || s.rel(v) == "ccomp" && s.infinitive(v) || s.rel(v) == "advcl" && s.infinitive(v) && inDates("scheduling", s.lemma(g)):
		switch {
		case s.inForms("actual", g), s.inForms("refused", g), s.inForms("beginnings", g), inDates("scheduling", s.lemma(g)):
			d.moments = r.timesBelow(s, g, depth+1).moments
		default:
			// "vowed to attack on Friday", where the parser lets the day hang on the vow
			for _, m := range r.ownTimes(s, g) {
				if s.start(m) > s.Tokens[v].Start && s.inForms("planned", g) {
					d.moments = append(d.moments, m)
				}
			}
		}
	case s.rel(v) == "conj" && s.isPredicate(g):
		d.moments = r.sharedTimes(s, v, g, depth)
	case s.relative(v) && isNoun(s.tag(g)) && (in("deeds", s.words[g]) || in("acts", s.words[g])) && s.tag(v) == "VBD":
		d.moments = r.timesBelowNoun(s, g) // "an operation on Friday, which targeted X"
	case s.rel(v) == "advcl" && s.tag(v) == "VBG" && v > g && s.mark(v) == "" && inDates("effects", s.lemma(v)) && s.isPredicate(g):
		d.moments = r.timesBelow(s, g, depth+1).moments // "attacked Iran on Friday, killing five"
	}
	if len(d.moments) == 0 {
		d.counted = r.countedFrom(s, v, depth)
	}
	return d
}

// sharedTimes gives the expressions of time that the predicate v shares with g, to which it is joined: those before the verb.
func (r *reader) sharedTimes(s *sentence, v, g, depth int) []int {
	for _, a := range s.own(v, "advmod") {
		if inDates("another time", s.words[a]) {
			return nil
		}
	}
	modal := func(p int) bool {
		for _, a := range s.own(p, "aux") {
			if s.tag(a) == "MD" {
				return true
			}
		}
		return false
	}
	if modal(v) != modal(g) || s.tag(v) != s.tag(g) && modal(v) == modal(g) && !(isVerb(s.tag(v)) && isVerb(s.tag(g))) {
		return nil
	}
	first := s.Tokens[g].Start
	if subjects := s.own(v, "nsubj"); len(subjects) > 0 {
		// another subject: only what stands before the whole sentence is said of both
		for _, e := range s.down[g] {
			if e.own && base(e.rel) == "nsubj" {
				first = min(first, s.Tokens[e.to].Start)
			}
		}
	}
	var out []int
	for _, m := range r.timesBelow(s, g, depth+1).moments {
		if s.start(m) < first {
			out = append(out, m)
		}
	}
	return out
}

// momentOfWhen gives the expression of time that the clause of v explains: "on 28 February, when Israel attacked Iran".
func (s *sentence) momentOfWhen(v int) int {
	if s.mark(v) != "when" {
		return -1
	}
	for _, c := range s.down[v] {
		if s.words[c.to] != "when" || !c.own {
			continue
		}
		i := c.to - 1
		if s.word(i) == "," {
			i--
		}
		if i >= 0 && s.timeAt[i] >= 0 {
			return s.timeAt[i]
		}
	}
	return -1
}

// measure reads a stretch of time that ends before token k: "a day" after, "hours" before.
func (s *sentence) measure(k int) (first, days int, near, ok bool) {
	u := k - 1
	if u < 0 {
		return 0, 0, false, false
	}
	r := dateReader{w: datesLexicon(), items: dateItems(s.text, nlp.Span{Start: s.Tokens[max(0, u-1)].Start, End: s.Tokens[u].End})}
	n := len(r.items)
	switch {
	case inDates("near", s.words[u]):
		return u, 0, true, true
	case n < 2 || u == 0:
		return 0, 0, false, false
	}
	count, unit := r.count(n-2), r.unitDays(n-1)
	if count < 1 || unit != 1 {
		return 0, 0, false, false
	}
	return u - 1, count, false, true
}

// countedFrom gives the act from which the day of the act at token v is counted.
func (r *reader) countedFrom(s *sentence, v, depth int) *counted {
	if depth > 2 {
		return nil
	}
	for k := range s.Tokens {
		sign := 0
		switch s.words[k] {
		case "after", "following":
			sign = 1
		case "before":
			sign = -1
		default:
			continue
		}
		first, days, near, ok := s.measure(k)
		if !ok {
			continue
		}
		other := s.head(k) // what stands behind "after"
		if other < k {
			continue
		}
		main := s.head(other)
		if main >= first && main < k {
			main = s.head(main) // it hangs on the "day" to the parser
		}
		if main < 0 {
			continue
		}
		main = s.heldClause(main)
		c := &counted{near: near, words: s.span(first, k+1)}
		switch v {
		case main:
			c.from, c.days = r.timesOfAct(s, other, depth+1), sign*days
		case other:
			c.from, c.days = r.timesOfAct(s, main, depth+1), -sign*days
		default:
			continue
		}
		if len(c.from.moments) == 0 {
			continue
		}
		return c
	}
	return nil
}

func (r *reader) timesOfAct(s *sentence, i, depth int) dating {
	if s.isPredicate(i) || !isNoun(s.tag(i)) {
		return r.timesBelow(s, i, depth)
	}
	return dating{at: i, moments: r.timesBelowNoun(s, i)}
}

// timesBelowNoun gives the expressions of time below the noun of an act, up to those that may as well belong to its verb.
func (r *reader) timesBelowNoun(s *sentence, n int) []int {
	var out []int
	for m := range s.moments {
		h := s.momentHead(m)
		if h == n || !s.under(h, n) || !s.usable(m) || s.moments[m].bound != "" && s.rel(n) != "root" {
			continue
		}
		below := true
		for x := h; x != n && x >= 0; x = s.head(x) {
			if s.opensClause(x) || x != h && (r.isEvent(s, x) || !s.passes(m, x)) {
				below = false
				break
			}
		}
		if below && !r.maybeOfVerb(s, m, n) {
			out = append(out, m)
		}
	}
	return out
}

// passes reports whether an expression of time below noun x may date the act above it: "strikes on an airport on Friday", "a call
// with Modi in May", but not "a visit since the start of his term in May".
func (s *sentence) passes(m, x int) bool {
	if !isNoun(s.tag(x)) || s.timeAt[x] == m || s.nameAt[x] >= 0 {
		return true
	}
	u := s.moments[m].unit
	return u != unitMonth && u != unitYear && !inDates("no days", s.preposition(x)) && !s.possessive(m)
}

// maybeOfVerb reports whether an expression of time behind a noun may as well tell when the verb was: "condemned the attack on Friday".
func (r *reader) maybeOfVerb(s *sentence, m, n int) bool {
	if s.start(m) < s.Tokens[n].Start || s.rel(n) != "obj" && s.rel(n) != "obl" {
		return false
	}
	v := s.head(n)
	if v < 0 || s.carries(v) || inDates("effects", s.lemma(v)) {
		return false
	}
	if s.rel(n) == "obl" && (inDates("inside", s.preposition(n)) || n < v || inDates("no days", s.preposition(n))) {
		return false
	}
	for i := range s.Tokens {
		if s.Tokens[i].Start >= s.moments[m].End && s.head(i) == n && s.upos(i) != "PUNCT" {
			return false // "the attack on Friday on a school"
		}
		if s.Tokens[i].Start >= s.moments[m].End && s.timeAt[i] < 0 && s.under(i, n) && s.rel(i) == "nmod" {
			return false
		}
	}
	return true
}

// timesOfNoun gives what dates the act that a noun names: what stands below it, else what dates the verb that tells of it.
func (r *reader) timesOfNoun(s *sentence, n, light int) dating {
	d := dating{at: n, moments: r.timesBelowNoun(s, n)}
	if len(d.moments) > 0 {
		return d
	}
	if light >= 0 && s.rel(light) != "cop" && !(s.rel(n) == "obl" && inDates("no days", s.preposition(n))) {
		d = r.timesOf(s, light)
		if len(d.moments) > 0 || d.counted != nil {
			return d
		}
		return dating{at: n}
	}
	for _, c := range s.own(n, "acl") {
		if s.carries(c) {
			if d.moments = r.ownTimes(s, c); len(d.moments) > 0 {
				d.at = c
				return d
			}
		}
	}
	g := s.head(n)
	switch {
	case g < 0 || s.rel(n) == "root":
		d.moments = r.ownTimes(s, n)
	case s.rel(n) == "nsubj" && (inDates("occurring", s.lemma(g)) || inDates("effects", s.lemma(g)) || s.inForms("beginnings", g) || s.inForms("called off", g) || s.passive(g) && in("lights", s.lemma(g))),
		s.rel(n) == "obl" && inDates("effects", s.lemma(g)) && (s.preposition(n) == "in" || s.preposition(n) == "by" || s.preposition(n) == "during"),
		s.rel(n) == "obl" && (s.preposition(n) == "in" || s.preposition(n) == "during") && s.isPredicate(g):
		if d = r.timesOf(s, g); len(d.moments) > 0 {
			return d
		}
		d = dating{at: n}
	}
	if len(d.moments) == 0 {
		d.counted = r.countedFrom(s, n, 0)
	}
	return d
}

// when resolves what dates an act: a day before anything wider. Two days that differ are none.
func (r *reader) when(s *sentence, d dating, m mood) *When {
	at := r.tenseOf(s, d.at, m)
	var best *When
	kept := -1
	direct := slices.ContainsFunc(d.moments, func(t int) bool { return !s.moments[t].anaphoric })
	for _, t := range d.moments {
		if direct && s.moments[t].anaphoric {
			continue // "met Putin in August and Zelensky three days later"
		}
		w := r.resolve(s, t, d, at)
		switch {
		case best == nil || rank(w) < rank(best):
			best, kept = w, t
		case rank(w) > 0 || rank(best) > 0 || w.Start == nil || best.Start == nil || *w.Start == *best.Start:
		case s.apart(d.at, t) && !s.apart(d.at, kept):
			// "accused Russia on Friday of shelling Kharkiv on Tuesday"
		case s.apart(d.at, kept) && !s.apart(d.at, t):
			best, kept = w, t
		default:
			return nil
		}
	}
	if best == nil && d.counted != nil {
		return r.count(s, d.counted)
	}
	return best
}

// apart reports whether another verb stands between the act at token v and an expression of time.
func (s *sentence) apart(v, m int) bool {
	h := s.momentHead(m)
	for i := min(v, h) + 1; i < max(v, h); i++ {
		if s.upos(i) == "VERB" {
			return true
		}
	}
	return false
}

// rank orders times from narrow to wide.
func rank(w *When) int {
	switch w.Precision {
	case Day, Weekday:
		return 0
	case Range:
		return 1
	case Week:
		return 2
	case Month:
		return 3
	case Year:
		return 4
	}
	return 5
}

// resolve counts one expression of time from the day that it is told on.
func (r *reader) resolve(s *sentence, t int, d dating, at tense) *When {
	mo := s.moments[t]
	if d.began {
		mo.bound = ""
		if mo.to != nil {
			mo.to = nil
		}
	}
	from := r.today
	switch {
	case mo.anaphoric:
		if from = r.narrated(s, t); from != "" {
			mo.anaphoric = false
		}
	case mo.unit == unitWeekday && at != unclear, mo.rel && mo.unit == unitDay && s.quoted[s.momentHead(t)]:
		if day := r.toldOn(s, d.at, t); day != "" {
			from = day
		} else if mo.rel {
			mo.approx = true // "We met today": the day of the saying, which is not said
		}
	}
	return mo.resolve(r.text, from, at)
}

// count gives the day that is counted from another act.
func (r *reader) count(s *sentence, c *counted) *When {
	w := r.when(s, c.from, plain())
	if w == nil || w.Precision != Day || w.Start == nil {
		return nil
	}
	day, err := time.Parse(time.DateOnly, *w.Start)
	if err != nil {
		return nil
	}
	iso := day.AddDate(0, 0, c.days).Format(time.DateOnly)
	return &When{Start: &iso, End: &iso, Precision: Day, Approx: w.Approx || c.near, Text: r.text[c.words.Start:c.words.End]}
}

// toldOn gives the day of the saying that tells what the predicate v tells, by an expression of time other than t; empty where
// none does. "Iran said on Monday that Israel had attacked on Friday" counts Friday from Monday.
func (r *reader) toldOn(s *sentence, v, t int) string {
	day := func(g int) string {
		for _, m := range r.ownTimes(s, g) {
			if m == t {
				continue
			}
			if w := s.moments[m].resolve(r.text, r.today, past); w.Precision == Day && w.Start != nil {
				return *w.Start
			}
		}
		return ""
	}
	for range deepest {
		if v < 0 {
			return ""
		}
		for _, p := range s.own(v, "parataxis") {
			if s.inForms("say", p) {
				return day(p)
			}
		}
		g := s.head(v)
		if (s.rel(v) == "ccomp" || s.rel(v) == "parataxis") && s.inForms("say", g) {
			return day(g)
		}
		v = g
	}
	return ""
}

// narrated gives the day from which "three days later" is counted: the nearest one told before it in the sentence, else the only
// one of the sentence before, where that is no day of saying.
func (r *reader) narrated(s *sentence, t int) string {
	day := func(s *sentence, m int) string {
		if mo := s.moments[m]; !mo.anaphoric && mo.bound == "" && mo.to == nil && !mo.approx && s.usable(m) {
			if w := mo.resolve(r.text, r.today, past); w.Precision == Day && w.Start != nil {
				return *w.Start
			}
		}
		return ""
	}
	for m := t - 1; m >= 0; m-- {
		if d := day(s, m); d != "" {
			return d
		}
		if mo := s.moments[m]; mo.bound == "" && !mo.anaphoric {
			return "" // "in August and, three days later, ..."
		}
	}
	if s.index == 0 {
		return ""
	}
	before := r.sentences[s.index-1]
	if before.aside || before.index+1 != s.index {
		return ""
	}
	out := ""
	for m := range before.moments {
		d := day(before, m)
		if d == "" {
			continue
		}
		if c := before.heldClause(before.momentHead(m)); out != "" || before.inForms("say", c) {
			return ""
		}
		out = d
	}
	return out
}

// tenseOf says on which side of the day counted from an act lies, by the form of its verb.
func (r *reader) tenseOf(s *sentence, v int, m mood) tense {
	if !s.isPredicate(v) {
		if c := s.heldClause(v); c != v && m.modality != Actual {
			v = c
		}
	}
	var have, modal, be bool
	for _, a := range s.own(v, "aux", "cop") {
		switch s.lemma(a) {
		case "have":
			have = true
		case "be":
			be = be || s.tag(a) == "VBD"
		}
		modal = modal || s.tag(a) == "MD"
	}
	switch m.modality {
	case Planned, Requested:
		if be && s.infinitive(v) {
			return unclear // "was to meet"
		}
		if g := s.head(v); g >= 0 && (s.infinitive(v) || !s.opensClause(v)) && inDates("scheduling", s.lemma(g)) {
			for _, a := range s.own(g, "aux", "cop") {
				if s.words[a] == "had" {
					return unclear // "had been due to meet on Friday"
				}
			}
		}
		return future
	case Possible:
		switch {
		case modal && have:
			return past
		case modal && s.mark(v) == "":
			return future
		case (s.tag(v) == "VBD" || s.tag(v) == "VBN" && be) && s.mark(v) != "if" && s.mark(v) != "unless" && s.mark(v) != "whether":
			return past
		}
		return unclear
	}
	if !isVerb(s.tag(v)) {
		return past
	}
	for range deepest {
		if s.tag(v) != "VBG" && s.tag(v) != "VB" && s.tag(v) != "VBN" || s.head(v) < 0 {
			break
		}
		done := false
		for _, a := range s.own(v, "aux") {
			if s.tag(a) == "VBD" || s.lemma(a) == "have" {
				return past
			}
			done = done || s.tag(a) == "VBZ" || s.tag(a) == "VBP"
		}
		if done {
			return unclear // "is visiting India on Friday"
		}
		if s.rel(v) != "xcomp" {
			return past
		}
		v = s.head(v)
	}
	if s.tag(v) == "VBZ" || s.tag(v) == "VBP" {
		return unclear // "Putin meets Xi on Friday"
	}
	return past
}

// anchor gives the day that an article's words are counted from: that of its dateline, where it has its year or lies not
// long before publication, else the day of publication in its own offset. Empty where neither is known.
func anchor(text, published string, d nlp.Dateline) string {
	if d.Day.Start == d.Day.End {
		return published
	}
	moments := findMoments(text, d.Day)
	if len(moments) == 0 {
		return published
	}
	w := moments[0].resolve(text, published, past)
	if w.Precision != Day || w.Start == nil {
		// a newsroom ahead of the clock that the publication is told in
		if w = moments[0].resolve(text, published, future); w.Precision != Day || w.Start == nil {
			return published
		}
	}
	if published == "" {
		return *w.Start
	}
	pub, err := time.Parse(time.DateOnly, published)
	day, err2 := time.Parse(time.DateOnly, *w.Start)
	if err != nil || err2 != nil {
		return published
	}
	if days := int(pub.Sub(day).Hours() / 24); days < -1 || days > longestDelay && moments[0].year == 0 {
		return published
	}
	return *w.Start
}

// longestDelay is how many days a dateline without a year may be older than the publication: beyond, one of them is wrong, or of
// another year.
const longestDelay = 31

// where gives the place that a clause names with "in", "at" or "near".
func (r *reader) where(s *sentence, v int, slots []string) *Where {
	for _, at := range []string{"in", "at", "near"} {
		if slices.Contains(slots, at) || at == "in" && inDates("abstract in", s.lemma(v)) {
			continue
		}
		heads := s.prepositional(v, at)
		for _, o := range s.own(v, "obj", "obl") {
			// to the parser the place may hang on the person: "met Modi in Cairo", or on the act: "signed an agreement in Cairo"
			for _, p := range append(s.own(o, "appos"), o) {
				if k := s.nameAt[p]; k >= 0 && s.names[k].person() {
					heads = append(heads, s.prepositional(p, at)...)
					if p != o {
						heads = append(heads, s.prepositional(o, at)...) // "met his counterpart, Araghchi, in Moscow"
					}
				}
			}
			if s.nameAt[o] < 0 && isNoun(s.tag(o)) && (s.rel(o) == "obl" && inDates("inside", s.preposition(o)) || s.rel(o) == "obj" && s.carries(v) && r.isEvent(s, o)) {
				heads = append(heads, s.prepositional(o, at)...) // also "in a meeting in Cairo"
			}
			for _, x := range s.own(o, "nmod") {
				if r.hangsLow(s, x, v) {
					heads = append(heads, s.prepositional(x, at)...)
				}
			}
		}
		if c := s.scene(v); c >= 0 {
			heads = append(heads, s.prepositional(c, at)...)
		}
		for _, h := range heads {
			if r.placesOther(s, h, v) {
				continue
			}
			if w := r.place(s, h); w != nil {
				return w
			}
		}
	}
	return nil
}

// placesOther reports whether a place behind predicate v may as well be that of an act in between: "condemned the attack in Lebanon".
func (r *reader) placesOther(s *sentence, h, v int) bool {
	for _, o := range s.own(v, "obj", "obl") {
		if v < o && o < h && r.isEvent(s, o) && !s.carries(v) && !inDates("effects", s.lemma(v)) && !inDates("inside", s.preposition(o)) {
			return true
		}
	}
	return false
}

// place resolves the place that a phrase names: by its head, or behind "the city of".
func (r *reader) place(s *sentence, h int) *Where {
	k := s.nameAt[h]
	if k < 0 && inDates("places", s.lemma(h)) {
		for _, c := range s.own(h, "nmod", "appos") {
			if p := s.preposition(c); p == "of" || p == "" && s.rel(c) == "appos" {
				k = s.nameAt[c]
			}
		}
	}
	if k < 0 || s.names[k].bound {
		return nil
	}
	n := s.names[k]
	if n.class != classPlace && n.class != classCapital && n.class != classCountry || n.entity < 0 {
		return nil
	}
	e := r.entities.list[n.entity]
	return &Where{ID: &e.ID, Name: e.Name, Words: s.wordsOf(n.first, n.last)}
}

// parted reports whether a span stands between the first of joined ends and the one with head h: a time or place there may be the
// first one's alone. "killed Haniyeh in July and Sinwar in October"
func (s *sentence) parted(h int, at nlp.Span) bool {
	if h < 0 || s.rel(h) != "conj" {
		return false
	}
	first := s.conjuncts(h)[0]
	return s.Tokens[first].End <= at.Start && at.End <= s.Tokens[h].Start
}

// partedTime reports whether the words of a time part joined ends.
func (s *sentence) partedTime(h int, words string) bool {
	return slices.ContainsFunc(s.moments, func(m moment) bool { return s.text[m.Start:m.End] == words && s.parted(h, m.Span) })
}

// inDates reports whether a word stands in a section of words/dates.txt.
func inDates(section, word string) bool { return datesLexicon().sets[section][strings.ToLower(word)] }
