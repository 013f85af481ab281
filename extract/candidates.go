package extract

import (
	"slices"
	"strings"
	"sync"

	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// modelWords are the sections of words/model.txt.
var modelWords = sync.OnceValue(func() map[string]wordSet {
	l := mustWords("model.txt")
	sets := map[string]wordSet{}
	for name := range l {
		sets[name] = l.set(name)
	}
	return sets
})

// inModel reports whether a word stands in a section of words/model.txt.
func inModel(section, word string) bool { return modelWords()[section][word] }

// candidate is what a model decides about: a predicate, who does it and who stands in one of its slots, for whom no pattern has a
// claim of an act. The engine knows all about it but whether it is an act between the two, and which.
type candidate struct {
	at      int    // token of the predicate: verb, adjective, or noun that stands by itself
	noun    int    // noun that the object hangs on, the last one of a chain: "talks" of "held talks with"; else -1
	slot    string // way from the predicate to the object: "obj", "with", "obj>with", "in>obj>with", "and" for one subject with another
	how     string // where the subject stands: "own", "shared", "agent", "owner", "maker", "above"
	subject end
	object  end
	pattern bool // a pattern has a claim of an act between the two
}

// candidates gives what a model may decide about in a sentence, in text order of predicates. before is the number of drafts that were
// there before the sentence was read.
func (r *reader) candidates(s *sentence) []candidate {
	var out []candidate
	for i := range s.Tokens {
		if k := s.nameAt[i]; k >= 0 && s.names[k].last-s.names[k].first > 1 {
			continue
		}
		switch {
		case s.timeAt[i] >= 0:
		case s.upos(i) == "VERB" || isVerb(s.tag(i)) && s.upos(i) != "AUX":
			out = append(out, r.ofVerb(s, i)...)
		case s.upos(i) == "ADJ" && s.has(i, "cop"):
			out = append(out, r.ofVerb(s, i)...)
		case isNoun(s.tag(i)) && s.nameAt[i] < 0:
			out = append(out, r.ofNounAct(s, i)...)
		}
	}
	for i := range out {
		out[i].pattern = r.claimed(s, &out[i])
	}
	return out
}

// claimed reports whether a pattern has a claim of an act between the ends of a candidate, or of its very predicate.
func (r *reader) claimed(s *sentence, c *candidate) bool {
	for i := len(r.drafts) - 1; i >= 0; i-- {
		d := &r.drafts[i]
		if d.sentence != s || d.claim.Subject == nil || d.claim.Object == nil {
			continue
		}
		rel := r.x.ontology.Relation(d.claim.Type)
		if rel.State || rel.Plover == "" && d.trigger != c.at && d.trigger != c.noun {
			continue
		}
		if meet(d.claim.Subject, d.subject, &c.subject) && meet(d.claim.Object, d.object, &c.object) ||
			meet(d.claim.Subject, d.subject, &c.object) && meet(d.claim.Object, d.object, &c.subject) {
			return true
		}
	}
	return false
}

// meet reports whether an end of a claim, with its entity, is an end of a candidate.
func meet(a *End, entity int, b *end) bool {
	return entity >= 0 && entity == b.entity || a.Start < b.words.End && b.words.Start < a.End
}

// chainDepth is how many nouns may stand between a predicate and an end: "in | talks with X", "signed | an agreement on | the supply of X".
const chainDepth = 2

// place is an end in a slot.
type place struct {
	end  end
	slot string
	noun int
}

// ofVerb gives the candidates of a verb or of an adjective as predicate.
func (r *reader) ofVerb(s *sentence, v int) []candidate {
	subjects, how := r.agents(s, v)
	if len(subjects) == 0 {
		return nil
	}
	places := r.slots(s, v)
	var out []candidate
	for i := range subjects {
		for _, p := range places {
			out = append(out, candidate{at: v, noun: p.noun, slot: p.slot, how: how, subject: subjects[i], object: p.end})
		}
		if how == "own" {
			for j := i + 1; j < len(subjects); j++ {
				out = append(out, candidate{at: v, noun: r.objectNoun(s, v), slot: "and", how: how, subject: subjects[i], object: subjects[j]})
			}
		}
	}
	return slices.DeleteFunc(out, func(c candidate) bool { return !distinct(&c) })
}

// objectNoun gives the common noun that is the object of a verb, or -1: "a treaty" of "A and B signed a treaty".
func (r *reader) objectNoun(s *sentence, v int) int {
	for _, h := range s.undergoers(v) {
		if s.nameAt[h] < 0 && isNoun(s.tag(h)) {
			return h
		}
	}
	return -1
}

// distinct reports whether the ends of a candidate are two.
func distinct(c *candidate) bool {
	a, b := &c.subject, &c.object
	if a.entity >= 0 && a.entity == b.entity {
		return false
	}
	return a.words.End <= b.words.Start || b.words.End <= a.words.Start
}

// agents gives who does what a predicate tells, and where they stand.
func (r *reader) agents(s *sentence, v int) (out []end, how string) {
	doers, shared := s.doers(v)
	how = "own"
	switch {
	case s.passive(v):
		how = "agent"
	case shared:
		how = "shared"
	}
	for _, d := range doers {
		out = append(out, r.resolved(s, d, asSubject)...)
	}
	if len(out) > 0 {
		return out, how
	}
	for _, d := range doers {
		if s.upos(d) == "PRON" {
			// "Police said they had arrested": who is only described
			for _, e := range r.allEnds(s, s.above(d, v), asSubject) {
				if e.entity < 0 {
					out = append(out, e)
				}
			}
			if len(out) > 0 {
				return out, "above"
			}
			continue
		}
		if !isNoun(s.tag(d)) || s.nameAt[d] >= 0 {
			continue
		}
		// "Iran's statement criticising X", "issued a statement criticising X"
		if out = r.owners(s, d); len(out) > 0 {
			return out, "owner"
		}
		if out = r.allEnds(s, s.makers(d, 0), asSubject); len(out) > 0 {
			return out, "maker"
		}
	}
	return nil, ""
}

// resolved gives the ends of a phrase; people that only a demonym names ("Palestinians", "the Afghans") are described ones.
func (r *reader) resolved(s *sentence, h int, as side) []end {
	if out := r.ends(s, h, as); len(out) > 0 {
		return out
	}
	if k := s.nameAt[h]; k >= 0 && s.names[k].class == classDemonym && !s.names[k].bound && (s.tag(h) == "NNPS" || s.tag(h) == "NNS") {
		e := r.unnamed(s, h)
		e.kind = schema.Group
		return []end{e}
	}
	return nil
}

// above gives the subjects of the clause around that of a pronoun.
func (s *sentence) above(pronoun, v int) []int {
	switch s.words[pronoun] {
	case "he", "she", "it", "they":
	default:
		return nil
	}
	for range deepest {
		g := s.head(v)
		switch s.rel(v) {
		case "ccomp", "advcl":
			out, _ := s.surface(g)
			if len(out) == 1 && out[0] < pronoun && s.upos(out[0]) != "PRON" {
				return out
			}
			return nil
		case "xcomp", "conj":
			v = g
		default:
			return nil
		}
	}
	return nil
}

// slots gives who stands in the slots of a predicate, and in those of nouns that hang on it.
func (r *reader) slots(s *sentence, v int) []place {
	var out []place
	undergoers := s.undergoers(v)
	if s.passive(v) && s.upos(v) == "ADJ" {
		undergoers = nil
	}
	for _, h := range undergoers {
		out = append(out, r.fillers(s, h, "obj", -1)...)
		out = append(out, r.chain(s, h, "obj", 0)...)
	}
	for _, h := range s.slot(v, "iobj") {
		if !slices.Contains(undergoers, h) {
			out = append(out, r.fillers(s, h, "iobj", -1)...)
		}
	}
	for _, c := range s.own(v, "ccomp", "xcomp", "advcl") {
		if m := s.mark(c); base(s.Tokens[c].Rel) == "advcl" && (m == "" || in("conditions", m)) {
			continue
		}
		for _, h := range s.own(c, "nsubj") {
			out = append(out, r.fillers(s, h, "clause", -1)...)
			out = append(out, r.chain(s, h, "clause", 1)...)
		}
	}
	for _, e := range s.down[v] {
		if base(e.rel) != "obl" && base(e.rel) != "nmod" || s.timeAt[e.to] >= 0 {
			continue
		}
		p := s.preposition(e.to)
		if p == "" || p == "by" && s.passive(v) || inModel("no slots", p) {
			continue
		}
		for _, h := range s.antecedents(e.to, v) {
			out = append(out, r.fillers(s, h, p, -1)...)
			out = append(out, r.chain(s, h, p, 0)...)
		}
	}
	return out
}

// fillers resolves what fills a slot, all of a coordination.
func (r *reader) fillers(s *sentence, h int, slot string, noun int) []place {
	heads := []int{h}
	for _, c := range s.own(h, "conj") {
		if !s.isPredicate(c) {
			heads = append(heads, c)
		}
	}
	var out []place
	for _, h := range heads {
		as := asObject
		if slot == "in" || slot == "to" || slot == "into" {
			as = asPlace
		}
		for _, e := range r.resolved(s, h, as) {
			out = append(out, place{e, slot, noun})
		}
	}
	return out
}

// chain gives who hangs on a common noun: its owner and what stands behind its prepositions.
func (r *reader) chain(s *sentence, n int, way string, depth int) []place {
	if depth >= chainDepth || !isNoun(s.tag(n)) {
		return nil
	}
	var out []place
	named := s.nameAt[n] >= 0 || s.refAt[n] >= 0
	if !named {
		for _, e := range r.owners(s, n) {
			out = append(out, place{e, way + ">'s", n})
		}
	}
	for _, e := range s.down[n] {
		if base(e.rel) != "nmod" || e.rel == "nmod:poss" || s.timeAt[e.to] >= 0 {
			continue
		}
		p := s.preposition(e.to)
		if p == "" || inModel("no slots", p) || named && !in("movable prepositions", p) && p != "against" && p != "to" {
			continue
		}
		for _, h := range s.antecedents(e.to, n) {
			out = append(out, r.fillers(s, h, way+">"+p, n)...)
			out = append(out, r.chain(s, h, way+">"+p, depth+1)...)
		}
	}
	for _, c := range s.own(n, "conj") {
		if isNoun(s.tag(c)) && s.nameAt[c] < 0 {
			out = append(out, r.chain(s, c, way, depth+1)...)
		}
	}
	return out
}

// ofNounAct gives the candidates of a noun whose owner did it: "Iran's support for X", "the attack by X on Y".
func (r *reader) ofNounAct(s *sentence, n int) []candidate {
	how := "owner"
	subjects := r.owners(s, n)
	if by := s.prepositional(n, "by"); len(subjects) == 0 && len(by) > 0 {
		subjects, how = r.allEnds(s, by, asSubject), "agent"
	}
	if len(subjects) == 0 {
		return nil
	}
	var out []candidate
	for _, e := range s.down[n] {
		if base(e.rel) != "nmod" || e.rel == "nmod:poss" || s.timeAt[e.to] >= 0 {
			continue
		}
		p := s.preposition(e.to)
		if p == "" || p == "by" || inModel("no slots", p) {
			continue
		}
		places := append(r.fillers(s, e.to, p, n), r.chain(s, e.to, p, 1)...)
		for _, sub := range subjects {
			for _, pl := range places {
				out = append(out, candidate{at: n, noun: pl.noun, slot: "n>" + pl.slot, how: how, subject: sub, object: pl.end})
			}
		}
	}
	return slices.DeleteFunc(out, func(c candidate) bool { return !distinct(&c) })
}

// asFound makes of a candidate what a pattern would have found, all but its relation.
func (r *reader) asFound(s *sentence, c *candidate) found {
	f := found{first: c.at, last: c.at + 1, at: c.at, subjects: []end{c.subject}, objects: []end{c.object}}
	f.rule = rule{pattern: schema.Pattern{Pos: schema.Position{File: modelRule}}, words: []string{s.lemma(c.at)}}
	if s.isPredicate(c.at) {
		f.mood = r.moodOf(s, c.at, 0)
		if c.noun >= 0 && strings.HasPrefix(c.slot, "obj>") && s.rel(c.noun) != "conj" {
			f.mood = r.wordsOfNoun(s, c.noun).join(f.mood)
		}
		f.when = r.when(s, r.timesOf(s, c.at), f.mood)
	} else {
		f.mood = r.moodOfNoun(s, c.at, 0)
		f.when = r.when(s, r.timesOfNoun(s, c.at, -1), f.mood)
	}
	f.where = r.where(s, c.at, []string{c.slot[strings.LastIndexByte(c.slot, '>')+1:]})
	return f
}

// Candidate is what the model decides about, as its training and tests see it: two ends with what may be an act between them.
type Candidate struct {
	Subject, Object End
	Trigger         nlp.Span // of the predicate, with the noun that the object hangs on
	Sentence        nlp.Span
	Slot            string
	Vouched         uint32   // classes, as bits, whose claim may assert
	Features        []uint64 // hashes, in fixed order
	Claims          []*Claim // by class of the model: the claim that would come out; nil where none would
	Pattern         bool     // a pattern has a claim between the two: the model is not asked
}

// Candidates gives what the model may decide about in an article, with the claims of the patterns.
func (x *Extractor) Candidates(a news.Article, d nlp.Document) (candidates []Candidate, claims []Claim) {
	r := x.WithModel(nil).open(a, d, nil)
	for _, s := range r.sentences {
		if s.aside {
			continue
		}
		r.readActs(s)
		for _, c := range r.candidates(s) {
			candidates = append(candidates, r.shown(s, &c))
		}
	}
	for _, c := range r.settle() {
		claims = append(claims, c.claim)
	}
	return candidates, claims
}
