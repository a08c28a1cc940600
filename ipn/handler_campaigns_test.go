package ipn_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// Two campaigns: 10001 sells 20001, 10002 sells 20002.
const (
	secretA = "FIRSTSECRET1"
	secretB = "NEXTSECRET12"
)

func twoCampaigns(t *testing.T, secrets ipn.SecretSource, opts ...ipn.HandlerOption) (http.Handler, *recorder) {
	t.Helper()
	r := new(recorder)
	opts = append([]ipn.HandlerOption{quiet, ipn.WithStore(ipn.NewMemoryStore()),
		ipn.WithProducts(map[int64][]int64{10001: {20001}, 10002: {20002}})}, opts...)
	return ipn.NewHandler(verifier(t, secrets), r, opts...), r
}

// of is a notification of one campaign about a product, with the same ids in both campaigns.
func of(event ipn.Event, campaign, product string) *ipntest.Builder {
	return ipntest.New(event).Set("campaign_id", campaign).Set("product_id", product)
}

func fromA(event ipn.Event) *ipntest.Builder { return of(event, "10001", "20001") }
func fromB(event ipn.Event) *ipntest.Builder { return of(event, "10002", "20002") }

func changed(t *testing.T, body []byte, changes ...ipntest.Change) []byte {
	t.Helper()
	body, err := ipntest.Tamper(body, changes...)
	require.NoError(t, err)
	return body
}

// step is one delivery and its answer.
type step struct {
	body []byte
	want int
}

// What the holder of A's secret, and whoever has captured a notification, can come to. Nothing is granted that the campaign did
// not sell, and nothing true is answered 200 and dropped.
func TestTwoCampaignsWithASecretEach(t *testing.T) {
	t.Parallel()
	const refund, cancelled = ipn.EventRefund, ipn.EventSubscriptionCancelled
	plainA := fromA(ipn.EventSales).Body(secretA)
	parsedA, err := ipn.ParseForm(plainA)
	require.NoError(t, err)
	withCodeOfA := func(event ipn.Event) []byte { // a buyer may put what he likes into a custom field
		return fromB(event).Custom("ref", parsedA.Get("hash")).Body(secretB, ipn.SchemeVerificationCode)
	}
	oldB := fromB(ipn.EventSales).OldStyle().Custom("x", "10001").Custom("y", "20001").Body(secretB)
	for name, test := range map[string]struct {
		steps []step
		want  []string
	}{
		"true sales with the same ids": {
			[]step{{fromA(ipn.EventSales).Body(secretA), 200}, {fromB(ipn.EventSales).Body(secretB), 200}},
			[]string{"sales 10001/20001", "sales 10002/20002"}},
		"A's secret, B's product": {
			[]step{{of(ipn.EventSales, "10001", "20002").Body(secretA), 403}, {fromB(ipn.EventSales).Body(secretB), 200}},
			[]string{"sales 10002/20002"}},
		"A's secret, B's campaign": {
			[]step{{fromB(ipn.EventSales).Body(secretA), 403}, {of(ipn.EventSales, "10002", "20001").Body(secretA), 403}},
			nil},
		"A's code in a field of B's": {
			[]step{{withCodeOfA(ipn.EventSales), 200}, {plainA, 200}, {withCodeOfA(refund), 200}},
			[]string{"sales 10002/20002", "sales 10001/20001", "refund 10002/20002"}},
		"A's secret, no campaign":       {[]step{{fromB(ipn.EventSales).Unset("campaign_id").Body(secretA), 403}}, nil},
		"A's secret, another's product": {[]step{{of(ipn.EventSales, "10001", "20009").Body(secretA), 403}}, nil},
		"A's secret, no product":        {[]step{{fromA(ipn.EventSales).Unset("product_id").Body(secretA), 403}}, nil},
		"A's refund before B's": {
			[]step{{fromA(refund).Body(secretA), 200}, {fromB(refund).Body(secretB), 200}},
			[]string{"refund 10001/20001", "refund 10002/20002"}},
		"A's secret, a refund of B's product before B's": {
			[]step{{of(refund, "10001", "20002").Body(secretA), 403}, {fromB(refund).Body(secretB), 200}},
			[]string{"refund 10002/20002"}},
		"A's cancellation before B's": {
			[]step{{fromA(cancelled).Body(secretA), 200}, {fromB(cancelled).Body(secretB), 200}},
			[]string{"subscription-cancelled 10001/20001", "subscription-cancelled 10002/20002"}},
		"A's secret, a cancellation of B's product": {[]step{{of(cancelled, "10001", "20002").Body(secretA), 403}}, nil},
		"cancelled, reactivated, cancelled": {
			[]step{{fromB(cancelled).Body(secretB), 200}, {fromB(ipn.EventSubscriptionUpdated).Body(secretB), 200}, {fromB(cancelled).Body(secretB), 200}},
			[]string{"subscription-cancelled 10002/20002", "subscription-updated 10002/20002", "subscription-cancelled 10002/20002 again"}},
		"B's sale relabelled as A's": {
			[]step{{oldB, 200}, {changed(t, oldB, ipntest.Rename("campaign_id", "z1"), ipntest.Rename("product_id", "z2"),
				ipntest.Rename("custom_x", "campaign_id"), ipntest.Rename("custom_y", "product_id")), 403}},
			[]string{"sales 10002/20002"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			secrets := ipn.CampaignSecrets(map[int64][]string{10001: {secretA}, 10002: {secretB}})
			h, r := twoCampaigns(t, secrets)
			for i, s := range test.steps {
				assert.Equal(t, s.want, deliver(t, h, s.body).Code, "delivery %d", i+1)
			}
			assert.Equal(t, test.want, r.seen())
		})
	}
}

// With one secret for both campaigns its holder speaks for both. Who has only captured a notification does not: what is done
// under one name is done under all. Only under the same name, that of a change of state, does it come again: what has the code
// of another, and not its key, is that other one relabelled.
func TestTwoCampaignsWithOneSecret(t *testing.T) {
	t.Parallel()
	const refund, cancelled = ipn.EventRefund, ipn.EventSubscriptionCancelled
	typed := func(b *ipntest.Builder) *ipntest.Builder { // what a buyer may put into the checkout's URL
		return b.Custom("c", "10002").Custom("e", "subscription-updated").Custom("p", "20002").Custom("s", "sales")
	}
	body := typed(fromA(ipn.EventSales)).Body(secretA, ipn.SchemeVerificationCode)
	both := typed(fromA(ipn.EventSales)).Body(secretA)
	ended := typed(fromA(cancelled)).Body(secretA, ipn.SchemeVerificationCode)
	endedBoth := typed(fromA(cancelled)).Body(secretA)
	asB := []ipntest.Change{ipntest.Rename("campaign_id", "z1"), ipntest.Rename("product_id", "z2"),
		ipntest.Rename("custom_c", "campaign_id"), ipntest.Rename("custom_p", "product_id")}
	asUpdated := []ipntest.Change{ipntest.Rename("event", "z3"), ipntest.Rename("custom_e", "event")}
	asSale := []ipntest.Change{ipntest.Rename("event", "z3"), ipntest.Rename("custom_s", "event")}
	hidden := ipntest.Rename("hash", "z4")
	for name, test := range map[string]struct {
		steps []step
		want  []string
	}{
		"true sales with the same ids": {
			[]step{{fromA(ipn.EventSales).Body(secretA), 200}, {fromB(ipn.EventSales).Body(secretA), 200}},
			[]string{"sales 10001/20001", "sales 10002/20002"}},
		"true refunds with the same ids": {
			[]step{{fromA(refund).Body(secretA), 200}, {fromB(refund).Body(secretA), 200}},
			[]string{"refund 10001/20001", "refund 10002/20002"}},
		"products mixed up": {
			[]step{{of(ipn.EventSales, "10001", "20002").Body(secretA), 403}, {of(ipn.EventSales, "10002", "20001").Body(secretA), 403}},
			nil},
		"a sale repeated":             {[]step{{body, 200}, {body, 200}, {body, 200}}, []string{"sales 10001/20001"}},
		"a sale relabelled as B's":    {[]step{{body, 200}, {changed(t, body, asB...), 200}}, []string{"sales 10001/20001"}},
		"its hash hidden":             {[]step{{both, 200}, {changed(t, both, append(asB, hidden)...), 200}}, []string{"sales 10001/20001"}},
		"campaign alone relabelled":   {[]step{{body, 200}, {changed(t, body, asB[0], asB[2]), 403}}, []string{"sales 10001/20001"}},
		"a cancellation as B's sale":  {[]step{{ended, 200}, {changed(t, ended, append(asB, asSale...)...), 200}}, []string{"subscription-cancelled 10001/20001"}},
		"a cancellation as A's sale":  {[]step{{ended, 200}, {changed(t, ended, asSale...), 200}}, []string{"subscription-cancelled 10001/20001"}},
		"a sale as a change of state": {[]step{{body, 200}, {changed(t, body, asUpdated...), 200}}, []string{"sales 10001/20001"}},
		"the same with a hidden hash": {[]step{{both, 200}, {changed(t, both, append(asUpdated, hidden)...), 200}}, []string{"sales 10001/20001"}},
		"a sale as one after its refund": {
			[]step{{body, 200}, {fromA(refund).Body(secretA), 200}, {changed(t, body, asUpdated...), 200}, {changed(t, body, asUpdated...), 200}},
			[]string{"sales 10001/20001", "refund 10001/20001"}},
		"a cancellation as another change": {
			[]step{{ended, 200}, {changed(t, ended, asUpdated...), 200}, {ended, 200}},
			[]string{"subscription-cancelled 10001/20001", "subscription-cancelled 10001/20001 again"}},
		"the same, its hash hidden": {
			[]step{{endedBoth, 200}, {changed(t, endedBoth, append(asUpdated, hidden)...), 200}},
			[]string{"subscription-cancelled 10001/20001"}},
		"a cancellation repeated":      {[]step{{ended, 200}, {ended, 200}}, []string{"subscription-cancelled 10001/20001", "subscription-cancelled 10001/20001 again"}},
		"a forged amount, then a true": {[]step{{changed(t, body, ipntest.ChangeValue("amount", "0.01")), 403}, {body, 200}}, []string{"sales 10001/20001"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, r := twoCampaigns(t, ipn.Secrets(secretA))
			for i, s := range test.steps {
				assert.Equal(t, s.want, deliver(t, h, s.body).Code, "delivery %d", i+1)
			}
			assert.Equal(t, test.want, r.seen())
		})
	}
}

// Who confirms is not asked about another campaign's product, and the log says what was refused and nothing about a person.
func TestWithProductsRefuses(t *testing.T) {
	t.Parallel()
	var log logbook
	store := &scriptedStore{}
	body := of(ipn.EventSales, "10001", "20002").Body(secret)
	h, r := twoCampaigns(t, ipn.Secrets(secret), log.option(), ipn.WithStore(store))
	w := deliver(t, h, body)
	assert.Equal(t, 403, w.Code)
	assert.Equal(t, "this receiver knows no such product of this campaign\n", w.Body.String())
	assert.Empty(t, r.seen())
	assert.Empty(t, store.asked, "nothing was claimed")
	line := log.lines(t)[0]
	assert.Equal(t, "WARN", line["level"])
	assert.Equal(t, "ipn: not a product of this campaign", line["msg"])
	assert.Equal(t, "product 20002 of campaign 10001 is not in WithProducts", line["error"])
	assertNoSecrets(t, log.String(), body)
}

// The map is copied: changing it later changes nothing.
func TestWithProductsCopies(t *testing.T) {
	t.Parallel()
	products := map[int64][]int64{10001: {20001}}
	c := new(counter)
	h := receiver(t, c, ipn.WithProducts(products))
	products[10001][0] = 20002
	products[10002] = []int64{20002}
	assert.Equal(t, 200, deliver(t, h, fromA(ipn.EventSales).Body(secret)).Code)
	assert.Equal(t, 403, deliver(t, h, fromB(ipn.EventSales).Body(secret)).Code)
}
