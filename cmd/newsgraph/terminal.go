package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// terminal is what the program knows of the place where its output appears.
type terminal struct {
	width  int  // columns; 0: unlimited
	colour bool // escape sequences are understood and wanted
	tty    bool
}

// terminalOf looks at a stream. Where it is no terminal nothing is coloured, and lines are wrapped only where COLUMNS
// says how wide they may be. NO_COLOR (https://no-color.org) turns colour off, as does TERM=dumb.
func terminalOf(w io.Writer, env func(string) string) terminal {
	t := terminal{}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		t.tty = true
		t.colour = env("NO_COLOR") == "" && env("TERM") != "dumb"
		t.width = 80
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			t.width = width
		}
	}
	if n, err := strconv.Atoi(env("COLUMNS")); err == nil && n >= 20 {
		t.width = n
	}
	return t
}
