package customers

import "github.com/paykickstart-go/sdk/internal/params"

type portalWire struct {
	Email string `url:"email"`
}

func (w portalWire) validate(op string) error {
	var problems params.Problems
	problems.Email("email", w.Email)
	return problems.Err(op)
}
