package news

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

const (
	// minLetters is the number of letters from which the language of a text is guessed: below, whatlanggo takes short
	// English for Italian or Yoruba.
	minLetters = 300
	// sample is how many bytes of a text are looked at. whatlanggo's distance counts ranks without bound, so that longer
	// texts make it less sure, not more: on 876 English articles its least confidence is 1.0 for the first 1,000 or 2,000
	// bytes, below zero for 4,000, and 2 whole articles are taken for another language.
	sample = 2000
	// A text with one "the" in 25 words is English and need not be guessed at, which costs 1.5 ms: 775 of those 876.
	wordsPerThe = 25
)

// english reports whether a declared language (BCP 47, ISO 639-2 or an English word) is English.
func english(declared string) bool {
	tag, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(declared)), "_", "-"), "-")
	return tag == "en" || tag == "eng" || tag == "english"
}

// undeclared reports whether a declared language says nothing (ISO 639-2: undetermined, several, no words).
func undeclared(declared string) bool {
	switch strings.ToLower(strings.TrimSpace(declared)) {
	case "", "und", "mul", "zxx", "unknown":
		return true
	}
	return false
}

// checkLanguage gives an error where an article is not in English: it is declared in another language, or its text has
// 300 letters or more and whatlanggo finds another one and calls that reliable.
func checkLanguage(declared, text string) error {
	if !undeclared(declared) && !english(declared) {
		return fmt.Errorf("the article is declared as language %q; only English is read; leave it out", short(declared))
	}
	if !atLeastLetters(text, minLetters) {
		return nil
	}
	if len(text) > sample {
		text = strings.ToValidUTF8(text[:sample], "")
	}
	words, the := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		if word == "the" {
			the++
		}
	}
	if the*wordsPerThe >= words {
		return nil
	}
	// Reliable means a clear lead over the second language, so a tie (which whatlanggo breaks in map order) never is.
	if found := whatlanggo.Detect(text); found.IsReliable() && found.Lang != whatlanggo.Eng && found.Lang >= 0 {
		return fmt.Errorf("the text is in %s; only English is read; leave it out", found.Lang.String())
	}
	return nil
}

// atLeastLetters reports whether a text has n letters; it looks no further.
func atLeastLetters(text string, n int) bool {
	for _, c := range text {
		if unicode.IsLetter(c) {
			n--
		}
		if n <= 0 {
			return true
		}
	}
	return false
}
