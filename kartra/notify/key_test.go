package notify_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/kartra/notify"
)

func TestKeysAreFrozen(t *testing.T) {
	t.Parallel()
	n, err := notify.DecodeIPN(encode(documentedIPN(notify.KindRefund)...))
	require.NoError(t, err)
	assert.Equal(t, "kartra-ipn-v1|refund|2002|2024-05-03 09:30:00|49", n.Key())
	n, err = notify.DecodeIPN([]byte("transaction_type=a%7Cb&transaction_id=50%25&transaction_full_amount=0.00"))
	require.NoError(t, err)
	assert.Equal(t, "kartra-ipn-v1|a%7Cb|50%25||", n.Key())
	o, err := notify.DecodeOutbound(document(t, "refund_2024"))
	require.NoError(t, err)
	assert.Equal(t, "kartra-outbound-v1|refund_product|1002|2020-05-03 09:30:00|49", o.Key())
	o, err = notify.DecodeOutbound([]byte(`{"action":"assign_tag"}`))
	require.NoError(t, err)
	assert.Equal(t, "kartra-outbound-v1|assign_tag|sha256:ff4ca57820e2748187f294c67882fb7a4880664e1ed1118f1593b199deced27d", o.Key())
}
