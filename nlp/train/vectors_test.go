package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadVectors reads a file of two words in the form of the package.
func TestReadVectors(t *testing.T) {
	row := func(first string, place int) string {
		return "[" + first + strings.Repeat(",-0.5", dimensions-1) + fmt.Sprintf(",4.2,%d]", place)
	}
	whole := `{"precision":8,"size":2,"words":["the","say \"no\""],"vectors":{"say \"no\"":` + row("1e-2", 1) + `,"the":` + row("7", 0) + `},"unkVector":[0,0]}`
	path := filepath.Join(t.TempDir(), "vectors.json")
	read := func(text string) ([]string, []float32, error) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return readVectors(path)
	}
	words, values, err := read(whole)
	if err != nil {
		t.Fatal(err)
	}
	if len(words) != 2 || words[1] != `say "no"` || len(values) != 2*dimensions || values[0] != 7 || values[dimensions] != 0.01 || values[1] != -0.5 {
		t.Errorf("words %q, %d values", words, len(values))
	}
	for name, text := range map[string]string{
		"cut":         whole[:len(whole)/2],
		"other place": strings.Replace(whole, "4.2,1]", "4.2,0]", 1),
		"no vectors":  `{"words":["the"]}`,
	} {
		if _, _, err := read(text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, _, err := readVectors(filepath.Join(t.TempDir(), "none")); err == nil || !strings.Contains(err.Error(), "npm pack") {
		t.Errorf("a file that is not there: %v", err)
	}
}
