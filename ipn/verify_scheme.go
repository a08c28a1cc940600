package ipn

import "github.com/paykickstart-go/sdk/internal/phpform"

// Scheme is a way of signing notifications. The zero Scheme is none.
type Scheme uint8

// The schemes of PayKickstart.
const (
	// SchemeHash is the field "hash" (since 2019-12).
	SchemeHash Scheme = iota + 1
	// SchemeVerificationCode is the field "verification_code" (the older one).
	SchemeVerificationCode
)

// String returns the name of the field that carries the scheme's code; "none" for the zero Scheme.
func (s Scheme) String() string {
	switch s {
	case SchemeHash:
		return "hash"
	case SchemeVerificationCode:
		return "verification_code"
	default:
		return "none"
	}
}

// pickScheme finds the scheme that decides and its code as received: hash where it is carried, else verification_code,
// among those that are enabled. An empty field is an absent one.
func pickScheme(f *Form, enabled schemeSet) (Scheme, string, error) {
	for _, s := range [...]Scheme{SchemeHash, SchemeVerificationCode} {
		field, ok := f.form.Lookup(s.String())
		switch {
		case !enabled.has(s) || !ok || field.Array == nil && field.Value == "":
		case field.Array != nil:
			return s, "", ErrBadSignature
		default:
			return s, field.Value, nil
		}
	}
	return 0, "", ErrNoSignature
}

type schemeSet uint8

func (s schemeSet) has(scheme Scheme) bool       { return s&(1<<scheme) != 0 }
func (s schemeSet) with(scheme Scheme) schemeSet { return s | 1<<scheme }

// arrayNames lists the fields that are arrays, in wire order.
func arrayNames(fields []phpform.Field) []string {
	var names []string
	for i := range fields {
		if fields[i].Array != nil {
			names = append(names, fields[i].Name)
		}
	}
	return names
}
