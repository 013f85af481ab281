//go:build !amd64 && !arm64

package integer

// each calls f under every kernel that this machine has.
func each(f func(kernel string)) { f("plain") }
