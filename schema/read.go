package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// reader collects the relations of all files and every mistake in them. It works on YAML nodes, not on decoded values,
// because each mistake and each pattern needs its line.
type reader struct {
	relations []*Relation
	problems  Problems
	keys      map[*Relation]map[string]keyAt // what check needs to know of the keys of a relation
}

// keyAt is where a key of a relation stands, and whether its value has a mistake that is reported already.
type keyAt struct {
	line   int
	broken bool
}

func (r *reader) problem(pos Position, relation, text, hint string) {
	r.problems = append(r.problems, Problem{Pos: pos, Relation: relation, Text: text, Hint: hint})
}

// file reads one YAML file: a mapping from relation name to relation.
func (r *reader) file(name string, data []byte) {
	d := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	err := d.Decode(&doc)
	if errors.Is(err, io.EOF) {
		return // empty, or comments alone
	}
	if err != nil {
		r.syntax(name, err)
		return
	}
	var second yaml.Node
	switch err := d.Decode(&second); {
	case err == nil:
		r.problem(Position{name, second.Line}, "", "a second YAML document", "one document a file: drop the line ---")
	case !errors.Is(err, io.EOF):
		r.syntax(name, err)
	}
	if len(doc.Content) == 0 {
		return
	}
	top := doc.Content[0]
	if top.Kind == yaml.ScalarNode && top.Tag == "!!null" {
		return
	}
	v := value{r: r, file: name, key: "the file", node: top}
	v.mapping(func(key string, v value) {
		rel := &Relation{Name: key, Pos: v.keyPos}
		v.relation = key
		r.relation(v, rel)
	}, nil)
}

var yamlLine = regexp.MustCompile(`^line (\d+): (.*)$`)

// syntax reports text that is no YAML, at the line that the YAML reader names.
func (r *reader) syntax(file string, err error) {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	pos := Position{File: file, Line: 1}
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		pos.Line, _ = strconv.Atoi(m[1])
		text = m[2]
	}
	hint := "quote texts that hold a colon, a comma or a bracket"
	if strings.Contains(text, "cannot start any token") {
		hint = "indent with spaces, not tabs"
	}
	r.problem(pos, "", "not YAML: "+text, hint)
}

var relationKeys = []string{"definition", "broader", "subject", "object", "symmetric", "state", "plover", "mode", "cameo", "patterns", "examples"}

func (r *reader) relation(v value, rel *Relation) {
	if v.node.Kind != yaml.MappingNode {
		v.wrong("a mapping")
		r.relations = append(r.relations, rel) // so that others may refer to it
		return
	}
	keys := make(map[string]keyAt)
	v.mapping(func(key string, v value) {
		before := len(r.problems)
		switch key {
		case "definition":
			rel.Definition = v.text()
		case "broader":
			rel.Broader = v.text()
		case "subject":
			rel.Subject = v.kinds()
		case "object":
			rel.Object = v.kinds()
		case "symmetric":
			rel.Symmetric = v.bool()
		case "state":
			rel.State = v.bool()
		case "plover":
			rel.Plover = v.text()
		case "mode":
			rel.Mode = v.text()
		case "cameo":
			rel.Cameo = v.code()
		case "patterns":
			v.list(func(v value) { rel.Patterns = append(rel.Patterns, v.pattern()) })
		case "examples":
			v.list(func(v value) { rel.Examples = append(rel.Examples, v.example()) })
		}
		keys[key] = keyAt{v.keyPos.Line, len(r.problems) > before}
	}, relationKeys)
	if r.keys == nil {
		r.keys = make(map[*Relation]map[string]keyAt)
	}
	r.keys[rel] = keys
	r.relations = append(r.relations, rel)
}

var patternKeys = []string{"verb", "noun", "adjective", "subject", "object", "theme", "complement", "subjectKind", "objectKind", "with", "without", "light"}

// complements are what may be asked of the clause beside a trigger.
var complements = []string{"infinitive", "that", "as", "none"}

func (v value) pattern() Pattern {
	p := Pattern{Pos: v.pos()}
	before := len(v.r.problems)
	v.mapping(func(key string, v value) {
		switch key {
		case "verb":
			p.Verb = v.words()
		case "noun":
			p.Noun = v.words()
		case "adjective":
			p.Adjective = v.words()
		case "subject":
			p.Subject = v.words()
		case "object":
			p.Object = v.words()
		case "theme":
			p.Theme = v.words()
		case "complement":
			if p.Complement = v.text(); p.Complement != "" && !contains(complements, p.Complement) {
				v.problem("unknown complement "+quote(p.Complement), didYouMean(p.Complement, complements))
			}
		case "subjectKind":
			p.SubjectKind = v.kinds()
		case "objectKind":
			p.ObjectKind = v.kinds()
		case "with":
			p.With = v.words()
		case "without":
			p.Without = v.words()
		case "light":
			p.Light = v.words()
		}
	}, patternKeys)
	if len(v.r.problems) > before {
		return p
	}
	switch kinds := p.triggers(); {
	case len(kinds) == 0:
		v.problem("pattern without trigger", "give it a verb, a noun or an adjective")
	case len(kinds) > 1:
		v.problem("pattern with two triggers, "+strings.Join(kinds, " and "), "write two patterns")
	case p.Noun == nil && len(p.Light) > 0:
		v.problem("light verbs of a "+kinds[0], "light goes with noun")
	}
	return p
}

var exampleKeys = []string{"text", "want"}

func (v value) example() Example {
	e := Example{Pos: v.pos()}
	wants, before := false, len(v.r.problems)
	v.mapping(func(key string, v value) {
		switch key {
		case "text":
			e.Text = v.text()
		case "want":
			wants = true
			v.list(func(v value) {
				want := v.text()
				if _, _, ok := SplitWant(want); !ok && want != "" {
					v.problem("want "+quote(want)+" is no pair", `write "SUBJECT -> OBJECT", in quotes where a name has a comma`)
				}
				e.Want = append(e.Want, want)
			})
		}
	}, exampleKeys)
	if len(v.r.problems) > before {
		return e
	}
	if e.Text == "" {
		v.problem("example without text", "")
	}
	if !wants {
		v.problem("example without want", "want: [] says that the relation must not come out of the text")
	}
	return e
}

// SplitWant splits "SUBJECT -> OBJECT" of an example into its ends. It gives false where an end is missing or there are
// more than two.
func SplitWant(want string) (subject, object string, ok bool) {
	ends := strings.Split(want, "->")
	if len(ends) != 2 {
		return "", "", false
	}
	subject, object = strings.TrimSpace(ends[0]), strings.TrimSpace(ends[1])
	return subject, object, subject != "" && object != ""
}

// value is one YAML node with what an error about it needs. Its methods give the zero value and report a problem where
// the node is not of the kind asked for.
type value struct {
	r        *reader
	file     string
	relation string
	key      string   // the key that it stands under, empty in a list
	keyPos   Position // where the key stands
	node     *yaml.Node
}

func (v value) pos() Position { return Position{v.file, v.node.Line} }

func (v value) problem(text, hint string) { v.r.problem(v.pos(), v.relation, text, hint) }

// wrong reports a node of another kind than the one asked for.
func (v value) wrong(want string) {
	what := "value"
	if v.key != "" {
		what = v.key
	}
	got := "of another kind (" + v.node.ShortTag() + ")"
	hint := ""
	switch v.node.Kind {
	case yaml.MappingNode:
		got = "a mapping"
	case yaml.SequenceNode:
		got = "a list"
	case yaml.AliasNode:
		got, hint = "an alias", "aliases are not read here: write it out"
	default:
		switch v.node.ShortTag() {
		case "!!null":
			got = "empty"
		case "!!int":
			got, hint = "a number", "put it in quotes"
		case "!!float":
			got, hint = "a number", "put it in quotes"
		case "!!bool":
			got, hint = "true or false", "put it in quotes"
		case "!!timestamp":
			got, hint = "a date", "put it in quotes"
		case "!!str":
			got = "text"
		}
	}
	if strings.HasPrefix(want, "true") {
		hint = "" // quotes are what a text needs
		if got == "text" {
			hint = "without quotes"
		}
	}
	v.problem(what+" is "+got+", not "+want, hint)
}

// mapping calls f for each key of a mapping. Unknown keys (known nil: every key is known), keys that are no text and
// keys that stand twice are problems.
func (v value) mapping(f func(key string, v value), known []string) {
	if v.node.Kind != yaml.MappingNode {
		v.wrong("a mapping")
		return
	}
	seen := make(map[string]int)
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		k := v.node.Content[i]
		child := value{r: v.r, file: v.file, relation: v.relation, key: k.Value, keyPos: Position{v.file, k.Line}, node: v.node.Content[i+1]}
		if k.Kind != yaml.ScalarNode || k.ShortTag() != "!!str" {
			v.r.problem(child.keyPos, v.relation, "a key must be plain text", "")
			continue
		}
		if line, ok := seen[k.Value]; ok {
			if known == nil {
				v.r.problem(child.keyPos, k.Value, fmt.Sprintf("defined twice, first at line %d", line), "")
			} else {
				v.r.problem(child.keyPos, v.relation, fmt.Sprintf("key %s stands twice, first at line %d", k.Value, line), "")
			}
			continue
		}
		seen[k.Value] = k.Line
		if known != nil && !contains(known, k.Value) {
			v.r.problem(child.keyPos, v.relation, "unknown key "+quote(k.Value), didYouMean(k.Value, known))
			continue
		}
		f(k.Value, child)
	}
}

// list calls f for each element of a list.
func (v value) list(f func(v value)) {
	if v.node.Kind != yaml.SequenceNode {
		v.wrong("a list")
		return
	}
	for _, n := range v.node.Content {
		f(value{r: v.r, file: v.file, relation: v.relation, key: "", node: n})
	}
}

func (v value) text() string {
	if v.node.Kind != yaml.ScalarNode || v.node.ShortTag() != "!!str" {
		v.wrong("text")
		return ""
	}
	s := strings.TrimSpace(v.node.Value)
	if s == "" {
		v.problem(strings.TrimSpace(v.key+" is empty"), "")
	}
	return s
}

// code reads a code of digits, which YAML takes for a number unless it is quoted. The digits stay as they are written.
func (v value) code() string {
	if v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!int" {
		return v.node.Value
	}
	return v.text()
}

func (v value) bool() bool {
	if v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!bool" {
		var b bool
		if v.node.Decode(&b) == nil {
			return b
		}
	}
	v.wrong("true or false")
	return false
}

// texts reads a list of texts, each once.
func (v value) texts() []string {
	var texts []string
	v.list(func(e value) {
		e.key = v.key
		s := e.text()
		if s == "" {
			return
		}
		if contains(texts, s) {
			e.problem(v.key+" names "+quote(s)+" twice", "")
			return
		}
		texts = append(texts, s)
	})
	return texts
}

// words reads a text, or a list of texts.
func (v value) words() []string {
	if v.node.Kind == yaml.ScalarNode {
		if s := v.text(); s != "" {
			return []string{s}
		}
		return nil
	}
	return v.texts()
}

// kinds reads a list of kinds of entity.
func (v value) kinds() []Kind {
	known := kindWords(Kinds())
	var kinds []Kind
	for _, s := range v.texts() {
		if !contains(known, s) {
			v.problem(v.key+" names an unknown kind "+quote(s), didYouMean(s, known))
			continue
		}
		kinds = append(kinds, Kind(s))
	}
	return kinds
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func quote(s string) string { return strconv.Quote(s) }
