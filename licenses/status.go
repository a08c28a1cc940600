package licenses

import "github.com/paykickstart-go/sdk/api"

// Status says whether a license may be used. What separates its two flags is not documented; it is inferred that Valid
// means that the license exists and is enabled, and Active that it is activated at a place of use. PayKickstart's own
// sample accepts a license only if both are true, which is what [Status.OK] reports.
type Status struct {
	// Valid presumably means: the license exists and is enabled.
	Valid bool `json:"valid"`
	// Active presumably means: the license is activated, see [Service.Activate].
	Active bool `json:"active"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`
}

// OK reports whether the license is both valid and active.
func (s Status) OK() bool { return s.Valid && s.Active }
