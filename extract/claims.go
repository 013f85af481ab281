package extract

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"sort"
	"strconv"
	"strings"

	"newsgraph/nlp"
	"newsgraph/schema"
)

// draft is a claim with what is needed to order and join the claims of an article.
type draft struct {
	claim    Claim
	sentence *sentence
	trigger  int // token
	asked    int // token of the verb that asks for it or accuses of it, -1 where none
	subject  int // entity, -1 where none
	object   int
	grounds  []string // of its confidence
	depth    int      // length of the relation's chain
	made     *made    // nil unless decisions are traced
}

// fits reports whether a kind may stand at an end.
func fits(kinds []schema.Kind, k schema.Kind) bool {
	for _, x := range kinds {
		if x == k {
			return true
		}
	}
	return false
}

// draft makes the claims of one found pattern: every pair of its ends.
func (r *reader) draft(s *sentence, f found) {
	if s.unsaid(&f) != "" {
		return
	}
	if f.pairs {
		for i := range f.subjects {
			for j := i + 1; j < len(f.subjects); j++ {
				r.pair(s, f, &f.subjects[i], &f.subjects[j])
			}
		}
		return
	}
	if len(f.subjects) == 0 {
		for j := range f.objects {
			r.pair(s, f, nil, &f.objects[j])
		}
	}
	for i := range f.subjects {
		for j := range f.objects {
			r.pair(s, f, &f.subjects[i], &f.objects[j])
		}
	}
}

// unsaid gives why a pattern that was found claims nothing, "" where it may.
func (s *sentence) unsaid(f *found) Cause {
	switch {
	case s.quoted[f.at] && !f.mood.told:
		return QuotedByNobody // somebody's words, of whom the text does not say here who
	case f.mood.silent:
		return Unclear
	}
	return ""
}

// end makes an End.
func (r *reader) end(e *end) *End {
	if e == nil {
		return nil
	}
	out := &End{Kind: e.kind, Name: e.name, Words: e.words}
	if e.entity >= 0 {
		en := r.entities.list[e.entity]
		out.ID, out.Kind, out.Name = &en.ID, en.Kind, en.Name
	}
	if e.part != "" {
		out.Part = &e.part
	}
	return out
}

// mayPlay reports whether an entity may be a team: an organization or place that no gazetteer knows.
func (r *reader) mayPlay(entity int) bool {
	if entity < 0 {
		return false
	}
	e := &r.entities.list[entity]
	return !e.Known && (e.Kind == schema.Organization || e.Kind == schema.Place)
}

// entityOf gives the entity of an end, -1 where there is none.
func entityOf(e *end) int {
	if e == nil {
		return -1
	}
	return e.entity
}

// unfit gives why two ends make no claim of a rule, "" where they do.
func (r *reader) unfit(ru rule, sub, obj *end) Cause {
	rel, subject, object := ru.relation, entityOf(sub), entityOf(obj)
	switch {
	case subject >= 0 && !fits(rel.Subject, r.entities.list[subject].Kind):
		return WrongSubject
	case object >= 0 && !fits(rel.Object, r.entities.list[object].Kind):
		return WrongObject
	case subject >= 0 && subject == object:
		return SameEntity
	case subject < 0 && object < 0 && (rel.Plover == "" || sub == nil || obj == nil),
		rel.State && rel.Name != "HOLDS_OFFICE" && rel.Name != "HELD_OFFICE" && (subject < 0 || object < 0):
		return OnlyDescribed
	case obj != nil && obj.thing && !fits(rel.Object, schema.Country) && !fits(rel.Object, schema.Place) && !fits(rel.Object, schema.Organization):
		return WrongObject // a relation to persons alone
	case rel.Symmetric && (isDeed(sub) || isDeed(obj)), rel.Plover == "" && !rel.State && isDeed(obj):
		return Deed // "met Iran's demands", "dismissed X's application"
	case rel.Name == "LEADS" && obj != nil && obj.isDelegation():
		return WrongObject // who heads a delegation heads no state
	case len(ru.words) > 0 && ru.words[0] == "meet" && r.mayPlay(subject) && r.mayPlay(object):
		return Game // a fixture, for all that the sentence says: "Chelsea met Arsenal"
	}
	return ""
}

// pair makes one claim.
func (r *reader) pair(s *sentence, f found, sub, obj *end) {
	if r.unfit(f.rule, sub, obj) != "" {
		return
	}
	rel := f.rule.relation
	d := draft{sentence: s, trigger: f.at, asked: f.mood.asked, subject: entityOf(sub), object: entityOf(obj), depth: len(r.x.ontology.Chain(rel.Name))}
	d.made = r.trace.make(&f, sub, obj)
	c := &d.claim
	c.Type, c.Symmetric = rel.Name, rel.Symmetric
	c.Subject, c.Object = r.end(sub), r.end(obj)
	if rel.Symmetric && f.initiator && sub != nil {
		initiator := "subject"
		c.Initiator = &initiator
	}
	c.Polarity, c.Modality = Affirmed, f.mood.modality
	if f.mood.negated {
		c.Polarity = Negated
	}
	c.Via = []Speaker{}
	for _, e := range f.mood.speakers {
		if c.Speaker == nil && (e.entity >= 0 || e.name != "" && !r.namesNobody(e)) {
			sp := r.speaker(e)
			c.Speaker = &sp
		} else if e.entity >= 0 && c.Speaker != nil && (c.Speaker.Start != e.words.Start) {
			c.Via = append(c.Via, r.speaker(e))
		}
	}
	if rel.State && c.Speaker != nil && d.subject >= 0 && c.Speaker.ID != nil && *c.Speaker.ID == r.entities.list[d.subject].ID {
		c.Speaker, f.mood.told = nil, false // "X, a fellow of Y, noted": the words beside his name are not his
		if f.mood.stance == Said {
			f.mood.stance = ""
		}
	}
	if f.mood.stance != "" {
		stance := f.mood.stance
		c.Stance = &stance
	}
	if c.Stance == nil && c.Speaker != nil {
		stance := Said
		c.Stance = &stance
	}
	if c.Speaker == nil && (c.Stance == nil && f.mood.told || c.Stance != nil && *c.Stance == Said) {
		stance := Reported
		c.Stance = &stance
	}
	c.When, c.Where = f.when, f.where
	if obj != nil && c.When != nil && s.partedTime(obj.head, c.When.Text) {
		c.When = nil
	}
	if obj != nil && c.Where != nil && s.parted(obj.head, nlp.Span{Start: c.Where.Start, End: c.Where.End}) {
		c.Where = nil
	}
	if c.Where != nil && c.Object != nil && c.Object.ID != nil && c.Where.ID != nil && *c.Where.ID == *c.Object.ID {
		c.Where = nil
	}
	c.Plover, c.Mode, c.Cameo = ploverAsStated(rel, c, f.mood.refused)
	d.grounds = r.x.grounds(&f)
	c.Confidence = confidence(d.grounds, weights())
	trigger := s.span(f.first, f.last)
	from, to := trigger.Start, trigger.End
	for _, e := range []*End{c.Subject, c.Object} {
		if e != nil {
			from, to = min(from, e.Start), max(to, e.End)
		}
	}
	pos := f.rule.pattern.Pos
	if pos.File == "" {
		pos = rel.Pos
	}
	c.Evidence = r.evidence(s, from, to, pos)
	if obj != nil && obj.entity < 0 {
		c.Quantity = s.toll(obj)
	}
	c.Asserts = Asserts(c)
	r.drafts = append(r.drafts, d)
}

// isDeed reports whether an end is no actor but something that it did or has.
func isDeed(e *end) bool {
	if e == nil || e.part == "" {
		return false
	}
	words := strings.Fields(strings.ToLower(e.part))
	last := words[len(words)-1]
	return in("deeds", last) || in("weapons", last)
}

func (r *reader) speaker(e end) Speaker {
	sp := Speaker{Kind: e.kind, Name: e.name, Words: e.words}
	if e.entity >= 0 {
		en := r.entities.list[e.entity]
		sp.ID, sp.Kind, sp.Name = &en.ID, en.Kind, en.Name
	}
	return sp
}

// namesNobody reports whether a described speaker is none that one could ask: "two senior officials", "media reports"; not "Chilean
// officials".
func (r *reader) namesNobody(e end) bool {
	if e.entity >= 0 {
		return false
	}
	last := e.name[strings.LastIndexByte(e.name, ' ')+1:]
	return in("nobody", strings.ToLower(e.name)) || in("nobody", last) && strings.ToLower(e.name) == e.name
}

// toll reads a count in front of a described end: "killed 12 soldiers".
func (s *sentence) toll(e *end) *Quantity {
	for _, i := range s.own(e.head, "nummod") {
		n, err := strconv.Atoi(strings.ReplaceAll(s.words[i], ",", ""))
		if err != nil {
			continue
		}
		return &Quantity{Value: n, Of: e.name, Text: s.wordsOf(min(i, e.head), e.head+1).Text}
	}
	return nil
}

func (r *reader) evidence(s *sentence, from, to int, pos schema.Position) Evidence {
	e := Evidence{Article: r.article.Key().ID, Publisher: r.article.Publisher, Start: from, End: to}
	e.Sentence.Start, e.Sentence.End = s.Start, s.End
	e.Quote = r.text[s.Start:s.End]
	e.Rule = lineOf(pos)
	return e
}

// lineOf gives a place in the ontology as claims name it.
func lineOf(pos schema.Position) string {
	if pos.Line == 0 {
		return pos.File // no pattern made it: modelRule
	}
	return pos.File + ":" + strconv.Itoa(pos.Line)
}

// hold notes an office for the resolving of descriptions, and the country that it states for the person.
func (r *reader) hold(o office) {
	if o.ownerID < 0 {
		return
	}
	h := holder{person: o.person.entity, role: o.role, former: o.status == "former" || o.status == "elect"}
	if k := r.entities.list[o.ownerID]; k.Kind == schema.Country {
		h.code = k.Country
	} else if o.owner.class == classSeat {
		h.code = o.owner.code
	}
	r.holders = append(r.holders, h)
	p := &r.entities.list[o.person.entity]
	if h.code != "" && p.Country == "" {
		p.Country = h.code
		w := o.sentence.wordsOf(o.owner.first, o.owner.last)
		p.Stated = &w
	}
}

// officeClaim makes the claim of one office.
func (r *reader) officeClaim(o office) {
	name, status := "HOLDS_OFFICE", o.status
	if in("no office", o.role) || o.ownerID >= 0 && r.entities.list[o.ownerID].Kind == schema.Organization && in("leads it", o.sentence.words[o.last-1]) {
		return // other relations are for these: "BP's boss" leads it
	}
	switch status {
	case "former":
		name = "HELD_OFFICE"
	case "elect", "deputy":
		return
	case "acting":
		o.role = "acting " + o.role
	}
	if name == "HOLDS_OFFICE" && in("often of a part", o.role) && o.sentence.ofPart(o) {
		return // "Y's director of sales", "Americas director at Y": it directs no Y
	}
	if r.dead[o.person.entity] {
		name = "HELD_OFFICE"
	}
	rel := r.x.ontology.Relation(name)
	if rel == nil || o.ownerID < 0 && (r.officeTold(o, name) || in("also names", o.role)) {
		return
	}
	s := o.sentence
	told := r.beside(s, s.headOf(o.person))
	for k := o.first; k < o.person.last; k++ {
		if s.quoted[k] && (len(r.voiced(s, k, plain()).speakers) == 0 || !r.saysSomething(s.quoteAt[k])) {
			return // a quotation's speaker is not the outlet; without a verb it is a name: "a 'Commander-in-Chief Forum'"
		}
	}
	var own *end // of whom it is an office may be unsaid: "former president Obama"
	if o.ownerID >= 0 {
		own = &end{entity: o.ownerID, kind: r.entities.list[o.ownerID].Kind, words: s.wordsOf(o.owner.first, o.owner.last)}
	}
	person := end{entity: o.person.entity, kind: schema.Person, words: s.wordsOf(o.person.first, o.person.last)}
	f := found{rule: rule{relation: rel}, first: o.first, last: o.last, mood: told, way: byTitle}
	if o.first > o.person.first {
		f.way = byApposition
	}
	if o.shared {
		f.way = byNeighbour
	}
	f.at = o.person.first
	before := len(r.drafts)
	r.pair(s, f, &person, own)
	for i := before; i < len(r.drafts); i++ {
		c := &r.drafts[i].claim
		role := o.role
		words := s.wordsOf(o.first, o.last).Text
		c.Role, c.RoleText = &role, &words
	}
}

// ofPart reports whether the words around an office say of which part of its owner it is one.
func (s *sentence) ofPart(o office) bool {
	if s.word(o.last) == "of" && s.nameAt[min(o.last+1, len(s.nameAt)-1)] < 0 && o.owner.last <= o.first {
		return true
	}
	i := o.last - 2
	if i < 0 {
		return false
	}
	if s.nameAt[i] >= 0 {
		return s.names[s.nameAt[i]].first != o.owner.first && !s.names[s.nameAt[i]].person()
	}
	return i >= o.owner.last && (isNoun(s.tag(i)) || s.words[i] == "regional" || s.words[i] == "sales") && s.words[i] != "executive" && s.words[i] != "managing" && s.words[i] != "general"
}

// officeTold reports whether the article tells the office of a person already, with or without its owner.
func (r *reader) officeTold(o office, relation string) bool {
	for i := range r.drafts {
		d := &r.drafts[i]
		if d.subject == o.person.entity && d.claim.Type == relation && roleOf(&d.claim) == o.role {
			return true
		}
	}
	return false
}

// settle orders the drafts, drops what stands twice, ties accusations and requests to their acts, and gives ids.
func (r *reader) settle() []draft {
	ds := r.drafts
	sort.SliceStable(ds, func(i, j int) bool { return draftLess(&ds[i], &ds[j]) })
	var kept []draft
	for _, d := range ds {
		if r.twice(ds, d) {
			r.trace.drop(d)
			continue
		}
		kept = append(kept, d)
	}
	seen := map[string]bool{}
	var out []draft
	for _, d := range kept {
		d.claim.ID = claimID(r.article.Key().Publisher, r.article.Key().ID, &d.claim)
		if seen[d.claim.ID] {
			continue
		}
		seen[d.claim.ID] = true
		out = append(out, d)
	}
	for i := range out {
		d := &out[i]
		if d.claim.Type != "ACCUSED" && d.claim.Type != "URGED" {
			continue
		}
		for j := range out {
			if a := &out[j]; a.sentence == d.sentence && a.asked == d.trigger && a.subject == d.object && a.asked >= 0 {
				id := a.claim.ID
				d.claim.About = &id
				break
			}
		}
	}
	r.again(out)
	return out
}

func draftLess(a, b *draft) bool {
	x, y := &a.claim, &b.claim
	if x.Evidence.Start != y.Evidence.Start {
		return x.Evidence.Start < y.Evidence.Start
	}
	if x.Evidence.End != y.Evidence.End {
		return x.Evidence.End < y.Evidence.End
	}
	if x.Type != y.Type {
		return x.Type < y.Type
	}
	start := func(e *End) int {
		if e == nil {
			return -1
		}
		return e.Start
	}
	if start(x.Subject) != start(y.Subject) {
		return start(x.Subject) < start(y.Subject)
	}
	return start(x.Object) < start(y.Object)
}

// twice reports whether another draft tells the same act better: a narrower relation of the family, or, of one relation,
// the same ends in the same words, earlier in order.
func (r *reader) twice(all []draft, d draft) bool {
	family := r.x.ontology.Family(d.claim.Type)
	for i := range all {
		o := &all[i]
		if o.sentence == d.sentence && o.subject == d.subject && o.object == d.object && saysMore(o.claim.Type, d.claim.Type) {
			return true
		}
		if o.sentence != d.sentence || r.x.ontology.Family(o.claim.Type) != family {
			continue
		}
		same := o.subject == d.subject && o.object == d.object && sameEnd(o.claim.Subject, d.claim.Subject) && sameEnd(o.claim.Object, d.claim.Object)
		turned := d.claim.Symmetric && o.subject == d.object && o.object == d.subject
		if !same && !turned {
			continue
		}
		if o.depth > d.depth && o.trigger == d.trigger {
			return true
		}
		if o.claim.Type == d.claim.Type && (same || turned && o.trigger == d.trigger) && draftLess(o, &d) && roleOf(&o.claim) == roleOf(&d.claim) {
			return true
		}
	}
	return false
}

// saysMore reports whether one relation makes another of the same ends idle: "X, the chairman of Y", "Spokesman X of Y", "Iran's
// supreme leader X".
func saysMore(one, other string) bool {
	switch other {
	case "WORKS_FOR":
		return in("more than work", strings.ToLower(one))
	case "LEADS":
		return one == "HOLDS_OFFICE"
	}
	return false
}

func roleOf(c *Claim) string {
	if c.Role == nil {
		return ""
	}
	return *c.Role
}

func sameEnd(a, b *End) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Start == b.Start && a.End == b.End
}

// claimID hashes what tells claims apart: article key, type, spans of subject, object, evidence and speaker, role,
// polarity, modality. Fields are length-prefixed; absent spans are -1.
func claimID(publisher, article string, c *Claim) string {
	h := sha256.New()
	field(h, publisher)
	field(h, article)
	field(h, c.Type)
	span := func(ok bool, from, to int) {
		if !ok {
			from, to = -1, -1
		}
		field(h, strconv.Itoa(from)+":"+strconv.Itoa(to))
	}
	if c.Subject != nil {
		span(true, c.Subject.Start, c.Subject.End)
	} else {
		span(false, 0, 0)
	}
	if c.Object != nil {
		span(true, c.Object.Start, c.Object.End)
	} else {
		span(false, 0, 0)
	}
	span(true, c.Evidence.Start, c.Evidence.End)
	if c.Speaker != nil {
		span(true, c.Speaker.Start, c.Speaker.End)
	} else {
		span(false, 0, 0)
	}
	field(h, roleOf(c))
	field(h, c.Polarity)
	field(h, c.Modality)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func field(h hash.Hash, s string) {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(s)))
	h.Write(n[:])
	h.Write([]byte(s))
}
