package payments

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-querystring/query"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// required are the parameters that are sent even when empty; all others must have omitempty.
var required = map[string][]string{
	"createForm":     {"product", "plan", "first_name", "last_name", "email"},
	"updateCardForm": {"invoice_id"},
	"idForm":         {"id"},
}

var cleanTag = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*(,int)?(,unix)?(,omitempty)?$`)

func TestWireStructsAreEncodable(t *testing.T) {
	t.Parallel()
	for _, form := range []any{createForm{}, updateCardForm{}, tokenForm{}, idForm{}, listForm{}} {
		name := reflect.TypeOf(form).Name()
		for _, f := range reflect.VisibleFields(reflect.TypeOf(form)) {
			if f.Anonymous {
				assert.Equal(t, reflect.Struct, f.Type.Kind(), f.Name)
				continue
			}
			tag := f.Tag.Get("url")
			assert.Regexp(t, cleanTag, tag, name+"."+f.Name)
			parameter, options, _ := strings.Cut(tag, ",")
			assert.Equal(t, !slices.Contains(required[name], parameter), strings.Contains(options, "omitempty"), name+"."+f.Name)
			assert.Equal(t, f.Type.Kind() == reflect.Bool, strings.Contains(options, "int"), "flags are 1, not true")
			assert.True(t, encodable(f.Type), "%s.%s: go-querystring garbles a %s", name, f.Name, f.Type)
		}
		values, err := query.Values(form)
		require.NoError(t, err)
		assert.Len(t, values, len(required[name]), "the empty form sends what is required and no more")
	}
}

func encodable(t reflect.Type) bool {
	encoder := reflect.TypeFor[query.Encoder]()
	switch t.Kind() {
	case reflect.Pointer:
		return t.Elem().Implements(encoder)
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int64:
		return true
	default:
		return t.Implements(encoder) || t == reflect.TypeFor[time.Time]()
	}
}

func TestAnswerFieldsHaveTheirWireNames(t *testing.T) {
	t.Parallel()
	member := regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	for _, answer := range []any{Purchase{}, Transaction{}, Subscription{}} {
		names := map[string]bool{}
		for _, f := range reflect.VisibleFields(reflect.TypeOf(answer)) {
			name := f.Tag.Get("json")
			if f.Name == "Extra" {
				assert.Equal(t, "-", name)
				continue
			}
			assert.Regexp(t, member, name, f.Name)
			assert.False(t, names[name], name)
			names[name] = true
			assert.NotEqual(t, reflect.Float64, f.Type.Kind(), f.Name)
		}
	}
}

// What a payment carries is taken out of every error by the names of its parameters.
func TestEveryPaymentParameterIsASecret(t *testing.T) {
	t.Parallel()
	open := []string{"wt-type", "dataDescriptor", "ref_purchase"}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[tokenForm]()) {
		name, _, _ := strings.Cut(f.Tag.Get("url"), ",")
		assert.Equal(t, !slices.Contains(open, name), params.IsPaymentField(name), name)
	}
	for _, name := range []string{"ccNum", "updateCcPw"} {
		assert.True(t, params.IsPaymentField(name), name)
	}
}
