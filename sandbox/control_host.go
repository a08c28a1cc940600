package sandbox

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// WithHosts names further hosts that the control routes of [WithControl] may be called
// by, such as "sandbox" for a container of that name. Loopback names and addresses and
// the address that the server listens on are always allowed. A host is a name or an IP
// address without scheme and port; it is allowed with every port. Give the option again
// for more.
func WithHosts(hosts ...string) Option {
	return func(c *config) { c.hosts = append(c.hosts, hosts...) }
}

var hostForm = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?$`)

// checkHost refuses what no Host header can be.
func checkHost(host string) error {
	if _, err := netip.ParseAddr(host); err != nil && !hostForm.MatchString(host) {
		return fmt.Errorf("sandbox: host %q: want a name or an IP address, without scheme and port", host)
	}
	return nil
}

// onlyLocal lets through what comes from this machine's own programs and pages. A
// check of origins alone is not enough: a page whose name is made to resolve to this
// machine (DNS rebinding) is of the same origin. But then Host is its name.
func (s *Sandbox) onlyLocal(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	origins.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.deny(w, r, "origin", "Requests of pages of another origin are refused here.")
	}))
	protected := origins.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.isOwnHost(r, r.Host) {
			s.deny(w, r, "host", "This host is not known here. Call localhost or 127.0.0.1, or name the host at the start: WithHosts, or the program's flag -hosts.")
			return
		}
		protected.ServeHTTP(w, r)
	})
}

// deny answers and logs. The host is what WithHosts wants to hear.
func (s *Sandbox) deny(w http.ResponseWriter, r *http.Request, reason, text string) {
	s.logger.LogAttrs(r.Context(), slog.LevelWarn, "sandbox: request refused", slog.String("method", r.Method),
		slog.String("reason", reason), slog.String("host", r.Host[:min(len(r.Host), 100)]))
	message(http.StatusForbidden, text).write(w)
}

// isForeignPage reports whether a browser sends the request for a page that is not of this machine. The token does not
// keep such a page out: the program's is known to everybody.
func (s *Sandbox) isForeignPage(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		page, err := url.Parse(origin)
		return err != nil || !s.isOwnHost(r, page.Host) || !s.isOwnHost(r, r.Host)
	}
	return r.Header.Get("Sec-Fetch-Site") != "" && !s.isOwnHost(r, r.Host)
}

// isOwnHost reports whether a host names this machine as only its own programs do.
func (s *Sandbox) isOwnHost(r *http.Request, named string) bool {
	host := bareHost(named)
	if host == "localhost" || slices.Contains(s.hosts, host) {
		return true
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	local, isTCP := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return ip.IsLoopback() || isTCP && local.AddrPort().Addr().Unmap() == ip
}

// bareHost is a Host header's name or address without port, in one spelling.
func bareHost(host string) string {
	if name, port, err := net.SplitHostPort(host); err == nil && strings.Trim(port, "0123456789") == "" {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.Unmap().String()
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// listensAt takes the listener's address for its own, and warns when others than
// this machine can reach the control routes.
func (s *Sandbox) listensAt(asked string, address net.Addr) {
	for _, at := range []string{asked, address.String()} {
		if host := bareHost(at); host != "" {
			s.hosts = append(s.hosts, host)
		}
	}
	if tcp, isTCP := address.(*net.TCPAddr); s.control != nil && !(isTCP && tcp.IP.IsLoopback()) {
		s.logger.Warn("sandbox: the control routes ask for no token, and other machines can reach them: "+
			"listen on 127.0.0.1, or publish the port there only", slog.String("address", address.String()))
	}
}

// checkHosts names the hosts that are of no use.
func checkHosts(hosts []string) error {
	var problems []error
	for _, host := range hosts {
		problems = append(problems, checkHost(host))
	}
	return errors.Join(problems...)
}
