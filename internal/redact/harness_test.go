package redact

const (
	fakeToken = "fake-auth-token-0001"
)
