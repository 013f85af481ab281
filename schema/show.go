package schema

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// YAML gives the ontology as one file that Load reads back to the same Hash: families in name order, each from its root to
// its narrowest. Comments are not kept. Whoever wants relations of their own starts from it.
func (o *Ontology) YAML() []byte {
	var b bytes.Buffer
	for _, family := range o.Families() {
		for depth, left := 1, len(o.Members(family)); left > 0; depth++ {
			for _, name := range o.Members(family) {
				if len(o.Chain(name)) == depth {
					left--
					b.Write(o.Relation(name).yaml())
					b.WriteByte('\n')
				}
			}
		}
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// yaml writes a relation in the order of the keys that doc.go lists, one pattern and one example a line.
func (r *Relation) yaml() []byte {
	body := mapping()
	put(body, "definition", r.Definition)
	put(body, "broader", r.Broader)
	putList(body, "subject", kindWords(r.Subject))
	putList(body, "object", kindWords(r.Object))
	if r.Symmetric {
		body.Content = append(body.Content, word("symmetric"), &yaml.Node{Kind: yaml.ScalarNode, Value: "true", Tag: "!!bool"})
	}
	if r.State {
		body.Content = append(body.Content, word("state"), &yaml.Node{Kind: yaml.ScalarNode, Value: "true", Tag: "!!bool"})
	}
	put(body, "plover", r.Plover)
	put(body, "mode", r.Mode)
	put(body, "cameo", r.Cameo)
	if len(r.Patterns) > 0 {
		list := &yaml.Node{Kind: yaml.SequenceNode}
		for _, p := range r.Patterns {
			m := mapping()
			m.Style = yaml.FlowStyle
			putList(m, "verb", p.Verb)
			putList(m, "noun", p.Noun)
			putList(m, "adjective", p.Adjective)
			putList(m, "subject", p.Subject)
			putList(m, "object", p.Object)
			putList(m, "theme", p.Theme)
			put(m, "complement", p.Complement)
			putList(m, "subjectKind", kindWords(p.SubjectKind))
			putList(m, "objectKind", kindWords(p.ObjectKind))
			putList(m, "with", p.With)
			putList(m, "without", p.Without)
			putList(m, "light", p.Light)
			list.Content = append(list.Content, m)
		}
		body.Content = append(body.Content, word("patterns"), list)
	}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, e := range r.Examples {
		m := mapping()
		put(m, "text", e.Text)
		want := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, w := range e.Want {
			want.Content = append(want.Content, word(w))
		}
		m.Content = append(m.Content, word("want"), want)
		list.Content = append(list.Content, m)
	}
	body.Content = append(body.Content, word("examples"), list)

	top := mapping()
	top.Content = append(top.Content, word(r.Name), body)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(top); err != nil {
		panic(fmt.Sprintf("schema: writing %s: %v", r.Name, err)) // a tree of words cannot fail
	}
	return b.Bytes()
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

// word is a text node: the encoder quotes what would be read as something else.
func word(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

// put adds a key with a text, unless the text is empty.
func put(m *yaml.Node, key, text string) {
	if text != "" {
		m.Content = append(m.Content, word(key), word(text))
	}
}

// putList adds a key with a list, unless the list is empty.
func putList(m *yaml.Node, key string, texts []string) {
	if len(texts) == 0 {
		return
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, t := range texts {
		list.Content = append(list.Content, word(t))
	}
	m.Content = append(m.Content, word(key), list)
}

func kindWords(kinds []Kind) []string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return words
}
