package news

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// object is a JSON object whose values are not yet read.
type object map[string]json.RawMessage

// jsonl reads a file of one JSON object a line. A line that is a record or a reject is read as such whatever the file's
// name, since on standard input there is none; recordsOnly rejects other lines.
func (r *reader) jsonl(f *file, recordsOnly bool) error {
	any := false
	for {
		raw, long, err := f.line(r.lineLimit())
		if err == io.EOF {
			break
		}
		if err != nil {
			return r.broken(f, raw, err)
		}
		if raw = bytes.TrimSpace(raw); len(raw) == 0 && !long {
			continue
		}
		if !any && !long && (raw[0] == '[' || string(raw) == "{") {
			return r.reject(f.whole("JSON over several lines, or a list; one article a line is read (jq -c . FILE, or jq -c '.[]' FILE for a list)"))
		}
		any = true
		if long {
			err = r.reject(&Reject{Path: f.path, Line: f.lines, Raw: bytes.Clone(raw), Cut: true,
				Reason: fmt.Sprintf("the line is longer than %d bytes; raise --max-article-bytes", r.lineLimit())})
		} else {
			err = r.jsonLine(f, f.path, f.lines, raw, recordsOnly)
		}
		if err != nil {
			return err
		}
	}
	if !any {
		return r.reject(f.whole("the file is empty; fetch it again, or leave it out"))
	}
	return nil
}

// jsonLine reads one line: an article, a record, or a reject.
func (r *reader) jsonLine(f *file, path string, line int, raw []byte, recordsOnly bool) error {
	fail := func(err error) error {
		return r.reject(newReject(path, line, raw, err))
	}
	o, err := r.object(raw)
	if err != nil {
		return fail(err)
	}
	switch {
	case o.isRecord():
		a, err := r.record(o, raw)
		if err != nil {
			return fail(err)
		}
		return r.give(a, path, line)
	case recordsOnly:
		return fail(errors.New(`no record: it must hold "article", "entities", "claims" and "build", as extract --format records writes them`))
	case o.isReject():
		return r.again(o, path, line, raw)
	}
	a, err := r.article(o.value)
	if err != nil {
		return fail(err)
	}
	sidecar, err := r.sidecar(path)
	if err != nil {
		return fail(err)
	}
	r.fill(&a, sidecar, false)
	if err := r.check(&a); err != nil {
		return fail(err)
	}
	return r.give(a, path, line)
}

// object reads the outer level of a JSON object.
func (r *reader) object(raw []byte) (object, error) {
	if err := checkUTF8(raw); err != nil {
		return nil, err
	}
	if depth := depthOf(raw); depth > r.o.MaxDepth {
		return nil, fmt.Errorf("the JSON is nested %d deep; the limit is %d; flatten it", depth, r.o.MaxDepth)
	}
	var o object
	err := json.Unmarshal(raw, &o)
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && int(syntax.Offset) >= len(raw):
		return nil, fmt.Errorf("the JSON object breaks off after %d bytes; fetch or write it again", len(raw))
	case errors.As(err, &syntax):
		return nil, fmt.Errorf("no JSON object of its own: after %d bytes: %w", max(0, syntax.Offset-1), err)
	case errors.As(err, &typ):
		return nil, fmt.Errorf("the line is a JSON %s; a JSON object is needed", typ.Value)
	case err != nil:
		return nil, fmt.Errorf("not JSON: %w", err)
	case o == nil:
		return nil, errors.New("the line is a JSON null; a JSON object is needed")
	}
	return o, nil
}

// value gives the value under a name. A publisher may be an object with a name, as schema.org's NewsArticle and
// NewsAPI have it. JSON strings with half of a surrogate pair get U+FFFD for it, so texts are always UTF-8.
func (o object) value(name string) value {
	raw, ok := o[name]
	if !ok {
		return value{}
	}
	v := valueOf(raw)
	if v.kind == otherValue && raw[0] == '{' && (name == "publisher" || name == "source") {
		var named object
		if json.Unmarshal(raw, &named) == nil && named["name"] != nil {
			return valueOf(named["name"])
		}
	}
	return v
}

func valueOf(raw json.RawMessage) value {
	switch raw[0] {
	case 'n':
		return value{}
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil || strings.TrimSpace(s) == "" {
			return value{}
		}
		return value{textValue, s}
	case '{':
		return value{otherValue, "an object"}
	case '[':
		return value{otherValue, "a list"}
	case 't', 'f':
		return value{otherValue, "a boolean"}
	}
	return value{numberValue, string(raw)}
}

// depthOf gives how deep lists and objects are nested. It is counted before JSON is read, as reading goes as deep.
func depthOf(raw []byte) int {
	depth, deepest := 0, 0
	inString := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}
