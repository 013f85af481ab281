package graph

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"newsgraph/extract"
	"newsgraph/schema"
)

var update = flag.Bool("update", false, "write what is found into testdata as what is wanted")

// testFamilies are relations whose families are deeper and branch more than those of the program's own ontology:
//
//	TALKED_WITH > CALLED > VIDEO_CALLED     symmetric
//	            > MET > HOSTED
//	ATTACKED > BOMBED
//	HOLDS_OFFICE > LEADS                    standing
//	SAID                                    makes no fact
var testFamilies = sync.OnceValue(func() *schema.Ontology {
	relations := []struct{ name, broader, more string }{
		{"TALKED_WITH", "", "symmetric: true\n  plover: CONSULT\n  cameo: \"040\""},
		{"CALLED", "TALKED_WITH", "symmetric: true\n  plover: CONSULT\n  mode: phone\n  cameo: \"041\""},
		{"VIDEO_CALLED", "CALLED", "symmetric: true"},
		{"MET", "TALKED_WITH", "symmetric: true"},
		{"HOSTED", "MET", "symmetric: true"},
		{"ATTACKED", "", "plover: ASSAULT\n  cameo: \"190\""},
		{"BOMBED", "ATTACKED", "plover: ASSAULT"},
		{"HOLDS_OFFICE", "", "state: true"},
		{"LEADS", "HOLDS_OFFICE", "state: true"},
		{"SAID", "", ""},
	}
	var file strings.Builder
	for _, r := range relations {
		fmt.Fprintf(&file, "%s:\n  definition: A relation of the tests.\n", r.name)
		if r.broader != "" {
			fmt.Fprintf(&file, "  broader: %s\n", r.broader)
		}
		fmt.Fprintf(&file, "  subject: [Person, Country]\n  object: [Person, Country]\n")
		if r.more != "" {
			fmt.Fprintf(&file, "  %s\n", r.more)
		}
		if !strings.Contains(r.more, "state") {
			fmt.Fprintf(&file, "  patterns:\n    - {verb: %s, object: [obj]}\n", strings.ToLower(strings.ReplaceAll(r.name, "_", "")))
		}
		fmt.Fprintf(&file, "  examples:\n    - text: Ann does it to Bob.\n      want: [Ann -> Bob]\n")
		for _, text := range []string{"Ann does not.", "Bob does not.", "Nobody does."} {
			fmt.Fprintf(&file, "    - text: %s\n      want: []\n", text)
		}
	}
	o, err := schema.Load(fstest.MapFS{"tests.yaml": {Data: []byte(file.String())}})
	if err != nil {
		panic(err)
	}
	return o
})

// TestPlace runs the cases of testdata/anchors.txtar, whose head says how they are written. Each runs in ten orders of
// its claims, too.
func TestPlace(t *testing.T) {
	const path = "testdata/anchors.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range archive.Files {
		file := &archive.Files[i]
		t.Run(strings.ReplaceAll(file.Name, " ", "-"), func(t *testing.T) {
			given, want, _ := strings.Cut(string(file.Data), "=>\n")
			names, reports := readCase(t, given)
			got := placed(names, reports)
			for range 10 {
				rng.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
				if again := placed(names, reports); again != got {
					t.Fatalf("another order of the claims gives\n%s\nand not\n%s", again, got)
				}
			}
			if *update {
				file.Data = []byte(given + "=>\n" + got)
			} else if got != want {
				t.Errorf("%s: %s\ngot\n%swant\n%s", path, file.Name, got, want)
			}
		})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// readCase reads the claims of a case; names gives their letters by claim id.
func readCase(t *testing.T, given string) (names map[string]string, reports []Report) {
	t.Helper()
	names = map[string]string{}
	for line := range strings.Lines(given) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		for _, letter := range strings.Split(f[0], ",") {
			subject, object := "e1", "e2"
			c := extract.Claim{
				ID: hash("case", letter), Type: f[1], Subject: &extract.End{ID: &subject}, Object: &extract.End{ID: &object},
				Polarity: extract.Affirmed, Modality: extract.Actual,
			}
			published, publisher := "", "paper "+letter
			for rest := f[2:]; len(rest) > 0; rest = rest[1:] {
				take := func() string {
					if rest = rest[1:]; len(rest) == 0 {
						t.Fatalf("%q breaks off", line)
					}
					return rest[0]
				}
				switch word := rest[0]; word {
				case "pub":
					published, _ = caseDays(t, take())
				case "by":
					publisher = strings.Trim(take(), "-")
				case "role":
					role := take()
					c.Role = &role
				case "accused":
					stance := extract.Accused
					c.Stance = &stance
				case "denied":
					stance := extract.Denied
					c.Stance, c.Polarity = &stance, extract.Negated
				case "vowed":
					c.Modality = extract.Planned
				case "week", "month", "year", "range", "since", "until", "about":
					w := caseWhen(t, take(), word)
					c.When = &w
				default:
					if slices.Contains(weekdays[:], word) {
						c.When = &extract.When{Precision: extract.Weekday, Weekday: &word}
					} else {
						w := caseWhen(t, word, extract.Day)
						c.When = &w
					}
				}
			}
			r := NewReport(&c, published, publisher)
			names[r.Claim] = letter
			reports = append(reports, r)
		}
	}
	return names, reports
}

func caseWhen(t *testing.T, days, precision string) extract.When {
	start, end := caseDays(t, days)
	w := extract.When{Start: &start, End: &end, Precision: precision}
	switch precision {
	case "about":
		w.Precision, w.Approx = extract.Day, true
	case extract.Since:
		w.End = nil
	case extract.Until:
		w.Start = nil
	}
	return w
}

// caseDays reads 03-10 (of 2026), 2012-05-07, 2012 and A..B.
func caseDays(t *testing.T, s string) (start, end string) {
	if a, b, ok := strings.Cut(s, ".."); ok {
		start, _ = caseDays(t, a)
		_, end = caseDays(t, b)
		return start, end
	}
	switch len(s) {
	case len("2012"):
		return s + "-01-01", s + "-12-31"
	case len("03-10"):
		s = "2026-" + s
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		t.Fatal(err)
	}
	return s, s
}

// placed writes what Place says, as a case wants it.
func placed(names map[string]string, reports []Report) string {
	anchors, placements := Place(testFamilies(), "group", reports)
	behind := map[string][]string{}
	titles := map[string]string{}
	for _, a := range anchors {
		titles[a.Fact] = a.Type
		if a.Role != "" {
			titles[a.Fact] += " as " + a.Role
		}
		if a.Alleged {
			titles[a.Fact] += " alleged"
		}
		titles[a.Fact] += " " + whenWords(a.When)
	}
	var ambiguous, nothing []string
	for _, p := range placements {
		for _, f := range p.Facts {
			behind[f] = append(behind[f], names[p.Claim])
		}
		switch {
		case p.Ambiguous != nil:
			var facts []string
			for _, f := range p.Ambiguous {
				facts = append(facts, titles[f])
			}
			slices.Sort(facts)
			ambiguous = append(ambiguous, names[p.Claim]+" may tell of "+strings.Join(facts, ", "))
		case p.Facts == nil:
			nothing = append(nothing, names[p.Claim]+" tells of nothing")
		}
	}
	var lines []string
	for _, a := range anchors {
		slices.Sort(behind[a.Fact])
		line := titles[a.Fact] + ": " + strings.Join(behind[a.Fact], " ")
		for _, c := range a.Conflicts {
			line += "; other " + c.Field + " " + strings.Join(c.Values, " ")
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	slices.Sort(ambiguous)
	slices.Sort(nothing)
	var b bytes.Buffer
	for _, line := range slices.Concat(lines, ambiguous, nothing) {
		fmt.Fprintln(&b, strings.ReplaceAll(line, "2026-", ""))
	}
	return b.String()
}

func whenWords(w *FactWhen) string {
	switch {
	case w == nil:
		return "undated"
	case w.Start == nil:
		return "until " + *w.End
	case w.End == nil:
		return "since " + *w.Start
	case *w.Start == *w.End:
		return *w.Start
	}
	return w.Precision + " " + *w.Start + ".." + *w.End
}

// TestPlaceAnyOrder draws reports at random: however they are shuffled, Place gives the same; every claim stands behind
// facts that exist, or may tell of at least two; no fact is without a claim.
func TestPlaceAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for round := range 300 {
		reports := randomReports(rng, 1+rng.IntN(60), 1+rng.IntN(40))
		given := slices.Clone(reports)
		anchors, placements := Place(testFamilies(), "group", reports)
		if !slices.Equal(given, reports) {
			t.Fatal("Place changed its input")
		}
		rng.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		again, placedAgain := Place(testFamilies(), "group", reports)
		if !reflect.DeepEqual(anchors, again) || !reflect.DeepEqual(placements, placedAgain) {
			t.Fatalf("round %d: another order gives another result", round)
		}

		standing := map[string]string{}
		for _, r := range reports {
			standing[r.Claim] = r.Standing
		}
		alleged, supported := map[string]bool{}, map[string]bool{}
		for i, a := range anchors {
			if i > 0 && anchors[i-1].Fact >= a.Fact {
				t.Fatal("anchors are not sorted, or a fact stands twice")
			}
			alleged[a.Fact] = a.Alleged
		}
		if len(placements) != len(reports) {
			t.Fatalf("%d placements of %d claims", len(placements), len(reports))
		}
		for _, p := range placements {
			for _, f := range slices.Concat(p.Facts, p.Ambiguous) {
				if _, ok := alleged[f]; !ok {
					t.Fatalf("claim %s is behind a fact that does not exist", p.Claim)
				}
			}
			switch s := standing[p.Claim]; {
			case s == Silent && p.Facts == nil && p.Ambiguous == nil:
			case s == Supports && len(p.Facts) == 1 && p.Ambiguous == nil && !alleged[p.Facts[0]]:
				supported[p.Facts[0]] = true
			case s == Alleges && len(p.Facts) == 1 && p.Ambiguous == nil:
				supported[p.Facts[0]] = supported[p.Facts[0]] || alleged[p.Facts[0]]
			case s == Denies && len(p.Facts) > 0 && p.Ambiguous == nil && slices.IsSorted(p.Facts):
				supported[p.Facts[0]] = supported[p.Facts[0]] || alleged[p.Facts[0]]
			case s != Silent && p.Facts == nil && len(p.Ambiguous) > 1 && slices.IsSorted(p.Ambiguous):
			default:
				t.Fatalf("a claim that %s has the facts %v and may tell of %v", s, p.Facts, p.Ambiguous)
			}
		}
		for f := range alleged {
			if !supported[f] {
				t.Fatalf("fact %s has no claim that makes it", f)
			}
		}
	}
}

// randomReports draws claims of one group of events or of a standing relation, over some days.
func randomReports(rng *rand.Rand, n, days int) []Report {
	types, roles := []string{"TALKED_WITH", "CALLED", "CALLED", "VIDEO_CALLED", "MET", "HOSTED"}, []string{""}
	first := dayNumber("2026-03-01")
	step := 1
	if rng.IntN(3) == 0 {
		types, roles = []string{"HOLDS_OFFICE", "HOLDS_OFFICE", "LEADS"}, []string{"", "", "president", "premier"}
		step = 200
	}
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	reports := make([]Report, n)
	for i := range reports {
		r := Report{
			Claim: hash("random", fmt.Sprint(rng.Uint64())), Type: pick(types), Role: pick(roles), Start: NoDay, End: NoDay, Published: NoDay,
			Standing:  pick([]string{Supports, Supports, Supports, Supports, Alleges, Denies, Silent}),
			Publisher: fmt.Sprint(rng.IntN(5)),
		}
		day := first + step*rng.IntN(days)
		r.Precision = pick([]string{"", extract.Day, extract.Day, extract.Week, extract.Range, extract.Since, extract.Until, extract.Weekday})
		switch r.Precision {
		case extract.Day:
			r.Start, r.End, r.Approx = day, day, rng.IntN(3) == 0
		case extract.Week:
			r.Start, r.End = day, day+6
		case extract.Range:
			r.Start, r.End = day, day+step*(1+rng.IntN(10))
		case extract.Since:
			r.Start = day
		case extract.Until:
			r.End = day
		case extract.Weekday:
			r.Weekday = pick(weekdays[:])
		}
		if rng.IntN(5) > 0 {
			r.Published = first + step*rng.IntN(days+3)
		}
		reports[i] = r
	}
	return reports
}

// TestFactIDsStay: what is retracted or added moves no fact of a day that still has a claim that names it.
func TestFactIDsStay(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for range 200 {
		reports := randomReports(rng, 40, 20)
		if !strings.Contains("TALKED_WITH CALLED VIDEO_CALLED MET HOSTED", reports[0].Type) {
			continue
		}
		before, _ := Place(testFamilies(), "group", reports)
		gone := rng.IntN(len(reports))
		after, _ := Place(testFamilies(), "group", slices.Delete(slices.Clone(reports), gone, gone+1))
		ids := map[string]bool{}
		for _, a := range after {
			ids[a.Fact] = true
		}
		for _, r := range slices.Delete(reports, gone, gone+1) {
			if r.Standing != Supports || r.Precision != extract.Day || r.Approx {
				continue
			}
			if id := factID("group", "", isoDay(r.Start), false); !ids[id] {
				t.Fatalf("the fact of %s is gone with a claim of another day; before %v", isoDay(r.Start), before)
			}
		}
	}
}

// TestNewReport: what is no time that can be placed is none, and an interval is what its bounds say.
func TestNewReport(t *testing.T) {
	day := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	for _, c := range []struct {
		when       extract.When
		precision  string
		start, end string
	}{
		{extract.When{Precision: extract.Day, Start: day("2026-03-10"), Approx: true}, extract.Day, "2026-03-10", "2026-03-10"},
		{extract.When{Precision: extract.Day, Start: day("2026-03-10"), End: day("2026-03-11")}, extract.Range, "2026-03-10", "2026-03-11"},
		{extract.When{Precision: extract.Week, Start: day("2026-03-10"), End: day("2026-03-10")}, extract.Day, "2026-03-10", "2026-03-10"},
		{extract.When{Precision: extract.Range, Start: day("2026-03-10")}, extract.Since, "2026-03-10", ""},
		{extract.When{Precision: extract.Range, End: day("2026-03-10")}, extract.Until, "", "2026-03-10"},
		{extract.When{Precision: extract.Since, Start: day("2026-03-10"), End: day("2026-03-12")}, extract.Since, "2026-03-10", ""},
		{extract.When{Precision: extract.Until, Start: day("2026-03-10"), End: day("2026-03-12")}, extract.Until, "", "2026-03-12"},
		{extract.When{Precision: extract.Range, Start: day("2026-03-11"), End: day("2026-03-10")}, "", "", ""},
		{extract.When{Precision: extract.Day, Start: day("2026-02-30")}, "", "", ""},
		{extract.When{Precision: extract.Day}, "", "", ""},
		{extract.When{Precision: "", Text: "recently"}, "", "", ""},
		{extract.When{Precision: "decade", Start: day("2026-03-10")}, "", "", ""},
		{extract.When{Precision: extract.Weekday}, "", "", ""},
		{extract.When{Precision: extract.Weekday, Weekday: day("Freitag")}, "", "", ""},
		{extract.When{Precision: extract.Weekday, Weekday: day("friday"), Start: day("2026-03-10")}, extract.Weekday, "", ""},
	} {
		r := NewReport(&extract.Claim{When: &c.when}, "", "")
		if r.Precision != c.precision || r.Start != dayNumber(c.start) || r.End != dayNumber(c.end) || r.Published != NoDay {
			t.Errorf("%+v\ngives %+v\nwant precision %q from %q to %q", c.when, r, c.precision, c.start, c.end)
		}
	}
}

// TestStanding: extract.Asserts decides what supports; of the rest, only what is actual says anything about a fact.
func TestStanding(t *testing.T) {
	id := "e1"
	known, described := &extract.End{ID: &id}, &extract.End{Name: "civilians"}
	stance := func(s string) *string { return &s }
	for _, c := range []struct {
		about string
		claim extract.Claim
		want  string
	}{
		{"the article says so", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Actual, Subject: known, Object: known}, Supports},
		{"the Kremlin said so", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Actual, Subject: known, Object: known, Stance: stance(extract.Said)}, Supports},
		{"Ukraine accuses Russia", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Actual, Subject: known, Object: known, Stance: stance(extract.Accused)}, Alleges},
		{"Iran denies it", extract.Claim{Polarity: extract.Negated, Modality: extract.Actual, Subject: known, Object: known, Stance: stance(extract.Denied)}, Denies},
		{"Macron did not visit Mali", extract.Claim{Polarity: extract.Negated, Modality: extract.Actual, Subject: known, Object: known}, Denies},
		{"Iran denies that it stayed away", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Actual, Subject: known, Object: known, Stance: stance(extract.Denied)}, Silent},
		{"France vows to sanction Mali", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Planned, Subject: known, Object: known, Stance: stance(extract.Promised)}, Silent},
		{"France vows not to", extract.Claim{Polarity: extract.Negated, Modality: extract.Actual, Subject: known, Object: known, Stance: stance(extract.Promised)}, Silent},
		{"asked", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Actual, Subject: known, Object: known, Stance: stance(extract.Asked)}, Silent},
		{"warned", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Actual, Subject: known, Object: known, Stance: stance(extract.Warned)}, Silent},
		{"civilians were killed", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Actual, Subject: known, Object: described}, Silent},
		{"no civilians were killed", extract.Claim{Polarity: extract.Negated, Modality: extract.Actual, Subject: known, Object: described}, Silent},
		{"Khamenei was killed", extract.Claim{Polarity: extract.Affirmed, Modality: extract.Actual, Object: known}, Silent},
	} {
		if got := Standing(&c.claim); got != c.want {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
}

// TestGroupKey: one key for one pair and family, in either direction where symmetric, and none where there is no fact.
func TestGroupKey(t *testing.T) {
	o := testFamilies()
	key := func(typ, subject, object string) string { return GroupKey(o, typ, Supports, subject, object) }
	if key("CALLED", "a", "b") != key("MET", "b", "a") {
		t.Error("CALLED and MET of one pair lie in two groups")
	}
	if key("ATTACKED", "a", "b") == key("ATTACKED", "b", "a") {
		t.Error("both directions of ATTACKED lie in one group")
	}
	if key("CALLED", "a", "b") == key("ATTACKED", "a", "b") {
		t.Error("two families lie in one group")
	}
	if GroupKey(o, "CALLED", Denies, "a", "b") != key("CALLED", "a", "b") {
		t.Error("a denial lies in another group than the claim")
	}
	for about, got := range map[string]string{
		"a claim that is silent":   GroupKey(o, "CALLED", Silent, "a", "b"),
		"a relation nobody knows":  key("DANCED_WITH", "a", "b"),
		"a statement":              key("SAID", "a", "b"),
		"one with an addressee":    GroupKey(schema.Default(), "TOLD", Supports, "a", "b"),
		"one entity at both ends":  key("CALLED", "a", "a"),
		"an end without an entity": key("CALLED", "a", ""),
	} {
		if got != "" {
			t.Errorf("%s has the group %s", about, got)
		}
	}
}

// TestTyping: which type the claims that name an anchor give it.
func TestTyping(t *testing.T) {
	for _, c := range []struct{ claims, want string }{
		{"CALLED", "CALLED"},
		{"TALKED_WITH CALLED", "CALLED"},
		{"TALKED_WITH TALKED_WITH VIDEO_CALLED", "VIDEO_CALLED"},
		{"CALLED MET", "TALKED_WITH"},
		{"CALLED CALLED MET", "CALLED"},
		{"CALLED VIDEO_CALLED MET", "VIDEO_CALLED"},
		{"CALLED CALLED MET MET", "TALKED_WITH"},
		{"CALLED TALKED_WITH MET", "TALKED_WITH"},                             // both chains hold two of three
		{"CALLED CALLED MET TALKED_WITH", "CALLED"},                           // three of four against two
		{"HOSTED HOSTED MET CALLED CALLED CALLED TALKED_WITH", "TALKED_WITH"}, // four of seven both
		{"HOSTED VIDEO_CALLED", "TALKED_WITH"},
	} {
		types := strings.Fields(c.claims)
		ty := newTyping(testFamilies(), types)
		claims := make([]int, len(ty.names))
		for _, name := range types {
			claims[ty.number[name]]++
		}
		if got := ty.names[ty.of(claims)]; got != c.want {
			t.Errorf("%s: %s, want %s", c.claims, got, c.want)
		}
	}
}

// BenchmarkPlace places a group of 20,000 claims over 300 days, of every kind.
func BenchmarkPlace(b *testing.B) {
	rng := rand.New(rand.NewPCG(4, 4))
	var reports []Report
	for len(reports) < 20000 {
		if r := randomReports(rng, 1, 300)[0]; testFamilies().Family(r.Type) == "TALKED_WITH" {
			reports = append(reports, r)
		}
	}
	for b.Loop() {
		Place(testFamilies(), "group", reports)
	}
}
