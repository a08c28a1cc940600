package licenses

import (
	"errors"
	"net/http"
	"strings"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// refusal decides whether a failed question was answered all the same: with a reason, which is then returned without an
// error.
//
// No document shows a refusal, so all of this is inferred. Where it is in doubt it is an error: a buyer must not lose a
// license over a wrong API key, a wrong address or a proxy.
func refusal(err error, word answer.Word) (Reason, error) {
	var e *api.Error
	if !errors.As(err, &e) || !word.Object || !errors.Is(err, api.ErrRejected) && !errors.Is(err, api.ErrNotFound) {
		return "", err
	}
	words := wordsOf(e)
	switch e.StatusCode {
	case http.StatusNotFound, http.StatusUnprocessableEntity:
		if !aboutLicense(words, word) {
			return "", err
		}
	default:
		if e.StatusCode < 200 || e.StatusCode > 299 {
			return "", err
		}
	}
	if aboutElse(words, word) {
		return "", err
	}
	return reasonOf(words, word, err)
}

// reasonOf tells an unknown key from a refusal that says less. Many an error message has the word "unknown" or "not found" in
// it; it is about the license if it speaks of nothing else.
func reasonOf(words string, word answer.Word, err error) (Reason, error) {
	nothing := word.Member.Kind() != loosejson.Missing && word.Member.Empty()
	quiet := words == "" || !word.No && (words == " ok " || words == " success ")
	switch {
	case nothing && quiet, saysUnknown(words):
		return ReasonUnknown, nil
	case word.No:
		return ReasonRefused, nil
	}
	return "", err
}

// wordsOf returns everything that the refusal says, folded.
func wordsOf(e *api.Error) string {
	said := []string{e.Message}
	for name, texts := range e.Fields {
		said = append(append(said, name), texts...)
	}
	return fold(strings.Join(said, " "))
}

// aboutElse reports whether the refusal speaks of something else than the license. A bare "Not Found" outside of
// PayKickstart's envelope is what any web server says of an address.
func aboutElse(words string, word answer.Word) bool {
	if word.Member.Kind() == loosejson.Missing && strings.Trim(words, "40 ") == "not found" {
		return true
	}
	return startsAny(words, otherWords())
}

// aboutLicense reports whether an answer with status 404 or 422 is one about the license: many a server behind a wrong
// address says "not found" in JSON.
func aboutLicense(words string, word answer.Word) bool {
	if startsAny(words, routeWords()) {
		return false
	}
	return hasAny(words, licenseWords()) || word.No && word.Member.Kind() != loosejson.Missing
}
