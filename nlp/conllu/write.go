package conllu

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Write writes a document; what stands in it must be free of tabs and line breaks. The document itself says whether a
// "# newdoc" line opens it.
func Write(w io.Writer, d Document) error {
	b := bufio.NewWriter(w)
	for _, s := range d.Sentences {
		for _, line := range s.Comments {
			b.WriteString(line)
			b.WriteByte('\n')
		}
		multi := s.Multi
		for i, word := range s.Words {
			if len(multi) > 0 && multi[0].First == i {
				m := multi[0]
				multi = multi[1:]
				row(b, fmt.Sprintf("%d-%d", m.First+1, m.Last), m.Form, "", "", "", "", "", "", "", strings.Join(m.Misc, "|"))
			}
			head := ""
			if word.Head != None {
				head = strconv.Itoa(word.Head)
			}
			row(b, strconv.Itoa(i+1), word.Form, word.Lemma, word.UPOS, word.XPOS, word.Feats, head, word.Rel, edges(word.Deps),
				strings.Join(word.Misc, "|"))
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// row writes one line; an empty column is "_". An error of writing comes with Flush.
func row(b *bufio.Writer, columns ...string) {
	for i, c := range columns {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(cmp.Or(c, "_"))
	}
	b.WriteByte('\n')
}

func edges(deps []Dep) string {
	var b strings.Builder
	for i, d := range deps {
		if i > 0 {
			b.WriteByte('|')
		}
		fmt.Fprintf(&b, "%d:%s", d.Head, d.Rel)
	}
	return b.String()
}
