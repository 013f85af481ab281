package news_test

import (
	"errors"
	"fmt"
	"strings"

	"newsgraph/news"
)

func Example() {
	input := `{"id":"17","headline":"Putin calls Pezeshkian","content":"Putin spoke by phone.","source":"AP","date":"2026-03-09T18:04:05+03:00"}
{"id":"18","content":"Putin spo
{"url":"https://www.example.com/19/?utm_source=feed","content":"Putin spoke again."}`

	for article, err := range news.Read([]string{"-"}, news.Options{Stdin: strings.NewReader(input)}) {
		var reject *news.Reject
		switch {
		case errors.As(err, &reject):
			fmt.Println("rejected:", reject)
		case err != nil:
			fmt.Println("failed:", err)
		default:
			fmt.Printf("%s %q %s\n", article.Key(), article.Text, article.Published.Day())
		}
	}
	// Output:
	// AP/17 "Putin spoke by phone." 2026-03-09
	// rejected: -:2: the JSON object breaks off after 31 bytes; fetch or write it again
	// www.example.com/https://www.example.com/19 "Putin spoke again."
}
