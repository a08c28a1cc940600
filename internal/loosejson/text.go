package loosejson

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// isPlain reports whether the raw content of a string stands for itself: no escapes, and valid UTF-8.
func isPlain(raw []byte) bool { return bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw) }

// unquote returns the text of a string from its raw content.
func unquote(raw []byte) string {
	if isPlain(raw) {
		return string(raw)
	}
	return string(appendText(nil, raw))
}

// appendText appends the text of a string's raw content. Invalid UTF-8 and lone surrogates become U+FFFD, as in
// encoding/json.
func appendText(dst, raw []byte) []byte {
	valid := utf8.Valid(raw)
	for i := 0; ; {
		end := skipPlain(raw, i)
		if valid {
			dst = append(dst, raw[i:end]...)
		} else {
			dst = appendValid(dst, raw[i:end])
		}
		if end == len(raw) {
			return dst
		}
		dst, i = appendEscape(dst, raw, end+1)
	}
}

func appendValid(dst, run []byte) []byte {
	for len(run) > 0 {
		r, size := utf8.DecodeRune(run)
		dst = utf8.AppendRune(dst, r)
		run = run[size:]
	}
	return dst
}

// appendEscape appends what the escape stands for whose letter is at i, and returns the offset after it.
func appendEscape(dst, raw []byte, i int) ([]byte, int) {
	switch c := raw[i]; c {
	case 'b':
		return append(dst, '\b'), i + 1
	case 'f':
		return append(dst, '\f'), i + 1
	case 'n':
		return append(dst, '\n'), i + 1
	case 'r':
		return append(dst, '\r'), i + 1
	case 't':
		return append(dst, '\t'), i + 1
	case 'u':
		r, size := hexRune(raw[i-1:])
		return utf8.AppendRune(dst, r), i - 1 + size
	default:
		return append(dst, c), i + 1
	}
}

// hexRune returns the character of \uXXXX, or of a pair of them, and how many bytes it takes.
func hexRune(raw []byte) (rune, int) {
	const size = len(`\u0000`)
	r := hex4(raw)
	if !utf16.IsSurrogate(r) {
		return r, size
	}
	if len(raw) >= 2*size && raw[size] == '\\' && raw[size+1] == 'u' {
		if pair := utf16.DecodeRune(r, hex4(raw[size:])); pair != utf8.RuneError {
			return pair, 2 * size
		}
	}
	return utf8.RuneError, size
}

func hex4(raw []byte) rune {
	n, err := strconv.ParseUint(string(raw[len(`\u`):len(`\u0000`)]), 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}
