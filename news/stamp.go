package news

import "time"

// Stamp is a date or an instant as an article states it (RFC 3339), with the precision and offset of its words.
// The zero Stamp is unknown.
type Stamp struct {
	text string // canonical: "2026-03-09" or "2026-03-09T18:04:05+03:00"
}

// ParseStamp reads an RFC 3339 date or date-time; a time without offset is UTC.
func ParseStamp(s string) (Stamp, error) { panic("to be written") }

// IsZero reports whether the stamp is unknown.
func (s Stamp) IsZero() bool { return s.text == "" }

// String gives the canonical text, empty where unknown.
func (s Stamp) String() string { return s.text }

// Day gives the calendar day in the stamp's own offset as YYYY-MM-DD, empty where unknown.
func (s Stamp) Day() string { panic("to be written") }

// Instant gives the moment in UTC; a date alone is its first moment in UTC. Zero where unknown.
func (s Stamp) Instant() time.Time { panic("to be written") }
