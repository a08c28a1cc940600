package sandbox_test

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestLogNamesRoutesAndNothingElse(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	var log strings.Builder
	b := newBox(t, sandbox.WithLogger(slog.New(slog.NewTextHandler(&log, nil))), sandbox.WithNotify(r.URL+"/path"),
		sandbox.WithSynchronousNotifications(), sandbox.WithFaults(sandbox.Fault{Kind: sandbox.FaultErrorAfter, Times: 1}))
	b.post("purchase", purchase(ebook, "custom_field[x]=custom-value")...)
	b.get("licenses/data", "license_key=KEY-OF-A-BUYER")
	b.get("nowhere", "license_key=KEY-OF-A-BUYER")
	b.get("purchase/get", "surprise=1")
	for _, want := range []string{
		`"sandbox: request" method=POST route=purchase status=200 fault=error-after`, `"sandbox: delivery" id=1 event=sales status=200`,
		`method=GET route=licenses/data status=200`, `method=GET route=purchase/get status=422`,
	} {
		assert.Contains(t, log.String(), want)
	}
	for _, secret := range []string{b.AuthToken, b.IPNSecret, "tok_visa", "ada@example.com", "custom-value", "KEY-OF", "surprise", r.URL} {
		assert.NotContains(t, log.String(), secret)
	}
	_, err := sandbox.New(sandbox.WithLogger(nil))
	require.Error(t, err)
}
