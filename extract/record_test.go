package extract

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// The table of what asserts: one row for each way not to.
func TestAsserts(t *testing.T) {
	id := "e1"
	named := func() *End { return &End{ID: &id} }
	for _, c := range []struct {
		name string
		edit func(*Claim)
		want bool
	}{
		{"affirmed, actual, both ends", func(c *Claim) {}, true},
		{"said", func(c *Claim) { c.Stance = text(Said) }, true},
		{"reported", func(c *Claim) { c.Stance = text(Reported) }, true},
		{"negated", func(c *Claim) { c.Polarity = Negated }, false},
		{"planned", func(c *Claim) { c.Modality = Planned }, false},
		{"possible", func(c *Claim) { c.Modality = Possible }, false},
		{"requested", func(c *Claim) { c.Modality = Requested }, false},
		{"accused", func(c *Claim) { c.Stance = text(Accused) }, false},
		{"denied", func(c *Claim) { c.Stance = text(Denied) }, false},
		{"promised", func(c *Claim) { c.Stance = text(Promised) }, false},
		{"asked", func(c *Claim) { c.Stance = text(Asked) }, false},
		{"warned", func(c *Claim) { c.Stance = text(Warned) }, false},
		{"no subject", func(c *Claim) { c.Subject = nil }, false},
		{"described object", func(c *Claim) { c.Object = &End{Name: "civilians"} }, false},
	} {
		claim := &Claim{Polarity: Affirmed, Modality: Actual, Subject: named(), Object: named()}
		c.edit(claim)
		if got := Asserts(claim); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func text(s string) *string { return &s }

// Every field of the contract is in the JSON form, null or empty where unknown.
func TestClaimFields(t *testing.T) {
	b, err := json.Marshal(Claim{Via: []Speaker{}})
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	for _, f := range strings.Fields(`id type plover mode cameo symmetric initiator subject object role roleText polarity modality
		speaker stance via asserts about when where quantity evidence confidence`) {
		if _, ok := m[f]; !ok {
			t.Errorf("field %s is missing", f)
		}
		delete(m, f)
	}
	for f := range m {
		t.Errorf("field %s is not in the contract", f)
	}
}

// The planned, requested and refused codings, for every relation that has a PLOVER type.
func TestPloverAsStated(t *testing.T) {
	types := map[string]bool{}
	for _, p := range schema.PloverTypes() {
		types[p] = true
	}
	table := ploverStated()
	for _, set := range []wordSet{table.friendly, table.hostile} {
		for p := range set {
			if !types[p] {
				t.Errorf("words/plover.txt: %s is no type of PLOVER", p)
			}
		}
	}
	for _, rel := range schema.Default().Relations() {
		if rel.Plover == "" {
			continue
		}
		if !table.friendly[rel.Plover] && !table.hostile[rel.Plover] && rel.Plover != "REQUEST" && rel.Plover != "AGREE" {
			t.Errorf("%s: type %s is neither friendly nor hostile", rel.Name, rel.Plover)
		}
	}
	for _, c := range []struct {
		rel, modality, polarity string
		refused                 bool
		want                    string
	}{
		{"VISITED", Planned, Affirmed, false, "AGREE"},
		{"ATTACKED", Planned, Affirmed, false, "THREATEN"},
		{"VISITED", Requested, Affirmed, false, "REQUEST"},
		{"VISITED", Actual, Negated, true, "REJECT"},
		{"VISITED", Actual, Negated, false, "CONSULT"},
		{"ATTACKED", Possible, Affirmed, false, "ASSAULT"},
		{"HOLDS_OFFICE", Actual, Affirmed, false, ""},
	} {
		got, _, _ := ploverAsStated(schema.Default().Relation(c.rel), &Claim{Modality: c.modality, Polarity: c.polarity}, c.refused)
		if got != c.want {
			t.Errorf("%s %s %s refused=%v: got %q, want %q", c.rel, c.modality, c.polarity, c.refused, got, c.want)
		}
	}
}

// Build changes with the ontology and with the annotator, and with nothing else.
func TestBuild(t *testing.T) {
	build := func(o *schema.Ontology, annotator string) string {
		x, err := New(o, annotator)
		if err != nil {
			t.Fatal(err)
		}
		return x.Build()
	}
	a := build(schema.Default(), "a")
	if a != build(schema.Default(), "a") {
		t.Error("the same inputs give two builds")
	}
	if a == build(schema.Default(), "b") {
		t.Error("another annotator, the same build")
	}
	if a == build(&schema.Ontology{}, "a") {
		t.Error("another ontology, the same build")
	}
}

// A canceled article and annotations of another text give no claims; a record is never null anywhere.
func TestExtractNothing(t *testing.T) {
	const s = "Israel attacked Iran."
	d := pipeline(t).Annotate(s)
	for name, a := range map[string]news.Article{
		"canceled":     {ID: "x", Text: s, Status: news.Canceled},
		"another text": {ID: "x", Text: s + " "},
	} {
		rec := extractor(t).Extract(a, d)
		if rec.Claims == nil || rec.Entities == nil || len(rec.Claims) != 0 {
			t.Errorf("%s: %v", name, rec.Claims)
		}
	}
}

// Spans lie in the text and on rune boundaries, and say what they point at; ids differ; two runs give the same bytes.
func FuzzExtract(f *testing.F) {
	for _, file := range []string{"testdata/clauses.txtar", "testdata/ends.txtar", "testdata/contract.txtar"} {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, line := range strings.Split(string(b), "\n") {
			if line != "" && !strings.ContainsAny(line[:1], "->") {
				f.Add(line)
			}
		}
	}
	f.Add("“Putin’s call with Xi”, 6 March — 3–7 March, the U.S.-Israeli strikes on Iran’s “bases”.")
	f.Add("\x00 Iran\u00a0attacked \u2028Israel – (Tehran")
	x, p := extractor(f), pipeline(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 5000 {
			return
		}
		checkRecord(t, s, x.Extract(news.Article{ID: "f", Text: s}, p.Annotate(s)), x, p)
	})
}

func checkRecord(t *testing.T, s string, rec Record, x *Extractor, p *nlp.Pipeline) {
	t.Helper()
	words := func(what string, w Words) {
		if w.Start < 0 || w.End > len(s) || w.Start >= w.End || s[w.Start:w.End] != w.Text || !utf8.ValidString(w.Text) {
			t.Errorf("%s: span %d-%d %q is not in the text", what, w.Start, w.End, w.Text)
		}
	}
	known := map[string]bool{}
	for _, e := range rec.Entities {
		if known[e.ID] || e.Name == "" || e.Kind == "" {
			t.Errorf("entity %+v", e)
		}
		known[e.ID] = true
		if e.Stated != nil {
			words("stated", *e.Stated)
		}
	}
	ids := map[string]bool{}
	for i := range rec.Claims {
		c := &rec.Claims[i]
		if ids[c.ID] {
			t.Errorf("id %s stands twice", c.ID)
		}
		ids[c.ID] = true
		for _, e := range []*End{c.Subject, c.Object} {
			if e == nil {
				continue
			}
			words(c.Type, e.Words)
			if e.ID != nil && !known[*e.ID] {
				t.Errorf("%s: no entity %s", c.Type, *e.ID)
			}
		}
		if c.Speaker != nil {
			words("speaker", c.Speaker.Words)
		}
		if c.Where != nil {
			words("where", c.Where.Words)
		}
		ev := c.Evidence
		words("evidence", Words{Text: ev.Quote, Start: ev.Sentence.Start, End: ev.Sentence.End})
		if ev.Start < ev.Sentence.Start || ev.End > ev.Sentence.End || ev.Start >= ev.End {
			t.Errorf("evidence %+v", ev)
		}
		if c.Asserts != Asserts(c) {
			t.Errorf("%s: asserts is %v", c.Type, c.Asserts)
		}
		if c.Confidence < 0 || c.Confidence > 1000 {
			t.Errorf("confidence %d", c.Confidence)
		}
	}
	a, _ := json.Marshal(rec)
	b, _ := json.Marshal(x.Extract(rec.Article, p.Annotate(s)))
	if !bytes.Equal(a, b) {
		t.Error("two runs differ")
	}
}
