package licenses

import (
	"fmt"
	"strings"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// contradiction says what makes an answer one that nobody can go by; nil if nothing does. With yes everything that decides
// says yes, so that whatever else says no contradicts it.
func contradiction(word answer.Word, yes bool) error {
	for _, object := range []loosejson.Value{word.Answer, word.Member} {
		if err := ambiguous(object); err != nil {
			return err
		}
		if !yes {
			continue
		}
		if err := saysNo(object, word.No); err != nil {
			return err
		}
	}
	return nil
}

// ambiguous looks for a member that decides and comes twice, or in another spelling than the documented one. Which one counts
// would depend on who reads it.
func ambiguous(object loosejson.Value) error {
	seen := make(map[string]bool)
	for name := range object.Members() {
		spelling := deciding(name)
		if spelling == "" {
			continue
		}
		if name != spelling || seen[name] {
			return fmt.Errorf("the member %s comes twice or in another spelling", spelling)
		}
		seen[name] = true
	}
	return nil
}

// deciding returns the documented spelling of a member that decides, and "" for any other.
func deciding(name string) string {
	switch plain := plainName(name); plain {
	case "data", "valid", "active", "status", "guid":
		return plain
	case "licensekey":
		return "license_key"
	case "productid":
		return "product_id"
	}
	return ""
}

// saysNo looks for a member that says no. A message beside a falsy flag explains it, whatever its words are; the documented
// answer of licenses/data has that flag and an empty message.
func saysNo(object loosejson.Value, flagged bool) error {
	for name, value := range object.Members() {
		plain := strings.TrimPrefix(plainName(name), "is")
		switch {
		case plain == "message":
			if words := fold(textOf(value)); flagged && words != "" || endsAny(words) {
				return fmt.Errorf("the message says no: %w", errContradiction)
			}
		case endsLicense(plain) && !falsy(value), holdsLicense(plain) && falsy(value):
			return fmt.Errorf("the member %s says no: %w", plain, errContradiction)
		}
	}
	return nil
}

// plainName takes isDisabled, is_disabled and IS_DISABLED for one name.
func plainName(name string) string { return strings.ReplaceAll(strings.ToLower(name), "_", "") }

func endsAny(words string) bool {
	for word := range strings.FieldsSeq(words) {
		if word == "not" || endsLicense(word) {
			return true
		}
	}
	return false
}

func holdsLicense(name string) bool { return name == "valid" || name == "active" || name == "enabled" }

func falsy(v loosejson.Value) bool {
	text, _ := v.Text()
	return v.Empty() || text == "0" || strings.EqualFold(text, "false")
}

func textOf(v loosejson.Value) string {
	if text, scalar := v.Text(); scalar {
		return text
	}
	if v.Empty() {
		return ""
	}
	return string(v.Raw())
}
