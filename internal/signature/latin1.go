package signature

import (
	"slices"

	"github.com/paykickstart-go/sdk/internal/phpform"
)

// appendLatin1 converts UTF-8 to ISO-8859-1; what does not map is dropped.
func appendLatin1(dst []byte, s string) []byte {
	for _, r := range s {
		if r < 0x100 {
			dst = append(dst, byte(r))
		}
	}
	return dst
}

// IsASCII reports whether a text is the same in UTF-8 and in ISO-8859-1.
func IsASCII[T string | []byte](s T) bool {
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

// EmailField says who bought. Addresses may hold accents, but nothing that the conversion drops.
const EmailField = "buyer_email"

// ASCIIFields returns the names of the fields that must be ASCII where only the ISO-8859-1 form of a hash fits.
func ASCIIFields() []string { return slices.Clone(asciiFields[:]) }

// DecidingFieldsSurvive reports whether the fields that decide are as they were signed, where only the ISO-8859-1 form of a hash
// fits: those of [ASCIIFields] are ASCII, and [EmailField] loses nothing in the conversion.
func DecidingFieldsSurvive(f *phpform.Form) bool {
	for _, name := range asciiFields {
		if !IsASCII(f.Get(name)) {
			return false
		}
	}
	for _, r := range f.Get(EmailField) {
		if r >= 0x100 { // what is not UTF-8 comes as U+FFFD
			return false
		}
	}
	return true
}
