package ipn

import (
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/phpform"
)

// entry is a field that takes part in a hash; its value is trimmed.
type entry struct{ name, value string }

// hashEntries collects the fields that take part in a hash, in the order of their names; ok is false when one is an array,
// which PayKickstart's PHP cannot sign.
func (w *work) hashEntries(fields []phpform.Field) (ok bool) {
	w.entries = w.entries[:0]
	sorted := true
	for i := range fields {
		f := &fields[i]
		if f.Name == hashField || f.Name == codeField {
			continue
		}
		if f.Array != nil {
			return false
		}
		value := trim(f.Value)
		if empty(value) {
			continue
		}
		if n := len(w.entries); n > 0 && w.entries[n-1].name > f.Name {
			sorted = false
		}
		w.entries = append(w.entries, entry{f.Name, value})
	}
	if !sorted {
		slices.SortFunc(w.entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	}
	return true
}

// licensesLast moves the licenses from their sorted place to the end, where they stand on the wire, and tells whether that
// changed anything.
func (w *work) licensesLast() bool {
	i := slices.IndexFunc(w.entries, func(e entry) bool { return e.name == "licenses" })
	if i < 0 || i == len(w.entries)-1 {
		return false
	}
	licenses := w.entries[i]
	copy(w.entries[i:], w.entries[i+1:])
	w.entries[len(w.entries)-1] = licenses
	return true
}

// appendHashMessage joins the values, as sent or converted, with bars.
func (w *work) appendHashMessage(latin1 bool) {
	w.message = w.message[:0]
	for i := range w.entries {
		if i > 0 {
			w.message = append(w.message, '|')
		}
		if latin1 {
			w.message = appendLatin1(w.message, w.entries[i].value)
		} else {
			w.message = append(w.message, w.entries[i].value...)
		}
	}
}

// appendLatin1 converts UTF-8 to ISO-8859-1; what does not map is dropped.
func appendLatin1(dst []byte, s string) []byte {
	for _, r := range s {
		if r < 0x100 {
			dst = append(dst, byte(r))
		}
	}
	return dst
}

func isASCII[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// asciiFields are those that decide what a notification is about. The conversion to ISO-8859-1 drops what does not map, so
// a value may hold any number of such characters without breaking the hash; these fields may not.
var asciiFields = [...]string{
	"event", "mode", "transaction_id", "invoice_id", "old_invoice_id", "product_id", "campaign_id", "tracking_id", "amount",
	"transaction_time", "next_billing_date", "currency", "payment_processor", "transaction_type", "update_billing_url", "licenses",
}

// emailField says who bought. Addresses may hold accents, but nothing that the conversion drops.
const emailField = "buyer_email"

// decidingFieldsSurvive reports whether the fields that decide are as they were signed, when only the ISO-8859-1 form of a hash
// fits.
func decidingFieldsSurvive(f *Form) bool {
	for _, name := range asciiFields {
		if !isASCII(f.form.Get(name)) {
			return false
		}
	}
	for _, r := range f.form.Get(emailField) {
		if r >= 0x100 { // what is not UTF-8 comes as U+FFFD
			return false
		}
	}
	return true
}
