package paykickstart_test

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest/rawh2"
	"github.com/paykickstart-go/sdk/paykickstart"
)

const childURL = "PAYKICKSTART_TEST_CHILD_URL"

// The default client reaches its own transport, which no test can hand a certificate: a child process trusts it.
func TestTheDefaultClientOverHTTP2(t *testing.T) {
	t.Parallel()
	l := newLedger()
	s := rawh2.Start(t, answerOrLose(l))
	file := filepath.Join(t.TempDir(), "ca.pem")
	require.NoError(t, os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}), 0o600))
	self, err := os.Executable()
	require.NoError(t, err)
	child := exec.CommandContext(t.Context(), self, "-test.run", "^TestChildBuys$", "-test.count=1")
	child.Env = append(os.Environ(), "SSL_CERT_FILE="+file, childURL+"="+s.URL)
	out, err := child.CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Len(t, l.read, childPurchases)
	for order, n := range l.read {
		assert.Equal(t, 1, n, order)
	}
}

const childPurchases = 60

// TestChildBuys is the child of the test above; by itself it buys nothing.
func TestChildBuys(t *testing.T) {
	t.Parallel()
	baseURL := os.Getenv(childURL)
	if baseURL == "" {
		return
	}
	client, err := paykickstart.New(leakToken, paykickstart.WithBaseURL(baseURL))
	require.NoError(t, err)
	for n := range childPurchases {
		_, err := client.Purchases.Create(context.Background(), purchaseOf(fmt.Sprintf("child-%d", n)))
		// answerOrLose, by the number of the purchase: it is answered, refused or lost.
		switch number := n + 1; number % 3 {
		case 0:
			assert.NoError(t, err, number)
		case 1:
			assert.Error(t, err, number)
			assert.NotErrorIs(t, err, api.ErrOutcomeUnknown, number)
		default:
			assert.ErrorIs(t, err, api.ErrOutcomeUnknown, number)
		}
		if e := (*api.Error)(nil); errors.As(err, &e) {
			assert.Equal(t, 1, e.Attempts)
		}
	}
}
