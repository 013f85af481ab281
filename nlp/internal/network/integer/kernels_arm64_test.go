package integer

// each calls f under every kernel that this machine has.
func each(f func(kernel string)) {
	f("neon")
	fast = false
	defer func() { fast = true }()
	f("plain")
}
