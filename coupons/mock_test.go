package coupons_test

import (
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// mocked returns a Transport on a mock of its own. The mock answers exactly that request, which the test has to send once,
// and fails the test for every other.
func mocked(t *testing.T, want apitest.Request, status int, body string) *transport.Transport {
	t.Helper()
	mock := httpmock.NewMockTransport()
	mock.RegisterNoResponder(httpmock.NewNotFoundResponder(t.Error))
	mock.RegisterResponder(want.Method, want.Address(), want.Expect(t, httpmock.NewStringResponder(status, body)))
	t.Cleanup(func() { assert.Equal(t, map[string]int{want.Key(): 1}, mock.GetCallCountInfo()) })
	return apitest.Transport(t, mock)
}
