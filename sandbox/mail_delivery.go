package sandbox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// PayKickstart waits this long for a connection, and in all, answer included.
const (
	connectTimeout  = 5 * time.Second
	deliveryTimeout = 20 * time.Second
)

// maxReplyBytes is how much of a receiver's answer is read.
const maxReplyBytes = 64 << 10

// ErrUnknownDelivery is the error of [Sandbox.Redeliver] for an id that is not in the
// delivery log.
var ErrUnknownDelivery = errors.New("sandbox: no such delivery")

// Delivery is one line of the delivery log: one attempt to send one notification to
// one URL. What failed is not sent again by itself, as no document shows that: see
// [Sandbox.Redeliver].
type Delivery struct {
	ID           int64        `json:"id"` // 1, 2, 3, ... in order of the attempts
	Notification Notification `json:"notification"`
	URL          string       `json:"url"`
	StatusCode   int          `json:"status_code"` // 0 when no answer came
	Error        string       `json:"error"`       // why no answer came; "" when one came
}

// Delivered reports whether the receiver answered with a 2xx status.
func (d Delivery) Delivered() bool { return d.StatusCode >= 200 && d.StatusCode <= 299 }

// check refuses a URL that cannot be sent to, and events that are never sent.
func (e Endpoint) check() error {
	var all problems
	u, err := url.Parse(e.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		all.add("notification URL %q: not an absolute http or https URL", e.URL)
	}
	for _, event := range e.Events {
		if !slices.Contains(events, event) {
			all.add("event %q is not known: want one of %s", event, strings.Join(events, ", "))
		}
	}
	return errors.Join(all...)
}

func (e Endpoint) wants(event string) bool {
	return len(e.Events) == 0 || slices.Contains(e.Events, event)
}

// newSender returns the client for deliveries. It has its own connections, so that
// Close can end them, and follows no redirects.
func newSender() *http.Client {
	return &http.Client{
		Timeout: deliveryTimeout,
		Transport: &http.Transport{
			DialContext:         (&net.Dialer{Timeout: connectTimeout}).DialContext,
			TLSHandshakeTimeout: connectTimeout,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// deliver makes one attempt.
func deliver(ctx context.Context, client *http.Client, parcel parcel) Delivery {
	d := Delivery{Notification: parcel.notification, URL: parcel.url}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, parcel.url, bytes.NewReader(parcel.notification.Body))
	if err != nil {
		d.Error = err.Error()
		return d
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := client.Do(req)
	if err != nil {
		d.Error = err.Error()
		return d
	}
	d.StatusCode = resp.StatusCode
	// Nothing in the answer's body counts, but read it keeps the connection good.
	_, _ = io.CopyN(io.Discard, resp.Body, maxReplyBytes)
	_ = resp.Body.Close()
	return d
}
