package api_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestErrorText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		err  api.Error
		want string
	}{
		{"everything", api.Error{
			Op: "Coupons.Create", StatusCode: 422, Message: "The given data was invalid.",
			Fields: map[string][]string{"coupon_rate": {"must be a number", "is too high"}, "coupon_code": {"is taken"}},
			Err:    api.ErrRejected,
		}, "paykickstart: Coupons.Create: rejected by PayKickstart (status 422): The given data was invalid.; " +
			"coupon_code: is taken; coupon_rate: must be a number, is too high"},
		{"a message that the fields say", api.Error{
			Op: "Purchases.Create", Message: "Your card was declined.; No.",
			Fields: map[string][]string{"payment": {"Your card was declined.", "No."}}, Err: api.ErrDeclined,
		}, "paykickstart: Purchases.Create: payment declined: rejected by PayKickstart; payment: Your card was declined., No."},
		{"no answer", api.Error{Op: "Licenses.Get", Err: io.ErrUnexpectedEOF}, "paykickstart: Licenses.Get: unexpected EOF"},
		{"zero", api.Error{}, "paykickstart: failed"},
		{"a message cannot forge a log line", api.Error{Op: "x.Y", Message: "a\nlevel=ERROR\r\x00b", Err: api.ErrRejected},
			"paykickstart: x.Y: rejected by PayKickstart: a level=ERROR  b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, tt.err.Error())
			for _, verb := range []string{"%v", "%+v", "%s", "%#v"} {
				assert.Equal(t, tt.want, fmt.Sprintf(verb, &tt.err), verb)
			}
			assert.Equal(t, fmt.Sprintf("%q", tt.want), fmt.Sprintf("%q", &tt.err))
		})
	}
}

func TestErrorKeepsItsBodyToItself(t *testing.T) {
	t.Parallel()
	err := &api.Error{Op: "x.Y", Body: []byte("ada@example.com"), Err: api.ErrServer}
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Error("x", "err", err)
	slog.New(slog.NewJSONHandler(&out, nil)).Error("x", "err", err)
	assert.NotContains(t, out.String(), "ada@example.com")
	assert.Contains(t, out.String(), "server error")
	assert.NotContains(t, fmt.Sprintf("%+v %#v %s", err, err, err), "ada@example.com")
}

func TestErrorMatchesItsCauses(t *testing.T) {
	t.Parallel()
	var err error = &api.Error{Op: "x.Y", Err: errors.Join(api.ErrServer, api.ErrOutcomeUnknown, io.EOF)}
	err = fmt.Errorf("buying: %w", err)
	require.ErrorIs(t, err, api.ErrServer)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	require.ErrorIs(t, err, io.EOF)
	require.NotErrorIs(t, err, api.ErrRejected)
	var apiErr *api.Error
	require.ErrorAs(t, err, &apiErr)
	assert.Equal(t, "x.Y", apiErr.Op)
}

func TestADeclineIsARefusal(t *testing.T) {
	t.Parallel()
	require.ErrorIs(t, api.ErrDeclined, api.ErrRejected)
	require.NotErrorIs(t, api.ErrRejected, api.ErrDeclined)
}

func ExampleError() {
	var err error = &api.Error{Op: "Purchases.Create", StatusCode: 502, Err: errors.Join(api.ErrOutcomeUnknown, api.ErrServer)}
	if errors.Is(err, api.ErrOutcomeUnknown) {
		fmt.Println("wait for the notification; do not charge again")
	}
	var apiErr *api.Error
	if errors.As(err, &apiErr) {
		fmt.Println(apiErr.Op, apiErr.StatusCode)
	}
	// Output:
	// wait for the notification; do not charge again
	// Purchases.Create 502
}
