package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestReadFaults(t *testing.T) {
	t.Parallel()
	rules, err := sandbox.ReadFaults(strings.NewReader(`[
		{"kind": "latency", "wait": "300ms", "writes": true, "skip": 5},
		{"kind": "rate-limited", "retry_after": "2s", "probability": 0.5, "route": "licenses/", "times": 3},
		{"kind": "error-before"}, {"kind": "error-after"}, {"kind": "reset-before"}, {"kind": "reset-after"},
		{"kind": "html-page"}, {"kind": "truncated-json"}, {"kind": "wrong-types"}, {"kind": "pass"}]`))
	require.NoError(t, err)
	assert.Equal(t, []sandbox.Fault{
		{Kind: sandbox.FaultLatency, Wait: 300 * time.Millisecond, Writes: true, Skip: 5},
		{Kind: sandbox.FaultRateLimited, RetryAfter: 2 * time.Second, Probability: 0.5, Route: "licenses/", Times: 3},
		{Kind: sandbox.FaultErrorBefore}, {Kind: sandbox.FaultErrorAfter}, {Kind: sandbox.FaultResetBefore}, {Kind: sandbox.FaultResetAfter},
		{Kind: sandbox.FaultHTMLPage}, {Kind: sandbox.FaultTruncatedJSON}, {Kind: sandbox.FaultWrongTypes}, {Kind: sandbox.FaultPass},
	}, rules)
	assert.Equal(t, "wrong-types", sandbox.FaultWrongTypes.String())
	assert.Equal(t, "FaultKind(0)", sandbox.FaultKind(0).String())
	for _, bad := range []string{
		"", "{}", `[{}]`, `[{"kind":"thunder"}]`, `[{"kind":""}]`, `[{"kind":"latency","wait":"soon"}]`, `[{"kind":"latency","wait":5}]`,
		`[{"kind":"pass","surprise":1}]`, `[{"kind":"pass","probability":2}]`, `[{"kind":"pass","route":"purchases"}]`, `[{"kind":"pass","times":-1}]`,
	} {
		_, err = sandbox.ReadFaults(strings.NewReader(bad))
		require.Error(t, err, bad)
	}
}

func TestFaultsByScript(t *testing.T) {
	t.Parallel()
	rules, err := sandbox.ReadFaults(strings.NewReader(`[
		{"kind": "pass", "route": "purchase", "times": 2},
		{"kind": "error-after", "route": "purchase", "times": 1},
		{"kind": "pass", "route": "purchase", "times": 1},
		{"kind": "rate-limited", "route": "purchase", "times": 2}]`))
	require.NoError(t, err)
	b := newBox(t, sandbox.WithFaults(rules...))
	var got []int
	for range 7 {
		got = append(got, b.post("purchase", purchase(ebook)...).status)
		assert.Equal(t, http.StatusOK, b.get("transactions").status, "another route")
	}
	assert.Equal(t, []int{200, 200, 500, 200, 429, 429, 200}, got)
	assert.Len(t, b.Ledger(), 5)
}
