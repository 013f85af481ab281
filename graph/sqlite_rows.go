package graph

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"newsgraph/schema"

	"github.com/klauspost/compress/zstd"
)

// sqliteTx is one transaction on one connection.
type sqliteTx struct {
	*sqliteConn
	ctx  context.Context
	rows map[string]int64 // article ids to articles.row, as far as this transaction has asked
}

func newSQLiteTx(ctx context.Context, c *sqliteConn) *sqliteTx {
	return &sqliteTx{sqliteConn: c, ctx: ctx, rows: map[string]int64{}}
}

// each reads the rows of one statement.
func (t *sqliteTx) each(text string, args []any, scan func(*sql.Rows) error) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	st, err := t.stmt(text)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(context.Background(), args...)
	if err != nil {
		return sqliteError(t.path, "read", err)
	}
	defer rows.Close()
	for n := 0; rows.Next(); n++ {
		if n%1024 == 1023 && t.ctx.Err() != nil {
			return t.ctx.Err()
		}
		if err := scan(rows); err != nil {
			return err
		}
	}
	return sqliteError(t.path, "read", rows.Err())
}

// eachFirst reads at most n rows, all where n is 0. A LIMIT that is a parameter would have SQLite plan the statement anew
// on every call; ending early costs nothing where an index gives the order.
func (t *sqliteTx) eachFirst(text string, args []any, n int, scan func(*sql.Rows) error) error {
	seen := 0
	err := t.each(text, args, func(rows *sql.Rows) error {
		if err := scan(rows); err != nil {
			return err
		}
		if seen++; seen == n {
			return errStop
		}
		return nil
	})
	if seen == n && errors.Is(err, errStop) {
		return nil
	}
	return err
}

// eachOf runs one statement for all ids of a query, which it takes as a JSON array: a statement of its own for each costs
// as much again as finding the row.
func (t *sqliteTx) eachOf(text string, ids []string, scan func(*sql.Rows) error) error {
	if len(ids) == 0 {
		return nil
	}
	return t.each(text, []any{jsonText(ids)}, scan)
}

// eachKey runs one statement for every key of a query, in their order.
func (t *sqliteTx) eachKey(text string, keys []string, arg func(key string) []any, scan func(key string, rows *sql.Rows) error) error {
	for _, k := range keys {
		if err := t.each(text, arg(k), func(rows *sql.Rows) error { return scan(k, rows) }); err != nil {
			return err
		}
	}
	return nil
}

func idArg(key string) []any { return []any{idBlob(key)} }

// nameArg stores a NameKey.String() with a colon, which no class holds, in place of its NUL.
func nameArg(key string) []any { return []any{strings.Replace(key, "\x00", ":", 1)} }

// limit gives a LIMIT that means none for 0.
func limit(n int) int {
	if n == 0 {
		return -1
	}
	return n
}

// list gives a JSON array for json_each, NULL for none.
func list(values []string) any {
	if len(values) == 0 {
		return nil
	}
	return jsonText(values)
}

// jsonText never fails: the rows hold nothing that JSON cannot say.
func jsonText(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("graph: a row that JSON cannot say: %v", err))
	}
	return string(b)
}

// fromJSON reads a column that jsonText wrote.
func (t *sqliteTx) fromJSON(b []byte, into any) error {
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("read graph %s: the file is damaged: %w", t.path, err)
	}
	return nil
}

func unknownIndex(table string, by index) error {
	return fmt.Errorf("no index %d on %s", by, table)
}

const (
	sqlMeta      = `SELECT value FROM meta WHERE name = ?`
	sqlSetMeta   = `INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`
	sqlUnsetMeta = `DELETE FROM meta WHERE name = ?`
)

func (t *sqliteTx) meta(name string) (value string, err error) {
	if err := t.one(sqlMeta, []any{name}, &value); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	return value, nil
}

func (t *sqliteTx) setMeta(name, value string) error {
	if value == "" {
		return t.run(sqlUnsetMeta, name)
	}
	return t.run(sqlSetMeta, name, value)
}

const (
	sqlArticleColumns = `SELECT a.id, a.publisher, a.newsid, a.recent, a.texthash, a.hastext, a.build, a.digest, a.witness, a.agency, a.body FROM `
	sqlArticles       = sqlArticleColumns + `articles a `

	sqlArticlesAll       = sqlArticles + `WHERE a.id > ? ORDER BY a.id`
	sqlArticlesByID      = sqlArticleColumns + `json_each(?) k CROSS JOIN articles a ON a.id = unhex(k.value)`
	sqlArticlesNewsID    = sqlArticleColumns + `json_each(?) k CROSS JOIN articles a ON a.newsid = k.value`
	sqlArticlesPublisher = sqlArticleColumns + `json_each(?) k CROSS JOIN articles a ON a.publisher = k.value`
	sqlArticlesRanked    = sqlArticles + `WHERE a.recent > ? ORDER BY a.recent`
	sqlArticlesEntities  = sqlArticles + `WHERE a.row IN (SELECT article FROM locals WHERE entity IN (SELECT unhex(value) FROM json_each(?)))
		AND a.recent > ? ORDER BY a.recent LIMIT ?`

	sqlArticleRow = `SELECT row FROM articles WHERE id = ?`
	sqlPutArticle = `INSERT INTO articles (id, publisher, newsid, recent, texthash, hastext, build, digest, witness, agency, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET publisher = excluded.publisher, newsid = excluded.newsid, recent = excluded.recent,
		texthash = excluded.texthash, hastext = excluded.hastext, build = excluded.build, digest = excluded.digest,
		witness = excluded.witness, agency = excluded.agency, body = excluded.body`
	sqlDropBodies  = `DELETE FROM bodies WHERE row IN (SELECT row FROM claims WHERE article = ?)`
	sqlDropClaims  = `DELETE FROM claims WHERE article = ?`
	sqlDropLocals  = `DELETE FROM locals WHERE article = ?`
	sqlDropText    = `DELETE FROM texts WHERE article = ?`
	sqlDropArticle = `DELETE FROM articles WHERE row = ?`
)

func (t *sqliteTx) findArticles(q query, yield func(articleRow) error) error {
	scan := func(rows *sql.Rows) error {
		var a articleRow
		var id, hash, digest, witness, body []byte
		if err := rows.Scan(&id, &a.Key.Publisher, &a.Key.ID, &a.Recent, &hash, &a.HasText, &a.Build, &digest, &witness, &a.Agency, &body); err != nil {
			return sqliteError(t.path, "read", err)
		}
		a.ID, a.TextHash, a.Digest = hex.EncodeToString(id), hex.EncodeToString(hash), hex.EncodeToString(digest)
		if err := t.fromJSON(witness, &a.Witness); err != nil {
			return err
		}
		if err := t.fromJSON(body, &a.Article); err != nil {
			return err
		}
		return yield(a)
	}
	switch q.By {
	case all:
		return t.eachFirst(sqlArticlesAll, []any{afterID(q.After)}, q.Limit, scan)
	case byID:
		return t.eachOf(sqlArticlesByID, q.Keys, scan)
	case byNewsID:
		return t.eachOf(sqlArticlesNewsID, q.Keys, scan)
	case byPublisher:
		return t.eachOf(sqlArticlesPublisher, q.Keys, scan)
	case ranked:
		if len(q.Keys) > 0 {
			return t.each(sqlArticlesEntities, []any{list(q.Keys), q.After, limit(q.Limit)}, scan)
		}
		return t.eachFirst(sqlArticlesRanked, []any{q.After}, q.Limit, scan)
	}
	return unknownIndex("articles", q.By)
}

// afterID gives what every id is greater than, for the empty id.
func afterID(id string) any {
	if id == "" {
		return []byte{}
	}
	return idBlob(id)
}

// articleRowOf gives articles.row of an id.
func (t *sqliteTx) articleRowOf(id string) (int64, error) {
	if row, ok := t.rows[id]; ok {
		return row, nil
	}
	var row int64
	if err := t.one(sqlArticleRow, idArg(id), &row); err != nil {
		return 0, fmt.Errorf("article %s: %w", id, err)
	}
	t.rows[id] = row
	return row, nil
}

func (t *sqliteTx) putArticles(as []articleRow) error {
	for _, a := range as {
		hash, err := hex.DecodeString(a.TextHash)
		if err != nil {
			return fmt.Errorf("article %s: text hash: %w", a.Key, err)
		}
		if len(hash) == 0 {
			hash = nil
		}
		if err := t.run(sqlPutArticle, idBlob(a.ID), a.Key.Publisher, a.Key.ID, a.Recent, hash, a.HasText, a.Build,
			idBlob(a.Digest), jsonText(a.Witness), a.Agency, jsonText(a.Article)); err != nil {
			return err
		}
	}
	return nil
}

func (t *sqliteTx) dropArticles(ids []string) error {
	for _, id := range ids {
		row, err := t.articleRowOf(id)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		delete(t.rows, id)
		for _, text := range []string{sqlDropBodies, sqlDropClaims, sqlDropLocals, sqlDropText, sqlDropArticle} {
			if err := t.run(text, row); err != nil {
				return err
			}
		}
	}
	return nil
}

const (
	sqlTexts   = `SELECT a.id, t.text FROM json_each(?) k CROSS JOIN articles a ON a.id = unhex(k.value) JOIN texts t ON t.article = a.row`
	sqlPutText = `INSERT OR REPLACE INTO texts VALUES (?, ?)`
)

// One encoder and one decoder serve all: both are safe for concurrent EncodeAll and DecodeAll.
var (
	zstdEncoder = must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithZeroFrames(true)))
	zstdDecoder = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(1)))
)

// must is for constructors that fail on wrong options alone.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func (t *sqliteTx) findTexts(q query, yield func(textRow) error) error {
	if q.By != byArticle {
		return unknownIndex("texts", q.By)
	}
	return t.eachOf(sqlTexts, q.Keys, func(rows *sql.Rows) error {
		var article, frame sql.RawBytes
		if err := rows.Scan(&article, &frame); err != nil {
			return sqliteError(t.path, "read", err)
		}
		id := hex.EncodeToString(article)
		text, err := zstdDecoder.DecodeAll(frame, nil)
		if err != nil {
			return fmt.Errorf("read graph %s: the text of article %s is damaged: %w", t.path, id, err)
		}
		return yield(textRow{Article: id, Text: string(text)})
	})
}

func (t *sqliteTx) putTexts(texts []textRow) error {
	for _, x := range texts {
		row, err := t.articleRowOf(x.Article)
		if err != nil {
			return err
		}
		if err := t.run(sqlPutText, row, zstdEncoder.EncodeAll([]byte(x.Text), nil)); err != nil {
			return err
		}
	}
	return nil
}

const (
	sqlLocalColumns = `SELECT a.id, l.id, l.name, l.short, l.form, l.label, l.spelling, l.claimed, l.entity, l.body FROM `
	sqlLocals       = sqlLocalColumns + `locals l JOIN articles a ON a.row = l.article `

	sqlLocalsAll       = sqlLocals + `WHERE l.id > ? ORDER BY l.id`
	sqlLocalsArticle   = sqlLocalColumns + `json_each(?) k CROSS JOIN articles a ON a.id = unhex(k.value) JOIN locals l ON l.article = a.row`
	sqlLocalsHoldName  = sqlLocals + `WHERE l.form = 'full' AND l.name = ? AND l.label = ? AND l.entity = ?`
	sqlLocalsHoldShort = sqlLocals + `WHERE l.short = ? AND l.form = 'attached' AND l.entity = ?`
	sqlLocalsHoldAlone = sqlLocals + `WHERE l.short = ? AND l.form = 'alone'`

	sqlPutLocal = `INSERT OR REPLACE INTO locals (article, local, id, name, short, form, label, spelling, claimed, entity, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	sqlSetLocal = `UPDATE locals SET entity = ?, form = ? WHERE article = ? AND local = ?`

	sqlTallyName  = `SELECT label, entity, COUNT(DISTINCT article) FROM locals WHERE form = 'full' AND name = ? GROUP BY label, entity`
	sqlTallyShort = `SELECT form, CASE form WHEN 'alone' THEN NULL ELSE entity END, COUNT(DISTINCT article) FROM locals WHERE short = ? GROUP BY 1, 2`
	// The column local comes from the row of the least article.
	sqlTallyEntity = `SELECT t.n, t.claimed, a.id, l.id, l.name, l.short, l.form, l.label, l.spelling, l.claimed, l.entity, l.body
		FROM (SELECT COUNT(DISTINCT article) AS n, SUM(claimed) AS claimed, MIN(article) AS article, local FROM locals WHERE entity = ? GROUP BY spelling) t
		JOIN locals l ON l.article = t.article AND l.local = t.local JOIN articles a ON a.row = l.article`
)

// localScan gives the targets of the columns of sqlLocals, and what makes the row of them.
func (t *sqliteTx) localScan() (into []any, row func() (localRow, error)) {
	var l localRow
	var article, id, spelling, entity, body []byte
	var name string
	var short sql.NullString
	into = []any{&article, &id, &name, &short, &l.Form, &l.Label, &spelling, &l.Claimed, &entity, &body}
	return into, func() (localRow, error) {
		l.Article, l.ID, l.Spelling, l.Entity = hex.EncodeToString(article), hex.EncodeToString(id), hex.EncodeToString(spelling), hex.EncodeToString(entity)
		l.Name.Class, l.Name.Key, _ = strings.Cut(name, ":")
		_, l.Short, _ = strings.Cut(short.String, ":")
		return l, t.fromJSON(body, &l.Local)
	}
}

func (t *sqliteTx) findLocals(q query, yield func(localRow) error) error {
	n := 0
	scan := func(rows *sql.Rows) error {
		into, row := t.localScan()
		if err := rows.Scan(into...); err != nil {
			return sqliteError(t.path, "read", err)
		}
		l, err := row()
		if err != nil {
			return err
		}
		n++
		return yield(l)
	}
	switch q.By {
	case all:
		return t.eachFirst(sqlLocalsAll, []any{afterID(q.After)}, q.Limit, scan)
	case byArticle:
		return t.eachOf(sqlLocalsArticle, q.Keys, scan)
	case byHold:
		for _, k := range q.Keys {
			rest := 0
			if q.Limit > 0 {
				if rest = q.Limit - n; rest == 0 {
					return nil
				}
			}
			part := strings.SplitN(k, "\x00", 5) // form, class, key, label, entity: see localRow.hold
			if len(part) != 5 {
				return fmt.Errorf("%q is no hold", k)
			}
			name, label, entity := part[1]+":"+part[2], part[3], idBlob(part[4])
			var err error
			switch part[0] {
			case formFull:
				err = t.eachFirst(sqlLocalsHoldName, []any{name, label, entity}, rest, scan)
			case formAlone:
				err = t.eachFirst(sqlLocalsHoldAlone, []any{name}, rest, scan)
			default:
				err = t.eachFirst(sqlLocalsHoldShort, []any{name, entity}, rest, scan)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	return unknownIndex("locals", q.By)
}

func (t *sqliteTx) putLocals(ls []localRow) error {
	for _, l := range ls {
		row, err := t.articleRowOf(l.Article)
		if err != nil {
			return err
		}
		var short any
		if l.Short != "" {
			short = l.Name.Class + ":" + l.Short
		}
		if err := t.run(sqlPutLocal, row, l.Local.ID, idBlob(l.ID), l.Name.Class+":"+l.Name.Key, short, l.Form, l.Label,
			idBlob(l.Spelling), l.Claimed, idBlob(l.Entity), jsonText(l.Local)); err != nil {
			return err
		}
	}
	return nil
}

func (t *sqliteTx) setLocals(ls []localRow) error {
	for _, l := range ls {
		row, err := t.articleRowOf(l.Article)
		if err != nil {
			return err
		}
		if err := t.run(sqlSetLocal, idBlob(l.Entity), l.Form, row, l.Local.ID); err != nil {
			return err
		}
	}
	return nil
}

func (t *sqliteTx) tally(q query, yield func(tallyRow) error) error {
	switch q.By {
	case byName:
		return t.eachKey(sqlTallyName, q.Keys, nameArg, func(key string, rows *sql.Rows) error {
			r := tallyRow{Key: key}
			var entity []byte
			if err := rows.Scan(&r.Label, &entity, &r.Articles); err != nil {
				return sqliteError(t.path, "read", err)
			}
			r.Entity = hex.EncodeToString(entity)
			return yield(r)
		})
	case byShort:
		return t.eachKey(sqlTallyShort, q.Keys, nameArg, func(key string, rows *sql.Rows) error {
			r := tallyRow{Key: key}
			var entity []byte
			if err := rows.Scan(&r.Form, &entity, &r.Articles); err != nil {
				return sqliteError(t.path, "read", err)
			}
			r.Entity = hex.EncodeToString(entity)
			return yield(r)
		})
	case byEntity:
		return t.eachKey(sqlTallyEntity, q.Keys, idArg, func(key string, rows *sql.Rows) error {
			r := tallyRow{Key: key}
			into, row := t.localScan()
			if err := rows.Scan(append([]any{&r.Articles, &r.Claimed}, into...)...); err != nil {
				return sqliteError(t.path, "read", err)
			}
			var err error
			if r.Sample, err = row(); err != nil {
				return err
			}
			return yield(r)
		})
	}
	return unknownIndex("tally", q.By)
}

const (
	sqlClaimColumns = `SELECT c.id, a.id, c.n, c.lsubject, c.lobject, c.lspeaker, c.lplace, c.type, c.standing, c.role, c.precision,
		c.start, c."end", c.approx, c.weekday, c.published, c.publisher, c.subject, c.object, c.speaker, c.place, c.grp, c.settled, c.facts, c.ambiguous`
	sqlLight      = `, NULL FROM `
	sqlFull       = `, b.body FROM `
	sqlLightClaim = `JOIN articles a ON a.row = c.article `
	sqlFullClaim  = `JOIN articles a ON a.row = c.article JOIN bodies b ON b.row = c.row `

	sqlFromAll     = `claims c `
	sqlFromID      = `json_each(?) k CROSS JOIN claims c ON c.id = unhex(k.value) `
	sqlFromArticle = `json_each(?) k CROSS JOIN articles i ON i.id = unhex(k.value) CROSS JOIN claims c ON c.article = i.row `
	sqlFromGroup   = `json_each(?) k CROSS JOIN claims c ON c.grp = unhex(k.value) `
	sqlFromDenial  = `json_each(?) k CROSS JOIN claims c ON c.standing = 'denies' AND (c.subject = unhex(k.value) OR c.object = unhex(k.value) OR c.speaker = unhex(k.value)) `
	sqlWhereAll    = `WHERE c.id > ? ORDER BY c.id`

	sqlPutClaim = `INSERT INTO claims (id, article, n, lsubject, lobject, lspeaker, lplace, type, standing, role, precision, start, "end",
		approx, weekday, published, publisher, subject, object, speaker, place, grp, settled, facts, ambiguous)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	sqlDropBody  = `DELETE FROM bodies WHERE row = (SELECT row FROM claims WHERE id = ?)`
	sqlDropClaim = `DELETE FROM claims WHERE id = ?`
	sqlPutBody   = `INSERT OR REPLACE INTO bodies VALUES (?, ?)`
	sqlSetClaim  = `UPDATE claims SET subject = ?, object = ?, speaker = ?, place = ?, grp = ?, settled = ?, facts = ?, ambiguous = ? WHERE id = ?`

	sqlSizes    = `SELECT k.value, (SELECT COUNT(*) FROM claims WHERE grp = unhex(k.value)) FROM json_each(?) k`
	sqlSizesAll = `SELECT grp, COUNT(*) FROM claims WHERE grp > ? GROUP BY grp ORDER BY grp`
)

func (t *sqliteTx) findClaims(q query, yield func(claimRow) error) error {
	scan := func(rows *sql.Rows) error {
		c, err := t.scanClaim(rows)
		if err != nil {
			return err
		}
		return yield(c)
	}
	switch q.By {
	case all:
		return t.eachFirst(claimQuery(q.Light, sqlFromAll)+sqlWhereAll, []any{afterID(q.After)}, q.Limit, scan)
	case byID:
		return t.eachOf(claimQuery(q.Light, sqlFromID), q.Keys, scan)
	case byArticle:
		return t.eachOf(claimQuery(q.Light, sqlFromArticle), q.Keys, scan)
	case byGroup:
		return t.eachOf(claimQuery(q.Light, sqlFromGroup), q.Keys, scan)
	case byDenial:
		return t.eachOf(claimQuery(q.Light, sqlFromDenial), q.Keys, scan)
	}
	return unknownIndex("claims", q.By)
}

func claimQuery(light bool, from string) string {
	if light {
		return sqlClaimColumns + sqlLight + from + sqlLightClaim
	}
	return sqlClaimColumns + sqlFull + from + sqlFullClaim
}

func (t *sqliteTx) scanClaim(rows *sql.Rows) (claimRow, error) {
	var c claimRow
	var id, article, subject, object, speaker, place, facts, ambiguous, body []byte
	var lsubject, lobject, lspeaker, lplace, role, precision, weekday, publisher sql.NullString
	var start, end, published sql.NullInt64
	var group any
	if err := rows.Scan(&id, &article, &c.N, &lsubject, &lobject, &lspeaker, &lplace, &c.Report.Type, &c.Report.Standing, &role, &precision,
		&start, &end, &c.Report.Approx, &weekday, &published, &publisher, &subject, &object, &speaker, &place, &group, &c.Settled, &facts, &ambiguous, &body); err != nil {
		return c, sqliteError(t.path, "read", err)
	}
	c.ID, c.Article = hex.EncodeToString(id), hex.EncodeToString(article)
	c.Locals = claimEnds{lsubject.String, lobject.String, lspeaker.String, lplace.String}
	c.Ends = claimEnds{hex.EncodeToString(subject), hex.EncodeToString(object), hex.EncodeToString(speaker), hex.EncodeToString(place)}
	c.Report.Claim, c.Report.Role, c.Report.Precision, c.Report.Weekday, c.Report.Publisher = c.ID, role.String, precision.String, weekday.String, publisher.String
	c.Report.Start, c.Report.End, c.Report.Published = dayOf(start), dayOf(end), dayOf(published)
	c.Group, c.Facts, c.Ambiguous = blobID(group), blobIDs(facts), blobIDs(ambiguous)
	if body == nil {
		return c, nil
	}
	return c, t.fromJSON(body, &c.Claim)
}

func (t *sqliteTx) putClaims(cs []claimRow) error {
	for _, c := range cs {
		article, err := t.articleRowOf(c.Article)
		if err != nil {
			return err
		}
		facts, err := idsBlob(c.Facts)
		if err != nil {
			return err
		}
		ambiguous, err := idsBlob(c.Ambiguous)
		if err != nil {
			return err
		}
		if err := t.run(sqlDropBody, idBlob(c.ID)); err != nil {
			return err
		}
		if err := t.run(sqlDropClaim, idBlob(c.ID)); err != nil {
			return err
		}
		r := &c.Report
		done, err := t.result(sqlPutClaim, idBlob(c.ID), article, c.N, orNull(c.Locals.Subject), orNull(c.Locals.Object), orNull(c.Locals.Speaker),
			orNull(c.Locals.Place), r.Type, r.Standing, orNull(r.Role), orNull(r.Precision), dayOrNull(r.Start), dayOrNull(r.End), r.Approx,
			orNull(r.Weekday), dayOrNull(r.Published), orNull(r.Publisher), idBlob(c.Ends.Subject), idBlob(c.Ends.Object), idBlob(c.Ends.Speaker),
			idBlob(c.Ends.Place), idBlob(c.Group), c.Settled, facts, ambiguous)
		if err != nil {
			return err
		}
		row, err := done.LastInsertId()
		if err != nil {
			return sqliteError(t.path, "write", err)
		}
		if err := t.run(sqlPutBody, row, jsonText(&c.Claim)); err != nil {
			return err
		}
	}
	return nil
}

func (t *sqliteTx) setClaims(cs []claimRow) error {
	for _, c := range cs {
		facts, err := idsBlob(c.Facts)
		if err != nil {
			return err
		}
		ambiguous, err := idsBlob(c.Ambiguous)
		if err != nil {
			return err
		}
		if err := t.run(sqlSetClaim, idBlob(c.Ends.Subject), idBlob(c.Ends.Object), idBlob(c.Ends.Speaker), idBlob(c.Ends.Place),
			idBlob(c.Group), c.Settled, facts, ambiguous, idBlob(c.ID)); err != nil {
			return err
		}
	}
	return nil
}

func (t *sqliteTx) sizes(q query, yield func(string, int) error) error {
	if q.By != byGroup {
		return unknownIndex("sizes", q.By)
	}
	if len(q.Keys) == 0 {
		return t.eachFirst(sqlSizesAll, []any{afterID(q.After)}, q.Limit, func(rows *sql.Rows) error {
			var group any
			var n int
			if err := rows.Scan(&group, &n); err != nil {
				return sqliteError(t.path, "read", err)
			}
			return yield(blobID(group), n)
		})
	}
	return t.eachOf(sqlSizes, q.Keys, func(rows *sql.Rows) error {
		var group string
		var n int
		if err := rows.Scan(&group, &n); err != nil {
			return sqliteError(t.path, "read", err)
		}
		if n == 0 {
			return nil
		}
		return yield(group, n)
	})
}

const (
	sqlEntityColumns = `SELECT e.id, e.class, e.name, e.kind, e.country, e.aliases,
		(SELECT json_group_array(name) FROM (SELECT n.name FROM names n WHERE n.entity = e.row ORDER BY n.name)) FROM `
	sqlEntities = sqlEntityColumns + `entities e `

	sqlEntitiesAll  = sqlEntities + `WHERE e.id > ? ORDER BY e.id`
	sqlEntitiesID   = sqlEntityColumns + `json_each(?) k CROSS JOIN entities e ON e.id = unhex(k.value)`
	sqlEntitiesName = sqlEntities + `WHERE e.row IN (SELECT entity FROM names WHERE name IN (SELECT value FROM json_each(?)))`

	sqlPutEntity = `INSERT INTO entities (id, class, name, kind, country, aliases) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET class = excluded.class, name = excluded.name, kind = excluded.kind,
		country = excluded.country, aliases = excluded.aliases RETURNING row`
	sqlDropNames  = `DELETE FROM names WHERE entity = ?`
	sqlPutName    = `INSERT OR IGNORE INTO names VALUES (?, ?)`
	sqlDropEntity = `DELETE FROM entities WHERE id = ? RETURNING row`
)

func (t *sqliteTx) findEntities(q query, yield func(entityRow) error) error {
	scan := func(rows *sql.Rows) error {
		var e entityRow
		var id, aliases, keys []byte
		var kind string
		if err := rows.Scan(&id, &e.Class, &e.Name, &kind, &e.Country, &aliases, &keys); err != nil {
			return sqliteError(t.path, "read", err)
		}
		e.ID, e.Kind = hex.EncodeToString(id), schema.Kind(kind)
		if err := t.fromJSON(aliases, &e.Aliases); err != nil {
			return err
		}
		if err := t.fromJSON(keys, &e.Keys); err != nil {
			return err
		}
		return yield(e)
	}
	switch q.By {
	case all:
		return t.eachFirst(sqlEntitiesAll, []any{afterID(q.After)}, q.Limit, scan)
	case byID:
		return t.eachOf(sqlEntitiesID, q.Keys, scan)
	case byName:
		return t.eachOf(sqlEntitiesName, q.Keys, scan)
	}
	return unknownIndex("entities", q.By)
}

func (t *sqliteTx) putEntities(es []entityRow) error {
	for _, e := range es {
		var row int64
		if err := t.one(sqlPutEntity, []any{idBlob(e.ID), e.Class, e.Name, string(e.Kind), e.Country, jsonText(e.Aliases)}, &row); err != nil {
			return err
		}
		if err := t.run(sqlDropNames, row); err != nil {
			return err
		}
		for _, k := range e.Keys {
			if err := t.run(sqlPutName, k, row); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *sqliteTx) dropEntities(ids []string) error {
	for _, id := range ids {
		var row int64
		err := t.one(sqlDropEntity, idArg(id), &row)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		if err := t.run(sqlDropNames, row); err != nil {
			return err
		}
	}
	return nil
}

const (
	sqlFactColumns = `SELECT f.grp, f.recent, f.body, s.kind, s.name, s.country, o.kind, o.name, o.country FROM `
	sqlFactEnds    = ` LEFT JOIN entities s ON s.id = f.subject LEFT JOIN entities o ON o.id = f.object `
	sqlFacts       = sqlFactColumns + `facts f` + sqlFactEnds
	sqlFactsFilter = ` AND (?3 IS NULL OR f.type IN (SELECT value FROM json_each(?3)))
		AND (?4 IS NULL OR f.status IN (SELECT value FROM json_each(?4)))`

	sqlFactsAll    = sqlFacts + `WHERE f.id > ? ORDER BY f.id`
	sqlFactsID     = sqlFactColumns + `json_each(?) k CROSS JOIN facts f ON f.id = unhex(k.value)` + sqlFactEnds
	sqlFactsGroup  = sqlFactColumns + `json_each(?) k CROSS JOIN facts f ON f.grp = unhex(k.value)` + sqlFactEnds
	sqlFactsRanked = sqlFacts + `WHERE f.recent > ?1` + sqlFactsFilter + ` ORDER BY f.recent LIMIT ?2`
	// Both halves come in order from an index, so that the first page of a hub costs a page.
	sqlFactsEntity = `SELECT * FROM (` + sqlFacts + `WHERE f.subject = ?5 AND f.recent > ?1` + sqlFactsFilter + `
		UNION ALL ` + sqlFacts + `WHERE f.object = ?5 AND f.subject <> ?5 AND f.recent > ?1` + sqlFactsFilter + `) ORDER BY recent LIMIT ?2`
	sqlFactsEntities = sqlFacts + `WHERE f.row IN (
		SELECT row FROM facts WHERE subject IN (SELECT unhex(value) FROM json_each(?5)) UNION
		SELECT row FROM facts WHERE object IN (SELECT unhex(value) FROM json_each(?5))) AND f.recent > ?1` + sqlFactsFilter + ` ORDER BY f.recent LIMIT ?2`

	sqlPutFact = `INSERT INTO facts (id, grp, subject, object, type, status, recent, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET grp = excluded.grp, subject = excluded.subject, object = excluded.object,
		type = excluded.type, status = excluded.status, recent = excluded.recent, body = excluded.body`
	sqlDropFact = `DELETE FROM facts WHERE id = ?`
)

func (t *sqliteTx) findFacts(q query, yield func(factRow) error) error {
	scan := func(rows *sql.Rows) error {
		var f factRow
		var group any
		var body []byte
		var skind, sname, scountry, okind, oname, ocountry sql.NullString
		if err := rows.Scan(&group, &f.Recent, &body, &skind, &sname, &scountry, &okind, &oname, &ocountry); err != nil {
			return sqliteError(t.path, "read", err)
		}
		f.Group = blobID(group)
		if err := t.fromJSON(body, &f.Fact); err != nil {
			return err
		}
		f.Subject.Kind, f.Subject.Name, f.Subject.Country = schema.Kind(skind.String), sname.String, scountry.String
		f.Object.Kind, f.Object.Name, f.Object.Country = schema.Kind(okind.String), oname.String, ocountry.String
		return yield(f)
	}
	switch q.By {
	case all:
		return t.eachFirst(sqlFactsAll, []any{afterID(q.After)}, q.Limit, scan)
	case byID:
		return t.eachOf(sqlFactsID, q.Keys, scan)
	case byGroup:
		return t.eachOf(sqlFactsGroup, q.Keys, scan)
	case ranked:
		args := []any{q.After, limit(q.Limit), list(q.Types), list(q.Statuses)}
		switch len(q.Keys) {
		case 0:
			return t.each(sqlFactsRanked, args, scan)
		case 1:
			return t.each(sqlFactsEntity, append(args, idBlob(q.Keys[0])), scan)
		}
		return t.each(sqlFactsEntities, append(args, list(q.Keys)), scan)
	}
	return unknownIndex("facts", q.By)
}

func (t *sqliteTx) putFacts(fs []factRow) error {
	for _, f := range fs {
		f.Subject, f.Object = FactEnd{ID: f.Subject.ID}, FactEnd{ID: f.Object.ID}
		if err := t.run(sqlPutFact, idBlob(f.ID), idBlob(f.Group), idBlob(f.Subject.ID), idBlob(f.Object.ID), f.Type, f.Status,
			f.Recent, jsonText(f.Fact)); err != nil {
			return err
		}
	}
	return nil
}

func (t *sqliteTx) dropFacts(ids []string) error {
	for _, id := range ids {
		if err := t.run(sqlDropFact, idBlob(id)); err != nil {
			return err
		}
	}
	return nil
}

const (
	sqlMarks     = `SELECT kind, key, fact FROM marks `
	sqlMarksAll  = sqlMarks + `ORDER BY kind, key, fact`
	sqlMarksKind = sqlMarks + `WHERE kind = ? ORDER BY key, fact`
	sqlMarksKey  = sqlMarks + `WHERE kind = ? AND key = ? ORDER BY fact`

	sqlPutMark  = `INSERT OR IGNORE INTO marks VALUES (?, ?, ?)`
	sqlDropMark = `DELETE FROM marks WHERE kind = ? AND key = ? AND fact = ?`
)

// markArg gives a key as it is stored; a mark without a fact has an empty one.
func markArg(key string) any {
	if key == "" {
		return []byte{}
	}
	if b, ok := idBlob(key).([]byte); ok {
		return b
	}
	return strings.Replace(key, "\x00", ":", 1)
}

func (t *sqliteTx) findMarks(q query, yield func(markRow) error) error {
	scan := func(rows *sql.Rows) error {
		var m markRow
		var key, fact any
		if err := rows.Scan(&m.Kind, &key, &fact); err != nil {
			return sqliteError(t.path, "read", err)
		}
		m.Key, m.Fact = blobID(key), blobID(fact)
		if _, text := key.(string); text && (m.Kind == markName || m.Kind == markShort) {
			m.Key = strings.Replace(m.Key, ":", "\x00", 1)
		}
		return yield(m)
	}
	switch q.By {
	case all:
		return t.each(sqlMarksAll, nil, scan)
	case byKind:
		return t.eachFirst(sqlMarksKind, []any{q.Keys[0]}, q.Limit, scan)
	case byKey:
		return t.each(sqlMarksKey, []any{q.Keys[0], markArg(q.Keys[1])}, scan)
	}
	return unknownIndex("marks", q.By)
}

func (t *sqliteTx) putMarks(ms []markRow) error {
	for _, m := range ms {
		if err := t.run(sqlPutMark, m.Kind, markArg(m.Key), markArg(m.Fact)); err != nil {
			return err
		}
	}
	return nil
}

func (t *sqliteTx) dropMarks(ms []markRow) error {
	for _, m := range ms {
		if err := t.run(sqlDropMark, m.Kind, markArg(m.Key), markArg(m.Fact)); err != nil {
			return err
		}
	}
	return nil
}

const (
	sqlCounts = `SELECT (SELECT COUNT(*) FROM articles), (SELECT COUNT(*) FROM texts), (SELECT COUNT(*) FROM claims),
		(SELECT COUNT(*) FROM claims WHERE standing = 'supports'), (SELECT COUNT(*) FROM claims WHERE ambiguous IS NOT NULL),
		(SELECT COUNT(*) FROM claims WHERE subject = object AND standing <> 'silent'),
		(SELECT COUNT(*) FROM entities), (SELECT COUNT(*) FROM facts), (SELECT COUNT(*) FROM marks)`
	sqlPending       = `SELECT COUNT(*) FROM marks`
	sqlCountTypes    = `SELECT type, COUNT(*) FROM facts GROUP BY type`
	sqlCountStatuses = `SELECT status, COUNT(*) FROM facts GROUP BY status`
	sqlCountKinds    = `SELECT kind, COUNT(*) FROM entities GROUP BY kind`
)

func (t *sqliteTx) pending() (n int, err error) { return n, t.one(sqlPending, nil, &n) }

func (t *sqliteTx) counts() (Stats, error) {
	s := Stats{ByType: map[string]int64{}, ByStatus: map[string]int64{}, ByKind: map[string]int64{}}
	if err := t.one(sqlCounts, nil, &s.Articles, &s.Texts, &s.Claims, &s.Asserting, &s.Ambiguous, &s.SelfLoops, &s.Entities, &s.Facts, &s.Pending); err != nil {
		return s, err
	}
	for text, into := range map[string]map[string]int64{sqlCountTypes: s.ByType, sqlCountStatuses: s.ByStatus, sqlCountKinds: s.ByKind} {
		if err := t.each(text, nil, func(rows *sql.Rows) error {
			var name string
			var n int64
			if err := rows.Scan(&name, &n); err != nil {
				return sqliteError(t.path, "read", err)
			}
			into[name] = n
			return nil
		}); err != nil {
			return s, err
		}
	}
	return s, nil
}
