package ipn_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

func TestForm(t *testing.T) {
	t.Parallel()
	body := []byte("b.c=1&licenses[]=A&licenses[k][]=B&a=+x+&b_c=2&hash=h&e=")
	form, err := ipn.ParseForm(body)
	require.NoError(t, err)
	clear(body)
	assert.Equal(t, "2", form.Get("b_c"))
	assert.Empty(t, form.Get("b.c"), "names are as PHP rewrites them")
	assert.Equal(t, " x ", form.Get("a"), "as sent")
	assert.Empty(t, form.Get("licenses"))
	assert.Equal(t, []string{"A", "B"}, form.Values("licenses"))
	assert.Equal(t, []string{""}, form.Values("e"))
	assert.Nil(t, form.Values("none"))
	names, values := []string{}, []string{}
	for name, value := range form.All() {
		names, values = append(names, name), append(values, value)
	}
	assert.Equal(t, []string{"b_c", "a", "hash", "e"}, names)
	assert.Equal(t, []string{"2", " x ", "h", ""}, values)
	for range form.All() {
		break
	}
	raw := form.Raw()
	assert.Equal(t, "b.c=1&licenses[]=A&licenses[k][]=B&a=+x+&b_c=2&hash=h&e=", string(raw))
	clear(raw)
	assert.NotEqual(t, raw, form.Raw(), "a copy")
	_, err = ipn.ParseForm([]byte(strings.Repeat("a&", 1000)))
	require.NoError(t, err)
	_, err = ipn.ParseForm([]byte(strings.Repeat("a&", 1001)))
	require.ErrorIs(t, err, ipn.ErrTooLarge)
	_, err = ipn.ParseForm(bytes.Repeat([]byte{'a'}, 1<<20+1))
	require.ErrorIs(t, err, ipn.ErrTooLarge)
}

func TestNilForm(t *testing.T) {
	t.Parallel()
	var form *ipn.Form
	assert.Empty(t, form.Get("a"))
	assert.Nil(t, form.Values("a"))
	assert.Nil(t, form.Raw())
	assert.Empty(t, slices.Collect(func(yield func(string) bool) {
		for name := range form.All() {
			yield(name)
		}
	}))
	assert.Equal(t, "ipn.Form(0 fields)", fmt.Sprint(form))
	var n *ipn.Notification
	assert.Empty(t, n.Key())
	assert.Zero(t, n.VerifiedBy())
	assert.NotPanics(t, func() { n.LogValue() })
}

func TestPrintingHidesPersons(t *testing.T) {
	t.Parallel()
	n, err := decode(t, s1(t))
	require.NoError(t, err)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		assert.Equal(t, "ipn.Form(57 fields)", fmt.Sprintf(verb, n.Form))
	}
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	logger.Info("got", "n", n, "form", n.Form)
	assert.Contains(t, log.String(), "n.event=sales n.mode=test n.transaction_id=PK-T0000000AA n.invoice_id=PK-P0000000AA n.campaign_id=10001")
	assert.NotContains(t, log.String(), "ada@example.com")
	assert.NotContains(t, log.String(), "Ada")
}

// The format lives in databases: a change of it makes every vendor handle old notifications again.
func TestKeyIsFrozen(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		s1(t):                 "v1|10001|sales|PK-T0000000AA|PK-P0000000AA|1575306452|1",
		string(seedSample(t)): "v1|215|sales|PK-TN0LNO7XWR|PK-PZ1WK636WR|1469014598|9.99",
		"":                    "v1||||||",
		"event=a%7Cb&transaction_id=50%25&invoice_id=+c%257C+&amount=0.00&transaction_time=0": "v1||a%7Cb|50%25|c%257C||",
		"campaign_id=-7&event=refund&transaction_id=T&invoice_id=I&amount=-1,234.50":          "v1|-7|refund|T|I||-1234.5",
	} {
		n, err := decode(t, body)
		require.NoError(t, err)
		assert.Equal(t, want, n.Key())
	}
}

func TestKeysDiffer(t *testing.T) {
	t.Parallel()
	at := time.Unix(1575306452, 0)
	one := ipn.Notification{Event: "sales", TransactionID: "T", InvoiceID: "I", TransactionTime: at, Amount: dec("5")}
	keys := map[string]bool{one.Key(): true}
	for _, change := range []func(*ipn.Notification){
		func(n *ipn.Notification) { n.Event = "refund" },
		func(n *ipn.Notification) { n.CampaignID = 10001 },
		func(n *ipn.Notification) { n.CampaignID = 10002 },
		func(n *ipn.Notification) { n.TransactionID = "T2" },
		func(n *ipn.Notification) { n.InvoiceID = "I2" },
		func(n *ipn.Notification) { n.TransactionTime = at.Add(time.Second) },
		func(n *ipn.Notification) { n.Amount = dec("5.01") },
		func(n *ipn.Notification) { n.TransactionID, n.InvoiceID = "T|I", "" },
		func(n *ipn.Notification) { n.TransactionID, n.InvoiceID = "", "T|I" },
		func(n *ipn.Notification) { n.TransactionID, n.InvoiceID = "T%7CI", "" },
	} {
		n := one
		change(&n)
		assert.False(t, keys[n.Key()], n.Key())
		keys[n.Key()] = true
	}
	again := one
	again.Amount, again.TransactionTime = dec("5.00"), at.UTC()
	again.Buyer.Email = "other@example.com"
	assert.True(t, keys[again.Key()])
}
