// Package api holds what every service of the client shares and what callers handle themselves: the [Error] that
// each call returns, the sentinels it matches, [Secret] and [Extra] inside results, and the [Attempt] that an observer
// sees.
//
// PayKickstart documents no error answer, no status code and no rate limit. What an answer means is therefore decided by
// this module, once, in this order: the HTTP status, then a filled "errors" or "error" member, then the success flag
// ("success", "status" or "code", in any of PHP's spellings).
package api
