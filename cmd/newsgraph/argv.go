package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// completionFlag is what the shell appends to ask for completions; urfave/cli handles it and needs argv as it is.
const completionFlag = "--generate-bash-completion"

// arrange puts an argv into the order that urfave/cli can read: command, flags, "--", arguments. It is needed because
// the library stops reading flags at the first argument, so that `load FOLDER --store x` would take --store for a file.
// Flags may stand anywhere, also before the command; after "--" nothing is a flag; "-" alone is an argument. Unknown
// commands and flags, and flags without their value, are usage errors here, each with the nearest name that exists.
func arrange(app *cli.App, argv []string) ([]string, error) {
	if len(argv) > 0 && argv[len(argv)-1] == completionFlag {
		return argv, nil
	}
	tokens := argv[1:]
	path, tokens, err := command(app, tokens)
	if err != nil {
		return nil, err
	}
	if len(path) == 0 {
		return append([]string{argv[0]}, tokens...), nil
	}
	last := path[len(path)-1]
	out := []string{argv[0]}
	for _, c := range path {
		out = append(out, c.Name)
	}
	name := strings.Join(out[1:], " ")
	var arguments []string
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t == "--" {
			arguments = append(arguments, tokens[i+1:]...)
			break
		}
		if !isFlag(t) {
			arguments = append(arguments, t)
			continue
		}
		flag, hasValue := flagName(t)
		if flag == "help" || flag == "h" {
			out = append(out, "--help")
			continue
		}
		f := findFlag(last.Flags, flag)
		if f == nil {
			return nil, usagef(name, "unknown flag --%s%s", flag, didYouMean(flag, flagNames(last.Flags), "--"))
		}
		out = append(out, t)
		if hasValue || !takesValue(f) {
			continue
		}
		// A known flag in the place of a value is a forgotten value: `--store --quiet` must not make a file "--quiet".
		if i+1 == len(tokens) || tokens[i+1] == "--" || isKnownFlag(last.Flags, tokens[i+1]) {
			return nil, usagef(name, "flag --%s needs a value", flag)
		}
		i++
		out = append(out, tokens[i])
	}
	return append(append(out, "--"), arguments...), nil
}

// command finds the command, and the subcommand where it has some, among tokens; the rest comes back without them.
// `help load` becomes `load --help`. No command at all gives no path, and a flag of the program itself or nothing.
func command(app *cli.App, tokens []string) (path []*cli.Command, rest []string, err error) {
	var all []cli.Flag
	for _, c := range app.Commands {
		all = append(all, c.Flags...)
		for _, s := range c.Subcommands {
			all = append(all, s.Flags...)
		}
	}
	commands, wantHelp := app.Commands, false
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t == "--" {
			rest = append(rest, tokens[i:]...)
			break
		}
		if isFlag(t) {
			rest = append(rest, t)
			flag, hasValue := flagName(t)
			if f := findFlag(all, flag); f != nil && takesValue(f) && !hasValue && i+1 < len(tokens) {
				i++
				rest = append(rest, tokens[i])
			}
			continue
		}
		if t == "help" && len(path) == 0 && !wantHelp {
			wantHelp = true
			continue
		}
		c := findCommand(commands, t)
		if c == nil {
			return nil, nil, usagef(pathName(path), "unknown command %q%s", t, didYouMean(t, commandNames(commands), ""))
		}
		path = append(path, c)
		commands = c.Subcommands
		if len(commands) == 0 {
			rest = append(rest, tokens[i+1:]...)
			break
		}
	}
	asksHelp := wantHelp || slices.ContainsFunc(rest, func(t string) bool { return t == "--help" || t == "-h" || t == "-help" })
	switch {
	case len(path) == 0 && asksHelp:
		return nil, []string{"--help"}, nil
	case len(path) == 0 && len(rest) > 0 && (rest[0] == "--version" || rest[0] == "-v" || rest[0] == "-version"):
		return nil, []string{"--version"}, nil
	case len(path) == 0:
		return nil, nil, usagef("", "no command given: one of %s", strings.Join(commandNames(app.Commands), ", "))
	case len(commands) > 0 && !asksHelp:
		return nil, nil, usagef(pathName(path), "no subcommand given: one of %s", strings.Join(commandNames(commands), ", "))
	}
	if wantHelp {
		rest = []string{"--help"}
	}
	return path, rest, nil
}

func pathName(path []*cli.Command) string {
	var names []string
	for _, c := range path {
		names = append(names, c.Name)
	}
	return strings.Join(names, " ")
}

func isFlag(token string) bool { return len(token) > 1 && token[0] == '-' && token != "--" }

// flagName gives the name of a flag token, and whether its value stands in it.
func flagName(token string) (name string, hasValue bool) {
	name = strings.TrimPrefix(strings.TrimPrefix(token, "-"), "-")
	name, _, hasValue = strings.Cut(name, "=")
	return name, hasValue
}

func findFlag(flags []cli.Flag, name string) cli.Flag {
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

func isKnownFlag(flags []cli.Flag, token string) bool {
	if !strings.HasPrefix(token, "--") {
		return false
	}
	name, _ := flagName(token)
	return name == "help" || findFlag(flags, name) != nil
}

func takesValue(f cli.Flag) bool {
	d, ok := f.(cli.DocGenerationFlag)
	return ok && d.TakesValue()
}

func flagNames(flags []cli.Flag) []string {
	var names []string
	for _, f := range flags {
		names = append(names, f.Names()...)
	}
	return names
}

func findCommand(commands []*cli.Command, name string) *cli.Command {
	for _, c := range commands {
		if c.HasName(name) {
			return c
		}
	}
	return nil
}

func commandNames(commands []*cli.Command) []string {
	var names []string
	for _, c := range commands {
		if !c.Hidden {
			names = append(names, c.Name)
		}
	}
	return names
}

// didYouMean gives ": did you mean X?" where one of names is at most two edits away, and "" otherwise.
func didYouMean(got string, names []string, prefix string) string {
	best, bestAt := "", 3
	for _, n := range names {
		if d := edits(got, n); d < bestAt && d < len(got) {
			best, bestAt = n, d
		}
	}
	if best == "" {
		return ""
	}
	return ": did you mean " + prefix + best + "?"
}

// edits is the Levenshtein distance of two short names, in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
