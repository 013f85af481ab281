package conllu

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Error says where a document breaks the format. It is about one document: reading goes on with the next one.
type Error struct {
	Path    string // as given to Read
	Line    int    // from 1
	Problem string // one line: what is wrong, and what is asked for
	Raw     []byte // the lines of the document up to there, at most 1 MiB of them
	Cut     bool   // Raw is not all of the document
}

// Error gives path:line: problem.
func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Problem) }

const (
	maxRaw = 1 << 20 // bytes of a broken document that are kept
	// columnsPerByte is how many bytes of CoNLL-U one byte of text may need: some 60 bytes a word of 5 letters, and as much
	// again for comments.
	columnsPerByte = 32
)

// Read yields the documents of a file, one at a time; path is for errors alone. Memory grows with the longest document,
// whose text may have limit bytes. Lines may end in CR LF, and a byte order mark is passed over. A document that breaks
// the format comes as an *Error beside a zero Document; any other error is one of reading, and the last thing that comes.
//
// What is checked: UTF-8 without NUL, ten columns, numbers of words that count from 1, multi-word tokens that lie in their
// sentence and do not overlap, forms that are not empty, heads inside the sentence. The contents of the other columns
// are taken as they stand.
func Read(r io.Reader, path string, limit int) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		p := &reader{in: bufio.NewReaderSize(r, 64<<10), path: path, limit: limit, yield: yield}
		if err := p.file(); err != nil && err != errStop {
			yield(Document{}, err)
		}
	}
}

// errStop says that whoever takes the documents wants no more.
var errStop = errors.New("stop")

// reader is one run of Read.
type reader struct {
	in    *bufio.Reader
	path  string
	limit int
	yield func(Document, error) bool
	line  int

	document Document
	bytes    int    // of the document's text
	raw      []byte // lines of the document; at most limit * columnsPerByte bytes
	broken   *Error // the first thing that is wrong in the document

	sentence Sentence
	open     bool  // a line of the sentence was read
	multiEnd int   // number of the last word of the last multi-word token
	lines    []int // of the words
}

func (p *reader) file() error {
	for {
		line, err := p.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", p.path, err)
		}
		if err := p.take(line); err != nil {
			return err
		}
	}
	p.endSentence()
	return p.endDocument()
}

// next gives the next line without its end. Of a line longer than the limit it gives the beginning, and marks the
// document.
func (p *reader) next() (string, error) {
	var line []byte
	p.line++
	for {
		piece, err := p.in.ReadSlice('\n')
		if room := p.limit*columnsPerByte - len(line); room > 0 {
			line = append(line, piece[:min(room, len(piece))]...)
		} else if len(piece) > 0 {
			p.fail("a line of more than %d bytes", p.limit*columnsPerByte)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && (err != io.EOF || len(line) == 0) {
			return "", err
		}
		line = bytes.TrimSuffix(line, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		if p.line == 1 {
			line = bytes.TrimPrefix(line, []byte("\uFEFF"))
		}
		return string(line), nil
	}
}

// fail marks the document as broken in this line.
func (p *reader) fail(format string, a ...any) { p.failAt(p.line, format, a...) }

func (p *reader) failAt(line int, format string, a ...any) {
	if p.broken == nil {
		p.broken = &Error{Path: p.path, Line: line, Problem: fmt.Sprintf(format, a...)}
	}
}

func (p *reader) take(line string) error {
	comment := strings.HasPrefix(line, "#")
	if comment && len(p.sentence.Words) == 0 && isNewdoc(line) && (len(p.document.Sentences) > 0 || p.broken != nil) {
		// The comments before this one belong to the new document, too; a broken one has none that count.
		if err := p.endDocument(); err != nil {
			return err
		}
	}
	if p.document.Line == 0 {
		p.document.Line = p.line
	}
	if len(p.raw)+len(line) < p.limit*columnsPerByte {
		p.raw = append(append(p.raw, line...), '\n')
	} else {
		p.fail("the document has more than %d bytes", p.limit*columnsPerByte)
	}
	if p.broken != nil {
		// Only an empty line can end the sentence; what else stands there does not count.
		if line == "" {
			p.sentence, p.lines = Sentence{}, nil
		}
		return nil
	}
	switch {
	case !utf8.ValidString(line):
		p.fail("not UTF-8")
	case strings.IndexByte(line, 0) >= 0:
		p.fail("a NUL byte")
	case line == "":
		p.endSentence()
	case comment && len(p.sentence.Words) > 0:
		p.fail("a comment inside a sentence: an empty line ends the sentence before it")
	case comment:
		p.open = true
		p.sentence.Comments = append(p.sentence.Comments, line)
	default:
		p.open = true
		if err := p.word(strings.Split(line, "\t")); err != nil {
			p.fail("%v", err)
		}
	}
	return nil
}

func isNewdoc(line string) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(line, "#"), "=")
	name = strings.TrimSpace(name)
	return name == "newdoc" || name == "newdoc id"
}

// word reads one line of ten columns.
func (p *reader) word(f []string) error {
	if len(f) != 10 {
		return fmt.Errorf("%d columns apart by tabs, want 10", len(f))
	}
	s := &p.sentence
	form, misc := f[1], split(f[9])
	n := len(s.Words)
	if before, _, ok := strings.Cut(f[0], "."); ok { // an empty node
		if i, err := strconv.Atoi(before); err != nil || i != n {
			return fmt.Errorf("the empty node %q behind word %d", f[0], n)
		}
		return nil
	}
	if strings.TrimSpace(form) == "" {
		return fmt.Errorf("the form of %q is empty", f[0])
	}
	if first, last, ok := strings.Cut(f[0], "-"); ok {
		from, err := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		switch {
		case err != nil || err2 != nil || to <= from:
			return fmt.Errorf("%q is no range of words", f[0])
		case from != n+1 || from <= p.multiEnd:
			return fmt.Errorf("the multi-word token %q behind word %d", f[0], n)
		}
		p.multiEnd = to
		s.Multi = append(s.Multi, Multi{First: n, Last: to, Form: form, Misc: misc})
		p.grow(form)
		return nil
	}
	if i, err := strconv.Atoi(f[0]); err != nil || i != n+1 {
		return fmt.Errorf("%q in place of the number of word %d", f[0], n+1)
	}
	w := Word{Form: form, Lemma: column(f[2]), UPOS: column(f[3]), XPOS: column(f[4]), Feats: column(f[5]), Head: None, Rel: column(f[7]), Misc: misc}
	if form == "_" && f[2] == "_" {
		w.Lemma = "_" // the underscore itself
	}
	if f[6] != "_" {
		var err error
		if w.Head, err = strconv.Atoi(f[6]); err != nil || w.Head < 0 {
			return fmt.Errorf("the head %q of word %d is no number", f[6], n+1)
		}
	}
	if f[8] != "_" {
		for edge := range strings.SplitSeq(f[8], "|") {
			from, rel, ok := strings.Cut(edge, ":")
			number, dot, empty := strings.Cut(from, ".")
			head, err := strconv.Atoi(number)
			if empty && err == nil {
				_, err = strconv.Atoi(dot)
			}
			if !ok || err != nil || head < 0 || rel == "" {
				return fmt.Errorf("the edge %q of word %d is not HEAD:RELATION", edge, n+1)
			}
			if !empty {
				w.Deps = append(w.Deps, Dep{head, rel})
			}
		}
	}
	s.Words = append(s.Words, w)
	p.lines = append(p.lines, p.line)
	p.grow(form)
	return nil
}

// grow counts the bytes of the document's text.
func (p *reader) grow(form string) {
	if p.bytes += len(form) + 1; p.bytes > p.limit {
		p.fail("the document's text is longer than the limit of %d bytes", p.limit)
	}
}

// endSentence ends the sentence at an empty line or at the end of the file.
func (p *reader) endSentence() {
	s, lines, open := p.sentence, p.lines, p.open
	p.sentence, p.multiEnd, p.lines, p.open = Sentence{}, 0, nil, false
	if p.broken != nil || !open {
		return
	}
	n := len(s.Words)
	if n == 0 {
		p.fail("a sentence without words")
		return
	}
	for _, m := range s.Multi {
		if m.Last > n {
			p.failAt(lines[min(m.First, n-1)], "the multi-word token %d-%d of a sentence of %d words", m.First+1, m.Last, n)
		}
	}
	for i, w := range s.Words {
		if w.Head > n || w.Head == i+1 {
			p.failAt(lines[i], "the head of word %d is %d, in a sentence of %d words", i+1, w.Head, n)
		}
		for _, d := range w.Deps {
			if d.Head > n {
				p.failAt(lines[i], "an edge of word %d leads from %d, in a sentence of %d words", i+1, d.Head, n)
			}
		}
	}
	p.document.Sentences = append(p.document.Sentences, s)
}

// endDocument yields what was read of a document.
func (p *reader) endDocument() error {
	d, broken, raw := p.document, p.broken, p.raw
	p.document, p.broken, p.raw, p.bytes = Document{}, nil, nil, 0
	switch {
	case broken != nil:
		broken.Raw, broken.Cut = cut(raw)
		p.sentence, p.multiEnd, p.lines, p.open = Sentence{}, 0, nil, false
		if !p.yield(Document{}, broken) {
			return errStop
		}
	case len(d.Sentences) > 0:
		if !p.yield(d, nil) {
			return errStop
		}
	}
	return nil
}

// cut keeps the first 1 MiB and parts no character.
func cut(raw []byte) ([]byte, bool) {
	if len(raw) <= maxRaw {
		return raw, false
	}
	n := maxRaw
	for back := 0; back < utf8.UTFMax && !utf8.RuneStart(raw[n]); back++ {
		n--
	}
	return bytes.Clone(raw[:n]), true
}

// column gives what stands in a column, "" for "_".
func column(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

func split(misc string) Misc {
	if misc == "_" || misc == "" {
		return nil
	}
	return strings.Split(misc, "|")
}
