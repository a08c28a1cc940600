package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// mod is a module of the tree; dir is "." or a path with slashes below the root, text what its go.mod says when released.
type mod struct {
	path, dir string
	file      *modfile.File
	text      []byte
}

// tracked lists the files that a commit of the tree as it stands would have, with slashes.
func tracked(ctx context.Context, root string) ([]string, error) {
	cmd := exec.CommandContext(ctx, "git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		if _, err := os.Lstat(filepath.Join(root, name)); err == nil { // else: deleted, and not yet committed
			names = append(names, name)
		}
	}
	return names, nil
}

// find reads every go.mod, the root's first.
func find(root string, names []string) ([]*mod, error) {
	var modules []*mod
	for _, name := range names {
		if path.Base(name) != "go.mod" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return nil, err
		}
		file, err := modfile.Parse(name, text, nil)
		if err != nil {
			return nil, err
		}
		modules = append(modules, &mod{path: file.Module.Mod.Path, dir: path.Dir(name), file: file, text: text})
	}
	sort.Slice(modules, func(i, j int) bool { return len(modules[i].dir) < len(modules[j].dir) })
	return modules, nil
}

// importable reports whether an outsider may import packages of the module: not the gate's tools, and nothing internal.
func importable(modulePath string) bool {
	return module.CheckPath(modulePath) == nil && !strings.Contains("/"+modulePath+"/", "/internal/")
}

// release drops the replace lines of modules of this tree, and requires those at the version. A go.mod without such lines, as
// in a commit that is tagged, stays as it is.
func (m *mod) release(modules []*mod, version string) error {
	for _, other := range modules {
		if !m.replaces(other.path) {
			continue
		}
		if err := m.file.DropReplace(other.path, ""); err != nil {
			return err
		}
		if err := m.file.AddRequire(other.path, version); err != nil {
			return err
		}
		m.file.Cleanup()
		text, err := m.file.Format()
		if err != nil {
			return err
		}
		m.text = text
	}
	return nil
}

func (m *mod) replaces(modulePath string) bool {
	return slices.ContainsFunc(m.file.Replace, func(r *modfile.Replace) bool {
		return r.Old.Path == modulePath && r.Old.Version == ""
	})
}

// zip writes the module's files as the go command would zip a tag. It refuses what the go command would refuse: names that
// some system cannot have, two names that differ by case, sizes over the limits.
func (m *mod) zip(root string, names []string, to, version string) error {
	var files []zip.File
	for _, name := range names {
		if inner, ok := below(m.dir, name); ok {
			files = append(files, source{name: inner, from: filepath.Join(root, name), goMod: m.text})
		}
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if err := zip.Create(out, module.Version{Path: m.path, Version: version}, files); err != nil {
		_ = out.Close()
		return err
	}
	return out.Close()
}

// below is the name of a file from the folder of its module. Files of modules in there are left out by package zip.
func below(dir, name string) (string, bool) {
	if dir == "." {
		return name, true
	}
	return strings.CutPrefix(name, dir+"/")
}

// source is one file of a zip; the module's own go.mod is not the one on disk.
type source struct {
	name, from string
	goMod      []byte
}

func (s source) Path() string { return s.name }

func (s source) Lstat() (fs.FileInfo, error) { return os.Lstat(s.from) }

func (s source) Open() (io.ReadCloser, error) {
	if s.name == "go.mod" {
		return io.NopCloser(bytes.NewReader(s.goMod)), nil
	}
	return os.Open(s.from)
}
