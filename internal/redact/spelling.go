package redact

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"
)

// spellings lists how a secret may stand in a text: plain, quoted, in a URL, in HTML, and in JSON, as Go and as PHP write
// each of them.
func spellings(secret string) []string {
	inQuery, inPath := url.QueryEscape(secret), url.PathEscape(secret)
	quoted := strconv.Quote(secret)
	php := phpJSON(secret)
	return []string{
		secret, quoted[1 : len(quoted)-1],
		inQuery, strings.ReplaceAll(inQuery, "+", "%20"), inPath, lowerEscapes(inQuery), lowerEscapes(inPath),
		html.EscapeString(secret), phpHTML.Replace(secret),
		goJSON(secret), php, strings.ReplaceAll(php, "/", `\/`),
	}
}

// lowerEscapes writes %2B as %2b.
func lowerEscapes(s string) string {
	parts := strings.Split(s, "%")
	for i := 1; i < len(parts); i++ {
		parts[i] = strings.ToLower(parts[i][:2]) + parts[i][2:]
	}
	return strings.Join(parts, "%")
}

var phpHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#039;")

func goJSON(s string) string {
	// A string can always be marshalled.
	quoted, _ := json.Marshal(s)
	return string(quoted[1 : len(quoted)-1])
}

// phpJSON writes what is not ASCII in escapes, as PHP does.
func phpJSON(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r >= ' ' && r <= '~':
			b.WriteRune(r)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
		}
	}
	return b.String()
}
