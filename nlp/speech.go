package nlp

import (
	"slices"
	"strings"
)

// voice is who spoke last outside of quotations: the subject of the last verb of saying.
type voice struct {
	actor    int // negative where the article does not name him; none where nobody spoke
	sex      sex
	sentence int
	told     int // sentences since, without those that stand in quotation marks as a whole
}

// voiceReach is how many sentences outside of quotations a speaker goes on, and longestSpeech how many with them.
const voiceReach, longestSpeech = 2, 14

// sayingAt gives the verb of saying whose subject token i is, -1 where it is none's: "he said", "said he".
func (r *resolver) sayingAt(l *line, i int) int {
	says := func(v int) bool {
		return v >= 0 && v < len(l.Tokens) && l.quote[v] == l.quote[i] && r.says(l, v)
	}
	v := i + 1
	for v < len(l.Tokens) && v < i+4 && (strings.HasPrefix(l.xpos(v), "RB") || lemmaOf(l, v) == "have") {
		v++
	}
	if says(v) {
		return v
	}
	if says(i-1) && (i < 2 || l.lower[i-2] == "," || !isWord(l.form[i-2])) {
		return i - 1
	}
	return -1
}

// says reports whether a token is a verb that goes on what somebody says: not "asked her to come".
func (r *resolver) says(l *line, v int) bool {
	lemma := lemmaOf(l, v)
	return strings.HasPrefix(l.xpos(v), "VB") && r.list["saying"][lemma] && !r.list["no going on"][lemma]
}

// tagOf reports whether "he said" at tokens i and v follows its own words in the sentence, and where these end.
func (l *line) tagOf(i, v int) (end int, ok bool) {
	start, last := min(i, v), max(i, v)
	for start > 0 && strings.HasPrefix(l.xpos(start-1), "RB") {
		start--
	}
	if start == 0 || isWord(l.form[start-1]) {
		return 0, false
	}
	for last+1 < len(l.Tokens) && strings.HasPrefix(l.xpos(last+1), "RB") {
		last++
	}
	switch l.word(last + 1) {
	case "that", ":", "the", "a", "he", "she", "it", "they", "his", "her", "there", "this":
		return 0, false
	case "", ".", ",", ";", "in", "on", "at", "to", "while", "as", "when", "during", "after", "before", "from":
		return start, true
	}
	return start, !isWord(l.form[last+1])
}

// inSpeech reports whether all words of a sentence stand in quotation marks.
func (l *line) inSpeech() bool {
	for i := range l.Tokens {
		if l.quote[i] == 0 && isWord(l.form[i]) {
			return false
		}
	}
	return true
}

// hear notes who spoke in a sentence, and forgets who spoke before where another came to the centre.
func (r *resolver) hear(l *line) {
	if r.voice.actor != none {
		if !l.inSpeech() {
			r.voice.told++
		}
		if r.voice.told > voiceReach || l.index-r.voice.sentence > longestSpeech {
			r.voice.actor = none
		}
	}
	for k := len(r.seen) - 1; k >= 0 && r.seen[k].sentence >= l.index; k-- {
		o := &r.seen[k]
		if o.sentence != l.index || o.quote != 0 || !o.clause.main || o.actor == r.voice.actor {
			continue
		}
		r.voice.actor = none
	}
	for v := len(l.Tokens) - 1; v >= 0 && l.trees; v-- {
		if l.quote[v] != 0 || !r.says(l, v) || !l.mainVerb(v) {
			continue
		}
		r.voice.actor = none
		s := l.subjectOf(v)
		if s < 0 || l.quote[s] != 0 {
			continue
		}
		o := r.occurrenceAt(l, s)
		for _, n := range l.names {
			// "the expert and writer Ingrid Solberg-Lie says"
			if o == nil && n.class == Person && n.first > s && n.last <= v && n.first-s < 8 && l.climbs(n.first, s) {
				o = r.occurrenceAt(l, n.first)
			}
		}
		if o != nil {
			x := o.sex
			if y := r.sexOf(o.actor); y != unknown {
				x = y
			}
			r.voice = voice{actor: o.actor, sex: x, sentence: l.index}
			return
		}
		w := l.lower[s]
		if x := l.xpos(s); x == "NN" && l.mention[s] < 0 && (r.list["person"][w] || r.nounSex(w) != unknown || r.agentive(w)) {
			r.nobodies--
			r.voice = voice{actor: r.nobodies, sex: r.nounSex(w), sentence: l.index}
			return
		}
	}
}

// ownWords gives the persons that "he said" at tokens i and v cannot be, for they are named in what he says.
func (r *resolver) ownWords(l *line, i, v int) []int {
	end, ok := l.tagOf(i, v)
	if !ok {
		return nil
	}
	var out []int
	for _, n := range l.names {
		if n.last <= end && n.class == Person && n.actor >= 0 && n.actor != r.voice.actor && !r.speaks(l, n) && !slices.Contains(out, n.actor) {
			out = append(out, n.actor)
		}
	}
	return out
}

// spoke reports whether somebody else is the main subject before token i of a sentence: then the one who spoke before need
// not go on.
func (r *resolver) spoke(l *line, i int) bool {
	for k := len(r.seen) - 1; k >= 0 && r.seen[k].sentence >= l.index; k-- {
		if o := &r.seen[k]; o.sentence == l.index && o.last <= i && o.quote == 0 && o.clause.subject && o.actor != r.voice.actor {
			return true
		}
	}
	return false
}

// speaks reports whether a name is the subject of a verb of saying outside of quotations: "Brandt said it was over, adding".
func (r *resolver) speaks(l *line, n name) bool {
	c := r.clauseOf(l, n.first, n.last)
	return c.subject && c.verb >= 0 && l.quote[c.verb] == 0 && r.list["saying"][lemmaOf(l, c.verb)]
}

// mainVerb reports whether a token is the verb of a main clause.
func (l *line) mainVerb(v int) bool {
	for steps := 0; steps < longestClimb; steps++ {
		t := l.Tokens[v]
		if t.Head < 0 || t.Rel == "parataxis" {
			return true
		}
		if t.Rel != "conj" {
			return false
		}
		v = t.Head
	}
	return false
}

// climbs reports whether a token belongs to the name or the list of nouns that another one heads.
func (l *line) climbs(i, to int) bool {
	for steps := 0; steps < longestClimb && i >= 0; steps++ {
		if i == to {
			return true
		}
		switch rel, _, _ := strings.Cut(l.Tokens[i].Rel, ":"); rel {
		case "flat", "appos", "conj", "compound", "nmod":
			i = l.Tokens[i].Head
		default:
			return false
		}
	}
	return false
}
