package transport

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/internal/redact"
)

// Defaults of a Config.
const (
	DefaultBaseURL      = "https://app.paykickstart.com/api"
	defaultReadTimeout  = 30 * time.Second
	defaultWriteTimeout = 90 * time.Second
	defaultMaxAttempts  = 4
	defaultMinWait      = 500 * time.Millisecond
	defaultMaxWait      = 10 * time.Second
	mostAttempts        = 100
)

// opNew is the operation of an error of New, as the caller of paykickstart.New types it.
const opNew = "New"

// Config is what a Transport is made of. AuthToken is required; the zero value of everything else means the default.
type Config struct {
	AuthToken  string
	BaseURL    string
	HTTPClient *http.Client
	Timeout    time.Duration
	Retry      Retry
	Logger     *slog.Logger
	Observer   func(context.Context, api.Attempt)
	UserAgent  string
	// Middleware stands above the token, the first one outermost. None is nil.
	Middleware []func(http.RoundTripper) http.RoundTripper
	// ReadsByPOST sends reads as POST. They are reads all the same.
	ReadsByPOST bool
	// Problems is what options have found wrong with their own arguments.
	Problems params.Problems
}

// Retry is the policy of trying again. A zero field means its default.
type Retry struct {
	MaxAttempts      int
	MinWait, MaxWait time.Duration
}

// New returns a Transport, or an error that names everything that is wrong with the configuration.
func New(cfg Config) (*Transport, error) {
	problems := cfg.Problems
	base, err := parseBaseURL(cfg.BaseURL)
	problems.AddErr("BaseURL", err)
	cfg.Retry.check(&problems)
	checkToken(&problems, cfg.AuthToken)
	checkRest(&problems, cfg)
	if err := problems.Err(opNew); err != nil {
		return nil, err
	}
	t := &Transport{
		base:        base,
		token:       api.NewSecret(cfg.AuthToken),
		redact:      redact.New(cfg.AuthToken),
		logger:      cfg.Logger,
		userAgent:   cfg.UserAgent,
		observer:    cfg.Observer,
		retry:       cfg.Retry.withDefaults(),
		readsByPOST: cfg.ReadsByPOST,
		maxBody:     maxBody,
	}
	t.setClient(cfg)
	if err := t.setChain(cfg.Middleware); err != nil {
		return nil, err
	}
	return t, nil
}

// setClient takes what the calls use of the caller's http.Client. Its own time-out is used if the option is not.
func (t *Transport) setClient(cfg Config) {
	// The default has connections of its own: nothing that replaces http.DefaultTransport gets to see the token.
	client := cfg.HTTPClient
	if client == nil {
		client = retryablehttp.NewClient().HTTPClient
	}
	t.client = *client
	t.readTimeout, t.writeTimeout = defaultReadTimeout, defaultWriteTimeout
	if timeout := cmp.Or(cfg.Timeout, max(t.client.Timeout, 0)); timeout > 0 {
		t.readTimeout, t.writeTimeout = timeout, timeout
	}
	t.client.Timeout = 0
	t.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
}

// setChain puts the middleware above auth, the first one outermost.
func (t *Transport) setChain(middleware []func(http.RoundTripper) http.RoundTripper) error {
	wire := t.client.Transport
	if wire == nil {
		wire = http.DefaultTransport
	}
	_, t.plainWire = wire.(*http.Transport)
	t.client.Transport = nil // the buffers of a wire hold what it has sent
	t.chain = hidden((&auth{base: t.base, token: t.token, next: wire}).RoundTrip)
	for _, wrap := range slices.Backward(middleware) {
		if t.chain = wrap(t.chain); t.chain == nil {
			var problems params.Problems
			problems.Add("Middleware", "a middleware returned no RoundTripper")
			return problems.Err(opNew)
		}
	}
	return nil
}

// BaseURL returns a copy of the base URL.
func (t *Transport) BaseURL() *url.URL {
	u := *t.base
	return &u
}

func (r Retry) check(p *params.Problems) {
	if r.MaxAttempts < 0 || r.MaxAttempts > mostAttempts {
		p.Add("Retry", "MaxAttempts must be 0 to %d", mostAttempts)
	}
	if r.MinWait < 0 || r.MaxWait < 0 {
		p.Add("Retry", "the waits must not be negative")
	}
	if r.MinWait > r.MaxWait && r.MaxWait > 0 {
		p.Add("Retry", "MinWait must not be above MaxWait")
	}
}

// withDefaults fills in what is zero. The policy has been checked.
func (r Retry) withDefaults() Retry {
	if r.MaxAttempts == 0 {
		r.MaxAttempts = defaultMaxAttempts
	}
	if r.MinWait == 0 {
		r.MinWait = defaultMinWait
		if r.MaxWait > 0 {
			r.MinWait = min(r.MinWait, r.MaxWait)
		}
	}
	if r.MaxWait == 0 {
		r.MaxWait = max(defaultMaxWait, r.MinWait)
	}
	return r
}

func checkToken(p *params.Problems, token string) {
	switch {
	case strings.TrimSpace(token) == "":
		p.Add("AuthToken", "the auth token is empty; it is in the platform settings under API key")
	case strings.TrimSpace(token) != token:
		p.Add("AuthToken", "the auth token begins or ends with white space")
	case strings.ContainsFunc(token, isControl):
		p.Add("AuthToken", "the auth token holds a control character")
	}
}

func checkRest(p *params.Problems, cfg Config) {
	if cfg.Timeout < 0 {
		p.Add("Timeout", "the timeout is negative")
	}
	if cfg.HTTPClient != nil {
		if _, ok := cfg.HTTPClient.Transport.(*retryablehttp.RoundTripper); ok {
			p.Add("HTTPClient", "the HTTP client retries on its own (retryablehttp.RoundTripper), which can charge twice: "+
				"pass a plain http.Client and set the retry policy here")
		}
	}
	if strings.ContainsFunc(cfg.UserAgent, isControl) {
		p.Add("UserAgent", "the user agent holds a control character")
	}
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }
