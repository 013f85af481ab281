package main

import (
	"embed"

	"github.com/urfave/cli/v2"
)

//go:embed completion
var completionScripts embed.FS

func (p *program) completion() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "prints a script that completes commands and flags in a shell",
		ArgsUsage: "bash|zsh|fish",
		Description: `Examples:
   newsgraph completion bash > ~/.local/share/bash-completion/completions/newsgraph
   newsgraph completion zsh > "${fpath[1]}/_newsgraph"
   newsgraph completion fish > ~/.config/fish/completions/newsgraph.fish`,
		Action: func(c *cli.Context) error {
			args, err := arguments(c, 1, 1, "the shell: bash, zsh or fish")
			if err != nil {
				return err
			}
			script, err := completionScripts.ReadFile("completion/newsgraph." + args[0])
			if err != nil {
				return usagef("completion", "no script for %q: bash, zsh or fish", args[0])
			}
			_, err = p.out.Write(script)
			return err
		},
	}
}
