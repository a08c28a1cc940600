// Package transport is the way of a request: params, form, retry, token, wire, envelope, result.
package transport

import (
	"context"
	"errors"
)

// Transport sends calls. It is safe for concurrent use.
type Transport struct{}

// Do sends the call and decodes its answer into call.Answer.Into. Every error is an *api.Error.
func (t *Transport) Do(ctx context.Context, call Call) error {
	return errors.New("not yet")
}
