package nlp

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"newsgraph/schema"
)

//go:embed lists/references.txt
var referencesText string

//go:embed lists/given.txt
var givenText string

// References of an article are resolved in one way through it, after the names of the whole article are sorted into
// entities (entities.go). Sentence by sentence, first the offices beside names are read (holders.go), then each pronoun
// (pronouns.go), description (descriptions.go) and group (groups.go) is compared with what was spoken of before it. Each
// rule gives one entity or none: where two fit and nothing clearly ranks them, the reference stays unresolved, for a wrong
// "he" becomes a wrong claim. Trees are read where there are any, else tags and the order of words (phrases.go).
//
// All look back a bounded number of sentences, or over the entities of the article, so that time grows with the length of a
// text times a small constant.

// referenceWords are the word lists of references. They never change.
type referenceWords struct {
	list         map[string]map[string]bool // lists/references.txt
	peers        []map[string]bool          // roles that are each other's counterparts
	given        map[string]sex             // given name, folded
	heads        map[string]bool            // nouns for persons, bodies and states, of which descriptions are made
	first, final map[string]bool            // first and last words of offices
	office       *schema.Gazetteer
}

func readReferenceWords() *referenceWords {
	w := &referenceWords{list: map[string]map[string]bool{}, given: map[string]sex{}, office: schema.Names()}
	for line := range strings.Lines(referencesText) {
		for kind, words := range listLines(line) {
			for i := range words {
				words[i] = strings.ReplaceAll(words[i], "_", " ")
			}
			switch {
			case len(words) == 0:
			case kind == "peers":
				w.peers = append(w.peers, set(words))
			default:
				w.list[kind] = set(words)
			}
		}
	}
	w.heads, w.first, w.final = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, kind := range []string{"man", "woman", "person", "bodies", "states", "realms", "pairs of leaders", "pairs of persons", "pairs of states", "pairs of any"} {
		for noun := range w.list[kind] {
			w.heads[noun] = true
		}
	}
	for _, o := range w.office.Offices() {
		for _, n := range append([]string{o.Role}, o.Names...) {
			words := strings.Fields(strings.ToLower(n))
			w.heads[lastWord(n)] = true
			w.first[words[0]] = true
			w.final[words[len(words)-1]] = true
		}
	}
	for _, n := range []string{"deputy", "vice", "first", "assistant"} {
		w.first[n] = true // they make an office of another
	}
	for kind, words := range listLines(givenText) {
		for _, word := range words {
			if kind == "man" {
				w.given[fold(word)] = male
			} else {
				w.given[fold(word)] = female
			}
		}
	}
	return w
}

// sex is what tells "he" from "she".
type sex int8

const (
	unknown sex = iota
	male
	female
)

// resolver resolves the references of one document.
type resolver struct {
	*referenceWords
	d        *Document
	lines    []*line
	actors   []*actor
	holders  []holder     // told so far
	all      []holder     // told anywhere in the article
	told     map[int]bool // persons of either
	states   []int        // actors of countries, peoples, capitals: as many as the gazetteer knows at most
	near     []int        // actors spoken of last that are no persons, in the order of their last reference
	offices  []heldOffice // of the current sentence
	nameless []nameless
	lastOf   map[string]int // noun to the sentence of its last "a"
	pluralOf map[string]int // noun to the sentence of its last plural
	seen     []occurrence   // persons, in text order
	pairs    []pair         // the groups resolved last, at most one of persons, of countries, of others
	nobodies int
	voice    voice
	home     string // country of the article, empty where that is not clear
	out      []Reference
}

// line is a sentence while its references are resolved.
type line struct {
	*Sentence
	index     int
	lower     []string
	form      []string
	quote     []int // number of the quotation that a token stands in, 0 outside
	mention   []int // index of the mention that a token is part of, -1 outside
	names     []name
	paragraph int
	trees     bool
	taken     []bool // tokens of descriptions
}

// name is a mention while its references are resolved, without the titles that its words may start with.
type name struct {
	first, last int
	class       Class
	actor       int // -1 where two may own it, or where nothing is kept of it
	sex         sex // of the titles beside it
}

// actor is an entity while its references are resolved.
type actor struct {
	Entity
	words     []string // of a person's fullest name, folded
	spellings []string // of others, folded
	first     int      // sentence of the first name
	last      int      // sentence of the last reference so far
	count     int      // references so far
	man       int      // evidence
	woman     int
	code      string          // of a country, a people, or the country of a ministry
	country   bool            // the state itself
	nouns     map[string]bool // what the article or its name calls it
	id        int             // in the document, -1 before the first reference
}

// sex weighs the evidence.
func (a *actor) sex() sex {
	switch {
	case a.man > a.woman:
		return male
	case a.woman > a.man:
		return female
	}
	return unknown
}

func (a *actor) learn(s sex, weight int) {
	switch s {
	case male:
		a.man += weight
	case female:
		a.woman += weight
	}
}

// references fills Entities and References.
func (w *referenceWords) references(d *Document) {
	r := &resolver{referenceWords: w, d: d, lastOf: map[string]int{}, pluralOf: map[string]int{}, told: map[int]bool{}, voice: voice{actor: none}}
	r.read()
	r.sortNames()
	for _, l := range r.lines {
		if len(l.Tokens) <= longestSentence {
			r.readOffices(l)
		}
	}
	r.all, r.holders = r.holders, nil
	for i, a := range r.actors {
		if _, capital := r.office.Capital(a.Name); a.Class != Person && (a.country || a.Class == NORP && a.code != "" || capital) {
			r.states = append(r.states, i)
		}
	}
	r.home = r.homeCode()
	for _, l := range r.lines {
		r.resolve(l)
	}
	r.finish()
}

// read prepares the sentences.
func (r *resolver) read() {
	d, w := r.d, r.referenceWords
	quote, quotes, paragraph := 0, 0, 0
	end := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		l := &line{Sentence: s, index: i}
		n := len(s.Tokens)
		l.lower, l.form = make([]string, n), make([]string, n)
		l.quote, l.mention, l.taken = make([]int, n), make([]int, n), make([]bool, n)
		for j, t := range s.Tokens {
			l.form[j] = d.Text[t.Start:t.End]
			l.lower[j] = strings.ToLower(strings.ReplaceAll(l.form[j], "’", "'"))
			l.mention[j] = -1
			l.trees = l.trees || t.Head >= 0
			if t.Start > end && strings.Contains(d.Text[end:t.Start], "\n") {
				paragraph++
				quote = 0
			}
			end = max(end, t.End)
			opens := l.form[j] == "“" || l.form[j] == "«" || l.form[j] == "„" || t.XPOS == "``" && l.form[j] != "‘" && l.form[j] != "'"
			closes := l.form[j] == "”" || l.form[j] == "»" || t.XPOS == "''" && l.form[j] != "’" && l.form[j] != "'"
			if l.form[j] == `"` {
				// the tagger takes one for the other at times: they alternate
				opens, closes = quote == 0, quote != 0
			}
			switch {
			case opens && quote == 0:
				quotes++
				quote = quotes
			case closes && quote == 0 && !slices.ContainsFunc(l.quote[:j], func(q int) bool { return q != 0 }):
				// it began in a sentence before, in another paragraph perhaps
				quotes++
				for k := 0; k <= j; k++ {
					l.quote[k] = quotes
				}
				continue
			case closes:
				l.quote[j], quote = quote, 0
				continue
			}
			l.quote[j] = quote
		}
		l.paragraph = paragraph
		for k, m := range s.Mentions {
			if l.common(m, w) {
				l.names = append(l.names, name{first: m.First, last: m.First, actor: -1})
				continue
			}
			for j := m.First; j < m.Last; j++ {
				l.mention[j] = k
			}
			l.names = append(l.names, name{first: m.First, last: m.Last, class: m.Class, actor: -1})
		}
		r.lines = append(r.lines, l)
	}
}

// resolve resolves the references of one sentence.
func (r *resolver) resolve(l *line) {
	if len(l.Tokens) > longestSentence {
		for i := range l.names {
			r.name(l, i)
		}
		return
	}
	r.readOffices(l)
	phrases := r.phrases(l)
	r.nouns(l, phrases)
	// what stands outside of quotations first: it tells who speaks
	for _, quoted := range []bool{false, true} {
		if quoted {
			r.hear(l)
		}
		p, n := 0, 0
		for i := range l.Tokens {
			for ; n < len(l.names) && l.names[n].first == i; n++ {
				if !quoted {
					r.name(l, n)
				}
			}
			for p < len(phrases) && phrases[p].head < i {
				p++
			}
			if (l.quote[i] != 0) != quoted {
				continue
			}
			if kind, ok := pronouns[l.lower[i]]; ok && l.isPronoun(i) {
				r.pronoun(l, i, kind)
			}
			if l.xpos(i) == "WP" && l.lower[i] == "who" {
				r.relative(l, i)
			}
			for q := p; q < len(phrases) && phrases[q].head == i; q++ {
				r.describe(l, phrases[q])
			}
		}
	}
}

// longestSentence is how many tokens a sentence may have that is more than its names: no prose has longer ones.
const longestSentence = 600

// relative sees the name before "who" once more: it is the subject of what follows.
func (r *resolver) relative(l *line, i int) {
	k := i - 1
	if l.word(k) == "," {
		k--
	}
	if k < 0 || l.mention[k] < 0 {
		return
	}
	n := l.names[l.mention[k]]
	if n.class != Person || n.actor < 0 || n.last != k+1 {
		return
	}
	o := r.occurrence(l, i, i+1)
	o.actor, o.clause.subject, o.clause.main = n.actor, true, false
	r.see(o)
}

// name emits a name and sees it.
func (r *resolver) name(l *line, i int) {
	n := l.names[i]
	if !kept(n.class) {
		return
	}
	var entities []int
	why := ""
	if n.actor >= 0 {
		entities, why = []int{n.actor}, "name"
	}
	r.emit(l, n.first, n.last, Name, entities, why)
	if n.class == Person && !l.qualifies(n) {
		o := r.occurrence(l, n.first, n.last)
		o.name = true
		o.joint = l.joint(n.first, n.last)
		if n.actor >= 0 {
			o.actor = n.actor
			if n.sex != unknown {
				r.actors[n.actor].learn(n.sex, 10)
			}
		}
		r.see(o)
	}
	if n.actor >= 0 {
		r.touch(n.actor, l.index)
		r.readNouns(l, i)
	}
}

// qualifies reports whether a name is part of a compound and no person is spoken of: "the Brandt government".
func (l *line) qualifies(n name) bool {
	h := l.headOf(n.first, n.last)
	t := l.Tokens[h]
	return l.trees && t.Rel == "compound" && t.Head >= n.last && l.xpos(t.Head) == "NN" && l.mention[t.Head] < 0 && l.lower[t.Head] == l.form[t.Head]
}

// touch notes that an entity was spoken of.
func (r *resolver) touch(actor, sentence int) {
	a := r.actors[actor]
	a.last = max(a.last, sentence)
	a.count++
	if a.Class == Person {
		return
	}
	if k := slices.Index(r.near, actor); k >= 0 {
		r.near = slices.Delete(r.near, k, k+1)
	} else if len(r.near) == nearest {
		r.near = slices.Delete(r.near, 0, 1)
	}
	r.near = append(r.near, actor)
}

// nearest is how many bodies and places a description looks back on.
const nearest = 48

// emit keeps a reference.
func (r *resolver) emit(l *line, first, last int, kind ReferenceKind, actors []int, why string) {
	r.out = append(r.out, Reference{
		Span:     Span{l.Tokens[first].Start, l.Tokens[last-1].End},
		Sentence: l.index, First: first, Last: last, Head: l.headOf(first, last),
		Kind: kind, Entities: actors, Why: why,
	})
}

// finish brings references into their order and numbers the entities.
func (r *resolver) finish() {
	slices.SortStableFunc(r.out, func(a, b Reference) int {
		return cmp.Or(cmp.Compare(a.End, b.End), cmp.Compare(b.Start, a.Start))
	})
	for i := range r.out {
		var ids []int
		for _, k := range r.out[i].Entities {
			a := r.actors[k]
			if a.id < 0 {
				a.id = len(r.d.Entities)
				r.d.Entities = append(r.d.Entities, a.Entity)
			}
			ids = append(ids, a.id)
		}
		slices.Sort(ids)
		r.out[i].Entities = slices.Compact(ids)
	}
	r.d.References = r.out
}

// kept reports whether names of a class are entities.
func kept(c Class) bool { return c != Date && c != Money && c != "" }

// fold brings a name to what is compared: lower case, without accents, with plain apostrophes and hyphens.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == '’' || r == '‘' || r == 'ʼ':
			r = '\''
		case r == '‐' || r == '‑' || r == '–':
			r = '-'
		case r == 'ı':
			r = 'i'
		case r == 'ł' || r == 'Ł':
			r = 'l'
		case r == 'ø' || r == 'Ø':
			r = 'o'
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// common reports whether what the name finder took for a name is a common noun: "the Ministry".
func (l *line) common(m Mention, w *referenceWords) bool {
	word := l.lower[m.First]
	return m.Last-m.First == 1 && m.First > 0 && l.lower[m.First-1] == "the" && (w.list["bodies"][word] || w.list["states"][word] || w.list["realms"][word])
}

// joint reports whether "and" joins a name to a neighbour: "Smith and", "and his wife Smith".
func (l *line) joint(first, last int) bool {
	i := last
	if l.word(i) == "," && l.xpos(i+1) == "CD" && l.word(i+2) == "," {
		i += 3 // an age
	}
	if l.word(i) == "and" && (l.xpos(i+1) == "PRP$" || nounLike(l.xpos(i+1)) && !strings.HasPrefix(l.xpos(i+1), "V") || l.xpos(i+1) == "DT") {
		return true
	}
	i = first
	for i > 0 && first-i < 6 && (nounLike(l.xpos(i-1)) || l.xpos(i-1) == "PRP$" || l.xpos(i-1) == "DT") && l.xpos(i-1) != "VBN" {
		i--
	}
	return l.word(i-1) == "and" && i > 1 && (noun(l.xpos(i-2)) || l.word(i-2) == "," && l.xpos(i-3) == "CD")
}
