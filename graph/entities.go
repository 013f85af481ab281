package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"newsgraph/schema"
)

// Classes of names. A person and a thing of one name are never one entity; among things the kind may differ from
// article to article (Gaza: a place, a government), so it is no part of the class.
const (
	classPerson = "person"
	classOther  = "other"
)

// NameKey is a class and a folded full name: what two articles must share to speak of one entity.
type NameKey struct {
	Class string // "person" or "other"
	Key   string // folded name
}

// String gives the form that indexes hold: class, NUL, key.
func (k NameKey) String() string { return k.Class + "\x00" + k.Key }

// Fold gives the name key of a name, a function of the name alone (and of whether it is a person's). Words are folded
// by nameTable.words; then
//   - in a person's name, romanisations of one given name or ending become one (words/names.txt);
//   - in any other name, a leading "the" and legal forms (Inc, Ltd, GmbH) go, as long as a word is left.
//
// A name without letters and digits is its own key, so that it is nobody else's.
func Fold(kind schema.Kind, name string) NameKey {
	words := foldWords(kind, name)
	k := NameKey{Class: classOf(kind), Key: strings.Join(words, " ")}
	if k.Key == "" {
		k.Key = strings.ToLower(strings.TrimSpace(name))
	}
	return k
}

func classOf(kind schema.Kind) string {
	if kind == schema.Person {
		return classPerson
	}
	return classOther
}

func foldWords(kind schema.Kind, name string) []string {
	words := names.words(name)
	if kind != schema.Person {
		words = names.bare(words)
	}
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = w.folded
		if kind == schema.Person {
			folded[i] = names.romanised(w.folded)
		}
	}
	return folded
}

// bare drops a leading article and legal forms.
func (t *nameTable) bare(words []word) []word {
	if len(words) > 1 && words[0].folded == "the" {
		words = words[1:]
	}
	for len(words) > 1 && t.legalHead[words[0].folded] {
		words = words[1:]
	}
	for len(words) > 1 && t.legals[words[len(words)-1].folded] {
		words = words[:len(words)-1]
		if n := len(words); n > 1 && words[n-1].folded == "and" { // "Marks & Co"
			words = words[:n-1]
		}
	}
	return words
}

// romanised gives the one form of the romanisations of a word in a person's name.
func (t *nameTable) romanised(w string) string {
	if s, ok := t.spellings[w]; ok {
		return s
	}
	if t.suffixes[w] {
		return w
	}
	for _, e := range t.endings {
		if stem, ok := strings.CutSuffix(w, e[0]); ok && len(stem) >= 2 {
			w = stem + e[1]
			break
		}
	}
	if s, ok := t.spellings[w]; ok {
		return s
	}
	return w
}

// Short gives the short key of a full name (surname of a person, initials of an organization, "" where none), and
// whether the name itself is but a short form; then short is that form's key.
//
// The surname is the last word, without suffixes (Jr., III) and without particles (al-, bin, van, de): "Bashar
// al-Assad" has "assad", as have "al-Assad" and "Assad", which are surnames alone. So a surname of two words and a
// family name that stands first (Kim Jong Un) have a key under which short forms do not find them: those stay with their
// article. Particles that may be a given name ("Al Gore") are particles in lower case or before a hyphen only.
//
// An acronym is one word of 2 to 6 capitals; where a gazetteer knows it, it is a name like any other. Initials are those
// of the capitalised words of an organization or group, at least two.
func Short(kind schema.Kind, name string, known bool) (short string, isShort bool) {
	words := names.words(name)
	if kind == schema.Person {
		return names.surname(words)
	}
	if len(words) == 1 && words[0].caps == words[0].size && words[0].size >= 2 && words[0].size <= 6 {
		if known {
			return "", false
		}
		return words[0].folded, true
	}
	if kind == schema.Organization || kind == schema.Group {
		return initials(names.bare(words)), false
	}
	return "", false
}

func (t *nameTable) surname(words []word) (short string, isShort bool) {
	for len(words) > 1 && t.suffixes[words[len(words)-1].folded] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return "", false
	}
	last := len(words) - 1
	isShort = true
	for _, w := range words[:last] {
		if !t.particles[w.folded] && !(t.lowers[w.folded] && (!w.upper || w.hyphen)) {
			isShort = false
		}
	}
	return t.romanised(words[last].folded), isShort
}

func initials(words []word) string {
	var b strings.Builder
	n := 0
	for _, w := range words {
		switch {
		case w.size > 1 && w.caps == w.size: // "UN Security Council": UNSC
			b.WriteString(w.folded)
			n += w.size
		case w.upper:
			r, _ := utf8.DecodeRuneInString(w.folded)
			b.WriteRune(r)
			n++
		}
	}
	if len(words) < 2 || n < 2 || n > 6 {
		return ""
	}
	return b.String()
}

// Tally counts the articles that hold a full name with one label.
type Tally struct {
	Label    string // discriminator, "" where the article states none
	Articles int    // distinct articles
}

// most reports whether part is at least 95 % of whole, in integers.
func most(part, whole int) bool { return whole > 0 && 20*part >= 19*whole }

// ResolveName gives the entity id of each label of one name, "" included: labelled ones never move, the unlabelled
// form one entity together, joined to a labelled one that at least 95 % of the labelled articles hold.
func ResolveName(k NameKey, tallies []Tally) map[string]string {
	articles := map[string]int{}
	labelled := 0
	for _, t := range tallies {
		articles[t.Label] += t.Articles
		if t.Label != "" {
			labelled += t.Articles
		}
	}
	entities := map[string]string{"": entityID(k, "")}
	for label, n := range articles {
		if label == "" {
			continue
		}
		entities[label] = entityID(k, label)
		if most(n, labelled) { // two cannot both be
			entities[""] = entities[label]
		}
	}
	return entities
}

// Holding counts the articles in which a full name of one short key was settled to an entity.
type Holding struct {
	Entity   string
	Articles int
}

// ResolveShort gives the entity that a short form (surname, unexpanded acronym) of an article attaches to, by the same
// count over articles that hold a full name; else an entity of that article alone.
func ResolveShort(class, short, article string, holdings []Holding) string {
	articles := map[string]int{}
	all := 0
	for _, h := range holdings {
		articles[h.Entity] += h.Articles
		all += h.Articles
	}
	for entity, n := range articles {
		if most(n, all) {
			return entity
		}
	}
	return loneEntityID(class, short, article)
}

// Spelling counts how the articles of an entity write it. Only full names and, where an entity has none, short forms.
type Spelling struct {
	Name     string
	Kind     schema.Kind
	Known    bool
	Country  string
	Full     bool // not an attached short form
	Aliases  []string
	Articles int
}

// Describe gives the entity's node from all its spellings: name in most articles, then longest (in characters), then
// smallest bytes; kind of the gazetteer, else of the majority, ties by name; country of the majority of those that have
// one, ties by name. Names, kinds and countries are taken from full names where there is one; every other name and
// alias is an alias. Keys hold the folded forms of all of them.
func Describe(id, class string, spellings []Spelling) entityRow {
	e := entityRow{ID: id, Class: class}
	full := slices.ContainsFunc(spellings, func(s Spelling) bool { return s.Full })
	known := slices.ContainsFunc(spellings, func(s Spelling) bool { return s.Known && s.Full == full })
	byName, byKind, byCountry := map[string]int{}, map[schema.Kind]int{}, map[string]int{}
	others := map[string]bool{}
	for _, s := range spellings {
		others[s.Name] = true
		for _, a := range s.Aliases {
			others[a] = true
		}
		if s.Full != full {
			continue
		}
		byName[s.Name] += s.Articles
		if s.Known == known {
			byKind[s.Kind] += s.Articles
		}
		if s.Country != "" {
			byCountry[s.Country] += s.Articles
		}
	}
	e.Name = commonest(byName, func(a, b string) int {
		return cmp.Or(cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a)), cmp.Compare(a, b))
	})
	e.Kind = commonest(byKind, cmp.Compare[schema.Kind])
	e.Country = commonest(byCountry, cmp.Compare[string])

	kind := schema.Organization // any kind of the class folds alike
	if class == classPerson {
		kind = schema.Person
	}
	for name := range others {
		if name == "" {
			continue
		}
		if name != e.Name {
			e.Aliases = append(e.Aliases, name)
		}
		e.Keys = append(e.Keys, Fold(kind, name).Key)
	}
	slices.Sort(e.Aliases)
	slices.Sort(e.Keys)
	e.Keys = slices.Compact(e.Keys)
	return e
}

// commonest gives the key with the greatest count; of several, the first in the order of less.
func commonest[K comparable](counts map[K]int, order func(a, b K) int) K {
	var best K
	found := false
	for k, n := range counts {
		if !found || n > counts[best] || n == counts[best] && order(k, best) < 0 {
			best, found = k, true
		}
	}
	return best
}
