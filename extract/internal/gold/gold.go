package gold

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsgraph/extract"
)

// Folder gives the folder of the data sets, from a working folder that lies depth folders below the repository's root:
// NEWSGRAPH_DATA, or shared/data beside the repository.
func Folder(depth int) string {
	up := strings.Repeat("../", depth+1)
	return cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.Join(filepath.FromSlash(up), "shared", "data"))
}

// Text is one text of a set.
type Text struct {
	ID       string
	Article  string // of which it is a part, and from which code point on, where it is one
	Start    int
	Text     string
	Split    string
	Gold     []Mark
	Entities []struct {
		Span []int // bytes
		Type string
	}
}

// Mark is one marked pair. Spans are bytes of the text; in the file they are code points.
type Mark struct {
	Source, Target string // empty where the text has no such end
	Type           string
	Extra          struct {
		Plover       []string
		Quad         json.RawMessage
		SourceSpan   []int   `json:"source_span"`
		TargetSpan   []int   `json:"target_span"`
		SourceSpans  [][]int `json:"source_spans"` // where the end stands in several places or pieces
		TargetSpans  [][]int `json:"target_spans"`
		TriggerSpan  []int   `json:"trigger_span"`
		SameSentence *bool   `json:"same_sentence"`
		Symmetric    bool
		Polarity     string
		Modality     string
		Stance       string
		Asserts      bool
		Sure         bool
	}
}

// Sources gives the places of the source, Targets those of the target.
func (m *Mark) Sources() [][]int { return append(slices.Clip(m.Extra.SourceSpans), m.Extra.SourceSpan) }

// Targets gives the places of the target.
func (m *Mark) Targets() [][]int { return append(slices.Clip(m.Extra.TargetSpans), m.Extra.TargetSpan) }

// Denies reports whether the text has the act as anything but done: such a mark must not assert, whatever its ends.
func (m *Mark) Denies() bool {
	return m.Extra.Polarity != extract.Affirmed || m.Extra.Modality != extract.Actual ||
		slices.Contains([]string{extract.Accused, extract.Denied, extract.Promised, extract.Asked, extract.Warned}, m.Extra.Stance)
}

// Lines reads the lines of a gzip file.
func Lines(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return strings.Split(strings.TrimRight(string(b), "\n"), "\n"), nil
}

// Read reads a set of one JSON object a line and turns code points into bytes.
func Read(folder, set string) ([]Text, error) {
	path := filepath.Join(folder, "gold", set+".jsonl.gz")
	lines, err := Lines(path)
	if err != nil {
		return nil, err
	}
	var out []Text
	for i, line := range lines {
		var t Text
		if err := json.Unmarshal([]byte(line), &t); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, i+1, err)
		}
		if err := t.inBytes(); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, i+1, err)
		}
		out = append(out, t)
	}
	return out, nil
}

// inBytes turns the spans of a text from code points into bytes.
func (t *Text) inBytes() error {
	var at []int // byte offset of each code point, and of the end
	for i := range t.Text {
		at = append(at, i)
	}
	at = append(at, len(t.Text))
	var err error
	turn := func(spans ...[]int) {
		for _, span := range spans {
			for i, p := range span {
				if p < 0 || p >= len(at) {
					err = fmt.Errorf("position %d lies outside the text", p)
					return
				}
				span[i] = at[p]
			}
		}
	}
	for i := range t.Gold {
		e := &t.Gold[i].Extra
		turn(e.SourceSpan, e.TargetSpan, e.TriggerSpan)
		turn(e.SourceSpans...)
		turn(e.TargetSpans...)
	}
	for _, e := range t.Entities {
		turn(e.Span)
	}
	return err
}

// Articles reads the 876 articles, unmarked.
func Articles(folder string) ([]Text, error) {
	path := filepath.Join(folder, "articles-worldwide-newswire.jsonl.gz")
	lines, err := Lines(path)
	if err != nil {
		return nil, err
	}
	var out []Text
	for i, line := range lines {
		var t Text
		if err := json.Unmarshal([]byte(line), &t); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, i+1, err)
		}
		t.Article = t.ID
		out = append(out, t)
	}
	return out, nil
}
