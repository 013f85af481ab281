package main

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// Flags may stand anywhere; what the flag library gets is command, flags, "--", arguments.
func TestArrange(t *testing.T) {
	cases := []struct{ in, want string }{
		{"load a b", "load -- a b"},
		{"load --store x a", "load --store x -- a"},
		{"load a --store x", "load --store x -- a"},
		{"load a --store=x b", "load --store=x -- a b"},
		{"load a --dry-run b", "load --dry-run -- a b"},
		{"--quiet load a", "load --quiet -- a"},
		{"--store x load a", "load --store x -- a"},
		{"load -", "load -- -"},
		{"load -- --store x", "load -- --store x"},
		{"load a -- --store", "load -- a --store"},
		{"facts --limit -1", "facts --limit -1 --"},
		{"facts -type CALLED", "facts -type CALLED --"},
		{"ontology check d", "ontology check -- d"},
		{"ontology --quiet check d", "ontology check --quiet -- d"},
		{"entity help", "entity -- help"},
		{"help", "--help"},
		{"--help", "--help"},
		{"-h", "--help"},
		{"help load", "load --help --"},
		{"load --help", "load --help --"},
		{"load a -h", "load --help -- a"},
		{"help ontology check", "ontology check --help --"},
		{"help ontology", "ontology --help --"},
		{"ontology --help", "ontology --help --"},
		{"--version", "--version"},
		{"load --st " + completionFlag, "load --st " + completionFlag},
	}
	for _, c := range cases {
		got, err := arrange(testProgram().app(), append([]string{"newsgraph"}, strings.Fields(c.in)...))
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if want := append([]string{"newsgraph"}, strings.Fields(c.want)...); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", c.in, got, want)
		}
	}
}

func TestArrangeRefuses(t *testing.T) {
	cases := []struct{ in, want string }{
		{"", "no command given"},
		{"lod a", `unknown command "lod": did you mean load?`},
		{"zzzzzz", `unknown command "zzzzzz" (`},
		{"help lod", `unknown command "lod"`},
		{"load --stroe x a", "load: unknown flag --stroe: did you mean --store?"},
		{"stats --dry-run", "stats: unknown flag --dry-run"},
		{"load a --store", "load: flag --store needs a value"},
		{"load --store --quiet a", "load: flag --store needs a value"},
		{"load --store -- a", "load: flag --store needs a value"},
		{"ontology", "ontology: no subcommand given: one of check, test, show"},
		{"ontology chek", `ontology: unknown command "chek": did you mean check?`},
	}
	for _, c := range cases {
		_, err := arrange(testProgram().app(), append([]string{"newsgraph"}, strings.Fields(c.in)...))
		if err == nil {
			t.Errorf("%q is understood; want %q", c.in, c.want)
			continue
		}
		if exitCode(err) != exitUsage {
			t.Errorf("%q: exit code %d, want %d", c.in, exitCode(err), exitUsage)
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q:\n got %s\nwant %s", c.in, err, c.want)
		}
	}
}

// Values hold whatever the user's names hold: only codes are split at commas.
func TestListFlagsKeepCommas(t *testing.T) {
	p := testProgram()
	app := p.app()
	argv, err := arrange(app, []string{"newsgraph", "facts", "--subject", "Smith, John", "--subject", "x", "--country", "RUS,IRN", "--country", "USA"})
	if err != nil {
		t.Fatal(err)
	}
	facts := findCommand(app.Commands, "facts")
	var subjects, countries []string
	facts.Action = func(c *cli.Context) error {
		subjects = c.StringSlice("subject")
		var err error
		countries, err = codes(c, "country", nil)
		return err
	}
	if err := app.Run(argv); err != nil {
		t.Fatal(err)
	}
	if want := []string{"Smith, John", "x"}; !slices.Equal(subjects, want) {
		t.Errorf("subjects %q, want %q", subjects, want)
	}
	if want := []string{"RUS", "IRN", "USA"}; !slices.Equal(countries, want) {
		t.Errorf("countries %q, want %q", countries, want)
	}
}

// Every command says what it does and shows an example of itself.
func TestHelpShowsAnExample(t *testing.T) {
	for _, c := range testProgram().app().Commands {
		if c.Usage == "" || !strings.Contains(c.Description, "newsgraph "+c.Name) {
			t.Errorf("%s: no example in its help", c.Name)
		}
		for _, s := range c.Subcommands {
			if s.Usage == "" || !strings.Contains(s.Description, "newsgraph "+c.Name+" "+s.Name) {
				t.Errorf("%s %s: no example in its help", c.Name, s.Name)
			}
		}
	}
}

func testProgram() *program {
	return &program{
		in: strings.NewReader(""), out: bufio.NewWriter(io.Discard), env: func(string) string { return "" },
		report: newReport(io.Discard, "text", true),
	}
}
