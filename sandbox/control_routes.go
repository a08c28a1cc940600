package sandbox

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/shopspring/decimal"
)

// WithControl also serves routes below /sandbox/ that do what the methods of [Sandbox]
// do, for integrations in other languages. Answers are JSON; an empty list is [].
//
//	POST /sandbox/advance?by=31d                           move the clock: 90m, 36h, 31d, 2w or 1d12h
//	POST /sandbox/refund?transaction_id=PK-T..&amount=9.99 refund; without an amount, all
//	POST /sandbox/redeliver?id=3                           deliver a line of the log again
//	POST /sandbox/flush                                    send what is late, wait for all deliveries
//	POST /sandbox/faults                                   replace the faults; the body is as for ReadFaults, [] for none
//	GET  /sandbox/ledger, /sandbox/notifications, /sandbox/deliveries, /sandbox/coupons
//
// Parameters go into the query or into a form body (curl -d by=31d). A parameter that
// is unknown, missing, of no use or given with two values is answered with status 400
// and a message that says what is allowed.
//
// These routes ask for no token, so keep the server on the loopback interface. [Start]
// logs a warning when it listens elsewhere.
//
// No web page can use them through a browser: requests of other origins are refused,
// and so are requests for a host that is neither a loopback name or address, nor the
// address that the server listens on, nor named by [WithHosts]. Both are answered with
// status 403 and logged.
func WithControl() Option { return func(c *config) { c.control = true } }

// action does what a POST route is for, with its parameters.
type action func(r *http.Request, in url.Values) (any, error)

// controlHandler serves the routes of WithControl.
func (s *Sandbox) controlHandler() http.Handler {
	mux := http.NewServeMux()
	show := func(path string, value func() any) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) { ok(value()).write(w) })
	}
	show("/sandbox/ledger", func() any { return s.Ledger() })
	show("/sandbox/notifications", func() any { return s.Notifications() })
	show("/sandbox/deliveries", func() any { return s.Deliveries() })
	show("/sandbox/coupons", func() any { return s.Coupons() })
	act := func(path string, do action, known ...string) {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			in, err := controlParams(r, known)
			answerAction(w, r, do, in, err)
		})
	}
	act("/sandbox/advance", s.controlAdvance, "by")
	act("/sandbox/refund", s.controlRefund, "transaction_id", "amount")
	act("/sandbox/redeliver", s.controlRedeliver, "id")
	act("/sandbox/flush", s.controlFlush)
	// The body of this one is no form, whatever its content type says: curl calls all a form.
	mux.HandleFunc("POST /sandbox/faults", func(w http.ResponseWriter, r *http.Request) {
		answerAction(w, r, s.controlFaults, nil, nil)
	})
	return s.onlyLocal(mux)
}

func answerAction(w http.ResponseWriter, r *http.Request, do action, in url.Values, err error) {
	var result any
	if err == nil {
		result, err = do(r, in)
	}
	if err != nil {
		message(http.StatusBadRequest, err.Error()).write(w)
		return
	}
	ok(result).write(w)
}

func (s *Sandbox) controlAdvance(_ *http.Request, in url.Values) (any, error) {
	by, err := parseDuration(in.Get("by"))
	if err != nil {
		return nil, fmt.Errorf("by: %w", err)
	}
	s.Advance(by)
	return object{"now": s.Now()}, nil
}

func (s *Sandbox) controlRefund(_ *http.Request, in url.Values) (any, error) {
	amount := decimal.Zero
	if in.Has("amount") {
		text := in.Get("amount")
		if money(text) == "" {
			amount, _ = decimal.NewFromString(text) // of the right form
		}
		if !amount.IsPositive() {
			return nil, fmt.Errorf("amount: want one above 0 such as 9.99, or none to refund all that is left; got %q", text)
		}
	}
	if err := s.Refund(in.Get("transaction_id"), amount); err != nil {
		return nil, fmt.Errorf("transaction_id, amount: want a charge of GET /sandbox/ledger, and no more than is left of it: %w", err)
	}
	return object{"refunded": in.Get("transaction_id")}, nil
}

func (s *Sandbox) controlRedeliver(r *http.Request, in url.Values) (any, error) {
	deliveryID, err := strconv.ParseInt(in.Get("id"), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("id: want the number of a line of GET /sandbox/deliveries, got %q", in.Get("id"))
	}
	line, err := s.Redeliver(r.Context(), deliveryID)
	if errors.Is(err, ErrUnknownDelivery) {
		return nil, fmt.Errorf("id: %w: %d; GET /sandbox/deliveries has %d lines, from 1", err, deliveryID, len(s.Deliveries()))
	}
	return line, err
}

func (s *Sandbox) controlFlush(r *http.Request, _ url.Values) (any, error) {
	err := s.Flush(r.Context())
	return object{"deliveries": len(s.Deliveries())}, err
}

func (s *Sandbox) controlFaults(r *http.Request, _ url.Values) (any, error) {
	rules, err := ReadFaults(http.MaxBytesReader(nil, bodyOf(r), maxRequestBytes))
	if err != nil {
		return nil, err
	}
	return object{"rules": len(rules)}, s.SetFaults(rules...)
}
