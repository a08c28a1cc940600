// Package paykickstart is a typed client of the PayKickstart REST API. It is an unofficial client.
//
//	client, err := paykickstart.New(authToken)
//	if err != nil {
//		return err
//	}
//	verdict, err := client.Licenses.Check(ctx, key, licenses.Want{GUID: machine, ProductIDs: []int64{1234}})
//
// # Money
//
// PayKickstart documents no idempotency key. A call that changes something is therefore sent again only when it provably
// never left this machine. When its outcome is open (a time-out, a broken connection, a 5xx status, an answer that
// cannot be read) the error matches [api.ErrOutcomeUnknown]: find out what happened before trying again. Reads are tried
// again within the policy of [WithRetry], by GET and under [WithReadsByPOST] alike.
//
// A context that ends in flight leaves the outcome open too. Give a purchase a context of its own,
// context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute): a buyer who hangs up must not make a charge unknown.
//
// # Secrets
//
// The auth token is added to the request after everything that logs, retries or reports has seen it, and only for the
// scheme and host of the base URL. It is in no error and no log record of this module. PayKickstart takes it in the query
// of a GET ([WithReadsByPOST] avoids that), so a RoundTripper of your own below the client, a net/http/httptrace in the
// context, and the server's access log do see it.
//
// # Errors
//
// Every error of a call is an [*api.Error]; its kind is found with errors.Is and the sentinels of package api.
//
// # Concurrency
//
// A [Client] and its services are safe for concurrent use. Make one and keep it: it holds a pool of connections.
package paykickstart
