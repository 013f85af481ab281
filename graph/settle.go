package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsgraph/news"
	"newsgraph/schema"
)

// bounds are those of one settling transaction. They decide how often it commits, never what comes out.
type bounds struct {
	marks  int // looked at
	moves  int // locals moved to another entity
	claims int // read, unless one group alone has more, and composed into facts, unless one fact alone has more
	small  int // claims up to which a group is read in full at once: most of them will be composed anyhow
}

// usualBounds keep a transaction at about a second and some 20 MB. Smaller ones write the same pages of an index more
// often: ids are hashes, so that a transaction touches pages all over it.
var usualBounds = bounds{marks: 5000, moves: 2000, claims: 5000, small: 32}

// Settle recomputes the entities and facts of all that is marked, in transactions of bounded size, until no mark is
// left. A canceled context stops between transactions or undoes the running one; the next Settle goes on. progress,
// which may be nil, is told now and then how many marks are left. Errors: ErrOntology or ErrRebuilding, where there are
// marks and the graph's claims do not all follow the relations of the Options.
func (s *Store) Settle(ctx context.Context, progress func(left int)) (Outcome, error) {
	var total Outcome
	for round := 0; ; round++ {
		if progress != nil && round%8 == 0 {
			left, err := s.Pending(ctx)
			if err != nil {
				return total, err
			}
			progress(left)
		}
		var out Outcome
		var left bool
		if err := s.b.update(ctx, func(t tx) (err error) {
			out = Outcome{}
			left, err = s.settle(t, &out)
			return err
		}); err != nil {
			return total, fmt.Errorf("settle: %w", err)
		}
		total.Add(out)
		if !left {
			if progress != nil {
				progress(0)
			}
			return total, nil
		}
	}
}

// Pending gives the number of marks that are left to settle: while it is not 0, entities and facts lag behind the
// claims.
func (s *Store) Pending(ctx context.Context) (n int, err error) {
	err = s.b.view(ctx, func(t tx) (err error) { n, err = t.pending(); return err })
	return n, err
}

var markKinds = []string{markErase, markName, markShort, markEntity, markGroup, markGone}

// settle does one transaction's worth of the lowest kind of marks, so that whatever a mark's result depends on has been
// settled before it, by whichever process.
func (s *Store) settle(t tx, out *Outcome) (left bool, err error) {
	for _, kind := range markKinds {
		var ms []markRow
		if err := t.findMarks(query{By: byKind, Keys: []string{kind}, Limit: s.bounds.marks}, func(m markRow) error {
			ms = append(ms, m)
			return nil
		}); err != nil {
			return false, err
		}
		if len(ms) == 0 {
			continue
		}
		if err := s.checkGroups(t); err != nil {
			return false, err
		}
		switch kind {
		case markErase:
			err = eraseSome(t, ms[:min(len(ms), eraseBatch)])
		case markName:
			err = s.settleNames(t, ms)
		case markShort:
			err = s.settleShorts(t, ms)
		case markEntity:
			err = s.settleEntities(t, ms, out)
		case markGroup:
			err = s.settleGroups(t, ms, out)
		case markGone:
			err = settleGone(t, ms)
		}
		return true, err
	}
	return false, nil
}

// A move takes all locals of one hold to another entity.
type move struct {
	from   string // hold
	entity string // empty: each to the entity of its article alone
	form   string
	count  int
}

// movePlan chooses which moves fit in one transaction.
type movePlan struct {
	most    int             // locals
	moves   map[string]move // by hold
	count   int
	partial bool // of the moves only most locals are moved
	done    []markRow
}

// add takes the moves of one mark. A mark whose moves do not all fit stays for the next transaction.
func (p *movePlan) add(m markRow, moves []move) {
	n := 0
	for _, mv := range moves {
		n += mv.count
	}
	switch {
	case p.count+n <= p.most:
		p.done = append(p.done, m)
	case p.count > 0:
		return
	default: // a hub: as many as fit, and again
		p.partial = true
	}
	p.count += n
	for _, mv := range moves {
		p.moves[mv.from] = mv
	}
}

// settleNames gives every full name's locals the entities that the counts of labels say. A tally is read from an index,
// so a name with many locals costs their number only where they move.
func (s *Store) settleNames(t tx, ms []markRow) error {
	tallies, err := tallyOf(t, byName, ms)
	if err != nil {
		return err
	}
	plan := movePlan{most: s.bounds.moves, moves: map[string]move{}}
	for _, m := range ms {
		key := parseNameKey(m.Key)
		var counts []Tally
		for _, r := range tallies[m.Key] {
			counts = append(counts, Tally{Label: r.Label, Articles: r.Articles})
		}
		entities := ResolveName(key, counts)
		var moves []move
		for _, r := range tallies[m.Key] {
			if want := entities[r.Label]; r.Entity != want {
				moves = append(moves, move{holdName(key, r.Label, r.Entity), want, formFull, r.Articles})
			}
		}
		plan.add(m, moves)
	}
	return s.move(t, &plan)
}

// settleShorts does the same for short forms, by the counts of full names.
func (s *Store) settleShorts(t tx, ms []markRow) error {
	tallies, err := tallyOf(t, byShort, ms)
	if err != nil {
		return err
	}
	plan := movePlan{most: s.bounds.moves, moves: map[string]move{}}
	for _, m := range ms {
		key := parseNameKey(m.Key)
		var holdings []Holding
		held := map[string]bool{}
		for _, r := range tallies[m.Key] {
			if r.Form == formFull {
				holdings = append(holdings, Holding{Entity: r.Entity, Articles: r.Articles})
				held[r.Entity] = true
			}
		}
		entity, form := ResolveShort(key.Class, key.Key, "", holdings), formAttached
		if !held[entity] {
			entity, form = "", formAlone
		}
		var moves []move
		for _, r := range tallies[m.Key] {
			if r.Form != formFull && (r.Form != form || r.Entity != entity) {
				moves = append(moves, move{holdShort(key, r.Form, r.Entity), entity, form, r.Articles})
			}
		}
		plan.add(m, moves)
	}
	return s.move(t, &plan)
}

// tallyOf gives the tallies of marks by key, in an order of their own content.
func tallyOf(t tx, by index, ms []markRow) (map[string][]tallyRow, error) {
	keys := make([]string, len(ms))
	for i, m := range ms {
		keys[i] = m.Key
	}
	tallies := map[string][]tallyRow{}
	if err := t.tally(query{By: by, Keys: keys}, func(r tallyRow) error {
		tallies[r.Key] = append(tallies[r.Key], r)
		return nil
	}); err != nil {
		return nil, err
	}
	for _, rows := range tallies {
		slices.SortFunc(rows, func(a, b tallyRow) int {
			return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Form, b.Form), cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Sample.Spelling, b.Sample.Spelling))
		})
	}
	return tallies, nil
}

func parseNameKey(s string) NameKey {
	class, key, _ := strings.Cut(s, "\x00")
	return NameKey{Class: class, Key: key}
}

// move moves locals, gives their claims the new ends and groups, and marks what both change.
func (s *Store) move(t tx, plan *movePlan) error {
	if err := t.dropMarks(plan.done); err != nil || len(plan.moves) == 0 {
		return err
	}
	q := query{By: byHold, Keys: sortedKeys(plan.moves)}
	if plan.partial {
		q.Limit = plan.most
	}
	m := marks{}
	var locals []localRow
	moved := map[string]map[string]string{} // article, local id: entity
	if err := t.findLocals(q, func(l localRow) error {
		mv := plan.moves[l.hold()]
		m.add(markEntity, l.Entity, "")
		if l.Claimed {
			m.add(markGone, l.Entity, "")
		}
		l.Entity, l.Form = mv.entity, mv.form
		if l.Entity == "" {
			l.Entity = ResolveShort(l.Name.Class, l.Short, l.Article, nil)
		}
		m.add(markEntity, l.Entity, "")
		if l.Form == formFull && l.Short != "" {
			m.add(markShort, l.short().String(), "")
		}
		locals = append(locals, l)
		if l.Claimed {
			if moved[l.Article] == nil {
				moved[l.Article] = map[string]string{}
			}
			moved[l.Article][l.Local.ID] = l.Entity
		}
		return nil
	}); err != nil {
		return err
	}
	var claims []claimRow
	if err := t.findClaims(query{By: byArticle, Keys: sortedKeys(moved), Light: true}, func(c claimRow) error {
		ends := c.Ends
		entities := moved[c.Article]
		for _, end := range []struct {
			local  string
			entity *string
		}{
			{c.Locals.Subject, &ends.Subject}, {c.Locals.Object, &ends.Object},
			{c.Locals.Speaker, &ends.Speaker}, {c.Locals.Place, &ends.Place},
		} {
			if e, ok := entities[end.local]; ok && end.local != "" {
				*end.entity = e
			}
		}
		if ends == c.Ends {
			return nil
		}
		m.claim(&c)
		old := c
		c.Ends = ends
		if s.regroup(&c); c.Group == old.Group {
			c.Settled, c.Facts, c.Ambiguous = old.Settled, old.Facts, old.Ambiguous
		} else {
			m.claim(&c)
		}
		claims = append(claims, c)
		return nil
	}); err != nil {
		return err
	}
	if err := t.setLocals(locals); err != nil {
		return err
	}
	if err := t.setClaims(claims); err != nil {
		return err
	}
	return t.putMarks(m.sorted())
}

// settleEntities describes the entities that a claim refers to. Nothing on a fact is taken from an entity, but whether a
// denial comes from one of its ends' states: where a country changes, the facts that were denied are marked.
func (s *Store) settleEntities(t tx, ms []markRow, out *Outcome) error {
	tallies, err := tallyOf(t, byEntity, ms)
	if err != nil {
		return err
	}
	stored := map[string]entityRow{}
	if err := t.findEntities(query{By: byID, Keys: sortedKeys(tallies)}, func(e entityRow) error {
		stored[e.ID] = e
		return nil
	}); err != nil {
		return err
	}
	var write []entityRow
	var moved []string
	for _, id := range sortedKeys(tallies) {
		rows := tallies[id]
		if !slices.ContainsFunc(rows, func(r tallyRow) bool { return r.Claimed > 0 }) {
			continue // where a claim referred to it before, a later mark takes it away
		}
		var spellings []Spelling
		for _, r := range rows {
			l := &r.Sample.Local
			spellings = append(spellings, Spelling{
				Name: l.Name, Kind: l.Kind, Known: l.Known, Country: l.Country, Full: r.Sample.Form == formFull,
				Aliases: l.Aliases, Articles: r.Articles,
			})
		}
		e := Describe(id, rows[0].Sample.Name.Class, spellings)
		old, known := stored[id]
		if known && sameEntity(e, old) {
			continue
		}
		write = append(write, e)
		if known && old.Country != e.Country {
			moved = append(moved, id)
		}
	}
	m := marks{}
	if err := t.findClaims(query{By: byDenial, Keys: moved, Light: true}, func(c claimRow) error {
		for _, f := range c.Facts {
			m.add(markGroup, c.Group, f)
		}
		return nil
	}); err != nil {
		return err
	}
	out.Nodes += len(write)
	if err := t.putEntities(write); err != nil {
		return err
	}
	if err := t.putMarks(m.sorted()); err != nil {
		return err
	}
	return t.dropMarks(ms)
}

func sameEntity(a, b entityRow) bool {
	return a.ID == b.ID && a.Class == b.Class && a.Name == b.Name && a.Kind == b.Kind && a.Country == b.Country &&
		slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.Keys, b.Keys)
}

// settleGone drops the entities that no claim refers to any more. It comes last: by then no fact stands at them.
func settleGone(t tx, ms []markRow) error {
	tallies, err := tallyOf(t, byEntity, ms)
	if err != nil {
		return err
	}
	var gone []string
	for _, m := range ms {
		if !slices.ContainsFunc(tallies[m.Key], func(r tallyRow) bool { return r.Claimed > 0 }) {
			gone = append(gone, m.Key)
		}
	}
	if err := t.dropEntities(gone); err != nil {
		return err
	}
	return t.dropMarks(ms)
}

// plan is what the anchor rules say of one group.
type plan struct {
	group   string
	claims  []claimRow // light, in id order
	anchors map[string]Anchor
	placed  map[string]Placement // by claim
	behind  map[string][]string  // fact to the claims that stand behind it
}

func newPlan(o *schema.Ontology, group string, claims []claimRow) plan {
	slices.SortFunc(claims, func(a, b claimRow) int { return cmp.Compare(a.ID, b.ID) })
	reports := make([]Report, len(claims))
	for i := range claims {
		reports[i] = claims[i].Report
	}
	p := plan{group: group, claims: claims, anchors: map[string]Anchor{}, placed: map[string]Placement{}, behind: map[string][]string{}}
	anchors, placements := Place(o, group, reports)
	for _, a := range anchors {
		p.anchors[a.Fact] = a
	}
	for _, pl := range placements {
		p.placed[pl.Claim] = pl
		for _, f := range pl.Facts {
			p.behind[f] = append(p.behind[f], pl.Claim)
		}
	}
	return p
}

// settleGroups places all claims of the marked groups anew, which costs a light row a claim, and composes and writes
// only the facts that lost, gained or changed a claim.
func (s *Store) settleGroups(t tx, ms []markRow, out *Outcome) error {
	if last := ms[len(ms)-1].Key; len(ms) == s.bounds.marks { // there may be more marks of the last group
		if first := ms[0].Key; first == last {
			ms = nil
			if err := t.findMarks(query{By: byKey, Keys: []string{markGroup, last}}, func(m markRow) error {
				ms = append(ms, m)
				return nil
			}); err != nil {
				return err
			}
		} else {
			ms = slices.DeleteFunc(ms, func(m markRow) bool { return m.Key == last })
		}
	}
	marked := map[string][]markRow{}
	for _, m := range ms {
		marked[m.Key] = append(marked[m.Key], m)
	}
	groups, size, err := firstGroups(t, sortedKeys(marked), s.bounds.claims)
	if err != nil {
		return err
	}
	var small, large []string
	total := 0
	for _, g := range groups {
		total += size[g]
		if size[g] <= s.bounds.small {
			small = append(small, g)
		} else {
			large = append(large, g)
		}
	}
	claims := map[string][]claimRow{}
	full := map[string]*claimRow{}
	if err := t.findClaims(query{By: byGroup, Keys: small}, func(c claimRow) error {
		full[c.ID] = &c
		claims[c.Group] = append(claims[c.Group], c)
		return nil
	}); err != nil {
		return err
	}
	if err := t.findClaims(query{By: byGroup, Keys: large, Light: true}, func(c claimRow) error {
		claims[c.Group] = append(claims[c.Group], c)
		return nil
	}); err != nil {
		return err
	}
	stored := map[string]map[string]factRow{}
	if err := t.findFacts(query{By: byGroup, Keys: groups}, func(f factRow) error {
		if stored[f.Group] == nil {
			stored[f.Group] = map[string]factRow{}
		}
		f.Subject, f.Object = FactEnd{ID: f.Subject.ID}, FactEnd{ID: f.Object.ID}
		stored[f.Group][f.ID] = f
		return nil
	}); err != nil {
		return err
	}
	w := groupWriter{budget: max(s.bounds.claims, total/8), new: marks{}}
	for _, g := range groups {
		w.add(newPlan(s.o.Ontology, g, claims[g]), stored[g], marked[g])
		if w.full {
			break
		}
	}
	facts, err := s.compose(t, w.compose, full)
	if err != nil {
		return err
	}
	facts = slices.DeleteFunc(facts, func(f factRow) bool {
		old, known := stored[f.Group][f.ID]
		return known && jsonText(old) == jsonText(f)
	})
	out.Edges += len(facts)
	if err := t.dropFacts(w.drop); err != nil {
		return err
	}
	if err := t.putFacts(facts); err != nil {
		return err
	}
	if err := t.setClaims(w.claims); err != nil {
		return err
	}
	if err := t.dropMarks(w.done); err != nil {
		return err
	}
	return t.putMarks(w.new.sorted())
}

// firstGroups gives as many groups as have at most so many claims together, at least one, and the number of each.
func firstGroups(t tx, groups []string, most int) ([]string, map[string]int, error) {
	sizes := map[string]int{}
	if err := t.sizes(query{By: byGroup, Keys: groups}, func(g string, n int) error { sizes[g] = n; return nil }); err != nil {
		return nil, nil, err
	}
	total := 0
	for i, g := range groups {
		if i > 0 && total+sizes[g] > most {
			return groups[:i], sizes, nil
		}
		total += sizes[g]
	}
	return groups, sizes, nil
}

// want is a fact to be composed.
type want struct {
	group  string
	anchor Anchor
	claims []string
}

// groupWriter collects what one transaction writes about groups, up to a budget of claims. A group that does not fit
// keeps a mark, and is placed again by the next transaction: that is cheap beside composing, and needs no cursor that
// another writer could make wrong.
type groupWriter struct {
	budget  int
	used    int
	full    bool
	compose []want
	drop    []string
	claims  []claimRow
	done    []markRow
	new     marks
}

func (w *groupWriter) add(p plan, stored map[string]factRow, marked []markRow) {
	dirty := map[string]bool{}
	for _, m := range marked {
		if m.Fact != "" {
			dirty[m.Fact] = true
		}
	}
	for f := range stored {
		if _, ok := p.anchors[f]; !ok {
			dirty[f] = true
		}
	}
	for f, a := range p.anchors { // new ones, and those of which the rules take something from claims that stand elsewhere
		if old, ok := stored[f]; !ok || old.Type != a.Type || jsonText(old.When) != jsonText(a.When) {
			dirty[f] = true
		}
	}
	var changed []int
	for i := range p.claims {
		c := &p.claims[i]
		pl := p.placed[c.ID]
		if c.Settled && slices.Equal(c.Facts, pl.Facts) && slices.Equal(c.Ambiguous, pl.Ambiguous) {
			continue
		}
		changed = append(changed, i)
		if c.Settled && slices.Equal(c.Facts, pl.Facts) {
			continue // only what it may tell of, which no fact shows
		}
		for _, f := range c.Facts {
			dirty[f] = true
		}
		for _, f := range pl.Facts {
			dirty[f] = true
		}
	}

	written := map[string]bool{}
	for _, f := range slices.Sorted(maps.Keys(dirty)) {
		cost := max(1, len(p.behind[f]))
		if w.used > 0 && w.used+cost > w.budget {
			w.full = true
			break
		}
		w.used += cost
		written[f] = true
		if a, ok := p.anchors[f]; ok {
			w.compose = append(w.compose, want{p.group, a, p.behind[f]})
		} else {
			w.drop = append(w.drop, f)
		}
	}
	for _, i := range changed {
		c := p.claims[i]
		pl := p.placed[c.ID]
		touched := append(slices.Clone(c.Facts), pl.Facts...)
		if len(touched) > 0 && !slices.ContainsFunc(touched, func(f string) bool { return written[f] }) {
			continue // with its facts, later
		}
		if len(touched) == 0 {
			if w.used > 0 && w.used >= w.budget {
				w.full = true
				continue
			}
			w.used++
		}
		for _, f := range touched {
			if !written[f] { // its claim will not tell any more that it must be written
				w.new.add(markGroup, p.group, f)
			}
		}
		c.Settled, c.Facts, c.Ambiguous = true, pl.Facts, pl.Ambiguous
		w.claims = append(w.claims, c)
	}
	for _, m := range marked {
		if !w.full || written[m.Fact] {
			w.done = append(w.done, m)
		}
	}
	if w.full {
		w.new.add(markGroup, p.group, "")
	}
}

// compose makes facts of the claims behind them, of which some have been read in full already.
func (s *Store) compose(t tx, wants []want, read map[string]*claimRow) ([]factRow, error) {
	claims, rest := map[string]*claimRow{}, map[string]bool{}
	articles, entities := map[string]*articleRow{}, map[string]string{}
	add := func(c *claimRow) {
		claims[c.ID] = c
		articles[c.Article] = nil
		for _, e := range []string{c.Ends.Subject, c.Ends.Object, c.Ends.Speaker} {
			if e != "" {
				entities[e] = ""
			}
		}
	}
	for _, w := range wants {
		for _, id := range w.claims {
			if c := read[id]; c != nil {
				add(c)
			} else {
				rest[id] = true
			}
		}
	}
	if err := t.findClaims(query{By: byID, Keys: sortedKeys(rest)}, func(c claimRow) error { add(&c); return nil }); err != nil {
		return nil, err
	}
	if err := t.findArticles(query{By: byID, Keys: sortedKeys(articles)}, func(a articleRow) error {
		articles[a.ID] = &a
		return nil
	}); err != nil {
		return nil, err
	}
	if err := t.findEntities(query{By: byID, Keys: sortedKeys(entities)}, func(e entityRow) error {
		entities[e.ID] = e.Country
		return nil
	}); err != nil {
		return nil, err
	}
	facts := make([]factRow, 0, len(wants))
	for _, w := range wants {
		ws := make([]Witness, 0, len(w.claims))
		for _, id := range w.claims {
			c := claims[id]
			if c == nil || articles[c.Article] == nil {
				return nil, fmt.Errorf("claim %s or its article is gone: the graph is damaged", id)
			}
			ws = append(ws, Witness{
				Claim: &c.Claim, Article: articles[c.Article], Subject: c.Ends.Subject, Object: c.Ends.Object,
				Speaker: c.Ends.Speaker, SpeakerCountry: entities[c.Ends.Speaker],
			})
		}
		if len(ws) == 0 {
			return nil, fmt.Errorf("no claim stands behind fact %s: this is a fault of the program", w.anchor.Fact)
		}
		subject, object := ws[0].Subject, ws[0].Object
		if r := s.o.Ontology.Relation(w.anchor.Type); r != nil && r.Symmetric && subject > object {
			subject, object = object, subject
		}
		f := Compose(s.o.Ontology, w.group, w.anchor, entities[subject], entities[object], ws)
		f.Subject, f.Object = FactEnd{ID: f.Subject.ID}, FactEnd{ID: f.Object.ID}
		facts = append(facts, factRow{Fact: f, Group: w.group, Recent: factRecency(&f)})
	}
	return facts, nil
}

// factRecency gives the sort key of a fact: lastPublished down, event day down, id.
func factRecency(f *Fact) string {
	last, _ := news.ParseStamp(deref(f.LastPublished)) // Compose took it from a stamp, or there is none
	day := "ffffffffffffffff"
	if f.When != nil {
		start := f.When.Start
		if start == nil {
			start = f.When.End
		}
		if n := dayNumber(deref(start)); n != NoDay {
			day = descending(int64(n))
		}
	}
	return recency(last) + day + f.ID
}
