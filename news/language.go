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
	// sample is how much of a text is looked at, in bytes: its time grows with the text, its answer no longer changes.
	sample = 8 << 10
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
		return fmt.Errorf("the article is declared as language %q; only English is read", short(declared))
	}
	if len(text) > sample {
		text = strings.ToValidUTF8(text[:sample], "")
	}
	letters := 0
	for _, c := range text {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	if letters < minLetters {
		return nil
	}
	// Reliable means a clear lead over the second language, so a tie (which whatlanggo breaks in map order) never is.
	if found := whatlanggo.Detect(text); found.IsReliable() && found.Lang != whatlanggo.Eng && found.Lang >= 0 {
		return fmt.Errorf("the text is in %s; only English is read", found.Lang.String())
	}
	return nil
}
