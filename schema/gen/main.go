// Command gen rebuilds the embedded list of countries from the mledoze/countries data set (ODbL 1.0) and english.txt.
//
//	go run ./schema/gen -from ../shared/data/countries.jsonl.gz
//
// It writes schema/data/countries.jsonl, one country a line in order of code. The output is a database derived from that
// data set, so it stays under ODbL 1.0 (NOTICE). Nothing else in schema/data is generated.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"sort"
	"strings"

	"newsgraph/schema"
)

//go:embed english.txt
var english string

func main() {
	from := flag.String("from", "../shared/data/countries.jsonl.gz", "the data set, one country a line, gzip")
	to := flag.String("to", "schema/data/countries.jsonl", "where to write")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("opening the data set: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("reading %s: %w", from, err)
	}
	out, err := build(z, english)
	if err != nil {
		return fmt.Errorf("reading %s: %w", from, err)
	}
	return os.WriteFile(to, out, 0o644)
}

// row is one line of the data set.
type row struct {
	Code2    string   `json:"cca2"`
	Code     string   `json:"cca3"`
	Name     string   `json:"name"`
	Official string   `json:"official"`
	Alt      []string `json:"alt"`
	Capital  []string `json:"capital"`
	Demonym  struct {
		F string `json:"f"`
		M string `json:"m"`
	} `json:"demonym"`
	Member bool `json:"unMember"`
}

// sovereign lists who acts as a state beside the members of the United Nations.
var sovereign = []string{"PSE", "TWN", "UNK", "VAT"}

// officialForm matches an "alt" name that is an English official form.
var officialForm = regexp.MustCompile(`^(\w+ )?(\w+ )?(Republic|Kingdom|State|States|Federation|Commonwealth|Principality|Sultanate|Confederation|Bailiwick) of [A-Z]`)

// build gives the lines of countries.jsonl.
func build(dataset io.Reader, english string) ([]byte, error) {
	hand, err := parseEnglish(english)
	if err != nil {
		return nil, err
	}
	var countries []schema.State
	lines := bufio.NewScanner(dataset)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, err
		}
		countries = append(countries, country(r, hand[r.Code]))
		delete(hand, r.Code)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	for code := range hand {
		return nil, fmt.Errorf("english.txt: %s is no country of the data set", code)
	}
	if len(countries) == 0 {
		return nil, errors.New("no country")
	}
	sort.Slice(countries, func(i, j int) bool { return countries[i].Code < countries[j].Code })
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for _, c := range countries {
		if err := e.Encode(c); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// entry is one line of english.txt. A nil list is an empty field, an empty list is a dash.
type entry struct {
	name                                                          string
	adjectives, singular, plural, names, capitals, combiningForms []string
}

func parseEnglish(text string) (map[string]entry, error) {
	hand := make(map[string]entry)
	for i, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "|")
		if len(fields) != 8 {
			return nil, fmt.Errorf("english.txt:%d: %d fields, not 8", i+1, len(fields))
		}
		if _, ok := hand[fields[0]]; ok {
			return nil, fmt.Errorf("english.txt:%d: %s stands twice", i+1, fields[0])
		}
		hand[fields[0]] = entry{
			name:       strings.TrimSpace(fields[1]),
			adjectives: list(fields[2]), singular: list(fields[3]), plural: list(fields[4]),
			names: list(fields[5]), capitals: list(fields[6]), combiningForms: list(fields[7]),
		}
	}
	return hand, nil
}

func list(field string) []string {
	field = strings.TrimSpace(field)
	switch field {
	case "":
		return nil
	case "-":
		return []string{}
	}
	words := strings.Split(field, ",")
	for i := range words {
		words[i] = strings.TrimSpace(words[i])
	}
	return words
}

func country(r row, e entry) schema.State {
	c := schema.State{Code: r.Code, Code2: r.Code2, Name: r.Name, Official: r.Official}
	c.Sovereign = r.Member || slices.Contains(sovereign, r.Code)
	if r.Code == "UNK" {
		c.Code = "XKX" // the code that is in use; ISO 3166 reserves X codes for users
	}
	if e.name != "" {
		c.Name = e.name
	}
	c.Names = add(c.Names, c.Name, c.Official)
	for _, a := range r.Alt {
		if officialForm.MatchString(a) && !strings.Contains(a, ",") {
			c.Names = add(c.Names, a)
		}
	}
	c.Names = add(c.Names, e.names...)
	for _, n := range slices.Clone(c.Names) {
		if rest, ok := strings.CutPrefix(n, "Saint "); ok {
			c.Names = add(c.Names, "St. "+rest, "St "+rest)
		}
	}
	c.Adjectives, c.Singular, c.Plural = e.adjectives, e.singular, e.plural
	if c.Adjectives == nil && r.Demonym.M != "" {
		c.Adjectives = list(r.Demonym.M)
	}
	if c.Singular == nil {
		c.Singular = c.Adjectives
	}
	if c.Plural == nil {
		for _, s := range c.Singular {
			c.Plural = add(c.Plural, plural(s))
		}
	}
	if c.Sovereign {
		cities := e.capitals
		if cities == nil {
			cities = r.Capital
		}
		for _, city := range cities {
			spellings := strings.Split(city, "/")
			if rest, ok := strings.CutPrefix(city, "Saint "); ok {
				spellings = []string{"St. " + rest, "St " + rest, city}
			}
			c.Capitals = append(c.Capitals, schema.City{Name: spellings[0], Names: spellings[1:]})
		}
	}
	c.Combining = e.combiningForms
	return c
}

func plural(s string) string {
	for _, end := range []string{"ese", "sh", "ch", "ss"} {
		if strings.HasSuffix(s, end) {
			return s
		}
	}
	return s + "s"
}

// add appends what is not there yet. A leading article is no part of a name.
func add(list []string, words ...string) []string {
	for _, w := range words {
		if rest, ok := strings.CutPrefix(w, "the "); ok {
			w = rest
		}
		if rest, ok := strings.CutPrefix(w, "The "); ok {
			w = rest
		}
		if w != "" && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}
