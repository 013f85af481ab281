package news

import (
	"encoding/json"
	"testing"
	"time"
)

func TestParseStamp(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// RFC 3339
		{"2026-03-09", "2026-03-09"},
		{"2026-03-09T18:04:05Z", "2026-03-09T18:04:05Z"},
		{"2026-03-09t18:04:05z", "2026-03-09T18:04:05Z"},
		{"2026-03-09T18:04:05+03:00", "2026-03-09T18:04:05+03:00"},
		{"2026-03-09T18:04:05-00:00", "2026-03-09T18:04:05Z"},
		{"2026-03-09T18:04:05.250-05:30", "2026-03-09T18:04:05.250-05:30"},
		{"2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"},
		{"2024-02-29", "2024-02-29"},
		// what publishers write beside it
		{" 2026-03-09 ", "2026-03-09"},
		{"2026-3-9", "2026-03-09"},
		{"2026/03/09", "2026-03-09"},
		{"2026-03-09 18:04:05", "2026-03-09T18:04:05Z"},
		{"2026-03-09 18:04:05 UTC", "2026-03-09T18:04:05Z"},
		{"2026-03-09T18:04Z", "2026-03-09T18:04:00Z"},
		{"2026-03-09T18:04:05+0300", "2026-03-09T18:04:05+03:00"},
		{"2026-03-09T18:04:05-08", "2026-03-09T18:04:05-08:00"},
		{"2026-03-09T18:04:05.1234567891Z", "2026-03-09T18:04:05.123456789Z"},
		{"20260309", "2026-03-09"},
		{"20260309T180405Z", "2026-03-09T18:04:05Z"},
		{"20260309180405", "2026-03-09T18:04:05Z"},
		{"Mon, 09 Mar 2026 18:04:05 GMT", "2026-03-09T18:04:05Z"},
		{"Mon, 9 Mar 2026 18:04:05 EST", "2026-03-09T18:04:05-05:00"},
		{"9 March 2026", "2026-03-09"},
		{"March 9, 2026", "2026-03-09"},
		{"Monday, Sept. 7, 2026", "2026-09-07"},
		// no date, or one of several
		{"", ""},
		{"soon", ""},
		{"2026", ""},
		{"2026-03", ""},
		{"03/09/2026", ""},
		{"09032026", ""},
		{"2026-02-30", ""},
		{"2026-00-10", ""},
		{"0001-01-01T00:00:00Z", ""},
		{"2026-03-09T24:00:00Z", ""},
		{"2026-03-09T18:60:00Z", ""},
		{"2026-03-09T18:04:60Z", ""},
		{"2026-03-09T18:04:05+25:00", ""},
		{"Mon, 9 Mar 2026 18:04:05 IST", ""},
		{"Tue, 09 Mar 2026 18:04:05 GMT", ""},
		{"2026-03-09T18:04:05Z and more", ""},
	} {
		got, err := ParseStamp(c.in)
		if got.String() != c.want || (err == nil) != (c.want != "") {
			t.Errorf("ParseStamp(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
		if again, err := ParseStamp(got.String()); c.want != "" && (err != nil || again != got) {
			t.Errorf("ParseStamp(%q) = %q, %v; a canonical form must read as itself", got, again, err)
		}
	}
}

func TestStampDayAndInstant(t *testing.T) {
	for _, c := range []struct {
		in, day string
		instant time.Time
	}{
		{"2026-03-09", "2026-03-09", time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)},
		{"2026-03-09T01:04:05+03:00", "2026-03-09", time.Date(2026, 3, 8, 22, 4, 5, 0, time.UTC)},
		{"2016-12-31T23:59:60Z", "2016-12-31", time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC)},
		{"2026-03-09T01:04:05.5Z", "2026-03-09", time.Date(2026, 3, 9, 1, 4, 5, 5e8, time.UTC)},
	} {
		s, err := ParseStamp(c.in)
		if err != nil {
			t.Fatal(err)
		}
		if s.Day() != c.day || !s.Instant().Equal(c.instant) {
			t.Errorf("%s: day %s, instant %v; want %s, %v", c.in, s.Day(), s.Instant(), c.day, c.instant)
		}
	}
	if (Stamp{}).Day() != "" || !(Stamp{}).Instant().IsZero() {
		t.Error("an unknown stamp has a day or an instant")
	}
}

func TestEpoch(t *testing.T) {
	for in, want := range map[string]string{
		"1773079445":    "2026-03-09T18:04:05Z",
		"1773079445250": "2026-03-09T18:04:05.250Z",
		"20260309":      "",
		"0":             "",
		"1.5e9":         "",
		"-1773079445":   "",
	} {
		if got, err := epoch(in); got.String() != want || (err == nil) != (want != "") {
			t.Errorf("epoch(%s) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestStampJSON(t *testing.T) {
	type dated struct {
		At Stamp `json:"at,omitzero"`
	}
	for in, want := range map[string]string{
		`{"at":"2026-03-09T18:04:05+03:00"}`: `{"at":"2026-03-09T18:04:05+03:00"}`,
		`{"at":"2026-03-09"}`:                `{"at":"2026-03-09"}`,
		`{"at":null}`:                        `{}`,
		`{"at":""}`:                          `{}`,
		`{}`:                                 `{}`,
	} {
		var d dated
		if err := json.Unmarshal([]byte(in), &d); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if got := toJSON(d); got != want {
			t.Errorf("%s becomes %s; want %s", in, got, want)
		}
	}
	for _, in := range []string{`"soon"`, `5`, `{}`, `["2026-03-09"]`} {
		var s Stamp
		if err := json.Unmarshal([]byte(in), &s); err == nil {
			t.Errorf("%s was read as %q; want an error", in, s)
		}
	}
	if got := toJSON(Stamp{}); got != "null" {
		t.Errorf("an unknown stamp is %s; want null", got)
	}
}
