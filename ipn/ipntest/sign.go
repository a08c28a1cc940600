package ipntest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/phpsign"
	"github.com/paykickstart-go/sdk/ipn"
)

const (
	fieldHash             = "hash"
	fieldVerificationCode = "verification_code"
)

// Body returns the signed body. Without schemes it carries both codes (OldStyle: a verification_code only). A hash or
// verification_code that was Set stays as it is.
func (b *Builder) Body(secret string, schemes ...ipn.Scheme) []byte {
	return phpsign.Encode(b.signed(secret, schemes))
}

// Unsigned returns the body without codes.
func (b *Builder) Unsigned() []byte {
	return phpsign.Encode(b.inOrder())
}

// Request returns a POST of the signed body to target. It can be sent by a client and be handed to a handler. The only error is
// a target that is no URL.
func (b *Builder) Request(ctx context.Context, target, secret string, schemes ...ipn.Scheme) (*http.Request, error) {
	return NewRequest(ctx, target, b.Body(secret, schemes...))
}

// NewRequest returns a POST of any body, a tampered one say, as PayKickstart would send it.
func NewRequest(ctx context.Context, target string, body []byte) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("ipntest: %w", err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r, nil
}

// signed adds the codes in PayKickstart's order: the hash first, because the verification_code covers it.
func (b *Builder) signed(secret string, schemes []ipn.Scheme) []phpsign.Field {
	fields := b.inOrder()
	covered, hasArray := asPHP(fields)
	wants := func(s ipn.Scheme) bool { return len(schemes) == 0 || slices.Contains(schemes, s) }
	if wants(ipn.SchemeHash) && !b.old && !hasArray && !b.has(fieldHash) {
		hash := phpsign.Field{Name: fieldHash, Value: b.hash(secret, covered)}
		fields, covered = append(fields, hash), append(covered, hash)
	}
	if wants(ipn.SchemeVerificationCode) && !b.has(fieldVerificationCode) {
		code := phpsign.VerificationCode(secret, covered)
		fields = append(fields, phpsign.Field{Name: fieldVerificationCode, Value: code})
	}
	return fields
}

func (b *Builder) hash(secret string, fields []phpsign.Field) string {
	if b.latin1 {
		return phpsign.HashLatin1(secret, fields)
	}
	return phpsign.Hash(secret, fields)
}

func (b *Builder) has(name string) bool {
	return slices.ContainsFunc(b.fields, func(f phpsign.Field) bool { return f.Name == name })
}

// inOrder returns the fields in PayKickstart's wire order: by name, old style in the sample's order; then licenses and the
// codes.
func (b *Builder) inOrder() []phpsign.Field {
	sorted := slices.Clone(b.fields)
	slices.SortStableFunc(sorted, func(x, y phpsign.Field) int {
		if byPlace := cmp.Compare(b.place(x.Name), b.place(y.Name)); byPlace != 0 {
			return byPlace
		}
		if baseName(x.Name) == baseName(y.Name) {
			return 0 // elements of one array stay in their order
		}
		return strings.Compare(x.Name, y.Name)
	})
	return sorted
}

// place groups names: those with the same place are ordered by name.
func (b *Builder) place(name string) int {
	if at := slices.Index([]string{"licenses", fieldHash, fieldVerificationCode}, baseName(name)); at >= 0 {
		return len(oldOrder) + 1 + at
	}
	if !b.old {
		return 0
	}
	if at := slices.Index(oldOrder, name); at >= 0 {
		return at
	}
	return len(oldOrder)
}

// asPHP turns the elements of an array into the one value that PHP's signing code sees: the word Array.
func asPHP(fields []phpsign.Field) (seen []phpsign.Field, hasArray bool) {
	for _, f := range fields {
		base := baseName(f.Name)
		if base == f.Name {
			seen = append(seen, f)
			continue
		}
		hasArray = true
		if !slices.ContainsFunc(seen, func(s phpsign.Field) bool { return s.Name == base }) {
			seen = append(seen, phpsign.Field{Name: base, Value: "Array"})
		}
	}
	return seen, hasArray
}

func baseName(name string) string {
	base, _, _ := strings.Cut(name, "[")
	return base
}
