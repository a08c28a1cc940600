package ipn

import (
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/phpform"
	"github.com/paykickstart-go/sdk/internal/phptext"
	"github.com/paykickstart-go/sdk/internal/signature"
)

// explainScheme follows the scheme's steps field by field.
func explainScheme(c *signature.Checker, scheme Scheme, f *Form, secrets []string) SchemeExplanation {
	e := SchemeExplanation{Scheme: scheme, Code: describeCode(f, scheme)}
	asSent, latin1 := check(c, scheme, f, secrets, f.form.Get(scheme.String()))
	e.Verifies = asSent || latin1
	for _, field := range f.fields() {
		if why := dropped(scheme, &field); why != "" {
			e.Dropped = append(e.Dropped, DroppedField{field.Name, why})
		} else {
			e.Signed = append(e.Signed, signed(scheme, &field))
		}
	}
	e.Signed = inSigningOrder(scheme, e.Signed)
	return e
}

// dropped tells why a field takes no part; "" when it does.
func dropped(scheme Scheme, f *phpform.Field) string {
	value, was := f.Value, ""
	if scheme == SchemeHash {
		value = phptext.Trim(value)
		if value != f.Value {
			was = " after trimming"
		}
	}
	switch {
	case f.Name == signature.CodeField, f.Name == signature.HashField && scheme == SchemeHash:
		return "carries a code"
	case f.Name == "0" && scheme == SchemeVerificationCode:
		return `PHP takes the name "0" for empty`
	case f.Array != nil && len(f.Array.Elems()) == 0 && scheme == SchemeVerificationCode:
		return "an empty array"
	case f.Array != nil:
		return ""
	case value == "":
		return "empty" + was
	case value == "0":
		return `"0", which PHP takes for empty` + was
	default:
		return ""
	}
}

func signed(scheme Scheme, f *phpform.Field) SignedField {
	s := SignedField{Name: f.Name, Bytes: len(f.Value)}
	switch {
	case f.Array != nil && scheme == SchemeHash:
		s.Notes = []string{"array: cannot be signed, so nothing verifies"}
	case f.Array != nil:
		s.Bytes, s.Notes = len("Array"), []string{"array: signed as the word Array, its contents are not"}
	case scheme == SchemeHash:
		trimmed := phptext.Trim(f.Value)
		s.Bytes = len(trimmed)
		if trimmed != f.Value {
			s.Notes = append(s.Notes, "trimmed")
		}
		if !signature.IsASCII(trimmed) {
			s.Notes = append(s.Notes, "other than ASCII: as sent, and in ISO-8859-1")
		}
	}
	return s
}

// inSigningOrder sorts fields that are in wire order.
func inSigningOrder(scheme Scheme, fields []SignedField) []SignedField {
	if scheme == SchemeHash {
		slices.SortStableFunc(fields, func(a, b SignedField) int { return strings.Compare(a.Name, b.Name) })
		return fields
	}
	ordered := make([]SignedField, 0, len(fields))
	for i := 0; len(ordered) < len(fields); i = signature.NextAsText(i, len(fields)) {
		ordered = append(ordered, fields[i])
	}
	return ordered
}
