package affiliates

import (
	"encoding/json"
	"strings"
)

// splitEmail takes the subjects and the body out of an email_text: {"subject":"one\ntwo","body":"<p>"}. PayKickstart does
// not escape what the vendor typed, so line breaks stand raw in it, and often quotes. A text that is JSON but for its line
// breaks is read as JSON; any other is cut at its fixed parts and taken as it is. A text of another form has no subjects
// and no body.
func splitEmail(text string) (subjects []string, body string) {
	text = strings.TrimSpace(text)
	subject, body, ok := emailFromJSON(text)
	if !ok {
		subject, body, ok = emailFromParts(text)
	}
	if !ok {
		return nil, ""
	}
	return lines(subject), body
}

func emailFromJSON(text string) (subject, body string, ok bool) {
	escaped := strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(text)
	var email struct {
		Subject *string `json:"subject"`
		Body    *string `json:"body"`
	}
	if json.Unmarshal([]byte(escaped), &email) != nil || email.Subject == nil || email.Body == nil {
		return "", "", false
	}
	return *email.Subject, *email.Body, true
}

func emailFromParts(text string) (subject, body string, ok bool) {
	text, hasPrefix := strings.CutPrefix(text, `{"subject":"`)
	text, hasSuffix := strings.CutSuffix(text, `"}`)
	subject, body, hasMiddle := strings.Cut(text, `","body":"`)
	return subject, body, hasPrefix && hasSuffix && hasMiddle
}

// lines returns the lines of a text without the blank ones and without white space around them.
func lines(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
