package corpus

import (
	"encoding/json"
	"path/filepath"
)

// ReadArticles gives the texts of the 876 articles.
func ReadArticles(data string) ([]string, error) {
	var out []string
	err := eachLine(filepath.Join(data, "articles-worldwide-newswire.jsonl.gz"), func(line string) error {
		var a struct{ Text string }
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			return err
		}
		out = append(out, a.Text)
		return nil
	})
	return out, err
}
