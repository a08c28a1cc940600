package receive

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// CheckSecrets names the secrets that cannot be right, by their place: empty, blank, or with white space at an end, which
// mostly is the newline of the file that it was read from. None of them is in the error.
func CheckSecrets(secrets []string) error {
	var problems []error
	for i, secret := range secrets {
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
