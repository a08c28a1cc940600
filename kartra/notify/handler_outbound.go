package notify

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/paykickstart-go/sdk/internal/receive"
	"github.com/paykickstart-go/sdk/ipn"
)

// OutboundFunc does the work for one notification of the Outbound API; what is said of [IPNFunc] holds for it. [ByAction]
// chooses by action. Package [github.com/paykickstart-go/sdk/ipn/payment] makes one of a callback that serves PayKickstart too.
type OutboundFunc func(ctx context.Context, o *Outbound) error

// NewOutboundHandler returns the http.Handler for the URL of the Outbound API. Only what came through the gate reaches f,
// and nothing else vouches for it: see [Gate]. It looks at no content type: Kartra documents none. It is safe for concurrent
// use.
//
// The answers are those of [NewIPNHandler]; here
//
//	400  no JSON object with an action, or a payment's action without a transaction_id
//	403  the secret is missing or wrong; the body was not read
//
// With a store ([WithStore]) a notification with a transaction is claimed by [Outbound.Key] before f is called. All others
// are handled at every delivery, unless [WithEveryActionOnce] is given. NewOutboundHandler panics when g or f is nil.
func NewOutboundHandler(g *Gate, f OutboundFunc, opts ...HandlerOption) http.Handler {
	mustHandle("NewOutboundHandler: gate", g != nil)
	mustHandle("NewOutboundHandler: callback", f != nil)
	c := configured(opts)
	made := receiver(c, f)
	made.Admit = func(w http.ResponseWriter, r *http.Request) *receive.Reply {
		if answer := receive.OnlyPost(w, r); answer != nil {
			return answer
		}
		if err := g.Check(r); err != nil {
			return answerTo(err)
		}
		return nil
	}
	made.Accept = func(_ context.Context, body []byte) (*Outbound, *receive.Reply) {
		return acceptOutbound(body, c.decode)
	}
	made.Keys = func(o *Outbound) []string {
		if o.hasTransaction() || c.allOnce {
			return []string{o.Key()}
		}
		return nil
	}
	made.Describe = (*Outbound).attrs
	return made
}

// acceptOutbound decodes a body that came through a gate.
func acceptOutbound(body []byte, opts []Option) (*Outbound, *receive.Reply) {
	o, err := DecodeOutbound(body, opts...)
	if o != nil {
		o.gated = true
	}
	if err == nil && isPayment(o.Action) && !o.hasTransaction() {
		err = fmt.Errorf("%w: no transaction_id", ipn.ErrMalformed)
	}
	if err != nil {
		return o, answerTo(err)
	}
	return o, nil
}

// isPayment tells the actions that are nothing without a transaction.
func isPayment(a Action) bool {
	switch a {
	case ActionBuyProduct, ActionRefundProduct, ActionPartialRefundProduct, ActionCancelSubscription:
		return true
	default:
		return false
	}
}

func (o *Outbound) hasTransaction() bool {
	return o.Transaction != nil && o.Transaction.TransactionID != ""
}

// ByAction returns an OutboundFunc that calls the function of the notification's action, else fallback. With a nil fallback
// other actions are acknowledged and nothing is done. The map is copied. It panics when a function in it is nil.
func ByAction(funcs map[Action]OutboundFunc, fallback OutboundFunc) OutboundFunc {
	return choose("ByAction", funcs, fallback, func(o *Outbound) Action { return o.Action })
}

// LogValue logs action and ids, and nothing about a person. Printing an Outbound with fmt prints all its fields.
func (o *Outbound) LogValue() slog.Value { return slog.GroupValue(o.attrs()...) }

func (o *Outbound) attrs() []slog.Attr {
	if o == nil {
		return nil
	}
	attrs := []slog.Attr{slog.String("action", receive.Short(string(o.Action))), slog.Bool("gated", o.gated)}
	if t := o.Transaction; t != nil {
		attrs = append(attrs, slog.String("transaction_id", receive.Short(t.TransactionID)), slog.Int64("product_id", t.ProductID))
	}
	return attrs
}
