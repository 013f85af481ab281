package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// errStop ends a find whose reader has seen enough.
var errStop = errors.New("enough")

// pageSize is how many rows a sequence reads at once.
const pageSize = 200

// sequence runs read in one view and hands on what it yields.
func sequence[T any](s *Store, ctx context.Context, what string, read func(t tx, yield func(T) error) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := s.b.view(ctx, func(t tx) error {
			return read(t, func(v T) error {
				if !yield(v, nil) {
					return errStop
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errStop) {
			var zero T
			yield(zero, fmt.Errorf("%s: %w", what, err))
		}
	}
}

// pageArticles gives the articles of a query (by all or ranked) page by page, so that other finds fit in between. A page
// is f's own: it may leave rows out of it.
func pageArticles(t tx, q query, f func([]articleRow) error) error {
	for {
		var page []articleRow
		if err := t.findArticles(q, func(a articleRow) error { page = append(page, a); return nil }); err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		last := page[len(page)-1]
		if err := f(page); err != nil {
			return err
		}
		if len(page) < q.Limit {
			return nil
		}
		q.After = last.Recent
		if q.By == all {
			q.After = last.ID
		}
	}
}

func idsOf(articles []articleRow) []string {
	ids := make([]string, len(articles))
	for i, a := range articles {
		ids[i] = a.ID
	}
	return ids
}

func textsOf(t tx, articles []articleRow) (map[string]string, error) {
	texts := map[string]string{}
	err := t.findTexts(query{By: byArticle, Keys: idsOf(articles)}, func(x textRow) error {
		texts[x.Article] = x.Text
		return nil
	})
	return texts, err
}

// claimsOf gives the claims of articles in text order.
func claimsOf(t tx, articles []articleRow) (map[string][]claimRow, error) {
	claims := map[string][]claimRow{}
	err := t.findClaims(query{By: byArticle, Keys: idsOf(articles)}, func(c claimRow) error {
		claims[c.Article] = append(claims[c.Article], c)
		return nil
	})
	for _, cs := range claims {
		slices.SortFunc(cs, func(a, b claimRow) int { return cmp.Compare(a.N, b.N) })
	}
	return claims, err
}

// foldedForms gives the forms under which entities may be found by a name, whatever it names.
func foldedForms(name string) []string {
	forms := []string{Fold(schema.Person, name).Key, Fold(schema.Organization, name).Key}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// entitiesNamed gives all entities that a name, or an id, may mean; *UnknownName where none.
func entitiesNamed(t tx, name string) ([]entityRow, error) {
	var found []entityRow
	add := func(e entityRow) error { found = append(found, e); return nil }
	if isID(name) {
		if err := t.findEntities(query{By: byID, Keys: []string{name}}, add); err != nil {
			return nil, err
		}
	}
	if len(found) == 0 {
		if err := t.findEntities(query{By: byName, Keys: foldedForms(name)}, add); err != nil {
			return nil, err
		}
	}
	if len(found) == 0 {
		near, err := nearNames(t, name)
		if err != nil {
			return nil, err
		}
		return nil, &UnknownName{Name: name, Near: near}
	}
	slices.SortFunc(found, func(a, b entityRow) int { return cmp.Compare(a.ID, b.ID) })
	return found, nil
}

// entitySet gives the ids of all entities that any of the names may mean; nil for no names.
func entitySet(t tx, names []string) (map[string]bool, error) {
	if len(names) == 0 {
		return nil, nil
	}
	set := map[string]bool{}
	for _, name := range names {
		es, err := entitiesNamed(t, name)
		if err != nil {
			return nil, err
		}
		for _, e := range es {
			set[e.ID] = true
		}
	}
	return set, nil
}

// nearNames gives at most five names of entities that are written like a name, nearest first.
func nearNames(t tx, name string) ([]string, error) {
	n := nearness{forms: foldedForms(name)}
	err := t.findEntities(query{By: all}, func(e entityRow) error { n.add(e.Name, e.Keys); return nil })
	return n.names(), err
}

// checkPublishers sees to it that a graph holds articles of publishers.
func checkPublishers(t tx, names []string) error {
	for _, name := range names {
		found := false
		if err := t.findArticles(query{By: byPublisher, Keys: []string{name}}, func(articleRow) error {
			found = true
			return errStop
		}); err != nil && err != errStop {
			return err
		}
		if found {
			continue
		}
		publishers := map[string]bool{}
		if err := t.findArticles(query{By: all}, func(a articleRow) error { publishers[a.Key.Publisher] = true; return nil }); err != nil {
			return err
		}
		n := nearness{forms: foldedForms(name)}
		for _, p := range sortedKeys(publishers) {
			n.add(p, foldedForms(p))
		}
		return &UnknownPublisher{Name: name, Near: n.names()}
	}
	return nil
}

// nearness gathers the names that are written like one: those of which one folded form, or one word, differs from its
// forms in at most a third of their letters.
type nearness struct {
	forms []string
	best  []nearName // at most five, nearest first
}

type nearName struct {
	distance int
	name     string
}

// add looks at a name with its folded forms.
func (n *nearness) add(name string, keys []string) {
	least := -1
	for _, k := range keys {
		for _, form := range n.forms {
			most := max(1, len([]rune(form))/3)
			if d := distance(form, k, most); d <= most && (least < 0 || 2*d < least) {
				least = 2 * d
			}
			for _, word := range strings.Fields(k) {
				if d := distance(form, word, most); d <= most && (least < 0 || 2*d+1 < least) {
					least = 2*d + 1
				}
			}
		}
	}
	if least < 0 {
		return
	}
	c := nearName{least, name}
	i, found := slices.BinarySearchFunc(n.best, c, func(a, b nearName) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name))
	})
	if !found {
		n.best = slices.Insert(n.best, i, c)
		n.best = n.best[:min(len(n.best), 5)]
	}
}

func (n *nearness) names() []string {
	var names []string
	for _, c := range n.best {
		if !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
	}
	return names
}

// distance gives how many letters must be put in, left out, replaced or exchanged with their neighbour to get from a
// to b (optimal string alignment), or some number above most where it is above most.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > most || -d > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

// FactFilter selects facts. Zero fields select all. Names match through aliases; where a name may mean several
// entities, all of them do.
type FactFilter struct {
	Subject, Object []string // names or entity ids; any of them. Ends of a symmetric fact may stand either way
	Between         []string // two names: either direction
	Countries       []string // alpha-3, at either end
	Types           []string // relation names; one selects itself and all that are narrower
	Plover          []string
	Since, Until    string   // event days (YYYY-MM-DD), inclusive: facts whose time lies at least partly between; none undated
	PublishedSince  string   // day of the last report
	Statuses        []string // default claimed, corroborated, disputed
	Publishers      []string // at least one claim's, as its article's key has it
	MinIndependent  int
	MinOrigins      int
	AsOf            string // facts as the claims published up to this day give them; entities and names are today's
}

// edgeStatuses are those of facts that are edges.
var edgeStatuses = []string{"claimed", "corroborated", "disputed"}

// factFilter is a FactFilter whose names are entities.
type factFilter struct {
	FactFilter
	subject, object, a, b map[string]bool
	types                 map[string]bool
	keys                  []string // entities at either end, one of which every fact has; nil where any may stand
}

func (s *Store) readFilter(t tx, f FactFilter) (factFilter, error) {
	r := factFilter{FactFilter: f}
	if len(r.Statuses) == 0 {
		r.Statuses = edgeStatuses
	}
	for _, day := range []string{f.Since, f.Until, f.PublishedSince, f.AsOf} {
		if day != "" && dayNumber(day) == NoDay {
			return r, fmt.Errorf("%q is no day: write it as 2026-03-09", day)
		}
	}
	if n := len(f.Between); n != 0 && n != 2 {
		return r, fmt.Errorf("between takes two names, not %d", n)
	}
	err := checkPublishers(t, f.Publishers)
	if err != nil {
		return r, err
	}
	if r.types, err = narrower(s.o.Ontology, f.Types); err != nil {
		return r, err
	}
	if r.subject, err = entitySet(t, f.Subject); err != nil {
		return r, err
	}
	if r.object, err = entitySet(t, f.Object); err != nil {
		return r, err
	}
	if len(f.Between) == 2 {
		if r.a, err = entitySet(t, f.Between[:1]); err != nil {
			return r, err
		}
		if r.b, err = entitySet(t, f.Between[1:]); err != nil {
			return r, err
		}
	}
	for _, set := range []map[string]bool{r.subject, r.object, r.a, r.b} {
		if set != nil && (r.keys == nil || len(set) < len(r.keys)) {
			r.keys = sortedKeys(set)
		}
	}
	return r, nil
}

// narrower gives relations with all that are narrower; nil for none.
func narrower(o *schema.Ontology, types []string) (map[string]bool, error) {
	if len(types) == 0 {
		return nil, nil
	}
	set := map[string]bool{}
	for _, typ := range types {
		if o.Relation(typ) == nil {
			return nil, fmt.Errorf("the ontology has no relation %q", typ)
		}
		for _, member := range o.Members(o.Family(typ)) {
			if slices.Contains(o.Chain(member), typ) {
				set[member] = true
			}
		}
	}
	return set, nil
}

// fits reports whether a fact passes all filters but that of publishers.
func (f *factFilter) fits(x *Fact) bool {
	is := func(set map[string]bool, end FactEnd) bool { return set == nil || set[end.ID] }
	ends := is(f.subject, x.Subject) && is(f.object, x.Object) ||
		x.Symmetric && is(f.subject, x.Object) && is(f.object, x.Subject)
	between := is(f.a, x.Subject) && is(f.b, x.Object) || is(f.a, x.Object) && is(f.b, x.Subject)
	return ends && between &&
		(len(f.Countries) == 0 || slices.Contains(f.Countries, x.Subject.Country) || slices.Contains(f.Countries, x.Object.Country)) &&
		(f.types == nil || f.types[x.Type]) &&
		(len(f.Plover) == 0 || slices.Contains(f.Plover, x.Plover)) &&
		slices.Contains(f.Statuses, x.Status) &&
		overlaps(x.When, f.Since, f.Until) &&
		(f.PublishedSince == "" || publishedDay(x.LastPublished) >= f.PublishedSince) &&
		x.Independent >= f.MinIndependent && x.Origins >= f.MinOrigins
}

// overlaps reports whether a time lies at least partly between two days, either of which may be empty.
func overlaps(w *FactWhen, since, until string) bool {
	if since == "" && until == "" {
		return true
	}
	if w == nil || w.Start == nil && w.End == nil {
		return false
	}
	return (until == "" || w.Start == nil || *w.Start <= until) && (since == "" || w.End == nil || *w.End >= since)
}

// publishedDay gives the day of a stamp's text, "" where there is none.
func publishedDay(stamp *string) string {
	s, _ := news.ParseStamp(deref(stamp))
	return s.Day()
}

// Facts yields facts by lastPublished down, event day down, id. A name or publisher that nothing matches: *UnknownName or
// *UnknownPublisher with near names. Facts as of a day are computed for the whole graph and sorted in memory.
func (s *Store) Facts(ctx context.Context, filter FactFilter) iter.Seq2[Fact, error] {
	return sequence(s, ctx, "list facts", func(t tx, yield func(Fact) error) error {
		f, err := s.readFilter(t, filter)
		if err != nil {
			return err
		}
		if f.AsOf != "" {
			return s.factsAsOf(t, &f, yield)
		}
		q := query{By: ranked, Keys: f.keys, Limit: pageSize, Statuses: f.Statuses, Types: sortedKeys(f.types)}
		return pageFacts(t, q, func(page []factRow) error {
			for i := range page {
				if !f.fits(&page[i].Fact) {
					continue
				}
				if ok, err := f.published(t, &page[i]); err != nil {
					return err
				} else if !ok {
					continue
				}
				if err := yield(page[i].Fact); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// pageFacts gives ranked facts page by page. Pages grow, since whoever reads on wants many.
func pageFacts(t tx, q query, f func([]factRow) error) error {
	for {
		var page []factRow
		if err := t.findFacts(q, func(f factRow) error { page = append(page, f); return nil }); err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		if err := f(page); err != nil {
			return err
		}
		if len(page) < q.Limit {
			return nil
		}
		q.After = page[len(page)-1].Recent
		q.Limit = min(2*q.Limit, 10*pageSize)
	}
}

// published reports whether a claim behind a fact is of one of the filter's publishers. The fact lists only its first
// publishers, so the claims decide.
func (f *factFilter) published(t tx, x *factRow) (bool, error) {
	if len(f.Publishers) == 0 {
		return true, nil
	}
	articles := map[string]bool{}
	if err := t.findClaims(query{By: byGroup, Keys: []string{x.Group}, Light: true}, func(c claimRow) error {
		if slices.Contains(c.Facts, x.ID) {
			articles[c.Article] = true
		}
		return nil
	}); err != nil {
		return false, err
	}
	found := false
	err := t.findArticles(query{By: byID, Keys: sortedKeys(articles)}, func(a articleRow) error {
		found = found || slices.Contains(f.Publishers, a.Key.Publisher)
		return nil
	})
	return found, err
}

// factsAsOf settles every group from the claims published up to a day, in memory, with the same functions.
func (s *Store) factsAsOf(t tx, f *factFilter, yield func(Fact) error) error {
	if err := s.checkGroups(t); err != nil {
		return err
	}
	day := dayNumber(f.AsOf)
	var found []factRow
	q := query{By: byGroup, Limit: s.bounds.marks}
	for {
		var page []string
		if err := t.sizes(q, func(g string, _ int) error { page = append(page, g); return nil }); err != nil {
			return err
		}
		if len(page) == 0 {
			break
		}
		q.After = page[len(page)-1]
		for len(page) > 0 {
			groups, _, err := firstGroups(t, page, s.bounds.claims)
			if err != nil {
				return err
			}
			page = page[len(groups):]
			facts, err := s.groupsAsOf(t, f, groups, day)
			if err != nil {
				return err
			}
			found = append(found, facts...)
		}
	}
	slices.SortFunc(found, func(a, b factRow) int { return cmp.Compare(a.Recent, b.Recent) })
	for i := range found {
		if err := yield(found[i].Fact); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) groupsAsOf(t tx, f *factFilter, groups []string, day int) ([]factRow, error) {
	claims := map[string][]claimRow{}
	if err := t.findClaims(query{By: byGroup, Keys: groups, Light: true}, func(c claimRow) error {
		end := func(set map[string]bool) bool { return set == nil || set[c.Ends.Subject] || set[c.Ends.Object] }
		if c.Report.Published != NoDay && c.Report.Published <= day && end(f.subject) && end(f.object) && end(f.a) && end(f.b) {
			claims[c.Group] = append(claims[c.Group], c)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	var facts []factRow
	wants, n := []want(nil), 0
	flush := func() error {
		composed, err := s.compose(t, wants, nil)
		wants, n = nil, 0
		facts = append(facts, composed...)
		return err
	}
	for _, g := range groups {
		p := newPlan(s.o.Ontology, g, claims[g])
		for _, id := range sortedKeys(p.anchors) {
			wants = append(wants, want{g, p.anchors[id], p.behind[id]})
			if n += len(p.behind[id]); n >= s.bounds.claims {
				if err := flush(); err != nil {
					return nil, err
				}
			}
		}
	}
	if err := flush(); err != nil {
		return nil, err
	}
	ends := map[string]FactEnd{}
	for i := range facts {
		ends[facts[i].Subject.ID], ends[facts[i].Object.ID] = FactEnd{}, FactEnd{}
	}
	if err := t.findEntities(query{By: byID, Keys: sortedKeys(ends)}, func(e entityRow) error {
		ends[e.ID] = FactEnd{ID: e.ID, Kind: e.Kind, Name: e.Name, Country: e.Country}
		return nil
	}); err != nil {
		return nil, err
	}
	kept := facts[:0]
	for _, x := range facts {
		x.Subject, x.Object = ends[x.Subject.ID], ends[x.Object.ID]
		if !f.fits(&x.Fact) {
			continue
		}
		// Of the claims behind x only those up to the day may speak for its publishers; Compose lists them.
		if len(f.Publishers) > 0 && !slices.ContainsFunc(f.Publishers, func(p string) bool { return slices.Contains(x.Publishers, p) }) {
			continue
		}
		kept = append(kept, x)
	}
	return kept, nil
}

// Neighbours yields the facts at either end of an entity that are edges, in the order of Facts. An unknown entity has
// none.
func (s *Store) Neighbours(ctx context.Context, entity string) iter.Seq2[Fact, error] {
	return sequence(s, ctx, "list neighbours", func(t tx, yield func(Fact) error) error {
		return pageFacts(t, query{By: ranked, Keys: []string{entity}, Limit: pageSize, Statuses: edgeStatuses}, func(page []factRow) error {
			for i := range page {
				if err := yield(page[i].Fact); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// ClaimFilter selects claims. Zero fields select all.
type ClaimFilter struct {
	Subject, Object, Speakers  []string // names or entity ids; any of them. Ends of a symmetric claim may stand either way
	Between                    []string // two names: either direction
	Countries                  []string // alpha-3, at either end
	Types                      []string // one selects itself and all that are narrower
	Plover                     []string // as stated
	Polarity, Modality, Stance string
	Since, Until               string   // event days, as of FactFilter
	PublishedSince             string   // day of the article
	Publishers                 []string // of the articles' keys
	Articles                   []string // as Retract takes them
	Ambiguous                  bool     // only claims that may tell of several facts, and so support none
}

// StoredClaim is a claim with its article and the facts that it stands behind.
type StoredClaim struct {
	extract.Claim
	Published *string  `json:"published"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Facts     []string `json:"facts"`
	MayTellOf []string `json:"mayTellOf"`
}

func storedClaim(a *articleRow, c claimRow) StoredClaim {
	sc := StoredClaim{Claim: c.Claim, URL: a.Article.URL, Title: a.Article.Title, Facts: some(c.Facts), MayTellOf: some(c.Ambiguous)}
	if !a.Article.Published.IsZero() {
		stamp := a.Article.Published.String()
		sc.Published = &stamp
	}
	return sc
}

// Claims yields claims by published down, article key, text order. A name that nothing matches: *UnknownName; a
// publisher: *UnknownPublisher; an article that is not there: *UnknownArticles.
func (s *Store) Claims(ctx context.Context, f ClaimFilter) iter.Seq2[StoredClaim, error] {
	return sequence(s, ctx, "list claims", func(t tx, yield func(StoredClaim) error) error {
		for _, day := range []string{f.Since, f.Until, f.PublishedSince} {
			if day != "" && dayNumber(day) == NoDay {
				return fmt.Errorf("%q is no day: write it as 2026-03-09", day)
			}
		}
		if n := len(f.Between); n != 0 && n != 2 {
			return fmt.Errorf("between takes two names, not %d", n)
		}
		if err := checkPublishers(t, f.Publishers); err != nil {
			return err
		}
		types, err := narrower(s.o.Ontology, f.Types)
		if err != nil {
			return err
		}
		var a, b map[string]bool
		if len(f.Between) == 2 {
			if a, err = entitySet(t, f.Between[:1]); err != nil {
				return err
			}
			if b, err = entitySet(t, f.Between[1:]); err != nil {
				return err
			}
		}
		subject, err := entitySet(t, f.Subject)
		if err != nil {
			return err
		}
		object, err := entitySet(t, f.Object)
		if err != nil {
			return err
		}
		speaker, err := entitySet(t, f.Speakers)
		if err != nil {
			return err
		}
		fits := func(c *claimRow) bool {
			x := &c.Claim
			is := func(set map[string]bool, entity string) bool { return set == nil || set[entity] }
			stance := deref(x.Stance)
			var when *FactWhen
			if x.When != nil {
				when = &FactWhen{Start: x.When.Start, End: x.When.End}
			}
			return (is(subject, c.Ends.Subject) && is(object, c.Ends.Object) ||
				x.Symmetric && is(subject, c.Ends.Object) && is(object, c.Ends.Subject)) &&
				(is(a, c.Ends.Subject) && is(b, c.Ends.Object) || is(a, c.Ends.Object) && is(b, c.Ends.Subject)) &&
				(len(f.Plover) == 0 || slices.Contains(f.Plover, x.Plover)) &&
				is(speaker, c.Ends.Speaker) && (types == nil || types[x.Type]) &&
				(f.Polarity == "" || f.Polarity == x.Polarity) && (f.Modality == "" || f.Modality == x.Modality) &&
				(f.Stance == "" || f.Stance == stance) && (!f.Ambiguous || len(c.Ambiguous) > 0) &&
				overlaps(when, f.Since, f.Until)
		}
		list := func(page []articleRow) error {
			page = slices.DeleteFunc(page, func(a articleRow) bool {
				return len(f.Publishers) > 0 && !slices.Contains(f.Publishers, a.Key.Publisher) ||
					f.PublishedSince != "" && a.Article.Published.Day() < f.PublishedSince
			})
			claims, err := claimsOf(t, page)
			if err != nil {
				return err
			}
			lands, err := countriesOf(t, claims, len(f.Countries) > 0)
			if err != nil {
				return err
			}
			for i := range page {
				for _, c := range claims[page[i].ID] {
					if fits(&c) && (len(f.Countries) == 0 || slices.Contains(f.Countries, lands[c.Ends.Subject]) || slices.Contains(f.Countries, lands[c.Ends.Object])) {
						if err := yield(storedClaim(&page[i], c)); err != nil {
							return err
						}
					}
				}
			}
			return nil
		}
		if len(f.Articles) > 0 {
			articles, err := resolveArticles(t, f.Articles)
			if err != nil {
				return err
			}
			slices.SortFunc(articles, func(a, b articleRow) int { return cmp.Compare(a.Recent, b.Recent) })
			for page := range slices.Chunk(articles, pageSize) {
				if err := list(page); err != nil {
					return err
				}
			}
			return nil
		}
		q := query{By: ranked, Limit: pageSize} // articles that name one of the entities, or all
		for _, set := range []map[string]bool{subject, object, speaker, a, b} {
			if set != nil && (q.Keys == nil || len(set) < len(q.Keys)) {
				q.Keys = sortedKeys(set)
			}
		}
		return pageArticles(t, q, list)
	})
}

// countriesOf gives the countries of the entities at the ends of claims; nothing where they are not needed.
func countriesOf(t tx, claims map[string][]claimRow, needed bool) (map[string]string, error) {
	lands := map[string]string{}
	if !needed {
		return lands, nil
	}
	ends := map[string]bool{}
	for _, cs := range claims {
		for i := range cs {
			for _, end := range []string{cs[i].Ends.Subject, cs[i].Ends.Object} {
				if end != "" {
					ends[end] = true
				}
			}
		}
	}
	err := t.findEntities(query{By: byID, Keys: sortedKeys(ends)}, func(e entityRow) error { lands[e.ID] = e.Country; return nil })
	return lands, err
}

// StoredArticle is an article as the store lists it.
type StoredArticle struct {
	news.Article
	Text     *string `json:"text,omitempty"` // nil: hides the article's, which is empty
	TextHash string  `json:"textHash"`
	Claims   int     `json:"claims"`
}

// ArticleFilter selects articles. Zero fields select all.
type ArticleFilter struct {
	Publishers     []string // of the articles' keys
	PublishedSince string   // day
}

// Articles yields articles by published down, publisher, id. A publisher of none: *UnknownPublisher.
func (s *Store) Articles(ctx context.Context, f ArticleFilter) iter.Seq2[StoredArticle, error] {
	return sequence(s, ctx, "list articles", func(t tx, yield func(StoredArticle) error) error {
		if f.PublishedSince != "" && dayNumber(f.PublishedSince) == NoDay {
			return fmt.Errorf("%q is no day: write it as 2026-03-09", f.PublishedSince)
		}
		if err := checkPublishers(t, f.Publishers); err != nil {
			return err
		}
		return pageArticles(t, query{By: ranked, Limit: pageSize}, func(page []articleRow) error {
			page = slices.DeleteFunc(page, func(a articleRow) bool {
				return len(f.Publishers) > 0 && !slices.Contains(f.Publishers, a.Key.Publisher) ||
					f.PublishedSince != "" && a.Article.Published.Day() < f.PublishedSince
			})
			claims := map[string]int{}
			if err := t.findClaims(query{By: byArticle, Keys: idsOf(page), Light: true}, func(c claimRow) error {
				claims[c.Article]++
				return nil
			}); err != nil {
				return err
			}
			for _, a := range page {
				if err := yield(StoredArticle{Article: a.Article, TextHash: a.TextHash, Claims: claims[a.ID]}); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// Evidence is everything behind a fact, earliest published first.
type Evidence struct {
	Fact      *Fact         `json:"fact"` // nil where the claim stands behind none
	Claims    []StoredClaim `json:"claims"`
	MayTellOf []StoredClaim `json:"mayTellOf"` // ambiguous claims that fit the fact
}

// Evidence gives what stands behind the fact of an id, or behind the first fact of a claim's id; of a claim that stands
// behind none, the claim alone. ErrNotFound where the id is neither.
func (s *Store) Evidence(ctx context.Context, id string) (Evidence, error) {
	e := Evidence{}
	err := s.b.view(ctx, func(t tx) error {
		e = Evidence{}
		fact, ids := id, []string(nil)
		if err := t.findClaims(query{By: byID, Keys: []string{id}, Light: true}, func(c claimRow) error {
			ids, fact = []string{id}, ""
			if len(c.Facts) > 0 {
				fact = c.Facts[0]
			}
			return nil
		}); err != nil {
			return err
		}
		var may []string
		if fact != "" {
			group := ""
			if err := t.findFacts(query{By: byID, Keys: []string{fact}}, func(f factRow) error {
				e.Fact, group = &f.Fact, f.Group
				return nil
			}); err != nil {
				return err
			}
			if e.Fact == nil && ids == nil {
				return fmt.Errorf("%w: %q", ErrNotFound, id)
			}
			if e.Fact != nil {
				ids = nil
				if err := t.findClaims(query{By: byGroup, Keys: []string{group}, Light: true}, func(c claimRow) error {
					if slices.Contains(c.Facts, fact) {
						ids = append(ids, c.ID)
					}
					if slices.Contains(c.Ambiguous, fact) {
						may = append(may, c.ID)
					}
					return nil
				}); err != nil {
					return err
				}
			}
		}
		var err error
		if e.Claims, err = claimsWithArticles(t, ids); err != nil {
			return err
		}
		e.MayTellOf, err = claimsWithArticles(t, may)
		return err
	})
	if err != nil {
		return Evidence{}, fmt.Errorf("evidence: %w", err)
	}
	return e, nil
}

// claimsWithArticles gives claims by published, id; those without a date last.
func claimsWithArticles(t tx, ids []string) ([]StoredClaim, error) {
	var claims []claimRow
	articles := map[string]*articleRow{}
	if err := t.findClaims(query{By: byID, Keys: ids}, func(c claimRow) error {
		claims = append(claims, c)
		articles[c.Article] = &articleRow{}
		return nil
	}); err != nil {
		return nil, err
	}
	if err := t.findArticles(query{By: byID, Keys: sortedKeys(articles)}, func(a articleRow) error {
		articles[a.ID] = &a
		return nil
	}); err != nil {
		return nil, err
	}
	slices.SortFunc(claims, func(a, b claimRow) int {
		x, y := articles[a.Article].Article.Published, articles[b.Article].Article.Published
		return cmp.Or(compareBool(x.IsZero(), y.IsZero()), x.Instant().Compare(y.Instant()), cmp.Compare(a.ID, b.ID))
	})
	list := []StoredClaim{}
	for _, c := range claims {
		list = append(list, storedClaim(articles[c.Article], c))
	}
	return list, nil
}

// StoredEntity is an entity with how it is named and held together.
type StoredEntity struct {
	ID        string         `json:"id"`
	Kind      schema.Kind    `json:"kind"`
	Name      string         `json:"name"`
	Aliases   []string       `json:"aliases"`
	Country   string         `json:"country"`
	Spellings []SpellingNote `json:"spellings"` // names with counts, most articles first
	Offices   []Fact         `json:"offices"`   // facts with a role whose subject it is, in the order of Facts
	Facts     map[string]int `json:"facts"`     // by type; edges only
}

// SpellingNote says how many articles use a name for an entity and why they are held to mean it.
type SpellingNote struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
	Why      string `json:"why"`
}

// Entities gives all entities that a name (or id) may mean, those with the most articles first; *UnknownName where none.
func (s *Store) Entities(ctx context.Context, name string) ([]StoredEntity, error) {
	var list []StoredEntity
	err := s.b.view(ctx, func(t tx) error {
		list = nil
		found, err := entitiesNamed(t, name)
		if err != nil {
			return err
		}
		for _, e := range found {
			se := StoredEntity{ID: e.ID, Kind: e.Kind, Name: e.Name, Aliases: some(e.Aliases), Country: e.Country, Spellings: []SpellingNote{}, Offices: []Fact{}, Facts: map[string]int{}}
			if se.Spellings, err = spellingNotes(t, e.ID); err != nil {
				return err
			}
			if err := pageFacts(t, query{By: ranked, Keys: []string{e.ID}, Limit: pageSize, Statuses: edgeStatuses}, func(page []factRow) error {
				for i := range page {
					f := &page[i].Fact
					se.Facts[f.Type]++
					if f.Role != nil && f.Subject.ID == e.ID {
						se.Offices = append(se.Offices, *f)
					}
				}
				return nil
			}); err != nil {
				return err
			}
			list = append(list, se)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look up a name: %w", err)
	}
	articles := func(e *StoredEntity) (n int) {
		for _, sp := range e.Spellings {
			n += sp.Articles
		}
		return n
	}
	slices.SortStableFunc(list, func(a, b StoredEntity) int {
		return cmp.Or(cmp.Compare(articles(&b), articles(&a)), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

// spellingNotes lists the names of an entity.
func spellingNotes(t tx, id string) ([]SpellingNote, error) {
	counts := map[SpellingNote]int{} // with Articles 0
	if err := t.tally(query{By: byEntity, Keys: []string{id}}, func(r tallyRow) error {
		counts[SpellingNote{Name: r.Sample.Local.Name, Why: whyOf(&r.Sample, id)}] += r.Articles
		return nil
	}); err != nil {
		return nil, err
	}
	notes := make([]SpellingNote, 0, len(counts))
	for n, articles := range counts {
		n.Articles = articles
		notes = append(notes, n)
	}
	slices.SortFunc(notes, func(a, b SpellingNote) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Why, b.Why))
	})
	return notes, nil
}

// whyOf says why a local entity is held to be the entity it was settled to.
func whyOf(l *localRow, entity string) string {
	switch {
	case l.Form == formAttached:
		return "a short form: of the articles with a full name of it, at least 95 % mean this entity"
	case l.Form == formAlone:
		return "a short form that stays with its article: no one full name of it is meant in 95 % of the articles"
	case l.Label != "":
		return "the full name, and the article states " + l.Label
	case entity == entityID(l.Name, ""):
		return "the full name; the articles state nothing that tells namesakes apart"
	}
	return "the full name: of the articles that state a country, at least 95 % state this entity's"
}

// Texts yields all articles with their texts, in order of their row ids; after BeginRebuild only those that are of
// another build still. An article whose text was not kept (NoTexts) ends the sequence with an error that names it and
// says what to do.
func (s *Store) Texts(ctx context.Context) iter.Seq2[news.Article, error] {
	return sequence(s, ctx, "read kept texts", func(t tx, yield func(news.Article) error) error {
		return pageArticles(t, query{By: all, Limit: verifyBatch}, func(page []articleRow) error {
			page = slices.DeleteFunc(page, func(a articleRow) bool { return s.rebuilding.Load() && a.Build == s.o.Build })
			texts, err := textsOf(t, page)
			if err != nil {
				return err
			}
			for _, a := range page {
				text, kept := texts[a.ID]
				if !kept && a.TextHash != "" {
					return fmt.Errorf("the text of article %s was not kept: load it again from its file, without --text none", a.Key)
				}
				a.Article.Text = text
				if err := yield(a.Article); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// Stats counts what a graph holds.
type Stats struct {
	Articles, Texts, Claims  int64
	Asserting                int64 // claims that assert
	Ambiguous                int64 // claims that may tell of several facts
	SelfLoops                int64 // claims whose two ends are one entity: no fact
	Entities, Facts, Pending int64 // Pending: marks left to settle
	ByType, ByStatus, ByKind map[string]int64
	Build                    string
}

// Stats counts rows.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var st Stats
	err := s.b.view(ctx, func(t tx) (err error) {
		if st, err = t.counts(); err != nil {
			return err
		}
		st.Build, err = t.meta(metaBuild)
		return err
	})
	if err != nil {
		return Stats{}, fmt.Errorf("count: %w", err)
	}
	return st, nil
}
