package extract

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// Every file of words is read in full: sections once, no entry twice in a section, lower case but for codes.
func TestWords(t *testing.T) {
	files, err := fs.Glob(wordFiles, "words/*.txt")
	if err != nil || len(files) < 3 {
		t.Fatalf("word files: %v, %v", files, err)
	}
	for _, f := range files {
		l, err := readWords(wordFiles, f)
		if err != nil {
			t.Errorf("%s: %v", f, err)
		}
		for section, entries := range l {
			if len(entries) == 0 {
				t.Errorf("%s: section %s is empty", f, section)
			}
			seen := map[string]bool{}
			for _, e := range entries {
				text := strings.Join(e, " ")
				if seen[text] {
					t.Errorf("%s: section %s: %s stands twice", f, section, text)
				}
				seen[text] = true
				if f != "words/plover.txt" && section != "no office" && text != strings.ToLower(text) {
					t.Errorf("%s: section %s: %s is not in lower case", f, section, text)
				}
			}
		}
	}
}

// Months and weekdays are complete and in order.
func TestDateWords(t *testing.T) {
	w := datesLexicon()
	if w.months["january"] != 0 || w.months["december"] != 11 || w.months["sept"] != 8 {
		t.Errorf("months: %v", w.months)
	}
	if len(w.weekdayNames) != 7 || w.weekdays["sunday"] != 0 || w.weekdayNames[5] != "friday" {
		t.Errorf("weekdays: %v", w.weekdayNames)
	}
}

func TestReadWordsMistakes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"word\n", "w.txt:1: word: stands before the first section"},
		{"[a]\nx\n[a]\ny\n", "w.txt:3: section a: stands twice"},
	} {
		_, err := readWords(fstest.MapFS{"w.txt": {Data: []byte(c.text)}}, "w.txt")
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.text, err, c.want)
		}
	}
}

// Every section that the code asks for stands in the file: an unknown one would be an empty set without a word.
func TestSectionsAreUsed(t *testing.T) {
	code, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range code {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	text := all.String()
	for section := range mustWords("clauses.txt") {
		if !strings.Contains(text, `"`+section+`"`) {
			t.Errorf("clauses.txt: section %q is asked for nowhere", section)
		}
	}
	for _, call := range []string{`in("`, `inForms("`, `particle(v, "`, `particle(j, "`} {
		for _, part := range strings.Split(text, call)[1:] {
			name, _, _ := strings.Cut(part, `"`)
			if len(clauseWords()[name]) == 0 {
				t.Errorf("section %q of clauses.txt is asked for and does not stand there", name)
			}
		}
	}
}
