package extract_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract"
)

// points is what a marked pair earns in one respect, where the other pairs of the text are unknown: two for a claim that is
// right; one of them is lost where another claim on the pair asserts otherwise.
type points struct{ right, otherwise bool }

func (p *points) see(right, asserts bool) {
	p.right = p.right || right
	p.otherwise = p.otherwise || asserts && !right
}

func (p points) count() int {
	switch {
	case !p.right:
		return 0
	case p.otherwise:
		return 1
	}
	return 2
}

// outcome is what became of a marked pair.
type outcome struct {
	found                 bool   // by a claim in either direction
	direction, typed, all points // the right way round; of an acceptable PLOVER type; both in one claim
}

// compare looks for a marked pair among the claims of its text.
func compare(claims []extract.Claim, m *mark) outcome {
	var o outcome
	for i := range claims {
		c := &claims[i]
		way := orientation(c, m)
		if c.Plover == "" || way == 0 {
			continue
		}
		o.found = true
		direction := way == 1 || c.Symmetric || m.Extra.Symmetric
		typed := slices.Contains(m.Extra.Plover, c.Plover)
		o.direction.see(direction, c.Asserts)
		o.typed.see(typed, c.Asserts)
		o.all.see(direction && typed, c.Asserts)
	}
	return o
}

// turned reports whether the text names the actor of a pair second.
func turned(m *mark) bool {
	s, t := m.Sources()[0], m.Targets()[0]
	return !m.Extra.Symmetric && len(s) == 2 && len(t) == 2 && s[0] > t[0]
}

// pairScore counts the marked pairs of a set. Points are two a pair.
type pairScore struct {
	pairs, found, direction int
	typable, typableFound   int // pairs whose marks have PLOVER types
	typed, all              int
}

func (s *pairScore) add(m *mark, o outcome) {
	s.pairs++
	if o.found {
		s.found++
	}
	s.direction += o.direction.count()
	if len(m.Extra.Plover) > 0 {
		s.typable++
		if o.found {
			s.typableFound++
		}
		s.typed += o.typed.count()
		s.all += o.all.count()
	}
}

const pairHead = "%-24s %6s %6s %7s   %9s  %9s  %9s\n"

func (s *pairScore) row(name string) string {
	return fmt.Sprintf("%-24s %6d %6d %6s%%   %8s%%  %8s%%  %8s%%\n", name, s.pairs, s.found, percent(s.found, s.pairs),
		percent(s.direction, 2*s.found), percent(s.typed, 2*s.typableFound), percent(s.all, 2*s.typable))
}

// scorePairs compares the claims of texts with their marks, those that keep takes and that have two ends. The rows are
// by group; the last result gives for each group what was not found or not right, for people who write patterns.
func scorePairs(texts []marked, keep func(*mark) bool, group func(*mark) string) (all *pairScore, rows map[string]*pairScore, mistakes map[string][]string) {
	all, rows, mistakes = &pairScore{}, map[string]*pairScore{}, map[string][]string{}
	for i := range texts {
		w := &texts[i]
		for j := range w.Gold {
			m := &w.Gold[j]
			if m.Source == "" || m.Target == "" || !keep(m) {
				continue
			}
			o, g := compare(w.Claims, m), group(m)
			if rows[g] == nil {
				rows[g] = &pairScore{}
			}
			all.add(m, o)
			rows[g].add(m, o)
			what := ""
			switch {
			case !o.found:
				what = "not found"
			case o.direction.count() == 0:
				what = "wrong way"
			case len(m.Extra.Plover) > 0 && o.all.count() == 0:
				what = "wrong type"
			case len(m.Extra.Plover) > 0 && o.all.count() == 1:
				what = "half"
			}
			if what != "" {
				s := fmt.Sprintf("%-10s %s: %s -> %s: %s", what, w.ID, m.Source, m.Target, strings.Join(strings.Fields(w.Text), " "))
				for k := range w.Claims {
					s += "\n             " + show(&w.Claims[k])
				}
				mistakes[g] = append(mistakes[g], s)
			}
		}
	}
	return all, rows, mistakes
}

// logMistakes prints mistakes by group under -v.
func logMistakes(t *testing.T, set string, mistakes map[string][]string) {
	t.Helper()
	if !testing.Verbose() {
		return
	}
	for _, g := range slices.Sorted(maps.Keys(mistakes)) {
		slices.Sort(mistakes[g])
		t.Logf("%s, %s: %d\n%s\n", set, g, len(mistakes[g]), strings.Join(mistakes[g], "\n"))
	}
}

// coded counts the claims with a PLOVER type in a set, and those of them that assert.
func coded(texts []marked) (claims, asserting int) {
	for i := range texts {
		for _, c := range texts[i].Claims {
			if c.Plover == "" {
				continue
			}
			claims++
			if c.Asserts {
				asserting++
			}
		}
	}
	return claims, asserting
}

// perText gives n claims in d texts to a hundredth.
func perText(n, d int) string {
	hundredths := (200*n + d) / (2 * d)
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}

func always(*mark) bool { return true }

func scorePLV(t *testing.T, b *bench) string {
	texts := b.texts(t, "plv-train")
	all, rows, mistakes := scorePairs(texts, always, func(m *mark) string { return m.Type })
	logMistakes(t, "plv-train", mistakes)
	claims, asserting := coded(texts)
	var s strings.Builder
	s.WriteString(`
# plv-train: one pair a sentence is marked. found: in either direction; direction and type: right of those found; all three:
# one claim right in both, of all pairs. By fold: all three in each of five folds, to show how far chance moves it.
`)
	fmt.Fprintf(&s, pairHead, "plv-train", "pairs", "found", "", "direction", "type", "all three")
	s.WriteString(all.row(fmt.Sprintf("all, %d sentences", len(texts))))
	for _, g := range slices.Sorted(maps.Keys(rows)) {
		s.WriteString(rows[g].row("  " + g))
	}
	fold := folds(texts)
	s.WriteString("all three by fold:")
	for f := range foldCount {
		part := slices.DeleteFunc(slices.Clone(texts), func(m marked) bool { return fold[m.ID] != f })
		score, _, _ := scorePairs(part, always, func(*mark) string { return "" })
		s.WriteString(" " + percent(score.all, 2*score.typable))
	}
	fmt.Fprintf(&s, "\nclaims a sentence that assert: %s\n", perText(asserting, len(texts)))
	s.WriteString(bar("plv-train: claims with a PLOVER type a sentence", perText(claims, len(texts)), "<= 2.00", claims <= 2*len(texts)))
	s.WriteString(barPercent("plv-train: marked pair found in either direction", all.found, all.pairs, 78))
	s.WriteString(barPercent("plv-train: PLOVER type among the acceptable, of those", all.typed, 2*all.typableFound, 82))
	s.WriteString(barPercent("plv-train: direction right, of those", all.direction, 2*all.found, 98))
	s.WriteString(barPercent("plv-train: all three", all.all, 2*all.typable, 63))
	return s.String()
}

// inSentence takes the pairs of rams-dev whose ends stand in one sentence.
func inSentence(m *mark) bool { return m.Extra.SameSentence != nil && *m.Extra.SameSentence }

func scoreRAMS(t *testing.T, b *bench) string {
	texts := b.texts(t, "rams-dev")
	all, rows, _ := scorePairs(texts, inSentence, func(m *mark) string {
		if len(m.Extra.Plover) == 0 {
			return "without a PLOVER type"
		}
		return strings.Join(m.Extra.Plover, ", ")
	})
	byAny := 0
	for i := range texts {
		for j := range texts[i].Gold {
			m := &texts[i].Gold[j]
			if inSentence(m) && slices.ContainsFunc(texts[i].Claims, func(c extract.Claim) bool { return orientation(&c, m) != 0 }) {
				byAny++
			}
		}
	}
	claims, asserting := coded(texts)
	var s strings.Builder
	s.WriteString(`
# rams-dev: windows of five sentences, one event of each marked; only pairs within a sentence. Some of them pair an end with
# itself, or things. Type and all three: of the pairs that PLOVER has a type for.
`)
	fmt.Fprintf(&s, pairHead, "rams-dev", "pairs", "found", "", "direction", "type", "all three")
	s.WriteString(all.row(fmt.Sprintf("all, %d windows", len(texts))))
	for _, g := range slices.Sorted(maps.Keys(rows)) {
		s.WriteString(rows[g].row("  " + g))
	}
	fmt.Fprintf(&s, "claims a sentence: %s, of them assert: %s; found by claims of every relation: %s%%\n",
		perText(claims, 5*len(texts)), perText(asserting, 5*len(texts)), percent(byAny, all.pairs))
	s.WriteString(barPercent("rams-dev: marked pair found within a sentence", all.found, all.pairs, 35))
	return s.String()
}

func scoreWikiEvents(t *testing.T, b *bench) string {
	texts := b.texts(t, "wikievents-sentences-train")
	all, rows, mistakes := scorePairs(texts, always, func(m *mark) string {
		if len(m.Extra.Plover) == 0 {
			return "without a PLOVER type"
		}
		return strings.Join(m.Extra.Plover, ", ")
	})
	logMistakes(t, "wikievents", mistakes)
	claims, asserting := coded(texts)
	var s strings.Builder
	s.WriteString(`
# wikievents-sentences-train: recall alone; nothing is asked of it. Places and things are ends, too.
`)
	fmt.Fprintf(&s, pairHead, "wikievents", "pairs", "found", "", "direction", "type", "all three")
	s.WriteString(all.row(fmt.Sprintf("all, %d sentences", len(texts))))
	for _, g := range slices.Sorted(maps.Keys(rows)) {
		s.WriteString(rows[g].row("  " + g))
	}
	fmt.Fprintf(&s, "claims a sentence: %s, of them assert: %s\n", perText(claims, len(texts)), perText(asserting, len(texts)))
	return s.String()
}

// scoreReversed looks at the pairs whose actor the text names second.
func scoreReversed(t *testing.T, b *bench) string {
	var s strings.Builder
	s.WriteString(`
# Reversed pairs: the text names the actor second (passives, nouns with "by" or "from"). Of those found in either direction,
# how many are right; of rams-dev within a sentence, of re3d those with a PLOVER type.
`)
	fmt.Fprintf(&s, "%-24s %6s %6s %7s   %9s\n", "reversed", "pairs", "found", "", "direction")
	reversed := func(set string, keep func(*mark) bool) *pairScore {
		score, _, mistakes := scorePairs(b.texts(t, set), func(m *mark) bool { return turned(m) && keep(m) }, func(m *mark) string { return m.Type })
		if !strings.HasSuffix(set, "-dev") {
			logMistakes(t, set+" reversed", mistakes)
		}
		fmt.Fprintf(&s, "%-24s %6d %6d %6s%%   %8s%%\n", set, score.pairs, score.found, percent(score.found, score.pairs), percent(score.direction, 2*score.found))
		return score
	}
	three := pairScore{}
	for _, one := range []*pairScore{
		reversed("plv-train", always),
		reversed("rams-dev", inSentence),
		reversed("re3d-uk-us", func(m *mark) bool { return len(m.Extra.Plover) > 0 }),
	} {
		three.found += one.found
		three.direction += one.direction
	}
	kill := reversed("conll04-train-dev", func(m *mark) bool { return m.Type == "Kill" })
	s.WriteString(barPercent("reversed pairs of plv, rams, re3d: direction right", three.direction, 2*three.found, 50))
	s.WriteString(barPercent("reversed pairs of conll04 Kill: direction right", kill.direction, 2*kill.found, 85))
	return s.String()
}

// A pair earns its points by any claim, and loses half where another claim asserts otherwise.
func TestCompare(t *testing.T) {
	const text = "Norway thanked Iceland after Iceland met Norway."
	claim := func(kind, plover, subject, object string, asserts bool) extract.Claim {
		end := func(name string) *extract.End {
			return &extract.End{Name: name, Words: extract.Words{Start: len(text)}}
		}
		return extract.Claim{Type: kind, Plover: plover, Subject: end(subject), Object: end(object), Symmetric: kind == "MET", Asserts: asserts}
	}
	m := mark{Source: "Norway", Target: "Iceland"}
	m.Extra.Plover = []string{"SUPPORT", "AGREE"}
	thanked, other := claim("THANKED", "SUPPORT", "Norway", "Iceland", true), claim("ACCUSED", "ACCUSE", "Norway", "Iceland", true)
	turned, met := claim("THANKED", "SUPPORT", "Iceland", "Norway", true), claim("MET", "CONSULT", "Iceland", "Norway", false)
	for _, c := range []struct {
		name                  string
		claims                []extract.Claim
		direction, typed, all int
	}{
		{"right", []extract.Claim{thanked}, 2, 2, 2},
		{"right and another type asserted", []extract.Claim{thanked, other}, 2, 1, 1},
		{"right and the other way asserted", []extract.Claim{thanked, turned}, 1, 2, 1},
		{"right beside what does not assert", []extract.Claim{thanked, met}, 2, 2, 2},
		{"no direction, another type", []extract.Claim{met}, 2, 0, 0},
		{"the other way", []extract.Claim{turned}, 0, 2, 0},
		{"each in one respect alone", []extract.Claim{other, turned}, 1, 1, 0},
		{"without a PLOVER type", []extract.Claim{claim("APPOINTED", "", "Norway", "Iceland", true)}, 0, 0, 0},
	} {
		o := compare(c.claims, &m)
		if o.direction.count() != c.direction || o.typed.count() != c.typed || o.all.count() != c.all {
			t.Errorf("%s: got %d, %d, %d points for direction, type and both, want %d, %d, %d", c.name,
				o.direction.count(), o.typed.count(), o.all.count(), c.direction, c.typed, c.all)
		}
	}
}
