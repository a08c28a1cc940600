package ipn

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"time"

	"github.com/paykickstart-go/sdk/internal/receive"
)

const formType = "application/x-www-form-urlencoded"

// admit looks at what is known before the body.
func admit(w http.ResponseWriter, r *http.Request) *receive.Reply {
	if answer := receive.OnlyPost(w, r); answer != nil {
		return answer
	}
	if !isForm(r.Header.Get("Content-Type")) {
		return receive.Refused(http.StatusUnsupportedMediaType, "send "+formType, "not a form", nil)
	}
	return nil
}

// isForm looks at the media type alone: parameters, even broken ones, change nothing about the body.
func isForm(contentType string) bool {
	if contentType == formType {
		return true
	}
	mediaType, _, err := mime.ParseMediaType(contentType)
	return mediaType == formType && (err == nil || errors.Is(err, mime.ErrInvalidMediaParameter))
}

// accept turns a body into a verified notification that may be handed to the callback, or into an answer.
func (h *handler) accept(ctx context.Context, body []byte) (*Notification, *receive.Reply) {
	at := time.Now().UTC().Round(0) // without the monotonic clock: equal to what comes back from a database
	n, err := h.verifier.Verify(ctx, body)
	if err != nil {
		return n, notVerified(n, body, err)
	}
	n.receivedAt = at
	return n, h.check(n)
}

// notVerified is the answer to an error of Verify.
func notVerified(n *Notification, body []byte, err error) *receive.Reply {
	switch {
	case errors.Is(err, ErrTooLarge):
		return receive.TooLarge(err)
	case errors.Is(err, ErrBadField) && n.VerifiedBy() != 0:
		return receive.Failed("a field of a verified notification does not parse", err)
	case errors.Is(err, ErrMalformed), errors.Is(err, ErrNoSignature) && !isNotification(body):
		return malformed(err)
	case errors.Is(err, ErrNoSignature), errors.Is(err, ErrBadSignature), errors.Is(err, ErrNoSecret):
		return receive.Refused(http.StatusForbidden,
			"not verified: check that the receiver has this campaign's IPN secret and that nothing rewrites the body",
			"not verified", err)
	default:
		return receive.Unavailable("the secrets could not be read", err)
	}
}

func malformed(err error) *receive.Reply {
	return receive.Refused(http.StatusBadRequest, "not a notification: send event, mode and an invoice or transaction id",
		"malformed", err)
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
func (h *handler) check(n *Notification) *receive.Reply {
	switch {
	case n.VerifiedBy() == 0:
		return receive.Refused(http.StatusForbidden, "not verified", "not verified", ErrNoSignature)
	case n.Event == "" || n.Mode == "" || n.InvoiceID == "" && n.TransactionID == "":
		return malformed(ErrMalformed)
	case n.Mode != ModeLive && !h.testMode:
		return receive.Refused(http.StatusForbidden, "only live notifications are taken here", "not live", ErrTestMode)
	case !h.products.sell(n):
		return receive.Refused(http.StatusForbidden, "this receiver knows no such product of this campaign",
			"not a product of this campaign", fmt.Errorf("product %d of campaign %d is not in WithProducts", n.ProductID, n.CampaignID))
	}
	return nil
}
