package schema

// The files of an ontology. Each is one YAML document, a mapping from relation name to relation; a relation is a mapping
// whose keys are the fields of Relation with a small first letter, without Pos, and likewise a pattern and an example: see
// doc.go, which shows one. Everything is read strictly: an unknown key, a value of another form, an alias, a second document is a
// mistake, and so is what check.go finds when all files are read. Three forms are not as YAML would have them: a CAMEO code
// keeps its leading zero without quotes, a list of a pattern, and no other, may be its only element alone, and want must be there even where
// it is empty, since a forgotten one would turn an example into its contrary.

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sort"
	"sync"
)

//go:embed ontology/*.yaml
var embedded embed.FS

// Ontology is a checked set of relations. It is immutable and safe for concurrent use; the zero value holds none.
type Ontology struct {
	relations []*Relation // in name order
	byName    map[string]*Relation
	hash      string
}

var defaultOntology = sync.OnceValue(func() *Ontology {
	fsys, err := fs.Sub(embedded, "ontology")
	if err != nil {
		panic(err)
	}
	o, err := Load(fsys)
	if err != nil {
		panic(fmt.Sprintf("schema: the embedded ontology is broken: %v", err))
	}
	return o
})

// Default gives the embedded ontology, the same pointer on each call. It panics only where the program itself is
// broken: a test reads it.
func Default() *Ontology { return defaultOntology() }

// LoadDir reads every *.yaml file of a folder, as Load does. Problems carry the folder's path, so that an editor finds
// them; the positions of relations and patterns do not, so that a claim's rule is the same on every machine. A mistake in a file is a Problems; a folder or file that cannot be read is an error that wraps *fs.PathError.
func LoadDir(dir string) (*Ontology, error) {
	// os.DirFS gives the same error for a missing folder and for a file; Stat tells them apart.
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("reading ontology: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("reading ontology: %w", &fs.PathError{Op: "open", Path: dir, Err: errors.New("not a folder (give the folder that holds the *.yaml files)")})
	}
	return load(os.DirFS(dir), dir)
}

// Load reads every *.yaml and *.yml file at the top of fsys, strictly. An ontology with mistakes gives a Problems that lists
// all of them; a file that cannot be read gives an error that wraps *fs.PathError. No file at all is a mistake, too.
func Load(fsys fs.FS) (*Ontology, error) { return load(fsys, "") }

// load reads all files before it checks any reference, so that the order of the files means nothing.
func load(fsys fs.FS, dir string) (*Ontology, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("reading ontology: %w", err)
	}
	var r reader
	files := 0
	for _, e := range entries {
		ext := path.Ext(e.Name())
		if e.IsDir() || ext != ".yaml" && ext != ".yml" {
			continue
		}
		files++
		data, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			return nil, fmt.Errorf("reading ontology: %w", err)
		}
		r.file(e.Name(), data)
	}
	if files == 0 {
		r.problem(Position{File: "."}, "", "no *.yaml file", "an ontology is a folder of YAML files")
	}
	r.check()
	if len(r.problems) > 0 {
		return nil, r.problems.sorted(dir)
	}
	return newOntology(r.relations), nil
}

func newOntology(relations []*Relation) *Ontology {
	o := &Ontology{relations: relations, byName: make(map[string]*Relation, len(relations))}
	sort.Slice(o.relations, func(i, j int) bool { return o.relations[i].Name < o.relations[j].Name })
	for _, r := range o.relations {
		o.byName[r.Name] = r
	}
	o.hash = hashOf(o.relations)
	return o
}

// Relations gives all relations in name order. The slice is the caller's; the relations must not be changed.
func (o *Ontology) Relations() []*Relation { return slices.Clone(o.relations) }

// Relation gives the relation of a name, or nil.
func (o *Ontology) Relation(name string) *Relation { return o.byName[name] }

// Family gives the root of the relation's chain of Broader, and "" for an unknown name.
func (o *Ontology) Family(name string) string {
	chain := o.Chain(name)
	if len(chain) == 0 {
		return ""
	}
	return chain[len(chain)-1]
}

// Chain gives the relation, its broader one, and so on up to the family's root. Nil for an unknown name.
func (o *Ontology) Chain(name string) []string {
	var chain []string
	for r := o.byName[name]; r != nil; r = o.byName[r.Broader] {
		chain = append(chain, r.Name)
	}
	return chain
}

// Members gives the names of all relations of a family in name order. Nil where family is not the root of one.
func (o *Ontology) Members(family string) []string {
	var members []string
	for _, r := range o.relations {
		if o.Family(r.Name) == family {
			members = append(members, r.Name)
		}
	}
	return members
}

// Families gives the roots of all families in name order.
func (o *Ontology) Families() []string {
	var roots []string
	for _, r := range o.relations {
		if r.Broader == "" {
			roots = append(roots, r.Name)
		}
	}
	return roots
}

// Hash identifies what the ontology means: 64 hexadecimal digits that change with any name, definition, kind, code,
// pattern or example, and stay the same when files are split, reordered, laid out anew or commented.
func (o *Ontology) Hash() string {
	if o.hash == "" {
		return hashOf(nil)
	}
	return o.hash
}

// hashOf hashes the JSON form of the relations in name order, without their positions. Patterns keep their order: it may
// decide between two that fit one clause.
func hashOf(relations []*Relation) string {
	h := sha256.New()
	for _, r := range relations {
		c := *r
		c.Pos = Position{}
		c.Patterns = slices.Clone(c.Patterns)
		for i := range c.Patterns {
			c.Patterns[i].Pos = Position{}
		}
		c.Examples = slices.Clone(c.Examples)
		for i := range c.Examples {
			c.Examples[i].Pos = Position{}
		}
		// Strings, slices and bools only: Marshal cannot fail, and a Hash cannot.
		if err := json.NewEncoder(h).Encode(c); err != nil {
			panic(err)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
