package licenses

import (
	"context"
	"errors"
	"fmt"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// Check decides whether the license with this key may be used, here and for this product (2.2.1 and 2.2.2, GET
// licenses/data and licenses/status). It changes nothing and is safe to call again.
//
// Valid means all of this: PayKickstart knows the key, the license is not disabled, it is both valid and active, and it is
// for the product and the place of want. What want does not name is not compared. With the zero Want a copy of the key on
// any machine is valid, and so is the key of any of your products. A license that nobody has activated is not active, so
// activate first.
//
// An error means that Check could not ask. It says nothing about the license, even if it matches api.ErrNotFound or
// api.ErrRejected: never show it to a buyer as an invalid license. Invalid is said only of a JSON answer (status 2xx, 404 or
// 422) that says so; see [Reason]. Errors are: no answer, HTML, a cut or empty answer, another status, a refusal that is
// about your API key, an answer about another key, an answer that contradicts itself. A bad Want, an empty key, or one with
// white space at its ends is api.ErrInvalidParams.
//
// An answer contradicts itself if a member that decides comes twice, if licenses/status names another place or product than
// want, or if a message or a member such as "disabled" says no beside a yes (guesses: no document shows any). A license
// whose status licenses/data does not tell is valid all the same if licenses/status says so: PayKickstart's own sample goes
// by licenses/status alone.
//
// Keep the last good verdict. Give a license that was valid yesterday some days of grace, on errors and on [ReasonRefused].
// Without a good verdict stay shut: the zero Verdict beside an error is not valid.
//
// A refunded or cancelled license stays valid until it is disabled: no document says that PayKickstart does it. When to do it
// is told at [Service.Disable].
//
// Go on with Verdict.License.LicenseKey, which is how PayKickstart spells the key. It may find a license whose key differs
// from yours in upper and lower case.
//
// Call it on your server only, because who has the auth token can charge buyers. A program that others run asks your server,
// and your server fills in Want. Refuse a program that sends no GUID: "" compares nothing.
func (s *Service) Check(ctx context.Context, key string, want Want) (Verdict, error) {
	const op = "Licenses.Check"
	if err := want.validate(op, key); err != nil {
		return Verdict{}, err
	}
	license, reason, err := s.find(ctx, op, key, want)
	if err != nil || reason != "" {
		return Verdict{Reason: reason}, err
	}
	if reason = want.unmet(license); reason == "" {
		if reason, err = s.standing(ctx, op, license.LicenseKey, want); err != nil {
			return Verdict{}, err
		}
	}
	return Verdict{Valid: reason == "", Reason: reason, License: license}, nil
}

// find reads the license itself. A reason means that PayKickstart has no such license, or refuses to tell of it.
func (s *Service) find(ctx context.Context, op, key string, want Want) (*License, Reason, error) {
	license, word := new(License), answer.Word{}
	var problem error
	data := dataAnswer(license, key)
	data.Word = &word
	data.Check = func() error {
		if problem = want.unusable(license, key); problem == nil {
			problem = contradiction(word, want.unmet(license) == "")
		}
		return problem
	}
	err := s.t.Do(ctx, transport.Get(op, "licenses/data", keyWire{Key: key}, data))
	if err == nil {
		return license, "", nil
	}
	if problem == nil && holdsData(word.Member) {
		problem = fmt.Errorf("a refusal beside data: %w", errContradiction)
	}
	if problem != nil {
		return nil, "", unreadable(err, problem)
	}
	reason, err := refusal(err, word)
	return nil, reason, err
}

var errContradiction = errors.New("the answer contradicts itself")

// holdsData: the documented answer says "success": 0 beside a good license, so that a flag beside data proves nothing.
func holdsData(member loosejson.Value) bool {
	kind := member.Kind()
	return (kind == loosejson.Object || kind == loosejson.Array) && !member.Empty()
}

// unreadable turns a refusal that contradicts itself into what it is; any other error stays.
func unreadable(err, why error) error {
	var e *api.Error
	if !errors.Is(err, api.ErrRejected) || !errors.As(err, &e) {
		return err
	}
	bad := *e
	bad.Err = fmt.Errorf("%w: %w", api.ErrBadResponse, why)
	return &bad
}

// unusable says why the license that came cannot answer the question; nil if it can.
func (w Want) unusable(license *License, key string) error {
	switch {
	case !sameKey(license.LicenseKey, key):
		return errors.New("the license is another one than was asked for")
	case !license.State.documented():
		return fmt.Errorf("a status of %d is not known", int(license.State))
	case len(w.ProductIDs) > 0 && license.ProductID <= 0:
		return errors.New("the license has no product_id to compare")
	}
	return nil
}
