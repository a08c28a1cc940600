package ipn

import (
	"context"
	"net/http"
)

// Verifier verifies notifications.
type Verifier struct{}

// VerifierOption changes a Verifier.
type VerifierOption func(*Verifier) error

// KeySource finds the secrets of a campaign.
type KeySource interface {
	Keys(ctx context.Context, campaignID int64) ([]string, error)
}

// NewVerifier returns a Verifier.
func NewVerifier(k KeySource, opts ...VerifierOption) (*Verifier, error) { return &Verifier{}, nil }

// Verify parses, verifies and decodes a body.
func (v *Verifier) Verify(ctx context.Context, body []byte) (*Notification, error) {
	return nil, ErrNoSignature
}

// VerifyRequest reads the body of r and verifies it.
func (v *Verifier) VerifyRequest(r *http.Request) (*Notification, error) { return nil, ErrNoSignature }
