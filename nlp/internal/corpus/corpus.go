// Package corpus reads the data sets that the models of nlp are learnt from and measured on: treebanks in CoNLL-U and
// names as BIO columns, gzip both. None of it is part of the program.
package corpus

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Folder gives the folder of the data sets, from a working folder that lies depth folders below the repository's root:
// NEWSGRAPH_DATA, or shared/data beside the repository.
func Folder(depth int) string {
	up := strings.Repeat("../", depth+1)
	return cmp.Or(os.Getenv("NEWSGRAPH_DATA"), filepath.Join(filepath.FromSlash(up), "shared", "data"))
}

// eachLine calls f with each line of a gzip file.
func eachLine(path string, f func(line string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open data set: %w", err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("unpack %s: %w", path, err)
	}
	r := bufio.NewReader(z)
	for n := 1; ; n++ {
		line, err := r.ReadString('\n')
		if line != "" {
			if err := f(strings.TrimRight(line, "\r\n")); err != nil {
				return fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("unpack %s: %w", path, err)
		}
	}
}
