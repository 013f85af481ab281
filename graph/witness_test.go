package graph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"newsgraph/news"
	"newsgraph/schema"
)

// TestAgency: which agency a text credits, by its dateline or by a line of its own.
func TestAgency(t *testing.T) {
	const body = "Russian President Vladimir Putin called his Iranian counterpart on Monday, the Kremlin said."
	for _, c := range []struct{ text, want string }{
		{"MOSCOW, March 9 (Reuters) - " + body, "Reuters"},
		{"(Reuters) " + body, "Reuters"},
		{"TEHRAN, Iran (AP) — " + body, "AP"},
		{"Paris (AFP) – " + body, "AFP"},
		{"BEIJING, March 9 (Xinhua) -- " + body, "Xinhua"},
		{"MOSCOW, March 9. /TASS/. " + body, "TASS"},
		{"MOSCOW. March 9 (Interfax) - " + body, "Interfax"},
		{"Berlin (dpa) - " + body, "dpa"},
		{"MOSCOW, March 9 - RIA Novosti. " + body, "RIA Novosti"},
		{"MANAGUA (EFE) " + body, "EFE"}, // capitals need no dash
		{"AFP.- London - " + body, "AFP"},
		{"Reuters - " + body, "Reuters"},
		{body + " – Bernama", "Bernama"},
		{body + " (AFP).\n", "AFP"},
		{body + "\n\n- Reuters", "Reuters"},
		{body + "\n\nSource: AFP", "AFP"},
		{body + "\n\n(Source: Xinhua News Agency)", "Xinhua"},
		{body + "\n\n© 2026 AFP", "AFP"},
		{body + "\n\nCopyright 2026 The Associated Press.", "AP"},
		{body + "\n\n(With inputs from AFP, Reuters)", "AFP"},
		{body + "\n\nReuters/AFP", "Reuters"},
		{"By Jane Doe, Associated Press\n\n" + body, "AP"},
		{"By Reuters Staff\n\n" + body, "Reuters"},
		{"Agence France-Presse\n" + body, "AFP"},
		{"", ""},
		{"\n \n", ""},
		{body, ""},
		{"The Associated Press (AP) said that " + body, ""}, // a sentence
		{"the correspondent (AP) - " + body, ""},            // no dateline begins in lower case
		{"MOSCOW - " + body, ""},
		{body + " It was short (twelve minutes).", ""},
		{body + " The ministry confirmed it to Reuters.", ""},
		{"MOSCOW (Ivanov) - " + body, ""},                                               // nobody's agency
		{"MOSCOW, March 9 - A call. " + body, ""},                                       // nor that
		{body + "\n\nReuters reported the call first", ""},                              // a sentence
		{body + "\n\nBy Reuters accounts it was short", ""},                             // a sentence that begins like a byline
		{body + "\n\nsource: ap", ""},                                                   // a word without capital is no name
		{body + "\n\nSource: Herald", ""},                                               // nobody's agency
		{strings.Repeat(body+"\n", 4) + "Reuters\n" + strings.Repeat(body+"\n", 8), ""}, // in the middle of the text
		{body + "\n\n" + strings.Repeat("Reuters ", 20), ""},                            // too long to be a credit
	} {
		if _, got := Witnesses(news.Article{Text: c.text}); got != c.want {
			t.Errorf("%q\ncredits %q, want %q", c.text, got, c.want)
		}
	}
}

// agencyText is a text of n paragraphs, each of words drawn by seed.
func agencyText(seed uint64, n int) []string {
	rng := rand.New(rand.NewPCG(seed, 0))
	var paragraphs []string
	for range n {
		var words []string
		for range 20 + rng.IntN(20) {
			words = append(words, fmt.Sprintf("word%d", rng.IntN(5000)))
		}
		paragraphs = append(paragraphs, strings.Join(words, " ")+".")
	}
	return paragraphs
}

// TestWitnesses: which pairs of texts are known as copies.
func TestWitnesses(t *testing.T) {
	text := agencyText(1, 8)
	whole := strings.Join(text, "\n\n")
	changed := slices.Clone(strings.Fields(whole))
	for i := 0; i < len(changed); i += 30 { // every paragraph is touched, one word in thirty
		changed[i] = "new"
	}
	quote := "He did not elaborate on what was said in the call." // 11 words
	for _, c := range []struct {
		about string
		other string
		want  bool
	}{
		{"the same text", whole, true},
		{"in capitals, with other quotes and line ends", strings.ToUpper(strings.ReplaceAll(whole, "\n", "\r\n")), true},
		{"lines instead of paragraphs", strings.Join(text, "\n"), true},
		{"behind a dateline", "MOSCOW, March 9 (Reuters) - " + whole, true},
		{"the first paragraph alone, behind a dateline", "MOSCOW, March 9 (Reuters) - " + text[0], true},
		{"one paragraph in a text of its own", strings.Join(append(agencyText(2, 5), text[3]), "\n\n"), true},
		{"hard-wrapped, a word in thirty changed", strings.Join(changed, " "), true},
		{"another text", strings.Join(agencyText(3, 8), "\n\n"), false},
		{"another text with the same short sentence", strings.Join(append(agencyText(3, 8), quote), "\n\n"), false},
		{"no text", "", false},
	} {
		a, _ := Witnesses(news.Article{Text: whole + "\n\n" + quote})
		b, _ := Witnesses(news.Article{Text: c.other})
		shared := slices.ContainsFunc(b, func(k string) bool { return slices.Contains(a, k) })
		if shared != c.want {
			t.Errorf("%s: copies %t, want %t", c.about, shared, c.want)
		}
		for _, k := range b {
			if !isID(k) {
				t.Errorf("%s: %q is no id", c.about, k)
			}
		}
		if !slices.IsSorted(b) {
			t.Errorf("%s: keys are not sorted", c.about)
		}
	}
	if keys, _ := Witnesses(news.Article{Text: quote}); keys != nil {
		t.Errorf("a text of 11 words has the keys %v", keys)
	}
	long, _ := Witnesses(news.Article{Text: strings.Join(agencyText(4, 500), "\n")})
	if len(long) != maxParagraphs+bands {
		t.Errorf("a text of 500 paragraphs has %d keys, want %d", len(long), maxParagraphs+bands)
	}
	half, _ := Witnesses(news.Article{Text: strings.Join(agencyText(4, 500)[:250], "\n")})
	if !slices.ContainsFunc(half, func(k string) bool { return slices.Contains(long, k) }) {
		t.Error("half of a long text is not known as a copy")
	}
}

// TestBands: unrelated texts share no band; of texts with four fifths of their runs in common nearly all do. The rates
// are those of a fixed draw; in the long run they are 0.985 and 0.
func TestBands(t *testing.T) {
	const pairs = 200
	near, far := 0, 0
	share := func(a, b []string) bool {
		return slices.ContainsFunc(bandKeys(a), func(k string) bool { return slices.Contains(bandKeys(b), k) })
	}
	for i := range uint64(pairs) {
		a := plainWords(strings.Join(agencyText(100+i, 9), " "))
		b := plainWords(strings.Join(agencyText(900+i, 9), " "))
		n := len(a) / 10 // the first tenth is the one's alone, the last the other's: eight of ten are common
		if share(a[:len(a)-n], a[n:]) {
			near++
		}
		if share(a, b) {
			far++
		}
	}
	if near < pairs*95/100 || far != 0 {
		t.Errorf("of %d pairs %d near ones and %d unrelated ones share a band", pairs, near, far)
	}
}

// TestAgenciesFile reads every line of words/agencies.txt, and finds every form in a credit.
func TestAgenciesFile(t *testing.T) {
	lines := 0
	for line := range strings.Lines(agenciesFile) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "agency ")
		if !ok {
			continue
		}
		lines++
		name, forms, _ := strings.Cut(rest, " = ")
		for _, form := range append(strings.Split(forms, " | "), name) {
			if got := foldPublisher(form); got != Fold(schema.Organization, name).Key {
				t.Errorf("the publisher %q counts as %q, not as %s", form, got, name)
			}
			if strings.Contains(form, ".") {
				continue // a site: how a publisher is called that has no name
			}
			if got, _ := agencies.dateline("MOSCOW, March 9 (" + form + ") - A call was held."); got != name {
				t.Errorf("a dateline with %q credits %q, not %s", form, got, name)
			}
			if got := agencies.credited("Source: " + form); got != name {
				t.Errorf("a line with %q credits %q, not %s", form, got, name)
			}
		}
	}
	if lines < 50 || len(agencies.credit) < 10 {
		t.Errorf("%d agencies and %d credit words", lines, len(agencies.credit))
	}
	for _, bad := range []string{"agency Reuters", "agency = x", "agency A = x\nagency B = X Ltd.", "agencies"} {
		if _, err := readAgencies(bad); err == nil || !strings.Contains(err.Error(), "agencies.txt:") {
			t.Errorf("%q: error %v names no line", bad, err)
		}
	}
}

// FuzzWitnesses: no text breaks it; keys are ids, sorted, each once.
func FuzzWitnesses(f *testing.F) {
	f.Add("MOSCOW, March 9 (Reuters) - " + strings.Join(agencyText(1, 2), "\n\n") + "\n\nSource: AFP")
	f.Add("(/\n/)(\xff) - ")
	f.Fuzz(func(t *testing.T, text string) {
		keys, agency := Witnesses(news.Article{Text: text})
		if agency != "" && agencies.byKey[Fold(schema.Organization, agency).Key] != agency {
			t.Fatalf("%q is no agency", agency)
		}
		for i, k := range keys {
			if !isID(k) || i > 0 && keys[i-1] >= k {
				t.Fatalf("keys %v", keys)
			}
		}
	})
}

// BenchmarkWitnesses reads a text of 800 words, as long as a long news article.
func BenchmarkWitnesses(b *testing.B) {
	a := news.Article{Text: "MOSCOW, March 9 (Reuters) - " + strings.Join(agencyText(1, 27), "\n\n")}
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		Witnesses(a)
	}
}
