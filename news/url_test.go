package news

import (
	"strings"
	"testing"
)

func TestNormalURL(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://www.Reuters.com/World/a", "https://www.reuters.com/World/a"},
		{"HTTP://x.com", "http://x.com"},
		{"https://x.com/", "https://x.com"},
		{"https://x.com./a/", "https://x.com/a"},
		{"https://user:secret@x.com/a", "https://x.com/a"},
		{"http://x.com:80/a", "http://x.com/a"},
		{"https://x.com:443/a", "https://x.com/a"},
		{"https://x.com:80/a", "https://x.com:80/a"},
		{"https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"},
		{"https://x.com/a/../b/./c//d", "https://x.com/b/c/d"},
		{"https://x.com/a#comments", "https://x.com/a"},
		{"https://x.com/#!/a/b", "https://x.com#!/a/b"},
		{"https://x.com/a?utm_source=b&UTM_Medium=c&fbclid=d", "https://x.com/a"},
		{"https://x.com/a?id=2&b=1&&utm_source=c", "https://x.com/a?b=1&id=2"},
		{"https://x.com/a?tag=z&tag=a", "https://x.com/a?tag=a&tag=z"},
		{"https://x.com/a?ref=b", "https://x.com/a?ref=b"},
		{"https://x.com/%7euser/caf%c3%a9", "https://x.com/~user/caf%C3%A9"},
		{"https://x.com/café", "https://x.com/caf%C3%A9"},
		{"https://x.com/a b", "https://x.com/a%20b"},
		{"https://x.com/a%2Fb", "https://x.com/a%2Fb"},
		{" https://x.com/a\n", "https://x.com/a"},
		// no address of an article
		{"", ""},
		{"n/a", ""},
		{"x.com/a", ""},
		{"/world/a", ""},
		{"mailto:a@x.com", ""},
		{"file:///tmp/a.txt", ""},
		{"https:///a", ""},
		{"https://x.com/%zz", ""},
	} {
		got := NormalURL(c.in)
		if got != c.want {
			t.Errorf("NormalURL(%q) = %q; want %q", c.in, got, c.want)
		}
		if again := NormalURL(got); again != got {
			t.Errorf("NormalURL(%q) = %q; a normal address must stay", got, again)
		}
	}
}

// TestTracking reads all of tracking.txt: names in lower case, once each, and none that is a common word.
func TestTracking(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(trackingFile) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name := strings.TrimSuffix(line, "*")
		if name == "" || strings.ContainsAny(name, " *=&") || strings.ToLower(name) != name {
			t.Errorf("tracking.txt: %q is no parameter in lower case", line)
		}
		if seen[line] {
			t.Errorf("tracking.txt: %q stands twice", line)
		}
		seen[line] = true
		if got := NormalURL("https://x.com/a?" + name + "=1"); got != "https://x.com/a" {
			t.Errorf("tracking.txt: %q stays in an address: %s", line, got)
		}
	}
	for _, word := range []string{"ref", "from", "source", "page", "p", "id", "article", "story", "date", "cid"} {
		if isTracking(word) {
			t.Errorf("tracking.txt drops %q, which may choose the article", word)
		}
	}
}
