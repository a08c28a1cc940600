package ipn

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"runtime/debug"
	"time"
)

const formType = "application/x-www-form-urlencoded"

// accept turns a request into a verified notification that may be handed to the callback, or into an answer.
func (h *handler) accept(ctx context.Context, w http.ResponseWriter, r *http.Request) (*Notification, *reply) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return nil, refused(http.StatusMethodNotAllowed, "send a POST", "ipn: not a POST", nil)
	}
	if !isForm(r.Header.Get("Content-Type")) {
		return nil, refused(http.StatusUnsupportedMediaType, "send "+formType, "ipn: not a form", nil)
	}
	body, answer := h.readBody(ctx, w, r)
	if answer != nil {
		return nil, answer
	}
	n, err := h.verify(ctx, body)
	if err != nil {
		return n, notVerified(n, body, err)
	}
	return n, h.check(n)
}

// isForm looks at the media type alone: parameters, even broken ones, change nothing about the body.
func isForm(contentType string) bool {
	if contentType == formType {
		return true
	}
	mediaType, _, err := mime.ParseMediaType(contentType)
	return mediaType == formType && (err == nil || errors.Is(err, mime.ErrInvalidMediaParameter))
}

// readBody reads the whole body, within the size limit and the budget.
func (h *handler) readBody(ctx context.Context, w http.ResponseWriter, r *http.Request) ([]byte, *reply) {
	tooLarge := func(err error) *reply {
		return refused(http.StatusRequestEntityTooLarge, "body too large", "ipn: body too large", err)
	}
	if r.ContentLength > maxBodyBytes {
		w.Header().Set("Connection", "close")
		return nil, tooLarge(nil)
	}
	if r.Body == nil {
		return nil, nil
	}
	control := http.NewResponseController(w)
	limited := h.limitReading(ctx, control, r)
	body, err := readAll(http.MaxBytesReader(w, r.Body, maxBodyBytes), r.ContentLength)
	if err != nil {
		var over *http.MaxBytesError
		switch {
		case errors.As(err, &over):
			return nil, tooLarge(err)
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil, refused(http.StatusRequestTimeout, "the body came too slowly", "ipn: the body came too slowly", err)
		default:
			return nil, refused(http.StatusBadRequest, "the body could not be read", "ipn: the body could not be read", err)
		}
	}
	if limited {
		// Left in place, it would end the request's context while the callback is at work.
		_ = control.SetReadDeadline(time.Time{})
	}
	return body, nil
}

// limitReading makes reading the body end with the budget, and reports whether it did. A ResponseWriter that cannot do it
// (HTTP/1 behind some middleware) leaves slow senders to the server's own ReadTimeout; a shorter ReadTimeout stays as it is.
func (h *handler) limitReading(ctx context.Context, control *http.ResponseController, r *http.Request) bool {
	server, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	if ok && server.ReadTimeout > 0 && server.ReadTimeout <= h.budget {
		return false
	}
	deadline, _ := ctx.Deadline()
	return control.SetReadDeadline(deadline) == nil
}

// readAll reads r to its end. The announced size is a hint: a sender that only announces much gets no memory for it.
func readAll(r io.Reader, announced int64) ([]byte, error) {
	const most = 64 << 10
	hint := min(max(announced, 0), most)
	buffer := bytes.NewBuffer(make([]byte, 0, hint+bytes.MinRead))
	_, err := buffer.ReadFrom(r)
	return buffer.Bytes(), err
}

// verify calls the Verifier. A KeySource that panics must not take the server down.
func (h *handler) verify(ctx context.Context, body []byte) (n *Notification, err error) {
	defer func() {
		if v := recover(); v != nil {
			n, err = nil, &panicError{value: v, stack: string(debug.Stack())}
		}
	}()
	return h.verifier.Verify(ctx, body)
}

// notVerified is the answer to an error of Verify.
func notVerified(n *Notification, body []byte, err error) *reply {
	var panicked *panicError
	switch {
	case errors.As(err, &panicked):
		return panicked.reply()
	case errors.Is(err, ErrTooLarge):
		return refused(http.StatusRequestEntityTooLarge, "too many fields", "ipn: too large", err)
	case errors.Is(err, ErrBadField) && n.VerifiedBy() != 0:
		return failed("ipn: a field of a verified notification does not parse", err)
	case errors.Is(err, ErrMalformed), errors.Is(err, ErrNoSignature) && !isNotification(body):
		return malformed(err)
	case errors.Is(err, ErrNoSignature), errors.Is(err, ErrBadSignature), errors.Is(err, ErrNoKey):
		return refused(http.StatusForbidden,
			"not verified: check that the receiver has this campaign's IPN secret and that nothing rewrites the body",
			"ipn: not verified", err)
	default:
		return unavailable("ipn: the secrets could not be read", err)
	}
}

func malformed(err error) *reply {
	return refused(http.StatusBadRequest, "not a notification: send event, mode and an invoice or transaction id",
		"ipn: malformed", err)
}

// isNotification reports whether an unsigned body has at least the fields that every notification has.
func isNotification(body []byte) bool {
	f, err := ParseForm(body)
	if err != nil {
		return false
	}
	return f.Get("event") != "" && f.Get("mode") != "" && (f.Get("invoice_id") != "" || f.Get("transaction_id") != "")
}

// check is what the handler demands of a verified notification. It returns nil when all is well.
func (h *handler) check(n *Notification) *reply {
	switch {
	case n.VerifiedBy() == 0:
		return refused(http.StatusForbidden, "not verified", "ipn: not verified", ErrNoSignature)
	case n.Event == "" || n.Mode == "" || n.InvoiceID == "" && n.TransactionID == "":
		return malformed(ErrMalformed)
	case n.Mode != ModeLive && !h.testMode:
		return refused(http.StatusForbidden, "only live notifications are taken here", "ipn: not live", ErrTestMode)
	}
	return nil
}
