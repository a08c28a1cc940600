package ipn_test

import "github.com/paykickstart-go/sdk/internal/phpsign"

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
