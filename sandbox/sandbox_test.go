package sandbox_test

import (
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

// call makes a request over a real connection; nil is returned when none is answered.
func call(t *testing.T, sb *sandbox.Sandbox, method, route, query string) (*http.Response, string, error) {
	t.Helper()
	query = "auth_token=" + url.QueryEscape(sb.AuthToken) + "&" + query
	target, body := sb.URL+"/"+route, query
	if method == http.MethodGet {
		target, body = target+"?"+query, ""
	}
	req, err := http.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
	if err != nil {
		return nil, "", err
	}
	defer func() { assert.NoError(t, resp.Body.Close()) }()
	text, err := io.ReadAll(resp.Body)
	return resp, string(text), err
}

func TestStart(t *testing.T) {
	t.Parallel()
	sb, err := sandbox.Start()
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(sb.URL, "http://127.0.0.1:"))
	assert.True(t, strings.HasSuffix(sb.URL, "/api"))
	assert.Equal(t, []int64{sandbox.CampaignID, sandbox.ProPlanID}, []int64{sb.CampaignID, sb.ProductID})
	resp, body, err := call(t, sb, http.MethodPost, "purchase", strings.Join(purchase(proPlan), "&"))
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, resp.StatusCode, body)
	require.NoError(t, sb.Close())
	require.NoError(t, sb.Close(), "again")
	_, _, err = call(t, sb, http.MethodGet, "transactions", "")
	require.Error(t, err)
}

// Not parallel: it counts goroutines.
func TestNoGoroutineIsLeft(t *testing.T) {
	r := newReceiver(t)
	before := runtime.NumGoroutine()
	for range 5 {
		sb, err := sandbox.Start(sandbox.WithNotify(r.URL))
		require.NoError(t, err)
		_, _, err = call(t, sb, http.MethodPost, "purchase", strings.Join(purchase(proPlan), "&"))
		require.NoError(t, err)
		require.NoError(t, sb.Close())
	}
	r.CloseClientConnections()
	// The receiver's own goroutines need a moment to end.
	for range 500 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("goroutines are left:\n%s", stacks[:runtime.Stack(stacks, true)])
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	b := newBox(t, sandbox.WithNotify(r.URL))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 10 {
				b.buy(purchase(proPlan)...)
				b.Advance(time.Hour)
				b.Ledger()
				b.listed()
			}
		})
	}
	wg.Wait()
	flush(t, b)
	invoices, transactions := map[string]bool{}, map[string]bool{}
	for _, e := range b.Ledger() {
		invoices[e.InvoiceID], transactions[e.TransactionID] = true, true
	}
	assert.Len(t, invoices, 80)
	assert.Len(t, transactions, 80)
	assert.Len(t, r.got(), 160)
	for i, n := range b.Notifications() {
		assert.Equal(t, int64(i+1), n.ID)
	}
}

func TestBadOptions(t *testing.T) {
	t.Parallel()
	changed := func(change func(*sandbox.Vendor)) sandbox.Option {
		v := sandbox.DefaultVendor()
		change(&v)
		return sandbox.WithVendor(v)
	}
	product := func(v *sandbox.Vendor) *sandbox.Product { return &v.Campaigns[0].Products[0] }
	for name, opt := range map[string]sandbox.Option{
		"blank token":       sandbox.WithAuthToken(" "),
		"relative URL":      sandbox.WithNotify("/ipn"),
		"other scheme":      sandbox.WithNotify("ftp://example.com"),
		"probability":       sandbox.WithDisorder(sandbox.Disorder{Late: 1.1}),
		"created_at":        sandbox.WithCreatedAt(9),
		"fault kind":        sandbox.WithFaults(sandbox.Fault{}),
		"fault probability": sandbox.WithFaults(sandbox.Fault{Kind: sandbox.FaultLatency, Probability: -0.1}),
		"fault times":       sandbox.WithFaults(sandbox.Fault{Kind: sandbox.FaultLatency, Times: -1}),
		"no campaign":       sandbox.WithVendor(sandbox.Vendor{}),
		"blank secret":      changed(func(v *sandbox.Vendor) { v.Campaigns[1].IPNSecret = " " }),
		"edged secret":      changed(func(v *sandbox.Vendor) { v.Campaigns[1].IPNSecret = "abc\n" }),
		"campaign twice":    changed(func(v *sandbox.Vendor) { v.Campaigns[1].ID = v.Campaigns[0].ID }),
		"product twice":     changed(func(v *sandbox.Vendor) { product(v).ID = sandbox.CoachingID }),
		"negative price":    changed(func(v *sandbox.Vendor) { product(v).Price = product(v).Price.Neg() }),
		"trial of a single": changed(func(v *sandbox.Vendor) { product(v).Recurring, product(v).Trial = nil, &sandbox.Trial{Days: 1} }),
		"odd period":        changed(func(v *sandbox.Vendor) { product(v).Recurring.Unit = "week" }),
		"affiliate nowhere": changed(func(v *sandbox.Vendor) { v.Affiliates[0].CampaignIDs = []int64{5} }),
		"licenses":          changed(func(v *sandbox.Vendor) { product(v).Licenses = -1 }),
		"cycles":            changed(func(v *sandbox.Vendor) { product(v).Recurring.Cycles = -1 }),
		"no option":         nil,
		"unknown event":     sandbox.WithNotify("http://localhost:3000/ipn", "sale"),
		"no port":           sandbox.WithAddress("localhost"),
		"no address":        sandbox.WithAddress(""),
		"endpoint":          changed(func(v *sandbox.Vendor) { product(v).Notify = []sandbox.Endpoint{{URL: "x"}} }),
	} {
		_, err := sandbox.New(opt)
		require.Error(t, err, name)
		_, err = sandbox.Start(opt)
		require.Error(t, err, name)
	}
	require.Error(t, newBox(t).Notify("nowhere"))
	_, err := sandbox.Start(sandbox.WithAddress("256.0.0.1:0"))
	require.Error(t, err)
}

func TestBadOptionsAreAllNamed(t *testing.T) {
	t.Parallel()
	vendor := sandbox.DefaultVendor()
	vendor.Campaigns[0].Products[0].Price = decimal.NewFromInt(-1)
	vendor.Campaigns[0].Products[0].Recurring.Unit = "week"
	rules := []sandbox.Fault{{Kind: sandbox.FaultPass}, {Kind: 99, Probability: 2, Route: "purchases", Times: -1}}
	opts := []sandbox.Option{
		nil, sandbox.WithAuthToken(""), sandbox.WithAddress("here"), sandbox.WithNotify("/ipn", "sale"), sandbox.WithHosts("http://box"),
		sandbox.WithDisorder(sandbox.Disorder{Duplicate: -1, Late: math.NaN()}), sandbox.WithCreatedAt(9), sandbox.WithLogger(nil),
		sandbox.WithFaults(rules...), sandbox.WithVendor(vendor),
	}
	faults := []string{"fault 2", "unknown kind", `no route "purchases"`, "2 is no probability", "negative number"}
	want := append([]string{
		"option 1 is nil", "auth token", `address "here"`, `"/ipn"`, `event "sale"`, `host "http://box"`, "Duplicate", "Late", "created_at",
		"logger", "price is negative", "recurring needs",
	}, faults...)
	for _, build := range []func(...sandbox.Option) (*sandbox.Sandbox, error){sandbox.New, sandbox.Start} {
		_, err := build(opts...)
		for _, problem := range want {
			require.ErrorContains(t, err, problem)
		}
	}
	err := newBox(t).SetFaults(rules...)
	for _, problem := range faults {
		require.ErrorContains(t, err, problem)
	}
	_, err = sandbox.ReadFaults(strings.NewReader(`[{"kind":"pass"},{"kind":"thunder"},{"kind":"pass","times":-1}]`))
	require.ErrorContains(t, err, `fault 2, kind "thunder": unknown kind`)
	require.ErrorContains(t, err, `fault 3, kind "pass": a negative number`)
}

func TestReadVendor(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(sandbox.DefaultVendor())
	require.NoError(t, err)
	v, err := sandbox.ReadVendor(strings.NewReader(string(raw)))
	require.NoError(t, err)
	again, err := json.Marshal(v)
	require.NoError(t, err)
	assert.JSONEq(t, string(raw), string(again))
	for _, bad := range []string{"", "[]", `{"surprise":1}`, `{"campaigns":[]}`} {
		_, err = sandbox.ReadVendor(strings.NewReader(bad))
		require.Error(t, err, bad)
	}
}
