package kartra

import "time"

// Option changes how a notification is decoded. It is a [HandlerOption] too.
type Option func(*decodeConfig)

type decodeConfig struct {
	location *time.Location
}

// est is what Kartra's documents call the time zone of their times. It is fixed, because they do not say that it has a
// summer time, and because New York's rules need a time zone database that may be missing.
var est = time.FixedZone("EST", -5*60*60)

// WithLocation sets the place whose clock Kartra's times show. Default, and for nil: fixed EST, UTC-5. If yours turn out to
// follow New York's summer time, use time.LoadLocation("America/New_York").
func WithLocation(place *time.Location) Option {
	return func(c *decodeConfig) {
		if place != nil {
			c.location = place
		}
	}
}

func decoding(opts []Option) decodeConfig {
	c := decodeConfig{location: est}
	for _, opt := range opts {
		if opt != nil {
			opt(&c)
		}
	}
	return c
}
