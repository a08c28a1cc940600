package notify

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"

	"github.com/paykickstart-go/sdk/internal/receive"
	"github.com/paykickstart-go/sdk/internal/secret"
)

// secrets keeps the digests of secrets where no printer finds them: a digest of a short secret can be tried out.
type secrets struct {
	digests secret.Held[[][sha256.Size]byte]
}

func newSecrets(list []string) (secrets, error) {
	if len(list) == 0 {
		return secrets{}, errors.New("no secret given")
	}
	if err := receive.CheckSecrets(list); err != nil {
		return secrets{}, err
	}
	digests := make([][sha256.Size]byte, len(list))
	for i, text := range list {
		digests[i] = sha256.Sum256([]byte(text))
	}
	return secrets{digests: secret.Hold(digests)}, nil
}

// match tells whether a text is one of the secrets. Digests have one length: comparing texts would tell how long the secret
// is. All are compared, so that the time does not tell which one was right either.
func (s secrets) match(text string) bool {
	got, found := sha256.Sum256([]byte(text)), 0
	for _, digest := range s.digests.Get() {
		found |= subtle.ConstantTimeCompare(got[:], digest[:])
	}
	return found == 1
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
