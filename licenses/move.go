package licenses

import (
	"context"
	"errors"
	"fmt"

	"github.com/paykickstart-go/sdk/api"
)

// ErrCleared means that [Service.Move] has cleared the license and then failed to activate it. The license is no longer active
// at its old place.
//
// If the error does not match api.ErrOutcomeUnknown, the license is active nowhere, unless somebody has activated it since:
// call [Service.Activate], or Move again. If it does, the license may be active at the new place: look with [Service.Get].
var ErrCleared = errors.New("the license was cleared")

// Move takes a license to another place of use. It clears the license, wherever it is active, and activates it there (2.2.4
// and 2.2.3, POST licenses/clear and licenses/activate). The guid names the new place, as for [Service.Activate], which also
// says what is returned. PayKickstart documents no such call: the two steps are two requests, and somebody else may activate
// the license between them.
//
// Calling Move again is safe after every error. An error that matches [ErrCleared] comes from the second step: the license is
// active nowhere, or perhaps at the new place. Any other error comes from the first step, and nothing was activated. If that
// one matches api.ErrOutcomeUnknown, the license may have been cleared, else it is where it was. An empty key or guid, or
// white space at the ends of either, is api.ErrInvalidParams.
//
// Whoever may call it takes the license away from its present place, so ask who calls, and how often.
func (s *Service) Move(ctx context.Context, key, guid string) (*License, error) {
	const op = "Licenses.Move"
	if err := checkKeyAndGUID(op, key, guid); err != nil {
		return nil, err
	}
	if err := s.post(ctx, op, "licenses/clear", key); err != nil {
		return nil, err
	}
	license, err := s.activate(ctx, op, key, guid)
	if err != nil {
		return nil, cleared(err)
	}
	return license, nil
}

// cleared adds to the error of the activation what holds.
func cleared(err error) error {
	var e *api.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("%w: %w", ErrCleared, err)
	}
	holds := "is active nowhere"
	if errors.Is(err, api.ErrOutcomeUnknown) {
		holds = "may be active at the new place"
	}
	told := *e
	told.Err = fmt.Errorf("%w and %s: %w", ErrCleared, holds, e.Err)
	return &told
}
