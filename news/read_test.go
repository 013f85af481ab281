package news

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what is found into testdata as what is wanted")

// TestRead reads the files of each archive of testdata and compares what comes out with its part "want". Parts of an
// archive that are no files to read: "paths" (one a line; else the folder that holds all files), "stdin", "options"
// (JSON of Options), and "want": a line for each article or error, then the summary.
func TestRead(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives in testdata: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			name, err := filepath.Abs(name)
			if err != nil {
				t.Fatal(err)
			}
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			paths, options, want := []string{"."}, Options{Summary: &Summary{}}, ""
			for _, f := range archive.Files {
				switch f.Name {
				case "paths":
					paths = strings.Fields(string(f.Data))
				case "stdin":
					options.Stdin = bytes.NewReader(f.Data)
				case "options":
					if err := json.Unmarshal(f.Data, &options); err != nil {
						t.Fatal(err)
					}
				case "want":
					want = string(f.Data)
				default:
					if err := os.MkdirAll(filepath.Dir(f.Name), 0o777); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(f.Name, f.Data, 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			got := describe(paths, options)
			if *update {
				archive.Files = append(archive.Files[:len(archive.Files)-1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", name, got, want)
			}
		})
	}
}

// describe gives a line for each article and error that Read yields, and one for the summary.
func describe(paths []string, o Options) string {
	var b strings.Builder
	for a, err := range Read(paths, o) {
		var reject *Reject
		switch {
		case errors.As(err, &reject):
			fmt.Fprintf(&b, "reject %v\n", reject)
		case err != nil:
			fmt.Fprintf(&b, "error %v\n", err)
		default:
			record := ""
			if a.Record != nil {
				record = fmt.Sprintf(" record of %d bytes", len(a.Record))
			}
			fmt.Fprintf(&b, "%s:%d %s%s\n", a.Path, a.Line, toJSON(a), record)
		}
	}
	s := o.Summary
	fmt.Fprintf(&b, "files %d, articles %d, rejected %d, disagreements %s, skipped %s\n",
		s.Files, s.Articles, s.Rejected, toJSON(s.Disagreements), toJSON(s.Skipped))
	return b.String()
}

func toJSON(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSpace(b.String())
}
