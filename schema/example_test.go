package schema_test

import (
	"errors"
	"fmt"
	"testing/fstest"

	"newsgraph/schema"
)

// An analyst adds a relation in eleven lines.
func ExampleLoad() {
	onto, err := schema.Load(fstest.MapFS{"mediation.yaml": {Data: []byte(`
MEDIATED:
  definition: An actor brought two others to talk. Not a talk of two alone (TALKED_WITH).
  subject: [Person, Organization, Country]
  object: [Person, Organization, Country, Group]
  plover: CONSULT
  patterns: [{verb: mediate, object: [between]}]
  examples:
    - {text: "Oman mediated between Norway and Iceland.", want: [Oman -> Norway, Oman -> Iceland]}
    - {text: "Qatar has mediated between the two since May.", want: []}
    - {text: "Oman offered to mediate between Norway and Iceland.", want: []}
    - {text: "Norway and Iceland talked in Oman.", want: []}
`)}})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := onto.Relation("MEDIATED")
	fmt.Println(r.Name, r.Plover, r.Patterns[0].Verb[0], r.Patterns[0].Pos.File, r.Patterns[0].Pos.Line)
	// Output: MEDIATED CONSULT mediate mediation.yaml 7
}

// Mistakes come all at once, each with its line and, where it is known, what was meant.
func ExampleProblems() {
	_, err := schema.Load(fstest.MapFS{"talks.yaml": {Data: []byte(`
MET:
  definition: Two talked face to face.
  subject: [Person]
  object: [Persona]
  simetric: true
`)}})
	var problems schema.Problems
	fmt.Println(errors.As(err, &problems), len(problems))
	fmt.Println(err)
	// Output:
	// true 3
	// talks.yaml:2: MET: no examples (give at least 4, 1 of them negative (want: []))
	// talks.yaml:5: MET: object names an unknown kind "Persona" (did you mean Person?)
	// talks.yaml:6: MET: unknown key "simetric" (did you mean symmetric?)
}

// CALLED and MET are narrower than TALKED_WITH: one family, whose acts may be one event.
func ExampleOntology_Members() {
	onto := schema.Default()
	fmt.Println(onto.Members("TALKED_WITH"), onto.Chain("CALLED"), onto.Family("MET"))
	// Output: [CALLED MET NEGOTIATED_WITH TALKED_WITH] [CALLED TALKED_WITH] TALKED_WITH
}

func ExampleGazetteer() {
	g := schema.Names()
	country, _ := g.Country("the U.S.")
	fmt.Println(country.Code, country.Name)
	demonym, _ := g.Demonym("Danes")
	fmt.Println(demonym.Country, demonym.Plural)
	seat, _ := g.Seat("the Kremlin")
	fmt.Println(seat.Name, seat.Country, seat.Of)
	office, words := g.Office("Deputy", "Foreign", "Minister", "Ann", "Lee")
	fmt.Println(office.Role, words)
	kind, name, code, _ := g.Kind("GCC")
	fmt.Println(kind, name, code)
	// Output:
	// USA United States
	// DNK true
	// Kremlin RUS presidency
	// deputy foreign minister 3
	// Organization Gulf Cooperation Council
}
