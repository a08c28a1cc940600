package ipn

import (
	"crypto/fips140"
	"crypto/hmac"
	"crypto/sha1"
	"errors"
)

var errFIPS = errors.New("ipn: PayKickstart signs with HMAC-SHA1, which this program's FIPS 140-3 only mode (GODEBUG=fips140=only) " +
	"does not allow: run the receiver with fips140=on, or outside that mode")

// checkFIPS returns an error where HMAC-SHA1 is forbidden. There crypto/hmac panics instead of telling; Go 1.25 has no
// other way to ask.
func checkFIPS() (err error) {
	if !fips140.Enabled() {
		return nil
	}
	defer func() {
		if recover() != nil {
			err = errFIPS
		}
	}()
	mac := hmac.New(sha1.New, make([]byte, 32))
	mac.Reset()
	return nil
}
