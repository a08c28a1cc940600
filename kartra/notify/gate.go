package notify

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
)

// Gate checks that a request carries a secret of yours outside its body. Kartra signs nothing on the Outbound API and sends
// no secret, so this is the only gate there is. Make one with [QuerySecret] or [HeaderSecret] and share it: it is safe for
// concurrent use. It prints no secret.
//
// A right secret proves that the sender knows the address that you gave to Kartra, not that the body is true or new.
type Gate struct {
	secrets secrets
	find    func(*http.Request) []string
}

// QuerySecret returns a Gate for a parameter of the URL. For QuerySecret("key", "s3cr3t…") give Kartra the URL
// https://vendor.example/kartra?key=s3cr3t…, and keep query strings out of your access logs. Any of the secrets opens it, so
// that one can be replaced. It refuses an empty name, an empty list, and secrets that are empty, blank or begin or end with
// white space.
func QuerySecret(parameter string, secrets ...string) (*Gate, error) {
	if strings.TrimSpace(parameter) == "" {
		return nil, errors.New("kartra/notify: QuerySecret: empty name of a parameter")
	}
	made, err := newSecrets(secrets)
	if err != nil {
		return nil, fmt.Errorf("kartra/notify: QuerySecret: %w", err)
	}
	return &Gate{secrets: made, find: func(r *http.Request) []string { return r.URL.Query()[parameter] }}, nil
}

// HeaderSecret returns a Gate for a header of the request. Kartra itself sends none: use it behind a proxy of yours that
// adds it. It refuses what [QuerySecret] refuses.
func HeaderSecret(header string, secrets ...string) (*Gate, error) {
	if strings.TrimSpace(header) == "" {
		return nil, errors.New("kartra/notify: HeaderSecret: empty name of a header")
	}
	made, err := newSecrets(secrets)
	if err != nil {
		return nil, fmt.Errorf("kartra/notify: HeaderSecret: %w", err)
	}
	return &Gate{secrets: made, find: func(r *http.Request) []string { return r.Header.Values(header) }}, nil
}

// Check compares the request's secret with yours, in constant time. It does not read the body. The error is [ErrNoSecret] or
// [ErrBadSecret]; a parameter or header that comes twice is ErrBadSecret.
func (g *Gate) Check(r *http.Request) error {
	if g == nil || g.find == nil {
		return errors.New("kartra/notify: this Gate was not made by QuerySecret or HeaderSecret")
	}
	switch found := g.find(r); len(found) {
	case 0:
		return ErrNoSecret
	case 1:
		return g.secrets.check(found[0])
	default:
		return ErrBadSecret
	}
}

// Format prints the type and nothing else, for every verb.
func (Gate) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "notify.Gate") }

// LogValue logs what Format prints.
func (Gate) LogValue() slog.Value { return slog.StringValue("notify.Gate") }
