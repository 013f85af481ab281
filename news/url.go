package news

import (
	_ "embed"
	"net/url"
	"path"
	"slices"
	"strings"
)

//go:embed tracking.txt
var trackingFile string

// tracking holds the parameters of tracking.txt: exact names, and beginnings of names.
var tracking = func() (t struct {
	names    map[string]bool
	prefixes []string
}) {
	t.names = map[string]bool{}
	for line := range strings.Lines(trackingFile) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if p, ok := strings.CutSuffix(line, "*"); ok {
			t.prefixes = append(t.prefixes, p)
		} else {
			t.names[line] = true
		}
	}
	return t
}()

// NormalURL gives the form of an address under which an article without id is known, so that it is one article however
// readers were led to it (RFC 3986 section 6.2, and the habits of news sites):
//
//   - scheme and host in lower case, no user name, no default port, no dot at the end of the host
//   - no dot segments, no empty segments and no slash at the end of the path
//   - percent signs only where they are needed, their digits in upper case
//   - no fragment, but for #! addresses, whose fragment chooses the page
//   - no query parameters of tracking.txt; the rest in order of name and value
//
// Nothing else is touched: http and https, www and bare hosts, mobile and print pages stay apart, since a needless split
// is cheaper than a false merge. What is no absolute http or https address with a host gives "": a dump that fills the
// field with "n/a" must not make one article of all its lines.
func NormalURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return ""
	}
	scheme, host := strings.ToLower(u.Scheme), hostOf(u)
	if scheme != "http" && scheme != "https" || host == "" {
		return ""
	}
	if strings.Contains(host, ":") { // IPv6
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && !(scheme == "http" && port == "80") && !(scheme == "https" && port == "443") {
		host += ":" + port
	}
	var b strings.Builder
	b.WriteString(scheme + "://" + host)
	if p := path.Clean("/" + escapes(u.EscapedPath())); p != "/" {
		b.WriteString(p)
	}
	if q := keptQuery(u.RawQuery); q != "" {
		b.WriteString("?" + q)
	}
	if f := u.EscapedFragment(); strings.HasPrefix(f, "!") {
		b.WriteString("#" + escapes(f))
	}
	return b.String()
}

// Host gives the host of an address in lower case, without port; empty where the address has none.
func Host(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return ""
	}
	return hostOf(u)
}

func hostOf(u *url.URL) string {
	return strings.TrimRight(strings.ToLower(u.Hostname()), ".")
}

// keptQuery drops tracking parameters and sorts the rest.
func keptQuery(raw string) string {
	var kept []string
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		part = escapes(part)
		name, _, _ := strings.Cut(part, "=")
		if !isTracking(strings.ToLower(name)) {
			kept = append(kept, part)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "&")
}

func isTracking(name string) bool {
	if tracking.names[name] {
		return true
	}
	for _, p := range tracking.prefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// escapes writes percent escapes in one way: decoded where the character needs none (RFC 3986 section 2.3), else with
// digits in upper case. Bytes beyond ASCII and spaces that stand bare are escaped.
func escapes(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
			if unreserved(c) {
				b.WriteByte(c)
				continue
			}
		} else if c > ' ' && c < 0x7f {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}
