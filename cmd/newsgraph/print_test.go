package main

import (
	"testing"

	"newsgraph/extract"
	"newsgraph/graph"
)

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 12: "12", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -12: "-12"} {
		if got := count(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestPlural(t *testing.T) {
	cases := []struct {
		n          int
		noun, want string
	}{
		{1, "article", "1 article"},
		{0, "article", "0 articles"},
		{2, "entity", "2 entities"},
		{1234, "key", "1,234 keys"},
	}
	for _, c := range cases {
		if got := plural(c.n, c.noun); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// A time is shown no more precise than the words that it came from.
func TestFactWhen(t *testing.T) {
	day := func(s string) *string { return &s }
	cases := []struct {
		when *graph.FactWhen
		want string
	}{
		{nil, "undated"},
		{&graph.FactWhen{Start: day("2026-03-06"), End: day("2026-03-06"), Precision: extract.Day}, "2026-03-06"},
		{&graph.FactWhen{Start: day("2025-12-01"), End: day("2025-12-31"), Precision: extract.Month}, "2025-12"},
		{&graph.FactWhen{Start: day("2025-01-01"), End: day("2025-12-31"), Precision: extract.Year}, "2025"},
		{&graph.FactWhen{Start: day("2026-03-02"), End: day("2026-03-08"), Precision: extract.Week}, "2026-03-02 to 2026-03-08"},
		{&graph.FactWhen{Start: day("2026-02-28"), Precision: extract.Since}, "since 2026-02-28"},
		{&graph.FactWhen{End: day("2026-02-28"), Precision: extract.Until}, "until 2026-02-28"},
		{&graph.FactWhen{Start: day("2026-02-28"), Precision: extract.Range}, "since 2026-02-28"},
	}
	for _, c := range cases {
		if got := factWhen(c.when); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestClaimWhen(t *testing.T) {
	day := "2026-03-06"
	cases := []struct {
		when *extract.When
		want string
	}{
		{nil, ""},
		{&extract.When{Start: &day, End: &day, Precision: extract.Day, Approx: true, Text: "late Friday"}, "about 2026-03-06"},
		{&extract.When{Precision: extract.Weekday, Text: "on Friday"}, "on Friday"},
	}
	for _, c := range cases {
		if got := claimWhen(c.when); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
