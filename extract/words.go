package extract

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed words/*.txt
var wordFiles embed.FS

// wordLists holds the sections of one file of words: a section's lines in file order, each split at blanks.
type wordLists map[string][][]string

// readWords reads a file of sections: "[name]" opens one, "#" starts a comment, every other line is an entry.
func readWords(fsys fs.FS, name string) (wordLists, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("reading words: %w", err)
	}
	lists := wordLists{}
	section := ""
	for i, line := range strings.Split(string(b), "\n") {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
			if _, twice := lists[section]; twice {
				return nil, fmt.Errorf("%s:%d: section %s: stands twice", name, i+1, section)
			}
			lists[section] = [][]string{}
		case section == "":
			return nil, fmt.Errorf("%s:%d: %s: stands before the first section", name, i+1, line)
		default:
			lists[section] = append(lists[section], strings.Fields(line))
		}
	}
	return lists, nil
}

// wordSet is a set of lower-case words or of phrases with single blanks.
type wordSet map[string]bool

// set gives every entry of a section as one phrase.
func (l wordLists) set(section string) wordSet {
	s := wordSet{}
	for _, fields := range l[section] {
		s[strings.Join(fields, " ")] = true
	}
	return s
}

// index maps every word of an entry to the entry's number, from 0.
func (l wordLists) index(section string) map[string]int {
	m := map[string]int{}
	for i, fields := range l[section] {
		for _, f := range fields {
			m[f] = i
		}
	}
	return m
}

// mustWords reads an embedded file; TestWords reads all of them, so a panic marks a broken program.
func mustWords(name string) wordLists {
	l, err := readWords(wordFiles, "words/"+name)
	if err != nil {
		panic(err)
	}
	return l
}
