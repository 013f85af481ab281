package news

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed fields.txt
var fieldsFile string

// fields holds the names of fields.txt: by field, the names in order.
var fields = func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(fieldsFile) {
		if words := strings.Fields(line); len(words) > 1 && words[0] != "#" {
			m[words[0]] = words[1:]
		}
	}
	return m
}()

// maxField is the size in bytes of the longest id, address, publisher, language or version. Neo4j's indexes end at
// about 8,000 bytes, and a row that fails there would fail its whole batch.
const maxField = 4096

// value is what a source holds under one name.
type value struct {
	kind kind
	text string // of a text: the text; of a number: its digits as written
}

// kind is the form of a value: the JSON types, of which a text header has only texts.
type kind int

const (
	noValue kind = iota // no such name, null, or nothing but white space
	textValue
	numberValue
	otherValue // a boolean, a list, an object: text says which
)

// source gives the value under a name.
type source func(name string) value

// article fills an article from a source. Where a field has several names, the first one present wins; a field whose
// names hold different values is counted in the summary. The first value that cannot be understood is the error.
func (r *reader) article(get source) (Article, error) {
	var a Article
	var errs []error
	pick := func(field string) value {
		var won value
		disagree := false
		for _, name := range fields[field] {
			v := get(name)
			switch {
			case v.kind == noValue:
			case won.kind == noValue:
				won = v
				if v.kind == otherValue || v.kind == numberValue && field != "id" && field != "version" && field != "published" && field != "modified" {
					errs = append(errs, fmt.Errorf("field %q holds %s where a text is needed", name, v))
				}
			case !agree(field, won, v):
				disagree = true
			}
		}
		if disagree {
			r.sum.disagree(field)
		}
		return won
	}
	stamp := func(field string) Stamp {
		v := pick(field)
		if v.kind == noValue || v.kind == otherValue {
			return Stamp{}
		}
		s, err := stampOf(v)
		if err != nil {
			errs = append(errs, fmt.Errorf("field %q: %w", field, err))
		}
		return s
	}

	a.ID = strings.TrimSpace(pick("id").text)
	a.URL = strings.TrimSpace(pick("url").text)
	a.Title = oneLine(pick("title").text)
	a.Text = pick("text").text
	a.Published = stamp("published")
	a.Modified = stamp("modified")
	a.Publisher = oneLine(pick("publisher").text)
	a.Language = strings.TrimSpace(pick("language").text)
	a.Version = strings.TrimSpace(pick("version").text)
	switch s := strings.ToLower(strings.TrimSpace(pick("status").text)); s {
	case "", "usable":
		a.Status = Usable
	case "canceled", "cancelled":
		a.Status = Canceled
	case "withheld":
		a.Status = Withheld
	default:
		errs = append(errs, fmt.Errorf("field \"status\" is %q; it must be usable, canceled or withheld", short(s)))
	}
	if len(errs) > 0 {
		return Article{}, errs[0]
	}
	return a, nil
}

// fill gives an article what its format lacks: from its sidecar, then from the options. The fields that name one
// article are taken only where the file is one article.
func (r *reader) fill(a *Article, sidecar Article, single bool) {
	if single {
		a.ID = or(a.ID, sidecar.ID)
		a.URL = or(a.URL, sidecar.URL)
		a.Title = or(a.Title, sidecar.Title)
		a.Version = or(a.Version, sidecar.Version)
		if a.Status == Usable && sidecar.Status != "" {
			a.Status = sidecar.Status
		}
		if a.Modified.IsZero() {
			a.Modified = sidecar.Modified
		}
	}
	a.Publisher = or(a.Publisher, or(sidecar.Publisher, r.o.Publisher))
	a.Language = or(a.Language, sidecar.Language)
	// A kill without a date stands above every version; a date that only the file or the command line has would take
	// that from it.
	if a.Published.IsZero() && (a.Status == Usable || single) {
		a.Published = sidecar.Published
	}
	if a.Published.IsZero() && a.Status == Usable {
		a.Published = r.o.Published
	}
}

// check decides whether an article can be used, and gives it an id where it has none.
func (r *reader) check(a *Article) error {
	for _, f := range []struct{ name, value string }{{"id", a.ID}, {"url", a.URL}, {"publisher", a.Publisher}, {"language", a.Language}, {"version", a.Version}} {
		if len(f.value) > maxField {
			return fmt.Errorf("field %q has %d bytes; the longest that is read is %d; shorten it", f.name, len(f.value), maxField)
		}
		if strings.ContainsFunc(f.value, unicode.IsControl) {
			return fmt.Errorf("field %q holds control characters; take them out", f.name)
		}
	}
	if strings.ContainsRune(a.Title, 0) {
		return errors.New("field \"title\" holds NUL bytes")
	}
	if n := strings.IndexByte(a.Text, 0); n >= 0 {
		return fmt.Errorf("the text holds NUL bytes, the first after %d bytes: no text, or one in another encoding than UTF-8; convert it (iconv -t UTF-8)", n)
	}
	if n := len(a.Text) + len(a.Title); n > r.o.MaxArticleBytes {
		return fmt.Errorf("the article has %d bytes; the limit is %d (--max-article-bytes)", n, r.o.MaxArticleBytes)
	}
	if a.Status == Usable {
		if strings.TrimSpace(a.Text) == "" {
			return fmt.Errorf("the article has no text (its names: %s); give it one, or the status canceled or withheld", strings.Join(fields["text"], ", "))
		}
		if err := checkLanguage(a.Language, a.Text); err != nil {
			return err
		}
	} else if a.ID == "" && NormalURL(a.URL) == "" {
		return fmt.Errorf("the %s article has neither id nor url, so nothing says which one is meant; give it one", a.Status)
	}
	if a.ID == "" {
		a.ID = a.makeID()
	}
	return nil
}

// agree reports whether two values of one field say the same.
func agree(field string, a, b value) bool {
	if a.text == b.text && a.kind == b.kind {
		return true
	}
	if a.kind == otherValue || b.kind == otherValue {
		return false
	}
	switch field {
	case "published":
		s, err1 := stampOf(a)
		t, err2 := stampOf(b)
		return err1 == nil && err2 == nil && (s.Instant().Equal(t.Instant()) || (s.dateOnly() || t.dateOnly()) && s.Day() == t.Day())
	case "url":
		u := NormalURL(a.text)
		return u != "" && u == NormalURL(b.text)
	case "language":
		return english(a.text) && english(b.text) || strings.EqualFold(a.text, b.text)
	case "title", "publisher":
		return strings.EqualFold(oneLine(a.text), oneLine(b.text))
	}
	return false
}

func stampOf(v value) (Stamp, error) {
	if v.kind == numberValue {
		return epoch(v.text)
	}
	return ParseStamp(v.text)
}

// String says what a value is, for an error about it.
func (v value) String() string {
	switch v.kind {
	case textValue:
		return "a text"
	case numberValue:
		return "the number " + short(v.text)
	case otherValue:
		return v.text
	}
	return "nothing"
}

// oneLine puts one space for each run of white space: a label that a page broke over lines is the same label.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// checkUTF8 gives an error with the place of the first byte that is not UTF-8.
func checkUTF8(b []byte) error {
	if utf8.Valid(b) {
		return nil
	}
	n := 0
	for n < len(b) {
		c, size := utf8.DecodeRune(b[n:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return fmt.Errorf("not UTF-8: byte 0x%02x after %d bytes; convert it (iconv -t UTF-8)", b[n], n)
}
