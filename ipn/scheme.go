package ipn

import "github.com/paykickstart-go/sdk/internal/phpform"

// The fields that carry the codes.
const (
	hashField = "hash"
	codeField = "verification_code"
)

// codeLen is the length of a code: HMAC-SHA1 in hex.
const codeLen = 40

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

// empty is PHP's idea of an empty text.
func empty(s string) bool { return s == "" || s == "0" }

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
