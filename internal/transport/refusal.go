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
	// statusIsBool: "status" is true or false, which no member of an object that is the result itself is.
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
			r.success = falsy(v)
		case "status":
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
func (r *refusal) refused() (byErrors, byFlag bool) {
	if r.identified {
		return r.errors, r.success || r.status && r.statusIsBool
	}
	return r.errors, r.success || r.status || r.code
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

// texts returns the scalars of a value, at any depth, as text.
func texts(v loosejson.Value) []string {
	if v.Kind() == loosejson.Object {
		var all []string
		for _, one := range v.Members() {
			all = append(all, texts(one)...)
		}
		return all
	}
	if v.Kind() == loosejson.Array {
		var all []string
		for one := range v.Elements() {
			all = append(all, texts(one)...)
		}
		return all
	}
	if text, ok := v.Text(); ok && strings.TrimSpace(text) != "" {
		return []string{text}
	}
	return nil
}

// blank reports whether an "error" or "errors" member says that there is none: at no depth does it hold anything.
func blank(v loosejson.Value) bool {
	for _, one := range v.Members() {
		if !blank(one) {
			return false
		}
	}
	if v.Kind() == loosejson.Array {
		for one := range v.Elements() {
			if !blank(one) {
				return false
			}
		}
	}
	text, _ := v.Text()
	return saysNothing(text)
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
