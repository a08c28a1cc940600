package transport

import "strings"

// maskStarts masks what stands in s of secrets whose end was cut off.
func maskStarts(s string, secrets []string) string {
	for _, secret := range secrets {
		if len(secret) <= shortestPart || !strings.Contains(s, secret[:shortestPart]) {
			continue
		}
		start := secret[:shortestPart]
		var b strings.Builder
		for {
			before, after, found := strings.Cut(s, start)
			b.WriteString(before)
			if !found {
				break
			}
			b.WriteString(mask)
			s = after[longestAfter(start, after, secrets):]
		}
		s = b.String()
	}
	return s
}

// longestAfter returns how much of text goes on as one of the secrets does after that start. The spellings of a secret
// begin alike, so the first that fits need not be the one that stands there.
func longestAfter(start, text string, secrets []string) int {
	longest := 0
	for _, secret := range secrets {
		if rest, ok := strings.CutPrefix(secret, start); ok {
			n := 0
			for n < len(text) && n < len(rest) && text[n] == rest[n] {
				n++
			}
			longest = max(longest, n)
		}
	}
	return longest
}

// maskEnds masks what stands in s of secrets whose start was cut off.
func maskEnds(s string, secrets []string) string {
	for _, secret := range secrets {
		if len(secret) <= shortestPart || !strings.Contains(s, secret[len(secret)-shortestPart:]) {
			continue
		}
		end := secret[len(secret)-shortestPart:]
		var b strings.Builder
		for {
			before, after, found := strings.Cut(s, end)
			if !found {
				break
			}
			b.WriteString(before[:len(before)-longestBefore(end, before, secrets)])
			b.WriteString(mask)
			s = after
		}
		b.WriteString(s)
		s = b.String()
	}
	return s
}

// longestBefore returns how much of text's end is what stands in one of the secrets before that end.
func longestBefore(end, text string, secrets []string) int {
	longest := 0
	for _, secret := range secrets {
		if rest, ok := strings.CutSuffix(secret, end); ok {
			n := 0
			for n < len(text) && n < len(rest) && text[len(text)-1-n] == rest[len(rest)-1-n] {
				n++
			}
			longest = max(longest, n)
		}
	}
	return longest
}

// maskCut masks the start of a secret at the very end of s.
func maskCut(s, secret string) string {
	for n := min(len(secret)-1, len(s)); n >= shortestInError; n-- {
		if strings.HasSuffix(s, secret[:n]) {
			return s[:len(s)-n] + mask
		}
	}
	return s
}
