// Package lemma gives the dictionary form of a word from its form and its Penn tag, by rules learnt from treebanks.
//
// A rule says what to cut off the end of a word and what to put there: "-ies +y". It holds for a tag and an ending; the
// longest ending of a word that has a rule wins, and a whole word is the longest ending of all: exceptions ("went") and
// rules ("-ing") are one table.
package lemma

import (
	"fmt"
	"strconv"
	"strings"
)

// Longest is the longest ending that has a rule, in bytes, beside whole words.
const Longest = 6

// Rule makes a lemma of a form.
type Rule struct {
	Keep   bool   // the case of the form stays; else the lemma is lower case
	Cut    int    // bytes off the end
	Append string // bytes put there
}

// Apply makes the lemma of a form, whose apostrophes are straight. ok is false where the rule does not fit the form.
func (r Rule) Apply(form string) (lemma string, ok bool) {
	if !r.Keep {
		form = strings.ToLower(form)
	}
	if r.Cut > len(form) || r.Cut == len(form) && r.Append == "" {
		return "", false
	}
	return form[:len(form)-r.Cut] + r.Append, true
}

// Key is where a rule holds: a Penn tag and an ending in lower case, "^" before a whole word.
type Key struct {
	Tag, Ending string
}

// Keys gives the keys of a form, the best one first.
func Keys(form, tag string) []Key {
	lower := strings.ToLower(form)
	out := make([]Key, 0, Longest+2)
	out = append(out, Key{tag, "^" + lower})
	for n := min(Longest, len(lower)); n >= 0; n-- {
		out = append(out, Key{tag, lower[len(lower)-n:]})
	}
	return out
}

// Rules are what was learnt.
type Rules map[Key]Rule

var straight = strings.NewReplacer("’", "'", "‘", "'", "&rsquo;", "'")

// Plain is a form as Rules know it: with straight apostrophes, and a number without commas.
func Plain(form, tag string) string {
	if tag == "CD" && strings.IndexByte(form, ',') > 0 {
		return strings.ReplaceAll(form, ",", "")
	}
	return straight.Replace(form)
}

// Lemma gives the lemma of a form; of a form and a tag that nothing is known of, the form in lower case.
func (r Rules) Lemma(form, tag string) string {
	if len(form) > 64 {
		return form
	}
	form = Plain(form, tag)
	lower := strings.ToLower(form)
	if rule, ok := r[Key{tag, "^" + lower}]; ok {
		if l, ok := rule.Apply(form); ok {
			return l
		}
	}
	for n := min(Longest, len(lower)); n >= 0; n-- {
		if rule, ok := r[Key{tag, lower[len(lower)-n:]}]; ok {
			if l, ok := rule.Apply(form); ok {
				return l
			}
		}
	}
	return lower
}

// The form on disk is one rule a line: tag, ending, "k" (keep case) or "l" (lower), bytes to cut, what to append; with
// tabs between them.

// AppendText appends the line of one rule.
func AppendText(b []byte, k Key, r Rule) []byte {
	mode := "l"
	if r.Keep {
		mode = "k"
	}
	return fmt.Appendf(b, "%s\t%s\t%s\t%d\t%s\n", k.Tag, k.Ending, mode, r.Cut, r.Append)
}

// Read reads rules.
func Read(text string) (Rules, error) {
	out := make(Rules, strings.Count(text, "\n"))
	n := 0
	for line := range strings.Lines(text) {
		n++
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("lemma rules, line %d: %d columns, want 5: run nlp/train again", n, len(f))
		}
		cut, err := strconv.Atoi(f[3])
		if err != nil {
			return nil, fmt.Errorf("lemma rules, line %d: bytes to cut: %w", n, err)
		}
		out[Key{f[0], f[1]}] = Rule{f[2] == "k", cut, f[4]}
	}
	return out, nil
}
