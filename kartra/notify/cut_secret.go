package notify

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/paykickstart-go/sdk/internal/phpform"
	"github.com/paykickstart-go/sdk/ipn"
)

const secretField = "secret_key"

// cutSecret takes the fields named secret_key out of a body, in every spelling that PHP reads as this name, so that nothing
// which is kept or printed holds the secret.
func cutSecret(body []byte) (rest, secret []byte, err error) {
	if len(body) > maxBodyBytes {
		return nil, nil, fmt.Errorf("%w: %d bytes, at most %d are accepted", ipn.ErrTooLarge, len(body), maxBodyBytes)
	}
	if n := bytes.Count(body, []byte("&")); n > maxFields {
		return nil, nil, fmt.Errorf("%w: %d fields, at most %d are accepted", ipn.ErrTooLarge, n, maxFields)
	}
	rest = make([]byte, 0, len(body))
	for len(body) > 0 {
		piece, after, more := bytes.Cut(body, []byte("&"))
		body = after
		if isSecret(piece) {
			secret = append(append(secret, piece...), '&')
			continue
		}
		rest = append(rest, piece...)
		if more {
			rest = append(rest, '&')
		}
	}
	return rest, secret, nil
}

func isSecret(piece []byte) bool {
	name, _, _ := bytes.Cut(piece, []byte("="))
	if string(name) == secretField {
		return true
	}
	// PHP removes spaces before a name, and reads any byte as %XX.
	if len(name) < len(secretField) || strings.IndexByte("s%+ ", name[0]) < 0 || !bytes.ContainsAny(name, "%+. [\x00") {
		return false
	}
	form, err := phpform.Parse(name, phpform.Limits{})
	return err == nil && len(form.Fields()) == 1 && form.Fields()[0].Name == secretField
}
