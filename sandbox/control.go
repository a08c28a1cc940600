package sandbox

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/shopspring/decimal"
)

// WithControl also serves, below /sandbox/, what Go programs reach by method: for
// integrations in other languages. Answers are JSON. These routes ask for no token,
// so keep the server on the loopback interface.
//
//	POST /sandbox/advance?by=720h                          move the clock
//	POST /sandbox/refund?transaction_id=PK-T..&amount=9.99 refund; without an amount, all
//	POST /sandbox/redeliver?id=3                           deliver a line of the log again
//	POST /sandbox/flush                                    send what is late, wait for all deliveries
//	POST /sandbox/faults                                   replace the faults; the body is as for ReadFaults, [] for none
//	GET  /sandbox/ledger, /sandbox/notifications, /sandbox/deliveries, /sandbox/coupons
func WithControl() Option { return func(c *config) { c.control = true } }

// controlHandler serves the routes of WithControl.
func (s *Sandbox) controlHandler() http.Handler {
	mux := http.NewServeMux()
	show := func(path string, value func() any) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) { ok(value()).write(w) })
	}
	act := func(path string, do func(r *http.Request, query url.Values) (any, error)) {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			result, err := do(r, r.URL.Query())
			if err != nil {
				message(http.StatusBadRequest, err.Error()).write(w)
				return
			}
			ok(result).write(w)
		})
	}
	show("/sandbox/ledger", func() any { return s.Ledger() })
	show("/sandbox/notifications", func() any { return s.Notifications() })
	show("/sandbox/deliveries", func() any { return s.Deliveries() })
	show("/sandbox/coupons", func() any { return s.Coupons() })
	act("/sandbox/advance", s.controlAdvance)
	act("/sandbox/refund", s.controlRefund)
	act("/sandbox/faults", s.controlFaults)
	act("/sandbox/flush", func(r *http.Request, _ url.Values) (any, error) {
		err := s.Flush(r.Context())
		return object{"deliveries": len(s.Deliveries())}, err
	})
	act("/sandbox/redeliver", func(r *http.Request, query url.Values) (any, error) {
		deliveryID, err := strconv.Atoi(query.Get("id"))
		if err != nil {
			return nil, err
		}
		return s.Redeliver(r.Context(), deliveryID)
	})
	// A page that somebody has open on this machine is not to move the clock.
	return http.NewCrossOriginProtection().Handler(mux)
}

func (s *Sandbox) controlAdvance(_ *http.Request, query url.Values) (any, error) {
	by, err := time.ParseDuration(query.Get("by"))
	if err != nil {
		return nil, err
	}
	s.Advance(by)
	return object{"now": s.Now()}, nil
}

func (s *Sandbox) controlRefund(_ *http.Request, query url.Values) (any, error) {
	amount := decimal.Zero
	if query.Has("amount") {
		var err error
		if amount, err = decimal.NewFromString(query.Get("amount")); err != nil {
			return nil, err
		}
	}
	if err := s.Refund(query.Get("transaction_id"), amount); err != nil {
		return nil, err
	}
	return object{"refunded": query.Get("transaction_id")}, nil
}

func (s *Sandbox) controlFaults(r *http.Request, _ url.Values) (any, error) {
	rules, err := ReadFaults(http.MaxBytesReader(nil, r.Body, maxRequestBytes))
	if err != nil {
		return nil, err
	}
	return object{"rules": len(rules)}, s.SetFaults(rules...)
}
