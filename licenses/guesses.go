package licenses

import (
	"strings"
	"unicode"
)

// PayKickstart documents no refusal, so all words in this file are guesses. They are compared as whole words, in lower case,
// with one space for any punctuation. A word too many among otherWords costs a reason, a word too many among plainWords costs
// a buyer the license: the first list may grow freely.

// saysUnknown reports whether a text says that there is no such license, and nothing else. A bare "key" may be the API key.
func saysUnknown(words string) bool {
	if !hasAny(words, licenseWords()) || !hasAny(words, unknownWords()) {
		return false
	}
	for word := range strings.FieldsSeq(words) {
		if !hasAny(plainWords, []string{word}) {
			return false
		}
	}
	return true
}

func licenseWords() []string { return []string{"license", "licence", "licenses", "licences"} }

func unknownWords() []string {
	return []string{
		"not found", "not be found", "no such", "unknown", "not exist", "t exist", "not find", "t find", "no license", "no licence",
		"no query results",
	}
}

// plainWords are all the words that a text may have which takes a license away: "No query results for model [App\License]".
const plainWords = " license licence licenses licences key the this that a with for no such not found find unknown exist exists does do " +
	"doesn don t could couldn can cannot be is was there query results model models app "

// otherWords speak of the API key, of another thing than the license, or of passing trouble. They are the starts of words.
func otherWords() []string {
	return []string{
		"api", "token", "authori", "unauthori", "authentic", "unauthentic", "credential", "permission", "forbidden", "denied",
		"account", "vendor", "merchant", "user", "log in", "login", "sign in",
		"too many", "rate limit", "try again", "maintenance", "unavailable", "server error",
		"application", "host", "bucket", "sqlstate", "database", "table", "column", "file", "exception",
	}
}

// routeWords are what a server says of an address. They are the starts of words.
func routeWords() []string { return []string{"route", "endpoint", "url", "path", "page"} }

// endsLicense reports whether a word, or a member of that name, says that a license is good no more.
func endsLicense(word string) bool {
	switch word {
	case "disabled", "revoked", "expired", "deleted", "suspended", "blocked", "inactive", "invalid":
		return true
	}
	return false
}

// fold returns the words of a text in lower case with one space around each, or "" if there are none.
func fold(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return ""
	}
	return " " + strings.Join(words, " ") + " "
}

// hasAny looks for whole words, startsAny for the starts of words.
func hasAny(words string, list []string) bool {
	for _, one := range list {
		if strings.Contains(words, " "+one+" ") {
			return true
		}
	}
	return false
}

func startsAny(words string, list []string) bool {
	for _, one := range list {
		if strings.Contains(words, " "+one) {
			return true
		}
	}
	return false
}
