package sandbox

import (
	"encoding/json"
	"net"
	"net/http"
	"strconv"
	"time"
)

var serverError = answer{
	status: http.StatusInternalServerError,
	html:   "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Server Error</title></head><body><h1>500 | Server Error</h1></body></html>\n",
}

// before fails a request instead of the work.
func (f Fault) before(w http.ResponseWriter) {
	switch f.Kind {
	case FaultRateLimited:
		seconds := max(f.RetryAfter, defaultRetryAfter) / time.Second
		w.Header().Set("Retry-After", strconv.Itoa(int(seconds)))
		message(http.StatusTooManyRequests, "Too Many Attempts.").write(w)
	case FaultResetBefore:
		reset(w)
	default:
		serverError.write(w)
	}
}

// after gives the answer, spoiled if the fault says so. The done channel ends a wait.
func (f Fault) after(w http.ResponseWriter, a answer, done, closed <-chan struct{}) {
	switch f.Kind {
	case FaultLatency:
		wait(f.Wait, done, closed)
		a.write(w)
	case FaultErrorAfter:
		serverError.write(w)
	case FaultResetAfter:
		reset(w)
	case FaultHTMLPage:
		answer{status: http.StatusOK, html: "<!DOCTYPE html>\n<html lang=\"en\"><body>Please wait</body></html>\n"}.write(w)
	case FaultTruncatedJSON:
		writeHalf(w, a)
	case FaultWrongTypes:
		a.body = wrongTypes(a)
		a.write(w)
	default:
		a.write(w)
	}
}

func wait(d time.Duration, done, closed <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-done:
	case <-closed:
	}
}

// reset ends the connection with a TCP reset. Where the server does not hand over
// the connection (a test recorder) the answer is 502.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		message(http.StatusBadGateway, "The connection would be reset here.").write(w)
		return
	}
	if tcp, isTCP := conn.(*net.TCPConn); isTCP {
		_ = tcp.SetLinger(0) // at worst the connection ends without a reset
	}
	_ = conn.Close()
}

// writeHalf gives half of the body as if it were all.
func writeHalf(w http.ResponseWriter, a answer) {
	contentType, body := a.content()
	body = body[:len(body)/2]
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(body)
}

// wrongTypes replaces every member by what nobody expects there.
func wrongTypes(a answer) any {
	_, body := a.content()
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		return []any{[]any{a.body}}
	}
	wrong := object{}
	for name, value := range members {
		wrong[name] = []any{object{"unexpected": value}}
	}
	return wrong
}
