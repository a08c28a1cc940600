package licenses

import (
	"context"
	"fmt"
	"strings"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// Service holds the calls about licenses. It is safe for concurrent use.
type Service struct {
	t *transport.Transport
}

// New is for package paykickstart: its parameter is internal. Callers use the field Licenses of paykickstart.Client.
func New(t *transport.Transport) *Service { return &Service{t: t} }

// Get returns the license with this key (2.2.1, GET licenses/data). It changes nothing and is safe to call again.
//
// The documented answer says "success": 0 beside a good license. So a license whose key is the one asked for counts, even
// beside a falsy flag. An answer with empty data is api.ErrNotFound, a refusal api.ErrRejected, an empty key or one with white
// space at its ends api.ErrInvalidParams. What PayKickstart answers to an unknown key is not documented.
//
// Go on with the LicenseKey of the answer: PayKickstart may find a license whose key differs from yours in upper and lower
// case (a guess, as databases go). To decide who may use a license call [Service.Check], which compares.
func (s *Service) Get(ctx context.Context, key string) (*License, error) {
	const op = "Licenses.Get"
	if err := checkKey(op, key); err != nil {
		return nil, err
	}
	license := new(License)
	err := s.t.Do(ctx, transport.Get(op, "licenses/data", keyWire{Key: key}, dataAnswer(license, key)))
	if err != nil {
		return nil, err
	}
	return license, nil
}

// dataAnswer is the answer of licenses/data, read into license.
func dataAnswer(license *License, key string) answer.Want {
	return answer.Want{
		Into:            license,
		Member:          "data",
		Required:        []string{"license_key"},
		EmptyIsNotFound: true,
		DataWins:        func() bool { return sameKey(license.LicenseKey, key) },
	}
}

// sameKey reports whether two texts are the same key for PayKickstart, whose database presumably takes upper and lower case
// for the same.
func sameKey(a, b string) bool { return lowerASCII(a) == lowerASCII(b) }

// lowerASCII leaves all other letters alone: some of them fold to ASCII ones, and are others all the same.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r - 'A' + 'a'
		}
		return r
	}, s)
}

// Status asks whether the license with this key may be used at all (2.2.2, GET licenses/status); [Service.Check] decides
// for a place and a product too. It changes nothing and is safe to call again. An answer with empty data is api.ErrNotFound,
// a refusal api.ErrRejected, an empty key or one with white space at its ends api.ErrInvalidParams.
func (s *Service) Status(ctx context.Context, key string) (*Status, error) {
	const op = "Licenses.Status"
	if err := checkKey(op, key); err != nil {
		return nil, err
	}
	status := new(Status)
	err := s.t.Do(ctx, transport.Get(op, "licenses/status", keyWire{Key: key}, answer.Want{
		Into:            status,
		Member:          "data",
		Required:        []string{"valid", "active"},
		EmptyIsNotFound: true,
	}))
	if err != nil {
		return nil, err
	}
	return status, nil
}

// Activate ties the license to one place of use (2.2.3, POST licenses/activate). The guid names that place: any text that is
// the same at each start there and nowhere else, such as a hardware id or the URL of an installation. One use of a license
// is good for one place; [Service.Clear] sets it free, and [Service.Move] takes it to another. An empty key or guid, or white
// space at the ends of either, is api.ErrInvalidParams.
//
// PayKickstart's success flag decides. The license is returned as it was sent; its LicenseKey is empty if PayKickstart sent
// a success without one, and it may differ from key (it does in the documented answer). A refusal, such as for a license
// that is used up elsewhere, is api.ErrRejected. Any error that does not match api.ErrOutcomeUnknown means that nothing was
// activated. After api.ErrOutcomeUnknown look with [Service.Get]: if GUID is yours, it worked. Whether activating again at
// the same place succeeds is not documented.
func (s *Service) Activate(ctx context.Context, key, guid string) (*License, error) {
	const op = "Licenses.Activate"
	if err := checkKeyAndGUID(op, key, guid); err != nil {
		return nil, err
	}
	return s.activate(ctx, op, key, guid)
}

func (s *Service) activate(ctx context.Context, op, key, guid string) (*License, error) {
	var result struct {
		Data License `json:"data"`
	}
	wire := activateWire{Key: key, GUID: guid}
	err := s.t.Do(ctx, transport.Post(op, "licenses/activate", wire, answer.Want{Into: &result}))
	if err != nil {
		return nil, err
	}
	return &result.Data, nil
}

// Clear frees the license from the place where it is activated, so that it can be activated at another or the same place
// (2.2.4, POST licenses/clear). Calling it again does no harm (inferred). A refusal is api.ErrRejected, an empty key
// or one with white space at its ends api.ErrInvalidParams. Any error that does not match api.ErrOutcomeUnknown means that
// nothing was changed.
func (s *Service) Clear(ctx context.Context, key string) error {
	return s.write(ctx, "Licenses.Clear", "licenses/clear", key)
}

// Enable lets the license be activated and verified again (2.2.5, POST licenses/enable). Calling it again does no harm
// (inferred). A refusal is api.ErrRejected, an empty key or one with white space at its ends api.ErrInvalidParams. Any error
// that does not match api.ErrOutcomeUnknown means that nothing was changed.
func (s *Service) Enable(ctx context.Context, key string) error {
	return s.write(ctx, "Licenses.Enable", "licenses/enable", key)
}

// Disable keeps the license from being activated or verified, until [Service.Enable] (2.2.6, POST licenses/disable). Calling
// it again does no harm (inferred). A refusal is api.ErrRejected, an empty key or one with white space at its ends
// api.ErrInvalidParams. Any error that does not match api.ErrOutcomeUnknown means that nothing was changed.
//
// PayKickstart is not known to do it by itself. The rule: disable a license on a full refund at once, and after a cancellation
// when the time ends that was paid for, unless the subscription runs again by then. Whether a refund is partial cannot be told
// from the notification alone: compare its amount with the price yourself. examples/licenses does all of it.
func (s *Service) Disable(ctx context.Context, key string) error {
	return s.write(ctx, "Licenses.Disable", "licenses/disable", key)
}

func (s *Service) write(ctx context.Context, op, route, key string) error {
	if err := checkKey(op, key); err != nil {
		return err
	}
	return s.post(ctx, op, route, key)
}

func (s *Service) post(ctx context.Context, op, route, key string) error {
	return s.t.Do(ctx, transport.Post(op, route, keyWire{Key: key}, answer.Want{}))
}

// List returns the licenses of a campaign, of a buyer, or of a buyer in a campaign (newer, GET licenses/). None is an
// empty list and no error. It changes nothing and is safe to call again. No params at all is api.ErrInvalidParams.
//
// It is known from PayKickstart's own sample program alone, which sends both params and reads LicenseKey, State and GUID of
// each license. Whether either param is enough alone, and how many licenses come at most, is not known.
func (s *Service) List(ctx context.Context, p ListParams) ([]License, error) {
	const op = "Licenses.List"
	if err := p.validate(op); err != nil {
		return nil, err
	}
	var list []License
	err := s.t.Do(ctx, transport.Get(op, "licenses/", p.wire(), answer.Want{
		Into:   &list,
		Member: "data",
		Shape:  loosejson.Array,
		Check:  func() error { return checkKeys(list) },
	}))
	if err != nil {
		return nil, err
	}
	return list, nil
}

// checkKeys refuses a list with a license that is none: who asks for the licenses of a buyer may be deciding on money.
func checkKeys(list []License) error {
	for i := range list {
		if list[i].LicenseKey == "" {
			return fmt.Errorf("data[%d] has no license_key", i)
		}
	}
	return nil
}
