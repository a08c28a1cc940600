package transport

import (
	"strconv"
	"strings"

	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// refusal is what an answer says about its own success. PayKickstart documents no error answer, so every spelling that a
// Laravel application plausibly uses is read.
type refusal struct {
	message string
	fields  map[string][]string
	// errors: "errors" or "error" is filled.
	errors bool
	// success, status and code are the flags that are there and falsy.
	success, status, code bool
	// badSuccess, badStatus: the flag is an object or a filled array, which says neither yes nor no.
	badSuccess, badStatus bool
	// statusIsBool: "status" is true or false, which the status of a record is not.
	statusIsBool bool
	// member is the value of the member that the result is in.
	member loosejson.Value
	// identified: one of the members that the result must have is there.
	identified bool
}

func readRefusal(answer loosejson.Value, want *Answer) refusal {
	var r refusal
	var message, oneError, allErrors loosejson.Value
	for name, v := range answer.Members() {
		switch name {
		case "message":
			message = v
		case "error":
			oneError = v
		case "errors":
			allErrors = v
		case "success":
			r.success, r.badSuccess = falsy(v), !isScalar(v)
		case "status":
			r.badStatus = !isScalar(v)
			r.status, r.statusIsBool = falsy(v), v.Kind() == loosejson.Bool
		case "code":
			r.code = badCode(v)
		}
		if want.Member != "" && name == want.Member {
			r.member = v
		}
		r.identified = r.identified || want.Member == "" && want.requires(name) && filled(v)
	}
	r.errors = !blank(oneError) || !blank(allErrors)
	r.message = strings.Join(texts(message), "; ")
	r.addErrors(oneError)
	r.addErrors(allErrors)
	return r
}

// refused reports whether the answer says no, flags being the weaker word.
func (r *refusal) refused(want *Answer) (byErrors, byFlag bool) {
	if r.identified && want.OwnStatus {
		return r.errors, r.success || r.status && r.statusIsBool
	}
	return r.errors, r.success || r.status || r.code
}

// unreadable names the flag that is none; "" when there is no such.
func (r *refusal) unreadable(want *Answer) string {
	switch {
	case r.badSuccess:
		return "success"
	case r.badStatus && !(r.identified && want.OwnStatus):
		return "status"
	default:
		return ""
	}
}

// isScalar takes what is empty for a scalar too: PHP writes [] for nothing.
func isScalar(v loosejson.Value) bool {
	_, scalar := v.Text()
	return scalar || v.Empty()
}

// addErrors takes the texts of an "error" or "errors" member: by field if it is an object, else into the message.
func (r *refusal) addErrors(v loosejson.Value) {
	// "error": true says that there is an error, and nothing about it.
	if blank(v) || v.Kind() == loosejson.Bool {
		return
	}
	if v.Kind() != loosejson.Object {
		r.addMessage(strings.Join(texts(v), "; "))
		return
	}
	for name, one := range v.Members() {
		if len(r.fields) == mostFields {
			return
		}
		if r.fields == nil {
			r.fields = make(map[string][]string)
		}
		r.fields[name] = append(r.fields[name], texts(one)...)
	}
}

func (r *refusal) addMessage(text string) {
	switch {
	case r.message == "":
		r.message = text
	case text != "" && !strings.Contains(r.message, text):
		r.message += "; " + text
	}
}

const (
	// deepest bounds how deep errors are read. Deeper ones are errors all the same, but their texts are left out.
	deepest = 16
	// mostFields bounds how many fields an error names, and how many texts of each.
	mostFields = 64
)

// texts returns the scalars of a value as text.
func texts(v loosejson.Value) []string {
	var all []string
	collect(v, deepest, func(text string) bool {
		if strings.TrimSpace(text) != "" {
			all = append(all, text)
		}
		return len(all) < mostFields
	})
	return all
}

// blank reports whether an "error" or "errors" member says that there is none: at no depth does it hold anything.
func blank(v loosejson.Value) bool {
	return collect(v, deepest, saysNothing)
}

// collect shows the scalars of a value to take, until it returns false. It reports whether it has seen all.
func collect(v loosejson.Value, depth int, take func(text string) bool) bool {
	if depth == 0 {
		return false
	}
	switch v.Kind() {
	case loosejson.Object:
		for _, one := range v.Members() {
			if !collect(one, depth-1, take) {
				return false
			}
		}
	case loosejson.Array:
		for one := range v.Elements() {
			if !collect(one, depth-1, take) {
				return false
			}
		}
	default:
		text, _ := v.Text()
		return take(text)
	}
	return true
}

func saysNothing(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "0", "false", "null", "none":
		return true
	}
	return false
}

// falsy reads a flag as PHP does, and the words that say the same.
func falsy(v loosejson.Value) bool {
	text, scalar := v.Text()
	if !scalar {
		return v.Empty()
	}
	if saysNothing(text) {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "0.0", "-0", "no", "off", "error", "fail", "failed", "failure":
		return true
	}
	return false
}

// badCode reports whether a "code" is a number outside 200 to 299; a code that is no number says nothing.
func badCode(v loosejson.Value) bool {
	text, _ := v.Text()
	code, err := strconv.Atoi(text)
	return err == nil && (code < 200 || code > 299)
}

// filled reports whether a member that identifies a result is more than null or "".
func filled(v loosejson.Value) bool {
	text, scalar := v.Text()
	return v.Kind() == loosejson.Array || v.Kind() == loosejson.Object || scalar && text != ""
}
