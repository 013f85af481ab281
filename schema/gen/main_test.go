package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const nowhere = `{"alt":["NO","Nowhereland","Republic of Nowhere"],"capital":["Saint Nil"],"cca2":"NO","cca3":"NOW","demonym":{"f":"Nowhese","m":"Nowhese"},"name":"Nowhere","official":"Republic of Nowhere","region":"","subregion":"","unMember":true}`

// A line of the data set and a line by hand give a line of the output.
func TestBuild(t *testing.T) {
	for _, c := range []struct{ name, hand, want string }{
		{"the data set alone: official forms are kept of alt, -ese has no plural", "",
			`{"code":"NOW","code2":"NO","name":"Nowhere","official":"Republic of Nowhere","names":["Nowhere","Republic of Nowhere"],"adjectives":["Nowhese"],"singular":["Nowhese"],"plural":["Nowhese"],"capitals":[{"name":"St. Nil","names":["St Nil","Saint Nil"]}],"sovereign":true}`},
		{"by hand", "NOW|Nowhere Land|Nowhish|Nowher||the Nowheres, N.O.|Nil/Nihil|Nowho",
			`{"code":"NOW","code2":"NO","name":"Nowhere Land","official":"Republic of Nowhere","names":["Nowhere Land","Republic of Nowhere","Nowheres","N.O."],"adjectives":["Nowhish"],"singular":["Nowher"],"plural":["Nowhers"],"combining":["Nowho"],"capitals":[{"name":"Nil","names":["Nihil"]}],"sovereign":true}`},
		{"a dash leaves out", "NOW||-|-|-||-|",
			`{"code":"NOW","code2":"NO","name":"Nowhere","official":"Republic of Nowhere","names":["Nowhere","Republic of Nowhere"],"sovereign":true}`},
	} {
		got, err := build(strings.NewReader(nowhere), c.hand)
		if err != nil || string(got) != c.want+"\n" {
			t.Errorf("%s: got\n%s%v\nwant\n%s", c.name, got, err, c.want)
		}
	}
	for hand, want := range map[string]string{
		"XXX|||||||":             "english.txt: XXX is no country of the data set",
		"NOW||":                  "english.txt:1: 3 fields, not 8",
		"NOW|||||||\nNOW|||||||": "english.txt:2: NOW stands twice",
	} {
		if _, err := build(strings.NewReader(nowhere), hand); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", hand, err, want)
		}
	}
}

// The committed list is what the command makes of the data set.
func TestUpToDate(t *testing.T) {
	dir := os.Getenv("NEWSGRAPH_DATA")
	if dir == "" {
		dir = "../../../shared/data"
	}
	f, err := os.Open(filepath.Join(dir, "countries.jsonl.gz"))
	if err != nil {
		t.Skipf("no countries.jsonl.gz: set NEWSGRAPH_DATA to the folder of data sets (%v)", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	got, err := build(z, english)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../data/countries.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("schema/data/countries.jsonl is not up to date: run go run ./schema/gen")
	}
}
