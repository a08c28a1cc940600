package redact

import (
	"bytes"
	"encoding/binary"
)

// Values masks the secrets in the text values of an answer, in whatever escapes they are written, so that they get into no
// result. Member names and numbers stay, so that no secret can change what an answer says; card digits stay, because results
// have them. The answer must be JSON.
func (r *Redactor) Values(body []byte) (masked []byte, changed bool) {
	forms := r.inResults()
	every, done := containsAny(body, forms), 0
	if !every && !r.mayHide(body) {
		return body, false
	}
	for from := 0; ; {
		text, ok := nextText(body, from, every)
		if !ok {
			break
		}
		from = min(text.to+1, len(body))
		if isName(body[text.to:]) {
			continue
		}
		for _, f := range r.inValue(body[text.from:text.to], forms) {
			masked = append(append(masked, body[done:text.from+f.from]...), mask...)
			done = text.from + f.to
		}
	}
	if done == 0 {
		return body, false
	}
	return append(masked, body[done:]...), true
}

// inResults are the forms that are looked for in results. The longest stand first.
func (r *Redactor) inResults() [][]byte {
	forms := r.forms.Get()
	for i, form := range forms {
		if len(form) < shortestInResult {
			return forms[:i]
		}
	}
	return forms
}

func containsAny(text []byte, forms [][]byte) bool {
	for _, form := range forms {
		if bytes.Contains(text, form) {
			return true
		}
	}
	return false
}

// nextText returns where the content of the next text from there on is: of every one, or of those with an escape, because
// the others have been searched.
func nextText(body []byte, from int, every bool) (span, bool) {
	start := from
	if every {
		i := bytes.IndexByte(body[from:], '"')
		if i < 0 {
			return span{}, false
		}
		start += i + 1
	} else {
		i := bytes.IndexByte(body[from:], '\\')
		if i < 0 {
			return span{}, false
		}
		// Between two texts there are no escapes, so the last quote before this one opens its text.
		start += bytes.LastIndexByte(body[from:from+i], '"') + 1
	}
	return span{start, start + textEnd(body[start:])}, true
}

// inValue finds the secrets in the content of a JSON text. Where it has escapes it is not searched as it stands: a find might
// begin in the middle of one.
func (r *Redactor) inValue(text []byte, forms [][]byte) []span {
	find := func(plain []byte) []span { return wholeForms(plain, forms) }
	switch {
	case bytes.IndexByte(text, '\\') < 0:
		return merged(find(text))
	case len(forms) == 0, len(text) < len(forms[len(forms)-1]), !containsAny(text, forms) && !r.mayHide(text):
		return nil
	default:
		return merged(inEscapes(text, find))
	}
}

// mayHide reports whether a secret can stand in a text in JSON's escapes and not as any of its forms. Resolving escapes is
// dear, and most answers have them for quotes and slashes alone.
func (r *Redactor) mayHide(text []byte) bool { return r.short || hasCoded(text) }

// hasCoded reports whether \u stands in text. It looks at eight places at a time: bytes.Index is slow where many backslashes
// are followed by something else.
func hasCoded(text []byte) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+9 <= len(text); i += 8 {
		these, next := binary.LittleEndian.Uint64(text[i:i+8]), binary.LittleEndian.Uint64(text[i+1:i+9])
		// A byte of y is zero where a backslash stands before a u.
		y := (these ^ '\\'*ones) | (next ^ 'u'*ones)
		if (y-ones)&^y&highs != 0 {
			return true
		}
	}
	return bytes.Contains(text[i:], []byte(`\u`))
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
