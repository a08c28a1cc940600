package notify_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

// TestTrialOfBothEditions: the older page of trial sales calls trial trial_payment.
func TestTrialOfBothEditions(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		"trial=1":                   true,
		"trial_payment=1":           true,
		"trial_payment=1&trial=1":   true,
		"trial=1&trial_payment=0":   true,
		"trial=1&trial_payment=N/A": true,
		"trial_payment=N%2FA":       false,
		"trial_payment=0":           false,
		"trial_payment=":            false,
		"trial=0":                   false,
	} {
		n, err := notify.DecodeIPN([]byte("transaction_type=sale&transaction_id=2002&" + body))
		require.NoError(t, err, body)
		assert.Equal(t, want, n.Trial, body)
		assert.Empty(t, n.Extra, body)
	}
	n, err := notify.DecodeIPN([]byte("transaction_type=sale&trial_payment=soon"))
	require.ErrorIs(t, err, ipn.ErrBadField)
	assert.False(t, n.Trial)

	o, err := notify.DecodeOutbound([]byte(`{"action":"buy_product","action_details":{"transaction_details":{"transaction_id":"7","trial_payment":1}}}`))
	require.NoError(t, err)
	assert.True(t, o.Transaction.Trial)
}
