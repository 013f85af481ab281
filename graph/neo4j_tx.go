package graph

import (
	"context"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"sort"
	"strings"

	"newsgraph/extract"
	"newsgraph/schema"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// neoTx is one transaction on one session. It is used by one goroutine.
type neoTx struct {
	s      *neoStore
	ctx    context.Context
	runner interface {
		Run(ctx context.Context, cypher string, params map[string]any) (neo4j.ResultWithContext, error)
	}
	failed error // the driver's last error, as the driver gave it
	// held are claims of groups that this transaction has read whole, though a light row was asked for: the server gives
	// all properties as fast as some, and settling composes facts of the same claims next. Writing claims empties it.
	held map[string]claimRow
}

// holdMost bounds held: the light rows of an ordinary settling transaction, about 20 MB.
const holdMost = 8000

// run runs the statement of a name, with typ in its hole, and yields the columns of its records. A type that the
// ontology did not give out is a bug of ours.
func (t *neoTx) run(name, typ string, params map[string]any, yield func(props) error) error {
	cypher, ok := t.s.statements[name]
	if !ok {
		return fmt.Errorf("no statement is named %q", name)
	}
	if strings.Contains(cypher, hole) {
		if err := checkType(typ); err != nil || !t.s.types[typ] {
			return fmt.Errorf("statement %q: %q is no relation of the ontology", name, typ)
		}
		cypher = strings.ReplaceAll(cypher, hole, typ)
	}
	return t.statement(cypher, params, yield)
}

func (t *neoTx) statement(cypher string, params map[string]any, yield func(props) error) error {
	result, err := t.runner.Run(t.ctx, cypher, params)
	if err != nil {
		return t.fail(err)
	}
	var record *neo4j.Record
	for result.NextRecord(t.ctx, &record) {
		if yield == nil {
			continue
		}
		columns := make(props, len(record.Keys))
		for i, key := range record.Keys {
			columns[key] = record.Values[i]
		}
		if err := yield(columns); err != nil {
			result.Consume(t.ctx) // the rest is not wanted; err says why
			return err
		}
	}
	if err := result.Err(); err != nil {
		return t.fail(err)
	}
	return nil
}

func (t *neoTx) fail(err error) error {
	t.failed = err
	return t.s.explain(t.ctx, err)
}

// keys runs a statement for keys, a bounded number at a time.
func (t *neoTx) keys(name, typ string, keys []string, params map[string]any, yield func(props) error) error {
	for part := range slices.Chunk(keys, batchRows) {
		all := map[string]any{"keys": part}
		maps.Copy(all, params)
		if err := t.run(name, typ, all, yield); err != nil {
			return err
		}
	}
	return nil
}

// rows runs a statement for rows in their order, a bounded number and size at a time.
func (t *neoTx) rows(name, typ string, rows []any, yield func(props) error) error {
	for len(rows) > 0 {
		n, size := 0, 0
		for n < len(rows) && n < batchRows && (n == 0 || size+weight(rows[n]) <= batchBytes) {
			size += weight(rows[n])
			n++
		}
		if err := t.run(name, typ, map[string]any{"rows": rows[:n]}, yield); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// weight is about how many bytes of text a row carries.
func weight(v any) int {
	switch v := v.(type) {
	case string:
		return len(v)
	case map[string]any:
		n := 0
		for _, x := range v {
			n += weight(x)
		}
		return n
	}
	return 8
}

// plain gives a row the type that the driver packs without reflection.
func plain(p props) any { return map[string]any(p) }

// noLimit stands for no limit.
func noLimit(n int) int64 {
	if n == 0 {
		return math.MaxInt64
	}
	return int64(n)
}

func unknownNeoIndex(table string, by index) error {
	return fmt.Errorf("%s cannot be found by index %d", table, by)
}

func (t *neoTx) meta(name string) (string, error) {
	value := ""
	err := t.run("marker", "", nil, func(p props) error {
		value = p.sub("marker").str(metaName(name))
		return nil
	})
	return value, err
}

func (t *neoTx) setMeta(name, value string) error {
	values := map[string]any{metaName(name): nil}
	if value != "" {
		values[metaName(name)] = value
	}
	return t.run("set values", "", map[string]any{"values": values}, nil)
}

// metaName keeps the store's values apart from the backend's own on the marker node.
func metaName(name string) string { return "meta_" + name }

func (t *neoTx) findArticles(q query, yield func(articleRow) error) error {
	give := func(p props) error {
		a, err := p.sub("row").article()
		if err != nil {
			return err
		}
		return yield(a)
	}
	page := map[string]any{"after": clip(q.After), "limit": noLimit(q.Limit)}
	switch q.By {
	case all:
		return t.run("articles all", "", page, give)
	case byID:
		return t.keys("articles byID", "", q.Keys, nil, give)
	case byNewsID:
		return t.keys("articles byNewsID", "", clips(q.Keys), nil, give)
	case byPublisher:
		return t.keys("articles byPublisher", "", clips(q.Keys), nil, give)
	case ranked:
		if len(q.Keys) == 0 {
			return t.run("articles ranked", "", page, give)
		}
		page["keys"] = suffixed(q.Keys)
		return t.run("articles ranked of", "", page, give)
	}
	return unknownNeoIndex("articles", q.By)
}

func clips(keys []string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = clip(k)
	}
	return out
}

// suffixed ends keys with the NUL that ends them in longer keys.
func suffixed(keys []string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k + "\x00"
	}
	return out
}

func (t *neoTx) putArticles(articles []articleRow) error {
	rows := make([]any, 0, len(articles))
	for _, a := range slices.SortedFunc(slices.Values(articles), func(a, b articleRow) int { return strings.Compare(a.ID, b.ID) }) {
		rows = append(rows, plain(articleProps(a)))
	}
	return t.rows("put articles", "", rows, nil)
}

func (t *neoTx) dropArticles(ids []string) error {
	t.held = nil
	for _, name := range []string{"drop claims", "drop locals", "drop texts", "drop articles"} {
		if err := t.keys(name, "", ids, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

func (t *neoTx) findTexts(q query, yield func(textRow) error) error {
	if q.By != byArticle {
		return unknownNeoIndex("texts", q.By)
	}
	return t.keys("texts byArticle", "", q.Keys, nil, func(p props) error {
		row := p.sub("row")
		return yield(textRow{Article: row.str("article"), Text: row.str("text")})
	})
}

func (t *neoTx) putTexts(texts []textRow) error {
	rows := make([]any, 0, len(texts))
	for _, x := range slices.SortedFunc(slices.Values(texts), func(a, b textRow) int { return strings.Compare(a.Article, b.Article) }) {
		rows = append(rows, plain(props{"article": x.Article, "text": x.Text}))
	}
	return t.rows("put texts", "", rows, nil)
}

func (t *neoTx) findLocals(q query, yield func(localRow) error) error {
	give := func(p props) error { return yield(p.sub("row").local()) }
	switch q.By {
	case all:
		return t.run("locals all", "", map[string]any{"after": q.After, "limit": noLimit(q.Limit)}, give)
	case byArticle:
		return t.keys("locals byArticle", "", q.Keys, nil, give)
	case byHold:
		left := q.Limit
		for part := range slices.Chunk(q.Keys, batchRows) {
			holds := make([]string, len(part))
			for i, k := range part {
				holds[i] = clipHold(k)
			}
			params := map[string]any{"keys": holds, "limit": noLimit(left)}
			err := t.run("locals byHold", "", params, func(p props) error { left--; return give(p) })
			if err != nil || q.Limit > 0 && left <= 0 {
				return err
			}
		}
		return nil
	}
	return unknownNeoIndex("locals", q.By)
}

func (t *neoTx) putLocals(locals []localRow) error {
	rows := make([]any, 0, len(locals))
	for _, l := range slices.SortedFunc(slices.Values(locals), func(a, b localRow) int { return strings.Compare(a.ID, b.ID) }) {
		rows = append(rows, plain(localProps(l)))
	}
	return t.rows("put locals", "", rows, nil)
}

// setLocals reads the rows first: an entity or form stands in several keys with what must not change.
func (t *neoTx) setLocals(locals []localRow) error {
	set := make(map[string]localRow, len(locals))
	for _, l := range locals {
		set[l.ID] = l
	}
	var changed []localRow
	err := t.keys("locals byID", "", slices.Sorted(maps.Keys(set)), nil, func(p props) error {
		l := p.sub("row").local()
		l.Entity, l.Form = set[l.ID].Entity, set[l.ID].Form
		changed = append(changed, l)
		return nil
	})
	if err != nil {
		return err
	}
	return t.putLocals(changed)
}

func (t *neoTx) tally(q query, yield func(tallyRow) error) error {
	switch q.By {
	case byName:
		return t.tallyKeys("tally hold", q.Keys, formFull+"\x00", func(key, counted string, p props) error {
			_, _, label, entity := cutHold(counted)
			return yield(tallyRow{Key: key, Label: label, Entity: entity, Articles: p.num("articles")})
		})
	case byShort:
		err := t.tallyKeys("tally short", q.Keys, "", func(key, counted string, p props) error {
			_, entity := cutLast(counted)
			return yield(tallyRow{Key: key, Form: formFull, Entity: entity, Articles: p.num("articles")})
		})
		for _, form := range []string{formAlone, formAttached} {
			if err == nil {
				err = t.tallyKeys("tally hold", q.Keys, form+"\x00", func(key, counted string, p props) error {
					_, _, _, entity := cutHold(counted)
					return yield(tallyRow{Key: key, Form: form, Entity: entity, Articles: p.num("articles")})
				})
			}
		}
		return err
	case byEntity:
		return t.keys("tally spell", "", suffixed(q.Keys), nil, func(p props) error {
			entity, _, _ := strings.Cut(p.str("counted"), "\x00")
			return yield(tallyRow{Key: entity, Sample: p.sub("row").local(), Articles: p.num("articles"), Claimed: p.num("claimed")})
		})
	}
	return unknownNeoIndex("tallies", q.By)
}

// tallyKeys counts under prefix and each name key, and gives back the key that was asked for, which may be cut in the
// index.
func (t *neoTx) tallyKeys(name string, keys []string, prefix string, yield func(key, counted string, p props) error) error {
	asked := make(map[string]string, len(keys))
	prefixes := make([]string, len(keys))
	for i, k := range keys {
		prefixes[i] = prefix + clipKey(k) + "\x00"
		asked[prefixes[i]] = k
	}
	return t.keys(name, "", prefixes, nil, func(p props) error {
		counted := p.str("counted")
		// The prefix ends with the third NUL after a form, else with the second.
		end := 0
		for n := strings.Count(prefix, "\x00") + 2; n > 0; n-- {
			end += strings.IndexByte(counted[end:], 0) + 1
		}
		key, ok := asked[counted[:end]]
		if !ok {
			return fmt.Errorf("a tally of %q was not asked for", counted)
		}
		return yield(key, counted, p)
	})
}

func (t *neoTx) findClaims(q query, yield func(claimRow) error) error {
	give := func(p props) error {
		c, err := p.sub("row").claim()
		if err != nil {
			return err
		}
		if q.By == byGroup && len(t.held) < holdMost {
			if t.held == nil {
				t.held = make(map[string]claimRow)
			}
			t.held[c.ID] = c
		}
		if q.Light {
			c.Claim = extract.Claim{}
		}
		return yield(c)
	}
	switch q.By {
	case all:
		return t.run("claims all", "", map[string]any{"after": q.After, "limit": noLimit(q.Limit)}, give)
	case byID:
		var unread []string
		for _, k := range q.Keys {
			c, ok := t.held[k]
			if !ok {
				unread = append(unread, k)
				continue
			}
			if q.Light {
				c.Claim = extract.Claim{}
			}
			if err := yield(c); err != nil {
				return err
			}
		}
		return t.keys("claims byID", "", unread, nil, give)
	case byArticle:
		return t.keys("claims byArticle", "", q.Keys, nil, give)
	case byDenial:
		return t.keys("claims byDenial", "", q.Keys, nil, give)
	case byGroup:
		return t.keys("claims byGroup", "", q.Keys, nil, give)
	}
	return unknownNeoIndex("claims", q.By)
}

func (t *neoTx) sizes(q query, yield func(string, int) error) error {
	if q.By != byGroup {
		return unknownNeoIndex("sizes", q.By)
	}
	give := func(p props) error { return yield(p.str("group"), p.num("n")) }
	if len(q.Keys) == 0 {
		return t.run("sizes all", "", map[string]any{"after": q.After, "limit": noLimit(q.Limit)}, give)
	}
	return t.keys("sizes", "", q.Keys, nil, give)
}

func (t *neoTx) putClaims(claims []claimRow) error {
	t.held = nil
	ids := make([]string, len(claims))
	for i := range claims {
		ids[i] = claims[i].ID
	}
	sort.Strings(ids)
	known := make(map[string]bool)
	if err := t.keys("known claims", "", ids, nil, func(p props) error { known[p.str("id")] = true; return nil }); err != nil {
		return err
	}
	if err := t.nameEntities(claims); err != nil {
		return err
	}
	var created, replaced, about []any
	var relink []string
	for _, c := range slices.SortedFunc(slices.Values(claims), func(a, b claimRow) int { return strings.Compare(a.ID, b.ID) }) {
		p, err := claimProps(&c)
		if err != nil {
			return err
		}
		row := map[string]any{"claim": plain(p)}
		if known[c.ID] {
			replaced = append(replaced, row)
			relink = append(relink, c.ID)
		} else {
			created = append(created, row)
			known[c.ID] = true // of two rows of one id the later stands
		}
		if c.Claim.About != nil {
			about = append(about, map[string]any{"id": c.ID, "about": *c.Claim.About})
		}
	}
	made := 0
	if err := t.rows("create claims", "", created, func(p props) error { made += p.num("n"); return nil }); err != nil {
		return err
	}
	if made != len(created) {
		return fmt.Errorf("put %d claims: %d of them are of articles that are not there", len(created), len(created)-made)
	}
	if err := t.rows("replace claims", "", replaced, nil); err != nil {
		return err
	}
	if err := t.keys("unlink about", "", relink, nil, nil); err != nil {
		return err
	}
	if err := t.relink(relink); err != nil {
		return err
	}
	return t.rows("link about", "", about, nil)
}

// nameEntities makes the nodes that claims point to, where they are missing.
func (t *neoTx) nameEntities(claims []claimRow) error {
	named := make(map[string]bool)
	for i := range claims {
		e := &claims[i].Ends
		for _, id := range []string{e.Subject, e.Object, e.Speaker, e.Place} {
			if id != "" {
				named[id] = true
			}
		}
	}
	return t.keys("name entities", "", slices.Sorted(maps.Keys(named)), nil, nil)
}

func (t *neoTx) relink(ids []string) error {
	if err := t.keys("unlink claims", "", ids, nil, nil); err != nil {
		return err
	}
	return t.keys("link claims", "", ids, nil, nil)
}

// setClaims writes only what differs from the stored rows: after a first placing that is one property a claim.
func (t *neoTx) setClaims(claims []claimRow) error {
	stored := make(map[string]claimRow, len(claims))
	ids := make([]string, len(claims))
	for i := range claims {
		ids[i] = claims[i].ID
	}
	sort.Strings(ids)
	if err := t.findClaims(query{By: byID, Keys: ids, Light: true}, func(c claimRow) error { stored[c.ID] = c; return nil }); err != nil {
		return err
	}
	t.held = nil
	var rows []any
	var moved []claimRow
	var relink []string
	for _, c := range slices.SortedFunc(slices.Values(claims), func(a, b claimRow) int { return strings.Compare(a.ID, b.ID) }) {
		old, known := stored[c.ID]
		if !known {
			continue
		}
		before, after := make(props), make(props)
		before.setSettled(&old)
		after.setSettled(&c)
		set := make(props)
		for name := range before {
			if !after.has(name) {
				set[name] = nil
			}
		}
		for name, v := range after {
			if !reflect.DeepEqual(v, before[name]) {
				set[name] = v
			}
		}
		if len(set) > 0 {
			rows = append(rows, map[string]any{"id": c.ID, "set": plain(set)})
		}
		if c.Ends != old.Ends {
			moved = append(moved, c)
			relink = append(relink, c.ID)
		}
	}
	if err := t.nameEntities(moved); err != nil {
		return err
	}
	if err := t.rows("set claims", "", rows, nil); err != nil {
		return err
	}
	return t.relink(relink)
}

func (t *neoTx) findEntities(q query, yield func(entityRow) error) error {
	seen := make(map[string]bool) // byName: one entity may have several of the keys
	give := func(p props) error {
		e := p.sub("row").entity()
		if q.By == byName {
			if seen[e.ID] {
				return nil
			}
			seen[e.ID] = true
		}
		return yield(e)
	}
	switch q.By {
	case all:
		return t.run("entities all", "", map[string]any{"after": q.After, "limit": noLimit(q.Limit)}, give)
	case byID:
		return t.keys("entities byID", "", q.Keys, nil, give)
	case byName:
		return t.keys("entities byName", "", clips(q.Keys), nil, give)
	}
	return unknownNeoIndex("entities", q.By)
}

func (t *neoTx) putEntities(entities []entityRow) error {
	sorted := slices.SortedFunc(slices.Values(entities), func(a, b entityRow) int { return strings.Compare(a.ID, b.ID) })
	ids := make([]string, len(sorted))
	rows := make([]any, len(sorted))
	for i, e := range sorted {
		ids[i], rows[i] = e.ID, plain(entityProps(e))
	}
	stored := make(map[string][]string)
	if err := t.keys("entity keys", "", ids, nil, func(p props) error { stored[p.str("id")] = p.strs("keys"); return nil }); err != nil {
		return err
	}
	if err := t.rows("put entities", "", rows, nil); err != nil {
		return err
	}
	var stale []string
	var forms []any
	for _, e := range sorted {
		keys, known := stored[e.ID]
		if known && slices.Equal(keys, e.Keys) {
			continue
		}
		if known {
			stale = append(stale, e.ID)
		}
		for _, k := range e.Keys {
			forms = append(forms, plain(props{"form": clip(k), "entity": e.ID}))
		}
	}
	if err := t.keys("drop forms", "", stale, nil, nil); err != nil {
		return err
	}
	return t.rows("put forms", "", forms, nil)
}

func (t *neoTx) dropEntities(ids []string) error {
	if err := t.keys("drop forms", "", ids, nil, nil); err != nil {
		return err
	}
	return t.keys("drop entities", "", ids, nil, nil)
}

func (t *neoTx) findFacts(q query, yield func(factRow) error) error {
	switch q.By {
	case byID:
		return t.factsOf("facts byID", q.Keys, yield)
	case byGroup:
		return t.factsOf("facts byGroup", q.Keys, yield)
	case all:
		return t.factPages("facts all", q, func(finder props) string { return finder.str("id") }, nil, yield)
	case ranked:
		params := map[string]any{"types": nil, "statuses": nil}
		if len(q.Types) > 0 {
			params["types"] = q.Types
		}
		if len(q.Statuses) > 0 {
			params["statuses"] = q.Statuses
		}
		if len(q.Keys) == 0 {
			return t.factPages("facts ranked", q, func(finder props) string { return finder.str("recent") }, params, yield)
		}
		params["keys"], params["after"], params["limit"] = q.Keys, q.After, noLimit(q.Limit)
		// The sort of a hub's facts is not repeated for every page: their finders are held, which are small.
		finders, err := t.finders("facts ranked of", params)
		if err != nil {
			return err
		}
		for part := range slices.Chunk(finders, batchRows) {
			if err := t.facts(part, yield); err != nil {
				return err
			}
		}
		return nil
	}
	return unknownNeoIndex("facts", q.By)
}

// factsOf gives the facts of keys.
func (t *neoTx) factsOf(name string, keys []string, yield func(factRow) error) error {
	for part := range slices.Chunk(keys, batchRows) {
		finders, err := t.finders(name, map[string]any{"keys": part})
		if err != nil {
			return err
		}
		if err := t.facts(finders, yield); err != nil {
			return err
		}
	}
	return nil
}

// factPages gives facts in the order of a statement, a page at a time.
func (t *neoTx) factPages(name string, q query, order func(finder props) string, params map[string]any, yield func(factRow) error) error {
	after, left := q.After, q.Limit
	for {
		page := map[string]any{"after": after, "limit": batchRows}
		if q.Limit > 0 {
			page["limit"] = min(left, batchRows)
		}
		maps.Copy(page, params)
		finders, err := t.finders(name, page)
		if err != nil {
			return err
		}
		if err := t.facts(finders, yield); err != nil {
			return err
		}
		left -= len(finders)
		if len(finders) < batchRows || q.Limit > 0 && left == 0 {
			return nil
		}
		after = order(finders[len(finders)-1])
	}
}

func (t *neoTx) finders(name string, params map[string]any) ([]props, error) {
	var finders []props
	err := t.run(name, "", params, func(p props) error {
		finders = append(finders, p.sub("fact"))
		return nil
	})
	return finders, err
}

// facts gives the facts that finders find, in their order: edges from their relationships, others from the finders
// themselves. In a view, a fact that another process dropped in between is left out.
func (t *neoTx) facts(finders []props, yield func(factRow) error) error {
	edges := make(map[string]props) // columns of the statement "edges" by fact id
	ends := make(map[string]props)  // columns of the statement "ends" by entity id
	ids := make(map[string][]string)
	for _, f := range finders {
		if f.has("subject") {
			ends[f.str("subject")], ends[f.str("object")] = nil, nil
		} else {
			ids[f.str("type")] = append(ids[f.str("type")], f.str("id"))
		}
	}
	keep := func(p props) error { edges[p.sub("edge").str("id")] = p; return nil }
	for _, typ := range slices.Sorted(maps.Keys(ids)) {
		name, in := "edges", typ
		if !t.s.types[typ] {
			name, in = "stray edges", ""
		}
		if err := t.keys(name, in, ids[typ], nil, keep); err != nil {
			return err
		}
	}
	if err := t.keys("ends", "", slices.Sorted(maps.Keys(ends)), nil, func(p props) error { ends[p.str("id")] = p; return nil }); err != nil {
		return err
	}
	for _, finder := range finders {
		body := finder
		var subject, object FactEnd
		if finder.has("subject") {
			end := func(id string) FactEnd {
				e := ends[id]
				return FactEnd{ID: id, Kind: schema.Kind(e.str("kind")), Name: e.str("name"), Country: e.str("country")}
			}
			subject, object = end(finder.str("subject")), end(finder.str("object"))
		} else {
			p, ok := edges[finder.str("id")]
			if !ok {
				continue
			}
			body = p.sub("edge")
			end := func(side string) FactEnd {
				return FactEnd{ID: p.str(side), Kind: schema.Kind(p.str(side + "Kind")), Name: p.str(side + "Name"), Country: p.str(side + "Country")}
			}
			subject, object = end("subject"), end("object")
		}
		f, err := body.fact(finder)
		if err != nil {
			return err
		}
		f.Subject, f.Object = subject, object
		if err := yield(f); err != nil {
			return err
		}
	}
	return nil
}

func (t *neoTx) putFacts(facts []factRow) error {
	sorted := slices.SortedFunc(slices.Values(facts), func(a, b factRow) int { return strings.Compare(a.ID, b.ID) })
	ids := make([]string, len(sorted))
	for i := range sorted {
		ids[i] = sorted[i].ID
	}
	stored := make(map[string]string) // type of edges by fact id, "" for others
	err := t.keys("fact places", "", ids, nil, func(p props) error {
		stored[p.str("id")] = ""
		if p.flag("edge") {
			stored[p.str("id")] = p.str("type")
		}
		return nil
	})
	if err != nil {
		return err
	}
	create, update := make(map[string][]any), make(map[string][]any) // by type
	var other []any
	var stale []string
	updated := make(map[string]any) // rows by id, as long as they are not written
	for i := range sorted {
		f := &sorted[i]
		body, err := factProps(f)
		if err != nil {
			return err
		}
		typ, known := stored[f.ID]
		if !isEdge(&f.Fact) {
			if typ != "" {
				stale = append(stale, f.ID)
			}
			maps.Copy(body, finderProps(f))
			body["subject"], body["object"] = f.Subject.ID, f.Object.ID
			other = append(other, plain(body))
			continue
		}
		row := map[string]any{"subject": f.Subject.ID, "object": f.Object.ID, "edge": plain(body), "fact": plain(finderProps(f))}
		switch {
		case known && typ == f.Type:
			update[typ] = append(update[typ], row)
			updated[f.ID] = row
		case known:
			stale = append(stale, f.ID)
			fallthrough
		default:
			create[f.Type] = append(create[f.Type], row)
		}
	}
	for _, typ := range slices.Sorted(maps.Keys(update)) {
		err := t.rows("update edges", typ, update[typ], func(p props) error { delete(updated, p.str("id")); return nil })
		if err != nil {
			return err
		}
	}
	for _, f := range sorted { // what is left has other ends
		if row, ok := updated[f.ID]; ok {
			stale = append(stale, f.ID)
			create[f.Type] = append(create[f.Type], row)
		}
	}
	if err := t.dropFacts(stale); err != nil {
		return err
	}
	for _, typ := range slices.Sorted(maps.Keys(create)) {
		made := 0
		if err := t.rows("create edges", typ, create[typ], func(p props) error { made += p.num("n"); return nil }); err != nil {
			return err
		}
		if made != len(create[typ]) {
			return fmt.Errorf("put %d facts of type %s: %d of them are of entities that are not there", len(create[typ]), typ, len(create[typ])-made)
		}
	}
	return t.rows("put facts", "", other, nil)
}

func (t *neoTx) dropFacts(ids []string) error {
	byType := make(map[string][]string)
	var stray []string
	err := t.keys("fact places", "", ids, nil, func(p props) error {
		typ := p.str("type")
		switch {
		case !p.flag("edge"):
		case t.s.types[typ]:
			byType[typ] = append(byType[typ], p.str("id"))
		default:
			stray = append(stray, p.str("id"))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		if err := t.keys("drop edges", typ, byType[typ], nil, nil); err != nil {
			return err
		}
	}
	if err := t.keys("drop stray edges", "", stray, nil, nil); err != nil {
		return err
	}
	return t.keys("drop facts", "", ids, nil, nil)
}

func (t *neoTx) findMarks(q query, yield func(markRow) error) error {
	give := func(p props) error { return yield(p.mark()) }
	params := map[string]any{"limit": noLimit(q.Limit)}
	switch q.By {
	case all:
		return t.run("marks all", "", params, give)
	case byKind:
		params["prefix"] = q.Keys[0] + "\x00"
		return t.run("marks of", "", params, give)
	case byKey:
		params["prefix"] = markID(markRow{Kind: q.Keys[0], Key: q.Keys[1]})
		return t.run("marks of", "", params, give)
	}
	return unknownNeoIndex("marks", q.By)
}

func (t *neoTx) putMarks(marks []markRow) error {
	rows := make([]any, 0, len(marks))
	for _, m := range slices.SortedFunc(slices.Values(marks), func(a, b markRow) int { return strings.Compare(markID(a), markID(b)) }) {
		rows = append(rows, plain(markProps(m)))
	}
	return t.rows("put marks", "", rows, nil)
}

func (t *neoTx) dropMarks(marks []markRow) error {
	ids := make([]string, len(marks))
	for i, m := range marks {
		ids[i] = markID(m)
	}
	sort.Strings(ids)
	return t.keys("drop marks", "", ids, nil, nil)
}

func (t *neoTx) pending() (int, error) {
	n := 0
	err := t.run("pending", "", nil, func(p props) error { n = p.num("n"); return nil })
	return n, err
}

func (t *neoTx) counts() (Stats, error) {
	s := Stats{ByType: map[string]int64{}, ByStatus: map[string]int64{}, ByKind: map[string]int64{}}
	one := func(into *int64) func(props) error {
		return func(p props) error { *into = int64(p.num("n")); return nil }
	}
	for name, yield := range map[string]func(props) error{
		"count articles": one(&s.Articles),
		"count texts":    one(&s.Texts),
		"pending":        one(&s.Pending),
		"count claims": func(p props) error {
			s.Claims, s.Asserting = int64(p.num("claims")), int64(p.num("asserting"))
			s.Ambiguous, s.SelfLoops = int64(p.num("ambiguous")), int64(p.num("loops"))
			return nil
		},
		"count entities": func(p props) error {
			n := int64(p.num("n"))
			s.Entities += n
			s.ByKind[p.str("kind")] += n
			return nil
		},
		"count facts": func(p props) error {
			n := int64(p.num("n"))
			s.Facts += n
			s.ByType[p.str("type")] += n
			s.ByStatus[p.str("status")] += n
			return nil
		},
	} {
		if err := t.run(name, "", nil, yield); err != nil {
			return s, err
		}
	}
	return s, nil
}
