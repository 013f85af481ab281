package main

import (
	"testing"
)

// Steps of a calibration never fall, and lie between what was right and what was not.
func TestCalibrate(t *testing.T) {
	var as []answer
	for p := range 100 {
		as = append(as, answer{10 * p, p%10 < p/10}) // of those at tenth n, n in ten are right
	}
	table := calibrate(as)
	for i := 1; i < len(table); i++ {
		if table[i] < table[i-1] {
			t.Fatalf("%d of a thousand at %d, %d before", table[i], i, table[i-1])
		}
	}
	if table[5] > 250 || table[55] < 350 || table[55] > 650 || table[99] < 750 {
		t.Errorf("far from the answers: %v", table)
	}
}

// What is learnt from examples is found in them again; a class that an example leaves open beside others is not pushed down.
func TestLearn(t *testing.T) {
	var examples []example
	for range 50 {
		examples = append(examples,
			example{rows: []uint32{1, 2}, allowed: none, weight: 1},
			example{rows: []uint32{1, 3}, allowed: 1 << 4, weight: 1},
			example{rows: []uint32{1, 5}, allowed: 1<<6 | 1<<7, weight: 1})
	}
	l := learn(examples, 8)
	likely := make([]float64, classes)
	for _, c := range []struct {
		row     uint32
		allowed uint32
	}{{2, none}, {3, 1 << 4}, {5, 1<<6 | 1<<7}} {
		l.likelihoods([]uint32{1, c.row}, likely)
		open := 0.0
		for k, p := range likely {
			if c.allowed>>k&1 == 1 {
				open += p
			}
		}
		if open < 0.9 {
			t.Errorf("row %d: its classes are likely by %.2f", c.row, open)
		}
	}
}

// Every reading names a class of the model and a verdict; mustRead panics otherwise.
func TestReadings(t *testing.T) {
	n := 0
	for _, rs := range readings {
		n += len(rs)
	}
	if n < 100 {
		t.Errorf("only %d readings", n)
	}
}
