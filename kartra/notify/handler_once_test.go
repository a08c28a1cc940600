package notify_test

import (
	"bytes"
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

func TestHandlersCallOnce(t *testing.T) {
	t.Parallel()
	sale := encode(documentedIPN(notify.KindSale)...)
	later := bytes.Replace(sale, []byte("lead_first_name=Ada"), []byte("lead_first_name=Eve"), 1)
	tag := outbound(notify.ActionAssignTag, `{"tag":{"tag_id":1}}`)
	everyOnce := notify.WithEveryActionOnce()
	for name, test := range map[string]struct {
		first, second []byte
		opts          []notify.HandlerOption
		want          int32
	}{
		"the same IPN":                     {sale, sale, nil, 1},
		"the same fact":                    {sale, later, nil, 1},
		"another kind":                     {sale, encode(documentedIPN(notify.KindRefund)...), nil, 2},
		"the same refund":                  {document(t, "refund_2020"), document(t, "refund_2020"), nil, 1},
		"the refund with later names":      {document(t, "refund_2020"), document(t, "refund_2024"), nil, 1},
		"a tag, again":                     {tag, tag, nil, 2},
		"a tag, again, every action once":  {tag, tag, []notify.HandlerOption{everyOnce}, 1},
		"another tag, every action once":   {tag, outbound(notify.ActionAssignTag, `{"tag":{"tag_id":2}}`), []notify.HandlerOption{everyOnce}, 2},
		"the other surface is another key": {sale, document(t, "refund_2020"), nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := new(calls)
			opts := append(test.opts, notify.WithStore(ipn.NewMemoryStore()))
			handlers := map[bool]http.Handler{
				true: outboundReceiver(t, c.outbound, opts...), false: ipnReceiver(t, c.ipn, opts...),
			}
			for _, body := range [][]byte{test.first, test.second} {
				assert.Equal(t, 200, post(handlers[body[0] == '{'], body).Code)
			}
			assert.Equal(t, test.want, c.n.Load())
		})
	}
}

func TestHandlersFailAndRepeat(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err   error
		want  int
		calls int32
	}{
		"done":      {nil, 200, 1},
		"error":     {errors.New("disk full"), 500, 2},
		"permanent": {ipn.Permanent(errors.New("no such product")), 200, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &calls{err: test.err}
			store := notify.WithStore(ipn.NewMemoryStore())
			onIPN, onOutbound := ipnReceiver(t, c.ipn, store), outboundReceiver(t, c.outbound, store)
			for range 2 {
				assert.Equal(t, test.want, post(onIPN, encode(documentedIPN(notify.KindRefund)...)).Code)
			}
			assert.Equal(t, test.calls, c.n.Swap(0))
			for range 2 {
				assert.Equal(t, test.want, post(onOutbound, document(t, "refund_2020")).Code)
			}
			assert.Equal(t, test.calls, c.n.Load())
		})
	}
}

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
