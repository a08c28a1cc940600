package apitest_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/internal/apitest"
)

// quiet hides its text from all who ask, and holds itself.
type quiet struct {
	text string
	self *quiet
}

func (quiet) String() string { return "quiet" }

func TestReachable(t *testing.T) {
	t.Parallel()
	type named []byte
	q := &quiet{text: "needle"}
	q.self = q
	list := []string{"x", "needle"}
	for name, v := range map[string]any{
		"text": "needle", "pointer": &q, "value": *q, "bytes": []byte("needle"), "named": named("needle"), "array": [6]byte{'n', 'e', 'e', 'd', 'l', 'e'},
		"key": map[string]int{"needle": 1}, "value of a map": map[int]any{1: q}, "list": [][]string{list[:1], list}, "interface": struct{ a any }{struct{ b any }{q}},
	} {
		assert.Contains(t, apitest.Reachable(v), "needle", name)
	}
	assert.Empty(t, apitest.Reachable(nil))
	assert.Empty(t, apitest.Reachable(func() string { return "needle" }))
	assert.Empty(t, apitest.Reachable((*quiet)(nil)))
}

// The inner pad of an HMAC is the key in a thin disguise.
func TestReachableFindsKeysInHMACs(t *testing.T) {
	t.Parallel()
	mac := hmac.New(sha1.New, []byte("needle"))
	pad := strings.Map(func(r rune) rune { return r ^ 0x36 }, "needle")
	assert.Contains(t, apitest.Reachable(mac), pad)
}

func TestRecorder(t *testing.T) {
	t.Parallel()
	var said apitest.Recorder
	assert.Equal(&said, quiet{}, quiet{text: "needle"})
	assert.Contains(t, said.String(), "needle", "testify asks no method")
}
