package nlp

import "strings"

// address gives the length of the address of the web or of mail, the file name or the name of a newsgroup that a string
// begins with; 0 where it begins with none. Marks at its end belong to the sentence.
func (l *wordLists) address(in string) int {
	if len(in) < 4 {
		return 0
	}
	if isURL(in) {
		n := 0
		for n < len(in) && strings.IndexByte("<>\"", in[n]) < 0 && in[n] != 0xe2 { // 0xe2 begins curly quotes and dashes
			n++
		}
		in = in[:n]
		n = trimAddress(in)
		if n < len(in) && in[n] == '/' {
			n++
		}
		return n
	}
	n, at, dot := 0, 0, 0
	for n < len(in) && addressByte(in[n]) {
		switch in[n] {
		case '@':
			at = n
		case '.':
			dot = n
		}
		n++
	}
	if dot == 0 && at == 0 {
		return 0
	}
	n = trimAddress(in[:n])
	const longest = 200
	if n < 4 || n > longest {
		return 0
	}
	in = in[:n]
	if at > 0 {
		if at < n-3 && strings.IndexByte(in[at+2:], '.') >= 0 {
			return n
		}
		return 0
	}
	host, _, path := strings.Cut(in, "/")
	label := strings.LastIndexByte(host, '.')
	if label <= 0 || strings.Contains(host, "..") {
		return 0
	}
	last := host[label+1:]
	switch first, _, _ := strings.Cut(host, "."); {
	case l.newsgroup[first] && !path && last == strings.ToLower(last) && len(last) > 2:
		return n
	case l.domain[last], l.generic[strings.ToLower(last)], l.file[strings.ToLower(last)] && !path:
		return n
	}
	return 0
}

func isURL(in string) bool {
	if strings.HasPrefix(in, "www.") || strings.HasPrefix(in, "mailto:") {
		return true
	}
	i := asciiLetters(in)
	return i > 2 && strings.HasPrefix(in[i:], "://")
}

// addressByte says whether a byte may stand inside an address without scheme.
func addressByte(c byte) bool {
	return isASCIILetter(c) || isDigit(rune(c)) || strings.IndexByte("._-/@#~%+", c) >= 0
}

// trimAddress gives the length of an address without the marks of the sentence at its end.
func trimAddress(in string) int {
	return len(strings.TrimRight(in, ".,;:!?)]}'\"-/"))
}
