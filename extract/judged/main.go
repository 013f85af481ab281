// Judged shows how right claims of real articles are to people who read them, and draws further claims to be read.
//
//	go run ./extract/judged [-data ../shared/data] [-tables extract/testdata] [-summary]
//	go run ./extract/judged -draw 200 -seed WORD -to FOLDER [-of patterns|model] [-data ...] [-tables ...]
//
// The first form prints every claim of the tables judged*.tsv in its sentence, the words that carry it in [[ ]], with both
// verdicts and the reasons, then what they come to: by reader, how far the readers agree, by kind of rule and by relation.
// Tables keep ids and offsets alone; the texts are those of articles-worldwide-newswire.jsonl.gz. A claim that this build no
// longer makes is marked "gone"; its verdict stands, since it tells of the build that made it.
//
// The second form draws asserting claims by chance: those with the smallest hashes of seed and claim, of patterns or of the
// model, without those that stand in a table. It writes sheet.txt, each claim in words with the sentences around it and the
// meaning of its relation, which is all that a reader may see, and table.tsv, its lines of a table without verdicts. Two people
// read the sheet, neither seeing the other's verdicts; with these the table goes to the folder of the tables.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"newsgraph/extract/internal/verdicts"
)

// settings say what to read and what to do.
type settings struct {
	data    string // folder of the data sets
	tables  string // folder of the tables
	summary bool   // print the figures alone
	draw    int    // how many claims to draw; 0: print the tables
	seed    string
	to      string // folder of what is drawn
	of      string // "patterns" or "model"
}

func main() {
	var s settings
	data := os.Getenv("NEWSGRAPH_DATA")
	if data == "" {
		data = filepath.FromSlash("../shared/data")
	}
	flag.StringVar(&s.data, "data", data, "folder of the data sets")
	flag.StringVar(&s.tables, "tables", filepath.FromSlash("extract/testdata"), "folder of the tables")
	flag.BoolVar(&s.summary, "summary", false, "print the figures alone, which need no texts")
	flag.IntVar(&s.draw, "draw", 0, "draw so many claims instead of printing the tables")
	flag.StringVar(&s.seed, "seed", "", "word that decides about the draw")
	flag.StringVar(&s.to, "to", "", "folder for sheet.txt and table.tsv")
	flag.StringVar(&s.of, "of", "patterns", "draw claims of patterns or of the model")
	flag.Parse()
	if err := s.run(); err != nil {
		fmt.Fprintln(os.Stderr, "judged:", err)
		os.Exit(1)
	}
}

func (s settings) run() error {
	if flag.NArg() > 0 || s.draw < 0 || s.draw > 0 && (s.to == "" || s.seed == "") || s.of != "patterns" && s.of != "model" {
		return fmt.Errorf("the command line cannot be understood: -draw needs -seed and -to, -of is patterns or model (go doc ./extract/judged)")
	}
	tables, err := verdicts.ReadAll(os.DirFS(s.tables))
	if err != nil {
		return err
	}
	if s.draw > 0 {
		return s.drawSheet(tables)
	}
	out := bufio.NewWriter(os.Stdout)
	if !s.summary {
		if err := s.printClaims(out, tables); err != nil {
			return err
		}
	}
	printSummary(out, tables)
	return out.Flush()
}
