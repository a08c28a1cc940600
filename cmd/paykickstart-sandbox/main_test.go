package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestRunServesUntilTheContextEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0", "-token", "mine"}, in, io.Discard) }()

	env := map[string]string{}
	lines := bufio.NewScanner(out)
	for range 3 {
		require.True(t, lines.Scan())
		name, value, _ := strings.Cut(lines.Text(), "=")
		env[name] = value
	}
	assert.Equal(t, "mine", env["PAYKICKSTART_AUTH_TOKEN"])
	assert.NotEmpty(t, env["PAYKICKSTART_IPN_SECRET"])
	base := env["PAYKICKSTART_BASE_URL"]

	body := post(t, base+"/purchase", url.Values{"auth_token": {"mine"}, "product": {"10001"}, "plan": {"20001"}, "first_name": {"A"},
		"last_name": {"B"}, "email": {"a@b.example"}, "stripeToken": {"tok"}})
	assert.Contains(t, body, `"event":"sales"`)
	server := strings.TrimSuffix(base, "/api")
	assert.Contains(t, post(t, server+"/sandbox/advance", url.Values{"by": {"62d"}}), `"now":"`) // two rebills
	var ledger []sandbox.Entry
	require.NoError(t, json.Unmarshal([]byte(get(t, server+"/sandbox/ledger")), &ledger))
	require.Len(t, ledger, 3)
	id := ledger[0].TransactionID
	assert.Contains(t, post(t, server+"/sandbox/refund?amount=1.50&transaction_id="+id, nil), id)
	assert.Contains(t, post(t, server+"/sandbox/refund?amount=x&transaction_id="+id, nil), "message")
	assert.Contains(t, post(t, server+"/sandbox/redeliver?id=1", nil), "no such delivery")
	assert.Contains(t, get(t, server+"/sandbox/notifications"), `"event":"refund"`)
	post(t, base+"/coupons", url.Values{"auth_token": {"mine"}, "coupon_name": {"N"}, "coupon_code": {"SPRING"}, "coupon_rate": {"5"}, "coupon_type": {"amount"}})
	assert.Contains(t, get(t, server+"/sandbox/coupons"), `"code":"SPRING"`)
	assert.Contains(t, post(t, server+"/sandbox/flush", nil), `"deliveries":0`)
	assert.Contains(t, postText(t, server+"/sandbox/faults", `[{"kind":"html-page","route":"purchase/get","times":1}]`), `"rules":1`)
	assert.Contains(t, get(t, base+"/purchase/get?id=X&auth_token=mine"), "Please wait")
	assert.Contains(t, postText(t, server+"/sandbox/faults", `[{"kind":"thunder"}]`), "unknown kind")

	cancel()
	require.NoError(t, <-ended)
	conn, err := net.Dial("tcp", strings.TrimPrefix(server, "http://"))
	if !assert.Error(t, err, "nobody listens any more") {
		require.NoError(t, conn.Close())
	}
}

func post(t *testing.T, target string, form url.Values) string {
	t.Helper()
	return postText(t, target, form.Encode())
}

func postText(t *testing.T, target, body string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, target, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(t, req)
}

func get(t *testing.T, target string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	require.NoError(t, err)
	return send(t, req)
}

func send(t *testing.T, req *http.Request) string {
	t.Helper()
	resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	return string(body)
}

func TestBadArguments(t *testing.T) {
	t.Parallel()
	bad := filepath.Join(t.TempDir(), "vendor.json")
	require.NoError(t, os.WriteFile(bad, []byte(`{"campaigns":[]}`), 0o600))
	for name, args := range map[string][]string{
		"unknown flag":     {"-x"},
		"stray argument":   {"now"},
		"bad URL":          {"-notify", "localhost:3000"},
		"bad address":      {"-addr", "nowhere"},
		"empty token":      {"-token", " "},
		"no such file":     {"-vendor", bad + "x"},
		"vendor is no use": {"-vendor", bad},
		"faults no use":    {"-faults", bad},
		"no faults file":   {"-faults", bad + "x"},
		"hosts":            {"-hosts", "box,http://box"},
		"no host":          {"-hosts", ""},
		"seed":             {"-seed", "-1"},
		"disorder":         {"-disorder", "2"},
		"clock":            {"-clock", "now"},
		"created-at":       {"-created-at", "before"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Error(t, run(t.Context(), args, io.Discard, io.Discard))
		})
	}
}

func TestHostsFromTheCommandLine(t *testing.T) {
	t.Parallel()
	opts, err := options([]string{"-addr", "127.0.0.1:0", "-hosts", "box,box.internal", "-hosts", "other"}, io.Discard)
	require.NoError(t, err)
	sb, err := sandbox.Start(opts...)
	require.NoError(t, err)
	for host, status := range map[string]int{"box": 200, "box.internal:80": 200, "other": 200, "evil.example": 403} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, strings.TrimSuffix(sb.URL, "/api")+"/sandbox/ledger", nil)
		require.NoError(t, err)
		req.Host = host
		resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		assert.Equal(t, status, resp.StatusCode, host)
	}
	require.NoError(t, sb.Close())
}

func TestVendorFromFile(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(sandbox.DefaultVendor())
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "vendor.json")
	require.NoError(t, os.WriteFile(path, raw, 0o600))
	v, err := readFile(path, sandbox.ReadVendor)
	require.NoError(t, err)
	assert.Equal(t, "Pro plan", v.Campaigns[0].Products[0].Name)
}

func TestFaultsAndTimeFromTheCommandLine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "faults.json")
	require.NoError(t, os.WriteFile(path, []byte(`[{"kind":"pass","times":1},{"kind":"error-before","route":"purchase","times":1}]`), 0o600))
	var log strings.Builder
	opts, err := options([]string{"-addr", "127.0.0.1:0", "-faults", path, "-seed", "7", "-disorder", "0.1", "-created-at", "up-to",
		"-clock", "2026-03-01T00:00:00Z"}, &log)
	require.NoError(t, err)
	sb, err := sandbox.Start(opts...)
	require.NoError(t, err)
	form := url.Values{"auth_token": {sb.AuthToken}, "product": {"10001"}, "plan": {"20001"}, "first_name": {"A"},
		"last_name": {"B"}, "email": {"a@b.example"}, "stripeToken": {"tok_of_the_test"}}
	assert.Contains(t, post(t, sb.URL+"/purchase", form), `"event":"sales"`)
	assert.Contains(t, post(t, sb.URL+"/purchase", form), "Server Error")
	assert.Contains(t, post(t, sb.URL+"/purchase", form), `"event":"sales"`)
	require.NoError(t, sb.Close())
	require.Len(t, sb.Ledger(), 2)
	assert.Equal(t, "2026-03-01T00:00:00Z", sb.Ledger()[1].At.Format(time.RFC3339))
	assert.Contains(t, log.String(), "method=POST route=purchase status=0 fault=error-before")
	for _, secret := range []string{sb.AuthToken, sb.IPNSecret, "tok_of_the_test", "a@b.example"} {
		assert.NotContains(t, log.String(), secret)
	}
}

func TestCreatedAtFromTheCommandLine(t *testing.T) {
	t.Parallel()
	for word, newest := range map[string]bool{"from": false, "up-to": false, "from-newest": true} {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			opts, err := options([]string{"-addr", "127.0.0.1:0", "-created-at", word}, io.Discard)
			require.NoError(t, err)
			sb, err := sandbox.Start(opts...)
			require.NoError(t, err)
			form := url.Values{"auth_token": {sb.AuthToken}, "product": {"10001"}, "plan": {"20001"}, "first_name": {"A"},
				"last_name": {"B"}, "email": {"a@b.example"}, "stripeToken": {"tok_of_the_test"}}
			for range 101 {
				assert.Contains(t, post(t, sb.URL+"/purchase", form), `"event":"sales"`)
			}
			list := url.Values{"auth_token": {sb.AuthToken}}
			last := post(t, sb.URL+"/transactions", list)
			list.Set("created_at", "1")
			assert.Equal(t, newest, post(t, sb.URL+"/transactions", list) == last)
			require.NoError(t, sb.Close())
		})
	}
}
