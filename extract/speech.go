package extract

// said notes a speaker.
func (m *mood) said(speakers []end) {
	m.told = true
	if m.stance == "" {
		m.stance = Said
	}
	m.speakers = append(m.speakers, speakers...)
}

// speakersOf gives the speaker of a verb of saying: who does it.
func (r *reader) speakersOf(s *sentence, g int) []end {
	heads, _ := s.doers(g)
	if len(heads) != 1 {
		return nil
	}
	if e := r.ends(s, heads[0], asSpeaker); len(e) == 1 {
		return e
	}
	return nil
}

// sources resolves the phrase behind "according to": its head, or the speaker whose statement it is.
func (r *reader) sources(s *sentence, h int) []end {
	e := r.ends(s, h, asSpeaker)
	if len(e) == 1 && e[0].entity >= 0 {
		return e
	}
	for _, p := range s.possessors(h) {
		if e := r.ends(s, p, asSpeaker); len(e) == 1 {
			return e
		}
	}
	for _, c := range s.all(h, "nmod") {
		switch s.preposition(c) {
		case "from", "by", "of":
			if e := r.ends(s, c, asSpeaker); len(e) == 1 && e[0].entity >= 0 {
				return e
			}
		}
	}
	for _, c := range s.own(h, "acl") {
		for _, o := range s.own(c, "obl") {
			if p := s.preposition(o); p == "by" || p == "from" {
				if e := r.ends(s, o, asSpeaker); len(e) == 1 {
					return e
				}
			}
		}
	}
	if len(e) == 1 {
		return e
	}
	return nil
}

func (r *reader) voiced(s *sentence, p int, m mood) mood { return m }
