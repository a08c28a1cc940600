package phpsign

// Encode writes fields in their order as PHP's http_build_query does: names and
// values in urlencode form, a space as "+". Letters, digits, "-", "_" and "."
// stay as they are.
func Encode(fields []Field) []byte {
	var b []byte
	for i, f := range fields {
		if i > 0 {
			b = append(b, '&')
		}
		b = appendEscaped(b, f.Name)
		b = append(b, '=')
		b = appendEscaped(b, f.Value)
	}
	return b
}

func appendEscaped(b []byte, s string) []byte {
	const upperHex = "0123456789ABCDEF"
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ':
			b = append(b, '+')
		case staysLiteral(c):
			b = append(b, c)
		default:
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return b
}

// staysLiteral reports what urlencode leaves alone. Unlike Go's url.QueryEscape
// it escapes "~".
func staysLiteral(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '-' || c == '_' || c == '.'
}
