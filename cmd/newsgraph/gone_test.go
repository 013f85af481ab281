package main

import (
	"bytes"
	"net"
	"os/exec"
	"strings"
	"testing"
)

// A server that answers a connection by closing it, as one that goes down does, ends each command with one line that says
// where it was and what to do; a load does not wait for it, nor print a trace of the driver.
func TestNeo4jGone(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	for _, args := range [][]string{
		{"load", "../../testdata/press", "--store", "bolt://" + l.Addr().String()},
		{"facts", "--store", "bolt://" + l.Addr().String()},
		{"stats", "--store", "neo4j://" + l.Addr().String()},
		{"retract", "hc-101", "--store", "neo4j://" + l.Addr().String()},
	} {
		c := exec.Command("newsgraph", args...)
		var out, errOut bytes.Buffer
		c.Stdout, c.Stderr = &out, &errOut
		c.Run()
		says := errOut.String()
		if code := c.ProcessState.ExitCode(); code != exitFailed || out.Len() > 0 || strings.Count(says, "\n") != 1 ||
			!strings.HasPrefix(says, "newsgraph: no connection to Neo4j at "+l.Addr().String()+": ") || !strings.Contains(says, "give the same command again") {
			t.Errorf("%s: exit code %d, it prints %q and says:\n%s", strings.Join(args, " "), code, &out, says)
		}
	}
}
