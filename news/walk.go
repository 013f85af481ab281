package news

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// paths reads every path.
func (r *reader) paths(paths []string) error {
	return walk(paths, func(e entry) error {
		if e.skip {
			r.sum.Skipped[ending(e.path)]++
			return nil
		}
		return r.file(e)
	})
}

// Size gives how many bytes Read will read from the files of paths, as they lie on disk: what a progress bar needs. It
// is -1 where that cannot be known (standard input, a pipe). Errors are those of Read. It opens no file: the cost is a
// look at each.
func Size(paths []string) (int64, error) {
	var total int64
	known := true
	err := walk(paths, func(e entry) error {
		known = known && e.size >= 0
		if !e.skip {
			total += max(e.size, 0)
		}
		return nil
	})
	if err != nil || known {
		return total, err
	}
	return -1, nil
}

// entry is one file that a path leads to.
type entry struct {
	path  string // "-" for standard input
	named bool   // given by its own name, not found in a folder
	skip  bool   // found in a folder, and neither in a format that is read nor in one that may hold articles
	size  int64  // in bytes; -1 where unknown
}

// walk gives every file that paths lead to, folders in name order. A file given by name is taken whatever it is called.
// In a folder these are left out: names that begin with a dot, sidecars, and the rejects of an earlier run, whose
// articles stand elsewhere. Links to files are followed, links to folders are not (they may lead in circles). All paths
// must exist before the first file is taken.
func walk(paths []string, take func(entry) error) error {
	stdin := false
	infos := make([]fs.FileInfo, len(paths))
	for i, path := range paths {
		if path == "-" {
			if stdin {
				return errors.New("standard input (-) is given twice")
			}
			stdin = true
			continue
		}
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("no such file or folder: %s", path)
		}
		if err != nil {
			return fmt.Errorf("cannot read: %w", err)
		}
		infos[i] = info
	}
	for i, path := range paths {
		var err error
		switch info := infos[i]; {
		case path == "-":
			err = take(entry{path: path, named: true, size: -1})
		case info.IsDir():
			err = walkFolder(path, take)
		case info.Mode().IsRegular():
			err = take(entry{path: path, named: true, size: info.Size()})
		default: // a pipe of the shell
			err = take(entry{path: path, named: true, size: -1})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func walkFolder(folder string, take func(entry) error) error {
	names, err := os.ReadDir(folder) // sorted by name
	if err != nil {
		return fmt.Errorf("cannot read folder: %w", err)
	}
	for _, d := range names {
		name := d.Name()
		if strings.HasPrefix(name, ".") || strings.HasSuffix(name, sidecarEnding) || name == RejectsName {
			continue
		}
		path := filepath.Join(folder, name)
		if d.IsDir() {
			if err := walkFolder(path, take); err != nil {
				return err
			}
			continue
		}
		e := entry{path: path}
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) { // gone since the folder was listed, or a link to nothing
			e.skip = true
		} else if err != nil {
			return fmt.Errorf("cannot read: %w", err)
		} else {
			e.size = info.Size()
			plain, _ := cutCompression(name)
			e.skip = !info.Mode().IsRegular() || formatOf(plain) == formatUnknown
		}
		if err := take(e); err != nil {
			return err
		}
	}
	return nil
}

// ending gives the ending of a file's name in lower case without that of its compression, for counting.
func ending(path string) string {
	plain, _ := cutCompression(filepath.Base(path))
	if e := strings.ToLower(filepath.Ext(plain)); e != "" {
		return e
	}
	return "no ending"
}
