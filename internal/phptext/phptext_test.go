package phptext_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/internal/phptext"
)

func TestTrim(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "a": "a", " a b\t": "a b", "\r\n\v\x00a\x00": "a", " \t": "", "\fa\f": "\fa\f", "\u00a0a": "\u00a0a", "\x01a ": "\x01a",
		"é ": "é", "a\x1f": "a\x1f",
	} {
		assert.Equal(t, want, phptext.Trim(in), "%q", in)
	}
}

func TestUnixTime(t *testing.T) {
	t.Parallel()
	for in, want := range map[int64]string{1: "1970-01-01T00:00:01Z", 1575306452: "2019-12-02T17:07:32Z", 253402300799: "9999-12-31T23:59:59Z"} {
		at, ok := phptext.UnixTime(in)
		assert.True(t, ok)
		assert.Equal(t, want, at.Format(time.RFC3339))
		assert.Equal(t, time.UTC, at.Location())
	}
	at, ok := phptext.UnixTime(0)
	assert.True(t, ok)
	assert.True(t, at.IsZero())
	for _, in := range []int64{-1, 253402300800, 1575306452000} {
		at, ok = phptext.UnixTime(in)
		assert.False(t, ok)
		assert.True(t, at.IsZero())
	}
}

func TestIsNoDate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"0000-00-00": true, "0000-00-00 00:00:00": true, "-0001-11-30T00:00:00+00:00": true, "-0001-11-30": true,
		"": false, "0": false, "0000-00-0": false, "-0001-11-3": false, "2020-01-01": false, "0001-11-30": false,
	} {
		assert.Equal(t, want, phptext.IsNoDate(in), in)
		assert.Equal(t, want, phptext.IsNoDate([]byte(in)), in)
	}
}
