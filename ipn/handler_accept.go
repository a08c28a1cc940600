package ipn

import (
	"bytes"
	"context"
	"errors"
	"mime"
	"net/http"
	"os"
	"runtime/debug"
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
	buffer, _ := h.buffers.Get().(*bytes.Buffer)
	defer h.putBack(buffer)
	if answer := h.readBody(ctx, buffer, w, r); answer != nil {
		return nil, answer
	}
	body := buffer.Bytes()
	n, err := h.verify(ctx, body)
	if err != nil {
		return n, notVerified(n, body, err)
	}
	return n, h.check(n)
}

// putBack keeps a buffer for the next delivery, but not one that a large body has blown up.
func (h *handler) putBack(buffer *bytes.Buffer) {
	if buffer.Cap() <= 64<<10 {
		buffer.Reset()
		h.buffers.Put(buffer)
	}
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
func (h *handler) readBody(ctx context.Context, into *bytes.Buffer, w http.ResponseWriter, r *http.Request) *reply {
	if r.ContentLength > maxBodyBytes {
		w.Header().Set("Connection", "close")
		return refusedTooLarge(nil)
	}
	if r.Body == nil {
		return nil
	}
	h.limitReading(ctx, w, r)
	_, err := into.ReadFrom(http.MaxBytesReader(w, r.Body, maxBodyBytes))
	var over *http.MaxBytesError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &over):
		return refusedTooLarge(err)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return refused(http.StatusRequestTimeout, "the body came too slowly", "ipn: the body came too slowly", err)
	default:
		return refused(http.StatusBadRequest, "the body could not be read", "ipn: the body could not be read", err)
	}
}

func refusedTooLarge(err error) *reply {
	return refused(http.StatusRequestEntityTooLarge, "too many bytes or fields", "ipn: too large", err)
}

// limitReading makes reading the body end with the budget; the server itself resets the limit for the next request. A
// shorter ReadTimeout of the server stays as it is.
func (h *handler) limitReading(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	server, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	if ok && server.ReadTimeout > 0 && server.ReadTimeout <= h.budget {
		return
	}
	deadline, _ := ctx.Deadline()
	// Behind middleware that hides it, a slow sender is left to the server's own ReadTimeout.
	_ = http.NewResponseController(w).SetReadDeadline(deadline)
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
		return refusedTooLarge(err)
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
