package graph

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// neo4jFormat is the version of the graph model in cypher/. A database of a newer one is refused.
const neo4jFormat = 1

// Statements carry up to batchRows rows and about batchBytes of text. On a server with 1 GiB of heap batches of 1,000
// to 5,000 rows ran equally fast; smaller ones pay for round trips.
const (
	batchRows  = 2000
	batchBytes = 4 << 20
)

// retryTime is how long a transaction is tried again after a transient failure or a lost connection: long enough for a
// server that is restarted (5 s here), short enough to tell of one that is gone.
const retryTime = 20 * time.Second

//go:embed cypher/*.cypher
var cypherFiles embed.FS

// neoStore is the backend in Neo4j. One driver serves the store; sessions are made for each transaction and name the
// database. It is safe for concurrent use.
type neoStore struct {
	driver     neo4j.DriverWithContext
	host       string // for messages
	database   string
	retry      time.Duration
	bookmarks  neo4j.BookmarkManager // a view sees what this store wrote before, also in a cluster
	types      map[string]bool       // relation types of the ontology, checked
	statements map[string]string
}

// openNeo4j opens the graph in the database at a neo4j:// or bolt:// URI (also +s and +ssc for TLS). A database that
// is not empty and holds no graph of ours is refused unless o.Adopt; one of a newer format is always refused.
func openNeo4j(ctx context.Context, uri string, o Options) (backend, error) {
	s, err := dialNeo4j(ctx, uri, o, retryTime)
	if err != nil {
		return nil, err
	}
	return s, nil
}

func dialNeo4j(ctx context.Context, uri string, o Options, retry time.Duration) (*neoStore, error) {
	u, err := url.Parse(uri)
	if err != nil {
		return nil, fmt.Errorf("opening Neo4j: %w", err)
	}
	if u.User != nil {
		return nil, fmt.Errorf("opening Neo4j at %s: the address holds a name or password; give them in NEO4J_USERNAME and NEO4J_PASSWORD, where logs do not show them", u.Host)
	}
	types := make(map[string]bool)
	for _, r := range o.Ontology.Relations() {
		if err := checkType(r.Name); err != nil {
			return nil, fmt.Errorf("opening Neo4j at %s: %w", u.Host, err)
		}
		types[r.Name] = true
	}
	statements, err := readStatements()
	if err != nil {
		return nil, err
	}
	auth := neo4j.NoAuth()
	if o.Username != "" || o.Password != "" {
		auth = neo4j.BasicAuth(o.Username, o.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(uri, auth, func(c *config.Config) {
		c.MaxTransactionRetryTime = retry
		c.SocketConnectTimeout = 5 * time.Second
		c.ConnectionAcquisitionTimeout = 10 * time.Second
		c.ConnectionLivenessCheckTimeout = 5 * time.Second // a server may have been restarted while a page was read
		c.UserAgent = "newsgraph"
		c.TelemetryDisabled = true
		c.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, fmt.Errorf("opening Neo4j at %s: %w", u.Host, err)
	}
	s := &neoStore{
		driver:     driver,
		host:       u.Host,
		database:   o.Database,
		retry:      retry,
		bookmarks:  neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		types:      types,
		statements: statements,
	}
	if s.database == "" {
		s.database = "neo4j"
	}
	if err := s.prepare(ctx, o); err != nil {
		driver.Close(ctx)
		return nil, err
	}
	return s, nil
}

func (s *neoStore) close() error { return s.driver.Close(context.Background()) }

// prepare checks whose database it is, and lays constraints, indexes and the marker where they are missing.
func (s *neoStore) prepare(ctx context.Context, o Options) error {
	// Not through a transaction that is tried again: a server that is not there should be told of at once.
	if err := s.driver.VerifyConnectivity(ctx); err != nil {
		return s.explain(ctx, err)
	}
	marker, err := s.marker(ctx)
	if err != nil {
		return err
	}
	if marker == nil && o.ReadOnly {
		return fmt.Errorf("database %s at %s holds no graph: load articles first", s.database, s.host)
	}
	if marker == nil && !o.Adopt {
		foreign := false
		err := s.view(ctx, func(t tx) error {
			return t.(*neoTx).run("any node", "", nil, func(props) error { foreign = true; return nil })
		})
		if err != nil {
			return err
		}
		if foreign {
			return fmt.Errorf("database %s at %s holds data of something else: name an empty one in NEO4J_DATABASE, or write beside that data with --adopt", s.database, s.host)
		}
	}
	if marker != nil {
		if v := marker.num("neo4jFormat"); v > neo4jFormat {
			return fmt.Errorf("database %s at %s is of format %d, this program knows %d: use a newer newsgraph", s.database, s.host, v, neo4jFormat)
		}
	}
	if o.ReadOnly {
		return nil
	}
	schema := s.schema()
	var whole strings.Builder
	for _, statement := range schema {
		whole.WriteString(statement)
	}
	laid := hash("neo4j schema", whole.String())
	if marker != nil && marker.str("neo4jSchema") == laid {
		return nil
	}
	for _, statement := range append(schema, s.statements["await indexes"]) {
		err := s.write(ctx, func(t *neoTx) error { return t.statement(statement, nil, nil) })
		// IF NOT EXISTS looks before it waits for another process that lays the same.
		var server *neo4j.Neo4jError
		if errors.As(err, &server) && strings.HasPrefix(server.Code, "Neo.ClientError.Schema.") && strings.HasSuffix(server.Code, "AlreadyExists") {
			continue
		}
		if err != nil {
			return fmt.Errorf("laying constraints and indexes: %w", err)
		}
	}
	values := map[string]any{"neo4jFormat": neo4jFormat, "neo4jSchema": laid}
	return s.write(ctx, func(t *neoTx) error {
		if err := t.run("make marker", "", map[string]any{"values": values}, nil); err != nil {
			return err
		}
		return t.run("set values", "", map[string]any{"values": values}, nil)
	})
}

// marker gives the properties of the marker node, nil where there is none.
func (s *neoStore) marker(ctx context.Context) (props, error) {
	var marker props
	err := s.view(ctx, func(t tx) error {
		return t.(*neoTx).run("marker", "", nil, func(p props) error { marker = p.sub("marker"); return nil })
	})
	return marker, err
}

// schema gives the statements that lay constraints and indexes, in order, one for each relation type where they have a
// hole.
func (s *neoStore) schema() []string {
	var names, types, list []string
	for name := range s.statements {
		if strings.HasPrefix(name, schemaPrefix) {
			names = append(names, name)
		}
	}
	for t := range s.types {
		types = append(types, t)
	}
	sort.Strings(names)
	sort.Strings(types)
	for _, name := range names {
		if !strings.Contains(s.statements[name], hole) {
			list = append(list, s.statements[name])
			continue
		}
		for _, t := range types {
			list = append(list, strings.ReplaceAll(s.statements[name], hole, t))
		}
	}
	return list
}

// hole is the only thing in a statement that is filled in: a relation type, after checkType.
const (
	hole         = "{{type}}"
	schemaPrefix = "schema "
)

var relationType = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,62}$`)

// structural are the relationship types that the graph model itself uses.
var structural = map[string]bool{"STATES": true, "SUBJECT": true, "OBJECT": true, "SPEAKER": true, "PLACE": true, "ABOUT": true}

// checkType says whether a relation may stand in a statement as a relationship type.
func checkType(name string) error {
	if !relationType.MatchString(name) {
		return fmt.Errorf("relation %q cannot be a relationship type: it must be 1 to 63 capital letters, digits and underscores, a letter first", name)
	}
	if structural[name] {
		return fmt.Errorf("relation %s cannot be a relationship type: the graph itself uses that name", name)
	}
	return nil
}

var statementName = regexp.MustCompile(`(?m)\A// ([A-Za-z][A-Za-z ]*)(:|$)`)

// readStatements gives the statements of cypher/ by name. A statement begins with a comment whose first words, up to a
// colon, are its name, and ends with a semicolon at the end of a line.
func readStatements() (map[string]string, error) {
	files, err := cypherFiles.ReadDir("cypher")
	if err != nil {
		return nil, err
	}
	statements := make(map[string]string)
	for _, f := range files {
		text, err := cypherFiles.ReadFile("cypher/" + f.Name())
		if err != nil {
			return nil, err
		}
		// The first paragraph tells of the file.
		_, rest, _ := strings.Cut(string(text), "\n\n")
		for _, part := range strings.SplitAfter(rest, ";\n") {
			part = strings.TrimSpace(part)
			if part == "" {
				continue
			}
			m := statementName.FindStringSubmatch(part)
			if m == nil {
				return nil, fmt.Errorf("cypher/%s: a statement has no name: %.40q", f.Name(), part)
			}
			if statements[m[1]] != "" {
				return nil, fmt.Errorf("cypher/%s: two statements are named %q", f.Name(), m[1])
			}
			lines := strings.Split(strings.TrimSuffix(part, ";"), "\n")
			for strings.HasPrefix(lines[0], "//") {
				lines = lines[1:]
			}
			statements[m[1]] = strings.Join(lines, "\n")
		}
	}
	return statements, nil
}

// update runs f in a write transaction that holds the marker's lock from its first statement on.
func (s *neoStore) update(ctx context.Context, f func(tx) error) error {
	return s.write(ctx, func(t *neoTx) error {
		locked := false
		if err := t.run("lock", "", nil, func(props) error { locked = true; return nil }); err != nil {
			return err
		}
		if !locked {
			return fmt.Errorf("database %s at %s has lost its marker node (:Newsgraph): it was emptied while it was open", s.database, s.host)
		}
		return f(t)
	})
}

// write runs f in a managed transaction: it runs again after a transient failure.
func (s *neoStore) write(ctx context.Context, f func(*neoTx) error) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	var own error // what f returned at its last run
	_, err := session.ExecuteWrite(ctx, func(m neo4j.ManagedTransaction) (any, error) {
		t := &neoTx{s: s, ctx: ctx, runner: m}
		own = f(t)
		switch {
		case own == nil:
			return nil, nil
		case t.failed != nil:
			return nil, t.failed // unwrapped: the driver looks at it to decide whether to try again
		default:
			return nil, ownError{own}
		}
	})
	if err == nil {
		return nil
	}
	if own != nil && (ctx.Err() == nil || errors.As(err, new(ownError))) {
		return own
	}
	return s.explain(ctx, err)
}

// ownError hides an error of a transaction's work from the driver, which would try again after, for one, an io.EOF.
type ownError struct{ error }

// view runs f in a transaction that only reads. f is not run again: it may have given rows away. Neo4j reads what is
// committed at the moment of each statement, so a view sees one state a statement.
func (s *neoStore) view(ctx context.Context, f func(tx) error) error {
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(ctx)
	m, err := s.begin(ctx, session)
	if err != nil {
		return s.explain(ctx, err)
	}
	defer m.Close(ctx)
	return f(&neoTx{s: s, ctx: ctx, runner: m})
}

// begin begins a transaction of a view, and waits as long for a server that is being restarted as write does.
func (s *neoStore) begin(ctx context.Context, session neo4j.SessionWithContext) (neo4j.ExplicitTransaction, error) {
	end := time.Now().Add(s.retry)
	for {
		m, err := session.BeginTransaction(ctx)
		if err == nil || !neo4j.IsRetryable(err) || time.Now().After(end) {
			return m, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (s *neoStore) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{
		DatabaseName:    s.database,
		AccessMode:      mode,
		BookmarkManager: s.bookmarks,
	})
}

// explain says what an error of the driver means and what to do. The error stays wrapped; a canceled context stands
// for all that it caused.
func (s *neoStore) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("stopped: %w", context.Cause(ctx))
	}
	var limit *neo4j.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		err = limit.Errors[len(limit.Errors)-1]
	}
	var server *neo4j.Neo4jError
	if errors.As(err, &server) {
		switch {
		case server.Code == "Neo.ClientError.Security.Unauthorized", server.Code == "Neo.ClientError.Security.AuthenticationRateLimit":
			return fmt.Errorf("Neo4j at %s refuses name and password: set NEO4J_USERNAME and NEO4J_PASSWORD (%w)", s.host, err)
		case server.Code == "Neo.ClientError.Security.CredentialsExpired":
			return fmt.Errorf("Neo4j at %s wants a new password first: set one in Neo4j Browser (%w)", s.host, err)
		case strings.HasPrefix(server.Code, "Neo.ClientError.Security."):
			return fmt.Errorf("Neo4j at %s: this user may not do that (%w)", s.host, err)
		case server.Code == "Neo.ClientError.Database.DatabaseNotFound":
			return fmt.Errorf("Neo4j at %s has no database %q: set NEO4J_DATABASE (%w)", s.host, s.database, err)
		}
		return fmt.Errorf("Neo4j at %s: %w", s.host, err)
	}
	if neo4j.IsRetryable(err) {
		return fmt.Errorf("no connection to Neo4j at %s: see that it runs, then give the same command again; what was committed stays (%w)", s.host, err)
	}
	return fmt.Errorf("Neo4j at %s: %w", s.host, err)
}
