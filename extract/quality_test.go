package extract_test

import (
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// TestQuality measures claims on marked text (gold, see the README of the data sets) and pins the figures in
// testdata/quality.golden, so that a change of quality is a line in a diff. With -v it lists the mistakes of the train
// sets, never those of the dev sets, which are to stay unread.
func TestQuality(t *testing.T) {
	folder := filepath.Join(cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.FromSlash("../../shared/data")), "gold")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no marked text at %s: set NEWSGRAPH_DATA to the folder of the data sets", folder)
	}
	if testing.Short() {
		t.Skip("reads some 2,400 marked texts")
	}
	var b strings.Builder
	b.WriteString(`# Claims measured on marked text. Rewritten by: go test ./extract -run TestQuality -update
# Nothing was trained on these marks. Whoever writes patterns may read the mistakes of the train sets (go test -v), never
# those of the dev sets. The name finder learnt the names of most articles that newswire-claims draws its windows from,
# which flatters those figures; the "unseen" rows are the windows of the other articles.
# Ends match where their spans overlap or their names are equal; relations where one is the other or a broader one of it.
`)
	b.WriteString(`
# newswire-claims: asserting claims against windows of news marked exhaustively. A marked claim of a relation that the
# ontology lacks counts as its nearest broader one that it has, else it is left out. Direction counts. Neutral: claims of
# ours that meet only marks with a described end or marks that are not sure; neither right nor wrong, and not asked for.
# Leaked: ours asserts what the text has as negated, planned, possible, requested, accused, denied, promised or warned.
# precision = right / (claims - neutral), recall = found / asked
`)
	b.WriteString(scoreNewswire(t, folder, "dev") + "\n" + scoreNewswire(t, folder, "train"))
	b.WriteString(`
# plv-train: one pair a sentence is marked, so only recall is known. Event claims of ours of every polarity, modality and
# stance count. pairs: with two ends; found: in either direction; direction: the right one, or the relation has none;
# type: direction right and the PLOVER type of the claim as stated among the acceptable ones
`)
	b.WriteString(scorePLV(t, folder))
	b.WriteString(`
# conll04-train-dev, Kill: KILLED between two persons that the set marks, exhaustively. Only asserting claims count,
# though the set also marks alleged and planned killings; outside: claims of ours with an end that is no marked person.
`)
	b.WriteString(scoreKill(t, folder))
	golden(t, "testdata/quality.golden", b.String())
}

// marked is one text of a gold set.
type marked struct {
	ID       string
	Article  string
	Text     string
	Split    string
	Gold     []mark
	Entities []struct {
		Span []int // code points
		Type string
	}
}

// mark is one marked pair. Spans in the file are code points; readGold makes them bytes.
type mark struct {
	Source, Target string // empty where the text has no such end
	Type           string
	Extra          struct {
		Plover      []string
		SourceSpan  []int `json:"source_span"`
		TargetSpan  []int `json:"target_span"`
		TriggerSpan []int `json:"trigger_span"`
		SourceNamed bool  `json:"source_named"`
		TargetNamed bool  `json:"target_named"`
		Symmetric   bool
		Polarity    string
		Modality    string
		Stance      string
		Asserts     bool
		Sure        bool
	}
}

// denies reports whether the text has the act as anything but done: such a mark must not assert, whatever its ends.
func (m *mark) denies() bool {
	return m.Extra.Polarity != extract.Affirmed || m.Extra.Modality != extract.Actual ||
		slices.Contains([]string{extract.Accused, extract.Denied, extract.Promised, extract.Asked, extract.Warned}, m.Extra.Stance)
}

// readGold reads a set of one JSON object a line and turns code points into bytes.
func readGold(t *testing.T, folder, name string) []marked {
	t.Helper()
	path := filepath.Join(folder, name+".jsonl.gz")
	var out []marked
	for i, line := range gzipLines(t, path) {
		n := i + 1
		var m marked
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%s:%d: %v", path, n, err)
		}
		var at []int // byte offset of each code point, and of the end
		for i := range m.Text {
			at = append(at, i)
		}
		at = append(at, len(m.Text))
		inBytes := func(span []int) {
			for i, p := range span {
				if p < 0 || p >= len(at) {
					t.Fatalf("%s:%d: position %d lies outside the text", path, n, p)
				}
				span[i] = at[p]
			}
		}
		for i := range m.Gold {
			e := &m.Gold[i].Extra
			inBytes(e.SourceSpan)
			inBytes(e.TargetSpan)
			inBytes(e.TriggerSpan)
		}
		for _, e := range m.Entities {
			inBytes(e.Span)
		}
		out = append(out, m)
	}
	return out
}

// unseenArticles gives the articles that no model learnt from: those whose names are set aside for measuring.
func unseenArticles(t *testing.T, folder string) map[string]bool {
	t.Helper()
	unseen := map[string]bool{}
	for _, line := range gzipLines(t, filepath.Join(folder, "..", "ner", "worldwide-newswire-dev.tsv.gz")) {
		if name, ok := strings.CutPrefix(line, "# doc ="); ok {
			unseen[strings.TrimSpace(name)] = true
		}
	}
	return unseen
}

// gzipLines reads the lines of a gzip file.
func gzipLines(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return strings.Split(strings.TrimRight(string(b), "\n"), "\n")
}

// claimsOf gives what the program finds in a marked text; none of the sets states dates.
func claimsOf(t *testing.T, m *marked) []extract.Claim {
	t.Helper()
	return read(t, news.Article{ID: m.ID, Text: m.Text, Status: news.Usable}).Claims
}

// meets reports whether an end of ours is the marked one: by overlapping spans, or by name.
func meets(e *extract.End, name string, span []int) bool {
	if e == nil {
		return false
	}
	if overlaps(e.Start, e.End, span) {
		return true
	}
	a, b := plainName(e.Name), plainName(name)
	if a == "" || b == "" {
		return false
	}
	// A person goes by a part of the name, too; not a body or a place: "China" is not "National Theatre of China".
	return a == b || e.Kind == schema.Person && (hasWords(a, b) || hasWords(b, a))
}

func overlaps(start, end int, span []int) bool {
	return len(span) == 2 && start < span[1] && span[0] < end
}

// plainName folds what does not tell names apart here: the article, case, spellings that the gazetteer knows.
func plainName(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "the "), "The ")
	return strings.ToLower(gazetteerName(s))
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

// orientation says how the ends of a claim lie to those of a mark: +1 as marked, -1 the other way round, 0 not at all.
func orientation(c *extract.Claim, m *mark) int {
	switch {
	case meets(c.Subject, m.Source, m.Extra.SourceSpan) && meets(c.Object, m.Target, m.Extra.TargetSpan):
		return 1
	case meets(c.Subject, m.Target, m.Extra.TargetSpan) && meets(c.Object, m.Source, m.Extra.SourceSpan):
		return -1
	}
	return 0
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

// tally is a row of the table of one relation.
type tally struct{ asked, found, claims, right, neutral, leaked int }

func (y *tally) row(name string) string {
	return fmt.Sprintf("%-24s %6d %6d %7d %6d %8d %7d %6d   %5s  %5s\n", name, y.asked, y.found, y.claims, y.right, y.neutral, y.leaked,
		y.claims-y.right-y.neutral-y.leaked, percent(y.right, y.claims-y.neutral), percent(y.found, y.asked))
}

// percent gives n of d in percent, rounded to a tenth, or a dash where there is nothing to divide by.
func percent(n, d int) string {
	if d == 0 {
		return "-"
	}
	tenths := (2000*n + d) / (2 * d)
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

func scoreNewswire(t *testing.T, folder, split string) string {
	onto := schema.Default()
	rows := map[string]*tally{}
	for _, r := range onto.Relations() {
		rows[r.Name] = &tally{}
	}
	windows := readGold(t, folder, "newswire-claims-"+split)
	unseen := unseenArticles(t, folder)
	fresh, all := &tally{}, &tally{}
	denied, freshWindows := 0, 0
	say := func(w *marked, what string, claim string, start, end int) {
		if split == "train" && testing.Verbose() {
			t.Logf("%s %s: %s: %s: %s", "newswire-claims-train", w.ID, what, claim, around(w.Text, start, end))
		}
	}
	for i := range windows {
		w := &windows[i]
		var ours []extract.Claim
		for _, c := range claimsOf(t, w) {
			if c.Asserts {
				ours = append(ours, c)
			}
		}
		totals := []*tally{all}
		if unseen[w.Article] {
			totals = append(totals, fresh)
			freshWindows++
		}
		count := func(relation string, add func(*tally)) {
			add(rows[relation])
			for _, y := range totals {
				add(y)
			}
		}
		for j := range ours {
			c := &ours[j]
			count(c.Type, func(y *tally) { y.claims++ })
			claim := c.Type + " " + c.Subject.Name + " -> " + c.Object.Name
			switch judge(c, w.Gold) {
			case right:
				count(c.Type, func(y *tally) { y.right++ })
			case neutral:
				count(c.Type, func(y *tally) { y.neutral++ })
			case leak:
				count(c.Type, func(y *tally) { y.leaked++ })
				say(w, "leaked", claim, c.Evidence.Start, c.Evidence.End)
			default:
				say(w, "wrong", claim+" ["+c.Evidence.Rule+"]"+otherwise(c, w.Gold), c.Evidence.Start, c.Evidence.End)
			}
		}
		for j := range w.Gold {
			m := &w.Gold[j]
			chain := markedChain(onto, m.Type)
			k := slices.IndexFunc(chain, func(name string) bool { return onto.Relation(name) != nil })
			if k < 0 || !m.Extra.Sure || m.Source == "" || m.Target == "" {
				continue
			}
			if m.denies() {
				denied++
				continue
			}
			if !m.Extra.Asserts {
				continue
			}
			count(chain[k], func(y *tally) { y.asked++ })
			if slices.ContainsFunc(ours, func(c extract.Claim) bool { return tells(&c, m) }) {
				count(chain[k], func(y *tally) { y.found++ })
			} else {
				say(w, "missed", m.Type+" "+m.Source+" -> "+m.Target, m.Extra.TriggerSpan[0], m.Extra.TriggerSpan[1])
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-24s %6s %6s %7s %6s %8s %7s %6s   %5s  %5s\n", "newswire-claims-"+split, "asked", "found", "claims", "right", "neutral", "leaked", "wrong", "prec", "rec")
	b.WriteString(all.row(fmt.Sprintf("all, %d windows", len(windows))))
	b.WriteString(fresh.row(fmt.Sprintf("unseen, %d of them", freshWindows)))
	for _, r := range onto.Relations() {
		if y := rows[r.Name]; *y != (tally{}) {
			b.WriteString(y.row("  " + r.Name))
		}
	}
	fmt.Fprintf(&b, "acts of these relations that must not assert (sure, with two ends): %d\n", denied)
	return b.String()
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
func judge(c *extract.Claim, marks []mark) verdict {
	far, near := wrong, wrong
	for i := range marks {
		m := &marks[i]
		if !tells(c, m) {
			continue
		}
		v := neutral
		switch {
		case m.Extra.Sure && m.denies():
			v = leak
		case m.Extra.Sure && m.Extra.Asserts:
			v = right
		}
		far = max(far, v)
		if overlaps(c.Evidence.Sentence.Start, c.Evidence.Sentence.End, m.Extra.TriggerSpan) {
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

// around gives some 80 bytes of text on both sides of a span, on one line, the span in brackets.
func around(text string, start, end int) string {
	from, to := max(0, start-80), min(len(text), end+80)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return strings.Join(strings.Fields(text[from:start]+"["+text[start:end]+"]"+text[end:to]), " ")
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
		if got := judge(&claim, marks); got != c.want {
			t.Errorf("%s %s -> %s: got %d, want %d", c.relation, c.subject, c.object, got, c.want)
		}
	}
}

func scorePLV(t *testing.T, folder string) string {
	type row struct{ pairs, found, direction, typed, asserting int }
	rows := map[string]*row{}
	all := &row{}
	events, asserting := 0, 0
	sentences := readGold(t, folder, "plv-train")
	for i := range sentences {
		s := &sentences[i]
		var ours []extract.Claim
		for _, c := range claimsOf(t, s) {
			if schema.Default().Relation(c.Type).State {
				continue
			}
			ours = append(ours, c)
			events++
			if c.Asserts {
				asserting++
			}
		}
		for j := range s.Gold {
			m := &s.Gold[j]
			if m.Source == "" || m.Target == "" {
				continue
			}
			found, direction, typed, asserts := 0, 0, 0, 0
			seen := ""
			for k := range ours {
				c := &ours[k]
				way := orientation(c, m)
				if way == 0 {
					continue
				}
				seen += fmt.Sprintf(" %s(%s) %s -> %s", c.Type, c.Plover, c.Subject.Name, c.Object.Name)
				found = 1
				if way == 1 || c.Symmetric {
					direction = 1
					if slices.Contains(m.Extra.Plover, c.Plover) {
						typed = 1
						if c.Asserts {
							asserts = 1
						}
					}
				}
			}
			if found == 1 && typed == 0 && testing.Verbose() {
				t.Logf("plv-train %s: wrong way or type: want %s %s -> %s, got%s: %s", s.ID, m.Type, m.Source, m.Target, seen, s.Text)
			}
			if rows[m.Type] == nil {
				rows[m.Type] = &row{}
			}
			for _, r := range []*row{all, rows[m.Type]} {
				r.pairs++
				r.found += found
				r.direction += direction
				r.typed += typed
				r.asserting += asserts
			}
		}
	}
	var b strings.Builder
	line := func(name string, r *row) {
		fmt.Fprintf(&b, "%-24s %6d %6d %6s %%  %9d %6s %%  %6d %6s %%\n", name, r.pairs, r.found, percent(r.found, r.pairs),
			r.direction, percent(r.direction, r.pairs), r.typed, percent(r.typed, r.pairs))
	}
	fmt.Fprintf(&b, "%-24s %6s %6s %8s  %9s %8s  %6s %8s\n", "plv-train", "pairs", "found", "", "direction", "", "type", "")
	line(fmt.Sprintf("all, %d sentences", len(sentences)), all)
	var names []string
	for name := range rows {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		line("  "+name, rows[name])
	}
	fmt.Fprintf(&b, "typed by a claim that asserts: %d; event claims per 100 sentences: %s, of them asserting: %s\n", all.asserting,
		percent(events, len(sentences)), percent(asserting, len(sentences)))
	return b.String()
}

func scoreKill(t *testing.T, folder string) string {
	asked, found, turned, silent := 0, 0, 0, 0
	claims, right, reversed, outside := 0, 0, 0, 0
	sentences := readGold(t, folder, "conll04-train-dev")
	for i := range sentences {
		s := &sentences[i]
		kills := slices.DeleteFunc(slices.Clone(s.Gold), func(m mark) bool { return m.Type != "Kill" })
		person := func(e *extract.End) bool {
			for _, n := range s.Entities {
				if n.Type == "Peop" && meets(e, s.Text[n.Span[0]:n.Span[1]], n.Span) {
					return true
				}
			}
			return false
		}
		say := func(what, pair string) {
			if s.Split == "train" && testing.Verbose() {
				t.Logf("conll04 %s: %s: %s: %s", s.ID, what, pair, s.Text)
			}
		}
		var ours, others []extract.Claim
		for _, c := range claimsOf(t, s) {
			switch {
			case c.Type != "KILLED":
			case !c.Asserts:
				others = append(others, c)
			case !person(c.Subject) || !person(c.Object):
				outside++
			default:
				ours = append(ours, c)
			}
		}
		any := func(list []extract.Claim, m *mark, way int) bool {
			return slices.ContainsFunc(list, func(c extract.Claim) bool { return orientation(&c, m) == way })
		}
		for j := range kills {
			m := &kills[j]
			asked++
			switch {
			case any(ours, m, 1):
				found++
			case any(ours, m, -1):
				turned++
			default:
				if any(others, m, 1) {
					silent++
				}
				say("missed", m.Source+" -> "+m.Target)
			}
		}
		for j := range ours {
			c := &ours[j]
			claims++
			pair := c.Subject.Name + " -> " + c.Object.Name
			switch {
			case slices.ContainsFunc(kills, func(m mark) bool { return orientation(c, &m) == 1 }):
				right++
			case slices.ContainsFunc(kills, func(m mark) bool { return orientation(c, &m) == -1 }):
				reversed++
				say("reversed", pair)
			default:
				say("wrong", pair)
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-24s %6s %6s %7s %6s %9s %8s   %5s  %5s\n", "conll04-train-dev Kill", "asked", "found", "claims", "right", "reversed", "outside", "prec", "rec")
	fmt.Fprintf(&b, "%-24s %6d %6d %7d %6d %9d %8d   %5s  %5s\n", fmt.Sprintf("%d sentences", len(sentences)), asked, found, claims, right, reversed, outside,
		percent(right, claims), percent(found, asked))
	fmt.Fprintf(&b, "not found, but by a reversed claim: %d; by a claim that does not assert: %d\n", turned, silent)
	return b.String()
}
