package sandbox

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/shopspring/decimal"
)

// object is a JSON object of an answer.
type object map[string]any

// answer is what goes back to the client.
type answer struct {
	status int
	body   any    // marshalled to JSON, unless html is set
	html   string // an error page instead of JSON
	allow  string // the Allow header of a 405
}

func ok(body any) answer { return answer{status: http.StatusOK, body: body} }

// done is the answer of routes that only report success, by a number as most of them do.
func done(message string) answer { return ok(object{"success": 1, "message": message}) }

// refused is their answer when the state does not allow the call.
func refused(message string) answer { return ok(object{"success": 0, "message": message}) }

// notFound is the answer for an id that does not exist, on routes that answer with the thing itself.
func notFound(model string) answer {
	return answer{status: http.StatusNotFound, body: object{"message": "No query results for model [" + model + "]."}}
}

func message(status int, text string) answer {
	return answer{status: status, body: object{"message": text}}
}

// invalid is Laravel's answer to parameters that fail validation.
func invalid(errors fieldErrors) answer {
	return answer{
		status: http.StatusUnprocessableEntity,
		body:   object{"message": "The given data was invalid.", "errors": errors},
	}
}

// fieldErrors are the problems of parameters, by name.
type fieldErrors map[string][]string

func (e fieldErrors) add(name, problem string) { e[name] = append(e[name], problem) }

const notFoundPage = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Not Found</title></head><body><h1>404 | Not Found</h1></body></html>\n"

func (a answer) content() (contentType string, body []byte) {
	if a.html != "" {
		return "text/html; charset=UTF-8", []byte(a.html)
	}
	body, err := json.Marshal(a.body)
	if err != nil { // the sandbox's own answers always marshal
		return "text/plain", []byte(err.Error())
	}
	return "application/json", body
}

func (a answer) write(w http.ResponseWriter) {
	contentType, body := a.content()
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if a.allow != "" {
		w.Header().Set("Allow", a.allow)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(body) // the client may have hung up: that is its business
}

// number is an amount as PHP prints a float: 10, 12.1.
func number(d decimal.Decimal) json.Number { return json.Number(d.String()) }

// fixed is an amount as a database column gives it: "10.00".
func fixed(d decimal.Decimal) string { return d.StringFixed(2) }

// flag is a bool as the API sends it: 1 or 0.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// orNull is null for the zero value, which the API does not tell from absent there.
func orNull[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}
