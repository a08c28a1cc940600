package ipn

import "github.com/paykickstart-go/sdk/internal/phpform"

// appendCodeMessage appends what a verification_code is computed from: the filled values of all other fields, untrimmed and
// as sent, joined with bars. An array counts as the word "Array", and PHP takes the field named 0 for an empty name. The
// values are in the order of their list indexes as texts: 0, 1, 10, 11, …, 19, 2, 20, …
func (w *work) appendCodeMessage(fields []phpform.Field) {
	w.values = w.values[:0]
	for i := range fields {
		f := &fields[i]
		if f.Name == codeField || f.Name == "0" {
			continue
		}
		value := f.Value
		if len(f.Array.Elems()) > 0 {
			value = "Array"
		}
		if !empty(value) {
			w.values = append(w.values, value)
		}
	}
	w.message = w.message[:0]
	for i, n := 0, 0; n < len(w.values); n++ {
		if n > 0 {
			w.message = append(w.message, '|')
		}
		w.message = append(w.message, w.values[i]...)
		i = nextAsText(i, len(w.values))
	}
}

// nextAsText returns the number after i among those below n when they are sorted as texts.
func nextAsText(i, n int) int {
	if i == 0 {
		return 1
	}
	if i*10 < n {
		return i * 10
	}
	for i%10 == 9 || i+1 == n {
		i /= 10
	}
	return i + 1
}
