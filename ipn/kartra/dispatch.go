package kartra

import (
	"context"
	"maps"

	"github.com/paykickstart-go/sdk/ipn"
)

// choose returns a callback that calls the function for a notification's kind or action, else fallback, if there is one.
func choose[K ~string, N any, F ~func(context.Context, N) error](name string, funcs map[K]F, fallback F, keyOf func(N) K) F {
	funcs = maps.Clone(funcs)
	for key, f := range funcs {
		mustHandle(name+": "+string(key), f != nil)
	}
	return func(ctx context.Context, n N) error {
		f := funcs[keyOf(n)]
		if f == nil {
			f = fallback
		}
		if f == nil {
			return nil
		}
		return f(ctx, n)
	}
}

// paymentsOf returns a callback that calls f for every notification that is a payment.
func paymentsOf[N interface{ Payment() (ipn.Payment, bool) }](f ipn.PaymentFunc) func(context.Context, N) error {
	return func(ctx context.Context, n N) error {
		if p, ok := n.Payment(); ok {
			return f(ctx, p)
		}
		return nil
	}
}
