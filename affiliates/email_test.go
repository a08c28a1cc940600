package affiliates

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestSplitEmail(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text     string
		subjects []string
		body     string
	}{
		"good JSON":             {`{"subject":"one\ntwo","body":"<a href=\"x\">\/<\/a>"}`, []string{"one", "two"}, `<a href="x">/</a>`},
		"other order, spaces":   {`{ "body" : "b", "subject" : "s" }`, []string{"s"}, "b"},
		"raw line breaks":       {"{\"subject\":\"one\r\ntwo\",\"body\":\"a\n\tb\"}", []string{"one", "two"}, "a\n\tb"},
		"raw quotes":            {"{\"subject\":\"a \"b\" c\nd\",\"body\":\"<p class=\"x\">\n\"y\"</p>\"}", []string{`a "b" c`, "d"}, "<p class=\"x\">\n\"y\"</p>"},
		"raw backslash":         {`{"subject":"C:\dir","body":"b"}`, []string{`C:\dir`}, "b"},
		"space around":          {"\n {\"subject\":\"a \"b\"\",\"body\":\"c\"} \n", []string{`a "b"`}, "c"},
		"the seam in the body":  {`{"subject":""s"","body":"x","body":"y"}`, []string{`"s"`}, `x","body":"y`},
		"blank subjects":        {`{"subject":" \n\n a \n","body":"b"}`, []string{"a"}, "b"},
		"no subject":            {`{"subject":"","body":"b"}`, nil, "b"},
		"no body":               {`{"subject":"a","body":""}`, []string{"a"}, ""},
		"null subject":          {`{"subject":null,"body":"b"}`, nil, ""},
		"body alone":            {`{"body":"b"}`, nil, ""},
		"numbers":               {`{"subject":1,"body":2}`, nil, ""},
		"plain words":           {`Dear reader`, nil, ""},
		"empty":                 {``, nil, ""},
		"cut":                   {`{"subject":"a","body":"b`, nil, ""},
		"no beginning":          {`one "two"","body":"b"}`, nil, ""},
		"seam without its ends": {`","body":"`, nil, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			subjects, body := splitEmail(test.text)
			assert.Equal(t, test.subjects, subjects)
			assert.Equal(t, test.body, body)
		})
	}
}

// What a vendor types comes back, as long as it does not hold the seam itself or look like JSON.
func FuzzSplitEmail(f *testing.F) {
	f.Add("one\ntwo", "<p>a \"b\"</p>\n")
	f.Add("", "")
	f.Add(`\`, `"}`)
	f.Fuzz(func(t *testing.T, subject, body string) {
		splitEmail(subject)
		text := `{"subject":"` + subject + `","body":"` + body + `"}`
		subjects, got := splitEmail(text)
		for _, line := range subjects {
			if strings.TrimSpace(line) != line || line == "" || strings.Contains(line, "\n") {
				t.Errorf("subject %q", line)
			}
		}
		isJSON := strings.Contains(text, `\`) || strings.Contains(subject, `":"`) || strings.Contains(body, `":`)
		if isJSON || strings.Count(text, `","body":"`) != 1 || !utf8.ValidString(text) {
			return
		}
		if got != body {
			t.Errorf("body %q, want %q", got, body)
		}
	})
}
