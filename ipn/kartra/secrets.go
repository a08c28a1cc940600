package kartra

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// secrets keeps digests inside a closure: no printer finds them there, however it looks into structs.
type secrets struct {
	match func(text string) bool
}

func newSecrets(list []string) (secrets, error) {
	if err := checkSecrets(list); err != nil {
		return secrets{}, err
	}
	digests := make([][sha256.Size]byte, len(list))
	for i, secret := range list {
		digests[i] = sha256.Sum256([]byte(secret))
	}
	return secrets{match: func(text string) bool {
		// Digests have one length: comparing texts would tell how long the secret is. All are compared, so that the time
		// does not tell which one was right either.
		got, found := sha256.Sum256([]byte(text)), 0
		for i := range digests {
			found |= subtle.ConstantTimeCompare(got[:], digests[i][:])
		}
		return found == 1
	}}, nil
}

func (s secrets) check(text string) error {
	switch {
	case text == "":
		return ErrNoSecret
	case !s.match(text):
		return ErrBadSecret
	default:
		return nil
	}
}

// checkSecrets names the secrets that cannot be right, by their place.
func checkSecrets(list []string) error {
	if len(list) == 0 {
		return errors.New("no secret given")
	}
	var problems []error
	for i, secret := range list {
		edge := func(r rune) bool { return unicode.IsSpace(r) || r == 0 || r == '\uFEFF' }
		switch trimmed := strings.TrimFunc(secret, edge); {
		case secret == "":
			problems = append(problems, fmt.Errorf("secret %d is empty", i+1))
		case trimmed == "":
			problems = append(problems, fmt.Errorf("secret %d is blank", i+1))
		case trimmed != secret:
			problems = append(problems, fmt.Errorf("secret %d begins or ends with white space", i+1))
		}
	}
	return errors.Join(problems...)
}
