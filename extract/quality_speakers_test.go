package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"newsgraph/extract"
	"newsgraph/extract/internal/gold"
)

// passage is the attributed passage that a claim stands in: of those that hold more than half of the bytes of its
// evidence the shortest, nil where none does. Passages come in pieces where the attribution splits them.
func passage(c *extract.Claim, marks []mark) *mark {
	var best *mark
	least := 0
	for i := range marks {
		covered, size := 0, 0
		for _, p := range marks[i].Extra.TargetSpans {
			covered += max(0, min(p[1], c.Evidence.End)-max(p[0], c.Evidence.Start))
			size += p[1] - p[0]
		}
		if 2*covered > c.Evidence.End-c.Evidence.Start && (best == nil || size < least) {
			best, least = &marks[i], size
		}
	}
	return best
}

// speakerScore counts claims by who says them.
type speakerScore struct {
	claims, named             int // all; those that name a speaker
	inside, right, sourceless int // named ones inside a marked passage; right; inside one whose source the text does not name
	silent, own               int // claims inside a passage with a source that name no speaker; of them those that assert in the article's voice
}

func (s *speakerScore) add(c *extract.Claim, marks []mark) {
	s.claims++
	p := passage(c, marks)
	switch {
	case c.Speaker == nil:
		if p != nil && p.Source != "" {
			s.silent++
			if c.Asserts && c.Stance == nil {
				s.own++
			}
		}
		return
	case p == nil:
	case p.Source == "":
		s.sourceless++
	default:
		s.inside++
		if gold.Meets(&extract.End{Kind: c.Speaker.Kind, Name: c.Speaker.Name, Words: c.Speaker.Words}, p.Source, p.Sources()...) {
			s.right++
		}
	}
	s.named++
}

func (s *speakerScore) row(name string) string {
	return fmt.Sprintf("%-24s %6d %6d %7d %6d %8d %11d   %5s %8s  %6d %6d\n", name, s.claims, s.named, s.inside, s.right, s.named-s.inside-s.sourceless, s.sourceless,
		percent(s.right, s.inside), percent(s.right, s.named), s.silent, s.own)
}

func scorePolNeAR(t *testing.T, b *bench) string {
	texts := b.texts(t, "polnear-dev")
	var all, coded speakerScore
	for i := range texts {
		w := &texts[i]
		for j := range w.Claims {
			c := &w.Claims[j]
			all.add(c, w.Gold)
			if c.Plover != "" {
				coded.add(c, w.Gold)
			}
		}
	}
	var s strings.Builder
	s.WriteString(`
# polnear-dev: all attributions of articles on an election. Claims of every relation that name a speaker; inside: their words
# stand in an attributed passage (the innermost) that has a source; right: the speaker is that source; outside: they stand in
# none, so the speaker is wrong; sourceless: in a passage that is attributed to nobody named, wrong too. Whoever is meant by
# a pronoun that the set marks as source counts as right only where ours is that pronoun. all: right of all that name one.
# silent: claims in a passage with a source for which ours names none; own: of them those that assert in the article's voice.
`)
	fmt.Fprintf(&s, "%-24s %6s %6s %7s %6s %8s %11s   %5s %8s  %6s %6s\n", "polnear-dev", "claims", "named", "inside", "right", "outside", "sourceless", "right", "all", "silent", "own")
	s.WriteString(all.row(fmt.Sprintf("all, %d articles", len(texts))))
	s.WriteString(coded.row("with a PLOVER type"))
	s.WriteString(barPercent("polnear-dev: speaker right, of claims that name one", all.right, all.named, 90))
	s.WriteString(bar("polnear-dev: claims that name one inside attributed passages", fmt.Sprint(all.inside), ">= 200", all.inside >= 200))
	return s.String()
}

// A claim belongs to the innermost passage that holds most of its words.
func TestPassage(t *testing.T) {
	spans := func(s ...[]int) mark {
		m := mark{Source: fmt.Sprint(s)}
		m.Extra.TargetSpans = s
		return m
	}
	marks := []mark{spans([]int{0, 100}), spans([]int{20, 40}, []int{60, 80})}
	for _, c := range []struct {
		start, end int
		want       string
	}{
		{0, 10, "[[0 100]]"},
		{20, 30, "[[20 40] [60 80]]"},
		{20, 80, "[[20 40] [60 80]]"}, // split by its attribution
		{35, 60, "[[0 100]]"},
		{90, 130, ""},
	} {
		var claim extract.Claim
		claim.Evidence.Start, claim.Evidence.End = c.start, c.end
		got := ""
		if p := passage(&claim, marks); p != nil {
			got = p.Source
		}
		if got != c.want {
			t.Errorf("%d..%d: got passage %q, want %q", c.start, c.end, got, c.want)
		}
	}
}
