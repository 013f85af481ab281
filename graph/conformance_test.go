package graph

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// TestSQLite and TestNeo4j run the one suite that both stores pass.
func TestSQLite(t *testing.T) { testStore(t, sqliteStores()) }

func TestNeo4j(t *testing.T) { testStore(t, neo4jStores(t)) }

// press is a small set of articles that reaches every kind of row: corroboration, denial, accusation, namesakes, a
// surname alone, an article without claims, one without a date.
func press() []extract.Record {
	namesake := func(e *extract.Entity) { e.Country = "USA" }
	smith := tell("Post", "7", "2026-03-07")
	smith.name("John Smith", namesake)
	british := tell("Mail", "8", "2026-03-07")
	british.name("John Smith", func(e *extract.Entity) { e.Country = "GBR" })
	return []extract.Record{
		tell("Reuters", "1", "2026-03-07").says("Vladimir Putin", "CALLED", "Masoud Pezeshkian", on("2026-03-06")).
			says("Israel", "ATTACKED", "Iran", on("2026-03-05")).record(),
		tell("TASS", "2", "2026-03-07T09:00:00+03:00").says("Masoud Pezeshkian", "CALLED", "Vladimir Putin", on("2026-03-06")).record(),
		tell("HotNews", "3", "2026-03-11").says("Putin", "TALKED_WITH", "Pezeshkian").
			says("Vladimir Putin", "CALLED", "Masoud Pezeshkian", on("2026-03-10")).record(),
		tell("IRNA", "4", "2026-03-08").says("Iran", "ATTACKED", "Israel", on("2026-03-06"), by("Iran", extract.Denied)).record(),
		tell("Ynet", "5", "2026-03-08").says("Iran", "ATTACKED", "Israel", on("2026-03-06"), by("Israel", extract.Accused)).
			says("Israel", "MET", "United States").record(),
		tell("", "6", "").says("Israel", "ATTACKED", "Iran").record(),
		smith.says("John Smith", "MET", "Vladimir Putin", on("2026-03-01")).record(),
		british.says("John Smith", "MET", "Vladimir Putin", on("2026-03-02")).record(),
		tell("Blog", "9", "2026-03-09").says("Smith", "MET", "Putin").record(),
		tell("Blog", "10", "2026-03-09").record(),
	}
}

func testStore(t *testing.T, st *stores) {
	t.Run("order and batches", func(t *testing.T) { testOrder(t, st) })
	t.Run("the same again", func(t *testing.T) { testAgain(t, st) })
	t.Run("unchanged", func(t *testing.T) { testUnchanged(t, st) })
	t.Run("versions", func(t *testing.T) { testVersions(t, st) })
	t.Run("retract", func(t *testing.T) { testRetract(t, st) })
	t.Run("facts", func(t *testing.T) { testFacts(t, st) })
	t.Run("claims and articles", func(t *testing.T) { testClaims(t, st) })
	t.Run("lists of several pages", func(t *testing.T) { testPages(t, st) })
	t.Run("evidence", func(t *testing.T) { testEvidence(t, st) })
	t.Run("entities", func(t *testing.T) { testEntities(t, st) })
	t.Run("names that move", func(t *testing.T) { testMoves(t, st) })
	t.Run("verify", func(t *testing.T) { testVerify(t, st) })
	t.Run("builds", func(t *testing.T) { testBuilds(t, st) })
	t.Run("ontologies", func(t *testing.T) { testOntologies(t, st) })
	t.Run("a rebuild without texts", func(t *testing.T) { testRebuildTexts(t, st) })
	t.Run("texts", func(t *testing.T) { testTexts(t, st) })
	t.Run("bad records", func(t *testing.T) { testBadRecords(t, st) })
	t.Run("two writers", func(t *testing.T) { testTwoWriters(t, st) })
	t.Run("crashes", func(t *testing.T) { testCrashes(t, st) })
	t.Run("a changed country", func(t *testing.T) { testCountry(t, st) })
	t.Run("retraction is exact", func(t *testing.T) {
		testRetraction(t, st, max(st.draws/4, 10), func(rng *rand.Rand) []extract.Record { return drawn(rng, 5+rng.IntN(25)) })
	})
	t.Run("retraction from a press", func(t *testing.T) {
		testRetraction(t, st, st.draws, func(rng *rand.Rand) []extract.Record { return syntheticDraw(rng, 10+rng.IntN(20)) })
	})
	t.Run("retraction from the newswire", func(t *testing.T) { testNewswire(t, st) })
	t.Run("large group", func(t *testing.T) { testLargeGroup(t, st) })
}

// shuffled puts records in a drawn order and in batches of drawn sizes, and settles now and then.
func shuffled(t testing.TB, s *Store, records []extract.Record, rng *rand.Rand) {
	t.Helper()
	records = slices.Clone(records)
	rng.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	for len(records) > 0 {
		n := 1 + rng.IntN(min(len(records), 8))
		put(t, s, records[:n]...)
		records = records[n:]
		if rng.IntN(2) == 0 {
			settle(t, s)
		}
	}
	settle(t, s)
}

func testOrder(t *testing.T, st *stores) {
	want := built(t, press()...)
	if n := strings.Count(want, "\n{\"row\":\"fact\""); n < 6 {
		t.Fatalf("the press makes %d facts only:\n%s", n, want)
	}
	for i := range 5 {
		s := st.empty(t, Options{})
		shuffled(t, s, press(), rand.New(rand.NewPCG(1, uint64(i))))
		sameDump(t, fmt.Sprintf("order %d", i), dump(t, s), want)
	}
	lines := strings.Split(strings.TrimSpace(want), "\n")
	if !slices.IsSortedFunc(lines, func(a, b string) int { return strings.Compare(a[:50], b[:50]) }) {
		t.Error("the dump is not sorted")
	}
	if strings.Contains(want, "Masoud Pezeshkian CALLED Vladimir Putin. ") {
		t.Error("the dump holds a text")
	}
}

func testAgain(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	out := put(t, s, press()...)
	if out.Loaded != 10 || out.Claims != 12 || out.Nodes == 0 {
		t.Errorf("the first load says %+v", out)
	}
	if out := settle(t, s); out.Nodes == 0 || out.Edges == 0 {
		t.Errorf("the first settling says %+v", out)
	}
	want := dump(t, s)
	got := put(t, s, press()...)
	got.Add(settle(t, s))
	if (got != Outcome{Unchanged: 10}) {
		t.Errorf("the second load says %+v, want 10 unchanged and nothing else", got)
	}
	sameDump(t, "second load", dump(t, s), want)
}

// TestSQLiteAgain shows that a second load leaves the very bytes of the file.
func TestSQLiteAgain(t *testing.T) {
	st := sqliteStores()
	var path string
	sum := func() [32]byte {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return sha256.Sum256(b)
	}
	s := st.empty(t, Options{})
	path = s.b.(*sqliteStore).path
	put(t, s, press()...)
	settle(t, s)
	s.Close()
	before := sum()
	s = st.again(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	s.Close()
	if sum() != before {
		t.Error("the second load changed the file")
	}
}

// testUnchanged asks which articles need not be read again, and compares what Put says of their records.
func testUnchanged(t *testing.T, st *stores) {
	build := press()[0].Build
	articles := func() (all []news.Article) {
		for _, r := range press() {
			all = append(all, r.Article)
		}
		return all
	}
	count := func(s *Store, articles []news.Article) (n int) {
		t.Helper()
		same, err := s.Unchanged(t.Context(), articles)
		if err != nil || len(same) != len(articles) {
			t.Fatalf("%v, %v", same, err)
		}
		for _, yes := range same {
			if yes {
				n++
			}
		}
		return n
	}
	s := st.empty(t, Options{Build: build, NoTexts: true})
	if n := count(s, articles()); n != 0 {
		t.Errorf("%d are unchanged in an empty graph", n)
	}
	put(t, s, press()[:8]...)
	settle(t, s)
	if n := count(s, articles()); n != 8 {
		t.Errorf("%d are unchanged of 8 in the graph", n)
	}
	if n := count(st.again(t, Options{Build: build}), articles()); n != 0 {
		t.Errorf("%d are unchanged though their texts are to be kept from now on", n)
	}
	if n := count(st.again(t, Options{Build: "build 2", NoTexts: true}), articles()); n != 0 {
		t.Errorf("%d are unchanged of another build", n)
	}
	for field, change := range map[string]func(*news.Article){
		"text":      func(a *news.Article) { a.Text += " More." },
		"title":     func(a *news.Article) { a.Title = "Another" },
		"version":   func(a *news.Article) { a.Version = "2" },
		"status":    func(a *news.Article) { a.Status = news.Withheld },
		"id":        func(a *news.Article) { a.ID = "another" },
		"published": func(a *news.Article) { a.Published = news.Stamp{} },
	} {
		a := articles()[0]
		change(&a)
		if n := count(s, []news.Article{a, articles()[0]}); n != 1 {
			t.Errorf("%s: %d are unchanged of a changed article and the one in the graph", field, n)
		}
	}
	if err := s.b.update(t.Context(), func(t tx) error { // a retraction that was broken off
		return t.putMarks([]markRow{{Kind: markErase, Key: articleID(articles()[0].Key())}})
	}); err != nil {
		t.Fatal(err)
	}
	if n := count(s, articles()); n != 0 {
		t.Errorf("%d are unchanged while articles are being retracted", n)
	}
}

func testVersions(t *testing.T, st *stores) {
	first := tell("Reuters", "1", "2026-03-07").says("Israel", "ATTACKED", "Iran", on("2026-03-05")).record(version("9"))
	second := tell("Reuters", "1", "2026-03-07").says("Iran", "ATTACKED", "Israel", on("2026-03-05")).record(version("10"))
	kill := tell("Reuters", "1", "").record(func(a *news.Article) { a.Status, a.Title, a.URL = news.Canceled, "", "" })
	want := built(t, second)

	s := st.empty(t, Options{})
	if out := put(t, s, second); out.Loaded != 1 {
		t.Errorf("the second version: %+v", out)
	}
	if out := put(t, s, first); out.Superseded != 1 || out.Nodes != 0 {
		t.Errorf("the first version after it: %+v", out)
	}
	settle(t, s)
	sameDump(t, "first after second", dump(t, s), want)

	s = st.empty(t, Options{})
	put(t, s, first)
	settle(t, s)
	if out := put(t, s, second); out.Replaced != 1 || out.Claims != 1 {
		t.Errorf("the second version after the first: %+v", out)
	}
	settle(t, s)
	sameDump(t, "second after first", dump(t, s), want)

	s = st.empty(t, Options{})
	if out := put(t, s, first, second, first); out.Loaded != 1 || out.Superseded != 2 {
		t.Errorf("all in one batch: %+v", out)
	}
	settle(t, s)
	sameDump(t, "one batch", dump(t, s), want)

	// A kill notice without version stands above all, also where it comes first.
	killed := built(t, kill)
	put(t, s, kill)
	settle(t, s)
	sameDump(t, "killed", dump(t, s), killed)
	s = st.empty(t, Options{})
	put(t, s, kill)
	if out := put(t, s, first, second); out.Superseded != 2 {
		t.Errorf("versions after their kill notice: %+v", out)
	}
	settle(t, s)
	sameDump(t, "killed before it arrived", dump(t, s), killed)
	if n := strings.Count(killed, "\n"); n != 1 {
		t.Errorf("a killed article leaves %d rows, want its own:\n%s", n, killed)
	}
}

func testRetract(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	records := press()
	put(t, s, records...)
	// An id that stands with two publishers, and one that looks like PUBLISHER/ID.
	twin := tell("AP", "1", "2026-03-07").says("Iran", "MET", "Russia", on("2026-03-04")).record()
	slash := tell("AP", "Reuters/1", "2026-03-07").says("Iran", "MET", "Russia", on("2026-03-03")).record()
	put(t, s, twin, slash)
	settle(t, s)
	before := dump(t, s)

	var unknown *UnknownArticles
	if _, err := s.Retract(t.Context(), []string{"2", "1", "no such", "Nobody/1"}); !errors.As(err, &unknown) {
		t.Fatalf("got %v", err)
	}
	if want := "no article \"Nobody/1\" in the graph\nno article \"no such\" in the graph\n\"1\" names several articles: give one of AP/1, Reuters/1"; unknown.Error() != want {
		t.Errorf("got  %s\nwant %s", unknown, want)
	}
	var publisher *UnknownPublisher
	if _, err := s.RetractPublisher(t.Context(), "Routers"); !errors.As(err, &publisher) || !slices.Equal(publisher.Near, []string{"Reuters"}) {
		t.Errorf("got %v, want a hint at Reuters", err)
	}
	settle(t, s)
	sameDump(t, "refused", dump(t, s), before)

	out, err := s.Retract(t.Context(), []string{"AP/1", "2", "2", "Reuters/1"})
	if err != nil || out.Retracted != 3 {
		t.Errorf("got %+v, %v", out, err)
	}
	settle(t, s)
	sameDump(t, "an id before a publisher and id", dump(t, s), built(t, slices.DeleteFunc(press(), func(r extract.Record) bool { return r.Article.ID == "2" })...))

	if out, err := s.RetractPublisher(t.Context(), "Blog"); err != nil || out.Retracted != 2 {
		t.Errorf("got %+v, %v", out, err)
	}
	settle(t, s)
	put(t, s, press()...) // a later load brings them back
	settle(t, s)
	sameDump(t, "brought back", dump(t, s), built(t, press()...))

	var all []string
	for _, r := range press() {
		all = append(all, r.Article.Key().String())
	}
	if _, err := s.Retract(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	if got := dump(t, s); got != "" {
		t.Errorf("with everything retracted there is left:\n%s", got)
	}
}

func testFacts(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	call6 := "Masoud Pezeshkian CALLED Vladimir Putin 2026-03-06 corroborated"
	call10 := "Masoud Pezeshkian CALLED Vladimir Putin 2026-03-10 claimed"
	if got := edges(t, s.Facts(t.Context(), FactFilter{Types: []string{"CALLED"}})); len(got) == 2 && strings.HasPrefix(got[0], "Vladimir") {
		call6 = "Vladimir Putin CALLED Masoud Pezeshkian 2026-03-06 corroborated" // ends of a symmetric fact stand in order of ids
		call10 = "Vladimir Putin CALLED Masoud Pezeshkian 2026-03-10 claimed"
	}
	attack := "Israel ATTACKED Iran 2026-03-05 corroborated" // also by the article without a date
	alleged := "Iran ATTACKED Israel 2026-03-06 alleged"
	for _, c := range []struct {
		name   string
		filter FactFilter
		want   []string
	}{
		{"a type", FactFilter{Types: []string{"CALLED"}}, []string{call10, call6}},
		{"a family", FactFilter{Types: []string{"TALKED_WITH"}, Since: "2026-03-05"}, []string{call10, call6}},
		{"a subject of a symmetric fact", FactFilter{Subject: []string{"Putin"}, Object: []string{"Masoud Pezeshkian"}}, []string{call10, call6}},
		{"between, through an alias", FactFilter{Between: []string{"Pezeshkian", "vladimir putin"}}, []string{call10, call6}},
		{"an event day", FactFilter{Since: "2026-03-06", Until: "2026-03-06"}, []string{call6}},
		{"a country at either end", FactFilter{Countries: []string{"IRN"}}, []string{attack}},
		{"a status", FactFilter{Statuses: []string{"alleged", "denied"}}, []string{alleged}},
		{"published since", FactFilter{PublishedSince: "2026-03-10"}, []string{call10}},
		{"a publisher", FactFilter{Publishers: []string{"TASS"}}, []string{call6}},
		{"independent", FactFilter{MinIndependent: 2}, []string{call6, attack}},
		{"origins", FactFilter{MinOrigins: 3}, nil},
		{"plover", FactFilter{Plover: []string{"ASSAULT"}}, []string{attack}},
		{"as of a day", FactFilter{AsOf: "2026-03-08", Subject: []string{"Vladimir Putin"}, Types: []string{"CALLED"}}, []string{call6}},
		{"as of a day, a publisher", FactFilter{AsOf: "2026-03-12", Publishers: []string{"HotNews"}}, []string{call10}},
	} {
		if got := edges(t, s.Facts(t.Context(), c.filter)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	for _, f := range collect(t, s.Facts(t.Context(), FactFilter{AsOf: "9999-12-31"})) {
		now := collect(t, s.Facts(t.Context(), FactFilter{Types: []string{f.Type}, Between: []string{f.Subject.ID, f.Object.ID}}))
		if !slices.ContainsFunc(now, func(g Fact) bool { return g.ID == f.ID }) {
			t.Errorf("as of the end of days there is %s, which is not there now", edge(f))
		}
	}

	id := collect(t, s.Facts(t.Context(), FactFilter{Between: []string{"Israel", "Iran"}}))[0].Object.ID
	if got := edges(t, s.Neighbours(t.Context(), id)); !slices.Equal(got, []string{attack}) {
		t.Errorf("neighbours of Iran: %q", got)
	}

	var unknown *UnknownName
	for _, err := range s.Facts(t.Context(), FactFilter{Subject: []string{"Vladmir Putni"}}) {
		if !errors.As(err, &unknown) || !slices.Contains(unknown.Near, "Vladimir Putin") {
			t.Errorf("a misspelt name: got %v", err)
		}
	}
	if unknown == nil {
		t.Error("a misspelt name is no error")
	}
	for _, err := range s.Facts(t.Context(), FactFilter{Types: []string{"NO_SUCH"}}) {
		if err == nil || !strings.Contains(err.Error(), "NO_SUCH") {
			t.Errorf("an unknown type: got %v", err)
		}
	}
	stats, err := s.Stats(t.Context())
	if err != nil || stats.Articles != 10 || stats.Claims != 12 || stats.Texts != 9 || stats.ByStatus["alleged"] != 1 || stats.Build != "build 1" || stats.Pending != 0 {
		t.Errorf("stats: %+v, %v", stats, err)
	}
}

func testClaims(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	quotes := func(f ClaimFilter) (all []string) {
		for _, c := range collect(t, s.Claims(t.Context(), f)) {
			all = append(all, c.Evidence.Publisher+": "+c.Evidence.Quote)
		}
		return all
	}
	for _, c := range []struct {
		name   string
		filter ClaimFilter
		want   []string
	}{
		{"who denied", ClaimFilter{Stance: extract.Denied}, []string{"IRNA: Iran ATTACKED Israel."}},
		{"negated", ClaimFilter{Polarity: extract.Negated}, []string{"IRNA: Iran ATTACKED Israel."}},
		{"planned", ClaimFilter{Modality: extract.Planned}, nil},
		{"a speaker", ClaimFilter{Speakers: []string{"Israel"}}, []string{"Ynet: Iran ATTACKED Israel."}},
		{"a subject and a type, newest first", ClaimFilter{Subject: []string{"Israel"}, Types: []string{"ATTACKED"}},
			[]string{"Reuters: Israel ATTACKED Iran.", ": Israel ATTACKED Iran."}},
		{"an article", ClaimFilter{Articles: []string{"Reuters/1"}},
			[]string{"Reuters: Vladimir Putin CALLED Masoud Pezeshkian.", "Reuters: Israel ATTACKED Iran."}},
		{"a publisher since a day", ClaimFilter{Publishers: []string{"Blog", "TASS"}, PublishedSince: "2026-03-08"}, []string{"Blog: Smith MET Putin."}},
		{"between two, either way round", ClaimFilter{Between: []string{"Iran", "Israel"}, Publishers: []string{"Reuters", "IRNA", "Ynet"}},
			[]string{"IRNA: Iran ATTACKED Israel.", "Ynet: Iran ATTACKED Israel.", "Reuters: Israel ATTACKED Iran."}},
		{"a country", ClaimFilter{Countries: []string{"GBR"}}, []string{"Mail: John Smith MET Vladimir Putin."}},
		{"a PLOVER type", ClaimFilter{Plover: []string{"ASSAULT"}, Publishers: []string{"Reuters"}}, []string{"Reuters: Israel ATTACKED Iran."}},
		{"event days", ClaimFilter{Since: "2026-03-10"}, []string{"HotNews: Vladimir Putin CALLED Masoud Pezeshkian."}},
	} {
		if got := quotes(c.filter); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	// Two calls fit what HotNews says without a date.
	ambiguous := collect(t, s.Claims(t.Context(), ClaimFilter{Ambiguous: true}))
	if len(ambiguous) != 1 || ambiguous[0].Evidence.Quote != "Putin TALKED_WITH Pezeshkian." || len(ambiguous[0].MayTellOf) != 2 || len(ambiguous[0].Facts) != 0 {
		t.Errorf("ambiguous: %+v", ambiguous)
	}

	for _, list := range []func() error{
		func() (err error) {
			for _, err = range s.Claims(t.Context(), ClaimFilter{Publishers: []string{"Hot News"}}) {
			}
			return err
		},
		func() (err error) {
			for _, err = range s.Facts(t.Context(), FactFilter{Publishers: []string{"Hot News"}}) {
			}
			return err
		},
		func() (err error) {
			for _, err = range s.Articles(t.Context(), ArticleFilter{Publishers: []string{"Hot News"}}) {
			}
			return err
		},
	} {
		var unknown *UnknownPublisher
		if err := list(); !errors.As(err, &unknown) || !slices.Equal(unknown.Near, []string{"HotNews"}) {
			t.Errorf("a publisher that is not there: %v, want a hint at HotNews", err)
		}
	}
	if got := collect(t, s.Articles(t.Context(), ArticleFilter{PublishedSince: "2026-03-09"})); len(got) != 3 {
		t.Errorf("articles since a day: %+v, want 3", got)
	}

	var articles []string
	for _, a := range collect(t, s.Articles(t.Context(), ArticleFilter{})) {
		articles = append(articles, fmt.Sprintf("%s %s %d", a.Publisher, a.ID, a.Claims))
	}
	if want := []string{"HotNews 3 2", "Blog 10 0", "Blog 9 1", "IRNA 4 1", "Ynet 5 2", "TASS 2 1", "Mail 8 1", "Post 7 1", "Reuters 1 2", " 6 1"}; !slices.Equal(articles, want) {
		t.Errorf("articles: got %q, want %q", articles, want)
	}
	if got := collect(t, s.Articles(t.Context(), ArticleFilter{Publishers: []string{"TASS"}})); len(got) != 1 || got[0].TextHash == "" || got[0].Article.Text != "" {
		t.Errorf("articles of TASS: %+v", got)
	}
}

// testPages lists more articles than one page holds, with filters that leave some of each page out, the last one, too.
func testPages(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	var records []extract.Record
	for i := range 2*pageSize + 10 {
		paper := []string{"Post", "Mail"}[i%2]
		records = append(records, tell(paper, fmt.Sprint(i), fmt.Sprintf("2026-03-%02d", 1+i%28)).says("Israel", "MET", "Iran", on("2026-03-01")).record())
	}
	put(t, s, records...)
	settle(t, s)
	for _, paper := range []string{"Post", "Mail"} {
		claims, articles := map[string]int{}, map[string]int{}
		for c, err := range s.Claims(t.Context(), ClaimFilter{Publishers: []string{paper}}) {
			if claims[c.ID]++; err != nil || claims[c.ID] > 1 {
				t.Fatalf("claims of %s: %s comes again, %v", paper, c.ID, err)
			}
		}
		for a, err := range s.Articles(t.Context(), ArticleFilter{Publishers: []string{paper}}) {
			if articles[a.ID]++; err != nil || articles[a.ID] > 1 {
				t.Fatalf("articles of %s: %s comes again, %v", paper, a.ID, err)
			}
		}
		if n := len(records) / 2; len(claims) != n || len(articles) != n {
			t.Errorf("%d claims and %d articles of %s, want %d", len(claims), len(articles), paper, n)
		}
	}
}

func testEvidence(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	call := collect(t, s.Facts(t.Context(), FactFilter{Types: []string{"CALLED"}, Until: "2026-03-06"}))[0]
	e, err := s.Evidence(t.Context(), call.ID)
	if err != nil {
		t.Fatal(err)
	}
	var publishers []string
	for _, c := range e.Claims {
		publishers = append(publishers, c.Evidence.Publisher)
	}
	if e.Fact == nil || edge(*e.Fact) != edge(call) || !slices.Equal(publishers, []string{"Reuters", "TASS"}) {
		t.Errorf("evidence of %s: %+v", edge(call), e)
	}
	if len(e.MayTellOf) != 1 || e.MayTellOf[0].Evidence.Publisher != "HotNews" {
		t.Errorf("what may tell of it: %+v", e.MayTellOf)
	}
	byClaim, err := s.Evidence(t.Context(), e.Claims[1].ID)
	if err != nil || jsonText(byClaim) != jsonText(e) {
		t.Errorf("evidence by a claim's id: got %+v, %v, want that of its fact", byClaim, err)
	}
	alone, err := s.Evidence(t.Context(), e.MayTellOf[0].ID)
	if err != nil || alone.Fact != nil || len(alone.Claims) != 1 || len(alone.Claims[0].MayTellOf) != 2 {
		t.Errorf("evidence of a claim without fact: %+v, %v", alone, err)
	}
	if _, err := s.Evidence(t.Context(), "no such id"); !errors.Is(err, ErrNotFound) {
		t.Errorf("an unknown id: %v", err)
	}
}

func testEntities(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	es, err := s.Entities(t.Context(), "Putin")
	if err != nil || len(es) != 1 {
		t.Fatalf("got %+v, %v", es, err)
	}
	e := es[0]
	if e.Name != "Vladimir Putin" || !slices.Equal(e.Aliases, []string{"Putin"}) || len(e.Spellings) != 2 || e.Spellings[0].Articles != 5 || e.Spellings[1].Articles != 2 {
		t.Errorf("Putin: %+v", e)
	}
	if e.Facts["CALLED"] != 2 || e.Facts["MET"] != 3 {
		t.Errorf("facts of Putin: %v", e.Facts)
	}
	if es, err = s.Entities(t.Context(), "John Smith"); err != nil || len(es) != 2 || es[0].Country == es[1].Country {
		t.Errorf("two namesakes: %+v, %v", es, err)
	}
	if es, err = s.Entities(t.Context(), es[0].ID); err != nil || len(es) != 1 {
		t.Errorf("by id: %+v, %v", es, err)
	}
	var unknown *UnknownName
	if _, err := s.Entities(t.Context(), "Pezeshkain"); !errors.As(err, &unknown) || !slices.Contains(unknown.Near, "Masoud Pezeshkian") {
		t.Errorf("a misspelt name: %v", err)
	}
	if _, err := s.Entities(t.Context(), "Quetzalcoatl"); !errors.As(err, &unknown) || len(unknown.Near) != 0 {
		t.Errorf("a name near none: %v", err)
	}
}

// testMoves lets a name cross the 95 % both ways, with more locals than one transaction moves.
func testMoves(t *testing.T, st *stores) {
	meeting := func(publisher, country string) extract.Record {
		w := tell(publisher, "meeting", "2026-03-07")
		w.name("John Smith", func(e *extract.Entity) { e.Country = country })
		return w.says("John Smith", "MET", "Iran", on("2026-03-06")).says("Smith", "MET", "Russia", on("2026-03-06")).record()
	}
	var plain, american []extract.Record
	for i := range 250 {
		plain = append(plain, meeting(fmt.Sprintf("P%d", i), ""))
	}
	for i := range 30 {
		american = append(american, meeting(fmt.Sprintf("A%d", i), "USA"))
	}
	british := []extract.Record{meeting("B0", "GBR"), meeting("B1", "GBR")}
	all := slices.Concat(plain, american, british)

	s := st.empty(t, Options{})
	s.bounds.moves = 100
	put(t, s, plain...)
	settle(t, s)
	put(t, s, american...)
	settle(t, s)
	sameDump(t, "joined to the American", dump(t, s), built(t, slices.Concat(plain, american)...))
	if es, err := s.Entities(t.Context(), "John Smith"); err != nil || len(es) != 1 {
		t.Errorf("got %d entities, want one: %v", len(es), err)
	}
	put(t, s, british...)
	settle(t, s)
	sameDump(t, "parted by two Britons", dump(t, s), built(t, all...))
	if es, err := s.Entities(t.Context(), "John Smith"); err != nil || len(es) != 3 {
		t.Errorf("got %d entities, want three: %v", len(es), err)
	}
	if _, err := s.Retract(t.Context(), []string{"B0/meeting", "B1/meeting"}); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	sameDump(t, "joined again", dump(t, s), built(t, slices.Concat(plain, american)...))
}

func testVerify(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	if got := collect(t, s.Verify(t.Context(), nil)); len(got) != 0 {
		t.Errorf("an untouched graph: %+v", got)
	}
	rec := press()[0]
	given := func(articles ...news.Article) func(func(news.Article, error) bool) {
		return func(yield func(news.Article, error) bool) {
			for _, a := range articles {
				if !yield(a, nil) {
					return
				}
			}
		}
	}
	if got := collect(t, s.Verify(t.Context(), given(rec.Article))); len(got) != 0 {
		t.Errorf("the same text given: %+v", got)
	}
	other := rec.Article
	other.Text = strings.Replace(other.Text, "CALLED", "CALLeD", 1)
	want := func(which string, got []Mismatch) {
		t.Helper()
		if len(got) != 2 || got[0].Claim != "" || !strings.Contains(got[0].Problem, "SHA-256") ||
			got[1].Claim != rec.Claims[0].ID || got[1].Problem != `quote: byte 19 is "e" in the text, was "E"` || got[1].Article != rec.Article.Key() {
			t.Errorf("one byte of the %s text changed: %+v", which, got)
		}
	}
	want("given", collect(t, s.Verify(t.Context(), given(other))))
	if got := collect(t, s.Verify(t.Context(), given(news.Article{ID: "nowhere", Text: "x"}))); len(got) != 1 || got[0].Article.ID != "nowhere" {
		t.Errorf("an article that is not there: %+v", got)
	}
	if err := s.b.update(t.Context(), func(tx tx) error {
		return tx.putTexts([]textRow{{Article: articleID(rec.Article.Key()), Text: other.Text}})
	}); err != nil {
		t.Fatal(err)
	}
	want("kept", collect(t, s.Verify(t.Context(), nil)))
}

func testBuilds(t *testing.T, st *stores) {
	built2 := press()
	for i := range built2 {
		built2[i].Build = "build 2"
	}
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	before := dump(t, s)
	for _, batch := range [][]extract.Record{built2[:1], {press()[0], built2[1]}} {
		if _, err := s.Put(t.Context(), batch); !errors.Is(err, ErrBuild) || !strings.Contains(err.Error(), "newsgraph rebuild") {
			t.Errorf("records of another build: %v", err)
		}
	}
	sameDump(t, "refused", dump(t, s), before)

	r := st.again(t, Options{Build: "build 2"})
	if err := r.BeginRebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	put(t, r, built2[:3]...)
	if _, err := s.Put(t.Context(), press()[:1]); !errors.Is(err, ErrBuild) || !strings.Contains(err.Error(), "newsgraph rebuild") {
		t.Errorf("a load while a rebuild is running: %v", err)
	}
	if err := r.EndRebuild(t.Context()); !errors.Is(err, ErrBuild) || !strings.Contains(err.Error(), "7 articles") {
		t.Errorf("the end of a rebuild that is not done: %v", err)
	}
	r = st.again(t, Options{Build: "build 2"}) // as if the process had been killed
	if err := r.BeginRebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	texts := collect(t, r.Texts(t.Context()))
	if len(texts) != 7 || !slices.ContainsFunc(texts, func(a news.Article) bool { return a.Text == built2[3].Article.Text }) {
		t.Errorf("texts that are left to rebuild from: %+v", texts)
	}
	if out := put(t, r, built2...); out.Unchanged != 3 || out.Replaced != 7 {
		t.Errorf("the rebuild goes on: %+v", out)
	}
	if err := r.EndRebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	settle(t, r)
	sameDump(t, "rebuilt", dump(t, r), built(t, built2...))
	if _, err := s.Put(t.Context(), press()[:1]); !errors.Is(err, ErrBuild) {
		t.Errorf("records of the old build after the rebuild: %v", err)
	}
	put(t, s, built2...)
}

// testOntologies writes and reads with other relations than those of the graph.
func testOntologies(t *testing.T, st *stores) {
	other, err := schema.Load(fstest.MapFS{"other.yaml": {Data: []byte(`PHONED:
  definition: Two actors spoke by phone.
  subject: [Person]
  object: [Person]
  symmetric: true
  plover: CONSULT
  patterns:
    - {verb: call, object: [obj]}
  examples:
    - text: "Vladimir Putin called Masoud Pezeshkian."
      want: [Vladimir Putin -> Masoud Pezeshkian]
    - text: "Masoud Pezeshkian called Vladimir Putin."
      want: [Masoud Pezeshkian -> Vladimir Putin]
    - text: "Vladimir Putin met Masoud Pezeshkian."
      want: []
    - text: "Vladimir Putin did not call Masoud Pezeshkian."
      want: []
`)}})
	if err != nil {
		t.Fatal(err)
	}
	s := st.empty(t, Options{})
	put(t, s, press()[:6]...)
	settle(t, s)
	before := dump(t, s)
	wrong := st.again(t, Options{Ontology: other, Build: "build 2"})
	refused := func(what string, err error, want error) {
		t.Helper()
		if !errors.Is(err, want) || !errors.Is(err, ErrBuild) {
			t.Errorf("%s: %v, want %v", what, err, want)
		}
	}
	_, err = wrong.Put(t.Context(), press())
	refused("put", err, ErrOntology)
	_, err = wrong.Retract(t.Context(), []string{"1"})
	refused("retract", err, ErrOntology)
	_, err = wrong.RetractPublisher(t.Context(), "TASS")
	refused("retract a publisher", err, ErrOntology)
	if _, err := wrong.Settle(t.Context(), nil); err != nil {
		t.Errorf("nothing to settle: %v", err)
	}
	for _, err = range wrong.Facts(t.Context(), FactFilter{AsOf: "2026-03-08"}) {
	}
	refused("facts as of a day", err, ErrOntology)
	sameDump(t, "read", dump(t, wrong), before)
	for store, want := range map[*Store]bool{s: true, wrong: false} {
		if same, err := store.SameOntology(t.Context()); err != nil || same != want {
			t.Errorf("the same ontology: %t, %v, want %t", same, err, want)
		}
	}
	if _, err := s.Retract(t.Context(), []string{"1"}); err != nil {
		t.Fatal(err)
	}
	_, err = wrong.Settle(t.Context(), nil)
	refused("settle", err, ErrOntology)
	settle(t, s)
	put(t, s, press()[0])
	settle(t, s)

	// During a rebuild the new ontology writes, and nothing is settled; it may be led back.
	if err := wrong.BeginRebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = s.Retract(t.Context(), []string{"1"})
	refused("retract by the old ontology", err, ErrOntology)
	if _, err := wrong.Retract(t.Context(), []string{"1"}); err != nil {
		t.Errorf("retract by the new ontology: %v", err)
	}
	_, err = wrong.Settle(t.Context(), nil)
	refused("settle during a rebuild", err, ErrRebuilding)
	for _, err = range wrong.Facts(t.Context(), FactFilter{AsOf: "2026-03-08"}) {
	}
	refused("facts as of a day during a rebuild", err, ErrRebuilding)
	back := st.again(t, Options{Build: press()[0].Build})
	if err := back.BeginRebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := collect(t, back.Texts(t.Context())); len(got) != 0 {
		t.Errorf("texts to read again though nothing was rebuilt: %d", len(got))
	}
	if err := back.EndRebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	put(t, s, press()[0])
	settle(t, s)
	sameDump(t, "led back", dump(t, s), before)

	// The first records of an empty graph decide.
	if _, err := s.Retract(t.Context(), []string{"1", "2", "3", "4", "5", "6"}); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	put(t, wrong, tell("Post", "1", "2026-03-07").record())
	_, err = s.Put(t.Context(), press())
	refused("put by the ontology of the articles that are gone", err, ErrOntology)
}

// testRebuildTexts begins a rebuild without the texts that it must read.
func testRebuildTexts(t *testing.T, st *stores) {
	s := st.empty(t, Options{NoTexts: true})
	put(t, s, press()[1:]...)
	put(t, st.again(t, Options{}), press()[0])
	settle(t, s)
	before := dump(t, s)
	r := st.again(t, Options{Build: "build 2"})
	if err := r.BeginRebuild(t.Context()); err == nil || !strings.Contains(err.Error(), "was not kept, nor those of 7 more: load them again from their files") {
		t.Errorf("got %v", err)
	}
	if out := put(t, st.again(t, Options{}), press()...); out.Unchanged != 10 { // as if no rebuild had been tried: now with texts
		t.Errorf("loaded again: %+v", out)
	}
	sameDump(t, "loaded again", dump(t, s), before)
	if err := r.BeginRebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := collect(t, r.Texts(t.Context())); len(got) != 10 {
		t.Errorf("got %d texts, want 10", len(got))
	}
}

func testTexts(t *testing.T, st *stores) {
	s := st.empty(t, Options{NoTexts: true})
	put(t, s, press()...)
	settle(t, s)
	sameDump(t, "without texts", dump(t, s), built(t, press()...))
	var err error
	for _, err = range s.Texts(t.Context()) {
	}
	if err == nil || !strings.Contains(err.Error(), "was not kept") {
		t.Errorf("texts that were not kept: %v", err)
	}
	if got := collect(t, s.Verify(t.Context(), nil)); len(got) != 0 {
		t.Errorf("nothing to verify: %+v", got)
	}
	s = st.again(t, Options{}) // loaded again to keep them
	if out := put(t, s, press()...); out.Unchanged != 10 {
		t.Errorf("got %+v", out)
	}
	if got := collect(t, s.Texts(t.Context())); len(got) != 10 {
		t.Errorf("got %d texts, want 10", len(got))
	}
}

func testBadRecords(t *testing.T, st *stores) {
	s := st.empty(t, Options{})
	put(t, s, press()...)
	settle(t, s)
	before := dump(t, s)
	for problem, spoil := range map[string]func(*extract.Record){
		"names no build":                   func(r *extract.Record) { r.Build = "" },
		"no id, name or kind":              func(r *extract.Record) { r.Entities[0].Kind = "" },
		"two entities have the id":         func(r *extract.Record) { r.Entities[1].ID = r.Entities[0].ID },
		"null byte":                        func(r *extract.Record) { r.Entities[0].Name = "a\x00b" },
		"not 32 lower-case hexadecimal":    func(r *extract.Record) { r.Claims[0].ID = "x" },
		"two claims have the id":           func(r *extract.Record) { r.Claims = append(r.Claims, r.Claims[0]) },
		"which the record does not hold":   func(r *extract.Record) { r.Claims[0].Subject.ID = &r.Article.ID },
		"its other fields contradict":      func(r *extract.Record) { r.Claims[0].Asserts = false },
		"which another article of the gra": func(r *extract.Record) { r.Claims[0].ID = press()[1].Claims[0].ID },
	} {
		r := tell("Spoilt", "1", "2026-03-07").says("Israel", "ATTACKED", "Iran").record()
		spoil(&r)
		good := tell("Good", "1", "2026-03-07").says("Israel", "ATTACKED", "Iran").record()
		if _, err := s.Put(t.Context(), []extract.Record{good, r}); err == nil || !strings.Contains(err.Error(), problem) || !strings.Contains(err.Error(), "Spoilt/1") {
			t.Errorf("%s: got %v", problem, err)
		}
	}
	sameDump(t, "nothing half-written", dump(t, s), before)
}

func testTwoWriters(t *testing.T, st *stores) {
	records := press()
	want := built(t, records...)
	a := st.empty(t, Options{})
	b := st.again(t, Options{})
	var wg sync.WaitGroup
	for i, s := range []*Store{a, b} {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(3, uint64(i)))
			for range 3 {
				for _, k := range rng.Perm(len(records)) {
					if _, err := s.Put(t.Context(), records[k:k+1]); err != nil {
						t.Error(err)
					}
					if k%3 == i {
						if _, err := s.Settle(t.Context(), nil); err != nil {
							t.Error(err)
						}
					}
				}
			}
			if _, err := s.Settle(t.Context(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	settle(t, a)
	sameDump(t, "two writers", dump(t, b), want)
}

// testCrashes lets writing calls die at drawn moments and runs them again, with other work in between.
func testCrashes(t *testing.T, st *stores) {
	records := press()
	want := built(t, records[2:]...)
	for i := range max(st.draws/10, 3) {
		s := st.empty(t, Options{})
		rng := rand.New(rand.NewPCG(5, uint64(i)))
		healthy := s.b
		s.b = &crashing{backend: healthy, rng: rng, odds: 12}
		crashes := 0
		again := func(what string, f func() error) {
			for {
				err := f()
				if err == nil {
					return
				}
				if !errors.Is(err, errCrash) {
					t.Fatalf("%s: %v", what, err)
				}
				crashes++
			}
		}
		for _, k := range rng.Perm(len(records)) {
			again("put", func() error { _, err := s.Put(t.Context(), records[k:k+1]); return err })
			if rng.IntN(4) == 0 {
				again("settle", func() error { _, err := s.Settle(t.Context(), nil); return err })
			}
		}
		// What a broken retraction began, the next call ends: then the articles are unknown.
		again("retract", func() error {
			_, err := s.Retract(t.Context(), []string{"Reuters/1", "TASS/2"})
			if unknown := (*UnknownArticles)(nil); errors.As(err, &unknown) && crashes > 0 {
				return nil
			}
			return err
		})
		again("settle", func() error { _, err := s.Settle(t.Context(), nil); return err })
		s.b = healthy
		if crashes == 0 {
			t.Error("nothing crashed")
		}
		sameDump(t, fmt.Sprintf("crashes %d", i), dump(t, s), want)
	}
}

// testLargeGroup settles one group that fits into no transaction.
func testLargeGroup(t *testing.T, st *stores) {
	var records []extract.Record
	rng := rand.New(rand.NewPCG(7, 7))
	n := 1500
	day := func(d int) string { return isoDay(dayNumber("2025-01-01") + d) }
	for len(records)*50 < n {
		w := tell(fmt.Sprintf("P%d", len(records)), "1", day(rng.IntN(60)))
		for range 50 {
			if rng.IntN(4) == 0 {
				w.says("Israel", "ATTACKED", "Iran")
			} else {
				w.says("Israel", "ATTACKED", "Iran", on(day(rng.IntN(60))))
			}
		}
		records = append(records, w.record())
	}
	s := st.empty(t, Options{})
	s.bounds.claims = 200
	shuffled(t, s, records, rng)
	if _, err := s.RetractPublisher(t.Context(), "P3"); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	sameDump(t, "a large group", dump(t, s), built(t, slices.Delete(records, 3, 4)...))
}

// testCountry shows that a denied fact follows the countries of its ends and of who denies it: with a country taken from
// an entity behind the store's back a denial no longer comes from the state of an end, and settling the entity puts all
// right again.
func testCountry(t *testing.T, st *stores) {
	w := tell("TASS", "1", "2026-03-07")
	w.name("Vladimir Putin", func(e *extract.Entity) { e.Country = "RUS" })
	denial := w.says("Vladimir Putin", "CALLED", "Masoud Pezeshkian", on("2026-03-06"), by("Kremlin", extract.Denied)).record()
	v := tell("Reuters", "2", "2026-03-07")
	v.name("Vladimir Putin", func(e *extract.Entity) { e.Country = "RUS" })
	call := v.says("Vladimir Putin", "CALLED", "Masoud Pezeshkian", on("2026-03-06")).record()
	s := st.empty(t, Options{})
	put(t, s, denial, call)
	settle(t, s)
	want := dump(t, s)
	status := func() string {
		t.Helper()
		facts := collect(t, s.Facts(t.Context(), FactFilter{}))
		if len(facts) != 1 {
			t.Fatalf("got %d facts", len(facts))
		}
		return facts[0].Status
	}
	if got := status(); got != "disputed" {
		t.Errorf("denied by the state of an end: %s", got)
	}
	es, err := s.Entities(t.Context(), "Vladimir Putin")
	if err != nil || len(es) != 1 || es[0].Country != "RUS" {
		t.Fatalf("Putin: %+v, %v", es, err)
	}
	fact := collect(t, s.Facts(t.Context(), FactFilter{}))[0].ID
	if err := s.b.update(t.Context(), func(tx tx) error {
		var putin entityRow
		if err := tx.findEntities(query{By: byID, Keys: []string{es[0].ID}}, func(e entityRow) error { putin = e; return nil }); err != nil {
			return err
		}
		putin.Country = "FRA"
		if err := tx.putEntities([]entityRow{putin}); err != nil {
			return err
		}
		group := ""
		if err := tx.findFacts(query{By: byID, Keys: []string{fact}}, func(f factRow) error { group = f.Group; return nil }); err != nil {
			return err
		}
		return tx.putMarks([]markRow{{markGroup, group, fact}})
	}); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	if got := status(); got != "claimed" {
		t.Errorf("denied by another state: %s", got)
	}
	if err := s.b.update(t.Context(), func(tx tx) error {
		return tx.putMarks([]markRow{{Kind: markEntity, Key: es[0].ID}})
	}); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	sameDump(t, "put right", dump(t, s), want)
}
