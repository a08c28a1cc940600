package docs_test

import (
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	code    = regexp.MustCompile("`[^`]*`")
	heading = regexp.MustCompile(`^#{1,6} +(.*?)(?: +#+)?$`)
	anchor  = regexp.MustCompile(`<a id="([^"]+)"></a>`)
	// section is a section number of PayKickstart's API document, as doc comments cite it.
	section = regexp.MustCompile(`\b2\.[1-7]\.[1-9]\b`)
)

// TestLinksResolve follows every relative link of the documents to a file or folder, and to the heading or anchor in it.
// Links to other sites are not asked.
func TestLinksResolve(t *testing.T) {
	t.Parallel()
	followed := 0
	for _, name := range documents(t) {
		for _, match := range link.FindAllStringSubmatch(prose(read(t, name)), -1) {
			if strings.Contains(match[1], "://") || strings.HasPrefix(match[1], "mailto:") {
				continue
			}
			followed++
			file, fragment, _ := strings.Cut(match[1], "#")
			target := name
			if file != "" {
				target = path.Join(path.Dir(name), file)
			}
			if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(target))); !assert.NoError(t, err, "%s: %s", name, match[1]) {
				continue
			}
			if fragment != "" {
				assert.True(t, slices.Contains(anchors(read(t, target)), fragment), "%s: %s: no such heading", name, match[1])
			}
		}
	}
	assert.Positive(t, followed)
}

func TestAnchors(t *testing.T) {
	t.Parallel()
	text := "# The `way` of a call\n## Errors: how to *decide*\n## Twice\n## Twice\n```sh\n# no heading\n```\n| <a id=\"q1\"></a>1 | [x](y.md#z) |\n"
	assert.Equal(t, []string{"the-way-of-a-call", "errors-how-to-decide", "twice", "twice-1", "q1"}, anchors(text))
	assert.Equal(t, "y.md#z", link.FindStringSubmatch(prose(text))[1])
	assert.Empty(t, link.FindAllString(prose("`a[0](b)` and\n```go\nf[T](x)\n```\n"), -1))
}

// TestCitedSectionsExist looks up each section number of a doc comment in docs/api.md.
func TestCitedSectionsExist(t *testing.T) {
	t.Parallel()
	known := anchors(read(t, "docs/api.md"))
	cited := 0
	for _, name := range files(t, func(name string) bool { return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") }) {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, comment := range file.Comments {
			for _, number := range section.FindAllString(comment.Text(), -1) {
				cited++
				assert.True(t, slices.Contains(known, "s"+strings.ReplaceAll(number, ".", "-")), "%s cites %s, which docs/api.md does not have", name, number)
			}
		}
	}
	assert.Positive(t, cited)
}

// prose is a document without its code.
func prose(text string) string {
	var kept []string
	fenced := false
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		} else if !fenced {
			kept = append(kept, code.ReplaceAllString(line, ""))
		}
	}
	return strings.Join(kept, "\n")
}

// anchors are what a fragment may name: the headings as GitHub spells them, and the anchors set by hand.
func anchors(text string) []string {
	var found []string
	times := map[string]int{}
	fenced := false
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if fenced {
			continue
		}
		if match := heading.FindStringSubmatch(line); match != nil {
			slug := slugOf(match[1])
			found = append(found, numbered(slug, times[slug]))
			times[slug]++
		}
		for _, match := range anchor.FindAllStringSubmatch(line, -1) {
			found = append(found, match[1])
		}
	}
	return found
}

func numbered(slug string, times int) string {
	if times == 0 {
		return slug
	}
	return slug + "-" + strconv.Itoa(times)
}

// slugOf keeps letters, digits, hyphens and underscores; spaces become hyphens.
func slugOf(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, anchor.ReplaceAllString(title, ""))
}
