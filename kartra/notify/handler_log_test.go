package notify_test

import (
	"bytes"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/kartra/notify"
)

// The log tells what happened, and nothing about persons and secrets.
func TestHandlersLog(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	logger := notify.WithLogger(slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug})))
	c := new(calls)
	post(ipnReceiver(t, c.ipn, logger), encode(documentedIPN(notify.KindRefund)...))
	post(outboundReceiver(t, c.outbound, logger), document(t, "refund_2020"))
	post(outboundReceiver(t, c.outbound, logger), document(t, "refund_2020"), query("key=wrong-one"))
	post(ipnReceiver(t, c.ipn, logger), []byte("transaction_type=sale&transaction_id=1&transaction_tax=shh&secret_key="+secret))
	text := out.String()
	for _, want := range []string{
		`msg="kartra/notify: handled"`, "transaction_type=refund", "transaction_id=2002", "action=refund_product", "transaction_id=1002",
		`msg="kartra/notify: not verified"`, "status=403", "transaction_tax",
	} {
		assert.Contains(t, text, want)
	}
	for _, hidden := range []string{secret, "url-secret", "wrong-one", "Ada", "example.com", "shh", "192.0.2"} {
		assert.NotContains(t, text, hidden)
	}
}

func TestLogValueHoldsNoPerson(t *testing.T) {
	t.Parallel()
	o, err := notify.DecodeOutbound(document(t, "refund_2020"))
	require.NoError(t, err)
	n, err := notify.DecodeIPN(encode(documentedIPN(notify.KindSale)...))
	require.NoError(t, err)
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "outbound", o, "ipn", n, "none", (*notify.IPN)(nil), "none", (*notify.Outbound)(nil))
	assert.NotContains(t, out.String(), "Ada")
	assert.NotContains(t, out.String(), "example.com")
	assert.Contains(t, out.String(), `"transaction_id":"1002"`)
}
