package extract

import (
	"slices"
	"strconv"
	"strings"

	"newsgraph/nlp"
)

// An article names one act more than once: in its headline, where it tells it, in "the call", "the strikes" further down. Only one
// of these has the date, and lends it to the others: the same family of acts, one type as narrow as the other or narrower, the
// same ends, told in the same mood. A word that speaks of one more act ("another", "earlier", "second") forbids it.

// part says where in an article an act is named.
type part int

const (
	inReport  part = iota
	inLead         // a headline or summary: its act is told further down
	inCaption      // beside the report: its act is told above, else below
)

// naming is what decides whether an act that a claim names is one that another claim dates.
type naming struct {
	chain    []string // the type of the claim and the broader ones, the narrowest first
	ends     string   // who did it to whom, the same for the same; empty where that is not known
	mood     string   // polarity and modality
	place    string   // where, empty where not said
	part     part
	definite bool // a noun that speaks of an act told before: "the call"
	other    bool // words say that it is one more act, or it may have a time of its own
	dated    bool // states days of its own
	older    bool // told as something that lies before what the article reports: "had met in December"
	undated  bool // has no time at all
}

// sameAct reports whether two namings may be of one act.
func sameAct(a, b naming) bool {
	return a.ends != "" && a.ends == b.ends && a.mood == b.mood && (a.place == "" || b.place == "" || a.place == b.place) && (slices.Contains(a.chain, b.chain[0]) || slices.Contains(b.chain, a.chain[0]))
}

// lenders gives for each naming of an article, in text order, the one that lends its date, -1 where none does.
func lenders(all []naming) []int {
	out := make([]int, len(all))
	for i, a := range all {
		out[i] = -1
		if !a.undated || a.other || a.part == inReport && !a.definite {
			continue
		}
		lends := func(j int) bool {
			b := all[j]
			return b.dated && !b.older && sameAct(a, b) && (a.part == inReport || !b.other)
		}
		before, after := -1, -1
		for j := range all {
			switch {
			case !lends(j):
			case j < i:
				before = j
			case j > i && after < 0:
				after = j
			}
		}
		switch {
		case a.part == inLead:
			out[i] = after
		case before >= 0:
			out[i] = before
		case a.part == inCaption:
			out[i] = after
		}
	}
	return out
}

// again lends dates between drafts of one article that have their ids.
func (r *reader) again(ds []draft) {
	all := make([]naming, len(ds))
	for i := range ds {
		all[i] = r.naming(&ds[i])
	}
	for i, j := range lenders(all) {
		if j < 0 {
			continue
		}
		w := *ds[j].claim.When
		id := ds[j].claim.ID
		w.From = &id
		ds[i].claim.When = &w
	}
}

// naming describes the act of a draft.
func (r *reader) naming(d *draft) naming {
	c, s := &d.claim, d.sentence
	rel := r.x.ontology.Relation(c.Type)
	n := naming{chain: r.x.ontology.Chain(c.Type), mood: c.Polarity + " " + c.Modality, part: r.partOf(s), undated: c.When == nil}
	if rel == nil || rel.State || rel.Plover == "" {
		n.chain = []string{c.Type}
		return n // a standing relation, something said: nothing that was once
	}
	if d.subject >= 0 || d.object >= 0 {
		ends := []string{endKey(d.subject, c.Subject), endKey(d.object, c.Object)}
		if rel.Symmetric {
			slices.Sort(ends)
		}
		n.ends = strings.Join(ends, " > ")
	}
	if w := c.When; w != nil {
		n.dated = (w.Start != nil || w.End != nil) && w.Precision != Since && w.Precision != Until
	}
	if c.Where != nil && c.Where.ID != nil {
		n.place = *c.Where.ID
	}
	n.older = s.pluperfect(d.trigger)
	n.definite = isNoun(s.tag(d.trigger)) && s.definite(d.trigger)
	n.other = s.oneMore(d.trigger, n.undated)
	return n
}

// endKey tells ends apart within an article.
func endKey(entity int, e *End) string {
	switch {
	case entity >= 0:
		return strconv.Itoa(entity)
	case e == nil:
		return ""
	}
	return "(" + strings.ToLower(e.Name) + ")"
}

// partOf says in which part of the article a sentence stands. What stands above the dateline is no report yet.
func (r *reader) partOf(s *sentence) part {
	if s.Block >= len(r.blocks) {
		return inReport
	}
	switch r.blocks[s.Block].Kind {
	case nlp.Headline, nlp.Subhead:
		return inLead
	case nlp.Caption:
		return inCaption
	}
	for _, b := range r.blocks[s.Block+1:] {
		if b.Kind == nlp.DatelineOf {
			return inLead
		}
	}
	return inReport
}

// pluperfect reports whether a verb tells what lay before the report's own time: "had met", but not behind "said that".
func (s *sentence) pluperfect(v int) bool {
	if s.rel(v) == "ccomp" || s.rel(v) == "conj" && s.rel(s.head(v)) == "ccomp" {
		return false
	}
	for _, p := range s.own(v, "parataxis") {
		if s.inForms("say", p) {
			return false
		}
	}
	return s.has(v, "aux", "had")
}

// definite reports whether a noun of an act takes up one told before: "the call", "their meeting". What a clause tells apart
// ("the attack that killed five") or a plural only owns ("Israel's strikes") does not.
func (s *sentence) definite(n int) bool {
	for _, c := range s.own(n, "acl") {
		if s.relative(c) && s.commaBefore(n, c) < 0 {
			return false
		}
	}
	for _, c := range s.own(n, "det") {
		switch s.words[c] {
		case "the", "this", "that", "these", "those":
			return true
		}
	}
	return len(s.own(n, "nmod")) > 0 && s.tag(n) == "NN" && len(s.possessors(n)) > 0
}

// commaBefore gives the comma between token n and the clause c behind it, -1 where none stands.
func (s *sentence) commaBefore(n, c int) int {
	for i := n + 1; i < c; i++ {
		if s.words[i] == "," {
			return i
		}
	}
	return -1
}

// oneMore reports whether an act is told as another one than any told before. Of one without date a time beside it that dates
// something else may be its own.
func (s *sentence) oneMore(t int, undated bool) bool {
	noun := isNoun(s.tag(t))
	for i, w := range s.words {
		if noun && i != t && !s.under(i, t) {
			continue
		}
		if inDates("one more", w) || w == "since" || w == "file" && i+1 < len(s.words) {
			return true
		}
		if undated && s.timeAt[i] >= 0 {
			return true
		}
	}
	return false
}
