package extract

import (
	"newsgraph/news"
	"newsgraph/nlp"
)

// Grounds gives the claims of an article and what the confidence of each rests on; nothing for those of no pattern.
func (x *Extractor) Grounds(a news.Article, d nlp.Document) (claims []Claim, grounds [][]string) {
	for _, c := range x.open(a, d, nil).read() {
		claims, grounds = append(claims, c.claim), append(grounds, c.grounds)
	}
	return claims, grounds
}

// Confidence gives the confidence of grounds by some weights.
func Confidence(grounds []string, weights map[string]int) int { return confidence(grounds, weights) }
