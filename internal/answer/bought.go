package answer

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// bought reports whether the answer names something that was bought, and reads it into the result if so. If the
// answer cannot be read as a whole, the members that identify the result are read alone.
func (j *judgement) bought(answer loosejson.Value) bool {
	want, value := &j.call.Want, j.target(answer)
	if want.Bought == nil || value.Kind() != loosejson.Object {
		return false
	}
	if value.Decode(want.Into) != nil {
		_ = only(value, want.Required).Decode(want.Into)
	}
	return want.Bought()
}

// only returns an object with no other members than these.
func only(object loosejson.Value, names []string) loosejson.Value {
	text := []byte("{")
	for _, name := range names {
		if member := object.Get(name); member.Kind() != loosejson.Missing {
			text = fmt.Appendf(text, "%q:%s,", name, member.Raw())
		}
	}
	value, _ := loosejson.Parse(append(bytes.TrimSuffix(text, []byte(",")), '}'))
	return value
}

// mentioned reports whether a refusal holds the id of something that was bought, or an address to go on at, wherever it may
// stand in the first two levels and however it is written. Then it is not certain that nothing was done.
func (j *judgement) mentioned(answer loosejson.Value) bool {
	return j.call.Want.Bought != nil && mentions(answer, 3)
}

func mentions(v loosejson.Value, levels int) bool {
	if levels == 0 {
		return false
	}
	for one := range v.Elements() {
		if mentions(one, levels-1) {
			return true
		}
	}
	for name, one := range v.Members() {
		if isTrace(name) && isFilledText(one) || mentions(one, levels-1) {
			return true
		}
	}
	return false
}

// isFilledText leaves out what PHP writes where there is nothing.
func isFilledText(v loosejson.Value) bool {
	text, _ := v.Text()
	return (v.Kind() == loosejson.String || v.Kind() == loosejson.Number) && !saysNothing(text)
}

// isTrace reports whether a member of that name tells of a purchase.
func isTrace(name string) bool {
	switch strings.ToLower(name) {
	case "invoice_id", "transaction_id", "pk_id", "url":
		return true
	}
	return false
}
