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

// WithAuthToken sets the account's API key.
func WithAuthToken(token string) Option { return func(c *config) { c.authToken = token } }

// WithVendor sets the account that the sandbox plays. The sandbox keeps v: do not
// change it afterwards.
func WithVendor(v Vendor) Option { return func(c *config) { c.vendor = v } }

// WithAddress makes [Start] listen on a host and port instead of a free loopback port.
func WithAddress(address string) Option { return func(c *config) { c.address = address } }

// WithClock holds the clock at a time: only [Sandbox.Advance] moves it. Without it
// the clock runs, starting now.
func WithClock(at time.Time) Option { return func(c *config) { c.clock = at } }

// WithNotify adds a URL that gets the notifications of all products. No events
// means all of them. Give it again for more URLs; see also [Sandbox.Notify].
func WithNotify(url string, events ...string) Option {
	return func(c *config) { c.endpoints = append(c.endpoints, Endpoint{URL: url, Events: events}) }
}

// WithSynchronousNotifications delivers notifications before the call that caused
// them is answered, in the order of the events. Without it a goroutine delivers
// them in the same order soon after.
func WithSynchronousNotifications() Option { return func(c *config) { c.synchronous = true } }

// WithDisorder sends notifications more than once, late or shuffled.
func WithDisorder(d Disorder) Option { return func(c *config) { c.disorder = d } }

// WithLatin1Hash computes the field hash over ISO-8859-1 values, as the latest
// edition of the documents says, instead of over the bytes as sent. The two differ
// only outside ASCII.
func WithLatin1Hash() Option { return func(c *config) { c.latin1 = true } }

// WithFirstSubscriptionPayment sends subscription-payment for the first payment of
// a subscription too, as some receivers report. The documents name rebills only.
func WithFirstSubscriptionPayment() Option { return func(c *config) { c.firstPayment = true } }

// WithZeroLicenseData answers licenses/data with "success": 0 beside good data, as
// the documented sample shows. Without it success is 1.
func WithZeroLicenseData() Option { return func(c *config) { c.zeroLicenseData = true } }

// CreatedAt is a meaning of the parameter created_at of the route transactions:
// the documents disagree.
type CreatedAt uint8

// The meanings. Every answer is at most 100 transactions, the newest first.
const (
	// CreatedAtFrom answers with the 100 oldest that are not older than created_at.
	CreatedAtFrom CreatedAt = iota
	// CreatedAtUpTo answers with the 100 newest that are not newer than created_at.
	CreatedAtUpTo
	// CreatedAtFromNewest answers with the 100 newest of those that are not older than
	// created_at: then nobody can page.
	CreatedAtFromNewest
)

// WithCreatedAt sets the meaning of created_at. The default is CreatedAtFrom.
func WithCreatedAt(meaning CreatedAt) Option { return func(c *config) { c.createdAt = meaning } }

// WithFaults makes requests fail. Of the rules that fit a request the first that
// strikes is taken.
func WithFaults(rules ...Fault) Option {
	return func(c *config) { c.faults = append(c.faults, rules...) }
}

// WithSeed sets where the chances of [WithFaults] and [WithDisorder] start. The
// same seed and the same requests, one after the other, give the same faults.
func WithSeed(seed uint64) Option { return func(c *config) { c.seed = seed } }

// WithLogger sets where a record of each request and each delivery is written, at
// info level: method, route, status and fault; the delivery's id, event and status.
// These records hold no parameter, URL, address or secret. Beside them come warnings
// about the control routes ([WithControl]), with the address that the server listens
// on and the host that a refused request named. Without this option nothing is logged.
func WithLogger(logger *slog.Logger) Option { return func(c *config) { c.logger = logger } }
