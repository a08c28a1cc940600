package notify

import (
	"errors"
	"time"
)

// Option changes how a notification is decoded. It is a [HandlerOption] too.
type Option func(*decodeConfig) error

type decodeConfig struct {
	location *time.Location
}

// est is what Kartra's documents call the time zone of their times. It is fixed, because they do not say that it has a
// summer time, and because New York's rules need a time zone database that may be missing.
var est = time.FixedZone("EST", -5*60*60)

// WithLocation sets the place whose clock Kartra's times show. Default: fixed EST, UTC-5. If yours turn out to follow New York's
// summer time, use time.LoadLocation("America/New_York"). A nil place is an error of the function that gets the option; the
// constructors of handlers panic on it.
func WithLocation(place *time.Location) Option {
	return func(c *decodeConfig) error {
		if place == nil {
			return errors.New("kartra/notify: WithLocation: nil")
		}
		c.location = place
		return nil
	}
}

func decoding(opts []Option) (decodeConfig, error) {
	c := decodeConfig{location: est}
	for _, opt := range opts {
		if opt == nil {
			return c, errors.New("kartra/notify: nil option")
		}
		if err := opt(&c); err != nil {
			return c, err
		}
	}
	return c, nil
}
