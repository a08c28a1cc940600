package ipn

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// reply is how a delivery ends: what is answered and what is logged.
type reply struct {
	status int
	text   string // for the sender's operator: what to do, no details
	level  slog.Level
	msg    string
	err    error
	stack  string // of a panic
	done   bool   // the work is done and must not be done again
}

func handled() *reply {
	return &reply{status: http.StatusOK, text: "OK", level: slog.LevelInfo, msg: "ipn: handled", done: true}
}

func gaveUp(err error) *reply {
	return &reply{status: http.StatusOK, text: "OK", level: slog.LevelError, msg: "ipn: given up for good", err: err, done: true}
}

func duplicate() *reply {
	return &reply{status: http.StatusOK, text: "OK", level: slog.LevelInfo, msg: "ipn: duplicate, done before"}
}

func refused(status int, text, msg string, err error) *reply {
	return &reply{status: status, text: text, level: slog.LevelWarn, msg: msg, err: err}
}

func failed(msg string, err error) *reply {
	return &reply{
		status: http.StatusInternalServerError, text: "not handled: see the receiver's log, then send again",
		level: slog.LevelError, msg: msg, err: err,
	}
}

func unavailable(msg string, err error) *reply {
	return &reply{
		status: http.StatusServiceUnavailable, text: "not handled now: send again later",
		level: slog.LevelError, msg: msg, err: err,
	}
}

func stillInWork() *reply {
	return &reply{
		status: http.StatusServiceUnavailable, text: "an earlier delivery is still in work: send again later",
		level: slog.LevelWarn, msg: "ipn: an earlier delivery is still in work",
	}
}

// write answers the request.
func (a *reply) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(a.status)
	// A sender that has hung up sees no answer and will send again: there is nothing to do here.
	_, _ = io.WriteString(w, a.text+"\n")
}

// log writes one line an outcome. n is nil until it is verified.
func (h *handler) log(ctx context.Context, a *reply, n *Notification, took time.Duration) {
	if !h.logger.Enabled(ctx, a.level) {
		return
	}
	attrs := make([]slog.Attr, 0, 10)
	attrs = append(attrs, slog.Int("status", a.status), slog.Duration("duration", took))
	attrs = append(attrs, describe(n)...)
	if a.err != nil {
		attrs = append(attrs, slog.Any("error", a.err))
	}
	if a.stack != "" {
		attrs = append(attrs, slog.String("stack", a.stack))
	}
	h.logger.LogAttrs(ctx, a.level, a.msg, attrs...)
}

// describe names a notification without saying anything about persons.
func describe(n *Notification) []slog.Attr {
	if n == nil {
		return nil
	}
	return []slog.Attr{
		slog.String("event", short(string(n.Event))),
		slog.String("mode", short(string(n.Mode))),
		slog.String("transaction_id", short(n.TransactionID)),
		slog.String("invoice_id", short(n.InvoiceID)),
		slog.Int64("campaign_id", n.CampaignID),
		slog.String("scheme", n.VerifiedBy().String()),
	}
}

// short keeps a log line readable: a value on the wire can be as long as the body.
func short(s string) string {
	const most = 64
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}
