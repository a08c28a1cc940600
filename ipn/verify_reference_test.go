package ipn_test

import (
	"strings"
	"unicode"

	"github.com/paykickstart-go/sdk/internal/phpsign"
)

// The reference is package phpsign: both schemes as the documents tell them, step by step. It takes fields that are all scalars.

type refField struct{ name, value string }

func refVerificationCode(secret string, fields []refField) string {
	return phpsign.VerificationCode(secret, signFields(fields))
}

func refHash(secret string, fields []refField, latin1, licensesLast bool) string {
	hash := phpsign.Hash
	switch {
	case latin1 && licensesLast:
		hash = phpsign.HashLatin1LicensesLast
	case latin1:
		hash = phpsign.HashLatin1
	case licensesLast:
		hash = phpsign.HashLicensesLast
	}
	return hash(secret, signFields(fields))
}

func signFields(fields []refField) []phpsign.Field {
	out := make([]phpsign.Field, len(fields))
	for i, f := range fields {
		out[i] = phpsign.Field{Name: f.name, Value: f.value}
	}
	return out
}

// refSurvives is the rule for what only the ISO-8859-1 form of a hash vouches for.
func refSurvives(fields []refField) bool {
	const ascii = " event mode transaction_id invoice_id old_invoice_id product_id campaign_id tracking_id amount transaction_time " +
		"next_billing_date currency payment_processor transaction_type update_billing_url licenses "
	for _, f := range fields {
		most := unicode.MaxRune
		switch {
		case strings.Contains(ascii, " "+f.name+" "):
			most = unicode.MaxASCII
		case f.name == "buyer_email":
			most = unicode.MaxLatin1
		}
		if strings.ContainsFunc(f.value, func(r rune) bool { return r > most }) {
			return false
		}
	}
	return true
}
