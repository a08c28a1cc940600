package docs_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGoBlocksCompile hands every fenced Go block of the documents to go vet, as a package of a module outside of this one:
// each is a whole file, so that a reader can paste it. The comment <!-- module: examples/store --> before a block names the
// module whose requirements it has; without one it is the root's.
func TestGoBlocksCompile(t *testing.T) {
	t.Parallel()
	byModule := map[string][]block{}
	for _, name := range documents(t) {
		for _, b := range goBlocks(name, read(t, name)) {
			byModule[b.module] = append(byModule[b.module], b)
		}
	}
	require.NotEmpty(t, byModule["."], "no block found: the documents moved")
	for module, blocks := range byModule {
		t.Run(module, func(t *testing.T) {
			t.Parallel()
			vet(t, module, blocks)
		})
	}
}

func TestGoBlocks(t *testing.T) {
	t.Parallel()
	text := "# Title\n\n```go\npackage a\n```\ntext\n<!-- module: examples/store -->\n\n```go\npackage b\n\nfunc f() {}\n```\n```sh\nls\n```\n"
	assert.Equal(t, []block{
		{doc: "a.md", line: 4, module: ".", code: "package a\n"},
		{doc: "a.md", line: 10, module: "examples/store", code: "package b\n\nfunc f() {}\n"},
	}, goBlocks("a.md", text))
	assert.NoError(t, whole("package main\n\nfunc main() {}\n"))
	assert.NoError(t, whole("package shop\n"))
	assert.ErrorContains(t, whole("x := 1\n"), "expected 'package'")
	assert.ErrorContains(t, whole("package main\n\nfunc run() {}\n"), "no func main")
}

// block is one fenced Go block; line is the one of its first line of code.
type block struct {
	doc    string
	line   int
	module string
	code   string
}

const marker = "<!-- module: "

func goBlocks(doc, text string) []block {
	var blocks []block
	module, fence := ".", ""
	for i, line := range strings.Split(text, "\n") {
		switch {
		case fence == "" && strings.HasPrefix(line, marker):
			module = strings.TrimSuffix(strings.TrimPrefix(line, marker), " -->")
		case fence == "" && strings.HasPrefix(line, "```"):
			fence = line
			if fence == "```go" {
				blocks = append(blocks, block{doc: doc, line: i + 2, module: module})
			}
		case line == "```":
			module, fence = ".", ""
		case fence == "```go":
			blocks[len(blocks)-1].code += line + "\n"
		}
	}
	return blocks
}

// whole reports what keeps a block from being a file of its own; go vet does not miss a main function.
func whole(code string) error {
	file, err := parser.ParseFile(token.NewFileSet(), "block.go", code, parser.SkipObjectResolution)
	if err != nil || file.Name.Name != "main" {
		return err
	}
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "main" {
			return nil
		}
	}
	return errors.New("package main has no func main")
}

func vet(t *testing.T, module string, blocks []block) {
	t.Helper()
	dir := outsider(t, module)
	for i, b := range blocks {
		require.NoError(t, whole(b.code), "%s:%d", b.doc, b.line)
		folder := filepath.Join(dir, fmt.Sprintf("block%02d", i))
		require.NoError(t, os.Mkdir(folder, 0o755))
		// A line directive makes the compiler speak of the document.
		code := fmt.Sprintf("//line %s:%d\n%s", b.doc, b.line, b.code)
		require.NoError(t, os.WriteFile(filepath.Join(folder, "block.go"), []byte(code), 0o600))
	}
	out, err := goCommand(t, dir, "vet", "./...")
	assert.NoError(t, err, "%s", out)
}

// outsider makes a module that has the requirements of a module of this repository, and requires that module itself.
func outsider(t *testing.T, module string) string {
	t.Helper()
	from, err := filepath.Abs(filepath.Join(root, module))
	require.NoError(t, err)
	out, err := goCommand(t, from, "mod", "edit", "-json")
	require.NoError(t, err, "%s", out)
	var mod struct {
		Module  struct{ Path string }
		Go      string
		Require []struct{ Path, Version string }
		Replace []struct{ Old, New struct{ Path string } }
	}
	require.NoError(t, json.Unmarshal(out, &mod))
	text := fmt.Sprintf("module docs.test/outsider\n\ngo %s\n\nrequire %s v0.0.0\nreplace %s => %q\n", mod.Go, mod.Module.Path, mod.Module.Path, from)
	for _, r := range mod.Require {
		text += fmt.Sprintf("require %s %s\n", r.Path, r.Version)
	}
	for _, r := range mod.Replace {
		text += fmt.Sprintf("replace %s => %q\n", r.Old.Path, filepath.Join(from, r.New.Path))
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o600))
	sums, err := os.ReadFile(filepath.Join(from, "go.sum"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o600))
	return dir
}

func goCommand(t *testing.T, dir string, args ...string) ([]byte, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	return cmd.CombinedOutput()
}
