package extract

import (
	"fmt"
	"strings"
	"testing"
)

// Which naming of an act lends its date to which. A line is an article: namings in text order, divided by "|", each with its type
// (narrowest first, "<" before a broader one), its ends, and marks: "day" states a day, "vague" has a time without days, "lead",
// "caption", "the" (definite), "other" (one more act), "older" (had met), "planned", "@" a place. Behind "=" stands for each who lends it the
// date, counted from 1; 0 is nobody.
var lenderCases = `
CALLED<TALKED AB day = 0
CALLED<TALKED AB lead | CALLED<TALKED AB day = 2 0
CALLED<TALKED AB lead | CALLED<TALKED AB day | CALLED<TALKED AB day = 2 0 0
CALLED<TALKED AB day | CALLED<TALKED AB the = 0 1
CALLED<TALKED AB day | CALLED<TALKED AB = 0 0
CALLED<TALKED AB the | CALLED<TALKED AB day = 0 0
CALLED<TALKED AB day | CALLED<TALKED AB day | CALLED<TALKED AB the = 0 0 2
CALLED<TALKED AB day | TALKED AB the = 0 1
TALKED AB day | CALLED<TALKED AB the = 0 1
MET<TALKED AB day | CALLED<TALKED AB the = 0 0
ATTACKED AB day | CALLED<TALKED AB the = 0 0
CALLED<TALKED AB day | CALLED<TALKED AC the = 0 0
CALLED<TALKED AB day | CALLED<TALKED AB the other = 0 0
CALLED<TALKED AB lead other | CALLED<TALKED AB day = 0 0
CALLED<TALKED AB lead | CALLED<TALKED AB day other | CALLED<TALKED AB day = 3 0 0
CALLED<TALKED AB day other | CALLED<TALKED AB the = 0 1
CALLED<TALKED AB lead | CALLED<TALKED AB day older | CALLED<TALKED AB day = 3 0 0
CALLED<TALKED AB day | CALLED<TALKED AB day older | CALLED<TALKED AB the = 0 0 1
CALLED<TALKED AB day older | CALLED<TALKED AB the = 0 0
CALLED<TALKED AB vague | CALLED<TALKED AB the = 0 0
CALLED<TALKED AB day | CALLED<TALKED AB the vague = 0 0
CALLED<TALKED AB day planned | CALLED<TALKED AB the = 0 0
CALLED<TALKED AB lead planned | CALLED<TALKED AB day planned = 2 0
CALLED<TALKED AB caption | CALLED<TALKED AB day = 2 0
CALLED<TALKED AB day | CALLED<TALKED AB caption | CALLED<TALKED AB day = 0 1 0
CALLED<TALKED AB lead | MET<TALKED AB day = 0 0
TALKED AB lead | MET<TALKED AB day = 2 0
MET<TALKED AB day @Paris | MET<TALKED AB the @Paris = 0 1
MET<TALKED AB day | MET<TALKED AB the @Paris = 0 1
MET<TALKED AB day @Cairo | MET<TALKED AB the @Paris = 0 0
KILLED - day | KILLED - the = 0 0
`

func TestLenders(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(lenderCases), "\n") {
		text, want, _ := strings.Cut(line, " = ")
		var all []naming
		for _, one := range strings.Split(text, " | ") {
			f := strings.Fields(one)
			n := naming{chain: strings.Split(f[0], "<"), ends: strings.Trim(f[1], "-"), undated: true}
			for _, mark := range f[2:] {
				if mark[0] == '@' {
					n.place = mark[1:]
					continue
				}
				switch mark {
				case "day":
					n.dated, n.undated = true, false
				case "vague":
					n.undated = false
				case "lead":
					n.part = inLead
				case "caption":
					n.part = inCaption
				case "the":
					n.definite = true
				case "other":
					n.other = true
				case "older":
					n.older = true
				default:
					n.mood = mark
				}
			}
			all = append(all, n)
		}
		var got []string
		for _, j := range lenders(all) {
			got = append(got, fmt.Sprint(j+1))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: got %s, want %s", text, s, want)
		}
	}
}
