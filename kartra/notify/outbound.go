package notify

import (
	"bytes"
	"fmt"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/internal/phptext"
	"github.com/paykickstart-go/sdk/ipn"
)

// Limits of a body on either surface; the longest documented one has about 4 KB and 7 levels.
const (
	maxBodyBytes = 1 << 20
	maxFields    = 1000
	maxDepth     = 64
)

// Outbound is one notification of the Outbound API, decoded. Nothing in it is signed: see [Outbound.Gated] and the package
// documentation. It is safe for concurrent reading.
type Outbound struct {
	// Action says what happened. Unknown actions pass with all they carry.
	Action Action
	// Lead is whom it happened to; the zero Lead when none was sent.
	Lead Lead

	// What action_details holds, by its members: mostly one of these is not nil, and none for an action whose details are
	// not known.
	Transaction   *Transaction   // transaction_details: purchases, refunds, cancellations
	Product       *Product       // product
	Tag           *Tag           // tag
	List          *List          // list
	Sequence      *Sequence      // sequence
	Membership    *Membership    // membership
	Form          *Form          // form; also under tag, as Kartra's page seems to print it
	Page          *Page          // kartra_page
	SplitTestLink *SplitTestLink // page_split_test_link
	Video         *Video         // video
	Points        *int64         // points
	Calendar      *Calendar      // calendar
	Survey        *Survey        // survey

	// DetailsExtra holds the members of action_details that have no field.
	DetailsExtra api.Extra
	// Extra holds the members beside lead, action and action_details.
	Extra api.Extra

	raw   []byte
	gated bool
}

// DecodeOutbound reads a body of the Outbound API. It is not verified: anybody may have written it. Use it for bodies from a
// place that you trust, and [NewOutboundHandler] for what comes over the network.
//
// Scalars may be numbers or strings, empty objects "" or []. Only action is demanded; what has no field is kept in an
// Extra. DecodeOutbound keeps a copy of body and may be called again with the same one.
//
// Errors: [ipn.ErrTooLarge], over 1 MiB or nested deeper than 64; [ipn.ErrMalformed], not one JSON object, or without an
// action; a bad option. With these the result is nil. An [*ipn.FieldError] (it matches [ipn.ErrBadField]) comes beside a
// result: the members that it names by their paths do not parse and are zero. After 100 faults nothing more is read.
func DecodeOutbound(body []byte, opts ...Option) (*Outbound, error) {
	config, err := decoding(opts)
	if err != nil {
		return nil, err
	}
	v, err := parseObject(body)
	if err != nil {
		return nil, err
	}
	action, _ := v.Get("action").Text()
	if action = phptext.Trim(action); action == "" {
		return nil, fmt.Errorf("%w: no action", ipn.ErrMalformed)
	}
	o := &Outbound{Action: Action(action), raw: bytes.Clone(body)}
	r := reader{location: config.location}
	for name, member := range v.Members() {
		switch name {
		case "action":
		case "lead":
			o.Lead = Lead{}
			o.Lead.Extra = r.object(name, &o.Lead, member)
		case "action_details":
			r.details(o, member)
		default:
			keep(&o.Extra, name, bytes.Clone(member.Raw()))
		}
	}
	return o, r.err()
}

func parseObject(body []byte) (loosejson.Value, error) {
	if len(body) > maxBodyBytes {
		return loosejson.Value{}, fmt.Errorf("%w: %d bytes, at most %d are accepted", ipn.ErrTooLarge, len(body), maxBodyBytes)
	}
	if tooDeep(body) {
		return loosejson.Value{}, fmt.Errorf("%w: nested deeper than %d", ipn.ErrTooLarge, maxDepth)
	}
	v, err := loosejson.Parse(body)
	if err != nil {
		return loosejson.Value{}, fmt.Errorf("%w: %w", ipn.ErrMalformed, err)
	}
	if kind := v.Kind(); kind != loosejson.Object {
		return loosejson.Value{}, fmt.Errorf("%w: want an object, got %s", ipn.ErrMalformed, kind)
	}
	return v, nil
}

// tooDeep looks at nesting alone, whatever else the text is.
func tooDeep(body []byte) bool {
	if bytes.Count(body, []byte("{"))+bytes.Count(body, []byte("[")) <= maxDepth {
		return false
	}
	depth, quoted := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// Raw returns a copy of the body as received.
func (o *Outbound) Raw() []byte {
	if o == nil {
		return nil
	}
	return bytes.Clone(o.raw)
}

// Gated tells that the notification came through a [Gate]: its request carried a secret that you chose. Only the handler
// of [NewOutboundHandler] sets it. It says nothing about the content: see the package documentation.
func (o *Outbound) Gated() bool { return o != nil && o.gated }

// err names what did not parse.
func (r *reader) err() error {
	if r.bad == nil {
		return nil
	}
	return &ipn.FieldError{Fields: r.bad}
}
