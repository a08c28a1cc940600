package answer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/redact"
)

const (
	fakeToken = "fake-auth-token-0001"
	// payment and digits are secrets of the call.
	payment = "tok_payment_0001"
	digits  = "4242"
)

func readCall(want Want) *Call  { return &Call{Op: "t.M", Class: Read, Want: want} }
func writeCall(want Want) *Call { return &Call{Op: "t.M", Class: Write, Want: want} }

// judged returns what Judge makes of an answer, as the caller gets it. The call has these secrets besides the usual ones.
func judged(status int, body string, call *Call, secrets ...string) error {
	return judge(call, &Got{Status: status, Body: []byte(body)}, secrets...)
}

func judge(call *Call, got *Got, secrets ...string) error {
	got.Attempts, got.Redact = 1, redact.New(append(secrets, fakeToken, payment, digits)...)
	if err := Judge(call, got); err != nil {
		return err
	}
	return nil
}

// failed returns err as what every error of a call is.
func failed(t *testing.T, err error) *api.Error {
	t.Helper()
	var e *api.Error
	require.ErrorAs(t, err, &e)
	return e
}

// everything returns all that can be printed of an error and of the errors in it.
func everything(t *testing.T, err error) string {
	t.Helper()
	var b strings.Builder
	e := failed(t, err)
	fmt.Fprintf(&b, "%q %v %s", e.Message, e.Fields, e.Body)
	printTree(&b, err)
	return b.String()
}

func printTree(b *strings.Builder, err error) {
	if err == nil {
		return
	}
	fmt.Fprintf(b, "\n%v %+v %#v %s %q", err, err, err, err, err)
	switch w := err.(type) {
	case interface{ Unwrap() error }:
		printTree(b, w.Unwrap())
	case interface{ Unwrap() []error }:
		for _, one := range w.Unwrap() {
			printTree(b, one)
		}
	}
}

// sentinelsOf lists the sentinels that err matches.
func sentinelsOf(err error) []error {
	var found []error
	for _, one := range []error{
		api.ErrInvalidParams, api.ErrDeclined, api.ErrRejected, api.ErrUnauthorized, api.ErrNotFound, api.ErrRateLimited,
		api.ErrServer, api.ErrRedirect, api.ErrBadResponse, api.ErrOutcomeUnknown, context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, one) {
			found = append(found, one)
		}
	}
	return found
}
