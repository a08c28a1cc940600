// Package docs_test holds the documents to what is so: their Go blocks compile, their links resolve, the sections that doc
// comments cite exist, and every method of a service appears in an Example.
package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = ".."

// documents are the Markdown files of the repository with slashes, from the root.
func documents(t *testing.T) []string {
	t.Helper()
	names := files(t, func(name string) bool { return strings.HasSuffix(name, ".md") })
	require.Contains(t, names, "README.md")
	require.Contains(t, names, "docs/api.md")
	return names
}

// files walks the repository without the folders that begin with a dot.
func files(t *testing.T, want func(name string) bool) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && strings.HasPrefix(entry.Name(), "."):
			return filepath.SkipDir
		case !entry.IsDir() && want(name):
			names = append(names, name)
		}
		return nil
	})
	require.NoError(t, err)
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	require.NoError(t, err)
	return strings.ReplaceAll(string(text), "\r\n", "\n") // as a checkout on Windows may have it
}
