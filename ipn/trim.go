package ipn

// trim is PHP's trim: it knows fewer spaces than Go does.
func trim(s string) string {
	if s == "" || s[0] > ' ' && s[len(s)-1] > ' ' {
		return s
	}
	return trimEdges(s)
}

func trimEdges(s string) string {
	for s != "" && isTrimmed(s[0]) {
		s = s[1:]
	}
	for s != "" && isTrimmed(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isTrimmed(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0 || c == '\v'
}
