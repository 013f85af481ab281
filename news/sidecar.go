package news

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

const (
	sidecarEnding = ".meta.json"
	maxSidecar    = 1 << 20
)

// sidecar gives what stands in FILE.meta.json, a JSON object with the names of fields.txt; the zero Article where there
// is none. For a compressed FILE.gz it is FILE.gz.meta.json or FILE.meta.json. A sidecar that cannot be read is an error
// of every article of its file: without it they would be loaded under other keys. The last one is kept.
func (r *reader) sidecar(path string) (Article, error) {
	if path == "-" {
		return Article{}, nil
	}
	if r.side.path != path {
		r.side.path = path
		r.side.article, r.side.err = r.readSidecar(path)
	}
	return r.side.article, r.side.err
}

func (r *reader) readSidecar(path string) (Article, error) {
	names := []string{path + sidecarEnding}
	if plain, compressed := cutCompression(path); compressed {
		names = append(names, plain+sidecarEnding)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return Article{}, fmt.Errorf("its sidecar: %w", err)
		}
		raw, err := io.ReadAll(io.LimitReader(f, maxSidecar+1))
		f.Close()
		if err != nil {
			return Article{}, fmt.Errorf("its sidecar: %w", err)
		}
		if len(raw) > maxSidecar {
			return Article{}, fmt.Errorf("its sidecar %s is longer than %d bytes", name, maxSidecar)
		}
		o, err := r.object([]byte(strings.TrimPrefix(string(raw), bom)))
		if err != nil {
			return Article{}, fmt.Errorf("its sidecar %s: %w", name, err)
		}
		a, err := r.article(o.value)
		if err != nil {
			return Article{}, fmt.Errorf("its sidecar %s: %w", name, err)
		}
		return a, nil
	}
	return Article{}, nil
}
