package customers

import (
	"reflect"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/internal/transport"
	"github.com/stretchr/testify/assert"
)

// go-querystring drops or garbles other types, and tags with a slip in them, without an error.
func TestWireStructs(t *testing.T) {
	t.Parallel()
	tag := regexp.MustCompile(`^[a-z_]+(,unix)?(,int)?(,omitempty)?$`)
	types := []reflect.Type{
		reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[int64](), reflect.TypeFor[bool](),
		reflect.TypeFor[*int](), reflect.TypeFor[*int64](), reflect.TypeFor[time.Time](),
		reflect.TypeFor[transport.Money](), reflect.TypeFor[*transport.Money](), reflect.TypeFor[transport.List](),
	}
	var optional []string
	var omitted []string
	for _, wire := range []any{portalWire{}} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(wire)) {
			url := f.Tag.Get("url")
			assert.Regexp(t, tag, url, f.Name)
			assert.Contains(t, types, f.Type, f.Name)
			assert.Equal(t, f.Type.Kind() == reflect.Bool, regexp.MustCompile(",int\\b").MatchString(url), "%s: a flag is 1 or 0", f.Name)
			assert.Equal(t, f.Type == reflect.TypeFor[time.Time](), regexp.MustCompile(",unix\\b").MatchString(url), "%s: a time is unix seconds", f.Name)
			if name, found := cutOmit(url); found {
				omitted = append(omitted, name)
			}
		}
	}
	slices.Sort(optional)
	slices.Sort(omitted)
	assert.Equal(t, optional, omitted, "what is optional, and nothing else, is left out when it is not set")
}

// cutOmit returns the name in a tag, and whether the field is left out when it is not set.
func cutOmit(tag string) (name string, omitted bool) {
	return regexp.MustCompile("^[a-z_]+").FindString(tag), regexp.MustCompile(",omitempty$").MatchString(tag)
}
