package schema

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// files gives the files of an archive as a file system, without the one named want.
func files(a *txtar.Archive) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name != "want" {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return fsys
}

// Each archive holds an ontology with one kind of mistake; its file "want" holds the whole error.
func TestBroken(t *testing.T) {
	archives, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			o, err := Load(files(a))
			if err == nil {
				t.Fatal("no error")
			}
			if o != nil {
				t.Error("an ontology beside the error")
			}
			var problems Problems
			if !errors.As(err, &problems) {
				t.Fatalf("%T is no Problems", err)
			}
			got := err.Error() + "\n"
			i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
			if *update {
				if i < 0 {
					i = len(a.Files)
					a.Files = append(a.Files, txtar.File{Name: "want"})
				}
				a.Files[i].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if i < 0 {
				t.Fatalf("%s has no file want; run with -update", path)
			}
			if want := string(a.Files[i].Data); got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
			}
		})
	}
}

const small = `
# Talks.
SPOKE:
  definition: One spoke to another.
  subject: [Person]
  object: [Person]
  patterns:
    - {verb: speak, object: [to, "on"]}
  examples:
    - {text: "Ann spoke to Bob.", want: [Ann -> Bob]}
    - {text: "Bob spoke to Cid.", want: [Bob -> Cid]}
    - {text: "Dan spoke to Eve.", want: [Dan -> Eve]}
    - {text: "Ann slept.", want: []}
CALLED:
  definition: One called another.
  broader: SPOKE
  cameo: 041
  subject: [Person]
  object: [Person]
  examples:
    - {text: "Ann called Bob.", want: [Ann -> Bob]}
    - {text: "Bob called Cid.", want: [Bob -> Cid]}
    - {text: "Dan called Eve.", want: [Dan -> Eve]}
    - {text: "Ann slept.", want: []}
`

func mustLoad(t *testing.T, files map[string]string) *Ontology {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	o, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// What the file says comes out, with its place; words that YAML could take for something else stay words.
func TestLoad(t *testing.T) {
	o := mustLoad(t, map[string]string{"talks.yaml": small, "notes.txt": "no YAML: [", "empty.yml": "", "comment.yaml": "# nothing yet\n"})
	r := o.Relation("SPOKE")
	if r == nil || r.Definition != "One spoke to another." || !slices.Equal(r.Subject, []Kind{Person}) {
		t.Fatalf("got %+v", r)
	}
	if r.Pos != (Position{"talks.yaml", 3}) || r.Patterns[0].Pos != (Position{"talks.yaml", 8}) || r.Examples[3].Pos != (Position{"talks.yaml", 13}) {
		t.Errorf("positions %v, %v, %v", r.Pos, r.Patterns[0].Pos, r.Examples[3].Pos)
	}
	if got := r.Patterns[0].Object; !slices.Equal(got, []string{"to", "on"}) {
		t.Errorf("object %q", got)
	}
	if got := o.Relation("CALLED").Cameo; got != "041" {
		t.Errorf("cameo %q lost its zero", got)
	}
	if got := o.Chain("CALLED"); !slices.Equal(got, []string{"CALLED", "SPOKE"}) {
		t.Errorf("chain %q", got)
	}
	if got := o.Members("SPOKE"); !slices.Equal(got, []string{"CALLED", "SPOKE"}) {
		t.Errorf("members %q", got)
	}
	if got := o.Families(); !slices.Equal(got, []string{"SPOKE"}) {
		t.Errorf("families %q", got)
	}
	if o.Relation("NONE") != nil || o.Family("NONE") != "" || o.Chain("NONE") != nil || o.Members("CALLED") != nil {
		t.Error("an unknown name is known")
	}
}

// Hash follows the meaning: layout, comments, order and split of the files leave it, any word of the content moves it.
func TestHash(t *testing.T) {
	one := mustLoad(t, map[string]string{"talks.yaml": small})
	i := strings.Index(small, "CALLED:")
	split := mustLoad(t, map[string]string{"z.yaml": small[:i], "a.yaml": "# first\n\n" + strings.ReplaceAll(small[i:], "[Person]", "\n    - Person")})
	if one.Hash() != split.Hash() || len(one.Hash()) != 64 {
		t.Errorf("%s and %s", one.Hash(), split.Hash())
	}
	for _, change := range [][2]string{
		{"One called another.", "One rang another."}, {"broader: SPOKE", "plover: CONSULT"}, {"cameo: 041", "cameo: 042"},
		{"[to, \"on\"]", "[to]"}, {"verb: speak", "noun: speak"}, {"Ann slept.", "Ann woke."}, {"want: [Ann -> Bob]", "want: [Bob -> Ann]"},
		{"CALLED:", "RANG:"}, {"cameo: 041", "state: false"},
	} {
		changed := mustLoad(t, map[string]string{"talks.yaml": strings.Replace(small, change[0], change[1], 1)})
		if changed.Hash() == one.Hash() {
			t.Errorf("%q for %q leaves the hash", change[1], change[0])
		}
	}
}

// A folder's mistakes and a folder that cannot be read are two kinds of error.
func TestLoadDir(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("talks.yaml", small)
	o, err := LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := o.Relation("SPOKE").Pos.File; got != "talks.yaml" {
		t.Errorf("position %q depends on the folder", got)
	}

	write("more.yaml", "MET: {}\n")
	_, err = LoadDir(dir)
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("a mistake gives %v", err)
	}
	if want := filepath.Join(dir, "more.yaml") + ":1: MET: no definition"; !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want it to say %s", err, want)
	}

	for _, path := range []string{filepath.Join(dir, "none"), filepath.Join(dir, "talks.yaml")} {
		_, err = LoadDir(path)
		var pathError *fs.PathError
		if !errors.As(err, &pathError) || errors.As(err, &problems) {
			t.Errorf("%s gives %v", path, err)
		}
	}
}

// The embedded ontology: one hard rule of ours beyond those of the loader is that each relation shows itself in ten
// examples or more, four of them negative.
func TestDefault(t *testing.T) {
	o := Default()
	for _, r := range o.Relations() {
		negative := 0
		for _, e := range r.Examples {
			if len(e.Want) == 0 {
				negative++
			}
		}
		if len(r.Examples) < 10 || negative < 4 {
			t.Errorf("%s:%d: %s: %d examples, %d negative; want 10 and 4", r.Pos.File, r.Pos.Line, r.Name, len(r.Examples), negative)
		}
		if !r.State && r.Plover == "" && !slices.Contains([]string{"APPOINTED", "DEFEATED", "DISMISSED", "TOLD"}, r.Name) {
			t.Errorf("%s: an event without PLOVER type", r.Name) // PLOVER has none for those four
		}
	}
	for _, family := range [][]string{
		{"ATTACKED", "ABDUCTED", "BOMBED", "INVADED"}, {"CRITICIZED", "ACCUSED", "CONDEMNED"}, {"HELD_OFFICE"}, {"HOLDS_OFFICE"},
		{"KILLED"}, {"SANCTIONED"}, {"AGREED_WITH", "SIGNED_AGREEMENT_WITH"}, {"TALKED_WITH", "CALLED", "MET", "NEGOTIATED_WITH"},
		{"ASKED", "DEMANDED", "URGED"}, {"VISITED"}, {"AIDED", "ARMED"}, {"YIELDED_TO", "RELEASED", "WITHDREW_FROM"},
		{"SUPPORTED", "EXPRESSED_CONDOLENCES_TO", "PRAISED", "RECOGNIZED", "THANKED"},
	} {
		got := o.Members(family[0])
		slices.Sort(family[1:])
		want := slices.Sorted(slices.Values(family))
		if !slices.Equal(got, want) {
			t.Errorf("family %s: %q, want %q", family[0], got, want)
		}
	}
}

// Whatever stands in a file, Load gives an ontology or problems with a place, never a panic.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(small))
	archives, _ := filepath.Glob("testdata/broken/*.txtar")
	for _, path := range archives {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := Load(fstest.MapFS{"a.yaml": &fstest.MapFile{Data: data}})
		if err == nil {
			for _, r := range o.Relations() {
				if !relationName.MatchString(r.Name) || o.Family(r.Name) == "" {
					t.Errorf("%q came through", r.Name)
				}
			}
			return
		}
		var problems Problems
		if !errors.As(err, &problems) {
			t.Fatalf("%v is no Problems", err)
		}
		for _, p := range problems {
			if p.Pos.File == "" || p.Text == "" {
				t.Errorf("a problem without place or text: %+v", p)
			}
		}
	})
}

// What an example wants is called as the gazetteer calls it, and stands in the text: by that name, or by another name, an
// adjective or the capital of the country.
func TestDefaultWants(t *testing.T) {
	g := Names()
	for _, r := range Default().Relations() {
		for _, e := range r.Examples {
			for _, want := range e.Want {
				subject, object, _ := SplitWant(want)
				for _, end := range []string{subject, object} {
					words := []string{end}
					_, canonical, code, known := g.Kind(end)
					if known && canonical != end {
						t.Errorf("%s:%d: %s: %q is called %q", e.Pos.File, e.Pos.Line, r.Name, end, canonical)
					}
					if c, ok := g.CountryOf(code); ok {
						words = slices.Concat(words, c.Names, c.Adjectives, c.Plural)
						for _, city := range c.Capitals {
							words = append(words, city.Name)
						}
					}
					if b, ok := g.Body(end); ok {
						words = append(words, b.Names...)
					}
					if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(e.Text, w) }) {
						t.Errorf("%s:%d: %s: %q stands nowhere in %q", e.Pos.File, e.Pos.Line, r.Name, end, e.Text)
					}
				}
			}
		}
	}
}
