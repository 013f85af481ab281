package extract

import "strings"

// This file reads clauses without a tree: who is the subject of a verb group and what follows it. It answers only where
// the chunks leave one reading; else it says nothing. The rules are our own, for news prose; testdata has
// a case for each.

// subject is the left side of a verb group.
type subject struct {
	phrases []int // noun phrases, in text order: each a subject of its own; only their heads, not what hangs on them
	left    int   // first chunk of the clause: what stands before it says how the clause hangs
	times   []int // time words between the clause's start and the verb
	via     int   // verb group that shares the subject ("met X and called Y"), else -1
	related bool  // the subject is what a relative clause hangs on
}

// subjectOf finds the subject of the verb group at chunk v.
func (s *sentence) subjectOf(v int) (subject, bool) {
	r := subject{via: -1}
	i := v - 1
	for {
		switch c := s.at(i); {
		case c == nil:
			return r, false
		case c.kind == adverb:
			i--
			continue
		case c.kind == timeWords:
			r.times = append(r.times, i)
			i--
			continue
		case c.kind == comma:
			j, ok := s.overAside(i)
			if !ok {
				// "..., and called": a comma before a conjunction is none of an aside
				return r, false
			}
			i = j
			continue
		case c.kind == conjunction:
			if s.word(c.first) != "and" && s.word(c.first) != "but" && s.word(c.first) != "then" {
				return r, false
			}
			return s.sharedSubject(v, i)
		case c.kind == relative:
			if s.word(c.first) == "what" || s.word(c.first) == "whom" {
				return r, false
			}
			return s.antecedent(i)
		case c.kind == nounPhrase:
			r.left = i
			return s.subjectPhrases(i, v, r)
		}
		return r, false
	}
}

// overAside gives the chunk before the aside that the comma at i closes: "Putin, who visited Iran, met".
func (s *sentence) overAside(i int) (int, bool) {
	for j := i - 1; j > 0; j-- {
		switch c := s.chunks[j]; c.kind {
		case stop:
			return 0, false
		case comma:
			if j == i-1 {
				return 0, false
			}
			first := s.chunks[j+1]
			switch first.kind {
			case relative, preposition, nounPhrase, adverb, timeWords, subordinator, adjective:
				return j - 1, true
			case verbGroup:
				return j - 1, first.form == gerund || first.form == participle
			}
			return 0, false
		}
	}
	return 0, false
}

// headOf climbs from a noun phrase over its prepositions to the phrase that it hangs on: "the president of France".
func (s *sentence) headOf(i int) (head int, times []int, ok bool) {
	for {
		j := i - 1
		for s.is(j, timeWords) {
			times = append(times, j)
			j--
		}
		if !s.is(j, preposition) {
			return i, times, true
		}
		j--
		for s.is(j, preposition) { // "because of"
			j--
		}
		for s.is(j, timeWords) {
			times = append(times, j)
			j--
		}
		if !s.is(j, nounPhrase) {
			return i, times, false
		}
		i = j
	}
}

// subjectPhrases reads the phrases that end with chunk i as subject of the verb at v.
func (s *sentence) subjectPhrases(i, v int, r subject) (subject, bool) {
	head, times, ok := s.headOf(i)
	if !ok {
		return r, false
	}
	if head != i {
		r.times = append(r.times, times...)
	}
	list := []int{head}
	left := head
	for {
		j := left - 1
		if s.is(j, conjunction) && len(list) == 1 || s.is(j, comma) && len(list) > 1 {
			word := s.word(s.chunks[j].first)
			k := j - 1
			if s.is(j, conjunction) && s.is(k, comma) {
				k--
			}
			if s.is(k, nounPhrase) && s.quoted[s.chunks[k].head] != s.quoted[s.chunks[left].head] {
				break // one is in a quotation, the other is not
			}
			if !s.is(k, nounPhrase) || s.is(j, conjunction) && word != "and" && word != "as" && word != "&" {
				break
			}
			if k2, _, ok := s.headOf(k); !ok {
				break
			} else if k2 != k {
				// "leaders of Iran and Iraq": the pair hangs on the leaders
				if s.is(k-1, preposition) {
					list = []int{k2}
					left = k2
					continue
				}
				k = k2
			}
			// "Iran attacked Israel and Lebanon condemned": what a verb takes is no subject
			if s.is(k-1, verbGroup) && !s.opensSpeech(k-1) || s.is(k-1, preposition) {
				break
			}
			list = append([]int{k}, list...)
			left = k
			continue
		}
		// "Pezeshkian, the Iranian president, called": the comma belongs to an aside that overAside has left
		break
	}
	if !s.clauseStart(left, v) {
		return r, false
	}
	r.phrases, r.left = list, left
	for s.is(r.left-1, timeWords) || s.is(r.left-1, adverb) {
		r.left--
		if s.is(r.left, timeWords) {
			r.times = append(r.times, r.left)
		}
	}
	// "On Friday, Putin called"
	if s.is(r.left-1, comma) && s.is(r.left-2, timeWords) && (r.left-3 < 0 || s.is(r.left-3, stop) || s.is(r.left-3, adverb) || s.is(r.left-3, subordinator)) {
		r.times = append(r.times, r.left-2)
		r.left -= 2
	}
	return r, true
}

// opensSpeech reports whether the verb group at i can have a clause without "that" behind it.
func (s *sentence) opensSpeech(i int) bool {
	c := s.chunks[i]
	return s.inForms("say", c.head) || s.inForms("deny", c.head) || s.inForms("think", c.head) || s.inForms("warn", c.head)
}

// clauseStart reports whether a clause can start at chunk i.
func (s *sentence) clauseStart(i, v int) bool {
	c := s.at(i - 1)
	if c == nil {
		return true
	}
	switch c.kind {
	case comma, subordinator, stop, conjunction, adverb, timeWords, relative:
		return true
	case verbGroup:
		return s.opensSpeech(i - 1)
	case nounPhrase:
		// a headline or heading without a full stop
		return false
	}
	return false
}

// sharedSubject finds the subject of a verb behind a conjunction: that of the verb before it in the same clause.
func (s *sentence) sharedSubject(v, and int) (subject, bool) {
	for i := and - 1; i >= 0; i-- {
		switch c := s.chunks[i]; c.kind {
		case verbGroup:
			if c.form != finite && !(c.to && s.chunks[v].form == infinitive) {
				if c.form == infinitive || c.form == gerund {
					continue
				}
				return subject{}, false
			}
			r, ok := s.subjectOf(i)
			if r.via < 0 {
				r.via = i
			}
			r.times = nil
			return r, ok
		case stop, subordinator, relative:
			return subject{}, false
		}
	}
	return subject{}, false
}

// antecedent finds what the relative word at chunk i stands for.
func (s *sentence) antecedent(i int) (subject, bool) {
	j := i - 1
	if s.is(j, comma) {
		j--
	}
	if !s.is(j, nounPhrase) {
		return subject{}, false
	}
	r := subject{via: -1, related: true, left: i}
	head, _, ok := s.headOf(j)
	c := s.chunks[j]
	named := s.nameAt[c.head] >= 0
	who := s.word(s.chunks[i].first) == "who"
	switch {
	case !ok || head == j:
		head = j
	case who && named && s.names[s.nameAt[c.head]].person():
		head = j
	case who:
	default:
		return r, false // "strikes on Iran, which ...": either may be meant
	}
	if s.is(head-1, conjunction) {
		return r, false // "Iran and Iraq, which": one or both
	}
	r.phrases = []int{head}
	return r, true
}

// complement is what stands behind a verb group or a noun of an act, up to the end of its clause.
type complement struct {
	object []int            // noun phrases of the direct object
	preps  map[string][]int // preposition to noun phrases
	order  []int            // prepositions as chunks, in text order
	times  []int
	end    int  // first chunk that is no longer part of it
	next   int  // verb group that follows directly: "urged X to attack", else -1
	odd    bool // the object is followed by another phrase: "called Putin a liar"
}

// complementsOf reads what follows the verb group at v.
func (s *sentence) complementsOf(v int) complement {
	c := complement{preps: map[string][]int{}, next: -1}
	i := v + 1
	for s.is(i, adverb) || s.is(i, timeWords) {
		if s.is(i, timeWords) {
			c.times = append(c.times, i)
		}
		i++
	}
	if s.is(i, nounPhrase) {
		list, next := s.coordinated(i, "")
		if len(list) == 0 {
			c.end = i
			return c
		}
		c.object = list
		i = next
		// the tagger may take the noun of "a liar" for an adjective
		if s.is(i, nounPhrase) || s.is(i, adjective) || i < len(s.chunks) && s.tag(s.chunks[i].first) == "DT" && !s.is(i, timeWords) || s.is(i, preposition) && s.word(s.chunks[i].first) == "as" && s.is(i+1, adjective) {
			c.odd = true
		}
	} else if s.is(i, adjective) {
		i++
	}
	return s.prepositions(i, c)
}

// prepositions reads prepositional phrases and time words from chunk i on.
func (s *sentence) prepositions(i int, c complement) complement {
	other := false // behind "after the attack": a day there is the attack's
	for {
		switch {
		case s.is(i, timeWords):
			if !other {
				c.times = append(c.times, i)
			}
			i++
		case s.is(i, adverb):
			i++
		case s.is(i, preposition):
			p := i
			for s.is(i+1, preposition) { // "because of", "out of": the last one leads
				i++
			}
			if !s.is(i+1, nounPhrase) {
				c.end = i
				if s.is(i+1, verbGroup) && s.chunks[i+1].form == gerund {
					c.next = i + 1
				}
				return c
			}
			word := s.word(s.chunks[i].first)
			list, next := s.coordinated(i+1, word)
			if len(list) == 0 {
				c.end = p
				return c
			}
			other = other || in("other acts", word) || in("reasons", word) && s.tellsAct(list[0])
			c.preps[word] = append(c.preps[word], list...)
			c.order = append(c.order, i)
			i = next
		case s.is(i, comma) && s.is(i+1, timeWords) && !s.is(i+2, nounPhrase) && len(c.times) == 0:
			c.times = append(c.times, i+1)
			i += 2
		default:
			c.end = i
			if s.is(i, verbGroup) && s.chunks[i].form != finite {
				c.next = i
			}
			return c
		}
	}
}

// tellsAct reports whether the noun of the phrase at chunk i may tell of an act, which has a day of its own: "thanked X for
// the visit on Monday", but not "a bridge for llamas on Monday".
func (s *sentence) tellsAct(i int) bool {
	w := s.words[s.chunks[i].head]
	if in("deeds", w) || in("weapons", w) || in("acts", w) {
		return true
	}
	w = strings.TrimSuffix(w, "s")
	for _, end := range []string{"tion", "sion", "ment", "ing", "ance", "ence", "sal", "val", "ure", "ism"} {
		if strings.HasSuffix(w, end) && s.nameAt[s.chunks[i].head] < 0 {
			return true
		}
	}
	return false
}

// coordinated reads the phrase at chunk i and those joined to it: "Israel, Jordan and Iraq", with asides that rename
// them. A last one that is the subject of a verb of its own is left out; where the phrase at i is that itself, the list is
// empty. Behind a preposition the phrase at i is no subject.
func (s *sentence) coordinated(i int, prep string) (list []int, next int) {
	if prep == "" && s.subjectHere(i) {
		return nil, i
	}
	list = []int{i}
	j := s.overOf(i + 1)
	j = s.overRenaming(i, j)
	for {
		k := j
		switch {
		case s.is(k, comma) && s.is(k+1, conjunction) && s.is(k+2, nounPhrase):
			k += 2
		case (s.is(k, comma) && s.listGoesOn(k)) && s.is(k+1, nounPhrase):
			k++
		case s.is(k, conjunction) && s.is(k+1, nounPhrase) && (s.word(s.chunks[k].first) == "and" || s.chunks[k].last-s.chunks[k].first == 3 || s.word(s.chunks[k].first) == "&"):
			k++
		default:
			return list, j
		}
		if s.subjectHere(k) && !(prep == "between" && len(list) == 1) && !(prep != "" && s.inSubject(i)) {
			return list, j
		}
		list = append(list, k)
		joined := s.is(k-1, conjunction)
		j = s.overOf(k + 1)
		j = s.overRenaming(k, j)
		if joined {
			return list, j
		}
	}
}

// inSubject reports whether no verb stands between the clause's start and the phrase at i: it hangs on the subject.
func (s *sentence) inSubject(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch s.chunks[j].kind {
		case verbGroup:
			return false
		case stop, comma, subordinator, relative:
			return true
		}
	}
	return true
}

// overOf goes over the "of" phrases that hang on a phrase that ended before chunk j: "the president of France".
func (s *sentence) overOf(j int) int {
	for s.is(j, preposition) && s.word(s.chunks[j].first) == "of" && s.is(j+1, nounPhrase) {
		j += 2
	}
	return j
}

// overRenaming goes over an aside that names the phrase at i again: "his counterpart, Masoud Pezeshkian,".
func (s *sentence) overRenaming(i, j int) int {
	if s.is(j, comma) && s.renamed(i) == j+1 {
		if s.is(j+2, comma) {
			return j + 3
		}
		return j + 2
	}
	return j
}

// renamed gives the phrase that names phrase i again behind a comma, or -1.
func (s *sentence) renamed(i int) int {
	j := s.overOf(i + 1)
	if !s.is(j, comma) || !s.is(j+1, nounPhrase) {
		return -1
	}
	a, b := s.chunks[i], s.chunks[j+1]
	an, bn := s.nameAt[a.head], s.nameAt[b.head]
	// a description, then a person; what follows must close the aside
	if an < 0 && bn >= 0 && s.names[bn].person() && !s.is(j+2, conjunction) {
		if after := s.at(j + 2); after == nil || after.kind == comma || after.kind == stop || after.kind == preposition || after.kind == timeWords || after.kind == verbGroup || after.kind == subordinator {
			return j + 1
		}
	}
	return -1
}

// listGoesOn reports whether the comma at k stands in a list that a conjunction ends.
func (s *sentence) listGoesOn(k int) bool {
	for i := k + 1; i < len(s.chunks) && i < k+12; i++ {
		switch s.chunks[i].kind {
		case nounPhrase, comma:
		case preposition:
			if s.word(s.chunks[i].first) != "of" {
				return false
			}
		case conjunction:
			return s.is(i+1, nounPhrase) && !s.subjectHere(i+1)
		default:
			return false
		}
	}
	return false
}

// subjectHere reports whether the phrase at i is followed by a finite verb of its own.
func (s *sentence) subjectHere(i int) bool {
	j := i + 1
	for s.is(j, preposition) && s.is(j+1, nounPhrase) || s.is(j, adverb) || s.is(j, timeWords) {
		if s.is(j, preposition) {
			j++
		}
		j++
	}
	if !s.is(j, verbGroup) {
		return false
	}
	return s.chunks[j].form == finite
}

// governor gives the verb group that a non-finite verb group hangs on, with the object phrases in between, or -1.
func (s *sentence) governor(v int) (g int, object []int) {
	i := v - 1
	for s.is(i, adverb) || s.is(i, timeWords) {
		i--
	}
	if s.is(i, conjunction) {
		// "agreed to meet and to sign"
		for j := i - 1; j >= 0; j-- {
			c := s.chunks[j]
			if c.kind == verbGroup && c.form == s.chunks[v].form {
				return s.governor(j)
			}
			if c.kind == stop || c.kind == subordinator || c.kind == verbGroup && c.form == finite {
				return -1, nil
			}
		}
		return -1, nil
	}
	if s.is(i, verbGroup) {
		return i, nil
	}
	if s.is(i, comma) && s.is(i-1, nounPhrase) && s.is(i-2, comma) {
		i--
	}
	// one phrase, or several, or a preposition and a phrase between verb and infinitive
	last := i
	for i >= 0 && last-i < 9 {
		switch c := s.chunks[i]; c.kind {
		case nounPhrase, conjunction, comma, preposition, adverb, timeWords:
			i--
			continue
		case verbGroup:
			comp := s.complementsOf(i)
			if comp.next == v || comp.end == v {
				return i, comp.object
			}
			return -1, nil
		}
		return -1, nil
	}
	return -1, nil
}
