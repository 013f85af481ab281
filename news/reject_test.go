package news

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRejects writes rejects and reads them back with the fault removed: nothing is lost on the way.
func TestRejects(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "rejects.jsonl")
	w, err := NewRejectWriter(path)
	if err != nil {
		t.Fatal(err)
	}
	good := []byte(`{"id":"1","text":"Putin <b>spoke</b>: \u2028 \"café\"."}`)
	for _, j := range []*Reject{
		{Path: "a.jsonl", Line: 3, Reason: "mended since", Raw: good},
		{Path: "b.txt", Reason: "not UTF-8", Raw: []byte("caf\xe9")},
		{Path: "c.jsonl", Line: 1, Reason: "too long", Raw: bytes.Repeat([]byte("é"), maxRaw)},
		{Path: "d.pdf", Reason: "a PDF document"},
	} {
		if err := w.Write(j); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file stands before Close")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w.Len() != 4 {
		t.Errorf("Len is %d; want 4", w.Len())
	}
	if names, err := os.ReadDir(folder); err != nil || len(names) != 1 {
		t.Errorf("the folder holds %v, %v; want the file alone", names, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(string(data), "\n")
	for i, want := range []string{
		`{"path":"a.jsonl","line":3,"reason":"mended since","raw":"{\"id\":\"1\",\"text\":\"Putin <b>spoke</b>: \\u2028 \\\"café\\\".\"}"}`,
		`{"path":"b.txt","line":0,"reason":"not UTF-8","raw64":"Y2Fm6Q=="}`,
		`{"path":"c.jsonl","line":1,"reason":"too long","raw":"` + strings.Repeat("é", maxRaw/2) + `","cut":true}`,
		`{"path":"d.pdf","line":0,"reason":"a PDF document","raw":""}`,
		``,
	} {
		if i >= len(got) || got[i] != want {
			t.Fatalf("line %d is\n%.200s\nwant\n%.200s", i+1, got[i], want)
		}
	}

	out := readAll(t, Options{}, path)
	out.want(t, 1, "b.txt: not UTF-8", "c.jsonl:1: only the start of it was kept", "d.pdf: nothing of it was kept")
	if a := out.articles[0]; a.Path != "a.jsonl" || a.Line != 3 || a.Text != "Putin <b>spoke</b>: \u2028 \"café\"." {
		t.Errorf("read back: %s:%d %q", a.Path, a.Line, a.Text)
	}
	// Rejected again, each is what it was.
	if j := out.rejects[0]; string(j.Raw) != "caf\xe9" || j.Cut {
		t.Errorf("rejected again: %q, cut %v", j.Raw, j.Cut)
	}
	if j := out.rejects[1]; len(j.Raw) != maxRaw || !j.Cut {
		t.Errorf("rejected again: %d bytes, cut %v", len(j.Raw), j.Cut)
	}
}

// TestNoRejects: a run without rejects leaves the file of an earlier one as it was.
func TestNoRejects(t *testing.T) {
	path := write(t, "rejects.jsonl", []byte("of an earlier run\n"))
	w, err := NewRejectWriter(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "of an earlier run\n" {
		t.Errorf("the file holds %q, %v", data, err)
	}
}

// TestRejectsInPlace reads and writes the same file: what is still rejected stands in it afterwards.
func TestRejectsInPlace(t *testing.T) {
	path := write(t, RejectsName, []byte(`{"path":"a.jsonl","line":3,"reason":"mended since","raw":"{\"id\":\"1\",\"text\":\"Putin spoke.\"}"}`+"\n"+
		`{"path":"a.jsonl","line":4,"reason":"not mended","raw":"{\"id\":"}`+"\n"))
	w, err := NewRejectWriter(path)
	if err != nil {
		t.Fatal(err)
	}
	out := readAll(t, Options{}, path)
	for _, j := range out.rejects {
		if err := w.Write(j); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	want := `{"path":"a.jsonl","line":4,"reason":"the JSON object breaks off after 6 bytes; fetch or write it again","raw":"{\"id\":"}` + "\n"
	if data, err := os.ReadFile(path); err != nil || string(data) != want || len(out.articles) != 1 {
		t.Errorf("%d articles were read; the file holds %s, %v", len(out.articles), data, err)
	}
}

func TestRejectsNowhere(t *testing.T) {
	if _, err := NewRejectWriter(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is a folder; name a file") {
		t.Errorf("a folder as file of rejects gave %v", err)
	}
	w, err := NewRejectWriter(filepath.Join(t.TempDir(), "nowhere", "rejects.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(&Reject{Path: "a"}); err == nil {
		t.Error("a file in a folder that does not exist was written")
	}
	if err := w.Close(); err != nil {
		t.Errorf("Close after nothing could be written: %v", err)
	}
}

// TestRejectsFullDisk: an error of writing is given by each Write, not by Close once more, and leaves nothing behind.
func TestRejectsFullDisk(t *testing.T) {
	path := write(t, "rejects.jsonl", []byte("of an earlier run\n"))
	w, err := NewRejectWriter(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(&Reject{Path: "a"}); err != nil {
		t.Fatal(err)
	}
	w.file.Close() // from here on nothing can be written
	for i := range 2 {
		if err := w.Write(&Reject{Path: "b", Raw: bytes.Repeat([]byte("b"), maxRaw)}); err == nil {
			t.Errorf("write %d gave no error", i+1)
		}
	}
	if err := w.Close(); err != nil {
		t.Errorf("Close says it again: %v", err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if data, readErr := os.ReadFile(path); err != nil || readErr != nil || len(left) != 1 || string(data) != "of an earlier run\n" {
		t.Errorf("%d files are left, the older one holds %q (%v, %v)", len(left), data, err, readErr)
	}
}
