package graph

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// sqliteSchema makes an empty graph of the newest format.
//
//go:embed sqlite.sql
var sqliteSchema string

const (
	sqliteApplication = 0x6e677266 // "ngrf" in the file's header: a graph of this program
	sqliteFormat      = 1          // user_version in the file's header
	sqliteMagic       = "SQLite format 3\x00"

	// busyWait is how long one statement sleeps for another process's lock before the context is looked at again, and
	// busyTries how often: together half an hour, far more than any transaction of ours takes.
	busyWait  = 2 * time.Second
	busyTries = 900
)

// sqliteUpgrades leads an older format to the next: the i-th from i+1 to i+2. Each runs in the transaction that opens.
var sqliteUpgrades = []string{}

// sqliteStore keeps a graph in one file. One connection writes, under a lock of this process and BEGIN IMMEDIATE;
// any number reads, each one snapshot of the write-ahead log.
//
// synchronous is NORMAL: after a loss of power the last transactions may be gone, but those that stand are a prefix of
// what was committed, marks included, which is all that "run the same command again" needs; a killed process loses
// nothing. FULL would cost one more fsync a transaction and promise no more.
type sqliteStore struct {
	db     *sql.DB
	path   string
	read   bool             // opened to read only
	writer chan *sqliteConn // holds the writing connection while nobody uses it
	mu     sync.Mutex
	idle   []*sqliteConn // reading connections
	closed bool
}

// sqliteConn is one connection with its prepared statements, by text.
type sqliteConn struct {
	c     *sql.Conn
	stmts map[string]*sql.Stmt
	path  string
}

// openSQLite opens or makes the file. It refuses, with one clear error, a folder, a path in a folder that is not
// there, another program's file and a newer format.
func openSQLite(ctx context.Context, path string, readOnly bool) (*sqliteStore, error) {
	fresh, err := checkSQLitePath(path, readOnly)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open graph %s: %w", path, err)
	}
	options := url.Values{
		"mode": {"rwc"},
		"_pragma": {
			"busy_timeout(" + strconv.Itoa(int(busyWait.Milliseconds())) + ")",
			"synchronous(NORMAL)",
			"cache_size(-65536)",        // KiB: a page cache of 64 MiB a connection at most
			"wal_autocheckpoint(16000)", // pages: 64 MiB of log, so that pages that many transactions change are moved once
			"journal_size_limit(134217728)",
		},
	}
	if readOnly {
		// Not "ro": the last connection to close takes away the log and its index, which such a one could not.
		options.Set("mode", "rw")
		options.Add("_pragma", "query_only(1)")
	}
	s, err := dialSQLite(ctx, path, abs, options, readOnly, fresh)
	var code *sqlite.Error
	if readOnly && errors.As(err, &code) && (code.Code()&0xff == sqlite3.SQLITE_READONLY || code.Code()&0xff == sqlite3.SQLITE_CANTOPEN) {
		// In a folder that must not be written SQLite cannot put the index of the log beside the file. Where there is no
		// log, nobody has the file open, and it is read as it stands.
		if _, missing := os.Stat(abs + "-wal"); errors.Is(missing, os.ErrNotExist) {
			options.Set("mode", "ro")
			options.Set("immutable", "1")
			s, err = dialSQLite(ctx, path, abs, options, readOnly, fresh)
		}
	}
	return s, err
}

func dialSQLite(ctx context.Context, path, abs string, options url.Values, readOnly, fresh bool) (*sqliteStore, error) {
	name := filepath.ToSlash(abs)
	if name[0] != '/' {
		name = "/" + name // C:/...
	}
	dsn := url.URL{Scheme: "file", Path: name, RawQuery: options.Encode()}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, fmt.Errorf("open graph %s: %w", path, err)
	}
	s := &sqliteStore{db: db, path: path, read: readOnly, writer: make(chan *sqliteConn, 1)}
	c, err := s.connect(ctx)
	if err == nil {
		err = s.prepare(ctx, c, fresh)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	s.writer <- c
	return s, nil
}

// checkSQLitePath says whether the file must be made, and why it cannot be one of ours.
func checkSQLitePath(path string, readOnly bool) (fresh bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if readOnly {
			return false, fmt.Errorf("open graph %s: there is no such file: load articles first, or name another store", path)
		}
		folder := filepath.Dir(path)
		if _, err := os.Stat(folder); err != nil {
			return false, fmt.Errorf("open graph %s: the folder %s is not there: make it first", path, folder)
		}
		return true, nil
	case err != nil:
		return false, fmt.Errorf("open graph: %w", err)
	case info.IsDir():
		return false, fmt.Errorf("open graph %s: this is a folder: name a file in it, such as %s", path, filepath.Join(path, "newsgraph.db"))
	case info.Size() == 0:
		if readOnly {
			return false, fmt.Errorf("open graph %s: the file is empty: load articles first", path)
		}
		return true, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return false, fmt.Errorf("open graph: %w", err)
	}
	defer f.Close()
	head := make([]byte, len(sqliteMagic))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != sqliteMagic {
		return false, fmt.Errorf("open graph %s: this is no SQLite file, or its first bytes are damaged: name another file", path)
	}
	return false, nil
}

func (s *sqliteStore) connect(ctx context.Context) (*sqliteConn, error) {
	c, err := s.db.Conn(ctx)
	if err != nil {
		return nil, sqliteError(s.path, "open", err)
	}
	return &sqliteConn{c: c, stmts: map[string]*sql.Stmt{}, path: s.path}, nil
}

// prepare checks whose file it is and brings it to the newest format.
func (s *sqliteStore) prepare(ctx context.Context, c *sqliteConn, fresh bool) error {
	if fresh {
		// This cannot stand in a transaction. Two processes may do it at once: it is the same twice.
		if err := retryBusy(ctx, func() error { return c.exec("PRAGMA journal_mode = WAL") }); err != nil {
			return err
		}
	}
	var app, format int
	read := func() error {
		if err := c.one("PRAGMA application_id", nil, &app); err != nil {
			return err
		}
		return c.one("PRAGMA user_version", nil, &format)
	}
	if err := read(); err != nil {
		return err
	}
	if app == sqliteApplication && format == sqliteFormat {
		return nil
	}
	if s.read && app == sqliteApplication && format < sqliteFormat {
		return fmt.Errorf("open graph %s: it has the older format %d: any writing command brings it to format %d", s.path, format, sqliteFormat)
	}
	if app == sqliteApplication && format > sqliteFormat {
		return fmt.Errorf("open graph %s: a newer version of this program wrote it (format %d, this one reads up to %d): update the program", s.path, format, sqliteFormat)
	}
	if s.read {
		return fmt.Errorf("open graph %s: another program's SQLite file: name another file", s.path)
	}
	return s.transact(ctx, c, "BEGIN IMMEDIATE", func() error {
		if err := read(); err != nil { // another process may have been faster
			return err
		}
		var tables int
		if err := c.one("SELECT COUNT(*) FROM sqlite_schema", nil, &tables); err != nil {
			return err
		}
		switch {
		case app == 0 && format == 0 && tables == 0:
			if err := c.exec(sqliteSchema); err != nil {
				return err
			}
		case app != sqliteApplication:
			return fmt.Errorf("open graph %s: another program's SQLite file: name another file", s.path)
		default:
			for ; format < sqliteFormat; format++ {
				if err := c.exec(sqliteUpgrades[format-1]); err != nil {
					return err
				}
			}
		}
		if err := c.exec("PRAGMA application_id = " + strconv.Itoa(sqliteApplication)); err != nil {
			return err
		}
		return c.exec("PRAGMA user_version = " + strconv.Itoa(sqliteFormat))
	})
}

// retryBusy runs f again while another process holds the lock.
func retryBusy(ctx context.Context, f func() error) error {
	for try := 1; ; try++ {
		err := f()
		var busy *sqlite.Error
		if !errors.As(err, &busy) || busy.Code()&0xff != sqlite3.SQLITE_BUSY || try == busyTries {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// transact runs f between begin and COMMIT.
func (s *sqliteStore) transact(ctx context.Context, c *sqliteConn, begin string, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := retryBusy(ctx, func() error { return c.exec(begin) }); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done { // f failed, or panicked: after a full disk SQLite has rolled back by itself, so an error means nothing
			_ = c.exec("ROLLBACK")
		}
	}()
	if err := f(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := c.exec("COMMIT"); err != nil {
		return err
	}
	done = true
	return nil
}

func (s *sqliteStore) update(ctx context.Context, f func(tx) error) error {
	if s.read {
		return fmt.Errorf("write graph %s: it was opened to read only", s.path)
	}
	var c *sqliteConn
	select {
	case c = <-s.writer:
		defer func() { s.writer <- c }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return s.transact(ctx, c, "BEGIN IMMEDIATE", func() error { return f(newSQLiteTx(ctx, c)) })
}

func (s *sqliteStore) view(ctx context.Context, f func(tx) error) error {
	c, err := s.reader(ctx)
	if err != nil {
		return err
	}
	err = s.transact(ctx, c, "BEGIN", func() error { return f(newSQLiteTx(ctx, c)) })
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = append(s.idle, c)
	return err
}

func (s *sqliteStore) reader(ctx context.Context) (*sqliteConn, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.idle); n > 0 {
		c := s.idle[n-1]
		s.idle = s.idle[:n-1]
		return c, nil
	}
	return s.connect(ctx)
}

// close writes the log back into the file and cuts it, so that the file alone is the graph. Where another process
// still reads or writes, that process does so when it ends.
func (s *sqliteStore) close() error {
	s.mu.Lock()
	again := s.closed
	s.closed = true
	for _, c := range s.idle {
		c.close()
	}
	s.idle = nil
	s.mu.Unlock()
	if again {
		return nil
	}
	c := <-s.writer
	var err error
	if !s.read {
		var busy, log, moved int
		err = c.one("PRAGMA wal_checkpoint(TRUNCATE)", nil, &busy, &log, &moved)
	}
	c.close()
	return errors.Join(err, s.db.Close())
}

func (c *sqliteConn) close() {
	for _, st := range c.stmts {
		st.Close()
	}
	c.c.Close()
}

// The statements get context.Background: a context that can end costs the driver a goroutine a statement. Loops look
// at the transaction's context between rows instead.

// stmt gives the prepared statement of a text.
func (c *sqliteConn) stmt(text string) (*sql.Stmt, error) {
	if st := c.stmts[text]; st != nil {
		return st, nil
	}
	st, err := c.c.PrepareContext(context.Background(), text)
	if err != nil {
		return nil, sqliteError(c.path, "read", err)
	}
	c.stmts[text] = st
	return st, nil
}

// exec runs statements that are used once, such as those of the schema.
func (c *sqliteConn) exec(text string) error {
	_, err := c.c.ExecContext(context.Background(), text)
	return sqliteError(c.path, "write", err)
}

// run runs one prepared statement that gives no rows.
func (c *sqliteConn) run(text string, args ...any) error {
	_, err := c.result(text, args...)
	return err
}

func (c *sqliteConn) result(text string, args ...any) (sql.Result, error) {
	st, err := c.stmt(text)
	if err != nil {
		return nil, err
	}
	r, err := st.ExecContext(context.Background(), args...)
	return r, sqliteError(c.path, "write", err)
}

// one reads the one row of a prepared statement. No row is sql.ErrNoRows.
func (c *sqliteConn) one(text string, args []any, into ...any) error {
	st, err := c.stmt(text)
	if err != nil {
		return err
	}
	return sqliteError(c.path, "read", st.QueryRowContext(context.Background(), args...).Scan(into...))
}

// sqliteError says what, where and what to do.
func sqliteError(path, doing string, err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%s graph %s: %w", doing, path, err)
		}
		return err
	}
	hint := ""
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		hint = ": the disk is full: what was being written is undone; make room and run the same command again"
	case sqlite3.SQLITE_IOERR:
		hint = ": the disk cannot be written or read (it may be gone, or the file have come to a limit): what was being written is undone; " +
			"see to the disk and run the same command again"
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		hint = ": the file is damaged: bring back a copy, or load the articles into a new file"
	case sqlite3.SQLITE_BUSY:
		hint = ": another process has held it for half an hour"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		hint = ": check the permissions of the file and its folder"
	}
	return fmt.Errorf("%s graph %s%s: %w", doing, path, hint, err)
}

// idBlob gives the stored form of an id: 16 bytes for 32 hexadecimal digits, NULL for none.
func idBlob(id string) any {
	if id == "" {
		return nil
	}
	if len(id) == 32 {
		if b, err := hex.DecodeString(id); err == nil {
			return b
		}
	}
	return id // a key of another form stays text
}

// blobID turns idBlob around.
func blobID(v any) string {
	switch v := v.(type) {
	case []byte:
		return hex.EncodeToString(v)
	case string:
		return v
	}
	return ""
}

// idsBlob gives the stored form of a list of ids, NULL for none.
func idsBlob(ids []string) (any, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	out := make([]byte, 0, 16*len(ids))
	for _, id := range ids {
		b, err := hex.DecodeString(id)
		if err != nil || len(b) != 16 {
			return nil, fmt.Errorf("%q is no id of 32 hexadecimal digits", id)
		}
		out = append(out, b...)
	}
	return out, nil
}

func blobIDs(b []byte) []string {
	var ids []string
	for ; len(b) >= 16; b = b[16:] {
		ids = append(ids, hex.EncodeToString(b[:16]))
	}
	return ids
}

// text gives NULL for the empty string.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// dayOrNull gives NULL for NoDay.
func dayOrNull(day int) any {
	if day == NoDay {
		return nil
	}
	return day
}

func dayOf(v sql.NullInt64) int {
	if !v.Valid {
		return NoDay
	}
	return int(v.Int64)
}
