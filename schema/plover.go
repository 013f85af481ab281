package schema

import (
	"fmt"
	"slices"
	"sort"
	"sync"
)

// ploverLine is one line of data/plover.jsonl: an event type of PLOVER 2.0 with its modes and the CAMEO codes that PLOVER's
// conversion table (CAMEO2PLOVER, 2021) gives to it. The line without type holds the CAMEO codes that PLOVER leaves out,
// statements and appeals. Modes are those of the table and of the PLOVER manual together: the two name some that the other
// does not.
type ploverLine struct {
	Type  string   `json:"type,omitempty"`
	Modes []string `json:"modes,omitempty"`
	Cameo []string `json:"cameo"`
}

// coding is what an ontology file may say of PLOVER and CAMEO.
type coding struct {
	types []string            // sorted
	modes map[string][]string // by type, sorted
	cameo []string            // sorted
}

var codings = sync.OnceValue(func() coding {
	c, err := readCoding(nameFiles.ReadFile)
	if err != nil {
		panic(fmt.Sprintf("schema: the embedded codes are broken: %v", err))
	}
	return c
})

func readCoding(read func(string) ([]byte, error)) (coding, error) {
	l := &nameLoader{read: read}
	c := coding{modes: make(map[string][]string)}
	for _, line := range readLines[ploverLine](l, "plover") {
		if line.Type != "" {
			if slices.Contains(c.types, line.Type) {
				l.fail("plover", fmt.Errorf("%s stands twice", line.Type))
			}
			c.types = append(c.types, line.Type)
			c.modes[line.Type] = line.Modes
		}
		c.cameo = append(c.cameo, line.Cameo...)
	}
	sort.Strings(c.types)
	sort.Strings(c.cameo)
	for i := 1; i < len(c.cameo); i++ {
		if c.cameo[i] == c.cameo[i-1] {
			l.fail("plover", fmt.Errorf("CAMEO code %s stands twice", c.cameo[i]))
		}
	}
	return c, l.err
}

// PloverTypes gives the sixteen event types of PLOVER 2.0 in name order.
func PloverTypes() []string { return slices.Clone(codings().types) }

// PloverModes gives the modes of an event type in name order, nil where it has none or is none.
func PloverModes(eventType string) []string { return slices.Clone(codings().modes[eventType]) }
