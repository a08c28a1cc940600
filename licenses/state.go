package licenses

import (
	"strconv"

	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// State says whether a license is turned on (wire: status). A number that is neither 0 nor 1 has no documented meaning; it
// is kept as it came, as State(7) for 7.
type State int

const (
	// StateDisabled is a license that can be neither activated nor verified, see [Service.Disable]. Its number on the wire,
	// 0, is inferred.
	StateDisabled State = -1
	// StateUnknown is the zero value: PayKickstart did not say.
	StateUnknown State = 0
	// StateEnabled is a license that can be activated and verified, see [Service.Enable]. On the wire it is 1.
	StateEnabled State = 1
)

// String returns "disabled", "unknown" or "enabled", and "State(7)" for a number without a name.
func (s State) String() string {
	switch s {
	case StateDisabled:
		return "disabled"
	case StateUnknown:
		return "unknown"
	case StateEnabled:
		return "enabled"
	default:
		return "State(" + strconv.Itoa(int(s)) + ")"
	}
}

// documented reports whether the state has a name.
func (s State) documented() bool { return s >= StateDisabled && s <= StateEnabled }

// MarshalJSON writes what PayKickstart sends: 1, 0, or null for StateUnknown.
func (s State) MarshalJSON() ([]byte, error) {
	switch s {
	case StateDisabled:
		return []byte("0"), nil
	case StateUnknown:
		return []byte("null"), nil
	default:
		return strconv.AppendInt(nil, int64(s), 10), nil
	}
}

// UnmarshalJSON reads a whole number in any of PHP's spellings; null and "" are StateUnknown.
func (s *State) UnmarshalJSON(text []byte) error {
	value, err := loosejson.Parse(text)
	if err != nil {
		return err
	}
	if content, scalar := value.Text(); value.Kind() == loosejson.Null || scalar && content == "" {
		*s = StateUnknown
		return nil
	}
	var number int
	if err := value.Decode(&number); err != nil {
		return err
	}
	if *s = State(number); number == 0 {
		*s = StateDisabled
	}
	return nil
}

// UnmarshalText reads what UnmarshalJSON reads; the client decodes answers with it.
func (s *State) UnmarshalText(text []byte) error { return s.UnmarshalJSON(text) }
