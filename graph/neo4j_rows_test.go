package graph

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// TestPropsKeepRows draws rows at random, absent fields and empty ones among them, and reads them back from their
// properties as a server would return them.
func TestPropsKeepRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var a articleRow
		draw(rng, reflect.ValueOf(&a).Elem())
		a.Article.Text, a.Article.Path, a.Article.Line, a.Article.Record = "", "", 0, nil // are no part of the row
		a.Article.Published, a.Article.Modified = drawStamp(rng), drawStamp(rng)
		got, err := served(articleProps(a)).article()
		same(t, "article", a, got, err)

		var l localRow
		draw(rng, reflect.ValueOf(&l).Elem())
		l.Name.Class, l.Form = "person", []string{formFull, formAlone, formAttached}[rng.IntN(3)]
		l.Entity, l.Spelling = fmt.Sprintf("%032x", rng.Uint64()), fmt.Sprintf("%032x", rng.Uint64())
		if l.Form == formAlone {
			l.Entity = loneEntityID(l.Name.Class, l.Short, l.Article)
		}
		same(t, "local", l, served(localProps(l)).local(), nil)

		var c claimRow
		draw(rng, reflect.ValueOf(&c).Elem())
		c.Claim.Evidence.Path = "" // is never stored
		if rng.IntN(2) == 0 {      // as loads have it
			c.Claim.ID = c.ID
			c.Report, c.Locals = NewReport(&c.Claim, "2026-03-09", "Käte"), localEnds(&c.Claim)
		}
		p, err := claimProps(&c)
		if err != nil {
			t.Fatal(err)
		}
		gotClaim, err := served(p).claim()
		same(t, "claim", c, gotClaim, err)

		var e entityRow
		draw(rng, reflect.ValueOf(&e).Elem())
		same(t, "entity", e, served(entityProps(e)).entity(), nil)

		var f factRow
		draw(rng, reflect.ValueOf(&f).Elem())
		f.Subject, f.Object = FactEnd{}, FactEnd{} // ends are not among the properties
		body, err := factProps(&f)
		if err != nil {
			t.Fatal(err)
		}
		gotFact, err := served(body).fact(served(finderProps(&f)))
		same(t, "fact", f, gotFact, err)

		var m markRow
		draw(rng, reflect.ValueOf(&m).Elem())
		m.Fact = ""
		same(t, "mark", m, served(markProps(m)).mark(), nil)
	}
}

// same compares rows; empty and nil slices are one.
func same(t *testing.T, what string, want, got any, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v\nof %+v", what, err, want)
	}
	w, g := reflect.New(reflect.TypeOf(want)).Elem(), reflect.New(reflect.TypeOf(got)).Elem()
	w.Set(reflect.ValueOf(want))
	g.Set(reflect.ValueOf(got))
	level(w)
	level(g)
	for i := range w.NumField() {
		if got, want := g.Field(i).Interface(), w.Field(i).Interface(); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %s\ngot  %.900s\nwant %.900s", what, w.Type().Field(i).Name, jsonText(got), jsonText(want))
		}
	}
}

// level makes empty slices nil.
func level(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Len() == 0 && v.CanSet() {
			v.SetZero()
		}
	case reflect.Pointer:
		if !v.IsNil() {
			level(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			level(v.Field(i))
		}
	}
}

// served gives properties the types that the driver gives back.
func served(p props) props {
	out := make(props, len(p))
	for name, v := range p {
		switch v := v.(type) {
		case int:
			out[name] = int64(v)
		case []string:
			list := make([]any, len(v))
			for i, s := range v {
				list[i] = s
			}
			out[name] = list
		default:
			out[name] = v
		}
	}
	return out
}

// draw fills a value at random: of pointers and lists one in three is absent.
func draw(rng *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[news.Stamp]() {
			return
		}
		for i := range v.NumField() {
			draw(rng, v.Field(i))
		}
	case reflect.Pointer:
		if rng.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			draw(rng, v.Elem())
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[[]byte]() {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), rng.IntN(3), 3))
		for i := range v.Len() {
			draw(rng, v.Index(i))
		}
	case reflect.String:
		v.SetString([]string{"", "a", "Käte", "2026-03-09", "x\ty", strings.Repeat("long ", 300)}[rng.IntN(6)])
	case reflect.Int:
		v.SetInt(int64(rng.IntN(5)))
	case reflect.Bool:
		v.SetBool(rng.IntN(2) == 0)
	}
}

func drawStamp(rng *rand.Rand) news.Stamp {
	s, _ := stamp([]string{"", "2026-03-09", "2026-03-09T18:04:05+03:00"}[rng.IntN(3)])
	return s
}

// TestCaption shows what Neo4j Browser writes on edges.
func TestCaption(t *testing.T) {
	day := func(s string) *string { return &s }
	president := "president"
	for _, c := range []struct {
		fact Fact
		want string
	}{
		{Fact{Type: "CALLED", When: &FactWhen{day("2026-03-06"), day("2026-03-06"), extract.Day}}, "called, 6 Mar 2026"},
		{Fact{Type: "MET", When: &FactWhen{day("2025-12-01"), day("2025-12-31"), extract.Month}}, "met, Dec 2025"},
		{Fact{Type: "ATTACKED", When: &FactWhen{day("2026-03-02"), day("2026-03-08"), extract.Week}}, "attacked, week of 2 Mar 2026"},
		{Fact{Type: "ATTACKED", When: &FactWhen{day("2026-02-28"), day("2026-03-08"), extract.Range}}, "attacked, 28 Feb 2026 to 8 Mar 2026"},
		{Fact{Type: "HOLDS_OFFICE", Role: &president, When: &FactWhen{Start: day("2024-01-01"), Precision: extract.Year}}, "holds office (president), since 2024"},
		{Fact{Type: "SANCTIONED", When: &FactWhen{End: day("2020-05-01"), Precision: extract.Until}}, "sanctioned, until 1 May 2020"},
		{Fact{Type: "SIGNED_AGREEMENT_WITH"}, "signed agreement with"},
	} {
		if got := caption(&c.fact); got != c.want {
			t.Errorf("caption of %s: got %q, want %q", c.fact.Type, got, c.want)
		}
	}
}

// TestCheckType shows which names may stand in a statement.
func TestCheckType(t *testing.T) {
	for _, r := range schema.Default().Relations() {
		if err := checkType(r.Name); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"", "Called", "CALLED]->() DETACH DELETE n //", "9LIVES", "A-B", "STATES", "ABOUT", strings.Repeat("A", 64), "CALLED\n", "МЕТ"} {
		if checkType(name) == nil {
			t.Errorf("%q may stand in a statement", name)
		}
	}
}

// TestClip shows that long names keep their beginning and stay apart.
func TestClip(t *testing.T) {
	long := strings.Repeat("ä", 3000)
	a, b := clip(long+"1"), clip(long+"2")
	if a == b || len(a) > clipAt || !strings.HasPrefix(long, a[:100]) {
		t.Errorf("clipped to %d and %d bytes: %.20q, %.20q", len(a), len(b), a, b)
	}
	if got := clip("short"); got != "short" {
		t.Errorf("a short name became %q", got)
	}
	hold := holdName(NameKey{"person", long}, "RUS", "e")
	if got, want := clipHold(hold), holdName(NameKey{"person", clip(long)}, "RUS", "e"); got != want {
		t.Errorf("a hold was cut to %q", got)
	}
}
