package notify

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/paykickstart-go/sdk/internal/receive"
	"github.com/paykickstart-go/sdk/ipn"
)

// IPNFunc does the work for one IPN. It is called by many goroutines at once, can be called again for the same IPN, and
// gets them in any order. nil means done; an error made by [ipn.Permanent] means give up; any other error asks for another
// delivery. [ByKind] chooses by kind. Package
// [github.com/paykickstart-go/sdk/ipn/payment] makes one of a callback that serves PayKickstart too.
type IPNFunc func(ctx context.Context, n *IPN) error

// NewIPNHandler returns the http.Handler for the URL of an IPN. Only what v has verified reaches f. It reads the raw
// body itself: nothing before it may have parsed the form. It looks at no content type: Kartra documents none. It is
// safe for concurrent use.
//
// Budget and logging are those of [ipn.NewHandler], and claims those of [ipn.Store]; but what is done is never handed on again.
// Whether Kartra repeats what was not answered 200 is not documented. The answers:
//
//	200  f returned nil or a Permanent error, or the IPN was done before
//	400  no IPN: the body is empty, or transaction_type or transaction_id is missing
//	403  secret_key is missing or wrong
//	405  not a POST
//	408  the body did not arrive within the budget
//	413  the body is too large
//	500  f failed, panicked or ran over the budget, or a field does not parse (the log names it)
//	503  the store failed, or an earlier delivery is still in work: nothing was done
//
// With a store ([WithStore]) an IPN is claimed by [IPN.Key] before f is called. NewIPNHandler panics when v or f is nil.
func NewIPNHandler(v *Verifier, f IPNFunc, opts ...HandlerOption) http.Handler {
	mustHandle("NewIPNHandler: verifier", v != nil)
	mustHandle("NewIPNHandler: callback", f != nil)
	c := configured(opts)
	made := receiver(c, f)
	made.Admit = receive.OnlyPost
	made.Accept = func(_ context.Context, body []byte) (*IPN, *receive.Reply) {
		n, err := v.Verify(body, c.decode...)
		if err == nil && n.TransactionID == "" {
			err = fmt.Errorf("%w: no transaction_id", ipn.ErrMalformed)
		}
		if err != nil {
			return n, answerTo(err)
		}
		return n, nil
	}
	made.Keys = func(n *IPN) []string { return []string{n.Key()} }
	made.Describe = (*IPN).attrs
	return made
}

// ByKind returns an IPNFunc that calls the function of the IPN's kind, else fallback. With a nil fallback other kinds are
// acknowledged and nothing is done. The map is copied. It panics when a function in it is nil.
func ByKind(funcs map[Kind]IPNFunc, fallback IPNFunc) IPNFunc {
	return choose("ByKind", funcs, fallback, func(n *IPN) Kind { return n.Kind })
}

// LogValue logs kind and ids, and nothing about a person. Printing an IPN with fmt prints all its fields.
func (n *IPN) LogValue() slog.Value { return slog.GroupValue(n.attrs()...) }

func (n *IPN) attrs() []slog.Attr {
	if n == nil {
		return nil
	}
	return []slog.Attr{
		slog.String("transaction_type", receive.Short(string(n.Kind))),
		slog.String("transaction_id", receive.Short(n.TransactionID)),
		slog.Int64("product_id", n.ProductID),
		slog.Bool("verified", n.verified),
	}
}
