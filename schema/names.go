package schema

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed data/*.jsonl
var nameFiles embed.FS

// State is a country or territory with an ISO 3166-1 code. Its slices must not be changed.
type State struct {
	Code       string   `json:"code"`  // ISO 3166-1 alpha-3; XKX for Kosovo, which has none
	Code2      string   `json:"code2"` // ISO 3166-1 alpha-2
	Name       string   `json:"name"`  // common English name: "United States"
	Official   string   `json:"official"`
	Names      []string `json:"names"`                // all English names and abbreviations, Name first, without article
	Adjectives []string `json:"adjectives,omitempty"` // "Danish"
	Singular   []string `json:"singular,omitempty"`   // one person: "Dane"
	Plural     []string `json:"plural,omitempty"`     // several persons: "Danes"; may equal an adjective ("French")
	Combining  []string `json:"combining,omitempty"`  // first half of a compound: "Franco" in "Franco-German"
	Capitals   []City   `json:"capitals,omitempty"`   // cities that name the state when they act; of sovereign ones only
	Sovereign  bool     `json:"sovereign,omitempty"`  // member of the United Nations, or Kosovo, Palestine, Taiwan, Vatican City
}

// City is a capital or seat of government.
type City struct {
	Name  string   `json:"name"`
	Names []string `json:"names,omitempty"` // other spellings
}

// Demonym is a word for what or who is of a country.
type Demonym struct {
	Country   string   // alpha-3, of the one most often meant where several share the word
	Also      []string // the others that share it, alpha-3: "Congolese"
	Adjective bool     // "Danish"
	Singular  bool     // "a Dane"
	Plural    bool     // "Danes", "the French"
}

// Seat is a building, house or organ of one state that its proper name tells: the Kremlin, the Pentagon, the Knesset. As a
// speaker or employer it is an organization that is part of the state; when it acts it names the state.
type Seat struct {
	Name    string   `json:"name"`
	Names   []string `json:"names,omitempty"` // other spellings
	Country string   `json:"country"`         // alpha-3
	Of      string   `json:"of"`              // presidency, government, ministry, legislature, military, agency, court, court of the monarch
}

// Office is a function that a person holds.
type Office struct {
	Role    string   `json:"role"`              // canonical: "foreign minister"
	Names   []string `json:"names,omitempty"`   // other words for it
	Of      string   `json:"of"`                // what it is an office of: state, ministry, forces, body, region, place
	Generic bool     `json:"generic,omitempty"` // the words name a holder without saying which office: "leader"
	Status  string   `json:"status,omitempty"`  // elect where the words say that it is not held yet: "president-elect"
}

// Title is a word that stands in front of a person's name and is no part of it.
type Title struct {
	Name  string   `json:"name"`
	Names []string `json:"names,omitempty"`
	Of    string   `json:"of"` // courtesy, learned, military, police, noble, religious, political, judicial, other
}

// Body is an international organization, alliance or aid group.
type Body struct {
	Name   string   `json:"name"`
	Names  []string `json:"names,omitempty"`
	PartOf string   `json:"partOf,omitempty"` // name of the body that it belongs to
}

// ArmedGroup is an armed or once armed group that is no state's army.
type ArmedGroup struct {
	Name    string   `json:"name"`
	Names   []string `json:"names,omitempty"`
	Country string   `json:"country,omitempty"` // alpha-3 of where it is at home, empty where that is disputed or several
}

// Organ is a common noun for an organ or the forces of a state: "army", "foreign ministry".
type Organ struct {
	Name  string   `json:"name"`
	Names []string `json:"names,omitempty"`
	Of    string   `json:"of"`            // government, presidency, ministry, legislature, court, military, police, agency, mission, media
	Own   bool     `json:"own,omitempty"` // an organization of its own; else it stands for the state itself
}

// Region is a place of note that is no country of its own.
type Region struct {
	Name      string   `json:"name"`
	Names     []string `json:"names,omitempty"`
	Countries []string `json:"countries,omitempty"` // alpha-3, empty where that is disputed or several
}

// Status says what a word in front of an office makes of it: former, elect, acting, current or deputy.
type Status struct {
	Name  string   `json:"name"`
	Names []string `json:"names,omitempty"`
	Of    string   `json:"of"`
}

// Gazetteer holds the names that everybody knows: no living person, no company. It is immutable and safe for concurrent
// use. Proper names are looked up as they are written, so that "us" is no country, but without a leading "the", and with
// any apostrophe; where the name has accents they may be missing. Common nouns are looked up in any case.
type Gazetteer struct {
	countries []State
	bodies    []Body
	groups    []ArmedGroup
	seats     []Seat
	regions   []Region
	offices   []Office
	titles    []Title
	organs    []Organ
	statuses  []Status

	byCode    map[string]int
	country   map[string]int
	capital   map[string]int
	demonym   map[string]Demonym
	combining map[string]int
	seat      map[string]int
	body      map[string]int
	group     map[string]int
	region    map[string]int
	title     map[string]int
	status    map[string]int
	office    phrases
	organ     phrases
	ambiguous map[string]string
}

var names = sync.OnceValue(func() *Gazetteer {
	g, err := readNames(nameFiles.ReadFile)
	if err != nil {
		panic(fmt.Sprintf("schema: the embedded names are broken: %v", err))
	}
	return g
})

// Names gives the embedded gazetteer, the same pointer on each call. It panics only where the program itself is broken: a
// test reads every line.
func Names() *Gazetteer { return names() }

// Country gives the country of an English name, spelling or abbreviation. Names in capitals are read, too ("IRAN").
func (g *Gazetteer) Country(name string) (State, bool) {
	return find(g.countries, g.country, name, true)
}

// CountryOf gives the country of an alpha-3 code.
func (g *Gazetteer) CountryOf(code string) (State, bool) {
	i, ok := g.byCode[code]
	if !ok {
		return State{}, false
	}
	return g.countries[i], true
}

// Countries gives all countries in order of code.
func (g *Gazetteer) Countries() []State { return slices.Clone(g.countries) }

// Demonym gives the country of an adjective or a word for its people.
func (g *Gazetteer) Demonym(word string) (Demonym, bool) {
	d, ok := g.demonym[key(word)]
	if !ok {
		if t, shouted := calm(word); shouted {
			d, ok = g.demonym[key(t)]
		}
	}
	return d, ok
}

// Combining gives the country of the first half of a compound adjective: "Franco" of "Franco-German".
func (g *Gazetteer) Combining(word string) (State, bool) {
	return find(g.countries, g.combining, word, false)
}

// Capital gives the country whose government a city names when it acts: its capital or the seat of its government.
func (g *Gazetteer) Capital(name string) (State, bool) {
	return find(g.countries, g.capital, name, true)
}

// Seat gives the building, house or organ of a state that a proper name tells.
func (g *Gazetteer) Seat(name string) (Seat, bool) { return find(g.seats, g.seat, name, true) }

// Seats gives all seats in order of name.
func (g *Gazetteer) Seats() []Seat { return slices.Clone(g.seats) }

// Body gives the international body of a name or acronym.
func (g *Gazetteer) Body(name string) (Body, bool) { return find(g.bodies, g.body, name, false) }

// Bodies gives all international bodies in order of name.
func (g *Gazetteer) Bodies() []Body { return slices.Clone(g.bodies) }

// ArmedGroup gives the armed group of a name or acronym.
func (g *Gazetteer) ArmedGroup(name string) (ArmedGroup, bool) {
	return find(g.groups, g.group, name, false)
}

// ArmedGroups gives all armed groups in order of name.
func (g *Gazetteer) ArmedGroups() []ArmedGroup { return slices.Clone(g.groups) }

// Region gives the place of a name.
func (g *Gazetteer) Region(name string) (Region, bool) { return find(g.regions, g.region, name, true) }

// Regions gives all regions in order of name.
func (g *Gazetteer) Regions() []Region { return slices.Clone(g.regions) }

// Title gives the title that a word or words in front of a name are: "Gen.", "Grand Ayatollah".
func (g *Gazetteer) Title(words string) (Title, bool) { return find(g.titles, g.title, words, false) }

// Titles gives all titles in order of name.
func (g *Gazetteer) Titles() []Title { return slices.Clone(g.titles) }

// Status gives what a word in front of an office says of it: "former", "acting". "ex" is looked up without its hyphen.
func (g *Gazetteer) Status(word string) (Status, bool) {
	return find(g.statuses, g.status, strings.ToLower(strings.TrimSuffix(word, "-")), false)
}

// Office gives the office at the start of words, the longest that fits, and how many words it takes: 0 where there is none.
// "deputy", "vice" and the like in front of an office are part of its role. Plurals are not offices.
func (g *Gazetteer) Office(words ...string) (Office, int) {
	if i, n := g.office.longest(words); n > 0 {
		return g.offices[i], n
	}
	for n := 1; n <= 2 && n < len(words); n++ {
		s, ok := g.Status(strings.Join(words[:n], " "))
		if !ok || s.Of != "deputy" {
			continue
		}
		if i, m := g.office.longest(words[n:]); m > 0 {
			o := g.offices[i]
			o.Role, o.Names = s.Name+" "+o.Role, nil
			return o, n + m
		}
	}
	return Office{}, 0
}

// Offices gives all offices in order of role.
func (g *Gazetteer) Offices() []Office { return slices.Clone(g.offices) }

// StateOrgan gives the organ of a state at the start of words, the longest that fits, and how many words it takes: 0 where
// there is none.
func (g *Gazetteer) StateOrgan(words ...string) (Organ, int) {
	if i, n := g.organ.longest(words); n > 0 {
		return g.organs[i], n
	}
	return Organ{}, 0
}

// Ambiguous says what else a name, capital or demonym may mean, and false where nothing else is likely in the news.
func (g *Gazetteer) Ambiguous(name string) (also string, ok bool) {
	also, ok = g.ambiguous[key(name)]
	return also, ok
}

// Kind gives the kind and the canonical name of a proper name, with the alpha-3 code of its country where it has one. A
// country goes before a region, a body, a group, a seat, in that order; capitals are places. Territories that are no
// states are places, too.
func (g *Gazetteer) Kind(name string) (kind Kind, canonical, country string, ok bool) {
	if c, ok := g.Country(name); ok {
		if c.Sovereign {
			return Country, c.Name, c.Code, true
		}
		return Place, c.Name, c.Code, true
	}
	if r, ok := g.Region(name); ok {
		code := ""
		if len(r.Countries) == 1 {
			code = r.Countries[0]
		}
		return Place, r.Name, code, true
	}
	if b, ok := g.Body(name); ok {
		return Organization, b.Name, "", true
	}
	if a, ok := g.ArmedGroup(name); ok {
		return Organization, a.Name, a.Country, true
	}
	if s, ok := g.Seat(name); ok {
		return Organization, s.Name, s.Country, true
	}
	if i, ok := lookup(g.capital, name, true); ok {
		return Place, canonicalCapital(g.countries[i], name), g.countries[i].Code, true
	}
	return "", "", "", false
}

// canonicalCapital gives the usual spelling of a country's capital.
func canonicalCapital(c State, name string) string {
	calmed, _ := calm(name)
	for _, city := range c.Capitals {
		for _, n := range append([]string{city.Name}, city.Names...) {
			if k := spellings(n); slices.Contains(k, key(name)) || slices.Contains(k, key(calmed)) {
				return city.Name
			}
		}
	}
	return name
}

// find looks a name up in an index into list.
func find[T any](list []T, index map[string]int, name string, capitals bool) (T, bool) {
	i, ok := lookup(index, name, capitals)
	if !ok {
		var none T
		return none, false
	}
	return list[i], true
}

// lookup reads names in capitals where the name itself is not written so.
func lookup(index map[string]int, name string, capitals bool) (int, bool) {
	i, ok := index[key(name)]
	if !ok && capitals {
		if t, shouted := calm(name); shouted {
			i, ok = index[key(t)]
		}
	}
	return i, ok
}

// calm gives a name of four letters or more that stands in capitals in ordinary case.
func calm(name string) (string, bool) {
	if len(name) < 4 || strings.ContainsFunc(name, func(r rune) bool { return 'a' <= r && r <= 'z' }) || strings.ToUpper(name) != name || strings.ToLower(name) == name {
		return "", false
	}
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		if i > 0 && (w == "of" || w == "and" || w == "the") {
			continue
		}
		r, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	return strings.Join(words, " "), true
}

// key folds what never tells two names apart: a leading article, the forms of apostrophe, hyphen and accent (NFC), runs of
// space.
func key(name string) string {
	if isFolded(name) {
		return withoutArticle(name) // as nearly all are
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFC.String(name) {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == '’' || r == '‘' || r == 'ʼ':
			r = '\''
		case r == '‐' || r == '‑' || r == '–':
			r = '-'
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return withoutArticle(b.String())
}

// isFolded reports whether a name is of ASCII alone, its words one blank apart: nothing in it is to be folded.
func isFolded(name string) bool {
	last := byte(' ')
	for i := range len(name) {
		c := name[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' '
}

func withoutArticle(k string) string {
	if rest, ok := strings.CutPrefix(k, "the "); ok {
		return rest
	}
	rest, _ := strings.CutPrefix(k, "The ")
	return rest
}

// bare gives a key without its accents. Names are filed under both, so that "Brasilia" finds Brasília; what is looked up
// keeps its own, so that Jordán is not Jordan.
func bare(k string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(k))
}

// spellings gives the keys to file a name under.
func spellings(name string) []string {
	k := key(name)
	if b := bare(k); b != k {
		return []string{k, b}
	}
	return []string{k}
}

// phrases finds the longest of many phrases of words.
type phrases struct {
	index map[string]int // by lower-case words; an acronym as it is written
	most  int            // words in the longest
}

func (p *phrases) add(phrase string, i int) error {
	k := phraseKey(strings.Fields(phrase))
	if _, ok := p.index[k]; ok {
		return fmt.Errorf("%q stands twice", phrase)
	}
	if p.index == nil {
		p.index = make(map[string]int)
	}
	p.index[k] = i
	p.most = max(p.most, len(strings.Fields(phrase)))
	return nil
}

func (p *phrases) longest(words []string) (i, n int) {
	words = words[:min(p.most, len(words))]
	var ends [16]int // of each word in the key
	at := ends[:0]
	k := make([]byte, 0, 64)
	for i, w := range words {
		if i > 0 {
			k = append(k, ' ')
		}
		k = append(k, foldedWord(w)...)
		at = append(at, len(k))
	}
	for n := len(words); n > 0; n-- {
		if i, ok := p.index[string(k[:at[n-1]])]; ok {
			return i, n
		}
	}
	return 0, 0
}

// phraseKey joins folded words.
func phraseKey(words []string) string {
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = foldedWord(w)
	}
	return strings.Join(folded, " ")
}

// foldedWord folds case, but not that of acronyms of two or three letters: "PM" is an office, "pm" a time of day.
func foldedWord(w string) string {
	w = key(w)
	if len(w) > 3 || strings.ToUpper(w) != w {
		return strings.ToLower(w)
	}
	return w
}

// readNames reads all files of names and indexes them. It refuses a line that is no JSON of its type, a name that stands
// twice in one file, and a country that does not exist.
func readNames(read func(string) ([]byte, error)) (*Gazetteer, error) {
	g := &Gazetteer{
		byCode: make(map[string]int), demonym: make(map[string]Demonym), ambiguous: make(map[string]string),
	}
	l := &nameLoader{read: read}
	g.countries = readLines[State](l, "countries")
	g.seats = readLines[Seat](l, "seats")
	g.bodies = readLines[Body](l, "bodies")
	g.groups = readLines[ArmedGroup](l, "armedgroups")
	g.regions = readLines[Region](l, "regions")
	g.offices = readLines[Office](l, "offices")
	g.titles = readLines[Title](l, "titles")
	g.organs = readLines[Organ](l, "organs")
	g.statuses = readLines[Status](l, "status")
	ambiguous := readLines[struct {
		Name  string `json:"name"`
		Usual string `json:"usual"` // alpha-3 of the country that a demonym of several means most often
		Also  string `json:"also"`
	}](l, "ambiguous")

	sort.Slice(g.countries, func(i, j int) bool { return g.countries[i].Code < g.countries[j].Code })
	sort.Slice(g.seats, func(i, j int) bool { return g.seats[i].Name < g.seats[j].Name })
	sort.Slice(g.bodies, func(i, j int) bool { return g.bodies[i].Name < g.bodies[j].Name })
	sort.Slice(g.groups, func(i, j int) bool { return g.groups[i].Name < g.groups[j].Name })
	sort.Slice(g.regions, func(i, j int) bool { return g.regions[i].Name < g.regions[j].Name })
	sort.Slice(g.offices, func(i, j int) bool { return g.offices[i].Role < g.offices[j].Role })

	for i, c := range g.countries {
		if _, ok := g.byCode[c.Code]; ok || len(c.Code) != 3 {
			l.fail("countries", fmt.Errorf("code %q is none or stands twice", c.Code))
		}
		g.byCode[c.Code] = i
	}
	g.country = index(l, "countries", g.countries, func(c State) []string { return c.Names })
	g.capital = index(l, "countries", g.countries, func(c State) (cities []string) {
		for _, city := range c.Capitals {
			cities = append(append(cities, city.Name), city.Names...)
		}
		return cities
	})
	g.combining = index(l, "countries", g.countries, func(c State) []string { return c.Combining })
	g.seat = index(l, "seats", g.seats, func(s Seat) []string { return append([]string{s.Name}, s.Names...) })
	g.body = index(l, "bodies", g.bodies, func(b Body) []string { return append([]string{b.Name}, b.Names...) })
	g.group = index(l, "armedgroups", g.groups, func(a ArmedGroup) []string { return append([]string{a.Name}, a.Names...) })
	g.region = index(l, "regions", g.regions, func(r Region) []string { return append([]string{r.Name}, r.Names...) })
	g.title = index(l, "titles", g.titles, func(t Title) []string { return append([]string{t.Name}, t.Names...) })
	g.status = index(l, "status", g.statuses, func(s Status) []string { return append([]string{s.Name}, s.Names...) })

	for _, c := range g.countries {
		for _, w := range c.Adjectives {
			g.addDemonym(w, c, func(d *Demonym) { d.Adjective = true })
		}
		for _, w := range c.Singular {
			g.addDemonym(w, c, func(d *Demonym) { d.Singular = true })
		}
		for _, w := range c.Plural {
			g.addDemonym(w, c, func(d *Demonym) { d.Plural = true })
		}
	}
	for i, o := range g.offices {
		for _, w := range append([]string{o.Role}, o.Names...) {
			l.fail("offices", g.office.add(w, i))
		}
	}
	for i, o := range g.organs {
		for _, w := range append([]string{o.Name}, o.Names...) {
			l.fail("organs", g.organ.add(w, i))
		}
	}
	for _, a := range ambiguous {
		for _, k := range spellings(a.Name) {
			if _, ok := g.ambiguous[k]; ok {
				l.fail("ambiguous", fmt.Errorf("%q stands twice", a.Name))
			}
			g.ambiguous[k] = a.Also
		}
		if a.Usual == "" {
			continue
		}
		d := g.demonym[key(a.Name)]
		i := slices.Index(d.Also, a.Usual)
		if i < 0 {
			l.fail("ambiguous", fmt.Errorf("%s: %q is none of the countries that share the word", a.Name, a.Usual))
			continue
		}
		d.Also[i], d.Country = d.Country, d.Also[i]
		g.demonym[key(a.Name)] = d
	}
	for _, s := range g.seats {
		l.code(g, "seats", s.Name, s.Country)
	}
	for _, a := range g.groups {
		if a.Country != "" {
			l.code(g, "armedgroups", a.Name, a.Country)
		}
	}
	for _, r := range g.regions {
		for _, c := range r.Countries {
			l.code(g, "regions", r.Name, c)
		}
	}
	for _, b := range g.bodies {
		if _, ok := g.body[key(b.PartOf)]; b.PartOf != "" && !ok {
			l.fail("bodies", fmt.Errorf("%s is part of %q, which is no body", b.Name, b.PartOf))
		}
	}
	return g, l.err
}

// addDemonym files a word under its first country in order of code, the others under Also.
func (g *Gazetteer) addDemonym(word string, c State, set func(*Demonym)) {
	for _, k := range spellings(word) {
		d, ok := g.demonym[k]
		switch {
		case !ok:
			d.Country = c.Code
		case d.Country != c.Code && !slices.Contains(d.Also, c.Code):
			d.Also = append(slices.Clone(d.Also), c.Code)
		}
		set(&d)
		g.demonym[k] = d
	}
}

// nameLoader keeps the first mistake in the files of names.
type nameLoader struct {
	read func(string) ([]byte, error)
	err  error
}

func (l *nameLoader) fail(file string, err error) {
	if err != nil && l.err == nil {
		l.err = fmt.Errorf("data/%s.jsonl: %w", file, err)
	}
}

func (l *nameLoader) code(g *Gazetteer, file, name, code string) {
	if _, ok := g.byCode[code]; !ok {
		l.fail(file, fmt.Errorf("%s: %q is no country", name, code))
	}
}

// readLines reads one JSON object a line, strictly.
func readLines[T any](l *nameLoader, file string) []T {
	data, err := l.read("data/" + file + ".jsonl")
	if err != nil {
		l.fail(file, err)
		return nil
	}
	var list []T
	for n, line := range bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")) {
		var v T
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&v); err != nil {
			l.fail(file, fmt.Errorf("line %d: %w", n+1, err))
			continue
		}
		list = append(list, v)
	}
	return list
}

// index maps every folded name to its element. Spellings of one element may fold alike.
func index[T any](l *nameLoader, file string, list []T, names func(T) []string) map[string]int {
	m := make(map[string]int)
	for i, v := range list {
		for _, n := range names(v) {
			if key(n) == "" {
				l.fail(file, fmt.Errorf("an empty name"))
			}
			for _, k := range spellings(n) {
				if j, ok := m[k]; ok && j != i {
					l.fail(file, fmt.Errorf("%q stands twice", n))
				}
				m[k] = i
			}
		}
	}
	return m
}
