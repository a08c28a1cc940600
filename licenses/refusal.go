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
// it; it is about the key if it says so.
func reasonOf(words string, word answer.Word, err error) (Reason, error) {
	nothing := word.Member.Kind() != loosejson.Missing && word.Member.Empty()
	switch {
	case nothing && (!word.No || words == ""), hasAny(words, unknownWords) && hasAny(words, licenseWords):
		return ReasonUnknown, nil
	case word.No:
		return ReasonRefused, nil
	}
	return "", err
}

// wordsOf returns everything that the refusal says, in lower case.
func wordsOf(e *api.Error) string {
	said := []string{e.Message}
	for name, texts := range e.Fields {
		said = append(append(said, name), texts...)
	}
	return strings.ToLower(strings.TrimSpace(strings.Join(said, " ")))
}

// The words are guesses: PayKickstart documents none.
var (
	unknownWords = []string{
		"not found", "no such", "unknown", "not exist", "no license", "no query results", "couldn't find", "could not find",
	}
	// accountWords speak of the API key or of passing trouble. They are no word about a license.
	accountWords = []string{
		"token", "api key", "api_key", "apikey", "authori", "authentic", "credential", "permission", "forbidden", "denied",
		"log in", "login", "sign in", "too many", "rate limit", "try again", "maintenance", "unavailable", "server error",
	}
	ownerWords   = []string{"account", "vendor", "merchant", "user"}
	licenseWords = []string{"licen", "key"}
	routeWords   = []string{"route", "endpoint", "url", "path", "page"}
)

// aboutElse reports whether the refusal speaks of something else than the license. A bare "Not Found" outside of
// PayKickstart's envelope is what any web server says of an address.
func aboutElse(words string, word answer.Word) bool {
	if word.Member.Kind() == loosejson.Missing && strings.Trim(words, "40 .") == "not found" {
		return true
	}
	return hasAny(words, accountWords) || hasAny(words, ownerWords) && !hasAny(words, licenseWords)
}

// aboutLicense reports whether an answer with status 404 or 422 is one about the license: many a server behind a wrong
// address says "not found" in JSON.
func aboutLicense(words string, word answer.Word) bool {
	if hasAny(words, routeWords) {
		return false
	}
	return hasAny(words, licenseWords) || word.No && word.Member.Kind() != loosejson.Missing
}

func hasAny(words string, list []string) bool {
	for _, one := range list {
		if strings.Contains(words, one) {
			return true
		}
	}
	return false
}
