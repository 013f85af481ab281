package graph

import "newsgraph/news"

// Witnesses gives the keys by which copies of one text are known, a function of the article alone: the agency that it
// credits, hashes of its normalised paragraphs of more than 12 words, lowest shingle bands. Sorted.
func Witnesses(a news.Article) (keys []string, agency string) { panic("to be written") }
