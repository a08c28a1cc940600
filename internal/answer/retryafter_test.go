package answer

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		in := func(d time.Duration) string { return time.Now().UTC().Add(d).Format(http.TimeFormat) }
		for text, want := range map[string]time.Duration{
			"":                              0,
			" ":                             0,
			"0":                             0,
			"7":                             7 * time.Second,
			" 7 ":                           7 * time.Second,
			"007":                           7 * time.Second,
			"86400":                         24 * time.Hour,
			"31536000":                      longestRetryAfter,
			"31536001":                      longestRetryAfter,
			"9223372036":                    longestRetryAfter,
			"9223372037":                    longestRetryAfter,
			"18446744073709551617":          longestRetryAfter,
			strings.Repeat("9", 400):        longestRetryAfter,
			"-1":                            0,
			"+5":                            0,
			"1.5":                           0,
			"1e3":                           0,
			"0x10":                          0,
			"soon":                          0,
			"７":                             0,
			"5, 6":                          0,
			in(90 * time.Second):            90 * time.Second,
			in(-time.Hour):                  0,
			"Fri, 01 Jan 2100 00:00:00 GMT": longestRetryAfter,
			"Fri, 31 Dec 9999 23:59:59 GMT": longestRetryAfter,
			"Fri, 31 Feb 2100 00:00:00 GMT": 0,
		} {
			got := RetryAfter(http.Header{"Retry-After": {text}})
			assert.Equal(t, want, got, "%q", text)
		}
		assert.Zero(t, RetryAfter(nil))
	})
}
