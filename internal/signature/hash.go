package signature

import (
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/phpform"
	"github.com/paykickstart-go/sdk/internal/phptext"
)

// entry is a field that takes part in a hash; its value is trimmed.
type entry struct{ name, value string }

// Hash reports whether code is the hash of the fields under one of the secrets: of their values as sent, or of their values in
// ISO-8859-1 alone. Licenses may have been signed at their sorted place or last. A form with an array has no hash.
//
// Where latin1 alone fits, [DecidingFieldsSurvive] must hold too.
func (c *Checker) Hash(fields []phpform.Field, secrets []string, code string) (asSent, latin1 bool) {
	if len(code) != CodeLen || !c.hashEntries(fields) {
		return false, false
	}
	for again := true; again; again = c.licensesLast() {
		c.appendHashMessage(false)
		asSent = c.matches(secrets, code) || asSent
		if !IsASCII(c.message) {
			c.appendHashMessage(true)
			latin1 = c.matches(secrets, code) || latin1
		}
	}
	return asSent, latin1
}

// hashEntries collects the fields that take part in a hash, in the order of their names; ok is false when one is an array,
// which PayKickstart's PHP cannot sign.
func (c *Checker) hashEntries(fields []phpform.Field) (ok bool) {
	c.entries = c.entries[:0]
	sorted := true
	for i := range fields {
		f := &fields[i]
		if f.Name == HashField || f.Name == CodeField {
			continue
		}
		if f.Array != nil {
			return false
		}
		value := phptext.Trim(f.Value)
		if empty(value) {
			continue
		}
		if n := len(c.entries); n > 0 && c.entries[n-1].name > f.Name {
			sorted = false
		}
		c.entries = append(c.entries, entry{f.Name, value})
	}
	if !sorted {
		slices.SortFunc(c.entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	}
	return true
}

// licensesLast moves the licenses from their sorted place to the end, where they stand on the wire, and tells whether that
// changed anything.
func (c *Checker) licensesLast() bool {
	i := slices.IndexFunc(c.entries, func(e entry) bool { return e.name == "licenses" })
	if i < 0 || i == len(c.entries)-1 {
		return false
	}
	licenses := c.entries[i]
	copy(c.entries[i:], c.entries[i+1:])
	c.entries[len(c.entries)-1] = licenses
	return true
}

// appendHashMessage joins the values, as sent or converted, with bars.
func (c *Checker) appendHashMessage(latin1 bool) {
	c.message = c.message[:0]
	for i := range c.entries {
		if i > 0 {
			c.message = append(c.message, '|')
		}
		if latin1 {
			c.message = appendLatin1(c.message, c.entries[i].value)
		} else {
			c.message = append(c.message, c.entries[i].value...)
		}
	}
}
