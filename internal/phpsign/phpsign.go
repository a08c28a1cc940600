// Package phpsign signs notifications as PayKickstart's documents say, step by
// step. It is the readable reference for ipntest, the sandbox and tests. The
// verifier in package ipn never uses it, so that each checks the other.
//
// All functions are pure and safe for concurrent use. They take scalar fields
// with distinct names, as PHP sees them after parsing.
package phpsign

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The two signature fields of a notification, and the one that may stand last.
const (
	fieldHash             = "hash"
	fieldVerificationCode = "verification_code"
	fieldLicenses         = "licenses"
)

// phpSpace is what PHP's trim removes. Form feed and U+00A0 are not in it.
const phpSpace = " \t\n\r\x00\x0B"

// Field is one form field, decoded.
type Field struct{ Name, Value string }

// VerificationCode returns the verification_code of a notification: 40 lower-case
// hex digits (docs 2.1.1). The order of fields is their order on the wire. A hash
// field counts as a value, so it must be in fields already; a verification_code
// field is ignored.
func VerificationCode(secret string, fields []Field) string {
	var values []string
	for _, f := range fields {
		if f.Name == fieldVerificationCode {
			continue
		}
		// PHP turns the name "0" into the integer 0, which is false.
		if f.Name == "0" || isEmpty(f.Value) {
			continue
		}
		values = append(values, f.Value)
	}
	return sign(secret, sortByIndexText(values))
}

// Hash returns the hash of a notification: 40 lower-case hex digits, over the
// values' bytes as sent (newer documents than the numbered ones). The order of
// fields does not matter; hash and verification_code fields are ignored.
func Hash(secret string, fields []Field) string {
	return sign(secret, values(hashFields(fields)))
}

// HashLatin1 is Hash with every value turned from UTF-8 into ISO-8859-1, as the
// latest edition of the documents says. Characters that ISO-8859-1 lacks, and
// invalid bytes, are dropped; a value that loses all of them stays as an empty
// one. It equals Hash when all values are ASCII.
func HashLatin1(secret string, fields []Field) string {
	return sign(secret, latin1Values(hashFields(fields)))
}

// HashLicensesLast is Hash with the licenses after all other values, where they
// stand on the wire, instead of at their sorted place (inferred). It equals Hash
// when there are no licenses to sign.
func HashLicensesLast(secret string, fields []Field) string {
	return sign(secret, values(licensesLast(hashFields(fields))))
}

// HashLatin1LicensesLast is HashLatin1 with the licenses last, as in
// HashLicensesLast.
func HashLatin1LicensesLast(secret string, fields []Field) string {
	return sign(secret, latin1Values(licensesLast(hashFields(fields))))
}

// hashFields trims, drops what is empty and sorts by name.
func hashFields(fields []Field) []Field {
	var kept []Field
	for _, f := range fields {
		if f.Name == fieldHash || f.Name == fieldVerificationCode {
			continue
		}
		f.Value = strings.Trim(f.Value, phpSpace)
		if isEmpty(f.Value) {
			continue
		}
		kept = append(kept, f)
	}
	slices.SortStableFunc(kept, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	return kept
}

// licensesLast moves the licenses to the end; the others keep their order.
func licensesLast(sorted []Field) []Field {
	var others, last []Field
	for _, f := range sorted {
		if f.Name == fieldLicenses {
			last = append(last, f)
		} else {
			others = append(others, f)
		}
	}
	return append(others, last...)
}

// isEmpty is PHP's idea of a false string.
func isEmpty(s string) bool { return s == "" || s == "0" }

// sortByIndexText orders a list by its indexes compared as text: 0, 1, 10, 11,
// ..., 2, 20. The documented function sorts a list that way, whatever its
// comment says.
func sortByIndexText(list []string) []string {
	index := make([]string, len(list))
	for i := range list {
		index[i] = strconv.Itoa(i)
	}
	slices.Sort(index)
	sorted := make([]string, len(list))
	for to, text := range index {
		from, _ := strconv.Atoi(text) // written by Itoa above: cannot fail
		sorted[to] = list[from]
	}
	return sorted
}

func values(fields []Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Value
	}
	return out
}

func latin1Values(fields []Field) []string {
	out := values(fields)
	for i, v := range out {
		out[i] = toLatin1(v)
	}
	return out
}

func toLatin1(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r != utf8.RuneError && r <= 0xFF {
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

func sign(secret string, values []string) string {
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(strings.Join(values, "|")))
	return hex.EncodeToString(mac.Sum(nil))
}
