package licenses

import (
	"slices"

	"github.com/paykickstart-go/sdk/internal/params"
)

// Want says what a license must be good for, see [Service.Check]. The zero Want asks whether it is valid and active at all,
// wherever and for whatever product.
type Want struct {
	// GUID is the place of use that the license must be activated at, as [Service.Activate] was given it, compared letter by
	// letter. "" is not compared. White space at its ends is refused.
	GUID string
	// ProductIDs are the products: the license must be for one of them. Nil is not compared. An empty list that is not nil is
	// refused, because it may have come out empty by mistake. If PayKickstart does not say which product a license is for,
	// Check returns an error.
	ProductIDs []int64
}

// Verdict is the answer of [Service.Check].
type Verdict struct {
	// Valid says that the license may be used. The zero Verdict is not valid.
	Valid bool
	// Reason says why a license is not valid; "" if it is, and beside an error.
	Reason Reason
	// License is the license that was found; nil if none was, and beside an error. It may be there when Valid is false.
	License *License
}

// Reason says why a license is not valid. If there are several reasons it is the first one in the order of the constants;
// only ReasonRefused can come before others too.
type Reason string

// The reasons of a [Verdict].
const (
	// ReasonUnknown: PayKickstart has no license with this key. It answered with empty data and no word, or said "license not
	// found" and nothing else; no document says how it answers, so the words are guessed.
	ReasonUnknown Reason = "unknown key"
	// ReasonDisabled: the license is disabled, see [Service.Disable] and [Service.Enable].
	ReasonDisabled Reason = "disabled"
	// ReasonOtherProduct: the license is for a product that is not in Want.ProductIDs.
	ReasonOtherProduct Reason = "other product"
	// ReasonNotActivated: the license is activated nowhere. [Service.Activate] helps.
	ReasonNotActivated Reason = "not activated"
	// ReasonOtherMachine: the license is activated, but not at Want.GUID. [Service.Move] helps, if the buyer wants that.
	ReasonOtherMachine Reason = "other machine"
	// ReasonRefused: PayKickstart says no without saying that it does not know the key. That is a refusal in other words or
	// none, or a license that is enabled and not called valid. A refusal of your API key, with status 200 and in words that
	// this package does not recognize, looks the same. So do not take away a license that was valid before: look yourself.
	ReasonRefused Reason = "refused"
)

func (w Want) validate(op, key string) error {
	var problems params.Problems
	checkText(&problems, "key", key)
	if w.GUID != "" {
		checkText(&problems, "GUID", w.GUID)
	}
	if w.ProductIDs != nil && len(w.ProductIDs) == 0 {
		problems.Add("ProductIDs", "must be nil or have an id")
	}
	for _, id := range w.ProductIDs {
		if id <= 0 {
			problems.ID("ProductIDs", id)
			break
		}
	}
	return problems.Err(op)
}

// unmet says why the license is not good for what is wanted; "" if it is, as far as its data tell.
func (w Want) unmet(license *License) Reason {
	switch {
	case license.State == StateDisabled:
		return ReasonDisabled
	case len(w.ProductIDs) > 0 && !slices.Contains(w.ProductIDs, license.ProductID):
		return ReasonOtherProduct
	case w.GUID == "":
		return ""
	case license.GUID == "":
		return ReasonNotActivated
	case license.GUID != w.GUID:
		return ReasonOtherMachine
	}
	return ""
}
