package transport

import "strings"

// maskStarts masks what stands in s of a secret whose end was cut off.
func maskStarts(s, secret string) string {
	start := secret[:shortestPart]
	if !strings.Contains(s, start) {
		return s
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, start)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString(mask)
		s = after[sharedStart(after, secret[shortestPart:]):]
	}
}

// maskEnds masks what stands in s of a secret whose start was cut off.
func maskEnds(s, secret string) string {
	rest, end := secret[:len(secret)-shortestPart], secret[len(secret)-shortestPart:]
	if !strings.Contains(s, end) {
		return s
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, end)
		if !found {
			b.WriteString(before)
			return b.String()
		}
		b.WriteString(before[:len(before)-sharedEnd(before, rest)])
		b.WriteString(mask)
		s = after
	}
}

// maskCut masks the start of a secret at the very end of s.
func maskCut(s, secret string) string {
	for n := len(secret) - 1; n >= shortestInError; n-- {
		if strings.HasSuffix(s, secret[:n]) {
			return s[:len(s)-n] + mask
		}
	}
	return s
}

func sharedStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func sharedEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
