package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"newsgraph/news"
)

// manyArticles gives n articles as JSON Lines: the texts of the small press, again and again, under other ids, publishers
// and days, so that names, calls and meetings of many articles meet. Every seventh article comes in two versions and
// every eleventh is canceled.
func manyArticles(t *testing.T, n int) []string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/press/press.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(data)) {
		var a struct{ Text string }
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if a.Text != "" {
			texts = append(texts, a.Text)
		}
	}
	r := rand.New(rand.NewPCG(3, 1))
	var lines []string
	add := func(a map[string]any) {
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(line)+"\n")
	}
	for i := range n {
		a := map[string]any{
			"id": fmt.Sprint("a", i), "publisher": fmt.Sprintf("Paper %d (invented)", r.IntN(6)),
			"published": fmt.Sprintf("2031-05-%02d", 1+r.IntN(28)), "text": texts[r.IntN(len(texts))],
		}
		if i%7 == 0 {
			a["version"] = 1
			add(a)
			a["version"], a["text"] = 2, texts[r.IntN(len(texts))]
		}
		add(a)
		if i%11 == 0 {
			add(map[string]any{"id": a["id"], "publisher": a["publisher"], "status": "canceled"})
		}
	}
	return lines
}

// dumpOf gives the dump of a graph, which must be settled.
func dumpOf(t *testing.T, store string) []byte {
	t.Helper()
	return succeed(t, "dump", "--store", store)
}

// sameDump fails where two dumps differ, and shows how.
func sameDump(t *testing.T, what string, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	folder := t.TempDir()
	a, b := filepath.Join(folder, "want"), filepath.Join(folder, "got")
	os.WriteFile(a, want, 0o666)
	os.WriteFile(b, got, 0o666)
	t.Errorf("%s: the dump differs:\n%.4000s", what, succeed(t, "diff", a, b))
}

// The graph does not depend on the order of articles, on batches or on workers.
func TestLoadInAnyOrder(t *testing.T) {
	t.Parallel()
	lines := manyArticles(t, 60)
	var want []byte
	for i, flags := range [][]string{
		{},
		{"--workers", "1", "--batch-size", "1"},
		{"--workers", "5", "--batch-size", "7"},
	} {
		r := rand.New(rand.NewPCG(7, uint64(i)))
		if i > 0 {
			r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		}
		folder := t.TempDir()
		file, store := filepath.Join(folder, "articles.jsonl"), filepath.Join(folder, "graph.db")
		if err := os.WriteFile(file, []byte(strings.Join(lines, "")), 0o666); err != nil {
			t.Fatal(err)
		}
		succeed(t, append([]string{"load", "--quiet", "--store", store, file}, flags...)...)
		got := dumpOf(t, store)
		if want == nil {
			want = got
		}
		sameDump(t, strings.Join(append([]string{"shuffled"}, flags...), " "), got, want)
	}
}

// What a graph holds is not read again; a load on top of a part of its articles, in another order, gives the graph of all.
func TestLoadOnTop(t *testing.T) {
	t.Parallel()
	lines := manyArticles(t, 60)
	folder := t.TempDir()
	load := func(store string, lines []string, flags ...string) []byte {
		t.Helper()
		file := filepath.Join(folder, "articles.jsonl")
		if err := os.WriteFile(file, []byte(strings.Join(lines, "")), 0o666); err != nil {
			t.Fatal(err)
		}
		store = filepath.Join(folder, store)
		succeed(t, append([]string{"load", "--quiet", "--store", store, file}, flags...)...)
		return dumpOf(t, store)
	}
	want := load("whole.db", lines)
	r := rand.New(rand.NewPCG(7, 9))
	for i := range 3 {
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		store := fmt.Sprint("part", i, ".db")
		load(store, lines[:20*(i+1)])
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		sameDump(t, fmt.Sprint("on top of ", 20*(i+1)), load(store, lines, "--batch-size", "3"), want)
		sameDump(t, "the same again", load(store, lines), want)
	}
}

// Of an article that comes several times, what follows a change is not passed by, whatever the store says by then.
func TestLookUp(t *testing.T) {
	in := func(yield func(arrived, error) bool) {
		for _, text := range []string{"a stored", "b stored", "b new", "b stored", "a stored"} {
			if !yield(arrived{article: news.Article{ID: text[:1], Text: text}}, nil) {
				return
			}
		}
		yield(arrived{}, &news.Reject{Path: "c"})
	}
	stored := func(_ context.Context, articles []news.Article) (same []bool, err error) {
		for _, a := range articles {
			same = append(same, strings.HasSuffix(a.Text, "stored"))
		}
		return same, nil
	}
	var got []string
	for a, err := range lookUp(t.Context(), in, stored) {
		got = append(got, fmt.Sprintf("%s %t %v", a.article.Text, a.unchanged, err))
	}
	want := []string{"a stored true <nil>", "b stored true <nil>", "b new false <nil>", "b stored false <nil>", "a stored true <nil>", " false c: "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// feed starts a load that reads standard input, and gives it the first n lines.
func feed(t *testing.T, store, rejects string, lines []string, n int) (c *exec.Cmd, rest io.WriteCloser, errOut *bytes.Buffer) {
	t.Helper()
	c = exec.Command("newsgraph", "load", "--store", store, "--batch-size", "5", "--workers", "2", "--rejects", rejects, "-")
	errOut = &bytes.Buffer{}
	c.Stderr = errOut
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[:n] {
		if _, err := io.WriteString(in, line); err != nil {
			t.Fatalf("the load ended early: %v\n%s", err, errOut)
		}
	}
	return c, in, errOut
}

// A load that is killed at any moment, and then run again, gives the graph of an undisturbed one. The moments are drawn
// by how much the load has been given to read, and in the last trials by time after that, while it settles.
func TestKilledLoadGoesOn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	lines := strings.SplitAfter(string(recordsOf(t, manyArticles(t, 150))), "\n")
	lines = lines[:len(lines)-1]
	undisturbed := filepath.Join(folder, "undisturbed.db")
	c, in, errOut := feed(t, undisturbed, undisturbed+".rejects", lines, len(lines))
	in.Close()
	if err := c.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, errOut)
	}
	want := dumpOf(t, undisturbed)
	r := rand.New(rand.NewPCG(9, 9))
	for trial := range 10 {
		store := filepath.Join(folder, fmt.Sprintf("killed-%d.db", trial))
		n := r.IntN(len(lines))
		if trial >= 6 {
			n = len(lines)
		}
		c, in, _ := feed(t, store, store+".rejects", lines, n)
		if n == len(lines) {
			in.Close()
			time.Sleep(time.Duration(r.IntN(25)) * time.Millisecond)
		}
		c.Process.Kill()
		c.Wait()
		c, in, errOut := feed(t, store, store+".rejects", lines, len(lines))
		in.Close()
		if err := c.Wait(); err != nil {
			t.Fatalf("killed after %d of %d lines, run again: %v\n%s", n, len(lines), err, errOut)
		}
		sameDump(t, fmt.Sprintf("killed after %d of %d lines", n, len(lines)), dumpOf(t, store), want)
	}
}

// recordsOf extracts articles, so that tests of the store need not wait for the models' work again and again.
func recordsOf(t *testing.T, lines []string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "articles.jsonl")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "")), 0o666); err != nil {
		t.Fatal(err)
	}
	return succeed(t, "extract", "--quiet", "--format", "records", file)
}

// Ctrl-C lets the running batch end, leaves the rest, says how to go on, and exits with 130; going on gives the graph of
// an undisturbed load.
func TestInterruptedLoadGoesOn(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("a test cannot press Ctrl-C on Windows")
	}
	folder := t.TempDir()
	lines := manyArticles(t, 40)
	store := filepath.Join(folder, "graph.db")
	c, in, errOut := feed(t, store, store+".rejects", lines, 20)
	defer in.Close()
	for range 1000 { // the first batch is stored when the file says more than an empty one
		if info, err := os.Stat(store + "-wal"); err == nil && info.Size() > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := c.Wait()
	if code := c.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit code %d (%v), want %d\n%s", code, err, exitInterrupted, errOut)
	}
	if s := errOut.String(); !strings.Contains(s, "newsgraph: interrupted: ") || !strings.Contains(s, "run the same command again to go on") || strings.Contains(s, "Strongest") {
		t.Errorf("it says:\n%s", s)
	}
	whole := filepath.Join(folder, "whole.db")
	for _, s := range []string{store, whole} {
		c, in, errOut := feed(t, s, s+".rejects", lines, len(lines))
		in.Close()
		if err := c.Wait(); err != nil {
			t.Fatalf("%v\n%s", err, errOut)
		}
	}
	sameDump(t, "interrupted and run again", dumpOf(t, store), dumpOf(t, whole))
}

// Two loads of one file into one store at once give the graph of one.
func TestTwoLoadsAtOnce(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	lines := manyArticles(t, 60)
	one, both := filepath.Join(folder, "one.db"), filepath.Join(folder, "both.db")
	c, in, errOut := feed(t, one, one+".rejects", lines, len(lines))
	in.Close()
	if err := c.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, errOut)
	}
	a, inA, errA := feed(t, both, both+".rejects", lines, len(lines)/2)
	b, inB, errB := feed(t, both, both+".rejects", lines, len(lines))
	inB.Close()
	for _, line := range lines[len(lines)/2:] {
		io.WriteString(inA, line)
	}
	inA.Close()
	for _, p := range []struct {
		c   *exec.Cmd
		err *bytes.Buffer
	}{{a, errA}, {b, errB}} {
		if err := p.c.Wait(); err != nil {
			t.Errorf("%v\n%s", err, p.err)
		}
	}
	sameDump(t, "two loads at once", dumpOf(t, both), dumpOf(t, one))
}
