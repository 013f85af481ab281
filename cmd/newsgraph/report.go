package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// report writes to standard error: lines for people, or log/slog JSON objects with --log-format json. It is safe for
// concurrent use. Results never go through it.
type report struct {
	mu     sync.Mutex
	w      io.Writer
	quiet  bool         // only errors
	log    *slog.Logger // nil: lines for people
	before func()       // called before a line is written: the progress bar clears itself
}

// newReport gives a report of a format, "text" or "json".
func newReport(w io.Writer, format string, quiet bool) *report {
	r := &report{w: w, quiet: quiet}
	if format == "json" {
		level := slog.LevelInfo
		if quiet {
			level = slog.LevelError
		}
		r.log = slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
	}
	return r
}

// note says something that is no error. The pairs in more are for programs; text says all that a person needs.
func (r *report) note(text string, more ...any) { r.write(slog.LevelInfo, text, more) }

// warn says that something is not as it should be, though the command goes on.
func (r *report) warn(text string, more ...any) { r.write(slog.LevelWarn, text, more) }

// fail says why the command ends; --quiet keeps it.
func (r *report) fail(text string, more ...any) { r.write(slog.LevelError, "newsgraph: "+text, more) }

// block writes text for people as it is: the summary. With --log-format json its facts come as pairs of other lines.
func (r *report) block(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.quiet || r.log != nil {
		return
	}
	r.clear()
	io.WriteString(r.w, text)
}

func (r *report) write(level slog.Level, text string, more []any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.log != nil:
		r.log.Log(context.Background(), level, strings.TrimPrefix(text, "newsgraph: "), more...)
	case !r.quiet || level >= slog.LevelError:
		r.clear()
		fmt.Fprintln(r.w, text)
	}
}

func (r *report) clear() {
	if r.before != nil {
		r.before()
	}
}
