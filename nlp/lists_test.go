package nlp

import (
	"slices"
	"strings"
	"testing"
)

// TestLists reads every line of the word lists: known kinds, small letters, no stop at the end of an abbreviation, no word
// twice in a list.
func TestLists(t *testing.T) {
	for _, list := range []struct {
		name, text string
		kinds      []string
	}{
		{"abbreviations.txt", abbreviationsText, []string{"name", "number", "month", "last", "either", "starters"}},
		{"addresses.txt", addressesText, []string{"generic", "domains", "files", "newsgroups"}},
		{"bare.txt", bareText, []string{"people", "before"}},
		{"calendar.txt", calendarText, []string{"month", "weekday", "clock"}},
		{"openings.txt", openingsText, []string{"credits", "figures"}},
		{"prefixes.txt", prefixesText, []string{"prefixes", "suffixes"}},
		{"slugs.txt", slugsText, []string{"outlet", "topic", "others"}},
		{"speech.txt", speechText, []string{""}},
		{"units.txt", unitsText, []string{"units", "amounts", "currencies"}},
	} {
		seen := map[string]string{}
		for kind, words := range listLines(list.text) {
			if !slices.Contains(list.kinds, kind) && len(words) > 0 {
				t.Errorf("%s: unknown kind %q", list.name, kind)
			}
			for _, w := range words {
				if w != strings.ToLower(w) {
					t.Errorf("%s: %q is not in small letters", list.name, w)
				}
				if list.name == "abbreviations.txt" && strings.HasSuffix(w, ".") {
					t.Errorf("%s: %q has a stop at its end", list.name, w)
				}
				group := kind
				if kind != "starters" {
					group = "words"
				}
				if old, twice := seen[group+" "+w]; twice {
					t.Errorf("%s: %q stands under %q and %q", list.name, w, old, kind)
				}
				seen[group+" "+w] = kind
			}
		}
	}
}

// TestContractions reads every line of contractions.txt: one cut a word, small letters, nothing twice, no word too long.
func TestContractions(t *testing.T) {
	seen := map[string]bool{}
	word := func(w string) {
		if w == "" || w != strings.ToLower(w) || seen[w] {
			t.Errorf("contractions.txt: %q is empty, has a capital or stands twice", w)
		}
		seen[w] = true
	}
	cut := func(w string) {
		one, two, ok := strings.Cut(w, "-")
		if !ok || one == "" || two == "" || strings.Contains(two, "-") || len(one+two) > longestContraction {
			t.Errorf("contractions.txt: %q must be cut once and have at most %d letters", w, longestContraction)
		}
		word(one + two)
	}
	for kind, words := range listLines(contractionsText) {
		switch {
		case kind == "always":
			for _, w := range words {
				cut(w)
			}
		case kind == "elided":
			for _, w := range words {
				word("'" + w)
			}
		case len(words) > 0:
			cut(kind)
			for _, w := range words {
				word(kind + " " + w)
			}
		}
	}
}

// TestEmoticons reads every emoticon: two to four bytes, at least one that is no letter or digit, none twice.
func TestEmoticons(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range emoticons(emoticonsText) {
		if len(e) < 2 || len(e) > longestEmoticon || seen[e] {
			t.Errorf("emoticons.txt: %q has a wrong length or stands twice", e)
		}
		seen[e] = true
	}
}

// TestUPOSList maps every Penn tag of the model to a universal tag that the model knows.
func TestUPOSList(t *testing.T) {
	p := newPipeline(t)
	xpos, upos := map[string]bool{}, map[string]bool{}
	for _, l := range p.models.net.Tags {
		x, u, _ := strings.Cut(l, "/")
		xpos[x], upos[u] = true, true
	}
	listed := map[string]bool{}
	for u, tags := range listLines(uposText) {
		if len(tags) > 0 && !upos[u] {
			t.Errorf("upos.txt: no such universal tag: %q", u)
		}
		for _, x := range tags {
			listed[x] = true
		}
	}
	for x := range xpos {
		if !listed[x] {
			t.Errorf("upos.txt: no line has the tag %q", x)
		}
	}
}

// TestCues reads every line of cues.txt, agencies.txt and small.txt: known kinds and places, small letters, nothing twice.
func TestCues(t *testing.T) {
	places := []string{"start", "label", "colon", "alone", "tail", "name", "day", "year", "inside", "credit"}
	seen := map[string]bool{}
	all := cueLines(cuesText)
	for _, x := range all {
		if !slices.Contains(kinds, x.kind) || !slices.Contains(places, x.place) {
			t.Errorf("cues.txt: no such kind or place: %s %s", x.kind, x.place)
		}
		if x.phrase == "" || x.phrase != strings.ToLower(x.phrase) {
			t.Errorf("cues.txt: %q is empty or not in small letters", x.phrase)
		}
		if key := x.place + " " + x.phrase; seen[key] {
			t.Errorf("cues.txt: %s %q stands twice", x.place, x.phrase)
		} else {
			seen[key] = true
		}
		if x.place != "inside" && begins(x.phrase+": x", x.phrase) == 0 {
			t.Errorf("cues.txt: %q is not found in itself", x.phrase)
		}
	}
	if len(all) < 100 {
		t.Errorf("cues.txt: %d phrases were read", len(all))
	}
	for line := range strings.Lines(agenciesText) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" && seen["agency "+line] {
			t.Errorf("agencies.txt: %q stands twice", line)
		} else {
			seen["agency "+line] = true
		}
	}
	for kind, words := range listLines(smallText) {
		if len(words) > 0 && !slices.Contains([]string{"names", "pronouns", "unfinished", "asks"}, kind) {
			t.Errorf("small.txt: unknown kind %q", kind)
		}
		for _, w := range words {
			if w != strings.ToLower(w) {
				t.Errorf("small.txt: %q is not in small letters", w)
			}
		}
	}
}
