package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the transcripts of README.md anew")

const readme = "../../README.md"

// notRun are commands of the README that its test leaves out, each with the reason.
var notRun = map[string]string{
	"go test ./...": "this test is part of it",
}

// seconds is how long a load took: the one part of a transcript that differs from run to run.
var took = regexp.MustCompile(`\(\d+\.\d s\)`)

// Every command of the README runs, and every transcript is what the program prints. Console blocks hold commands behind
// "$ " with their output; sh blocks hold commands alone, which must succeed; blocks of figures hold rows of the golden
// file. They run one after the other in one folder
// that has the repository's testdata. Those of the section on Neo4j run in TestReadmeOnNeo4j.
func TestReadme(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("the README's commands are for a POSIX shell, and there is none")
	}
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	before, neo4j, found := strings.Cut(text, "\n## Neo4j\n")
	if !found {
		t.Fatal("README.md has no section on Neo4j")
	}
	folder := readmeFolder(t)
	ran := 0
	var b strings.Builder
	language := ""
	for line := range strings.Lines(before + "\n") {
		fence, isFence := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case isFence && language == "":
			language = fence
			b.WriteString(line)
		case isFence:
			language = ""
			b.WriteString(line)
		case language == "console":
			command, isCommand := strings.CutPrefix(line, "$ ")
			if !isCommand {
				continue // output, written anew
			}
			out, err := shell(folder, command)
			if err != nil {
				t.Errorf("%s%s%v", command, out, err)
			}
			b.WriteString(line + took.ReplaceAllString(string(out), "(0.4 s)"))
			ran++
		case language == "sh":
			b.WriteString(line)
			if notRun[strings.TrimSpace(line)] != "" {
				continue
			}
			if out, err := shell(folder, line); err != nil {
				t.Errorf("%s%s%v", line, out, err)
			}
			ran++
		case strings.HasPrefix(language, "figures "):
			b.WriteString(figure(t, strings.TrimPrefix(language, "figures "), line))
		default:
			b.WriteString(line)
		}
	}
	if ran < 20 {
		t.Errorf("only %d commands found", ran)
	}
	got := strings.TrimSuffix(b.String(), "\n") + "\n## Neo4j\n" + neo4j
	if *update {
		if err := os.WriteFile(readme, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := strings.Split(text, "\n")
	for i, line := range strings.Split(got, "\n") {
		if i == len(want) || line != want[i] {
			shown := "the end of the file"
			if i < len(want) {
				shown = want[i]
			}
			t.Fatalf("README.md:%d: a transcript differs:\n got %s\nwant %s\nrewrite it by: go test ./cmd/newsgraph -run TestReadme -update", i+1, line, shown)
		}
	}
}

// figure gives the line of a golden file of figures, named from the repository's root, that begins with the same label as a line of
// the README.
func figure(t *testing.T, file, line string) string {
	t.Helper()
	golden, err := os.ReadFile(filepath.Join("../..", file))
	if err != nil {
		t.Fatal(err)
	}
	label, _, _ := strings.Cut(strings.TrimSpace(line), "  ")
	for row := range strings.Lines(string(golden)) {
		if strings.HasPrefix(strings.TrimSpace(row), label+" ") && !strings.HasPrefix(row, "#") {
			return strings.TrimRight(row, " \n") + "\n"
		}
	}
	t.Errorf("README.md: no figures of %q in %s", label, file)
	return line
}

// The README names every command of the program, and promises none that does not exist.
func TestReadmeNamesEveryCommand(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(data), "| command | what it does |")
	table, _, _ = strings.Cut(table, "\n\n")
	commands := map[string]bool{}
	for _, c := range testProgram().app().Commands {
		commands[c.Name] = true
		if !regexp.MustCompile("`" + c.Name + `\b`).MatchString(table) {
			t.Errorf("README.md does not name the command %s", c.Name)
		}
	}
	for _, m := range regexp.MustCompile("`([a-z]+)[^`]*`").FindAllStringSubmatch(table, -1) {
		if !commands[m[1]] {
			t.Errorf("README.md names %q, which is no command", m[1])
		}
	}
}

// readmeFolder makes a folder in which the README's commands can run.
func readmeFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "testdata"), os.DirFS("../../testdata")); err != nil {
		t.Fatal(err)
	}
	return folder
}

// shell runs a command line of the README and gives both its outputs, as a terminal of 110 columns without colour shows
// them.
func shell(folder, line string) ([]byte, error) {
	line = strings.ReplaceAll(line, "go run ./cmd/newsgraph", "newsgraph")
	c := exec.Command("sh", "-c", line)
	c.Dir = folder
	c.Env = append(os.Environ(), "COLUMNS=110")
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	return out.Bytes(), err
}
