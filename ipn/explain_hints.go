package ipn

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/paykickstart-go/sdk/internal/signature"
)

// hints are the likely causes of a refusal.
func hints(e *Explanation, f *Form) []string {
	if e.Err == nil || errors.Is(e.Err, ErrBadField) {
		return nil
	}
	found := bodyHints(f.Raw())
	if len(found) > 0 {
		return found
	}
	found = append(found, schemeHints(e, f)...)
	found = append(found, valueHints(f)...)
	if len(found) == 0 && e.Secrets > 0 {
		found = append(found, "nothing about the body looks wrong: the secret is probably not this campaign's, or a value was changed")
	}
	return found
}

// bodyHints say that the body is no form.
func bodyHints(body []byte) []string {
	text := bytes.TrimSpace(body)
	switch {
	case len(text) == 0:
		return []string{"the body is empty: it may have been read before, by a middleware or by ParseForm"}
	case text[0] == '{' || text[0] == '[' && bytes.HasSuffix(text, []byte("]")):
		return []string{"the body looks like JSON: something on the way re-encoded the form"}
	case bytes.HasPrefix(text, []byte("--")) && bytes.Contains(text, []byte("Content-Disposition")):
		return []string{"the body looks like multipart/form-data: something on the way re-encoded the form"}
	}
	return nil
}

// schemeHints compare the schemes with each other and with the order of the fields.
func schemeHints(e *Explanation, f *Form) []string {
	var found []string
	matches := map[Scheme]bool{}
	for _, s := range e.Schemes {
		matches[s.Scheme] = s.Verifies
	}
	if matches[SchemeHash] && !signature.DecidingFieldsSurvive(&f.form) {
		found = append(found, "hash matches in ISO-8859-1, but one of the fields "+strings.Join(signature.ASCIIFields(), ", ")+
			" holds other than ASCII, or "+signature.EmailField+" what ISO-8859-1 has not: that is how a forger changes a value without breaking the hash")
	}
	if matches[SchemeVerificationCode] && !matches[SchemeHash] {
		found = append(found, "verification_code matches and hash does not: the secret is right. A field was renamed, or an array "+
			"field is there, which hash cannot sign")
	}
	if names := arrayNames(f.fields()); len(names) > 0 {
		found = append(found, "array fields cannot be signed by hash: "+names[0])
	}
	return append(found, orderHints(f)...)
}

// orderHints recognise a form that was parsed and written again by something that sorts.
func orderHints(f *Form) []string {
	fields := f.fields()
	sorted, tailInside := true, false
	for i := range fields {
		if i > 0 && fields[i-1].Name > fields[i].Name {
			sorted = false
		}
		if i+1 < len(fields) && isTail(fields[i].Name) && !isTail(fields[i+1].Name) {
			tailInside = true
		}
	}
	if sorted && tailInside {
		return []string{"all fields are in alphabetical order; PayKickstart sends licenses, hash and verification_code last. Something on the " +
			"way sorted the form, and verification_code depends on the order of the wire"}
	}
	if f.form.Get("licenses") != "" && tailInside {
		return []string{"licenses, hash or verification_code do not stand last: the order of the fields may have been changed on the way"}
	}
	return nil
}

// valueHints recognise values that were decoded or encoded once too often.
func valueHints(f *Form) []string {
	var found []string
	if strings.ContainsAny(f.form.Raw(), " \n\r") {
		found = append(found, "the body holds bare spaces or line breaks: it was decoded, pasted or saved by an editor on the way")
	}
	for name, value := range f.All() {
		if !utf8.ValidString(value) {
			found = append(found, "not UTF-8, the charset may have been changed on the way: "+plainName(name))
			break
		}
	}
	for name, value := range f.All() {
		if twiceEncoded(value) {
			found = append(found, "still holds escapes after decoding, the form may have been encoded twice: "+plainName(name))
			break
		}
	}
	return found
}

func twiceEncoded(value string) bool {
	for _, escape := range []string{"%20", "%40", "%2B", "%2F", "%3A", "%5B"} {
		if strings.Contains(value, escape) || strings.Contains(value, strings.ToLower(escape)) {
			return true
		}
	}
	return false
}
