package graph

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"

	"newsgraph/extract"
)

// The benchmarks load into a file in the test's folder, in batches of 1,000 records. Each runs once:
//
//	go test ./graph -run '^$' -bench SQLite -benchtime 1x -timeout 30m
//
// claims/s counts the claims of a load with their articles, texts, entities and facts, from the first Put to the end of
// Settle. The case of 100,000 records runs where NEWSGRAPH_BENCH_LARGE is set.

// load puts records in batches and settles; it gives the claims and the time.
func load(b testing.TB, s *Store, records iter.Seq[extract.Record]) (claims int, took time.Duration) {
	start := time.Now()
	var batch []extract.Record
	flush := func() {
		out := put(b, s, batch...)
		claims += out.Claims
		batch = batch[:0]
	}
	for r := range records {
		if batch = append(batch, r); len(batch) == 1000 {
			flush()
		}
	}
	flush()
	settle(b, s)
	return claims, time.Since(start)
}

func each(records []extract.Record) iter.Seq[extract.Record] {
	return func(yield func(extract.Record) bool) {
		for _, r := range records {
			if !yield(r) {
				return
			}
		}
	}
}

// BenchmarkSQLiteLoad loads 5,000 articles of six claims between 700 people.
func BenchmarkSQLiteLoad(b *testing.B) {
	records := benchRecords(5000)
	for b.Loop() {
		s := sqliteStores().empty(b, Options{})
		claims, took := load(b, s, each(records))
		b.ReportMetric(float64(claims)/took.Seconds(), "claims/s")
		start := time.Now()
		again, _ := load(b, s, each(records))
		b.ReportMetric(float64(claims)/time.Since(start).Seconds(), "unchanged-claims/s")
		if again != 0 {
			b.Fatalf("the second load wrote %d claims", again)
		}
		fileSize(b, s, claims)
	}
}

func fileSize(b *testing.B, s *Store, claims int) {
	path := s.b.(*sqliteStore).path
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(claims), "bytes/claim")
}

// oneMore measures what one more article costs, and its retraction.
func oneMore(b *testing.B, s *Store, r extract.Record) {
	start := time.Now()
	put(b, s, r)
	settle(b, s)
	b.ReportMetric(float64(time.Since(start).Milliseconds()), "one-more-ms")
	start = time.Now()
	if _, err := s.Retract(b.Context(), []string{r.Article.ID}); err != nil {
		b.Fatal(err)
	}
	settle(b, s)
	b.ReportMetric(float64(time.Since(start).Milliseconds()), "retract-ms")
}

// BenchmarkSQLiteGroup loads one group of 20,000 claims over 300 days, one in four without a date, then one more.
func BenchmarkSQLiteGroup(b *testing.B) {
	rng := rand.New(rand.NewPCG(11, 11))
	day := func() string { return isoDay(dayNumber("2025-01-01") + rng.IntN(300)) }
	var records []extract.Record
	for i := range 2500 {
		w := tell(fmt.Sprintf("Outlet %d", i%40), fmt.Sprint("g", i), day())
		for c := range 8 {
			if c%4 == 0 {
				w.says("Israel", "ATTACKED", "Iran")
			} else {
				w.says("Israel", "ATTACKED", "Iran", on(day()))
			}
		}
		records = append(records, w.record())
	}
	for b.Loop() {
		s := sqliteStores().empty(b, Options{})
		claims, took := load(b, s, each(records))
		b.ReportMetric(float64(claims)/took.Seconds(), "claims/s")
		oneMore(b, s, tell("Late", "late", day()).says("Israel", "ATTACKED", "Iran", on(day())).record())
	}
}

// BenchmarkSQLiteHub loads 50,000 facts at one entity, then one more.
func BenchmarkSQLiteHub(b *testing.B) {
	article := func(i int) extract.Record {
		w := tell(fmt.Sprintf("Outlet %d", i%40), fmt.Sprint("h", i), isoDay(dayNumber("2025-01-01")+i%300))
		for c := range 5 {
			w.says("Russia", "CONDEMNED", benchName(i*7+c), on(isoDay(dayNumber("2025-01-01")+i%300-c)))
		}
		return w.record()
	}
	var records []extract.Record
	for i := range 10500 {
		records = append(records, article(i))
	}
	for b.Loop() {
		s := sqliteStores().empty(b, Options{})
		claims, took := load(b, s, each(records))
		b.ReportMetric(float64(claims)/took.Seconds(), "claims/s")
		stats, err := s.Stats(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(stats.Facts), "facts")
		oneMore(b, s, article(10500))
		start := time.Now()
		n := 0
		for range s.Facts(b.Context(), FactFilter{Subject: []string{"Russia"}}) {
			if n++; n == 50 {
				break
			}
		}
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "first-50-ms")
	}
}

// BenchmarkSQLiteLarge loads 100,000 articles, settles and looks at the heap after every 5,000: it must not grow with
// them after the first. Once between 3,000 people, once of the synthetic press, whose few groups grow large.
func BenchmarkSQLiteLarge(b *testing.B) {
	if os.Getenv("NEWSGRAPH_BENCH_LARGE") == "" {
		b.Skip("runs for minutes: set NEWSGRAPH_BENCH_LARGE")
	}
	const n, step = 100_000, 5000
	press := synthetic{seed: 1, articles: n}
	for name, article := range map[string]func(i int) extract.Record{"people": benchArticle, "press": press.record} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s := sqliteStores().empty(b, Options{})
				start := time.Now()
				var first, last float64
				claims := 0
				for from := 0; from < n; from += step {
					c, took := load(b, s, func(yield func(extract.Record) bool) {
						for i := from; i < from+step && yield(article(i)); i++ {
						}
					})
					claims += c
					last = heap()
					if first == 0 {
						first = last
					}
					b.Logf("%6d articles: %.0f claims/s, heap %.1f MiB", from+step, float64(c)/took.Seconds(), last)
				}
				b.ReportMetric(float64(claims)/time.Since(start).Seconds(), "claims/s")
				b.ReportMetric(first, "first-MiB")
				b.ReportMetric(last, "last-MiB")
				fileSize(b, s, claims)
			}
		})
	}
}

// heap gives the MiB that are in use after a collection.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// benchArticle makes the i-th article.
func benchArticle(i int) extract.Record {
	rng := rand.New(rand.NewPCG(13, uint64(i)))
	day := dayNumber("2020-01-01") + i/50
	w := tell(fmt.Sprintf("Outlet %d", rng.IntN(400)), fmt.Sprint(i), isoDay(day))
	for range 6 {
		w.says(benchName(rng.IntN(3000)), []string{"CALLED", "MET", "VISITED", "CONDEMNED"}[rng.IntN(4)], benchName(rng.IntN(3000)), on(isoDay(day-rng.IntN(4))))
		w.text.WriteString("Other words of the article stand here, and a few more of them follow. ")
	}
	return w.record()
}
