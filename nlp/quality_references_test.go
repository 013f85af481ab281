package nlp

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"newsgraph/nlp/internal/corpus"
)

var showReferences = flag.Bool("show-references", false, "print every wrong and missed reference")

// TestQualityReferences measures references on the news of GUM, with the names and trees that people marked and with our
// own, and on cases made by hand. The asked figure stands beside each.
func TestQualityReferences(t *testing.T) {
	data := dataFolder(t)
	if testing.Short() {
		t.Skip("takes some 10 s")
	}
	p := newPipeline(t)
	var out bytes.Buffer
	fmt.Fprint(&out, "Figures in percent, with counts. Rewritten by: go test ./nlp -run TestQualityReferences -update\n")
	var news []corpus.Document
	for _, set := range []string{"gum-train", "gum-dev"} {
		documents, err := corpus.ReadTreebank(data, set)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range documents {
			if strings.HasPrefix(d.ID, referenceGenre) {
				news = append(news, d)
			}
		}
	}
	fmt.Fprintf(&out, "\nGUM news, %d documents: whether a reference means whom people marked. Recall is of those whom a name\nbefore names, then of all. Asked: he and she P 85.0 R 50.0, descriptions P 80.0 (gold names). Our own tags and trees\nwere learnt on 20 of these documents.\n", len(news))
	for _, way := range []struct {
		name     string
		annotate func(corpus.Document) Document
	}{
		{"gold names, tags and trees", func(d corpus.Document) Document { return goldDocument(p, d, true) }},
		{"gold names and tags, no trees", func(d corpus.Document) Document { return goldDocument(p, d, false) }},
		{"raw text, all by our own models", func(d corpus.Document) Document { return p.Annotate(d.Text) }},
	} {
		scores := map[string]*referenceScore{}
		for _, d := range news {
			scoreReferences(t, scores, d, way.annotate(d))
		}
		fmt.Fprintf(&out, "%s\n", way.name)
		for _, kind := range []string{"he, she", "it, they", "descriptions", "groups", "names"} {
			s := scores[kind]
			if s == nil {
				s = &referenceScore{}
			}
			fmt.Fprintf(&out, "  %-14s P %5.1f (%d of %d)", kind, share(s.right, s.resolved), s.right, s.resolved)
			switch {
			case s.gold > 0:
				fmt.Fprintf(&out, "  R %5.1f (of %d), %5.1f (of %d)\n", share(s.rightNamed, s.named), s.named, share(s.right, s.gold), s.gold)
			case kind == "groups":
				fmt.Fprintf(&out, ", and %d where nobody marked whom it means\n", s.unmarked)
			default:
				fmt.Fprintln(&out)
			}
		}
	}

	for _, half := range []struct {
		file, about string
		show        bool
	}{
		{"testdata/references-open.txt", "its misses were read", true},
		{"testdata/references-kept.txt", "kept from whoever writes rules", false},
	} {
		fmt.Fprintf(&out, "\nHand-made cases of %s, %s: all by our own models. Asked: descriptions and groups together P 90.0 R 60.0\n", half.file, half.about)
		scoreCases(t, p, &out, half.file, half.show && *showReferences)
	}
	golden(t, "testdata/quality-references.golden", out.Bytes())
}

// scoreCases measures hand-made cases, by shape and by kind of reference; show logs each that is wrong or missed.
func scoreCases(t *testing.T, p *Pipeline, out *bytes.Buffer, file string, show bool) {
	t.Helper()
	cases := readReferenceCases(t, file)
	fmt.Fprintf(out, "%d texts\n", len(cases))
	byShape, byKind := map[string]*caseScore{}, map[string]*caseScore{}
	for _, c := range cases {
		d := p.Annotate(c.text)
		for _, r := range c.refs {
			verdict, got := judgeReference(d, c, r)
			for _, to := range []struct {
				m map[string]*caseScore
				k string
			}{{byShape, c.shape}, {byKind, r.kind()}} {
				if to.m[to.k] == nil {
					to.m[to.k] = &caseScore{}
				}
				to.m[to.k].add(verdict)
			}
			if show && (verdict == "wrong" || verdict == "missed") {
				t.Logf("%s: %s (%s): %q -> %s, got %s\n    %s", verdict, c.remark, r.kind(), r.words, strings.Join(r.want, "; "), got, c.text)
			}
		}
	}
	for _, m := range []map[string]*caseScore{byShape, byKind} {
		keys := make([]string, 0, len(m))
		for k := range m {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			fmt.Fprintf(out, "  %-18s %s\n", k, m[k])
		}
		fmt.Fprintln(out)
	}
	both := *byKind["description"]
	both.sum(*byKind["group"])
	fmt.Fprintf(out, "  %-18s %s\n", "description, group", both)
}

const referenceGenre = "GUM_news_"

func share(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

// goldDocument makes a document of the words, tags and names that people marked, and resolves its references.
func goldDocument(p *Pipeline, g corpus.Document, trees bool) Document {
	d := Document{Text: g.Text}
	for _, s := range g.Sentences {
		x := Sentence{Span: Span{s.Start, s.End}}
		for _, w := range s.Words {
			token := Token{Span: Span{w.Start, w.End}, UPOS: w.UPOS, XPOS: w.XPOS, Lemma: w.Lemma, Head: -1}
			if trees {
				token.Head, token.Rel = w.Head, w.Rel
			}
			x.Tokens = append(x.Tokens, token)
		}
		d.Sentences = append(d.Sentences, x)
	}
	classes := map[string]Class{"person": Person, "organization": Organization, "place": Location}
	for _, r := range g.References() {
		class, ok := classes[r.Type]
		s := &d.Sentences[r.Sentence]
		if !ok || !named(g, r) {
			continue
		}
		first, last := r.MinFirst, r.MinLast
		for first < last-1 && s.Tokens[first].XPOS != "NNP" && s.Tokens[first].XPOS != "NNPS" {
			first++
		}
		if class == Person {
			// "Gary Chan of DAB and Eunice Yung" marks two: the name is the run of proper nouns
			for k := first; k < last; k++ {
				if x := s.Tokens[k].XPOS; k > first && (x == "CC" || x == "," || x == "IN" || x == "-LRB-") {
					last = k
				}
			}
		}
		s.Mentions = append(s.Mentions, Mention{Span: Span{s.Tokens[first].Start, s.Tokens[last-1].End}, Class: class, First: first, Last: last})
	}
	for i := range d.Sentences {
		m := d.Sentences[i].Mentions
		slices.SortStableFunc(m, func(a, b Mention) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last)) })
		var kept []Mention
		for _, x := range m {
			if len(kept) == 0 || x.First >= kept[len(kept)-1].Last {
				kept = append(kept, x)
			}
		}
		d.Sentences[i].Mentions = kept
	}
	p.references.references(&d)
	return d
}

// named reports whether the head of a marked reference is a proper noun, and no other is joined to it.
func named(g corpus.Document, r corpus.Reference) bool {
	words := g.Sentences[r.Sentence].Words
	for k := r.First; k < r.Last && r.Type == "person"; k++ {
		if words[k].Head == r.Head && words[k].Rel == "conj" {
			return false
		}
	}
	x := words[r.Head].XPOS
	return x == "NNP" || x == "NNPS"
}

type referenceScore struct{ right, resolved, gold, named, rightNamed, unmarked int }

// scoreReferences compares with what people marked. An entity means the group that most of its names are in.
func scoreReferences(t *testing.T, scores map[string]*referenceScore, g corpus.Document, d Document) {
	get := func(kind string) *referenceScore {
		if scores[kind] == nil {
			scores[kind] = &referenceScore{}
		}
		return scores[kind]
	}
	gold := g.References()
	word := func(r corpus.Reference, i int) corpus.Word { return g.Sentences[r.Sentence].Words[i] }
	atHead := map[int][]corpus.Reference{} // by the first byte of the head
	firstName := map[string]int{}          // group to the first byte of its first name
	type nameSpan struct {
		start, end int
		group      string
	}
	var names []nameSpan
	for _, r := range gold {
		at := word(r, r.Head).Start
		atHead[at] = append(atHead[at], r)
		if named(g, r) {
			n := nameSpan{word(r, r.MinFirst).Start, word(r, r.MinLast-1).End, r.Group}
			names = append(names, n)
			if _, ok := firstName[r.Group]; !ok {
				firstName[r.Group] = n.start
			}
		}
	}
	groupOf := func(s Span) string { // of the shortest marked name that overlaps
		best, length := "", 1<<30
		for _, n := range names {
			if n.start < s.End && s.Start < n.end && n.end-n.start < length {
				best, length = n.group, n.end-n.start
			}
		}
		if best != "" {
			return best
		}
		// "veteran Cyd Ho": the head is no name
		for _, r := range gold {
			n := nameSpan{word(r, r.MinFirst).Start, word(r, r.MinLast-1).End, r.Group}
			if n.start < s.End && s.Start < n.end && n.end-n.start < length {
				best, length = n.group, n.end-n.start
			}
		}
		return best
	}
	votes := make([]map[string]int, len(d.Entities))
	for i := range votes {
		votes[i] = map[string]int{}
	}
	headSpan := func(r Reference) Span { return d.Sentences[r.Sentence].Tokens[r.Last-1].Span }
	for _, r := range d.References {
		if r.Kind == Name && len(r.Entities) == 1 {
			if k := groupOf(headSpan(r)); k != "" {
				votes[r.Entities[0]][k]++
			}
		}
	}
	means := make([]string, len(d.Entities))
	for i, v := range votes {
		for k, n := range v {
			if n > v[means[i]] || n == v[means[i]] && k < means[i] {
				means[i] = k
			}
		}
	}
	right := map[int]bool{} // first byte of pronouns
	for _, r := range d.References {
		if len(r.Entities) == 0 || r.Why == "apposition" {
			continue
		}
		head := d.Sentences[r.Sentence].Tokens[r.Head]
		marked := atHead[head.Start]
		kind := ""
		switch r.Kind {
		case Pronoun:
			kind = "it, they"
			if pronouns[strings.ToLower(d.Text[r.Start:r.End])].sex != unknown {
				kind = "he, she"
			}
		case Description:
			kind = "descriptions"
		case Group:
			kind = "groups"
		default:
			continue
		}
		s := get(kind)
		if kind == "groups" && !slices.ContainsFunc(marked, func(m corpus.Reference) bool { return len(splitParts(g, m)) > 0 }) {
			s.unmarked++
			continue
		}
		s.resolved++
		ok := slices.ContainsFunc(marked, func(m corpus.Reference) bool {
			if r.Kind == Group {
				return splitOf(g, m, r, means)
			}
			return len(r.Entities) == 1 && means[r.Entities[0]] == m.Group
		})
		if ok {
			s.right++
			right[r.Start] = true
		} else if *showReferences {
			var got []string
			for _, e := range r.Entities {
				got = append(got, d.Entities[e].Name)
			}
			t.Logf("%s: wrong %s %q -> %s (%s) in %q", g.ID, kind, d.Text[r.Start:r.End], strings.Join(got, "; "), r.Why, d.Text[d.Sentences[r.Sentence].Start:d.Sentences[r.Sentence].End])
		}
	}
	for _, m := range gold {
		w := word(m, m.Head)
		k, ok := pronouns[strings.ToLower(w.Form)]
		if !ok || m.Last-m.First != 1 {
			continue
		}
		kind := "it, they"
		if k.sex != unknown {
			kind = "he, she"
		}
		s := get(kind)
		s.gold++
		first, ok := firstName[m.Group]
		if ok && first < w.Start {
			s.named++
			if right[w.Start] {
				s.rightNamed++
			} else if *showReferences && kind == "he, she" {
				t.Logf("%s: missed %q in %q", g.ID, w.Form, g.Text[g.Sentences[m.Sentence].Start:g.Sentences[m.Sentence].End])
			}
		}
	}
	// names: each against the name before it of the same entity
	s := get("names")
	before := map[int]string{}
	for _, r := range d.References {
		k := groupOf(headSpan(r))
		if r.Kind != Name || len(r.Entities) == 0 || k == "" {
			continue
		}
		if last, ok := before[r.Entities[0]]; ok {
			s.resolved++
			if last == k {
				s.right++
				s.rightNamed++
			} else if *showReferences {
				t.Logf("%s: wrong name %q -> %s", g.ID, d.Text[r.Start:r.End], d.Entities[r.Entities[0]].Name)
			}
		}
		before[r.Entities[0]] = k
	}
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n.group] {
			s.gold++
			s.named++
		}
		seen[n.group] = true
	}
}

// splitParts gives the groups that a marked reference to several means, none where people did not say.
func splitParts(g corpus.Document, m corpus.Reference) []string {
	var parts []string
	for _, w := range g.Sentences[m.Sentence].Words[m.First:m.Last] {
		for _, p := range strings.Split(w.Misc["SplitAnte"], ",") {
			if from, to, ok := strings.Cut(p, "<"); ok && to == m.Group {
				parts = append(parts, from)
			}
		}
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}

// splitOf reports whether a marked reference to several means the entities of a group.
func splitOf(g corpus.Document, m corpus.Reference, r Reference, means []string) bool {
	var got []string
	for _, e := range r.Entities {
		got = append(got, means[e])
	}
	slices.Sort(got)
	return len(got) > 0 && slices.Equal(splitParts(g, m), got)
}

// referenceCase is one text of the hand-made cases.
type referenceCase struct {
	shape, remark, text string
	refs                []caseReference
}

type caseReference struct {
	words string
	nth   int
	want  []string // empty: must not be resolved
}

func (r caseReference) kind() string {
	_, pronoun := pronouns[strings.ToLower(r.words)]
	first := strings.ToLower(strings.Fields(r.words)[0])
	switch {
	case pronoun:
		return "pronoun"
	case len(r.want) > 1 || first == "both" || strings.HasPrefix(strings.ToLower(r.words), "the two") || strings.HasSuffix(r.words, " pair"):
		return "group"
	case unicode.IsUpper([]rune(r.words)[0]) && first != "the" && first != "his" && first != "her":
		return "name"
	}
	return "description"
}

// readReferenceCases reads a file whose head tells its format.
func readReferenceCases(t *testing.T, path string) []referenceCase {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []referenceCase
	for _, block := range strings.Split(string(data), "\n\n") {
		var c referenceCase
		for line := range strings.Lines(block) {
			line = strings.TrimRight(line, "\n")
			if remark, ok := strings.CutPrefix(line, "# "); ok {
				c.remark = remark
				c.shape, _, _ = strings.Cut(remark, ":")
			} else if text, ok := strings.CutPrefix(line, "text: "); ok {
				c.text = strings.ReplaceAll(text, `\n`, "\n\n")
			} else if ref, ok := strings.CutPrefix(line, "ref: "); ok {
				words, want, ok := strings.Cut(ref, " -> ")
				if !ok {
					t.Fatalf("%s: no arrow in %q", path, line)
				}
				r := caseReference{nth: 1}
				words, nth, numbered := strings.Cut(words[1:], `"#`)
				r.words = strings.TrimSuffix(words, `"`)
				if numbered {
					fmt.Sscan(nth, &r.nth)
				}
				if want != "?" {
					r.want = strings.Split(want, "; ")
				}
				c.refs = append(c.refs, r)
			}
		}
		if c.text != "" {
			out = append(out, c)
		}
	}
	return out
}

// place gives the bytes of a case's words.
func (c referenceCase) place(r caseReference) (Span, bool) {
	n := 0
	for at := 0; ; {
		i := strings.Index(c.text[at:], r.words)
		if i < 0 {
			return Span{}, false
		}
		s := Span{at + i, at + i + len(r.words)}
		before, _ := utf8.DecodeLastRuneInString(c.text[:s.Start])
		after, _ := utf8.DecodeRuneInString(c.text[s.End:])
		letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
		if !letter(before) && !letter(after) {
			if n++; n == r.nth {
				return s, true
			}
		}
		at = s.Start + 1
	}
}

// judgeReference says whether the words of a case are "right", "wrong", "missed", or "left" as they must be.
func judgeReference(d Document, c referenceCase, r caseReference) (verdict, got string) {
	s, ok := c.place(r)
	if !ok {
		return "absent", ""
	}
	var names []string
	best := -1
	for _, x := range d.References {
		// the same words, else those that end together or hold the case's last word
		if x.Start >= s.End || x.End <= s.Start || len(x.Entities) == 0 {
			continue
		}
		fit := 0
		switch {
		case (r.kind() == "pronoun" || len(r.want) == 0) && x.Span != s && !(len(r.want) == 0 && r.kind() == "description" && x.End == s.End):
			continue
		case x.Span == s:
			fit = 3
		case x.End == s.End && x.Start >= s.Start && r.kind() != "description" || x.Start == s.Start && x.Kind != Pronoun:
			fit = 2
		case x.Start <= s.Start && x.End >= s.End:
			fit = 1
		default:
			continue
		}
		if fit > best {
			best = fit
			names = nil
			for _, e := range x.Entities {
				names = append(names, d.Entities[e].Name)
			}
			got = strings.Join(names, "; ") + " (" + x.Why + ")"
		}
	}
	if len(r.want) == 0 {
		if len(names) == 0 || len(names) == 1 && r.kind() == "name" && fold(names[0]) == fold(r.words) {
			return "left", got
		}
		return "wrong", got
	}
	if len(names) == 0 {
		return "missed", got
	}
	if len(names) != len(r.want) {
		return "wrong", got
	}
	for _, w := range r.want {
		if !slices.ContainsFunc(names, func(n string) bool { return sameName(n, w) }) {
			if r.kind() == "name" && fold(names[0]) == fold(r.words) {
				return "missed", got
			}
			return "wrong", got
		}
	}
	return "right", got
}

// sameName reports whether two names are one but for a title or an article.
func sameName(a, b string) bool {
	a, b = " "+strings.TrimPrefix(fold(a), "the ")+" ", " "+strings.TrimPrefix(fold(b), "the ")+" "
	return strings.Contains(a, b) || strings.Contains(b, a)
}

type caseScore struct{ right, wrong, missed, left int }

func (s *caseScore) add(verdict string) {
	switch verdict {
	case "right":
		s.right++
	case "wrong":
		s.wrong++
	case "left":
		s.left++
	default:
		s.missed++
	}
}

func (s *caseScore) sum(o caseScore) {
	s.right += o.right
	s.wrong += o.wrong
	s.missed += o.missed
	s.left += o.left
}

func (s caseScore) String() string {
	return fmt.Sprintf("P %5.1f R %5.1f: %d right, %d wrong, %d missed, %d rightly left", share(s.right, s.right+s.wrong), share(s.right, s.right+s.missed+s.wrong), s.right, s.wrong, s.missed, s.left)
}
