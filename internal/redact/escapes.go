package redact

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// deepestEscapes bounds how often escapes are resolved: a text in JSON may hold JSON itself, and a log line of that.
const deepestEscapes = 3

// inAllEscapes looks for something in a text as it stands, and with its escapes resolved, once and again. What is found is
// told by its place in the text as it stands.
func inAllEscapes(raw []byte, find func(plain []byte) []span) []span {
	return append(find(raw), inEscapes(raw, find)...)
}

// inEscapes is inAllEscapes without the look at the text as it stands.
func inEscapes(raw []byte, find func(plain []byte) []span) []span {
	var all []span
	var places []int
	for range deepestEscapes {
		plain, at, resolved := unescape(raw)
		if !resolved {
			break
		}
		if places != nil {
			for i := range at {
				at[i] = places[at[i]]
			}
		}
		for _, f := range find(plain) {
			all = append(all, span{at[f.from], at[f.to]})
		}
		raw, places = plain, at
	}
	return all
}

// unescape resolves the escapes of JSON, Go and JavaScript, in any mix, and tells for each byte of the plain text, and for
// its end, where that stood. An escape that was cut off stands for nothing.
func unescape(raw []byte) (plain []byte, at []int, resolved bool) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw, nil, false
	}
	plain, at = make([]byte, 0, len(raw)), make([]int, 0, len(raw)+1)
	for i := 0; i < len(raw); {
		before, size := len(plain), 1
		if raw[i] == '\\' {
			plain, size = appendEscaped(plain, raw[i:])
		} else {
			plain = append(plain, raw[i])
		}
		for range len(plain) - before {
			at = append(at, i)
		}
		i += size
	}
	return plain, append(at, len(raw)), true
}

// appendEscaped appends what the escape stands for that raw begins with, and returns its size.
func appendEscaped(dst, raw []byte) ([]byte, int) {
	if len(raw) == 1 {
		return dst, 1
	}
	switch c := raw[1]; c {
	case 'b':
		return append(dst, '\b'), 2
	case 'f':
		return append(dst, '\f'), 2
	case 'n':
		return append(dst, '\n'), 2
	case 'r':
		return append(dst, '\r'), 2
	case 't':
		return append(dst, '\t'), 2
	case 'u':
		return appendRune(dst, raw)
	case 'U':
		r, size := hexRune(raw, 8)
		return appendValid(dst, r, size)
	case 'x':
		if r, size := hexRune(raw, 2); r >= 0 {
			return append(dst, byte(r)), size
		}
		return dst, 2
	default:
		return append(dst, c), 2
	}
}

// appendRune appends the character of \uXXXX, or of a pair of them.
func appendRune(dst, raw []byte) ([]byte, int) {
	r, size := hexRune(raw, 4)
	if utf16.IsSurrogate(r) && len(raw) > size+1 && raw[size] == '\\' && raw[size+1] == 'u' {
		second, more := hexRune(raw[size:], 4)
		if pair := utf16.DecodeRune(r, second); pair != utf8.RuneError {
			return utf8.AppendRune(dst, pair), size + more
		}
	}
	return appendValid(dst, r, size)
}

// appendValid appends a character; a negative one is none.
func appendValid(dst []byte, r rune, size int) ([]byte, int) {
	if r < 0 {
		return dst, size
	}
	return utf8.AppendRune(dst, r), size
}

// hexRune reads the digits of an escape, and returns -1 if there are fewer.
func hexRune(raw []byte, digits int) (rune, int) {
	size := len(`\u`)
	for size < len(raw) && size < len(`\u`)+digits && isHex(raw[size]) {
		size++
	}
	n, err := strconv.ParseUint(string(raw[len(`\u`):size]), 16, 32)
	if err != nil || size < len(`\u`)+digits || n > utf8.MaxRune {
		return -1, size
	}
	return rune(n), size
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
