package main

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
)

// Exit codes of the program.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitRejected    = 3
	exitInterrupted = 130
)

// usageError says why a command line cannot be understood.
type usageError struct {
	command string // "" where the command itself is unknown
	problem string
}

func usagef(command, format string, a ...any) error {
	return &usageError{command: command, problem: fmt.Sprintf(format, a...)}
}

func (e *usageError) Error() string {
	if e.command == "" {
		return e.problem + " (newsgraph help lists the commands)"
	}
	return fmt.Sprintf("%s: %s (newsgraph help %s shows how)", e.command, e.problem, e.command)
}

// rejectedError says that a run is done but some articles were rejected.
type rejectedError struct{ message string }

func (e *rejectedError) Error() string { return e.message }

// interruptedError says what stands after an interruption and how to go on.
type interruptedError struct{ message string }

func (e *interruptedError) Error() string { return e.message }

// exitCode gives the code of what a command returned.
func exitCode(err error) int {
	var usage *usageError
	var rejected *rejectedError
	var interrupted *interruptedError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &rejected):
		return exitRejected
	case errors.As(err, &interrupted):
		return exitInterrupted
	}
	return exitFailed
}

// isBrokenPipe reports whether err says that nobody reads our output any more, as after `| head`.
func isBrokenPipe(err error) bool {
	if runtime.GOOS == "windows" {
		const brokenPipe, noData = syscall.Errno(109), syscall.Errno(232)
		return errors.Is(err, brokenPipe) || errors.Is(err, noData)
	}
	return errors.Is(err, syscall.EPIPE)
}
