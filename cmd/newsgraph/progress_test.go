package main

import (
	"testing"
	"time"
)

func TestTimeLeft(t *testing.T) {
	cases := []struct {
		taken       time.Duration
		done, total int64
		want        string // "" where it cannot be said
	}{
		{10 * time.Second, 250, 1000, "30s"},
		{10 * time.Second, 999, 1000, "0s"},
		{time.Hour, 1, 3, "2h0m0s"},
		{time.Second, 250, 1000, ""}, // too early to tell
		{10 * time.Second, 0, 1000, ""},
		{10 * time.Second, 1000, 1000, ""},
		{10 * time.Second, 250, 0, ""}, // the total is unknown
	}
	for _, c := range cases {
		left, ok := timeLeft(c.taken, c.done, c.total)
		got := ""
		if ok {
			got = left.String()
		}
		if got != c.want {
			t.Errorf("%v for %d of %d: got %q, want %q", c.taken, c.done, c.total, got, c.want)
		}
	}
}
