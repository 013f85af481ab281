package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

// Reference is a run of words of one sentence of GUM that refers to something: the words First to Last, half-open. Runs of
// one document with the same Group refer to the same.
type Reference struct {
	Sentence, First, Last int
	Group                 string
	Type                  string // "person", "place", "organization", "abstract", ...
	Head                  int    // the word that the others depend on
	MinFirst, MinLast     int    // the words that any shorter span must hold: a name without what describes it
}

var entityMark = regexp.MustCompile(`\([^()]*\)?|[^()]+\)`)

// References reads the references of a document of GUM from the "Entity" of its words' last column, in text order, of two
// that start together the longer one first.
func (d Document) References() []Reference {
	var out []Reference
	for i, s := range d.Sentences {
		before := len(out)
		open := map[string][]int{} // group to indexes of out that wait for their end
		for k, w := range s.Words {
			for _, mark := range entityMark.FindAllString(w.Misc["Entity"], -1) {
				if !strings.HasPrefix(mark, "(") {
					group := strings.TrimSuffix(mark, ")")
					if waiting := open[group]; len(waiting) > 0 {
						out[waiting[len(waiting)-1]].Last = k + 1
						open[group] = waiting[:len(waiting)-1]
					}
					continue
				}
				// group-type-information status-salience-centering-minimal words-link-identity
				f := strings.Split(strings.Trim(mark, "()"), "-")
				if len(f) < 6 {
					continue
				}
				r := Reference{Sentence: i, First: k, Last: k + 1, Group: f[0], Type: f[1]}
				for _, n := range strings.Split(f[5], ",") {
					if at, err := strconv.Atoi(n); err == nil {
						if r.MinLast == 0 {
							r.MinFirst = k + at - 1
						}
						r.MinLast = k + at
					}
				}
				if !strings.HasSuffix(mark, ")") {
					open[f[0]] = append(open[f[0]], len(out))
				}
				out = append(out, r)
			}
		}
		for j := range out[before:] {
			r := &out[before+j]
			r.Head = s.headOf(r.First, r.Last)
			if r.MinLast == 0 {
				r.MinFirst, r.MinLast = r.First, r.Last
			}
		}
	}
	return out
}

// headOf gives the first word of a run whose head lies outside, the last word where there is none.
func (s Sentence) headOf(first, last int) int {
	for k := first; k < last; k++ {
		if h := s.Words[k].Head; h < first || h >= last {
			return k
		}
	}
	return last - 1
}
