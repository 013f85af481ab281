package score

import "testing"

// TestTrees scores "Iran was attacked by Israel, again": one wrong head, one wrong relation, one wrong subtype.
func TestTrees(t *testing.T) {
	gold := []Arc{{2, "nsubj:pass"}, {2, "aux:pass"}, {-1, "root"}, {4, "case"}, {2, "obl:agent"}, {6, "punct"}, {2, "advmod"}}
	found := []Arc{{2, "nsubj"}, {2, "aux:pass"}, {-1, "root"}, {4, "mark"}, {2, "obl:agent"}, {2, "punct"}, {2, "advmod"}}
	var s Trees
	s.Add(found, gold)
	for name, got := range map[string][2]float64{
		"UAS":                {s.UAS(), percent(6, 7)}, // the comma hangs elsewhere
		"LAS":                {s.LAS(), percent(5, 7)}, // and "by" is no mark; nsubj for nsubj:pass is right
		"nsubj":              {s.Relation("nsubj").F1(), 100},
		"nsubj:pass":         {s.Relation("nsubj:pass").F1(), 0},
		"nsubj:pass, recall": {s.Relation("nsubj:pass").Recall(), 0},
		"obl:agent":          {s.Relation("obl:agent").F1(), 100},
		"obl":                {s.Relation("obl").F1(), 100},
		"punct, precision":   {s.Relation("punct").Precision(), 0},
		"conj":               {s.Relation("conj").F1(), 0},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %.2f, want %.2f", name, got[0], got[1])
		}
	}
	s.Add([]Arc{{-1, ""}}, []Arc{{-1, "root"}})
	if s.Words != 8 || s.Parsed != 7 || s.UAS() != percent(6, 8) {
		t.Errorf("a word that was not parsed: %d words, %d parsed, UAS %.2f", s.Words, s.Parsed, s.UAS())
	}
}
