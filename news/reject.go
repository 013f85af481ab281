package news

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// maxRaw is how many bytes of a rejected article are kept.
const maxRaw = 1 << 20

// RejectsName is the name under which a run leaves its rejects unless told otherwise. In a folder that is read, a file
// of this name is passed over: its articles stand there under their own names.
const RejectsName = "newsgraph-rejects.jsonl"

// Reject is the error of one article, or of one file, that cannot be used. Reading goes on behind it.
type Reject struct {
	Path   string // file as given, "-" for standard input
	Line   int    // from 1; 0 where the file as a whole is meant
	Reason string // one line: what is wrong and what to do
	Raw    []byte // the line or the file, at most 1 MiB; nil where the file as a whole is in no format that is read
	Cut    bool   // Raw is not all
}

// Error gives path:line: reason.
func (j *Reject) Error() string {
	if j.Line == 0 {
		return j.Path + ": " + j.Reason
	}
	return fmt.Sprintf("%s:%d: %s", j.Path, j.Line, j.Reason)
}

// newReject keeps what fits of the raw bytes, and does not part a character.
func newReject(path string, line int, raw []byte, err error) *Reject {
	j := &Reject{Path: path, Line: line, Reason: oneLine(err.Error())}
	j.Raw, j.Cut = cutRaw(raw)
	return j
}

func cutRaw(raw []byte) ([]byte, bool) {
	if len(raw) <= maxRaw {
		return bytes.Clone(raw), false
	}
	n := maxRaw
	for back := 0; back < utf8.UTFMax && !utf8.RuneStart(raw[n]); back++ {
		n--
	}
	return bytes.Clone(raw[:n]), true
}

// rejectLine is one line of a file of rejects.
type rejectLine struct {
	Path   string  `json:"path"`
	Line   int     `json:"line"`
	Reason string  `json:"reason"`
	Raw    *string `json:"raw,omitempty"`
	Raw64  *string `json:"raw64,omitempty"` // base64, where the bytes are not UTF-8
	Cut    bool    `json:"cut,omitempty"`
}

// isReject reports whether a JSON line is one of a file of rejects.
func (o object) isReject() bool {
	return o["path"] != nil && o["line"] != nil && o["reason"] != nil && (o["raw"] != nil || o["raw64"] != nil)
}

// again reads what a line of rejects holds as if it stood in its own line: under the path and line that it came from,
// with that file's sidecar. What cannot be used again is rejected again, under that path and line, too.
func (r *reader) again(o object, path string, line int, whole []byte) error {
	var j rejectLine
	if err := json.Unmarshal(whole, &j); err != nil {
		return r.reject(newReject(path, line, whole, fmt.Errorf("not a line of rejects: %w", err)))
	}
	if j.Path != "" {
		path, line = j.Path, j.Line
	}
	var raw []byte
	if j.Raw != nil {
		raw = []byte(*j.Raw)
	} else if j.Raw64 != nil {
		var err error
		if raw, err = base64.StdEncoding.DecodeString(*j.Raw64); err != nil {
			return r.reject(newReject(path, line, whole, fmt.Errorf("not a line of rejects: %w", err)))
		}
	}
	if j.Cut {
		return r.reject(&Reject{Path: path, Line: line, Raw: raw, Cut: true,
			Reason: "only the start of it was kept when it was rejected; read that file itself"})
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return r.reject(newReject(path, line, raw, errors.New("nothing of it was kept when it was rejected; read that file itself")))
	}
	name, _ := cutCompression(filepath.Base(path))
	if j.Line == 0 && formatOf(name) != formatJSONL && formatOf(name) != formatRecords && !looksJSON(raw) {
		return r.plainArticle(path, line, raw)
	}
	if inner, err := r.object(raw); err == nil && inner.isReject() {
		return r.reject(newReject(path, line, raw, errors.New("a reject inside a reject")))
	}
	return r.jsonLine(nil, path, line, raw, strings.HasSuffix(strings.ToLower(name), recordsEnding))
}
