package news

import (
	"bufio"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// format is a way of holding articles in a file.
type format int

const (
	formatUnknown format = iota
	formatJSONL
	formatRecords
	formatPlain
	formatRefused // known, and not read (formats.txt)
)

const recordsEnding = ".records.jsonl"

// bom is the byte order mark that some editors put before UTF-8.
const bom = "\uFEFF"

//go:embed formats.txt
var formatsFile string

// refused says by ending what the files of formats.txt are.
var refused = func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(formatsFile) {
		if end, what, ok := strings.Cut(strings.TrimSpace(line), " "); ok && end != "#" {
			m[end] = strings.TrimSpace(what)
		}
	}
	return m
}()

// formatOf tells the format of a file from its name, without the ending of its compression.
func formatOf(name string) format {
	name = strings.ToLower(name)
	switch {
	case strings.HasSuffix(name, recordsEnding):
		return formatRecords
	case refused[filepath.Ext(name)] != "":
		return formatRefused
	}
	switch filepath.Ext(name) {
	case ".jsonl", ".ndjson", ".json":
		return formatJSONL
	case ".txt":
		return formatPlain
	}
	return formatUnknown
}

// cutCompression takes the ending of a compression off a name.
func cutCompression(name string) (string, bool) {
	for _, end := range []string{".gz", ".zst", ".zstd"} {
		if n := len(name) - len(end); n > 0 && strings.EqualFold(name[n:], end) {
			return name[:n], true
		}
	}
	return name, false
}

// sniffed is how many bytes of a file are looked at to tell what it is.
const sniffed = 512

// The first bytes by which data tells what it is.
const (
	gzipMagic = "\x1f\x8b"
	zstdMagic = "\x28\xb5\x2f\xfd"
)

// refusal says what the first bytes of a file show that is not read; empty where they show nothing. A page or a feed
// gives itself away by its first tag.
func refusal(head []byte) string {
	for _, m := range []struct{ magic, what string }{
		{gzipMagic, "gzip data inside compressed data"},
		{zstdMagic, "zstd data inside compressed data"},
		{"PK\x03\x04", "a ZIP archive"},
		{"BZh", "bzip2 data"},
		{"\xfd7zXZ\x00", "xz data"},
		{"%PDF-", "a PDF document"},
		{"SQLite format 3\x00", "an SQLite database"},
		{"\xff\xfe", "text in UTF-16"},
		{"\xfe\xff", "text in UTF-16"},
		{"WARC/", "a web archive"},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.what
		}
	}
	start := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(head, []byte(bom)))))
	for _, m := range []struct{ tag, what string }{
		{"<!doctype html", "an HTML page"},
		{"<html", "an HTML page"},
		{"<?xml", "XML"},
		{"<rss", "a feed"},
		{"<feed", "a feed"},
	} {
		if strings.HasPrefix(start, m.tag) {
			return m.what
		}
	}
	return ""
}

// looksJSON reports whether data begins like JSON. A text may begin with a bracket ("[Reuters] ...").
func looksJSON(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte(bom)))
	if len(head) > 0 && head[0] == '[' {
		head = bytes.TrimSpace(head[1:])
	}
	return len(head) > 0 && head[0] == '{'
}

// file reads one file, decompressed.
type file struct {
	path  string
	disk  *disk
	r     *bufio.Reader
	lines int    // lines begun so far
	buf   []byte // of line
}

// whole gives a reject of the file as a whole.
func (f *file) whole(reason string) *Reject { return &Reject{Path: f.path, Reason: reason} }

// file reads the articles of one file.
func (r *reader) file(e entry) error {
	r.sum.Files++
	name, _ := cutCompression(filepath.Base(e.path))
	form := formatOf(name)
	f := &file{path: e.path, disk: &disk{sum: r.sum}}
	if form == formatRefused && e.path != "-" {
		return r.reject(f.whole(notRead(refused[strings.ToLower(filepath.Ext(name))])))
	}
	if e.path == "-" {
		if r.o.Stdin == nil {
			return errors.New("standard input (-) is not open")
		}
		f.disk.r, form = r.o.Stdin, formatUnknown
	} else {
		opened, err := os.Open(e.path)
		if err != nil && e.named {
			return fmt.Errorf("cannot read: %w", err)
		}
		if err != nil {
			return r.reject(f.whole(fmt.Sprintf("cannot be opened (%v); make it readable", errors.Unwrap(err))))
		}
		defer opened.Close()
		f.disk.r = opened
	}
	closing, err := r.decompress(f, e.path)
	if err != nil {
		return r.broken(f, nil, err)
	}
	defer closing()

	head, _ := f.r.Peek(sniffed) // an error comes again where the data is read
	if what := refusal(head); what != "" {
		return r.reject(f.whole(notRead(what)))
	}
	if form == formatUnknown {
		form = formatPlain
		if looksJSON(head) {
			form = formatJSONL
		}
	}
	if form == formatPlain {
		return r.plain(f)
	}
	if _, err := r.sidecar(e.path); err != nil {
		return r.reject(f.whole(oneLine(err.Error())))
	}
	return r.jsonl(f, form == formatRecords)
}

func notRead(what string) string {
	return what + " is not a format newsgraph reads; give JSON Lines (.jsonl), text (.txt) or records (.records.jsonl) in UTF-8"
}

// decompress sets f.r by what the data begins with. The ending of the name counts only where data is damaged: programs
// that fetch files often unpack them and keep the name.
func (r *reader) decompress(f *file, path string) (closing func(), err error) {
	raw := bufio.NewReaderSize(f.disk, 64<<10)
	head, _ := raw.Peek(sniffed)
	closing = func() {}
	var in io.Reader = raw
	switch {
	case bytes.HasPrefix(head, []byte(gzipMagic)):
		z, err := gzip.NewReader(raw)
		if err != nil {
			return nil, err
		}
		in = &unfolded{r: z, disk: f.disk, max: r.o.MaxDecompressed}
	case bytes.HasPrefix(head, []byte(zstdMagic)):
		// 128 MiB is the window that zstd itself accepts without being told.
		z, err := zstd.NewReader(raw, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, err
		}
		closing = z.Close
		in = &unfolded{r: z, disk: f.disk, max: r.o.MaxDecompressed}
	default:
		if _, compressed := cutCompression(path); compressed && len(head) > 0 && (bytes.IndexByte(head, 0) >= 0 || !validStart(head)) {
			return nil, errNotCompressed
		}
	}
	f.r = bufio.NewReaderSize(in, 256<<10)
	return closing, nil
}

// validStart reports whether the first bytes of a file are UTF-8, but for a character that their end parts.
func validStart(head []byte) bool {
	for cut := 1; len(head) == sniffed && cut < utf8.UTFMax; cut++ {
		if utf8.Valid(head[:len(head)-cut]) {
			return true
		}
	}
	return utf8.Valid(head)
}

// line gives the next line without its end; io.EOF after the last. Of a line longer than limit it gives the first 1 MiB
// and passes over the rest. The bytes are good until the next call.
func (f *file) line(limit int) (raw []byte, long bool, err error) {
	if cap(f.buf) > maxRaw {
		f.buf = nil // one long line must not hold its memory for the rest of the file
	}
	f.buf = f.buf[:0]
	f.lines++
	for {
		piece, err := f.r.ReadSlice('\n')
		if !long {
			f.buf = append(f.buf, piece...)
			if len(f.buf) > limit {
				long = true
				raw, _ := cutRaw(f.buf)
				f.buf = raw
			}
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == io.EOF && len(f.buf) > 0 {
			err = nil
		}
		if f.lines == 1 {
			return bytes.TrimPrefix(f.buf, []byte(bom)), long, err
		}
		return f.buf, long, err
	}
}

// disk counts what is read of a file as it lies there, and keeps the error of reading apart from those of unpacking.
type disk struct {
	r   io.Reader
	sum *Summary
	n   int64
	err error
}

func (d *disk) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	d.n += int64(n)
	d.sum.Bytes += int64(n)
	if err != nil && err != io.EOF {
		d.err = err
	}
	return n, err
}

// News compresses three to twenty times. More than 200 times, past the first 32 MiB, is a bomb.
const (
	maxRatio  = 200
	ratioFrom = 32 << 20
)

var (
	errNotCompressed = errors.New("the name says compressed data, but it is none, and no text either")
	errBomb          = fmt.Errorf("the file unfolds to more than %d times its size", maxRatio)
	errUnfolded      = errors.New("the file unfolds to more than the limit")
)

// unfolded bounds what a compressed file may unfold to.
type unfolded struct {
	r    io.Reader
	disk *disk
	n    int64
	max  int64
}

func (u *unfolded) Read(p []byte) (int, error) {
	if u.n > u.max {
		return 0, errUnfolded
	}
	if u.n > ratioFrom && u.n/maxRatio > u.disk.n {
		return 0, errBomb
	}
	n, err := u.r.Read(p)
	u.n += int64(n)
	return n, err
}

// broken ends a file whose data cannot be read on; raw is what was read of its last line. Damaged data is the file's
// fault and rejected; a disk that fails is not and stops the run. (Bytes that were changed inside compressed data may
// show only at its end, in the checksum: what was read until then has been given out, as every program that streams does.)
func (r *reader) broken(f *file, raw []byte, err error) error {
	if f.disk.err != nil {
		return fmt.Errorf("cannot read %s: %w", f.path, f.disk.err)
	}
	var reason string
	switch {
	case errors.Is(err, errUnfolded):
		reason = fmt.Sprintf("%v of %d bytes; what stands before was read; unpack and split it", err, r.o.MaxDecompressed)
	case errors.Is(err, errBomb):
		reason = fmt.Sprintf("%v; what stands before was read; unpack it to see what it holds", err)
	case errors.Is(err, errNotCompressed):
		reason = err.Error() + "; fetch it again"
	case errors.Is(err, io.ErrUnexpectedEOF):
		reason = "the compressed data breaks off; what stands before was read; fetch it again"
	default:
		reason = fmt.Sprintf("the compressed data is damaged (%v); what stands before was read; fetch it again", err)
	}
	j := newReject(f.path, f.lines, raw, errors.New(reason))
	j.Cut = true
	return r.reject(j)
}
