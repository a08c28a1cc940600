package apitest_test

import (
	"errors"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// sending returns a Fake that was sent a GET of "a" with id 1.
func sending(t *testing.T, tb testing.TB) *apitest.Fake {
	t.Helper()
	f := apitest.New(tb).Answer(http.MethodGet, "a", http.StatusOK, `{"success":1}`)
	if err := f.Transport().Do(t.Context(), transport.Get("x.Y", "a", wire{"1"}, answer.Want{})); err != nil {
		t.Error(err)
	}
	return f
}

func TestRequireSent(t *testing.T) {
	t.Parallel()
	id := url.Values{"id": {"1"}}
	right := apitest.Get("a", id)
	tests := map[string]struct {
		want []apitest.Request
		ok   bool
	}{
		"the same":        {[]apitest.Request{right}, true},
		"none":            {nil, false},
		"twice":           {[]apitest.Request{right, right}, false},
		"another method":  {[]apitest.Request{apitest.Post("a", id)}, false},
		"another route":   {[]apitest.Request{apitest.Get("b", id)}, false},
		"another value":   {[]apitest.Request{apitest.Get("a", url.Values{"id": {"2"}})}, false},
		"a value twice":   {[]apitest.Request{apitest.Get("a", url.Values{"id": {"1", "1"}})}, false},
		"a field less":    {[]apitest.Request{apitest.Get("a", nil)}, false},
		"a field more":    {[]apitest.Request{apitest.Get("a", url.Values{"id": {"1"}, "x": {""}})}, false},
		"another token":   {[]apitest.Request{apitest.Get("a", url.Values{"id": {"1"}, "auth_token": {"x"}})}, false},
		"without a token": {[]apitest.Request{{Method: "GET", Path: "/api/a", Query: id, Body: url.Values{}}}, false},
		"token in the body": {[]apitest.Request{{
			Method: "GET", Path: "/api/a", Query: id, Body: url.Values{"auth_token": {apitest.Token}},
		}}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failures(t, func(tb testing.TB) { sending(t, tb).RequireSent(test.want...) })
			require.Equal(t, test.ok, len(got) == 0, got)
		})
	}
}

func TestRequireInvalid(t *testing.T) {
	t.Parallel()
	refusal := func(err error, fields ...string) error {
		e := &api.Error{Op: "x.Y", Err: err, Fields: map[string][]string{}}
		for _, field := range fields {
			e.Fields[field] = []string{"bad"}
		}
		return e
	}
	unknown := refusal(errors.Join(api.ErrInvalidParams, api.ErrOutcomeUnknown), "A", "B")
	tests := map[string]struct {
		err error
		ok  bool
	}{
		"these fields":    {refusal(api.ErrInvalidParams, "B", "A"), true},
		"a field less":    {refusal(api.ErrInvalidParams, "A"), false},
		"a field more":    {refusal(api.ErrInvalidParams, "A", "B", "C"), false},
		"no error":        {nil, false},
		"another kind":    {refusal(api.ErrRejected, "A", "B"), false},
		"a bare sentinel": {api.ErrInvalidParams, false},
		"unknown outcome": {unknown, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failures(t, func(tb testing.TB) { apitest.New(tb).RequireInvalid("x.Y", test.err, "A", "B") })
			require.Equal(t, test.ok, len(got) == 0, got)
		})
	}
	good := refusal(api.ErrInvalidParams, "A")
	require.NotEmpty(t, failures(t, func(tb testing.TB) { apitest.New(tb).RequireInvalid("x.Z", good, "A") }), "another operation")
	require.NotEmpty(t, failures(t, func(tb testing.TB) { sending(t, tb).RequireInvalid("x.Y", good, "A") }), "it was sent")
}

func TestRequireRefused(t *testing.T) {
	t.Parallel()
	refused := func(op, message string, err error) error { return &api.Error{Op: op, Message: message, Err: err} }
	tests := map[string]struct {
		err error
		ok  bool
	}{
		"refused":           {refused("x.Y", "not here", api.ErrRejected), true},
		"no error":          {nil, false},
		"another kind":      {refused("x.Y", "not here", api.ErrNotFound), false},
		"a bare sentinel":   {api.ErrRejected, false},
		"unknown outcome":   {refused("x.Y", "not here", errors.Join(api.ErrRejected, api.ErrOutcomeUnknown)), false},
		"another operation": {refused("x.Z", "not here", api.ErrRejected), false},
		"another message":   {refused("x.Y", "no", api.ErrRejected), false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failures(t, func(tb testing.TB) { apitest.RequireRefused(tb, "x.Y", test.err) })
			require.Equal(t, test.ok, len(got) == 0, got)
		})
	}
}

type leaf struct {
	Name  string
	Extra api.Extra
}

type hidden struct{ Extra api.Extra }

func TestRequireNoExtra(t *testing.T) {
	t.Parallel()
	full, empty := leaf{Extra: api.Extra{"new": nil}}, leaf{}
	deep := func(l leaf) any {
		return &struct {
			List []struct{ At *leaf }
		}{[]struct{ At *leaf }{{}, {&l}}}
	}
	tests := map[string]struct {
		result any
		ok     bool
	}{
		"nil":                  {empty, true},
		"filled":               {full, false},
		"empty":                {leaf{Extra: api.Extra{}}, false},
		"deep, nil":            {deep(empty), true},
		"deep, filled":         {deep(full), false},
		"in a map":             {map[string]leaf{"a": full}, false},
		"in an array":          {[1]leaf{full}, false},
		"in an interface":      {struct{ Any any }{full}, false},
		"in an embedded type":  {struct{ hidden }{hidden(struct{ Extra api.Extra }{full.Extra})}, false},
		"no result":            {nil, false},
		"nil pointer":          {(*leaf)(nil), false},
		"no rows to look into": {[]leaf{}, false},
		"nothing to look at":   {struct{ Name string }{}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failures(t, func(tb testing.TB) { apitest.RequireNoExtra(tb, test.result) })
			require.Equal(t, test.ok, len(got) == 0, got)
		})
	}
}
