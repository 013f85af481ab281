package news

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFields reads all of fields.txt: each field of an Article once, and no name under two of them.
func TestFields(t *testing.T) {
	owner := map[string]string{}
	for field, names := range fields {
		for _, name := range names {
			if other := owner[strings.ToLower(name)]; other != "" && other != field {
				t.Errorf("fields.txt: %q is a name of %s and of %s", name, other, field)
			}
			owner[strings.ToLower(name)] = field
		}
		if names[0] != field {
			t.Errorf("fields.txt: the first name of %s is %s; the field's own name comes first", field, names[0])
		}
	}
	all := []string{"id", "url", "title", "text", "published", "modified", "publisher", "language", "version", "status"}
	for _, field := range all {
		if len(fields[field]) == 0 {
			t.Errorf("fields.txt lacks %s", field)
		}
	}
	if len(fields) != len(all) {
		t.Errorf("fields.txt has %d fields; an Article has %d", len(fields), len(all))
	}
}

// TestFormats reads all of formats.txt: endings in lower case, each with what it is, none that is read.
func TestFormats(t *testing.T) {
	n := 0
	for line := range strings.Lines(formatsFile) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		end, what, _ := strings.Cut(line, " ")
		if end[0] != '.' || strings.ToLower(end) != end || strings.TrimSpace(what) == "" || formatOf("a"+end) != formatRefused {
			t.Errorf("formats.txt: %q is no ending with what it is", line)
		}
	}
	if n != len(refused) {
		t.Errorf("formats.txt has %d lines and %d endings; one stands twice", n, len(refused))
	}
}

// TestNewswire reads the 876 newswire articles of the data folder: all are usable, and none is taken for another language.
func TestNewswire(t *testing.T) {
	folder := os.Getenv("NEWSGRAPH_DATA")
	if folder == "" {
		folder = "../../shared/data"
	}
	path := filepath.Join(folder, "articles-worldwide-newswire.jsonl.gz")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no newswire articles at %s: set NEWSGRAPH_DATA", path)
	}
	out := readAll(t, Options{}, path)
	out.want(t, 876)
	keys := map[Key]bool{}
	for _, a := range out.articles {
		keys[a.Key()] = true
	}
	if len(keys) != 876 {
		t.Errorf("%d keys of 876 articles", len(keys))
	}
}
