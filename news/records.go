package news

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// isRecord reports whether a JSON line is what extract --format records writes. An article line may hold its text under
// "article", but as a string.
func (o object) isRecord() bool {
	return len(o["article"]) > 0 && o["article"][0] == '{' && o["claims"] != nil && o["entities"] != nil && o["build"] != nil
}

// record reads the article of a record and keeps the line. Nothing is filled in from sidecars or options, and no id is
// made: the claims of the record were made for exactly this article.
func (r *reader) record(o object, raw []byte) (Article, error) {
	var a Article
	if err := json.Unmarshal(o["article"], &a); err != nil {
		var typ *json.UnmarshalTypeError
		if errors.As(err, &typ) {
			return Article{}, fmt.Errorf("the record's article: field %q holds a %s", typ.Field, typ.Value)
		}
		return Article{}, fmt.Errorf("the record's article: %w", err)
	}
	switch a.Status {
	case "":
		a.Status = Usable
	case Usable, Canceled, Withheld:
	default:
		return Article{}, fmt.Errorf("the record's article has status %q; it must be usable, canceled or withheld", short(string(a.Status)))
	}
	if a.ID == "" {
		return Article{}, errors.New("the record's article has no id; extract it again")
	}
	a.Record = bytes.Clone(raw)
	if err := r.check(&a); err != nil {
		return Article{}, fmt.Errorf("the record's article: %w", err)
	}
	return a, nil
}
