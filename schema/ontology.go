package schema

import "io/fs"

// Ontology is a checked set of relations. It is immutable.
type Ontology struct{}

// Default gives the embedded ontology. It panics only where the program itself is broken: a test reads it.
func Default() *Ontology { panic("to be written") }

// Load reads every *.yaml file of fsys, strictly. Its error lists every problem, with file and line.
func Load(fsys fs.FS) (*Ontology, error) { panic("to be written") }

// Relations gives all relations in name order.
func (o *Ontology) Relations() []*Relation { panic("to be written") }

// Relation gives the relation of a name, or nil.
func (o *Ontology) Relation(name string) *Relation { panic("to be written") }

// Family gives the root of the relation's chain of Broader, and "" for an unknown name.
func (o *Ontology) Family(name string) string { panic("to be written") }

// Chain gives the relation, its broader one, and so on up to the family's root. Nil for an unknown name.
func (o *Ontology) Chain(name string) []string { panic("to be written") }

// Members gives the names of all relations of a family in name order.
func (o *Ontology) Members(family string) []string { panic("to be written") }

// Hash identifies the ontology's content, file layout and comments apart.
func (o *Ontology) Hash() string { panic("to be written") }
