package schema

import "testing"

func TestNamesRead(t *testing.T) {
	if _, err := readNames(nameFiles.ReadFile); err != nil {
		t.Fatal(err)
	}
}
