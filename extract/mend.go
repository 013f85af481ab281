package extract

// Mends of trees that the words around people ask for: what "who" and a verdict can be said of, to whom leave is given, "shot" as a verb. set hangs a token on another.

func (s *sentence) mendPeople(set func(i, head int, rel string)) {
	for i := range s.Tokens {
		t := s.Tokens[i]
		switch {
		case t.Rel == "acl:relcl" || t.Rel == "acl" && s.tag(i) == "VBN" && (s.inForms("convicting", i) || s.inForms("blaming", i) || s.inForms("arresting", i)):
			if p := s.personBefore(i); p >= 0 {
				set(i, p, t.Rel) // "the death sentence of X, who was convicted": no convicted sentence
			}
			if j := i + 1; t.Rel == "acl" && s.rel(j) == "obj" && s.head(j) == i && s.tag(j) == "NN" {
				set(j, s.head(i), "appos") // "X, convicted assassin of Y"
				set(i, j, "amod")
			}
		case t.Rel == "acl" && s.tag(i) == "VBG" && t.Head >= 0 && s.inForms("factive nouns", t.Head):
			at := i - 1
			for s.tag(at) == "RB" {
				at--
			}
			if p := s.personAt(at, t.Head); p >= 0 && s.marksOf(p) {
				set(i, p, "acl") // "footage of X shooting Y"
			}
		case t.Rel == "advcl" && s.tag(i) == "VBG" && s.word(i-1) == "," && s.tag(i-2) == "CD" && s.word(i-3) == "," && s.tag(i-4) == "NNP":
			name := i - 4
			for s.rel(name) == "flat" {
				name = s.head(name)
			}
			set(i, name, "acl") // "X, 60, serving"
		case t.Rel == "appos" && in("people", s.lemma(i)):
			at := i - 1
			for at > 0 && s.head(at) == i && s.words[at] != "," {
				at--
			}
			if s.word(at) != "," || at == i-1 {
				break
			}
			if p := s.personAt(at-1, t.Head); p >= 0 {
				set(i, p, "appos") // "the murder of X, the policeman": no policeman of a murder
			}
		case s.words[i] == "guilty" && t.Rel == "obj" && s.lemma(t.Head) == "find":
			for _, c := range s.children(i, "compound") {
				if s.tag(c) == "NNP" {
					set(c, t.Head, "obj") // "found X guilty"
					set(i, t.Head, "xcomp")
				}
			}
		case t.Rel == "obj" && in("granted", s.words[i]) && t.Head >= 0 && s.inForms("granting", t.Head):
			if c := s.children(i, "compound"); len(c) > 0 && c[len(c)-1] == i-1 {
				set(i-1, t.Head, "iobj") // "gave the government permission"
			}
		case s.words[i] == "shot" && s.tag(i) == "NN":
			s.mendShot(i, set)
		}
	}
}

// children gives the dependents of token i, before the lists of dependents are made.
func (s *sentence) children(i int, rel string) []int {
	var out []int
	for j := range s.Tokens {
		if s.head(j) == i && s.rel(j) == rel {
			out = append(out, j)
		}
	}
	return out
}

// personBefore gives the name right before the clause of token i, where the parser hangs the clause on a thing that the name depends on,
// and the clause says what is said of persons. -1 where there is none.
func (s *sentence) personBefore(i int) int {
	at := i
	if s.Tokens[i].Rel == "acl:relcl" {
		for at > s.head(i) && s.words[at] != "who" && s.words[at] != "whom" {
			at--
		}
	}
	at--
	if s.word(at) == "," {
		at--
	}
	return s.personAt(at, s.head(i))
}

// personAt gives the name that ends with token at and depends on a thing; -1 where there is none.
func (s *sentence) personAt(at, thing int) int {
	if thing < 0 || !isNoun(s.tag(thing)) || s.tag(thing) == "NNP" || in("people", s.lemma(thing)) || in("bodies", s.lemma(thing)) || at <= thing || s.tag(at) != "NNP" {
		return -1
	}
	for at > thing && (s.rel(at) == "flat" || s.head(at) > at && s.tag(s.head(at)) == "NNP") {
		at = s.head(at)
	}
	for s.tag(at) == "NNP" && s.rel(at) == "nmod" && s.tag(s.head(at)) == "NNP" && !s.marksOf(at) {
		at = s.head(at) // "X of Phoenix, convicted"
	}
	if at > thing && s.tag(at) == "NNP" && s.under(at, thing) {
		return at
	}
	return -1
}

// marksOf reports whether token i stands behind "of" before the lists of dependents are made.
func (s *sentence) marksOf(i int) bool {
	for _, c := range s.children(i, "case") {
		if s.words[c] == "of" {
			return true
		}
	}
	return false
}

// mendShot makes a verb of a "shot" that the parser takes for a noun though it has a subject or an object, or stands between a
// name and another verb.
func (s *sentence) mendShot(i int, set func(i, head int, rel string)) {
	verb := len(s.children(i, "nsubj")) > 0 && len(s.children(i, "obj")) > 0
	if names := s.children(i, "compound"); !verb && len(names) > 0 && s.rel(i) != "nsubj" && s.rel(i) != "obj" && s.rel(i) != "obl" &&
		s.tag(i-1) == "NNP" && len(s.children(i, "det")) == 0 && (s.word(i+1) == "and" || s.word(i+1) == "dead") {
		set(names[len(names)-1], i, "nsubj")
		verb = true
	}
	if !verb {
		return
	}
	set(i, s.head(i), s.Tokens[i].Rel)
	s.Tokens[i].XPOS, s.Tokens[i].UPOS, s.Tokens[i].Lemma = "VBD", "VERB", "shoot"
	last := -1
	for _, c := range s.children(i, "conj") {
		switch {
		case isVerb(s.tag(c)):
			last = c
			s.Tokens[c].XPOS = "VBD"
		case last >= 0 && s.tag(c) == "NNP":
			set(c, last, "obj") // "shot and wounded X"
			for _, a := range s.children(i, "appos") {
				if a > c {
					set(a, c, "appos") // "X, the assassin"
				}
			}
		}
	}
}
