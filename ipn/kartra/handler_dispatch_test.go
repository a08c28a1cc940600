package kartra_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/kartra"
)

func TestDispatch(t *testing.T) {
	t.Parallel()
	var got []string
	onIPN := func(name string) kartra.IPNFunc {
		return func(context.Context, *kartra.IPN) error { got = append(got, name); return nil }
	}
	onOutbound := func(name string) kartra.OutboundFunc {
		return func(context.Context, *kartra.Outbound) error { got = append(got, name); return nil }
	}
	kinds := map[kartra.Kind]kartra.IPNFunc{kartra.KindSale: onIPN("sale")}
	byKind, noFallback := kartra.ByKind(kinds, onIPN("other kind")), kartra.ByKind(kinds, nil)
	byAction := kartra.ByAction(map[kartra.Action]kartra.OutboundFunc{kartra.ActionAssignTag: onOutbound("tag")}, onOutbound("other action"))
	delete(kinds, kartra.KindSale)
	for _, f := range []kartra.IPNFunc{byKind, noFallback} {
		require.NoError(t, f(t.Context(), &kartra.IPN{Transaction: kartra.Transaction{Kind: kartra.KindSale}}))
		require.NoError(t, f(t.Context(), new(kartra.IPN)))
	}
	require.NoError(t, byAction(t.Context(), &kartra.Outbound{Action: kartra.ActionAssignTag}))
	require.NoError(t, byAction(t.Context(), &kartra.Outbound{Action: "x"}))
	require.NoError(t, kartra.ByAction(nil, nil)(t.Context(), &kartra.Outbound{Action: "x"}))
	assert.Equal(t, []string{"sale", "other kind", "sale", "tag", "other action"}, got)
}

func TestOneCallbackForBoth(t *testing.T) {
	t.Parallel()
	var got []ipn.Payment
	f := func(_ context.Context, p ipn.Payment) error { got = append(got, p); return nil }
	require.Equal(t, 200, post(outboundReceiver(t, kartra.OutboundPayments(f)), document(t, "refund_2020")).Code)
	require.Equal(t, 200, post(outboundReceiver(t, kartra.OutboundPayments(f)), outbound(kartra.ActionAssignTag, "[]")).Code)
	require.Equal(t, 200, post(ipnReceiver(t, kartra.IPNPayments(f)), encode(documentedIPN(kartra.KindRebill)...)).Code)
	require.Equal(t, 200, post(ipnReceiver(t, kartra.IPNPayments(f)), []byte("transaction_type=x&transaction_id=1&secret_key="+secret)).Code)
	require.Len(t, got, 2)
	assert.Equal(t, ipn.PaymentRefund, got[0].Kind)
	assert.Equal(t, ipn.PaymentRebill, got[1].Kind)
	for _, p := range got {
		assert.Equal(t, ipn.ProofSharedSecret, p.Proof)
	}
}
