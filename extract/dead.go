package extract

import "newsgraph/schema"

// bury notes whom the article tells to be dead: whoever was killed or died holds no office any more.
func (r *reader) bury() {
	r.dead = map[int]bool{}
	for _, s := range r.sentences {
		if s.aside {
			continue
		}
		for i := range s.Tokens {
			var heads []int
			noun := isNoun(s.tag(i))
			switch {
			case noun && in("deaths", s.words[i]):
				heads = s.prepositional(i, "of")
				if in("own deaths", s.words[i]) {
					heads = append(heads, s.possessors(i)...)
				}
			case !noun && s.inForms("dying", i) || s.lemma(i) == "pass" && s.hasWords(i, []string{"away"}):
				heads, _ = s.surface(i)
			case isVerb(s.tag(i)) && s.inForms("killing", i):
				heads = s.undergoers(i)
			}
			if len(heads) == 0 {
				continue
			}
			m := plain()
			if noun {
				m = r.wordsOfNoun(s, i) // whatever is said of it, "the killing of X" takes it for granted
			} else {
				m = r.moodOf(s, i, 0)
			}
			if m.negated || m.silent || m.modality != Actual || m.stance != "" && m.stance != Said && m.stance != Reported {
				continue
			}
			for _, e := range r.allEnds(s, heads, asVictim) {
				if e.entity >= 0 && e.part == "" && r.entities.list[e.entity].Kind == schema.Person {
					r.dead[e.entity] = true
				}
			}
		}
	}
}
