package gold

import (
	"slices"
	"strings"

	"newsgraph/extract"
	"newsgraph/schema"
)

// Meets reports whether an end of ours is a marked one: by overlapping spans, or by name.
func Meets(e *extract.End, name string, spans ...[]int) bool {
	if e == nil {
		return false
	}
	for _, span := range spans {
		if Overlaps(e.Start, e.End, span) {
			return true
		}
	}
	a, b := plainName(e.Name), plainName(name)
	if a == "" || b == "" {
		return false
	}
	// A person goes by a part of the name, too; not a body or a place: "China" is not "National Theatre of China".
	return a == b || e.Kind == schema.Person && (hasWords(a, b) || hasWords(b, a))
}

// Overlaps reports whether two half-open spans share a byte; an empty second one shares none.
func Overlaps(start, end int, span []int) bool {
	return len(span) == 2 && start < span[1] && span[0] < end
}

// plainName folds what does not tell names apart here: the article, case, spellings that the gazetteer knows.
func plainName(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "the "), "The ")
	return strings.ToLower(CanonicalName(s))
}

// CanonicalName gives the canonical form of a name that everybody knows, any other as it is.
func CanonicalName(s string) string {
	if _, canonical, _, ok := schema.Names().Kind(s); ok {
		return canonical
	}
	return s
}

// hasWords reports whether all words of part stand in whole.
func hasWords(whole, part string) bool {
	words := strings.Fields(whole)
	for _, w := range strings.Fields(part) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// Orientation says how two ends lie to those of a mark: +1 as marked, -1 the other way round, 0 not at all.
func Orientation(subject, object *extract.End, m *Mark) int {
	switch {
	case Meets(subject, m.Source, m.Sources()...) && Meets(object, m.Target, m.Targets()...):
		return 1
	case Meets(subject, m.Target, m.Targets()...) && Meets(object, m.Source, m.Sources()...):
		return -1
	}
	return 0
}
