// Package draw draws annotated articles for eyes: one HTML page that needs nothing else, neither network nor script.
//
//	draw.Begin(w, "Monday's articles")
//	for i, a := range articles {
//		draw.Draw(w, i, draw.Article{ID: a.ID, Title: a.Title, Document: pipe.Annotate(a.Text)})
//	}
//	draw.End(w)
//
// Of each article it shows the blocks of the text with their kinds, names in the colour of their class, references with the
// number of their entity (its name, the kind and the rule that resolved it stand in the tip), the dependency tree of each
// sentence as arcs over the words, the edges that conjuncts share as dashed arcs below them, and the list of entities.
//
// page.html is the template, page.css its style; tree.go computes where arcs run, text.go how names and references nest.
package draw
