package graph

import (
	"bufio"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"newsgraph/schema"
)

// TestFold: names on one line are one name; names on different lines are different names.
func TestFold(t *testing.T) {
	for _, class := range []struct {
		kind  schema.Kind
		names [][]string
	}{
		{schema.Person, [][]string{
			{"Vladimir Putin", "VLADIMIR PUTIN", "Vladimir  Putin", " Vladimir\u00a0Putin "},
			{"Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "RECEP TAYYIP ERDOĞAN"},
			{"Emmanuel Macron"},
			{"Emmanuel Macron Jr.", "Emmanuel Macron, Jr"}, // a son is another man
			{"Bashar al-Assad", "Bashar Al-Assad", "Bashar al Assad", "Bashar el-Assad", "Bashar al‑Assad"},
			{"Mohammed bin Salman", "Mohammad bin Salman", "Muhammad Bin Salman", "Mohamed bin Salman", "Mohammed ibn Salman"},
			{"Volodymyr Zelenskyy", "Volodymyr Zelensky", "Volodymyr Zelenskiy", "Volodymyr Zelenskyi", "Volodymyr Zelenski"},
			{"Dmitry Peskov", "Dmitri Peskov", "Dmitriy Peskov", "Dmitrii Peskov"},
			{"Sergei Lavrov", "Sergey Lavrov"},
			{"Yevgeny Primakov", "Evgeny Primakov", "Evgeniy Primakov"}, // an ending, then a spelling
			{"Lech Wałęsa", "Lech Walesa"},
			{"Ban Ki-moon", "Ban Ki Moon", "Ban Ki–moon"},
			{"Sana’a Mehaidli", "Sana'a Mehaidli", "Sanaʼa Mehaidli", "Sanaa Mehaidli"},
			{"Franz Josef Strauß", "Franz Josef Strauss", "FRANZ JOSEF STRAUSS"},
			{"George Bush"},
			{"George W. Bush", "George W Bush"},
			{"J. R. R. Tolkien", "J.R.R. Tolkien", "JRR Tolkien"},
			{"John Paul II"},
			{"John Paul III"},
			{"Søren Kierkegaard", "Soren Kierkegaard"},
			{"Владимир Путин", "ВЛАДИМИР ПУТИН"}, // other scripts are not transliterated
			{"Виктор Орбан"},
			{"मनमोहन सिंह"},
			{"The Edge"}, // of a person's name no article goes
			{"Edge"},
		}},
		{schema.Organization, [][]string{
			{"Apple Inc.", "Apple", "APPLE INC", "Apple, Inc."},
			{"Siemens AG", "Siemens"},
			{"Robert Bosch GmbH", "Robert Bosch"},
			{"Rolls-Royce Holdings plc", "Rolls Royce Holdings"},
			{"Marks & Spencer Group", "Marks and Spencer Group"},
			{"Wells Fargo & Co", "Wells Fargo", "Wells Fargo & Company", "Wells Fargo and Co."},
			{"Eni S.p.A.", "Eni SpA", "Eni"},
			{"TotalEnergies S.A.", "TotalEnergies SA", "TotalEnergies"},
			{"Tata Sons Pvt. Ltd.", "Tata Sons"},
			{"PJSC Gazprom", "Gazprom PJSC", "Gazprom"},
			{"Company", "The Company"}, // a legal form alone stays
			{"Co Ltd", "Co"},
			{"the Kremlin", "Kremlin", "The Kremlin"},
			{"U.S.", "US", "U. S."},
			{"U.N. Security Council", "UN Security Council"},
			{"Mohammed VI University"}, // romanisations are one in persons' names only
			{"Muhammad VI University"},
			{"São Paulo", "Sao Paulo"},
			{"Côte d'Ivoire", "Cote d’Ivoire"},
			{"St. Petersburg", "St Petersburg"},
			{"G7"},
			{"ＮＡＴＯ", "NATO"}, // full-width letters
			{"!!!", " !!! "},
			{"???"},
		}},
	} {
		lines := map[string]string{}
		for _, line := range class.names {
			first := Fold(class.kind, line[0])
			for _, name := range line[1:] {
				if k := Fold(class.kind, name); k != first {
					t.Errorf("%s: %q folds to %q, %q to %q: want the same", class.kind, line[0], first.Key, name, k.Key)
				}
			}
			if other, twice := lines[first.Key]; twice {
				t.Errorf("%s: %q and %q both fold to %q: want two", class.kind, other, line[0], first.Key)
			}
			lines[first.Key] = line[0]
		}
	}
	if person, thing := Fold(schema.Person, "Jordan"), Fold(schema.Country, "Jordan"); person == thing {
		t.Error("a person and a country of one name fold to one key")
	}
	if place, state := Fold(schema.Place, "Gaza"), Fold(schema.Group, "Gaza"); place != state {
		t.Errorf("things of one name and two kinds fold to %q and %q", place, state)
	}
}

// FuzzFold: a key is no emptier than its name, holds no NUL, and does not depend on case.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Bashar al-Assad", "ﬁ", "Ǆ", "İstanbul", "U.S.A.", "a b c", "\xff", "& & Co", "é\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, kind := range []schema.Kind{schema.Person, schema.Organization} {
			k := Fold(kind, name)
			if (k.Key == "") != (strings.TrimSpace(name) == "") {
				t.Fatalf("%q folds to %q", name, k.Key)
			}
			if strings.ContainsAny(k.Key, "\x00") && !strings.Contains(name, "\x00") {
				t.Fatalf("%q folds to %q", name, k.Key)
			}
			if ascii := strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) < 0; ascii {
				if upper := Fold(kind, " "+strings.ToUpper(name)); upper != k {
					t.Fatalf("%q folds to %q, in capitals to %q", name, k.Key, upper.Key)
				}
			}
			Short(kind, name, false)
		}
	})
}

// TestShort: the short key of a name, and whether the name is but a short form.
func TestShort(t *testing.T) {
	for _, c := range []struct {
		kind    schema.Kind
		name    string
		known   bool
		short   string
		isShort bool
	}{
		{schema.Person, "Vladimir Putin", false, "putin", false},
		{schema.Person, "Putin", false, "putin", true},
		{schema.Person, "Bashar al-Assad", false, "assad", false},
		{schema.Person, "al-Assad", false, "assad", true},
		{schema.Person, "Al-Assad", false, "assad", true},
		{schema.Person, "Assad", false, "assad", true},
		{schema.Person, "Al Gore", false, "gore", false}, // a given name, not a particle
		{schema.Person, "Ursula von der Leyen", false, "leyen", false},
		{schema.Person, "Von der Leyen", false, "leyen", true},
		{schema.Person, "Bin Salman", false, "salman", true},
		{schema.Person, "van Gogh", false, "gogh", true},
		{schema.Person, "Van Morrison", false, "morrison", false},
		{schema.Person, "Martin Luther King Jr.", false, "king", false},
		{schema.Person, "King Jr.", false, "king", true},
		{schema.Person, "Volodymyr Zelenskiy", false, "zelensky", false},
		{schema.Person, "Zelenskyy", false, "zelensky", true},
		{schema.Person, "Jr.", false, "jr", true},
		{schema.Person, "?", false, "", false},
		{schema.Organization, "International Atomic Energy Agency", false, "iaea", false},
		{schema.Organization, "IAEA", false, "iaea", true},
		{schema.Organization, "I.A.E.A.", false, "iaea", true},
		{schema.Organization, "NATO", true, "", false}, // a gazetteer knows it: a name like any other
		{schema.Organization, "Organization of the Petroleum Exporting Countries", false, "opec", false},
		{schema.Organization, "Asia-Pacific Economic Cooperation", false, "apec", false},
		{schema.Organization, "the UN Security Council", false, "unsc", false},
		{schema.Organization, "World Bank Inc.", false, "wb", false}, // legal forms have no initial
		{schema.Organization, "Reuters", false, "", false},           // one word has no initials
		{schema.Organization, "UNICEFS", false, "", false},           // seven capitals are a name
		{schema.Organization, "A Very Long Name Of Seven Words", false, "", false},
		{schema.Organization, "ministry of defence", false, "", false},
		{schema.Group, "Houthi Rebels", false, "hr", false},
		{schema.Country, "UAE", true, "", false},
		{schema.Country, "UAE", false, "uae", true},
		{schema.Country, "United Arab Emirates", true, "", false}, // only organizations and groups are called by initials
		{schema.Place, "New York City", false, "", false},
	} {
		short, isShort := Short(c.kind, c.name, c.known)
		if short != c.short || isShort != c.isShort {
			t.Errorf("%s %q, known %t: %q, %t, want %q, %t", c.kind, c.name, c.known, short, isShort, c.short, c.isShort)
		}
	}
}

// TestResolveName crosses the 95 %: 19 of 20 labelled articles are enough, 18 of 19 are not.
func TestResolveName(t *testing.T) {
	k := Fold(schema.Person, "Ali Hassan")
	own := entityID(k, "")
	for _, c := range []struct {
		about   string
		tallies []Tally
		want    string // label whose entity the unlabelled articles join
	}{
		{"nobody", nil, ""},
		{"no label anywhere", []Tally{{"", 7}}, ""},
		{"one label", []Tally{{"", 7}, {"IRQ", 1}}, "IRQ"},
		{"one label, nobody without", []Tally{{"IRQ", 3}}, "IRQ"},
		{"19 of 20", []Tally{{"", 1}, {"IRQ", 19}, {"KEN", 1}}, "IRQ"},
		{"18 of 19", []Tally{{"", 1}, {"IRQ", 18}, {"KEN", 1}}, ""},
		{"38 of 40", []Tally{{"IRQ", 38}, {"KEN", 1}, {"USA", 1}}, "IRQ"},
		{"37 of 39", []Tally{{"IRQ", 37}, {"KEN", 1}, {"USA", 1}}, ""},
		{"a tally in two parts", []Tally{{"IRQ", 10}, {"KEN", 1}, {"IRQ", 9}}, "IRQ"},
		{"unlabelled articles count for nobody", []Tally{{"", 1000}, {"IRQ", 19}, {"KEN", 1}}, "IRQ"},
		{"half and half", []Tally{{"IRQ", 5}, {"KEN", 5}}, ""},
		{"no article left", []Tally{{"IRQ", 0}}, ""},
	} {
		got := ResolveName(k, c.tallies)
		if got[""] != entityID(k, c.want) {
			t.Errorf("%s: unlabelled articles have not the entity of %q", c.about, c.want)
		}
		for _, tally := range c.tallies {
			if tally.Label != "" && got[tally.Label] != entityID(k, tally.Label) {
				t.Errorf("%s: those of %s have moved", c.about, tally.Label)
			}
		}
	}
	if own == entityID(k, "IRQ") || own == entityID(Fold(schema.Country, "Ali Hassan"), "") {
		t.Error("entities of two labels or classes have one id")
	}
}

func TestResolveShort(t *testing.T) {
	alone := ResolveShort(classPerson, "putin", "article 1", nil)
	if alone == ResolveShort(classPerson, "putin", "article 2", nil) || alone == ResolveShort(classPerson, "assad", "article 1", nil) ||
		alone == entityID(NameKey{classPerson, "putin"}, "") {
		t.Error("a short form that stands alone shares its entity")
	}
	for _, c := range []struct {
		about    string
		holdings []Holding
		want     string
	}{
		{"one", []Holding{{"vladimir", 1}}, "vladimir"},
		{"19 of 20", []Holding{{"igor", 1}, {"vladimir", 19}}, "vladimir"},
		{"18 of 19", []Holding{{"vladimir", 18}, {"igor", 1}}, alone},
		{"in parts", []Holding{{"vladimir", 10}, {"igor", 1}, {"vladimir", 9}}, "vladimir"},
	} {
		if got := ResolveShort(classPerson, "putin", "article 1", c.holdings); got != c.want {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
}

// TestDescribe: what an entity is called, of which kind and country it is, and by which names it is found.
func TestDescribe(t *testing.T) {
	for _, c := range []struct {
		about     string
		class     string
		spellings []Spelling
		want      entityRow
	}{
		{
			"the spelling of most articles; others are aliases", classPerson,
			[]Spelling{
				{Name: "Volodymyr Zelensky", Kind: schema.Person, Full: true, Articles: 3, Country: "UKR"},
				{Name: "Volodymyr Zelenskyy", Kind: schema.Person, Full: true, Articles: 2},
				{Name: "Volodymyr Zelenskyy", Kind: schema.Person, Full: true, Articles: 2, Aliases: []string{"Zelenskyy", "President Zelenskyy"}},
				{Name: "Zelensky", Kind: schema.Person, Articles: 90},
			},
			entityRow{
				Name: "Volodymyr Zelenskyy", Kind: schema.Person, Country: "UKR",
				Aliases: []string{"President Zelenskyy", "Volodymyr Zelensky", "Zelensky", "Zelenskyy"},
				Keys:    []string{"president zelensky", "volodymyr zelensky", "zelensky"},
			},
		},
		{
			"as many articles: the longest name, then the smallest bytes", classOther,
			[]Spelling{
				{Name: "Kremlin", Kind: schema.Organization, Full: true, Articles: 2},
				{Name: "The Kremlin", Kind: schema.Organization, Full: true, Articles: 2},
				{Name: "the Kremlin", Kind: schema.Organization, Full: true, Articles: 2},
			},
			entityRow{
				Name: "The Kremlin", Kind: schema.Organization,
				Aliases: []string{"Kremlin", "the Kremlin"}, Keys: []string{"kremlin"},
			},
		},
		{
			"the gazetteer's kind against a majority; its country", classOther,
			[]Spelling{
				{Name: "Georgia", Kind: schema.Place, Full: true, Articles: 5},
				{Name: "Georgia", Kind: schema.Country, Known: true, Country: "GEO", Full: true, Articles: 1},
			},
			entityRow{Name: "Georgia", Kind: schema.Country, Country: "GEO", Keys: []string{"georgia"}},
		},
		{
			"ties of kind and country go by name", classOther,
			[]Spelling{
				{Name: "Hamas", Kind: schema.Organization, Full: true, Articles: 2, Country: "PSE"},
				{Name: "Hamas", Kind: schema.Group, Full: true, Articles: 2, Country: "LBN"},
			},
			entityRow{Name: "Hamas", Kind: schema.Group, Country: "LBN", Keys: []string{"hamas"}},
		},
		{
			"short forms alone", classPerson,
			[]Spelling{{Name: "Putin", Kind: schema.Person, Articles: 1, Aliases: []string{"Mr. Putin", ""}}},
			entityRow{Name: "Putin", Kind: schema.Person, Aliases: []string{"Mr. Putin"}, Keys: []string{"mr putin", "putin"}},
		},
	} {
		rng := rand.New(rand.NewPCG(1, 1))
		c.want.ID, c.want.Class = "id", c.class
		for range 5 {
			if got := Describe("id", c.class, c.spellings); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%s:\ngot  %+v\nwant %+v", c.about, got, c.want)
			}
			rng.Shuffle(len(c.spellings), func(i, j int) { c.spellings[i], c.spellings[j] = c.spellings[j], c.spellings[i] })
		}
	}
}

// TestNamesFile reads every line of words/names.txt: an entry that folding itself would change could never be met.
func TestNamesFile(t *testing.T) {
	plain := func(w string) bool {
		return w != "" && strings.IndexFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
	}
	kinds := map[string]int{}
	lines := bufio.NewScanner(strings.NewReader(namesFile))
	for n := 1; lines.Scan(); n++ {
		f := strings.Fields(lines.Text())
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		kinds[f[0]]++
		switch f[0] {
		case "letter":
			if !plain(f[2]) || f[1] != strings.ToLower(f[1]) {
				t.Errorf("line %d: %v", n, f)
			}
		case "spelling", "ending":
			if !plain(f[1]) || !plain(f[2]) || f[1] == f[2] || names.romanised(f[2]) != f[2] && f[0] == "spelling" {
				t.Errorf("line %d: %q does not lead to a form that stays", n, f)
			}
		default:
			if !plain(f[1]) {
				t.Errorf("line %d: %q is not as words fold", n, f[1])
			}
		}
		if f[0] == "particle" && names.lowers[f[1]] {
			t.Errorf("line %d: %s is a particle in every case and in lower case only", n, f[1])
		}
	}
	for _, kind := range []string{"letter", "spelling", "ending", "suffix", "particle", "lower", "legal", "front"} {
		if kinds[kind] == 0 {
			t.Errorf("no entry of kind %s", kind)
		}
	}
	for _, bad := range []string{"legal", "legal ltd\nlegal ltd", "letter ab c", "letters ß ss", "spelling a", "ending ski"} {
		if _, err := readNames(bad); err == nil || !strings.Contains(err.Error(), "names.txt:") {
			t.Errorf("%q: error %v names no line", bad, err)
		}
	}
}

// TestHash: the lengths of the fields keep two lists apart that join to the same bytes.
func TestHash(t *testing.T) {
	ids := map[string]bool{}
	for _, fields := range [][]string{{}, {""}, {"", ""}, {"ab"}, {"a", "b"}, {"", "ab"}, {"ab", ""}, {"\x01a", "b"}, {strings.Repeat("a", 300)}} {
		id := hash(fields...)
		if !isID(id) || ids[id] {
			t.Errorf("%q has the id %s, which is none or another's", fields, id)
		}
		ids[id] = true
	}
	if got, want := hash("fact", "group", "", "2026-03-10"), factID("group", "", "2026-03-10", false); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if factID("g", "r", "a", true) == factID("g", "r", "a", false) {
		t.Error("an alleged fact has the id of the fact")
	}
	// The value itself is part of the format of every stored graph.
	if got := hash("article", "Reuters", "1"); got != "b4202f11b8244ace22983dd7ea0e6ac8" {
		t.Errorf("hash changed: %s", got)
	}
}
