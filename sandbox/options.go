package sandbox

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"time"
)

// Option changes how a sandbox behaves. Of an option that is given again the last
// counts, but for [WithNotify], [WithFaults] and [WithHosts], which add. A value that
// makes no sense is an error of [New] and [Start], which name all of them at once.
type Option func(*config)

type config struct {
	authToken       string
	vendor          Vendor
	address         string
	clock           time.Time
	endpoints       []Endpoint
	synchronous     bool
	disorder        Disorder
	latin1          bool
	firstPayment    bool
	zeroLicenseData bool
	createdAt       CreatedAt
	faults          []Fault
	seed            uint64
	control         bool
	hosts           []string
	logger          *slog.Logger
	problems        problems // with the options themselves
}

func newConfig(opts []Option) config {
	conf := config{
		authToken: DefaultAuthToken, vendor: DefaultVendor(), address: "127.0.0.1:0",
		logger: slog.New(slog.DiscardHandler),
	}
	for i, opt := range opts {
		if opt == nil {
			conf.problems.add("option %d is nil", i+1)
			continue
		}
		opt(&conf)
	}
	return conf
}

// problems are all that is wrong with what a caller gave.
type problems []error

func (all *problems) add(format string, args ...any) {
	*all = append(*all, fmt.Errorf("sandbox: "+format, args...))
}

func (all *problems) addErr(err error) {
	if err != nil {
		*all = append(*all, err)
	}
}

// check names everything that is wrong with the options.
func (c *config) check() error {
	all := slices.Clone(c.problems)
	if strings.TrimSpace(c.authToken) == "" {
		all.add("the auth token is empty")
	}
	if _, _, err := net.SplitHostPort(c.address); err != nil {
		all.add("address %q: want host:port such as 127.0.0.1:8480", c.address)
	}
	for _, e := range c.endpoints {
		all.addErr(e.check())
	}
	all.addErr(c.disorder.check())
	if c.createdAt > CreatedAtFromNewest {
		all.add("unknown meaning of created_at: %d", c.createdAt)
	}
	all.addErr(checkFaults(c.faults))
	if c.logger == nil {
		all.add("the logger is nil")
	}
	all.addErr(checkHosts(c.hosts))
	all.addErr(c.vendor.check())
	return errors.Join(all...)
}

// WithAuthToken sets the account's API key, which every request must carry. It must
// not be blank. The default is [DefaultAuthToken].
func WithAuthToken(token string) Option { return func(c *config) { c.authToken = token } }

// WithVendor sets the account that the sandbox plays. The default is [DefaultVendor].
// The sandbox keeps v: do not change it afterwards.
func WithVendor(v Vendor) Option { return func(c *config) { c.vendor = v } }

// WithAddress sets where [Start] listens, as host:port. Port 0 picks a free one; an
// empty host means all interfaces. The default is "127.0.0.1:0". [New] checks it
// and listens nowhere.
func WithAddress(address string) Option { return func(c *config) { c.address = address } }

// WithClock holds the clock at a time: only [Sandbox.Advance] moves it. Fractions of a
// second are cut. With the zero time, and without this option, the clock runs from now on.
func WithClock(at time.Time) Option { return func(c *config) { c.clock = at } }

// WithNotify adds a URL that gets the notifications of all products: those of the
// given events, such as "sales" and "refund", or of all events when none is given. The
// URL is absolute, http or https. An event that the sandbox does not send is an error.
// Give the option again for more URLs; later ones can be added with [Sandbox.Notify].
func WithNotify(url string, events ...string) Option {
	return func(c *config) { c.endpoints = append(c.endpoints, Endpoint{URL: url, Events: events}) }
}

// WithSynchronousNotifications delivers notifications before the call that caused them
// is answered or returns, in the order of the events. Without it a goroutine delivers
// them in the same order soon after; [Sandbox.Flush] waits for that.
func WithSynchronousNotifications() Option { return func(c *config) { c.synchronous = true } }

// WithDisorder sends notifications more than once, late or shuffled. Without it each is
// sent once and in order.
func WithDisorder(d Disorder) Option { return func(c *config) { c.disorder = d } }

// WithLatin1Hash computes the field hash over the values as ISO-8859-1, as the latest
// edition of the documents says. Without it the hash covers the bytes as sent. The two
// differ only outside ASCII.
func WithLatin1Hash() Option { return func(c *config) { c.latin1 = true } }

// WithFirstSubscriptionPayment sends subscription-payment for the first payment of a
// subscription too, as some receivers report. Without it only rebills send it, as the
// documents say.
func WithFirstSubscriptionPayment() Option { return func(c *config) { c.firstPayment = true } }

// WithZeroLicenseData answers licenses/data with "success": 0 beside good data, as the
// documented sample shows. Without it success is 1 (a guess).
func WithZeroLicenseData() Option { return func(c *config) { c.zeroLicenseData = true } }

// CreatedAt is a meaning of the parameter created_at of the route transactions. The
// documents disagree about it, so each is a guess. The zero value is CreatedAtFrom.
type CreatedAt uint8

// The meanings of created_at, which is a second in unix time. Under each of them an
// answer is at most 100 transactions, the newest first.
const (
	// CreatedAtFrom answers with the 100 oldest that are not older than created_at.
	CreatedAtFrom CreatedAt = iota
	// CreatedAtUpTo answers with the 100 newest that are not newer than created_at.
	CreatedAtUpTo
	// CreatedAtFromNewest answers with the 100 newest of those that are not older than
	// created_at. Under this meaning older ones cannot be reached by paging.
	CreatedAtFromNewest
)

// WithCreatedAt sets the meaning of created_at. The default is [CreatedAtFrom].
func WithCreatedAt(meaning CreatedAt) Option { return func(c *config) { c.createdAt = meaning } }

// WithFaults makes requests fail. For each request the rules are asked in order, and
// the first that strikes is taken. Given again it adds rules; [Sandbox.SetFaults]
// replaces them later.
func WithFaults(rules ...Fault) Option {
	return func(c *config) { c.faults = append(c.faults, rules...) }
}

// WithSeed sets where the chances of [WithFaults] and [WithDisorder] start; the default
// is 0. The same seed and the same requests, one after the other, give the same faults.
func WithSeed(seed uint64) Option { return func(c *config) { c.seed = seed } }

// WithLogger sets where the sandbox logs; it must not be nil. Without it nothing is logged.
//
// Each request to a known route is logged at info level with method, route, status and
// fault, each delivery with id, event and status. These records hold no parameter, URL,
// address or secret. Warnings tell of control routes ([WithControl]) that other machines
// can reach and of refused control requests, with the address that the server listens on
// and the host that the request named.
func WithLogger(logger *slog.Logger) Option { return func(c *config) { c.logger = logger } }
