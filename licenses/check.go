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
	// Reason says why a license is not valid, for logs and support; "" if it is. It may be PayKickstart's own words, and
	// its wording may change.
	Reason string
}

// Check decides whether the license with this key may be used: PayKickstart calls it both valid and active (2.2.2, GET
// licenses/status). It sends one question, changes nothing and is safe to call again. A license that nobody has activated
// yet is not active, so activate first.
//
// Call it on your server only: who has the auth token can charge buyers. A program that others run asks your server.
//
// An error means that Check could not ask, and says nothing about the license: the network, PayKickstart or the API key
// failed. Never show it to a buyer as an invalid license.
//
// A refusal (api.ErrRejected) and an unknown key (api.ErrNotFound) make a verdict that is not valid, because PayKickstart
// does not document how it answers for a bad key. So two mistakes that are not the buyer's can look like an invalid
// license: a wrong base URL (a 404 page), and an API key that is refused with status 200.
//
// So keep the last good verdict, and give a license that was valid yesterday some days of grace, on errors and on a verdict
// that is not valid. Without a good verdict stay shut: the zero Verdict beside an error is not valid.
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

// refusal returns PayKickstart's own words, if it said no with any.
func refusal(err error) string {
	var e *api.Error
	if errors.As(err, &e) && e.Message != "" && !saidYes(e) {
		return e.Message
	}
	if errors.Is(err, api.ErrNotFound) {
		return "license not found"
	}
	return "license refused"
}

// saidYes reports whether the answer was a success without data: its message then tells of the success.
func saidYes(e *api.Error) bool {
	return e.StatusCode < 300 && errors.Is(e, api.ErrNotFound)
}
