package ipn

// Form is the body of a notification: all its fields as received, in order.
type Form struct{}

// ParseForm reads a form body under PHP's rules.
func ParseForm(body []byte) (*Form, error) { return nil, ErrMalformed }
