package news

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// TestUnreadable: a folder that cannot be read stops the run; a file in a folder is rejected; a file that is named stops
// the run. The super-user can read everything, so the test's own thread gives that right up.
func TestUnreadable(t *testing.T) {
	// The folder of the test itself must stay open to everybody.
	root, err := os.MkdirTemp("", "newsgraph")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(root)
	for _, f := range []string{"files/a.txt", "files/b.txt", "folders/a.txt", "folders/closed/b.txt"} {
		path := filepath.Join(root, f)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("Putin spoke."), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for path, mode := range map[string]os.FileMode{"files/a.txt": 0, "folders/closed": 0, "files": 0o755, "folders": 0o755, "": 0o755} {
		if err := os.Chmod(filepath.Join(root, path), mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(filepath.Join(root, "folders/closed"), 0o777)
	if os.Geteuid() == 0 {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(65534); err != nil {
			t.Fatal(err)
		}
		defer syscall.Setfsuid(0)
	}

	readAll(t, Options{}, filepath.Join(root, "files")).want(t, 1, "a.txt: cannot be opened (permission denied); make it readable")
	out := readAll(t, Options{}, filepath.Join(root, "folders"))
	if out.failed == nil || !strings.Contains(out.failed.Error(), "cannot read folder: open") || len(out.articles) != 1 {
		t.Errorf("%d articles, then %v; want one and the folder's error", len(out.articles), out.failed)
	}
	out = readAll(t, Options{}, filepath.Join(root, "files/a.txt"))
	if out.failed == nil || !strings.Contains(out.failed.Error(), "permission denied") {
		t.Errorf("a file that is named and cannot be opened gave %v", out.failed)
	}
}
