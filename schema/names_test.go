package schema

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"
)

// Every line of every file of names parses, no name stands twice, every country exists: readNames refuses all else.
func TestNamesFiles(t *testing.T) {
	g, err := readNames(nameFiles.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readCoding(nameFiles.ReadFile); err != nil {
		t.Fatal(err)
	}
	entries, err := nameFiles.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := nameFiles.ReadFile("data/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
			if !utf8.ValidString(line) || line != strings.TrimSpace(line) || !json.Valid([]byte(line)) {
				t.Errorf("data/%s:%d: no clean JSON: %s", e.Name(), n+1, line)
			}
		}
	}
	if n := len(g.Countries()); n != 250 {
		t.Errorf("%d countries, want the 250 of the data set", n)
	}
	sovereign := 0
	for _, c := range g.Countries() {
		if c.Sovereign {
			sovereign++
		}
	}
	if sovereign != 193+4 {
		t.Errorf("%d sovereign, want 193 members of the United Nations and 4 more", sovereign)
	}
}

// What a file of names must not hold, and how readNames says so.
func TestNamesBroken(t *testing.T) {
	for _, c := range []struct{ file, line, want string }{
		{"seats", `{"name":"Castle","country":"ZZZ","of":"government"}`, `data/seats.jsonl: Castle: "ZZZ" is no country`},
		{"seats", `{"name":"Kremlin","country":"RUS","of":"government"}`, `data/seats.jsonl: "Kremlin" stands twice`},
		{"bodies", `{"name":"Club","colour":"red"}`, `data/bodies.jsonl: line 118: json: unknown field "colour"`},
		{"bodies", `{"name":"Club","partOf":"Nobody"}`, `data/bodies.jsonl: Club is part of "Nobody", which is no body`},
		{"offices", `{"role":"president","of":"state"}`, `data/offices.jsonl: "president" stands twice`},
		{"countries", `{"code":"IRN","names":["Persia"]}`, `data/countries.jsonl: code "IRN" is none or stands twice`},
		{"countries", `{"code":"XYZ","names":["Iran"]}`, `data/countries.jsonl: "Iran" stands twice`},
		{"ambiguous", `{"name":"Danish","usual":"SWE","also":"pastry"}`, `data/ambiguous.jsonl: Danish: "SWE" is none of the countries that share the word`},
		{"titles", `not JSON`, `data/titles.jsonl: line`},
	} {
		_, err := readNames(func(path string) ([]byte, error) {
			data, err := nameFiles.ReadFile(path)
			if path == "data/"+c.file+".jsonl" {
				data = append(slices.Clone(data), (c.line + "\n")...)
			}
			return data, err
		})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.line, err, c.want)
		}
	}
}

func TestCountry(t *testing.T) {
	g := Names()
	for name, want := range map[string]string{
		"Iran": "IRN", "Islamic Republic of Iran": "IRN", "IRAN": "IRN", "iran": "",
		"US": "USA", "U.S.": "USA", "USA": "USA", "the United States": "USA", "The United States": "USA", "America": "USA", "us": "", "Us": "",
		"UK": "GBR", "U.K.": "GBR", "Britain": "GBR", "uk": "",
		"UAE": "ARE", "DRC": "COD", "DR Congo": "COD", "Congo-Brazzaville": "COG",
		"South Korea": "KOR", "DPRK": "PRK", "SOUTH KOREA": "KOR",
		"Turkey": "TUR", "Türkiye": "TUR", "TURKEY": "TUR", "turkey": "",
		"Ivory Coast": "CIV", "Côte d'Ivoire": "CIV", "Cote d’Ivoire": "CIV",
		"Burma": "MMR", "Holland": "NLD", "Czech Republic": "CZE", "Bosnia": "BIH", "St. Lucia": "LCA", "St Lucia": "LCA",
		"Kosovo": "XKX", "Taiwan": "TWN", "Vatican": "VAT", "Palestine": "PSE", "Hong Kong": "HKG",
		"Antigua and Barbuda": "ATG", "ANTIGUA AND BARBUDA": "ATG",
		"Island": "", "Thai": "", "Jordán": "", "Jordan": "JOR", "Europe": "", "": "", "the": "", "The ": "",
	} {
		c, ok := g.Country(name)
		if ok != (want != "") || c.Code != want {
			t.Errorf("Country(%q) is %q, want %q", name, c.Code, want)
		}
	}
	if c, _ := g.Country("US"); c.Name != "United States" {
		t.Errorf("the canonical name of US is %q", c.Name)
	}
	if c, ok := g.CountryOf("DNK"); !ok || c.Name != "Denmark" {
		t.Errorf("CountryOf(DNK) is %q", c.Name)
	}
}

func TestDemonym(t *testing.T) {
	g := Names()
	for _, c := range []struct {
		word, country, forms string // a: adjective, s: one person, p: several
		also                 []string
	}{
		{"Danish", "DNK", "ap", nil}, {"Dane", "DNK", "s", nil}, {"Danes", "DNK", "p", nil},
		{"French", "FRA", "ap", nil}, {"Frenchwoman", "FRA", "s", nil}, {"British", "GBR", "ap", nil}, {"Britons", "GBR", "p", nil},
		{"American", "USA", "as", nil}, {"Americans", "USA", "p", nil}, {"Iranian", "IRN", "as", nil}, {"IRANIAN", "IRN", "as", nil},
		{"Saudi", "SAU", "as", nil}, {"Saudis", "SAU", "p", nil}, {"Philippine", "PHL", "a", nil}, {"Filipinos", "PHL", "p", nil},
		{"Chinese", "CHN", "asp", nil}, {"Swiss", "CHE", "asp", nil}, {"North Korean", "PRK", "as", nil}, {"Emirati", "ARE", "as", nil},
		{"Congolese", "COD", "asp", []string{"COG"}}, {"Dominican", "DOM", "as", []string{"DMA"}},
		{"iranian", "", "", nil}, {"Korean", "", "", nil}, {"Iran", "", "", nil},
	} {
		d, ok := g.Demonym(c.word)
		forms := ""
		for _, f := range []struct {
			set  bool
			name string
		}{{d.Adjective, "a"}, {d.Singular, "s"}, {d.Plural, "p"}} {
			if f.set {
				forms += f.name
			}
		}
		if ok != (c.country != "") || d.Country != c.country || forms != c.forms || !slices.Equal(d.Also, c.also) {
			t.Errorf("Demonym(%q) is %+v, want %+v", c.word, d, c)
		}
	}
	if c, ok := g.Combining("Franco"); !ok || c.Code != "FRA" {
		t.Errorf("Combining(Franco) is %q", c.Code)
	}
}

func TestPlacesAndBodies(t *testing.T) {
	g := Names()
	for name, want := range map[string]string{
		"Tehran": "IRN", "Kyiv": "UKR", "Kiev": "UKR", "Washington": "USA", "WASHINGTON": "USA", "The Hague": "NLD", "the Hague": "NLD",
		"Brasilia": "BRA", "Brasília": "BRA", "Tel Aviv": "ISR", "Pretoria": "ZAF", "Male": "", "The Valley": "", "Istanbul": "",
	} {
		if c, _ := g.Capital(name); c.Code != want {
			t.Errorf("Capital(%q) is %q, want %q", name, c.Code, want)
		}
	}
	for name, want := range map[string]string{
		"the Kremlin": "Kremlin", "Kremlin": "Kremlin", "Elysee": "Elysee", "Élysée Palace": "Elysee", "Downing Street": "Downing Street",
		"IDF": "Israel Defense Forces", "IRGC": "Islamic Revolutionary Guard Corps", "kremlin": "",
	} {
		if s, _ := g.Seat(name); s.Name != want {
			t.Errorf("Seat(%q) is %q, want %q", name, s.Name, want)
		}
	}
	for name, want := range map[string]string{
		"UN": "United Nations", "the U.N.": "United Nations", "NATO": "NATO", "Nato": "NATO", "EU": "European Union", "IAEA": "International Atomic Energy Agency",
		"GCC": "Gulf Cooperation Council", "WHO": "World Health Organization", "Who": "", "who": "",
	} {
		if b, _ := g.Body(name); b.Name != want {
			t.Errorf("Body(%q) is %q, want %q", name, b.Name, want)
		}
	}
	for name, want := range map[string]string{"Hizbullah": "Hezbollah", "ISIS": "Islamic State", "al-Qaida": "al-Qaeda", "the Houthis": "Houthis"} {
		if a, _ := g.ArmedGroup(name); a.Name != want {
			t.Errorf("ArmedGroup(%q) is %q, want %q", name, a.Name, want)
		}
	}
	if r, _ := g.Region("the Gaza Strip"); r.Name != "Gaza" || !slices.Equal(r.Countries, []string{"PSE"}) {
		t.Errorf("Region(the Gaza Strip) is %+v", r)
	}
}

func TestOffice(t *testing.T) {
	g := Names()
	for _, c := range []struct {
		words, role string
		n           int
	}{
		{"President Ann Lee", "president", 1}, {"prime minister of Norway", "prime minister", 2}, {"PM Lee", "prime minister", 1}, {"pm on Friday", "", 0},
		{"Foreign Minister Lee", "foreign minister", 2}, {"minister of foreign affairs", "foreign minister", 4}, {"Minister for Sheep", "minister", 1},
		{"Defense Minister", "defence minister", 2}, {"Secretary of State", "secretary of state", 3}, {"supreme leader", "supreme leader", 2},
		{"deputy foreign minister Lee", "deputy foreign minister", 3}, {"first deputy prime minister", "first deputy prime minister", 4},
		{"Vice President Lee", "vice president", 2}, {"Deputy Prime Minister Lee", "deputy prime minister", 3},
		{"secretary-general", "secretary general", 1}, {"spokeswoman", "spokesperson", 1}, {"presidents of", "", 0}, {"", "", 0}, {"deputy", "", 0},
	} {
		o, n := g.Office(strings.Fields(c.words)...)
		if o.Role != c.role || n != c.n {
			t.Errorf("Office(%q) is %q in %d words, want %q in %d", c.words, o.Role, n, c.role, c.n)
		}
	}
	for _, c := range []struct {
		words, organ string
		n            int
		own          bool
	}{
		{"army", "army", 1, false}, {"air force jets", "air force", 2, false}, {"Foreign Ministry said", "foreign ministry", 2, true},
		{"Ministry of Foreign Affairs", "foreign ministry", 4, true}, {"government", "government", 1, false}, {"bakery", "", 0, false},
	} {
		o, n := g.StateOrgan(strings.Fields(c.words)...)
		if o.Name != c.organ || n != c.n || o.Own != c.own {
			t.Errorf("StateOrgan(%q) is %+v in %d words, want %+v", c.words, o, n, c)
		}
	}
	for word, want := range map[string]string{"former": "former", "Former": "former", "ex-": "former", "acting": "acting", "deputy": "deputy", "tall": ""} {
		if s, _ := g.Status(word); s.Of != want {
			t.Errorf("Status(%q) is %q, want %q", word, s.Of, want)
		}
	}
	for word, want := range map[string]string{"Gen.": "General", "Gen": "General", "Mr": "Mr", "Grand Ayatollah": "Grand Ayatollah", "Sheikh": "Sheikh", "general": ""} {
		if s, _ := g.Title(word); s.Name != want {
			t.Errorf("Title(%q) is %q, want %q", word, s.Name, want)
		}
	}
}

func TestKind(t *testing.T) {
	g := Names()
	for name, want := range map[string]string{
		"U.S.": "Country United States USA", "Greenland": "Place Greenland GRL", "Gaza": "Place Gaza PSE", "Crimea": "Place Crimea ",
		"NATO": "Organization NATO ", "Hezbollah": "Organization Hezbollah LBN", "the Kremlin": "Organization Kremlin RUS",
		"Kiev": "Place Kyiv UKR", "Tehran": "Place Tehran IRN", "Ann Lee": "  ",
	} {
		kind, canonical, country, _ := g.Kind(name)
		if got := string(kind) + " " + canonical + " " + country; got != want {
			t.Errorf("Kind(%q) is %q, want %q", name, got, want)
		}
	}
}

// Ambiguous warns only of names that some lookup gives.
func TestAmbiguous(t *testing.T) {
	g := Names()
	if also, ok := g.Ambiguous("Georgia"); !ok || !strings.Contains(also, "United States") {
		t.Errorf("Georgia: %q", also)
	}
	if _, ok := g.Ambiguous("Iran"); ok {
		t.Error("Iran is ambiguous")
	}
	var unknown []string
	for name := range g.ambiguous {
		_, _, _, known := g.Kind(name)
		_, people := g.Demonym(name)
		if !known && !people {
			unknown = append(unknown, name)
		}
	}
	sort.Strings(unknown)
	if len(unknown) > 0 {
		t.Errorf("nothing is called %q", unknown)
	}
}

// No word leads to two places by accident: a name in two files is listed as ambiguous.
func TestOverlaps(t *testing.T) {
	g := Names()
	seen := make(map[string]string)
	for _, index := range []struct {
		name string
		m    map[string]int
	}{{"countries", g.country}, {"regions", g.region}, {"bodies", g.body}, {"armed groups", g.group}, {"seats", g.seat}, {"capitals", g.capital}} {
		for name := range index.m {
			first, twice := seen[name]
			_, warned := g.Ambiguous(name)
			if twice && !warned {
				t.Errorf("%q is in %s and in %s", name, first, index.name)
			}
			seen[name] = index.name
		}
	}
}
