package paykickstart_test

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
)

// A buyer who hangs up ends the request's context. A charge with a context of its own goes on, and its outcome is known.
func TestAPurchaseOutlivesItsRequest(t *testing.T) {
	t.Parallel()
	const bought = `{"data":{"event":"sales","invoice_id":"PK-P1"}}`
	request, hangUp := context.WithCancel(context.Background())
	client := newClient(t, roundTrip(func(r *http.Request) (*http.Response, error) {
		hangUp()
		select {
		case <-r.Context().Done():
			return nil, r.Context().Err()
		default:
			return answer(200, bought), nil
		}
	}))
	order := purchaseBy(payments.Braintree{Nonce: "fake-nonce"})

	buying, cancel := context.WithTimeout(context.WithoutCancel(request), time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, order)
	require.NoError(t, err)
	assert.Equal(t, "PK-P1", receipt.Notification.InvoiceID)

	_, err = client.Purchases.Create(request, order)
	require.ErrorIs(t, err, context.Canceled, "Create obeys its context")
}

// The best cure for an unknown outcome: an order id of one's own names the charge in the notification that follows.
func TestAnUnknownPurchaseIsFoundByItsOrder(t *testing.T) {
	t.Parallel()
	b := newBoxed(t, sandbox.WithFaults(sandbox.Fault{Kind: sandbox.FaultErrorAfter, Route: "purchase", Times: 1}))
	for _, id := range []string{"A-1001", "A-1002"} {
		p := order(sandbox.EbookID)
		p.CustomFields = map[string]string{"order": id}
		_, err := b.Purchases.Create(t.Context(), p)
		if id == "A-1001" {
			require.ErrorIs(t, err, api.ErrOutcomeUnknown)
			continue
		}
		require.NoError(t, err)
	}
	var orders []string
	for _, n := range b.notifications() {
		orders = append(orders, n.Custom["order"])
	}
	assert.Equal(t, []string{"A-1001", "A-1002"}, orders)
}

// Whoever copies an example must not copy a charge that a buyer can cut off.
func TestNoExampleChargesWithTheContextOfARequest(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	texts := exampleTexts(t)
	texts["README.md"] = string(readme)
	found := 0
	for name, text := range texts {
		if !strings.Contains(text, "Purchases.Create(") {
			continue
		}
		found++
		assert.NotContains(t, text, "Purchases.Create(ctx", name)
		assert.NotContains(t, text, "Purchases.Create(context.", name)
		// An Example that has no request makes its deadline from the background.
		assert.Regexp(t, `context\.WithTimeout\(context\.(WithoutCancel\(ctx\)|Background\(\)), `, text, name)
	}
	assert.GreaterOrEqual(t, found, 20)
}

// exampleTexts returns the programs of examples by path, and the functions of all example_test.go files by path and name.
func exampleTexts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	require.NoError(t, filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		isTest := strings.HasSuffix(path, "_test.go")
		switch raw, err := os.ReadFile(path); {
		case err != nil:
			return err
		case isTest && strings.HasPrefix(entry.Name(), "example"):
			for _, function := range strings.Split(string(raw), "\nfunc ")[1:] {
				name, _, _ := strings.Cut(function, "(")
				texts[path+": "+name] = function
			}
		case !isTest && strings.HasPrefix(path, filepath.Join("..", "examples")):
			texts[path] = string(raw)
		}
		return nil
	}))
	return texts
}
