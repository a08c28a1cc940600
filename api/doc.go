// Package api holds what every service of the client shares and what callers handle themselves: the [Error] that
// each call returns, the sentinels it matches, [Secret] and [Extra] inside results, and the [Attempt] that an observer
// sees.
//
// PayKickstart documents no error answer, no status code and no rate limit. What an answer means is therefore decided by
// this module, once, in this order: the HTTP status; the number of a failed server's status (408, 5xx) in a flag; then a
// filled "errors" or "error" member, also inside "data"; then the flags "success", "status", "code" and "status_code". A flag
// is a yes (true, 1, "ok", "success", 200 to 299, …), a no (false, 0, "", null, "error", "declined", 400 to 499, …) or, if it
// is in neither list, unreadable: [ErrBadResponse]. Names are compared without case, and a no beats a yes. An answer that
// should have a flag and has none is unreadable too. For a call that changes something, unreadable means
// [ErrOutcomeUnknown].
package api
