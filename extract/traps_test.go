package extract_test

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// The traps are sentences that look like claims and are none, among such that are, written without sight of the
// patterns; traps.txt says what its lines mean. Of one half the golden file shows every mistake with its text, so that
// whoever writes patterns can learn from it. Of the half kept apart it shows counts alone: nothing was tuned to that one
// as long as nobody reads it.
func TestTraps(t *testing.T) {
	s := springTraps(t, "testdata/traps.txt")
	golden(t, "testdata/traps.golden", s.counts()+s.mistakes())
}

func TestTrapsKept(t *testing.T) {
	golden(t, "testdata/traps-kept.golden", springTraps(t, "testdata/traps-kept.txt").counts())
}

// trap is a text with the asserting event claims that a careful reader makes of it, or must not make.
type trap struct {
	line  int
	text  string
	must  []act
	also  []act // may come out and need not
	never []act // the text has them as negated, planned, possible, requested, denied or alleged
}

// act is a claim as a line of traps.txt has it. Ends are as gold.CanonicalName gives them; "*" is any.
type act struct {
	relation, subject, object, why string
	when, where, speaker, stance   string // checked where they are given
}

func (a act) String() string { return a.relation + " " + a.subject + " -> " + a.object }

// sameEnds reports whether two acts have the same ends, in either order where the first has no direction.
func sameEnds(o *schema.Ontology, a, b act) bool {
	same := func(x, y string) bool { return x == y || x == "*" || y == "*" }
	return same(a.subject, b.subject) && same(a.object, b.object) ||
		o.Relation(a.relation).Symmetric && same(a.subject, b.object) && same(a.object, b.subject)
}

// covers reports whether one of the list says what a claim says, or more: the claim's relation or a narrower one.
func covers(o *schema.Ontology, list []act, claim act) bool {
	return slices.ContainsFunc(list, func(a act) bool {
		return sameEnds(o, a, claim) && slices.Contains(o.Chain(a.relation), claim.relation)
	})
}

// trapScore is what became of a file of traps: one line per mistake, and how many there could have been.
type trapScore struct {
	texts, withSpurious   int
	asked, found          int
	details, rightDetails int
	wrongDetails          []string
	kept, leaked          int // acts that must not assert
	spurious, leaks, lost []string
}

func (s *trapScore) counts() string {
	return fmt.Sprintf(`# Sentences written without sight of the patterns, nor was anything trained on them. Event claims that assert are looked at.
# Rewritten by: go test ./extract -run TestTraps -update
texts                                            %4d
  with a claim that no careful reader makes      %4d
claims asked for                                 %4d
  found                                          %4d
  when, where, speaker, stance asked of those    %4d
    right                                        %4d
acts negated, planned, possible, denied, ...     %4d
  leaked: a claim asserts them                   %4d
`, s.texts, s.withSpurious, s.asked, s.found, s.details, s.rightDetails, s.kept, s.leaked)
}

func (s *trapScore) mistakes() string {
	var b strings.Builder
	for _, part := range []struct {
		title string
		lines []string
	}{{"Leaks (line of traps.txt, claim, text)", s.leaks}, {"Other spurious claims", s.spurious}, {"Not found", s.lost}, {"Details", s.wrongDetails}} {
		fmt.Fprintf(&b, "\n%s: %d\n", part.title, len(part.lines))
		for _, l := range part.lines {
			b.WriteString(l + "\n")
		}
	}
	return b.String()
}

// springTraps runs a file of traps, each text as an article of its own, published on 9 March 2026.
func springTraps(t *testing.T, path string) *trapScore {
	t.Helper()
	onto := schema.Default()
	published, err := news.ParseStamp("2026-03-09")
	if err != nil {
		t.Fatal(err)
	}
	s := &trapScore{}
	for _, tr := range readTraps(t, path) {
		s.texts++
		s.asked += len(tr.must)
		s.kept += len(tr.never)
		record := read(t, news.Article{ID: fmt.Sprint(tr.line), Text: tr.text, Published: published, Status: news.Usable})
		var claims []act
		for _, c := range record.Claims {
			a := act{relation: c.Type, when: trapWhen(c.When)}
			if c.Where != nil {
				a.where = gold.CanonicalName(c.Where.Name)
			}
			if c.Speaker != nil {
				a.speaker = gold.CanonicalName(c.Speaker.Name)
			}
			if c.Stance != nil {
				a.stance = *c.Stance
			}
			if !c.Asserts {
				continue
			}
			a.subject, a.object = gold.CanonicalName(c.Subject.Name), gold.CanonicalName(c.Object.Name)
			if !slices.ContainsFunc(claims, func(b act) bool { return a.String() == b.String() }) {
				claims = append(claims, a)
			}
		}
		note := func(a act, more string) string {
			return fmt.Sprintf("%4d  %s%s\n      %s", tr.line, a, more, tr.text)
		}
		wrong := false
		leaked := map[act]bool{}
		for _, c := range claims {
			why := ""
			for _, n := range tr.never {
				if onto.Family(n.relation) == onto.Family(c.relation) && sameEnds(onto, n, c) {
					leaked[n] = true
					why = n.why
				}
			}
			switch {
			case why != "":
				s.leaks = append(s.leaks, note(c, ", which is "+why))
				wrong = true
			case !onto.Relation(c.relation).State && !covers(onto, tr.must, c) && !covers(onto, tr.also, c):
				s.spurious = append(s.spurious, note(c, ""))
				wrong = true
			}
		}
		s.leaked += len(leaked)
		if wrong {
			s.withSpurious++
		}
		for _, m := range tr.must {
			found := slices.IndexFunc(claims, func(c act) bool {
				return slices.Contains(onto.Chain(c.relation), m.relation) && sameEnds(onto, m, c)
			})
			if found >= 0 {
				s.found++
				for _, d := range [][3]string{{"when", m.when, claims[found].when}, {"where", m.where, claims[found].where},
					{"speaker", m.speaker, claims[found].speaker}, {"stance", m.stance, claims[found].stance}} {
					if d[1] == "" {
						continue
					}
					s.details++
					if d[1] == d[2] {
						s.rightDetails++
					} else {
						s.wrongDetails = append(s.wrongDetails, note(m, fmt.Sprintf(", %s %q, want %q", d[0], d[2], d[1])))
					}
				}
			} else {
				s.lost = append(s.lost, note(m, ""))
			}
		}
	}
	return s
}

// readTraps reads a file of traps and fails where a line is not as the head of traps.txt says.
func readTraps(t *testing.T, path string) []trap {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var traps []trap
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		mark, rest, _ := strings.Cut(lines.Text(), " ")
		switch {
		case mark == "" || mark == "#":
		case mark == "=":
			traps = append(traps, trap{line: n, text: rest})
		case len(traps) == 0:
			t.Fatalf("%s:%d: a claim stands before the first text", path, n)
		default:
			tr := &traps[len(traps)-1]
			switch mark {
			case "+":
				tr.must = append(tr.must, readAct(t, path, n, rest))
			case "?":
				tr.also = append(tr.also, readAct(t, path, n, rest))
			case "-":
				why, rest, _ := strings.Cut(rest, " ")
				if !slices.Contains([]string{"negated", "planned", "possible", "requested", "denied", "alleged"}, why) {
					t.Fatalf("%s:%d: %q is no reason why an act does not assert", path, n, why)
				}
				a := readAct(t, path, n, rest)
				a.why = why
				tr.never = append(tr.never, a)
			default:
				t.Fatalf("%s:%d: a line begins with \"= \", \"+ \", \"? \", \"- \" or \"# \", got %q", path, n, mark)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return traps
}

// trapWhen writes a time as the lines of traps do: "day 2026-03-06", "week 2026-03-02..2026-03-08".
func trapWhen(w *extract.When) string {
	if w == nil {
		return ""
	}
	day := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	switch w.Precision {
	case extract.Day:
		return "day " + day(w.Start)
	case extract.Since:
		return "since " + day(w.Start)
	case extract.Until:
		return "until " + day(w.End)
	}
	return w.Precision + " " + day(w.Start) + ".." + day(w.End)
}

// readAct reads "RELATION subject -> object", or with "--" where the relation has no direction, and behind bars what is asked of
// its details. A relation that the ontology folds into a broader one is read as that.
func readAct(t *testing.T, path string, line int, s string) act {
	t.Helper()
	parts := strings.Split(s, " | ")
	s = parts[0]
	name, ends, _ := strings.Cut(s, " ")
	relation := schema.Default().Relation(name)
	if relation == nil {
		t.Fatalf("%s:%d: the ontology has no relation %q", path, line, name)
	}
	arrow := " -> "
	if relation.Symmetric {
		arrow = " -- "
	}
	subject, object, ok := strings.Cut(ends, arrow)
	if !ok {
		t.Fatalf("%s:%d: want \"%s subject%sobject\", got %q", path, line, name, arrow, s)
	}
	a := act{relation: name, subject: gold.CanonicalName(subject), object: gold.CanonicalName(object)}
	for _, d := range parts[1:] {
		key, value, _ := strings.Cut(d, " ")
		switch key {
		case "when":
			a.when = value
		case "where":
			a.where = gold.CanonicalName(value)
		case "speaker":
			a.speaker = gold.CanonicalName(value)
		case "stance":
			a.stance = value
		default:
			t.Fatalf("%s:%d: unknown detail %q", path, line, d)
		}
	}
	return a
}

// program is the annotator and the extractor over the embedded ontology, loaded once for all scorers.
var program = sync.OnceValues(func() (func(news.Article) extract.Record, error) {
	pipe, err := nlp.New(nlp.Options{})
	if err != nil {
		return nil, fmt.Errorf("loading the annotator: %w", err)
	}
	x, err := extract.New(schema.Default(), pipe.Build())
	if err != nil {
		return nil, err
	}
	return func(a news.Article) extract.Record { return x.Extract(a, pipe.Annotate(a.Text)) }, nil
})

// read gives what the program makes of an article.
func read(t testing.TB, a news.Article) extract.Record {
	t.Helper()
	f, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return f(a)
}

// golden compares with a golden file, or rewrites it where the package's flag -update is set.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update to write it)", err)
	}
	if string(want) != got {
		t.Errorf("%s differs; run with -update and read the diff; got:\n%s", path, got)
	}
}
