package signature

import "github.com/paykickstart-go/sdk/internal/phpform"

// VerificationCode reports whether code is the verification_code of the fields under one of the secrets.
func (c *Checker) VerificationCode(fields []phpform.Field, secrets []string, code string) bool {
	if len(code) != CodeLen {
		return false
	}
	c.appendCodeMessage(fields)
	return c.matches(secrets, code)
}

// appendCodeMessage appends what a verification_code is computed from: the filled values of all other fields, untrimmed and
// as sent, joined with bars. An array counts as the word "Array", and PHP takes the field named 0 for an empty name. The
// values are in the order of their list indexes as texts: 0, 1, 10, 11, …, 19, 2, 20, …
func (c *Checker) appendCodeMessage(fields []phpform.Field) {
	c.values = c.values[:0]
	for i := range fields {
		f := &fields[i]
		if f.Name == CodeField || f.Name == "0" {
			continue
		}
		value := f.Value
		if len(f.Array.Elems()) > 0 {
			value = "Array"
		}
		if !empty(value) {
			c.values = append(c.values, value)
		}
	}
	c.message = c.message[:0]
	for i, n := 0, 0; n < len(c.values); n++ {
		if n > 0 {
			c.message = append(c.message, '|')
		}
		c.message = append(c.message, c.values[i]...)
		i = NextAsText(i, len(c.values))
	}
}

// NextAsText returns the number after i among those from 0 to n-1 when they are sorted as texts.
func NextAsText(i, n int) int {
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
