package apitest

import (
	"io"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

// Request is one request as PayKickstart would have seen it. Query and Body hold the auth_token where it stood; neither
// is nil.
type Request struct {
	Method, Path string
	Query, Body  url.Values
}

// Get returns the GET that carries exactly these fields and the token, all in the query.
func Get(route string, fields url.Values) Request {
	return Request{http.MethodGet, "/api/" + route, withToken(fields), url.Values{}}
}

// Post returns the POST that carries exactly these fields and the token, all in the body.
func Post(route string, fields url.Values) Request {
	return Request{http.MethodPost, "/api/" + route, url.Values{}, withToken(fields)}
}

func withToken(fields url.Values) url.Values {
	form := url.Values{"auth_token": {Token}}
	maps.Copy(form, fields)
	return form
}

// String shows the whole request on one line.
func (r Request) String() string {
	return r.Method + " " + r.Path + " query:{" + r.Query.Encode() + "} body:{" + r.Body.Encode() + "}"
}

// Address returns the URL of the request without its query.
func (r Request) Address() string { return BaseURL + strings.TrimPrefix(r.Path, "/api/") }

// Key names the request without its fields, as a mock transport does where it counts calls.
func (r Request) Key() string { return r.Method + " " + r.Address() }

// Expect returns a responder for a mock transport, which by itself looks at no body and often at no query. The responder
// fails the test unless the request is exactly this one, and answers in any case.
func (r Request) Expect(t testing.TB, answer func(*http.Request) (*http.Response, error)) func(*http.Request) (*http.Response, error) {
	return func(sent *http.Request) (*http.Response, error) {
		t.Helper()
		if got := read(t, sent); !reflect.DeepEqual(r, got) {
			t.Errorf("sent:\n\t%s\nwant:\n\t%s", got, r)
		}
		return answer(sent)
	}
}

// read takes the request in, and fails the test if its form is not one that PHP would read.
func read(t testing.TB, r *http.Request) Request {
	t.Helper()
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			t.Errorf("%s %s: the body cannot be read: %v", r.Method, r.URL.Path, err)
		}
		_ = r.Body.Close()
	}
	if got := r.Header.Get("Content-Type"); r.Method == http.MethodPost && got != "application/x-www-form-urlencoded" {
		t.Errorf("%s %s: Content-Type %q", r.Method, r.URL.Path, got)
	}
	if r.Method == http.MethodPost && r.URL.RawQuery != "" {
		t.Errorf("%s %s: a POST has no query", r.Method, r.URL.Path)
	}
	return Request{r.Method, r.URL.Path, parse(t, r.URL.RawQuery), parse(t, string(body))}
}

func parse(t testing.TB, form string) url.Values {
	t.Helper()
	values, err := url.ParseQuery(form)
	if err != nil {
		t.Errorf("the form cannot be read: %v", err)
	}
	return values
}
