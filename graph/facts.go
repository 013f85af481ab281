package graph

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// Fact is one typed edge between two entities, computed from all claims that report the same act or state: the form
// that `facts --format jsonl` prints.
type Fact struct {
	ID             string     `json:"id"`
	Type           string     `json:"type"`
	Family         string     `json:"family"`
	Symmetric      bool       `json:"symmetric"`
	Plover         string     `json:"plover"`
	Mode           string     `json:"mode"`
	Cameo          string     `json:"cameo"`
	Subject        FactEnd    `json:"subject"`
	Object         FactEnd    `json:"object"`
	Initiator      *string    `json:"initiator"`
	Role           *string    `json:"role"`
	When           *FactWhen  `json:"when"`
	Status         string     `json:"status"` // claimed, corroborated, disputed, alleged, denied
	Claims         int        `json:"claims"`
	Articles       []string   `json:"articles"`   // ids; the first 20 by published and id
	Publishers     []string   `json:"publishers"` // likewise
	Independent    int        `json:"independent"`
	Origins        int        `json:"origins"`
	OwnVoice       int        `json:"ownVoice"`
	Speakers       []string   `json:"speakers"`
	Denials        int        `json:"denials"`
	Allegations    int        `json:"allegations"`
	Conflicts      []Conflict `json:"conflicts"`
	Where          *string    `json:"where"`
	Quote          string     `json:"quote"`
	URL            string     `json:"url"`
	FirstPublished *string    `json:"firstPublished"`
	LastPublished  *string    `json:"lastPublished"`
	Confidence     int        `json:"confidence"`
}

// FactEnd is an end of a fact. Stores keep only the id: Kind, Name and Country are read from the entity's node.
type FactEnd struct {
	ID      string      `json:"id"`
	Kind    schema.Kind `json:"kind"`
	Name    string      `json:"name"`
	Country string      `json:"country"`
}

// FactWhen is the time of a fact, inclusive ISO days.
type FactWhen struct {
	Start     *string `json:"start"`
	End       *string `json:"end"`
	Precision string  `json:"precision"`
}

// Conflict lists what claims of one fact say otherwise.
type Conflict struct {
	Field  string   `json:"field"`
	Values []string `json:"values"`
}

// Witness is one claim behind a fact with what its article lends it.
type Witness struct {
	Claim          *extract.Claim
	Article        *articleRow
	Subject        string // settled entities
	Object         string
	Speaker        string
	SpeakerCountry string // of the speaker's entity
}

// listed is how many members the lists of a fact hold; its counts hold all.
const listed = 20

// Compose makes the fact of an anchor from the claims placed on it; ends are given as settled, subject and object as
// the claims have them (turned where symmetric), countries from the entities' nodes, needed for "its state" alone. It
// is a pure function of the set of witnesses: their order means nothing. Of the ends it fills the ids.
//
// The voices of a fact are the claims that support it; of one that none supports, those that allege it; else those that
// deny it. Claims, Articles, Publishers, FirstPublished, LastPublished, Denials and Allegations are of all claims behind
// the fact. Independent, Origins, OwnVoice, Speakers, Initiator, Where, Confidence, Quote and URL are of the voices:
// Confidence is the highest; Quote and URL are of the one that tells most (see telling), then first published, then of
// the smallest id. Lists are in the order in which their members were first published, those without date last, ties by
// id; they have no nil.
func Compose(o *schema.Ontology, group string, a Anchor, subjectCountry, objectCountry string, ws []Witness) Fact {
	f := Fact{
		ID: a.Fact, Type: a.Type, Family: o.Family(a.Type), When: a.When, Claims: len(ws),
		Articles: []string{}, Publishers: []string{}, Speakers: []string{}, Conflicts: slices.Clone(a.Conflicts),
	}
	if r := o.Relation(a.Type); r != nil {
		f.Symmetric, f.Plover, f.Mode, f.Cameo = r.Symmetric, r.Plover, r.Mode, r.Cameo
	}
	if a.Role != "" {
		role := a.Role
		f.Role = &role
	}

	all := make([]witness, len(ws))
	for i := range ws {
		all[i] = witness{Witness: &ws[i], standing: Standing(ws[i].Claim), published: ws[i].Article.Article.Published.Instant()}
	}
	slices.SortFunc(all, earlier)
	byStanding := map[string][]witness{}
	for _, w := range all {
		byStanding[w.standing] = append(byStanding[w.standing], w)
	}
	f.Denials, f.Allegations = len(byStanding[Denies]), len(byStanding[Alleges])
	voices := byStanding[Supports]
	switch {
	case len(voices) > 0:
		f.Status = "claimed"
	case f.Allegations > 0:
		voices, f.Status = byStanding[Alleges], "alleged"
	default:
		voices, f.Status = byStanding[Denies], "denied"
	}

	if len(all) > 0 {
		f.Subject.ID, f.Object.ID = all[0].Subject, all[0].Object
		if f.Symmetric && f.Object.ID < f.Subject.ID {
			f.Subject, f.Object = f.Object, f.Subject
		}
	}
	f.Articles, f.Publishers = sources(all)
	for _, w := range all {
		if p := w.Article.Article.Published; !p.IsZero() {
			s := p.String()
			if f.FirstPublished == nil {
				f.FirstPublished = &s
			}
			f.LastPublished = &s
		}
	}

	best := 0
	f.Independent = independent(voices, a.When == nil)
	f.Origins, f.OwnVoice, f.Speakers = origins(voices)
	f.Where = commonPlace(voices)
	var named Conflict
	if f.Initiator, named = initiator(&f, voices); named.Values != nil {
		f.Conflicts = append(f.Conflicts, named)
	}
	if f.Conflicts == nil {
		f.Conflicts = []Conflict{}
	}
	for i, w := range voices {
		f.Confidence = max(f.Confidence, w.Claim.Confidence)
		if i == 0 || slices.Compare(telling(w.Claim), telling(voices[best].Claim)) > 0 { // voices are sorted: of equals the first
			best = i
		}
	}
	if len(voices) > 0 {
		f.Quote, f.URL = voices[best].Claim.Evidence.Quote, voices[best].Article.Article.URL
	}
	if f.Status == "claimed" {
		switch {
		case slices.ContainsFunc(byStanding[Denies], func(w witness) bool { return disputes(&f, subjectCountry, objectCountry, w) }):
			f.Status = "disputed"
		case f.Independent >= 2:
			f.Status = "corroborated"
		}
	}
	return f
}

// witness is a Witness with what Compose asks of it again and again.
type witness struct {
	*Witness
	standing  string
	published time.Time // zero where unknown
}

// earlier orders claims by publication, those without date last, then stamp and id.
func earlier(a, b witness) int {
	return cmp.Or(
		compareBool(a.published.IsZero(), b.published.IsZero()),
		a.published.Compare(b.published),
		strings.Compare(a.Article.Article.Published.String(), b.Article.Article.Published.String()),
		strings.Compare(a.Claim.ID, b.Claim.ID),
	)
}

// ownVoice reports whether the article says so itself.
func (w *witness) ownVoice() bool { return w.Claim.Speaker == nil && w.Claim.Stance == nil }

// reported reports whether somebody unnamed is said to have said so.
func (w *witness) reported() bool {
	return w.Claim.Stance != nil && *w.Claim.Stance == extract.Reported
}

// sources lists articles and publishers, by publication and article key.
func sources(all []witness) (articles, publishers []string) {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b witness) int {
		return cmp.Or(
			compareBool(a.published.IsZero(), b.published.IsZero()),
			a.published.Compare(b.published),
			strings.Compare(a.Article.Key.ID, b.Article.Key.ID),
			strings.Compare(a.Article.Key.Publisher, b.Article.Key.Publisher),
		)
	})
	articles, publishers = []string{}, []string{}
	seenArticle, seenPublisher := map[news.Key]bool{}, map[string]bool{"": true}
	for _, w := range sorted {
		k := w.Article.Key
		if !seenArticle[k] && len(articles) < listed {
			articles = append(articles, k.ID)
		}
		if !seenPublisher[k.Publisher] && len(publishers) < listed {
			publishers = append(publishers, k.Publisher)
		}
		seenArticle[k], seenPublisher[k.Publisher] = true, true
	}
	return articles, publishers
}

// unknownSource is the one name under which all articles count that name neither publisher nor URL.
const unknownSource = "unknown"

// foldPublisher folds an outlet's name for case and legal form, and an agency's names to one. "" stays "".
func foldPublisher(name string) string {
	if name == "" {
		return ""
	}
	key := Fold(schema.Organization, name).Key
	if agency, ok := agencies.byKey[key]; ok {
		return Fold(schema.Organization, agency).Key
	}
	return key
}

// independent counts the sources that do not copy each other. Claims of one article, and claims that share a witness
// key, directly or through others, are one text: it counts for the agency that it credits (the first of its claims that
// credits one), else for the publisher of its earliest claim. Claims of stance reported join texts and count for
// nobody. Reports without day corroborate each other only within seven days: of an undated fact it is the greatest
// number in any seven days of publication, and a claim without date stands alone.
func independent(voices []witness, undated bool) int {
	texts := newUnion(len(voices))
	first := map[string]int{}
	for i, w := range voices {
		join := func(key string) {
			if j, ok := first[key]; ok {
				texts.join(i, j)
			} else {
				first[key] = i
			}
		}
		join("article " + w.Article.ID)
		for _, key := range w.Article.Witness {
			join(key)
		}
	}
	source := map[int]string{} // of a text
	credits := map[int]bool{}
	for i, w := range voices {
		if w.reported() {
			continue
		}
		t := texts.find(i)
		switch _, named := source[t]; {
		case w.Article.Agency != "" && !credits[t]:
			source[t], credits[t] = foldPublisher(w.Article.Agency), true
		case !named:
			if source[t] = foldPublisher(w.Article.Key.Publisher); source[t] == "" {
				source[t] = unknownSource
			}
		}
	}

	names := map[string]int{} // sources in the window, with their claims in it
	if !undated {
		for _, name := range source {
			names[name]++
		}
		return len(names)
	}
	type telling struct {
		day    int
		source string
	}
	var told []telling // by publication day
	most := 0
	for i, w := range voices {
		if w.reported() {
			continue
		}
		most = 1
		if day := dayNumber(w.Article.Article.Published.Day()); day != NoDay {
			told = append(told, telling{day, source[texts.find(i)]})
		}
	}
	slices.SortFunc(told, func(a, b telling) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.source, b.source)) })
	oldest := 0
	for _, t := range told {
		names[t.source]++
		for ; told[oldest].day < t.day-6; oldest++ {
			if old := told[oldest].source; names[old] == 1 {
				delete(names, old)
			} else {
				names[old]--
			}
		}
		most = max(most, len(names))
	}
	return most
}

// union joins numbers to sets; the smallest of a set names it.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int) {
	i, j = u.find(i), u.find(j)
	u[max(i, j)] = min(i, j)
}

// origins counts who said so first: a speaker by the folded name (outward speakers only pass on), the outlet's own
// voice by its publisher, somebody unnamed not at all. speakers lists their names as the articles write them.
func origins(voices []witness) (origins, ownVoice int, speakers []string) {
	speakers = []string{}
	names, seen := map[string]bool{}, map[string]bool{}
	for _, w := range voices {
		switch s := w.Claim.Speaker; {
		case s != nil:
			names["speaker "+Fold(s.Kind, s.Name).String()] = true
			if !seen[s.Name] && len(speakers) < listed {
				speakers = append(speakers, s.Name)
			}
			seen[s.Name] = true
		case w.ownVoice():
			ownVoice++
			names["publisher "+cmp.Or(foldPublisher(w.Article.Key.Publisher), unknownSource)] = true
		}
	}
	return len(names), ownVoice, speakers
}

// commonPlace gives the place that most voices name; of several the longest name, then the smallest bytes.
func commonPlace(voices []witness) *string {
	places := map[string]int{}
	for _, w := range voices {
		if w.Claim.Where != nil && w.Claim.Where.Name != "" {
			places[w.Claim.Where.Name]++
		}
	}
	if len(places) == 0 {
		return nil
	}
	place := commonest(places, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	return &place
}

// telling ranks claims by how well their sentence alone shows the fact to a reader: it names the day, then both ends by
// their full names, then the claim is surer, then there is less to read.
func telling(c *extract.Claim) []int {
	day, full := 0, 0
	if c.When != nil && c.When.Precision == extract.Day && c.When.Start != nil && c.When.From == nil {
		day = 1
	}
	for _, e := range []*extract.End{c.Subject, c.Object} {
		if e != nil && e.Text == e.Name {
			full++
		}
	}
	return []int{day, full, c.Confidence, -len(c.Evidence.Quote)}
}

// initiator gives the end that most voices have begin a symmetric act, turned where the fact turns the claim's ends;
// nil where none says so or both ends are named as often. Where both are named, that is a conflict.
func initiator(f *Fact, voices []witness) (*string, Conflict) {
	const subject, object = "subject", "object"
	if !f.Symmetric {
		return nil, Conflict{}
	}
	counts := map[string]int{}
	for _, w := range voices {
		if w.Claim.Initiator == nil {
			continue
		}
		end := *w.Claim.Initiator
		if w.Subject != f.Subject.ID {
			switch end {
			case subject:
				end = object
			case object:
				end = subject
			}
		}
		counts[end]++
	}
	var conflict Conflict
	if counts[subject] > 0 && counts[object] > 0 {
		conflict = Conflict{Field: "initiator", Values: []string{object, subject}}
	}
	var end string
	switch s, o := counts[subject], counts[object]; {
	case s > o:
		end = subject
	case o > s:
		end = object
	default:
		return nil, conflict
	}
	return &end, conflict
}

// disputes reports whether a denial comes from an end of the fact, from the state of one, or from an outlet in its own
// voice.
func disputes(f *Fact, subjectCountry, objectCountry string, w witness) bool {
	if w.Claim.Speaker == nil {
		return w.ownVoice()
	}
	if w.Speaker != "" && (w.Speaker == f.Subject.ID || w.Speaker == f.Object.ID) {
		return true
	}
	return w.SpeakerCountry != "" && (w.SpeakerCountry == subjectCountry || w.SpeakerCountry == objectCountry)
}
