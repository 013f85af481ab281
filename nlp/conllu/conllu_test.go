package conllu

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

const limit = 1 << 20

// read gives the documents of a file, and its errors as lines.
func read(data string) (documents []Document, problems []string) {
	for d, err := range Read(strings.NewReader(data), "in.conllu", limit) {
		var broken *Error
		switch {
		case errors.As(err, &broken):
			problems = append(problems, err.Error())
		case err != nil:
			problems = append(problems, "reading ended: "+err.Error())
		default:
			documents = append(documents, d)
		}
	}
	return documents, problems
}

// TestRoundTrip reads testdata/good.conllu and writes it: the same bytes, but for empty nodes, which are not kept.
func TestRoundTrip(t *testing.T) {
	data, err := os.ReadFile("testdata/good.conllu")
	if err != nil {
		t.Fatal(err)
	}
	documents, problems := read(string(data))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var out bytes.Buffer
	for _, d := range documents {
		if err := Write(&out, d); err != nil {
			t.Fatal(err)
		}
	}
	var want strings.Builder
	for line := range strings.Lines(string(data)) {
		if number, _, _ := strings.Cut(line, "\t"); strings.HasPrefix(line, "#") || !strings.Contains(number, ".") {
			want.WriteString(line)
		}
	}
	if out.String() != want.String() {
		t.Errorf("got\n%s\nwant\n%s", &out, &want)
	}
	if got := len(documents); got != 2 {
		t.Fatalf("%d documents, want 2", got)
	}
	if documents[0].ID() != "talks-1" || documents[1].ID() != "talks 2" || documents[1].Line != 21 {
		t.Errorf("ids %q and %q, the second in line %d", documents[0].ID(), documents[1].ID(), documents[1].Line)
	}
	for _, d := range documents {
		for _, s := range d.Sentences {
			if want, _ := s.Comment("text"); s.Text() != want {
				t.Errorf("text %q, want %q", s.Text(), want)
			}
		}
	}
	// Line ends of Windows and a byte order mark change nothing.
	again, problems := read("\uFEFF" + strings.ReplaceAll(string(data), "\n", "\r\n"))
	if len(problems) > 0 || fmt.Sprint(again) != fmt.Sprint(documents) {
		t.Errorf("with CR LF: %v, %v", again, problems)
	}
}

// TestBroken reads one document for each mistake, between two good ones, which are not lost.
func TestBroken(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "broken.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	const good = "# newdoc id = good\n1\tPeace\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
	for _, f := range archive.Files {
		t.Run(f.Name, func(t *testing.T) {
			want, data, _ := strings.Cut(string(f.Data), "\n")
			data = strings.NewReplacer(" | ", "\t", `\xff`, "\xff", `\0`, "\x00").Replace(data)
			documents, problems := read(good + data + good)
			if len(problems) != 1 || problems[0] != want {
				t.Errorf("got  %q\nwant %q", problems, want)
			}
			if len(documents) != 2 {
				t.Errorf("%d documents, want those before and behind", len(documents))
			}
		})
	}
}

// TestLimits reads what is too long: a line, a document.
func TestLimits(t *testing.T) {
	word := "\tword\t_\t_\t_\t_\t_\t_\t_\t_\n"
	for name, data := range map[string]string{
		"line":     "1\t" + strings.Repeat("x", 100*columnsPerByte) + "\n",
		"text":     "1" + strings.Repeat("x", 1) + "\n",
		"comments": strings.Repeat("# a comment\n", 400) + "1" + word,
	} {
		t.Run(name, func(t *testing.T) {
			if name == "text" {
				data = ""
				for i := range 100 {
					data += fmt.Sprint(i+1) + word
				}
			}
			n := 0
			for d, err := range Read(strings.NewReader(data+"\n# newdoc\n1"+word+"\n"), "-", 100) {
				var broken *Error
				if n++; n == 1 && !errors.As(err, &broken) || n == 2 && (err != nil || len(d.Sentences) != 1) {
					t.Errorf("document %d: %v, %v", n, d, err)
				}
			}
			if n != 2 {
				t.Errorf("%d documents and errors, want 2", n)
			}
		})
	}
}

// FuzzRead reads anything: no panic, and what was read is written and read as the same again.
func FuzzRead(f *testing.F) {
	good, err := os.ReadFile("testdata/good.conllu")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(good))
	f.Add("# newdoc\n#newdoc id=\n1-2\ta\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\t_\t_\t_\t_\t_\t0\troot\t0:root|1.1:x\t_\n1.1\tx\t\t\t\t\t\t\t\t\n2\tb\t_\t_\t_\t_\t1\tx\t_\t|\r\n\r\n")
	f.Fuzz(func(t *testing.T, data string) {
		documents, problems := read(data)
		for _, p := range problems {
			if strings.ContainsAny(p, "\n\r") {
				t.Errorf("the problem %q is not one line", p)
			}
		}
		var out bytes.Buffer
		for _, d := range documents {
			for _, s := range d.Sentences {
				at := 0
				for _, m := range s.Surface() {
					if m.First != at || m.Last <= m.First || m.Last > len(s.Words) || m.Form == "" {
						t.Fatalf("token %+v behind word %d of %d", m, at, len(s.Words))
					}
					at = m.Last
				}
				if len(s.Words) == 0 || at != len(s.Words) {
					t.Fatalf("tokens end at %d of %d words", at, len(s.Words))
				}
			}
			if err := Write(&out, d); err != nil {
				t.Fatal(err)
			}
		}
		again, problems := read(out.String())
		var second bytes.Buffer
		for _, d := range again {
			if err := Write(&second, d); err != nil {
				t.Fatal(err)
			}
		}
		if len(problems) > 0 || second.String() != out.String() {
			t.Errorf("written\n%q\nread and written again\n%q\n%v", out.String(), second.String(), problems)
		}
	})
}
