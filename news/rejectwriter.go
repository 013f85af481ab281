package news

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"
)

// RejectWriter writes a file of rejects, one JSON object a line: {path, line, reason, raw}, with raw64 (base64) in place
// of raw where the bytes are not UTF-8, and cut where they are not all. Read reads it back. The file appears, in place
// of an older one, only at Close, and only where something was rejected. Use it from one goroutine.
type RejectWriter struct {
	path string
	file *os.File
	w    *bufio.Writer
	n    int
	err  error // that Write gave
}

// NewRejectWriter gives a writer to a path. Nothing is created before the first reject; a path that is a folder is an
// error at once, so that a long run does not fail at its end.
func NewRejectWriter(path string) (*RejectWriter, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("rejects: %s is a folder; name a file", path)
	}
	return &RejectWriter{path: path}, nil
}

// Write adds one reject. After an error it does nothing more and gives the same error.
func (w *RejectWriter) Write(j *Reject) error {
	if w.err == nil {
		w.err = w.write(j)
	}
	return w.err
}

func (w *RejectWriter) write(j *Reject) error {
	if w.file == nil {
		if err := w.create(); err != nil {
			return fmt.Errorf("rejects: %w", err)
		}
	}
	raw, cut := cutRaw(j.Raw)
	line := rejectLine{Path: j.Path, Line: j.Line, Reason: j.Reason, Cut: j.Cut || cut}
	if utf8.Valid(raw) {
		s := string(raw)
		line.Raw = &s
	} else {
		s := base64.StdEncoding.EncodeToString(raw)
		line.Raw64 = &s
	}
	enc := json.NewEncoder(w.w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line); err != nil {
		return fmt.Errorf("rejects: %w", err)
	}
	w.n++
	return nil
}

// Len gives the number of rejects written.
func (w *RejectWriter) Len() int { return w.n }

// create opens a new hidden file beside the path: a rename works only within one disk.
func (w *RejectWriter) create() error {
	for i := 0; ; i++ {
		part := filepath.Join(filepath.Dir(w.path), fmt.Sprintf(".%s.part%d", filepath.Base(w.path), i))
		f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) && i < 10_000 { // another run, or what a killed one left
			continue
		}
		if err != nil {
			return err
		}
		w.file, w.w = f, bufio.NewWriter(f)
		return nil
	}
}

// Close puts the file in its place. After an error nothing of it is left, and an older file stands as it was. An error
// that Write gave is not given again.
func (w *RejectWriter) Close() error {
	if w.file == nil {
		return nil
	}
	part := w.file.Name()
	if w.err != nil {
		w.file.Close()
		w.file = nil
		os.Remove(part)
		return nil
	}
	err := w.w.Flush()
	if e := w.file.Sync(); err == nil {
		err = e
	}
	if e := w.file.Close(); err == nil {
		err = e
	}
	w.file = nil
	if err == nil {
		err = os.Rename(part, w.path)
	}
	if err != nil {
		os.Remove(part)
		return fmt.Errorf("rejects: %w", err)
	}
	return nil
}
