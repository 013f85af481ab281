package extract_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
	"newsgraph/schema"
)

// unseenArticles gives the articles that no model learnt from: those whose names are set aside for measuring.
func unseenArticles(t *testing.T, folder string) map[string]bool {
	t.Helper()
	unseen := map[string]bool{}
	lines, err := gold.Lines(filepath.Join(folder, "..", "ner", "worldwide-newswire-dev.tsv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if name, ok := strings.CutPrefix(line, "# doc ="); ok {
			unseen[strings.TrimSpace(name)] = true
		}
	}
	return unseen
}

// markedBroader is the tree of relations that the marks of newswire-claims use (its guideline): relation to broader one.
var markedBroader = map[string]string{
	"CALLED": "TALKED_WITH", "MET": "TALKED_WITH", "NEGOTIATED_WITH": "TALKED_WITH",
	"SIGNED_AGREEMENT_WITH": "AGREED_WITH",
	"PRAISED":               "SUPPORTED", "THANKED": "SUPPORTED", "RECOGNIZED": "SUPPORTED", "EXPRESSED_CONDOLENCES_TO": "SUPPORTED",
	"ARMED":    "AIDED",
	"RELEASED": "YIELDED_TO", "WITHDREW_FROM": "YIELDED_TO",
	"URGED": "ASKED", "DEMANDED": "ASKED",
	"CONDEMNED": "CRITICIZED", "ACCUSED": "CRITICIZED",
	"CHARGED": "INVESTIGATED",
	"WARNED":  "THREATENED",
	"BOMBED":  "ATTACKED", "INVADED": "ATTACKED", "ABDUCTED": "ATTACKED",
}

// markedChain gives a relation and its broader ones, of the ontology where it has the relation, else of the guideline.
func markedChain(o *schema.Ontology, name string) []string {
	var chain []string
	for name != "" {
		chain = append(chain, name)
		broader := markedBroader[name]
		if r := o.Relation(name); r != nil && r.Broader != "" {
			broader = r.Broader
		}
		name = broader
	}
	return chain
}

// onOneChain reports whether one of two relations is the other or broader than it.
func onOneChain(o *schema.Ontology, a, b string) bool {
	return slices.Contains(markedChain(o, a), b) || slices.Contains(markedChain(o, b), a)
}

// tells reports whether a claim and a mark tell of the same: the pair, in its direction where it has one, and the relation.
func tells(c *extract.Claim, m *mark) bool {
	way := orientation(c, m)
	return (way == 1 || way == -1 && (c.Symmetric || m.Extra.Symmetric)) && onOneChain(schema.Default(), c.Type, m.Type)
}

// tellsCoded is tells by PLOVER type in place of the relation.
func tellsCoded(c *extract.Claim, m *mark) bool {
	way := orientation(c, m)
	return (way == 1 || way == -1 && (c.Symmetric || m.Extra.Symmetric)) && slices.Contains(m.Extra.Plover, c.Plover)
}

// tally is a row of the table of one relation.
type tally struct{ asked, found, claims, right, neutral, leaked int }

func (y *tally) ask(found bool) {
	y.asked++
	if found {
		y.found++
	}
}

func (y *tally) claim(v verdict) {
	y.claims++
	switch v {
	case right:
		y.right++
	case neutral:
		y.neutral++
	case leak:
		y.leaked++
	}
}

func (y *tally) row(name string) string {
	return fmt.Sprintf("%-24s %6d %6d %7d %6d %8d %7d %6d   %5s  %5s\n", name, y.asked, y.found, y.claims, y.right, y.neutral, y.leaked,
		y.claims-y.right-y.neutral-y.leaked, percent(y.right, y.claims-y.neutral), percent(y.found, y.asked))
}

func scoreNewswire(t *testing.T, b *bench, split string) string {
	onto := schema.Default()
	rows := map[string]*tally{}
	for _, r := range onto.Relations() {
		rows[r.Name] = &tally{}
	}
	set := "newswire-claims-" + split
	windows := b.texts(t, set)
	unseen := unseenArticles(t, b.folder)
	all, fresh, events, standing, coded := &tally{}, &tally{}, &tally{}, &tally{}, &tally{}
	denied, freshWindows := 0, 0
	mistakes := map[string][]string{}
	say := func(w *marked, relation, what string, claim string, start, end int) {
		if split == "train" {
			mistakes[relation] = append(mistakes[relation], fmt.Sprintf("%-7s %s: %s: %s", what, w.ID, claim, around(w.Text, start, end)))
		}
	}
	for i := range windows {
		w := &windows[i]
		var ours []extract.Claim
		for _, c := range w.Claims {
			if c.Asserts {
				ours = append(ours, c)
			}
		}
		if unseen[w.Article] {
			freshWindows++
		}
		count := func(relation string, add func(*tally)) {
			add(rows[relation])
			add(all)
			if unseen[w.Article] {
				add(fresh)
			}
			if onto.Relation(relation).State {
				add(standing)
			} else {
				add(events)
			}
		}
		for j := range ours {
			c := &ours[j]
			verdict := judge(c, w.Gold, tells)
			count(c.Type, func(y *tally) { y.claim(verdict) })
			switch verdict {
			case leak:
				say(w, c.Type, "leaked", show(c), c.Evidence.Start, c.Evidence.End)
			case wrong:
				say(w, c.Type, "wrong", show(c)+otherwise(c, w.Gold), c.Evidence.Start, c.Evidence.End)
			}
			if c.Plover != "" {
				coded.claim(judge(c, w.Gold, tellsCoded))
			}
		}
		for j := range w.Gold {
			m := &w.Gold[j]
			if !m.Extra.Sure || m.Source == "" || m.Target == "" {
				continue
			}
			if m.Extra.Asserts && len(m.Extra.Plover) > 0 {
				coded.ask(slices.ContainsFunc(ours, func(c extract.Claim) bool { return tellsCoded(&c, m) }))
			}
			chain := markedChain(onto, m.Type)
			k := slices.IndexFunc(chain, func(name string) bool { return onto.Relation(name) != nil })
			if k < 0 {
				continue
			}
			if m.Denies() {
				denied++
				continue
			}
			if !m.Extra.Asserts {
				continue
			}
			found := slices.ContainsFunc(ours, func(c extract.Claim) bool { return tells(&c, m) })
			count(chain[k], func(y *tally) { y.ask(found) })
			if !found {
				say(w, chain[k], "missed", m.Type+" "+m.Source+" -> "+m.Target, m.Extra.TriggerSpan[0], m.Extra.TriggerSpan[1])
			}
		}
	}
	logMistakes(t, set, mistakes)
	var s strings.Builder
	if split == "dev" {
		s.WriteString(`
# newswire-claims: ordinary prose, marked exhaustively. Only asserting claims of ours are looked at, of every relation that
# the ontology has, and direction counts. Relations agree where one is the other or a broader one of it; a marked claim of a
# relation that the ontology lacks counts as its nearest broader one that it has, else it is left out. Neutral: claims of
# ours that meet only marks with a described end or marks that are not sure; neither right nor wrong, and not asked for.
# Leaked: ours asserts what the text has as negated, planned, possible, requested, accused, denied, promised or warned.
# precision = right / (claims - neutral), recall = found / asked. The name finder learnt the names of most articles that the
# windows are drawn from, which flatters these figures; "unseen" are the windows of the other articles. "by PLOVER type":
# claims and marks that have one, right where it is among the mark's, whatever the relation.
`)
	} else {
		s.WriteString("\n")
	}
	fmt.Fprintf(&s, "%-24s %6s %6s %7s %6s %8s %7s %6s   %5s  %5s\n", set, "asked", "found", "claims", "right", "neutral", "leaked", "wrong", "prec", "rec")
	s.WriteString(all.row(fmt.Sprintf("all, %d windows", len(windows))))
	s.WriteString(fresh.row(fmt.Sprintf("unseen, %d of them", freshWindows)))
	s.WriteString(events.row("acts"))
	s.WriteString(coded.row("acts, by PLOVER type"))
	s.WriteString(standing.row("standing relations"))
	for _, r := range onto.Relations() {
		if y := rows[r.Name]; *y != (tally{}) {
			s.WriteString(y.row("  " + r.Name))
		}
	}
	fmt.Fprintf(&s, "acts of these relations that must not assert (sure, with two ends): %d\n", denied)
	if split == "dev" {
		s.WriteString(barPercent(set+": precision", all.right, all.claims-all.neutral, 75))
		s.WriteString(barPercent(set+": recall", all.found, all.asked, 35))
		s.WriteString(barPercent(set+": precision aimed at", all.right, all.claims-all.neutral, 90))
		s.WriteString(barPercent(set+": recall aimed at", all.found, all.asked, 55))
	}
	return s.String()
}

// verdict is what the marks say of a claim of ours.
type verdict int

const (
	wrong verdict = iota
	neutral
	leak
	right
)

// judge compares an asserting claim with the marks that tell of it: those of its own sentence where there are any, so
// that an act that was done elsewhere does not excuse the same act planned here. Of several the best stands.
func judge(c *extract.Claim, marks []mark, tells func(*extract.Claim, *mark) bool) verdict {
	far, near := wrong, wrong
	for i := range marks {
		m := &marks[i]
		if !tells(c, m) {
			continue
		}
		v := neutral
		switch {
		case m.Extra.Sure && m.Denies():
			v = leak
		case m.Extra.Sure && m.Extra.Asserts:
			v = right
		}
		far = max(far, v)
		if gold.Overlaps(c.Evidence.Sentence.Start, c.Evidence.Sentence.End, m.Extra.TriggerSpan) {
			near = max(near, v)
		}
	}
	if near != wrong {
		return near
	}
	return far
}

// otherwise names the relations that the marks have for a claim's pair, to tell a wrong relation from a wrong pair.
func otherwise(c *extract.Claim, marks []mark) string {
	s := ""
	for i := range marks {
		if way := orientation(c, &marks[i]); way != 0 {
			s += " (marked " + marks[i].Type + map[int]string{1: "", -1: " the other way round"}[way] + ")"
		}
	}
	return s
}

// What the score rests on: one text, marks of each sort, and what a claim of ours counts as.
func TestJudge(t *testing.T) {
	const text = "Oslo: Norway met Iceland. Norway will meet Finland. Police met Sweden. Denmark met Norway, it seems. Norway attacked Iceland."
	span := func(s string, nth int) []int {
		from := 0
		for ; nth > 0; nth-- {
			from += strings.Index(text[from:], s) + len(s)
		}
		from += strings.Index(text[from:], s)
		return []int{from, from + len(s)}
	}
	stop := func(n int) int { // where the sentence that holds byte n begins
		return strings.LastIndex(text[:n], ". ") + 1
	}
	newMark := func(relation, source string, s int, target string, o int, trigger string, g int, set func(*mark)) mark {
		m := mark{Source: source, Target: target, Type: relation}
		e := &m.Extra
		e.SourceSpan, e.TargetSpan, e.TriggerSpan = span(source, s), span(target, o), span(trigger, g)
		e.Polarity, e.Modality, e.Asserts, e.Sure = extract.Affirmed, extract.Actual, true, true
		set(&m)
		return m
	}
	marks := []mark{
		newMark("MET", "Norway", 0, "Iceland", 0, "met", 0, func(*mark) {}),
		newMark("MET", "Norway", 1, "Finland", 0, "meet", 0, func(m *mark) { m.Extra.Modality, m.Extra.Asserts = extract.Planned, false }),
		newMark("MET", "Police", 0, "Sweden", 0, "met", 1, func(m *mark) { m.Extra.Asserts = false }),
		newMark("MET", "Denmark", 0, "Norway", 2, "met", 2, func(m *mark) { m.Extra.Sure = false }),
		newMark("BOMBED", "Norway", 3, "Iceland", 1, "attacked", 0, func(*mark) {}),
	}
	onto := schema.Default()
	for _, c := range []struct {
		relation, subject string
		s                 int
		object            string
		o                 int
		want              verdict
	}{
		{"MET", "Norway", 0, "Iceland", 0, right},
		{"MET", "Iceland", 0, "Norway", 0, right},         // no direction
		{"TALKED_WITH", "Norway", 0, "Iceland", 0, right}, // broader
		{"CALLED", "Norway", 0, "Iceland", 0, wrong},      // another branch
		{"MET", "Norway", 1, "Finland", 0, leak},
		{"MET", "Police", 0, "Sweden", 0, neutral},
		{"MET", "Denmark", 0, "Norway", 2, neutral},
		{"MET", "Denmark", 0, "Iceland", 0, wrong},
		{"ATTACKED", "Norway", 3, "Iceland", 1, right}, // broader, by the marks' own tree
		{"ATTACKED", "Iceland", 1, "Norway", 3, wrong}, // the other way round
	} {
		s, o := span(c.subject, c.s), span(c.object, c.o)
		claim := extract.Claim{Type: c.relation, Symmetric: onto.Relation(c.relation).Symmetric,
			Subject: &extract.End{Name: c.subject, Words: extract.Words{Start: s[0], End: s[1]}},
			Object:  &extract.End{Name: c.object, Words: extract.Words{Start: o[0], End: o[1]}}}
		claim.Evidence.Sentence.Start, claim.Evidence.Sentence.End = stop(s[0]), max(s[1], o[1])
		if got := judge(&claim, marks, tells); got != c.want {
			t.Errorf("%s %s -> %s: got %d, want %d", c.relation, c.subject, c.object, got, c.want)
		}
	}
}
