package news

import (
	"strings"
	"testing"
)

func TestKey(t *testing.T) {
	for _, c := range []struct {
		article Article
		want    string
	}{
		{Article{ID: "17", Publisher: "AP", URL: "https://x.com/a"}, "AP/17"},
		{Article{ID: "17", URL: "https://X.com:8080/a"}, "x.com/17"},
		{Article{ID: "17"}, "/17"},
		{Article{Publisher: "AP", URL: "https://x.com/a/"}, "AP/https://x.com/a"},
		{Article{Publisher: "AFP/Reuters 100%", ID: "a/b"}, "AFP%2FReuters 100%25/a/b"},
	} {
		got := c.article.Key()
		if got.String() != c.want {
			t.Errorf("key of %+v is %s; want %s", c.article, got, c.want)
		}
		if back, ok := ParseKey(got.String()); !ok || back != got {
			t.Errorf("ParseKey(%q) = %+v, %v; want %+v", got, back, ok, got)
		}
	}
	if _, ok := ParseKey("an id alone"); ok {
		t.Error("an id without slash was read as a key")
	}
}

// TestMadeID holds the hash of an article without id and address: it must never change, or what is stored under it is
// loaded twice.
func TestMadeID(t *testing.T) {
	published, err := ParseStamp("2026-03-09")
	if err != nil {
		t.Fatal(err)
	}
	a := Article{Publisher: "AP", Title: "A", Published: published, Text: "Putin spoke."}
	if got, want := a.Key().ID, "14b7c436"; !strings.HasPrefix(got, want) || len(got) != 32 {
		t.Errorf("id is %s; want 32 digits that begin with %s", got, want)
	}
	b := Article{Publisher: "APA", Published: published, Text: "Putin spoke."}
	if a.Key().ID == b.Key().ID {
		t.Error("AP with title A and APA without title have one id")
	}
	a.URL = "https://x.com/" + strings.Repeat("é", 2000) // 4,014 bytes, 12,014 when escaped
	if id := a.Key().ID; len(id) != 32 {
		t.Errorf("an address that is longer than an id may be gives an id of %d bytes; want a hash", len(id))
	}
}

func TestTextHash(t *testing.T) {
	if got := TextHash("abc"); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" { // FIPS 180-2, B.1
		t.Errorf("TextHash(abc) = %s", got)
	}
	if got := TextHash(""); got != "" {
		t.Errorf("the empty text has hash %s; want none", got)
	}
}
