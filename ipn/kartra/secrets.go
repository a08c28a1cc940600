package kartra

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"

	"github.com/paykickstart-go/sdk/internal/receive"
)

// secrets keeps digests inside a closure: no printer finds them there, however it looks into structs.
type secrets struct {
	match func(text string) bool
}

func newSecrets(list []string) (secrets, error) {
	if len(list) == 0 {
		return secrets{}, errors.New("no secret given")
	}
	if err := receive.CheckSecrets(list); err != nil {
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
