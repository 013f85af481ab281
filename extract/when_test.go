package extract

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"newsgraph/news"
)

// Dates and places in context: testdata/when.txt says what its lines mean. It was written from the texts, not from what comes out.
func TestWhen(t *testing.T) {
	f, err := os.Open("testdata/when.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var claims []Claim
	var published news.Stamp
	text := ""
	cases, missed := 0, 0
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		mark, rest, _ := strings.Cut(sc.Text(), " ")
		switch mark {
		case "@":
			published = news.Stamp{}
			if rest != "" {
				if published, err = news.ParseStamp(rest); err != nil {
					t.Fatalf("when.txt:%d: %v", n, err)
				}
			}
		case "=":
			text = strings.ReplaceAll(rest, "¶", "\n\n")
			a := news.Article{ID: "when", Text: text, Published: published, Status: news.Usable}
			claims = extractor(t).Extract(a, pipeline(t).Annotate(text)).Claims
		case ">", "?":
			cases++
			got, ok := timeAndPlace(t, claims, rest)
			if mark == "?" {
				missed++
			}
			if ok == (mark == "?") {
				t.Errorf("when.txt:%d: %s\n%s %s\ngot %s", n, text, mark, rest, got)
			}
		}
	}
	t.Logf("%d cases, %d of them known misses", cases, missed)
	if cases < 150 {
		t.Errorf("%d cases are too few", cases)
	}
}

// timeAndPlace finds the claim that a line asks for, and compares its date and place.
func timeAndPlace(t *testing.T, claims []Claim, line string) (string, bool) {
	which, want, _ := strings.Cut(line, ": ")
	words := strings.Fields(which)
	number := 1
	if last := words[len(words)-1]; last == "2" {
		number, words = 2, words[:len(words)-1]
	}
	end := func(e *End) string {
		if e == nil {
			return ""
		}
		return e.Name + " " + e.Text
	}
	has := func(c *Claim, word string) bool {
		if s, o, ok := strings.Cut(word, ">"); ok {
			return strings.Contains(end(c.Subject), s) && strings.Contains(end(c.Object), o)
		}
		return strings.Contains(end(c.Subject)+" "+end(c.Object), word)
	}
	var seen []string
	for i := range claims {
		c := &claims[i]
		seen = append(seen, showClaim(claims, i))
		if !slices.Contains(extractor(t).ontology.Chain(c.Type), words[0]) || slices.ContainsFunc(words[1:], func(w string) bool { return !has(c, w) }) {
			continue
		}
		if number--; number > 0 {
			continue
		}
		got := showWhen(c.When)
		if c.When != nil && c.When.From != nil {
			got += " lent"
		}
		switch {
		case c.Where != nil:
			got += " in " + c.Where.Name
		case strings.HasSuffix(want, " nowhere"):
			got += " nowhere"
		}
		return got, got == want
	}
	return fmt.Sprintf("no such claim, only %q", seen), false
}

// Every section that the code asks for by inDates stands in the file, and none stands there for nothing.
func TestDateSections(t *testing.T) {
	code := ""
	for _, f := range []string{"dates.go", "when.go", "again.go"} {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code += string(b)
	}
	for _, part := range strings.Split(code, `inDates("`)[1:] {
		if name, _, _ := strings.Cut(part, `"`); len(datesLexicon().sets[name]) == 0 {
			t.Errorf("section %q of dates.txt is asked for and does not stand there", name)
		}
	}
	for section := range datesLexicon().sets {
		if !strings.Contains(code, `"`+section+`"`) {
			t.Errorf("dates.txt: section %q is asked for nowhere", section)
		}
	}
}
