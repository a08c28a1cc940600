// Modproxy lays the modules of a working tree out as a module proxy in a folder, as if each had been tagged: every module
// whose path an outsider may import, with the replace lines of this repository's own modules dropped and their versions set.
//
//	go run ./modproxy ROOT OUT VERSION
//
// It prints the path of each module that it wrote, the root's first. What is not tracked by git and not ignored goes in as
// well, so that a rehearsal needs no commit.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/module"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: modproxy ROOT OUT VERSION")
		os.Exit(2)
	}
	if err := run(context.Background(), os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "modproxy:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root, out, version string) error {
	names, err := tracked(ctx, root)
	if err != nil {
		return err
	}
	modules, err := find(root, names)
	if err != nil {
		return err
	}
	for _, m := range modules {
		if !importable(m.path) {
			continue
		}
		if err := m.release(modules, version); err != nil {
			return fmt.Errorf("%s: %w", m.path, err)
		}
		if err := m.write(root, names, out, version); err != nil {
			return fmt.Errorf("%s: %w", m.path, err)
		}
		fmt.Println(m.path)
	}
	return nil
}

// write makes the four files that the go command asks a proxy for.
func (m *mod) write(root string, names []string, out, version string) error {
	escaped, err := module.EscapePath(m.path)
	if err != nil {
		return err
	}
	dir := filepath.Join(out, filepath.FromSlash(escaped), "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	info := fmt.Sprintf(`{"Version":%q,"Time":"2026-01-01T00:00:00Z"}`, version)
	for name, content := range map[string][]byte{"list": []byte(version + "\n"), version + ".info": []byte(info), version + ".mod": m.text} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return err
		}
	}
	return m.zip(root, names, filepath.Join(dir, version+".zip"), version)
}
