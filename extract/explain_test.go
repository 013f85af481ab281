package extract

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"newsgraph/news"
)

// Every entry of testdata/explain/*.txtar is a case: its text comes first, then what Explain says of it, each line with ">": a claim,
// indented how it came about, "no" and a cause in front of why two known ends have none ("far" where the rule has neither of them), with
// the slot that failed and the words that decided.
func TestExplain(t *testing.T) {
	files, err := filepath.Glob("testdata/explain/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range ar.Files {
			f := &ar.Files[i]
			text, want := splitCase(f.Data)
			got := explainedCase(t, f.Name, text)
			if *update {
				f.Data = []byte(text + "\n" + got)
				continue
			}
			if got != want {
				t.Errorf("%s: %s\n%s\ngot:\n%swant:\n%s", file, f.Name, text, got, want)
			}
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// The text of a reason names its words and, of what was asked for, the first few.
func TestReasonText(t *testing.T) {
	hit, plan := Words{Text: "hit"}, Words{Text: "the\n plan"}
	for _, c := range []struct {
		reason Reason
		want   string
	}{
		{Reason{Cause: NoEnd, Slot: "subject", Words: []Words{plan}}, "its subject is “the plan”: no name, nor anybody described"},
		{Reason{Cause: WordMissing, Wanted: []string{"a", "b"}}, "it asks for one of these words in the clause: a, b"},
		{Reason{Cause: OtherTheme, Trigger: &hit, Wanted: []string{"a", "b", "c", "d", "e", "f", "g"}},
			"“hit” tells something only with one of these as what it is done with: a, b, c, d, e, f, ..."},
		{Reason{Cause: Unclear}, "whether it happened cannot be told"},
		{Reason{Cause: Unclear, Words: []Words{hit}}, "whether it happened cannot be told: “hit”"},
	} {
		if c.reason.say(); c.reason.Text != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.reason.Cause, c.reason.Text, c.want)
		}
	}
}

// Each cause has a text, and a case that shows it.
func TestEveryCauseIsShown(t *testing.T) {
	shown, err := os.ReadFile("testdata/explain/reasons.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range causes {
		if !bytes.Contains(shown, []byte("> no "+string(c.cause)+":")) && !bytes.Contains(shown, []byte("> far "+string(c.cause)+":")) {
			t.Errorf("testdata/explain/reasons.txtar has no case of %q", c.cause)
		}
	}
}

// Asking why changes nothing: Explain makes the record of Extract, and speaks of each of its claims once, in its order.
func TestExplainAgreesWithExtract(t *testing.T) {
	x, pipe := extractor(t), pipeline(t)
	for _, a := range explainable(t) {
		d := pipe.Annotate(a.Text)
		want, got := x.Extract(a, d), x.Explain(a, d)
		if !reflect.DeepEqual(got.Record, want) {
			t.Errorf("%s: %q:\nExplain gives %+v\nExtract gives %+v", a.ID, a.Text, got.Record, want)
		}
		claims := map[string]bool{}
		for _, s := range got.Sentences {
			if a.Text[s.Sentence.Start:s.Sentence.End] != s.Sentence.Quote {
				t.Errorf("%s: the quote %q is not at %d", a.ID, s.Sentence.Quote, s.Sentence.Start)
			}
			for _, m := range s.Ends {
				if a.Text[m.Start:m.End] != m.Text {
					t.Errorf("%s: the end %q is not at %d", a.ID, m.Text, m.Start)
				}
			}
			for _, g := range s.Claims {
				claims[g.ID] = true
			}
		}
		for _, c := range want.Claims {
			if !claims[c.ID] {
				t.Errorf("%s: no word of claim %s %s", a.ID, c.Type, c.ID)
			}
		}
		if len(claims) != len(want.Claims) {
			t.Errorf("%s: %d claims explained of %d", a.ID, len(claims), len(want.Claims))
		}
	}
}

// explainable gives the seed articles and the texts of all golden cases.
func explainable(t *testing.T) []news.Article {
	t.Helper()
	var out []news.Article
	for a, err := range news.Read([]string{"../testdata/articles", "../testdata/press"}, news.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	for _, pattern := range []string{"testdata/*.txtar", "testdata/explain/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no golden files: %v", err)
		}
		for _, file := range files {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range ar.Files {
				text, _ := splitCase(f.Data)
				out = append(out, news.Article{ID: f.Name, Text: text})
			}
		}
	}
	return out
}

// An article that is withdrawn has nothing to explain.
func TestExplainCanceled(t *testing.T) {
	got := extractor(t).Explain(news.Article{ID: "a", Status: news.Canceled}, pipeline(t).Annotate(""))
	if got.Sentences == nil || len(got.Sentences) > 0 || len(got.Record.Claims) > 0 {
		t.Errorf("got %+v", got)
	}
}

// Whatever the text, what Explain points at is in it, and the record is that of Extract.
func FuzzExplain(f *testing.F) {
	for _, file := range []string{"testdata/explain/claims.txtar", "testdata/explain/reasons.txtar"} {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range ar.Files {
			text, _ := splitCase(c.Data)
			f.Add(text)
		}
	}
	x, pipe := extractor(f), pipeline(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 5000 {
			return
		}
		a := news.Article{ID: "f", Text: s}
		d := pipe.Annotate(s)
		got := x.Explain(a, d)
		if !reflect.DeepEqual(got.Record, x.Extract(a, d)) {
			t.Error("Explain and Extract differ")
		}
		words := func(ws ...Words) {
			for _, w := range ws {
				if w.Start < 0 || w.End > len(s) || w.Start >= w.End || s[w.Start:w.End] != w.Text {
					t.Errorf("%d-%d %q is not in the text", w.Start, w.End, w.Text)
				}
			}
		}
		for _, r := range got.Sentences {
			for _, m := range r.Ends {
				words(m.Words)
			}
			for _, c := range r.Claims {
				words(c.Trigger)
				for _, d := range []*Decision{&c.Polarity, &c.Modality, c.Stance} {
					if d != nil && d.By != nil {
						words(*d.By)
					}
				}
			}
			for _, o := range r.Why {
				words(o.Words...)
				if o.Text == "" || strings.ContainsAny(o.Text, "{}") && !strings.ContainsAny(s, "{}") {
					t.Errorf("%s: text %q", o.Cause, o.Text)
				}
			}
		}
	})
}

func explainedCase(t *testing.T, name, text string) string {
	t.Helper()
	a := news.Article{ID: name, Text: text}
	if _, day, ok := strings.Cut(name, "@ "); ok {
		st, err := news.ParseStamp(day)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		a.Published = st
	}
	var b bytes.Buffer
	for _, s := range extractor(t).Explain(a, pipeline(t).Annotate(text)).Sentences {
		for i := range s.Claims {
			showAccount(&b, &s.Claims[i])
		}
		for _, o := range s.Why {
			near := "no"
			if !o.Near {
				near = "far"
			}
			fmt.Fprintf(&b, "> %s %s: ", near, o.Cause)
			for i, p := range o.Between {
				if i > 0 {
					b.WriteString(", ")
				}
				fmt.Fprintf(&b, "%s – %s", p[0], p[1])
			}
			if o.Type != "" {
				fmt.Fprintf(&b, "; %s by %q", o.Type, o.Trigger.Text)
			}
			if o.Slot != "" {
				fmt.Fprintf(&b, ", %s", o.Slot)
			}
			for _, w := range o.Words {
				fmt.Fprintf(&b, " “%s”", w.Text)
			}
			b.WriteString("\n")
		}
	}
	if b.Len() == 0 {
		return "> nothing\n"
	}
	return b.String()
}

func showAccount(b *bytes.Buffer, g *Account) {
	file, _, _ := strings.Cut(g.Rule, ":")
	fmt.Fprintf(b, "> %s by %q of %s", g.Type, g.Trigger.Text, file)
	if !g.Asserts {
		b.WriteString(", asserts nothing")
	}
	b.WriteString("\n")
	for _, f := range []*Filled{g.Subject, g.Object} {
		if f != nil {
			fmt.Fprintf(b, ">   %s “%s”: %s, %s\n", f.Name, f.Text, f.Place, strings.TrimSpace(string(f.How)+" "+f.Why))
		}
	}
	decided := func(d *Decision) {
		if d == nil || d.Value == Affirmed || d.Value == Actual {
			return
		}
		fmt.Fprintf(b, ">   %s", d.Value)
		if d.By != nil {
			fmt.Fprintf(b, " by “%s”", d.By.Text)
		}
		b.WriteString("\n")
	}
	decided(&g.Polarity)
	decided(&g.Modality)
	decided(g.Stance)
	if g.Speaker != nil {
		fmt.Fprintf(b, ">   speaker %s, quoted %v\n", g.Speaker.Name, g.Quoted)
	}
	if g.When != nil {
		fmt.Fprintf(b, ">   when %s\n", showWhen(g.When))
	}
	for _, o := range g.Over {
		fmt.Fprintf(b, ">   instead of %s\n", o.Type)
	}
}
