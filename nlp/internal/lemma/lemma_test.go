package lemma

import "testing"

// The longest ending with a rule wins; a whole word is the longest.
func TestLemma(t *testing.T) {
	rules, err := Read("VBD\t\tl\t0\t\nVBD\ted\tl\t2\t\nVBD\tied\tl\t3\ty\nVBD\t^went\tl\t4\tgo\nNNP\t\tk\t0\t\nRB\t^n't\tl\t3\tnot\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ form, tag, want string }{
		{"Called", "VBD", "call"}, {"denied", "VBD", "deny"}, {"went", "VBD", "go"}, {"put", "VBD", "put"},
		{"Putin", "NNP", "Putin"}, {"n’t", "RB", "not"}, {"Odd", "XX", "odd"}, {"ed", "VBD", "ed"}, {"1,350", "CD", "1350"},
	} {
		if got := rules.Lemma(c.form, c.tag); got != c.want {
			t.Errorf("%s/%s: got %q, want %q", c.form, c.tag, got, c.want)
		}
	}
	for _, bad := range []string{"VBD\ted\n", "VBD\ted\tl\tx\t\n"} {
		if _, err := Read(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}
