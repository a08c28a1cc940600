package receive

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
)

// readBody reads the whole body, within the size limit and the budget.
func (c *Receiver[N]) readBody(ctx context.Context, into *bytes.Buffer, w http.ResponseWriter, r *http.Request) *Reply {
	if r.ContentLength > c.MaxBytes {
		w.Header().Set("Connection", "close")
		return TooLarge(nil)
	}
	if r.Body == nil {
		return nil
	}
	c.limitReading(ctx, w, r)
	_, err := into.ReadFrom(http.MaxBytesReader(w, r.Body, c.MaxBytes))
	var over *http.MaxBytesError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &over):
		return TooLarge(err)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Refused(http.StatusRequestTimeout, "the body came too slowly", "the body came too slowly", err)
	default:
		return Refused(http.StatusBadRequest, "the body could not be read", "the body could not be read", err)
	}
}

// limitReading makes reading the body end with the budget; the server itself resets the limit for the next request. A
// shorter ReadTimeout of the server stays as it is.
func (c *Receiver[N]) limitReading(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	server, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	if ok && server.ReadTimeout > 0 && server.ReadTimeout <= c.Budget {
		return
	}
	deadline, _ := ctx.Deadline()
	// Behind middleware that hides it, a slow sender is left to the server's own ReadTimeout.
	_ = http.NewResponseController(w).SetReadDeadline(deadline)
}
