package ipn

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"hash"
)

// maxMACs bounds the HMAC states that a work keeps; they are made anew after that.
const maxMACs = 32

// work is the memory of one verification. A Verifier keeps some for reuse; none is shared while in use.
type work struct {
	values  []string
	entries []entry
	message []byte
	code    []byte
	sum     []byte
	hex     []byte
	macs    map[string]hash.Hash // by secret
}

// forget drops what a notification left behind, and memory that an unusual one needed.
func (w *work) forget() {
	clear(w.values[:cap(w.values)])
	clear(w.entries[:cap(w.entries)])
	clear(w.message[:cap(w.message)])
	clear(w.sum)
	clear(w.hex)
	if cap(w.message) > 64<<10 {
		w.message = nil
	}
}

// matches compares the code with the message's under every secret. It always tries all of them and compares in constant
// time, so that its duration says nothing about how close a code came.
func (w *work) matches(secrets []string, code string) bool {
	found := false
	w.code = append(w.code[:0], code...)
	for _, secret := range secrets {
		mac := w.mac(secret)
		mac.Reset()
		_, _ = mac.Write(w.message) // a hash never fails
		w.sum = mac.Sum(w.sum[:0])
		w.hex = hex.AppendEncode(w.hex[:0], w.sum)
		if hmac.Equal(w.hex, w.code) {
			found = true
		}
	}
	return found
}

func (w *work) mac(secret string) hash.Hash {
	if mac, ok := w.macs[secret]; ok {
		return mac
	}
	if w.macs == nil || len(w.macs) >= maxMACs {
		w.macs = make(map[string]hash.Hash)
	}
	mac := hmac.New(sha1.New, []byte(secret))
	w.macs[secret] = mac
	return mac
}
