package customers

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/paykickstart-go/sdk/api"
)

// PortalSession is one buyer's login to the billing portal. It prints without the login.
type PortalSession struct {
	// Secret is the login itself: a password, good for everything that the buyer can do in the portal. Wire: secret.
	Secret api.Secret `json:"secret"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`

	// Of the client's base URL.
	scheme, host string
}

// URL returns the address at which the session shows a portal, for a redirect or an iframe. The portal is the id of a
// portal widget from PayKickstart's user interface. The address holds the login, so it is a secret too: reveal it to the
// buyer only, and keep it out of logs.
//
// It is the zero Secret if the portal is blank, or if the session does not come from [Service.PortalLogin]. Scheme and host
// are those of the client's base URL; the rest is newer.
func (s *PortalSession) URL(portal string) api.Secret {
	if s == nil || s.host == "" || strings.TrimSpace(portal) == "" {
		return api.Secret{}
	}
	query := url.Values{"portal": {portal}, "secret": {s.Secret.Reveal()}}
	address := url.URL{Scheme: s.scheme, Host: s.host, Path: "/billing", RawQuery: query.Encode()}
	return api.NewSecret(address.String())
}

// portalAnswer names the flag too, which the transport has judged already, to keep it out of Extra.
type portalAnswer struct {
	Status json.RawMessage `json:"status"`
	PortalSession
}
