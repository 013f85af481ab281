package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/urfave/cli/v2"
)

func main() {
	// Half of what the runtime would use by itself: 240 instead of 290 MB for a long run, at no cost that could be measured, for
	// most of what lives is the models.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

// program is what every command gets: the streams, the environment, and the report of standard error.
type program struct {
	in     io.Reader
	out    *bufio.Writer // flushed when the command ends
	stdout terminal
	stderr terminal
	env    func(string) string
	report *report
}

// run is the program: it gives the exit code.
func run(argv []string, in io.Reader, out, errOut io.Writer, env func(string) string) int {
	// A closed reader of our output is an error that a write returns, so that a store is closed before we end.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first signal lets the running batch end; a second one ends the program at once.
	context.AfterFunc(ctx, stop)

	p := &program{
		in:     in,
		out:    bufio.NewWriterSize(out, 1<<16),
		stdout: terminalOf(out, env),
		stderr: terminalOf(errOut, env),
		env:    env,
		report: newReport(errOut, "text", false),
	}
	app := p.app()
	argv, err := arrange(app, argv)
	if err == nil {
		err = app.RunContext(ctx, argv)
	}
	if flushed := p.out.Flush(); err == nil && flushed != nil {
		err = fmt.Errorf("writing the result to standard output: %w", flushed)
	}
	if isBrokenPipe(err) {
		return exitDone
	}
	code := exitCode(err)
	var said *interruptedError
	switch {
	case err == nil:
	case ctx.Err() != nil && !errors.As(err, &said):
		// Whatever a database or a disk calls it: it failed because we ended it.
		code = exitInterrupted
		p.report.fail("interrupted")
	default:
		p.report.fail(err.Error())
	}
	return code
}

// app lists the commands.
func (p *program) app() *cli.App {
	app := &cli.App{
		Name:                      "newsgraph",
		Usage:                     "reads news and keeps a graph of who did what to whom, with a quote behind every edge",
		Version:                   version(),
		Writer:                    p.out,
		ErrWriter:                 io.Discard, // every error comes back from Run and is printed once, by run
		HideHelpCommand:           true,       // `help` is arrange's: it also knows subcommands
		EnableBashCompletion:      true,
		DisableSliceFlagSeparator: true, // a name may hold a comma; codes are split in flags.go
		ExitErrHandler:            func(*cli.Context, error) {},
		CustomAppHelpTemplate:     appHelp,
		Commands: []*cli.Command{
			p.load(), p.extract(), p.annotate(), p.explain(),
			p.facts(), p.claims(), p.articles(), p.evidence(), p.entity(),
			p.retract(), p.rebuild(), p.verify(),
			p.stats(), p.dump(), p.diff(),
			p.ontology(), p.completion(),
		},
	}
	for _, c := range app.Commands {
		p.complete(c, "")
		for _, s := range c.Subcommands {
			p.complete(s, c.Name+" ")
		}
	}
	return app
}

// complete gives a command what all commands have: --quiet and --log-format, usage errors that come back as values,
// help with examples.
func (p *program) complete(c *cli.Command, parent string) {
	c.HideHelpCommand = true // `entity help` looks for an entity named help
	c.CustomHelpTemplate = commandHelp
	name := parent + c.Name
	c.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return usagef(name, "%s", flagProblem(err)) }
	if c.Action == nil {
		return
	}
	c.Flags = append(c.Flags,
		&cli.BoolFlag{Name: "quiet", Usage: "write nothing but errors to standard error"},
		&cli.StringFlag{Name: "log-format", Value: "text", Usage: "`FORMAT` of standard error: text, or json (one object a line)"},
	)
	for _, f := range c.Flags {
		if b, ok := f.(*cli.BoolFlag); ok {
			b.DisableDefaultText = true
		}
	}
	action := c.Action
	c.Action = func(c *cli.Context) error {
		format := c.String("log-format")
		if format != "text" && format != "json" {
			return usagef(name, "--log-format is %q: text or json", format)
		}
		p.report = newReport(p.report.w, format, c.Bool("quiet"))
		return action(c)
	}
}

// version gives the module's version where the program was built from one, and the revision where it was built from a
// checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

const appHelp = `newsgraph {{.Usage}}

Usage: newsgraph COMMAND [FLAGS] [ARGUMENTS]

Commands:
{{range .VisibleCommands}}   {{.Name}}{{"\t"}}{{.Usage}}
{{end}}
Example:
   newsgraph load testdata/articles
   newsgraph facts --type CALLED

newsgraph help COMMAND shows the flags of a command, with an example.
`

// commandHelp prints UsageText as the arguments and Description as the explanation with its examples.
const commandHelp = `{{.HelpName}} {{.Usage}}

Usage: {{.HelpName}}{{if .VisibleCommands}} SUBCOMMAND{{end}} [FLAGS]{{if .ArgsUsage}} {{.ArgsUsage}}{{end}}
{{if .VisibleCommands}}
Subcommands:
{{range .VisibleCommands}}   {{.Name}}{{"\t"}}{{.Usage}}
{{end}}{{end}}{{if .Description}}
{{.Description}}
{{end}}{{if .VisibleFlags}}
Flags:
{{range .VisibleFlags}}   {{.}}
{{end}}{{end}}`
