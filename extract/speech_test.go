package extract

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/news"
	"newsgraph/nlp"
)

// Quotation marks of every kind open and close a quotation; the end of a paragraph leaves an open one open.
func TestQuotations(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`He said "one" and “two” and «three» and ''four''.`, "one|two|three|four"},
		{"“One.\n\n“Two.”", "One.+|Two."},
		{"\"One.\n\n\"Two,\" he said.", "One.+|Two,"},
		{"He left.” Nothing opened it.", ""},
		{"“He said: ‘Go.’ So they went.”", "He said: ‘Go.’ So they went."},
		{`""`, ""},
		{"“To the end", "To the end+"},
	} {
		var blocks []nlp.Block
		at := 0
		for _, p := range strings.SplitAfter(c.text, "\n\n") {
			blocks = append(blocks, nlp.Block{Span: nlp.Span{Start: at, End: at + len(strings.TrimSpace(p))}, Kind: nlp.Body})
			at += len(p)
		}
		var got []string
		for _, q := range quotations(c.text, blocks) {
			s := c.text[q.Start:q.End]
			if q.open {
				s += "+"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q: got %s, want %s", c.text, g, c.want)
		}
	}
}

// Every section of words/speech.txt is asked for, and every section asked for stands there.
func TestSpeechWords(t *testing.T) {
	var code strings.Builder
	for _, f := range []string{"speech.go", "speakers.go"} {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(b)
	}
	asked := map[string]bool{}
	for _, part := range strings.Split(code.String(), `speechWords()["`)[1:] {
		name, _, _ := strings.Cut(part, `"`)
		asked[name] = true
		if len(speechWords()[name]) == 0 {
			t.Errorf("section %q of speech.txt is asked for and does not stand there", name)
		}
	}
	for name := range speechWords() {
		if !asked[name] {
			t.Errorf("speech.txt: section %q is asked for nowhere", name)
		}
	}
}

// TestSpeakers measures on PolNeAR who is found to speak, and pins the figures in testdata/speakers.golden. Claims are few there, so
// every predicate is asked: of those with a speaker, how many stand in a passage that is attributed to that speaker; of those in an
// attributed passage, how many have its speaker. With -v it lists the mistakes of every other article; the others stay unread.
func TestSpeakers(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 84 marked articles")
	}
	texts := readAttributed(t)
	x := extractor(t)
	var read, unread speakerTally
	for k, a := range texts {
		r := x.open(news.Article{ID: a.ID, Text: a.Text, Status: news.Usable}, pipeline(t).Annotate(a.Text), nil)
		y := &unread
		if k%2 == 0 {
			y = &read
		}
		for _, s := range r.sentences {
			for i := range s.Tokens {
				if s.aside || s.upos(i) != "VERB" && !s.has(i, "cop") || s.inForms("say", i) || s.words[i] == "according" {
					continue
				}
				what, p := y.add(r, s, i, &a)
				if what != "" && k%2 == 0 && testing.Verbose() {
					t.Logf("%s: %s: [%s] attributed to %q: %s", a.ID, what, s.words[i], p.source(a.Text), oneLine(r.text[s.Start:s.End]))
				}
			}
		}
	}
	got := `# Who is found to speak, on the predicates of polnear-dev (84 articles on an election). Rewritten by: go test ./extract -run
# TestSpeakers -update. named: a speaker is found; inside: of them in an attributed passage; right: one around it has that
# source, innermost%: of inside, the innermost one has; asked: in an attributed passage with a source (PolNeAR marks thoughts, plans and wishes as well as words).
# The mistakes of every other article were read while the rules were written, the rest are unread.
` + fmt.Sprintf("%-8s %6s %7s %6s %10s %7s %9s %6s %6s\n", "half", "named", "inside", "right", "innermost%", "inside%", "of named%", "asked", "found%") + read.row("read") + unread.row("unread")
	const file = "testdata/speakers.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run with -update to write it)", err)
	}
	if string(want) != got {
		t.Errorf("%s differs; got:\n%s", file, got)
	}
}

// attributed is a text of PolNeAR with its attributions.
type attributed struct {
	ID, Text string
	Gold     []struct{ Extra attribution }
}

// attribution says whose words stand where. Spans are code points in the file, bytes once read.
type attribution struct {
	Sources [][2]int `json:"source_spans"`
	Cues    [][2]int `json:"cue_spans"` // taken for sources as well: some marks have the two the wrong way round
	Targets [][2]int `json:"target_spans"`
}

func (p *attribution) source(text string) string {
	if p == nil {
		return ""
	}
	var out []string
	for _, x := range p.Sources {
		out = append(out, text[x[0]:x[1]])
	}
	return strings.Join(out, " ")
}

func readAttributed(t *testing.T) []attributed {
	t.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.FromSlash("../../shared/data")), "gold", "polnear-dev.jsonl.gz")
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no marked attributions: %v: set NEWSGRAPH_DATA to the folder of the data sets", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []attributed
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a attributed
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatalf("%s:%d: %v", path, len(out)+1, err)
		}
		var at []int // byte offset of each code point, and of the end
		for i := range a.Text {
			at = append(at, i)
		}
		at = append(at, len(a.Text))
		for i := range a.Gold {
			p := &a.Gold[i].Extra
			for _, spans := range [][][2]int{p.Sources, p.Cues, p.Targets} {
				for k := range spans {
					spans[k] = [2]int{at[spans[k][0]], at[spans[k][1]]}
				}
			}
		}
		out = append(out, a)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// speakerTally counts predicates by who is found to speak them.
type speakerTally struct{ named, inside, right, innermost, asked int }

func (y *speakerTally) row(name string) string {
	percent := func(n, d int) string { return fmt.Sprintf("%.1f", 100*float64(n)/float64(max(1, d))) }
	return fmt.Sprintf("%-8s %6d %7d %6d %10s %7s %9s %6d %6s\n", name, y.named, y.inside, y.right, percent(y.innermost, y.inside), percent(y.right, y.inside), percent(y.right, y.named), y.asked, percent(y.right, y.asked))
}

// add counts the predicate at token i, and says what is wrong with its speaker, if anything, and the passage around it.
func (y *speakerTally) add(r *reader, s *sentence, i int, a *attributed) (wrong string, p *attribution) {
	m := r.moodOf(s, i, 0)
	var speaker *end
	for j := range m.speakers {
		if e := &m.speakers[j]; e.entity >= 0 || e.name != "" {
			speaker = e
			break
		}
	}
	right, least := false, 0
	for g := range a.Gold {
		q := &a.Gold[g].Extra
		if len(q.Sources) == 0 || !meetsAny(s.Tokens[i].Start, s.Tokens[i].End, q.Targets) {
			continue
		}
		size := 0
		for _, x := range q.Targets {
			size += x[1] - x[0]
		}
		if p == nil || size < least {
			p, least = q, size
		}
		right = right || speaker != nil && (r.isSource(*speaker, q.Sources) || r.isSource(*speaker, q.Cues))
	}
	if p != nil {
		y.asked++
	}
	if speaker == nil {
		if p != nil {
			return "missed", p
		}
		return "", nil
	}
	y.named++
	if p == nil {
		return "in no passage, " + speaker.words.Text, nil
	}
	y.inside++
	if !right {
		return "wrong, " + speaker.words.Text, p
	}
	y.right++
	if r.isSource(*speaker, p.Sources) || r.isSource(*speaker, p.Cues) {
		y.innermost++
	}
	return "", p
}

func meetsAny(start, end int, spans [][2]int) bool {
	for _, x := range spans {
		if start < x[1] && x[0] < end {
			return true
		}
	}
	return false
}

// isSource reports whether a speaker is a marked source: by its own words, or by other words for the same entity there.
func (r *reader) isSource(e end, sources [][2]int) bool {
	if meetsAny(e.words.Start, e.words.End, sources) {
		return true
	}
	if e.entity < 0 {
		return false
	}
	for _, s := range r.sentences {
		for _, n := range s.names {
			if w := s.wordsOf(n.first, n.last); n.entity == e.entity && meetsAny(w.Start, w.End, sources) {
				return true
			}
		}
	}
	for _, ref := range r.references {
		for _, id := range ref.Entities {
			if r.meant[id] == e.entity && meetsAny(ref.Start, ref.End, sources) {
				return true
			}
		}
	}
	return false
}
