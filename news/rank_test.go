package news

import (
	"encoding/json"
	"testing"
)

// TestRankOrder holds a list of versions of one article from the lowest to the highest.
func TestRankOrder(t *testing.T) {
	list := []struct{ why, article string }{
		{"nothing known", `{}`},
		{"published counts before status", `{"published":"2026-03-09"}`},
		{"a day is its first moment in UTC", `{"published":"2026-03-09T00:00:01Z"}`},
		{"canceled above usable", `{"published":"2026-03-09T00:00:01Z","status":"canceled"}`},
		{"instants, not texts: 23:30 in New York is the next day", `{"published":"2026-03-09T23:30:00-05:00"}`},
		{"later than that", `{"published":"2026-03-10T05:00:00+00:00"}`},
		{"modified before published", `{"modified":"2026-03-01"}`},
		{"version before modified; negative", `{"version":"-10"}`},
		{"negative", `{"version":"-9.5"}`},
		{"zero", `{"version":"0","published":"2020-01-01"}`},
		{"zero, other spelling, later", `{"version":"-0.0","published":"2021-01-01"}`},
		{"a fraction", `{"version":"0.09"}`},
		{"a fraction", `{"version":"0.1"}`},
		{"an exponent", `{"version":"12e-1"}`},
		{"numbers by value", `{"version":"9"}`},
		{"numbers by value", `{"version":"10"}`},
		{"zeros in front; equal numbers go on to the next step", `{"version":"0010","modified":"2026-03-01"}`},
		{"a version with a kill", `{"version":"11","status":"withheld"}`},
		{"more digits than a machine word", `{"version":"123456789012345678901234567890.1"}`},
		{"more digits than a machine word", `{"version":"123456789012345678901234567890.11"}`},
		{"other text above numbers, by bytes", `{"version":"1.2.3"}`},
		{"other text above numbers, by bytes", `{"version":"1e99999999"}`},
		{"other text above numbers, by bytes", `{"version":"B"}`},
		{"other text above numbers, by bytes", `{"version":"a"}`},
		{"a kill that names no version", `{"status":"canceled"}`},
	}
	ranks := make([]Rank, len(list))
	for i, c := range list {
		ranks[i] = articleOf(t, c.article).Rank()
	}
	for i := range list {
		for j := range list {
			want := compareInt(i, j)
			if got := ranks[i].Compare(ranks[j]); got != want {
				t.Errorf("%s compared with %s is %d; want %d (%s)", list[i].article, list[j].article, got, want, list[max(i, j)].why)
			}
		}
	}
}

// TestRankTotal: articles that differ in anything stored have different ranks, or the order of loading would show.
func TestRankTotal(t *testing.T) {
	list := []string{
		`{"id":"1","text":"a"}`, `{"id":"1","text":"b"}`, `{"id":"1","text":"a","title":"A"}`, `{"id":"1","text":"a","url":"https://x.com"}`,
		`{"id":"1","text":"a","publisher":"x.com"}`, `{"id":"1","text":"a","language":"en"}`, `{"id":"1","text":"a","version":"1"}`,
		`{"id":"1","text":"a","version":"1.0"}`, `{"id":"1","text":"a","published":"2026-03-09"}`,
		`{"id":"1","text":"a","published":"2026-03-09T00:00:00Z"}`, `{"id":"1","status":"canceled"}`, `{"id":"1","status":"withheld"}`,
	}
	for i, a := range list {
		for j, b := range list {
			x, y := articleOf(t, a).Rank(), articleOf(t, b).Rank()
			if (x.Compare(y) == 0) != (i == j) || x.Compare(y) != -y.Compare(x) {
				t.Errorf("%s against %s: %d, and %d the other way", a, b, x.Compare(y), y.Compare(x))
			}
		}
	}
}

// TestRankStored: a store keeps an article's fields and the hash of its text, and finds the same rank.
func TestRankStored(t *testing.T) {
	a := articleOf(t, `{"id":"1","text":"Putin spoke.","title":"A","version":"2","published":"2026-03-09T18:04:05+03:00"}`)
	stored := a
	stored.Text = ""
	stored = articleOf(t, toJSON(stored))
	if got, want := RankOf(stored, TextHash(a.Text)), a.Rank(); got.Compare(want) != 0 {
		t.Errorf("the stored article has rank %+v; want %+v", got, want)
	}
}

func articleOf(t *testing.T, line string) Article {
	t.Helper()
	var a Article
	if err := json.Unmarshal([]byte(line), &a); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	if a.Status == "" {
		a.Status = Usable
	}
	return a
}

func compareInt(a, b int) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
