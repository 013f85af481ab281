package graph

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"newsgraph/schema"
)

// TestSQLiteRefuses opens what is no graph of ours: each gives one clear error and leaves the file as it was.
func TestSQLiteRefuses(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	other := func(name string, statements ...string) string {
		db, err := sql.Open("sqlite", at(name))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
		return at(name)
	}
	text := at("notes.txt")
	if err := os.WriteFile(text, []byte("no database at all, but longer than a header\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := at("empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, uri, want string
		readOnly        bool
	}{
		{"a folder", dir, "this is a folder: name a file in it", false},
		{"a missing folder", at("no/such/graph.db"), "the folder " + at("no/such") + " is not there", false},
		{"a text", text, "this is no SQLite file", false},
		{"another program's file", other("other.db", "CREATE TABLE t (x)"), "another program's SQLite file", false},
		{"another program's number", other("number.db", "PRAGMA application_id = 7", "CREATE TABLE t (x)"), "another program's SQLite file", false},
		{"another program's, to read", at("other.db"), "another program's SQLite file", true},
		{"a newer version", other("newer.db", "PRAGMA application_id = 1852273254", "PRAGMA user_version = 99", "CREATE TABLE t (x)"),
			"a newer version of this program wrote it (format 99", false},
		{"nothing to read", at("nothing.db"), "there is no such file", true},
		{"an empty file to read", empty, "the file is empty", true},
		{"an unknown scheme", "mysql://localhost", `"mysql" is no kind of store`, false},
		{"no path", "sqlite:", "the path is empty", false},
	} {
		s, err := Open(t.Context(), c.uri, Options{Ontology: schema.Default(), ReadOnly: c.readOnly})
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", c.name)
		} else if !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %q, want one line with %q", c.name, err, c.want)
		}
	}
	for _, name := range []string{"nothing.db", "no"} {
		if _, err := os.Stat(at(name)); err == nil {
			t.Errorf("%s was made", name)
		}
	}
}

// TestSQLiteDamaged reads a file of which a piece is overwritten, and one that is cut off.
func TestSQLiteDamaged(t *testing.T) {
	st := sqliteStores()
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	path := s.b.(*sqliteStore).path
	s.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	noise := append([]byte{}, whole...)
	for i := 4096; i < len(noise); i++ {
		noise[i] = 0xA5
	}
	for name, b := range map[string][]byte{"overwritten": noise, "cut": whole[:len(whole)/3]} {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), path, Options{Ontology: schema.Default(), ReadOnly: true})
		if err == nil {
			err = s.Dump(t.Context(), &strings.Builder{})
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestSQLiteFull lets the disk fill up in the middle of a load: nothing half-written stays, and with room again the same
// calls give the graph of an undisturbed run.
func TestSQLiteFull(t *testing.T) {
	s := sqliteStores().empty(t, Options{})
	records := press()
	put(t, s, records[:2]...)
	settle(t, s)
	before := dump(t, s)
	pragma := func(text string) {
		if err := s.b.update(t.Context(), func(tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
		c := <-s.b.(*sqliteStore).writer
		defer func() { s.b.(*sqliteStore).writer <- c }()
		if err := c.exec(text); err != nil {
			t.Fatal(err)
		}
	}
	pragma("PRAGMA max_page_count = 1") // as many pages as the file has
	for i := range 300 {
		records = append(records, tell("Filler", strings.Repeat("x", i), "2026-03-07").says("Israel", "ATTACKED", "Iran", on("2026-03-05")).record())
	}
	_, err := s.Put(t.Context(), records)
	if err == nil || !strings.Contains(err.Error(), "the disk is full") || !strings.Contains(err.Error(), "run the same command again") {
		t.Fatalf("got %v", err)
	}
	sameDump(t, "after the disk was full", dump(t, s), before)
	pragma("PRAGMA max_page_count = 1000000")
	put(t, s, records...)
	settle(t, s)
	sameDump(t, "with room again", dump(t, s), built(t, records...))
}

// TestSQLiteReadOnly shows that reading neither writes nor waits for a writer.
func TestSQLiteReadOnly(t *testing.T) {
	st := sqliteStores()
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	want := dump(t, s)
	r := st.again(t, Options{ReadOnly: true})
	if err := s.b.update(t.Context(), func(tx tx) error { // while somebody writes
		if err := tx.setMeta("x", "y"); err != nil {
			return err
		}
		sameDump(t, "read beside a writer", dump(t, r), want)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Put(t.Context(), press()); err == nil || !strings.Contains(err.Error(), "opened to read only") {
		t.Errorf("a put: %v", err)
	}
}

// TestSQLiteReadersLeaveNothing shows that a reader takes the log and its index, which it needs, away again.
func TestSQLiteReadersLeaveNothing(t *testing.T) {
	st := sqliteStores()
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	want := dump(t, s)
	s.Close()
	r := st.again(t, Options{ReadOnly: true})
	sameDump(t, "read", dump(t, r), want)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	path := s.b.(*sqliteStore).path
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(files) != 1 || files[0].Name() != filepath.Base(path) {
		t.Errorf("beside the graph lie %v, %v", files, err)
	}
}

// TestSQLiteCopy shows that after Close the file alone is the graph.
func TestSQLiteCopy(t *testing.T) {
	s := sqliteStores().empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	want := dump(t, s)
	path := s.b.(*sqliteStore).path
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "a copy?#%.db")
	if err := os.WriteFile(copied, b, 0o400); err != nil {
		t.Fatal(err)
	}
	sameDump(t, "a copy", dump(t, openTest(t, copied, Options{ReadOnly: true})), want)
}

// TestSQLiteReadOnlyFolder reads a graph in a folder in which nothing can be made.
func TestSQLiteReadOnlyFolder(t *testing.T) {
	if againAsNobody(t) {
		return
	}
	s := sqliteStores().empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	want := dump(t, s)
	path := s.b.(*sqliteStore).path
	s.Close()
	folder := filepath.Dir(path)
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	if f, err := os.Create(filepath.Join(folder, "x")); err == nil {
		f.Close()
		t.Skip("this user may write in every folder")
	}
	sameDump(t, "a folder to read only", dump(t, openTest(t, path, Options{ReadOnly: true})), want)
}

// TestSQLiteWaits shows that a writer waits for another until its context ends.
func TestSQLiteWaits(t *testing.T) {
	st := sqliteStores()
	a := st.empty(t, Options{})
	b := st.again(t, Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := a.b.update(t.Context(), func(tx) error {
		if _, err := b.Put(ctx, press()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	put(t, b, press()...)
}

// TestSQLitePlans asks SQLite how it runs every statement that a run over the whole interface has prepared: each finds
// its rows by an index, but for those that read a table as a whole.
func TestSQLitePlans(t *testing.T) {
	s := sqliteStores().empty(t, Options{Build: "build 1"})
	put(t, s, press()...)
	settle(t, s)
	if _, err := s.Retract(t.Context(), []string{"2"}); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	testFactsOf := func(f FactFilter) { collect(t, s.Facts(t.Context(), f)) }
	testFactsOf(FactFilter{})
	testFactsOf(FactFilter{Subject: []string{"Putin"}, Publishers: []string{"Reuters"}})
	testFactsOf(FactFilter{Subject: []string{"John Smith"}})
	testFactsOf(FactFilter{AsOf: "2026-03-08"})
	collect(t, s.Claims(t.Context(), ClaimFilter{Subject: []string{"Putin"}}))
	collect(t, s.Articles(t.Context(), ArticleFilter{}))
	collect(t, s.Verify(t.Context(), nil))
	if _, err := s.Evidence(t.Context(), press()[0].Claims[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Stats(t.Context()); err != nil {
		t.Fatal(err)
	}
	dump(t, s)

	b := s.b.(*sqliteStore)
	texts := map[string]bool{}
	writer := <-b.writer
	defer func() { b.writer <- writer }()
	for _, c := range append(b.idle, writer) {
		for text := range c.stmts {
			texts[text] = true
		}
	}
	whole := func(text, step string) bool { // reads all rows, and may
		return strings.Contains(text, "COUNT(*)") && !strings.Contains(text, "WHERE") || // counts
			strings.HasPrefix(text, "SELECT (SELECT COUNT(*)") ||
			step == "SCAN marks" || step == "SCAN l" || // texts of a dump
			strings.HasPrefix(step, "SCAN k") || strings.HasPrefix(step, "SCAN json_each") || strings.Contains(step, "CONSTANT ROW") ||
			strings.HasPrefix(step, "SCAN (subquery") || strings.HasPrefix(step, "SCAN t")
	}
	for text := range texts {
		if strings.HasPrefix(text, "PRAGMA") {
			continue
		}
		args := make([]any, strings.Count(text, "?"))
		if numbered := regexp.MustCompile(`\?[0-9]`).FindAllString(text, -1); numbered != nil {
			args = args[:int(slices.Max(numbered)[1]-'0')]
		}
		rows, err := writer.c.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(step, "SCAN") && !whole(text, step) {
				t.Errorf("%s\n\tscans: %s", text, step)
			}
		}
		rows.Close()
	}
	if len(texts) < 40 {
		t.Errorf("only %d statements were prepared", len(texts))
	}
}
