package answer

import (
	"bytes"
	"fmt"
	"slices"
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

// mentioned reports whether a refusal of a call that charges tells of a purchase all the same, wherever that may stand and
// however it is written. Then it is not certain that nothing was done.
func (j *judgement) mentioned(answer loosejson.Value) bool {
	want := &j.call.Want
	return want.Charges && (mentions(answer, deepestTrace, want.Known) || namesID(j.got.Body, want.Known))
}

// deepestTrace bounds how deep traces of a purchase are looked for.
const deepestTrace = 5

func mentions(v loosejson.Value, levels int, known []string) bool {
	if levels == 0 {
		return false
	}
	for one := range v.Elements() {
		if mentions(one, levels-1, known) {
			return true
		}
	}
	for name, one := range v.Members() {
		if isTrace(name) && isFilledText(one, known) || mentions(one, levels-1, known) {
			return true
		}
	}
	return false
}

// isFilledText leaves out what PHP writes where there is nothing, and what the call itself has named.
func isFilledText(v loosejson.Value, known []string) bool {
	text, _ := v.Text()
	return (v.Kind() == loosejson.String || v.Kind() == loosejson.Number) && !saysNothing(text) && !slices.Contains(known, text)
}

// isTrace reports whether a member of that name tells of a purchase.
func isTrace(name string) bool {
	switch strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name)) {
	case "invoiceid", "transactionid", "purchaseid", "pkid", "url", "redirecturl":
		return true
	}
	return false
}

// namesID reports whether an id of PayKickstart stands anywhere in an answer, also in one that is no JSON.
func namesID(body []byte, known []string) bool {
	for {
		_, after, found := bytes.Cut(body, []byte("PK-"))
		if !found {
			return false
		}
		id := after[:idLen(after)]
		if len(id) >= shortestID && !slices.Contains(known, "PK-"+string(id)) {
			return true
		}
		body = after
	}
}

// shortestID is the shortest that is taken for the rest of an id; ten characters are usual.
const shortestID = 6

func idLen(text []byte) int {
	n := 0
	for n < len(text) && (text[n] >= 'A' && text[n] <= 'Z' || text[n] >= '0' && text[n] <= '9') {
		n++
	}
	return n
}
