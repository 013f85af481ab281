package nlp_test

import (
	"fmt"

	"newsgraph/nlp"
)

func Example() {
	pipe, err := nlp.New(nlp.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d := pipe.Annotate("Norwegian President Olaf Brand met Lucinda Arroyal on Monday. She thanked the Norwegian president.")
	for _, t := range d.Sentences[0].Tokens[:6] {
		fmt.Println(d.Text[t.Start:t.End], t.XPOS, t.Lemma, t.Rel, t.Head)
	}
	for _, r := range d.References {
		for _, e := range r.Entities {
			fmt.Printf("%s: %s\n", d.Text[r.Start:r.End], d.Entities[e].Name)
		}
	}
	// Output:
	// Norwegian JJ Norwegian amod 1
	// President NNP President nmod:desc 2
	// Olaf NNP Olaf nsubj 4
	// Brand NNP Brand flat 2
	// met VBD meet root -1
	// Lucinda NNP Lucinda obj 4
	// Norwegian: Norwegian
	// Olaf Brand: Olaf Brand
	// Lucinda Arroyal: Lucinda Arroyal
	// She: Lucinda Arroyal
	// Norwegian: Norwegian
	// the Norwegian president: Olaf Brand
}
