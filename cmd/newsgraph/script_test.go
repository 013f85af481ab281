package main

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	// Nothing of whoever runs the tests: neither a store nor a name or password. This is also the program that the scripts
	// run, which must see what they set.
	if name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe"); name != "newsgraph" {
		for _, v := range []string{"NEWSGRAPH_STORE", "NEWSGRAPH_ONTOLOGY", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"} {
			os.Unsetenv(v)
		}
	}
	testscript.Main(m, map[string]func(){"newsgraph": main})
}

// TestScripts runs the command line as a user does. In a script, $ARTICLES and $PRESS are the folders of articles of the
// repository, and $GRAPH is a graph of both; a script that writes copies it first. $CALL is the id of the call that the
// press reports, $CLAIM that of a claim behind it. Besides testscript's own commands:
//
//	exits CODE COMMAND...    runs a command that must end with this exit code
//	gzip FILE [BYTES]        makes FILE.gz, cut after so many bytes
//	fill FILE BYTES TEXT     writes TEXT again and again until the file has so many bytes
//	replace OLD NEW FILE     replaces the first OLD in a file
//	patch FILE OFFSET HEX    overwrites bytes
//	oneline                  standard error of the last command is one line
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	articles, press := filepath.Join(root, "testdata", "articles"), filepath.Join(root, "testdata", "press")
	path := filepath.Join(t.TempDir(), "graph.db")
	succeed(t, "load", "--store", path, "--rejects", path+".rejects", articles, press)
	call := struct{ ID string }{}
	if err := json.Unmarshal(succeed(t, "facts", "--store", path, "--type", "CALLED", "--subject", "Torvald Hesk", "--format", "jsonl"), &call); err != nil {
		t.Fatal(err)
	}
	claim := struct{ ID string }{}
	if err := json.Unmarshal(succeed(t, "claims", "--store", path, "--article", "hc-101", "--type", "CALLED", "--format", "jsonl"), &claim); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("ARTICLES", articles)
			e.Setenv("PRESS", press)
			e.Setenv("GRAPH", path)
			e.Setenv("CALL", call.ID)
			e.Setenv("CLAIM", claim.ID)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("unknown condition " + cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"gzip":    gzipFile,
			"fill":    fill,
			"patch":   patch,
			"replace": replace,
			"oneline": oneLine,
		},
	})
}

// succeed runs newsgraph, which must succeed, and gives its standard output.
func succeed(t *testing.T, args ...string) []byte {
	t.Helper()
	var errOut bytes.Buffer
	c := exec.Command("newsgraph", args...)
	c.Stderr = &errOut
	out, err := c.Output()
	if err != nil {
		t.Fatalf("newsgraph %s: %v\n%s", strings.Join(args, " "), err, errOut.Bytes())
	}
	return out
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s: exit code %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

func gzipFile(ts *testscript.TestScript, neg bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	ts.Check(w.Close())
	n := b.Len()
	if len(args) > 1 {
		n, err = strconv.Atoi(args[1])
		ts.Check(err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes()[:n], 0o666))
	ts.Check(os.Remove(ts.MkAbs(args[0])))
}

func fill(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte(text), n/len(text)), 0o666))
}

func patch(ts *testscript.TestScript, neg bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	with, err := hex.DecodeString(args[2])
	ts.Check(err)
	copy(data[at:], with)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

func replace(ts *testscript.TestScript, neg bool, args []string) {
	text := ts.ReadFile(args[2])
	if !strings.Contains(text, args[0]) {
		ts.Fatalf("%s does not hold %q", args[2], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Replace(text, args[0], args[1], 1)), 0o666))
}

func oneLine(ts *testscript.TestScript, neg bool, args []string) {
	text := strings.TrimRight(ts.ReadFile("stderr"), "\n")
	if text == "" || strings.Contains(text, "\n") {
		ts.Fatalf("standard error is not one line:\n%s", text)
	}
}
