package main

import (
	"archive/zip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestRun lays a tree with two importable modules, an internal one and a tool out, and reads what an outsider would get.
func TestRun(t *testing.T) {
	root, out := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"go.mod":                "module example.com/sdk\n\ngo 1.25\n",
		"a.go":                  "package sdk\n",
		"new.go":                "package sdk\n",
		"nested/go.mod":         "module example.com/sdk/nested\n\ngo 1.25\n\nrequire example.com/sdk v0.0.0\n\nreplace example.com/sdk => ../\n",
		"nested/n.go":           "package nested\n",
		"internal/db/go.mod":    "module example.com/sdk/internal/db\n",
		"internal/db/db.go":     "package db\n",
		".ci/tools/go.mod":      "module tools\n",
		"scratch.out":           "ignored",
		".gitignore":            "*.out\n",
		"internal/kept/kept.go": "package kept\n",
	} {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("git", "-C", root, "init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := run(t.Context(), root, out, "v0.9.0"); err != nil {
		t.Fatal(err)
	}
	got := zipped(t, filepath.Join(out, "example.com/sdk/@v/v0.9.0.zip"))
	want := []string{".gitignore", "a.go", "go.mod", "internal/kept/kept.go", "new.go"}
	if !slices.Equal(got, want) {
		t.Errorf("the root's files are %q, want %q", got, want)
	}
	mod, err := os.ReadFile(filepath.Join(out, "example.com/sdk/nested/@v/v0.9.0.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(mod); strings.Contains(text, "replace") || !strings.Contains(text, "require example.com/sdk v0.9.0") {
		t.Errorf("the nested go.mod is:\n%s", text)
	}
	for _, path := range []string{"example.com/sdk/internal", "tools"} {
		if _, err := os.Stat(filepath.Join(out, path)); !os.IsNotExist(err) {
			t.Errorf("%s was released", path)
		}
	}
}

func zipped(t *testing.T, name string) []string {
	t.Helper()
	r, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	var names []string
	for _, f := range r.File {
		names = append(names, strings.TrimPrefix(f.Name, "example.com/sdk@v0.9.0/"))
	}
	slices.Sort(names)
	return names
}
