package api

import "time"

// Attempt is what an observer (see paykickstart.WithObserver) is told about one attempt of one call. It holds no URL, no
// header, no body and no secret.
type Attempt struct {
	// Op names the call, such as "payments.Create": a label of low cardinality for metrics.
	Op string
	// Number counts the attempts of the call from 1.
	Number int
	// StatusCode is the HTTP status of the answer; 0 means that none arrived.
	StatusCode int
	// Duration is the time from sending to the last byte of the answer, or to the failure.
	Duration time.Duration
	// Err is the network error, if there was one, also one that cut an answer short. A whole answer of any status is none.
	Err error
}
