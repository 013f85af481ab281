// Package schema says which kinds of entity and relation exist, and knows the names that everybody knows. It reads both
// from data files, checks them, and imports nothing of ours.
//
// # The ontology
//
// What comes in: a folder of YAML files, each a mapping from relation name to relation. What goes out: an [Ontology], or
// [Problems] with every mistake in every file, one a line:
//
//	talks.yaml:12: CALLED: unknown key "simetric" (did you mean symmetric?)
//
// The files may be split and named as you like; their names and lines come back in Position, and so in the rule of each
// claim. A relation (it runs as an example in the tests):
//
//	MEDIATED:
//	  definition: An actor brought two others to talk. Not a talk of two alone (TALKED_WITH).
//	  subject: [Person, Organization, Country]
//	  object: [Person, Organization, Country, Group]
//	  plover: CONSULT
//	  patterns: [{verb: mediate, object: [between]}]
//	  examples:
//	    - {text: "Oman mediated between Norway and Iceland.", want: [Oman -> Norway, Oman -> Iceland]}
//	    - {text: "Qatar has mediated between the two since May.", want: []}
//	    - {text: "Oman offered to mediate between Norway and Iceland.", want: []}
//	    - {text: "Norway and Iceland talked in Oman.", want: []}
//
// The keys, all but definition, subject, object and examples optional:
//
//   - definition: what the relation means and what tells it from its neighbours;
//   - broader: the next wider relation. A relation with all that are narrower than it is a family; a family is symmetric as
//     a whole or not at all, of events or of standing states, and a narrower relation allows no kind that its broader one
//     does not;
//   - subject, object: which kinds may stand at each end: Person, Organization, Country, Place, Group;
//   - symmetric: true where the order of the ends means nothing; then both ends allow the same kinds;
//   - state: true for a standing relation, false for an event;
//   - plover, mode, cameo: PLOVER 2.0 event type and mode, CAMEO code, checked against data/plover.jsonl;
//   - patterns: see [Pattern]; none where the engine knows the words itself (offices);
//   - examples: see [Example]; at least four, one of them negative. Ours have ten or more, four or more negative. They run
//     as tests.
//
// A relation name is a relationship type in the graph: [A-Z][A-Z0-9_]{0,62}, and none that the graph
// itself uses, see [ValidName].
//
// # The names
//
// [Names] gives a [Gazetteer]: countries with their spellings, demonyms and capitals, seats of government, offices, titles,
// international bodies, armed groups, organs of states, regions. No living person and no company is in it.
//
//	g := schema.Names()
//	c, ok := g.Country("U.S.")              // State{Code: "USA", Name: "United States", ...}; "us" is none
//	c, ok = g.CountryOf("USA")              // by code
//	d, ok := g.Demonym("Danes")             // Demonym{Country: "DNK", Plural: true}; Also lists others with the same word
//	c, ok = g.Combining("Franco")           // France, of "Franco-German"
//	c, ok = g.Capital("Tehran")             // Iran: who acts where "Tehran" acts
//	s, ok := g.Seat("the Kremlin")          // Seat{Name: "Kremlin", Country: "RUS", Of: "presidency"}
//	b, ok := g.Body("GCC")                  // Body{Name: "Gulf Cooperation Council", ...}
//	a, ok := g.ArmedGroup("Hizbullah")      // ArmedGroup{Name: "Hezbollah", Country: "LBN"}
//	r, ok := g.Region("Gaza Strip")         // Region{Name: "Gaza", Countries: ["PSE"]}
//	t, ok := g.Title("Gen.")                // Title{Name: "General", Of: "military"}
//	o, n := g.Office("Foreign", "Minister", "Ann") // Office{Role: "foreign minister", Of: "ministry"}, 2 words
//	x, n := g.StateOrgan("air", "force", "jets")   // Organ{Name: "air force", Of: "military"}, 2 words; not Own: the state
//	st, ok := g.Status("former")            // Status{Of: "former"}: former, elect, acting, current, deputy
//	also, ok := g.Ambiguous("Georgia")      // "a state of the United States, a given name"
//	kind, name, code, ok := g.Kind("UAE")   // Country, "United Arab Emirates", "ARE": the first of all that fits
//
// Proper names are looked up as written ("US", not "us"), with or without a leading "the", with any apostrophe; accents of
// the name may be missing ("Brasilia"), but not be added ("Jordán"). Countries, demonyms, capitals, seats and regions are read
// in capitals, too ("IRAN"). Offices, organs and statuses are looked up in any case, except that acronyms of up to three
// letters are in capitals ("PM"). Everything that a lookup finds may mean something else in its sentence: Ambiguous names
// the cases that are frequent in news.
//
// data/countries.jsonl is rebuilt from its source by command gen; the other files are written by hand. NOTICE has origins
// and licences.
package schema
