package secret_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/internal/secret"
)

const text = "s3cr3t-t3xt"

func TestHeld(t *testing.T) {
	t.Parallel()
	held := secret.Hold(text)
	assert.Equal(t, text, held.Get())
	assert.False(t, held.IsZero())
	assert.Empty(t, secret.Held[string]{}.Get())
	assert.True(t, secret.Held[string]{}.IsZero())
	assert.False(t, reflect.TypeFor[secret.Held[string]]().Comparable(), "== would compare closures")
}

func TestHeldIsNotFound(t *testing.T) {
	t.Parallel()
	list := secret.Hold([]string{text})
	nested := struct{ held any }{map[string]*secret.Held[[]string]{"a": &list}}
	for _, v := range []any{secret.Hold(text), list, &list, nested} {
		assert.NotContains(t, fmt.Sprintf("%v %+v %#v", v, v, v), text)
		assert.NotContains(t, apitest.Reachable(v), text)
		var said apitest.Recorder
		assert.Equal(&said, nil, v) //nolint:testifylint // the diff that Equal prints is what is looked at
		assert.Equal(&said, reflect.Zero(reflect.TypeOf(v)).Interface(), v)
		assert.NotContains(t, said.String(), text)
	}
}
