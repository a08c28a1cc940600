package api

import "time"

// Attempt is what an observer (see paykickstart.WithObserver) is told about one attempt of one call. It holds no query, no
// header, no body and no secret.
type Attempt struct {
	// Op names the call, as in [Error], such as "Purchases.Create". There are few of them, so it can be a metric's label.
	Op string
	// Method is GET or POST, as the request was sent. It does not tell a read from a write: with paykickstart.WithReadsByPOST
	// both are POST.
	Method string
	// Route is the path below the base URL, such as "purchase". It can be a label too, unless routes of Call
	// vary.
	Route string
	// Server is the host of the base URL, with its port if it names one.
	Server string
	// Number counts the attempts of the call from 1.
	Number int
	// StatusCode is the HTTP status of the answer; 0 means that none arrived.
	StatusCode int
	// Duration is the time from sending to the last byte of the answer, or to the failure.
	Duration time.Duration
	// Err is the network error, or that of a middleware, if there was one, also one that cut an answer short. A whole answer of
	// any status is none.
	Err error
}
