package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layer is what one package may import of ours, and why not the others. A package stands for all below it.
type layer struct {
	name string
	may  []string
	why  string
}

// The picture of the stages, from the leaves to the program. Each stage takes a value of the stage above it and gives
// one to the stage below; an import upwards would let a stage know who comes next.
var layers = []layer{
	{"schema", nil, "the ontology and the names are a leaf: a relation means the same whatever reads it"},
	{"news", nil, "reading articles is a leaf: a text has the same bytes whatever is found in it later"},
	{"nlp", []string{"schema"}, "annotation knows names, but neither articles (it takes a text) nor claims"},
	{"extract", []string{"schema", "news", "nlp"}, "a record depends on one article alone, so extraction cannot know the graph"},
	{"graph", []string{"schema", "news", "extract"}, "a graph is made of records; were it to see annotations, records could not be loaded without them"},
	{"explore", []string{"schema", "news", "extract", "graph"}, "the web page shows what a store holds"},
	{"cmd/newsgraph", []string{"schema", "news", "nlp", "extract", "graph", "explore"}, "the program puts all together"},
}

// foreign is a library of others, and the only packages of ours that may import it: their types do not cross our border,
// so that a library can be replaced in one place.
type foreign struct {
	prefix    string
	importers []string
	why       string
}

var libraries = []foreign{
	{"github.com/urfave/cli/v2", []string{"cmd/newsgraph"}, "flags are read in one place"},
	{"github.com/schollz/progressbar", []string{"cmd/newsgraph"}, "libraries never print"},
	{"github.com/rivo/uniseg", []string{"cmd/newsgraph"}, "only what is printed has a width"},
	{"golang.org/x/term", []string{"cmd/newsgraph"}, "only the program knows a terminal"},
	{"github.com/neo4j/", []string{"graph"}, "stores are one package's secret"},
	{"modernc.org/sqlite", []string{"graph"}, "stores are one package's secret"},
	{"github.com/jdkato/prose", []string{"nlp"}, "its tokens carry no offsets and its models are not reproducible: both stay behind nlp's border"},
	{"gopkg.in/neurosnap/sentences.v1", []string{"nlp"}, "sentences are cut in one place"},
	{"github.com/abadojack/whatlanggo", []string{"news"}, "the language of an article is judged where it is read"},
	{"go.yaml.in/yaml", []string{"schema"}, "the ontology is the only YAML"},
	{"golang.org/x/text", []string{"schema", "nlp", "graph"}, "Unicode's normal forms, for the folding of names"},
	{"golang.org/x/sys", []string{"nlp"}, "what the processor can do, for the kernels of the parser and of its trainer"},
	{"github.com/klauspost/compress", []string{"news", "nlp", "extract", "graph"}, "a format, not a service: articles, models and kept texts are compressed"},
}

// source is one Go file of the repository that is no test.
type source struct {
	file    string // from the root, with slashes
	pkg     string // folder from the root
	program bool   // package main
	ast     *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	const root = "../.."
	var all []source
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		all = append(all, source{rel, path.Dir(rel), f.Name.Name == "main", f})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d files found below %s", len(all), root)
	}
	return all
}

// layerOf gives the layer that a package belongs to.
func layerOf(pkg string) *layer {
	for i := range layers {
		if pkg == layers[i].name || strings.HasPrefix(pkg, layers[i].name+"/") {
			return &layers[i]
		}
	}
	return nil
}

// Imports run down the picture only.
func TestImportsFollowThePicture(t *testing.T) {
	for _, s := range sources(t) {
		from := layerOf(s.pkg)
		if from == nil {
			t.Errorf("%s: the package stands in no layer: draw it into the picture of this test first", s.file)
			continue
		}
		for _, i := range s.ast.Imports {
			name, _ := strconv.Unquote(i.Path.Value)
			ours, ok := strings.CutPrefix(name, "newsgraph/")
			if !ok {
				continue
			}
			to := layerOf(ours)
			if to == from {
				continue
			}
			if to == nil || !slices.Contains(from.may, to.name) {
				t.Errorf("%s imports %s: %s", s.file, name, from.why)
			}
		}
	}
}

// Every library of others has its importers.
func TestForeignLibrariesHaveOneImporter(t *testing.T) {
	for _, s := range sources(t) {
		for _, i := range s.ast.Imports {
			name, _ := strconv.Unquote(i.Path.Value)
			if first, _, _ := strings.Cut(name, "/"); !strings.Contains(first, ".") {
				continue // the standard library, or ours
			}
			known := slices.IndexFunc(libraries, func(f foreign) bool { return strings.HasPrefix(name, f.prefix) })
			if known < 0 {
				t.Errorf("%s imports %s, which this test does not know: say here which package may import it, and why", s.file, name)
				continue
			}
			from := layerOf(s.pkg)
			if lib := libraries[known]; from == nil || !slices.Contains(lib.importers, from.name) {
				t.Errorf("%s imports %s, which is for %s alone: %s", s.file, name, strings.Join(lib.importers, ", "), lib.why)
			}
		}
	}
}

// Only the program reads flags, environment; libraries neither print nor exit.
func TestOnlyTheProgramTouchesItsSurroundings(t *testing.T) {
	forbidden := map[string]string{
		"os.Getenv": "the environment", "os.LookupEnv": "the environment", "os.Environ": "the environment",
		"os.Args": "the command line", "os.Stdin": "standard input", "os.Stdout": "standard output", "os.Stderr": "standard error",
		"os.Exit": "the exit code", "fmt.Print": "standard output", "fmt.Println": "standard output", "fmt.Printf": "standard output",
		"log.Fatal": "the exit code", "log.Print": "standard error", "log.Printf": "standard error", "log.Println": "standard error",
	}
	for _, s := range sources(t) {
		// A program for developers (learning models, making data files) is a program; the folder of data sets is named by
		// the environment, for it and for tests alone.
		if s.program || s.pkg == "nlp/internal/corpus" || s.pkg == "extract/internal/gold" {
			continue
		}
		for _, i := range s.ast.Imports {
			if i.Path.Value == `"flag"` {
				t.Errorf("%s reads flags: only the program does", s.file)
			}
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok {
				if what := forbidden[x.Name+"."+sel.Sel.Name]; what != "" {
					t.Errorf("%s uses %s.%s: %s belongs to the program", s.file, x.Name, sel.Sel.Name, what)
				}
			}
			return true
		})
	}
}
