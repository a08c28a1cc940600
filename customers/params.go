package customers

import "github.com/paykickstart-go/sdk/internal/transport"

type portalWire struct {
	Email string `url:"email"`
}

func (w portalWire) validate(op string) error {
	var problems transport.Problems
	problems.Email("email", w.Email)
	return problems.Err(op)
}
