package extract

import (
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"

	"newsgraph/news"
)

// sayingYes is a model that takes every candidate for one class.
func sayingYes(class string) *Model {
	const bits = 8
	f := &features{}
	f.add("bias")
	m := &Model{Bits: bits, Rows: make([]int32, 1<<bits), Weights: make([]int16, len(ModelClasses)), Asserting: 500, Other: 500}
	for i := range m.Rows {
		m.Rows[i] = -1
	}
	m.Rows[f.out[0]>>(64-bits)] = 0
	m.Weights[slices.Index(ModelClasses, class)] = 5000
	for i := range m.Calibrated {
		m.Calibrated[i] = 700
	}
	return m
}

// A model adds to the patterns' claims what it takes for an act, where way and words vouch for it, and nothing that a pattern tells.
func TestModelClaims(t *testing.T) {
	for _, c := range []struct {
		text, class string
		subject     string // of the only claim of the model; empty where there is none
		asserts     bool
	}{
		{"Investigators asked the residents about the fire.", "ASKED", "investigators", false},
		{"The residents were asked by investigators.", "ASKED", "investigators", false},
		{"Norway asked Iceland about the fire.", "ASKED", "Norway", true},
		{"Norway thanked Iceland.", "SUPPORTED", "", false},          // a pattern's
		{"Investigators asked a question.", "ASKED", "", false},      // a thing
		{"Investigators painted the residents.", "ASKED", "", false}, // no word of asking
		{"Investigators asked in Norway.", "ASKED", "", false},       // where, not whom
	} {
		x := extractor(t).WithModel(sayingYes(c.class))
		rec := x.Extract(news.Article{Text: c.text}, pipeline(t).Annotate(c.text))
		var made []Claim
		for _, k := range rec.Claims {
			if k.Evidence.Rule == modelRule {
				made = append(made, k)
			}
		}
		switch {
		case c.subject == "" && len(made) == 0:
		case len(made) != 1 || made[0].Subject.Name != c.subject || made[0].Type != c.class || made[0].Asserts != c.asserts || made[0].Confidence != 700:
			t.Errorf("%s: got %+v, want one %s of %q", c.text, made, c.class, c.subject)
		}
		if rec.Build == extractor(t).WithModel(nil).Build() {
			t.Errorf("%s: the build does not tell of the model", c.text)
		}
	}
}

// Thresholds decide which claims come out: those that assert and the others have one each.
func TestModelThresholds(t *testing.T) {
	const text = "Investigators asked the residents about the fire."
	for other, want := range map[int]int{500: 1, 1001: 0} {
		m := sayingYes("ASKED")
		m.Asserting, m.Other = 1001, other
		if got := len(extractor(t).WithModel(m).Extract(news.Article{Text: text}, pipeline(t).Annotate(text)).Claims); got != want {
			t.Errorf("threshold %d: got %d claims, want %d", other, got, want)
		}
	}
}

// A model is read as it was written; what is cut short or too long is no model.
func TestReadModel(t *testing.T) {
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	want := sayingYes("ASKED")
	data := want.Append(nil)
	got, err := ReadModel(z.EncodeAll(data, nil))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bits != want.Bits || !slices.Equal(got.Rows, want.Rows) || !slices.Equal(got.Weights, want.Weights) || got.Asserting != want.Asserting ||
		got.Other != want.Other || got.Calibrated != want.Calibrated {
		t.Error("the model that is read is not the one that was written")
	}
	for _, broken := range [][]byte{nil, data[:len(data)-1], append(slices.Clone(data), 0), {200, 1}} {
		if _, err := ReadModel(z.EncodeAll(broken, nil)); err == nil {
			t.Errorf("%d bytes that are no model are read", len(broken))
		}
	}
}

// Likelihoods are counted in integers: they sum to one, and a step of 256 doubles one.
func TestLikely(t *testing.T) {
	got := Likely([]int32{0, 256, 512, -30000})
	sum := int64(0)
	for _, p := range got {
		sum += p
	}
	if one := int64(1) << 30; sum > one || sum < one-8 || got[3] != 0 {
		t.Errorf("%v sum to %d of %d", got, sum, one)
	}
	if d := got[2] - 2*got[1]; d < -4 || d > 4 {
		t.Errorf("%d is not twice %d", got[2], got[1])
	}
}

// The likeliest type as stated wins, then its likeliest class; what may not come out is no choice.
func TestChoose(t *testing.T) {
	likely := make([]int64, len(ModelClasses))
	likely[1], likely[2], likely[3] = 400<<20, 300<<20, 200<<20
	stated := make([]string, len(ModelClasses))
	stated[1], stated[2], stated[3] = "CONSULT", "AGREE", "AGREE"
	if class, p := Choose(likely, stated); class != 2 || p != 488 {
		t.Errorf("got class %d with %d thousandths, want 2 with 488", class, p)
	}
	if class, _ := Choose(likely, make([]string, len(ModelClasses))); class != 0 {
		t.Errorf("got class %d where none may come out", class)
	}
}
