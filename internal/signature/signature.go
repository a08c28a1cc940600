// Package signature computes and compares the two signatures of PayKickstart's notifications over a form as PHP parses it:
// the older verification_code and the hash. testdata holds what PHP itself says of some hundred bodies.
//
// It does not use package phpsign, the readable signer, so that each checks the other.
package signature

import (
	"crypto/fips140"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"hash"
)

// The fields that carry the signatures.
const (
	HashField = "hash"
	CodeField = "verification_code"
)

// CodeLen is the length of a signature: HMAC-SHA1 in lower-case hex.
const CodeLen = 40

// maxMACs bounds the HMAC states, and the tags, that a Checker keeps; they are made anew after that.
const maxMACs = 32

// Checker compares signatures. The zero Checker is ready. It keeps memory and HMAC states for the next use: so keep it where
// nothing prints it, and let one goroutine at a time use it.
type Checker struct {
	values  []string
	entries []entry
	message []byte
	code    []byte
	sum     []byte
	hex     []byte
	macs    map[string]hash.Hash // by secret
	tags    map[string]Tag       // by secret
	matched string               // the secret under which the last code was found
}

// tagLen is the length of a Tag.
const tagLen = 10

// Tag tells one secret from another, without telling either.
type Tag [tagLen]byte

// Tag returns the tag of the secret under which the last code was found.
func (c *Checker) Tag() Tag {
	tag, known := c.tags[c.matched]
	if known {
		return tag
	}
	mac := c.mac(c.matched)
	mac.Reset()
	_, _ = mac.Write([]byte("tag of the secret"))
	c.sum = mac.Sum(c.sum[:0])
	c.hex = hex.AppendEncode(c.hex[:0], c.sum)
	copy(tag[:], c.hex)
	if c.tags == nil || len(c.tags) >= maxMACs {
		c.tags = make(map[string]Tag)
	}
	c.tags[c.matched] = tag
	return tag
}

// Forget drops what a notification left behind, and memory that an unusual one needed.
func (c *Checker) Forget() {
	clear(c.values[:cap(c.values)])
	clear(c.entries[:cap(c.entries)])
	clear(c.message[:cap(c.message)])
	c.matched = ""
	clear(c.sum)
	clear(c.hex)
	if cap(c.message) > 64<<10 {
		c.message = nil
	}
}

// matches compares the code with the message's under every secret. It always tries all of them and compares in constant
// time, so that its duration says nothing about how close a code came.
func (c *Checker) matches(secrets []string, code string) bool {
	found := false
	c.code = append(c.code[:0], code...)
	for _, secret := range secrets {
		mac := c.mac(secret)
		mac.Reset()
		_, _ = mac.Write(c.message) // a hash never fails
		c.sum = mac.Sum(c.sum[:0])
		c.hex = hex.AppendEncode(c.hex[:0], c.sum)
		if hmac.Equal(c.hex, c.code) {
			found, c.matched = true, secret
		}
	}
	return found
}

func (c *Checker) mac(secret string) hash.Hash {
	if mac, ok := c.macs[secret]; ok {
		return mac
	}
	if c.macs == nil || len(c.macs) >= maxMACs {
		c.macs = make(map[string]hash.Hash)
	}
	mac := hmac.New(sha1.New, []byte(secret))
	c.macs[secret] = mac
	return mac
}

// empty is PHP's idea of an empty text.
func empty(s string) bool { return s == "" || s == "0" }

// ErrFIPS is what CheckFIPS returns.
var ErrFIPS = errors.New("PayKickstart signs with HMAC-SHA1, which this program's FIPS 140-3 only mode (GODEBUG=fips140=only) " +
	"does not allow: run the receiver with fips140=on, or outside that mode")

// CheckFIPS returns ErrFIPS where HMAC-SHA1 is forbidden. There crypto/hmac panics instead of telling; Go 1.25 has no other way
// to ask.
func CheckFIPS() (err error) {
	if !fips140.Enabled() {
		return nil
	}
	defer func() {
		if recover() != nil {
			err = ErrFIPS
		}
	}()
	mac := hmac.New(sha1.New, make([]byte, 32))
	mac.Reset()
	return nil
}
