package nlp

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
)

// TestGolden annotates the invented articles of testdata/annotations.txtar. The archive also holds the build that wrote
// it: annotations that change under an unchanged build are a bug, for stores tell by the build what to extract again.
func TestGolden(t *testing.T) {
	const path = "testdata/annotations.txtar"
	p := newPipeline(t)
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	golden := map[string]string{}
	for _, f := range archive.Files {
		switch name := strings.TrimSuffix(f.Name, ".txt"); {
		case name != f.Name:
			texts[name] = string(f.Data)
		default:
			golden[f.Name] = string(f.Data)
		}
	}
	oldBuild := strings.TrimSpace(golden["build"])
	out := txtar.Archive{Comment: archive.Comment}
	changed := false
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".txt")
		if !ok {
			continue
		}
		got := printed(p.Annotate(texts[name]))
		if got != golden[name+".golden"] {
			changed = true
			if !*update {
				t.Errorf("%s: %s differs; go test -update rewrites it\ngot\n%s\nwant\n%s", path, name, got, golden[name+".golden"])
			}
		}
		out.Files = append(out.Files, f, txtar.File{Name: name + ".golden", Data: []byte(got)})
	}
	if changed && oldBuild == p.Build() {
		t.Errorf("annotations changed and Build did not: raise the constant version in models.go")
	}
	if !changed && oldBuild != p.Build() && !*update {
		t.Errorf("Build is %s, the golden file has %s: go test -update writes it down", p.Build(), oldBuild)
	}
	if *update && !t.Failed() {
		out.Files = append(out.Files, txtar.File{Name: "build", Data: []byte(p.Build() + "\n")})
		if err := os.WriteFile(path, txtar.Format(&out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// printed shows a document for people: a sentence a paragraph, form/XPOS/UPOS/lemma, then its mentions.
func printed(d Document) string {
	var b strings.Builder
	for _, s := range d.Sentences {
		for i, t := range s.Tokens {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%s/%s/%s/%s", d.Text[t.Start:t.End], t.XPOS, t.UPOS, t.Lemma)
		}
		b.WriteByte('\n')
		for _, m := range s.Mentions {
			fmt.Fprintf(&b, "  %s: %s\n", m.Class, d.Text[m.Start:m.End])
		}
	}
	return b.String()
}

// check says what is wrong with the positions of a document.
func check(d Document) error {
	at := 0
	valid := utf8.ValidString(d.Text)
	space := func(from, to int) error {
		if s := strings.TrimFunc(d.Text[from:to], unicode.IsSpace); s != "" {
			return fmt.Errorf("%q at byte %d is in no token", s, from)
		}
		return nil
	}
	sound := func(s Span) error {
		if s.Start < 0 || s.Start >= s.End || s.End > len(d.Text) {
			return fmt.Errorf("span %v of a text of %d bytes", s, len(d.Text))
		}
		if valid && (!utf8.RuneStart(d.Text[s.Start]) || s.End < len(d.Text) && !utf8.RuneStart(d.Text[s.End])) {
			return fmt.Errorf("span %v cuts a rune", s)
		}
		return nil
	}
	for i, s := range d.Sentences {
		if err := sound(s.Span); err != nil {
			return fmt.Errorf("sentence %d: %w", i, err)
		}
		if len(s.Tokens) == 0 || s.Tokens[0].Start != s.Start || s.Tokens[len(s.Tokens)-1].End != s.End {
			return fmt.Errorf("sentence %d does not begin and end with its tokens", i)
		}
		for j, x := range s.Tokens {
			if err := sound(x.Span); err != nil {
				return fmt.Errorf("sentence %d, token %d: %w", i, j, err)
			}
			if x.Start < at {
				return fmt.Errorf("sentence %d, token %d begins at %d, before the end of the one before", i, j, x.Start)
			}
			if err := space(at, x.Start); err != nil {
				return err
			}
			if strings.IndexFunc(d.Text[x.Start:x.End], unicode.IsSpace) >= 0 {
				return fmt.Errorf("sentence %d, token %d holds white space: %q", i, j, d.Text[x.Start:x.End])
			}
			if x.XPOS == "" || x.UPOS == "" || x.Lemma == "" {
				return fmt.Errorf("sentence %d, token %d has no tag or lemma: %+v", i, j, x)
			}
			at = x.End
		}
		last := 0
		for j, m := range s.Mentions {
			if m.First < last || m.First >= m.Last || m.Last > len(s.Tokens) || m.Class == "" ||
				m.Span != (Span{s.Tokens[m.First].Start, s.Tokens[m.Last-1].End}) {
				return fmt.Errorf("sentence %d, mention %d: %+v", i, j, m)
			}
			last = m.Last
		}
	}
	return space(at, len(d.Text))
}

// TestPositions checks the positions in all 876 articles.
func TestPositions(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some 5 s")
	}
	p := newPipeline(t)
	for i, text := range readArticles(t) {
		if i%4 != 0 {
			continue // 220 articles take 12 s
		}
		if err := check(p.Annotate(text)); err != nil {
			t.Errorf("article %d: %v", i, err)
		}
	}
}

// TestOddTexts annotates what no publisher writes; the large ones would not end in quadratic time.
func TestOddTexts(t *testing.T) {
	p := newPipeline(t)
	for name, text := range map[string]string{
		"empty":                    "",
		"white space":              " \n\t\u00a0\u2003 \r\n",
		"NUL bytes":                "Iran\x00 met \x00\x00 Israel.\x00",
		"emoji":                    "Iran 🇮🇷 met 👨‍👩‍👧 today 😀😀. Good!",
		"right to left":            "قال الرئيس בוטין \u202eIran met Israel\u202c.",
		"longer in lower case":     "İstanbul'İs Ⱥ's ẞ's İİİİ'll",
		"not UTF-8":                "Iran\xff\xfe's \xc3( president\xe2\x80.",
		"combining marks":          "e\u0301a\u0301 s\u0301's",
		"a letter a million times": strings.Repeat("a", 1<<20),
		"a bracket, often":         strings.Repeat("(", 1<<14),
		"an apostrophe, often":     strings.Repeat("'s", 1<<17),
		"stops":                    strings.Repeat(".", 1<<18),
		"stops with blanks":        strings.Repeat(". ", 1<<14),
		"hyphens":                  strings.Repeat("a-", 1<<14),
		"slashes":                  strings.Repeat("ab/", 1<<13),
		"quotes":                   strings.Repeat("“", 1<<13),
		"one long sentence":        strings.Repeat("Iran and Israel ", 5000),
		"many lines":               strings.Repeat("a\n", 1<<13),
		"one long line":            strings.Repeat("He said so. ", 4000),
	} {
		start := time.Now()
		if err := check(p.Annotate(text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %v", name, time.Since(start).Round(time.Millisecond))
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{"", "Iran’s president called Mr. Smith.", "“U.S.-Israeli”—MOSCOW/TEHRAN&rsquo;s $100 'seems 's. İ's", "a\x00\xff\n\r\n b"} {
		f.Add(s)
	}
	p := newPipeline(f)
	f.Fuzz(func(t *testing.T, text string) {
		if err := check(p.Annotate(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}

// digest annotates 60 articles and gives the hash of all that was found.
func digest(p *Pipeline, articles []string) string {
	h := sha256.New()
	for _, text := range articles[:min(60, len(articles))] {
		if err := json.NewEncoder(h).Encode(p.Annotate(text).Sentences); err != nil {
			panic(err)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// TestReproducible annotates 60 articles in this process and in another one: the same bytes.
func TestReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some 5 s")
	}
	articles := readArticles(t)
	got := digest(newPipeline(t), articles)
	const child = "NEWSGRAPH_TEST_DIGEST"
	if os.Getenv(child) != "" {
		fmt.Printf("digest %s\n", got)
		return
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "-test.run=^TestReproducible$")
	c.Env = append(os.Environ(), child+"=1", "GOMAXPROCS=1", "GOGC=20")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("second process: %v\n%s", err, out)
	}
	if !bytes.Contains(out, []byte("digest "+got+"\n")) {
		t.Errorf("this process has digest %s, the other says\n%s", got, out)
	}
}

// TestConcurrent shares a pipeline between goroutines.
func TestConcurrent(t *testing.T) {
	p := newPipeline(t)
	const text = "Vladimir Putin called Iran’s president on Friday. The U.S. condemned it."
	want := printed(p.Annotate(text))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				if got := printed(p.Annotate(text)); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
	wait.Wait()
}

// TestProse checks the comparison with prose on our positions, and that its last name of a text is there.
func TestProse(t *testing.T) {
	p, err := New(Options{Tagger: "prose"})
	if err != nil {
		t.Fatal(err)
	}
	d := p.Annotate("O'Sullivan's men met 'seems so. Vladimir Putin flew to Paris, France")
	if err := check(d); err != nil {
		t.Error(err)
	}
	last := d.Sentences[len(d.Sentences)-1].Mentions
	if len(last) == 0 || d.Text[last[len(last)-1].Start:] != "France" {
		t.Errorf("mentions of the last sentence: %+v", last)
	}
	// Behind a curly quote, which prose makes straight, its words are still found.
	d = p.Annotate("“Vladimir Putin flew to Paris,” she said.")
	if m := d.Sentences[0].Mentions; len(m) == 0 || d.Sentences[0].Tokens[3].XPOS != "VBD" {
		t.Errorf("behind a curly quote: %+v", d.Sentences[0])
	}
	if p.Build() == newPipeline(t).Build() {
		t.Error("both taggers have one build")
	}
	if _, err := New(Options{Tagger: "spacy"}); err == nil {
		t.Error("an unknown tagger is no error")
	}
}

// AnnotateFor asks once of each sentence that has words, shows what is there before trees are, and leaves out the trees alone.
func TestAnnotateFor(t *testing.T) {
	const text = "Ana Lee met Olaf Brand on Monday. The weather was fine. He thanked her."
	p := newPipeline(t)
	whole := p.Annotate(text)
	if d := p.AnnotateFor(text, func(*Document, int) bool { return true }); !reflect.DeepEqual(d, whole) {
		t.Errorf("with all trees wanted: %v, want %v", d, whole)
	}
	asked := map[int]int{}
	d := p.AnnotateFor(text, func(d *Document, i int) bool {
		asked[i]++
		if t0 := d.Sentences[i].Tokens[0]; t0.XPOS == "" || t0.Lemma == "" || i == 0 && len(d.Sentences[i].Mentions) != 3 {
			t.Errorf("asked of sentence %d without tags, lemmas and names: %v", i, d.Sentences[i])
		}
		return i != 1
	})
	if !reflect.DeepEqual(asked, map[int]int{0: 1, 1: 1, 2: 1}) {
		t.Errorf("asked of sentences %v, want each once", asked)
	}
	for i, s := range d.Sentences {
		if i == 1 {
			for _, token := range s.Tokens {
				if token.Head != -1 || token.Rel != "" || token.XPOS == "" {
					t.Errorf("a token of the tree that nobody wants: %v", token)
				}
			}
		} else if !reflect.DeepEqual(s, whole.Sentences[i]) {
			t.Errorf("sentence %d: %v, want %v", i, s, whole.Sentences[i])
		}
	}
}
