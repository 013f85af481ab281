package schema

import "testing"

func TestDefaultLoads(t *testing.T) {
	if n := len(Default().Relations()); n < 10 {
		t.Fatalf("%d relations", n)
	}
}
