package graph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"newsgraph/extract"
	"newsgraph/news"
)

// drawn makes a small press at random, dense enough that almost every article touches what others say: eight people of
// whom some share a name or a surname, three countries, two weeks of days, every form of time, stance, version and kill.
// Ids stand for two publishers each, so that references must be told apart.
func drawn(rng *rand.Rand, n int) []extract.Record {
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	date := func(from, days int) string { return isoDay(dayNumber("2026-03-01") + from + rng.IntN(days)) }
	var records []extract.Record
	for i := range n {
		published := ""
		if rng.IntN(8) > 0 {
			published = date(0, 14) + pick("", "", "T23:30:00-05:00", "T01:00:00Z")
		}
		w := tell(pick("Reuters", "TASS", "Reuters Ltd", ""), fmt.Sprint(i/2), published)
		name := func() string {
			if rng.IntN(3) == 0 {
				return pick("Iran", "Israel", "Russia")
			}
			who := pick("Ann Smith", "Ann Smith", "Bob Smith", "Smith", "Cem Özil", "Cem Ozil", "Ozil", "Dan Reed")
			w.name(who, func(e *extract.Entity) {
				if rng.IntN(3) == 0 {
					e.Country = pick("USA", "USA", "USA", "GBR")
				}
			})
			return who
		}
		for range rng.IntN(5) {
			var changes []func(*told, *extract.Claim)
			subject, object := pick("Iran", "Israel"), "Russia" // two groups that most of the claims fall into
			if rng.IntN(3) == 0 {
				subject, object = name(), name()
			}
			if subject == object {
				continue
			}
			switch rng.IntN(8) {
			case 0:
				changes = append(changes, by(pick(subject, object), pick(extract.Said, extract.Accused, extract.Denied, extract.Promised)))
			case 1:
				changes = append(changes, func(_ *told, c *extract.Claim) { c.Polarity = extract.Negated })
			case 2:
				changes = append(changes, func(_ *told, c *extract.Claim) { c.Modality = pick(extract.Planned, extract.Possible) })
			}
			if rng.IntN(2) > 0 {
				when := extract.When{Precision: pick(extract.Day, extract.Day, extract.Day, extract.Week, extract.Range, extract.Since, extract.Until, extract.Weekday)}
				start := date(-3, 14)
				end := isoDay(dayNumber(start) + rng.IntN(8))
				day := pick("monday", "tuesday", "friday")
				switch when.Precision {
				case extract.Weekday:
					when.Weekday = &day
				case extract.Since:
					when.Start = &start
				case extract.Until:
					when.End = &end
				case extract.Day:
					when.Start, when.End, when.Approx = &start, &start, rng.IntN(4) == 0
				default:
					when.Start, when.End = &start, &end
				}
				changes = append(changes, func(_ *told, c *extract.Claim) { c.When = &when })
			}
			typ := pick("CALLED", "MET", "TALKED_WITH", "ATTACKED", "ATTACKED", "CRITICIZED", "CONDEMNED", "HOLDS_OFFICE")
			if typ == "HOLDS_OFFICE" && rng.IntN(3) > 0 {
				role := pick("president", "minister")
				changes = append(changes, func(_ *told, c *extract.Claim) { c.Role = &role })
			}
			w.says(subject, typ, object, changes...)
		}
		records = append(records, w.record(func(a *news.Article) {
			if rng.IntN(3) == 0 {
				a.Version = pick("1", "2", "2a")
			}
			switch rng.IntN(20) {
			case 0:
				a.Status = news.Canceled
			case 1:
				a.Status, a.Version, a.Published = news.Withheld, "", news.Stamp{}
			}
		}))
	}
	return records
}

// standing gives the articles that a graph holds of these records, as references that name one each.
func standing(records []extract.Record) []string {
	var refs []string
	for _, r := range records {
		refs = append(refs, r.Article.Key().String())
	}
	slices.Sort(refs)
	return slices.Compact(refs)
}

// testRetraction loads drawn articles in a drawn order, retracts a drawn part, loads some of it again, settling now and
// then: what stands in the end must be what a graph holds that never saw the rest.
func testRetraction(t *testing.T, st *stores, draws int, draw func(rng *rand.Rand) []extract.Record) {
	facts := 0
	for i := range draws {
		rng := rand.New(rand.NewPCG(17, uint64(i)))
		records := draw(rng)
		refs := standing(records)
		rng.Shuffle(len(refs), func(i, j int) { refs[i], refs[j] = refs[j], refs[i] })
		gone := refs[:rng.IntN(len(refs)+1)]
		back := gone[:rng.IntN(len(gone)+1)]
		isGone := func(list []string) func(r extract.Record) bool {
			return func(r extract.Record) bool { return slices.Contains(list, r.Article.Key().String()) }
		}
		left := slices.DeleteFunc(slices.Clone(records), isGone(gone[len(back):]))
		s := st.empty(t, Options{})
		if rng.IntN(4) > 0 { // so small that everything is cut somewhere
			s.bounds = bounds{marks: 2 << rng.IntN(6), moves: 1 << rng.IntN(4), claims: 1 << rng.IntN(5), small: rng.IntN(8)}
		}
		shuffled(t, s, records, rng)
		if _, err := s.Retract(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
		if rng.IntN(2) == 0 {
			settle(t, s)
		}
		var again []extract.Record
		for _, r := range records {
			if isGone(back)(r) {
				again = append(again, r)
			}
		}
		shuffled(t, s, again, rng)
		what := fmt.Sprintf("draw %d: %d articles, %d retracted, %d loaded again", i, len(refs), len(gone), len(back))
		sameDump(t, what, dump(t, s), built(t, left...))
		if i%4 == 0 { // a second opinion: fresh loads settle as s did
			sameAsOracle(t, s, left)
		}
		stats, err := s.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		facts += int(stats.Facts)
		s.Close()
	}
	if facts < 2*draws {
		t.Errorf("only %d facts were left in %d draws", facts, draws)
	}
}
