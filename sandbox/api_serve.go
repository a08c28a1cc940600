package sandbox

import (
	"crypto/subtle"
	"log/slog"
	"net/http"
	"slices"
	"strings"
)

// basePath is the path of the base URL.
const basePath = "/api/"

// Handler returns the API as an http.Handler, for the caller's own server. It serves
// paths below /api/, so the base URL is the server's URL and "/api"; with [WithControl]
// also those below /sandbox/. It may be called again, and a request may lack a body.
func (s *Sandbox) Handler() http.Handler { return http.HandlerFunc(s.serve) }

func (s *Sandbox) serve(w http.ResponseWriter, r *http.Request) {
	s.busy.RLock()
	defer s.busy.RUnlock()
	if s.control != nil && strings.HasPrefix(r.URL.Path, "/sandbox/") {
		s.control.ServeHTTP(w, r)
		return
	}
	if s.isForeignPage(r) {
		s.deny(w, r, "origin", "Requests of pages of another origin are refused here.")
		return
	}
	path, below := strings.CutPrefix(r.URL.Path, basePath)
	rt, known := s.routes[path]
	if !below || !known {
		answer{status: http.StatusNotFound, html: notFoundPage}.write(w)
		return
	}
	fault := s.faults.pick(path, rt.writes)
	if fault.isBefore() {
		s.logRequest(r, path, 0, fault)
		fault.before(w)
		return
	}
	a := s.answer(rt, r)
	s.logRequest(r, path, a.status, fault)
	fault.after(w, a, r.Context().Done(), s.mail.ctx.Done())
}

// logRequest writes the status of the work, whatever the fault makes of it; 0 when
// no work was done. The route is a known one, so nothing in it came from the client.
func (s *Sandbox) logRequest(r *http.Request, route string, status int, fault Fault) {
	attrs := []slog.Attr{slog.String("method", r.Method), slog.String("route", route), slog.Int("status", status)}
	if fault.Kind != 0 {
		attrs = append(attrs, slog.String("fault", fault.Kind.String()))
	}
	s.logger.LogAttrs(r.Context(), slog.LevelInfo, "sandbox: request", attrs...)
}

// answer reads, checks and carries out a request.
func (s *Sandbox) answer(rt route, r *http.Request) answer {
	if !slices.Contains(rt.methods, r.Method) {
		allow := strings.Join(rt.methods, ", ")
		a := message(http.StatusMethodNotAllowed, "The "+r.Method+" method is not supported for this route. Supported methods: "+allow+".")
		a.allow = allow
		return a
	}
	in, refusal := readParams(r)
	if refusal != nil {
		return *refusal
	}
	if subtle.ConstantTimeCompare([]byte(in.text("auth_token")), []byte(s.AuthToken)) != 1 {
		return message(http.StatusUnauthorized, "Unauthenticated.")
	}
	if errs := checkRules(rt.rules, in); len(errs) > 0 {
		return invalid(errs)
	}
	var a answer
	s.change(func(st *state) { a = rt.handle(st, in) })
	return a
}
