package notify_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/kartra/notify"
)

func TestDispatch(t *testing.T) {
	t.Parallel()
	var got []string
	onIPN := func(name string) notify.IPNFunc {
		return func(context.Context, *notify.IPN) error { got = append(got, name); return nil }
	}
	onOutbound := func(name string) notify.OutboundFunc {
		return func(context.Context, *notify.Outbound) error { got = append(got, name); return nil }
	}
	kinds := map[notify.Kind]notify.IPNFunc{notify.KindSale: onIPN("sale")}
	byKind, noFallback := notify.ByKind(kinds, onIPN("other kind")), notify.ByKind(kinds, nil)
	byAction := notify.ByAction(map[notify.Action]notify.OutboundFunc{notify.ActionAssignTag: onOutbound("tag")}, onOutbound("other action"))
	delete(kinds, notify.KindSale)
	for _, f := range []notify.IPNFunc{byKind, noFallback} {
		require.NoError(t, f(t.Context(), &notify.IPN{Transaction: notify.Transaction{Kind: notify.KindSale}}))
		require.NoError(t, f(t.Context(), new(notify.IPN)))
	}
	require.NoError(t, byAction(t.Context(), &notify.Outbound{Action: notify.ActionAssignTag}))
	require.NoError(t, byAction(t.Context(), &notify.Outbound{Action: "x"}))
	require.NoError(t, notify.ByAction(nil, nil)(t.Context(), &notify.Outbound{Action: "x"}))
	assert.Equal(t, []string{"sale", "other kind", "sale", "tag", "other action"}, got)
}
