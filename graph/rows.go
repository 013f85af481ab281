package graph

import (
	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// The rows below are what a graph holds, in either store. Ids are 32 lower-case hexadecimal digits (16 bytes) unless
// said otherwise. A row is a value: whoever got it may keep it.

// articleRow is one article without its text.
type articleRow struct {
	ID       string // hash of the key
	Key      news.Key
	Article  news.Article // without Text, Path, Line, Record
	TextHash string       // SHA-256 of the text, 64 hexadecimal digits; empty where there is no text
	HasText  bool         // a textRow stands beside it
	Build    string       // of the record
	Digest   string       // hash of metadata, text hash and build: equal digests are "unchanged"
	Witness  []string     // witness keys (witness.go), sorted
	Agency   string       // agency that the article credits, empty where none
}

// textRow is the text of one article. Its id is the article's.
type textRow struct {
	Article string
	Text    string
}

// localRow is one local entity of one article with the entity that it was settled to.
type localRow struct {
	ID      string // hash of article and local id
	Article string
	Local   extract.Entity
	Name    NameKey // folded
	Short   string  // short key of the same class: surname of a person, initials of an organization; empty where none
	IsShort bool    // the name itself is only a short form: Name.Key is then no full name and Short holds it
	Label   string  // discriminator that the article states (country code), empty where none
	Entity  string  // settled entity, empty before settling
}

// claimRow is one claim with what settling found for it.
type claimRow struct {
	ID        string
	Article   string
	Claim     extract.Claim // zero where a query asked for light rows
	Report    Report        // what the anchor rules need; filled in light rows, too
	Subject   string        // settled entities; empty where the end has no id
	Object    string
	Speaker   string
	Place     string
	Group     string   // key of the group (groupKey), empty where the claim can make no fact
	Settled   bool     // the anchor rules have placed it
	Facts     []string // facts that it stands behind, sorted; several only for undated denials
	Ambiguous []string // facts that it may tell of, sorted
}

// entityRow is one entity that a claim refers to.
type entityRow struct {
	ID      string
	Class   string
	Name    string
	Kind    schema.Kind
	Aliases []string // other spellings, sorted
	Keys    []string // folded forms under which a name look-up finds it, sorted: names, aliases
	Country string   // ISO 3166-1 alpha-3, empty where unknown
}

// factRow is one fact: an edge, or an alleged or denied one that is listed only.
type factRow struct {
	Fact
	Group string
}

// Marks say what is still to be settled, in this order of kinds.
const (
	markName   = "1name"   // Key: class and folded name
	markShort  = "2short"  // Key: class and short key
	markEntity = "3entity" // Key: entity id
	markGroup  = "4group"  // Key: group key; Fact: a fact of it that lost or changed a claim, or empty
)

// markRow is one key to settle. Its identity is all of its fields.
type markRow struct {
	Kind string
	Key  string
	Fact string
}
