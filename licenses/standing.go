package licenses

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// standing is what licenses/status says of a license. A gate reads it more strictly than Status does: what is neither a yes
// nor a no opens nothing.
type standing struct {
	Valid  json.RawMessage `json:"valid"`
	Active json.RawMessage `json:"active"`
	// The documents show no other member. One that contradicts the yes must not be passed over.
	LicenseKey string `json:"license_key"`
	State      State  `json:"status"`
	GUID       string `json:"guid"`
	ProductID  int64  `json:"product_id"`

	valid, active bool
}

// standing asks what licenses/data does not tell: whether PayKickstart calls the license valid and active.
func (s *Service) standing(ctx context.Context, op, key string, want Want) (Reason, error) {
	var found standing
	var word answer.Word
	err := s.t.Do(ctx, transport.Get(op, "licenses/status", keyWire{Key: key}, answer.Want{
		Into:   &found,
		Member: "data",
		Word:   &word,
		Check:  func() error { return found.read(key, want, word) },
	}))
	switch {
	case err != nil:
		reason, err := refusal(err, word)
		if reason != "" {
			// The license is known, whatever the words of this refusal are.
			reason = ReasonRefused
		}
		return reason, err
	case found.State == StateDisabled:
		return ReasonDisabled, nil
	case !found.valid:
		return ReasonRefused, nil
	case !found.active:
		return ReasonNotActivated, nil
	}
	return "", nil
}

func (f *standing) read(key string, want Want, word answer.Word) error {
	var err error
	if f.valid, err = yesOrNo("valid", f.Valid); err != nil {
		return err
	}
	if f.active, err = yesOrNo("active", f.Active); err != nil {
		return err
	}
	switch {
	case f.LicenseKey != "" && !sameKey(f.LicenseKey, key):
		return errors.New("the answer is about another license than was asked for")
	case !f.State.documented():
		return fmt.Errorf("a status of %d is not known", int(f.State))
	case want.GUID != "" && word.Member.Get("guid").Kind() != loosejson.Missing && f.GUID != want.GUID:
		return errors.New("the answer is about another place than was asked for")
	case len(want.ProductIDs) > 0 && f.ProductID != 0 && !slices.Contains(want.ProductIDs, f.ProductID):
		return errors.New("the answer is about another product than was asked for")
	}
	return contradiction(word, f.valid && f.active && f.State != StateDisabled)
}

// yesOrNo reads 1 and 0, true and false, as numbers, booleans or texts.
func yesOrNo(name string, raw json.RawMessage) (bool, error) {
	value, err := loosejson.Parse(raw)
	if err != nil {
		return false, fmt.Errorf("data needs %s", name)
	}
	text, _ := value.Text()
	switch strings.ToLower(text) {
	case "1", "true":
		return true, nil
	case "0", "false":
		return false, nil
	}
	return false, fmt.Errorf("%s says neither yes nor no", name)
}
