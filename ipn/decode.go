package ipn

// Decode reads a form into a Notification that is not verified.
func Decode(f *Form) (*Notification, error) { return nil, ErrMalformed }
