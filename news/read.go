package news

import (
	"errors"
	"io"
	"iter"
)

// DefaultMaxArticleBytes is the limit of one article where Options set none: 4 MiB.
const DefaultMaxArticleBytes = 4 << 20

// Options say how articles are read. The zero value works.
type Options struct {
	Publisher string // of articles whose file and sidecar name none
	Published Stamp  // likewise; never of a canceled or withheld one, which without date stands above every version

	MaxArticleBytes int       // title and text of one article; 0 is DefaultMaxArticleBytes
	MaxDecompressed int64     // what one compressed file may unfold to, in bytes; 0 is 64 GiB
	MaxDepth        int       // nesting of lists and objects in JSON; 0 is 100
	Stdin           io.Reader // what the path "-" reads

	Summary *Summary // filled while reading; nil: nobody asks
}

// Summary counts what was read so far. It is up to date whenever Read yields; it must not be looked at while another
// goroutine is inside Read.
type Summary struct {
	Files    int   // files begun, standard input among them
	Bytes    int64 // read of them as they lie on disk; Size gives what they come to
	Articles int
	Rejected int // articles, and files that as a whole are in no format that is read

	Disagreements map[string]int // by field: articles whose source holds different values under several names of it
	Skipped       map[string]int // by ending: files in folders that are no articles and were passed over
}

func (s *Summary) disagree(field string) { s.Disagreements[field]++ }

// Read yields the articles of files and folders, in the order of the paths; folders are walked in name order, and "-" is
// standard input. It streams: memory grows neither with the number of articles nor with the length of a file, only with
// the longest article within the limit, and with the number of names in one folder.
//
// An article that cannot be used comes as a *Reject, and so does a file that is in no format that is read or whose data
// is damaged; reading goes on behind it. Any other error is the last thing that Read yields: a path that does not exist
// (found before the first article), a folder that cannot be read, a disk that fails. The Article beside an error is zero.
//
// Every yielded article has an id, a status, and valid UTF-8 without NUL in all fields; a usable one has a text. The
// sequence may be run again; each run reads anew. It is for one goroutine at a time.
func Read(paths []string, o Options) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		r := newReader(o, yield)
		if err := r.paths(paths); err != nil && err != errStop {
			yield(Article{}, err)
		}
	}
}

// reader is one run of Read.
type reader struct {
	o     Options
	sum   *Summary
	yield func(Article, error) bool

	side struct { // the sidecar read last
		path    string
		article Article
		err     error
	}
}

// errStop says that whoever takes the articles wants no more. Nothing may be yielded after it.
var errStop = errors.New("stop")

func newReader(o Options, yield func(Article, error) bool) *reader {
	if o.MaxArticleBytes <= 0 {
		o.MaxArticleBytes = DefaultMaxArticleBytes
	}
	if o.MaxDecompressed <= 0 {
		o.MaxDecompressed = 64 << 30
	}
	if o.MaxDepth <= 0 {
		o.MaxDepth = 100
	}
	if o.Summary == nil {
		o.Summary = &Summary{}
	}
	if o.Summary.Disagreements == nil {
		o.Summary.Disagreements = map[string]int{}
	}
	if o.Summary.Skipped == nil {
		o.Summary.Skipped = map[string]int{}
	}
	o.Publisher = oneLine(o.Publisher)
	return &reader{o: o, sum: o.Summary, yield: yield}
}

// lineLimit is the length in bytes of the longest JSON line. Beside an article a line holds the escapes of its text,
// other fields, the claims of a record, or the 1 MiB of a reject.
func (r *reader) lineLimit() int { return 8 * max(r.o.MaxArticleBytes, maxRaw) }

func (r *reader) give(a Article, path string, line int) error {
	a.Path, a.Line = path, line
	r.sum.Articles++
	if !r.yield(a, nil) {
		return errStop
	}
	return nil
}

func (r *reader) reject(j *Reject) error {
	r.sum.Rejected++
	if !r.yield(Article{}, j) {
		return errStop
	}
	return nil
}
