package sandbox_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		fault    sandbox.Fault
		status   int // 0: no answer
		contains string
		charged  int
	}{
		"rate limited":   {sandbox.Fault{Kind: sandbox.FaultRateLimited, RetryAfter: 7 * time.Second}, 429, "Too Many", 0},
		"error before":   {sandbox.Fault{Kind: sandbox.FaultErrorBefore}, 500, "<html", 0},
		"error after":    {sandbox.Fault{Kind: sandbox.FaultErrorAfter}, 500, "<html", 1},
		"reset before":   {sandbox.Fault{Kind: sandbox.FaultResetBefore}, 0, "", 0},
		"reset after":    {sandbox.Fault{Kind: sandbox.FaultResetAfter}, 0, "", 1},
		"HTML page":      {sandbox.Fault{Kind: sandbox.FaultHTMLPage}, 200, "<html", 1},
		"truncated JSON": {sandbox.Fault{Kind: sandbox.FaultTruncatedJSON}, 200, `{"data":{`, 1},
		"wrong types":    {sandbox.Fault{Kind: sandbox.FaultWrongTypes}, 200, `"data":[{"unexpected":`, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.fault.Times = 1
			sb, err := sandbox.Start(sandbox.WithFaults(tt.fault))
			require.NoError(t, err)
			t.Cleanup(func() { assert.NoError(t, sb.Close()) })
			form := strings.Join(purchase(proPlan), "&")
			resp, body, err := call(t, sb, http.MethodPost, "purchase", form)
			if tt.status == 0 {
				require.Error(t, err)
			} else {
				require.NoError(t, err)
				assert.Equal(t, tt.status, resp.StatusCode)
				assert.Contains(t, body, tt.contains)
			}
			switch tt.fault.Kind {
			case sandbox.FaultRateLimited:
				assert.Equal(t, "7", resp.Header.Get("Retry-After"))
			case sandbox.FaultTruncatedJSON:
				assert.False(t, json.Valid([]byte(body)))
			}
			assert.Len(t, sb.Ledger(), tt.charged)

			resp, _, err = call(t, sb, http.MethodPost, "purchase", form)
			require.NoError(t, err)
			assert.Equal(t, http.StatusOK, resp.StatusCode, "once only")
			assert.Len(t, sb.Ledger(), tt.charged+1)
		})
	}
}

func TestResetWithoutAConnection(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithFaults(sandbox.Fault{Kind: sandbox.FaultResetAfter}))
	assert.Equal(t, http.StatusBadGateway, b.post("purchase", purchase(ebook)...).status)
	assert.Len(t, b.Ledger(), 1)
}

func TestFaultsChooseRequests(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithFaults(
		sandbox.Fault{Kind: sandbox.FaultErrorBefore, Route: "transactions", Skip: 1, Times: 2},
		sandbox.Fault{Kind: sandbox.FaultRateLimited, Writes: true},
	))
	var got []int
	for range 5 {
		got = append(got, b.get("transactions").status)
	}
	assert.Equal(t, []int{200, 500, 500, 200, 200}, got)
	assert.Equal(t, 429, b.post("purchase", purchase(ebook)...).status)
	assert.Equal(t, 200, b.get("affiliate/all", "campaign_id=10001").status)
	assert.Equal(t, 200, b.post("affiliates/all", "campaign_id=10001").status, "a POST that only reads")
	require.Error(t, b.SetFaults(sandbox.Fault{Kind: 99}))
	assert.Equal(t, 429, b.post("purchase", purchase(ebook)...).status, "nothing changed")
	require.NoError(t, b.SetFaults())
	assert.Equal(t, 200, b.post("purchase", purchase(ebook)...).status)
}

func TestFaultsComeFromTheSeed(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) []int {
		b := newBox(t, sandbox.WithSeed(seed), sandbox.WithFaults(sandbox.Fault{Kind: sandbox.FaultErrorBefore, Probability: 0.5}))
		var got []int
		for range 64 {
			got = append(got, b.get("transactions").status)
		}
		return got
	}
	one := run(1)
	assert.Equal(t, one, run(1))
	assert.NotEqual(t, one, run(2))
	assert.Contains(t, one, 200)
	assert.Contains(t, one, 500)
}

func TestLatency(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBox(t, sandbox.WithFaults(sandbox.Fault{Kind: sandbox.FaultLatency, Wait: time.Minute}))
		before := time.Now()
		assert.Equal(t, 200, b.post("purchase", purchase(ebook)...).status)
		assert.Equal(t, time.Minute, time.Since(before))
	})
}
