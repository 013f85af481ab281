package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"newsgraph/news"
	"newsgraph/nlp/conllu"
)

// givenDocument is a document of CoNLL-U with the file that it was read from.
type givenDocument struct {
	document conllu.Document
	path     string
}

// documents yields the documents of all paths, which are CoNLL-U: files, plain or gzip, "-" for standard input, and folders,
// of which the files .conllu and .conllu.gz are read in name order. A document that breaks the format, or a file that is
// damaged, comes as a *news.Reject; any other error ends.
func (in *intake) documents() iter.Seq2[givenDocument, error] {
	return func(yield func(givenDocument, error) bool) {
		files, err := conlluFiles(in.paths)
		if err != nil {
			yield(givenDocument{}, err)
			return
		}
		for _, path := range files {
			if more := in.documentsOf(path, yield); !more {
				return
			}
		}
	}
}

// conlluFiles gives the files of paths, which must all be there.
func conlluFiles(paths []string) ([]string, error) {
	var out []string
	for _, path := range paths {
		if path == "-" {
			out = append(out, path)
			continue
		}
		err := filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name := strings.ToLower(d.Name())
			switch {
			case d.IsDir():
			case file == path || strings.HasSuffix(name, ".conllu") || strings.HasSuffix(name, ".conllu.gz"):
				out = append(out, file)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("cannot read: %w", err)
		}
	}
	return out, nil
}

// documentsOf yields the documents of one file, and says whether more are wanted.
func (in *intake) documentsOf(path string, yield func(givenDocument, error) bool) bool {
	var file io.Reader = in.options.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			yield(givenDocument{}, fmt.Errorf("cannot read: %w", err))
			return false
		}
		defer f.Close()
		file = f
	}
	r := bufio.NewReader(file)
	file = r
	head, _ := r.Peek(2) // an error comes again where the data is read
	zipped := string(head) == "\x1f\x8b"
	if zipped {
		z, err := gzip.NewReader(r)
		if err != nil {
			return yield(givenDocument{}, damaged(path, err))
		}
		file = z
	}
	for d, err := range conllu.Read(file, path, in.options.MaxArticleBytes) {
		var broken *conllu.Error
		var disk *fs.PathError
		switch {
		case errors.As(err, &broken):
			err = &news.Reject{Path: broken.Path, Line: broken.Line, Reason: broken.Problem, Raw: broken.Raw, Cut: broken.Cut}
		case err != nil && zipped && !errors.As(err, &disk):
			err = damaged(path, errors.Unwrap(err))
		}
		if !yield(givenDocument{d, path}, err) {
			return false
		}
	}
	return true
}

// damaged is the reject of a file that cannot be unpacked.
func damaged(path string, err error) *news.Reject {
	return &news.Reject{Path: path, Reason: fmt.Sprintf("the compressed data is damaged (%v); what stands before was read; fetch it again", err)}
}
