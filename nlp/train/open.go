package main

import (
	"strings"

	"newsgraph/nlp/internal/corpus"
	"newsgraph/schema"
)

// The set of names states no licence. With -only-open names are learnt from the treebank GUM, without its closed genres: it
// marks every phrase that refers to something, with the kind of thing; a name is the run of proper nouns around the head of
// such a phrase.

// gumClasses maps the kinds of GUM to classes. Other kinds (animal, plant, substance) are hardly ever names.
var gumClasses = map[string]string{
	"person": "Person", "place": "Location", "organization": "Organization", "time": "Date",
	"event": "Misc", "object": "Misc", "abstract": "Misc",
}

// gumNames gives the documents of GUM's training part with names, without its closed genres where open is set.
func (s settings) gumNames(open bool) ([][]corpus.NamedSentence, error) {
	documents, err := corpus.ReadTreebank(s.data, "gum-train")
	if err != nil {
		return nil, err
	}
	var out [][]corpus.NamedSentence
	for _, d := range documents {
		if open && isClosed(d.ID) {
			continue
		}
		article := make([]corpus.NamedSentence, len(d.Sentences))
		for i, x := range d.Sentences {
			article[i] = corpus.NamedSentence{Forms: x.Forms(), Labels: make([]string, len(x.Words))}
			for j, w := range x.Words {
				article[i].Labels[j] = "O"
				if _, ok := schema.Names().Demonym(w.Form); ok && w.XPOS != "NNP" {
					article[i].Labels[j] = "B-NORP"
				}
			}
			moneyNames(x, &article[i])
		}
		for _, r := range d.References() {
			x := d.Sentences[r.Sentence]
			class := gumClasses[r.Type]
			first, last := nameAround(x, r)
			if class == "" || first == last {
				continue
			}
			if class == "Person" {
				first += titleWords(x, first, last)
			}
			if first == last {
				continue
			}
			label(&article[r.Sentence], corpus.Name{First: first, Last: last}, class)
		}
		out = append(out, article)
	}
	return out, nil
}

// nameAround gives the run of proper nouns, with numbers behind them, around the head of a reference; an empty run where its
// head is no proper noun.
func nameAround(x corpus.Sentence, r corpus.Reference) (first, last int) {
	proper := func(i int) bool {
		if i < r.First || i >= r.Last {
			return false
		}
		t := x.Words[i].XPOS
		return t == "NNP" || t == "NNPS"
	}
	if !proper(r.Head) && !(r.Type == "time" && r.Head < r.Last && x.Words[r.Head].XPOS == "CD" && len(x.Words[r.Head].Form) == 4) {
		return r.First, r.First
	}
	first, last = r.Head, r.Head+1
	for proper(first-1) || proper(first-2) && joins(x.Words[first-1]) || r.Type == "time" && first > r.First && x.Words[first-1].XPOS == "CD" {
		first--
	}
	for proper(last) || proper(last+1) && joins(x.Words[last]) || last < r.Last && x.Words[last].XPOS == "CD" {
		last++
	}
	return first, last
}

// joins reports whether a word may stand inside a name between proper nouns.
func joins(w corpus.Word) bool {
	return w.XPOS == "HYPH" || w.Form == "of" || w.Form == "de" || w.Form == "al"
}

// titleWords is how many words at the start of a person's name are a title or an office: all, where it is no name.
func titleWords(x corpus.Sentence, first, last int) int {
	forms := x.Forms()[first:last]
	for n := len(forms); n > 0; n-- {
		if _, ok := schema.Names().Title(strings.Join(forms[:n], " ")); ok {
			return n
		}
		if _, k := schema.Names().Office(forms[:n]...); k == n {
			return n
		}
	}
	return 0
}

// moneyNames labels sums: a sign of a currency with the numbers behind it.
func moneyNames(x corpus.Sentence, out *corpus.NamedSentence) {
	for i := 0; i < len(x.Words); i++ {
		if x.Words[i].XPOS != "$" {
			continue
		}
		last := i + 1
		for last < len(x.Words) && x.Words[last].XPOS == "CD" {
			last++
		}
		if last > i+1 {
			label(out, corpus.Name{First: i, Last: last}, "Money")
			i = last - 1
		}
	}
}
