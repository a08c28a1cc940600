package notify

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/phpform"
	"github.com/paykickstart-go/sdk/ipn"
)

// IPN is one notification of Kartra's IPN, decoded. Kind says what happened. It is safe for concurrent reading.
type IPN struct {
	Transaction
	// GDPR is what is known of the buyer's consent; nil when none of its fields was sent.
	GDPR *GDPR

	raw      string // without the secret
	verified bool
}

// DecodeIPN reads the form body of an IPN. It is not verified: anybody may have written it. Use it for bodies from a place
// that you trust, and a [Verifier] for all others.
//
// Fields that hold "N/A" are absent. Only transaction_type is demanded; fields without a place are kept in Extra. The
// posted secret_key is kept nowhere. DecodeIPN does not keep body and may be called again with the same one.
//
// Errors: [ipn.ErrTooLarge], over 1 MiB or 1,000 fields; [ipn.ErrMalformed], no transaction_type; a bad option. With these the
// result is nil. An [*ipn.FieldError] (it matches [ipn.ErrBadField]) comes beside a result: the fields that it names do not
// parse and are zero.
func DecodeIPN(body []byte, opts ...Option) (*IPN, error) {
	posted, err := parsePosted(body)
	if err != nil {
		return nil, err
	}
	return posted.decode(opts)
}

// posted is a body that was taken apart.
type posted struct {
	form   phpform.Form // without the secret
	secret phpform.Form
}

func parsePosted(body []byte) (posted, error) {
	rest, secret, err := cutSecret(body)
	if err != nil {
		return posted{}, err
	}
	var p posted
	if p.form, err = parseForm(rest); err == nil {
		p.secret, err = parseForm(secret)
	}
	return p, err
}

func parseForm(body []byte) (phpform.Form, error) {
	form, err := phpform.Parse(body, phpform.Limits{Bytes: maxBodyBytes, Fields: maxFields, Nesting: maxDepth})
	var over *phpform.LimitError
	if errors.As(err, &over) {
		return form, fmt.Errorf("%w: %d %s, at most %d are accepted", ipn.ErrTooLarge, over.Got, over.What, over.Limit)
	}
	return form, err
}

func (p posted) decode(opts []Option) (*IPN, error) {
	config, err := decoding(opts)
	if err != nil {
		return nil, err
	}
	n := &IPN{raw: p.form.Raw()}
	r := reader{location: config.location}
	for _, f := range p.form.Fields() {
		switch result := r.text(n, f.Name, f.Value); {
		case result == unknown:
			keep(&n.Extra, f.Name, encodeField(f))
		case result == unfit || f.Array != nil:
			r.fail(f.Name)
		}
	}
	if n.Kind == "" && !slices.Contains(r.bad, "transaction_type") {
		return nil, fmt.Errorf("%w: no transaction_type", ipn.ErrMalformed)
	}
	return n, r.err()
}

// keep puts a member that has no field into extra.
func keep(extra *api.Extra, name string, value json.RawMessage) {
	if *extra == nil {
		*extra = make(api.Extra)
	}
	(*extra)[name] = value
}

// encodeField writes a field as JSON: a text, or for an array the texts in it. Bytes that are no UTF-8 become U+FFFD; Raw
// has them.
func encodeField(f phpform.Field) json.RawMessage {
	var value any = f.Value
	if f.Array != nil {
		value = slices.AppendSeq([]string{}, f.Array.Leaves())
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil // texts always have a form
	}
	return text
}

func (n *IPN) known(name string) bool { return n.Transaction.known(name) || gdprFields[name] != nil }

// place returns where a field goes; nil when it has none.
func (n *IPN) place(name string) any {
	if place := n.Transaction.place(name); place != nil {
		return place
	}
	return placeOfGDPR(&n.GDPR, name)
}

// Raw returns a copy of the body as received, but without secret_key.
func (n *IPN) Raw() []byte {
	if n == nil {
		return nil
	}
	return []byte(n.raw)
}

// Verified tells that the body carried one of your secrets. Only a [Verifier] sets it. What it proves and what not is in the
// package documentation.
func (n *IPN) Verified() bool { return n != nil && n.verified }
