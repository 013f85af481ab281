package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"newsgraph/extract"
	"newsgraph/news"
)

// Outcome counts what a writing call did.
type Outcome struct {
	Loaded, Replaced, Unchanged, Superseded int // articles
	Retracted                               int // articles
	Claims, Entities                        int // of articles loaded or replaced; entities local to their articles
	Nodes                                   int // articles, claims and entities written
	Edges                                   int // facts written
}

// Add adds the counts of another call.
func (o *Outcome) Add(p Outcome) {
	o.Loaded += p.Loaded
	o.Replaced += p.Replaced
	o.Unchanged += p.Unchanged
	o.Superseded += p.Superseded
	o.Retracted += p.Retracted
	o.Claims += p.Claims
	o.Entities += p.Entities
	o.Nodes += p.Nodes
	o.Edges += p.Edges
}

// Values of meta.
const (
	metaBuild    = "build"    // of the records
	metaRebuild  = "rebuild"  // build that a rebuild leads to, until all records are of it
	metaOntology = "ontology" // Ontology.Hash of whoever writes: of the records, or of those that a rebuild leads to
)

// eraseBatch bounds how many articles one transaction retracts.
const eraseBatch = 200

// Check says why a record cannot be put: ids that are none or stand twice, ends that name no entity of the record, quotes
// that are not the bytes of the text. A record that extract made always passes; one read from a file may not, and is
// rejected alone.
func Check(r *extract.Record) error {
	if r.Build == "" {
		return errors.New("the record names no build")
	}
	locals := make(map[string]bool, len(r.Entities))
	for i := range r.Entities {
		e := &r.Entities[i]
		switch {
		case e.ID == "" || e.Name == "" || e.Kind == "":
			return fmt.Errorf("entity %d has no id, name or kind", i+1)
		case locals[e.ID]:
			return fmt.Errorf("two entities have the id %q", e.ID)
		case strings.ContainsRune(e.ID+e.Name+e.Country, 0):
			return fmt.Errorf("entity %q holds a null byte", e.ID)
		}
		locals[e.ID] = true
	}
	claims := make(map[string]bool, len(r.Claims))
	for i := range r.Claims {
		c := &r.Claims[i]
		switch {
		case !isID(c.ID):
			return fmt.Errorf("claim %d: id %q is not 32 lower-case hexadecimal digits", i+1, c.ID)
		case claims[c.ID]:
			return fmt.Errorf("two claims have the id %s", c.ID)
		case c.Asserts != extract.Asserts(c):
			return fmt.Errorf("claim %s: \"asserts\" is %t, which its other fields contradict", c.ID, c.Asserts)
		}
		if e := &c.Evidence; compareWords("quote", e.Quote, e.Sentence.Start, e.Sentence.End, r.Article.Text) != "" {
			return fmt.Errorf("the quote of claim %s does not stand in the article's text; make the records again with newsgraph extract --format records", c.ID)
		}
		claims[c.ID] = true
		ends := localEnds(c)
		for _, end := range []string{ends.Subject, ends.Object, ends.Speaker, ends.Place} {
			if end != "" && !locals[end] {
				return fmt.Errorf("claim %s names the entity %q, which the record does not hold", c.ID, end)
			}
		}
	}
	return nil
}

// isID reports whether s has the form of ids.
func isID(s string) bool {
	if len(s) != 32 {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// localEnds gives the local ids at the places of a claim.
func localEnds(c *extract.Claim) claimEnds {
	var e claimEnds
	if c.Subject != nil {
		e.Subject = deref(c.Subject.ID)
	}
	if c.Object != nil {
		e.Object = deref(c.Object.ID)
	}
	if c.Speaker != nil {
		e.Speaker = deref(c.Speaker.ID)
	}
	if c.Where != nil {
		e.Place = deref(c.Where.ID)
	}
	return e
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// recordRows are all rows that one record makes, as if its article were the only one.
type recordRows struct {
	article articleRow
	text    string
	rank    news.Rank
	locals  []localRow
	claims  []claimRow
}

// rowsOf reads a record. It is a function of the record alone. Locals are settled to the entity that they mean where no
// other article says otherwise: in most articles that stays so, and settling then writes no claim twice.
func (s *Store) rowsOf(r *extract.Record) (recordRows, error) {
	a := r.Article
	key := a.Key()
	if err := Check(r); err != nil {
		return recordRows{}, fmt.Errorf("article %s: %w", key, err)
	}
	textHash := news.TextHash(a.Text)
	rows := recordRows{text: a.Text, rank: news.RankOf(a, textHash)}
	witness, agency := Witnesses(a)
	a.ID = key.ID
	a.Text, a.Path, a.Line, a.Record = "", "", 0, nil
	if a.Status == "" {
		a.Status = news.Usable
	}
	row := articleRow{
		ID: articleID(key), Key: key, Article: a, TextHash: textHash,
		HasText: rows.text != "" && !s.o.NoTexts,
		Build:   r.Build, Witness: witness, Agency: agency,
		Recent: recency(a.Published) + key.Publisher + "\x00" + key.ID,
	}
	row.Digest = digest(&row, r.Build)
	rows.article = row
	if a.Status != news.Usable {
		return rows, nil // its version stands, without claims
	}

	ends := make([]claimEnds, len(r.Claims))
	claimed := map[string]bool{}
	for i := range r.Claims {
		ends[i] = localEnds(&r.Claims[i])
		for _, e := range []string{ends[i].Subject, ends[i].Object, ends[i].Speaker, ends[i].Place} {
			claimed[e] = true
		}
	}
	entities := map[string]string{}
	for _, e := range r.Entities {
		l := newLocal(row.ID, e, claimed[e.ID])
		entities[e.ID] = l.Entity
		rows.locals = append(rows.locals, l)
	}
	for i, c := range r.Claims {
		c.Evidence.Path = "" // where the file lay, which is no property of the article
		c.Via = some(c.Via)
		row := claimRow{
			ID: c.ID, Article: row.ID, N: i, Claim: c, Locals: ends[i],
			Report: NewReport(&c, a.Published.Day(), key.Publisher),
			Ends: claimEnds{
				Subject: entities[ends[i].Subject], Object: entities[ends[i].Object],
				Speaker: entities[ends[i].Speaker], Place: entities[ends[i].Place],
			},
		}
		s.regroup(&row)
		rows.claims = append(rows.claims, row)
	}
	return rows, nil
}

// rowsOfAll reads records on all cores. Of several errors it gives that of the first record.
func (s *Store) rowsOfAll(ctx context.Context, records []extract.Record) ([]recordRows, error) {
	rows, errs := make([]recordRows, len(records)), make([]error, len(records))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(records)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(records) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				rows[i], errs[i] = s.rowsOf(&records[i])
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// newLocal reads one entity of an article.
func newLocal(article string, e extract.Entity, claimed bool) localRow {
	l := localRow{
		ID: localID(article, e.ID), Article: article, Local: e, Name: Fold(e.Kind, e.Name), Form: formFull,
		Label: e.Country, Claimed: claimed,
	}
	var isShort bool
	l.Short, isShort = Short(e.Kind, e.Name, e.Known)
	if isShort {
		l.Form = formAlone
		l.Entity = ResolveShort(l.Name.Class, l.Short, article, nil)
	} else {
		l.Entity = ResolveName(l.Name, []Tally{{Label: l.Label, Articles: 1}})[l.Label]
	}
	l.Spelling = hash(append([]string{"spelling", e.Name, string(e.Kind), fmt.Sprint(e.Known), e.Country, fmt.Sprint(isShort)}, e.Aliases...)...)
	return l
}

// regroup gives a claim the group of its ends and takes away what the anchor rules said of it in another one.
func (s *Store) regroup(c *claimRow) {
	c.Group = GroupKey(s.o.Ontology, c.Report.Type, c.Report.Standing, c.Ends.Subject, c.Ends.Object)
	c.Settled, c.Facts, c.Ambiguous = c.Group == "", nil, nil
}

// digest is what two equal versions of an article share.
func digest(a *articleRow, build string) string {
	b, err := json.Marshal(a.Article)
	if err != nil {
		panic(fmt.Sprintf("graph: an article that JSON cannot say: %v", err))
	}
	return hash("digest", string(b), a.TextHash, build)
}

// recency gives a sort key of fixed width under which later instants come first and the unknown last.
func recency(published news.Stamp) string {
	if published.IsZero() {
		return "ffffffffffffffff"
	}
	return descending(published.Instant().UnixMilli())
}

// descending gives 16 hexadecimal digits that sort greater numbers first.
func descending(n int64) string { return fmt.Sprintf("%016x", uint64(math.MaxInt64)-uint64(n)) }

// Put writes records in one transaction: of each article key the highest version stands, whatever was there before.
// What an earlier version said is withdrawn, and what both touch is marked for Settle. A record that the graph holds
// already writes nothing. Errors: ErrBuild where builds differ (run a rebuild), ErrOntology where ontologies do; a record
// that Check refuses; then nothing is written.
func (s *Store) Put(ctx context.Context, records []extract.Record) (Outcome, error) {
	var before Outcome // what the batch decides by itself
	highest := map[string]int{}
	var batch []recordRows
	read, err := s.rowsOfAll(ctx, records)
	if err != nil {
		return Outcome{}, err
	}
	for _, rows := range read {
		at, again := highest[rows.article.ID]
		if !again {
			highest[rows.article.ID] = len(batch)
			batch = append(batch, rows)
			continue
		}
		switch c := rows.rank.Compare(batch[at].rank); {
		case c == 0 && rows.article.Build == batch[at].article.Build:
			before.Unchanged++
		case c > 0:
			before.Superseded++
			batch[at] = rows
		default:
			before.Superseded++
		}
	}
	slices.SortFunc(batch, func(a, b recordRows) int { return cmp.Compare(a.article.ID, b.article.ID) })
	if len(batch) == 0 {
		return before, nil
	}

	for {
		var out Outcome
		retracting := false
		err := s.b.update(ctx, func(t tx) error {
			out, retracting = before, false
			// Another process may have begun to retract since: what it marked must go before, not after.
			if err := t.findMarks(query{By: byKind, Keys: []string{markErase}, Limit: 1}, func(markRow) error {
				retracting = true
				return nil
			}); err != nil || retracting {
				return err
			}
			if err := s.checkBuild(t, batch); err != nil {
				return err
			}
			return s.put(t, batch, &out)
		})
		if err == nil && retracting {
			if err = s.eraseMarked(ctx); err == nil {
				continue
			}
		}
		if err != nil {
			return Outcome{}, fmt.Errorf("store %d articles: %w", len(records), err)
		}
		return out, nil
	}
}

// Unchanged reports, of each article as it was read, whether the graph holds it as a Put of its record of the build of
// the Options would leave it: then the record need not be made. While a rebuild or a retraction is under way it says no.
func (s *Store) Unchanged(ctx context.Context, articles []news.Article) ([]bool, error) {
	at := map[string][]int{}
	for i, a := range articles {
		id := articleID(a.Key())
		at[id] = append(at[id], i)
	}
	var same []bool
	err := s.b.view(ctx, func(t tx) error {
		same = make([]bool, len(articles))
		if rebuild, err := t.meta(metaRebuild); err != nil || rebuild != "" || s.o.Build == "" {
			return err
		}
		retracting := false
		if err := t.findMarks(query{By: byKind, Keys: []string{markErase}, Limit: 1}, func(markRow) error {
			retracting = true
			return nil
		}); err != nil || retracting {
			return err
		}
		return t.findArticles(query{By: byID, Keys: sortedKeys(at)}, func(old articleRow) error {
			for _, i := range at[old.ID] {
				a := articles[i]
				same[i] = old.Build == s.o.Build && (old.HasText || a.Text == "" || s.o.NoTexts) &&
					a.Rank().Compare(news.RankOf(old.Article, old.TextHash)) == 0
			}
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("look for what is stored: %w", err)
	}
	return same, nil
}

// checkBuild sees to it that all records of a graph are of one build and one ontology. The first ones decide.
func (s *Store) checkBuild(t tx, batch []recordRows) error {
	build, err := t.meta(metaBuild)
	if err != nil {
		return err
	}
	rebuild, err := t.meta(metaRebuild)
	if err != nil {
		return err
	}
	want := build
	switch {
	case rebuild != "" && !s.rebuilding.Load():
		return ErrRebuilding
	case rebuild != "":
		want = rebuild
	}
	hash := s.o.Ontology.Hash()
	ontology, err := t.meta(metaOntology)
	if err != nil {
		return err
	}
	other := ontology != "" && ontology != hash
	empty := false
	if other && rebuild == "" {
		if empty, err = noArticles(t); err != nil {
			return err
		}
	}
	if other && !empty {
		return ErrOntology
	}
	for _, r := range batch {
		switch {
		case r.article.Build == want:
			continue
		case rebuild != "":
			return fmt.Errorf("%w: article %s comes from build %s, the rebuild leads to %s", ErrBuild, r.article.Key, r.article.Build, want)
		case !empty:
			if empty, err = noArticles(t); err != nil {
				return err
			}
			if !empty {
				return fmt.Errorf("%w: the graph's build is %s, article %s comes from %s: run `newsgraph rebuild`, which extracts all kept texts again",
					ErrBuild, want, r.article.Key, r.article.Build)
			}
			want = r.article.Build // the first records decide
		default:
			return fmt.Errorf("%w: article %s comes from build %s, others of the batch from %s", ErrBuild, r.article.Key, r.article.Build, want)
		}
	}
	if ontology != hash {
		if err := t.setMeta(metaOntology, hash); err != nil {
			return err
		}
	}
	if rebuild == "" && want != build {
		return t.setMeta(metaBuild, want)
	}
	return nil
}

// checkOntology sees to it that the relations are those that the graph follows: by others its groups mean nothing. A
// graph that does not say which it follows is of an older program.
func (s *Store) checkOntology(t tx) error {
	ontology, err := t.meta(metaOntology)
	if err == nil && ontology != "" && ontology != s.o.Ontology.Hash() {
		err = ErrOntology
	}
	return err
}

// checkGroups sees to it that groups can be composed: while a rebuild runs, claims of two ontologies may stand in one.
func (s *Store) checkGroups(t tx) error {
	rebuild, err := t.meta(metaRebuild)
	if err == nil && rebuild != "" {
		err = ErrRebuilding
	}
	if err != nil {
		return err
	}
	return s.checkOntology(t)
}

// SameOntology reports whether the graph follows the relations of the Options. Where it does not, it can be read, but
// for facts as of a day; a filter by type knows only the relations of the Options.
func (s *Store) SameOntology(ctx context.Context) (same bool, err error) {
	err = s.b.view(ctx, func(t tx) error {
		err := s.checkOntology(t)
		if same = err == nil; errors.Is(err, ErrOntology) {
			err = nil
		}
		return err
	})
	return same, err
}

func noArticles(t tx) (bool, error) {
	empty := true
	err := t.findArticles(query{By: all, Limit: 1}, func(articleRow) error { empty = false; return nil })
	return empty, err
}

// put writes the batch, whose articles are distinct and in id order.
func (s *Store) put(t tx, batch []recordRows, out *Outcome) error {
	ids := make([]string, len(batch))
	for i, r := range batch {
		ids[i] = r.article.ID
	}
	stored := map[string]articleRow{}
	if err := t.findArticles(query{By: byID, Keys: ids}, func(a articleRow) error { stored[a.ID] = a; return nil }); err != nil {
		return err
	}
	var write []recordRows
	var replaced []string
	for _, r := range batch {
		old, known := stored[r.article.ID]
		if !known {
			out.Loaded++
			write = append(write, r)
			continue
		}
		switch c := r.rank.Compare(news.RankOf(old.Article, old.TextHash)); {
		case c < 0:
			out.Superseded++
		case c == 0 && old.Build == r.article.Build:
			out.Unchanged++
			if r.article.HasText && !old.HasText { // the text was not kept: keep it now
				out.Nodes++
				if err := t.putArticles([]articleRow{r.article}); err != nil {
					return err
				}
				if err := t.putTexts([]textRow{{r.article.ID, r.text}}); err != nil {
					return err
				}
			}
		default:
			out.Replaced++
			if c == 0 && old.HasText {
				r.article.HasText = true
			}
			write = append(write, r)
			replaced = append(replaced, r.article.ID)
		}
	}
	if len(write) == 0 {
		return nil
	}
	marks := marks{}
	if err := erase(t, replaced, marks); err != nil {
		return err
	}
	var articles []articleRow
	var texts []textRow
	var locals []localRow
	var claims []claimRow
	owner := map[string]news.Key{}
	for _, r := range write {
		articles = append(articles, r.article)
		if r.article.HasText {
			texts = append(texts, textRow{r.article.ID, r.text})
		}
		for i := range r.locals {
			marks.local(&r.locals[i])
		}
		locals = append(locals, r.locals...)
		for i := range r.claims {
			marks.claim(&r.claims[i])
			id := r.claims[i].ID
			if other, twice := owner[id]; twice {
				return fmt.Errorf("articles %s and %s both hold the claim %s: one of their records is not what extract made", other, r.article.Key, id)
			}
			owner[id] = r.article.Key
		}
		claims = append(claims, r.claims...)
	}
	if err := t.findClaims(query{By: byID, Keys: sortedKeys(owner), Light: true}, func(c claimRow) error {
		return fmt.Errorf("article %s holds the claim %s, which another article of the graph has: its record is not what extract made", owner[c.ID], c.ID)
	}); err != nil {
		return err
	}
	out.Claims += len(claims)
	out.Entities += len(locals)
	out.Nodes += len(articles) + len(claims)
	if err := t.putArticles(articles); err != nil {
		return err
	}
	if err := t.putTexts(texts); err != nil {
		return err
	}
	if err := t.putLocals(locals); err != nil {
		return err
	}
	if err := t.putClaims(claims); err != nil {
		return err
	}
	return t.putMarks(marks.sorted())
}

// erase drops articles with all that they said, and marks what that touches.
func erase(t tx, ids []string, m marks) error {
	if len(ids) == 0 {
		return nil
	}
	if err := t.findLocals(query{By: byArticle, Keys: ids}, func(l localRow) error {
		m.local(&l)
		if l.Claimed {
			m.add(markGone, l.Entity, "")
		}
		return nil
	}); err != nil {
		return err
	}
	if err := t.findClaims(query{By: byArticle, Keys: ids, Light: true}, func(c claimRow) error {
		m.claim(&c)
		return nil
	}); err != nil {
		return err
	}
	return t.dropArticles(ids)
}

// marks is a set of marks.
type marks map[markRow]struct{}

func (m marks) add(kind, key, fact string) { m[markRow{kind, key, fact}] = struct{}{} }

// local marks what a local entity decides: who bears its name, whom its short form means, how its entity is described.
func (m marks) local(l *localRow) {
	if l.Form == formFull {
		m.add(markName, l.Name.String(), "")
	}
	if l.Short != "" {
		m.add(markShort, l.short().String(), "")
	}
	m.add(markEntity, l.Entity, "")
}

// claim marks the facts that a claim stands behind, or where it has not been placed, its group.
func (m marks) claim(c *claimRow) {
	if c.Group == "" {
		return
	}
	if len(c.Facts) == 0 {
		m.add(markGroup, c.Group, "")
	}
	for _, f := range c.Facts {
		m.add(markGroup, c.Group, f)
	}
}

func (m marks) sorted() []markRow {
	return slices.SortedFunc(maps.Keys(m), func(a, b markRow) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Fact, b.Fact))
	})
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// Retract erases every trace of articles, each given as its ID, or as PUBLISHER/ID: an ID first, cut at the first slash
// only where no such ID stands. A reference that names no article, or several, erases nothing: *UnknownArticles. The
// articles are marked in one transaction and erased in further ones of bounded size; after a crash in between, the next
// writing call ends the work. Settle then brings the facts to what they would be without them. ErrOntology where that
// could not be.
func (s *Store) Retract(ctx context.Context, refs []string) (Outcome, error) {
	return s.retract(ctx, func(t tx) ([]articleRow, error) { return resolveArticles(t, refs) })
}

// RetractPublisher erases every article of a publisher, as Retract does. No such publisher: *UnknownPublisher.
func (s *Store) RetractPublisher(ctx context.Context, publisher string) (Outcome, error) {
	return s.retract(ctx, func(t tx) ([]articleRow, error) {
		var found []articleRow
		err := checkPublishers(t, []string{publisher})
		if err == nil {
			err = t.findArticles(query{By: byPublisher, Keys: []string{publisher}}, func(a articleRow) error {
				found = append(found, articleRow{ID: a.ID})
				return nil
			})
		}
		return found, err
	})
}

func (s *Store) retract(ctx context.Context, find func(tx) ([]articleRow, error)) (Outcome, error) {
	if err := s.eraseMarked(ctx); err != nil {
		return Outcome{}, err
	}
	var out Outcome
	if err := s.b.update(ctx, func(t tx) error {
		if err := s.checkOntology(t); err != nil {
			return err
		}
		articles, err := find(t)
		if err != nil {
			return err
		}
		m := marks{}
		for _, a := range articles {
			m.add(markErase, a.ID, "")
		}
		out = Outcome{Retracted: len(m)}
		return t.putMarks(m.sorted())
	}); err != nil {
		return Outcome{}, err
	}
	return out, s.eraseMarked(ctx)
}

// eraseMarked ends what Retract began.
func (s *Store) eraseMarked(ctx context.Context) error {
	for {
		var todo []markRow
		find := func(t tx) error {
			todo = nil
			return t.findMarks(query{By: byKind, Keys: []string{markErase}, Limit: eraseBatch}, func(m markRow) error {
				todo = append(todo, m)
				return nil
			})
		}
		if err := s.b.view(ctx, find); err != nil || len(todo) == 0 {
			return err
		}
		if err := s.b.update(ctx, func(t tx) error {
			if err := find(t); err != nil {
				return err
			}
			return eraseSome(t, todo)
		}); err != nil {
			return fmt.Errorf("erase retracted articles: %w", err)
		}
	}
}

// eraseSome erases marked articles.
func eraseSome(t tx, todo []markRow) error {
	ids := make([]string, len(todo))
	for i, m := range todo {
		ids[i] = m.Key
	}
	m := marks{}
	if err := erase(t, ids, m); err != nil {
		return err
	}
	if err := t.putMarks(m.sorted()); err != nil {
		return err
	}
	return t.dropMarks(todo)
}

// resolveArticles finds the article of each reference.
func resolveArticles(t tx, refs []string) ([]articleRow, error) {
	refs = slices.Compact(slices.Sorted(slices.Values(refs)))
	named := map[string][]articleRow{}
	if err := t.findArticles(query{By: byNewsID, Keys: refs}, func(a articleRow) error {
		named[a.Key.ID] = append(named[a.Key.ID], a)
		return nil
	}); err != nil {
		return nil, err
	}
	var keyed []string // PUBLISHER/ID, by the id of the article's row
	refOf := map[string]string{}
	bad := &UnknownArticles{Ambiguous: map[string][]string{}}
	var found []articleRow
	for _, ref := range refs {
		switch as := named[ref]; {
		case len(as) == 1:
			found = append(found, as[0])
		case len(as) > 1:
			for _, a := range as {
				bad.Ambiguous[ref] = append(bad.Ambiguous[ref], a.Key.String())
			}
			slices.Sort(bad.Ambiguous[ref])
		default:
			key, ok := news.ParseKey(ref)
			if !ok {
				bad.Unknown = append(bad.Unknown, ref)
				continue
			}
			id := articleID(key)
			keyed = append(keyed, id)
			refOf[id] = ref
		}
	}
	keyed = slices.Compact(slices.Sorted(slices.Values(keyed)))
	if err := t.findArticles(query{By: byID, Keys: keyed}, func(a articleRow) error {
		found = append(found, a)
		delete(refOf, a.ID)
		return nil
	}); err != nil {
		return nil, err
	}
	for _, ref := range refOf {
		bad.Unknown = append(bad.Unknown, ref)
	}
	if len(bad.Unknown)+len(bad.Ambiguous) > 0 {
		slices.Sort(bad.Unknown)
		return nil, bad
	}
	slices.SortFunc(found, func(a, b articleRow) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(found, func(a, b articleRow) bool { return a.ID == b.ID }), nil
}

// BeginRebuild says that from now on this store takes records of the build and ontology of its Options only, and that no
// other may be loaded, and nothing settled, until EndRebuild. Each record then replaces its article's, in as many calls
// of Put as it takes. After a crash the next BeginRebuild goes on, also back to the former build: records that are of
// the build already stay. Where the text of an article of another build was not kept, it says so and changes nothing.
func (s *Store) BeginRebuild(ctx context.Context) error {
	if s.o.Build == "" {
		return errors.New("rebuild: no build to lead to")
	}
	if err := s.eraseMarked(ctx); err != nil {
		return err
	}
	if err := s.b.update(ctx, func(t tx) error {
		if err := s.checkTexts(t); err != nil {
			return err
		}
		if err := t.setMeta(metaOntology, s.o.Ontology.Hash()); err != nil {
			return err
		}
		return t.setMeta(metaRebuild, s.o.Build)
	}); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	s.rebuilding.Store(true)
	return nil
}

// checkTexts says which articles a rebuild could not read.
func (s *Store) checkTexts(t tx) error {
	missing, first := 0, news.Key{}
	if err := t.findArticles(query{By: all}, func(a articleRow) error {
		if a.TextHash != "" && !a.HasText && a.Build != s.o.Build {
			if missing == 0 {
				first = a.Key
			}
			missing++
		}
		return nil
	}); err != nil || missing == 0 {
		return err
	}
	others := ""
	if missing > 1 {
		others = fmt.Sprintf(", nor those of %d more", missing-1)
	}
	return fmt.Errorf("the text of article %s was not kept%s: load them again from their files, without --text none and with the "+
		"program and ontology that made the graph, or load all articles into a new store", first, others)
}

// EndRebuild makes the new build that of the graph. Where an article is of another one still, it changes nothing and
// says which.
func (s *Store) EndRebuild(ctx context.Context) error {
	if err := s.b.update(ctx, func(t tx) error {
		left, first := 0, news.Key{}
		if err := t.findArticles(query{By: all}, func(a articleRow) error {
			if a.Build != s.o.Build {
				if left == 0 {
					first = a.Key
				}
				left++
			}
			return nil
		}); err != nil {
			return err
		}
		if left > 0 {
			return fmt.Errorf("%w: %d articles are still of another build, such as %s: run `newsgraph rebuild` again", ErrBuild, left, first)
		}
		if err := t.setMeta(metaBuild, s.o.Build); err != nil {
			return err
		}
		return t.setMeta(metaRebuild, "")
	}); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	s.rebuilding.Store(false)
	return nil
}
