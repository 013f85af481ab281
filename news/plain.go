package news

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// maxHeader is how many bytes a text file may have beside its article.
const maxHeader = 64 << 10

// plain reads a file that is one article.
func (r *reader) plain(f *file) error {
	limit := r.o.MaxArticleBytes + maxHeader
	raw, err := io.ReadAll(io.LimitReader(f.r, int64(limit)+1))
	if err != nil {
		return r.broken(f, raw, err)
	}
	if len(raw) > limit {
		j := newReject(f.path, 0, raw, fmt.Errorf("the file is longer than %d bytes; raise --max-article-bytes, or give one article a file", limit))
		j.Cut = true
		return r.reject(j)
	}
	return r.plainArticle(f.path, 0, raw)
}

// plainArticle reads the bytes of one text with its header.
func (r *reader) plainArticle(path string, line int, raw []byte) error {
	a, err := r.parsePlain(raw)
	if err == nil {
		var sidecar Article
		if sidecar, err = r.sidecar(path); err == nil {
			r.fill(&a, sidecar, true)
			err = r.check(&a)
		}
	}
	if err != nil {
		return r.reject(newReject(path, line, raw, err))
	}
	return r.give(a, path, line)
}

// dateLine is the header of one line before the text: " date 2026-03-09 ". A word that does not begin like a year
// makes it a text that begins with "date".
var dateLine = regexp.MustCompile(`^ date (\d{4}-\S*)(?: |$|\r?\n)`)

// headerLine is one line of a header: a key and a value.
var headerLine = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]*)[ \t]*:[ \t]*(.*)$`)

// parsePlain parts a text from its header. The text is the bytes after the header, unchanged; a byte order mark counts
// to the header.
//
// A header is one of two things. A first line that begins with " date 2026-03-09 " gives the date, and the text begins
// after the space. Or the file begins with lines "Key: value" up to an empty line (or the end of the file), of which the
// first has one of the names of fields.txt as key, the names of the text excepted; then lines with other keys are passed
// over. Where any line before the empty one is not of that form, there is no header and the whole file is text.
func (r *reader) parsePlain(raw []byte) (Article, error) {
	if len(raw) == 0 {
		return Article{}, errors.New("the file is empty; fetch it again, or leave it out")
	}
	if err := checkUTF8(raw); err != nil {
		return Article{}, err
	}
	raw = bytes.TrimPrefix(raw, []byte(bom))
	if m := dateLine.FindSubmatchIndex(raw[:min(len(raw), maxHeader)]); m != nil {
		date, err := ParseStamp(string(raw[m[2]:m[3]]))
		if err != nil {
			return Article{}, fmt.Errorf("the date of the first line: %w", err)
		}
		end := m[3]
		if end < len(raw) && raw[end] == ' ' {
			end++
		}
		return Article{Status: Usable, Published: date, Text: string(raw[end:])}, nil
	}
	header, length := parseHeader(raw)
	a, err := r.article(header)
	if err != nil {
		return Article{}, err
	}
	a.Text = string(raw[length:])
	return a, nil
}

// parseHeader reads the lines "Key: value" at the start of a text and gives how many bytes they take with the empty
// line; 0 where there is no header.
func parseHeader(raw []byte) (source, int) {
	none := func(string) value { return value{} }
	values := map[string]string{}
	length := 0
	for length < len(raw) {
		line, _, _ := bytes.Cut(raw[length:min(len(raw), maxHeader)], []byte("\n"))
		next := min(length+len(line)+1, len(raw))
		content := strings.TrimSuffix(string(line), "\r")
		if content == "" && length > 0 {
			length = next
			break
		}
		m := headerLine.FindStringSubmatch(content)
		if m == nil || length == 0 && !isHeaderKey(m[1]) {
			return none, 0
		}
		key := strings.ToLower(m[1])
		if _, twice := values[key]; !twice {
			values[key] = strings.TrimSpace(m[2])
		}
		length = next
	}
	return func(name string) value {
		if v := values[strings.ToLower(name)]; v != "" && !isTextName(name) {
			return value{textValue, v}
		}
		return value{}
	}, length
}

// isHeaderKey reports whether a key, in any case, is the name of a field other than the text.
func isHeaderKey(key string) bool {
	for field, names := range fields {
		for _, name := range names {
			if field != "text" && strings.EqualFold(name, key) {
				return true
			}
		}
	}
	return false
}

func isTextName(name string) bool {
	for _, n := range fields["text"] {
		if n == name {
			return true
		}
	}
	return false
}
