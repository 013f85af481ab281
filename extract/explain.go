package extract

import (
	"cmp"
	"slices"

	"newsgraph/news"
	"newsgraph/nlp"
	"newsgraph/schema"
)

// Explanation says how one article was read: what made each claim, and why there are no more.
type Explanation struct {
	Record    Record    // what Extract gives
	Sentences []Reading // those with a claim or two known ends, in text order; never null
}

// Reading is how one sentence was read.
type Reading struct {
	Sentence Passage   `json:"sentence"`
	Ends     []Mention `json:"ends"`   // the known ends in it, in text order; never null
	Claims   []Account `json:"claims"` // in the order of the record; never null
	Why      []Reason  `json:"why"`    // why known ends are joined by no claim, the most telling first; never null
}

// Passage is a sentence of the article's text. Offsets are UTF-8 bytes, half-open.
type Passage struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

// Mention is where a sentence refers to an entity that may be the end of a claim.
type Mention struct {
	ID   string      `json:"id"` // of the entity, in this article
	Kind schema.Kind `json:"kind"`
	Name string      `json:"name"`
	Words
	How How    `json:"how"`
	Why string `json:"why"` // the annotator's rule for a pronoun or description, else empty

	first, last int // tokens
	entity      int
}

// How says by which words an end is known.
type How string

// The ways in which words lead to an entity.
const (
	ByName        How = "name"
	ByShortName   How = "short name"  // "Putin", "UK"
	ByPronoun     How = "pronoun"     // "he"
	ByDescription How = "description" // "the Iranian president"
	ByGroup       How = "group"       // "both leaders"
	ByCapital     How = "capital"     // "Tehran" where it acts: the state
	BySeat        How = "seat"        // "the Kremlin" where it acts: the state
	ByOwner       How = "owner"       // "Israeli" of "Israeli forces": the state
	Undetermined  How = "described"   // "two soldiers": no entity
)

// Account is what made a claim.
type Account struct {
	ID       string    `json:"id"`
	Type     string    `json:"type"`
	Rule     string    `json:"rule"` // file:line of the ontology
	Asserts  bool      `json:"asserts"`
	Trigger  Words     `json:"trigger"`
	Subject  *Filled   `json:"subject"`
	Object   *Filled   `json:"object"`
	Role     *string   `json:"role"`
	Polarity Decision  `json:"polarity"`
	Modality Decision  `json:"modality"`
	Stance   *Decision `json:"stance"`
	Speaker  *Speaker  `json:"speaker"`
	Quoted   bool      `json:"quoted"` // the trigger stands between quotation marks
	When     *When     `json:"when"`
	Over     []Choice  `json:"over"` // of the same ends in the same words, what it was kept instead of; never null

	Confidence int      `json:"confidence"`
	Grounds    []string `json:"grounds"` // of its confidence, as confidence.txt names them
}

// Filled is how a slot was filled.
type Filled struct {
	ID   *string     `json:"id"`
	Kind schema.Kind `json:"kind"`
	Name string      `json:"name"`
	Words
	Part  *string `json:"part"`
	Place string  `json:"place"` // its function in the sentence: "subject of “called”"
	How   How     `json:"how"`
	Why   string  `json:"why"` // as of Mention
}

// Decision is a value with the word that decided it, nil where it is what a plain statement has.
type Decision struct {
	Value string `json:"value"`
	By    *Words `json:"by"`
}

// Choice is a relation by one of its rules.
type Choice struct {
	Type string `json:"type"`
	Rule string `json:"rule"`
}

// Explain reads an article as Extract does and says why it claims what it claims, and why no more. It takes a little longer.
func (x *Extractor) Explain(a news.Article, d nlp.Document) Explanation {
	t := newTrace()
	rec, r, kept := x.record(a, d, t)
	out := Explanation{Record: rec, Sentences: []Reading{}}
	if r == nil {
		return out
	}
	attempts := map[*sentence][]*attempt{}
	for _, at := range t.attempts {
		attempts[at.sentence] = append(attempts[at.sentence], at)
	}
	for _, s := range r.sentences {
		reading := Reading{Sentence: Passage{s.Start, s.End, r.text[s.Start:s.End]}, Claims: []Account{}, Why: []Reason{}}
		reading.Ends = r.mentions(s, d.Dateline.Span)
		for i := range kept {
			if kept[i].sentence == s {
				reading.Claims = append(reading.Claims, r.account(&kept[i], rec.Claims[i]))
			}
		}
		q := &inquiry{r: r, s: s, attempts: attempts[s], ends: reading.Ends, claims: claimsOf(kept, rec.Claims, s), block: blockOf(d, s.Sentence)}
		reading.Why = append(reading.Why, q.answer()...)
		if len(reading.Claims) > 0 || len(reading.Why) > 0 {
			out.Sentences = append(out.Sentences, reading)
		}
	}
	return out
}

func blockOf(d nlp.Document, s nlp.Sentence) nlp.BlockKind {
	if s.Block >= len(d.Blocks) {
		return nlp.Body
	}
	return d.Blocks[s.Block].Kind
}

// mentions gives the known ends of a sentence, in text order: names that are no part of another word, states behind their forces or acts,
// pronouns and descriptions that are resolved. Those of the dateline are no part of what the sentence tells.
func (r *reader) mentions(s *sentence, dateline nlp.Span) []Mention {
	out := []Mention{}
	add := func(e end) {
		if e.entity < 0 || e.words.Start < dateline.End && dateline.Start < dateline.End {
			return
		}
		if slices.ContainsFunc(out, func(m Mention) bool { return m.Start < e.words.End && e.words.Start < m.End }) {
			return
		}
		en := r.entities.list[e.entity]
		m := Mention{ID: en.ID, Kind: en.Kind, Name: en.Name, Words: e.words, entity: e.entity}
		m.How, m.Why = r.how(s, &e)
		m.first, m.last = s.tokens(e.words)
		out = append(out, m)
	}
	for h := range s.Tokens {
		if k := s.refAt[h]; k >= 0 {
			if ends := r.referred(s, h, r.references[k]); len(ends) == 1 {
				add(ends[0])
			}
		} else if s.upos(h) == "PRON" {
			for _, e := range r.sayer(s, h) {
				add(e)
			}
		}
	}
	for _, n := range s.names {
		e := end{entity: n.entity, words: s.wordsOf(n.first, n.last), head: s.top(n.first, n.last)}
		if n.bound {
			continue
		}
		if n.class == classDemonym {
			e.entity = r.stateBehind(s, n)
		}
		add(e)
	}
	slices.SortStableFunc(out, func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// stateBehind gives the state that a demonym stands for with the noun that it stands before, -1 where it is only said what that is like.
func (r *reader) stateBehind(s *sentence, n name) int {
	h := s.top(n.first, n.last)
	for h >= n.first && !(h >= n.last && isNoun(s.tag(h))) {
		h = s.head(h) // "Israeli and American forces"
	}
	if h < n.last {
		return -1
	}
	ends := append(r.owned(s, h, asSubject), r.owned(s, h, asObject)...)
	ends = append(ends, r.owned(s, h, asPlace)...)
	if len(r.nounRules(s, h)) > 0 {
		ends = append(ends, r.owners(s, h)...)
	}
	for _, e := range ends {
		if e.words.Start == s.Tokens[n.first].Start {
			return e.entity
		}
	}
	return -1
}

// top gives the token of first to last (half-open) that the others hang on.
func (s *sentence) top(first, last int) int {
	for i := first; i < last; i++ {
		if h := s.head(i); h < first || h >= last {
			return i
		}
	}
	return first
}

// tokens gives the tokens that some words of the sentence run over.
func (s *sentence) tokens(w Words) (first, last int) {
	for first < len(s.Tokens)-1 && s.Tokens[first].End <= w.Start {
		first++
	}
	last = first + 1
	for last < len(s.Tokens) && s.Tokens[last].Start < w.End {
		last++
	}
	return first, last
}

// how says by which words an end is known, and by which of the annotator's rules.
func (r *reader) how(s *sentence, e *end) (How, string) {
	if e.entity < 0 {
		return Undetermined, ""
	}
	first, last := s.tokens(e.words)
	k := s.nameAt[first]
	switch {
	case e.part != "":
		return ByOwner, ""
	case k >= 0 && s.names[k].first == first && s.names[k].last == last:
		en := r.entities.list[e.entity]
		switch n := s.names[k]; {
		case n.class == classDemonym:
			return ByOwner, ""
		case n.class == classCapital && en.Kind == schema.Country:
			return ByCapital, ""
		case n.class == classSeat && en.Kind == schema.Country:
			return BySeat, ""
		case n.text != en.Name:
			return ByShortName, ""
		}
		return ByName, ""
	case s.refAt[e.head] >= 0:
		ref := r.references[s.refAt[e.head]]
		switch ref.Kind {
		case nlp.Pronoun:
			return ByPronoun, ref.Why
		case nlp.Group:
			return ByGroup, ref.Why
		}
		return ByDescription, ref.Why
	case s.upos(e.head) == "PRON":
		return ByPronoun, "who speaks" // see sayer
	}
	return ByDescription, ""
}

// account says what made a claim.
func (r *reader) account(d *draft, c Claim) Account {
	s, f := d.sentence, &d.made.found
	g := Account{ID: c.ID, Type: c.Type, Rule: c.Evidence.Rule, Asserts: c.Asserts, Trigger: s.wordsOf(f.first, f.last), Role: c.Role,
		Polarity: Decision{Value: c.Polarity}, Modality: Decision{Value: c.Modality}, Speaker: c.Speaker, Quoted: s.quoted[f.at], When: c.When, Over: []Choice{},
		Confidence: c.Confidence, Grounds: d.grounds}
	g.Subject, g.Object = r.filled(s, f, d.made.subject, c.Subject, c.Role != nil), r.filled(s, f, d.made.object, c.Object, c.Role != nil)
	var m *frame
	if d.made.attempt != nil {
		m = d.made.attempt.mood
	}
	by := func(is func(*mood) bool) *Words {
		if w := m.decider(s, is); w >= 0 {
			words := s.wordsOf(w, w+1)
			return &words
		}
		return nil
	}
	if c.Polarity != Affirmed {
		g.Polarity.By = by(func(m *mood) bool { return m.negated })
	}
	if c.Modality != Actual {
		g.Modality.By = by(func(m *mood) bool { return m.modality == c.Modality })
	}
	if c.Stance != nil {
		g.Stance = &Decision{*c.Stance, by(func(m *mood) bool { return m.stance == *c.Stance })}
		if g.Stance.By == nil {
			g.Stance.By = by(func(m *mood) bool { return m.told }) // told by nobody who is named
		}
	}
	for i := range r.trace.dropped {
		o := &r.trace.dropped[i]
		if o.sentence == s && o.trigger == d.trigger && (o.subject == d.subject && o.object == d.object || c.Symmetric && o.subject == d.object && o.object == d.subject) {
			if choice := (Choice{o.claim.Type, o.claim.Evidence.Rule}); !slices.Contains(g.Over, choice) {
				g.Over = append(g.Over, choice)
			}
		}
	}
	return g
}

// filled says how a slot was filled, that of an office by its words.
func (r *reader) filled(s *sentence, f *found, e *end, claimed *End, office bool) *Filled {
	if e == nil || claimed == nil {
		return nil
	}
	out := &Filled{ID: claimed.ID, Kind: claimed.Kind, Name: claimed.Name, Words: claimed.Words, Part: claimed.Part}
	if office {
		e.head = s.top(s.tokens(e.words)) // it is found without its ends' heads
	}
	out.How, out.Why = r.how(s, e)
	first, last := s.tokens(e.words)
	switch trigger := s.wordsOf(f.first, f.last); {
	case office && first >= f.first && last <= f.last:
		out.Place = "in “" + trigger.Text + "”"
	case office && e.kind == schema.Person:
		out.Place = "bearer of “" + trigger.Text + "”"
	case office:
		out.Place = "beside “" + trigger.Text + "”"
	case e.head == f.at && first <= f.at && f.at < last:
		out.Place = "the word itself"
	case e.head == f.at && first > f.at:
		out.Place = "named by " + s.show(f.at)
	default:
		h := e.head
		if first <= h && h < last {
			h = s.top(first, last)
		}
		out.Place = s.place(h, f.at)
	}
	return out
}

// place says which function token h has, seen from a trigger.
func (s *sentence) place(h, trigger int) string {
	if h == trigger {
		return "owner of " + s.show(trigger)
	}
	at := s.preposition(h)
	g := s.head(h)
	of := func(function string) string { return function + " of " + s.show(g) }
	switch rel := s.rel(h); {
	case g < 0:
		return "at the top of the sentence"
	case rel == "conj":
		return "joined to " + s.show(g)
	case s.Tokens[h].Rel == "nmod:poss":
		return of("owner")
	case at != "":
		return "behind “" + at + "” of " + s.show(g)
	case s.Tokens[h].Rel == "nsubj:pass":
		return "subject of the passive " + s.show(g)
	case rel == "nsubj":
		return of("subject")
	case rel == "obj" || rel == "iobj":
		return of("object")
	case rel == "appos":
		return "in apposition to " + s.show(g)
	case rel == "compound" || rel == "amod" || rel == "nmod":
		return "before " + s.show(g)
	}
	return "beside " + s.show(g)
}

// show gives a token between quotation marks.
func (s *sentence) show(i int) string {
	t := s.Tokens[i]
	return "“" + s.text[t.Start:t.End] + "”"
}
