package extract

import (
	"strconv"
	"strings"

	"newsgraph/nlp"
	"newsgraph/schema"
)

// features are hashes of what a candidate shows: words and groups of similar words of its predicate and of the noun between, the way to
// the object, who stands at the ends, what stands around.
type features struct {
	out []uint64
}

// add notes a feature: the 64-bit FNV-1a hash of its parts, with a zero byte behind each.
func (f *features) add(parts ...string) {
	const prime = 1099511628211
	h := uint64(14695981039346656037)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * prime
		}
		h *= prime
	}
	f.out = append(f.out, h)
}

// similar notes the groups of a word, each by itself and with what stands beside it.
func (f *features) similar(kind, word string, beside ...string) {
	for k, g := range nlp.Groups(word) {
		if g == 0 {
			continue
		}
		id := kind + strconv.Itoa(k) + "." + strconv.Itoa(int(g))
		f.add(id)
		if k < 2 {
			continue // the coarse ones say little of single words
		}
		for _, b := range beside {
			f.add(id, b)
		}
	}
}

// endKind says what stands at an end: its kind, whether it is named, and whether it is somebody.
func endKind(e *end) string {
	kind := string(e.kind)
	switch {
	case e.entity >= 0 && e.part != "":
		return kind + " part"
	case e.entity >= 0:
		return kind
	case e.thing:
		return "thing"
	}
	return "described " + kind
}

// featuresOf gives the features of a candidate.
func (r *reader) featuresOf(s *sentence, c *candidate) []uint64 {
	f := &features{out: make([]uint64, 0, 128)}
	v := s.lemma(c.at)
	for _, p := range s.own(c.at, "compound") {
		if s.Tokens[p].Rel == "compound:prt" {
			v += " " + s.words[p]
		}
	}
	class := s.upos(c.at)
	noun := ""
	if c.noun >= 0 {
		noun = s.lemma(c.noun)
	}
	subject, object := endKind(&c.subject), endKind(&c.object)
	f.add("bias")
	f.add("verb", v)
	f.add("verb slot", v, c.slot)
	f.add("slot", c.slot)
	f.add("slot noun", c.slot, noun)
	f.add("verb noun", v, noun)
	f.add("verb slot noun", v, c.slot, noun)
	f.add("noun", noun)
	f.add("how", c.how)
	f.add("how slot", c.how, c.slot)
	f.add("class slot", class, c.slot)
	f.add("voice", strconv.FormatBool(s.passive(c.at)), c.slot)
	f.add("ends", subject, object)
	f.add("subject", subject)
	f.add("object", object)
	f.add("object slot", object, c.slot)
	f.add("object verb", object, v)
	f.add("subject verb", subject, v)
	f.add("object verb slot", object, v, c.slot)
	f.add("ends slot", subject, object, c.slot)
	f.similar("verb", s.lemma(c.at), c.slot, object)
	if len(v) > 4 {
		f.add("prefix", v[:4])
		f.add("suffix", v[len(v)-3:])
	}
	if c.noun >= 0 {
		f.similar("noun", noun, c.slot, v)
		for _, m := range s.own(c.noun, "amod", "compound") {
			f.add("noun's", s.lemma(m))
			f.add("noun's noun", s.lemma(m), noun)
			f.similar("noun's", s.lemma(m))
		}
	}
	// what else the predicate takes
	for _, o := range s.undergoers(c.at) {
		if o == c.object.head {
			continue
		}
		w := s.lemma(o)
		if s.nameAt[o] >= 0 {
			w = "name"
		}
		f.add("takes", w)
		f.add("verb takes", v, w)
		f.add("takes slot", w, c.slot)
		f.add("verb takes slot", v, w, c.slot)
		f.similar("takes", w, c.slot)
		for _, m := range s.own(o, "amod", "compound") {
			f.add("takes with", s.lemma(m), w)
			f.add("takes with", s.lemma(m))
		}
	}
	for _, e := range s.down[c.at] {
		if !e.own {
			continue
		}
		w := s.lemma(e.to)
		switch base(e.rel) {
		case "aux":
			f.add("aux", w)
			f.add("aux verb", w, v)
		case "advmod":
			f.add("adverb", w)
			f.add("adverb verb", w, v)
		case "mark":
			f.add("mark", w)
			f.add("mark verb", w, v)
		case "obl", "nmod":
			p := s.preposition(e.to)
			f.add("with slot", p)
			f.add("verb with slot", v, p)
			if s.nameAt[e.to] < 0 && e.to != c.object.head {
				f.add("around", w)
				f.add("verb around", v, p, w)
				f.similar("around", w)
			}
		case "xcomp", "ccomp", "advcl":
			rel := base(e.rel)
			f.add("below", rel, w)
			f.add("verb below", v, w)
			f.add("verb rel", v, rel)
			f.add("below slot", rel, c.slot)
			f.similar("below", w, v)
			if s.infinitive(e.to) {
				f.add("verb infinitive", v)
			}
			for _, o := range s.own(e.to, "obj", "obl", "nsubj") {
				f.add("far", s.lemma(o))
				f.add("below far", w, s.lemma(o))
			}
			for _, o := range s.own(e.to, "aux", "advmod") {
				f.add("below aux", s.lemma(o))
				f.add("verb below aux", v, s.lemma(o))
			}
		case "acl", "appos":
			f.add("tail", w)
		}
	}
	// what it hangs on
	if g := s.head(c.at); g >= 0 {
		rel := s.rel(c.at)
		f.add("above rel", rel)
		f.add("above", rel, s.lemma(g))
		f.add("above verb", s.lemma(g), v)
		f.similar("above", s.lemma(g), rel)
		for _, a := range s.own(g, "aux", "advmod") {
			f.add("above aux", rel, s.lemma(a))
		}
		if gg := s.head(g); gg >= 0 && (rel == "xcomp" || rel == "acl") {
			f.add("above above", s.lemma(gg))
			f.add("above above verb", s.lemma(gg), v)
		}
	}
	// the ends
	r.endFeatures(s, f, "subject", &c.subject, v)
	r.endFeatures(s, f, "object", &c.object, v)
	f.add("distance", strconv.Itoa(min(8, abs(c.object.head-c.at)/2)))
	f.add("apart", strconv.Itoa(min(8, abs(c.object.head-c.subject.head)/3)))
	if s.sport() {
		f.add("sport")
		f.add("sport verb", v)
	}
	r.triggers(s, f, c)
	return f.out
}

func abs(x int) int { return max(x, -x) }

// endFeatures notes what stands at an end.
func (r *reader) endFeatures(s *sentence, f *features, which string, e *end, v string) {
	if e.part != "" {
		words := strings.Fields(strings.ToLower(e.part))
		f.add(which+" part", words[len(words)-1])
		f.add(which+" part verb", words[len(words)-1], v)
		f.similar(which+" part", words[len(words)-1])
	}
	if e.entity < 0 {
		f.add(which+" word", s.lemma(e.head))
		f.add(which+" word verb", s.lemma(e.head), v)
		f.similar(which, s.lemma(e.head), v)
		for _, m := range s.own(e.head, "amod", "compound") {
			f.add(which+" with", s.lemma(m))
		}
	}
}

// triggers notes of which acts the words of a candidate are a trigger in the ontology.
func (r *reader) triggers(s *sentence, f *features, c *candidate) {
	note := func(kind string, rules []rule) {
		seen := map[*schema.Relation]bool{}
		for _, ru := range rules {
			if seen[ru.relation] || ru.relation.State {
				continue
			}
			seen[ru.relation] = true
			f.add(kind, ru.relation.Name)
			f.add(kind+" slot", ru.relation.Name, c.slot)
			f.add(kind+" coded", ru.relation.Plover)
		}
	}
	note("verb of", r.x.verbs[s.lemma(c.at)])
	note("noun of", r.x.nouns[s.lemma(c.at)])
	if c.noun >= 0 {
		note("between of", r.x.nouns[s.lemma(c.noun)])
	}
	for _, o := range s.undergoers(c.at) {
		if s.nameAt[o] < 0 {
			note("takes of", r.x.nouns[s.lemma(o)])
		}
	}
	for _, e := range s.down[c.at] {
		if e.own && (base(e.rel) == "xcomp" || base(e.rel) == "ccomp" || base(e.rel) == "advcl") {
			note("below of", r.x.verbs[s.lemma(e.to)])
		}
	}
}
