package transport

import (
	"bytes"
	"strings"
)

// values masks the secrets in the text values of an answer, so that they get into no result. Member names and numbers stay,
// so that no secret can change what an answer says; card digits stay, because results have them.
func (r *redactor) values(body []byte) (masked []byte, changed bool) {
	if !r.inResult(body) {
		return body, false
	}
	masked = make([]byte, 0, len(body))
	for {
		before, rest, found := bytes.Cut(body, []byte{'"'})
		masked = append(masked, before...)
		if !found {
			return masked, changed
		}
		end := textEnd(rest)
		text := string(rest[:end])
		body = rest[end:]
		if !isName(body) {
			clean := r.value(text)
			changed = changed || clean != text
			text = clean
		}
		masked = append(masked, '"')
		masked = append(masked, text...)
		if len(body) > 0 {
			masked, body = append(masked, '"'), body[1:]
		}
	}
}

func (r *redactor) inResult(body []byte) bool {
	for _, form := range r.spellings {
		if len(form) >= shortestInResult && bytes.Contains(body, []byte(form)) {
			return true
		}
	}
	return false
}

func (r *redactor) value(text string) string {
	for _, form := range r.spellings {
		if len(form) >= shortestInResult {
			text = strings.ReplaceAll(text, form, mask)
		}
	}
	return text
}

// textEnd returns where the quote is that ends a JSON text.
func textEnd(rest []byte) int {
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(rest)
}

// isName reports whether what follows a JSON text's content makes it the name of a member.
func isName(after []byte) bool {
	after = bytes.TrimLeft(bytes.TrimPrefix(after, []byte{'"'}), " \t\r\n")
	return len(after) > 0 && after[0] == ':'
}
