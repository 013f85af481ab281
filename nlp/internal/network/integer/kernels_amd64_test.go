package integer

// each calls f under every kernel that this machine has.
func each(f func(kernel string)) {
	w, n := wide, narrow
	defer func() { wide, narrow = w, n }()
	if w {
		f("wide")
	}
	if wide = false; n {
		f("narrow")
	}
	narrow = false
	f("plain")
}
