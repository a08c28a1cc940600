// Package redact masks the secrets of a call in whatever comes back from outside and is kept or printed: texts, answers and
// errors, in each of the spellings in which a secret can come back.
package redact
