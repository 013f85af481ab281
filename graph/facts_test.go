package graph

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// testimony is a claim behind a fact, as a test writes it: a fact between "anna" and "bert", of anna's side unless
// turned.
type testimony struct {
	publisher, published string
	agency               string
	keys                 []string // witness keys
	speaker, entity      string   // name and settled entity of the speaker
	country              string   // of the speaker
	stance               string
	negated              bool
	turned               bool // bert stands at the subject end
	initiator            string
	where                string
	confidence           int
	url                  string
	article              string // id, else one of its own
	kind                 schema.Kind
}

// composed makes the fact of testimonies on an anchor.
func composed(t *testing.T, a Anchor, subjectCountry, objectCountry string, all []testimony) Fact {
	t.Helper()
	var ws []Witness
	for i, y := range all {
		id := y.article
		if id == "" {
			id = fmt.Sprintf("%02d", i)
		}
		row := articleRow{Article: news.Article{ID: id, Publisher: y.publisher, URL: y.url}, Agency: y.agency, Witness: y.keys}
		row.Key = row.Article.Key()
		row.ID = articleID(row.Key)
		if y.published != "" {
			stamp, err := news.ParseStamp(y.published)
			if err != nil {
				t.Fatal(err)
			}
			row.Article.Published = stamp
		}
		e1, e2 := "e1", "e2"
		c := extract.Claim{
			ID: fmt.Sprintf("claim %02d", i), Type: a.Type, Subject: &extract.End{ID: &e1}, Object: &extract.End{ID: &e2},
			Polarity: extract.Affirmed, Modality: extract.Actual, Confidence: y.confidence,
		}
		c.Evidence.Quote = fmt.Sprintf("quote %d", i)
		if y.negated {
			c.Polarity = extract.Negated
		}
		if y.speaker != "" {
			c.Speaker = &extract.Speaker{Kind: y.kind, Name: y.speaker}
		}
		if y.stance != "" {
			c.Stance = &y.stance
		}
		if y.initiator != "" {
			c.Initiator = &y.initiator
		}
		if y.where != "" {
			c.Where = &extract.Where{Name: y.where}
		}
		w := Witness{Claim: &c, Article: &row, Subject: "anna", Object: "bert", Speaker: y.entity, SpeakerCountry: y.country}
		if y.turned {
			w.Subject, w.Object = w.Object, w.Subject
		}
		ws = append(ws, w)
	}
	f := Compose(testFamilies(), "group", a, subjectCountry, objectCountry, ws)
	rng := rand.New(rand.NewPCG(1, 1))
	for range 5 {
		rng.Shuffle(len(ws), func(i, j int) { ws[i], ws[j] = ws[j], ws[i] })
		if again := Compose(testFamilies(), "group", a, subjectCountry, objectCountry, ws); !reflect.DeepEqual(f, again) {
			t.Errorf("another order of the claims gives\n%+v\nand not\n%+v", again, f)
		}
	}
	return f
}

func dayAnchor(typ string) Anchor {
	day := "2026-03-10"
	return Anchor{Fact: "fact", Type: typ, When: &FactWhen{Start: &day, End: &day, Precision: extract.Day}}
}

// TestStatus: what a fact's claims make of it.
func TestStatus(t *testing.T) {
	affirmed := testimony{publisher: "Herald"}
	accused := testimony{publisher: "Herald", speaker: "Ann", entity: "ann", stance: extract.Accused}
	for _, c := range []struct {
		about string
		all   []testimony
		want  string
	}{
		{"one outlet", []testimony{affirmed}, "claimed"},
		{"two outlets", []testimony{affirmed, {publisher: "Times"}}, "corroborated"},
		{"denied by its subject", []testimony{affirmed, {speaker: "Anna", entity: "anna", stance: extract.Denied, negated: true}}, "disputed"},
		{"denied by its object", []testimony{affirmed, {speaker: "Bert", entity: "bert", stance: extract.Denied, negated: true}}, "disputed"},
		{"denied by the subject's state", []testimony{affirmed, {speaker: "Ministry", entity: "x", country: "AAA", stance: extract.Denied, negated: true}}, "disputed"},
		{"denied by the object's state", []testimony{affirmed, {speaker: "Ministry", entity: "x", country: "BBB", stance: extract.Denied, negated: true}}, "disputed"},
		{"denied by another state", []testimony{affirmed, {speaker: "Ministry", entity: "x", country: "CCC", stance: extract.Denied, negated: true}}, "claimed"},
		{"denied by somebody without country", []testimony{affirmed, {speaker: "Carl", stance: extract.Denied, negated: true}}, "claimed"},
		{"an outlet says that it did not happen", []testimony{affirmed, {publisher: "Times", negated: true}}, "disputed"},
		{"it is said not to have happened", []testimony{affirmed, {publisher: "Times", negated: true, stance: extract.Reported}}, "claimed"},
		{"corroborated and denied", []testimony{affirmed, {publisher: "Times"}, {publisher: "Post", negated: true}}, "disputed"},
		{"accusations and a denial", []testimony{accused, {speaker: "Anna", entity: "anna", stance: extract.Denied, negated: true}}, "alleged"},
		{"two accusations", []testimony{accused, {publisher: "Times", speaker: "Ann", stance: extract.Accused}}, "alleged"},
		{"a denial alone", []testimony{{negated: true}}, "denied"},
		{"an accusation is no second witness", []testimony{affirmed, {publisher: "Times", speaker: "Ann", stance: extract.Accused}}, "claimed"},
	} {
		if f := composed(t, dayAnchor("ATTACKED"), "AAA", "BBB", c.all); f.Status != c.want {
			t.Errorf("%s: %s, want %s", c.about, f.Status, c.want)
		}
	}
	// No country is known of the ends: a denier without country is not their state.
	all := []testimony{affirmed, {speaker: "Carl", stance: extract.Denied, negated: true}}
	if f := composed(t, dayAnchor("ATTACKED"), "", "", all); f.Status != "claimed" {
		t.Errorf("two unknown countries are one: %s", f.Status)
	}
}

// TestIndependent: how many sources do not copy each other.
func TestIndependent(t *testing.T) {
	undated := Anchor{Fact: "fact", Type: "CALLED"}
	for _, c := range []struct {
		about  string
		anchor Anchor
		all    []testimony
		want   int
	}{
		{"two outlets", dayAnchor("CALLED"), []testimony{{publisher: "Herald"}, {publisher: "Times"}}, 2},
		{"one outlet twice, in capitals and with its legal form", dayAnchor("CALLED"), []testimony{{publisher: "Herald"}, {publisher: "HERALD, Inc."}}, 1},
		{"two claims of one article without keys", dayAnchor("CALLED"), []testimony{{publisher: "Herald", article: "a"}, {publisher: "Herald", article: "a"}}, 1},
		{"two outlets with one text", dayAnchor("CALLED"), []testimony{{publisher: "Herald", keys: []string{"k"}}, {publisher: "Times", keys: []string{"k"}}}, 1},
		{"a text that two others copy in parts", dayAnchor("CALLED"), []testimony{
			{publisher: "Herald", keys: []string{"k"}}, {publisher: "Times", keys: []string{"l"}}, {publisher: "Post", keys: []string{"k", "l"}},
		}, 1},
		{"two texts that credit one agency", dayAnchor("CALLED"), []testimony{{publisher: "Herald", agency: "Reuters"}, {publisher: "Times", agency: "Reuters"}}, 1},
		{"an agency and an outlet that credits it", dayAnchor("CALLED"), []testimony{{publisher: "Thomson Reuters"}, {publisher: "Times", agency: "Reuters"}}, 1},
		{"two agencies", dayAnchor("CALLED"), []testimony{{publisher: "Herald", agency: "AFP"}, {publisher: "Herald", agency: "Reuters"}}, 2},
		{"a copy that hides the agency", dayAnchor("CALLED"), []testimony{
			{publisher: "Herald", keys: []string{"k"}, published: "2026-03-10"},
			{publisher: "Times", keys: []string{"k"}, agency: "Reuters", published: "2026-03-11"},
			{publisher: "Reuters"},
		}, 1},
		{"a copied text counts for its first publisher", dayAnchor("CALLED"), []testimony{
			{publisher: "Herald", keys: []string{"k"}, published: "2026-03-11"},
			{publisher: "Times", keys: []string{"k"}, published: "2026-03-10"},
			{publisher: "Times", published: "2026-03-12"},
		}, 1},
		{"two sites by their hosts", dayAnchor("CALLED"), []testimony{{url: "https://herald.example/1"}, {url: "https://times.example/1"}}, 2},
		{"two unknown sources", dayAnchor("CALLED"), []testimony{{}, {}}, 1},
		{"an unknown source and a known one", dayAnchor("CALLED"), []testimony{{}, {publisher: "Times"}}, 2},
		{"what somebody is reported to have said", dayAnchor("CALLED"), []testimony{{publisher: "Herald"}, {publisher: "Times", stance: extract.Reported}}, 1},
		{"hearsay alone", dayAnchor("CALLED"), []testimony{{publisher: "Herald", stance: extract.Reported}}, 0},
		{"hearsay joins texts", dayAnchor("CALLED"), []testimony{
			{publisher: "Herald", keys: []string{"k"}}, {publisher: "Post", keys: []string{"k", "l"}, stance: extract.Reported}, {publisher: "Times", keys: []string{"l"}},
		}, 1},
		{"without day, within seven days", undated, []testimony{{publisher: "Herald", published: "2026-03-01"}, {publisher: "Times", published: "2026-03-07"}}, 2},
		{"without day, eight days apart", undated, []testimony{{publisher: "Herald", published: "2026-03-01"}, {publisher: "Times", published: "2026-03-08"}}, 1},
		{"without day, the best seven days of many", undated, []testimony{
			{publisher: "Herald", published: "2026-03-01"}, {publisher: "Herald", published: "2026-03-02"}, {publisher: "Times", published: "2026-03-08"},
			{publisher: "Post", published: "2026-03-09"}, {publisher: "Sun", published: "2026-03-20"},
		}, 2},
		{"without day, without publication date", undated, []testimony{{publisher: "Herald"}, {publisher: "Times"}}, 1},
		{"without day, hearsay alone", undated, []testimony{{publisher: "Herald", published: "2026-03-01", stance: extract.Reported}}, 0},
	} {
		if f := composed(t, c.anchor, "", "", c.all); f.Independent != c.want {
			t.Errorf("%s: %d independent, want %d", c.about, f.Independent, c.want)
		}
	}
}

// TestCompose: every field of a fact from claims that differ in everything.
func TestCompose(t *testing.T) {
	anchor := dayAnchor("CALLED")
	anchor.Role = "envoy"
	anchor.Conflicts = []Conflict{{Field: "type", Values: []string{"MET"}}}
	all := []testimony{
		{publisher: "Times", published: "2026-03-11T01:00:00+03:00", speaker: "the Kremlin", kind: schema.Organization, stance: extract.Said, confidence: 700, turned: true, initiator: "subject", where: "Tehran", url: "https://times.example/0"},
		{publisher: "Herald", published: "2026-03-10", confidence: 900, initiator: "object", where: "Iran", url: "https://herald.example/1"},
		{publisher: "Post", published: "2026-03-12", speaker: "Kremlin", kind: schema.Organization, stance: extract.Said, confidence: 900, initiator: "subject", where: "Iran"},
		{publisher: "Sun", confidence: 100},
		{publisher: "Post", published: "2026-03-09", speaker: "Ann", stance: extract.Accused, confidence: 999, where: "Nowhere"},
		{publisher: "Mail", published: "2026-03-13", speaker: "Carl", stance: extract.Denied, negated: true, confidence: 999},
	}
	got := composed(t, anchor, "", "", all)
	role, initiator, where, first, last := "envoy", "object", "Iran", "2026-03-09", "2026-03-13"
	want := Fact{
		ID: "fact", Type: "CALLED", Family: "TALKED_WITH", Symmetric: true, Plover: "CONSULT", Mode: "phone", Cameo: "041",
		Subject: FactEnd{ID: "anna"}, Object: FactEnd{ID: "bert"},
		Initiator: &initiator, // Times (turned) and Herald say bert, Post says anna
		Role:      &role, When: anchor.When, Status: "corroborated", Claims: 6,
		Articles:   []string{"04", "01", "00", "02", "05", "03"}, // by instant: 01:00+03:00 is on the day before; undated last
		Publishers: []string{"Post", "Herald", "Times", "Mail", "Sun"},
		// Speakers are those of the four claims that support it.
		Independent: 4, Origins: 3, OwnVoice: 2, Speakers: []string{"the Kremlin", "Kremlin"}, Denials: 1, Allegations: 1,
		Conflicts: []Conflict{{"type", []string{"MET"}}, {"initiator", []string{"object", "subject"}}},
		Where:     &where, Quote: "quote 1", URL: "https://herald.example/1", // as sure as Post's, but earlier
		FirstPublished: &first, LastPublished: &last, Confidence: 900,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if len(anchor.Conflicts) != 1 {
		t.Error("Compose changed the anchor")
	}

	bare := composed(t, Anchor{Fact: "fact", Type: "BOMBED", Alleged: true}, "", "", []testimony{{negated: true, turned: true, initiator: "subject"}})
	want = Fact{
		ID: "fact", Type: "BOMBED", Family: "ATTACKED", Plover: "ASSAULT", Subject: FactEnd{ID: "bert"}, Object: FactEnd{ID: "anna"},
		Status: "denied", Claims: 1, Articles: []string{"00"}, Publishers: []string{}, Independent: 1, Origins: 1, OwnVoice: 1,
		Speakers: []string{}, Denials: 1, Conflicts: []Conflict{}, Quote: "quote 0",
	}
	if !reflect.DeepEqual(bare, want) {
		t.Errorf("got\n%+v\nwant\n%+v", bare, want)
	}
	if f := Compose(testFamilies(), "group", Anchor{Type: "NONE"}, "", "", nil); f.Claims != 0 || f.Articles == nil {
		t.Errorf("a fact without claims: %+v", f)
	}
}

// TestInitiator: as many say the one as say the other, so it is not known.
func TestInitiator(t *testing.T) {
	f := composed(t, dayAnchor("CALLED"), "", "", []testimony{{initiator: "subject"}, {initiator: "object"}, {initiator: "neither"}})
	if f.Initiator != nil || len(f.Conflicts) != 1 {
		t.Errorf("initiator %v, conflicts %v", f.Initiator, f.Conflicts)
	}
	f = composed(t, dayAnchor("CALLED"), "", "", []testimony{{initiator: "object", turned: true}, {}})
	if f.Initiator == nil || *f.Initiator != "subject" || len(f.Conflicts) != 0 {
		t.Errorf("initiator %v, conflicts %v", f.Initiator, f.Conflicts)
	}
}

// TestWhere: the place that most name, then the longest name, then the smallest bytes.
func TestWhere(t *testing.T) {
	for _, c := range []struct {
		places []string
		want   string
	}{
		{[]string{"Iran", "Tehran", "Iran"}, "Iran"},
		{[]string{"Iran", "Tehran"}, "Tehran"},
		{[]string{"Oman", "Iran"}, "Iran"},
		{[]string{"", "Iran"}, "Iran"},
	} {
		var all []testimony
		for _, place := range c.places {
			all = append(all, testimony{where: place})
		}
		if f := composed(t, dayAnchor("MET"), "", "", all); f.Where == nil || *f.Where != c.want {
			t.Errorf("%q: %v, want %s", c.places, f.Where, c.want)
		}
	}
	if f := composed(t, dayAnchor("MET"), "", "", []testimony{{}}); f.Where != nil {
		t.Errorf("a place out of nowhere: %s", *f.Where)
	}
}

// TestLists: lists end at 20, counts do not.
func TestLists(t *testing.T) {
	var all []testimony
	for i := range 30 {
		all = append(all, testimony{
			publisher: fmt.Sprintf("Paper %02d", 29-i), published: fmt.Sprintf("2026-03-%02d", 1+i), speaker: fmt.Sprintf("Speaker %02d", i), stance: extract.Said,
		})
	}
	f := composed(t, dayAnchor("CALLED"), "", "", all)
	if f.Claims != 30 || f.Independent != 30 || f.Origins != 30 {
		t.Errorf("%d claims, %d independent, %d origins, want 30 of each", f.Claims, f.Independent, f.Origins)
	}
	for _, list := range [][]string{f.Articles, f.Publishers, f.Speakers} {
		if len(list) != 20 {
			t.Errorf("%d members: %s", len(list), strings.Join(list, ", "))
		}
	}
	if f.Articles[0] != "00" || f.Publishers[0] != "Paper 29" || f.Speakers[19] != "Speaker 19" || slices.Contains(f.Publishers, "Paper 00") {
		t.Errorf("lists are not those of the earliest: %v %v %v", f.Articles, f.Publishers, f.Speakers)
	}
}
