package answer

import (
	"strings"

	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// said is what an answer says of itself. PayKickstart documents no error answer, so every spelling that a Laravel
// application plausibly uses is read. It depends on the answer and on what the call wants, and on nothing else.
type said struct {
	// errors: an "error" or "errors" is filled, in the answer or in its data.
	errors bool
	flags  [len(flagNames)]word
	// statusIsBool: "status" is true or false, which the status of a record is not.
	statusIsBool bool
	words        words
	// message: there is a message. others: there is something else that is filled, flags and errors left out.
	message, others bool
	// result is the member that the result is in.
	result loosejson.Value
	// identified: one of the members that the result must have is there.
	identified bool
}

func read(answer loosejson.Value, want *Want) said {
	s := said{words: words{left: mostText}}
	var data loosejson.Value
	for name, v := range answer.Names() {
		s.member(spoken(name), v)
		if string(name) == "data" {
			data = v
		}
		if want.Member != "" && string(name) == want.Member {
			s.result = v
		}
		s.identified = s.identified || want.Member == "" && want.requires(string(name)) && filled(v)
	}
	s.readData(data, want)
	return s
}

// longestName is the length of the longest name that member knows.
const longestName = len("status_code")

// spoken returns the name that member knows, whatever its case is in the answer; "" for any other name.
func spoken(name []byte) string {
	if len(name) > longestName {
		return ""
	}
	var lower [longestName]byte
	for i, c := range name {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	for _, known := range [...]string{"message", "error", "errors", "success", "status", "code", "status_code"} {
		if string(lower[:len(name)]) == known {
			return known
		}
	}
	return ""
}

// member reads one member of the answer. One that comes twice counts twice.
func (s *said) member(name string, v loosejson.Value) {
	switch name {
	case "message":
		s.message = true
		s.words.say(v)
	case "error", "errors":
		s.addErrors(v)
	case "success":
		s.flag(flagSuccess, readFlag(v), v)
	case "status":
		s.flag(flagStatus, readFlag(v), v)
		s.statusIsBool = s.statusIsBool || v.Kind() == loosejson.Bool
	case "code":
		s.flag(flagCode, readCode(v), v)
	case "status_code":
		s.flag(flagStatusCode, readCode(v), v)
	default:
		s.others = s.others || !v.Empty()
	}
}

// readData reads what the member "data" says: errors in it are errors of the call. Its status is the status of a record,
// unless the call says otherwise.
func (s *said) readData(data loosejson.Value, want *Want) {
	if data.Kind() != loosejson.Object {
		return
	}
	for name, v := range data.Members() {
		switch strings.ToLower(name) {
		case "error", "errors":
			s.addErrors(v)
		case "success":
			s.flag(flagDataSuccess, readFlag(v), v)
		case "status":
			if want.DataStatus {
				s.flag(flagDataStatus, readFlag(v), v)
			}
		case "message":
			if !s.message {
				s.words.say(v)
			}
		}
	}
}

func (s *said) flag(which int, w word, v loosejson.Value) {
	s.flags[which] = max(s.flags[which], w)
	if w == no {
		s.words.flag(v)
	}
}

func (s *said) addErrors(v loosejson.Value) {
	if blank(v) {
		return
	}
	s.errors = true
	s.words.addErrors(v)
}

// verdict returns what the answer says as a whole, and the member that says it. Errors are a no.
func (s *said) verdict(want *Want) (verdict word, member string) {
	for which, w := range s.flags {
		if w > verdict && !s.isOwn(which, want) {
			verdict, member = w, flagNames[which]
		}
	}
	if s.errors && verdict < no {
		return no, "errors"
	}
	return verdict, member
}

// isOwn reports whether a flag is none, but a status or a code of the record that the answer is.
func (s *said) isOwn(which int, want *Want) bool {
	if !want.OwnStatus || !s.identified {
		return false
	}
	return which == flagStatus && !s.statusIsBool || which == flagCode || which == flagStatusCode
}

// passes reports whether an answer without any flag can be a success: one that must hold something else, or one of the few
// whose calls ask for no flag. A message alone may as well be a refusal.
func (s *said) passes(want *Want) bool {
	if want.NoFlagNeeded || want.AnyShape {
		return !s.message || s.others
	}
	return want.Member != "" || len(want.Required) > 0 || want.shape() != loosejson.Object
}

// filled reports whether a member that identifies a result is more than null or "".
func filled(v loosejson.Value) bool {
	text, scalar := v.Text()
	return v.Kind() == loosejson.Array || v.Kind() == loosejson.Object || scalar && text != ""
}
