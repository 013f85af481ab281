package main

import (
	"cmp"
	"slices"
	"strings"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/nlp/internal/lemma"
)

// learnLemmas learns the rules and writes them.
func (s settings) learnLemmas() error {
	train, err := s.treebank()
	if err != nil {
		return err
	}
	rules := lemmaRules(train)
	keys := make([]lemma.Key, 0, len(rules))
	for k := range rules {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b lemma.Key) int {
		return cmp.Or(cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.Ending, b.Ending))
	})
	var text []byte
	for _, k := range keys {
		text = lemma.AppendText(text, k, rules[k])
	}
	return s.write("lemmas.zst", text)
}

// lemmaRules learns rules from (form, tag, lemma) of sentences. A rule is kept where the rule of the next shorter ending
// would give something else. A whole word counts as often as it stands there, its endings ten times at most: "went" is frequent, but
// no pattern.
func lemmaRules(train []corpus.Sentence) lemma.Rules {
	const enough = 10 // 20 and 40 gain 0.01 on tenths of train, 1 loses 0.02
	counts := map[lemma.Key]map[lemma.Rule]int{}
	for _, s := range train {
		for _, w := range s.Words {
			if strings.ContainsAny(w.Form+w.Lemma, "\t ") || w.Lemma == "_" {
				continue
			}
			form := lemma.Plain(w.Form, w.XPOS)
			rules := rulesOf(form, lemma.Plain(w.Lemma, ""))
			keys := lemma.Keys(form, w.XPOS)
			if counts[keys[0]] == nil {
				counts[keys[0]] = map[lemma.Rule]int{}
			}
			for _, r := range rules {
				counts[keys[0]][r]++
				if counts[keys[0]][r] > enough {
					continue
				}
				for _, k := range keys[1:] {
					if !generalises(k.Ending, r) {
						continue
					}
					if counts[k] == nil {
						counts[k] = map[lemma.Rule]int{}
					}
					counts[k][r]++
				}
			}
		}
	}
	rules := lemma.Rules{}
	keys := make([]lemma.Key, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	// Shorter endings first; whole words last.
	slices.SortFunc(keys, func(a, b lemma.Key) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.Ending, b.Ending))
	})
	for _, k := range keys {
		top, n := favourite(counts[k])
		whole := strings.HasPrefix(k.Ending, "^")
		if n < 2 && !whole {
			continue
		}
		if k.Tag == "NNP" && !whole && k.Ending != "" { // a name is its lemma: from "Sept." follows nothing for "Concept"
			continue
		}
		if have, ok := shorter(rules, k); ok && counts[k][have] == n {
			continue
		}
		rules[k] = top
	}
	inflected(rules, train)
	return rules
}

// generalises says whether a rule of a word may be one of its ending: it changes that ending alone and gives no capital, or
// "best" would make "bravest" of "brave" and "Asian" would put a capital into "Caucasian".
func generalises(ending string, r lemma.Rule) bool {
	return r.Cut <= len(ending) && strings.ToLower(r.Append) == r.Append
}

// rulesOf gives the rules that make a lemma of a form: with and without its case.
func rulesOf(form, want string) []lemma.Rule {
	var out []lemma.Rule
	for _, keep := range []bool{false, true} {
		f := form
		if !keep {
			f = strings.ToLower(form)
		}
		same := 0
		for same < len(f) && same < len(want) && f[same] == want[same] {
			same++
		}
		for same > 0 && same < len(f) && f[same]&0xc0 == 0x80 { // never inside a rune
			same--
		}
		out = append(out, lemma.Rule{Keep: keep, Cut: len(f) - same, Append: want[same:]})
	}
	return out
}

func rank(k lemma.Key) int {
	if strings.HasPrefix(k.Ending, "^") {
		return lemma.Longest + 1
	}
	return len(k.Ending)
}

// shorter gives the rule that holds for an ending where it has none of its own.
func shorter(rules lemma.Rules, k lemma.Key) (lemma.Rule, bool) {
	ending, whole := strings.CutPrefix(k.Ending, "^")
	n := len(ending) - 1
	if whole {
		n = min(len(ending), lemma.Longest)
	}
	for ; n >= 0; n-- {
		if r, ok := rules[lemma.Key{Tag: k.Tag, Ending: ending[len(ending)-n:]}]; ok {
			return r, true
		}
	}
	return lemma.Rule{}, false
}

// favourite gives the most frequent rule; ties go to the shorter cut, then to lower case, then to the smaller text.
func favourite(counts map[lemma.Rule]int) (lemma.Rule, int) {
	rules := make([]lemma.Rule, 0, len(counts))
	for r := range counts {
		rules = append(rules, r)
	}
	slices.SortFunc(rules, func(a, b lemma.Rule) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a.Cut, b.Cut), cmpBool(a.Keep, b.Keep), cmp.Compare(a.Append, b.Append))
	})
	return rules[0], counts[rules[0]]
}

func cmpBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
