package extract

// trace notes what a reader decides, for [Extractor.Explain]. Its methods do nothing on nil, so that a reader that nobody asks pays
// a comparison for each. What it notes is judged when the claims are made: judging resolves phrases, and that may add entities.
type trace struct {
	attempts []*attempt
	dropped  []draft // told better by another one
	frame    *frame  // of the mood that is being read
}

// attempt is one rule tried at one trigger.
type attempt struct {
	sentence *sentence
	found    found // as far as it came
	ok       bool
	mood     *frame
	made     []*made
}

// made is one claim as it left the pattern.
type made struct {
	found   found
	subject *end
	object  *end
	attempt *attempt // nil of an office
}

// frame is the reading of one predicate's mood: what its own words say, and below it those of the clauses that it hangs on.
type frame struct {
	token  int // -1 of the whole act
	outer  *frame
	last   int  // token whose words were heard last
	state  mood // after them
	heard  []heard
	below  []*frame
	result mood
}

// heard is a word that changed a mood.
type heard struct {
	word          int
	before, after mood
}

func newTrace() *trace { return &trace{frame: newFrame(-1, nil)} }

func newFrame(token int, outer *frame) *frame {
	return &frame{token: token, outer: outer, last: -1, state: plain()}
}

// tried notes how a rule fared, with the moods that were read for it.
func (t *trace) tried(s *sentence, f *found, ok bool) {
	if t != nil {
		t.try(s, f, ok)
	}
}

func (t *trace) try(s *sentence, f *found, ok bool) {
	a := &attempt{sentence: s, found: *f, ok: ok, mood: t.frame}
	a.mood.result = f.mood
	f.attempt = a
	t.attempts = append(t.attempts, a)
	t.frame = newFrame(-1, nil)
}

// make notes a claim of two ends.
func (t *trace) make(f *found, subject, object *end) *made {
	if t == nil {
		return nil
	}
	m := &made{found: *f, subject: copied(subject), object: copied(object), attempt: f.attempt}
	if f.attempt != nil {
		f.attempt.made = append(f.attempt.made, m)
	}
	return m
}

func copied(e *end) *end {
	if e == nil {
		return nil
	}
	c := *e
	return &c
}

// drop notes a claim that another one tells better.
func (t *trace) drop(d draft) {
	if t != nil {
		t.dropped = append(t.dropped, d)
	}
}

// enter begins the mood of the predicate or noun at a token, leave ends it.
func (t *trace) enter(token int) {
	if t != nil {
		f := newFrame(token, t.frame)
		t.frame.below = append(t.frame.below, f)
		t.frame = f
	}
}

func (t *trace) leave(m *mood) {
	if t != nil {
		t.frame.result = *m
		t.frame = t.frame.outer
	}
}

// heard notes the mood of token p after one of its words. Words of a clause that is looked at in passing are nobody's.
func (t *trace) heard(p, word int, m *mood) {
	if t != nil {
		t.frame.hear(p, word, *m)
	}
}

func (f *frame) hear(p, word int, m mood) {
	if f.token >= 0 && f.token != p {
		return
	}
	before := f.state
	if f.last != p {
		before = plain()
	}
	if m.negated != before.negated || m.modality != before.modality || m.stance != before.stance || m.told != before.told || m.silent != before.silent {
		f.heard = append(f.heard, heard{word, before, m})
	}
	f.last, f.state = p, m
}

// decider gives the word that made a mood what it is, -1 where none is known: a word of its own clause, a condition that opens it, else
// a word around, else what opens the clause or the verb or noun that it hangs on.
func (f *frame) decider(s *sentence, is func(*mood) bool) int {
	if f == nil || !is(&f.result) {
		return -1
	}
	for i := len(f.heard) - 1; i >= 0; i-- {
		if h := &f.heard[i]; is(&h.after) && !is(&h.before) {
			return h.word
		}
	}
	opening := s.opening(f.token)
	possible := mood{modality: Possible}
	if opening >= 0 && in("conditions", s.words[opening]) && is(&possible) {
		return opening
	}
	for _, b := range f.below {
		if w := b.decider(s, is); w >= 0 {
			return w
		}
	}
	switch {
	case f.token < 0:
		return -1
	case opening >= 0 && in("hedging marks", s.words[opening]):
		return opening
	case len(f.below) > 0:
		return f.below[0].token
	}
	return f.token
}

// opening gives the word that opens the clause of a predicate: "if", "after"; -1 where none does.
func (s *sentence) opening(p int) int {
	if p < 0 {
		return -1
	}
	for _, m := range s.own(p, "mark") {
		return m
	}
	return -1
}
