package apitest

import (
	"io"
	"maps"
	"net/http"
	"net/url"
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

// read takes the request in, and fails the test if its form is not one that PHP would read.
func (f *Fake) read(r *http.Request) Request {
	f.t.Helper()
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			f.t.Errorf("%s %s: the body cannot be read: %v", r.Method, r.URL.Path, err)
		}
		_ = r.Body.Close()
	}
	if got := r.Header.Get("Content-Type"); r.Method == http.MethodPost && got != "application/x-www-form-urlencoded" {
		f.t.Errorf("%s %s: Content-Type %q", r.Method, r.URL.Path, got)
	}
	if r.Method == http.MethodPost && r.URL.RawQuery != "" {
		f.t.Errorf("%s %s: a POST has no query", r.Method, r.URL.Path)
	}
	return Request{r.Method, r.URL.Path, f.parse(r.URL.RawQuery), f.parse(string(body))}
}

func (f *Fake) parse(form string) url.Values {
	f.t.Helper()
	values, err := url.ParseQuery(form)
	if err != nil {
		f.t.Errorf("the form cannot be read: %v", err)
	}
	return values
}
