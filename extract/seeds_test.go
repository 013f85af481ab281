package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"newsgraph/news"
)

// The five seed articles, read by hand: every claim with its words, "# wrong: ..." under what is wrong, "# missing: ..." at
// the article's end for what should be there. -update keeps the comments.
func TestSeeds(t *testing.T) {
	const file = "testdata/seeds.golden"
	old, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	under := map[string][]string{} // comments by the lines above them
	var want, above strings.Builder
	last := ""
	for _, line := range strings.Split(strings.TrimRight(string(old), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			under[last] = append(under[last], line)
			continue
		}
		want.WriteString(line + "\n")
		if strings.HasPrefix(line, "=") {
			above.Reset()
			above.WriteString(line)
		}
		last = above.String() + "\n" + line
	}
	var got, out strings.Builder
	article := ""
	write := func(line string) {
		got.WriteString(line + "\n")
		out.WriteString(line + "\n")
		for _, c := range under[article+"\n"+line] {
			out.WriteString(c + "\n")
		}
	}
	for a, err := range news.Read([]string{"../testdata/articles"}, news.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		article = fmt.Sprintf("=== %s %s", a.ID, a.Published.Day())
		write(article)
		rec := extractor(t).Extract(a, pipeline(t).Annotate(a.Text))
		for i := range rec.Claims {
			e := rec.Claims[i].Evidence
			write(fmt.Sprintf("> %s | %s", showClaim(rec.Claims, i), strings.Join(strings.Fields(a.Text[e.Start:e.End]), " ")))
		}
		write("")
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if strings.TrimSpace(got.String()) != strings.TrimSpace(want.String()) {
		t.Errorf("%s differs; run with -update and read the diff; got:\n%s", file, got.String())
	}
}
