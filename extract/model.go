package extract

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// modelRule is what the evidence of a claim says that no pattern made.
const modelRule = "model"

// ModelClasses are the relations that the model tells apart, in the order of its weights; the first is none at all. Most are roots of
// their family: what is narrower is left to patterns.
var ModelClasses = []string{"", "TALKED_WITH", "AGREED_WITH", "SUPPORTED", "COOPERATED_WITH", "AIDED", "YIELDED_TO", "ASKED", "CRITICIZED",
	"INVESTIGATED", "REJECTED", "THREATENED", "CUT_TIES_WITH", "EXPELLED", "PROTESTED_AGAINST", "MOBILIZED_AGAINST", "ATTACKED", "KILLED", "FOUGHT",
	"SANCTIONED", "ARRESTED", "DEPORTED", "SEIZED", "CENSORED", "CONVICTED", "VISITED"}

// Model is a linear model over the features of candidates: for each class a sum of weights, in 256ths of a power of two. It is immutable
// and safe for concurrent use. All is counted in integers: every machine gives the same bytes.
type Model struct {
	Bits    uint    // a feature's row is given by the upper bits of its hash
	Rows    []int32 // by upper bits: index of a row of weights, -1 where the feature says nothing
	Weights []int16 // rows of len(ModelClasses) weights
	// What a claim must be likely, in thousandths before calibration, to come out: one that asserts, one that does not.
	Asserting, Other int
	// Calibrated gives by hundredths of the likelihood how many of a thousand such claims are right.
	Calibrated [101]uint16
	hash       string
}

// Score gives the sum of the weights of features by class.
func (m *Model) Score(features []uint64) []int32 {
	scores := make([]int32, len(ModelClasses))
	for _, f := range features {
		k := m.Rows[f>>(64-m.Bits)]
		if k < 0 {
			continue
		}
		for i, w := range m.Weights[int(k)*len(scores):][:len(scores)] {
			scores[i] += int32(w)
		}
	}
	return scores
}

// powers are 2^(-k/256) in 2^30ths, made by integers alone.
var powers = sync.OnceValue(func() [256]int64 {
	const step = 4283353945 // 2^(-1/256) in 2^32nds
	var t [256]int64
	p := uint64(1) << 30
	for k := range t {
		t[k] = int64(p)
		p = (p*step + 1<<31) >> 32
	}
	return t
})

// Likely turns scores into likelihoods in 2^30ths, which sum to about 2^30.
func Likely(scores []int32) []int64 {
	t := powers()
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	out := make([]int64, len(scores))
	sum := int64(0)
	for i, s := range scores {
		d := top - s
		if d < 30<<8 {
			out[i] = t[d&255] >> (d >> 8)
		}
		sum += out[i]
	}
	for i := range out {
		out[i] = out[i] << 30 / sum
	}
	return out
}

// Choose gives the class of a claim from likelihoods: the likeliest class of the likeliest PLOVER type as stated, of those that may come
// out; stated is empty for the others. p is how likely that type is, in thousandths; class 0 where there is none.
func Choose(likely []int64, stated []string) (class, p int) {
	best := int64(-1)
	for i := 1; i < len(likely); i++ {
		if stated[i] == "" {
			continue
		}
		sum := int64(0)
		for j := 1; j < len(likely); j++ {
			if ploverRoot(stated[j]) == ploverRoot(stated[i]) {
				sum += likely[j]
			}
		}
		if class == 0 || sum > best || sum == best && likely[i] > likely[class] {
			best, class = sum, i
		}
	}
	if class == 0 {
		return 0, 0
	}
	return class, int(best * 1000 >> 30)
}

// ploverRoot takes the two types that the marks do not tell apart for one.
func ploverRoot(plover string) string {
	if plover == "RETREAT" {
		return "CONCEDE"
	}
	return plover
}

//go:embed model.zst
var modelFile []byte

// DefaultModel is the one that `go run ./extract/train` wrote.
var DefaultModel = sync.OnceValues(func() (*Model, error) {
	m, err := ReadModel(modelFile)
	if err != nil {
		return nil, fmt.Errorf("reading the model of claims: %w", err)
	}
	return m, nil
})

// WithModel gives an extractor that is x in all but its model; nil is none: patterns alone.
func (x *Extractor) WithModel(m *Model) *Extractor {
	y := *x
	y.model = m
	y.build = x.patterns
	if m != nil {
		h := sha256.Sum256([]byte(x.patterns + m.hash))
		y.build = hex.EncodeToString(h[:16])
	}
	return &y
}

// readModelled adds the claims that no pattern made and the model takes for likely.
func (r *reader) readModelled(s *sentence) {
	m := r.x.model
	if m == nil || m.Asserting > 1000 && m.Other > 1000 || s.sport() {
		return
	}
	type choice struct {
		c     candidate
		f     found
		class int
		p     int
	}
	var best []choice
	for _, c := range r.candidates(s) {
		if c.pattern || c.object.thing || !inModel("sure ways", c.slot) {
			continue
		}
		likely := Likely(m.Score(r.featuresOf(s, &c)))
		if some := 1000 - int(likely[0]*1000>>30); some < min(m.Asserting, m.Other) {
			continue
		}
		f := r.asFound(s, &c)
		class, p := Choose(likely, r.stated(s, f, c.slot))
		if class == 0 {
			continue
		}
		ch := choice{c, f, class, p}
		// of one pair only the likeliest
		again := false
		for i := range best {
			b := &best[i]
			if samePair(&b.c, &c) {
				if again = true; p > b.p {
					*b = ch
				}
				break
			}
		}
		if !again {
			best = append(best, ch)
		}
	}
	for i := range best {
		b := &best[i]
		c := r.modelled(s, b.f, b.c.slot, b.class, int(m.Calibrated[b.p/10]))
		if c == nil {
			continue
		}
		least := m.Other
		if c.claim.Asserts {
			least = m.Asserting
		}
		if b.p >= least && r.vouched(s, &b.c, b.class) {
			r.drafts = append(r.drafts, *c)
		}
	}
}

// vouched reports whether a claim may come out: the way to its object is one that acts take, no place, topic or reason ("with", not "of"
// or "in"), and its words are a trigger of an act of the family somewhere in the ontology. The rest is right less than half the time on
// ordinary prose, however sure the model is.
func (r *reader) vouched(s *sentence, c *candidate, class int) bool {
	if c.object.thing || !inModel("sure ways", c.slot) {
		return false
	}
	family := r.x.ontology.Family(ModelClasses[class])
	of := func(rules []rule) bool {
		for _, ru := range rules {
			if r.x.ontology.Family(ru.relation.Name) == family {
				return true
			}
		}
		return false
	}
	if of(r.x.verbs[s.lemma(c.at)]) || of(r.x.adjectives[s.lemma(c.at)]) || c.noun >= 0 && of(r.x.nouns[s.lemma(c.noun)]) {
		return true
	}
	for _, o := range s.undergoers(c.at) {
		if s.nameAt[o] < 0 && of(r.x.nouns[s.lemma(o)]) {
			return true
		}
	}
	return false
}

// samePair reports whether two candidates are of one pair, in either direction.
func samePair(a, b *candidate) bool {
	return sharesWords(&a.subject, &b.subject) && sharesWords(&a.object, &b.object) || sharesWords(&a.subject, &b.object) && sharesWords(&a.object, &b.subject)
}

func sharesWords(a, b *end) bool {
	return a.entity >= 0 && a.entity == b.entity || a.words.Start < b.words.End && b.words.Start < a.words.End
}

// modelled makes the claim that something found would be as a relation, nil where the engine has a reason against it.
func (r *reader) modelled(s *sentence, f found, slot string, class, confidence int) *draft {
	rel := r.x.ontology.Relation(ModelClasses[class])
	if rel == nil || slot == "and" && !rel.Symmetric {
		return nil
	}
	f.rule.relation = rel
	held, traced := r.drafts, r.trace
	r.drafts = nil
	if traced != nil {
		r.trace = &trace{} // what is only tried is nothing to explain
	}
	r.draft(s, f)
	made := r.drafts
	r.drafts, r.trace = held, traced
	if len(made) != 1 {
		return nil
	}
	d := &made[0]
	d.claim.Confidence, d.grounds = confidence, nil
	return d
}

// stated gives for each class the PLOVER type that a claim of it would have as the text states it; empty where none may come out.
func (r *reader) stated(s *sentence, f found, slot string) []string {
	out := make([]string, len(ModelClasses))
	for i := 1; i < len(out); i++ {
		if d := r.modelled(s, f, slot, i, 0); d != nil {
			out[i] = d.claim.Plover
		}
	}
	return out
}

// shown gives a candidate as training and tests see it.
func (r *reader) shown(s *sentence, c *candidate) Candidate {
	out := Candidate{Subject: *r.end(&c.subject), Object: *r.end(&c.object), Slot: c.slot, Pattern: c.pattern, Features: r.featuresOf(s, c)}
	first, last := c.at, c.at+1
	if c.noun >= 0 {
		first, last = min(first, c.noun), max(last, c.noun+1)
	}
	out.Trigger, out.Sentence = s.span(first, last), s.Span
	f := r.asFound(s, c)
	out.Claims = make([]*Claim, len(ModelClasses))
	for i := 1; i < len(ModelClasses); i++ {
		if r.vouched(s, c, i) {
			out.Vouched |= 1 << i
		}
	}
	for i := 1; i < len(out.Claims); i++ {
		if d := r.modelled(s, f, c.slot, i, 0); d != nil {
			out.Claims[i] = &d.claim
		}
	}
	return out
}

// The file: bits, number of rows, then for each row, in order of the hashes' upper bits, the distance to the one before as uvarint;
// then all weights, class by class, as varints; then thresholds and calibration. All compressed by zstd.

var errModel = errors.New("the file is damaged")

// Append appends the form of a model on disk, before compression.
func (m *Model) Append(b []byte) []byte {
	n := len(m.Weights) / len(ModelClasses)
	b = binary.AppendUvarint(b, uint64(m.Bits))
	b = binary.AppendUvarint(b, uint64(n))
	order := make([]int32, 0, n)
	before := 0
	for at, k := range m.Rows {
		if k >= 0 {
			b = binary.AppendUvarint(b, uint64(at-before))
			before = at
			order = append(order, k)
		}
	}
	for c := range ModelClasses {
		for _, k := range order {
			b = binary.AppendVarint(b, int64(m.Weights[int(k)*len(ModelClasses)+c]))
		}
	}
	b = binary.AppendUvarint(b, uint64(m.Asserting))
	b = binary.AppendUvarint(b, uint64(m.Other))
	for _, c := range m.Calibrated {
		b = binary.AppendUvarint(b, uint64(c))
	}
	return b
}

// ReadModel reads a compressed model.
func ReadModel(packed []byte) (*Model, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	data, err := z.DecodeAll(packed, nil)
	if err != nil {
		return nil, err
	}
	broken := false
	next := func() uint64 {
		v, n := binary.Uvarint(data)
		if n <= 0 {
			broken = true
			return 0
		}
		data = data[n:]
		return v
	}
	m := &Model{Bits: uint(next())}
	n := next()
	if broken || m.Bits < 1 || m.Bits > 24 || n > 1<<m.Bits {
		return nil, errModel
	}
	m.Rows = make([]int32, 1<<m.Bits)
	for i := range m.Rows {
		m.Rows[i] = -1
	}
	at := uint64(0)
	for k := range int(n) {
		at += next()
		if at >= uint64(len(m.Rows)) {
			return nil, errModel
		}
		m.Rows[at] = int32(k)
	}
	m.Weights = make([]int16, int(n)*len(ModelClasses))
	for c := range ModelClasses {
		for k := range int(n) {
			v, size := binary.Varint(data)
			if size <= 0 || v != int64(int16(v)) {
				return nil, errModel
			}
			data = data[size:]
			m.Weights[k*len(ModelClasses)+c] = int16(v)
		}
	}
	m.Asserting, m.Other = int(next()), int(next())
	for i := range m.Calibrated {
		m.Calibrated[i] = uint16(min(1000, next()))
	}
	if broken || len(data) > 0 {
		return nil, errModel
	}
	h := sha256.Sum256(packed)
	m.hash = hex.EncodeToString(h[:16])
	return m, nil
}
