package ipn_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// scriptedStore answers as told and writes down what it was asked, as "claim code" or "complete key".
type scriptedStore struct {
	code, key, again        ipn.ClaimState
	codeErr, keyErr         error
	completeErr, releaseErr error
	done                    bool
	doneErr                 error

	mu     sync.Mutex
	asked  []string
	leases []time.Duration
	keys   []string
	// lookups are how many keys each call of Done had.
	lookups []int
}

func (s *scriptedStore) note(what, key string) bool {
	isCode := strings.HasPrefix(key, "code:")
	name := "key"
	switch {
	case isCode:
		name = "code"
	case strings.HasPrefix(key, "again:"):
		name = "again"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, what+" "+name)
	s.keys = append(s.keys, key)
	return isCode
}

func (s *scriptedStore) Claim(_ context.Context, key string, lease time.Duration) (ipn.Claim, error) {
	state, err := s.key, s.keyErr
	if s.note("claim", key) {
		state, err = s.code, s.codeErr
	}
	if strings.HasPrefix(key, "again:") {
		state, err = s.again, nil
	}
	s.leases = append(s.leases, lease)
	return ipn.Claim{State: state, Token: "token of " + key}, err
}

func (s *scriptedStore) Complete(_ context.Context, key, token string) error {
	s.note("complete", key)
	if token != "token of "+key {
		return errors.New("wrong token")
	}
	return s.completeErr
}

func (s *scriptedStore) Release(_ context.Context, key, token string) error {
	s.note("release", key)
	if token != "token of "+key {
		return errors.New("wrong token")
	}
	return s.releaseErr
}

func (s *scriptedStore) Renew(_ context.Context, key, _ string, _ time.Duration) error {
	s.note("renew", key)
	return nil
}

func (s *scriptedStore) Done(_ context.Context, keys []string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lookups = append(s.lookups, len(keys))
	return s.done, s.doneErr
}

// All combinations of what the two claims can come to.
func TestHandlerClaimsBoth(t *testing.T) {
	t.Parallel()
	down := errors.New("database is down")
	both := []string{"claim code", "claim key"}
	completed := append(both[:2:2], "complete code", "complete key")
	released := append(both[:2:2], "release code", "release key")
	tooLate := append(both[:2:2], "release code")
	for name, test := range map[string]struct {
		store    *scriptedStore
		callback error
		want     int
		called   bool
		asked    []string
	}{
		"both free, done":     {&scriptedStore{code: ipn.Claimed, key: ipn.Claimed}, nil, 200, true, completed},
		"both free, failed":   {&scriptedStore{code: ipn.Claimed, key: ipn.Claimed}, down, 500, true, released},
		"both free, given up": {&scriptedStore{code: ipn.Claimed, key: ipn.Claimed}, ipn.Permanent(down), 200, true, completed},
		"code done":           {&scriptedStore{code: ipn.Done, key: ipn.Claimed}, nil, 200, false, both[:1]},
		"key done":            {&scriptedStore{code: ipn.Claimed, key: ipn.Done}, nil, 200, false, tooLate},
		"both done":           {&scriptedStore{code: ipn.Done, key: ipn.Done}, nil, 200, false, both[:1]},
		"code fails":          {&scriptedStore{codeErr: down, key: ipn.Claimed}, nil, 503, false, both[:1]},
		"key fails":           {&scriptedStore{code: ipn.Claimed, keyErr: down}, nil, 503, false, tooLate},
		"full":                {&scriptedStore{codeErr: ipn.ErrStoreFull}, nil, 503, false, both[:1]},
		"no state for code":   {&scriptedStore{key: ipn.Claimed}, nil, 503, false, both[:1]},
		"unknown state":       {&scriptedStore{code: ipn.Claimed, key: 9}, nil, 503, false, tooLate},
		"cannot complete": {
			&scriptedStore{code: ipn.Claimed, key: ipn.Claimed, completeErr: down}, nil, 200, true, completed,
		},
		"cannot release": {
			&scriptedStore{code: ipn.Claimed, key: ipn.Claimed, releaseErr: down}, down, 500, true, released,
		},
		"lease lost": {
			&scriptedStore{code: ipn.Claimed, key: ipn.Claimed, completeErr: ipn.ErrClaimLost}, nil, 200, true, completed,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store := test.store
			c := &counter{err: test.callback}
			h := receiver(t, c, ipn.WithStore(store), ipn.WithBudget(7*time.Second))
			assert.Equal(t, test.want, deliver(t, h, sale().Body(secret)).Code)
			assert.Equal(t, test.called, c.calls.Load() == 1)
			assert.Equal(t, test.asked, store.asked)
			for _, lease := range store.leases {
				assert.Equal(t, 14*time.Second, lease, "twice the budget")
			}
		})
	}
}

// Whichever of the two is in work elsewhere: the delivery waits with nothing in its hands, then is refused.
func TestHandlerWaitsForBoth(t *testing.T) {
	t.Parallel()
	for name, store := range map[string]*scriptedStore{
		"code": {code: ipn.InProgress, key: ipn.Claimed},
		"key":  {code: ipn.Claimed, key: ipn.InProgress},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := new(counter)
				start := time.Now()
				w := deliver(t, receiver(t, c, ipn.WithStore(store)), sale().Body(secret))
				assert.Equal(t, 503, w.Code)
				assert.Equal(t, "an earlier delivery is still in work: send again later\n", w.Body.String())
				assert.Equal(t, 10*time.Second, time.Since(start), "within the budget")
				assert.Zero(t, c.calls.Load())
				claims, releases := 0, 0
				for _, asked := range store.asked {
					switch asked {
					case "claim code":
						claims++
					case "release code":
						releases++
					}
				}
				assert.InDelta(t, 44, claims, 2, "soon at first, then four times a second")
				if name == "key" {
					assert.Equal(t, claims, releases)
				}
			})
		})
	}
}

func TestHandlerClaimKeys(t *testing.T) {
	t.Parallel()
	store := &scriptedStore{code: ipn.Claimed, key: ipn.Claimed}
	body := sale().Body(secret)
	n, err := verifier(t, ipn.Secrets(secret)).Verify(t.Context(), body)
	require.NoError(t, err)
	require.Equal(t, 200, deliver(t, receiver(t, new(counter), ipn.WithStore(store)), body).Code)
	assert.Equal(t, n.Key(), store.keys[1])
	assert.Regexp(t, "^code:"+n.Form.Get("hash")[:20]+":[0-9a-f]{10}$", store.keys[0])
	for _, code := range []string{n.Form.Get("hash"), n.Form.Get("verification_code")} {
		assert.NotContains(t, strings.Join(store.keys, " "), code, "a reader of the store could sign the body with it")
	}
}

func TestHandlerWithKey(t *testing.T) {
	t.Parallel()
	byInvoice := func(n *ipn.Notification) string { return n.InvoiceID }
	c := new(counter)
	h := receiver(t, c, ipn.WithStore(ipn.NewMemoryStore()), ipn.WithKey(byInvoice))
	require.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
	require.Equal(t, 200, deliver(t, h, ipntest.New(ipn.EventRefund).Body(secret)).Code)
	assert.Equal(t, int32(1), c.calls.Load(), "the caller's key says that they are the same")
	require.Equal(t, 200, deliver(t, h, sale().Unset("invoice_id").Body(secret)).Code)
	require.Equal(t, 200, deliver(t, h, sale().Unset("invoice_id").Number(5).Unset("invoice_id").Body(secret)).Code)
	assert.Equal(t, int32(3), c.calls.Load(), "an empty key falls back to Key")

	broken := receiver(t, c, ipn.WithStore(ipn.NewMemoryStore()),
		ipn.WithKey(func(*ipn.Notification) string { panic("boom") }))
	assert.Equal(t, 500, deliver(t, broken, sale().Body(secret)).Code)
}
