package graph

import (
	"cmp"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// synthetic is a press that never was: articles of about 20 pairs over 60 days from 2026-03-01. It has every kind of
// time, hedged days, denials, accusations, hearsay and plans; versions and kills; namesakes with a stated country and
// without, surnames alone, acronyms of one and of two organizations; relations with and without direction, offices with
// roles and spells; publishers under several names, sites and unknown ones, that copy texts of agencies with credit and
// without. Spans and quotes are right, so that Verify passes.
//
// Record i is a function of seed and i alone, so any number of them stream without memory.
type synthetic struct {
	seed     uint64
	articles int // records, of which about one in seven is another version of an article
}

// records yields all records.
func (s synthetic) records() iter.Seq[extract.Record] {
	return func(yield func(extract.Record) bool) {
		for i := range s.articles {
			if !yield(s.record(i)) {
				return
			}
		}
	}
}

// syntheticDraw gives n records from a drawn seed.
func syntheticDraw(rng *rand.Rand, n int) []extract.Record {
	return slices.Collect(synthetic{rng.Uint64(), n}.records())
}

// dice is SplitMix64: the same numbers on every machine and with every version of Go.
type dice struct{ state uint64 }

func (s synthetic) dice(what string, n int) *dice {
	state := s.seed
	for _, b := range []byte(what) {
		state = scramble(state + uint64(b))
	}
	return &dice{scramble(state + uint64(n))}
}

// roll gives 0 to n-1.
func (d *dice) roll(n int) int {
	d.state += 0x9e3779b97f4a7c15
	return int(scramble(d.state) >> 1 % uint64(n))
}

func (d *dice) pick(list ...string) string { return list[d.roll(len(list))] }

// character is somebody or something of the press.
type character struct {
	kind    schema.Kind
	known   bool
	country string   // that articles may state, of a country its own
	names   []string // full names: spellings of one
	short   string   // surname or acronym, "" where none
}

var characters = []character{
	{schema.Person, false, "PER", []string{"Lucia Mendes", "Lucía Mendes"}, "Mendes"},
	{schema.Person, false, "SWE", []string{"Jonas Lindqvist"}, "Lindqvist"},
	{schema.Person, false, "KEN", []string{"Kwame Mutua"}, "Mutua"},
	{schema.Person, false, "AUT", []string{"Otto Brenner"}, "Brenner"},
	{schema.Person, false, "PRT", []string{"Ines Rocha", "Inês Rocha"}, "Rocha"},
	{schema.Person, false, "MAR", []string{"Farid al-Haddad", "Farid Al-Haddad", "Farid el-Haddad"}, "al-Haddad"},
	{schema.Person, false, "RUS", []string{"Dmitri Volkovskiy", "Dmitry Volkovsky", "Dmitriy Volkovskyy"}, "Volkovsky"},
	{schema.Person, false, "IRQ", []string{"Ali Hassan"}, "Hassan"}, // namesakes
	{schema.Person, false, "KEN", []string{"Ali Hassan", "Ali Hasan"}, "Hassan"},
	{schema.Person, false, "JPN", []string{"Kenji Mori"}, "Mori"}, // two of one surname
	{schema.Person, false, "JPN", []string{"Anna Mori"}, "Mori"},
	{schema.Person, false, "", []string{"Hugo Vidal"}, "Vidal"},
	{schema.Country, true, "PER", []string{"Peru"}, ""},
	{schema.Country, true, "CHL", []string{"Chile"}, ""},
	{schema.Country, true, "NOR", []string{"Norway"}, ""},
	{schema.Country, true, "ISL", []string{"Iceland"}, ""},
	{schema.Country, true, "GHA", []string{"Ghana"}, ""},
	{schema.Country, true, "TGO", []string{"Togo"}, ""},
	{schema.Country, true, "KEN", []string{"Kenya"}, ""},
	{schema.Country, true, "AUT", []string{"Austria"}, ""},
	{schema.Organization, false, "", []string{"International Fishing Agency", "the International Fishing Agency"}, "IFA"},
	{schema.Organization, false, "", []string{"International Forest Alliance", "International Forest Alliance Ltd."}, "IFA"},
	{schema.Group, false, "", []string{"Northern Harbour Union"}, "NHU"},
	{schema.Organization, false, "NOR", []string{"Norwegian Foreign Ministry"}, ""},
	{schema.Organization, false, "GHA", []string{"Ghanaian Defence Ministry"}, ""},
}

// syntheticPairs are the pairs that the press writes about, by place in characters.
var syntheticPairs = []struct {
	subject, object int
	types           []string
}{
	{0, 1, []string{"CALLED", "CALLED", "TALKED_WITH"}},
	{2, 3, []string{"CALLED", "MET", "TALKED_WITH"}},
	{4, 5, []string{"MET", "MET", "CALLED", "TALKED_WITH"}},
	{6, 0, []string{"CALLED", "TALKED_WITH"}},
	{7, 3, []string{"MET"}},
	{8, 1, []string{"MET", "TALKED_WITH"}},
	{9, 4, []string{"CALLED", "MET"}},
	{10, 5, []string{"CALLED", "TALKED_WITH"}},
	{12, 13, []string{"ATTACKED"}},
	{14, 15, []string{"ATTACKED", "ATTACKED", "CRITICIZED"}},
	{16, 17, []string{"ATTACKED"}},
	{17, 16, []string{"ATTACKED", "CONDEMNED"}},
	{0, 14, []string{"VISITED"}},
	{3, 18, []string{"VISITED"}},
	{5, 15, []string{"VISITED", "CRITICIZED", "CONDEMNED"}},
	{0, 12, []string{"HOLDS_OFFICE"}},
	{3, 19, []string{"HOLDS_OFFICE"}},
	{11, 12, []string{"HOLDS_OFFICE", "HELD_OFFICE"}},
	{20, 15, []string{"CRITICIZED", "CONDEMNED"}},
	{21, 22, []string{"CRITICIZED", "CONDEMNED"}},
}

const syntheticDays = 60

var syntheticFirst = dayNumber("2026-03-01")

// record makes record i: its identity, version and times, then its text, its own or an agency's.
func (s synthetic) record(i int) extract.Record {
	d := s.dice("record", i)
	about := i
	if i > 0 && d.roll(7) == 0 {
		about = max(0, i-1-d.roll(40))
	}
	day := d.roll(syntheticDays)
	content, wire := s.dice("own text", i), -1
	if d.roll(3) == 0 { // an agency's text of the day or the two days before
		wire = 4*max(0, day-d.roll(3)) + d.roll(4)
		content = s.dice("wire", wire)
		day = max(day, wire/4)
	}

	a := news.Article{ID: fmt.Sprintf("a%d", about), Title: fmt.Sprintf("Article %d", i), Status: news.Usable}
	switch p := s.dice("publisher", about).roll(16); p {
	case 0:
		a.URL = "https://www.herald.example/" + a.ID // a site without name
	case 1: // nothing is known
	case 2, 3, 4:
		a.Publisher = []string{"Evening Post", "EVENING POST", "Evening Post, Inc."}[p-2]
	case 5:
		a.Publisher = "Reuters"
	default:
		a.Publisher = fmt.Sprintf("Paper %d", p)
	}
	if a.Publisher != "" && d.roll(4) > 0 {
		a.URL = "https://" + strings.ToLower(strings.NewReplacer(" ", "", ",", "", ".", "").Replace(a.Publisher)) + ".example/" + a.ID
	}
	stamp := func(day int) news.Stamp {
		text := isoDay(syntheticFirst+day) + d.pick("", "T09:30:00Z", "T23:15:00-05:00", "T00:45:00+03:00")
		st, err := news.ParseStamp(text)
		if err != nil {
			panic(err)
		}
		return st
	}
	if d.roll(10) > 0 {
		a.Published = stamp(day)
	}
	if about != i || d.roll(6) == 0 {
		a.Version = d.pick("", "1", "2", "10", "2a")
		if d.roll(3) == 0 {
			a.Modified = stamp(day + d.roll(3))
		}
	}
	bare := false
	switch d.roll(30) {
	case 0:
		a.Status, bare = news.Canceled, d.roll(2) == 0
	case 1:
		a.Status = news.Withheld
		if d.roll(2) == 0 {
			a.Version, a.Published, a.Modified = "", news.Stamp{}, news.Stamp{}
		}
	}

	w := &scribe{article: a, content: content, day: day, locals: map[string]int{}, cast: map[int]int{}}
	if bare {
		return w.record()
	}
	credit := ""
	if wire >= 0 {
		switch agency := []string{"Reuters", "AFP", "TASS", ""}[wire%4]; d.roll(3) {
		case 0:
			if agency != "" {
				w.text.WriteString("GENEVA, March 1 (" + agency + ") - ")
			}
		case 1:
			if agency != "" {
				credit = "\n\nSource: " + agency
			}
		}
	}
	for range 1 + content.roll(4) {
		w.paragraph()
	}
	if wire >= 0 && d.roll(2) == 0 { // the copy has something of its own
		w.content = s.dice("own text", i)
		w.paragraph()
	}
	w.text.WriteString(credit)
	return w.record()
}

// scribe writes one article.
type scribe struct {
	article  news.Article
	content  *dice
	day      int // of publication
	text     strings.Builder
	entities []extract.Entity
	claims   []extract.Claim
	locals   map[string]int // name keys to entities
	cast     map[int]int    // characters to entities
}

func (w *scribe) record() extract.Record {
	a := w.article
	a.Text = w.text.String()
	for i := range w.claims {
		c := &w.claims[i]
		c.Evidence.Article, c.Evidence.Publisher = a.ID, a.Publisher
		role := ""
		if c.Role != nil {
			role = *c.Role
		}
		c.ID = hash("claim", a.Key().String(), c.Type, fmt.Sprint(c.Evidence.Sentence, c.Evidence.Start, c.Evidence.End), role, c.Polarity, c.Modality)
		c.Asserts = extract.Asserts(c)
	}
	return extract.Record{Article: a, Entities: append([]extract.Entity{}, w.entities...), Claims: append([]extract.Claim{}, w.claims...), Build: "synthetic 1"}
}

func (w *scribe) write(s string) extract.Words {
	start := w.text.Len()
	w.text.WriteString(s)
	return extract.Words{Text: s, Start: start, End: w.text.Len()}
}

// mention writes a character's name and gives its words and its entity. An article names it fully or in short, the same
// way all through, and may state its country once.
func (w *scribe) mention(who int) (words extract.Words, entity int) {
	ch, d := &characters[who], w.content
	if e, ok := w.cast[who]; ok {
		return w.write(w.entities[e].Name), e
	}
	name, full := ch.names[d.roll(len(ch.names))], true
	if ch.short != "" && d.roll(6) == 0 {
		name, full = ch.short, false
	}
	key := Fold(ch.kind, name).String()
	e, known := w.locals[key]
	if known { // a namesake: the article does not tell them apart
		w.cast[who] = e
		return w.write(w.entities[e].Name), e
	}
	e = len(w.entities)
	entity = e
	local := extract.Entity{ID: fmt.Sprintf("e%d", e+1), Kind: ch.kind, Name: name, Known: ch.known}
	if full && ch.short != "" && d.roll(3) == 0 {
		local.Aliases = []string{ch.short}
	}
	words = w.write(name)
	switch {
	case ch.kind == schema.Country:
		local.Country = ch.country
	case full && ch.country != "" && d.roll(2) == 0:
		w.write(" (")
		stated := w.write(ch.country)
		w.write(")")
		local.Country, local.Stated = ch.country, &stated
	}
	w.locals[key], w.cast[who] = e, e
	w.entities = append(w.entities, local)
	return words, e
}

// paragraph writes one claim, and words of no meaning behind it.
func (w *scribe) paragraph() {
	d := w.content
	if w.text.Len() > 0 && len(w.claims) > 0 {
		w.write("\n\n")
	}
	pair := &syntheticPairs[d.roll(len(syntheticPairs))]
	c := extract.Claim{
		Type: pair.types[d.roll(len(pair.types))], Polarity: extract.Affirmed, Modality: extract.Actual, Via: []extract.Speaker{},
		Confidence: 300 + d.roll(700),
	}
	relation := schema.Default().Relation(c.Type)
	c.Plover, c.Mode, c.Cameo, c.Symmetric = relation.Plover, relation.Mode, relation.Cameo, relation.Symmetric
	subject, object := pair.subject, pair.object
	if c.Symmetric {
		if d.roll(2) == 0 {
			subject, object = object, subject
		}
		if d.roll(3) == 0 {
			initiator := d.pick("subject", "subject", "object")
			c.Initiator = &initiator
		}
	}
	c.Evidence.Sentence.Start = w.text.Len()
	c.Subject = w.end(subject)
	w.write(" ")
	w.write(d.pick("did", "did", "is said to have done") + " " + strings.ToLower(c.Type) + " ")
	c.Object = w.end(object)
	c.Evidence.Start, c.Evidence.End = c.Subject.Start, c.Object.End
	switch d.roll(40) { // ends of which the text has no words, or only a description
	case 0:
		c.Evidence.Start, c.Subject = c.Evidence.Sentence.Start, nil
	case 1:
		c.Object.ID, c.Object.Name = nil, strings.ToLower(c.Object.Name)
	}
	if relation.State {
		if role := d.pick("president", "president", "president", "minister", ""); role != "" {
			w.write(" as ")
			text := w.write(role).Text
			c.Role, c.RoleText = &role, &text
		}
	}
	if d.roll(5) == 0 {
		w.write(" in ")
		place := d.roll(3)
		if place == 0 {
			words := w.write("Geneva")
			c.Where = &extract.Where{Name: "Geneva", Words: words}
		} else {
			words, e := w.mention(12 + place)
			id := w.entities[e].ID
			c.Where = &extract.Where{ID: &id, Name: w.entities[e].Name, Words: words}
		}
	}
	if c.Type == "ATTACKED" && d.roll(4) == 0 {
		n := 1 + d.roll(50)
		w.write(", and ")
		text := w.write(fmt.Sprintf("%d people", n)).Text
		c.Quantity = &extract.Quantity{Value: n, Of: "people", Text: text}
		w.write(" died")
	}
	if relation.State {
		c.When = w.term()
	} else {
		c.When = w.time(d.roll(len(syntheticPairs)))
	}
	w.stance(&c, subject, object)
	w.write(".")
	c.Evidence.Sentence.End = w.text.Len()
	c.Evidence.Quote = w.text.String()[c.Evidence.Sentence.Start:]
	c.Evidence.Rule = "synthetic:1"
	w.claims = append(w.claims, c)
	for range 16 {
		w.write(fmt.Sprintf(" word%d", d.roll(2000)))
	}
	w.write(".")
}

func (w *scribe) end(who int) *extract.End {
	words, e := w.mention(who)
	local := &w.entities[e]
	id := local.ID
	return &extract.End{ID: &id, Kind: local.Kind, Name: local.Name, Words: words}
}

// time writes when an event was. The events of a pair lie on five days, so that reports meet; a few lie beside them.
func (w *scribe) time(pair int) *extract.When {
	d := w.content
	day := syntheticFirst + pair*7%11 + 12*d.roll(5)
	if d.roll(3) > 0 { // most reports tell of the last days
		day = syntheticFirst + w.day - d.roll(5)
	}
	start, end := isoDay(day), isoDay(day)
	when := &extract.When{Start: &start, End: &end, Precision: extract.Day}
	switch d.roll(14) {
	case 0, 1, 2, 3:
	case 4, 5:
		when.Approx = true
	case 6:
		when.Precision = extract.Week
		start, end = isoDay(day-weekdayOf(day-1)), isoDay(day-weekdayOf(day-1)+6)
	case 7:
		when.Precision = extract.Month
		next := isoDay(dayNumber(start[:8]+"28") + 4)[:8] + "01"
		start, end = start[:8]+"01", isoDay(dayNumber(next)-1)
	case 8:
		when.Precision = extract.Range
		end = isoDay(day + d.roll(9))
	case 9:
		when.Precision, when.End = extract.Since, nil
	case 10:
		when.Precision, when.Start = extract.Until, nil
	case 11:
		name := weekdays[weekdayOf(day)]
		when = &extract.When{Precision: extract.Weekday, Weekday: &name}
	case 12:
		when = &extract.When{}
	case 13:
		return nil
	}
	w.write(" ")
	when.Text = w.write(cmp.Or(when.Precision, "recently") + " " + start).Text
	return when
}

// term writes when an office was held.
func (w *scribe) term() *extract.When {
	d := w.content
	first := 2000 + 6*d.roll(4)
	start, end := fmt.Sprintf("%d-01-01", first), fmt.Sprintf("%d-12-31", first+3+d.roll(2))
	when := &extract.When{Start: &start, End: &end, Precision: extract.Range}
	switch d.roll(10) {
	case 0, 1, 2:
	case 3, 4:
		when.Precision, when.End = extract.Since, nil
		if d.roll(3) == 0 {
			start = fmt.Sprintf("%d-05-07", first)
		}
	case 5:
		when.Precision, when.Start = extract.Until, nil
	case 6:
		when.Precision = extract.Year
		end = fmt.Sprintf("%d-12-31", first)
	case 7:
		when.Precision = extract.Day
		end = start
	default:
		return nil
	}
	w.write(" ")
	when.Text = w.write(when.Precision + " " + start).Text
	return when
}

// stance writes who says so and how.
func (w *scribe) stance(c *extract.Claim, subject, object int) {
	d := w.content
	say := func(stance, words string, who int) {
		c.Stance = &stance
		if who < 0 {
			return
		}
		w.write(", ")
		if d.roll(8) == 0 {
			c.Speaker = &extract.Speaker{Kind: schema.Person, Name: "a spokesman", Words: w.write("a spokesman")}
		} else {
			at, e := w.mention(who)
			id := w.entities[e].ID
			c.Speaker = &extract.Speaker{ID: &id, Kind: w.entities[e].Kind, Name: w.entities[e].Name, Words: at}
		}
		w.write(" " + words)
	}
	others := []int{1, 3, 6, 20, 21, 22, 23, 24}
	someone := others[d.roll(len(others))]
	switch d.roll(16) {
	case 0, 1, 2:
		say(extract.Said, "said", someone)
	case 3:
		say(extract.Reported, "", -1)
	case 4, 5:
		say(extract.Accused, "charged", []int{object, someone}[d.roll(2)])
	case 6, 7:
		c.Polarity = extract.Negated
		say(extract.Denied, "denied", []int{subject, object, someone}[d.roll(3)])
	case 8:
		c.Polarity = extract.Negated
	case 9:
		c.Modality = d.pick(extract.Planned, extract.Possible, extract.Requested)
	case 10:
		c.Modality = extract.Planned
		say(d.pick(extract.Promised, extract.Asked, extract.Warned), "added", someone)
	case 11:
		say(extract.Said, "said, as told to", someone)
		w.write(" ")
		at, e := w.mention(others[d.roll(len(others))])
		id := w.entities[e].ID
		c.Via = append(c.Via, extract.Speaker{ID: &id, Kind: w.entities[e].Kind, Name: w.entities[e].Name, Words: at})
	}
}

// TestSynthetic: what the press holds is right, and it holds everything that it says.
func TestSynthetic(t *testing.T) {
	found := map[string]int{}
	kinds := map[string]bool{}
	keys := map[string]string{}
	for r := range (synthetic{1, 3000}).records() {
		if err := Check(&r); err != nil {
			t.Fatal(err)
		}
		key := r.Article.Key().String()
		if before, again := keys[key]; again && before != r.Article.Title {
			found["version"]++
		}
		keys[key] = r.Article.Title
		found["status "+string(r.Article.Status)]++
		if r.Article.Published.IsZero() {
			found["no publication date"]++
		}
		if r.Article.Publisher == "" {
			found["no publisher"]++
		}
		if _, agency := Witnesses(r.Article); agency != "" {
			found["credit"]++
		}
		names := map[string]bool{}
		for _, e := range r.Entities {
			if k := Fold(e.Kind, e.Name).String(); names[k] {
				t.Fatalf("article %s has two entities named %q", key, e.Name)
			} else {
				names[k] = true
			}
			if _, short := Short(e.Kind, e.Name, e.Known); short {
				found["short "+string(e.Kind)]++
			}
			if e.Stated != nil && r.Article.Text[e.Stated.Start:e.Stated.End] != e.Country {
				t.Fatalf("article %s: the country of %s does not stand where it is stated", key, e.Name)
			}
		}
		for i := range r.Claims {
			c := &r.Claims[i]
			if problem := compareClaim(c, r.Article.Text); problem != "" {
				t.Fatalf("article %s, claim %s: %s", key, c.ID, problem)
			}
			kinds[c.Type] = true
			found[Standing(c)]++
			report := NewReport(c, "", "")
			found["precision "+report.Precision]++
			if report.Approx {
				found["approx"]++
			}
			if report.Role != "" {
				found["role"]++
			}
		}
	}
	for _, what := range []string{
		"version", "status usable", "status canceled", "status withheld", "no publication date", "no publisher", "credit", "short Person",
		"short Organization", Supports, Alleges, Denies, Silent, "approx", "role", "precision ", "precision day", "precision week",
		"precision month", "precision range", "precision since", "precision until", "precision year", "precision weekday",
	} {
		if found[what] < 20 {
			t.Errorf("%d of 3,000 articles or their claims have: %s", found[what], what)
		}
	}
	for _, pair := range syntheticPairs {
		for _, typ := range pair.types {
			if !kinds[typ] {
				t.Errorf("no claim of %s", typ)
			}
		}
	}

	// The same press again, and from its middle.
	a, b := synthetic{1, 50}, synthetic{1, 3000}
	i := 0
	for r := range a.records() {
		if got, want := jsonText(b.record(i)), jsonText(r); got != want {
			t.Fatalf("record %d differs:\n%s\n%s", i, got, want)
		}
		i++
	}
}
