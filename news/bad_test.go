package news

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// outcome is what Read yields, with errors as text.
type outcome struct {
	articles []Article
	rejects  []*Reject
	failed   error
}

func readAll(t *testing.T, o Options, paths ...string) outcome {
	t.Helper()
	var out outcome
	for a, err := range Read(paths, o) {
		var reject *Reject
		switch {
		case out.failed != nil:
			t.Fatalf("Read went on after %v", out.failed)
		case errors.As(err, &reject):
			out.rejects = append(out.rejects, reject)
		case err != nil:
			out.failed = err
		default:
			out.articles = append(out.articles, a)
		}
	}
	return out
}

// want fails the test unless n articles were read and each reject holds the text of reasons, in order.
func (out outcome) want(t *testing.T, n int, reasons ...string) {
	t.Helper()
	if out.failed != nil {
		t.Fatalf("Read failed: %v", out.failed)
	}
	if len(out.articles) != n || len(out.rejects) != len(reasons) {
		t.Fatalf("%d articles, %d rejects, the first %v; want %d articles and %d rejects", len(out.articles), len(out.rejects), append(out.rejects, nil)[0], n, len(reasons))
	}
	for i, reason := range reasons {
		if got := out.rejects[i].Error(); !strings.Contains(got, reason) || strings.Contains(got, "\n") {
			t.Errorf("reject %d is %q; want one line with %q", i, got, reason)
		}
	}
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstded(t *testing.T, data []byte) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	return z.EncodeAll(data, nil)
}

// lines gives n article lines that do not compress to nothing.
func lines(n int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, `{"id":"%d","text":"Putin spoke %x."}`+"\n", i, random.Uint64())
	}
	return b.Bytes()
}

func TestCompressed(t *testing.T) {
	data := lines(1000)
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"a.jsonl.gz", gzipped(t, data)},
		{"a.jsonl.zst", zstded(t, data)},
		{"content-counts.jsonl", gzipped(t, data)},
		{"unpacked-on-the-way.jsonl.gz", data},
		{"several-members.jsonl.gz", append(gzipped(t, data[:1000]), gzipped(t, data[1000:])...)},
	} {
		t.Run(c.name, func(t *testing.T) {
			readAll(t, Options{}, write(t, c.name, c.data)).want(t, 1000)
			readAll(t, Options{Stdin: bytes.NewReader(c.data)}, "-").want(t, 1000)
		})
	}
	readAll(t, Options{}, write(t, "a.txt.gz", gzipped(t, []byte("Putin spoke.")))).want(t, 1)
	readAll(t, Options{}, write(t, "twice.jsonl.gz", gzipped(t, gzipped(t, data)))).want(t, 0, "gzip data inside compressed data is not a format newsgraph reads")
}

func TestCompressedDamaged(t *testing.T) {
	data := lines(20_000)
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"a.jsonl.gz", gzipped(t, data)},
		{"a.jsonl.zst", zstded(t, data)},
	} {
		t.Run(c.name, func(t *testing.T) {
			half := c.data[:len(c.data)/2]
			out := readAll(t, Options{}, write(t, c.name, half))
			out.want(t, len(out.articles), "breaks off; what stands before was read; fetch it again")
			if n := len(out.articles); n < 1000 || n >= 20_000 {
				t.Errorf("%d articles before the break; want about half of 20000", n)
			}
			if j := out.rejects[0]; j.Line != len(out.articles)+1 || !j.Cut {
				t.Errorf("reject is of line %d, cut %v; want the line behind the %d whole ones", j.Line, j.Cut, len(out.articles))
			}
			bent := bytes.Clone(c.data)
			copy(bent[len(bent)/2:], "bent bent bent bent")
			// Bent bytes may unpack to bent lines; the checksum shows it at the end.
			out = readAll(t, Options{}, write(t, c.name, bent))
			if n := len(out.rejects); out.failed != nil || n == 0 || !strings.Contains(out.rejects[n-1].Reason, "the compressed data is damaged") {
				t.Errorf("bent data ends with %v, %d rejects; want a last one that says it is damaged", out.failed, n)
			}
			readAll(t, Options{}, write(t, c.name, c.data[:6])).want(t, 0, "breaks off")
		})
	}
	readAll(t, Options{}, write(t, "a.jsonl.gz", []byte{0, 1, 2, 3})).want(t, 0, "the name says compressed data, but it is none")
	readAll(t, Options{}, write(t, "a.txt.gz", gzipped(t, bytes.Repeat([]byte("Putin spoke. "), 1000))[:40])).want(t, 0, "breaks off")
}

func TestBomb(t *testing.T) {
	blank := bytes.Repeat([]byte{'\n'}, 1<<20)
	article := []byte(`{"id":"1","text":"Putin spoke."}` + "\n")
	bomb := append(bytes.Clone(article), bytes.Repeat(blank, 64)...)
	for name, data := range map[string][]byte{"a.jsonl.gz": gzipped(t, bomb), "a.jsonl.zst": zstded(t, bomb)} {
		readAll(t, Options{}, write(t, name, data)).want(t, 1, "unfolds to more than 200 times its size")
		readAll(t, Options{MaxDecompressed: 1 << 20}, write(t, name, data)).want(t, 1, "unfolds to more than the limit of 1048576 bytes")
	}
	spaces := gzipped(t, bytes.Repeat([]byte{' '}, 64<<20))
	readAll(t, Options{}, write(t, "line.jsonl.gz", spaces)).want(t, 0, "unfolds to more than 200 times its size")
	readAll(t, Options{}, write(t, "a.txt.gz", spaces)).want(t, 0, "the file is longer than")
}

// TestLongLine reads two lines of 100 MB among good ones, and looks at the memory that is held meanwhile.
func TestLongLine(t *testing.T) {
	data := io.MultiReader(
		strings.NewReader(`{"id":"1","text":"Putin spoke."}`+"\n"+`{"id":"2","text":"`),
		io.LimitReader(letters{'a'}, 100<<20),
		strings.NewReader(`"}`+"\n"+`{"id":"3","text":"Putin spoke."}`+"\n"),
		strings.NewReader(`{"id":"4","text":"`),
		io.LimitReader(letters{'b'}, 100<<20), // must not be read over the first, which whoever reads may have kept
		strings.NewReader(`"}`+"\n"),
	)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	out := readAll(t, Options{Stdin: data, MaxArticleBytes: 1 << 20}, "-")
	runtime.ReadMemStats(&after)
	out.want(t, 2, "-:2: the line is longer than 8388608 bytes", "-:4: the line is longer than 8388608 bytes")
	for i, want := range []string{`{"id":"2","text":"aaa`, `{"id":"4","text":"bbb`} {
		want += strings.Repeat(want[len(want)-1:], maxRaw-len(want))
		if j := out.rejects[i]; string(j.Raw) != want || !j.Cut {
			t.Errorf("reject %d keeps %d bytes that begin with %.30q, cut %v; want %d bytes that begin with %.30q", i+1, len(j.Raw), j.Raw, j.Cut, maxRaw, want)
		}
	}
	// The line's buffer grows by doubling up to the limit of 8 MiB; all that is allocated on the way is below 64 MiB a line.
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 128<<20 {
		t.Errorf("%d bytes were allocated for two lines of 100 MiB", grown)
	}
}

// letters is an endless text.
type letters struct{ letter byte }

func (l letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = l.letter
	}
	return len(p), nil
}

// TestFlatMemory reads 200,000 articles, 20 MB, and looks at the heap on the way.
func TestFlatMemory(t *testing.T) {
	const n = 200_000
	pipe, feed := io.Pipe()
	go func() {
		var err error
		for i := 0; i < n && err == nil; i++ {
			_, err = fmt.Fprintf(feed, `{"id":"%d","url":"https://x.com/%d","text":"Putin spoke to Pezeshkian by phone on Friday."}`+"\n", i, i)
		}
		feed.CloseWithError(err)
	}()
	read, early := 0, uint64(0)
	for _, err := range Read([]string{"-"}, Options{Stdin: pipe}) {
		if err != nil {
			t.Fatal(err)
		}
		if read++; read == 5000 || read == n {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			if early == 0 {
				early = m.HeapAlloc
			} else if m.HeapAlloc > early+1<<20 {
				t.Errorf("the heap grew from %d to %d bytes between article 5000 and %d", early, m.HeapAlloc, n)
			}
		}
	}
	if read != n {
		t.Errorf("%d articles; want %d", read, n)
	}
}

func TestNotUTF8(t *testing.T) {
	out := readAll(t, Options{}, write(t, "a.jsonl", []byte("{\"id\":\"1\",\"text\":\"caf\xe9\"}\n{\"id\":\"2\",\"text\":\"Putin spoke.\"}\n")))
	out.want(t, 1, "a.jsonl:1: not UTF-8: byte 0xe9 after 21 bytes; convert it")
	readAll(t, Options{}, write(t, "a.txt", []byte("caf\xe9"))).want(t, 0, "not UTF-8: byte 0xe9 after 3 bytes")
	readAll(t, Options{}, write(t, "a.txt", []byte("\xff\xfeP\x00u\x00"))).want(t, 0, "text in UTF-16 is not a format newsgraph reads")
}

func TestNUL(t *testing.T) {
	readAll(t, Options{}, write(t, "a.txt", make([]byte, 1000))).want(t, 0, "the text holds NUL bytes")
	readAll(t, Options{}, write(t, "a.jsonl", make([]byte, 1000))).want(t, 0, "no JSON object of its own")
	readAll(t, Options{}, write(t, "a.dat", make([]byte, 1000))).want(t, 0, "the text holds NUL bytes")
}

func TestByteOrderMark(t *testing.T) {
	out := readAll(t, Options{}, write(t, "a.jsonl", []byte(bom+`{"id":"1","text":"Putin spoke."}`)),
		write(t, "a.txt", []byte(bom+" date 2026-03-09 Putin spoke.")), write(t, "a.dat", []byte(bom+`{"id":"1","text":"Putin spoke."}`)))
	out.want(t, 3)
	for _, a := range out.articles {
		if a.Text != "Putin spoke." {
			t.Errorf("%s: text is %q", a.Path, a.Text)
		}
	}
}

// TestLineEnds: Windows line ends close headers and lines; in the text they stay.
func TestLineEnds(t *testing.T) {
	out := readAll(t, Options{}, write(t, "a.txt", []byte("Title: A\r\nPublisher: AP\r\n\r\nPutin\r\nspoke.\r\n")),
		write(t, "a.jsonl", []byte("{\"id\":\"1\",\"text\":\"Putin spoke.\"}\r\n\r\n{\"id\":\"2\",\"text\":\"Putin spoke.\"}\r\n")))
	out.want(t, 3)
	if a := out.articles[0]; a.Text != "Putin\r\nspoke.\r\n" || a.Title != "A" || a.Publisher != "AP" {
		t.Errorf("text %q, title %q, publisher %q", a.Text, a.Title, a.Publisher)
	}
}

func TestArticleLimit(t *testing.T) {
	long := strings.Repeat("Putin spoke. ", 100)
	o := Options{MaxArticleBytes: 1000}
	readAll(t, o, write(t, "a.txt", []byte(long))).want(t, 0, "the article has 1300 bytes; the limit is 1000 (--max-article-bytes)")
	readAll(t, o, write(t, "a.jsonl", []byte(`{"id":"1","text":"`+long+`"}`))).want(t, 0, "a.jsonl:1: the article has 1300 bytes")
	out := readAll(t, o, write(t, "a.txt", bytes.Repeat([]byte(long), 100)))
	out.want(t, 0, "the file is longer than 66536 bytes; raise --max-article-bytes")
	if !out.rejects[0].Cut {
		t.Error("not all of the file is kept, and the reject does not say so")
	}
	readAll(t, Options{}, write(t, "a.jsonl", []byte(`{"text":"Putin spoke.","url":"https://x.com/`+strings.Repeat("a", maxField)+`"}`))).want(t, 0, `field "url" has 4110 bytes; the longest that is read is 4096`)
}

// TestDiskFails: a disk or a pipe that fails is no fault of an article. It ends the run with an error.
func TestDiskFails(t *testing.T) {
	torn := errors.New("input/output error")
	for _, data := range [][]byte{lines(10), gzipped(t, lines(10))[:100], []byte("Putin spoke.")} {
		out := readAll(t, Options{Stdin: io.MultiReader(bytes.NewReader(data), iotest.ErrReader(torn))}, "-")
		if !errors.Is(out.failed, torn) || !strings.HasPrefix(out.failed.Error(), "cannot read -: ") {
			t.Errorf("after %d bytes Read ended with %v; want the error of the disk", len(data), out.failed)
		}
	}
	if out := readAll(t, Options{}, "-"); out.failed == nil {
		t.Error("no standard input is no error")
	}
}

// TestStop: whoever takes the articles may stop at any of them.
func TestStop(t *testing.T) {
	path := write(t, "a.jsonl", []byte("{\"id\":\"1\",\"text\":\"Putin spoke.\"}\nnothing\n{\"id\":\"2\",\"text\":\"Putin spoke.\"}\n"))
	for stop := 1; stop <= 3; stop++ {
		n := 0
		for range Read([]string{path}, Options{}) {
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("%d results after a stop at %d", n, stop)
		}
	}
}

func TestSize(t *testing.T) {
	folder := t.TempDir()
	for name, n := range map[string]int{"a.txt": 10, "b/c.jsonl.gz": 20, "photo.jpg": 40, ".hidden.txt": 80, "a.txt.meta.json": 160} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, make([]byte, n), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := Size([]string{folder, filepath.Join(folder, "photo.jpg")}); n != 70 || err != nil {
		t.Errorf("Size is %d, %v; want 10 and 20 of the folder and 40 of the file that is named", n, err)
	}
	if n, err := Size([]string{folder, "-"}); n != -1 || err != nil {
		t.Errorf("Size with standard input is %d, %v; want -1", n, err)
	}
	if _, err := Size([]string{filepath.Join(folder, "nowhere")}); err == nil {
		t.Error("a path that does not exist is no error")
	}
}

// TestBytes: what is read comes to what Size said, so that a progress bar ends at its end.
func TestBytes(t *testing.T) {
	paths := []string{write(t, "a.jsonl.gz", gzipped(t, lines(5000))), write(t, "b.txt", []byte("Putin spoke."))}
	size, err := Size(paths)
	if err != nil {
		t.Fatal(err)
	}
	s := &Summary{}
	readAll(t, Options{Summary: s}, paths...).want(t, 5001)
	if s.Bytes != size {
		t.Errorf("%d bytes were read; Size said %d", s.Bytes, size)
	}
}
