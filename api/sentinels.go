package api

import (
	"errors"
	"fmt"
)

// The sentinels say what kind of failure an [Error] is. Match them with [errors.Is]; one error may match several, for
// example ErrServer and ErrOutcomeUnknown for a purchase that was answered with status 500.
var (
	// ErrInvalidParams: the arguments were refused before anything was sent. [Error.Fields] names every problem by Go
	// field name. Correct the arguments; nothing happened at PayKickstart.
	ErrInvalidParams = errors.New("invalid parameters")

	// ErrRejected: PayKickstart answered and refused (a 4xx status without a sentinel of its own, a success flag that says
	// no, or "errors" in the answer). The refusal is final and nothing was charged. [Error.Message] and [Error.Fields] hold
	// the API's own words.
	ErrRejected = errors.New("rejected by PayKickstart")

	// ErrDeclined: a refusal that speaks of the payment, such as a declined card; it matches ErrRejected too. Ask the buyer
	// for another card or way to pay. ErrRejected without ErrDeclined is likely a mistake in the arguments: do not show it
	// to the buyer, correct the call. The difference is a guess: what a decline looks like is not documented, so the words
	// of the answer decide ("declined", "card", "insufficient funds" and the like), and an answer without words is not
	// ErrDeclined. Nothing was charged in either case. Purchases, card updates and changes of a subscription have it.
	ErrDeclined = fmt.Errorf("payment declined: %w", ErrRejected)

	// ErrUnauthorized: status 401 or 403. Check the API key (auth token) and its permissions.
	ErrUnauthorized = errors.New("not authorized")

	// ErrNotFound: status 404, or an empty answer where one object was asked for by id.
	ErrNotFound = errors.New("not found")

	// ErrRateLimited: status 429. A read was tried again within the retry policy; a write was sent once and refused. Wait
	// [Error.RetryAfter], if it is set, before the next call.
	ErrRateLimited = errors.New("rate limited")

	// ErrServer: status 408 or 5xx, of the answer or, in an answer of status 200, in its "status" or "code". For a write it
	// comes with ErrOutcomeUnknown. A read is not tried again after 408.
	ErrServer = errors.New("server error")

	// ErrRedirect: a 3xx status. Redirects are never followed, because they would carry the request to another address or
	// turn a write into a read. Check the base URL. For a write it comes with ErrOutcomeUnknown.
	ErrRedirect = errors.New("redirect refused")

	// ErrBadResponse: an answer arrived that cannot be read: HTML, cut or broken JSON, a missing or unreadable member, a
	// success flag that is no known word, nothing that says whether it is a success, or more data than the client accepts.
	// [Error.Body] keeps an excerpt. For a write it comes with ErrOutcomeUnknown.
	ErrBadResponse = errors.New("unreadable answer")

	// ErrOutcomeUnknown: a write may or may not have been carried out. Never just send it again: PayKickstart documents
	// no idempotency key, so a second purchase is a second charge. Find out first, by the notification that follows or by
	// reading the state back.
	ErrOutcomeUnknown = errors.New("outcome unknown")
)
