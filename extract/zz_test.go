package extract

import (
	"bufio"
	"fmt"
	"os"
	"testing"

	"newsgraph/news"
	"newsgraph/schema"
)

func TestZZ(t *testing.T) {
	f, err := os.Open(os.Getenv("ZZ"))
	if err != nil {
		t.Skip()
	}
	pub, _ := news.ParseStamp("2026-03-09")
	o, err := schema.LoadDir(os.Getenv("ONTO"))
	if err != nil {
		t.Fatal(err)
	}
	p := pipeline(t)
	x, err := New(o, "")
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		d := p.Annotate(sc.Text())
		fmt.Println("=", sc.Text())
		if os.Getenv("TREE") != "" {
			for _, s := range d.Sentences {
				for i, k := range s.Tokens {
					h := "ROOT"
					if k.Head >= 0 {
						h = d.Text[s.Tokens[k.Head].Start:s.Tokens[k.Head].End]
					}
					fmt.Printf("   %d %s/%s %s->%s %v\n", i, d.Text[k.Start:k.End], k.XPOS, k.Rel, h, k.Deps)
				}
			}
			for _, r := range d.References {
				fmt.Println("   ref", d.Text[r.Start:r.End], r.Kind, r.Entities, r.Why)
			}
		}
		rec := x.Extract(news.Article{ID: "zz", Text: sc.Text(), Published: pub, Status: news.Usable}, d)
		for _, c := range rec.Claims {
			sub, obj, st, sp := "-", "-", "", ""
			if c.Subject != nil {
				sub = c.Subject.Name
			}
			if c.Object != nil {
				obj = c.Object.Name
			}
			if c.Stance != nil {
				st = *c.Stance
			}
			if c.Speaker != nil {
				sp = c.Speaker.Name
			}
			a := " "
			if c.Asserts {
				a = "+"
			}
			w := ""
			if c.When != nil {
				w = c.When.Text
			}
			fmt.Printf("  %s %s: %s -> %s | %s %s %s by %s | %s | %s\n", a, c.Type, sub, obj, c.Polarity, c.Modality, st, sp, w, c.Evidence.Rule)
		}
	}
}
