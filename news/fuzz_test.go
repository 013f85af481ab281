package news

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// fuzzed reads data as a file and checks what Read promises of every article and every reject.
func fuzzed(t *testing.T, data []byte, read func(r *reader, f *file) error) {
	limit := Options{MaxArticleBytes: 4096, MaxDecompressed: 1 << 20, MaxDepth: 20}
	r := newReader(limit, func(a Article, err error) bool {
		var reject *Reject
		if errors.As(err, &reject) {
			if reject.Reason == "" || strings.ContainsAny(reject.Reason, "\n\r") {
				t.Errorf("the reason %q is not one line", reject.Reason)
			}
			return true
		}
		if err != nil {
			t.Errorf("an error of data is no reject: %v", err)
		}
		for _, s := range []string{a.ID, a.URL, a.Title, a.Text, a.Publisher, a.Language, a.Version} {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				t.Errorf("%q is not UTF-8 without NUL", s)
			}
		}
		if a.ID == "" || a.Status != Usable && a.Status != Canceled && a.Status != Withheld || a.Status == Usable && strings.TrimSpace(a.Text) == "" {
			t.Errorf("no article: %+v", a)
		}
		for _, s := range []Stamp{a.Published, a.Modified} {
			if again, err := ParseStamp(s.String()); !s.IsZero() && (err != nil || again != s) {
				t.Errorf("the stamp %q reads as %q, %v", s, again, err)
			}
		}
		if back, ok := ParseKey(a.Key().String()); !ok || back != a.Key() {
			t.Errorf("the key %q reads as %+v", a.Key(), back)
		}
		if a.Rank().Compare(RankOf(a, TextHash(a.Text))) != 0 {
			t.Errorf("the rank of %+v is not its own", a)
		}
		return true
	})
	f := &file{path: "-", disk: &disk{r: bytes.NewReader(data), sum: r.sum}}
	closing, err := r.decompress(f, "-")
	if err != nil {
		return
	}
	defer closing()
	if err := read(r, f); err != nil {
		t.Errorf("reading ended with %v", err)
	}
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte(`{"id":"1","text":"Putin spoke.","published":"2026-03-09T18:04:05+03:00","url":"https://x.com/a?b=c","version":1.5}`))
	f.Add([]byte(`{"content":"\ud83d\u0000","source":{"name":"AP"},"timestamp":1773079445,"lang":"en"}` + "\n[]\n{"))
	f.Add([]byte(`{"path":"a.jsonl","line":1,"reason":"r","raw":"{\"id\":\"1\",\"text\":\"a\"}"}`))
	f.Add([]byte(`{"path":"a.txt","line":0,"reason":"r","raw64":"UHV0aW4g/w==","cut":false}`))
	f.Add([]byte(`{"id":"1","status":"canceled"}` + "\r\n" + strings.Repeat(`{"a":[`, 30)))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzed(t, data, func(r *reader, f *file) error { return r.jsonl(f, false) })
	})
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte(" date 2026-03-09 Putin spoke."))
	f.Add([]byte("Title: A\r\nPublished: 2026-03-09\r\nStatus: withheld\r\nURL: https://x.com\r\n\r\nPutin spoke."))
	f.Add([]byte(bom + "Id: 1\nOther: 2\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzed(t, data, (*reader).plain)
		r := newReader(Options{}, nil)
		if a, err := r.parsePlain(data); err == nil && !bytes.HasSuffix(data, []byte(a.Text)) {
			t.Errorf("the text %q is not the end of the file", a.Text)
		}
	})
}

func FuzzRecords(f *testing.F) {
	f.Add([]byte(`{"article":{"id":"1","text":"Putin spoke.","published":"2026-03-09","status":"usable"},"entities":[],"claims":[],"build":"b"}`))
	f.Add([]byte(`{"article":{"ID":"1","status":"canceled","modified":null},"entities":null,"claims":null,"build":null}` + "\n" + `{"article":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzed(t, data, func(r *reader, f *file) error { return r.jsonl(f, true) })
	})
}

// FuzzFile begins at the first byte of a file of unknown form: compression, kind of data, format.
func FuzzFile(f *testing.F) {
	f.Add([]byte("Putin spoke."))
	f.Add([]byte("\x28\xb5\x2f\xfd\x04\x00\x19\x00\x00ab\n\x01\x02\x03\x04"))
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x4a\x4c\x4a\x06\x04\x00\x00\xff\xff"))
	f.Add([]byte("[{\"text\":\"a\"}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var failed error
		for _, err := range Read([]string{"-"}, Options{Stdin: bytes.NewReader(data), MaxArticleBytes: 4096, MaxDecompressed: 1 << 20}) {
			var reject *Reject
			if failed != nil {
				t.Fatalf("Read went on after %v", failed)
			}
			if err != nil && !errors.As(err, &reject) {
				failed = err
			}
		}
		if failed != nil {
			t.Errorf("an error of data is no reject: %v", failed)
		}
	})
}

func FuzzStamp(f *testing.F) {
	for _, s := range []string{"2026-03-09", "2026-03-09T18:04:05.5+03:00", "Mon, 9 Mar 2026 18:04 EST", "20260309T180405Z", "Sept. 7, 2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseStamp(s)
		if err != nil {
			return
		}
		if b, err := ParseStamp(a.String()); err != nil || b != a {
			t.Errorf("%q reads as %q, and that as %q, %v", s, a, b, err)
		}
		if a.Instant().IsZero() || len(a.Day()) != 10 {
			t.Errorf("%q has day %q and instant %v", s, a.Day(), a.Instant())
		}
	})
}

func FuzzNormalURL(f *testing.F) {
	f.Add("HTTPS://User@X.com:443/a/../b%7e?utm_source=1&z=%2f&a#!c")
	f.Add("http://[::1]:80/%zz")
	f.Fuzz(func(t *testing.T, s string) {
		u := NormalURL(s)
		if again := NormalURL(u); again != u || !utf8.ValidString(u) {
			t.Errorf("NormalURL(%q) = %q, and of that %q", s, u, again)
		}
	})
}
