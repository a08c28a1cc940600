package transport

import (
	"net/http"

	"github.com/paykickstart-go/sdk/internal/answer"
)

// Call is one call of one operation.
type Call struct {
	answer.Call
	Method string // http.MethodGet or http.MethodPost
	Route  string // "licenses/activate", without a slash before it; a slash behind it is kept
	Params any    // a struct with url tags, url.Values, or nil
	// KeepMethod: WithReadsByPOST does not apply. Nobody here knows what the route does by POST.
	KeepMethod bool
}

// Get returns a read by GET.
func Get(op, route string, params any, want answer.Want) Call {
	return Call{Call: answer.Call{Op: op, Class: answer.Read, Want: want}, Method: http.MethodGet, Route: route, Params: params}
}

// Post returns a write by POST.
func Post(op, route string, params any, want answer.Want) Call {
	return Call{Call: answer.Call{Op: op, Class: answer.Write, Want: want}, Method: http.MethodPost, Route: route, Params: params}
}
