package redact

import (
	"bytes"
	"cmp"
	"slices"
)

// span is a part of a text that is to be masked.
type span struct{ from, to int }

// merged sorts the spans, and makes one of those that overlap.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	var all []span
	for _, s := range spans {
		switch last := len(all) - 1; {
		case s.from == s.to: // a part of one escape
		case last >= 0 && s.from < all[last].to:
			all[last].to = max(all[last].to, s.to)
		default:
			all = append(all, s)
		}
	}
	return all
}

// wholeForms finds the forms that stand in text.
func wholeForms(text []byte, forms [][]byte) []span {
	var all []span
	for _, form := range forms {
		for i := range occurrences(text, form) {
			all = append(all, span{i, i + len(form)})
		}
	}
	return all
}

// cutForms finds what a cut has left of the forms: a start or an end of one, or the start of one at the very end of text.
func cutForms(text []byte, forms [][]byte) []span {
	var all []span
	for _, form := range forms {
		if len(form) > shortestPart {
			start, end := form[:shortestPart], form[len(form)-shortestPart:]
			for i := range occurrences(text, start) {
				all = append(all, span{i, i + commonStart(text[i:], form)})
			}
			for i := range occurrences(text, end) {
				to := i + shortestPart
				all = append(all, span{to - commonEnd(text[:to], form), to})
			}
		}
		if n := cutAt(text, form); n > 0 {
			all = append(all, span{len(text) - n, len(text)})
		}
	}
	return all
}

// occurrences yields where what stands in text; one does not begin inside another.
func occurrences(text, what []byte) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := bytes.Index(text[from:], what)
			if i < 0 || !yield(from+i) {
				return
			}
			from += i + len(what)
		}
	}
}

func commonStart(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonEnd(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// cutAt returns how much of form's start is at the very end of text.
func cutAt(text, form []byte) int {
	for n := min(len(form)-1, len(text)); n >= shortestInError; n-- {
		if bytes.HasSuffix(text, form[:n]) {
			return n
		}
	}
	return 0
}
