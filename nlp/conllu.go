package nlp

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"newsgraph/nlp/conllu"
)

// What a Document is in CoNLL-U (https://universaldependencies.org/format.html), beside the words with tags and lemmas:
//
//	# newdoc id = ID       the id that the caller gives
//	# newpar               the sentence begins a line
//	# sent_id = ID-3       third sentence; white space, "/" and "%" of the id as in "%2F"
//	# block = caption      kind of the block that the sentence stands in, where blocks were found
//	# text = ...           the words with one blank where there is white space between them
//	HEAD DEPREL DEPS       "_" where nothing was parsed; DEPS has the basic edge and those that conjuncts share
//
// and in MISC, in the order of the alphabet:
//
//	Entity=(e2-Person-1-    references as in CorefUD 1.0: what "# global.Entity" says, for each that is resolved: a bracket opens
//	                        at its first word and closes at its last, "(e2" number of the entity, its class, number of the head
//	                        among the words of the reference, then kind: name, pronoun, description or group, and why: the rule
//	                        that resolved it ("(" "-" and the like as in "%2D")
//	NER=B-Person            first word of a name; I- its further ones
//	SpaceAfter=No           no white space follows
//	SplitAnte=e1<e7,e2<e7   e7 stands for e1 and e2 together: "the two leaders"
//	Title=B                 first word of a title beside a person's name; I its further ones
//	TokenRange=0:6          bytes of the text, half-open
//
// Contractions are multi-word tokens, as in UD English: don't, Iran's, cannot.

// CoNLLU gives a document in the form of CoNLL-U, under an id whose white space is made single blanks. A document
// without sentences gives one without sentences.
func (d Document) CoNLLU(id string) conllu.Document {
	id = strings.Join(strings.FieldsFunc(id, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	out := conllu.Document{Sentences: make([]conllu.Sentence, len(d.Sentences))}
	for i, s := range d.Sentences {
		c := &out.Sentences[i]
		if i == 0 {
			c.Comments = append(c.Comments, "# newdoc id = "+id)
		}
		if i == 0 || strings.ContainsAny(d.Text[d.Sentences[i-1].End:s.Start], "\n\r\u2028\u2029") {
			c.Comments = append(c.Comments, "# newpar")
		}
		c.Comments = append(c.Comments, fmt.Sprintf("# sent_id = %s-%d", sentenceID(id), i+1))
		next := len(d.Text) + 1 // where the word behind begins
		if i+1 < len(d.Sentences) {
			next = d.Sentences[i+1].Start
		}
		glued := func(j int) []string {
			behind := next
			if j+1 < len(s.Tokens) {
				behind = s.Tokens[j+1].Start
			}
			if s.Tokens[j].End == behind {
				return []string{"SpaceAfter=No"}
			}
			return nil
		}
		c.Words = make([]conllu.Word, len(s.Tokens))
		for j, t := range s.Tokens {
			c.Words[j].Form = d.Text[t.Start:t.End]
			c.Words[j].Misc = append(glued(j), tokenRange(t.Span))
		}
		for _, m := range contractions(d.Text, s.Tokens) {
			span := Span{s.Tokens[m.First].Start, s.Tokens[m.Last-1].End}
			m.Form = d.Text[span.Start:span.End]
			m.Misc = append(glued(m.Last-1), tokenRange(span))
			for j := m.First; j < m.Last; j++ {
				c.Words[j].Misc = c.Words[j].Misc[len(c.Words[j].Misc)-1:] // SpaceAfter stands at the token
			}
			c.Multi = append(c.Multi, m)
		}
	}
	d.fill(&out)
	return out
}

// Onto gives what AnnotateTokens was given with its annotation, which d is: words, multi-word tokens and comments stand as
// they were, and so do SpaceAfter, SpacesAfter and, where all tokens have one, TokenRange; every other column is ours. A
// missing "# text" or "# sent_id" is added. TokenRange counts in the text of the given tokens where it is ours. Documents
// of other sentences are a mistake of the caller, and panic.
func (d Document) Onto(given conllu.Document) conllu.Document {
	out := conllu.Document{Line: given.Line, Sentences: make([]conllu.Sentence, len(given.Sentences))}
	ranges := true
	for _, g := range given.Sentences {
		for _, m := range g.Surface() {
			ranges = ranges && m.Misc.Get("TokenRange") != ""
		}
	}
	id := sentenceID(given.ID())
	if id != "" {
		id += "-"
	}
	at, gap := 0, ""
	for i, g := range given.Sentences {
		c := &out.Sentences[i]
		for _, line := range g.Comments {
			key, _, _ := strings.Cut(strings.TrimPrefix(line, "#"), "=")
			switch strings.TrimSpace(key) {
			case "block", "global.Entity": // ours
			default:
				c.Comments = append(c.Comments, line)
			}
		}
		if _, ok := g.Comment("sent_id"); !ok {
			c.Comments = append(c.Comments, fmt.Sprintf("# sent_id = %s%d", id, i+1))
		}
		if i > 0 && g.Newpar() {
			gap = "\n\n"
		}
		c.Words = make([]conllu.Word, len(g.Words))
		for _, m := range g.Surface() {
			at += len(gap)
			span := Span{at, at + len(m.Form)}
			at, gap = span.End, m.After()
			misc := keptMisc(m.Misc, ranges)
			if !ranges {
				misc = append(misc, tokenRange(span))
			}
			words := g.Words[m.First:m.Last]
			inside := m.Last-m.First > 1
			spelt := ""
			for j, w := range words {
				c.Words[m.First+j] = conllu.Word{Form: w.Form, Misc: misc}
				spelt += w.Form
				if inside {
					c.Words[m.First+j].Misc = keptMisc(w.Misc, ranges)
				}
			}
			if !inside {
				continue
			}
			c.Multi = append(c.Multi, conllu.Multi{First: m.First, Last: m.Last, Form: m.Form, Misc: misc})
			if from := span.Start; !ranges && spelt == m.Form {
				for j, w := range words {
					x := &c.Words[m.First+j]
					x.Misc = append(x.Misc, tokenRange(Span{from, from + len(w.Form)}))
					from += len(w.Form)
				}
			}
		}
	}
	d.fill(&out)
	return out
}

// keptMisc gives the fields of the last column that belong to the given words, ranges among them or not.
func keptMisc(m conllu.Misc, ranges bool) conllu.Misc {
	var out conllu.Misc
	for _, field := range m {
		switch key, _, _ := strings.Cut(field, "="); key {
		case "SpaceAfter", "SpacesAfter", "SpacesBefore":
			out = append(out, field)
		case "TokenRange":
			if ranges {
				out = append(out, field)
			}
		}
	}
	return out
}

// fill writes the annotation into the words of out, and the comments that depend on it.
func (d Document) fill(out *conllu.Document) {
	entities := d.coreference()
	for i := range out.Sentences {
		s, c := d.Sentences[i], &out.Sentences[i]
		if i == 0 && len(d.Entities) > 0 {
			global := "# global.Entity = eid-etype-head-other"
			at := 0 // behind "# newdoc"
			if len(c.Comments) > 0 && strings.HasPrefix(c.Comments[0], "# newdoc") {
				at = 1
			}
			c.Comments = slices.Insert(c.Comments, at, global)
		}
		text := slices.IndexFunc(c.Comments, func(line string) bool { return strings.HasPrefix(line, "# text =") })
		if text < 0 {
			text = len(c.Comments)
			c.Comments = append(c.Comments, "# text = "+c.Text())
		}
		if s.Block < len(d.Blocks) {
			c.Comments = slices.Insert(c.Comments, text, "# block = "+string(d.Blocks[s.Block].Kind))
		}
		parsed := slices.ContainsFunc(s.Tokens, func(t Token) bool { return t.Rel != "" })
		for j, t := range s.Tokens {
			w := &c.Words[j]
			w.Lemma, w.UPOS, w.XPOS = t.Lemma, t.UPOS, t.XPOS
			w.Head = conllu.None
			if parsed {
				w.Head, w.Rel = t.Head+1, t.Rel
				w.Deps = append(w.Deps, conllu.Dep{Head: t.Head + 1, Rel: t.Rel})
				for _, x := range t.Deps {
					w.Deps = append(w.Deps, conllu.Dep{Head: x.Head + 1, Rel: x.Rel})
				}
				slices.SortFunc(w.Deps, func(a, b conllu.Dep) int { return cmp.Or(cmp.Compare(a.Head, b.Head), cmp.Compare(a.Rel, b.Rel)) })
			}
			w.Misc = append(w.Misc, entities[[2]int{i, j}]...)
		}
		for _, m := range s.Mentions {
			begin(c.Words[m.First:m.Last], "NER=B-"+string(m.Class), "NER=I-"+string(m.Class))
		}
		for _, x := range s.Titles {
			begin(c.Words[x.First:x.Last], "Title=B", "Title=I")
		}
		for j := range c.Words {
			slices.Sort(c.Words[j].Misc)
		}
	}
}

// begin adds one field to the first of some words, and another one to the others.
func begin(words []conllu.Word, first, further string) {
	for i := range words {
		words[i].Misc = append(words[i].Misc, first)
		first = further
	}
}

// coreference gives the fields Entity and SplitAnte by sentence and word.
func (d Document) coreference() map[[2]int][]string {
	type brackets struct {
		opens, single, closes []string
		split                 string
	}
	at := map[[2]int]*brackets{}
	word := func(sentence, token int) *brackets {
		k := [2]int{sentence, token}
		if at[k] == nil {
			at[k] = &brackets{}
		}
		return at[k]
	}
	sets := map[string]int{} // several entities together, numbered behind the single ones
	for _, r := range d.References {
		if len(r.Entities) == 0 {
			continue
		}
		first := word(r.Sentence, r.First)
		number, class := r.Entities[0]+1, d.Entities[r.Entities[0]].Class
		if len(r.Entities) > 1 {
			key := fmt.Sprint(r.Entities)
			known := sets[key] > 0
			if !known {
				sets[key] = len(d.Entities) + len(sets) + 1
			}
			number = sets[key]
			var parts []string
			for _, e := range r.Entities {
				parts = append(parts, fmt.Sprintf("e%d<e%d", e+1, number))
				if d.Entities[e].Class != class {
					class = ""
				}
			}
			if split := strings.Join(parts, ","); !known && first.split == "" {
				first.split = split
			} else if !known {
				first.split += "," + split
			}
		}
		open := fmt.Sprintf("(e%d-%s-%d-kind:%s,why:%s", number, escaped(string(class)), r.Head-r.First+1, r.Kind, escaped(r.Why))
		if r.Last-r.First == 1 {
			first.single = append(first.single, open+")")
			continue
		}
		// References come by their ends, the inner before the outer: of those that open here the last one is the longest, and of
		// those that close the first one opened last.
		first.opens = append(first.opens, open)
		last := word(r.Sentence, r.Last-1)
		last.closes = append(last.closes, fmt.Sprintf("e%d)", number))
	}
	out := map[[2]int][]string{}
	for k, b := range at {
		slices.Reverse(b.opens)
		if all := slices.Concat(b.opens, b.single, b.closes); len(all) > 0 {
			out[k] = append(out[k], "Entity="+strings.Join(all, ""))
		}
		if b.split != "" {
			out[k] = append(out[k], "SplitAnte="+b.split)
		}
	}
	return out
}

// escaped writes what has a meaning in Entity as "%2D".
func escaped(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || strings.IndexByte("%()-:,<>|=", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// sentenceID makes an id what may stand in "# sent_id": without white space, and "/" has a meaning of its own there.
func sentenceID(id string) string {
	return strings.NewReplacer("%", "%25", " ", "%20", "/", "%2F").Replace(id)
}

func tokenRange(s Span) string { return fmt.Sprintf("TokenRange=%d:%d", s.Start, s.End) }

// contractions finds the multi-word tokens among the words of a sentence: a word and the clitics glued to it.
func contractions(text string, tokens []Token) []conllu.Multi {
	var out []conllu.Multi
	for i := 1; i < len(tokens); i++ {
		before, t := tokens[i-1], tokens[i]
		if before.End != t.Start || !contracts(text[before.Start:before.End], text[t.Start:t.End], t.XPOS) {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].Last == i { // would + n't + 've
			out[n].Last = i + 1
			continue
		}
		out = append(out, conllu.Multi{First: i - 1, Last: i + 1})
	}
	return out
}

// contracts says whether a word is a clitic of the word that it is glued to.
func contracts(before, word, xpos string) bool {
	const longestClitic = len("&rsquo;ve")
	if len(word) > longestClitic || !unicode.IsLetter(lastRune(before)) && !unicode.IsDigit(lastRune(before)) {
		return false
	}
	switch lower := strings.ToLower(apostrophes.Replace(word)); lower {
	case "'":
		return xpos == "POS"
	case "n't":
		return true
	default:
		if clitics[lower] {
			return true
		}
		c, ok := contractionWords()[strings.ToLower(before)+lower] // dont, gonna
		return ok && c.at == len(before)
	}
}
