package loosejson

import (
	"encoding/binary"
	"math/bits"
)

// The functions here walk text that is known to be valid JSON; none of them checks anything.

func kindOf(first byte) Kind {
	switch first {
	case '{':
		return Object
	case '[':
		return Array
	case '"':
		return String
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	default:
		return Number
	}
}

// skipSpace returns the offset of the first byte from i on that is no white space, or the end.
func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// afterColon returns the offset of a member's value, from the end of its name.
func afterColon(b []byte, i int) int {
	return skipSpace(b, skipSpace(b, i)+len(":"))
}

// nextItem returns the offset of the next member or element, or of the closing bracket.
func nextItem(b []byte, i int) int {
	i = skipSpace(b, i)
	if b[i] == ',' {
		i = skipSpace(b, i+1)
	}
	return i
}

// skipValue returns the offset after the value that begins at i.
func skipValue(b []byte, i int) int {
	depth := 0
	for {
		switch b[i] {
		case '"':
			i, _ = stringEnd(b, i+1)
			i++
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case ',', ':', ' ', '\n', '\r', '\t':
			i++
			continue
		default:
			i = literalEnd(b, i)
		}
		if depth == 0 {
			return i
		}
	}
}

// literalEnd returns the offset after the number, true, false or null that begins at i.
func literalEnd(b []byte, i int) int {
	for i < len(b) && b[i] > ' ' && b[i] != ',' && b[i] != ']' && b[i] != '}' {
		i++
	}
	return i
}

// stringEnd returns the offset of the quote that ends a string whose content begins at i, and whether there are escapes.
func stringEnd(b []byte, i int) (end int, escaped bool) {
	for {
		i = skipPlain(b, i)
		if b[i] == '"' {
			return i, escaped
		}
		escaped = true
		i += len(`\"`)
	}
}

// skipPlain returns the offset of the first quote, backslash or control character from i on, or the end. It looks at
// eight bytes at a time, because most of an answer is text.
func skipPlain(b []byte, i int) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for i+8 <= len(b) {
		x := binary.LittleEndian.Uint64(b[i:])
		quote, escape := x^('"'*ones), x^('\\'*ones)
		// The lowest bit that is set marks the first byte that is zero (or below a space); bits above it may be wrong.
		hits := ((quote-ones)&^quote | (escape-ones)&^escape | (x-' '*ones)&^x) & highs
		if hits != 0 {
			return i + bits.TrailingZeros64(hits)/8
		}
		i += 8
	}
	for i < len(b) && b[i] != '"' && b[i] != '\\' && b[i] >= ' ' {
		i++
	}
	return i
}
