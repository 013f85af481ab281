package graph

import "newsgraph/schema"

// NameKey is a class and a folded full name: what two articles must share to speak of one entity.
type NameKey struct {
	Class string // "person" or "other"
	Key   string // folded name
}

// String gives the form that indexes hold: class, NUL, key.
func (k NameKey) String() string { return k.Class + "\x00" + k.Key }

// Fold gives the name key of a name: transliteration, case, diacritics and legal form are folded by a function of the
// name alone.
func Fold(kind schema.Kind, name string) NameKey { panic("to be written") }

// Short gives the short key of a full name (surname of a person, initials of an organization, "" where none), and
// whether the name itself is but a short form.
func Short(kind schema.Kind, name string, known bool) (short string, isShort bool) {
	panic("to be written")
}

// Tally counts the articles that hold a full name with one label.
type Tally struct {
	Label    string // discriminator, "" where the article states none
	Articles int    // distinct articles
}

// ResolveName gives the entity id of each label of one name, "" included: labelled ones never move, the unlabelled
// form one entity together, joined to a labelled one that at least 95 % of the labelled articles hold.
func ResolveName(k NameKey, tallies []Tally) map[string]string { panic("to be written") }

// Holding counts the articles in which a full name of one short key was settled to an entity.
type Holding struct {
	Entity   string
	Articles int
}

// ResolveShort gives the entity that a short form (surname, unexpanded acronym) of an article attaches to, by the same
// count over articles that hold a full name; else an entity of that article alone.
func ResolveShort(class, short, article string, holdings []Holding) string { panic("to be written") }

// Spelling counts how the articles of an entity write it. Only full names and, where an entity has none, short forms.
type Spelling struct {
	Name     string
	Kind     schema.Kind
	Known    bool
	Country  string
	Full     bool // not an attached short form
	Aliases  []string
	Articles int
}

// Describe gives the entity's node from all its spellings: name in most articles, then longest, then smallest bytes;
// kind of the gazetteer, else of the majority, ties by name; country of the majority, ties by name.
func Describe(id, class string, spellings []Spelling) entityRow { panic("to be written") }
