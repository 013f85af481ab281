// Package gold reads the marked texts that claims are learnt from and measured on, and tells whether a claim of ours is a marked one.
// None of it is part of the program; the sets are described beside them, in gold/README.md of the data sets.
package gold
