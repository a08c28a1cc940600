package answer

import "github.com/paykickstart-go/sdk/internal/loosejson"

// Class says what may be done again.
type Class uint8

const (
	// Read is a call that changes nothing: it is tried again on passing faults.
	Read Class = iota + 1
	// Write is a call that changes something: it is sent again only if it provably never left.
	Write
)

// Call is what Judge must know of a call.
type Call struct {
	Op    string // "Licenses.Activate"
	Class Class
	// HoldsSecret: the result's secrets may be the very ones that are masked elsewhere. No excerpt of a 2xx answer is kept,
	// and nothing in it is masked.
	HoldsSecret bool
	// NoExcerpt: no excerpt of a 2xx answer is kept.
	NoExcerpt bool
	Want      Want
}

// Want says what the answer must be and where it goes. The zero Want is for calls that only report success: a JSON object
// with a flag that says yes, without errors.
type Want struct {
	// Into points to the result; nil: nothing is decoded.
	Into any
	// Member names the member that holds the result ("data"); "" decodes the whole answer.
	Member string
	// Required lists members of which the decoded value must have at least one ("pk_id"). None: no such demand.
	Required []string
	// Shape is the JSON kind that the decoded value must have; 0 means an object.
	Shape loosejson.Kind
	// AnyShape takes every JSON value, but no message alone.
	AnyShape bool
	// NoFlagNeeded: an object without any flag is a success too, but not a message alone. For calls whose answer nobody has
	// documented. Without it, the flag may be missing only where Member, Required or Shape demand something else.
	NoFlagNeeded bool
	// DataStatus: the "status" inside "data" is a flag, and not the status of a record.
	DataStatus bool
	// Payment: a refusal that speaks of the payment is api.ErrDeclined.
	Payment bool
	// Charges: the call can charge a buyer. A refusal that tells of a purchase all the same leaves its outcome open.
	Charges bool
	// Known lists the ids that the call itself names: repeating them tells of no purchase.
	Known []string
	// OwnStatus: the result is the answer itself, a record that may have a "status", "code" or "status_code" of its own.
	// They are no flags then, but for a status of false.
	OwnStatus bool
	// EmptyIsNotFound: null, "", [], {} or a missing member means api.ErrNotFound instead of api.ErrBadResponse.
	EmptyIsNotFound bool
	// DataWins reports whether the decoded result is what was asked for, so that a falsy flag beside it does not count.
	// Reads only, and there only licenses/data.
	DataWins func() bool
	// Check reports what is wrong with the decoded result; an error makes the answer a bad one.
	Check func() error
	// Word, if it is set, is filled with what the answer says of itself. It tells a refusal from a page that happens to have
	// the same status, which the error does not.
	Word *Word
	// Bought reports whether the decoded result names something that was bought. A refusal that comes with it is no
	// refusal: the outcome is unknown, and the result is kept beside the error. Writes only.
	Bought func() bool
}
