package schema

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// The fewest examples of a relation, and how many of them must be negative. Our own ontology has more: see its test.
const (
	minExamples = 4
	minNegative = 1
)

var relationName = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,62}$`)

// reserved names are relationship types and labels of the graph itself; no relation may have one.
var reserved = [...]string{
	"ABOUT", "ARTICLE", "CLAIM", "COUNTRY", "ENTITY", "FACT", "GROUP", "JUDGEMENT", "LOCAL_ENTITY", "MARK", "NAME_FORM", "NEWSGRAPH", "OBJECT", "ORGANIZATION",
	"PERSON", "PLACE", "RUN", "SPEAKER", "STATES", "SUBJECT", "TEXT",
}

// ValidName says whether a name may be one of a relation, and so a relationship type in a statement: a capital, then
// capitals, digits and underscores, 63 at most, and none that the graph itself uses.
func ValidName(name string) bool {
	return relationName.MatchString(name) && !slices.Contains(reserved[:], name)
}

// check finds the mistakes that show only when all files are read. Relations that stand twice are both checked, but the
// first one is the one that others refer to.
func (r *reader) check() {
	sort.SliceStable(r.relations, func(i, j int) bool {
		a, b := r.relations[i], r.relations[j]
		if a.Name != b.Name {
			return a.Name < b.Name
		}
		if a.Pos.File != b.Pos.File {
			return a.Pos.File < b.Pos.File
		}
		return a.Pos.Line < b.Pos.Line
	})
	byName := make(map[string]*Relation)
	for _, rel := range r.relations {
		if first, ok := byName[rel.Name]; ok {
			r.problem(rel.Pos, rel.Name, fmt.Sprintf("defined twice, first at %s:%d", first.Pos.File, first.Pos.Line), "")
			continue
		}
		byName[rel.Name] = rel
	}
	for _, rel := range r.relations {
		r.checkName(rel)
		if r.keys[rel] == nil {
			continue // no mapping, which is reported
		}
		r.checkEnds(rel)
		r.checkCodes(rel)
		r.checkPatterns(rel)
		r.checkExamples(rel)
		r.checkBroader(rel, byName)
	}
	r.checkSameFrames()
}

// at gives the line of a key of a relation, else that of its name.
func (r *reader) at(rel *Relation, key string) Position {
	if k, ok := r.keys[rel][key]; ok {
		return Position{rel.Pos.File, k.line}
	}
	return rel.Pos
}

// has says whether a key stands in the file, whatever is wrong with its value.
func (r *reader) has(rel *Relation, key string) bool {
	_, ok := r.keys[rel][key]
	return ok
}

// broken says whether the value of a key was reported already: a mistake is reported once.
func (r *reader) broken(rel *Relation, key string) bool { return r.keys[rel][key].broken }

func (r *reader) checkName(rel *Relation) {
	if !relationName.MatchString(rel.Name) {
		hint := "capitals, digits and underscores, a capital first, 63 at most"
		if up := strings.ToUpper(strings.NewReplacer("-", "_", " ", "_").Replace(rel.Name)); relationName.MatchString(up) {
			hint = "did you mean " + up + "?"
		}
		r.problem(rel.Pos, rel.Name, "the name is no relation type", hint)
	}
	if slices.Contains(reserved[:], rel.Name) {
		r.problem(rel.Pos, rel.Name, "the name is reserved", "the graph itself uses it: choose another")
	}
	if r.keys[rel] != nil && !r.has(rel, "definition") {
		r.problem(rel.Pos, rel.Name, "no definition", "say what it means and what tells it from its neighbours")
	}
}

func (r *reader) checkEnds(rel *Relation) {
	for _, key := range []string{"subject", "object"} {
		kinds := rel.Subject
		if key == "object" {
			kinds = rel.Object
		}
		if len(kinds) == 0 && !r.broken(rel, key) {
			r.problem(r.at(rel, key), rel.Name, "no kind may stand at the "+key, "for example "+key+": [Person, Country]")
		}
	}
	if rel.Symmetric && len(rel.Subject) > 0 && len(rel.Object) > 0 && !sameKinds(rel.Subject, rel.Object) {
		r.problem(r.at(rel, "symmetric"), rel.Name, "symmetric, but its ends allow different kinds", "give subject and object the same kinds")
	}
}

func sameKinds(a, b []Kind) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func (r *reader) checkCodes(rel *Relation) {
	c := codings()
	known := rel.Plover != "" && slices.Contains(c.types, rel.Plover)
	switch {
	case rel.Plover == "" && r.has(rel, "mode") && !r.has(rel, "plover"):
		r.problem(r.at(rel, "mode"), rel.Name, "a mode without a PLOVER type", "add plover")
	case rel.Plover != "" && !known:
		r.problem(r.at(rel, "plover"), rel.Name, "unknown PLOVER type "+quote(rel.Plover), didYouMean(rel.Plover, c.types))
	case known && rel.Mode != "" && !slices.Contains(c.modes[rel.Plover], rel.Mode):
		hint := rel.Plover + " has no modes"
		if modes := c.modes[rel.Plover]; len(modes) > 0 {
			hint = didYouMean(rel.Mode, modes)
		}
		r.problem(r.at(rel, "mode"), rel.Name, "unknown mode "+quote(rel.Mode)+" of "+rel.Plover, hint)
	}
	if rel.Cameo != "" && !slices.Contains(c.cameo, rel.Cameo) {
		hint := "three or four digits, as in the CAMEO codebook"
		if slices.Contains(c.cameo, "0"+rel.Cameo) {
			hint = "did you mean 0" + rel.Cameo + "?"
		} else if slices.Contains(c.cameo, rel.Cameo+"0") {
			hint = "did you mean " + rel.Cameo + "0?"
		}
		r.problem(r.at(rel, "cameo"), rel.Name, "unknown CAMEO code "+quote(rel.Cameo), hint)
	}
	if rel.State && rel.Plover != "" {
		r.problem(r.at(rel, "plover"), rel.Name, "a standing state has no PLOVER type", "PLOVER codes events: drop plover or state")
	}
}

func (r *reader) checkPatterns(rel *Relation) {
	for i, p := range rel.Patterns {
		for _, end := range []struct {
			key          string
			narrow, wide []Kind
		}{{"subjectKind", p.SubjectKind, rel.Subject}, {"objectKind", p.ObjectKind, rel.Object}} {
			for _, k := range end.narrow {
				if len(end.wide) > 0 && !slices.Contains(end.wide, k) {
					r.problem(p.Pos, rel.Name, fmt.Sprintf("%s may be %s, which the relation does not allow", end.key, k), "")
				}
			}
		}
		for _, q := range rel.Patterns[:i] {
			if t := sameFrame(p, q); t != "" {
				r.problem(p.Pos, rel.Name, "pattern "+t+" given twice, first at line "+fmt.Sprint(q.Pos.Line), "")
				break
			}
		}
	}
}

// checkSameFrames finds two relations with a pattern that would read the same clause alike.
func (r *reader) checkSameFrames() {
	for i, a := range r.relations {
		for _, b := range r.relations[:i] {
			if a.Name == b.Name {
				continue
			}
			for _, p := range a.Patterns {
				for _, q := range b.Patterns {
					if t := sameFrame(p, q); t != "" {
						r.problem(p.Pos, a.Name, fmt.Sprintf("pattern %s is also one of %s, at %s:%d", t, b.Name, q.Pos.File, q.Pos.Line),
							"drop one of the two or tell them apart by object, theme, kinds, with or without")
					}
				}
			}
		}
	}
}

// triggers gives the kinds of trigger that a pattern has: one, unless it is wrong.
func (p Pattern) triggers() []string {
	var out []string
	for _, t := range []struct {
		kind  string
		words []string
	}{{"verb", p.Verb}, {"noun", p.Noun}, {"adjective", p.Adjective}} {
		if len(t.words) > 0 {
			out = append(out, t.kind)
		}
	}
	return out
}

// sameFrame gives the trigger that two patterns share where they also have the same subject, share a place of the object
// (and, where both have some, a light verb, a theme, kinds of ends), and ask for and forbid the same words; else nothing. One
// that asks for more words is narrower, not the same.
func sameFrame(p, q Pattern) string {
	either := func(a, b []string) bool { return len(a) == 0 && len(b) == 0 || shares(a, b) }
	kinds := func(a, b []Kind) bool { return either(kindWords(a), kindWords(b)) }
	if !sameWords(p.Subject, q.Subject) || !either(p.Object, q.Object) || !either(p.Light, q.Light) || !either(p.Theme, q.Theme) ||
		p.Complement != q.Complement || !kinds(p.SubjectKind, q.SubjectKind) || !kinds(p.ObjectKind, q.ObjectKind) ||
		!sameWords(p.With, q.With) || !sameWords(p.Without, q.Without) {
		return ""
	}
	for _, t := range []struct {
		kind string
		a, b []string
	}{{"verb", p.Verb, q.Verb}, {"noun", p.Noun, q.Noun}, {"adjective", p.Adjective, q.Adjective}} {
		for _, w := range t.a {
			if slices.Contains(t.b, w) {
				return t.kind + " " + quote(w)
			}
		}
	}
	return ""
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func sameWords(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func (r *reader) checkExamples(rel *Relation) {
	if !r.has(rel, "examples") {
		r.problem(rel.Pos, rel.Name, "no examples", fmt.Sprintf("give at least %d, %d of them negative (want: [])", minExamples, minNegative))
		return
	}
	if r.broken(rel, "examples") {
		return
	}
	negative := 0
	texts := make(map[string]int)
	for _, e := range rel.Examples {
		if len(e.Want) == 0 {
			negative++
		}
		if first, ok := texts[e.Text]; ok && e.Text != "" {
			r.problem(e.Pos, rel.Name, fmt.Sprintf("example given twice, first at line %d", first), "")
			continue
		}
		texts[e.Text] = e.Pos.Line
	}
	pos := r.at(rel, "examples")
	if n := len(rel.Examples); n < minExamples {
		r.problem(pos, rel.Name, fmt.Sprintf("%d of at least %d examples", n, minExamples), "")
	}
	if len(rel.Examples) > 0 && negative < minNegative {
		r.problem(pos, rel.Name, "no negative example", "add a text that must not give the relation, with want: []")
	}
	if negative == len(rel.Examples) && negative > 0 {
		r.problem(pos, rel.Name, "no positive example", "add a text that gives the relation, with want: [SUBJECT -> OBJECT]")
	}
}

func (r *reader) checkBroader(rel *Relation, byName map[string]*Relation) {
	if rel.Broader == "" {
		return
	}
	pos := r.at(rel, "broader")
	wider, ok := byName[rel.Broader]
	if !ok {
		names := make([]string, 0, len(byName))
		for n := range byName {
			names = append(names, n)
		}
		sort.Strings(names)
		r.problem(pos, rel.Name, "broader "+rel.Broader+" does not exist", didYouMean(rel.Broader, names))
		return
	}
	if circle := circleOf(rel, byName); circle != "" {
		r.problem(pos, rel.Name, "broader goes in a circle: "+circle, "one of them must be the root")
		return
	}
	// Each pair of neighbours on the chain suffices: what holds for every step holds for the family.
	if rel.Symmetric != wider.Symmetric {
		r.problem(pos, rel.Name, fmt.Sprintf("%s, but its broader %s is %s", direction(rel), wider.Name, direction(wider)), "a family is symmetric as a whole or not at all")
	}
	if rel.State != wider.State {
		r.problem(pos, rel.Name, fmt.Sprintf("%s, but its broader %s is %s", duration(rel), wider.Name, duration(wider)), "a family is of events or of standing states")
	}
	for _, end := range []struct {
		key          string
		narrow, wide []Kind
	}{{"subject", rel.Subject, wider.Subject}, {"object", rel.Object, wider.Object}} {
		for _, k := range end.narrow {
			if len(end.wide) > 0 && !slices.Contains(end.wide, k) {
				r.problem(r.at(rel, end.key), rel.Name, fmt.Sprintf("%s may be %s, which its broader %s does not allow", end.key, k, wider.Name),
					"what holds of a relation holds of its broader one")
			}
		}
	}
}

func direction(r *Relation) string {
	if r.Symmetric {
		return "symmetric"
	}
	return "directed"
}

func duration(r *Relation) string {
	if r.State {
		return "a standing state"
	}
	return "an event"
}

// circleOf gives "A, B, A" where the chain of broader ones comes back to the relation, else "". A relation that only leads
// into a circle is not reported: those on it are.
func circleOf(rel *Relation, byName map[string]*Relation) string {
	circle := []string{rel.Name}
	for w := byName[rel.Broader]; w != nil && len(circle) <= len(byName); w = byName[w.Broader] {
		circle = append(circle, w.Name)
		if w.Name == rel.Name {
			return strings.Join(circle, ", ")
		}
	}
	return ""
}
