package extract

// mood is how a clause stands to what it tells: whether it says that it happened, and in whose words.
type mood struct {
	negated  bool
	refused  bool // negated by the will of its subject
	modality string
	stance   string
	speakers []end // innermost first; entity -1 where only described
	told     bool  // some speaker or hearsay is stated, even where nobody is named
	asked    int   // verb group that asks for it or accuses of it, else -1
	silent   bool  // nothing certain can be said
}

func plain() mood { return mood{modality: Actual, asked: -1} }

// weaken lowers the modality, never raises it.
func (m *mood) weaken(to string) {
	rank := func(x string) int {
		switch x {
		case Actual:
			return 0
		case Planned:
			return 1
		case Possible:
			return 2
		}
		return 3
	}
	if rank(to) > rank(m.modality) {
		m.modality = to
	}
}

// under puts the mood of a clause under that of the clause around it, of which only what holds for all of it counts.
func (m mood) under(outer mood) mood {
	if outer.modality != Actual || outer.negated {
		m.weaken(Possible)
	}
	if m.stance == "" {
		m.stance = outer.stance
	}
	m.speakers = append(m.speakers[:len(m.speakers):len(m.speakers)], outer.speakers...)
	m.told = m.told || outer.told
	m.silent = m.silent || outer.silent
	return m
}

// deepest is how many clauses may hang on each other before nothing is said.
const deepest = 8

// moodOfVerb gives the mood of the verb group at chunk v.
func (r *reader) moodOfVerb(s *sentence, v, depth int) mood {
	m := plain()
	if depth > deepest {
		m.silent = true
		return m
	}
	c := s.chunks[v]
	m.negated = c.negated
	switch c.modal {
	case "":
	case "will", "shall", "'ll", "’ll", "wo", "sha":
		m.modality = Planned
	default:
		m.modality = Possible
	}
	r.adverbs(s, &m, c.first-2, c.last+1)
	if s.question() {
		m.weaken(Possible)
	}
	switch c.form {
	case infinitive:
		return r.moodOfInfinitive(s, v, m, depth)
	case gerund:
		return r.moodOfGerund(s, v, m, depth)
	case participle:
		i := v - 1
		if s.is(i, nounPhrase) {
			head, _, _ := s.headOf(i)
			return m.under(r.moodOfPhrase(s, head, depth+1))
		}
		return r.attributed(s, v, m)
	}
	sub, ok := s.subjectOf(v)
	if !ok {
		m.silent = true
		return m
	}
	if s.backshifted(sub, v) {
		m.modality = Planned
	}
	if sub.via >= 0 {
		u := s.chunks[sub.via]
		outer := r.moodOfVerb(s, sub.via, depth+1)
		if u.modal == "" && !u.negated || c.modal != "" {
			return m.under(outer)
		}
		if c.form != finite {
			return m.under(outer)
		}
		// "may meet X and called Y": the second stands alone
		outer.negated, outer.modality = false, Actual
		return m.under(outer)
	}
	return r.moodOfClause(s, sub, v, m, depth)
}

// backshifted reports whether the "would" of the verb group at chunk v is the "will" of speech that is told in the past:
// "said Putin would visit". With a condition anywhere in the sentence it may be none.
func (s *sentence) backshifted(sub subject, v int) bool {
	c := s.chunks[v]
	if c.modal != "would" && c.modal != "'d" && c.modal != "’d" || c.perfect {
		return false
	}
	for _, w := range s.words {
		if in("conditions", w) && w != "until" && w != "till" {
			return false
		}
	}
	past := func(g int) bool {
		return s.is(g, verbGroup) && s.chunks[g].form == finite && (s.tag(s.chunks[g].head) == "VBD" || s.chunks[g].perfect) &&
			(s.inForms("say", s.chunks[g].head) || s.inForms("deny", s.chunks[g].head) || s.inForms("promise", s.chunks[g].head))
	}
	if sub.via >= 0 {
		return false
	}
	i := sub.left - 1
	if s.is(i, subordinator) && s.word(s.chunks[i].first) == "that" {
		// "told reporters on Monday that"
		for i--; s.is(i, nounPhrase) || s.is(i, preposition) || s.is(i, timeWords) || s.is(i, adverb); i-- {
		}
	}
	if past(i) {
		return true
	}
	for g := range s.chunks {
		if g != v && past(g) && s.saysAround(g, v, s.quoted[c.head]) && !s.quoted[c.head] {
			return true
		}
	}
	return false
}

// adverbs reads "reportedly", "allegedly", "possibly" in tokens from to last.
func (r *reader) adverbs(s *sentence, m *mood, first, last int) {
	for i := max(0, first); i < min(last, len(s.words)); i++ {
		w := s.words[i]
		switch {
		case in("reported adverbs", w):
			m.told = true
			if m.stance == "" {
				m.stance = Reported
			}
		case in("alleged adverbs", w):
			m.told = true
			m.stance = Accused
		case in("possible adverbs", w):
			m.weaken(Possible)
		}
	}
}

// question reports whether the sentence asks.
func (s *sentence) question() bool {
	for i := len(s.words) - 1; i >= 0 && i >= len(s.words)-3; i-- {
		if s.words[i] == "?" {
			return true
		}
	}
	return false
}

// moodOfClause puts a finite clause under what it hangs on: "if", "X said that", a relative clause's noun.
func (r *reader) moodOfClause(s *sentence, sub subject, v int, m mood, depth int) mood {
	if sub.related {
		// what "who" hangs on tells of the person, not of the clause; but its attribution may cover it
		return r.attributed(s, v, m)
	}
	i := sub.left - 1
	for s.is(i, adverb) || s.is(i, timeWords) {
		i--
	}
	before := s.at(i)
	// Subordinators farther to the left govern the clause, too, up to its border.
	if before == nil {
		return r.attributed(s, v, m)
	}
	w := s.word(before.first)
	switch before.kind {
	case subordinator:
		if in("conditions", w) {
			m.weaken(Possible)
			return r.attributed(s, v, m)
		}
		if w == "that" {
			return r.complementClause(s, i-1, m, depth)
		}
		if w == "as" && s.word(before.first+1) == "if" || s.word(before.first-1) == "so" {
			m.weaken(Possible)
		}
		return r.attributed(s, v, m)
	case verbGroup:
		return r.told(s, i, m, depth)
	case conjunction:
		return r.joined(s, i, v, m, depth)
	case comma, stop, relative:
		// "If Iran attacked, Israel would respond": the modal says it. "X said, Y attacked" is told.
		if before.kind == comma && s.is(i-1, verbGroup) && s.inForms("say", s.chunks[i-1].head) {
			return r.told(s, i-1, m, depth)
		}
		if before.kind == comma && s.is(i-1, conjunction) {
			return r.joined(s, i-1, v, m, depth)
		}
	}
	return r.attributed(s, v, m)
}

// joined gives a clause behind a conjunction the attribution of the clause before it.
func (r *reader) joined(s *sentence, and, v int, m mood, depth int) mood {
	if w := s.word(s.chunks[and].first); w == "or" || w == "nor" {
		m.weaken(Possible)
	}
	// "and that X": the clause hangs on the same speech
	for i := and - 1; i >= 0; i-- {
		c := s.chunks[i]
		if c.kind == stop {
			break
		}
		if c.kind == verbGroup && c.form == finite {
			outer := r.moodOfVerb(s, i, depth+1)
			if s.opensSpeech(i) && !s.is(and+1, subordinator) && !outer.told {
				break
			}
			outer.negated, outer.silent = false, false
			if outer.modality == Planned {
				outer.modality = Actual
			}
			return m.under(outer)
		}
	}
	return r.attributed(s, v, m)
}

// complementClause puts a clause behind "that" under the verb or noun before chunk i.
func (r *reader) complementClause(s *sentence, i int, m mood, depth int) mood {
	for s.is(i, timeWords) || s.is(i, adverb) {
		i--
	}
	switch {
	case s.is(i, verbGroup):
		return r.told(s, i, m, depth)
	case s.is(i, nounPhrase):
		// "told reporters that", "said in a statement that"
		for j := i; j >= 0 && i-j < 8; j-- {
			switch c := s.chunks[j]; c.kind {
			case nounPhrase, preposition, timeWords, adverb, conjunction, adjective:
				continue
			case verbGroup:
				if s.inForms("say", c.head) || s.inForms("warn", c.head) || s.inForms("promise", c.head) {
					return r.told(s, j, m, depth)
				}
			}
			break
		}
		m.weaken(Possible) // "the claim that", "fears that"
		return m
	case s.is(i, conjunction):
		// "said that A and that B"
		for j := i - 1; j >= 0; j-- {
			if c := s.chunks[j]; c.kind == verbGroup && (s.opensSpeech(j) || s.inForms("promise", c.head)) {
				return r.told(s, j, m, depth)
			}
		}
	}
	m.weaken(Possible)
	return m
}

// told puts a clause under the verb of saying or thinking at chunk g.
func (r *reader) told(s *sentence, g int, m mood, depth int) mood {
	c := s.chunks[g]
	outer := r.moodOfVerb(s, g, depth+1)
	if outer.silent && c.form == finite {
		outer.silent = false
	}
	said := mood{modality: Actual, asked: -1, told: true, speakers: r.speakersOf(s, g), silent: outer.silent}
	switch {
	case s.inForms("deny", c.head):
		if outer.negated || m.negated {
			m.silent = true
		}
		m.negated = true
		m.stance = Denied
	case s.inForms("promise", c.head):
		m.weaken(Planned)
		m.stance = Promised
	case s.inForms("warn", c.head):
		m.weaken(Possible)
		m.stance = Warned
	case s.inForms("demand", c.head) && !s.inForms("say", c.head):
		m.modality = Requested
		m.stance = Asked
	case s.isForm(c.head, "accuse") || s.isForm(c.head, "allege"):
		m.stance = Accused
	case s.inForms("say", c.head):
		if c.passive {
			// "was told that": the speaker is behind "by", if anywhere
			said.speakers = nil
			if m.stance == "" {
				m.stance = Reported
			}
		} else if m.stance == "" {
			m.stance = Said
		}
	default:
		m.weaken(Possible)
	}
	m.speakers = append(m.speakers, said.speakers...)
	m.told = true
	if outer.negated || outer.modality != Actual || c.to {
		m.weaken(Possible)
	}
	m.speakers = append(m.speakers, outer.speakers...)
	m.silent = m.silent || outer.silent
	return m
}

// speakersOf gives the speaker of the verb group at chunk g: its subject, or the phrase behind it ("said X").
func (r *reader) speakersOf(s *sentence, g int) []end {
	sub, ok := s.subjectOf(g)
	if !ok {
		if s.is(g+1, nounPhrase) {
			if e := r.ends(s, g+1, asSpeaker); len(e) == 1 {
				return e
			}
		}
		return nil
	}
	if len(sub.phrases) != 1 {
		return nil
	}
	e := r.ends(s, sub.phrases[0], asSpeaker)
	if len(e) != 1 {
		return nil
	}
	return e
}

// moodOfInfinitive puts an infinitive under the verb that governs it.
func (r *reader) moodOfInfinitive(s *sentence, v int, m mood, depth int) mood {
	g, object := s.governor(v)
	if g < 0 {
		m.weaken(Possible)
		return r.attributed(s, v, m)
	}
	gc := s.chunks[g]
	outer := r.moodOfVerb(s, g, depth+1)
	lemma := gc.head
	switch {
	case s.inForms("refused", lemma) && len(object) == 0:
		if m.negated || outer.negated {
			m.silent = true
		}
		m.negated, m.refused = true, true
	case (len(object) > 0 || gc.passive) && s.inForms("requested", lemma) && !(gc.passive && s.inForms("planned", lemma)):
		m.modality = Requested
		m.stance = Asked
		m.asked = g
		m.told = true
		if gc.passive {
			m.speakers = append(m.speakers, r.agents(s, g, asSpeaker)...)
		} else {
			m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		}
	case len(object) == 0 && s.inForms("planned", lemma) || gc.passive && s.inForms("planned", lemma):
		m.weaken(Planned)
		if s.inForms("promise", lemma) {
			m.stance, m.told = Promised, true
			m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		}
		if s.inForms("warn", lemma) {
			m.stance, m.told = Warned, true
			m.speakers = append(m.speakers, r.speakersOf(s, g)...)
		}
	case len(object) == 0 && !gc.passive && s.inForms("actual", lemma):
	case gc.passive && s.inForms("say", lemma) && s.chunks[v].perfect:
		m.told = true
		if m.stance == "" {
			m.stance = Reported
		}
	default:
		m.weaken(Possible)
	}
	if outer.negated {
		if m.modality == Actual || m.modality == Planned {
			m.negated = true
		} else {
			m.silent = m.modality == Requested
		}
	}
	if outer.modality != Actual {
		if outer.modality == Planned && m.modality == Actual {
			m.modality = Planned
		} else {
			m.weaken(Possible)
		}
	}
	if m.stance == "" {
		m.stance = outer.stance
	}
	m.speakers = append(m.speakers, outer.speakers...)
	m.told = m.told || outer.told
	m.silent = m.silent || outer.silent
	return m
}

// moodOfGerund puts "-ing" under what it hangs on.
func (r *reader) moodOfGerund(s *sentence, v int, m mood, depth int) mood {
	i := v - 1
	for s.is(i, adverb) {
		i--
	}
	switch {
	case s.is(i, verbGroup):
		g := s.chunks[i]
		outer := r.moodOfVerb(s, i, depth+1)
		switch {
		case s.inForms("actual", g.head):
			if outer.negated {
				m.negated = true
			}
			if outer.modality != Actual {
				m.weaken(outer.modality)
			}
			m.stance, m.speakers, m.told, m.silent = outer.stance, append(m.speakers, outer.speakers...), outer.told, outer.silent
			return m
		case s.inForms("deny", g.head):
			if outer.negated {
				m.silent = true
			}
			m.negated, m.stance, m.told = true, Denied, true
			m.speakers = append(m.speakers, r.speakersOf(s, i)...)
			return m
		case s.inForms("refused", g.head):
			m.negated, m.refused = true, true
			return m.under(outer)
		}
		m.weaken(Possible)
		return m.under(outer)
	case s.is(i, preposition):
		w := s.word(s.chunks[i].first)
		g := i - 1
		for g >= 0 && !s.is(g, verbGroup) && (s.is(g, nounPhrase) || s.is(g, preposition) || s.is(g, conjunction) || s.is(g, comma) || s.is(g, timeWords) || s.is(g, adverb)) {
			g--
		}
		switch {
		case w == "of" || w == "for":
			if s.is(g, verbGroup) && (s.isForm(s.chunks[g].head, "accuse") || s.inForms("accusing", s.chunks[g].head)) && w == "of" {
				outer := r.moodOfVerb(s, g, depth+1)
				m.stance, m.told, m.asked = Accused, true, g
				if s.chunks[g].passive {
					m.speakers = append(m.speakers, r.agents(s, g, asSpeaker)...)
				} else {
					m.speakers = append(m.speakers, r.speakersOf(s, g)...)
				}
				if outer.negated || outer.modality != Actual {
					m.weaken(Possible)
				}
				m.speakers = append(m.speakers, outer.speakers...)
				return m
			}
			if s.is(g, verbGroup) && s.isForm(s.chunks[g].head, "blame") && w == "for" {
				m.stance, m.told, m.asked = Accused, true, g
				m.speakers = append(m.speakers, r.speakersOf(s, g)...)
				return m
			}
			m.weaken(Possible)
			return m
		case w == "after" || w == "by" || w == "since" || w == "while" || w == "upon" || w == "following":
			if s.is(g, verbGroup) && s.chunks[g].form == finite {
				outer := r.moodOfVerb(s, g, depth+1)
				if w == "by" {
					return m.under(outer)
				}
				outer.negated = false
				return m.under(outer)
			}
			return r.attributed(s, v, m)
		case w == "without":
			m.negated = true
			return m
		}
		m.weaken(Possible)
		return m
	case s.is(i, subordinator):
		w := s.word(s.chunks[i].first)
		if w == "after" || w == "while" || w == "since" || w == "when" {
			return r.attributed(s, v, m)
		}
		m.weaken(Possible)
		return m
	case s.is(i, comma):
		for g := i - 1; g >= 0; g-- {
			if c := s.chunks[g]; c.kind == verbGroup && c.form == finite {
				outer := r.moodOfVerb(s, g, depth+1)
				if outer.modality == Planned {
					m.weaken(Planned)
					outer.modality = Actual
				}
				return m.under(outer)
			} else if c.kind == stop || c.kind == subordinator || c.kind == relative {
				break
			}
		}
		return r.attributed(s, v, m)
	case i < 0:
		return r.attributed(s, v, m)
	}
	m.silent = true
	return m
}

// agents gives the ends behind "by" of a passive verb group.
func (r *reader) agents(s *sentence, v int, as side) []end {
	var out []end
	for _, p := range s.complementsOf(v).preps["by"] {
		e := r.ends(s, p, as)
		if len(e) == 0 {
			return nil
		}
		out = append(out, e...)
	}
	return out
}

// beforeItBegan reports whether something ended the act of the noun phrase at chunk i before it was: "the talks collapsed
// before they began".
func (s *sentence) beforeItBegan(i int) bool {
	for j := i + 1; j+2 < len(s.chunks) && !s.is(j, stop); j++ {
		if w := s.word(s.chunks[j].first); w != "before" {
			continue
		}
		pronoun, verb := s.chunks[j+1], s.chunks[j+2]
		if w := s.word(pronoun.first); (w == "it" || w == "they") && pronoun.last == pronoun.first+1 && verb.kind == verbGroup && s.inForms("beginnings", verb.head) {
			return true
		}
	}
	return false
}

// moodOfPhrase gives the mood of a noun of an act at chunk i: of what stands before it, of its verb, of its adjectives.
func (r *reader) moodOfPhrase(s *sentence, i, depth int) mood {
	m := plain()
	if depth > deepest {
		m.silent = true
		return m
	}
	c := s.chunks[i]
	for k := c.first; k < c.head; k++ {
		w := s.words[k]
		switch {
		case w == "no" || w == "neither":
			m.negated = true
		case in("alleged adjectives", w):
			m.stance, m.told = Accused, true
		case in("reported adjectives", w):
			m.stance, m.told = Reported, true
		case in("planned adjectives", w):
			m.weaken(Planned)
		case in("possible adjectives", w):
			m.weaken(Possible)
		}
	}
	if s.beforeItBegan(i) {
		m.silent = true // an act that never was
	}
	if s.question() {
		m.weaken(Possible)
	}
	j := i - 1
	for s.is(j, timeWords) || s.is(j, adverb) {
		j--
	}
	switch b := s.at(j); {
	case b == nil:
	case b.kind == preposition:
		w := s.word(b.first)
		up := j - 1
		for s.is(up, timeWords) || s.is(up, adverb) {
			up--
		}
		switch u := s.at(up); {
		case u == nil || u.kind == comma || u.kind == stop || u.kind == conjunction || u.kind == subordinator:
			if !in("factive prepositions", w) && w != "of" && w != "as" {
				m.weaken(Possible)
			}
			return r.attributed(s, i, m)
		case u.kind == nounPhrase:
			if in("transparent nouns", s.words[u.head]) || in("factive prepositions", w) {
				head, _, ok := s.headOf(up)
				if !ok {
					head = up
				}
				outer := r.moodOfPhrase(s, head, depth+1)
				if in("factive prepositions", w) && !in("transparent nouns", s.words[u.head]) {
					// "the talks after the attack": the attack stands whatever becomes of the talks
					outer.negated, outer.modality = false, Actual
				}
				return m.under(outer)
			}
			if s.isForm(c.head, "kill") || in("presupposing", s.words[u.head]) {
				return r.attributed(s, i, m)
			}
			m.weaken(Possible)
			return r.attributed(s, i, m)
		case u.kind == verbGroup && w == "as" && s.inForms("describe", u.head):
			// "what Moscow described as aggression by": Moscow's words
			m.told = true
			if m.stance == "" {
				m.stance = Said
			}
			if s.is(up-1, nounPhrase) {
				m.speakers = append(m.speakers, r.ends(s, up-1, asSpeaker)...)
			}
			return m
		case u.kind == verbGroup:
			outer := r.moodOfVerb(s, up, depth+1)
			switch {
			case s.isForm(u.head, "accuse") && w == "of", s.isForm(u.head, "blame") && w == "for":
				m.stance, m.told, m.asked = Accused, true, up
				m.speakers = append(m.speakers, r.speakersOf(s, up)...)
				return m
			case in("factive prepositions", w) || s.inForms("responding", u.head):
				outer.negated, outer.modality = false, Actual
				return m.under(outer)
			}
			m.weaken(Possible)
			return m.under(outer)
		}
		m.weaken(Possible)
		return r.attributed(s, i, m)
	case b.kind == verbGroup && s.lemma(b.head) != "be":
		outer := r.moodOfVerb(s, j, depth+1)
		switch {
		case s.inForms("called off", b.head) || s.particle(j, "called off particle") != "":
			m.negated = true
			return m.under(outer)
		case s.inForms("deny", b.head):
			m.negated, m.stance, m.told = true, Denied, true
			m.speakers = append(m.speakers, r.speakersOf(s, j)...)
			return m
		case s.inForms("factive verbs", b.head):
			if s.inForms("lights", b.head) {
				return m.join(outer)
			}
			outer.negated = false
			if outer.modality == Planned || outer.modality == Possible {
				return m.join(outer)
			}
			return m.under(outer)
		case s.inForms("planned", b.head):
			m.weaken(Planned)
			return m.under(outer)
		}
		m.weaken(Possible)
		return m.under(outer)
	}
	// the subject of a verb
	if v := s.verbAfter(i); v >= 0 {
		vc := s.chunks[v]
		outer := r.moodOfVerb(s, v, depth+1)
		if vc.passive && s.inForms("called off", vc.head) || vc.passive && s.particle(v, "called off particle") != "" {
			m.negated = true
			outer.negated = false
			return m.under(outer)
		}
		if outer.silent {
			outer.silent = false
		}
		// "are due to resume", "is likely to begin"
		if s.lemma(vc.head) == "be" && s.is(v+1, adjective) && s.is(v+2, verbGroup) && s.chunks[v+2].to {
			m.weaken(Planned)
		}
		if vc.passive && (s.inForms("planned", vc.head) || s.inForms("thought", vc.head)) {
			m.weaken(Planned)
		}
		return m.join(outer)
	}
	return r.attributed(s, i, m)
}

// join takes over all of the mood of a verb that carries a noun: "will hold talks", "did not launch an attack".
func (m mood) join(v mood) mood {
	m.negated = m.negated != v.negated
	m.refused = m.refused || v.refused
	m.weaken(v.modality)
	if m.stance == "" {
		m.stance = v.stance
	}
	if m.asked < 0 {
		m.asked = v.asked
	}
	m.speakers = append(m.speakers, v.speakers...)
	m.told = m.told || v.told
	m.silent = m.silent || v.silent
	return m
}

// verbAfter gives the finite verb group whose subject is the phrase at chunk i, or -1.
func (s *sentence) verbAfter(i int) int {
	for v := i + 1; v < len(s.chunks) && v < i+14; v++ {
		if c := s.chunks[v]; c.kind == verbGroup && c.form == finite {
			sub, ok := s.subjectOf(v)
			if !ok {
				return -1
			}
			for _, p := range sub.phrases {
				if p == i {
					return v
				}
			}
			return -1
		} else if c.kind == stop {
			return -1
		}
	}
	return -1
}

// particle gives the phrase of a section ("call off") that the verb group at v and the words behind it are.
func (s *sentence) particle(v int, section string) string {
	c := s.chunks[v]
	for phrase := range clauseWords()[section] {
		if s.verbPhrase(c, phrase) {
			return phrase
		}
	}
	return ""
}

// attributed adds who tells the clause of chunk i by a phrase outside it: "according to X", ", X said", "X said:", a
// quotation's speaker. Inside quotation marks a clause without speaker is silent.
func (r *reader) attributed(s *sentence, i int, m mood) mood {
	c := s.chunks[i]
	quoted := s.quoted[c.head]
	found := false
	for j, a := range s.chunks {
		if j == i {
			continue
		}
		switch {
		case a.kind == preposition && s.word(a.first) == "according":
			// before its clause, or behind it
			k := j + 1
			for s.is(k, preposition) {
				k++
			}
			if !s.is(k, nounPhrase) {
				continue
			}
			m.told = true
			if m.stance == "" {
				m.stance = Said
			}
			m.speakers = append(m.speakers, r.source(s, k)...)
			found = true
		case a.kind == verbGroup && a.form == finite && s.inForms("say", a.head) && !a.passive && s.saysAround(j, i, quoted):
			e := r.speakersOf(s, j)
			m.told = true
			if m.stance == "" {
				m.stance = Said
			}
			m.speakers = append(m.speakers, e...)
			found = true
		}
		if found {
			break
		}
	}
	if quoted && !found {
		m.silent = true
	}
	return m
}

// source resolves the phrase behind "according to": its head, or the speaker whose statement it is.
func (r *reader) source(s *sentence, k int) []end {
	if e := r.ends(s, k, asSpeaker); len(e) == 1 && e[0].entity >= 0 {
		return e
	}
	c := s.chunks[k]
	if owners := s.ownersIn(c.first, c.head); len(owners) == 1 && s.names[owners[0]].entity >= 0 && !s.names[owners[0]].bound {
		n := s.names[owners[0]]
		return []end{{entity: n.entity, kind: r.entities.list[n.entity].Kind, words: s.wordsOf(n.first, n.last), chunk: k}}
	}
	for j := k + 1; j < len(s.chunks) && j < k+6; j++ {
		if p := s.chunks[j]; p.kind == preposition || p.kind == verbGroup && p.form == participle {
			if w := s.word(p.first); (w == "from" || w == "by" || w == "of") && s.is(j+1, nounPhrase) {
				if e := r.ends(s, j+1, asSpeaker); len(e) == 1 {
					return e
				}
			}
			continue
		}
		if !s.is(j, nounPhrase) {
			break
		}
	}
	if e := r.ends(s, k, asSpeaker); len(e) == 1 {
		return e
	}
	return nil
}

// saysAround reports whether the verb of saying at chunk j attributes the clause of chunk i from outside: "..., X said"
// and "X said: ...".
func (s *sentence) saysAround(j, i int, quoted bool) bool {
	if i < j {
		// nothing but the speaker between a comma or quotation mark and the verb, nothing told behind it
		k := j - 1
		for k > i && (s.is(k, nounPhrase) || s.is(k, preposition) || s.is(k, adverb) || s.is(k, adjective)) {
			k--
		}
		if k == j-1 && !(s.is(j+1, nounPhrase) && (s.is(k, comma) || s.quoteBefore(j))) {
			return false
		}
		if k <= i || !s.is(k, comma) && !s.quoteBetween(k, j) {
			return false
		}
		if s.quoted[s.chunks[j].head] && !quoted {
			return false
		}
		next := j + 1
		for s.is(next, timeWords) || s.is(next, adverb) || s.is(next, preposition) || s.is(next, nounPhrase) {
			next++
		}
		return next >= len(s.chunks) || s.is(next, comma) || s.is(next, stop) || s.is(next, conjunction) || s.is(next, subordinator) && s.word(s.chunks[next].first) != "that"
	}
	// X said: "...": only what is quoted
	return quoted && !s.quoted[s.chunks[j].head]
}

// quoteBefore reports whether a quotation mark stands right before chunk i.
func (s *sentence) quoteBefore(i int) bool {
	return isQuote(s.word(s.chunks[i].first - 1))
}

// quoteBetween reports whether a quotation mark stands between the ends of chunks i and j.
func (s *sentence) quoteBetween(i, j int) bool {
	for k := s.chunks[i].last; k < s.chunks[j].first; k++ {
		if isQuote(s.words[k]) {
			return true
		}
	}
	return false
}
