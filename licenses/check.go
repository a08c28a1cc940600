package licenses

import (
	"context"
	"errors"

	"github.com/paykickstart-go/sdk/api"
)

// Verdict is the answer of [Service.Check].
type Verdict struct {
	// Valid says that the license may be used. The zero Verdict is not valid.
	Valid bool
	// Reason says why a license is not valid, for logs and support; "" if it is. Its wording may change.
	Reason string
}

// Check decides whether the license with this key may be used: PayKickstart calls it both valid and active (API docs
// 2.2.2). It sends one question, changes nothing and is safe to call again. A license that nobody has activated yet is not
// active, so activate first.
//
// A refusal (api.ErrRejected) and an unknown key (api.ErrNotFound) make a verdict that is not valid, with PayKickstart's
// words as the reason; how it spells either is not documented. An error means that Check could not ask, and says nothing
// about the license: the network, PayKickstart or the API key failed. Never show it to a buyer as an invalid license.
//
// The zero Verdict beside an error is not valid, so a program that ignores the error stays shut (fail closed). A program
// that must run offline does better to remember the last good verdict and to go on for some days while there are only
// errors (fail open, with an end), but to stop at once on a verdict that is not valid.
func (s *Service) Check(ctx context.Context, key string) (Verdict, error) {
	status, err := s.status(ctx, "licenses.Check", key)
	if errors.Is(err, api.ErrRejected) || errors.Is(err, api.ErrNotFound) {
		return Verdict{Reason: refusal(err)}, nil
	}
	if err != nil {
		return Verdict{}, err
	}
	switch {
	case status.OK():
		return Verdict{Valid: true}, nil
	case status.Valid:
		return Verdict{Reason: "license is not active"}, nil
	case status.Active:
		return Verdict{Reason: "license is not valid"}, nil
	default:
		return Verdict{Reason: "license is neither valid nor active"}, nil
	}
}

// refusal returns PayKickstart's own words, if there are any.
func refusal(err error) string {
	var e *api.Error
	if errors.As(err, &e) && e.Message != "" {
		return e.Message
	}
	if errors.Is(err, api.ErrNotFound) {
		return "license not found"
	}
	return "license refused"
}
