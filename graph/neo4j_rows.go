package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"
)

// The functions below turn rows into properties and back. A property that would be empty, zero or false is left out
// where its absence says the same: that keeps nodes small, and it is most of what a load costs.

// props are the properties of a node or relationship, or the columns of a record.
type props map[string]any

func (p props) str(name string) string { s, _ := p[name].(string); return s }
func (p props) num(name string) int    { n, _ := p[name].(int64); return int(n) }
func (p props) flag(name string) bool  { b, _ := p[name].(bool); return b }
func (p props) has(name string) bool   { return p[name] != nil }
func (p props) sub(name string) props  { m, _ := p[name].(map[string]any); return m }

func (p props) pointer(name string) *string {
	if s, ok := p[name].(string); ok {
		return &s
	}
	return nil
}

func (p props) strs(name string) []string {
	list, _ := p[name].([]any)
	var out []string
	for _, v := range list {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func (p props) setStr(name, value string) {
	if value != "" {
		p[name] = value
	}
}

func (p props) setPointer(name string, value *string) {
	if value != nil {
		p[name] = *value
	}
}

func (p props) setFlag(name string, value bool) {
	if value {
		p[name] = true
	}
}

func (p props) setStrs(name string, values []string) {
	if len(values) > 0 {
		p[name] = values
	}
}

// clipAt is the most bytes of a name or id that an index holds. Neo4j's range index takes keys of up to 8,167 bytes
// and fails the transaction beyond.
const clipAt = 1000

// clip gives a string as indexes hold it: long ones are cut and end in their hash. What was cut is kept beside it.
func clip(s string) string {
	if len(s) <= clipAt {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return strings.ToValidUTF8(s[:clipAt-sha256.Size*2], "") + hex.EncodeToString(sum[:])
}

func (n NameKey) clip() NameKey { return NameKey{Class: n.Class, Key: clip(n.Key)} }

// clipKey does the same to NameKey.String().
func clipKey(s string) string {
	class, key, _ := strings.Cut(s, "\x00")
	return NameKey{Class: class, Key: key}.clip().String()
}

// clipHold does the same to localRow.hold().
func clipHold(s string) string {
	form, k, label, entity := cutHold(s)
	return form + "\x00" + k.clip().String() + "\x00" + label + "\x00" + entity
}

// cutHold turns holdName and holdShort around. Only the key might hold a NUL.
func cutHold(s string) (form string, k NameKey, label, entity string) {
	form, s, _ = strings.Cut(s, "\x00")
	k.Class, s, _ = strings.Cut(s, "\x00")
	s, entity = cutLast(s)
	k.Key, label = cutLast(s)
	return form, k, label, entity
}

// cutLast cuts at the last NUL.
func cutLast(s string) (before, after string) {
	i := strings.LastIndexByte(s, 0)
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i+1:]
}

func articleProps(a articleRow) props {
	p := props{"key": a.ID, "id": clip(a.Key.ID), "outlet": clip(a.Key.Publisher), "recent": clip(a.Recent)}
	p.setWhole("id", a.Key.ID)
	p.setWhole("outlet", a.Key.Publisher)
	p.setWhole("recent", a.Recent)
	if a.Article.ID != a.Key.ID {
		p["given"] = a.Article.ID
	}
	p.setStr("url", a.Article.URL)
	p.setStr("title", a.Article.Title)
	p.setStr("published", a.Article.Published.String())
	p.setStr("modified", a.Article.Modified.String())
	p.setStr("publisher", a.Article.Publisher)
	p.setStr("language", a.Article.Language)
	p.setStr("version", a.Article.Version)
	p.setStr("status", string(a.Article.Status))
	p.setStr("textHash", a.TextHash)
	p.setFlag("hasText", a.HasText)
	p.setStr("build", a.Build)
	p.setStr("digest", a.Digest)
	p.setStrs("witness", a.Witness)
	p.setStr("agency", a.Agency)
	return p
}

// setWhole keeps a string that clip cuts.
func (p props) setWhole(name, value string) {
	if len(value) > clipAt {
		p[name+"Whole"] = value
	}
}

// whole gives a string that may have been cut.
func (p props) whole(name string) string {
	if s := p.str(name + "Whole"); s != "" {
		return s
	}
	return p.str(name)
}

func (p props) article() (articleRow, error) {
	a := articleRow{
		ID:       p.str("key"),
		Key:      news.Key{Publisher: p.whole("outlet"), ID: p.whole("id")},
		TextHash: p.str("textHash"),
		HasText:  p.flag("hasText"),
		Build:    p.str("build"),
		Digest:   p.str("digest"),
		Witness:  p.strs("witness"),
		Agency:   p.str("agency"),
		Recent:   p.whole("recent"),
		Article: news.Article{
			ID:        p.whole("id"),
			URL:       p.str("url"),
			Title:     p.str("title"),
			Publisher: p.str("publisher"),
			Language:  p.str("language"),
			Version:   p.str("version"),
			Status:    news.Status(p.str("status")),
		},
	}
	if given := p.pointer("given"); given != nil {
		a.Article.ID = *given
	}
	var err error
	if a.Article.Published, err = stamp(p.str("published")); err != nil {
		return a, fmt.Errorf("article %s: %w", a.ID, err)
	}
	if a.Article.Modified, err = stamp(p.str("modified")); err != nil {
		return a, fmt.Errorf("article %s: %w", a.ID, err)
	}
	return a, nil
}

func stamp(s string) (news.Stamp, error) {
	if s == "" {
		return news.Stamp{}, nil
	}
	return news.ParseStamp(s)
}

// localProps gives a local entity's node. Three keys find and count it:
//
//	hold   localRow.hold()
//	short  of a full name: class, NUL, short key, NUL, entity
//	spell  entity, NUL, spelling
//
// What they say is not said again.
func localProps(l localRow) props {
	p := props{"id": l.ID, "article": l.Article, "local": l.Local.ID, "kind": string(l.Local.Kind), "name": l.Local.Name}
	p.setFlag("known", l.Local.Known)
	p.setStrs("aliases", l.Local.Aliases)
	p.setStr("country", l.Local.Country)
	if w := l.Local.Stated; w != nil {
		p["stated"], p["statedStart"], p["statedEnd"] = w.Text, w.Start, w.End
	}
	cut := l
	cut.Name, cut.Short = l.Name.clip(), clip(l.Short)
	p["hold"] = cut.hold()
	p["spell"] = l.Entity + "\x00" + l.Spelling
	if l.Form == formFull && l.Short != "" {
		p["short"] = cut.short().String() + "\x00" + l.Entity
	}
	if l.Form != formFull {
		p.setStr("label", l.Label)
	}
	if l.Form != formFull || cut.Name != l.Name {
		p["folded"] = l.Name.Key
	}
	if cut.Short != l.Short {
		p["shortWhole"] = l.Short
	}
	p.setFlag("claimed", l.Claimed)
	return p
}

func (p props) local() localRow {
	l := localRow{
		ID:      p.str("id"),
		Article: p.str("article"),
		Local: extract.Entity{
			ID:      p.str("local"),
			Kind:    schema.Kind(p.str("kind")),
			Name:    p.str("name"),
			Known:   p.flag("known"),
			Aliases: p.strs("aliases"),
			Country: p.str("country"),
		},
		Claimed: p.flag("claimed"),
	}
	if p.has("stated") {
		l.Local.Stated = &extract.Words{Text: p.str("stated"), Start: p.num("statedStart"), End: p.num("statedEnd")}
	}
	l.Entity, l.Spelling, _ = strings.Cut(p.str("spell"), "\x00")
	form, k, label, _ := cutHold(p.str("hold"))
	l.Form, l.Name = form, k
	if form == formFull {
		l.Label = label
		short, _ := cutLast(p.str("short"))
		_, l.Short, _ = strings.Cut(short, "\x00")
	} else {
		l.Label = p.str("label")
		l.Short = k.Key
	}
	if p.has("folded") {
		l.Name.Key = p.str("folded")
	}
	if p.has("shortWhole") {
		l.Short = p.str("shortWhole")
	}
	return l
}

// lightRow is what a light row says beside ids, Ends and what settling found: kept whole only where it is not what the
// claim's own properties say, which is never so for rows of a load.
type lightRow struct {
	Report Report
	Locals claimEnds
}

func claimProps(c *claimRow) (props, error) {
	k := &c.Claim
	p := props{"id": c.ID, "article": c.Article, "n": c.N, "type": k.Type, "polarity": k.Polarity, "modality": k.Modality,
		"confidence": k.Confidence}
	p.setStr("plover", k.Plover)
	p.setStr("mode", k.Mode)
	p.setStr("cameo", k.Cameo)
	p.setFlag("symmetric", k.Symmetric)
	p.setPointer("initiator", k.Initiator)
	p.setEnd("subject", k.Subject)
	p.setEnd("object", k.Object)
	p.setPointer("role", k.Role)
	p.setPointer("roleText", k.RoleText)
	if s := k.Speaker; s != nil {
		p.setWords("speaker", s.ID, s.Kind, s.Name, s.Words)
	}
	p.setPointer("stance", k.Stance)
	for _, via := range k.Via {
		text, err := json.Marshal(via)
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", c.ID, err)
		}
		list, _ := p["via"].([]string)
		p["via"] = append(list, string(text))
	}
	p.setFlag("asserts", k.Asserts)
	p.setPointer("about", k.About)
	if w := k.When; w != nil {
		p["whenText"] = w.Text // always there: it says that there is a When
		p.setPointer("whenStart", w.Start)
		p.setPointer("whenEnd", w.End)
		p.setStr("whenPrecision", w.Precision)
		p.setFlag("whenApprox", w.Approx)
		p.setPointer("whenWeekday", w.Weekday)
		p.setPointer("whenFrom", w.From)
	}
	if w := k.Where; w != nil {
		p.setWords("where", w.ID, "", w.Name, w.Words)
	}
	if q := k.Quantity; q != nil {
		p["quantity"], p["quantityOf"], p["quantityText"] = q.Value, q.Of, q.Text
	}
	e := &k.Evidence
	p.setStr("source", e.Article)
	p.setStr("publisher", e.Publisher)
	p["sentenceStart"], p["sentenceEnd"], p["start"], p["end"] = e.Sentence.Start, e.Sentence.End, e.Start, e.End
	p.setStr("quote", e.Quote)
	p.setStr("rule", e.Rule)
	if k.ID != c.ID {
		p["claim"] = k.ID
	}

	if c.Report.Standing != Supports || Standing(k) != Supports {
		p["standing"] = c.Report.Standing // most claims support a fact: only what is otherwise is said
	}
	if c.Report.Published != NoDay {
		p["day"] = c.Report.Published
	}
	p.setStr("voice", c.Report.Publisher)
	p.setSettled(c)

	if said, own := (lightRow{c.Report, c.Locals}), p.light(k); said != own {
		text, err := json.Marshal(said)
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", c.ID, err)
		}
		p["light"] = string(text)
	}
	return p, nil
}

// setSettled says what settling found of a claim. A claim that stands behind a fact is settled, one that has a group and
// no fact is not: only what is otherwise is said.
func (p props) setSettled(c *claimRow) {
	p.setStr("subjectEntity", c.Ends.Subject)
	p.setStr("objectEntity", c.Ends.Object)
	p.setStr("speakerEntity", c.Ends.Speaker)
	p.setStr("placeEntity", c.Ends.Place)
	p.setStr("group", c.Group)
	if len(c.Facts) > 0 {
		p["fact"] = c.Facts[0]
	}
	if len(c.Facts) > 1 {
		p["facts"] = c.Facts
	}
	p.setStrs("mayTellOf", c.Ambiguous)
	if c.Settled != (len(c.Facts) > 0) {
		p["settled"] = c.Settled
	}
}

func (p props) setEnd(name string, e *extract.End) {
	if e != nil {
		p.setWords(name, e.ID, e.Kind, e.Name, e.Words)
		p.setPointer(name+"Part", e.Part)
	}
}

func (p props) setWords(name string, id *string, kind schema.Kind, as string, w extract.Words) {
	p[name+"Start"], p[name+"End"] = w.Start, w.End // always there: they say that there is one
	p.setPointer(name+"Id", id)
	p.setStr(name+"Kind", string(kind))
	p.setStr(name+"Name", as)
	if w.Text != as {
		p[name+"Text"] = w.Text
	}
}

func (p props) words(name string) (id *string, kind schema.Kind, as string, w extract.Words) {
	as = p.str(name + "Name")
	w = extract.Words{Text: as, Start: p.num(name + "Start"), End: p.num(name + "End")}
	if p.has(name + "Text") {
		w.Text = p.str(name + "Text")
	}
	return p.pointer(name + "Id"), schema.Kind(p.str(name + "Kind")), as, w
}

func (p props) end(name string) *extract.End {
	if !p.has(name + "Start") {
		return nil
	}
	var e extract.End
	e.ID, e.Kind, e.Name, e.Words = p.words(name)
	e.Part = p.pointer(name + "Part")
	return &e
}

// light says what a claim and its own properties say of a light row.
func (p props) light(k *extract.Claim) lightRow {
	standing := p.str("standing")
	if !p.has("standing") {
		standing = Standing(k)
	}
	published := NoDay
	switch day := p["day"].(type) {
	case int:
		published = day
	case int64:
		published = int(day)
	}
	return lightRow{
		Report: Report{
			Claim:     p.str("id"),
			Type:      p.str("type"),
			Standing:  standing,
			Role:      p.str("role"),
			Precision: p.str("whenPrecision"),
			Start:     dayNumber(p.str("whenStart")),
			End:       dayNumber(p.str("whenEnd")),
			Approx:    p.flag("whenApprox"),
			Weekday:   p.str("whenWeekday"),
			Published: published,
			Publisher: p.str("voice"),
		},
		Locals: claimEnds{p.str("subjectId"), p.str("objectId"), p.str("speakerId"), p.str("whereId")},
	}
}

// claim gives the row of a claim's properties.
func (p props) claim() (claimRow, error) {
	c := claimRow{
		ID:        p.str("id"),
		Article:   p.str("article"),
		N:         p.num("n"),
		Ends:      claimEnds{p.str("subjectEntity"), p.str("objectEntity"), p.str("speakerEntity"), p.str("placeEntity")},
		Group:     p.str("group"),
		Settled:   p.has("fact"),
		Facts:     p.strs("facts"),
		Ambiguous: p.strs("mayTellOf"),
	}
	if p.has("fact") && c.Facts == nil {
		c.Facts = []string{p.str("fact")}
	}
	if p.has("settled") {
		c.Settled = p.flag("settled")
	}
	k := &c.Claim
	*k = extract.Claim{
		ID:         c.ID,
		Type:       p.str("type"),
		Plover:     p.str("plover"),
		Mode:       p.str("mode"),
		Cameo:      p.str("cameo"),
		Symmetric:  p.flag("symmetric"),
		Initiator:  p.pointer("initiator"),
		Subject:    p.end("subject"),
		Object:     p.end("object"),
		Role:       p.pointer("role"),
		RoleText:   p.pointer("roleText"),
		Polarity:   p.str("polarity"),
		Modality:   p.str("modality"),
		Stance:     p.pointer("stance"),
		Via:        []extract.Speaker{},
		Asserts:    p.flag("asserts"),
		About:      p.pointer("about"),
		Confidence: p.num("confidence"),
	}
	if id := p.pointer("claim"); id != nil {
		k.ID = *id
	}
	if p.has("speakerStart") {
		k.Speaker = new(extract.Speaker)
		k.Speaker.ID, k.Speaker.Kind, k.Speaker.Name, k.Speaker.Words = p.words("speaker")
	}
	for _, text := range p.strs("via") {
		var via extract.Speaker
		if err := json.Unmarshal([]byte(text), &via); err != nil {
			return c, fmt.Errorf("claim %s: via: %w", c.ID, err)
		}
		k.Via = append(k.Via, via)
	}
	if p.has("whenText") {
		k.When = &extract.When{
			Start:     p.pointer("whenStart"),
			End:       p.pointer("whenEnd"),
			Precision: p.str("whenPrecision"),
			Approx:    p.flag("whenApprox"),
			Text:      p.str("whenText"),
			Weekday:   p.pointer("whenWeekday"),
			From:      p.pointer("whenFrom"),
		}
	}
	if p.has("whereStart") {
		k.Where = new(extract.Where)
		k.Where.ID, _, k.Where.Name, k.Where.Words = p.words("where")
	}
	if p.has("quantityText") {
		k.Quantity = &extract.Quantity{Value: p.num("quantity"), Of: p.str("quantityOf"), Text: p.str("quantityText")}
	}
	e := &k.Evidence
	e.Article, e.Publisher, e.Start, e.End = p.str("source"), p.str("publisher"), p.num("start"), p.num("end")
	e.Sentence.Start, e.Sentence.End = p.num("sentenceStart"), p.num("sentenceEnd")
	e.Quote, e.Rule = p.str("quote"), p.str("rule")

	l := p.light(k)
	if whole := p.str("light"); whole != "" {
		if err := json.Unmarshal([]byte(whole), &l); err != nil {
			return c, fmt.Errorf("claim %s: %w", c.ID, err)
		}
	}
	c.Report, c.Locals = l.Report, l.Locals
	return c, nil
}

func entityProps(e entityRow) props {
	p := props{"id": e.ID, "class": e.Class, "name": clip(e.Name), "kind": string(e.Kind)}
	p.setWhole("name", e.Name)
	p.setStrs("aliases", e.Aliases)
	p.setStrs("keys", e.Keys)
	p.setStr("country", e.Country)
	return p
}

func (p props) entity() entityRow {
	return entityRow{ID: p.str("id"), Class: p.str("class"), Name: p.whole("name"), Kind: schema.Kind(p.str("kind")),
		Aliases: p.strs("aliases"), Keys: p.strs("keys"), Country: p.str("country")}
}

// isEdge says whether a fact is a relationship: facts that rest on accusations and denials alone are none.
func isEdge(f *Fact) bool { return f.Status != "alleged" && f.Status != "denied" }

// factProps gives what a fact says of itself: an edge's properties, or, with what finds it, those of a (:Fact).
func factProps(f *factRow) (props, error) {
	p := props{"id": f.ID, "family": f.Family, "status": f.Status, "claims": f.Claims, "independent": f.Independent,
		"origins": f.Origins, "ownVoice": f.OwnVoice, "denials": f.Denials, "allegations": f.Allegations,
		"confidence": f.Confidence, "quote": f.Quote, "label": caption(&f.Fact)}
	p.setFlag("symmetric", f.Symmetric)
	p.setStr("plover", f.Plover)
	p.setStr("mode", f.Mode)
	p.setStr("cameo", f.Cameo)
	p.setPointer("initiator", f.Initiator)
	p.setPointer("role", f.Role)
	if w := f.When; w != nil {
		p["precision"] = w.Precision // always there: it says that there is a When
		p.setDate("when", w.Start)
		p.setDate("whenEnd", w.End)
	}
	p.setPointer("where", f.Where)
	p.setStrs("articles", f.Articles)
	p.setStrs("publishers", f.Publishers)
	p.setStrs("speakers", f.Speakers)
	for _, c := range f.Conflicts {
		text, err := json.Marshal(c)
		if err != nil {
			return nil, fmt.Errorf("fact %s: %w", f.ID, err)
		}
		list, _ := p["conflicts"].([]string)
		p["conflicts"] = append(list, string(text))
	}
	p.setStr("url", f.URL)
	p.setPointer("firstPublished", f.FirstPublished)
	p.setPointer("lastPublished", f.LastPublished)
	return p, nil
}

// finderProps gives the (:Fact) that finds an edge.
func finderProps(f *factRow) props {
	p := props{"id": f.ID, "type": f.Type, "status": f.Status, "recent": f.Recent}
	p.setStr("group", f.Group)
	return p
}

// setDate stores an ISO day as a DATE; what is none stays text.
func (p props) setDate(name string, day *string) {
	if day == nil {
		return
	}
	p[name] = *day
	if t, err := time.Parse(time.DateOnly, *day); err == nil {
		p[name] = neo4j.DateOf(t)
	}
}

func (p props) date(name string) *string {
	if d, ok := p[name].(dbtype.Date); ok {
		s := d.Time().Format(time.DateOnly)
		return &s
	}
	return p.pointer(name)
}

// fact gives the row of a fact's properties; the ends are filled from elsewhere.
func (p props) fact(finder props) (factRow, error) {
	f := factRow{Group: finder.str("group"), Recent: finder.str("recent")}
	f.Fact = Fact{
		ID:             p.str("id"),
		Type:           finder.str("type"),
		Family:         p.str("family"),
		Symmetric:      p.flag("symmetric"),
		Plover:         p.str("plover"),
		Mode:           p.str("mode"),
		Cameo:          p.str("cameo"),
		Initiator:      p.pointer("initiator"),
		Role:           p.pointer("role"),
		Status:         p.str("status"),
		Claims:         p.num("claims"),
		Articles:       some(p.strs("articles")),
		Publishers:     some(p.strs("publishers")),
		Independent:    p.num("independent"),
		Origins:        p.num("origins"),
		OwnVoice:       p.num("ownVoice"),
		Speakers:       some(p.strs("speakers")),
		Conflicts:      []Conflict{},
		Denials:        p.num("denials"),
		Allegations:    p.num("allegations"),
		Where:          p.pointer("where"),
		Quote:          p.str("quote"),
		URL:            p.str("url"),
		FirstPublished: p.pointer("firstPublished"),
		LastPublished:  p.pointer("lastPublished"),
		Confidence:     p.num("confidence"),
	}
	if p.has("precision") {
		f.When = &FactWhen{Start: p.date("when"), End: p.date("whenEnd"), Precision: p.str("precision")}
	}
	for _, text := range p.strs("conflicts") {
		var c Conflict
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			return f, fmt.Errorf("fact %s: conflicts: %w", f.ID, err)
		}
		f.Conflicts = append(f.Conflicts, c)
	}
	return f, nil
}

// caption gives what Neo4j Browser writes on an edge: "called, 6 Mar 2026".
func caption(f *Fact) string {
	words := strings.ToLower(strings.ReplaceAll(f.Type, "_", " "))
	if f.Role != nil && *f.Role != "" {
		words += " (" + *f.Role + ")"
	}
	if f.When == nil {
		return words
	}
	start, end := captionDay(f.When.Start, f.When.Precision), captionDay(f.When.End, f.When.Precision)
	switch {
	case start == "" && end == "":
		return words
	case end == "":
		return words + ", since " + start
	case start == "":
		return words + ", until " + end
	case start == end:
		return words + ", " + start
	case f.When.Precision == extract.Week:
		return words + ", week of " + start
	}
	return words + ", " + start + " to " + end
}

func captionDay(day *string, precision string) string {
	if day == nil {
		return ""
	}
	t, err := time.Parse(time.DateOnly, *day)
	if err != nil {
		return *day
	}
	switch precision {
	case extract.Month:
		return t.Format("Jan 2006")
	case extract.Year:
		return t.Format("2006")
	}
	return t.Format("2 Jan 2006")
}

// markProps gives a mark's node: its id is all of it, in the order of marks.
func markProps(m markRow) props {
	p := props{"id": markID(m)}
	p.setWhole("key", m.Key)
	return p
}

func markID(m markRow) string { return m.Kind + "\x00" + clip(m.Key) + "\x00" + m.Fact }

func (p props) mark() markRow {
	var m markRow
	var rest string
	m.Kind, rest, _ = strings.Cut(p.str("id"), "\x00")
	m.Key, m.Fact = cutLast(rest)
	if p.has("keyWhole") {
		m.Key = p.str("keyWhole")
	}
	return m
}
