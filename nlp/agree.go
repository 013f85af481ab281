package nlp

// agree mends tags that the tree of a sentence contradicts. The net names tags above its first layer, where it sees less than the
// tree does: "Macron, who visited Warsaw, called Putin" has its tree right and "called" a participle. A verb in -ed without an
// auxiliary is a past tense where it has a subject, or is the conjunct of one; it is a participle where it only describes a noun. The subject of a verb with an auxiliary of the passive
// is passive.
func agree(tokens []Token) {
	if len(tokens) == 0 || tokens[0].Rel == "" {
		return
	}
	const (
		subject = 1 << iota
		auxiliary
		passive
	)
	has := make([]uint8, len(tokens))
	for _, t := range tokens {
		if t.Head < 0 {
			continue
		}
		switch t.Rel {
		case "nsubj":
			has[t.Head] |= subject
		case "aux", "aux:pass", "cop":
			has[t.Head] |= auxiliary
			if t.Rel == "aux:pass" {
				has[t.Head] |= passive
			}
		}
	}
	for i := range tokens {
		t := &tokens[i]
		if t.Rel == "nsubj" && t.Head >= 0 && has[t.Head]&passive != 0 {
			t.Rel = "nsubj:pass"
		}
		switch {
		case t.UPOS != "VERB" || has[i]&auxiliary != 0:
		case t.XPOS == "VBN" && has[i]&subject != 0 && t.Rel != "acl" && t.Rel != "xcomp",
			t.XPOS == "VBN" && t.Rel == "conj" && tokens[t.Head].XPOS == "VBD" && has[t.Head]&auxiliary == 0:
			t.XPOS = "VBD"
		case t.XPOS == "VBD" && has[i]&subject == 0 && t.Rel == "acl":
			t.XPOS = "VBN"
		}
	}
}
