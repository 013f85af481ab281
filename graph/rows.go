package graph

import (
	"newsgraph/extract"
	"newsgraph/news"
	"newsgraph/schema"
)

// The rows below are what a graph holds, in either store. Ids are 32 lower-case hexadecimal digits (16 bytes) unless
// said otherwise. A row is a value: whoever got it may keep it. A store gives back exactly what was put: empty and nil
// slices are one.

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
	Recent   string       // sort key: published down, publisher, id; unique, compared by bytes
}

// textRow is the text of one article. Its id is the article's.
type textRow struct {
	Article string
	Text    string
}

// Forms of a local's name.
const (
	formFull     = "full"     // a full name
	formAlone    = "alone"    // a short form (surname, unexpanded acronym) that stays with its article
	formAttached = "attached" // a short form that was settled to the entity of a full name
)

// localRow is one local entity of one article with the entity that it was settled to.
type localRow struct {
	ID       string // hash of article and local id
	Article  string
	Local    extract.Entity
	Name     NameKey // folded
	Short    string  // short key of the same class: surname of a person, initials of an organization; empty where none
	Form     string
	Label    string // discriminator that the article states (country code), empty where none
	Spelling string // hash of what Describe reads of it: name, kind, known, country, aliases
	Claimed  bool   // a claim of its article refers to it
	Entity   string // settled entity, never empty
}

// short gives the key under which the index byShort finds the local.
func (l *localRow) short() NameKey { return NameKey{Class: l.Name.Class, Key: l.Short} }

// hold says what settling a name or a short form compares. All locals of one hold are settled alike: full names by
// name, label and entity, short forms by short key, form and entity (without entity where they stand alone).
func (l *localRow) hold() string {
	switch l.Form {
	case formFull:
		return holdName(l.Name, l.Label, l.Entity)
	case formAttached:
		return holdShort(l.short(), formAttached, l.Entity)
	}
	return holdShort(l.short(), formAlone, "")
}

func holdName(k NameKey, label, entity string) string {
	return formFull + "\x00" + k.String() + "\x00" + label + "\x00" + entity
}

func holdShort(k NameKey, form, entity string) string {
	return form + "\x00" + k.String() + "\x00\x00" + entity
}

// claimEnds are the four places of a claim where an entity may stand; empty where none does.
type claimEnds struct {
	Subject, Object, Speaker, Place string
}

// claimRow is one claim with what settling found for it.
type claimRow struct {
	ID        string
	Article   string
	N         int           // place among the claims of its record, from 0: text order
	Claim     extract.Claim // zero where a query asked for light rows
	Report    Report        // what the anchor rules need; filled in light rows, too
	Locals    claimEnds     // local ids, "e1"
	Ends      claimEnds     // settled entities
	Group     string        // GroupKey, an id; empty where the claim can make no fact
	Settled   bool          // the anchor rules have placed it, or there is nothing to place
	Facts     []string      // facts that it stands behind, sorted; several only for undated denials
	Ambiguous []string      // facts that it may tell of, sorted
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

// factRow is one fact: an edge, or an alleged or denied one that is listed only. Of its ends only the ids are kept.
type factRow struct {
	Fact
	Group  string
	Recent string // sort key: lastPublished down, event day down, id; unique, compared by bytes
}

// Marks say what is still to be settled, in this order of kinds. Settling a mark makes marks of later kinds only.
const (
	markErase  = "0erase"  // Key: article id, to be retracted
	markName   = "1name"   // Key: NameKey.String() of a full name
	markShort  = "2short"  // Key: NameKey.String() of class and short key
	markEntity = "3entity" // Key: entity id
	markGroup  = "4group"  // Key: group key; Fact: a fact of it that lost or changed a claim, or empty
	markGone   = "5gone"   // Key: id of an entity that no claim referred to
)

// markRow is one key to settle. Its identity is all of its fields.
type markRow struct {
	Kind string
	Key  string
	Fact string
}
