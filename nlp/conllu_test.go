package nlp

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"newsgraph/nlp/conllu"
)

// written gives CoNLL-U as text, with " | " for tabs where columns is true.
func written(t testing.TB, d conllu.Document, columns bool) string {
	t.Helper()
	var b bytes.Buffer
	if err := conllu.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if columns {
		return strings.ReplaceAll(b.String(), "\t", " | ")
	}
	return b.String()
}

// TestCoNLLU writes a document with every layer: blocks, a tree with shared edges, names, a title, references to one entity and
// to two, contractions.
func TestCoNLLU(t *testing.T) {
	const text = "Talks\nPresident Hesk met Arroyal. They didn't sign."
	token := func(start, end int, upos, xpos, lemma string, head int, rel string) Token {
		return Token{Span{start, end}, upos, xpos, lemma, head, rel, nil}
	}
	d := Document{
		Text:   text,
		Blocks: []Block{{Span{0, 5}, Headline}, {Span{6, 51}, Body}},
		Sentences: []Sentence{
			{Span: Span{0, 5}, Tokens: []Token{token(0, 5, "NOUN", "NNS", "talk", -1, "")}},
			{Span: Span{6, 33}, Block: 1, Tokens: []Token{
				token(6, 15, "NOUN", "NNP", "President", 2, "nsubj"),
				token(16, 20, "PROPN", "NNP", "Hesk", 0, "flat"),
				token(21, 24, "VERB", "VBD", "meet", -1, "root"),
				token(25, 32, "PROPN", "NNP", "Arroyal", 2, "obj"),
				token(32, 33, "PUNCT", ".", ".", 2, "punct"),
			},
				Mentions: []Mention{{Span{16, 20}, Person, 1, 2}, {Span{25, 32}, Person, 3, 4}},
				Titles:   []Title{{Span{6, 15}, 0, 1, 0}}},
			{Span: Span{34, 51}, Block: 1, Tokens: []Token{
				token(34, 38, "PRON", "PRP", "they", 3, "nsubj"),
				token(39, 42, "AUX", "VBD", "do", 3, "aux"),
				token(42, 45, "PART", "RB", "not", 3, "advmod"),
				token(46, 50, "VERB", "VB", "sign", -1, "root"),
				token(50, 51, "PUNCT", ".", ".", 3, "punct"),
			}},
		},
		Entities: []Entity{{Person, "Hesk"}, {Person, "Arroyal"}},
		References: []Reference{
			{Span{16, 20}, 1, 1, 2, 1, Name, []int{0}, "name"},
			{Span{6, 20}, 1, 0, 2, 0, Description, []int{0}, "apposition (title)"},
			{Span{25, 32}, 1, 3, 4, 3, Name, []int{1}, "name"},
			{Span{34, 38}, 2, 0, 1, 0, Group, []int{0, 1}, "both ends"},
			{Span{46, 50}, 2, 3, 4, 3, Pronoun, nil, ""},
		},
	}
	d.Sentences[1].Tokens[3].Deps = []Dep{{0, "nmod"}}
	const want = `# newdoc id = a/b 1
# global.Entity = eid-etype-head-other
# newpar
# sent_id = a%2Fb%201-1
# block = headline
# text = Talks
1 | Talks | talk | NOUN | NNS | _ | _ | _ | _ | TokenRange=0:5

# newpar
# sent_id = a%2Fb%201-2
# block = body
# text = President Hesk met Arroyal.
1 | President | President | NOUN | NNP | _ | 3 | nsubj | 3:nsubj | Entity=(e1-Person-1-kind:description,why:apposition%20%28title%29|Title=B|TokenRange=6:15
2 | Hesk | Hesk | PROPN | NNP | _ | 1 | flat | 1:flat | Entity=(e1-Person-1-kind:name,why:name)e1)|NER=B-Person|TokenRange=16:20
3 | met | meet | VERB | VBD | _ | 0 | root | 0:root | TokenRange=21:24
4 | Arroyal | Arroyal | PROPN | NNP | _ | 3 | obj | 1:nmod|3:obj | Entity=(e2-Person-1-kind:name,why:name)|NER=B-Person|SpaceAfter=No|TokenRange=25:32
5 | . | . | PUNCT | . | _ | 3 | punct | 3:punct | TokenRange=32:33

# sent_id = a%2Fb%201-3
# block = body
# text = They didn't sign.
1 | They | they | PRON | PRP | _ | 4 | nsubj | 4:nsubj | Entity=(e3-Person-1-kind:group,why:both%20ends)|SplitAnte=e1<e3,e2<e3|TokenRange=34:38
2-3 | didn't | _ | _ | _ | _ | _ | _ | _ | TokenRange=39:45
2 | did | do | AUX | VBD | _ | 4 | aux | 4:aux | TokenRange=39:42
3 | n't | not | PART | RB | _ | 4 | advmod | 4:advmod | TokenRange=42:45
4 | sign | sign | VERB | VB | _ | 0 | root | 0:root | SpaceAfter=No|TokenRange=46:50
5 | . | . | PUNCT | . | _ | 4 | punct | 4:punct | TokenRange=50:51

`
	if got := written(t, d.CoNLLU("a/b \n1"), true); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestGivenTokens annotates given words: they stay as they are, whatever our own tokeniser would make of them, and what was
// annotated before goes.
func TestGivenTokens(t *testing.T) {
	const given = `# newdoc id = given
# sent_id = s 7
# speaker = A
1 | Iran's | _ | NOUN | _ | Old=Yes | 0 | root | 0:root | Entity=(x)|Lang=en
2-3 | won't | _ | _ | _ | _ | _ | _ | _ | SpaceAfter=No
2 | will | _ | _ | _ | _ | _ | _ | _ | _
3 | not | _ | _ | _ | _ | _ | _ | _ | _
3.1 | gone | _ | _ | _ | _ | _ | _ | _ | _
4 | U.S.-led | _ | _ | _ | _ | _ | _ | _ | _

# newpar
1-2 | Can't | _ | _ | _ | _ | _ | _ | _ | _
1 | Ca | _ | _ | _ | _ | _ | _ | _ | _
2 | n't | _ | _ | _ | _ | _ | _ | _ | _

`
	p := newPipeline(t)
	var in conllu.Document
	for d, err := range conllu.Read(strings.NewReader(strings.ReplaceAll(given, " | ", "\t")), "-", 1<<20) {
		if err != nil {
			t.Fatal(err)
		}
		in = d
	}
	d := p.AnnotateTokens(in)
	if d.Text != "Iran's willnotU.S.-led\n\nCan't" {
		t.Errorf("the text is %q", d.Text)
	}
	if err := check(d); err != nil {
		t.Error(err)
	}
	var kept []string
	for line := range strings.Lines(written(t, d.Onto(in), false)) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 10 {
			if f[1] == "will" && (f[2] != "will" || f[3] != "AUX") {
				t.Errorf("will is %v", f)
			}
			// Which names and references it finds is none of this test's business.
			misc := slices.DeleteFunc(strings.Split(f[9], "|"), func(s string) bool {
				return strings.HasPrefix(s, "NER=") || strings.HasPrefix(s, "Entity=")
			})
			line = strings.Join([]string{f[0], f[1], f[5], cmp.Or(strings.Join(misc, "|"), "_")}, " | ") + "\n"
		}
		if !strings.HasPrefix(line, "# block") && !strings.HasPrefix(line, "# global") {
			kept = append(kept, line)
		}
	}
	const want = `# newdoc id = given
# sent_id = s 7
# speaker = A
# text = Iran's won'tU.S.-led
1 | Iran's | _ | TokenRange=0:6
2-3 | won't | _ | SpaceAfter=No|TokenRange=7:12
2 | will | _ | _
3 | not | _ | _
4 | U.S.-led | _ | TokenRange=12:20

# newpar
# sent_id = given-2
# text = Can't
1-2 | Can't | _ | TokenRange=22:27
1 | Ca | _ | TokenRange=22:24
2 | n't | _ | TokenRange=24:27

`
	if got := strings.Join(kept, ""); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestGivenAgain annotates our own words as given ones: the same tags, names and bytes of the text.
func TestGivenAgain(t *testing.T) {
	const text = "OSLO – “Norway’s prime minister didn't sign,” Hesk said.\n\nHe called Lucinda  Arroyal on Monday."
	p := newPipeline(t)
	first := p.Annotate(text).CoNLLU("again")
	second := p.AnnotateTokens(first).Onto(first)
	if got, want := written(t, second, true), written(t, first, true); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// FuzzCoNLLU annotates any text, writes it, reads it again and annotates the words as given ones: what is written is CoNLL-U, and
// the words stay.
func FuzzCoNLLU(f *testing.F) {
	for _, s := range []string{"", "Iran’s president didn't call. He can't.", "Hesk\u2028met\u00a0Arroyal’s\n\n‘aide’ 's", "#1\t2\t_ a\x00\xff", "wouldn't've gonna cannot"} {
		f.Add(s, "id/%\n")
	}
	p := newPipeline(f)
	f.Fuzz(func(t *testing.T, text, id string) {
		if !utf8.ValidString(text) || !utf8.ValidString(id) || strings.Contains(text+id, "\x00") {
			return // news gives no such article
		}
		first := written(t, p.Annotate(text).CoNLLU(id), false)
		n := 0
		for given, err := range conllu.Read(strings.NewReader(first), "-", 1<<20) {
			if err != nil {
				t.Fatalf("%q: %v in\n%s", text, err, first)
			}
			n++
			d := p.AnnotateTokens(given)
			if err := checkGiven(d, given); err != nil {
				t.Errorf("%q: %v", text, err)
			}
			for again, err := range conllu.Read(strings.NewReader(written(t, d.Onto(given), false)), "-", 1<<20) {
				if err != nil {
					t.Fatalf("%q: %v", text, err)
				}
				if err := checkGiven(d, again); err != nil {
					t.Errorf("%q: %v", text, err)
				}
			}
		}
		if n > 1 {
			t.Errorf("%q became %d documents", text, n)
		}
	})
}

// FuzzAnnotateTokens reads anything as CoNLL-U and annotates it: what comes has the words that were given, and is CoNLL-U.
func FuzzAnnotateTokens(f *testing.F) {
	for _, forms := range []string{"Iran's|president|will|not|sign", "a b|\u00a0x|.|..", "“|Hesk|”"} {
		var b strings.Builder
		for i, form := range strings.Split(forms, "|") {
			fmt.Fprintf(&b, "%d\t%s\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n", i+1, form)
		}
		f.Add(b.String() + "\n# newpar\n1-2\tx\t_\t_\t_\t_\t_\t_\t_\tTokenRange=0:1\n" + b.String())
	}
	p := newPipeline(f)
	f.Fuzz(func(t *testing.T, data string) {
		for given, err := range conllu.Read(strings.NewReader(data), "-", 1<<16) {
			if err != nil {
				continue
			}
			d := p.AnnotateTokens(given)
			if err := checkGiven(d, given); err != nil {
				t.Errorf("%q: %v", data, err)
			}
			n := 0
			for again, err := range conllu.Read(strings.NewReader(written(t, d.Onto(given), false)), "-", 1<<20) {
				if n++; err != nil {
					t.Fatalf("%q: %v", data, err)
				}
				if err := checkGiven(d, again); err != nil {
					t.Errorf("%q: %v", data, err)
				}
			}
			if n != 1 {
				t.Errorf("%q became %d documents", data, n)
			}
		}
	})
}

// checkGiven says where a document does not have the given words, each annotated, each with its bytes.
func checkGiven(d Document, given conllu.Document) error {
	if len(d.Sentences) != len(given.Sentences) {
		return fmt.Errorf("%d sentences, %d given", len(d.Sentences), len(given.Sentences))
	}
	for i, s := range d.Sentences {
		words := given.Sentences[i].Words
		if len(s.Tokens) != len(words) {
			return fmt.Errorf("sentence %d has %d words, %d given", i, len(s.Tokens), len(words))
		}
		for j, x := range s.Tokens {
			if got := d.Text[x.Start:x.End]; got != words[j].Form || x.UPOS == "" || x.XPOS == "" || x.Lemma == "" {
				return fmt.Errorf("sentence %d, word %d is %q, %q given: %+v", i, j, got, words[j].Form, x)
			}
		}
	}
	return nil
}
