package news

import "encoding/json"

// Status says whether a publisher still stands by an article.
type Status string

// The states of an article; the empty status of a source reads as Usable.
const (
	Usable   Status = "usable"
	Canceled Status = "canceled"
	Withheld Status = "withheld"
)

// Article is one news text with where it comes from. Nothing in it is invented: what its source does not say is zero.
// An Article is a value; whoever got it may keep it.
type Article struct {
	ID        string `json:"id"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Text      string `json:"text"` // UTF-8, the bytes that all spans count in
	Published Stamp  `json:"published,omitzero"`
	Modified  Stamp  `json:"modified,omitzero"`
	Publisher string `json:"publisher,omitempty"`
	Language  string `json:"language,omitempty"`
	Version   string `json:"version,omitempty"`
	Status    Status `json:"status"`

	// Where it was read; never stored.
	Path   string          `json:"-"` // file as given, "-" for standard input
	Line   int             `json:"-"` // first line in that file, from 1; 0 where the file is one article
	Record json.RawMessage `json:"-"` // the whole record where the file holds records; the fields above are filled from it
}
